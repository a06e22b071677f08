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
