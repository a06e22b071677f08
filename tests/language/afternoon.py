"""Pledges that are read in a text of an afternoon in town."""

from __future__ import annotations

from datetime import date

from tracker.language.pledging import read_pledges
from tracker.language.sightings import PledgeSighting
from tracker.model import Document

SAID_ON = date(2026, 1, 14)


def read(
    text: str, publisher: str = "The Courier", title: str = "An afternoon in town", issuer: str | None = None
) -> tuple[PledgeSighting, ...]:
    return read_pledges(Document("D", title, publisher, SAID_ON, issuer=issuer, language="en", text=text))


def bands(text: str) -> list[str]:
    return [each.band for each in read(text)]
