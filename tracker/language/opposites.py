"""Deeds that undo one another: what was to be lowered and was raised, what was to be opened and was closed."""

from __future__ import annotations

from collections.abc import Collection, Set

from tracker.language.deeds import kinds_of
from tracker.language.passages import Passage
from tracker.language.patterns import patterns
from tracker.language.terms import stem
from tracker.language.vocabulary import Vocabulary

_PATTERNS = patterns(__name__)
_BROKEN, _TAKEN_BACK, _FEARED = _PATTERNS["against"], _PATTERNS["taken-back"], _PATTERNS["feared"]


def _stems(name: str) -> frozenset[str]:
    return frozenset(map(stem, _PATTERNS.words(name)))


_LOWERING, _ENDING, _CHARGING = _stems("lowering"), _stems("ending"), _stems("charging")
_PAIRS = tuple(
    (_stems(promised), _stems(told))
    for promised, told in (
        ("raising", "lowering"), ("lowering", "raising"), ("opening", "shutting"), ("shutting", "opening"),
        ("hiring", "dismissing"), ("dismissing", "hiring"), ("banning", "freeing"), ("freeing", "banning"),
        ("ending", "bringing-in"), ("freezing", "thawing"),
    )
)  # fmt: skip


def undoes(done: Set[str], terms: Collection[str]) -> bool:
    """Whether deeds, all by their stems, are the opposite of what a pledge with these terms promised.

    They are not where the pledge names both, or where what it names was done as well.
    """
    return any(
        not (done.isdisjoint(told) or promised.isdisjoint(terms))
        and told.isdisjoint(terms)
        and done.isdisjoint(promised)
        for promised, told in _PAIRS
    )


def falls_short(done: Set[str], terms: Collection[str], *, ends: bool) -> bool:
    """Whether what was to end was only made less: "halved the levy", which was to be abolished.

    ``ends``: whether the pledge is one to end something, in whatever words.
    """
    to_end = ends or not _ENDING.isdisjoint(terms)
    return to_end and not done.isdisjoint(_LOWERING) and _LOWERING.isdisjoint(terms)


def breaks(done: Set[str], terms: Collection[str], words: Vocabulary) -> bool:
    """Whether deeds are of the kind that a pledge with these terms promised not to do."""
    if not (done - words.common).isdisjoint(terms) or not (done.isdisjoint(_CHARGING) or _CHARGING.isdisjoint(terms)):
        return True
    return not kinds_of(done, words).isdisjoint(kinds_of(terms, words))


def is_told_as_broken(text: str, place: Passage) -> bool:
    """Whether a sentence says that a promise was broken."""
    return _BROKEN.search(text, *place) is not None


def ends_the_pledge(text: str, place: Passage) -> bool:
    """Whether a sentence says of the very pledge that it was taken back: "has cancelled $4 billion in pledges"."""
    return _TAKEN_BACK.search(text, *place) is not None


def is_only_feared(text: str, place: Passage) -> bool:
    """Whether a sentence tells that somebody fears, denies or only seems to take something back."""
    return _FEARED.search(text, *place) is not None
