"""What signs proved worth: odds learnt from gold, by which a link stands, and an outcome is kept, changed or left open.

Cues alone (``outcomes``) always read something where a deed is told. On texts that nobody had tuned them on one reading
in five was wrong, mostly where small signs spoke against it. So each sign has odds for each outcome: what a sentence is
read as, its cues and their kinds, its hints, how much of what was pledged it tells (``en/weights.toml``, by logistic
regressions over the gold of the practice corpora: ``make weights``). The outcome of the best chance is told where that
is good enough (``sure`` in ``en/outcomes.toml``); else it is ``unclear``. Gold is of sentences as they stand in the
press; one that is short and tells one thing only is taken at its word.

Whether a sentence is about a recorded pledge at all has odds of its own (``[about]`` in the same file). By shared words
alone nearly every sentence of a document that has to do with a pledge comes near to it, and one in four is about it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tracker.currencies import is_currency
from tracker.language import tables
from tracker.language.sightings import UNCLEAR
from tracker.words import Outcome

OUTCOMES = tuple(each.value for each in (Outcome.FULFILS, Outcome.ADVANCES, Outcome.RESTATES, Outcome.DROPS))
ALWAYS = "always"  # the mark that every sentence bears
FILE = Path(__file__).parent / "en" / "weights.toml"
_PARTS = 100
_WHOLE = 0.005  # of the quantity pledged: less than it by no more is the whole

_OWN = {  # kinds of cue that a reading may rest on
    "fulfils": ("fulfils", "acts"),
    "advances": ("advances", "part"),
    "restates": ("restates", "restates:against"),  # put off to another day
    "drops": ("drops",),
}
_ALLIED = {  # kinds of cue that go with a reading
    "fulfils": {"fulfils", "acts", "whole"},
    "advances": {"advances", "part", "acts", "fulfils"},
    "restates": {"restates", "restates:against"},
    "drops": {"drops", "fulfils"},
}

Odds = Sequence[int]  # log odds of the outcomes, in the order of OUTCOMES, in parts: their sum has no rounding


class Judged(NamedTuple):
    """The outcome that is told, or ``unclear``; and the chance of the likeliest, from 0 to 1."""

    outcome: str
    chance: float


class Worth:
    """Log odds of each outcome for each mark. ``sure``: the chance from which on an outcome is told."""

    def __init__(self, weights: Mapping[str, Sequence[float]], sure: float) -> None:
        self._weights = {mark: tuple(round(each * _PARTS) for each in odds) for mark, odds in weights.items()}
        self._sure = sure

    def odds(self, marks: Iterable[str]) -> Odds:
        """The odds of some marks together; a mark that was not learnt has none."""
        known = [each for each in map(self._weights.get, marks) if each is not None]
        return [*map(sum, zip(*known, strict=True))] if known else [0] * len(OUTCOMES)

    def judged(self, shared: Odds, marks: Iterable[str], plainly: str | None = None) -> Judged:
        """The outcome by the odds of what a sentence bears, and by the ``marks`` that it bears for one pledge alone.

        ``plainly``: an outcome that is told, where it is the likeliest, however good its chance is.
        """
        odds = map(sum, zip(shared, self.odds(marks), strict=True))
        chances = [1 / (1 + math.exp(-each / _PARTS)) for each in odds]
        best = max(chances)
        chance, likeliest = best / sum(chances), OUTCOMES[chances.index(best)]
        return Judged(likeliest if chance >= self._sure or likeliest == plainly else UNCLEAR, chance)


class About:
    """Log odds of each mark of a link for its sentence being about the pledge."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = {mark: round(odds * _PARTS) for mark, odds in weights.items()}

    def chance(self, marks: Iterable[str]) -> float:
        """The chance, from 0 to 1, that a sentence is about the pledge to which it bears these marks."""
        get = self._weights.get
        return 1 / (1 + math.exp(-sum([get(mark, 0) for mark in marks]) / _PARTS))


def is_plain(reading: str, kinds: Set[str]) -> bool:
    """Whether a reading has a cue of its own, and no cue of another outcome stands beside it."""
    return not kinds.isdisjoint(_OWN.get(reading, ())) and kinds <= _ALLIED[reading]


def of_sentence(cues: Iterable[str], hints: Iterable[str]) -> Iterator[str]:
    """The marks of a sentence, whichever pledge it is about: the rules of its cues, their kinds, its hints."""
    yield ALWAYS
    rules = set(cues)
    yield from (f"cue {each}" for each in rules)
    yield from (f"kind {each}" for each in {each.partition(".")[0] for each in rules})
    yield from (f"hint {each}" for each in hints)


def of_pledge(
    reading: str, share: float | None, unit: str | None, *, counted: bool, deed: bool = False
) -> Iterator[str]:
    """The marks that a sentence bears for one pledge: what its cues read, and how much of it they tell.

    ``share``: of the quantity pledged, in ``unit``; ``counted``: whether a quantity was pledged; ``deed``: whether the
    very verb of the pledge is told as done.
    """
    yield f"reads {reading}"
    if deed:
        yield f"own deed {reading}"
    if not counted:
        yield "nothing counted"
    else:
        yield "money" if is_currency(unit) else "things"
    if share is None:
        yield "share untold"
    else:
        yield "share part" if share < 1 - _WHOLE else "share whole" if share <= 1 + _WHOLE else "share more"


@cache
def shipped() -> Mapping[str, Sequence[float]]:
    """The log odds that were learnt of the outcomes, by mark."""
    table: Mapping[str, Sequence[float]] = tables.parse(FILE)["weights"]
    return table


@cache
def shipped_about() -> Mapping[str, float]:
    """The log odds that were learnt of being about a pledge, by mark."""
    table: Mapping[str, float] = tables.parse(FILE)["about"]
    return table
