"""Keep what the machine proposes and what people decide about it. Decisions only grow; the last one counts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import delete, insert, select, update

from tracker.errors import ConflictError
from tracker.model import Document, Quote
from tracker.proposals import Proposal, overlaps, same_pledge
from tracker.register import proposed, records, schema
from tracker.register.writes import Writer
from tracker.rows import Row

_STATES = {"accepted": "accepted", "edited": "accepted", "rejected": "rejected", "undone": "pending"}


class Kept(NamedTuple):
    """What became of the proposals of a document: those that are new (with refs), and how many were known."""

    new: tuple[Proposal, ...]
    known: int


def keep(writer: Writer, document: str, proposals: Iterable[Proposal], *, rules: str, at: str) -> Kept:
    """Keep the proposals of a document that was scanned, and note by which rules it was.

    What was decided is never proposed again, though new rules may draw its edges otherwise; nor is what quotes the
    words of a recorded pledge of the document, or what another document with the same text proposes. What is pending
    is brought up to date; what was never decided and is not sighted any more is withdrawn, and keeps its ref. A
    pledge that another document on the same event proposes already becomes a further mention of that proposal.
    """
    reader = writer.reader
    told = records.document(reader, document)
    there = {each.fingerprint: (each, state) for each, state in proposed.of_document(reader, document)}
    recorded = [records.pledge(reader, ref).quote for ref in proposed.pledges_of(reader, document)]
    decided = [each for each, state in there.values() if state in ("accepted", "rejected")]
    known = there.keys() | _of_copies(writer, told)
    of_event = _elsewhere(writer, told)
    new: list[Proposal] = []
    sighted: set[str] = set()
    for each in proposals:
        sighted.add(each.fingerprint)
        before, state = there.get(each.fingerprint, (None, ""))
        if before and state in ("pending", "withdrawn"):
            _renew(writer, before, each)
            continue
        taken = [*recorded, *_about(each, decided)] if each.kind == "pledge" else _about(each, decided)
        if each.fingerprint in known or overlaps(each.quote, taken):
            continue
        if each.kind == "pledge" and (same := next((at for at in of_event if same_pledge(each, at)), None)):
            of_event[of_event.index(same)] = _mention(writer, same, each)
            continue
        new.append(_insert(writer, each, told.published_on.year if told.published_on else int(at[:4])))
    gone = [
        each
        for each, state in there.values()
        if state == "pending" and each.fingerprint not in sighted and not proposed.decisions_of(reader, each.ref)
    ]
    for each in gone:
        table = schema.proposal
        writer.connection.execute(update(table).where(table.c.ref == each.ref).values(state="withdrawn"))
    _note_scan(writer, document, rules, at)
    if new or gone:
        said = json.dumps(
            {"proposed": [each.ref for each in new], "withdrawn": [each.ref for each in gone], "rules": rules}
        )
        writer.log(f"{document}/scan", None, said)
    return Kept(tuple(new), len(sighted) - len(new))


def decide(
    writer: Writer,
    proposal: Proposal,
    decided: str,
    *,
    reviewer: str,
    at: str,
    reason: str | None = None,
    record: str | None = None,
    again: bool = False,
) -> None:
    """Add a decision (``accepted``, ``edited``, ``rejected`` or ``undone``) to a proposal.

    ``record`` is the ref of what accepting it has recorded. One that somebody else has decided meanwhile is refused
    (ConflictError), unless ``again`` says that it is coded a second time, which changes nothing else.
    """
    reader = writer.reader
    state = proposed.state(reader, proposal.ref)
    if not again and (state == "pending") == (decided == "undone"):
        last = proposed.decisions_of(reader, proposal.ref)
        by = f" by {last[-1]['reviewer']}" if last else ""
        how = f"{state}{by} meanwhile" if state != "pending" else "pending: there is nothing to undo"
        raise ConflictError(
            f"{proposal.ref} is {how}; nothing was recorded.",
            remedy=f"See: tracker show {proposal.ref}",
        )
    key = writer.key(schema.proposal, "ref", proposal.ref)
    row = {"decided": decided, "reviewer": reviewer, "at": at, "reason": reason, "record": record}
    writer.connection.execute(insert(schema.decision), {"proposal_id": key, **row})
    if not again:
        table = schema.proposal
        writer.connection.execute(update(table).where(table.c.id == key).values(state=_STATES[decided]))
    writer.log_record(f"{proposal.ref}/decision", None, row)


def _about(each: Proposal, decided: Iterable[Proposal]) -> list[Quote]:
    """The words of what was decided about the same thing."""
    return [other.quote for other in decided if (other.kind, other.pledge) == (each.kind, each.pledge)]


def _renew(writer: Writer, before: Proposal, now: Proposal) -> None:
    """Bring a proposal that nobody has decided up to date with the rules; its further mentions stay."""
    columns = _columns(writer, now)
    changed = {name: columns[name] for name in ("band", "score", "rules", "facts", "cues")}
    table = schema.proposal
    writer.connection.execute(update(table).where(table.c.ref == before.ref).values(**changed, state="pending"))


def _of_copies(writer: Writer, told: Document) -> set[str]:
    """The fingerprints of what is proposed from documents with the same text."""
    document, table = schema.document, schema.proposal
    same = select(table.c.fingerprint).join(document).where(document.c.sha256 == told.sha256)
    return set(writer.connection.execute(same).scalars()) if told.sha256 else set()


def _elsewhere(writer: Writer, told: Document) -> list[Proposal]:
    """The pledges that other documents on the same event propose, decided ones too."""
    found = proposed.of_event(writer.reader, told.event) if told.event else []
    return [each for each, _ in found if each.kind == "pledge" and each.quote.document != told.ref]


def _insert(writer: Writer, each: Proposal, year: int) -> Proposal:
    made = proposed.with_ref(each, writer.next_ref(f"P-{year}-"))
    writer.connection.execute(insert(schema.proposal), _columns(writer, made))
    return made


def _columns(writer: Writer, each: Proposal) -> Row:
    return {
        "ref": each.ref,
        "kind": each.kind,
        "document_id": writer.key(schema.document, "ref", each.quote.document),
        "quote": each.quote.text,
        "quote_start": each.quote.start,
        "quote_end": each.quote.end,
        "pledge_id": writer.key(schema.pledge, "ref", each.pledge) if each.pledge else None,
        "band": each.band,
        "score": round(each.score * 1000),
        "rules": each.rules,
        "fingerprint": each.fingerprint,
        "facts": _json(each.facts),
        "cues": _json([list(cue) for cue in each.cues]),
        "mentions": _json(list(_mentions(each))),
        "state": "pending",
    }


def _mentions(each: Proposal) -> Iterator[list[Any]]:
    return ([quote.document, quote.text, quote.start, quote.end] for quote in each.mentions)


def _mention(writer: Writer, there: Proposal, other: Proposal) -> Proposal:
    """Add another document's words to a pending proposal of the same pledge."""
    known = {(quote.document, quote.start) for quote in there.mentions}
    more = tuple(each for each in (other.quote, *other.mentions) if (each.document, each.start) not in known)
    grown = proposed.with_mentions(there, (*there.mentions, *more))
    table = schema.proposal
    said = _json(list(_mentions(grown)))
    writer.connection.execute(update(table).where(table.c.ref == there.ref).values(mentions=said))
    return grown


def _note_scan(writer: Writer, document: str, rules: str, at: str) -> None:
    key, table = writer.key(schema.document, "ref", document), schema.scan
    writer.connection.execute(delete(table).where(table.c.document_id == key))
    writer.connection.execute(insert(table), {"document_id": key, "rules": rules, "at": at})


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
