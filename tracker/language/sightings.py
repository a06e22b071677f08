"""What reading a document's language finds: pledges and follow-ups as they were sighted, each with its reasons.

Plain values, compared by value and the same on every run, so that they can be stored, sent and proposed. All
offsets are code points of the document's text: ``text[start:end]`` are the words.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

from tracker.language.passages import Passage
from tracker.model import Deadline

Band = Literal["likely", "possible"]
UNCLEAR = "unclear"  # in the place of an outcome, where none shows
POINTED = "llm"  # the cue at the words that a language model gave; it weighs nothing


class Cue(NamedTuple):
    """Words that spoke for or against: the rule's name in its table, its weight (below zero: against), its place."""

    rule: str
    weight: float
    start: int
    end: int


class Actors(NamedTuple):
    """Who must act. ``parties``: codes, in the order named; ``partners``: named as taking part only.

    ``how`` it was decided: ``subject``, ``agent`` (passive with by), ``label`` (a paragraph's heading names it),
    ``we``, ``they``, ``he``, ``group`` (the meeting's participants), ``issuer``, ``stranger`` (they stand for no
    party), ``none``. ``speaker``: who said it, where that is another. ``collective``: whether the words leave open
    which members of a group are meant.
    """

    parties: tuple[str, ...]
    how: str
    partners: tuple[str, ...] = ()
    speaker: str | None = None
    collective: bool = False
    start: int | None = None
    end: int | None = None


class Amount(NamedTuple):
    """How much: ``unit`` is a thing counted ("Challenger 2 tanks") or a currency (ISO 4217, then ``currency`` is set
    too). ``qualifier`` keeps "up to", "at least", "about" as a word of ``tracker.words.Qualifier``.
    """

    amount: Decimal
    unit: str
    currency: str | None
    qualifier: str | None
    start: int
    end: int


class PledgeSighting(NamedTuple):
    """A pledge as a document tells it. ``quote`` is its best mention, ``others`` further mentions in the document."""

    quote: Passage
    others: tuple[Passage, ...]
    actors: Actors
    topic: str
    amount: Amount | None
    deadline: Deadline | None
    deadline_at: Passage | None
    condition: Passage | None
    score: float
    band: Band
    cues: tuple[Cue, ...]


class FollowUpSighting(NamedTuple):
    """A sentence that may bear on a recorded pledge. ``rank`` is 1 to 5 among the pledges that fit the sentence.

    ``reading``: what its cues read, a word of ``tracker.words.Outcome`` or ``unclear``; ``outcome``: what all its signs
    bear out, mostly the same or ``unclear``; ``chance``: of the likeliest outcome, where they were weighed.

    ``about``: the chance that the sentence is about a recorded pledge at all, by the one that fits it best, where it
    was weighed.

    ``shared``: the terms that both have, the most telling first; ``amount``: what the sentence says was done;
    ``dated``: the ISO day of the deed, if told; ``party``: the one party of a joint pledge that it is about.
    """

    quote: Passage
    pledge: str
    rank: int
    reading: str
    outcome: str
    chance: float | None
    about: float | None
    amount: Amount | None
    dated: str | None
    party: str | None
    shared: tuple[str, ...]
    score: float
    band: Band
    cues: tuple[Cue, ...]
