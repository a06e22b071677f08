"""What a scan sighted, as JSON lines: one a pledge, one for each pledge that a sentence may bear on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tracker.language.passages import Passage
from tracker.language.sightings import Amount, Cue, FollowUpSighting, PledgeSighting
from tracker.rows import plain
from tracker.scan import Sighted


def rows(sighted: Sighted, name: str) -> Iterator[dict[str, Any]]:
    """The sightings of a document as plain data; ``name`` is what the document is called.

    ``kind`` is ``pledge`` or ``follow_up``; ``start`` and ``end`` are code points, as are the two of ``condition_at``;
    each cue comes with its rule, its weight and its place; ``rules`` names the versions of the tables.
    """
    text = sighted.document.text or ""
    first = {"document": name, "ref": sighted.document.ref or None, "rules": sighted.rules}
    for pledge in sighted.pledges:
        yield {"kind": "pledge", **first, **_pledge(pledge, text)}
    for follow_up in sighted.follow_ups:
        yield {"kind": "follow_up", **first, **_follow_up(follow_up, text)}


def _pledge(each: PledgeSighting, text: str) -> dict[str, Any]:
    deadline = each.deadline
    return {
        **_quote(each.quote, text),
        "mentions": [_quote(other, text) for other in each.others],
        "parties": list(each.actors.parties),
        "partners": list(each.actors.partners),
        "how": each.actors.how,
        "speaker": each.actors.speaker,
        "collective": each.actors.collective,
        "topic": each.topic,
        **_amount(each.amount),
        "deadline": {
            name: plain(getattr(deadline, name)) for name in ("phrase", "earliest", "latest", "basis", "rule", "rules")
        }
        if deadline
        else None,
        "condition": text[each.condition.start : each.condition.end] if each.condition else None,
        "condition_at": list(each.condition) if each.condition else None,
        **_judged(each.score, each.band, each.cues),
    }


def _follow_up(each: FollowUpSighting, text: str) -> dict[str, Any]:
    return {
        **_quote(each.quote, text),
        "pledge": each.pledge,
        "rank": each.rank,
        "outcome": each.outcome,
        "reading": each.reading,
        "chance": each.chance,
        "about": each.about,
        "party": each.party,
        "dated": each.dated,
        **_amount(each.amount),
        "shared": list(each.shared),
        **_judged(each.score, each.band, each.cues),
    }


def _quote(at: Passage, text: str) -> dict[str, Any]:
    return {"quote": text[at.start : at.end], "start": at.start, "end": at.end}


def _amount(amount: Amount | None) -> dict[str, Any]:
    value = plain(amount.amount) if amount else None
    return {
        "amount": float(value)
        if value is not None and "." in str(value)
        else int(value)
        if value is not None
        else None,
        "unit": amount.unit if amount else None,
        "currency": amount.currency if amount else None,
        "qualifier": amount.qualifier if amount else None,
    }


def _judged(score: float, band: str, cues: tuple[Cue, ...]) -> dict[str, Any]:
    told = [{"rule": each.rule, "weight": each.weight, "start": each.start, "end": each.end} for each in cues]
    return {"score": round(score, 3), "band": band, "cues": told}
