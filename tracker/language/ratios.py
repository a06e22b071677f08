"""The share that a sentence gives itself: "two of the six", "nine farms in ten", "40 per cent of it"."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from tracker.language.passages import Passage
from tracker.language.patterns import patterns
from tracker.language.terms import value_of
from tracker.language.vocabulary import Vocabulary

_READ = 600  # characters of a sentence
_HUNDRED = 100

_PATTERNS = patterns(__name__)
_IN = _PATTERNS.words("in")
_OF = _PATTERNS.words("of")
_RATIO = _PATTERNS["ratio"]
_OF_WHOLE = _PATTERNS["of-whole"]
_PER_CENT = _PATTERNS["per-cent"]
_IN_TEN = _PATTERNS["in-ten"]
_FRACTION = _PATTERNS["fraction"]
_ONE, _WHOLES = _PATTERNS.numbers("one"), _PATTERNS.numbers("wholes")


class Share(NamedTuple):
    """What part it is, and of which whole; of hundredths and the like nothing is told of the whole."""

    part: float
    whole: Decimal | None


def ratio(text: str, place: Passage, words: Vocabulary) -> Share | None:
    """The share that a sentence gives itself: "two of the six", "three instalments out of four"."""
    end = min(place.end, place.start + _READ)
    if found := _PER_CENT.search(text, place.start, end):
        return Share(min(1.0, float(found["part"].replace(",", ".")) / _HUNDRED), None)
    in_ten = any(text.find(each, place.start, end) >= 0 for each in _IN)
    shares = [*_IN_TEN.finditer(text, place.start, end)] if in_ten else []
    if any(text.find(each, place.start, end) >= 0 for each in _OF):
        for ways in (_FRACTION, _OF_WHOLE, _RATIO):
            shares += ways.finditer(text, place.start, end)
    for found in shares:
        part = _plain(found["part"].lower(), words, _ONE)
        whole = _plain(found["whole"].lower(), words, _WHOLES if found.re is _FRACTION else _ONE)
        if part and whole and part <= whole:
            return Share(float(part / whole), None if found.re is _FRACTION else whole)
    return None


def _plain(word: str, words: Vocabulary, others: Mapping[str, int]) -> Decimal | None:
    """The number that one word is, ``others`` beside the numerals among them."""
    if word in others:
        return Decimal(others[word])
    return value_of(word) if word[0].isdigit() else words.numbers.get(word)
