"""Where several parties promised the same, a sentence that names another one is about that one's pledge."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.language.linking import read_follow_ups
from tracker.language.pledge_index import Indexed, PledgeIndex
from tracker.model import Document


def pledge(ref: str, words: str, party: str) -> Indexed:
    return Indexed(ref, words, (party,), (), "2025-01-08", None, "D1", None, None, False)


WELLS_MT = pledge("malta", "Malta will pay for wells in Turkana. water", "MT")
WELLS_CY = pledge("cyprus", "Cyprus will pay for wells in Turkana. water", "CY")
TUGS_GH = pledge("ghana", "Ghana will send tugs to Gozo. ships", "GH")
TUGS_TG = pledge("togo", "Togo will send tugs to Gozo. ships", "TG")
CHOIR_TG = pledge("choir", "Togo will open a school for choirs in Lome. music", "TG")
INDEX = PledgeIndex([WELLS_MT, WELLS_CY, TUGS_GH, TUGS_TG, CHOIR_TG])
MALTA, GHANA = "Malta paid for the wells in Turkana in May.", "Ghana sent the tugs to Gozo in May."


def told(*said: str) -> list[tuple[str, str]]:
    """The pledges that the last of some sentences is linked to before all others, and their outcomes."""
    text = " ".join(said)
    read = Document("D9", "", "The Courier", date(2025, 11, 20), text=text, language="en")
    found = read_follow_ups(read, INDEX)
    last = text.index(said[-1])
    return [(each.pledge, each.outcome) for each in found if each.rank == 1 and each.quote.start == last]


@pytest.mark.parametrize(
    ("link", "said"),
    [
        (("cyprus", "advances"), (MALTA, "Cyprus has sent a third of its share.")),
        (
            ("cyprus", "restates"),
            (MALTA, "Cyprus has sent a third of its share.", "It will transfer the rest in spring."),
        ),
        (("cyprus", "drops"), (MALTA, "Nicosia has withdrawn its offer.")),
        (("togo", "fulfils"), (GHANA, "The Togolese ones arrived in June.")),
        (("togo", "restates"), (GHANA, "Togo has not followed suit.", "Its minister now promises them for 2026.")),
    ],
)
def test_a_sentence_goes_over_to_the_pledge_of_the_party_that_it_names(
    link: tuple[str, str], said: tuple[str, ...]
) -> None:
    assert told(*said) == [link]


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("malta", (MALTA, "It has withdrawn its offer for 2026.")),
        ("malta", (MALTA, "Malta has withdrawn its offer for 2026.")),
        ("malta", ("Cyprus paid for the wells in Turkana in May.", MALTA)),
        ("choir", (GHANA, "Togo opened the school for choirs in Lome in June.")),
        (
            "malta",
            (MALTA, "The wells in Turkana were handed over to Kenya.", "Valletta will mend the wells in spring."),
        ),
    ],
)
def test_it_does_not_where_it_says_itself_what_it_is_about(ref: str, said: tuple[str, ...]) -> None:
    assert {each for each, _ in told(*said)} == {ref}


def test_a_pledge_of_another_thing_is_no_twin() -> None:
    assert "choir" not in {ref for ref, _ in told(GHANA, "Togo has sent a third of its share.")}
