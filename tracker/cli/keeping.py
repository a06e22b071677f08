"""Record a document that was read: its facts, its text, its original, the event that it shares with others."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from textwrap import shorten as _shortened
from typing import NamedTuple
from urllib.parse import urlsplit

from tracker.cli.enrolling import require_party
from tracker.cli.incoming import Incoming, RecordedAlreadyError
from tracker.documents.description import NO_PUBLISHER, readable
from tracker.language import events
from tracker.language.tongues import READ, UNDETERMINED
from tracker.model import Document, Original
from tracker.register import records
from tracker.register.connect import Reader
from tracker.register.evidence import add_document
from tracker.register.kin import Comparer, Kinship
from tracker.register.series import Refs
from tracker.register.writes import Writer


class Kept(NamedTuple):
    """A document as it was recorded, and what it has in common with others."""

    document: Document
    kinship: Kinship
    said: list[str]
    words: dict[str, str]  # some that it shares with its kin, by ref


def refuse_known(reader: Reader, incoming: Incoming) -> None:
    """Refuse a text or a file that is recorded already (ConflictError)."""
    text = hashlib.sha256(incoming.found.text.encode()).hexdigest()
    same = reader.row(reader.sql.STATEMENTS["same_text"], sha256=text)
    if same:
        raise RecordedAlreadyError(incoming.raw.name, same[0])


def document_of(incoming: Incoming, ref: str) -> Document:
    """The record of a document that was read."""
    described, text = incoming.description, incoming.found.text
    return Document(
        ref=ref,
        title=described.title,
        publisher=described.publisher,
        published_on=_day(described.published_on),
        issuer=described.issuer,
        url=described.url,
        retrieved_on=_day(described.retrieved_on),
        language=described.language,
        event=described.event,
        archive_url=described.archive_url,
        dates_found=described.dates_found,
        dated_by=described.dated_by,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


def original_of(incoming: Incoming, ref: str, at: str) -> Original:
    """The record of the bytes that a document was read from."""
    raw, found, fetching = incoming.raw, incoming.found, incoming.fetching
    path = urlsplit(raw.name).path if "://" in raw.name[:12] else raw.name
    return Original(
        document=ref,
        sha256=hashlib.sha256(raw.data).hexdigest(),
        size=len(raw.data),
        media_type=found.media_type,
        name=readable(os.path.basename(path.rstrip("/")) or path or raw.name),
        extractor=found.extractor,
        retrieved_at=at,
        content_type=raw.content_type,
        encoding=raw.encoding,
        final_url=fetching.final_url if fetching.final_url != raw.url else None,
        etag=fetching.etag,
        last_modified=fetching.last_modified,
    )


def keep(
    writer: Writer, refs: Refs, incoming: Incoming, comparer: Comparer, *, today: str, at: str, share_event: bool = True
) -> Kept:
    """Record a document that was read, with its original; ``share_event`` gives it the event that it seems to be of."""
    refuse_known(writer.reader, incoming)
    said: list[str] = []
    if issuer := incoming.description.issuer:
        if party := require_party(writer, issuer):
            said.append(f"Party {party.code} ({party.name}) added: its issuer")
        writer.party_key(issuer)  # an unknown one is refused before a ref is taken
    year = (incoming.description.published_on or today)[:4]
    document = document_of(incoming, refs.next(f"D-{year}-"))
    kinship = comparer.kinship(writer.reader, document, incoming.found.shingles)
    other: Document | None = None
    if share_event and document.event is None and kinship.event:
        event, other = _shared_event(writer.reader, kinship.event, said)
        document = replace(document, event=event)
    original = original_of(incoming, document.ref, at)
    add_document(writer, document, original, incoming.raw.data, incoming.found.shingles)
    if other:
        # What we guess of another document stops nobody from adding this one; what does not fit is told by check.
        writer.change_judged(other, replace(other, event=document.event))
        said.append(f"{other.ref} is given the event “{document.event}” too")
    return Kept(document, kinship, said, words_of(writer.reader, comparer, document, kinship))


def words_of(reader: Reader, comparer: Comparer, document: Document, kinship: Kinship) -> dict[str, str]:
    """Some words that a document shares with its kin, by ref; of a plain copy there is no need to show any."""
    return {each.ref: comparer.words(reader, document, each) for each in kinship.kin if each.kind != "copy"}


def _shared_event(reader: Reader, guess: events.EventGuess, said: list[str]) -> tuple[str | None, Document | None]:
    """The event's name, and the document that has none yet and is given it too: one that no pledge rests on."""
    if guess.event:
        return guess.event, None
    other = records.document(reader, guess.of, text=True)
    day = str(other.published_on or "")
    name = (
        events.event_name(other.title, day or None, other.text or "")
        or f"{_shortened(other.title, 60, placeholder=' …')} {day}".strip()
    )
    if reader.row(reader.sql.STATEMENTS["quoting"], ref=other.ref):
        said.append(f"Reports on the same as {other.ref}, which has no event: tracker edit {other.ref} --set event=…")
        return None, None
    return name, other


def told(
    incoming: Incoming, document: Document, kinship: Kinship, said: list[str], words: Mapping[str, str]
) -> list[str]:
    """What was found in a document, for a person to judge: a line for each thing.

    ``words`` are some of those that it shares with its kin, by ref.
    """
    described = incoming.description
    day = f"{document.published_on}" if document.published_on else "no date"
    source = f" ({document.dated_by})" if document.dated_by not in (None, "given", "front matter") else ""
    tongue = f", {document.language}" if document.language != "en" else ""
    event = f", event “{document.event}”" if document.event else ""
    length = f"{len(document.text or ''):,} characters"
    lines = [f"{document.title} — {document.publisher}, {day}{source}{tongue}, {length}{event}"]
    if document.issuer and "issuer" not in incoming.found.facts:
        lines.append(f"Issuer: {document.issuer}, speaking for itself")
    if described.conflict and described.published_on:
        others = ", ".join(dict.fromkeys(f"{each.day} ({each.source})" for each in described.conflict))
        lines.append(f"Other dates found: {others}. Taken: {described.published_on}, for {described.rule}")
    lines += [each.told(words.get(each.ref, "")) for each in kinship.kin]
    if kinship.event:
        why = "; ".join(kinship.event.reasons)
        lines.append(f"Reports on the same event as {kinship.event.of}: {why}")
    if document.publisher == NO_PUBLISHER:
        lines.append("Publisher: not found; give it with --publisher, or later with: tracker edit")
    if described.declared:
        lines.append(f"Language: says that it is {described.declared}, reads as {document.language}")
    if document.language not in (*READ, UNDETERMINED):
        lines.append(f"Language: {document.language}; it is kept, and outside what scan reads ({', '.join(READ)})")
    return [*lines, *said, *(f"Warning: {each}" for each in described.warnings)]


def _day(given: str | None) -> date | None:
    return date.fromisoformat(given) if given else None
