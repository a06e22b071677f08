"""Capitals, peoples, persons and bodies of many lands are names of those who act."""

from __future__ import annotations

import pytest
from afternoon import read

from tracker.language.gazetteer import gazetteer


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("Antananarivo", "MG"),
        ("Ouagadougou", "BF"),
        ("Port-au-Prince", "HT"),
        ("Nuku’alofa", "TO"),
        ("The Bissau-Guinean government", "GW"),
        ("The Basotho parliament", "LS"),
        ("Papua New Guinean officials", "PG"),
        ("Finance Minister Mehmet Şimşek", "TR"),
        ("Foreign Minister Ishaq Dar", "PK"),
        ("Mia Mottley", "BB"),
        ("Commissioner Raffaele Fitto", "EU"),
        ("Bpifrance", "FR"),
        ("The Bundesrat", "DE"),
        ("The Swiss Federal Council", "CH"),
        ("Norfund", "NO"),
        ("The DFC", "US"),
        ("NSPA", "NATO"),
    ],
)
def test_a_name_of_whatever_land_is_that_of_who_acts(who: str, code: str) -> None:
    assert read(f"{who} promised to build 40 schools by May.")[-1].actors.parties == (code,)


@pytest.mark.parametrize("who", ["Christian Democrats", "Social Democrats"])
def test_parties_that_many_lands_have_are_of_none(who: str) -> None:
    found = read(f"In Oslo, a coalition of {who} and Greens agreed to build 40 schools by May.")
    assert {"US"}.isdisjoint(*(each.actors.parties for each in found))


def test_a_title_s_number_is_no_name() -> None:
    names = gazetteer().surfaces
    numbers = [
        entry
        for words in (("II",), ("III",), ("VI",))
        for surface, entry in names.get(words[0], ())
        if surface == words
    ]
    assert numbers
    assert all(each.guarded for entries in numbers for each in entries)
