"""Pledges that are read in a text of an afternoon in town."""

from __future__ import annotations

from datetime import date

from tracker.language.pledging import read_pledges
from tracker.language.sightings import PledgeSighting
from tracker.model import Document

SAID_ON = date(2026, 1, 14)


def read(
    text: str,
    publisher: str = "The Courier",
    title: str = "An afternoon in town",
    issuer: str | None = None,
    said_on: date = SAID_ON,
) -> tuple[PledgeSighting, ...]:
    return read_pledges(Document("D", title, publisher, said_on, issuer=issuer, language="en", text=text))


def bands(text: str) -> list[str]:
    return [each.band for each in read(text)]


def last_day(sentence: str, said_on: date = SAID_ON) -> str:
    """The last day of the deadline of the first pledge; "none" where there is none."""
    found = read(sentence, said_on=said_on)
    assert found, sentence
    return str(found[0].deadline.latest if found[0].deadline and found[0].deadline.latest else "none")
