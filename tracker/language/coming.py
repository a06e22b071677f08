"""Whether a sentence in the present tense tells of what is still to come, by a time that it names."""

from __future__ import annotations

import re
from datetime import date

from tracker.language.passages import Passage
from tracker.language.patterns import patterns

_READ = 600  # characters of a sentence
_NEAR = 10  # months ahead; the one before this month was meant where more would be
_MIDDLE = 15  # of a month

_PATTERNS = patterns(__name__)
_WHEN = _PATTERNS["when"]
_PAST = _PATTERNS["past"]
_CLAUSE = _PATTERNS["clause"]
_MONTHS = _PATTERNS.parts["months"].split("|")


def is_to_come(text: str, place: Passage, year: int | None, day: date | None = None) -> bool:
    """Whether a sentence in the present tense names a time that is not before a year: "the rest follow in August".

    Only the clause that names the time has to be in the present tense. The month before the ``day`` of
    publication is over, if no year is named.
    """
    end = min(place.end, place.start + _READ)
    found = _WHEN.search(text, place.start, end)
    if found is None:
        return False
    clause = _CLAUSE.search(text, found.end(), end)
    if _PAST.search(text, place.start, clause.start() if clause else end):
        return False
    named = found["year"] or found["plain"]
    if not named and day is not None and _is_over(found, day):
        return False
    return not named or year is None or int(named) >= year


def _is_over(found: re.Match[str], day: date) -> bool:
    """Whether a time that names no year was over on a day."""
    if found["this"]:
        return found["early"] is not None and day.day > _MIDDLE
    return bool(found["month"]) and (_MONTHS.index(found["month"]) + 1 - day.month) % 12 > _NEAR
