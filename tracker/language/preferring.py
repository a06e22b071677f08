"""Which of the times that a sentence tells is the one by which all of it is due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tracker.language.governing import COUNTED
from tracker.language.passages import Passage
from tracker.language.patterns import patterns
from tracker.language.readings import Reading

_NEAR = 90  # characters before a phrase
_BESIDE = 30

_PATTERNS = patterns(__name__)
_DUE = _PATTERNS["due"]
_AT_MOST = _PATTERNS["at-most"]
_FOR = _PATTERNS["for-a-time"]
_PART_OF_IT = _PATTERNS["part-of-it"]
_IN_RELATIVE = _PATTERNS["in-relative"]
_PAPER = _PATTERNS["paper"]
_WISHED = _PATTERNS["wished"]
_IN_ANY_CASE = _PATTERNS["in-any-case"]


def preferred(
    text: str, start: int, cue: int | None, among: Mapping[Passage, Reading], found: Iterable[Passage]
) -> tuple[Passage, Reading] | None:
    """Of the phrases ``among`` those found in a sentence that begins at ``start``, the one that sets its deadline."""
    first = start if cue is None else cue
    due = any(_DUE.match(text, at.start) for at in among)
    return min(
        among.items(),
        key=lambda each: (
            each[1].latest is None,
            _PART_OF_IT.search(text, start, each[0].start) is not None,
            _is_of_a_thing(text, start, each[0], found),
            due and each[1].rule in COUNTED and _AT_MOST.match(text, each[0].start) is not None,
            *_firmness(text, start, each[0]),
            each[0].start < first,
            each[1].rule in COUNTED,  # "seen within six hours by June"
            _FOR.match(text, each[0].start) is not None,  # "its contribution for 2027 in May"
            abs(each[0].start - first),
            -each[0].end,
        ),
        default=None,
    )


def _firmness(text: str, start: int, at: Passage) -> tuple[bool, bool]:
    """What holds in any case goes first, what is only wished last: "by May if it can, in any case by August"."""
    before = text[max(start, at.start - _BESIDE) : at.start]
    return _WISHED.search(before) is not None, _IN_ANY_CASE.search(before) is None


def _is_of_a_thing(text: str, start: int, at: Passage, found: Iterable[Passage]) -> bool:
    """Whether a time is told of a thing: "the school that opens in September"; the next one is that of the deed."""
    before = max((each.end for each in found if each.end <= at.start), default=start)
    near = max(before, at.start - _NEAR)
    of_paper = _FOR.match(text, at.start) is not None and _PAPER.search(text, near, at.start) is not None
    return of_paper or _IN_RELATIVE.search(text, near, at.start) is not None
