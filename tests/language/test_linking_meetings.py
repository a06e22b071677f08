"""A document about what was pledged at one meeting: an actor and an outcome tell which pledge is meant."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.language.linked import AMBULANCES, BRIDGE, document
from tracker.language.linking import read_follow_ups
from tracker.language.pledge_index import PledgeIndex

DONORS = PledgeIndex(
    [
        AMBULANCES._replace(
            ref=f"{code}-2024-001", parties=(code,), amount=Decimal(amount), unit="EUR", event="donors' meeting",
            words=f"{name} will give {amount} euros for the harvest in Estrovia",
        )
        for code, name, amount in (("NO", "Norway", 30_000_000), ("SE", "Sweden", 40_000_000), ("JP", "Japan", 900_000))
    ]
    + [
        AMBULANCES._replace(ref="FI-2024-001", parties=("FI",), words="Lend four dredgers to the port of Southport",
                            amount=Decimal(4), unit="dredgers", event="donors' meeting"),
        BRIDGE._replace(ref="DK-2024-009", parties=("DK",), words="Reopen the railway to the marshes", event="another"),
    ]
)  # fmt: skip
REPORT = (
    "Norway's 30 million euros for the harvest in Estrovia were paid in full."
    " Sweden has given 10 million euros of its 40 million for the harvest."
)


def of_donors(text: str) -> dict[str, tuple[str, str]]:
    """The first pledge and the outcome, by the words of the sentence."""
    found = read_follow_ups(document(text), DONORS)
    return {text[each.quote.start : each.quote.end]: (each.pledge, each.reading) for each in found if each.rank == 1}


@pytest.mark.parametrize(
    ("sentence", "pledge", "outcome"),
    [
        ("Tokyo settled its account in May.", "JP-2024-001", "fulfils"),
        ("Helsinki: two out of four are afloat.", "FI-2024-001", "advances"),
        ("Japan said that it had changed its mind.", "JP-2024-001", "drops"),
    ],
)
def test_where_a_document_is_about_some_pledges_an_actor_and_an_outcome_tell_which(
    sentence: str, pledge: str, outcome: str
) -> None:
    assert of_donors(f"{REPORT} {sentence}")[sentence] == (pledge, outcome)


def test_an_actor_and_an_outcome_alone_link_nothing() -> None:
    assert of_donors("Tokyo settled its account in May.") == {}


def test_an_actor_without_an_outcome_links_nothing_even_there() -> None:
    sentence = "Denmark has a long coast."
    assert sentence not in of_donors(f"{REPORT} {sentence}")


def test_a_sentence_that_follows_is_linked_by_its_outcome_alone() -> None:
    found = of_donors(f"{REPORT} The balance is to come in the autumn.")
    assert found["The balance is to come in the autumn."] == ("SE-2024-001", "restates")
