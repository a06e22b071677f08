"""Read every original again: does the text that was kept still come out of it?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from difflib import SequenceMatcher

from tracker.documents.found import Found, Raw
from tracker.documents.workers import Readers
from tracker.faults import Finding
from tracker.model import Original
from tracker.register import records
from tracker.register.connect import Reader

_COMPARED = 20_000  # characters


def drift(reader: Reader) -> Iterator[Finding]:
    """Tell every document whose original gives another text today; the text kept is the one that counts."""
    originals = list(records.originals(reader))

    def raws() -> Iterator[Raw]:
        for each in originals:
            document = records.document(reader, each.document)
            data = records.original_data(reader, each.document) or b""
            retrieved = document.retrieved_on.isoformat() if document.retrieved_on else each.retrieved_at[:10]
            name = document.url if document.url and document.retrieved_on else each.name
            yield Raw(data, name or each.name, each.content_type, each.encoding, document.url, retrieved)

    with Readers(2) as readers:
        for each, (_, outcome) in zip(originals, readers.read_all(raws()), strict=True):
            document = records.document(reader, each.document, text=True)
            if not isinstance(outcome, Found):
                yield _finding(each, f"its original cannot be read any more: {outcome.what}")
            elif hashlib.sha256(outcome.text.encode()).hexdigest() != document.sha256:
                yield _finding(each, _difference(document.text or "", outcome))


def _difference(kept: str, found: Found) -> str:
    alike = SequenceMatcher(None, kept[:_COMPARED].split(), found.text[:_COMPARED].split(), autojunk=False).ratio()
    return (
        f"its original gives another text today, by {found.extractor}: {len(found.text):,} characters instead of"
        f" {len(kept):,}, {alike:.0%} of the words alike"
    )


def _finding(original: Original, message: str) -> Finding:
    remedy = f"nothing has to be done: the text read by {original.extractor} is kept, and its quotes stand in it"
    return Finding("drift", original.document, message, remedy)
