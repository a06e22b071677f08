"""For every sentence of a document the recorded pledges that it may bear on, and what it says became of them.

A sentence is linked by the terms that it shares with a pledge, and by what the sentences before it were about where it
goes on about that ("they", "the goal"); or it is not linked at all: "no link" is an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from tracker.language.actors import Mention, mentions
from tracker.language.fitting import AS_WELL, MOST, Fit, Fitter
from tracker.language.gazetteer import Gazetteer
from tracker.language.link_marks import link_marks
from tracker.language.links import is_of_its_event, links
from tracker.language.mentions import Words, words_of
from tracker.language.noise import masked
from tracker.language.outcomes import OutcomeRules, load_outcome_rules
from tracker.language.parting import parted
from tracker.language.passages import Passage
from tracker.language.pledge_index import PledgeIndex
from tracker.language.sayings import Said
from tracker.language.sentences import sentences
from tracker.language.sightings import UNCLEAR, FollowUpSighting
from tracker.language.terms import Sentence, read_sentences
from tracker.language.whereabouts import Whereabouts
from tracker.model import Document

_BY_NAME = 1.1  # of the score, where a name in the pledge stands in the sentence
_GOING_ON, _FOLLOWING = 1.2, 1.5  # of the least score, where a sentence that says little itself has no outcome
_ABROAD = 0.7  # of the least score, where the languages differ and there is less to share


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
    told = parted(text, places, named) if document.language == "en" else places
    read = read_sentences(text, told, named, document, rules.words)
    where = Whereabouts(document, text, named)
    return tuple(_sighted(document, text, read, index, rules, where))


def _sighted(
    document: Document,
    text: str,
    read: Iterable[Sentence],
    index: PledgeIndex,
    rules: OutcomeRules,
    where: Whereabouts,
) -> Iterator[FollowUpSighting]:
    least = rules.settings["link"] * (1 if document.language == "en" else _ABROAD)
    fitter = Fitter(document, index, read, rules.words, where)
    words = words_of(text)
    for sentence, fits in fitter:
        best = fits[0].score if fits else 0.0
        found: list[FollowUpSighting] = []
        if best >= least:
            fits = _by_names(fits, text[slice(*sentence.place)], index)
            found = _told(document, text, words, sentence, fits, index, rules, where)
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


def _told(
    document: Document,
    text: str,
    words: Words,
    sentence: Sentence,
    fits: Sequence[Fit],
    index: PledgeIndex,
    rules: OutcomeRules,
    where: Whereabouts,
) -> list[FollowUpSighting]:
    """What a sentence says of the pledges that fit it; nothing where its signs tell that it is about none of them."""
    pledges = [index[fit.ref] for fit in fits[:MOST]]
    said = Said(document, text, words, sentence.place, rules, counted=any(each.amount for each in pledges))
    told = links(document, text, sentence, said, fits, index, rules)
    if document.language != "en":
        return [*told]
    first = next(told)
    event = ("same event",) if is_of_its_event(document, pledges[0]) else ()
    abroad = ("at home elsewhere",) if where.is_elsewhere(pledges[0].parties) else ()
    marks = chain(said.marks, link_marks(text, sentence, fits, pledges[0], first), event, abroad)
    about = rules.about.chance(marks)
    if about < rules.settings["about"]:
        return []
    close = about >= rules.settings["close"]
    return [
        each._replace(about=round(about, 2), band=each.band if close else "possible") for each in chain((first,), told)
    ]
