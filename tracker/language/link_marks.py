"""What a link between a sentence and the pledge that fits it best is made of, as marks that have odds (``worth``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.language.fitting import WORTH, Fit
from tracker.language.pledge_index import Indexed
from tracker.language.sightings import FollowUpSighting
from tracker.language.terms import Sentence

_SCORES = (1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4, 5, 6, 8, 10, 13)
_OWN = (0.25, 0.5, 0.75, 0.95)  # of the score, by the sentence's own words
_BEFORE = (1.05, 1.2, 1.5, 2, 3)  # times the score of the next pledge
_MANY = (2, 3, 4, 5)  # pledges that fit
_WORDS = (1, 2, 3, 4, 5)  # shared
_KINDS = {"=": "party", "~": "type", "@": "name", "#": "figure"}  # of terms, by their first sign; words have none
_ENDS = (".", "!", "?", ";", ":", "”", '"', ")", "’")  # a title or a line of a table has none of them


def link_marks(
    text: str, sentence: Sentence, fits: Sequence[Fit], pledge: Indexed, told: FollowUpSighting
) -> Iterator[str]:
    """The marks of a sentence for the ``pledge`` that fits it best, as it was ``told`` of."""
    yield from _of_fits(fits)
    yield f"reads {told.reading}"
    if told.amount:
        yield "same amount" if told.amount.amount == pledge.amount else "amount"
    if told.dated:
        yield "dated"
    if sentence.codes:
        yield "names others" if sentence.codes.isdisjoint(pledge.parties) else "names its party"
    if sentence.goes_on:
        yield "goes on"
    if sentence.new_line:
        yield "new line"
    if sentence.label:
        yield "label"
    if not text.endswith(_ENDS, *sentence.place):
        yield "no end"


def _of_fits(fits: Sequence[Fit]) -> Iterator[str]:
    """The marks of how well the best pledge fits, by what, and how far it stands before the next."""
    best = fits[0]
    yield from _steps("score", best.score, _SCORES)
    yield from _steps("its own", best.own / best.score, _OWN)
    yield from _steps("before the next", best.score / fits[1].score if len(fits) > 1 else _BEFORE[-1], _BEFORE)
    yield from _steps("many", sum(fit.score >= best.score * WORTH for fit in fits), _MANY)
    kinds = [_KINDS.get(term[0], "") for term in best.shared]
    yield from _steps("words shared", kinds.count(""), _WORDS)
    for kind in _KINDS.values():
        if kind in kinds:
            yield f"{kind} shared twice" if kinds.count(kind) > 1 else f"{kind} shared"
    if not kinds:
        yield "nothing shared"


def _steps(name: str, value: float, steps: Sequence[float]) -> Iterator[str]:
    """A mark for each step that a value has reached."""
    for step in steps:
        if value < step:
            return
        yield f"{name} {step:g}"
