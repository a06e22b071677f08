"""Questions, what should have been, money held back and figures of other things tell nothing of a pledge."""

from __future__ import annotations

from datetime import date

import pytest

from tests.language.linked import pledge
from tracker.language.linking import read_follow_ups
from tracker.language.pledge_index import PledgeIndex
from tracker.model import Document

PLEDGES = {
    each.ref: each
    for each in (
        pledge("tugs", "MT", "Malta will buy ten tugs for Gozo.", 10, "tugs"),
        pledge("library", "IE", "Ireland will reopen the library in Sligo."),
        pledge("pumps", "FI", "Finland will give 30 million euros for the pumps of Ndola.", 30_000_000, "EUR"),
        pledge("meals", "CH", "Switzerland will pay for school meals in Zinder."),
        pledge("nurses", "GH", "Ghana will raise the number of nurses in Tamale."),
        pledge("line", "PT", "Portugal will complete the tramline to Faro by 2024."),
    )
}


def told(ref: str, sentence: str) -> set[tuple[str, str]]:
    """The outcome and the band of the one pledge as the sentence tells of it."""
    read = Document("D9", "", "The Courier", date(2025, 11, 20), text=sentence, language="en")
    return {(each.outcome, each.band) for each in read_follow_ups(read, PledgeIndex([PLEDGES[ref]])) if each.rank == 1}


@pytest.mark.parametrize(
    ("ref", "sentence"),
    [
        # questions
        ("tugs", "Have the ten tugs for Gozo been delivered?"),
        ("tugs", "Has Malta scrapped the order for ten tugs?"),
        ("tugs", "Mrs Borg: Did Malta ever receive the ten tugs?"),
        ("tugs", "How many of the ten tugs have been delivered to Gozo?"),
        ("library", "Is it true that Ireland has reopened the library in Sligo?"),
        ("library", "The senator asked whether Ireland had reopened the library in Sligo."),
        # what should have been
        ("tugs", "By now Malta should have delivered the ten tugs to Gozo."),
        ("tugs", "The ten tugs for Gozo were supposed to arrive in May, Malta admits."),
        ("line", "Portugal's tramline to Faro would have been completed in 2024."),
        ("tugs", "Malta had said that the ten tugs would be delivered to Gozo by May."),
        # money held back, wanted back or lost
        ("pumps", "Finland is withholding 8 million euros for the pumps of Ndola."),
        ("pumps", "Finland has kept back the last 8 million euros for the pumps of Ndola."),
        ("pumps", "Finland wants its 8 million euros for the pumps of Ndola back."),
        ("pumps", "Eight million euros of Finland's money for the pumps of Ndola are missing."),
        # figures of something else
        ("meals", "The price of Swiss school meals in Zinder has gone up."),
        ("meals", "The cost of school meals in Zinder has risen by a fifth, Switzerland reports."),
        ("nurses", "Rents for nurses in Tamale have risen by a tenth, Ghana reports."),
    ],
)
def test_nothing_is_told_of_what_became_of_it(ref: str, sentence: str) -> None:
    assert told(ref, sentence) <= {("unclear", "possible")}


@pytest.mark.parametrize(
    ("ref", "outcome", "sentence"),
    [
        ("tugs", "fulfils", "Malta took delivery of the ten tugs for Gozo in May."),
        ("tugs", "drops", "Why has Malta scrapped the order for ten tugs?"),
        ("tugs", "fulfils", "The ten tugs for Gozo have been delivered, have they not?"),
        (
            "library",
            "fulfils",
            "Asked about the library in Sligo, the minister said that Ireland had reopened it in May.",
        ),
        ("library", "fulfils", "“Is Sligo served?” Ireland has reopened the library in Sligo."),
        ("tugs", "fulfils", "The ten tugs for Gozo were supposed to arrive in June, but Malta delivered them in May."),
        ("tugs", "restates", "By June Malta will have all ten tugs for Gozo."),
        (
            "line",
            "restates",
            "Portugal's tramline to Faro should have been ready in 2024; the ministry now promises 2027.",
        ),
        ("pumps", "advances", "Finland paid 22 million euros for the pumps of Ndola and is holding back 8 million."),
        ("pumps", "advances", "Finland has paid 8 million euros for the pumps of Ndola."),
        ("pumps", "fulfils", "Finland has paid the 30 million euros for the pumps of Ndola that it had withheld."),
        ("nurses", "advances", "The number of nurses in Tamale has risen to 300, Ghana reports."),
        ("pumps", "advances", "Finland's payments for the pumps of Ndola have risen to 12 million euros."),
        ("meals", "fulfils", "Switzerland has paid for the school meals in Zinder."),
    ],
)
def test_what_is_told_is_told(ref: str, outcome: str, sentence: str) -> None:
    assert outcome in {each for each, _ in told(ref, sentence)}
