"""How well recorded pledges fit a sentence: by shared terms, by what the document is about, by what was said before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from tracker.language.pledge_index import Near, PledgeIndex
from tracker.language.terms import Sentence
from tracker.language.themes import Theme, theme_of
from tracker.language.twins import Twins
from tracker.language.vocabulary import Vocabulary
from tracker.language.whereabouts import Whereabouts
from tracker.model import Document

MOST = 5  # pledges for one sentence
AS_WELL = 2  # digits of a score; two pledges that differ in later ones fit as well
WORTH = 0.33  # of the best score, for a further pledge
_LOOKED_AT = 8  # pledges compared for one sentence
_KEPT = 0.62  # of what the sentences before said about a pledge, for the next sentence
_PARAGRAPH = 0.8  # of that, across a line's end
_THEME = 0.25  # of the best that the document has said about a pledge: it is never forgotten further
_LENT = 0.4  # of it, added to what a sentence says itself
_GOES_ON = 0.6  # of it, where a sentence goes on about "the goal" or "they"
_FOLLOWS = 0.45  # of it, where a sentence merely follows
_SPEAKS = 3.2  # the score of a sentence that says itself what it is about
_NAMED = 1.3  # of the score, where a sentence names an actor of the pledge
_NAMED_ONE = 1.2  # where it names some of several
_OTHERS = 0.75  # of the score, where it names others only
_THIN = 0.9  # of the score, where a sentence and a pledge share one word only
_ASIDE = 0.35  # of the score, taken from pledges that a document's theme leaves aside
_ABROAD = 0.5  # of the usual score makes a theme, where the languages differ and there is less to share
_FAINT = 0.2  # of a score by the theme alone changes nothing
_SAME_EVENT = 1.25  # of the score, where both documents report on one event
_LABELLED = 2.0  # of the score of a label, for the sentences under it
_FULL = 3.5  # the most that is remembered
_SAID = 0.6  # the least score that is remembered
_FORGOTTEN = _SAID * _THEME  # what is below it changes nothing
_TAKEN_OVER = 0.5  # of what was said of a pledge, once a sentence has gone over to its twin
_LEFT = 0.7  # of its score in that sentence
_CARRIED = 0.55  # of the best score; a pledge that fits less is not remembered


class Fit(NamedTuple):
    """A pledge that fits a sentence. ``own``: how much of the score the sentence earns by its own words."""

    ref: str
    score: float
    own: float
    shared: tuple[str, ...]


class Fitter:
    """Reads the sentences of one document in order, and remembers what was said about each pledge."""

    def __init__(
        self, document: Document, index: PledgeIndex, read: Iterable[Sentence], words: Vocabulary, where: Whereabouts
    ) -> None:
        """Find the pledges near to every sentence, and what the document is about."""
        self._document, self._index, self._where = document, index, where
        self._sentences = [*_telling(read, index)]
        until = document.published_on.isoformat() if document.published_on else None
        self._near = [
            index.nearest(each.terms, _LOOKED_AT, until=until, document=document.ref) for each in self._sentences
        ]
        self._theme: Theme = theme_of(
            self._near,
            frozenset(chain.from_iterable([each.terms for each in self._sentences])),
            index,
            words,
            until,
            document.ref,
            1.0 if document.language == "en" else _ABROAD,
        )
        self._known: dict[str, tuple[float, tuple[str, ...]]] = {}  # what its event makes of a pledge, and its parties
        self._bearing: dict[frozenset[str], _Bearing] = {}  # how the actors that sentences name bear on pledges
        self._lately: dict[str, float] = {}  # what was said about each pledge up to a sentence
        self._label: dict[str, float] = {}  # what a label above says
        self._best: dict[str, float] = {}  # and at best in the whole document
        self._twins = Twins(index, document.ref, until)
        self._over: dict[str, str] = {}  # the twins that a sentence goes over to, and whose twins they are

    def __iter__(self) -> Iterator[tuple[Sentence, list[Fit]]]:
        """Each sentence with the pledges that fit it, best first; those that fit much less are left out."""
        for sentence, near in zip(self._sentences, self._near, strict=True):
            yield sentence, self._fits(sentence, near)

    def _fits(self, sentence: Sentence, near: Sequence[Near]) -> list[Fit]:
        theme, codes = self._theme, sentence.codes
        bearing = self._bearing.get(codes)
        if bearing is None:
            bearing = self._bearing[codes] = _Bearing(self, codes)
        aside = 1 - _ASIDE * theme.strength
        shared: dict[str, tuple[str, ...]] = {}
        about: dict[str, float] = {}
        own: dict[str, float] = {}
        scores: dict[str, float] = {}
        for ref, score, terms in near:
            shared[ref] = terms
            about[ref] = bears = self.actors(codes, ref, terms)
            own[ref] = score = score * bears
            scores[ref] = score if ref in theme.refs else score * aside
        told = theme.scores(sentence.terms)
        for ref, score in told.items():
            if ref in about:
                scores[ref] += score * about[ref]
            elif score >= _FAINT:
                about[ref] = bears = bearing[ref]
                scores[ref] = score * bears
        self._add_what_was_said(sentence.goes_on, bearing, about, scores)
        self._go_over_to_twins(codes, bearing, about, scores)
        ranked = self._ranked(scores)
        for ref in ranked[:MOST]:
            if ref in told and ref not in shared:
                held = frozenset(self._index.terms_of(ref))
                shared[ref] = tuple([term for term in sentence.terms if term in held])
        return [Fit(ref, scores[ref], own.get(ref, 0.0), shared.get(ref, ())) for ref in ranked]

    def _add_what_was_said(
        self, goes_on: bool, bearing: _Bearing, about: dict[str, float], scores: dict[str, float]
    ) -> None:
        """Add to the scores what is still remembered of pledges, less where the sentence says itself what it is about.

        ``about``: how the actors named bear on each pledge that has a score, ``bearing``: on any other.
        """
        open_to = max(0.0, 1 - max(scores.values(), default=0.0) / _SPEAKS)
        lent = _GOES_ON if goes_on else _LENT
        carried = _GOES_ON if goes_on else _FOLLOWS
        lately, label = self._lately.get, self._label
        if label:
            self._best.update([(ref, 0.0) for ref in label if ref not in self._best])
        for ref, best in self._best.items():
            said, now = best * _THEME, lately(ref, 0.0)
            if now > said:
                said = now
            if ref in label and label[ref] > said:
                said = label[ref]
            if ref in about:
                bears = about[ref]
                scores[ref] += lent * said * (bears if bears < 1.0 else 1.0)
            elif open_to and said >= _SAID:
                scores[ref] = carried * said * open_to * bearing[ref]

    def _go_over_to_twins(
        self, codes: frozenset[str], bearing: _Bearing, about: dict[str, float], scores: dict[str, float]
    ) -> None:
        """Add to the scores of twins what was just said of others' pledges, where the sentence names their parties."""
        self._over = {}
        if not codes:
            return
        open_to = max(0.0, 1 - max(scores.values(), default=0.0) / _SPEAKS)
        for ref, said in self._lately.items():
            if said < _SAID or not codes.isdisjoint(self._index[ref].parties):
                continue
            for twin in self._twins.of(ref, codes):
                if self._lately.get(twin, 0.0) >= said:
                    continue
                if twin in about:
                    scores[twin] += _LENT * said
                else:
                    scores[twin] = max(scores.get(twin, 0.0), _GOES_ON * said * open_to * bearing[twin])
                self._over[twin] = ref
        for ref in {*self._over.values()}.intersection(scores):
            scores[ref] *= _LEFT

    def _ranked(self, scores: dict[str, float]) -> list[str]:
        """The pledges by their scores, best first: those worth a look beside the best one, and ``MOST`` at least.

        Of two that fit as well the one that says less is meant: more of it is in the sentence.
        """
        ranked = sorted(sorted(scores), key=scores.__getitem__, reverse=True)
        while len(ranked) > MOST and scores[ranked[-1]] < scores[ranked[0]] * WORTH:
            ranked.pop()
        best = ranked[:MOST]
        best.sort(key=lambda ref: (-round(scores[ref], AS_WELL), len(self._index.terms_of(ref))))
        return best + ranked[MOST:]

    def remember(self, fits: Sequence[Fit], sentence: Sentence) -> None:
        """Let what was said before fade, and add what this sentence is most about; a label does not fade."""
        fade = _KEPT * _PARAGRAPH if sentence.new_line else _KEPT
        if sentence.label:
            least = fits[0].score * _CARRIED if fits else 0.0
            self._label = {fit.ref: min(fit.score * _LABELLED, _FULL) for fit in fits if fit.score >= least}
        self._lately = {ref: score * fade for ref, score in self._lately.items() if score > _FORGOTTEN}
        for twin, ref in self._over.items():
            self._lately[twin] = max(self._lately.get(twin, 0.0), self._lately.get(ref, 0.0) / fade)
            self._best.setdefault(twin, 0.0)
        for ref in {*self._over.values()}.intersection(self._lately):
            self._lately[ref] *= _TAKEN_OVER
        least = max(_CARRIED * fits[0].score, _SAID) if fits else 0.0
        for fit in fits:
            if fit.score < least:
                break
            self._lately[fit.ref] = min(max(self._lately.get(fit.ref, 0.0), fit.score), _FULL)
            if fit.shared:
                self._best[fit.ref] = max(self._best.get(fit.ref, 0.0), self._lately[fit.ref])

    def actors(self, codes: frozenset[str], ref: str, shared: tuple[str, ...]) -> float:
        """Above 1 where a sentence names an actor of the pledge, below where it names others only."""
        known = self._known.get(ref)
        if known is None:
            pledge, event = self._index[ref], self._document.event
            known = (_SAME_EVENT if event is not None and event == pledge.event else 1.0), pledge.parties
            self._known[ref] = known
        same, parties = known
        thin, coded = _form(shared)
        if thin:
            same *= _THIN
        if not codes:
            return same * _OTHERS if self._where.is_elsewhere(parties) else same
        if not codes.isdisjoint(parties):
            return same * (_NAMED if codes.issuperset(parties) else _NAMED_ONE)
        return same if coded else same * _OTHERS


class _Bearing(dict[str, float]):
    """How the actors that a sentence names bear on each pledge, where the two share no terms; worked out when asked."""

    def __init__(self, fitter: Fitter, codes: frozenset[str]) -> None:
        self._fitter, self._codes = fitter, codes

    def __missing__(self, ref: str) -> float:
        bears = self[ref] = self._fitter.actors(self._codes, ref, ())
        return bears


def _telling(read: Iterable[Sentence], index: PledgeIndex) -> Iterator[Sentence]:
    """The sentences with those actors only that tell pledges apart."""
    for each in read:
        common = [code for code in each.codes if index.is_common(f"={code}")]
        if common:
            each = Sentence(each.place, each.terms, each.codes.difference(common), each.goes_on, each.new_line)
        yield each


@lru_cache(maxsize=10_000)
def _form(shared: tuple[str, ...]) -> tuple[bool, bool]:
    """Whether some shared terms are thin, and whether an actor is among them."""
    return bool(shared) and is_thin(shared), any(each[0] == "=" for each in shared)


def is_thin(shared: tuple[str, ...]) -> bool:
    """Whether a sentence and a pledge share one word at most, which chance explains; a figure or type says more."""
    words = 0
    for each in shared:
        if each[0] in "_#":
            return False
        words += each[0] not in "=~@"
    return words < 2
