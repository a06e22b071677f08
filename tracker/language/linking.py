"""For every sentence of a document the recorded pledges that it may bear on, and what it says became of them.

A sentence is linked by the terms that it shares with a pledge, and by what the sentences before it were about where it
goes on about that ("they", "the goal"); or it is not linked at all: "no link" is an answer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from tracker.language.actors import Mention, mentions
from tracker.language.contradictions import contradicts
from tracker.language.deeds import kinds_of
from tracker.language.fitting import AS_WELL, MOST, WORTH, Fit, Fitter, is_thin
from tracker.language.gazetteer import Gazetteer
from tracker.language.mentions import Words, words_of
from tracker.language.noise import masked
from tracker.language.outcomes import UNCLEAR, OutcomeRules, load_outcome_rules
from tracker.language.parties import known_party
from tracker.language.passages import Passage
from tracker.language.patterns import patterns
from tracker.language.pledge_index import Indexed, PledgeIndex
from tracker.language.quantities import is_currency, quantity
from tracker.language.refusals import denies, kept_from
from tracker.language.sayings import Said
from tracker.language.sentences import sentences
from tracker.language.shares import share_of
from tracker.language.sightings import Band, FollowUpSighting
from tracker.language.terms import Sentence, read_sentences, stem
from tracker.language.vocabulary import Vocabulary
from tracker.model import Document
from tracker.words import Outcome, PartyKind

# The words of ``Outcome`` as plain text, which is compared several times a sighting.
_FULFILS, _ADVANCES, _DROPS, _RESTATES, _ACTIVATES, _CORROBORATES = (
    each.value
    for each in (
        Outcome.FULFILS, Outcome.ADVANCES, Outcome.DROPS, Outcome.RESTATES, Outcome.ACTIVATES, Outcome.CORROBORATES,
    )
)  # fmt: skip
_WORDS_OF_ITS_OWN = 3  # that a sentence shares with a pledge of the same event, to be likely about it
_BOTH = 0.7  # of the best score, for the pledge of another party that the sentence names as well
_BY_NAME = 1.1  # of the score, where a name in the pledge stands in the sentence
_DOUBT = 1.0  # weight of doubts that keeps a sentence from corroborating
_GOING_ON, _FOLLOWING = 1.2, 1.5  # of the least score, where a sentence that says little itself has no outcome
_TWO = 2
_ABROAD = 0.7  # of the least score, where the languages differ and there is less to share

_PATTERNS = patterns(__name__)
_BOTH_OF_THEM = _PATTERNS["both-of-them"]


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
    least = rules.settings["link"] * (1 if document.language == "en" else _ABROAD)
    fitter = Fitter(document, index, read, rules.words)
    words = words_of(text)
    for sentence, fits in fitter:
        best = fits[0].score if fits else 0.0
        found: list[FollowUpSighting] = []
        if best >= least:
            fits = _by_names(fits, text[slice(*sentence.place)], index)
            found = [*_links(document, text, words, sentence, fits, index, rules)]
            plain = fits[0].own >= least or best >= least * (_GOING_ON if sentence.goes_on else _FOLLOWING)
            if not plain and all(each.outcome == UNCLEAR for each in found if each.rank == 1):
                found, fits = [], []
        fitter.remember(fits, sentence)
        yield from found


def _by_names(fits: list[Fit], said: str, index: PledgeIndex) -> list[Fit]:
    """Fits in the order of their scores, which rise for pledges with a name that stands in the sentence."""
    if len(fits) == 1 or fits[1].score * _BY_NAME < fits[0].score:
        return fits
    named = [any(map(said.__contains__, index[fit.ref].names)) for fit in fits[:MOST]]
    if not any(named):
        return fits
    weighed = [
        fit._replace(score=fit.score * _BY_NAME) if has else fit for fit, has in zip(fits[:MOST], named, strict=True)
    ]
    weighed.sort(key=lambda fit: -round(fit.score, AS_WELL))
    return [*weighed, *fits[MOST:]]


def _links(
    document: Document,
    text: str,
    words: Words,
    sentence: Sentence,
    fits: Sequence[Fit],
    index: PledgeIndex,
    rules: OutcomeRules,
) -> Iterator[FollowUpSighting]:
    """What a sentence says of each pledge that fits it."""
    pledges = [index[fit.ref] for fit in fits[:MOST]]
    said = Said(document, text, words, sentence.place, rules, counted=any(each.amount for each in pledges))
    rank, ranked, best = 0, set[str](), fits[0].score
    for fit, pledge in zip(fits, pledges, strict=False):
        if fit.score < best * WORTH:
            break
        parties = sentence.codes.intersection(pledge.parties)
        if not rank or not parties or parties & ranked or fit.score < best * _BOTH or not fit.shared:
            rank += 1
        ranked |= parties
        sighting = _sighting(document, text, sentence, pledge, rank, fit, said, rules, index)
        met = sighting.outcome == _RESTATES and pledge.condition and "activates" in said.signs.weights
        if sighting.outcome in _DONE and _tells_of_the_condition(pledge, fit.shared, rules.words):
            met, sighting = True, sighting._replace(outcome=_ADVANCES)
        yield sighting
        if met:
            yield sighting._replace(outcome=_ACTIVATES, dated=said.dated())


def _sighting(
    document: Document,
    text: str,
    sentence: Sentence,
    pledge: Indexed,
    rank: int,
    fit: Fit,
    said: Said,
    rules: OutcomeRules,
    index: PledgeIndex,
) -> FollowUpSighting:
    """What the sentence says became of one pledge."""
    doubted = said.signs.weights.get("against", 0.0) >= _DOUBT
    amount, share = quantity(text, said.amounts, pledge.amount, pledge.unit)
    forecast = share
    if pledge.amount and (share is None or share == 1):
        plain = share_of(said.numbers, pledge.amount, pledge.unit, rules.words.alike)
        share = share if plain is None else plain
    if share is None:
        share = said.ratio
    elif share and pledge.ceiling:
        share = forecast = 1 / share
    terms = index.terms_of(fit.ref) if said.acts else fit.shared
    act, deed = _is_act(said, pledge, terms, rules.words), not said.deeds.isdisjoint(fit.shared)
    begun = _BEGUN in said.rules and pledge.amount is None and not _BEGINNING.isdisjoint(index.terms_of(fit.ref))
    outcome = said.outcome(act=act, begun=begun, deed=deed, share=share, ahead=forecast)
    broken = act and pledge.negative and not said.acts.isdisjoint(terms)
    outcome = _turned(outcome, said, text, sentence.place, pledge, broken=broken)
    if pledge.ceiling and outcome in _DONE and _RISES.search(text, *sentence.place):
        outcome = UNCLEAR
    counted = share is not None and share >= 1 and not is_currency(pledge.unit)
    alone = outcome == _FULFILS and not counted and _by_one_of_several(sentence, pledge, fit.shared)
    if alone and not (len(pledge.parties) == _TWO and _BOTH_OF_THEM.search(text, *sentence.place)):
        outcome = _ADVANCES
    if document.event is not None and document.event == pledge.event:
        outcome = UNCLEAR if doubted else _CORROBORATES
    elif outcome == _ACTIVATES and not pledge.condition:
        outcome = UNCLEAR
    likely = rank == 1 and outcome != UNCLEAR and not doubted and not _of_others(sentence, pledge, fit.shared)
    likely = likely and _is_likely(fit, outcome, rules, document.language)
    likely = likely and not contradicts(text, sentence, pledge, index.terms_of(pledge.ref), said.amounts, rules.words)
    band: Band = "likely" if likely else "possible"
    parties = [party for party in pledge.parties if party in sentence.codes] if len(pledge.parties) > 1 else []
    return FollowUpSighting(
        sentence.place,
        pledge.ref,
        rank,
        outcome,
        amount,
        None if outcome in _UNDATED else said.dated(),
        parties[0] if len(parties) == 1 else None,
        fit.shared,
        round(fit.score, 3),
        band,
        said.signs.cues,
    )


def _turned(outcome: str, said: Said, text: str, place: Passage, pledge: Indexed, *, broken: bool) -> str:
    """The outcome where a sentence says what will not be done: of a promise not to do it, it is the promise again.

    ``broken``: whether it tells of the very act that was not to be.
    """
    if pledge.negative and outcome in (UNCLEAR, *_DONE) and kept_from(text, place):
        return _FULFILS
    weak = outcome in (UNCLEAR, _RESTATES)
    refused = (weak or outcome in (_FULFILS, _ADVANCES)) and said.refused(whole=weak)
    if pledge.negative:
        if refused or (outcome == _DROPS and denies(text, place)):
            return _RESTATES
        return _DROPS if broken and outcome == _FULFILS else outcome
    return _DROPS if refused else outcome


def _is_likely(fit: Fit, outcome: str, rules: OutcomeRules, language: str | None = "en") -> bool:
    """Whether a link is shown by words of its own. That two documents are on one event shows little of a sentence."""
    needed = rules.settings["likely"] * (1 if language == "en" else _OTHER_TONGUE)
    words = sum(each[0] not in "=~@" for each in fit.shared)
    if outcome == _CORROBORATES:
        return fit.score >= 2 * needed and words >= _WORDS_OF_ITS_OWN
    return fit.score >= (2 * needed if is_thin(fit.shared) else needed)


def _of_others(sentence: Sentence, pledge: Indexed, shared: Sequence[str]) -> bool:
    """Whether a sentence names actors, and none that has to do with the pledge: what they did is their own."""
    named = sentence.codes
    if not named or not named.isdisjoint(pledge.parties):
        return False
    first = next((term for term in sentence.terms if term[0] == "=" and term[1:] in named), None)
    return first not in shared


def _by_one_of_several(sentence: Sentence, pledge: Indexed, shared: Sequence[str]) -> bool:
    """Whether a joint pledge, or a group's, was kept by one country as far as the sentence tells."""
    named = {code for code in sentence.codes if code in pledge.parties or f"={code}" not in shared}
    if len(pledge.parties) > 1:
        return 0 < len(named.intersection(pledge.parties)) < len(pledge.parties)
    return bool(named) and named.isdisjoint(pledge.parties) and _is_group(pledge.parties) and not _is_group(named)


def _is_group(codes: Iterable[str]) -> bool:
    return any((party := known_party(code)) is not None and party.kind != PartyKind.COUNTRY for code in codes)


_PERMITS = frozenset(map(stem, _PATTERNS.words("permits")))
_BEGUN = "advances.begun"
_BEGINNING = frozenset(map(stem, _PATTERNS.words("beginning")))
_OVER = frozenset(("acts.in-place", "acts.signed"))
_OTHER_TONGUE = 1.5  # of the score of a likely link, where the languages differ
_UNDATED = (UNCLEAR, _RESTATES, _CORROBORATES)
_RISES = _PATTERNS["rises"]
_DONE = (_FULFILS, _ADVANCES)
_LIGHT = 0.5  # of a word of public affairs at large, beside another


def _tells_of_the_condition(pledge: Indexed, shared: Sequence[str], words: Vocabulary) -> bool:
    """Whether what a sentence and a pledge share is of what the pledge waits for, as much as of the rest of it."""
    if not pledge.awaits:
        return False
    told = {True: 0.0, False: 0.0}
    for term in shared:
        if term[0] not in "=~@#" and term not in words.months:
            told[term in pledge.awaits] += _LIGHT if term in words.common else 1.0
    return told[True] > 0 and told[True] >= told[False]


def _is_act(said: Said, pledge: Indexed, terms: Collection[str], words: Vocabulary) -> bool:
    """Whether an act that a sentence tells of is of the kind pledged, or is one that leaves nothing more to be done."""
    if not said.acts or (pledge.condition and (said.rules.isdisjoint(_OVER) or said.acts <= _PERMITS)):
        return False  # a vote or a permit is what the pledge waited for
    if not said.acts.isdisjoint(terms):
        return True
    if pledge.amount is None and "acts.in-place" in said.rules:
        return True
    return bool(said.kinds) and not said.kinds.isdisjoint(kinds_of(terms, words))
