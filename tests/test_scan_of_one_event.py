"""What a document says at the event at which a recorded pledge was made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.indexed import index_of
from tests.sighted import document
from tracker.model import Pledge, Quantity, Quote
from tracker.scan import read


def test_another_pledge_of_the_same_event_stays_one_when_the_first_is_recorded() -> None:
    money = "Denmark will contribute 500 million Danish kroner to the Adaptation Fund by 31 December 2026."
    pledge = Pledge(
        ref="DK-2025-001",
        parties=("DK",),
        summary="Contribute to the Adaptation Fund",
        topic="climate",
        quote=Quote("D-2025-001", money, 0, len(money)),
        quantity=Quantity(Decimal(500_000_000), "DKK"),
        made_on=date(2025, 9, 5),
        recorded_on=date(2025, 9, 6),
        event="Nairobi",
    )
    advisers = (
        "The foreign minister said that Denmark would send ten climate advisers to East Africa in the coming months, "
        "provided that parliament approves the funds."
    )
    text = f"At the Nairobi climate summit Denmark spoke. {money} {advisers}"
    release = replace(document("D-2025-002", text, "2025-09-05"), event="Nairobi")
    found = read(release, index_of([pledge]))
    assert [text[each.quote.start : each.quote.end] for each in found.pledges] == [advisers]
