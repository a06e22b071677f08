"""What a sentence says became of a pledge: read from cues, or unclear."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.language.growth import BOUNDED, growth
from tracker.errors import BadInputError
from tracker.language.outcomes import Rule, decide, load_outcome_rules, signs
from tracker.language.sightings import UNCLEAR

RULES = load_outcome_rules()


def fired(sentence: str) -> set[str]:
    return {cue.rule for cue in signs(sentence, 0, len(sentence), RULES).cues}


def outcome(
    sentence: str, *, act: bool = False, share: float | None = None, ahead: float | None = None, over: bool = False
) -> str:
    found = signs(sentence, 0, len(sentence), RULES)
    return decide(found, RULES, act=act, share=share, ahead=ahead, over=over)[0]


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: f"{rule.kind}.{rule.name}")
def test_each_cue_of_the_table_fires_and_spares_as_it_says(rule: Rule) -> None:
    assert f"{rule.kind}.{rule.name}" in fired(rule.fires)
    assert f"{rule.kind}.{rule.name}" not in fired(rule.spares)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("fulfils", "All forty ambulances have been delivered."),
        ("fulfils", "The loan was paid in full in March."),
        ("fulfils", "Norland has handed over the last of the ferries."),
        ("fulfils", "The ministry completed the transfer on Friday."),
        ("advances", "A first batch of ambulances has arrived in Southport."),
        ("advances", "Norland signed a contract with two shipyards."),
        ("advances", "So far the fund has paid out two instalments."),
        ("advances", "Construction of the bridge has begun."),
        ("restates", "Norland will send the ambulances, the minister said."),
        ("restates", "The minister reaffirmed the pledge of ambulances."),
        ("restates", "Norland remains committed to the ferries."),
        ("restates", "Last year Norland promised forty ambulances."),
        ("restates", "The ferries will now be delivered by June."),
        ("drops", "The new cabinet has scrapped the bridge."),
        ("drops", "Norland withdrew its offer of ferries."),
        ("drops", "The bridge was replaced by a tunnel that nobody had promised."),
        ("drops", "The plan for the bridge has been quietly shelved."),
        ("activates", "The ceasefire took effect at midnight."),
    ],
)
def test_an_outcome_is_read_from_plain_words(said: str, sentence: str) -> None:
    assert outcome(sentence) == said


@pytest.mark.parametrize(
    "sentence",
    [
        "The ambulances have not been delivered.",
        "Norland hasn't delivered the ambulances.",
        "Norland failed to deliver the ambulances.",
        "The date for the ambulances will be missed, the minister admitted.",
        "Experts doubt that the ambulances have arrived.",
        "The minister denied that the bridge was to be abandoned.",
        "The mayor urged Norland to send more ambulances.",
        "Norland is considering a second bridge.",
        "The tunnel is not part of the pledge.",
        "It was a sunny day in Southport.",
    ],
)
def test_what_is_denied_doubted_missed_or_asked_for_has_no_outcome(sentence: str) -> None:
    assert outcome(sentence) == UNCLEAR


def test_a_deed_that_is_still_to_come_is_a_promise() -> None:
    assert outcome("The ambulances will be delivered.") == "restates"
    assert "restates:fulfils.handed-over" in fired("The ambulances will be delivered.")


def test_what_something_is_for_is_no_promise_of_it() -> None:
    assert "acts.in-place" in fired("The school in which the children will learn opened in May.")
    assert "acts.in-place" not in fired("The school in the valley will soon open.")


def test_a_quantity_decides_between_a_part_and_the_whole() -> None:
    delivered = "Norland has delivered ambulances."
    assert outcome(delivered, share=0.4) == "advances"
    assert outcome(delivered, share=1.0) == "fulfils"
    assert outcome(delivered, share=1.2) == "fulfils"


def test_a_quantity_to_come_that_is_less_than_the_one_pledged_is_a_forecast() -> None:
    assert outcome("Norland will send thirty ambulances.", share=1.0, ahead=1.0) == "restates"
    assert outcome("Norland will send thirty ambulances.", share=0.75, ahead=0.75) == UNCLEAR


def test_an_act_fulfils_a_pledge_of_that_very_act_and_is_a_step_towards_another() -> None:
    assert outcome("Norland ratified the treaty.", act=True) == "fulfils"
    assert outcome("Norland ratified the treaty.") == "advances"


def test_the_month_of_may_is_no_doubt() -> None:
    assert "against.forecast" in fired("Norland may send ambulances.")
    assert "against.forecast" not in fired("Norland sent ambulances in May.")


def test_of_two_phrases_that_begin_at_one_word_the_longer_counts() -> None:
    assert fired("The bridge will not be built.") == {"drops.ended"}


@given(st.text(max_size=300), st.sampled_from([rule.fires for rule in RULES.rules]))
def test_a_cue_stands_where_it_says(noise: str, sentence: str) -> None:
    text = f"{noise}\n{sentence}"
    start = len(noise) + 1
    found = signs(text, start, len(text), RULES)
    assert found.cues
    for cue in found.cues:
        assert start <= cue.start < cue.end <= len(text)
        assert text[cue.start : cue.end].strip() == text[cue.start : cue.end]
    assert found.cues == tuple(
        cue._replace(start=cue.start + start, end=cue.end + start)
        for cue in signs(sentence, 0, len(sentence), RULES).cues
    )


@pytest.mark.slow
def test_of_a_sentence_of_a_megabyte_no_more_is_read_than_of_a_shorter_one() -> None:
    for unit in ("will not be ", "kept its promise ", "nothing nothing ", "a", "’"):
        text = unit * (1_000_000 // len(unit))
        assert growth(lambda text: signs(text, 0, len(text), RULES), text, BOUNDED) < BOUNDED


# -- tables of one's own ----------------------------------------------------------------------------------------


def own(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "ours.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_of_ones_own_adds_cues_and_overrides_weights(tmp_path: Path) -> None:
    table = own(
        tmp_path,
        """
        version = "ours-1"
        [settings]
        clear = 2
        [drops.dustbin]
        weight = 3
        firm = true
        phrases = ["turned to dust"]
        fires = "The plan was turned to dust."
        spares = "The plan was kept."
        """,
    )
    rules = load_outcome_rules(table)
    sentence = "The plan was turned to dust."
    assert rules.version == "ours-1"
    assert rules.settings["clear"] == 2.0
    assert decide(signs(sentence, 0, len(sentence), rules), rules)[0] == "drops"
    assert outcome(sentence) == UNCLEAR


@pytest.mark.slow
@pytest.mark.parametrize(
    ("table", "place"),
    [
        ("[drops.ended]\nweight = 1.0", "version"),
        ('version = "o"\n[drops.ended]\nweight = 0', "drops.ended.weight"),
        ('version = "o"\n[drops.ended]\nweight = "much"', "drops.ended.weight"),
        ('version = "o"\n[drops.ended]\nphrases = ["* off"]', "drops.ended.phrases"),
        ('version = "o"\n[drops.new]\nweight = 1.0\nphrases = ["mothballed"]', "drops.new.fires"),
        ('version = "o"\n[ends.new]\nweight = 1.0', "ends"),
        ('version = "o"\n[settings]\nclear = 11.0', "settings.clear"),
    ],
)
def test_a_table_with_an_error_is_refused_by_file_and_place(tmp_path: Path, table: str, place: str) -> None:
    path = own(tmp_path, table)
    with pytest.raises(BadInputError) as refused:
        load_outcome_rules(path)
    assert str(path) in refused.value.what
    assert place in refused.value.why
    assert "en/outcomes.toml" in refused.value.remedy


@pytest.mark.parametrize(
    ("fires", "spares", "told"),
    [
        ("It is over.", "It is wrapped.", "fulfils.ours.fires is a sentence in which none of its phrases stands."),
        ("It is a wrap.", "It is a wrap.", "fulfils.ours.spares is a sentence in which one of its phrases stands."),
    ],
)
def test_the_examples_of_ones_own_cues_are_tried(fires: str, spares: str, told: str, tmp_path: Path) -> None:
    cue = f'[fulfils.ours]\nweight = 2\nphrases = ["is a wrap"]\nfires = "{fires}"\nspares = "{spares}"\n'
    with pytest.raises(BadInputError) as refused:
        load_outcome_rules(own(tmp_path, f'version = "ours-1"\n{cue}'))
    assert refused.value.why == told
