"""What a clause tells beside its pledge, of a thing or of somebody: "in Goma, a town of two million people, by June".

Figures and days that stand there are not the pledge's own. What becomes of the thing promised is no such telling
("forty lorries, which will leave in May"), nor is what it holds or is worth.
"""

from __future__ import annotations

from collections.abc import Iterator

from tracker.language.passages import Passage
from tracker.language.patterns import patterns

_PATTERNS = patterns(__name__)
_TELLING = _PATTERNS.words("telling")
_OCCASIONS = _PATTERNS.words("occasions")
_SOMEBODY = _PATTERNS["somebody"]
_THING = _PATTERNS["thing"]
_GOING_ON = _PATTERNS["going-on"]
_NAMED = _PATTERNS["named"]
_PLACE = _PATTERNS["place"]
_PARTS, _PURPOSE = _PATTERNS.words("parts"), _PATTERNS["purpose"]
_REST, _UP_TO_A_DAY = _PATTERNS["rest"], _PATTERNS["up-to-a-day"]


def told_beside(text: str, place: Passage, cue: int) -> Iterator[Passage]:
    """Where a clause tells of something else than its pledge, from a comma on; ``cue``: where that of the pledge is."""
    if not any(text.find(each, *place) >= 0 for each in _TELLING):
        return
    for each in (_SOMEBODY, _THING, _PLACE, _GOING_ON):
        for found in each.finditer(text, *place):
            if each is _GOING_ON and not _NAMED.search(text, place.start, found.start()):
                continue
            rest = (_UP_TO_A_DAY if each is _PLACE else _REST).match(text, found.end(), place.end)
            end = rest.end() if rest else found.end()
            if not found.start() <= cue < end:
                yield Passage(found.start(), end)


def is_occasion(text: str, beside: Passage) -> bool:
    """Whether what is told beside a pledge may be where it is kept: "to Bonn, where they want a school by May"."""
    return text.startswith(_OCCASIONS, beside.start)


def purposes(text: str, place: Passage) -> list[Passage]:
    """What the thing promised is for ("so that they can sleep for a few weeks"), and what is told of a part of it ("ten
    of them this year"): a day that is told elsewhere goes before one there.
    """
    if not any(text.find(each, *place) >= 0 for each in _PARTS):
        return []
    return [Passage(found.start(), place.end) for found in _PURPOSE.finditer(text, *place)]
