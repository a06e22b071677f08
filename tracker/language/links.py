"""What a sentence says of each pledge that fits it: a sighting with its rank, its outcome and how likely it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.language.bearing import Became, became, tells_of_the_condition
from tracker.language.contradictions import contradicts
from tracker.language.fitting import MOST, WORTH, Fit, is_thin
from tracker.language.outcomes import OutcomeRules
from tracker.language.passages import Passage
from tracker.language.pledge_index import Indexed, PledgeIndex
from tracker.language.sayings import Said
from tracker.language.sightings import UNCLEAR, Band, FollowUpSighting
from tracker.language.terms import Sentence
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
_LONGEST = 3000  # characters of a quote: what has no full stop for longer is a table or a list
_BOTH = 0.7  # of the best score, for the pledge of another party that the sentence names as well
_DOUBT = 1.0  # weight of doubts that keeps a sentence from corroborating
_OTHER_TONGUE = 1.5  # of the score of a likely link, where the languages differ
_CLEARED = "activates.cleared"  # what stood in the way is gone: a step, where nothing was waited for
_PROMISED = "restates.promised"
_UNDATED = (UNCLEAR, _RESTATES, _CORROBORATES)
_DONE = (_FULFILS, _ADVANCES)
_WEIGHED = frozenset((*OUTCOMES, UNCLEAR))


def links(
    document: Document,
    text: str,
    sentence: Sentence,
    said: Said,
    fits: Sequence[Fit],
    index: PledgeIndex,
    rules: OutcomeRules,
) -> Iterator[FollowUpSighting]:
    """What a sentence says of each pledge that fits it, worked out as they are asked for, the best first."""
    pledges = [index[fit.ref] for fit in fits[:MOST]]
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
        weighs = document.language == "en" and not is_of_its_event(document, pledge)
        yield _judged(sighting, told, pledge, said, rules) if weighs else sighting
        if met:
            yield sighting._replace(reading=_ACTIVATES, outcome=_ACTIVATES, dated=said.dated())


def is_of_its_event(document: Document, pledge: Indexed) -> bool:
    """Whether a document tells of the event at which a pledge was made: what it says of it corroborates."""
    return document.event is not None and document.event == pledge.event


def _judged(
    sighting: FollowUpSighting, told: Became, pledge: Indexed, said: Said, rules: OutcomeRules
) -> FollowUpSighting:
    """A sighting with the outcome that all its signs bear out; that a condition is met stands as it was read."""
    if sighting.reading not in _WEIGHED:
        return sighting
    counted = pledge.amount is not None
    marks = of_pledge(sighting.reading, told.share, pledge.unit, counted=counted, deed=told.deed)
    close = sighting.band == "likely"
    plain = said.is_plainly(sighting.reading, broken=told.broken, close=close, deed=told.deed)
    plainly = sighting.reading if plain else None
    outcome, chance = rules.worth.judged(said.worth, marks, plainly)
    feared = outcome == _DROPS or (outcome == _RESTATES and _PROMISED in said.rules)
    if told.untold or (feared and said.is_only_feared):
        outcome = UNCLEAR
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
    if is_of_its_event(document, pledge):
        outcome = UNCLEAR if doubted else _CORROBORATES
    elif outcome == _ACTIVATES and not pledge.condition:
        outcome = _ADVANCES if _CLEARED in said.rules else UNCLEAR
    likely = rank == 1 and outcome != UNCLEAR and not doubted and not _of_others(sentence, pledge, fit.shared)
    likely = likely and _is_likely(fit, outcome, rules, document.language)
    likely = likely and not contradicts(text, sentence, pledge, index.terms_of(pledge.ref), said.amounts, rules.words)
    band: Band = "likely" if likely else "possible"
    parties = [party for party in pledge.parties if party in sentence.codes] if len(pledge.parties) > 1 else []
    return FollowUpSighting(
        _quotable(text, sentence.place),
        pledge.ref,
        rank,
        outcome,
        outcome,
        None,
        None,
        told.amount,
        None if outcome in _UNDATED else said.dated(),
        parties[0] if len(parties) == 1 else None,
        fit.shared,
        round(fit.score, 3),
        band,
        said.signs.cues,
    )


def _quotable(text: str, place: Passage) -> Passage:
    """The words to quote: the sentence; of one that nobody could read, its beginning."""
    if place.end - place.start <= _LONGEST:
        return place
    last = text.rfind(" ", place.start, place.start + _LONGEST)
    return Passage(place.start, last if last > place.start else place.start + _LONGEST)


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
