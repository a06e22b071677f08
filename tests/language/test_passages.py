"""Where do these words stand in that text?"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.language.growth import IN_PROPORTION, growth
from tracker.language.passages import Passage, closest, find

TEXT = (
    "The chairs met in Paris. They said: “We will send missiles in the coming weeks – the first by May.”\n"
    "Who pays wasn't said.  The French re-\u2060read it; the British won’t comment (yet).\n"
)


def places(text: str, words: str) -> list[str]:
    return [text[start:end] for start, end in find(text, words)]


def nearest(text: str, words: str) -> str:
    passage = closest(text, words)
    assert passage is not None
    return text[passage.start : passage.end]


# -- found ----------------------------------------------------------------------------------------------------


def test_words_are_found_to_the_letter() -> None:
    assert find(TEXT, "send missiles") == [Passage(45, 58)]
    assert TEXT[45:58] == "send missiles"


def test_blanks_around_the_words_do_not_matter() -> None:
    assert find(TEXT, "\n  send missiles ") == find(TEXT, "send missiles")


def test_a_whole_text_and_its_first_and_last_words_are_found() -> None:
    assert find("We will.", "We will.") == [Passage(0, 8)]
    assert find("We will", "We") == [Passage(0, 2)]
    assert find("We will", "will") == [Passage(3, 7)]


@pytest.mark.parametrize(
    "retyped",
    [
        '"We will send missiles',
        "„We will send missiles",
        "«We will send missiles",
        "in the coming weeks - the first",
        "in the coming weeks — the first",
        "in the coming weeks\u00a0– the first",
        "in  the\tcoming\nweeks – the first",
        "wasn’t said",
        "won't comment",
        'by May." Who pays',
        "by May.” Who pays",
        "by May.”\r\nWho pays",
        "wasn't said. The French",
    ],
)
def test_quotes_dashes_and_blanks_are_found_as_people_retype_them(retyped: str) -> None:
    found = places(TEXT, retyped)
    assert len(found) == 1
    assert re.findall(r"\w+", found[0]) == re.findall(r"\w+", retyped)


def test_what_is_found_are_the_words_of_the_text_and_not_those_retyped() -> None:
    assert places(TEXT, 'by May." Who pays wasn’t said') == ["by May.”\nWho pays wasn't said"]
    assert places("il faut\u00a0agir", "il faut agir") == ["il faut\u00a0agir"]
    assert places("a non‑breaking hyphen", "non-breaking") == ["non‑breaking"]


def test_words_to_the_letter_are_preferred_to_words_retyped() -> None:
    assert places('“Yes” and "Yes"', "“Yes”") == ["“Yes”"]
    assert places("“Yes” and “Yes”", '"Yes"') == ["“Yes”", "“Yes”"]


def test_words_that_stand_twice_are_found_twice() -> None:
    assert find("We will. We will.", "We will") == [Passage(0, 7), Passage(9, 16)]


def test_places_that_overlap_are_all_found() -> None:
    assert find("more and more and more", "more and more") == [Passage(0, 13), Passage(9, 22)]
    assert find("more  and more  and more", "more and more") == [Passage(0, 14), Passage(10, 24)]


# -- not found ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["end missiles", "send missile", "nd missile", "ritish", "Pari"])
def test_a_quote_neither_begins_nor_ends_inside_a_word(part: str) -> None:
    assert find(TEXT, part) == []


def test_an_umlaut_or_a_digit_belongs_to_its_word() -> None:
    assert find("Elysée und Brücke 2025", "Br") == find("Elysée und Brücke 2025", "Elys") == []
    assert find("in 2025", "in 202") == []


@pytest.mark.parametrize("other", ["We will send tanks", "we will send missiles", "send  misiles", "weeks the first"])
def test_other_words_are_not_found(other: str) -> None:
    assert find(TEXT, other) == []


@pytest.mark.parametrize("nothing", ["", " ", "\n\t\u00a0"])
def test_nothing_is_found_nowhere(nothing: str) -> None:
    assert find(TEXT, nothing) == []
    assert find("", nothing) == []


PATTERNS = [*".^$*+?{}[]|()#&~-<>=!:", "\\", ".*", "(?i)we", "[a-z]+", r"\w", r"\1", "a{1000000}"]


@pytest.mark.parametrize("sign", PATTERNS)
def test_signs_that_mean_something_to_a_pattern_mean_themselves(sign: str) -> None:
    text = f"costs {sign} dollars"
    assert places(text, f"costs {sign} dollars") == [text]
    assert places(text, f"costs  {sign} dollars") == [text]
    assert find("costs 5 dollars", f"costs {sign} dollars") == []


# -- in texts that nobody thought of --------------------------------------------------------------------------

SIGNS = ["a", "b", "é", "1", ".", ",", "'", "’", "“", "”", '"', "-", "–", "\u00a0", "\n", "(", "*", "?"]
texts = st.lists(st.sampled_from([*SIGNS, "a", "ab", " ", " ", " "]), max_size=20).map("".join)


def whole_words(text: str) -> list[tuple[int, int]]:
    """All slices that neither begin nor end inside a word, nor with a blank."""
    edges = [
        place
        for place in range(len(text) + 1)
        if not (0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum())
    ]
    return [
        (start, end) for start in edges for end in edges if start < end and text[start:end].strip() == text[start:end]
    ]


@given(texts, st.data())
def test_every_slice_of_whole_words_is_found_at_its_place(text: str, data: st.DataObject) -> None:
    slices = whole_words(text)
    if slices:
        start, end = data.draw(st.sampled_from(slices))
        found = find(text, text[start:end])
        assert (start, end) in found
        for each in found:
            assert text[each.start : each.end] == text[start:end]


@given(texts, st.data())
def test_every_slice_is_found_at_its_place_with_other_blanks_quotes_and_dashes(text: str, data: st.DataObject) -> None:
    slices = whole_words(text)
    if slices:
        start, end = data.draw(st.sampled_from(slices))
        retyped = " ".join(text[start:end].translate(str.maketrans("’“”–", '\'""-')).split())
        found = find(text, retyped)
        assert found
        assert (start, end) in found or all(text[each.start : each.end] == retyped for each in found)
        words = re.findall(r"\w+", retyped)
        assert all(re.findall(r"\w+", text[each.start : each.end]) == words for each in found)


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_text_can_be_searched_for_any_words(text: str, words: str) -> None:
    for start, end in find(text, words):
        assert 0 <= start < end <= len(text)
    passage = closest(text, words)
    if passage:
        assert text[passage.start : passage.end].strip() == text[passage.start : passage.end] != ""


# -- the closest passage --------------------------------------------------------------------------------------

STORY = (
    "The chairs met in Paris. They will send missiles to Kyiv in the coming weeks. Nobody said who pays. "
    "Missiles were sent before.\nThe next meeting is in London!  Is it?"
)


@pytest.mark.parametrize(
    ("misquoted", "sentence"),
    [
        ("They will send 20 missiles to Kyiv", "They will send missiles to Kyiv in the coming weeks."),
        ("they will send missles to kiev", "They will send missiles to Kyiv in the coming weeks."),
        ("missiles were sent", "Missiles were sent before."),
        ("the next meeting will be in London", "The next meeting is in London!"),
        ("somebody said who would pay", "Nobody said who pays."),
    ],
)
def test_the_closest_passage_is_the_sentence_that_was_probably_meant(misquoted: str, sentence: str) -> None:
    assert nearest(STORY, misquoted) == sentence


def test_the_closest_passage_may_stand_far_down() -> None:
    before = "".join(f"Paragraph {number} is about something else. " for number in range(100))
    assert nearest(before + STORY, "They will send 20 missiles to Kyiv").startswith("They will send missiles to Kyiv")


@pytest.mark.parametrize(("text", "words"), [("", "words"), (" \n\n ", "words"), ("A text.", ""), ("A text.", "!?")])
def test_where_there_are_no_words_there_is_no_closest_passage(text: str, words: str) -> None:
    assert closest(text, words) is None


# -- large texts ----------------------------------------------------------------------------------------------

LONG = ("The chairs met in Paris and said that they would do what they had said they would do. " * 12_000)[:1_000_000]
RUN_ON = LONG.replace(".", ",")
PAGE = "And " + LONG[:20_000].replace("met", "meet")


LARGE = {
    "absent words": (LONG, "zebra crossing"),
    "retyped words": (LONG, "They met in  Paris"),
    "no sentences": (RUN_ON, "They met in Paris and said nothing"),
    "a page misquoted": (LONG, PAGE),
    "a page misquoted without sentences": (RUN_ON, PAGE.replace(".", ",")),
    "blanks": (" " * 1_000_000, "a b"),
    "a gap": ("a" + " " * 1_000_000 + "c", "a  b"),
    "one word again and again": ("a " * 500_000, "a  " * 20 + "b"),
    "one long word": ("a" * 1_000_000, "a" * 200 + "b"),
    "empty lines": ("\n" * 1_000_000, "a b"),
    "quotes": ("“" * 1_000_000, '"' * 20 + "b"),
}


@pytest.mark.slow
@pytest.mark.parametrize("what", LARGE)
def test_the_time_to_search_a_megabyte_grows_with_it_and_no_faster(what: str) -> None:
    text, words = LARGE[what]
    assert growth(lambda text: find(text, words), text) < IN_PROPORTION
    assert growth(lambda text: closest(text, words), text) < IN_PROPORTION
