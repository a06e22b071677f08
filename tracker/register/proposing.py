"""Keep what the machine proposes and what people decide about it. Decisions only grow; the last one counts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import delete, insert, select, update

from tracker.errors import ConflictError
from tracker.language.sightings import POINTED
from tracker.model import Document, Quote
from tracker.proposals import Proposal, overlaps, same_pledge
from tracker.register import proposed, records, schema
from tracker.register.series import Refs
from tracker.register.writes import Writer
from tracker.rows import Row

_STATES = {"accepted": "accepted", "edited": "accepted", "rejected": "rejected", "undone": "pending"}
_BY_RULES = ("band", "score", "rules", "facts", "cues")


class Kept(NamedTuple):
    """What became of the proposals of a document: those that are new (with refs), and how many were known."""

    new: tuple[Proposal, ...]
    known: int


def keep(
    writer: Writer,
    document: str,
    proposals: Iterable[Proposal],
    *,
    rules: str,
    at: str,
    asked: bool = False,
    refs: Refs | None = None,
) -> Kept:
    """Keep the proposals of a document that was scanned, and note by which rules it was.

    What was decided is never proposed again, though new rules may draw its edges otherwise; nor is what quotes the
    words of a recorded pledge of the document, or what another document with the same text proposes. What is pending
    is brought up to date; what was never decided and is not sighted any more is withdrawn, and keeps its ref. A
    pledge that another document on the same event proposes already becomes a further mention of that proposal.
    What a language model pointed at is withdrawn only where the rules find it by themselves, or by a scan in which
    a model was ``asked`` about the whole document. Whatever this changes is in the log; a scan that changes nothing
    is not. ``refs`` are those of the transaction, where it keeps several scans.
    """
    sighted: dict[str, Proposal] = {}
    for each in proposals:
        sighted.setdefault(each.fingerprint, each)
    keeping = _Keeping(writer, refs or Refs(writer), records.document(writer.reader, document), at)
    for each in sighted.values():
        keeping.take(each)
    keeping.withdraw_others(sighted, asked=asked)
    ((key,),) = writer.reader.rows(writer.reader.sql.STATEMENTS["document_key"], ref=document)
    _insert(writer, key, keeping.new)
    if _note_scan(writer, key, rules, at) or keeping.new or any(keeping.changed.values()):
        said = {"rules": rules, "proposed": [each.ref for each in keeping.new], **keeping.changed}
        writer.log(f"{document}/scan", None, json.dumps(said))
    return Kept(tuple(keeping.new), len(sighted) - len(keeping.new))


class _Keeping:
    """What is proposed of a document already, while a scan of it is kept; ``changed`` names proposals by their refs."""

    def __init__(self, writer: Writer, refs: Refs, document: Document, at: str) -> None:
        reader = writer.reader
        self.writer = writer
        self.refs = refs
        self.series = f"P-{document.published_on.year if document.published_on else at[:4]}-"
        self.there = {each.fingerprint: (each, state) for each, state in proposed.of_document(reader, document.ref)}
        self.recorded = proposed.recorded_in(reader, document.ref)
        self.decided = [each for each, state in self.there.values() if state in ("accepted", "rejected")]
        self.known = self.there.keys() | _of_copies(writer, document)
        self.of_event = _elsewhere(writer, document)
        self.new: list[Proposal] = []
        self.changed: dict[str, list[str]] = {"renewed": [], "mentioned": [], "withdrawn": []}

    def take(self, each: Proposal) -> None:
        """Let a sighting be what it is: known, settled, a further mention, or new."""
        before, state = self.there.get(each.fingerprint, (None, ""))
        if before and state in ("pending", "withdrawn"):
            if _renew(self.writer, before, state, each):
                self.changed["renewed"].append(before.ref)
        elif each.fingerprint not in self.known and not overlaps(each.quote, self._settled(each)):
            same = [at for at, other in enumerate(self.of_event) if each.kind == "pledge" and same_pledge(each, other)]
            if same:
                self._mention(same[0], each)
            else:
                self.new.append(proposed.with_ref(each, self.refs.next(self.series)))

    def withdraw_others(self, sighted: Mapping[str, Proposal], *, asked: bool) -> None:
        """Withdraw what is pending, was never decided, and is not among what was sighted, by fingerprint."""
        quotes = [each.quote for each in sighted.values() if each.kind == "pledge"]
        for each, state in self.there.values():
            if state != "pending" or each.fingerprint in sighted:
                continue
            if not asked and _is_pointed_at(each) and not overlaps(each.quote, quotes):
                continue
            if not proposed.decisions_of(self.writer.reader, each.ref):
                _set(self.writer, each, state="withdrawn")
                self.changed["withdrawn"].append(each.ref)

    def _settled(self, each: Proposal) -> list[Quote]:
        """The words of what was decided about the same thing, or recorded."""
        same = [other.quote for other in self.decided if (other.kind, other.pledge) == (each.kind, each.pledge)]
        return [*self.recorded, *same] if each.kind == "pledge" else same

    def _mention(self, at: int, each: Proposal) -> None:
        before = self.of_event[at]
        self.of_event[at] = _mention(self.writer, before, each)
        if self.of_event[at] != before:
            self.changed["mentioned"].append(before.ref)


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
        _set(writer, proposal, state=_STATES[decided])
    writer.log_record(f"{proposal.ref}/decision", None, row)


def _renew(writer: Writer, before: Proposal, state: str, now: Proposal) -> bool:
    """Bring a proposal that nobody has decided up to date with the rules; its further mentions stay.

    Returns whether that changed anything.
    """
    if state == "pending" and replace(now, ref=before.ref, mentions=before.mentions) == before:
        return False
    read = _columns(writer, now)
    _set(writer, before, state="pending", **{name: read[name] for name in _BY_RULES})
    return True


def _is_pointed_at(each: Proposal) -> bool:
    """Whether it is proposed because a language model pointed there."""
    return any(cue.rule == POINTED for cue in each.cues)


def _set(writer: Writer, each: Proposal, **values: Any) -> None:
    table = schema.proposal
    writer.connection.execute(update(table).where(table.c.ref == each.ref).values(**values))


def _of_copies(writer: Writer, told: Document) -> set[str]:
    """The fingerprints of what is proposed from documents with the same text."""
    if not told.sha256:
        return set()
    reader = writer.reader
    return {mark for (mark,) in reader.rows(reader.sql.STATEMENTS["proposed_from_text"], sha256=told.sha256)}


def _elsewhere(writer: Writer, told: Document) -> list[Proposal]:
    """The pledges that other documents on the same event propose, decided ones too; not what was withdrawn."""
    found = proposed.of_event(writer.reader, told.event) if told.event else []
    return [
        each
        for each, state in found
        if each.kind == "pledge" and state != "withdrawn" and each.quote.document != told.ref
    ]


def _insert(writer: Writer, document: int, new: Sequence[Proposal]) -> None:
    """Insert the new proposals of the document with a key; the keys of what they name are read once."""
    if not new:
        return
    table, refs = schema.pledge, {each.pledge for each in new if each.pledge}
    found = writer.connection.execute(select(table.c.ref, table.c.id).where(table.c.ref.in_(refs))) if refs else ()
    pledges = {ref: int(key) for ref, key in found}
    if absent := sorted(refs - pledges.keys()):
        raise records.absent("pledge", absent[0], writer.reader)
    for each in new:
        writer.put("proposal", columns(each, document, pledges[each.pledge] if each.pledge else None))


def _columns(writer: Writer, each: Proposal) -> Row:
    document = writer.key(schema.document, "ref", each.quote.document)
    return columns(each, document, writer.key(schema.pledge, "ref", each.pledge) if each.pledge else None)


def columns(each: Proposal, document: int, pledge: int | None, state: str = "pending") -> Row:
    """A proposal as the columns of its table; ``document`` and ``pledge`` are the keys of those that it names."""
    return {
        "ref": each.ref,
        "kind": each.kind,
        "document_id": document,
        "quote": each.quote.text,
        "quote_start": each.quote.start,
        "quote_end": each.quote.end,
        "pledge_id": pledge,
        "band": each.band,
        "score": round(each.score * 1000),
        "rules": each.rules,
        "fingerprint": each.fingerprint,
        "facts": _json(each.facts),
        "cues": _json([list(cue) for cue in each.cues]),
        "mentions": _json(list(_mentions(each))),
        "state": state,
    }


def _mentions(each: Proposal) -> Iterator[list[Any]]:
    return ([quote.document, quote.text, quote.start, quote.end] for quote in each.mentions)


def _mention(writer: Writer, there: Proposal, other: Proposal) -> Proposal:
    """Add another document's words to a pending proposal of the same pledge."""
    known = {(quote.document, quote.start) for quote in there.mentions}
    more = tuple(each for each in (other.quote, *other.mentions) if (each.document, each.start) not in known)
    grown = proposed.with_mentions(there, (*there.mentions, *more))
    if more:
        _set(writer, there, mentions=_json(list(_mentions(grown))))
    return grown


def forget_scan(writer: Writer, document: str) -> bool:
    """Let a document count as never scanned, since it would be read otherwise now; returns whether it was scanned."""
    key = writer.key(schema.document, "ref", document)
    return writer.connection.execute(delete(schema.scan).where(schema.scan.c.document_id == key)).rowcount > 0


def _note_scan(writer: Writer, document: int, rules: str, at: str) -> bool:
    """Note by which rules a document was scanned, and when first; returns whether these are others than before."""
    before = writer.reader.row(writer.reader.sql.STATEMENTS["scanned_by"], document=document)
    if before == (rules,):
        return False
    if before:
        writer.connection.execute(delete(schema.scan).where(schema.scan.c.document_id == document))
    writer.put("scan", {"document_id": document, "rules": rules, "at": at})
    return True


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
