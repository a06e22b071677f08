"""From what a person typed to an enquiry: somebody looked, and found nothing."""

from __future__ import annotations

from datetime import date

from tracker.cli.recording import line, or_none
from tracker.errors import ConflictError
from tracker.model import Enquiry
from tracker.register import records
from tracker.register.refs import resolve
from tracker.register.writes import Writer


def record_enquiry(writer: Writer, given: str, place: str, on: str, enquirer: str, note: str | None) -> str:
    """Record an enquiry; returns its ref."""
    pledge = records.pledge(writer.reader, resolve(writer.reader, given, "pledge")[1])
    day = date.fromisoformat(on)
    if pledge.made_on and day < pledge.made_on:
        raise ConflictError(
            f"Nobody can have looked on {on} for what became of {pledge.ref}: it was made on {pledge.made_on}.",
            remedy="Correct --on.",
        )
    ref = writer.next_ref(f"E-{day.year}-")
    writer.add(Enquiry(ref, pledge.ref, day, line(enquirer, "--enquirer"), line(place, "--place"), or_none(note)))
    return ref
