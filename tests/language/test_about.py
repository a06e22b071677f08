"""A sentence is linked where its signs show that it is about a recorded pledge, and "no link" is an answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.language.linked import pledge
from tracker.errors import BadInputError
from tracker.language.fitting import Fit
from tracker.language.link_marks import link_marks
from tracker.language.linking import read_follow_ups
from tracker.language.outcomes import OutcomeRules, load_outcome_rules
from tracker.language.passages import Passage
from tracker.language.pledge_index import PledgeIndex
from tracker.language.sightings import FollowUpSighting
from tracker.language.terms import Sentence
from tracker.language.worth import About
from tracker.model import Document

RULES = load_outcome_rules()
INDEX = PledgeIndex(
    [
        pledge("buses", "NO", "Norway will give 40 buses to the city of Odesa by June.", 40, "buses"),
        pledge("school", "DK", "Denmark will rebuild the school at Mykolaiv by the end of the year."),
    ]
)
NOTE = """\
Odesa, 3 December 2025

The mayor met reporters on the quay for an hour. He was born in Odesa and drove a tram there as a student.
All 40 Norwegian buses have been delivered to Odesa. A brass band played. Odesa could do with more buses, said a driver.
Schools in the region close early in winter. Denmark
has begun to rebuild the school at Mykolaiv.
"""
SCHOOL = "Denmark\nhas begun to rebuild the school at Mykolaiv."
BUSES = "All 40 Norwegian buses have been delivered to Odesa."


def told(text: str = NOTE, language: str = "en", rules: OutcomeRules = RULES) -> dict[str, FollowUpSighting]:
    document = Document("D9", "", "The Courier", date(2025, 12, 3), text=text, language=language)
    found = read_follow_ups(document, INDEX, rules)
    return {text[slice(*each.quote)]: each for each in found if each.rank == 1}


def with_settings(**settings: float) -> OutcomeRules:
    return RULES._replace(settings={**RULES.settings, **settings})


def test_the_less_a_sentence_tells_of_a_pledge_the_smaller_is_its_chance() -> None:
    chances = {quote: each.about or 0.0 for quote, each in told(rules=with_settings(about=0.0)).items()}
    assert chances[BUSES] > 0.9
    assert 0.2 < chances[SCHOOL] < 0.9
    assert chances["Odesa could do with more buses, said a driver."] < 0.2
    assert chances["He was born in Odesa and drove a tram there as a student."] < 0.1


@pytest.mark.parametrize(("least", "linked"), [(0.2, {BUSES: "buses", SCHOOL: "school"}), (1.0, {})])
def test_below_the_least_chance_there_is_no_link(least: float, linked: dict[str, str]) -> None:
    found = told(rules=with_settings(about=least))
    assert {quote: each.pledge for quote, each in found.items()} == linked


def test_a_link_that_is_less_sure_is_possible_whatever_its_outcome() -> None:
    assert told()[BUSES].band == "likely"
    assert told(rules=with_settings(close=1.0))[BUSES].band == "possible"


def test_in_other_languages_and_on_the_same_event_nothing_is_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(About, "chance", lambda *_: 0.0)
    said = "Norway's 40 buses have been delivered to Odesa."
    assert not told(said)
    (abroad,) = told("Norwegen hat 40 Busse an Odesa geliefert.", language="de").values()
    assert abroad.about is None


@pytest.mark.parametrize("name", ["about", "close"])
def test_a_chance_is_a_number_from_0_to_1(tmp_path: Path, name: str) -> None:
    path = tmp_path / "outcomes.toml"
    path.write_text(f'version = "mine-1"\n\n[settings]\n{name} = 2.0\n', encoding="utf-8")
    with pytest.raises(BadInputError, match=f"settings.{name}.*between 0 and 1"):
        load_outcome_rules(path)


def test_the_chances_are_settings_that_a_users_table_may_change(tmp_path: Path) -> None:
    path = tmp_path / "outcomes.toml"
    path.write_text('version = "mine-1"\n\n[settings]\nabout = 0\nclose = 1\n', encoding="utf-8")
    own = told(rules=load_outcome_rules(path))
    assert own[BUSES].band == "possible"
    assert own.keys() >= told().keys()


def marks(said: str, shared: tuple[str, ...], *scores: float, codes: str = "", **form: bool) -> set[str]:
    sentence = Sentence(
        Passage(0, len(said)), (), frozenset(codes.split()), **{"goes_on": False, "new_line": False, **form}
    )
    fits = [Fit(f"P{number}", score, score / 2, shared) for number, score in enumerate(scores)]
    found = told()[BUSES]
    return {*link_marks(said, sentence, fits, INDEX["buses"], found)}


def test_a_link_is_made_of_how_well_it_fits_and_by_what() -> None:
    found = marks("It has come.", ("bus", "odesa", "=NO", "#40", "#41"), 4.2, 2.0)
    assert {"score 4", "its own 0.5", "before the next 2", "many 2", "words shared 2"} <= found
    assert {"party shared", "figure shared twice", "reads fulfils", "same amount"} <= found
    assert found.isdisjoint({"score 5", "its own 0.75", "before the next 3", "many 3", "words shared 3", "name shared"})
    assert "nothing shared" in marks("It has come.", (), 2.0)


def test_a_link_is_made_of_the_form_of_the_sentence() -> None:
    assert "no end" in marks("Buses for Odesa", (), 2.0)
    assert "no end" not in marks("“Buses for Odesa.”", (), 2.0)
    assert {"goes on", "new line"} <= marks("It has come.", (), 2.0, goes_on=True, new_line=True)
    assert "label" in marks("Buses", (), 2.0, label=True)
    assert "names its party" in marks("It has come.", (), 2.0, codes="NO SE")
    assert "names others" in marks("It has come.", (), 2.0, codes="SE")
