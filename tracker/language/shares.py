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

from tracker.currencies import is_currency
from tracker.language.passages import Passage
from tracker.language.patterns import patterns
from tracker.language.terms import stem, value_of
from tracker.language.type_names import names_a_type
from tracker.language.vocabulary import Vocabulary

_READ = 600  # characters of a sentence
_TENS = 10
_HEAD = 40  # characters looked at before a number
_MODEL = re.compile(r"\d{1,3}\b(?![.,]\d)")  # a figure that may be part of a name
_FIGURE, _COMPOUND = re.compile(r"\d"), re.compile(r"-[^\W\d_]")  # "a two-teacher school" counts no schools
_LARGE = Decimal(1000)  # a number of money has no noun behind it, or is as large as this
_LAST_DAY = 31  # of a month
_LEAST = Decimal("0.02")  # of the number pledged, where it is not said what is counted
_UNIT, _KIN, _BARE, _OTHER, _NONE = 3, 2, 1, 0, -1
_MOST = 3  # times the number pledged, where what is counted has another name
_NEAR, _FAR = 3, 9  # words after a number in which stands what is counted, and what it is a part of
_SIGNS = frozenset(",;:.!?")

_PATTERNS = patterns(__name__)
_TOKEN = _PATTERNS["token"]
_ORDINALS = _PATTERNS.numbers("ordinals")
_SAID_OF_MUCH = frozenset(_PATTERNS.words("ordinals-said-of-much"))
_TIMES = frozenset(_PATTERNS.words("ordinals-of-scale"))
_BOTH = frozenset(_PATTERNS.words("both"))
_ONE = frozenset(_PATTERNS.words("one"))
_COUNTING = frozenset(_ORDINALS) | _BOTH | _ONE
_ASIDE = frozenset(_PATTERNS.words("aside"))
_WITH_PARTICLES = frozenset(_PATTERNS.words("with-particles"))
_THEM = frozenset(_PATTERNS.words("them"))
_HERE = frozenset(_PATTERNS.words("here"))
_THE = frozenset(_PATTERNS.words("the"))
_ONE_OF_SOME = _PATTERNS.words("one-of-some")
_NO_THING = frozenset(_PATTERNS.words("no-thing"))
_PART_OF = frozenset(_PATTERNS.words("part-of"))
_NUMBER = frozenset(_PATTERNS.words("number"))
_AND = frozenset(_PATTERNS.words("and"))
_SPAN = _AND | {*_PATTERNS.words("to")}
_AHEAD = frozenset(_PATTERNS.words("ahead"))
_ALL_BUT = _PATTERNS.words("all-but")
_AT_A_TIME = _PATTERNS.words("at-a-time")
_ALONE = frozenset(_PATTERNS.words("alone"))
_TO = _PATTERNS.words("to")


class Number(NamedTuple):
    """A number that counts something. ``bare``: nothing that is counted follows it.

    ``ordinal``: whether it is the place of one among those counted; ``narrow``: whether it counts only what stands
    close behind it; ``ahead``: whether its clause tells what is to come; ``place``: its place among the words.
    """

    value: Decimal
    before: tuple[str, ...]  # two words before it, those of "house number" where it is one
    after: tuple[str, ...]  # six words after it, up to a sign
    bare: bool
    ordinal: bool = False
    narrow: bool = False
    ahead: bool = False
    place: int = 0


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
        found = [(each, _fits(each, pledged, units, kinds, alike or {})) for each in numbers]
    found = [
        (each, fits)
        for each, fits in found
        if fits >= _KIN
        or (fits == _NONE and each.value == pledged)
        or not (fits == _NONE or each.narrow or (each.ordinal and each.value != pledged))
    ]
    if any(fits and not each.ahead and each.value < pledged for each, fits in found):
        found = [(each, fits) for each, fits in found if not each.ahead]
    for each, _ in found:
        if each.before[-2:] == _ALL_BUT and each.value < pledged:
            return float((pledged - each.value) / pledged)
    whole = next((place for place, (each, _) in enumerate(found) if each.value == pledged), None)
    if whole is not None:
        less = [
            each.value
            for place, (each, fits) in enumerate(found)
            if fits and each.value < pledged and _is_part(each, found[whole][0], before=place < whole)
        ]
        return float(less[-1] / pledged) if less else 1.0
    fits, most = max([(fits, each.value) for each, fits in found], default=(_OTHER, Decimal(0)))
    return float(most / pledged) if most and (fits or _LEAST <= most / pledged < 1) else None


@lru_cache(maxsize=1000)
def _stems(unit: str) -> frozenset[str]:
    return frozenset(map(stem, re.findall(r"[^\W\d_]+", unit.lower())))


def _fits(
    number: Number, pledged: Decimal, units: Collection[str], kinds: Collection[str], alike: Mapping[str, str]
) -> int:
    """How well a number fits what was pledged: of the same name, of its kin, or of nothing that is told.

    What other things are counted after a preposition is where, or for whom, it was done: "to 61 clinics".
    """
    words = [*takewhile(str.isalpha, number.after)]
    if number.narrow:
        words = [*takewhile(lambda word: word not in _PART_OF, words[:_NEAR])]
    if number.ordinal and number.before[1:] and number.before[-1] in _NUMBER:
        words.append(number.before[0])
    stems = [*map(stem, words)]
    if any(each in units for each in stems):
        return _UNIT
    if number.value <= pledged * _MOST and any(alike.get(each) in kinds for each in stems):
        return _KIN
    if number.bare:
        return _BARE
    before = number.before
    aside = before != () and before[-1] in _ASIDE and before[0] not in _WITH_PARTICLES
    return _NONE if aside else _OTHER


def _is_part(number: Number, whole: Number, *, before: bool) -> bool:
    """Whether a number beside the one pledged tells a part of it: "22 cores out of 34", "of the 34 only 22"."""
    if not before:
        return number.after[0] not in _PART_OF if number.after else True
    words = takewhile(str.isalpha, number.after[:_NEAR])
    return whole.place - number.place <= _FAR and any(each in _PART_OF for each in words)


def tells_a_number(text: str, place: Passage, said: Collection[str], words: Vocabulary) -> bool:
    """Whether a sentence holds a figure or a numeral at all. ``said``: its words, in lower case."""
    return (
        _FIGURE.search(text, *place) is not None
        or not words.numerals.isdisjoint(said)
        or not _COUNTING.isdisjoint(said)
    )


def numbers_of(text: str, place: Passage, words: Vocabulary) -> list[Number]:
    """The numbers of a sentence that count things, in their order."""
    said = text[place.start : min(place.end, place.start + _READ)]
    tokens = [(found[0].lower(), found) for found in _TOKEN.finditer(said)]
    numbers: list[Number] = []
    at, ended, ahead = 0, 0, False
    while at < len(tokens):
        start, (value, at) = at, _read(tokens, at, words)
        ordinal = narrow = False
        if value is None:
            at = start + 1
            word = tokens[start][0]
            ahead = word in _AHEAD or (ahead and word not in _SIGNS and word not in _AND)
            found = _in_a_word(tokens, start)
            if found is None:
                continue
            value, ordinal, narrow = found
        elif at < len(tokens) and (place_of := _placed(value, tokens[at][0])):
            value, at, ordinal = place_of, at + 1, True
        before = tuple([word for word, _ in tokens[max(0, start - 2) : start]])
        after = tuple([word for word, _ in tokens[at : at + 6]])
        if before and (before[-1] in _NUMBER or (before[-1] == "." and before[0] in _NUMBER)):
            before, ordinal = tuple([word for word, _ in tokens[max(0, start - 3) : start] if word != "."][-2:]), True
        named = bool(numbers) and _is_of_a_name(tokens[ended:start])
        sign = tokens[start][1][1] or tokens[at - 1][1][3] == "%"
        if (
            not (sign or named or _is_of_a_type(said, tokens[start][1].start()))
            and not _COMPOUND.match(said, tokens[at - 1][1].end())
            and not _counts_nothing(value, before, after, tokens[start][1], words)
        ):
            follows = after[0] if after else "."
            bare = not follows[0].isalpha() or follows in words.small
            ended = at
            numbers.append(Number(value, before, after, bare, ordinal, narrow, ahead, start))
    return numbers


def _is_of_a_name(between: Sequence[tuple[str, re.Match[str]]]) -> bool:
    """Whether there are only names between a number and the next, which is then one of them: "14 Leopard 2"."""
    return 0 < len(between) <= _NEAR and all(found[0][:1].isupper() for _, found in between)


def _is_of_a_type(said: str, at: int) -> bool:
    """Whether the number at a place names a type by what stands before it, and counts none: "F-35 jets"."""
    if at > 1 and said[at - 1] == "-" and said[at - 2].isupper():
        return True
    return _MODEL.match(said, at) is not None and names_a_type(said[max(0, at - _HEAD) : at])


def _in_a_word(tokens: list[tuple[str, re.Match[str]]], at: int) -> tuple[Decimal, bool, bool] | None:
    """What one word counts that is no numeral: its number, whether it is a place, and whether it counts narrowly."""
    word = tokens[at][0]
    if word in _COUNTING:
        if word in _BOTH:
            return Decimal(2), False, True
        if word in _ONE:
            return (Decimal(1), False, False) if _is_one(tokens, at) else None
        leads = at == 1 and tokens[0][0] in _THE
        return Decimal(_ORDINALS[word]), not leads, word in _SAID_OF_MUCH and not leads
    return None


def _placed(value: Decimal, word: str) -> Decimal | None:
    """The place that a number and an ordinal are: "twenty-third", "nine-hundredth"."""
    ordinal = _ORDINALS.get(word)
    if ordinal is None:
        return None
    if word in _TIMES:
        return value * ordinal
    return value + ordinal if value >= 2 * _TENS and ordinal < _TENS else None


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
    if follows in words.measures or after[:3] == _AT_A_TIME:
        return True
    if value <= _LAST_DAY and (stem(follows) in months or (before and stem(before[-1]) in months)):
        return True
    if first[2] and len(first[2]) == 4 and 1900 <= value <= 2100:
        return True
    ends = after[1:2] != () and after[1][0].isdigit()
    if ends and after[2:3] != () and follows in _SPAN and stem(after[2]) in months:
        return True  # "between 11 and 24 February"
    if before[-1:] == (",",) and follows in _PART_OF and after[1:2] != () and after[1] in _THEM:
        return (
            after[2:3] != () and after[2].isalpha() and after[2] not in words.small
        )  # "60 officers, 22 of them women"
    return (before != () and before[-1] in _TO) or (follows in _TO and ends)
