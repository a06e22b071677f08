"""What share of a pledged number a sentence tells of, by its plain numbers: "two of the six", "all but two", "seventy".

Numbers that are said of days, shares, money or a vote are none of them. Reads a few kinds of number in three languages.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from tracker.language.passages import Passage
from tracker.language.patterns import patterns
from tracker.language.quantities import is_currency
from tracker.language.terms import stem, value_of
from tracker.language.vocabulary import Vocabulary

_READ = 600  # characters of a sentence
_TENS = 10
_FIGURE = re.compile(r"\d")
_LARGE = Decimal(1000)  # a number of money has no noun behind it, or is as large as this
_LEAST = Decimal("0.02")  # of the number pledged, where it is not said what is counted
_UNIT, _BARE, _OTHER = 2, 1, 0

_PATTERNS = patterns(__name__)
_TOKEN = _PATTERNS["token"]
_ORDINALS = _PATTERNS.numbers("ordinals")
_COUNTING = frozenset(_ORDINALS) - {*_PATTERNS.words("ordinals-said-of-much")}
_ONES = _PATTERNS.words("ones")
_ONE = _PATTERNS.words("one")
_ONE_OF_SOME = _PATTERNS.words("one-of-some")
_NO_THING = frozenset(_PATTERNS.words("no-thing"))
_PART_OF = tuple((each,) for each in _PATTERNS.words("part-of"))
_ALL_BUT = _PATTERNS.words("all-but")
_ALONE = frozenset(_PATTERNS.words("alone"))
_TO = _PATTERNS.words("to")


class Number(NamedTuple):
    """A number that counts something. ``bare``: nothing that is counted follows it."""

    value: Decimal
    before: tuple[str, ...]  # two words before it
    after: tuple[str, ...]  # six words after it, up to a sign
    bare: bool
    ordinal: bool = False


def share_of(
    numbers: Sequence[Number], pledged: Decimal, unit: str | None, alike: Mapping[str, str] | None = None
) -> float | None:
    """The share of the number pledged that some numbers tell, ``None`` where none of them is of its kind.

    ``alike``: the kinds of thing that words are names of.
    """
    if pledged < 2 or not numbers:
        return None
    if unit is not None and is_currency(unit):
        least = min(_LARGE, pledged)
        found = [(each, _BARE) for each in numbers if each.bare and each.value >= least]
    else:
        units = _stems(unit or "")
        kinds = {kind for each in units if (kind := (alike or {}).get(each))}
        found = [
            (each, _UNIT if _names(each, units, kinds, alike or {}) else _BARE if each.bare else _OTHER)
            for each in numbers
        ]
    found = [(each, fits) for each, fits in found if not each.ordinal or fits == _UNIT or each.value == pledged]
    for each, _ in found:
        if each.before[-2:] == _ALL_BUT and each.value < pledged:
            return float((pledged - each.value) / pledged)
    whole = next((place for place, (each, _) in enumerate(found) if each.value == pledged), None)
    if whole is not None:
        less = [
            each.value
            for place, (each, fits) in enumerate(found)
            if fits and each.value < pledged and (each.after[:1] in _PART_OF) == (place < whole)
        ]
        return float(less[-1] / pledged) if less else 1.0
    fits, most = max([(fits, each.value) for each, fits in found], default=(_OTHER, Decimal(0)))
    return float(most / pledged) if most and (fits or _LEAST <= most / pledged < 1) else None


@lru_cache(maxsize=1000)
def _stems(unit: str) -> frozenset[str]:
    return frozenset(map(stem, re.findall(r"[^\W\d_]+", unit.lower())))


def _names(number: Number, units: Collection[str], kinds: Collection[str], alike: Mapping[str, str]) -> bool:
    stems = [stem(word) for word in takewhile(str.isalpha, number.after)]
    return any(each in units or alike.get(each) in kinds for each in stems)


def tells_a_number(text: str, place: Passage, said: Collection[str], words: Vocabulary) -> bool:
    """Whether a sentence holds a figure or a numeral at all. ``said``: its words, in lower case."""
    return (
        _FIGURE.search(text, *place) is not None
        or not words.numerals.isdisjoint(said)
        or not _COUNTING.isdisjoint(said)
        or text.startswith(_ONES, place.start)
    )


def numbers_of(text: str, place: Passage, words: Vocabulary) -> list[Number]:
    """The numbers of a sentence that count things, in their order."""
    said = text[place.start : min(place.end, place.start + _READ)]
    tokens = [(found[0].lower(), found) for found in _TOKEN.finditer(said)]
    numbers: list[Number] = []
    at = 0
    while at < len(tokens):
        start, (value, at) = at, _read(tokens, at, words)
        ordinal = False
        if value is None:
            at = start + 1
            ordinal = tokens[start][0] in _COUNTING
            if not ordinal and not (tokens[start][0] in _ONE and _is_one(tokens, start)):
                continue
            value = Decimal(_ORDINALS.get(tokens[start][0], 1))
        elif at < len(tokens) and value >= 2 * _TENS and (units := _ORDINALS.get(tokens[at][0], _TENS)) < _TENS:
            value, at, ordinal = value + units, at + 1, True
        before = tuple([word for word, _ in tokens[max(0, start - 2) : start]])
        after = tuple([word for word, _ in tokens[at : at + 6]])
        sign = tokens[start][1][1] or tokens[at - 1][1][3] == "%"
        if not sign and not _counts_nothing(value, before, after, tokens[start][1], words):
            follows = after[0] if after else "."
            numbers.append(Number(value, before, after, not follows[0].isalpha() or follows in words.small, ordinal))
    return numbers


def _is_one(tokens: list[tuple[str, re.Match[str]]], at: int) -> bool:
    """Whether a token is the "one" of "One ship has come", "only one ship"."""
    if at + 1 == len(tokens):
        return False
    follows = tokens[at + 1][0]
    return (at == 0 or tokens[at - 1][0] in _ONE_OF_SOME) and follows.isalpha() and follows not in _NO_THING


def _read(tokens: list[tuple[str, re.Match[str]]], at: int, words: Vocabulary) -> tuple[Decimal | None, int]:
    """The number that begins at a token, and the place after it."""
    value: Decimal | None = None
    while at < len(tokens):
        word, found = tokens[at]
        if found[2]:
            if value is not None:
                break
            value = value_of(found[2])
        elif word in words.numbers and (value is None or words.numbers[word] < 10 <= value < 100):
            value = (value or Decimal(0)) + words.numbers[word]
        elif word in words.scales and (value is not None or word in _ALONE):
            value = (Decimal(1) if value is None else value) * words.scales[word]
        else:
            break
        at += 1
    return value, at


def _counts_nothing(
    value: Decimal, before: tuple[str, ...], after: tuple[str, ...], first: re.Match[str], words: Vocabulary
) -> bool:
    """Whether a number tells a day, a year, a measure, a vote or the end of a range."""
    follows = after[0] if after else "."
    months = words.months
    if stem(follows) in months or (before and stem(before[-1]) in months) or follows in words.measures:
        return True
    if first[2] and len(first[2]) == 4 and 1900 <= value <= 2100:
        return True
    return (before != () and before[-1] in _TO) or (follows in _TO and after[1:2] != () and after[1][0].isdigit())
