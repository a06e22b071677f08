"""What each of several is to do is kept by all of them: one that did its own has kept a part."""

from __future__ import annotations

from datetime import date

import pytest

from tests.language.linked import outcomes, pledge
from tracker.language.pledge_index import PledgeIndex

PLEDGES = {
    each.ref: each
    for each in (
        pledge("tugs", "NO DK", "Norway and Denmark will each send four tugs to Gozo.", 4, "tugs"),
        pledge("vets", "ES IT", "Spain and Italy pledged three vets each for Gulu.", 3, "vets"),
        pledge("kilns", "EE LV LT", "Estonia, Latvia and Lithuania have each promised ten kilns to Lome.", 10, "kilns"),
        pledge("looms", "NO DK", "Norway and Denmark will send four looms to Gozo.", 4, "looms"),
        pledge("wells", "NO DK", "Norway and Denmark will dig four wells each year in Gozo.", 4, "wells"),
        pledge("boats", "NO", "Norway will send four boats to each of the islands of Gozo.", 4, "boats"),
    )
}
NAMES = [
    ("tugs", True), ("vets", True), ("kilns", True), ("looms", False), ("wells", False), ("boats", False),
]  # fmt: skip


@pytest.mark.parametrize(("ref", "each"), NAMES)
def test_a_pledge_of_each_is_known_by_its_words(ref: str, each: bool) -> None:
    assert PLEDGES[ref].each is each
    index = PledgeIndex.load(PledgeIndex([PLEDGES[ref]]).serialise())
    assert index[ref].each is each


@pytest.mark.parametrize(
    ("ref", "outcome", "sentence"),
    [
        ("tugs", "advances", "Denmark has delivered its four tugs to Gozo."),
        ("vets", "advances", "Italy has delivered its three vets to Gulu."),
        ("kilns", "advances", "Latvia handed over the ten kilns to Lome in May."),
        ("tugs", "fulfils", "Norway and Denmark have delivered their four tugs to Gozo."),
        ("tugs", "fulfils", "The tugs of Norway and Denmark were all delivered to Gozo."),
        ("looms", "fulfils", "Denmark has delivered the four looms to Gozo."),
        ("boats", "fulfils", "Norway has delivered its four boats to Gozo."),
    ],
)
def test_one_that_did_its_own_has_kept_a_part(ref: str, outcome: str, sentence: str) -> None:
    assert outcomes(sentence, PledgeIndex([PLEDGES[ref]]), date(2025, 11, 20)) == [(ref, outcome)]
