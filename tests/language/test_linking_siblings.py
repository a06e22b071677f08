"""Which of several pledges of one document a sentence is about: by kinds of thing under other names, types, figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tracker.language.linking import read_follow_ups
from tracker.language.pledge_index import Indexed, PledgeIndex
from tracker.model import Document


def pledge(ref: str, words: str, party: str, amount: int | None = None, unit: str | None = None) -> Indexed:
    number = None if amount is None else Decimal(amount)
    return Indexed(ref, words, (party,), (), "2025-10-08", None, "D1", number, unit, False)


HOMES = pledge("IE-1", "The State will bring 4,500 vacant dwellings back into use. homes", "IE", 4500, "dwellings")
PLACES = pledge("IE-2", "Capital grants will create 6,000 childcare places. childcare", "IE", 6000, "places")
PIPES = pledge("IE-3", "An extra sum goes into water and sewerage connections. utilities", "IE")
HIPS = pledge("IE-4", "Nobody will wait longer than a year for a hip replacement. health", "IE")
LARGE = pledge("NL-1", "Ammunition: 40,000 rounds of 155 mm, in monthly lots. ammunition", "NL", 40_000, "rounds")
SMALL = pledge("DK-1", "Denmark adds 900 million kroner for 35 mm ammunition. ammunition", "DK", 900_000_000, "DKK")
HUNTERS = pledge("NL-2", "Three Dutch minehunters are to sail for the Black Sea. naval", "NL", 3, "minehunters")
BILL = pledge("UA-1", "Ukraine will prepare a draft law on the stay of foreign contingents. law", "UA")
INDEX = PledgeIndex([HOMES, PLACES, PIPES, HIPS, LARGE, SMALL, HUNTERS, BILL])


def first(text: str) -> str | None:
    document = Document("D9", "", "The Courier", date(2026, 6, 10), text=text)
    found = [each for each in read_follow_ups(document, INDEX) if each.rank == 1]
    return found[-1].pledge if found else None


@pytest.mark.parametrize(
    ("ref", "sentence"),
    [
        ("IE-1", "Of the empty houses in Ireland 3,120 are lived in again."),
        ("IE-2", "Grants have paid for 1,400 crèche places in Ireland."),
        ("IE-3", "The extra sum for Ireland's pipes has been paid out, and connections built."),
        ("IE-4", "In Ireland 2,208 people were still in the queue for a new knee or hip."),
        ("DK-1", "The 35 mm rounds that were promised are paid for, all of them."),
        ("NL-1", "Of the 155 mm rounds 24,500 have been delivered."),
        ("NL-2", "The three Dutch vessels are needed at home and will not be coming."),
        ("UA-1", "Kyiv's bill on foreign troops passed its committee on 28 May."),
    ],
)
def test_a_thing_is_known_under_its_other_names(ref: str, sentence: str) -> None:
    assert first(sentence) == ref


@pytest.mark.parametrize(
    "sentence",
    [
        "I am grateful to my right hon. Friend, and to the noble Lord, for the spirit of this House.",
        "The hon. Lady knows that I have the greatest respect for the Speaker.",
        "It was a long day in the chamber, and members were glad of the bell.",
    ],
)
def test_how_members_address_each_other_links_nothing(sentence: str) -> None:
    assert first(sentence) is None


def test_a_calibre_written_together_is_the_same_type() -> None:
    assert first("In May 155mm rounds were delivered, 24,500 in all.") == "NL-1"


def test_of_two_that_fit_as_well_the_one_that_says_less_is_meant() -> None:
    index = PledgeIndex(
        [
            pledge(
                "FR-1", "The headquarters of the Northwood force will be set up in Lille by planners and cooks.", "FR"
            ),
            pledge("FR-2", "The headquarters of the Northwood force will move to Lille.", "FR"),
            *(pledge(f"NL-{number}", f"The Netherlands will build hall {number}.", "NL") for number in range(3, 9)),
        ]
    )
    told = "The headquarters of the Northwood force are now in Lille, France said. It has been done."
    document = Document("D9", "", "The Courier", date(2026, 6, 10), text=told)
    *_, last = [each for each in read_follow_ups(document, index) if each.rank == 1]
    assert told[slice(*last.quote)] == "It has been done."
    assert last.pledge == "FR-2"
