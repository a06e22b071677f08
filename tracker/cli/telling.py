"""What follow-ups, disputes and enquiries say of a pledge, in a line each, and how it stands on a day."""

from __future__ import annotations

from tracker.law import known_on
from tracker.model import Dispute, Enquiry, FollowUp, Quantity, Span
from tracker.register import records
from tracker.register.connect import Reader
from tracker.reports.figures import said


def followed(each: FollowUp) -> str:
    """A follow-up: what became of the pledge, by which document."""
    about = f" for {each.party}" if each.party else ""
    dated = f", dated {each.dated}" if each.dated else ""
    later = f", now promised for {each.deadline.latest or each.deadline.phrase}" if each.deadline else ""
    amount = f", {quantity(each.quantity)}" if each.quantity else ""
    what = f"{each.ref}, {known_on(each)}, {each.outcome}{about}{dated}{amount}{later}"
    return f"{what}: {_quoted(each)}"


def disputed(each: Dispute) -> str:
    """A dispute: what a party answered, in which document."""
    return f"{each.ref}, {known_on(each)}, by {each.party}: {_quoted(each)}"


def looked(each: Enquiry) -> str:
    """An enquiry: who looked where, and found nothing."""
    note = f" {each.note}" if each.note else ""
    what = f"{each.ref}, {each.enquired_on}: {each.enquirer} looked at {each.place} and found nothing."
    return f"{what}{note}{_gone(each)}"


def span_on(reader: Reader, ref: str, on: str) -> Span | None:
    """The standing of a pledge on a day; none before it is known. Later spans are what the calendar will bring."""
    begun = [each for each in records.spans_of(reader, ref) if each.since.isoformat() <= on]
    return begun[-1] if begun else None


def stands(reader: Reader, ref: str, on: str, how: str = "stands at") -> str:
    """How a pledge stands on a day: ``GB-2025-001 stands at open``."""
    now = span_on(reader, ref, on)
    if now is None:
        return f"{ref} is not known before {records.spans_of(reader, ref)[0].since}"
    return f"{ref} {how} {now.standing}"


def quantity(given: Quantity | None) -> str | None:
    """A quantity in words: ``up to 14,000 tanks``."""
    return f"{said(given)} {given.unit}" if given else None


def _quoted(each: FollowUp | Dispute) -> str:
    """The words with their document, the note, and whether the record was a mistake."""
    note = f" ({each.note})" if each.note else ""
    place = f", {each.quote.place}" if each.quote.place else " (quote not verified)"
    return f"“{each.quote.text}” {each.quote.document}{place}{note}{_gone(each)}"


def _gone(each: FollowUp | Dispute | Enquiry) -> str:
    return f" RETRACTED: {each.retracted}" if each.retracted is not None else ""
