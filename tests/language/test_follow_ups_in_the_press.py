"""What agencies say of pledges: things of another type, things ready to go, intentions, and who joins what."""

from __future__ import annotations

from datetime import date

import pytest

from tests.language.linked import pledge
from tracker.language.linking import read_follow_ups
from tracker.language.pledge_index import PledgeIndex
from tracker.language.sightings import FollowUpSighting
from tracker.model import Document

INDEX = PledgeIndex(
    [
        pledge("iris", "DE", "Germany will hand over four IRIS-T systems to Ukraine.", 4, "systems"),
        pledge("patriot", "DE", "Germany will supply a Patriot air defence battery to Ukraine."),
        pledge("rough", "GB", "Britain will end rough sleeping by 2029."),
        pledge("danish", "DK", "Denmark will give Ukraine 19 F-16 fighter jets.", 19, "F-16 fighter jets"),
        pledge("dutch", "NL", "The Netherlands will give Ukraine 24 F-16 fighter jets.", 24, "F-16 fighter jets"),
        pledge("climate", "US", "The US will pay $3 billion into the Green Climate Fund.", 3_000_000_000, "USD"),
        pledge("money", "EU", "The EU will give Ukraine 5 billion euros of military aid.", 5_000_000_000, "EUR"),
    ]
)


def first(text: str) -> FollowUpSighting:
    """What a text says of the pledge that fits it best."""
    found = read_follow_ups(Document("D-2026-001", "", "The Courier", date(2026, 3, 10), text=text), INDEX)
    assert found, text
    return found[0]


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("Ukraine has received at least three Patriot systems from Germany.", "patriot"),
        ("Ukraine has received three IRIS-T systems from Germany.", "iris"),
    ],
)
def test_the_name_of_a_type_tells_which_pledge_is_meant(text: str, ref: str) -> None:
    assert first(text).pledge == ref


def test_what_is_ready_for_delivery_is_not_delivered() -> None:
    assert first("The German Patriot battery is ready for delivery.").outcome == "advances"
    assert first("The German Patriot battery is ready.").outcome == "fulfils"


def test_ending_for_good_what_is_to_be_ended_drops_nothing() -> None:
    assert first('Britain pledged to end rough sleeping "for good".').outcome == "restates"


def test_an_intention_advances_nothing() -> None:
    told = first("The EU has announced its intention to give Ukraine nearly 1.9 billion euros of military aid.")
    assert told.outcome not in ("advances", "fulfils")


def test_who_joins_a_union_does_not_speak_for_it() -> None:
    joining = first("Spain reaffirmed its support for Ukraine's EU accession and its military.")
    acting = first("Spain and the EU reaffirmed their support for Ukraine and its military.")
    assert (joining.about or 0) < (acting.about or 0)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Denmark has handed over 14 of the 19 F-16 jets, while the Netherlands has delivered all of its 24 jets.",
            [("danish", "advances"), ("dutch", "fulfils")],
        ),
        (
            "Denmark has handed over 14 of the 19 F-16 jets; the Netherlands has delivered all 24 F-16 jets.",
            [("danish", "advances"), ("dutch", "fulfils")],
        ),
        (
            "The Netherlands has delivered all 24 F-16 jets, but Denmark has abandoned its plan for 19 F-16 jets.",
            [("dutch", "fulfils"), ("danish", "drops")],
        ),
    ],
)
def test_each_clause_tells_of_its_own_party(text: str, told: list[tuple[str, str]]) -> None:
    document = Document("D-2026-001", "", "The Courier", date(2026, 3, 10), text=text)
    assert [(each.pledge, each.outcome) for each in read_follow_ups(document, INDEX) if each.rank == 1] == told


def test_a_sentence_of_one_party_or_of_both_together_stays_whole() -> None:
    for text in (
        "Denmark has handed over 14 of the 19 F-16 jets, while the pilots were trained.",
        "Denmark, and the Netherlands, have handed over all of their F-16 jets.",
    ):
        document = Document("D-2026-001", "", "The Courier", date(2026, 3, 10), text=text)
        assert {each.quote for each in read_follow_ups(document, INDEX)} == {(0, len(text))}


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("The Netherlands has delivered the promised jets.", "fulfils"),
        ("The Netherlands has delivered all 24 promised jets.", "fulfils"),
        ("The Netherlands promised jets.", "restates"),
        ("The Netherlands has delivered the majority of the promised F-16 fighter jets.", "advances"),
    ],
)
def test_a_thing_is_promised_and_a_part_is_of_it(text: str, outcome: str) -> None:
    assert first(text).outcome == outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("The US has cancelled about $2bn in pledged money to the UN's Green Climate Fund, a sharp shift.", "drops"),
        ("Washington told the UN of its decision to rescind its pledge to the Green Climate Fund, it said.", "drops"),
        ("The US has not rescinded its pledge to the Green Climate Fund.", "restates"),
        (
            "The US has paid only $2 billion of that promised money into the Climate Fund, leaving $1 billion.",
            "advances",
        ),
        ("The US will not reach its target for the Green Climate Fund.", "unclear"),
        ("The US will fall far short of its target of $3 billion for the Green Climate Fund.", "unclear"),
        ("The US pledge to the Green Climate Fund of $3 billion will be missed.", "unclear"),
        ("The US will reach its target of $3 billion for the Green Climate Fund.", "restates"),
    ],
)
def test_a_pledge_may_be_taken_back_or_about_to_be_missed(text: str, outcome: str) -> None:
    assert first(text).outcome == outcome


HOMES = PledgeIndex(
    [
        pledge("nz", "NZ", "New Zealand will build 40,000 affordable homes.", 40_000, "homes"),
        pledge("gb", "GB", "Britain will build 90,000 affordable council homes.", 90_000, "homes"),
        pledge("eu", "EU", "The EU will build 70,000 affordable homes.", 70_000, "homes"),
    ]
)


def about(text: str, ref: str, publisher: str = "The Courier") -> float:
    """How likely a text is about one of the pledges of homes; 0 where it is not linked to it."""
    found = read_follow_ups(Document("D-2026-001", "", publisher, date(2026, 3, 10), text=text), HOMES)
    return max((each.about or 0.0 for each in found if each.pledge == ref), default=0.0)


def test_a_text_at_home_in_one_country_is_hardly_about_the_pledge_of_another() -> None:
    told = "Work has begun on 40,000 affordable homes."
    at_home = f"{told} London, Leeds, Hull and Bristol have most of them."
    names_it = f"{at_home} New Zealand has built fewer."
    assert about(at_home, "nz") < about(names_it, "nz")
    assert about(told, "nz", "Auckland Council, New Zealand") > about(told, "nz", "Leeds City Council, United Kingdom")


def test_the_pledge_of_a_group_may_be_meant_in_a_text_of_any_country() -> None:
    told = "Work has begun on 70,000 affordable homes."
    assert about(f"{told} London, Leeds, Hull and Bristol have most of them.", "eu") == about(told, "eu")
