"""What became of four plain pledges, in the many words that news have for it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.language.linked import pledge
from tracker.language.linking import read_follow_ups
from tracker.language.pledge_index import PledgeIndex
from tracker.model import Document

PLEDGES = {
    "Gaza": pledge("N", "NO", "Norway will send 20 ambulances to Gaza by June.", 20, "ambulances"),
    "park": pledge("K", "KE", "Kenya will ban plastic bottles in its parks by January 2027."),
    "Sahel": pledge(
        "G", "DE", "Germany will give 100 million euros to the Sahel fund by December.", 100_000_000, "EUR"
    ),
    "Vigo": pledge("S", "ES", "Spain will build 300 flats in Vigo by 2028.", 300, "flats"),
}
TOLD = {
    "fulfils": [
        "All 20 Norwegian ambulances are now in Gaza.",
        "Norway delivered, as promised, 20 ambulances to Gaza.",
        "With the arrival of the last two, all 20 Norwegian ambulances are in Gaza.",
        "Plastic bottles have been banned in Kenya's parks since 1 January.",
        "Kenya's ban on plastic bottles in parks took effect on 1 January.",
        "Germany has paid its 100 million euros into the Sahel fund.",
        "Germany transferred the last 20 million euros of its pledge to the Sahel fund.",
        "The 300 flats that Spain promised in Vigo are finished.",
        "Spain handed over the keys to the last of 300 flats in Vigo.",
    ],
    "advances": [
        "Norway has sent 11 of the 20 ambulances to Gaza.",
        "Norway has ordered the 20 ambulances for Gaza.",
        "Kenya's parliament passed a bill to ban plastic bottles in parks.",
        "Kenya has banned plastic bottles in three of its parks.",
        "Germany paid a first tranche of 40 million euros into the Sahel fund.",
        "The Bundestag approved the 100 million euros for the Sahel fund.",
        "Work on Spain's 300 flats in Vigo has started.",
        "Spain has built 120 flats in Vigo.",
    ],
    "restates": [
        "Norway stands by its promise of 20 ambulances for Gaza.",
        "Norway's ambulances for Gaza have been delayed until September.",
        "Kenya still means to ban plastic bottles in its parks.",
        "Germany will pay the remaining 60 million euros to the Sahel fund next year.",
        "Spain's flats in Vigo will be ready in 2029, a year later than promised.",
    ],
    "drops": [
        "Norway will not send the ambulances to Gaza after all.",
        "The Norwegian ambulances for Gaza have fallen victim to budget cuts.",
        "Kenya dropped the ban on plastic bottles in its parks.",
        "Germany has cut its pledge to the Sahel fund to 60 million euros.",
        "Germany will pay nothing more into the Sahel fund.",
        "Spain called off the flats in Vigo.",
    ],
}
NOTHING = [
    "None of the 20 Norwegian ambulances has reached Gaza.",
    "Where are Norway's 20 ambulances for Gaza?",
    "Rangers in Kenya's parks collected 4,000 plastic bottles in May.",
    "Germany still owes the Sahel fund 100 million euros.",
    "Rents in Vigo's 300 flats rose by 4 per cent.",
]


def told(sentence: str) -> str:
    """What a sentence says became of the pledge that it names."""
    index = PledgeIndex([next(each for name, each in PLEDGES.items() if name in sentence)])
    read = Document("D9", "", "The Courier", date(2026, 10, 20), text=sentence)
    return next((each.outcome for each in read_follow_ups(read, index)), "nothing")


@pytest.mark.parametrize(("outcome", "sentence"), [(name, each) for name, said in TOLD.items() for each in said])
def test_what_became_of_a_pledge_is_told(outcome: str, sentence: str) -> None:
    assert told(sentence) == outcome


@pytest.mark.parametrize("sentence", NOTHING)
def test_what_is_beside_the_matter_tells_no_outcome(sentence: str) -> None:
    assert told(sentence) in ("nothing", "unclear")
