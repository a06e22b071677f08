"""What the machine proposes for a corpus, as plain values: one to a line, in the form that is scored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.quality.corpus import Corpus, Pledged
from tracker.language.passages import Passage
from tracker.language.sightings import Amount, Cue, FollowUpSighting, PledgeSighting
from tracker.model import Deadline, Document

if TYPE_CHECKING:
    from tracker.language.pledge_index import Indexed


def propose(corpus: Corpus) -> Iterator[dict[str, Any]]:
    """Read every document in the order of days, follow-ups against the pledges of the gold made by then."""
    from tracker.language.linking import read_follow_ups
    from tracker.language.outcomes import load_outcome_rules
    from tracker.language.pledge_index import PledgeIndex
    from tracker.language.pledging import load_pledge_rules, read_pledges

    cues, outcomes = load_pledge_rules(), load_outcome_rules()
    for document in corpus.documents:
        index = PledgeIndex(indexed(each, corpus) for each in corpus.known_to(document))
        for pledge in read_pledges(document, cues):
            yield of_pledge(pledge, document, cues.version)
        for follow_up in read_follow_ups(document, index, outcomes):
            yield of_follow_up(follow_up, document, outcomes.version)


def indexed(gold: Pledged, corpus: Corpus) -> Indexed:
    """A pledge of the gold as the index of a register would hold it, under the gold's id."""
    from tracker.language.pledge_index import Indexed

    told = (gold.summary, gold.quote, gold.topic, gold.condition, gold.unit)
    return Indexed(
        ref=gold.id,
        words="\n".join(each for each in told if each),
        parties=gold.parties,
        partners=(),
        made_on=gold.made_on.isoformat(),
        event=next((each.event for each in corpus.documents if each.ref == gold.file), None),
        document=gold.file,
        amount=gold.amount,
        unit=gold.unit,
        condition=gold.condition is not None,
    )


def of_pledge(found: PledgeSighting, document: Document, rules: str) -> dict[str, Any]:
    """A pledge that was sighted, as it is scored. ``rules`` is the version of the table that was read with."""
    return {
        "kind": "pledge",
        "document": document.ref,
        **_quote(document, found.quote),
        "others": [_quote(document, each) for each in found.others],
        "parties": list(found.actors.parties),
        "partners": list(found.actors.partners),
        "how": found.actors.how,
        "speaker": found.actors.speaker,
        "collective": found.actors.collective,
        "topic": found.topic,
        **_amount(found.amount),
        "deadline": _deadline(found.deadline, found.deadline_at),
        "condition": _quote(document, found.condition)["quote"] if found.condition else None,
        **_reasons(found.score, found.band, found.cues, rules),
    }


def of_follow_up(found: FollowUpSighting, document: Document, rules: str) -> dict[str, Any]:
    """A follow-up that was sighted, as it is scored. ``rules`` is the version of the table that was read with."""
    return {
        "kind": "follow_up",
        "document": document.ref,
        **_quote(document, found.quote),
        "pledge": found.pledge,
        "rank": found.rank,
        "outcome": found.outcome,
        **_amount(found.amount),
        "dated": found.dated,
        "party": found.party,
        "shared": list(found.shared),
        **_reasons(found.score, found.band, found.cues, rules),
    }


def _quote(document: Document, at: Passage) -> dict[str, Any]:
    return {"quote": (document.text or "")[at.start : at.end], "start": at.start, "end": at.end}


def _amount(found: Amount | None) -> dict[str, Any]:
    if found is None:
        return {"amount": None, "unit": None, "currency": None, "qualifier": None}
    number: Decimal = found.amount
    whole = number == number.to_integral_value()
    return {
        "amount": int(number) if whole else float(number),
        "unit": found.unit,
        "currency": found.currency,
        "qualifier": found.qualifier,
    }


def _deadline(found: Deadline | None, at: Passage | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "phrase": found.phrase,
        "earliest": _day(found.earliest),
        "latest": _day(found.latest),
        "basis": found.basis,
        "rule": found.rule,
        "rules": found.rules,
        "start": at.start if at else None,
        "end": at.end if at else None,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _reasons(score: float, band: str, cues: Iterable[Cue], rules: str) -> dict[str, Any]:
    return {"score": round(score, 3), "band": band, "cues": [each._asdict() for each in cues], "rules": rules}
