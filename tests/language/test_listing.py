"""Lists of pledges: which lead-ins promise what their items name, and what the items take from them."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.language.pledging import read_pledges
from tracker.language.sightings import PledgeSighting
from tracker.model import Document

SAID_ON = date(2024, 2, 14)


def sighted(text: str, publisher: str = "The Courier") -> tuple[PledgeSighting, ...]:
    return read_pledges(Document("D", "An afternoon in town", publisher, SAID_ON, language="en", text=text))


def quotes(text: str) -> list[str]:
    return [text[each.quote.start : each.quote.end] for each in sighted(text)]


@pytest.mark.parametrize(
    "lead",
    [
        "Norway will:",
        "Norway commits itself to:",
        "Norway has undertaken:",
        "Norway's commitments for the coming year:",
        "We, the ministers, have agreed on:",
    ],
)
def test_what_a_binding_lead_in_names_is_a_pledge_with_or_without_a_verb(lead: str) -> None:
    text = f"{lead}\n- 40 clinics by the end of 2025;\n- a public list of all wells by June.\nThe day was fine."
    assert quotes(text) == ["40 clinics by the end of 2025", "a public list of all wells by June."]


@pytest.mark.parametrize(
    "lead",
    ["Norway called on all states to:", "Norway visited:", "The opposition wants to know:", "Present at the talks:"],
)
def test_a_list_that_nobody_is_bound_by_holds_none(lead: str) -> None:
    assert quotes(f"{lead}\n- 40 clinics by the end of 2025;\n- a public list of all wells by June.") == []


def test_a_list_ends_where_its_bullets_do() -> None:
    text = "Norway will:\n- open 40 clinics by June;\nA public list of all wells by June."
    assert quotes(text) == ["open 40 clinics by June"]


def test_an_item_takes_actor_and_day_from_its_lead_in() -> None:
    text = "Spain spoke first. By the end of 2025 Norway will:\n- build 40 clinics;\n- open a school in May 2024."
    one, other = sighted(text)
    assert one.actors.parties == other.actors.parties == ("NO",)
    assert one.deadline is not None
    assert one.deadline.latest == date(2025, 12, 31)
    assert other.deadline is not None
    assert other.deadline.latest == date(2024, 5, 31)


@pytest.mark.parametrize("line", ["Press office: weekdays from 9 to 17 for all.", "Fresh bread: 40 loaves for all."])
def test_a_label_that_names_no_party_makes_no_contribution(line: str) -> None:
    assert quotes(line) == []


@pytest.mark.parametrize(
    "item",
    [
        "call on Russia to end the war",
        "to take stock of the progress made",
        "urge all donors to give more",
        "express their concern about the drought",
        "that more should be done",
        "that the bank be asked to raise the ceiling",
        "the two countries encourage all states to join the treaty",
        "invite the bank to tell them how much is left",
        "welcome the offer of the bank",
    ],
)
def test_an_item_that_calls_on_others_or_takes_note_promises_nothing(item: str) -> None:
    assert quotes(f"Norway and Sweden have agreed:\n- {item}\n- to open 40 clinics by June") == [
        "to open 40 clinics by June"
    ]


@pytest.mark.parametrize(
    "item",
    [
        "welcome 400 apprentices by June",
        "invite 40 pupils to Oslo",
        "note-taking in all courts by June",
        "call centres in ten towns",
        "express trains to Narvik by 2027",
        "express mail 40 boxes to Narvik by June",
        "ask no fee of pupils from 2025",
    ],
)
def test_an_item_that_does_something_itself_is_a_pledge(item: str) -> None:
    assert item in quotes(f"Norway and Sweden will:\n- {item}\n- open 40 clinics by June")


@pytest.mark.parametrize(
    "gift",
    ["no contribution announced", "amount to be confirmed", "none", "TBC", "to be announced in May", "nil", "–", "n/a"],
)
def test_a_line_that_gives_nothing_yet_is_no_pledge(gift: str) -> None:
    text = (
        f"The countries pledged the following:\n- Norway: 40 boats by June\n- Greece: {gift}\n- Malta: 30 boats by June"
    )
    assert quotes(text) == ["Norway: 40 boats by June", "Malta: 30 boats by June"]


@pytest.mark.parametrize(
    "gift",
    [
        "no new coal plants after 2030",
        "to be the first to pay 40 million euros",
        "zero-interest loans for 40 towns",
        "40 boats, the colour to be announced",
    ],
)
def test_a_line_that_says_what_is_given_is_one(gift: str) -> None:
    text = f"The countries pledged the following:\n- Norway: 40 boats by June\n- Greece: {gift}"
    assert len(sighted(text)) == 2


def test_the_next_numbered_heading_is_no_item_of_a_list() -> None:
    listed = "The Danish government RESOLVED:\n(a) to buy 40 buses by May\n(b) to paint them green\n"
    kept = ["to buy 40 buses by May", "to paint them green"]
    assert quotes(f"{listed}\n44. Cycle lanes\n\nThe minister opened the debate.") == kept
    assert quotes(f"{listed}(c) New cycle lanes\n\nThe minister opened the debate.") == [*kept, "New cycle lanes"]
    assert quotes(f"{listed}1. New cycle lanes\n2. new roads\n") == [*kept, "New cycle lanes", "new roads"]
