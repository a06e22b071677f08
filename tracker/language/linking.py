"""For every sentence of a document the recorded pledges that it may bear on, and what it says became of them.

A sentence is linked by the terms that it shares with a pledge, and by what the sentences before it were about where it
goes on about that ("they", "the goal"); or it is not linked at all: "no link" is an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tracker.language.actors import Mention, mentions
from tracker.language.bearing import Became, became, tells_of_the_condition
from tracker.language.contradictions import contradicts
from tracker.language.fitting import AS_WELL, MOST, WORTH, Fit, Fitter, is_thin
from tracker.language.gazetteer import Gazetteer
from tracker.language.mentions import Words, words_of
from tracker.language.noise import masked
from tracker.language.outcomes import OutcomeRules, load_outcome_rules
from tracker.language.passages import Passage
from tracker.language.pledge_index import Indexed, PledgeIndex
from tracker.language.sayings import Said
from tracker.language.sentences import sentences
from tracker.language.sightings import UNCLEAR, Band, FollowUpSighting
from tracker.language.terms import Sentence, read_sentences
from tracker.language.worth import OUTCOMES, of_pledge
from tracker.model import Document
from tracker.words import Outcome

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
_ABROAD = 0.7  # of the least score, where the languages differ and there is less to share

_OTHER_TONGUE = 1.5  # of the score of a likely link, where the languages differ
_CLEARED = "activates.cleared"  # what stood in the way is gone: a step, where nothing was waited for
_UNDATED = (UNCLEAR, _RESTATES, _CORROBORATES)
_DONE = (_FULFILS, _ADVANCES)
_WEIGHED = frozenset((*OUTCOMES, UNCLEAR))


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
            if not plain and all(each.reading == UNCLEAR for each in found if each.rank == 1):
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
        told = became(text, sentence, pledge, fit, index.terms_of(fit.ref), said, rules)
        sighting = _sighting(document, text, sentence, pledge, rank, fit, told, said, rules, index)
        met = sighting.reading == _RESTATES and pledge.condition and "activates" in said.signs.weights
        if sighting.reading in _DONE and tells_of_the_condition(pledge, fit.shared, rules.words):
            met, sighting = True, sighting._replace(reading=_ADVANCES, outcome=_ADVANCES)
        weighs = document.language == "en" and not _is_of_its_event(document, pledge)
        yield _judged(sighting, told.share, pledge, said, rules) if weighs else sighting
        if met:
            yield sighting._replace(reading=_ACTIVATES, outcome=_ACTIVATES, dated=said.dated())


def _is_of_its_event(document: Document, pledge: Indexed) -> bool:
    """Whether a document tells of the event at which a pledge was made: what it says of it corroborates."""
    return document.event is not None and document.event == pledge.event


def _judged(
    sighting: FollowUpSighting, share: float | None, pledge: Indexed, said: Said, rules: OutcomeRules
) -> FollowUpSighting:
    """A sighting with the outcome that all its signs bear out; that a condition is met stands as it was read."""
    if sighting.reading not in _WEIGHED:
        return sighting
    marks = of_pledge(sighting.reading, share, pledge.unit, counted=pledge.amount is not None)
    plainly = sighting.reading if said.is_plainly(sighting.reading) else None
    outcome, chance = rules.worth.judged(said.worth, marks, plainly)
    certain = outcome == plainly or chance >= rules.settings["certain"]
    band: Band = sighting.band if certain and outcome != UNCLEAR else "possible"
    return sighting._replace(outcome=outcome, chance=round(chance, 2), band=band)


def _sighting(
    document: Document,
    text: str,
    sentence: Sentence,
    pledge: Indexed,
    rank: int,
    fit: Fit,
    told: Became,
    said: Said,
    rules: OutcomeRules,
    index: PledgeIndex,
) -> FollowUpSighting:
    """What the sentence says became of one pledge."""
    doubted = said.signs.weights.get("against", 0.0) >= _DOUBT
    outcome = told.outcome
    if _is_of_its_event(document, pledge):
        outcome = UNCLEAR if doubted else _CORROBORATES
    elif outcome == _ACTIVATES and not pledge.condition:
        outcome = _ADVANCES if _CLEARED in said.rules else UNCLEAR
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
        outcome,
        None,
        told.amount,
        None if outcome in _UNDATED else said.dated(),
        parties[0] if len(parties) == 1 else None,
        fit.shared,
        round(fit.score, 3),
        band,
        said.signs.cues,
    )


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
