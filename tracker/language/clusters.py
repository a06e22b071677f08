"""Mentions of one pledge inside a document: gathered into one sighting, the best told first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.language.patterns import patterns
from tracker.language.sightings import PledgeSighting
from tracker.language.wordlists import word_lists

_WORD = re.compile(r"[^\W\d_]{4,40}")
_STEM = 6  # letters
_COMMON = word_lists("spotting")["common"]
_ALIKE, _VERY_ALIKE = 0.5, 0.62
_COMPARED = 200  # sightings of one document

_APART = patterns(__name__)["apart"]


def cluster(text: str, sightings: Sequence[PledgeSighting]) -> tuple[PledgeSighting, ...]:
    """The sightings of a document with mentions of one pledge as one, in order of the place of their quotes.

    Two are one when parties overlap, amounts do not contradict, and half of the shorter one's words are shared.
    """
    gathered: list[tuple[PledgeSighting, frozenset[str], list[PledgeSighting]]] = []
    for sighting in sightings:
        words = _stems(text[sighting.quote.start : sighting.quote.end])
        for place, (best, known, mentions) in enumerate(gathered[-_COMPARED:], max(0, len(gathered) - _COMPARED)):
            if _same(text, best, known, sighting, words):
                mentions.append(sighting)
                if _telling(sighting) > _telling(best):
                    gathered[place] = (sighting, words, mentions)
                break
        else:
            gathered.append((sighting, words, [sighting]))
    merged = [_merged(best, mentions) for best, _, mentions in gathered]
    return tuple(sorted(merged, key=lambda each: each.quote))


def _stems(quote: str) -> frozenset[str]:
    words = (each.group().lower() for each in _WORD.finditer(quote[:2000]))
    return frozenset(word[:_STEM] for word in words if word[:_STEM] not in _COMMON)


def _same(text: str, one: PledgeSighting, some: frozenset[str], other: PledgeSighting, words: frozenset[str]) -> bool:
    if one.quote == other.quote or not some or not words:
        return False
    if one.actors.parties and other.actors.parties and not set(one.actors.parties) & set(other.actors.parties):
        return False
    if one.amount and other.amount:
        if one.amount[:1] != other.amount[:1] or one.amount.currency != other.amount.currency:
            return False
        if _APART.search(text[other.quote.start : other.quote.end]):
            return False
    shared = len(some & words) / min(len(some), len(words))
    enough = _ALIKE if one.amount and other.amount else _VERY_ALIKE
    return shared >= enough and len(some & words) >= 2


def _telling(sighting: PledgeSighting) -> tuple[int, float]:
    """How much a mention tells: what it says of amount, deadline and condition, then its score."""
    told = (sighting.amount, sighting.deadline, sighting.condition)
    return sum(each is not None for each in told), sighting.score


def _merged(best: PledgeSighting, mentions: Sequence[PledgeSighting]) -> PledgeSighting:
    others = sorted(each.quote for each in mentions if each is not best)
    if not others:
        return best
    amount = best.amount or next((each.amount for each in mentions if each.amount), None)
    dated = best if best.deadline else next((each for each in mentions if each.deadline), best)
    condition = best.condition or next((each.condition for each in mentions if each.condition), None)
    return best._replace(
        others=tuple(others), amount=amount, deadline=dated.deadline, deadline_at=dated.deadline_at, condition=condition
    )
