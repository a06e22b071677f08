"""What share of a pledged number a sentence tells of, by its plain numbers: "two of the six", "all but two", "seventy".

Numbers that are said of days, shares, money or a vote are none of them. Reads a few kinds of number in three languages.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal
from typing import NamedTuple

from tracker.language.outcomes import Vocabulary
from tracker.language.passages import Passage
from tracker.language.terms import MONTH_NAMES, stem, value_of

_READ = 600  # characters of a sentence
_TOKEN = re.compile(r"([€$£]\s?)?(\d{1,12}(?:[.,]\d{1,6}){0,4})(%|st\b|nd\b|rd\b|th\b)?|[^\W\d_]{1,30}|[,;:.!?]")
_RATIO = re.compile(
    r"\b(?P<part>\d{1,7}|[^\W\d_]{3,10}) (?:[^\W\d_]{1,20} ){0,2}(?:(?:out )?of|der|des) (?:(?:the|its|their|all|those|these) ){0,2}"
    r"(?P<whole>\d{1,7}|[^\W\d_]{3,10})\b"
)
_MONTHS = frozenset(map(str.lower, MONTH_NAMES))
_LARGE = 1000  # a number of money has no noun behind it, or is as large as this
_LEAST = Decimal("0.02")  # of the number pledged, where it is not said what is counted
_UNIT, _BARE, _OTHER = 2, 1, 0


class _Number(NamedTuple):
    value: Decimal
    fits: int  # whether the pledge's unit follows, nothing that is counted, or something else
    before: tuple[str, ...]  # the words before it
    after: str  # the word after it


def share_of(text: str, place: Passage, pledged: Decimal, unit: str | None, words: Vocabulary) -> float | None:
    """The share of the number pledged that is told, ``None`` where no number of its kind is."""
    if pledged < 2:
        return None
    money = unit is not None and len(unit) == 3 and unit.isascii() and unit.isupper()
    units = frozenset() if money or not unit else frozenset(map(stem, re.findall(r"[^\W\d_]+", unit.lower())))
    return _share(text[place.start : min(place.end, place.start + _READ)], pledged, money, units, words)


def _share(said: str, pledged: Decimal, money: bool, units: Collection[str], words: Vocabulary) -> float | None:
    found = _numbers(said, units, words)
    if money:
        found = [each for each in found if each.fits == _BARE and each.value >= min(_LARGE, pledged)]
    if not found:
        return None
    for each in found:
        if each.before[-2:] == ("all", "but") and each.value < pledged:
            return float((pledged - each.value) / pledged)
    close = [each for each in found if each.fits]
    if any(each.value == pledged for each in found):
        at = next(place for place, each in enumerate(found) if each.value == pledged)
        less = [
            each.value
            for place, each in enumerate(found)
            if each.fits and each.value < pledged and (each.after == "of") == (place < at)
        ]
        return float(less[-1] / pledged) if less else 1.0
    most = max(close or found, key=lambda each: (each.fits, each.value))
    return float(most.value / pledged) if most.fits or _LEAST <= most.value / pledged < 1 else None


def ratio(text: str, place: Passage, words: Vocabulary) -> float | None:
    """The share that a sentence gives itself: "two of the six", "three instalments out of four"."""
    for found in _RATIO.finditer(text, place.start, min(place.end, place.start + _READ)):
        part, whole = (_plain(found[name].lower(), words) for name in ("part", "whole"))
        if part and whole and part <= whole:
            return float(part / whole)
    return None


def _plain(word: str, words: Vocabulary) -> Decimal | None:
    """The number that one word is."""
    return value_of(word) if word[0].isdigit() else words.numbers.get(word)


def _numbers(said: str, units: Collection[str], words: Vocabulary) -> list[_Number]:
    """The numbers of a sentence that count things."""
    tokens = [(found[0].lower(), found) for found in _TOKEN.finditer(said)]
    numbers: list[_Number] = []
    at = 0
    while at < len(tokens):
        start, (value, at) = at, _read(tokens, at, words)
        if value is None:
            at = start + 1
            continue
        before = tuple(word for word, _ in tokens[max(0, start - 2) : start])
        after = [word for word, _ in tokens[at : at + 4]]
        sign = tokens[start][1][1] or tokens[at - 1][1][3] == "%"
        if not sign and (fits := _fit(value, before, after, tokens[start][1], units, words)) is not None:
            numbers.append(_Number(value, fits, before, after[0] if after else ""))
    return numbers


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
        elif word in words.scales and (value is not None or word in ("hundred", "thousand", "dozen", "hundert")):
            value = (Decimal(1) if value is None else value) * words.scales[word]
        else:
            break
        at += 1
    return value, at


def _fit(
    value: Decimal,
    before: tuple[str, ...],
    after: list[str],
    first: re.Match[str],
    units: Collection[str],
    words: Vocabulary,
) -> int | None:
    """What a number counts, ``None`` where it counts nothing that can be pledged."""
    follows = after[0] if after else "."
    if follows in _MONTHS or (before and before[-1] in _MONTHS) or follows in words.measures:
        return None
    if first[2] and len(first[2]) == 4 and 1900 <= value <= 2100:
        return None
    if before[-1:] == ("to",) or (follows == "to" and len(after) > 1 and after[1][:1].isdigit()):
        return None  # a vote, a range
    if any(stem(word) in units for word in after):
        return _UNIT
    return _BARE if not follows[0].isalpha() or follows in words.small else _OTHER
