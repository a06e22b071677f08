"""Sentences that tell of two parties, of each in a clause of its own, read as two for what became of pledges.

"Denmark has handed over 14 of the 19 jets, while the Netherlands has delivered all 24" says two things of two pledges.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from tracker.language.passages import Passage
from tracker.language.patterns import patterns

if TYPE_CHECKING:
    from tracker.language.mentions import Mention

_PATTERNS = patterns(__name__)
_TURN, _TURNS, _DOES = _PATTERNS["turn"], _PATTERNS.words("turns"), _PATTERNS["does"]
_PLACE = "place"


def parted(text: str, places: Iterable[Passage], named: Sequence[Mention]) -> Iterator[Passage]:
    """The sentences at some places, and the two clauses of one that tell of other parties each.

    ``named``: every actor in the text, in order. A clause counts where its party acts: it stands right behind what
    turns the sentence, and a verb behind it.
    """
    at = 0
    for place in places:
        while at < len(named) and named[at].start < place.start:
            at += 1
        turn = _turn(text, place, named, at)
        if turn:
            yield Passage(place.start, turn.start)
            yield Passage(turn.end, place.end)
        else:
            yield place


def _turn(text: str, place: Passage, named: Sequence[Mention], at: int) -> Passage | None:
    """The sign and the word between two clauses of a sentence, each with parties of its own."""
    if not any(text.find(each, *place) >= 0 for each in _TURNS):
        return None
    acting = [each for each in _inside(named, at, place) if each.kind != _PLACE]
    for found in _TURN.finditer(text, *place):
        behind = [each for each in acting if each.start >= found.end()]
        before = {each.code for each in acting if each.start < found.start()}
        acts = behind and behind[0].start == found.end() and _DOES.match(text, behind[0].end, place.end)
        if acts and before and before.isdisjoint(each.code for each in behind):
            return Passage(*found.span())
    return None


def _inside(named: Sequence[Mention], at: int, place: Passage) -> Iterator[Mention]:
    while at < len(named) and named[at].start < place.end:
        yield named[at]
        at += 1
