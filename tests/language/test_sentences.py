"""Where sentences begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.language.growth import IN_PROPORTION, growth
from tracker.language.sentences import sentences

# Each line is a text; " ¦ " stands where a sentence ends.
CASES = """
The envoy met Gen. Dahl in Oslo. ¦ She stayed for a day.
Sen. Ida Ek said the U.S. would pay. ¦ The U.S. Navy agreed on Jan. 9.
They left the U.S. ¦ The ships did not.
“We are ready,” she said. ¦ “The ships sail on Monday.”
“Are you ready?” a reporter asked. ¦ “We are!” the minister replied.
“We are not there yet...” Lund added. ¦ He sat down.
No. 10 would not say. ¦ It never does.
Would they pay? ¦ No. ¦ Not this year.
Talks begin at 8 a.m. on Friday. ¦ The E.U. envoy will be late.
They meet at 9 p.m. ¦ Reporters wait.
Dr. J. K. Holm and Prof. Ek signed. ¦ Others did not.
The firm, Holm Ltd., builds ships. ¦ It began in Aug. 2019.
They return on 3 Sept. ¦ Lisbon will host.
Art. 7 stands. ¦ Annex III falls.
Lt. Col. Lund spoke. ¦ Maj. Gen. Berg listened.
Ships, boats, rafts, etc. will follow. ¦ Planes, trains, etc. ¦ Nothing else was named.
It costs €2.5 billion, i.e. a third more. ¦ Norway pays 4.75 per cent.
Plan B. ¦ The second one failed.
See www.example.org/plans. ¦ The ministry was silent.
St. Ives was quiet. ¦ eBay was not.
The plan (see para. 4) holds. ¦ (It was changed twice.) ¦ Nobody knows why.
He spoke of "the last chance." ¦ Nobody replied.
They came. ¦ 40 ships left. ¦ “All is well.”
Корабли вышли. ¦ Они вернутся.
船が来る。 ¦ 船が帰る。
""".strip().splitlines()


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize("case", CASES)
def test_a_stop_ends_a_sentence_unless_it_closes_an_abbreviation(case: str) -> None:
    wanted = case.split(" ¦ ")
    assert split(" ".join(wanted)) == wanted


def test_a_sentence_ends_where_a_page_lost_the_blank_after_the_stop() -> None:
    assert split("The deal is done.The rest will follow.") == ["The deal is done.", "The rest will follow."]
    assert split("See example.The-Plan.org for it.") == ["See example.The-Plan.org for it."]


def test_a_line_ends_a_sentence() -> None:
    assert split("Plans for the port\n\nThe port will grow\nBy our staff") == [
        "Plans for the port",
        "The port will grow",
        "By our staff",
    ]


def test_a_line_that_was_broken_to_fit_a_page_is_read_on() -> None:
    text = "The board decided that a quay is built before the\nwinter. It will cost little, says the\nNorwegian board."
    assert split(text) == [
        "The board decided that a quay is built before the\nwinter.",
        "It will cost little, says the\nNorwegian board.",
    ]


def test_the_number_or_bullet_before_a_sentence_is_no_part_of_it() -> None:
    text = (
        "1. We, the ministers, met.\n2) We will meet again.\n(a) Ships will sail.\n- Planes will fly.\niv. Buses too."
    )
    assert split(text) == [
        "We, the ministers, met.",
        "We will meet again.",
        "Ships will sail.",
        "Planes will fly.",
        "Buses too.",
    ]
    assert split("12 ships will sail. 30 will stay.") == ["12 ships will sail.", "30 will stay."]


def test_a_label_stays_with_its_sentence() -> None:
    assert split("Norway: a ship will be sent. Its crew will follow.") == [
        "Norway: a ship will be sent.",
        "Its crew will follow.",
    ]


def test_a_text_without_words_has_no_sentences() -> None:
    assert sentences("") == sentences(" \n \t\n") == []


PIECES = "The ship|U.S.|Mr.|.|!|?|…|”|“|\n|\n\n|1.|- |a|No.|é|\u0301|\u200f|של|。"
SCRAPS = st.lists(st.sampled_from(PIECES.split("|")), max_size=30).map(" ".join)


@given(st.one_of(st.text(max_size=300), SCRAPS))
def test_sentences_stand_in_order_hold_every_word_once_and_no_blank_at_their_edges(text: str) -> None:
    found = sentences(text)
    assert [place for each in found for place in each] == sorted(place for each in found for place in each)
    assert all(start < end <= len(text) and text[start:end] == text[start:end].strip() for start, end in found)
    outside = list(text)
    for start, end in found:
        outside[start:end] = " " * (end - start)
    left = "".join(outside).split()
    assert not [word for word in left if len(word) > 8], "only bullets and numbers stand outside"


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    ["a" * 300_000, "A. " * 30_000, "Mr. " * 30_000, '."' * 100_000, " " * 300_000, "x\n" * 50_000, "(a) " * 30_000],
)
def test_time_grows_with_the_text_and_no_faster(text: str) -> None:
    assert growth(sentences, text) < IN_PROPORTION
