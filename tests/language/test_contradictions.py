"""What speaks against a link: another place, year, type, thing counted or actor than the pledge's."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tracker.language.contradictions import names
from tracker.language.linking import read_follow_ups
from tracker.language.pledge_index import Indexed, PledgeIndex
from tracker.model import Document

AMBULANCES = "Norway will send 20 ambulances to Gaza by May."
TERMINAL = "Germany will build a terminal for liquid gas in Stade by the end of 2024."
JETS = "Poland will buy 32 fighter jets of the type F-35."
INDEX = PledgeIndex(
    [
        Indexed("NO", AMBULANCES, ("NO",), (), "2023-11-20", None, "D1", Decimal(20), "ambulances", False,
                names=names(AMBULANCES)),
        Indexed("DE", TERMINAL, ("DE",), (), "2023-11-20", None, "D2", None, None, False, names=names(TERMINAL)),
        Indexed("PL", JETS, ("PL",), (), "2023-11-20", None, "D3", Decimal(32), "fighter jets", False),
    ]
)  # fmt: skip


def likely(sentence: str, ref: str) -> bool:
    document = Document("D9", "", "The Courier", date(2025, 7, 1), text=sentence)
    return any(each.pledge == ref and each.band == "likely" for each in read_follow_ups(document, INDEX))


@pytest.mark.parametrize(
    ("ref", "sentence"),
    [
        ("NO", "The first twelve of the Norwegian ambulances reached Gaza on Sunday."),
        ("NO", "Norway's 20 ambulances have been delivered to Gaza."),
        ("DE", "Work on the terminal for liquid gas in Stade has begun, Germany said."),
        ("PL", "The first two of the Polish F-35 jets were delivered."),
    ],
)
def test_what_is_told_of_the_thing_pledged_is_likely(ref: str, sentence: str) -> None:
    assert likely(sentence, ref)


@pytest.mark.parametrize(
    ("ref", "sentence"),
    [
        ("NO", "Norway delivered 20 ambulances to Sudan in April."),  # another country
        ("NO", "In 2021 Norway gave Gaza eight ambulances."),  # before it was pledged
        ("NO", "A private foundation in Norway sent four ambulances to Gaza."),  # somebody else
        ("NO", "Norway sent eight ambulances to Gaza under a different programme."),
        ("NO", "Norway's ambulances for Gaza came from an earlier package."),
        ("NO", "The Norwegian ambulances for Gaza are those of the 2021 programme."),
        ("NO", "A Norwegian manufacturer delivered twenty ambulances to Gaza."),
        ("NO", "Norway delivered six lorries to Gaza."),  # other things
        ("DE", "The German terminal for liquid gas in Wilhelmshaven was opened."),  # another place
        ("PL", "Poland has bought 48 fighter jets of the type FA-50."),  # another type
    ],
)
def test_what_is_told_of_something_else_is_possible_at_most(ref: str, sentence: str) -> None:
    assert not likely(sentence, ref)


def test_names_are_the_words_in_capitals_inside_a_sentence() -> None:
    assert names("The minister will open a school in Stade by May, and one in Le Havre on Monday.") == (
        "Stade", "Havre",
    )  # fmt: skip
