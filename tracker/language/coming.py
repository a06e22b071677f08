"""Whether a sentence in the present tense tells of what is still to come, by a time that it names."""

from __future__ import annotations

from tracker.language.passages import Passage
from tracker.language.patterns import patterns

_READ = 600  # characters of a sentence

_PATTERNS = patterns(__name__)
_WHEN = _PATTERNS["when"]
_PAST = _PATTERNS["past"]


def is_to_come(text: str, place: Passage, year: int | None) -> bool:
    """Whether a sentence in the present tense names a time that is not before a year: "the rest follow in August"."""
    end = min(place.end, place.start + _READ)
    found = _WHEN.search(text, place.start, end)
    if found is None or _PAST.search(text, place.start, end):
        return False
    named = found["year"] or found["plain"]
    return not named or year is None or int(named) >= year
