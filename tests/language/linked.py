"""Pledges made by hand, those of three countries among them, and what a text links to these."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from tracker.language.indexed import indexed
from tracker.language.linking import read_follow_ups
from tracker.language.pledge_index import Indexed, PledgeIndex
from tracker.language.sightings import FollowUpSighting
from tracker.model import Document

AMBULANCES = Indexed(
    "NO-2024-001", "Send 40 ambulances to Southport. Norway will send 40 ambulances. health ambulances",
    ("NO",), (), "2024-03-05", "spring meeting", "D1", Decimal(40), "ambulances", False,
)  # fmt: skip
BRIDGE = Indexed(
    "SE-2024-001", "Build a bridge across the strait once the survey is approved. transport",
    ("SE",), (), "2024-03-05", "spring meeting", "D1", None, None, True,
)  # fmt: skip
LOAN = Indexed(
    "DK-2024-001", "Lend €2 billion to hospitals. Denmark and Finland will lend hospitals €2 billion. loans",
    ("DK", "FI"), (), "2024-05-01", None, "D2", Decimal(2_000_000_000), "EUR", False,
)  # fmt: skip
INDEX = PledgeIndex([AMBULANCES, BRIDGE, LOAN])


def pledge(
    ref: str, parties: str, quote: str, amount: int | None = None, unit: str | None = None, condition: str | None = None
) -> Indexed:
    """A pledge of 1 March 2025, found by its quote alone; ``parties`` are codes with blanks between them."""
    return indexed(
        ref=ref, summary="", quote=quote, topic="other", condition=condition, parties=parties.split(), partners=(),
        made_on="2025-03-01", event=None, document=f"D-{ref}", amount=None if amount is None else Decimal(amount),
        unit=unit,
    )  # fmt: skip


def outcomes(sentence: str, index: PledgeIndex, published_on: date) -> list[tuple[str, str]]:
    """The pledges that a sentence is linked to before all others, each with what it says became of it."""
    read = Document("D9", "", "The Courier", published_on, text=sentence, language="en")
    return [(each.pledge, each.reading) for each in read_follow_ups(read, index) if each.rank == 1]


def document(text: str, **fields: Any) -> Document:
    facts: dict[str, Any] = {
        "ref": "D9",
        "title": "",
        "publisher": "The Northern Courier",
        "published_on": date(2024, 9, 12),
    }
    return Document(**{**facts, **fields, "text": text})


def sighted(text: str, **fields: object) -> list[FollowUpSighting]:
    return list(read_follow_ups(document(text, **fields), INDEX))


def first(text: str, **fields: object) -> FollowUpSighting:
    found = [each for each in sighted(text, **fields) if each.rank == 1]
    assert found, "nothing was linked"
    return found[-1]
