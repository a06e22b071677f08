"""What share of a pledged number a sentence tells of."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.language.growth import BOUNDED, growth
from tracker.language.outcomes import load_outcome_rules
from tracker.language.passages import Passage
from tracker.language.ratios import ratio
from tracker.language.shares import numbers_of, share_of

WORDS = load_outcome_rules().words


def share(text: str, pledged: int = 40, unit: str | None = "ambulances") -> float | None:
    return share_of(numbers_of(text, Passage(0, len(text)), WORDS), Decimal(pledged), unit)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (0.25, "Ten ambulances have come."),
        (0.25, "Ten of the forty have come."),
        (0.5, "They had until May for the forty; by then they had sent twenty."),
        (0.95, "All but two of the forty are there."),
        (1.0, "All forty of them are there."),
        (1.0, "The 40th ambulance rolled off the ferry."),
        (1.25, "Fifty ambulances have come."),
        (1.0, "Ambulance number 40 rolled off the ferry."),
        (0.75, "The drivers took 30 ambulances out of 40."),
        (0.25, "Ten ambulances are there, and by May it will be the full forty."),
        (0.025, "Exactly one ambulance has come."),
        (1.0, "The forty came between 11 and 24 February."),
        (None, "The ambulances went to twelve towns."),
        (None, "A two-ambulance convoy left."),
        (0.25, "On 3 May 2024 the tenth day of the strike, 10 ambulances came."),
        (None, "In 40 days nothing came."),
        (None, "Parliament agreed by 31 to 9."),
        (None, "It costs €20."),
        (None, "Nothing is told here."),
    ],
)
def test_a_share_is_told_by_plain_numbers(told: float | None, sentence: str) -> None:
    assert share(sentence) == told


def test_of_money_only_numbers_count_that_nothing_follows() -> None:
    assert share("Of the thirty million nineteen million has gone out.", 30_000_000, "EUR") == pytest.approx(19 / 30)
    assert share("Some 12,000 farms were paid.", 30_000_000, "EUR") is None


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (0.5, "Two of the four are there."),
        (0.75, "Three instalments out of four have been paid."),
        (0.9, "Nine farms in ten have them."),
        (pytest.approx(2 / 3), "Two thirds of the farms have them."),
        (None, "A third of the six are there."),
        (0.5, "Drei der sechs Züge fahren."),
        (None, "Four of the two are there."),
        (None, "The mayor of the town spoke."),
    ],
)
def test_a_sentence_may_give_its_own_share(told: float | None, sentence: str) -> None:
    found = ratio(sentence, Passage(0, len(sentence)), WORDS)
    assert (found and found.part) == told


@given(st.text(max_size=300))
def test_whatever_is_read_a_share_is_none_or_a_number(text: str) -> None:
    found = share(text)
    assert found is None or found >= 0


@pytest.mark.slow
def test_of_a_sentence_of_a_megabyte_no_more_is_read_than_of_a_shorter_one() -> None:
    for unit in ("two of the ", "9 ", "hundred ", "1,", "a of "):
        text = unit * (1_000_000 // len(unit))
        assert growth(share, text, BOUNDED) < BOUNDED
        assert growth(lambda text: ratio(text, Passage(0, len(text)), WORDS), text, BOUNDED) < BOUNDED
