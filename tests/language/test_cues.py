"""Cues: which words a phrase of the table stands for, and what a table must look like."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.language.growth import IN_PROPORTION, growth
from tracker.errors import BadInputError
from tracker.language.cue_rules import Rule, read_rules, verb_forms
from tracker.language.cues import build
from tracker.language.pledge_rules import load_pledge_rules

RULES = load_pledge_rules()
CLASSES = {"will": ["will", "we'll"], "do": ["send", "give"], "adv": ["also", "soon", "now"]}


def matched(phrase: str, text: str) -> list[str]:
    """The words that a phrase matches in a text."""
    table = build([Rule("own", "anchor", 1.0, (phrase,), "", "")], CLASSES, "own.toml")
    return [text[cue.start : cue.end] for _, cue in table.match(table.words(text))]


@pytest.mark.parametrize(
    ("phrase", "text", "words"),
    [
        ("is to", "What IS  to come is to come.", ["IS  to", "is to"]),
        ("give|send up", "Give up, or send up!", ["Give up", "send up"]),
        ("{will} {do}", "We'll send some; they will give more.", ["We'll send", "will give"]),
        ("{will} {do}", "They will not send any; the will to give is there.", []),
        ("{will} {adv*} {do}", "They will now also soon send them.", ["will now also soon send"]),
        ("{will} {adv*} {do}", "They will now also soon now send them.", []),
        ("agreed ~3 to", "They agreed with him to go.", ["agreed with him to"]),
        ("agreed ~3 to", "They agreed; he went to Rome.", []),
        ("sent ~2 {number}", "They sent about 40 and sent nearly twenty.", ["sent about 40", "sent nearly twenty"]),
        ("paid {money}", "They paid €4 in all.", ["paid €"]),
        ("since {name}", "Since Ghana left, and since then.", ["Since Ghana"]),
        ("{do}|throw it", "Throw it, give it.", ["Throw it", "give it"]),
        ("we'll", "We’ll see.", ["We’ll"]),
        ("may", "In May they may.", ["may"]),
        ("send", "İ will send it.", ["send"]),
    ],
)
def test_a_phrase_stands_for_these_words(phrase: str, text: str, words: list[str]) -> None:
    assert matched(phrase, text) == words


def test_of_phrases_from_one_word_the_one_that_spells_out_the_most_counts() -> None:
    rules = [Rule("any", "anchor", 1.0, ("{will} ~2",), "", ""), Rule("not", "against", -1.0, ("{will} not",), "", "")]
    table = build(rules, CLASSES, "own.toml")
    assert [rule.name for rule, _ in table.match(table.words("They will not go home."))] == ["not"]


def test_two_cues_may_list_the_same_phrase() -> None:
    rules = [Rule(name, "support", 1.0, ("for now",), "", "") for name in ("one", "two")]
    table = build(rules, CLASSES, "own.toml")
    assert [rule.name for rule, _ in table.match(table.words("That will do for now."))] == ["one", "two"]


@pytest.mark.parametrize("rule", RULES.cues.rules, ids=lambda rule: rule.name)
def test_every_cue_stands_in_one_of_its_sentences_and_not_in_the_other(rule: Rule) -> None:
    def standing(sentence: str) -> set[str]:
        return {cue.rule for _, cue in RULES.cues.match(RULES.cues.words(sentence))}

    assert rule.name in standing(rule.fires)
    if not rule.where and not rule.beside:
        assert rule.name not in standing(rule.spares)


def test_verbs_are_listed_once_and_found_in_every_form() -> None:
    irregular = {"send": ["sent"], "give": ["gave", "given"]}
    forms = [verb_forms(base, irregular, frozenset({"ship"})) for base in ("send", "give", "ship", "supply", "agree")]
    assert [" ".join(form for each in found.values() for form in each) for found in forms] == [
        "send sends sent sending",
        "give gives gave given giving",
        "ship ships shipped shipping",
        "supply supplies supplied supplying",
        "agree agrees agreed agreeing",
    ]


CUE = {"kind": "anchor", "weight": 1.0, "phrases": ["will go"], "fires": "They will go.", "spares": "They went."}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"weight": "much"}, "cues.own.weight is 'much', which is of the wrong kind."),
        ({"weight": -1.0}, "cues.own.weight must be below zero for against, else above, and 10 at most."),
        ({"weight": 11.0}, "cues.own.weight must be below zero for against, else above, and 10 at most."),
        ({"kind": "maybe"}, "cues.own.kind must be one of anchor, support, against."),
        ({"phrases": []}, "cues.own.phrases is missing."),
        ({"phrases": [3]}, "cues.own.phrases is [3], which is of the wrong kind."),
        ({"spares": ""}, "cues.own.spares is missing."),
        ({"where": "beyond"}, "cues.own.where must be one of before, after, apart, at."),
        ({"beside": ["nothing"]}, 'cues.own.beside names "nothing", which is no cue.'),
        ({"colour": "red"}, "cues.own.colour is not known; known here: kind, weight,"),
    ],
)
def test_a_cue_that_is_wrong_is_refused_by_its_place(change: dict[str, object], told: str) -> None:
    with pytest.raises(BadInputError) as refused:
        read_rules({"own": CUE | change}, "own.toml")
    assert refused.value.what == "The rule table own.toml cannot be taken."
    assert refused.value.why.startswith(f"own.toml: {told}")


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("will {fly}", "{fly} is no class of words; known are adv, do, money, name, number, will, word."),
        ("~5 will", '"~5 will" must begin with a word, or a class of words that the table lists.'),
        ("{number} boats", '"{number} boats" must begin with a word, or a class of words that the table lists.'),
        ("", '"" must begin with a word, or a class of words that the table lists.'),
        ("will ~99 go", '"~99" must be ~ and a number of words from 1 to 12.'),
        ("a|b c|d e|f g|h i|j k|l m|n o|p q|r s|t u|v w|x y|z a|b c|d e|f", "has too many alternatives."),
    ],
)
def test_a_phrase_that_means_nothing_is_refused(phrase: str, told: str) -> None:
    with pytest.raises(BadInputError) as refused:
        matched(phrase, "")
    assert refused.value.why.endswith(told)
    assert refused.value.why.startswith("own.toml: cues.own")


def overlay(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.slow
def test_a_table_of_ones_own_adds_cues_and_words_and_changes_weights(tmp_path: Path) -> None:
    own = overlay(
        tmp_path,
        'version = "ours-1"\n'
        '[classes]\noffice = ["burgomaster"]\n'
        '[verbs.act]\ngive = ["bestow"]\n'
        "[cues.plans]\nweight = 0.5\n"
        '[cues.ours]\nkind = "anchor"\nweight = 2.5\nphrases = ["gives its blessing"]\n'
        'fires = "Bern gives its blessing."\nspares = "Bern gives nothing."\n',
    )
    rules = load_pledge_rules(own)
    assert rules.version == "ours-1"
    words = rules.cues.words("The burgomaster plans to build, will bestow a park and gives its blessing.")
    assert {(cue.rule, cue.weight) for _, cue in rules.cues.match(words)} >= {
        ("office", 0.3),
        ("plans", 0.5),
        ("will", 2.8),
        ("ours", 2.5),
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[bands]\nlikely = 1.0\n", "version is missing"),
        ('version = "en-2"\n', "version is missing, or is that of the shipped table"),
        ('version = "x"\n[colours]\nred = 1\n', "colours is not known; known here: version, bands, weights,"),
        ('version = "x"\n[bands]\nlikely = 1.0\n', "bands.likely must be more than bands.possible"),
        ('version = "x"\n[weights]\nrun = "a lot"\n', "weights.run must be a number"),
        ('version = "x"\n[weights]\nrun = 99.0\n', "weights.run must be a number between -10 and 10"),
        ('version = "x"\n[weights]\nmoon = 1.0\n', "weights.moon is not known"),
        ('version = "x"\n[classes]\nadv = "also"\n', "classes.adv must be a list of words"),
        ('version = "x"\n[verbs]\nact = ["send"]\n', "verbs.act must be a table"),
        ('version = "x"\n[cues.plans]\nweight = "half"\n', "cues.plans.weight must be a number"),
        ('version = "x"\ncues = 3\n', "cues must be a table"),
    ],
)
def test_a_table_that_is_wrong_is_refused_by_file_and_place(tmp_path: Path, text: str, told: str) -> None:
    own = overlay(tmp_path, text)
    with pytest.raises(BadInputError) as refused:
        load_pledge_rules(own)
    assert str(own) in refused.value.what
    assert refused.value.why.removeprefix(f"{own}: ").startswith(told)


def test_a_table_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="cannot be read"):
        load_pledge_rules(overlay(tmp_path, "version = "))


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["will ", "agreed to ", "will also ", "since ", "is to be ", "has promised it "])
def test_matching_takes_time_in_proportion_to_the_text(unit: str) -> None:
    assert growth(lambda text: RULES.cues.match(RULES.cues.words(text)), unit * 800) < IN_PROPORTION


EXAMPLES = """version = "ours-1"

[cues.ours]
kind = "anchor"
weight = 2.5
phrases = ["gives its blessing"]
fires = "{fires}"
spares = "{spares}"
"""


@pytest.mark.parametrize(
    ("fires", "spares", "told"),
    [
        (
            "Bern gives nothing.",
            "Bern takes.",
            ", line 7, cannot be taken.|cues.ours.fires is a sentence in which none of its phrases stands.",
        ),
        (
            "Bern gives its blessing.",
            "Basel gives its blessing.",
            ", line 8, cannot be taken.|cues.ours.spares is a sentence in which one of its phrases stands.",
        ),
    ],
)
def test_the_examples_of_ones_own_cues_are_tried(fires: str, spares: str, told: str, tmp_path: Path) -> None:
    own = overlay(tmp_path, EXAMPLES.format(fires=fires, spares=spares))
    with pytest.raises(BadInputError) as refused:
        load_pledge_rules(own)
    line, why = told.split("|")
    assert refused.value.what == f"The rule table {own}{line}"
    assert refused.value.why == f"{own}: {why}"


def test_a_weight_that_is_no_number_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="line 3, cannot be taken"):
        load_pledge_rules(overlay(tmp_path, 'version = "ours-1"\n[cues.plans]\nweight = nan\n'))


def test_what_is_missing_in_a_table_is_told_with_the_line_of_the_table(tmp_path: Path) -> None:
    text = 'version = "ours-1"\n\n[cues.ours]\nkind = "anchor"\nweight = 2.0\nphrases = ["is fixing to"]\n'
    with pytest.raises(BadInputError, match="line 3, cannot be taken"):
        load_pledge_rules(overlay(tmp_path, text))
