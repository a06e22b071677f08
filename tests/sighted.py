"""Sightings made by hand, for the tests of what becomes of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from tracker.language.deadlines import read_deadline
from tracker.language.passages import Passage
from tracker.language.sightings import Actors, Amount, Cue, FollowUpSighting, PledgeSighting
from tracker.model import Document
from tracker.proposals import Proposal, of_follow_up, of_pledge, ranked

RULES = "pledges-1 outcomes-1"


def document(ref: str, text: str, published_on: str | None = "2025-03-03", **other: Any) -> Document:
    """A document whose text is held."""
    day = date.fromisoformat(published_on) if published_on else None
    given = {"title": f"Title of {ref}", "publisher": "Harbour News", **other}
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document(ref=ref, published_on=day, text=text, sha256=sha256, **given)


def at(where: Document, words: str) -> Passage:
    """Where some words first stand."""
    assert where.text is not None
    start = where.text.index(words)
    return Passage(start, start + len(words))


def cues(where: Document, weights: Mapping[str, float]) -> tuple[Cue, ...]:
    """Cues by the words that they are: each rule is named as its words are, with hyphens."""
    return tuple(Cue(words.replace(" ", "-"), weight, *at(where, words)) for words, weight in weights.items())


def amount(where: Document, words: str, number: str, unit: str, qualifier: str | None = None) -> Amount:
    return Amount(Decimal(number), unit, None, qualifier, *at(where, words))


def pledge(where: Document, words: str, *parties: str, **other: Any) -> PledgeSighting:
    """A pledge in some words. ``due`` is the deadline's phrase, ``condition`` the condition's words, ``others`` words
    of further mentions, ``weights`` the words that are cues; the rest are fields of the sighting or of its actors.
    """
    assert where.published_on is not None
    due, condition = other.pop("due", None), other.pop("condition", None)
    whose = {name: other.pop(name) for name in ("partners", "speaker", "collective") if name in other}
    given = {
        "quote": at(where, words),
        "others": tuple(at(where, each) for each in other.pop("others", ())),
        "actors": Actors(parties, other.pop("how", "we"), **whose),
        "topic": "tanks",
        "amount": None,
        "deadline": read_deadline(due, where.published_on) if due else None,
        "deadline_at": at(where, due) if due else None,
        "condition": at(where, condition) if condition else None,
        "score": 3.5,
        "band": "likely",
        "cues": cues(where, other.pop("weights", {})),
    }
    return PledgeSighting(**{**given, **other})


def follow_up(where: Document, words: str, pledge: str, outcome: str = "fulfils", **other: Any) -> FollowUpSighting:
    """What some words say of a pledge; ``weights`` are the words that are cues."""
    given = {
        "quote": at(where, words),
        "pledge": pledge,
        "rank": 1,
        "reading": outcome,
        "outcome": outcome,
        "chance": None,
        "about": None,
        "amount": None,
        "dated": None,
        "party": None,
        "shared": ("tank",),
        "score": 2.5,
        "band": "likely",
        "cues": cues(where, other.pop("weights", {})),
    }
    return FollowUpSighting(**{**given, **other})


def proposals(where: Document, *sightings: PledgeSighting | FollowUpSighting, rules: str = RULES) -> list[Proposal]:
    """What a scan would propose of some sightings in a document."""
    told = [of_pledge(each, where, rules) for each in sightings if isinstance(each, PledgeSighting)]
    linked = ranked(each for each in sightings if isinstance(each, FollowUpSighting))
    return [*told, *(of_follow_up(each, where, rules) for each in linked)]
