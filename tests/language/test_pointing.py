"""What somebody else takes for a pledge, read by our rules: its quote, who, how much, by when, on which condition."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.language.passages import Passage, find
from tracker.language.pledging import load_pledge_rules, read_pledges
from tracker.language.pointing import read_pledges_at
from tracker.language.sightings import PledgeSighting
from tracker.model import Document

SAID_ON = date(2026, 2, 14)
BY_RULE = "Norway will send 40 lorries to Moldova by May."
PASSED_OVER = "Sweden has 300 nurses in the air to Ghana by June."


def document(text: str, title: str = "An afternoon in town", language: str = "en") -> Document:
    return Document("D", title, "The Courier", SAID_ON, language=language, text=text)


def pointed(text: str, *words: str, **other: str) -> tuple[PledgeSighting, ...]:
    places = [find(text, each)[0] for each in words]
    return read_pledges_at(document(text, **other), places)


def quotes(text: str, *words: str, **other: str) -> list[str]:
    return [text[start:end] for start, end in (each.quote for each in pointed(text, *words, **other))]


# -- what is told of it ---------------------------------------------------------------------------------------


def test_a_sentence_that_no_rule_takes_for_a_pledge_is_a_possible_one_where_it_is_pointed_at() -> None:
    assert read_pledges(document(PASSED_OVER)) == ()
    (found,) = pointed(PASSED_OVER, PASSED_OVER)
    assert found.band == "possible"
    assert found.actors.parties == ("SE",)
    assert found.amount is not None
    assert (found.amount.amount, found.amount.unit) == (300, "nurses")
    assert found.deadline is not None
    assert (found.deadline.phrase, found.deadline.latest) == ("by June", date(2026, 6, 30))
    assert found.topic == "health"
    assert found.condition is None


def test_its_condition_is_read_and_nothing_of_it_is_held_against_the_pledge() -> None:
    text = "As soon as the talks do not fail, the bridge of Ghana is under construction."
    (found,) = pointed(text, text)
    assert found.condition is not None
    assert text[slice(*found.condition)] == "As soon as the talks do not fail"
    assert "not" not in {cue.rule for cue in found.cues}


def test_the_words_pointed_at_are_a_cue_that_weighs_nothing() -> None:
    (found,) = pointed(PASSED_OVER, "300 nurses in the air")
    assert [(cue.rule, cue.weight, PASSED_OVER[cue.start : cue.end]) for cue in found.cues] == [
        ("actor", 0.4, "Sweden"),
        ("amount", 0.5, "300 nurses"),
        ("llm", 0.0, "300 nurses in the air"),
        ("deadline", 0.6, "by June"),
    ]
    assert found.score == 1.5


def test_it_is_possible_at_most_and_its_score_says_what_speaks_against_it() -> None:
    text = "Norway will not send 40 lorries to Moldova."
    (found,) = pointed(text, text)
    assert (found.band, found.score < 0) == ("possible", True)
    assert {"not", "llm"} <= {cue.rule for cue in found.cues}
    rules = load_pledge_rules()._replace(likely=-99.0, possible=-100.0)
    (found,) = read_pledges_at(document(PASSED_OVER), [Passage(0, len(PASSED_OVER))], rules)
    assert found.band == "possible"


def test_it_is_read_as_if_it_stood_among_the_pledges_before_it() -> None:
    text = f"Norway will send 40 lorries by May. {PASSED_OVER} It rained. It rained. It rained. {PASSED_OVER[:-1]}!"
    near, far = (each.start for each in find(text, PASSED_OVER[:-1]))
    for start, runs in ((near, True), (far, False)):
        (found,) = read_pledges_at(document(text), [Passage(start, start + 20)])
        assert ("run" in {cue.rule for cue in found.cues}) == runs


def test_only_after_if_it_wins_a_promise_hangs_on_the_election() -> None:
    wins = "If it wins on 4 July, Britain's Labour party will build 300 clinics. It rained."
    text = f"There are 700 nurses already. {wins} There are 900 nurses too."
    before, after = pointed(text, "There are 700 nurses already.", "There are 900 nurses too.")
    assert before.condition is None
    assert after.condition is not None
    assert text[slice(*after.condition)] == "If it wins on 4 July"


def test_whose_part_of_a_sentence_it_is_acts() -> None:
    text = "Norway will send 40 lorries in May, but Sweden will not send nurses by June."
    (found,) = pointed(text, "Sweden will not send nurses by June.")
    assert found.actors.parties == ("SE",)
    assert text[slice(*found.quote)] == "Sweden will not send nurses by June."


# -- where it stands ------------------------------------------------------------------------------------------

TEXT = f"The ministers met. {BY_RULE} {PASSED_OVER}\n\nThe door is open – for all.\n\n- 12 boats from Malta;\n- paint"


def test_the_quote_is_the_sentence_however_much_of_it_is_pointed_at() -> None:
    for words in (PASSED_OVER, "300 nurses in the air", f"{PASSED_OVER}\n\nThe door"):
        assert quotes(TEXT, words) == [PASSED_OVER]


def test_words_over_several_sentences_point_at_each() -> None:
    assert quotes(TEXT, f"{PASSED_OVER}\n\nThe door is open") == [PASSED_OVER, "The door is open – for all."]


def test_the_bullet_and_the_sign_after_an_item_are_not_quoted() -> None:
    assert quotes(f"Here are:\n\n- new boats from Malta;\n- paint{PASSED_OVER}", "new boats from Malta;") == [
        "new boats from Malta"
    ]


def test_what_the_rules_find_by_themselves_is_not_found_again() -> None:
    assert quotes(TEXT, BY_RULE) == quotes(TEXT, "send 40 lorries to") == []
    repeated = f"{BY_RULE} It rained. Norway promised to send 40 lorries to Moldova by May."
    assert [len(each.others) for each in read_pledges(document(repeated))] == [1]
    assert quotes(repeated, "Norway promised to send 40 lorries to Moldova by May.") == []


def test_the_same_sentence_pointed_at_twice_is_one() -> None:
    assert quotes(TEXT, PASSED_OVER, "300 nurses in the air", PASSED_OVER) == [PASSED_OVER]


def test_mentions_of_one_pledge_are_one() -> None:
    text = f"{PASSED_OVER} It rained. So Sweden has 300 nurses in the air to Ghana by June."
    (found,) = pointed(text, PASSED_OVER, "So Sweden has 300 nurses in the air to Ghana by June.")
    assert [text[slice(*each)] for each in found.others] == ["So Sweden has 300 nurses in the air to Ghana by June."]


def test_the_title_noise_and_what_is_no_sentence_hold_none() -> None:
    title = "Sweden has 300 nurses in the air to Ghana"
    text = f"{title}\n\n{{{{ Sweden’s 300 nurses for all }}}}\n\n{PASSED_OVER}"
    assert quotes(text, title, title=title) == []
    assert quotes(text, "{{ Sweden’s 300 nurses for all }}") == []
    assert read_pledges_at(document(text), [Passage(len(title), len(title) + 2), Passage(0, 9)]) == ()


def test_a_document_without_text_or_in_another_language_holds_none() -> None:
    place = [Passage(0, 20)]
    assert read_pledges_at(Document("D", "t", "p", SAID_ON), place) == ()
    assert read_pledges_at(document(PASSED_OVER, language="de"), place) == ()
    assert read_pledges_at(document(PASSED_OVER), []) == ()


PIECES = [
    "Norway",
    "will",
    "send",
    "40",
    "drones",
    "by May",
    ".",
    ", and ",
    "we",
    "\n",
    "\n\n",
    "“",
    ":",
    "- ",
    "İ",
    "😀",
]


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=40),
    st.lists(st.tuples(st.integers(0, 150), st.integers(0, 150)), max_size=5),
)
def test_wherever_is_pointed_every_place_lies_in_the_text_and_apart_from_what_the_rules_find(
    words: list[str], at: list[tuple[int, int]]
) -> None:
    text = " ".join(words)
    places = [Passage(min(*each, len(text)), min(max(each), len(text))) for each in at]
    by_rule = {quote for each in read_pledges(document(text)) for quote in (each.quote, *each.others)}
    found = read_pledges_at(document(text), places)
    assert found == read_pledges_at(document(text), list(reversed(places)))
    for each in found:
        assert each.band == "possible"
        assert each.score == round(sum(cue.weight for cue in each.cues), 3)
        assert text[slice(*each.quote)].strip()
        for start, end in (each.quote, *each.others, *(cue[2:] for cue in each.cues)):
            assert 0 <= start <= end <= len(text)
        assert not any(each.quote.start < other.end and other.start < each.quote.end for other in by_rule)
