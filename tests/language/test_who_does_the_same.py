"""Who does the same as the subject, and whose the things are that "they" stands for."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.language.pledging import read_pledges
from tracker.model import Document

BEFORE = "Denmark and Norway spoke first. "


@pytest.mark.parametrize(
    ("sentence", "parties"),
    [
        ("Germany will pay 40 million euros by May, as will France and Italy.", "DE FR IT"),
        ("Germany will pay 40 million euros by May, and so will France, the ministers said.", "DE FR"),
        ("Germany will pay 40 million euros by May, as is France's wont.", "DE"),
        ("Germany will pay 40 million euros by May, as France did.", "DE"),
        # things that were ordered are not those who were named before
        ("The Netherlands has ordered ten guns, and they will be in Kyiv by May.", "NL"),
        ('"I have ordered ten guns and they will be in Kyiv by May," the Dutch minister said.', "NL"),
        ('"We have bought ten guns. They will be in Kyiv by May," the Dutch minister said.', "NL"),
        ("They will send ten guns by May.", "DK NO"),
    ],
)
def test_who_promises(sentence: str, parties: str) -> None:
    (*_, found) = read_pledges(Document("D-2026-001", "", "The Courier", date(2026, 3, 10), text=BEFORE + sentence))
    assert found.actors.parties == tuple(parties.split())
