"""From what a person typed to an enquiry: somebody looked, and found nothing."""

from __future__ import annotations

from datetime import date

from tracker.cli.recording import line, or_none
from tracker.errors import UsageError
from tracker.model import Enquiry
from tracker.register import records
from tracker.register.refs import resolve
from tracker.register.writes import Writer


def record_enquiry(writer: Writer, given: str, place: str, on: str, enquirer: str, note: str | None, today: str) -> str:
    """Record an enquiry; returns its ref."""
    pledge = records.pledge(writer.reader, resolve(writer.reader, given, "pledge")[1])
    day = date.fromisoformat(on)
    enquiry = Enquiry(
        ref=writer.next_ref(f"E-{day.year}-"),
        pledge=pledge.ref,
        enquired_on=day,
        enquirer=line(enquirer, "--enquirer"),
        place=line(place, "--place"),
        note=or_none(note),
    )
    require_past(enquiry, today)
    writer.add(enquiry)
    return enquiry.ref


def require_past(enquiry: Enquiry, today: str) -> None:
    """Refuse a day on which nobody can have looked yet."""
    if enquiry.enquired_on.isoformat() > today:
        raise UsageError(
            f"Nobody has looked on {enquiry.enquired_on} yet: that day is still to come.",
            remedy="Give the day on which somebody looked.",
        )
