"""For every sentence of a document the recorded pledges that it may bear on, and what it says became of them.

A sentence is linked by the terms that it shares with a pledge, and by what the sentences before it were about where it
goes on about that ("they", "the goal"); or it is not linked at all: "no link" is an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from tracker.language.actors import Mention, mentions
from tracker.language.gazetteer import Gazetteer
from tracker.language.noise import masked
from tracker.language.outcomes import UNCLEAR, OutcomeRules, Signs, Vocabulary, decide, load_outcome_rules, signs
from tracker.language.parties import known_party
from tracker.language.passages import Passage
from tracker.language.pledge_index import Indexed, PledgeIndex
from tracker.language.quantities import done_on, quantity, told_amounts
from tracker.language.sentences import sentences
from tracker.language.sightings import Amount, Band, FollowUpSighting
from tracker.language.terms import Sentence, read_sentences, stem
from tracker.model import Document
from tracker.words import Outcome, PartyKind

_MOST = 5  # pledges for one sentence
_LOOKED_AT = 8  # pledges compared for one sentence
_KEPT = 0.62  # of what the sentences before said about a pledge, for the next sentence
_PARAGRAPH = 0.8  # of that, across a line's end
_THEME = 0.25  # of the best that the document has said about a pledge: it is never forgotten further
_LENT = 0.4  # of it, added to what a sentence says itself
_GOES_ON = 0.75  # of it, where a sentence goes on about "the goal" or "they"
_SPEAKS = 3.2  # the score of a sentence that says itself what it is about
_NAMED = 1.2  # of the score, where a sentence names an actor of the pledge
_OTHERS = 0.75  # of the score, where it names others only
_THIN = 0.8  # of the score, where a sentence and a pledge share one word only
_SAME_EVENT = 1.25  # of the score, where both documents report on one event
_FULL = 3.5  # the most that is remembered
_SAID = 0.6  # the least score that is remembered
_FORGOTTEN = _SAID * _THEME  # what is below it changes nothing
_CARRIED = 0.55  # of the best score; a pledge that fits less is not remembered
_WORDS_OF_ITS_OWN = 3  # that a sentence shares with a pledge of the same event, to be likely about it
_WORTH = 0.33  # of the best score, for a further pledge
_BOTH = 0.7  # of the best score, for the pledge of another party that the sentence names as well
_DOUBT = 1.0  # weight of doubts that keeps a sentence from corroborating
_READ = 3000  # characters of a sentence
_ABROAD = 0.7  # of the least score, where the languages differ and there is less to share


class _Told(NamedTuple):
    """What was said about each pledge up to a sentence: lately, and at best in the whole document."""

    lately: dict[str, float]
    best: dict[str, float]

    def of(self, ref: str) -> float:
        """What is still remembered of a pledge."""
        theme = self.best[ref] * _THEME
        lately = self.lately.get(ref, 0.0)
        return lately if lately > theme else theme


class _Said(NamedTuple):
    """What a sentence says, whichever pledge it is about."""

    signs: Signs
    amounts: Sequence[Amount]
    dated: str | None
    acts: frozenset[str]
    deeds: frozenset[str]


class _Fit(NamedTuple):
    ref: str
    score: float
    shared: tuple[str, ...]


def read_follow_ups(
    document: Document,
    index: PledgeIndex,
    rules: OutcomeRules | None = None,
    *,
    names: Gazetteer | None = None,
    text: str | None = None,
    places: Sequence[Passage] | None = None,
    named: Sequence[Mention] | None = None,
) -> tuple[FollowUpSighting, ...]:
    """What a document says of the pledges in an index, in the order of its sentences, the likeliest pledge first.

    Only pledges made by the day of publication, in other documents; those of the same event are ``corroborates``. In a
    document that is not English figures, names and types still link; its outcomes are mostly ``unclear``. Pledges of
    several parties that a sentence names side by side share a rank.

    The rules and names are the shipped ones unless given. The masked text, its sentences and the actors named in it are
    worked out unless they are at hand.
    """
    if not document.text or not len(index):
        return ()
    rules = rules or load_outcome_rules()
    text = masked(document.text) if text is None else text
    places = sentences(text) if places is None else places
    named = mentions(text, document.published_on, names) if named is None else named
    read = read_sentences(text, places, named, document, rules.words)
    return tuple(_sighted(document, text, read, index, rules))


def _sighted(
    document: Document, text: str, read: Iterable[Sentence], index: PledgeIndex, rules: OutcomeRules
) -> Iterator[FollowUpSighting]:
    told = _Told({}, {})
    least = rules.settings["link"] * (1 if document.language == "en" else _ABROAD)
    for sentence in _telling(read, index):
        fits = _fits(sentence, document, index, told)
        _remember(told, fits, sentence.new_line)
        best = fits[0].score if fits else 0.0
        if best < least:
            continue
        found = signs(text, *sentence.place, rules)
        said = _Said(
            found,
            told_amounts(text, sentence.place) if any(index[each.ref].amount for each in fits[:_MOST]) else (),
            done_on(text, sentence.place, document.published_on),
            _acts(text, found, rules.words),
            _deeds(text, sentence.place, rules.words),
        )
        rank, ranked = 0, set[str]()
        for fit in fits[:_MOST]:
            if fit.score < best * _WORTH:
                break
            parties = sentence.codes.intersection(index[fit.ref].parties)
            if not rank or not parties or parties & ranked or fit.score < best * _BOTH or not fit.shared:
                rank += 1
            ranked |= parties
            sighting = _sighting(document, text, sentence, index[fit.ref], rank, fit, said, rules)
            yield sighting
            if sighting.outcome == Outcome.RESTATES and index[fit.ref].condition and "activates" in said.signs.weights:
                yield sighting._replace(outcome=Outcome.ACTIVATES.value, dated=said.dated)


def _telling(read: Iterable[Sentence], index: PledgeIndex) -> Iterator[Sentence]:
    """The sentences with those actors only that tell pledges apart."""
    for each in read:
        common = [code for code in each.codes if index.is_common(f"={code}")]
        if common:
            each = Sentence(each.place, each.terms, each.codes.difference(common), each.goes_on, each.new_line)
        yield each


def _fits(sentence: Sentence, document: Document, index: PledgeIndex, told: _Told) -> list[_Fit]:
    """How well pledges fit a sentence, best first; those that fit much less than the best are left out."""
    until = document.published_on.isoformat() if document.published_on else None
    near = index.nearest(sentence.terms, _LOOKED_AT, until=until, document=document.ref)
    shared = {ref: terms for ref, _, terms in near}
    scores = {ref: score * _actors(sentence, document, index[ref], terms) for ref, score, terms in near}
    own = max(scores.values(), default=0.0)
    lent = _GOES_ON if sentence.goes_on else _LENT
    open_to = max(0.0, 1 - own / _SPEAKS) if sentence.goes_on else 0.0
    for ref in told.best.keys() & scores.keys():
        scores[ref] += lent * told.of(ref)
    if open_to:
        for ref in told.best.keys() - scores.keys():
            if (said := told.of(ref)) >= _SAID:
                scores[ref] = lent * said * open_to * _actors(sentence, document, index[ref], ())
    least = max(scores.values(), default=0.0) * _WORTH
    ranked = sorted([(-score, ref) for ref, score in scores.items()])
    return [
        _Fit(ref, -score, shared.get(ref, ()))
        for at, (score, ref) in enumerate(ranked)
        if at < _MOST or -score >= least
    ]


def _remember(told: _Told, fits: Sequence[_Fit], new_line: bool) -> None:
    """Let what was said before fade, and add what this sentence is most about."""
    fade = _KEPT * _PARAGRAPH if new_line else _KEPT
    faded = {ref: score * fade for ref, score in told.lately.items() if score > _FORGOTTEN}
    told.lately.clear()
    told.lately.update(faded)
    for fit in fits:
        if fit.score < max(_CARRIED * fits[0].score, _SAID):
            break
        told.lately[fit.ref] = min(max(told.lately.get(fit.ref, 0.0), fit.score), _FULL)
        if fit.shared:
            told.best[fit.ref] = max(told.best.get(fit.ref, 0.0), told.lately[fit.ref])


def _actors(sentence: Sentence, document: Document, pledge: Indexed, shared: tuple[str, ...]) -> float:
    """Above 1 where a sentence names an actor of the pledge, below where it names others only."""
    same = _SAME_EVENT if document.event is not None and document.event == pledge.event else 1.0
    if shared and _is_thin(shared):
        same *= _THIN
    if not sentence.codes:
        return same
    if not sentence.codes.isdisjoint(pledge.parties):
        return same * _NAMED
    return same if _has_code(shared) else same * _OTHERS


@lru_cache(maxsize=10_000)
def _has_code(shared: tuple[str, ...]) -> bool:
    return any(each[0] == "=" for each in shared)


@lru_cache(maxsize=10_000)
def _is_thin(shared: tuple[str, ...]) -> bool:
    """Whether a sentence and a pledge share one word at most, which chance explains; a figure or type says more."""
    words = 0
    for each in shared:
        if each[0] in "_#":
            return False
        words += each[0] not in "=~@"
    return words < 2


def _sighting(
    document: Document,
    text: str,
    sentence: Sentence,
    pledge: Indexed,
    rank: int,
    fit: _Fit,
    said: _Said,
    rules: OutcomeRules,
) -> FollowUpSighting:
    """What the sentence says became of one pledge."""
    found = said.signs
    amount, share = quantity(text, said.amounts, pledge.amount, pledge.unit)
    outcome, _ = decide(
        found,
        rules,
        act=not said.acts.isdisjoint(fit.shared),
        deed=not said.deeds.isdisjoint(fit.shared),
        share=share,
    )
    if outcome == Outcome.FULFILS and _by_one_of_several(sentence, pledge, fit.shared):
        outcome = Outcome.ADVANCES.value
    if document.event is not None and document.event == pledge.event:
        outcome = UNCLEAR if found.weights.get("against", 0.0) >= _DOUBT else Outcome.CORROBORATES.value
    elif outcome == Outcome.ACTIVATES and not pledge.condition:
        outcome = UNCLEAR
    likely = rank == 1 and outcome != UNCLEAR and _is_likely(fit, outcome, rules)
    band: Band = "likely" if likely else "possible"
    parties = [party for party in pledge.parties if party in sentence.codes] if len(pledge.parties) > 1 else []
    return FollowUpSighting(
        sentence.place,
        pledge.ref,
        rank,
        outcome,
        amount,
        None if outcome in _UNDATED else said.dated,
        parties[0] if len(parties) == 1 else None,
        fit.shared,
        round(fit.score, 3),
        band,
        found.cues,
    )


def _is_likely(fit: _Fit, outcome: str, rules: OutcomeRules) -> bool:
    """Whether a link is shown by words of its own. That two documents are on one event shows little of a sentence."""
    needed, words = rules.settings["likely"], sum(each[0] not in "=~@" for each in fit.shared)
    if outcome == Outcome.CORROBORATES:
        return fit.score >= 2 * needed and words >= _WORDS_OF_ITS_OWN
    return fit.score >= (2 * needed if _is_thin(fit.shared) else needed)


def _by_one_of_several(sentence: Sentence, pledge: Indexed, shared: Sequence[str]) -> bool:
    """Whether a joint pledge, or a group's, was kept by one country as far as the sentence tells."""
    named = {code for code in sentence.codes if code in pledge.parties or f"={code}" not in shared}
    if len(pledge.parties) > 1:
        return len(named.intersection(pledge.parties)) == 1
    return bool(named) and named.isdisjoint(pledge.parties) and _is_group(pledge.parties) and not _is_group(named)


def _is_group(codes: Iterable[str]) -> bool:
    return any((party := known_party(code)) is not None and party.kind != PartyKind.COUNTRY for code in codes)


_DONE = re.compile(r"\b(?:has|have|had|was|were)(?: been)?(?: [a-z]{2,15}ly)? ([a-z]{3,20}ed)\b")
_UNDATED = (UNCLEAR, Outcome.RESTATES, Outcome.CORROBORATES)


def _acts(text: str, found: Signs, words: Vocabulary) -> frozenset[str]:
    """The terms of the acts that a sentence tells of; a pledge that has one of them pledged that act."""
    stems = [
        stem(word)
        for cue in found.cues
        if cue.rule.startswith("acts.")
        for word in text[cue.start : cue.end].lower().split()
    ]
    return frozenset(stems).union(words.alike[each] for each in stems if each in words.alike)


def _deeds(text: str, place: Passage, words: Vocabulary) -> frozenset[str]:
    """The verbs of the deeds that a sentence tells in the past; a pledge that has one of them named that deed."""
    done = _DONE.findall(text, place.start, min(place.end, place.start + _READ))
    return frozenset(map(stem, done)) - words.common
