"""Deeds that no fixed phrase tells: things that reached a place that has a name, and what somebody sent or brought."""

from __future__ import annotations

from tracker.language.patterns import patterns
from tracker.language.sightings import Cue

_READ = 600  # characters of a sentence
_ARRIVED, _DID, _JUDGED = 1.8, 1.4, 1.8  # weights
_BEFORE = 40  # characters in which a deed is denied

_PATTERNS = patterns(__name__)
_REACHING = _PATTERNS.words("reaching")
_REACHED = _PATTERNS["reached"]
_VERBS = tuple(_PATTERNS.parts["verbs"].split("|"))
_SENT = _PATTERNS["sent"]
_DENIED = _PATTERNS["denied"]
_MARKS = _PATTERNS.words("marks")
_VERDICT = _PATTERNS["verdict"]


def plain_deed(text: str, start: int, end: int) -> Cue | None:
    """The cue of a deed told without any phrase of the table: "reached Odesa on 3 May", "sent 40 lorries"."""
    end = min(end, start + _READ)
    said = text[start:end]
    if any(map(said.__contains__, _REACHING)) and (found := _REACHED.search(text, start, end)):
        return Cue("fulfils.arrived", _ARRIVED, *found.span()) if _is_told(text, start, found.start()) else None
    if any(map(said.__contains__, _MARKS)) and (found := _VERDICT.search(said)):
        return Cue("fulfils.verdict", _JUDGED, start + found.start(), start + found.end())
    found = _SENT.search(text, start, end) if any(map(said.__contains__, _VERBS)) else None
    return Cue("fulfils.sent", _DID, *found.span()) if found and _is_told(text, start, found.start()) else None


def _is_told(text: str, start: int, at: int) -> bool:
    """Whether what is told at a place was done, and is neither denied nor still to come."""
    return _DENIED.search(text, max(start, at - _BEFORE), at) is None
