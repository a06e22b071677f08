"""What a document is about: the recorded pledges that were made where those were made that it plainly tells of.

Among these few pledges little tells which is meant: an actor, or a kind of thing, says as much as a rare word does
among all. A document that plainly tells of none has no theme.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import nlargest
from typing import NamedTuple

from tracker.language.pledge_index import Near, PledgeIndex
from tracker.language.terms import rarity, telling
from tracker.language.vocabulary import Vocabulary

_PLAIN = 0.8  # the least score of a sentence that plainly tells of a pledge
_MOST = 2.5  # of one sentence's score that counts
_SENTENCES = 5  # that tell most of pledges of one origin are counted
_ENOUGH = 4.0  # the sum of their scores from which a document has a theme
_FULL = 6.0  # and from which nothing more is needed
_BESIDE = 0.35  # of the best sum, for pledges of another origin
_PLEDGES = 40  # of a theme
_USUAL = 20  # pledges of one origin; of more, some are always near
_WORDS = 0.55  # of a term's weight, beside what it weighs among all pledges
_ACTOR, _NAMED_LATER = 1.2, 0.6  # an actor of the pledge, named first or later in the sentence
_TELLING = 0.15  # how rare a term must be among the pledges at issue, to tell one from the other
_KIND, _COMMON = 0.8, 0.5  # a kind of thing, and a word of public affairs at large


class Theme(NamedTuple):
    """The pledges at issue. ``strength``: 0 to 1; ``held``: for each term of the document those that have it, and what
    it tells of them; ``later``: the same behind the first actor that a sentence names.
    """

    strength: float
    refs: frozenset[str]
    held: Mapping[str, Sequence[tuple[str, float]]]
    later: Mapping[str, Sequence[tuple[str, float]]]

    def scores(self, terms: Sequence[str]) -> dict[str, float]:
        """What the terms of a sentence, in their order, tell of the pledges at issue."""
        scores: dict[str, float] = {}
        held, first = self.held, True
        get = scores.get
        for term in terms:
            for ref, weight in held.get(term, ()):
                scores[ref] = get(ref, 0.0) + weight
            if first and term[0] == "=":
                held, first = self.later, False
        return scores


NONE = Theme(0.0, frozenset(), {}, {})


def theme_of(
    nearest: Sequence[Sequence[Near]],
    terms: frozenset[str],
    index: PledgeIndex,
    words: Vocabulary,
    until: str | None,
    document: str,
    enough: float = 1.0,
) -> Theme:
    """The theme of a document from the pledges that were found near to its sentences, one by one, and all its terms.

    ``enough``: the part of the usual score that is enough, where there is less to share.
    """
    sums, touched = _sums(nearest, index, enough)
    best = max(sums.values(), default=0.0)
    if best < _ENOUGH * enough:
        return NONE
    chosen = sorted(
        (-score, origin) for origin, score in sums.items() if score >= max(_ENOUGH * enough, best * _BESIDE)
    )
    refs: list[str] = []
    for _, origin in chosen:
        own = index.made_at(origin)
        plainly = sorted([ref for ref in own if ref in touched], key=lambda ref: (-touched[ref], ref))
        for ref in (*plainly, *(each for each in own if each not in touched)):
            pledge = index[ref]
            if len(refs) < _PLEDGES and pledge.document != document and not _is_later(pledge.made_on, until):
                refs.append(ref)
            elif len(refs) >= _PLEDGES:
                break
    strength, held = min(1.0, best / (_FULL * enough)), _held(refs, terms, index, words)
    plain = {term: _weighed(pledges, strength) for term, pledges in held.items()}
    share = strength * (_NAMED_LATER / _ACTOR)
    codes = {term: _weighed(pledges, share) for term, pledges in held.items() if term[0] == "="}
    return Theme(strength, frozenset(refs), plain, plain | codes)


def _weighed(pledges: Sequence[tuple[str, float]], share: float) -> list[tuple[str, float]]:
    return [(ref, share * weight) for ref, weight in pledges]


def _is_later(made_on: str | None, until: str | None) -> bool:
    return until is not None and made_on is not None and made_on > until


def _sums(
    nearest: Sequence[Sequence[Near]], index: PledgeIndex, enough: float
) -> tuple[dict[str, float], dict[str, float]]:
    """How plainly sentences tell of the pledges of one origin, and of each pledge."""
    told: dict[str, list[float]] = {}
    touched: dict[str, float] = {}
    for near in nearest:
        here: dict[str, float] = {}
        for ref, score, _ in near:
            if score < _PLAIN * enough:
                break
            origin = index.origin(ref)
            here.setdefault(origin, min(score, _MOST))
            touched[ref] = touched.get(ref, 0.0) + score
        for origin, score in here.items():
            told.setdefault(origin, []).append(score)
    sums = {origin: sum(nlargest(_SENTENCES, scores)) for origin, scores in told.items() if len(scores) > 1}
    for origin in sums:
        sums[origin] /= max(1.0, (len(index.made_at(origin)) / _USUAL) ** 0.5)
    return sums, touched


def _held(
    refs: Sequence[str], terms: frozenset[str], index: PledgeIndex, words: Vocabulary
) -> dict[str, list[tuple[str, float]]]:
    """For each of some terms the pledges at issue that have it; what most of them have tells next to nothing."""
    holders: dict[str, list[str]] = {}
    for ref in refs:
        for term in terms.intersection(index.terms_of(ref)):
            if term in holders:
                holders[term].append(ref)
            else:
                holders[term] = [ref]
    total = max(len(refs), 2)
    held: dict[str, list[tuple[str, float]]] = {}
    for term, having in holders.items():
        weight = rarity(len(having), total)
        if weight < _TELLING:
            continue
        if term[0] == "=":
            code = term[1:]
            held[term] = [
                (ref, weight * (_ACTOR if code in index[ref].parties else _WORDS * _COMMON)) for ref in having
            ]
        else:
            weight *= _WORDS * _of(term, words)
            held[term] = [(ref, weight) for ref in having]
    return held


def _of(term: str, words: Vocabulary) -> float:
    """How much a term tells that is no actor, beside how rare it is."""
    if term[0] == "~":
        return _KIND
    return _COMMON if term in words.common else telling(term, words)
