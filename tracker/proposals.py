"""What the machine proposes: sightings as records that a person accepts, edits or rejects.

A proposal carries everything that accepting it would record, every cue that spoke for or against it, and the
versions of the rules that read it. Its fingerprint says what it is about: what a person has decided once is not
proposed again.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from textwrap import shorten
from typing import Any, Literal, NamedTuple

from tracker.language.lexicon import fold
from tracker.language.passages import Passage
from tracker.language.sightings import Amount, Cue, FollowUpSighting, PledgeSighting
from tracker.model import Deadline, Document, Quote
from tracker.rows import Row, plain

Kind = Literal["pledge", "follow-up"]
_SUMMARY = 90  # characters
_SAID_BEHIND = re.compile(r"[,.!?…]*[”\"]\s[^\"“”]{1,80}\Z")  # “We will pay,” the minister said
_MARKS = frozenset('“”"')
_BETWEEN_CELLS = re.compile(r" *(?:\||(?<![,;:.])\t)[|\t ]*")
_ALIKE = 0.6  # of the words of two quotes: mentions of one pledge


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a document seems to contain. ``ref``: ``P-2026-001``.

    ``facts`` is what would be recorded, as plain values: for a pledge ``parties``, ``partners``, ``speaker``,
    ``summary``, ``topic``, ``amount``, ``unit``, ``qualifier``, ``deadline`` (as in :class:`tracker.model.Deadline`),
    ``condition``; for a follow-up ``outcome`` (with ``reading``, ``chance`` and ``about``, as in
    :class:`~tracker.language.sightings.FollowUpSighting`), ``party``, ``dated``, ``amount``, ``unit``, ``qualifier``,
    and ``others``: the pledges of rank 2 to 5. ``mentions`` are further quotes of the same pledge.
    """

    ref: str
    kind: Kind
    quote: Quote
    band: str
    score: float
    rules: str
    fingerprint: str
    facts: Mapping[str, Any]
    cues: tuple[Cue, ...] = ()
    mentions: tuple[Quote, ...] = ()
    pledge: str | None = None


class Filed(NamedTuple):
    """A proposal and how it stands: ``pending``, ``accepted``, ``rejected`` or ``withdrawn``."""

    proposal: Proposal
    state: str

    @property
    def ref(self) -> str:
        return self.proposal.ref


class Ranked(NamedTuple):
    """The sightings of one sentence: the pledges that it may bear on, best first."""

    quote: Passage
    sightings: tuple[FollowUpSighting, ...]


def of_pledge(sighting: PledgeSighting, document: Document, rules: str) -> Proposal:
    """The proposal of a pledge, without a ref yet."""
    text = document.text or ""
    actors, quote = sighting.actors, _quote(document, sighting.quote)
    facts: dict[str, Any] = {
        "parties": list(actors.parties),
        "partners": list(actors.partners),
        "how": actors.how,
        "speaker": actors.speaker,
        "collective": actors.collective,
        "summary": _summary(quote.text),
        "topic": sighting.topic,
        **_amount(sighting.amount),
        "deadline": _deadline(sighting.deadline),
        "deadline_at": list(sighting.deadline_at) if sighting.deadline_at else None,
        "condition": text[sighting.condition.start : sighting.condition.end] if sighting.condition else None,
        "condition_at": list(sighting.condition) if sighting.condition else None,
    }
    return Proposal(
        ref="",
        kind="pledge",
        quote=quote,
        band=sighting.band,
        score=round(sighting.score, 3),
        rules=rules,
        fingerprint=fingerprint(document, "pledge", sighting.quote),
        facts=facts,
        cues=sighting.cues,
        mentions=tuple(_quote(document, each) for each in sighting.others),
    )


def of_follow_up(ranked: Ranked, document: Document, rules: str) -> Proposal:
    """The proposal of a follow-up: the pledge that fits best, and the others that fit."""
    best, *others = ranked.sightings
    facts: dict[str, Any] = {
        "outcome": best.outcome,
        "reading": best.reading,
        "chance": best.chance,
        "about": best.about,
        "party": best.party,
        "dated": best.dated,
        **_amount(best.amount),
        "shared": list(best.shared),
        "others": [
            {"pledge": each.pledge, "rank": each.rank, "outcome": each.outcome, "score": round(each.score, 3)}
            for each in others
        ],
    }
    return Proposal(
        ref="",
        kind="follow-up",
        quote=_quote(document, ranked.quote),
        band=best.band,
        score=round(best.score, 3),
        rules=rules,
        fingerprint=fingerprint(document, "follow-up", ranked.quote, best.pledge),
        facts=facts,
        cues=best.cues,
        pledge=best.pledge,
    )


def flat(filed: Filed) -> Row:
    """A proposal as a row (see :mod:`tracker.rows`); ``facts``, ``cues`` and ``mentions`` are plain data in it."""
    each, state = filed
    return {
        "ref": each.ref,
        "kind": each.kind,
        **_place(each.quote),
        "pledge": each.pledge,
        "band": each.band,
        "score": plain(Decimal(round(each.score * 1000)).scaleb(-3)),
        "rules": each.rules,
        "fingerprint": each.fingerprint,
        "facts": dict(each.facts),
        "cues": [cue._asdict() for cue in each.cues],
        "mentions": [_place(mention) for mention in each.mentions],
        "state": state,
    }


def filed(row: Mapping[str, Any]) -> Filed:
    """The proposal of a row: ``filed(flat(x)) == x``."""
    proposal = Proposal(
        ref=row["ref"],
        kind=row["kind"],
        quote=_quoted(row),
        band=row["band"],
        score=float(row["score"]),
        rules=row["rules"],
        fingerprint=row["fingerprint"],
        facts=row["facts"],
        cues=tuple(Cue(each["rule"], each["weight"], each["start"], each["end"]) for each in row["cues"]),
        mentions=tuple(map(_quoted, row["mentions"])),
        pledge=row["pledge"],
    )
    return Filed(proposal, row["state"])


def ranked(sightings: Iterable[FollowUpSighting]) -> list[Ranked]:
    """The sightings of follow-ups by sentence, in the order of the text."""
    by_quote: dict[Passage, list[FollowUpSighting]] = {}
    for each in sightings:
        by_quote.setdefault(each.quote, []).append(each)
    return [
        Ranked(quote, tuple(sorted(found, key=lambda each: each.rank))) for quote, found in sorted(by_quote.items())
    ]


def fingerprint(document: Document, kind: str, quote: Passage, pledge: str = "") -> str:
    """What a proposal is about, whichever rules and register it came from: the text, the place in it, the pledge."""
    said = "\x1f".join((document.sha256 or document.ref, kind, str(quote.start), str(quote.end), pledge))
    return hashlib.sha256(said.encode()).hexdigest()


def same_pledge(one: Proposal, other: Proposal) -> bool:
    """Whether two proposals, of documents on one event, are mentions of one pledge."""
    mine, theirs = (set(each.facts["parties"]) for each in (one, other))
    return bool(mine & theirs) and alike(one.quote.text, other.quote.text) >= _ALIKE


def alike(one: str, other: str) -> float:
    """How alike two quotes are: twice the words that they share, of all that they have (0 to 1)."""
    mine, theirs = _words(one), _words(other)
    total = mine.total() + theirs.total()
    return 2 * (mine & theirs).total() / total if total else 0.0


@lru_cache(maxsize=1000)  # the proposals of an event are held against each other
def _words(quote: str) -> Counter[str]:
    return Counter(fold(quote))


def overlaps(quote: Quote, others: Sequence[Quote]) -> bool:
    """Whether a quote shares characters with one of some others in the same document."""
    return any(
        each.document == quote.document
        and each.start is not None
        and each.end is not None
        and quote.start is not None
        and quote.end is not None
        and each.start < quote.end
        and quote.start < each.end
        for each in others
    )


def _quote(document: Document, at: Passage) -> Quote:
    return Quote(document.ref, (document.text or "")[at.start : at.end], at.start, at.end)


def _place(quote: Quote) -> Row:
    return {"document": quote.document, "quote": quote.text, "start": quote.start, "end": quote.end}


def _quoted(row: Mapping[str, Any]) -> Quote:
    return Quote(row["document"], row["quote"], row["start"], row["end"])


def _summary(words: str) -> str:
    """A line to begin with: the words themselves, without who says them behind; of a table's row its cells."""
    words = _BETWEEN_CELLS.sub(", ", words.strip(" |\t")).strip(" “”\"'")
    said = _SAID_BEHIND.search(words)
    words = words[: said.start()] if said and _MARKS.isdisjoint(words[: said.start()]) else words
    return shorten(words, _SUMMARY, placeholder=" …").rstrip(".")


def _amount(amount: Amount | None) -> dict[str, Any]:
    return {
        "amount": plain(amount.amount) if amount else None,
        "unit": amount.unit if amount else None,
        "currency": amount.currency if amount else None,
        "qualifier": amount.qualifier if amount else None,
    }


def _deadline(deadline: Deadline | None) -> dict[str, Any] | None:
    names = ("phrase", "earliest", "latest", "basis", "rule", "rules")
    return {name: plain(getattr(deadline, name)) for name in names} if deadline else None
