"""What speaks against a link though words are shared: another object, place, time or actor than the pledge's.

Each is a reason to show a link as possible only, for a person to decide; none removes it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from tracker.currencies import is_currency
from tracker.language.patterns import patterns
from tracker.language.sightings import Amount
from tracker.language.terms import Sentence, stem
from tracker.language.vocabulary import Vocabulary

if TYPE_CHECKING:
    from tracker.language.indexed import Indexed

_READ = 600  # characters of a sentence
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w’'-]{2,30}")
_ANY_YEAR = re.compile(r"\b(?:19|20)\d\d\b")

_PATTERNS = patterns(__name__)
_WHERE = _PATTERNS["where"]
_YEAR = _PATTERNS["year"]
_OF_OTHERS = _PATTERNS["of-others"]
_OTHERS = (*_PATTERNS.words("own"), *_PATTERNS.parts["other"].split("|"))  # nothing is of others without one of these
_HOUSES = tuple(_PATTERNS.parts["houses"].split("|"))
_STRANGERS = _PATTERNS["strangers"]
_NO_THINGS = frozenset(("%", *_PATTERNS.words("no-things")))
_CALENDAR = frozenset(_PATTERNS.words("calendar"))


def names(words: str) -> tuple[str, ...]:
    """The names in a pledge's words: what is written with a capital inside a sentence."""
    return tuple(dict.fromkeys(each for each in _NAME.findall(words) if each not in _CALENDAR))


def contradicts(
    text: str,
    sentence: Sentence,
    pledge: Indexed,
    terms: Collection[str],
    told: Sequence[Amount],
    words: Vocabulary,
) -> bool:
    """Whether a sentence tells of something else than a pledge with these terms; ``told`` are its amounts."""
    said = text[sentence.place.start : min(sentence.place.end, sentence.place.start + _READ)]
    return (
        _is_older(said, pledge, terms)
        or _is_elsewhere(said, sentence, pledge, terms)
        or _counts_other(sentence, pledge, terms, told, words)
        or _of_another_type(sentence, terms)
        or (any(map(said.lower().__contains__, _OTHERS)) and _OF_OTHERS.search(said) is not None)
        or (any(map(said.__contains__, _HOUSES)) and _STRANGERS.search(said) is not None)
    )


def _is_older(said: str, pledge: Indexed, terms: Collection[str]) -> bool:
    """Whether it was done in a year before that of the pledge."""
    if not pledge.made_on or ("19" not in said and "20" not in said):
        return False
    old = [year for year in _YEAR.findall(said) if year < pledge.made_on[:4] and f"#{year}" not in terms]
    return bool(old) and max(_ANY_YEAR.findall(said)) in old


def _is_elsewhere(said: str, sentence: Sentence, pledge: Indexed, terms: Collection[str]) -> bool:
    """Whether the sentence names other countries, or other places, than those that the pledge is for."""
    own = {*pledge.parties, *pledge.partners}
    meant = {term[1:] for term in terms if term[0] == "="} - own
    named = {term[1:] for term in sentence.terms if term[0] == "="} - own
    if meant and named:
        return meant.isdisjoint(named)
    if not pledge.names or any(each in said for each in pledge.names):
        return False
    if named or _share_a_figure(sentence, terms):
        return bool(named)
    where = [each for each in _WHERE.findall(said) if each not in _CALENDAR]
    return any(stem(each.lower()) in sentence.terms and stem(each.lower()) not in terms for each in where)


def _counts_other(
    sentence: Sentence, pledge: Indexed, terms: Collection[str], told: Sequence[Amount], words: Vocabulary
) -> bool:
    """Whether other things are counted than those pledged, which the sentence does not name."""
    if not pledge.unit or is_currency(pledge.unit) or pledge.unit == "%" or _share_a_figure(sentence, terms):
        return False
    head = stem(pledge.unit.split()[-1].lower())
    counted = [
        each for each in told if each.unit and not each.currency and each.unit.split()[-1].lower() not in _NO_THINGS
    ]
    return bool(counted) and {head, words.alike.get(head, head)}.isdisjoint(sentence.terms)


def _share_a_figure(sentence: Sentence, terms: Collection[str]) -> bool:
    """Whether both tell a figure or a type that chance does not explain."""
    return any(each in terms for each in sentence.terms if each[0] == "_" or (each[0] == "#" and len(each) > 2))


def _of_another_type(sentence: Sentence, terms: Collection[str]) -> bool:
    """Whether both name types ("F-16"), and none that they share."""
    meant = {term for term in terms if term[0] == "_"}
    named = {term for term in sentence.terms if term[0] == "_"}
    return bool(meant) and bool(named) and meant.isdisjoint(named)
