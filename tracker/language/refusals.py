"""Promises not to do something, and sentences that say that something will not be done: each turns the other round."""

from __future__ import annotations

from tracker.language.passages import Passage
from tracker.language.patterns import patterns
from tracker.language.sightings import Cue

_READ = 600  # characters of a sentence
_SINCE = 1.2  # the weight of what has been so since a day

_PATTERNS = patterns(__name__)
_NO = _PATTERNS.words("no")
_NEGATIVE = _PATTERNS["negative"]
_REFUSED = _PATTERNS["refused"]
_NONE = _PATTERNS["none"]
_DENIED = _PATTERNS["denied"]
_NONE_DONE = _PATTERNS["none-done"]
_TO_COME = _PATTERNS["to-come"]
_SO = _PATTERNS.words("so")
_SO_SINCE = _PATTERNS["so-since"]
_GOES_ON = _PATTERNS["goes-on"]
_KEEPS = _PATTERNS["keeps"]
_STAYING, _AS_IT_IS = _PATTERNS.words("staying"), _PATTERNS["as-it-is"]


def is_negative(words: str) -> bool:
    """Whether a pledge is one not to do something, or that something stays as it is."""
    return _NEGATIVE.search(words) is not None


def refuses(text: str, place: Passage) -> bool:
    """Whether a sentence says that something will not be done at all; that it will be late is another matter."""
    end = min(place.end, place.start + _READ)
    if not any(map(text[place.start : end].__contains__, _NO)):
        return False
    return _REFUSED.search(text, place.start, end) is not None


def denies(text: str, place: Passage) -> bool:
    """Whether a sentence says that there is none of something, or that there will be."""
    return _NONE.search(text, place.start, min(place.end, place.start + _READ)) is not None


def stays_as_it_is(text: str, place: Passage) -> bool:
    """Whether a sentence says that something will stay as it is."""
    return any(text.find(each, *place) >= 0 for each in _STAYING) and _AS_IT_IS.search(text, *place) is not None


def keeps(text: str, place: Passage) -> bool:
    """Whether a sentence says that something will be kept, or will stay."""
    return _KEEPS.search(text, *place) is not None


def kept_from(text: str, place: Passage) -> bool:
    """Whether a sentence says that nothing of a kind was done: "no licence has been granted", "nobody was cut off"."""
    end = min(place.end, place.start + _READ)
    return _NONE_DONE.search(text, place.start, end) is not None and _TO_COME.search(text, place.start, end) is None


def since(text: str, start: int, end: int) -> Cue | None:
    """The cue of what has been so since a day: "signatures have been valid since April"."""
    end = min(end, start + _READ)
    if not any(text.find(each, start, end) >= 0 for each in _SO):
        return None
    found = _SO_SINCE.search(text[start:end])
    if found is None or _DENIED.search(text, start, start + found.end()) or _GOES_ON.search(found[0]):
        return None
    return Cue("fulfils.since", _SINCE, start + found.start(), start + found.end())
