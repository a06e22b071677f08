"""What the signs of an outcome proved worth: a reading is kept, changed, or left open."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path

import pytest

from tests.language.linked import pledge
from tracker.errors import BadInputError
from tracker.language import tables
from tracker.language.hints import Hint, hinted
from tracker.language.linking import read_follow_ups
from tracker.language.mentions import words_of
from tracker.language.outcomes import load_outcome_rules
from tracker.language.passages import Passage
from tracker.language.pledge_index import PledgeIndex
from tracker.language.sightings import FollowUpSighting
from tracker.language.worth import FILE, OUTCOMES, Worth, is_plain, of_pledge, of_sentence, shipped
from tracker.model import Document

RULES = load_outcome_rules()
AMBULANCES = pledge("n", "NO", "Norway will send 20 ambulances to Gaza by June.", 20, "ambulances")
BAN = pledge("b", "GB", "The United Kingdom will ban imports of Russian diamonds by January.")
FUND = pledge("f", "DE", "Germany will give 100 million euros to the energy fund.", 100_000_000, "EUR")


def hints_in(sentence: str) -> set[str]:
    said = words_of(sentence).low
    return hinted(sentence, Passage(0, len(sentence)), said, RULES.hints)


def told(sentence: str, about: object = AMBULANCES, language: str = "en") -> FollowUpSighting:
    document = Document("D9", "", "The Courier", date(2025, 10, 20), text=sentence, language=language)
    found = [*read_follow_ups(document, PledgeIndex([about]))]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("hint", RULES.hints.every, ids=lambda hint: hint.name)
def test_each_hint_of_the_table_fires_and_spares_as_it_says(hint: Hint) -> None:
    assert hint.name in hints_in(hint.fires)
    assert hint.name not in hints_in(hint.spares)


def test_days_and_months_are_hints_too() -> None:
    assert "on-a-day" in hints_in("They left on 3 May.")
    assert {"in-a-month", "by-a-month"} & hints_in("They left in May.") == {"in-a-month"}
    assert "by-a-month" in hints_in("They will leave before the end of May.")
    assert not {"on-a-day", "in-a-month", "by-a-month"} & hints_in("They may leave on Sunday.")


@pytest.mark.parametrize(
    ("outcome", "sentence", "about"),
    [
        ("fulfils", "Norway delivered 20 ambulances to Gaza.", AMBULANCES),
        ("fulfils", "Norway has delivered all 20 ambulances to Gaza.", AMBULANCES),
        ("fulfils", "Norway's ambulances have arrived in Gaza.", AMBULANCES),
        ("advances", "Norway has sent 11 ambulances to Gaza.", AMBULANCES),
        ("advances", "The first ambulances from Norway arrived in Gaza.", AMBULANCES),
        ("restates", "Norway said that it still intends to send 20 ambulances to Gaza.", AMBULANCES),
        ("drops", "Norway has cancelled the ambulances for Gaza.", AMBULANCES),
        ("drops", "Norway will not send the ambulances to Gaza, its minister said in parliament.", AMBULANCES),
        ("drops", "Norway has decided not to send ambulances to Gaza.", AMBULANCES),
        ("restates", "Norway will not send the 20 ambulances to Gaza in May.", AMBULANCES),
        ("fulfils", "The United Kingdom has banned imports of Russian diamonds.", BAN),
        ("restates", "Britain said it would ban Russian diamonds in January.", BAN),
        ("fulfils", "Germany's 100 million euros arrived in the energy fund in November.", FUND),
        ("advances", "Germany paid 40 million euros into the energy fund.", FUND),
    ],
)
def test_what_a_sentence_says_plainly_is_told(outcome: str, sentence: str, about: object) -> None:
    found = told(sentence, about)
    assert (found.reading, found.outcome) == (outcome, outcome)
    assert found.chance is not None
    assert 0.25 <= found.chance <= 1


def test_what_speaks_for_two_outcomes_is_left_open_with_what_its_cues_read() -> None:
    found = told("The UK parliament passed the ban on Russian diamonds.", BAN)
    assert (found.reading, found.outcome, found.band) == ("advances", "unclear", "possible")
    assert found.chance is not None
    assert found.chance < RULES.settings["sure"]


def test_a_link_is_likely_where_its_outcome_has_a_good_chance_or_is_said_plainly() -> None:
    bands = {}
    for sentence in (
        "Norway delivered 20 ambulances to Gaza.",
        "On 14 May Norway handed over the 20 ambulances in Gaza, to which they had been sent by ship from Bergen.",
        "Norway's 20 ambulances were delivered to Gaza, a spokesman of the ministry in Oslo told the paper today.",
    ):
        found = told(sentence)
        assert found.outcome == "fulfils"
        assert found.chance is not None
        bands[sentence] = (found.chance >= RULES.settings["certain"], found.band)
    assert [*bands.values()] == [(False, "likely"), (True, "likely"), (False, "possible")]


def test_a_long_sentence_is_not_taken_at_its_word() -> None:
    sentence = "Norway has delivered 20 ambulances to Gaza"
    assert told(f"{sentence}.").outcome == "fulfils"
    longer = told(f"{sentence} to which others might have been sent some more of them, if there is money.")
    assert (longer.reading, longer.outcome) == ("fulfils", "unclear")


def test_what_is_refused_far_from_the_pledge_is_left_open() -> None:
    found = told("Norway will not follow suit in Gaza.")
    assert (found.reading, found.outcome) == ("drops", "unclear")


def test_another_language_is_read_by_its_cues_alone() -> None:
    found = told("Die 20 Ambulances, die Norway versprochen hat, wurden in Gaza übergeben.", language="de")
    assert found.chance is None
    assert found.outcome == found.reading


def test_a_table_of_ones_own_says_how_sure_an_outcome_must_be(tmp_path: Path) -> None:
    own = tmp_path / "outcomes.toml"
    own.write_text('version = "ours-1"\n[settings]\nsure = 0\n', encoding="utf-8")
    sentence = "The UK parliament passed the ban on Russian diamonds."
    document = Document("D9", "", "", date(2025, 10, 20), text=sentence, language="en")
    found = [*read_follow_ups(document, PledgeIndex([BAN]), load_outcome_rules(own))]
    assert [each.outcome for each in found] == ["advances"]


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ('[hints.calm]\nphrases = ["calm"]\nfires = "A calm sea."', "hints.calm.spares is missing"),
        ('[hints.calm]\nphrases = ["–"]\nfires = "–"\nspares = "."', "which has no word"),
        ("[settings]\nsure = 1.5", "settings.sure must lie between 0 and 1"),
    ],
)
def test_a_table_that_cannot_be_read_says_where(tmp_path: Path, table: str, says: str) -> None:
    own = tmp_path / "outcomes.toml"
    own.write_text(f'version = "ours-1"\n{table}\n', encoding="utf-8")
    with pytest.raises(BadInputError, match=r"outcomes\.toml") as refused:
        load_outcome_rules(own)
    assert says in str(refused.value)


def test_a_hint_of_ones_own_is_read_and_weighs_nothing(tmp_path: Path) -> None:
    own = tmp_path / "outcomes.toml"
    own.write_text(
        'version = "ours-1"\n[hints.calm]\nphrases = ["dead calm"]\nfires = "A dead calm."\nspares = "A calm."\n',
        encoding="utf-8",
    )
    rules = load_outcome_rules(own)
    sentence = "A dead calm."
    assert "calm" in hinted(sentence, Passage(0, len(sentence)), words_of(sentence).low, rules.hints)
    assert rules.worth.odds(["hint calm"]) == [0, 0, 0, 0]


def test_odds_add_up_and_the_best_chance_must_be_good_enough() -> None:
    worth = Worth({"a": [1.0, 0.0, -2.0, -2.0], "b": [1.0, 0.5, 0.0, -1.0]}, 0.6)
    shared = worth.odds(["a", "unknown"])
    chances = [1 / (1 + math.exp(-each)) for each in (2.0, 0.5, -2.0, -3.0)]
    told = worth.judged(shared, ["b"])
    assert told.chance == pytest.approx(chances[0] / sum(chances))
    assert told.outcome == "unclear"
    assert worth.judged(shared, ["b"], "fulfils").outcome == "fulfils"
    assert worth.judged(shared, ["b"], "drops").outcome == "unclear"
    assert worth.judged(worth.odds(["a", "a"]), ["a"]).outcome == "fulfils"


def test_the_marks_of_a_link_are_what_it_tells_and_how_much() -> None:
    assert {*of_sentence(["fulfils.paid", "against:acts.signed"], ["past"])} == {
        "always", "cue fulfils.paid", "cue against:acts.signed", "kind fulfils", "kind against:acts", "hint past",
    }  # fmt: skip
    assert {*of_pledge("fulfils", 1.0, "EUR", counted=True)} == {"reads fulfils", "money", "share whole"}
    assert {*of_pledge("advances", 0.5, "tanks", counted=True)} == {"reads advances", "things", "share part"}
    assert {*of_pledge("restates", None, None, counted=False)} == {"reads restates", "nothing counted", "share untold"}
    assert "share more" in of_pledge("fulfils", 1.2, "tanks", counted=True)


def test_a_reading_is_plain_with_a_cue_of_its_own_and_none_of_another() -> None:
    assert is_plain("fulfils", {"fulfils", "whole"})
    assert not is_plain("fulfils", {"whole"})
    assert not is_plain("fulfils", {"fulfils", "against"})
    assert not is_plain("unclear", {"fulfils"})


def test_the_shipped_odds_are_of_the_shipped_cues() -> None:
    assert tables.parse(FILE)["version"] == RULES.version, "the cues have changed: run `make weights`"
    rules = {f"{each.kind}.{each.name}" for each in RULES.rules}
    hints = {each.name for each in RULES.hints.every} | {"on-a-day", "in-a-month", "by-a-month"}
    unknown = []
    for mark, odds in shipped().items():
        assert len(odds) == len(OUTCOMES)
        what, _, name = mark.partition(" ")
        if what == "hint" and name not in hints:
            unknown.append(mark)
        if what == "cue" and ":" not in name and name.split(".")[0] in {each.kind for each in RULES.rules}:
            unknown += [mark] if name not in rules and name not in _TOLD else []
    assert unknown == []


# Cues that are told without a phrase of the table.
_TOLD = {"fulfils.followed", "fulfils.since"}
