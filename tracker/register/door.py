"""What the register refuses to record, asked wherever a record is added or changed.

An import judges all that it brings together, before it writes, and goes past this door (``Writer.add_judged``).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from tracker import forms, rows
from tracker.errors import ConflictError
from tracker.faults import Finding, dispute_faults, enquiry_faults, follow_up_faults, pledge_faults, relation_faults
from tracker.lineage import Lineages, Relation
from tracker.model import Dispute, Document, Enquiry, FollowUp, Membership, Party, Pledge
from tracker.register import doubles, records
from tracker.register.connect import Reader
from tracker.register.named import name_of
from tracker.words import RelationKind, Standing

Quoting = TypeVar("Quoting", Pledge, FollowUp, Dispute)

# How records are called, and how that looks; a feed goes by its address.
_CALLED: dict[type, tuple[str, str]] = {
    Party: (forms.CODE, "code is not written like GB or COW"),
    Document: (forms.DOCUMENT, "ref is not written like D-2025-001"),
    Pledge: (forms.PLEDGE, "ref is not written like GB-2025-001"),
    FollowUp: (forms.FOLLOW_UP, "ref is not written like GB-2025-001.1"),
    Dispute: (forms.DISPUTE, "ref is not written like A-2026-001"),
    Relation: (forms.RELATION, "ref is not written like R-2026-001"),
    Enquiry: (forms.ENQUIRY, "ref is not written like E-2026-001"),
}
_WORDS = ("summary", "topic", "quote", "unit", "enquirer", "place", "title", "name")  # never blank, where they are
_DONE = (Standing.FULFILLED, Standing.FULFILLED_LATE)


def refuse(findings: Iterable[Finding]) -> None:
    """Refuse a record by its first fault (ConflictError)."""
    for finding in findings:
        remedy = f"{finding.remedy[0].upper()}{finding.remedy[1:]}."
        raise ConflictError(f"{finding.ref} cannot be recorded so: {finding.message}.", remedy=remedy)


def require_new(reader: Reader, record: Any) -> None:
    """Refuse a record that cannot be added (ConflictError), or that names what is not there (NotFoundError)."""
    refuse(_misshapen(record))
    if getattr(record, "retracted", None) is None:
        if isinstance(record, FollowUp | Dispute):
            require_standing(records.pledge(reader, record.pledge))
        if isinstance(record, Relation):
            _require_to_relate(reader, record)
        refuse(_faults(reader, record))
        if isinstance(record, Relation) and record.kind is RelationKind.SUPERSEDES:
            _require_unfulfilled(reader, record)
        if isinstance(record, doubles.Said):
            doubles.require_first(reader, record)


def require_unneeded(reader: Reader, dropped: Membership) -> None:
    """Refuse to take back a membership that a follow-up, a dispute or a relation rests on (ConflictError)."""
    left = [each for each in records.memberships(reader) if each != dropped]
    lineages = Lineages(records.relations(reader), left)
    for (ref,) in list(reader.rows(reader.sql.STATEMENTS["touched_by_party"], code=dropped.group)):
        pledge = records.pledge(reader, ref)
        for each in records.follow_ups_of(reader, ref):
            if each.party == dropped.member and each.retracted is None:
                refuse(follow_up_faults(pledge, each, None, left))
        for one in records.disputes_of(reader, ref):
            if one.party == dropped.member and one.retracted is None:
                refuse(dispute_faults(pledge, one, None, left))
        for related in records.relations_of(reader, ref):
            if related.retracted is None:
                one_pledge, other = (records.pledge(reader, each) for each in (related.pledge, related.other))
                refuse(relation_faults(related, one_pledge, other, lineages))


def require_changed(reader: Reader, before: Any, after: Any) -> None:
    """Refuse what a record cannot be changed to: by itself, or beside what rests on it (ConflictError)."""
    if type(before) is not type(after) or name_of(before) != name_of(after):
        raise ConflictError(
            f"{name_of(before)} cannot become {name_of(after)}: what a record is called never changes.",
            remedy="Retract the one and record the other.",
        )
    refuse(_misshapen(after))
    refuse(_faults(reader, after))
    if isinstance(after, Pledge):
        refuse(_resting(reader, after))
    if isinstance(after, doubles.Said) and doubles.told(before) != doubles.told(after):
        doubles.require_first(reader, after)


def require_resting(reader: Reader, document: str) -> None:
    """Refuse what has been changed of a document where what quotes it cannot be so (ConflictError)."""
    for (ref,) in list(reader.rows(reader.sql.STATEMENTS["quoting"], ref=document)):
        pledge = records.pledge(reader, ref)
        refuse(_faults(reader, pledge))
        refuse(_resting(reader, pledge))


def require_standing(pledge: Pledge) -> None:
    """Refuse to record anything of a pledge that was itself a mistake (ConflictError)."""
    if pledge.retracted is not None:
        raise ConflictError(
            f"{pledge.ref} is retracted: no document can bear on it.",
            why=f"The reason given: {pledge.retracted}",
            remedy=f"If it was no mistake after all: tracker edit {pledge.ref} --restore",
        )


def _misshapen(record: Any) -> Iterator[Finding]:
    """What is wrong with how a record is written, whatever else is recorded."""
    ref = name_of(record)
    pattern, says = _CALLED.get(type(record), (r"(?s).+", "address is empty"))
    if not re.fullmatch(pattern, ref):
        yield Finding("ref", ref, f"its {says}", "write it so; the next ref of a series is given by Writer.next_ref")
    elif isinstance(record, FollowUp) and record.ref.rpartition(".")[0] != record.pledge:
        says = f"its ref is not that of {record.pledge} with a dot and a serial"
        yield Finding("ref", ref, says, f"take the next serial behind {record.pledge}")
    text = record.text if isinstance(record, Document) else None
    for field, value in {**rows.flat(record), "text": text}.items():
        if isinstance(value, str) and "\0" in value:
            yield Finding("words", ref, f"its {field} holds a NUL character", "remove it")
        if field in _WORDS and isinstance(value, str) and not value.strip():
            yield Finding("words", ref, f"its {field} is empty", "it must be given")
    if text is not None and hashlib.sha256(text.encode()).hexdigest() != record.sha256:
        yield Finding("text", ref, "its sha256 is not that of its text", "give the hex digest of its UTF-8 bytes")


def _faults(reader: Reader, record: Any) -> Iterator[Finding]:
    """What is wrong with a record beside others; what was retracted is left alone: it is known to be a mistake."""
    if getattr(record, "retracted", None) is not None:
        return
    if isinstance(record, Pledge):
        told, text = _as_quoted(reader, record)
        yield from pledge_faults(told, text)
    elif isinstance(record, FollowUp):
        said, text = _as_quoted(reader, record)
        yield from follow_up_faults(records.pledge(reader, said.pledge), said, text, records.memberships(reader))
    elif isinstance(record, Dispute):
        answer, text = _as_quoted(reader, record)
        yield from dispute_faults(records.pledge(reader, answer.pledge), answer, text, records.memberships(reader))
    elif isinstance(record, Enquiry):
        yield from enquiry_faults(records.pledge(reader, record.pledge), record)
    elif isinstance(record, Relation):
        pledge, other = (records.pledge(reader, ref) for ref in (record.pledge, record.other))
        yield from relation_faults(record, pledge, other, records.lineages(reader))


def _as_quoted(reader: Reader, record: Quoting) -> tuple[Quoting, str | None]:
    """A record with what the register says of the document that it quotes, and the text of that."""
    found = records.document(reader, record.quote.document, text=True)
    told = replace(record, published_on=found.published_on, issuer=found.issuer, event=found.event)
    return told, found.text


def _resting(reader: Reader, pledge: Pledge) -> Iterator[Finding]:
    """What would be wrong with what was said of a pledge, if it were so."""
    if pledge.retracted is not None:
        return
    memberships = records.memberships(reader)
    for each in records.follow_ups_of(reader, pledge.ref):
        if each.retracted is None:
            yield from follow_up_faults(pledge, each, None, memberships)
    for looked in records.enquiries_of(reader, pledge.ref):
        if looked.retracted is None:
            yield from enquiry_faults(pledge, looked)
    for one in records.disputes_of(reader, pledge.ref):
        if one.retracted is None:
            yield from dispute_faults(pledge, one, None, memberships)
    for relation in records.relations_of(reader, pledge.ref):
        if relation.retracted is None:
            mine, other = (
                pledge if ref == pledge.ref else records.pledge(reader, ref)
                for ref in (relation.pledge, relation.other)
            )
            yield from relation_faults(relation, mine, other, records.lineages(reader))


def _require_to_relate(reader: Reader, relation: Relation) -> None:
    """Refuse to relate what was retracted, or what is related so already."""
    pledge, other = (records.pledge(reader, ref) for ref in (relation.pledge, relation.other))
    for each in (pledge, other):
        require_standing(each)
    for fault in records.lineages(reader).faults(relation, pledge, other):
        if fault.repeated:
            raise ConflictError(f"{fault.says[0].upper()}{fault.says[1:]}.", remedy=f"See: tracker show {pledge.ref}")


def _require_unfulfilled(reader: Reader, relation: Relation) -> None:
    """Refuse to replace a pledge that is fulfilled when the other becomes known: its deed would be counted no more."""
    pledge, other = relation.pledge, relation.other
    known = records.spans_of(reader, pledge)[0].since
    for span in records.spans_of(reader, other):
        if span.since <= known and (span.until is None or span.until > known) and span.standing in _DONE:
            raise ConflictError(
                f"{other} is {span.standing} since {span.since}: {pledge}, known from {known}, cannot take its place.",
                why="What is done is not replaced: each is a promise of its own, and both count.",
                remedy=f"Leave them apart; or, if {other} was not fulfilled, see its documents: tracker show {other}",
            )
