"""What ``show`` says of a document: where it is from, what is kept of it, which pledges rest on it."""

from __future__ import annotations

from typing import Any

from tracker import rows
from tracker.cli.citing import cited_in
from tracker.model import Document, Original
from tracker.register import records
from tracker.register.answers import answers_to
from tracker.register.connect import Reader
from tracker.render.terminal import Block

_LABELS = {"url": "URL", "archive_url": "Archived at", "sha256": "SHA-256 of the text"}
_DOCUMENT = (
    "publisher",
    "published_on",
    "dated_by",
    "dates_found",
    "issuer",
    "url",
    "archive_url",
    "retrieved_on",
    "language",
    "event",
    "sha256",
)


def document_shown(reader: Reader, ref: str, as_of: str, whole: bool) -> tuple[str, list[Block], dict[str, Any]]:
    """Title, blocks and data of a document; its text is cut short unless ``whole``."""
    from tracker.language.copies import sample, shingles
    from tracker.register.kin import Comparer

    document = records.document(reader, ref, text=True)
    text = document.text or ""
    facts = tuple(
        f"{_LABELS.get(name, name.replace('_', ' ').capitalize())}: {value}"
        for name in _DOCUMENT
        if (value := getattr(document, name))
    )
    original = records.original(reader, ref)
    kept = _original(original) if original else ("not kept",)
    versions = [each for each in records.versions_of(reader, ref) if each.ref != ref]
    kin = Comparer().kin(reader, document, sample(shingles(text)))
    quoting = tuple(each for (each,) in reader.rows(reader.sql.STATEMENTS["quoting"], ref=ref))
    citing, cited = cited_in(reader, ref)
    answered = [each for said in answers_to(reader, as_of, quoting).values() for each in said]
    shown = text if whole or len(text) <= 800 else text[:800].rsplit(None, 1)[0]
    left = len(text) - len(shown)
    more = (f"… {left:,} characters more: tracker show {ref} --whole",) if left else ()
    blocks = [
        Block("", facts),
        Block("Original", kept),
        *([Block("Other versions", tuple(_version(each) for each in versions))] if versions else []),
        *([Block("In common with", tuple(each.told() for each in kin))] if kin else []),
        Block("Pledges that rest on it", (" ".join(quoting) or "none",)),
        *([Block("Disputed", tuple(each.told for each in answered))] if answered else []),
        *citing,
        Block("Text", (*shown.splitlines(), *more) if text else ("not held",)),
    ]
    data = {
        **rows.flat(document),
        "original": rows.flat(original) if original else None,
        "versions": [each.ref for each in versions],
        "in_common_with": [{"document": each.ref, "kind": each.kind, "share": round(each.share, 3)} for each in kin],
        "pledges": list(quoting),
        "disputes": [each._asdict() for each in answered],
        **cited,
        "text": document.text,
    }
    return f"{ref}: {document.title}", blocks, data


def _original(original: Original) -> tuple[str, ...]:
    moved = f", from {original.final_url}" if original.final_url else ""
    return (
        f"{original.media_type}, {original.size:,} bytes, kept on {original.retrieved_at}{moved}",
        f"SHA-256: {original.sha256}",
        f"Text read by {original.extractor}",
    )


def _version(each: Document) -> str:
    return f"{each.ref}: known from {each.published_on or 'the day of its recording'}, {each.title}"
