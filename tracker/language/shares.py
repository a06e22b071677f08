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
from tracker.language.quantities import is_currency
from tracker.language.terms import stem, value_of
from tracker.language.vocabulary import Vocabulary

_READ = 600  # characters of a sentence
_TOKEN = re.compile(r"([€$£]\s?)?(\d{1,12}(?:[.,]\d{1,6}){0,4})(%|st\b|nd\b|rd\b|th\b)?|[^\W\d_]{1,30}|[,;:.!?]")
_RATIO = re.compile(
    r"\b(?P<part>\d{1,3}(?:,\d{3})+|\d{1,7}|[^\W\d_]{3,10}) (?:[^\W\d_]{1,20} ){0,2}(?:(?:out )?of|der|des) "
    r"(?:(?:the|its|their|all|those|these|some|about|around|nearly|roughly) ){0,2}"
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,7}|[^\W\d_]{3,10})\b"
)
_OF_WHOLE = re.compile(
    r"\b[Oo]f (?:(?:the|its|their|all|those|these) ){0,2}(?P<whole>\d{1,7}|[^\W\d_]{3,10})(?: [\w-]{1,20}){0,4}, "
    r"(?:only |just |some |about |at least )?(?P<part>\d{1,7}|[^\W\d_]{3,10})\b"
)
# A share said in hundredths; what is a part of an economy, of voters or of a budget is a measure and no share.
_PER_CENT = re.compile(
    r"\b(?P<part>\d{1,3}(?:[.,]\d{1,2})?) ?(?:%|per ?cent\b|pc\b)"
    r"(?: of (?:(?:the|its|their|our|his|her|all|that|this|these|those|what|it|them)\b(?! (?:gdp|gross|national|budget|"
    r"economy|population|people|electorate|votes?|voters|respondents|world|country|land|income|market|public|price|cost|"
    r"value|level|total population|adults|women|men|children)\b))"
    r"|,? (?:complete|completed|done|finished|ready|built|paid|disbursed|delivered|installed|filled|spent|through|"
    r"in place)\b)",
    re.IGNORECASE,
)
# "nine farms in ten", "nine tenths of what was promised"
_IN_TEN = re.compile(
    r"\b(?P<part>one|two|three|four|five|six|seven|eight|nine|\d{1,2}) (?:[a-z]+ )?in (?:every )?(?P<whole>three|four|five|six|ten|twenty)\b"
)
_FRACTION = re.compile(
    r"\b(?P<part>two|three|four|five|six|seven|eight|nine)[ -](?P<whole>third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s of\b"
)
_WHOLES = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
_ORDINALS = frozenset(("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"))
_HUNDRED = 100
_FIGURE = re.compile(r"\d")
_PART_OF = (("of",), ("out",), ("der",), ("des",))
_ONE_OF_SOME = ("only", "just", "exactly")  # before "one", which begins a sentence else
_NO_THING = frozenset(
    ("of", "day", "week", "month", "year", "thing", "in", "more", "another", "by", "and", "or", "can", "may", "might", "reason", "must",
     "is", "was", "has", "had", "should", "would", "could", "will", "official", "minister", "member", "delegate", "diplomat", "who", "after",
     "way", "example", "problem", "question", "side", "step", "hundred", "thousand", "million", "billion", "dozen", "last", "further")
)
_ALONE = frozenset(("hundred", "thousand", "dozen", "hundert"))  # scales that need no number before them
_LARGE = Decimal(1000)  # a number of money has no noun behind it, or is as large as this
_LEAST = Decimal("0.02")  # of the number pledged, where it is not said what is counted
_UNIT, _BARE, _OTHER = 2, 1, 0


class Number(NamedTuple):
    """A number that counts something. ``bare``: nothing that is counted follows it."""

    value: Decimal
    before: tuple[str, ...]  # two words before it
    after: tuple[str, ...]  # six words after it, up to a sign
    bare: bool


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
        found = [(each, _UNIT if _names(each, units, kinds, alike or {}) else _BARE if each.bare else _OTHER) for each in numbers]
    for each, _ in found:
        if each.before[-2:] == ("all", "but") and each.value < pledged:
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
    return _FIGURE.search(text, *place) is not None or not words.numerals.isdisjoint(said) or "one" in said


def ratio(text: str, place: Passage, words: Vocabulary) -> float | None:
    """The share that a sentence gives itself: "two of the six", "three instalments out of four"."""
    end = min(place.end, place.start + _READ)
    if found := _PER_CENT.search(text, place.start, end):
        return min(1.0, float(found["part"].replace(",", ".")) / _HUNDRED)
    if found := _IN_TEN.search(text, place.start, end):
        part, whole = _plain(found["part"], words), _plain(found["whole"], words)
        if part and whole and part < whole:
            return float(part / whole)
    if all(text.find(each, place.start, end) < 0 for each in ("Of ", " of ", " der ", " des ")):
        return None
    if found := _FRACTION.search(text, place.start, end):
        part = _plain(found["part"], words)
        return float(part / _WHOLES[found["whole"]]) if part else None
    for found in (*_OF_WHOLE.finditer(text, place.start, end), *_RATIO.finditer(text, place.start, end)):
        part, whole = (_plain(found[name].lower(), words) for name in ("part", "whole"))
        if part and whole and part <= whole:
            return float(part / whole)
    return None


def _plain(word: str, words: Vocabulary) -> Decimal | None:
    """The number that one word is."""
    if word == "one":
        return Decimal(1)
    return value_of(word) if word[0].isdigit() else words.numbers.get(word)


def numbers_of(text: str, place: Passage, words: Vocabulary) -> list[Number]:
    """The numbers of a sentence that count things, in their order."""
    said = text[place.start : min(place.end, place.start + _READ)]
    tokens = [(found[0].lower(), found) for found in _TOKEN.finditer(said)]
    numbers: list[Number] = []
    at = 0
    while at < len(tokens):
        start, (value, at) = at, _read(tokens, at, words)
        if value is None:
            at = start + 1
            if not _is_one(tokens, start):
                continue
            value = Decimal(1)
        before = tuple([word for word, _ in tokens[max(0, start - 2) : start]])
        after = tuple([word for word, _ in tokens[at : at + 6]])
        sign = tokens[start][1][1] or tokens[at - 1][1][3] == "%"
        sign = sign or (at < len(tokens) and value >= 20 and tokens[at][0] in _ORDINALS)  # "the twenty-seventh"
        if not sign and not _counts_nothing(value, before, after, tokens[start][1], words):
            follows = after[0] if after else "."
            numbers.append(Number(value, before, after, not follows[0].isalpha() or follows in words.small))
    return numbers


def _is_one(tokens: list[tuple[str, re.Match[str]]], at: int) -> bool:
    """Whether a token is the "one" of "One ship has come", "only one ship"."""
    if tokens[at][0] != "one" or at + 1 == len(tokens):
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
    return before[-1:] == ("to",) or (follows == "to" and after[1:2] != () and after[1][0].isdigit())
