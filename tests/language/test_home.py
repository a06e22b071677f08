"""The country that a text is at home in: who "the minister" is where only towns are named, and whose Labour it is."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.language.home import home
from tracker.language.mentions import mentions
from tracker.language.pledging import read_pledges
from tracker.model import Document


def at_home(text: str) -> tuple[str | None, bool]:
    return home(text, mentions(text))


def parties(text: str, publisher: str = "The Courier") -> list[tuple[str, ...]]:
    document = Document("D", "An afternoon in town", publisher, date(2024, 2, 14), language="en", text=text)
    return [each.actors.parties for each in read_pledges(document)]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The tram from Turku to Tampere is late.", "FI"),
        ("The Riksdag sat late over the road to Kiruna.", "SE"),
        ("From Turku to Kiruna the road is long.", None),
        ("They met in Brussels and in New York at the UN.", "US"),
        ("The war in Ukraine goes on.", None),
        ("It rained.", None),
    ],
)
def test_most_of_its_places_and_bodies_tell_where_a_text_is_at_home(text: str, country: str | None) -> None:
    assert at_home(text)[0] == country


def test_a_text_is_alone_at_home_where_hardly_another_country_is_named() -> None:
    assert at_home("From Turku by Tampere and Oulu to Lapland.") == ("FI", True)
    assert at_home("From Turku by Tampere to Kiruna.") == ("FI", False)


def test_a_minister_without_a_country_is_one_of_the_country_that_the_text_is_at_home_in() -> None:
    text = "The tram in Tampere was late. The minister will build 40 stops in Turku and Oulu by June."
    assert parties(text) == [("FI",)]


def test_a_ministry_that_names_no_country_speaks_for_the_one_that_its_text_is_at_home_in() -> None:
    text = "The lights in Cork went out. A total of 40 million euros will be spent in Galway by June."
    assert parties(text, "Department of Energy") == [("IE",)]


def test_a_party_of_which_several_countries_have_one_is_that_of_the_text() -> None:
    assert parties("Labour will build 40 clinics in Auckland and Otago by June.") == [("NZ",)]
    assert parties("Labour will build 40 clinics in Leeds and Hull by June.") == [("GB",)]


@pytest.mark.parametrize(
    "text",
    [
        "Present: Denmark, Norway (in the chair), Sweden.\nThe chair will send the list by May.",
        "The meeting was chaired by Norway. Sweden spoke. The chair will send the list by May.",
        "Sweden spoke. The hosts will send the list by May, the Norwegian minister said.",
    ],
)
def test_the_chair_and_the_hosts_are_who_is_told_to_be(text: str) -> None:
    assert parties(text) == [("NO",)]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The government will build 40 clinics by June, Health Secretary Ted Cruz Ramos said in Manila.", "PH"),
        ("The government will hire 400 clerks by June, Health Cabinet Secretary Jane Otieno said in Nairobi.", "KE"),
        ("The Transport Secretary will build 40 piers by June. Jamaica needs piers, and Jamaica is rich.", "JM"),
        ("The government will build 40 flats by June, Housing Secretary Ann Hill said.", "GB"),
        ("The government will hire 400 nurses for Kenya by June, Health Secretary Ann Hill said.", "GB"),
        ("In Nairobi the British were glad. The Health Secretary will hire 40 nurses by June.", "GB"),
        ("The government will build 40 flats by June, Housing Secretary Ann Hill said in Paris.", "GB"),
        ("Kenya rang. The Home Secretary will hire 40 clerks by June, she said in Nairobi.", "GB"),
    ],
)
def test_a_secretary_is_british_unless_the_text_is_at_home_where_they_have_one_too(text: str, party: str) -> None:
    assert set(parties(text)) == {(party,)}


def test_a_secretary_is_of_the_country_that_publishes() -> None:
    text = "The Health Secretary will build 40 clinics by June."
    assert parties(text, "Government of Sierra Leone") == [("SL",)]
    assert parties(text) == [("GB",)]
