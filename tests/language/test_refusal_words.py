"""Promises not to do something, and sentences that say that something will not be done."""

from __future__ import annotations

import pytest

from tests.language.growth import BOUNDED, IN_PROPORTION, growth
from tracker.language.passages import Passage
from tracker.language.refusals import denies, is_negative, refuses, since


@pytest.mark.parametrize(
    ("words", "negative"),
    [
        ("Malta will not raise the fee.", True),
        ("Malta undertakes not to sell the port.", True),
        ("No new tax shall be brought in.", True),
        ("The fee stays at zero until May.", True),
        ("Malta will raise the fee.", False),
        ("Malta will send boats, not planes.", False),
    ],
)
def test_a_promise_not_to_do_something_is_known(words: str, negative: bool) -> None:
    assert is_negative(words) is negative


@pytest.mark.parametrize(
    ("sentence", "refused"),
    [
        ("Malta will not build the bridge, its minister said.", True),
        ("The report will never appear.", True),
        ("Malta will not build the bridge in Marsaxlokk.", True),
        ("Malta will not build the bridge, its minister said in parliament.", True),
        ("Malta will not build the bridge by the old harbour.", True),
        ("Malta will not build the bridge, an envoy told us by telephone.", True),
        ("Malta has now decided not to build the bridge.", True),
        ("Malta does not want to build the bridge any more.", True),
        ("Malta will not build the bridge in May.", False),
        ("Malta will not build the bridge in the first half of next year.", False),
        ("Malta will not build the bridge in two years.", False),
        ("Malta will not build the bridge by then.", False),
        ("Malta will not build the bridge by Friday.", False),
        ("Malta has decided not to wait for the survey.", False),
        ("Malta does not want to wait any more.", False),
        ("Malta does not want to build the bridge alone.", False),
        ("The bridge will not be ready this year.", False),
        ("The bridge will not open before June.", False),
        ("The bridge will not be late.", False),
        ("The bridge was not built in a day.", False),
    ],
)
def test_what_will_not_be_done_is_told_from_what_will_be_late(sentence: str, refused: bool) -> None:
    assert refuses(sentence, Passage(0, len(sentence))) is refused


def test_that_there_will_be_none_is_a_denial() -> None:
    sentences = ("There will be no new tax.", "There is no tax.")
    assert [denies(each, Passage(0, len(each))) for each in sentences] == [True, False]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Signatures have been valid across the border since 18 April.", True),
        ("Since May the clinic has treated the sick of three valleys.", True),
        ("Prices have risen since May.", False),
        ("Nothing has been paid since May.", False),
        ("It has been paying its share since June.", False),
    ],
)
def test_what_has_been_so_since_a_day_is_done(sentence: str, told: bool) -> None:
    found = since(sentence, 0, len(sentence))
    assert (found is not None) is told
    assert found is None or sentence[found.start : found.end].lower().count("since") == 1


def test_of_a_long_sentence_no_more_is_read_than_of_a_shorter_one() -> None:
    text = "no one has been since " * 50_000
    assert growth(lambda text: refuses(text, Passage(0, len(text))), text, BOUNDED) < BOUNDED
    assert growth(lambda text: since(text, 0, len(text)), text, BOUNDED) < BOUNDED
    assert growth(is_negative, text[:100_000]) < IN_PROPORTION


def test_nevertheless_is_no_never() -> None:
    sentence = "Rome will nevertheless be the venue of the next summit."
    assert not refuses(sentence, Passage(0, len(sentence)))
    sentence = "Rome will never host a summit."
    assert refuses(sentence, Passage(0, len(sentence)))
