"""Mentions of one pledge inside a document become one sighting."""

from __future__ import annotations

from datetime import date

from tracker.language.pledging import read_pledges
from tracker.language.sightings import PledgeSighting
from tracker.model import Document


def sighted(text: str) -> tuple[PledgeSighting, ...]:
    return read_pledges(Document("D", "An afternoon in town", "The Courier", date(2024, 2, 14), text=text))


def quotes(text: str) -> list[list[str]]:
    return [[text[at.start : at.end] for at in (each.quote, *each.others)] for each in sighted(text)]


def test_a_pledge_told_twice_is_sighted_once() -> None:
    text = (
        "Norway will deliver 40 radar stations to Moldova.\n\n"
        "The weather was fine.\n\n"
        "Norway will deliver the radar stations to Moldova by the end of June, its minister said."
    )
    (found,) = sighted(text)
    assert [text[at.start : at.end] for at in found.others] == ["Norway will deliver 40 radar stations to Moldova."]
    assert found.deadline is not None
    assert found.amount is not None
    assert found.amount.amount == 40


def test_the_same_words_with_another_amount_are_another_pledge() -> None:
    text = "Norway will deliver 40 radar stations to Moldova.\n\nNorway will deliver 90 radar stations to Moldova."
    assert [len(each) for each in quotes(text)] == [1, 1]


def test_another_of_the_same_amount_is_another_pledge() -> None:
    text = (
        "Norway will give €1 billion for radar stations.\n\nNorway will give a further €1 billion for radar stations."
    )
    assert [len(each) for each in quotes(text)] == [1, 1]


def test_the_same_words_of_another_party_are_another_pledge() -> None:
    text = "Norway will deliver radar stations to Moldova.\n\nSweden will deliver radar stations to Moldova."
    assert [len(each) for each in quotes(text)] == [1, 1]


def test_pledges_stand_in_the_order_of_their_quotes() -> None:
    text = (
        "Norway will deliver radar stations to Moldova.\n\n"
        "Sweden will train 300 nurses in Ghana.\n\n"
        "Norway will deliver the radar stations to Moldova by the end of June."
    )
    assert [each[0] for each in quotes(text)] == [
        "Sweden will train 300 nurses in Ghana.",
        "Norway will deliver the radar stations to Moldova by the end of June.",
    ]
