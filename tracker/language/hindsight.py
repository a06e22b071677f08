"""Promises that a sentence looks back on: what "the barges that Oslo promised" tells is which barges, no promise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tracker.language.passages import Passage
from tracker.language.patterns import patterns
from tracker.language.sightings import Cue

_READ = 300  # characters on either side of the verb

_PATTERNS = patterns(__name__)
_PROMISE = _PATTERNS["promise"]
_RELATIVE = _PATTERNS["relative"]
_SAID = _PATTERNS["said"]
_BEFORE = (_PATTERNS["partitive"], _PATTERNS["when"], _PATTERNS["you"], _PATTERNS["once"], _PATTERNS["years-before"])
_AFTER = (_PATTERNS["participle"], _PATTERNS["and-did"], _PATTERNS["years-after"])
_EXTRACTED = (_PATTERNS["extracted"], _PATTERNS["said-before"])  # right before "would"
_IN_A_YEAR_BEFORE, _IN_A_YEAR_AFTER = _PATTERNS["in-a-year-before"], _PATTERNS["in-a-year-after"]
_YEARS_BEFORE_WOULD = _PATTERNS["years-before-would"]
_CLOSED = (_PATTERNS["partitive"], _PATTERNS["when"])  # by a comma after the verb
_EMPTY = _PATTERNS["empty"]
_WHICH_ONE, _THAT = _PATTERNS["which-one"], _PATTERNS.words("that")


def looked_back_on(text: str, place: Passage, anchors: Iterable[Cue], year: int) -> Iterator[Passage]:
    """Where an anchor of a sentence is a promise that is only told of, or one that does not say what.

    ``year``: in which the document was published; what was said in an earlier one is told of.
    """
    for anchor in anchors:
        found = _PROMISE.search(text, anchor.start, anchor.end)
        if found is None:
            before = text[max(place.start, anchor.start - _READ) : anchor.start]
            if any(each.search(before) for each in _EXTRACTED) or _is_of_years_before(before, year):
                yield Passage(anchor.start, anchor.end)
            continue
        before = text[max(place.start, found.start() - _READ) : found.start()]
        after = text[found.start() : min(place.end, found.end() + _READ)]
        if _is_told_of(before, after) or _is_of_a_year_before(before, after, year):
            yield Passage(anchor.start, anchor.end)


def tells_which(text: str, place: Passage, anchor: Cue) -> bool:
    """Whether an anchor only tells which thing a sentence is about: "The barges that Oslo is to send are red."."""
    before = text[place.start : min(anchor.start, place.start + _READ)]
    if not any(map(before.__contains__, _THAT)):
        return False
    return _WHICH_ONE.search(before) is not None and _SAID.search(before) is None


def says_nothing(text: str, place: Passage, anchor: Cue) -> bool:
    """Whether an announcement ends its sentence without a word of what: "I can announce two further steps."."""
    return _EMPTY.search(text[anchor.start : place.end]) is not None


def _is_of_years_before(before: str, year: int) -> bool:
    """Whether a sentence began with a time of years before and what was said then: "In 2021 Oslo said it would"."""
    found = _YEARS_BEFORE_WOULD.match(before)
    return found is not None and (not found["year"] or int(found["year"]) < year)


def _is_of_a_year_before(before: str, after: str, year: int) -> bool:
    """Whether a promise was made in a year before: "In 2021 Oslo pledged ten barges", "pledged ten barges in 2021"."""
    found = _IN_A_YEAR_BEFORE.match(before) or _IN_A_YEAR_AFTER.match(after)
    return found is not None and int(found["year"]) < year


def _is_told_of(before: str, after: str) -> bool:
    if any(each.match(after) for each in _AFTER):
        return True
    if _RELATIVE.search(before) and not _SAID.search(before):
        return True
    return any(each.search(before) and (each not in _CLOSED or "," in after) for each in _BEFORE)
