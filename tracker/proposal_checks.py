"""What must hold of proposals in a register: their words still stand, and they are about what they say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from tracker.faults import Finding
from tracker.language.passages import Passage
from tracker.model import Document, Quote
from tracker.proposals import Filed, fingerprint


class Proposed(Protocol):
    """What the check reads of a register."""

    def proposals(self) -> Iterator[Filed]: ...
    def document(self, ref: str) -> Document: ...


def proposals(contents: Proposed) -> Iterator[Finding]:
    """Every proposal, mention and cue has its place in its text; the fingerprint is that of text, place and pledge."""
    for each in contents.proposals():
        proposal = each.proposal
        document = contents.document(proposal.quote.document)
        moved = [quote for quote in (proposal.quote, *proposal.mentions) if not _stands(quote, contents)]
        yield from (_finding(proposal.ref, _said(quote)) for quote in moved)
        length = len(document.text or "")
        for cue in proposal.cues:
            if not 0 <= cue.start <= cue.end <= length:
                yield _finding(proposal.ref, f"its cue {cue.rule} stands at {cue.start}–{cue.end}, outside the text")
        place = Passage(proposal.quote.start or 0, proposal.quote.end or 0)
        if proposal.fingerprint != fingerprint(document, proposal.kind, place, proposal.pledge or ""):
            yield _finding(proposal.ref, "its fingerprint is not that of its text, place and pledge")


def _stands(quote: Quote, contents: Proposed) -> bool:
    return (contents.document(quote.document).text or "")[quote.start : quote.end] == quote.text


def _said(quote: Quote) -> str:
    return f"the words proposed do not stand at {quote.start}–{quote.end} of {quote.document}"


def _finding(ref: str, message: str) -> Finding:
    remedy = f"do not accept it; restore the register from a copy, or reject it and scan again: tracker show {ref}"
    return Finding("proposal", ref, message, remedy)
