"""The deeds that a sentence tells of: its acts and verbs by their stems, and whether they are over."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.language.outcomes import Signs
from tracker.language.passages import Passage
from tracker.language.patterns import patterns
from tracker.language.spellings import PASTS
from tracker.language.terms import stem
from tracker.language.vocabulary import Vocabulary

_FEW = 3  # words
_READ = 3000  # characters of a sentence
_NONE: frozenset[str] = frozenset()
_PAST = frozenset(PASTS)

_PATTERNS = patterns(__name__)
_DONE = _PATTERNS["done"]
_DID = _PATTERNS["did"]
_BENT = _PATTERNS["bent"]
_HELPING = frozenset(_PATTERNS.words("helping"))
_OVER_NOW = _PATTERNS["over-now"]
_OVER_ABROAD = _PATTERNS["over-abroad"]
_TOLD = _PATTERNS["told"]
_AHEAD = _PATTERNS["ahead"]
_PLACED = _PATTERNS["placed"]


def is_over(text: str, place: Passage, *, english: bool = True) -> bool:
    """Whether a sentence tells of what was or is, and not of what is to come."""
    end = min(place.end, place.start + _READ)
    if _OVER_NOW.search(text, place.start, end) or (not english and _OVER_ABROAD.search(text, place.start, end)):
        return True
    return _TOLD.search(text[place.start : end]) is not None and _AHEAD.search(text, place.start, end) is None


def is_ahead(text: str, place: Passage) -> bool:
    """Whether a sentence has a word for what is still to come, or is not so."""
    return _AHEAD.search(text, place.start, min(place.end, place.start + _READ)) is not None


def is_placed(text: str, place: Passage) -> bool:
    """Whether a sentence tells that things are somewhere or went there, or tells of all of them."""
    return _PLACED.search(text[place.start : min(place.end, place.start + _READ)]) is not None


def acts_of(text: str, found: Signs) -> frozenset[str]:
    """The stems of the acts that a sentence tells of."""
    return frozenset(
        [
            stem(word)
            for cue in found.cues
            if cue.rule.startswith("acts.")
            for word in _ends(text[cue.start : cue.end].lower().split())
        ]
    )


def _ends(words: list[str]) -> list[str]:
    """The first and the last of some words, all of a few; what a star stands for is no act."""
    return words if len(words) <= _FEW else [words[0], words[-1]]


def deeds_of(text: str, place: Passage, said: Iterable[str], words: Vocabulary) -> frozenset[str]:
    """The verbs of the deeds that a sentence tells in the past; a pledge that has one of them named that deed.

    ``said``: its words, in lower case.
    """
    end = min(place.end, place.start + _READ)
    done = [] if _HELPING.isdisjoint(said) else _DONE.findall(text, place.start, end)
    if text.find("ed ", place.start, end) >= 0:
        done += _DID.findall(text, place.start, end)
    if not _PAST.isdisjoint(said):
        done += [each for each in _BENT.findall(text[place.start : end]) if each in PASTS]
    if not done:
        return _NONE
    return frozenset(map(stem, done)) - words.common


def kinds_of(stems: Iterable[str], words: Vocabulary) -> frozenset[str]:
    """The kinds of deed that stems may tell of."""
    deeds = words.deeds
    return frozenset([kind for each in stems for kind in deeds.get(each) or deeds.get(_undoubled(each)) or ()])


def _undoubled(short: str) -> str:
    """A stem without the letter that is doubled before an ending: "submitt" of "submitted"."""
    return short[:-1] if short[-2:-1] == short[-1:] else short
