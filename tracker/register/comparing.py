"""Hold the records of an import against those of the register: what is new, the same, or told otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select

from tracker import proposals, rows
from tracker.errors import ConflictError
from tracker.model import (
    Citation,
    Decision,
    Document,
    Feed,
    ForeignId,
    Membership,
    Original,
    Party,
    Pledge,
    Scan,
)
from tracker.proposals import Filed
from tracker.register import imported, proposed, records, schema
from tracker.register.audit import shown
from tracker.register.bulk import Bulk
from tracker.register.connect import Reader
from tracker.register.named import name_of

_ANOTHER = "Leave it out with its decisions, or export the other register with --without-proposals and scan here."
_LISTED = 20  # differences that a refusal shows
_FEW = 500  # up to here records are read one by one; beyond it where they are less than a fourth of all
_ONE: dict[str, Callable[[Reader, str], Any]] = {
    "documents": records.document,
    "pledges": records.pledge,
    "follow_ups": records.follow_up,
    "disputes": records.dispute,
    "relations": records.relation,
    "enquiries": records.enquiry,
    "proposals": proposed.filed,
}
_ALL: dict[str, Callable[[Reader], Iterable[Any]]] = {
    "parties": records.parties,
    "documents": records.documents,
    "originals": records.originals,
    "feeds": records.feeds,
    "memberships": records.memberships,
    "pledges": records.pledges,
    "follow_ups": records.follow_ups,
    "disputes": records.disputes,
    "relations": records.relations,
    "enquiries": records.enquiries,
    "proposals": proposed.everything,
    "decisions": proposed.decided,
    "scans": proposed.scans,
    "citations": imported.citations,
    "foreign_ids": imported.foreign_ids,
}


class Differing(NamedTuple):
    """A record as it is in the register and as it is offered."""

    name: str
    before: Any
    after: Any

    def fields(self) -> list[tuple[str, Any, Any]]:
        before, after = content(self.before), content(self.after)
        return [(name, before[name], after[name]) for name in before if before[name] != after[name]]


class Compared(NamedTuple):
    """The records of one kind that are offered, held against the register."""

    new: list[Any]
    same: int
    differing: list[Differing]


def compare(bulk: Bulk, kind: str, offered: Sequence[Any]) -> Compared:
    """Hold the records of one kind that are offered against those of the register, key by key."""
    recorded = _recorded(bulk, kind, offered)
    if not recorded:
        return Compared(list(offered), 0, [])
    compared = Compared([], 0, [])
    same = 0
    for each in offered:
        before = recorded.get(_key(each))
        if before is None:
            compared.new.append(each)
        elif content(before) == content(each):
            same += 1
        else:
            compared.differing.append(Differing(name_of(each), before, each))
    return compared._replace(same=same)


def _recorded(bulk: Bulk, kind: str, offered: Sequence[Any]) -> Mapping[Any, Any]:
    """What the register holds under the keys of what is offered."""
    reader = bulk.writer.reader
    if kind not in _ONE:
        return {_key(each): each for each in _ALL[kind](reader)} if offered else {}
    there = bulk.keys[kind].recorded(each.ref for each in offered)
    if len(there) <= max(_FEW, bulk.keys[kind].next // 4):  # each part of a large import would else read all of them
        return {ref: _ONE[kind](reader, ref) for ref in there}
    wanted = set(there)
    return {each.ref: each for each in _ALL[kind](reader) if each.ref in wanted}


def _key(record: Any) -> Any:
    match record:
        case Membership():
            return record.group, record.member, record.since
        case Decision():
            return record.proposal, record.number
        case Party():
            return record.code
        case Original() | Scan():
            return record.document
        case Feed():
            return record.url
        case Citation():
            return record.record, record.document
        case ForeignId():
            return record.source, record.foreign_id, record.part, record.serial
    return record.ref


def content(record: Any) -> dict[str, Any]:
    """What is compared of a record: its row, with the parties of a pledge."""
    row = proposals.flat(record) if isinstance(record, Filed) else rows.flat(record)
    if isinstance(record, Pledge):
        row |= {"parties": " ".join(record.parties), "partners": " ".join(record.partners)}
    return row


def following_decisions(
    reader: Reader, compared: Compared, decisions: Iterable[Decision]
) -> tuple[Compared, list[Filed]]:
    """Let a proposal stand as that side says which has more decisions on it, the register or what is offered.

    Returns what differs otherwise, and the proposals that stand anew.
    """
    offered = Counter(each.proposal for each in decisions)
    differing, moved = [], []
    for name, before, after in compared.differing:
        more = offered[name] - len(proposed.decisions_of(reader, name)) if before.state != after.state else 0
        if more > 0:
            before = before._replace(state=after.state)
            moved.append(before)
        elif more < 0:
            after = after._replace(state=before.state)
        if content(before) != content(after):
            differing.append(Differing(name, before, after))
    same = compared.same + len(compared.differing) - len(differing)
    return Compared(compared.new, same, differing), moved


def require_proposed_once(bulk: Bulk, new: Sequence[Filed]) -> None:
    """Refuse a proposal that the register holds under another ref (ConflictError)."""
    refs = {each.proposal.fingerprint: each.ref for each in new}
    table = schema.proposal
    for fingerprint, there in bulk.connection.execute(select(table.c.fingerprint, table.c.ref)) if refs else ():
        if fingerprint in refs:
            raise ConflictError(
                f"{refs[fingerprint]} is recorded as {there}; nothing was imported.",
                why="Both propose the same words at the same place of the same text.",
                remedy=_ANOTHER,
            )


def require_lasting(differing: Iterable[Differing]) -> None:
    """Refuse what no update may change: texts, originals, what a proposal is about, decisions (ConflictError)."""
    for each in differing:
        if isinstance(each.before, Decision):
            said = (f"{one.decided} by {one.reviewer} at {one.at}" for one in (each.before, each.after))
            raise ConflictError(
                f"Decision {each.before.number} on {each.before.proposal} is recorded otherwise; nothing was imported.",
                why="Decisions are never changed. Recorded: {}; offered: {}.".format(*said),
                remedy=_ANOTHER,
            )
        if isinstance(each.before, Filed) and _about(each.before) != _about(each.after):
            raise ConflictError(
                f"{each.name} is recorded with other words; nothing was imported.",
                why="What a proposal is about never changes: decisions rest on it. "
                f"Recorded: {shown(each.before.proposal.quote.text)}",
                remedy=_ANOTHER,
            )
        if isinstance(each.before, Original):
            raise ConflictError(
                f"The original of {each.before.document} is recorded otherwise; nothing was imported.",
                why=f"What was fetched and read once never changes. Recorded sha256: {each.before.sha256}",
                remedy="Leave that original out, or give it with a document of its own.",
            )
        held = each.before.sha256 if isinstance(each.before, Document) else None
        if held and held != each.after.sha256:
            raise ConflictError(
                f"{each.name} is recorded with another text; nothing was imported.",
                why=f"Quotes and hashes rest on a stored text, so it never changes. Recorded sha256: {held}",
                remedy="Give the new text a document of its own, with a ref of its own.",
            )


def _about(filed: Filed) -> tuple[Any, ...]:
    return filed.proposal.kind, filed.proposal.quote, filed.proposal.pledge


def conflict(differing: Sequence[Differing]) -> ConflictError:
    """What is recorded otherwise, field by field, and what to do about it."""
    lines = []
    for each in differing[:_LISTED]:
        lines += [
            f"{each.name}, {field}: recorded {shown(before)}, offered {shown(after)}"
            for field, before, after in each.fields()
        ]
    if len(differing) > _LISTED:
        lines.append(f"and {len(differing) - _LISTED} more")
    count = f"{len(differing)} records are" if len(differing) > 1 else "A record is"
    return ConflictError(
        f"{count} in the register with other content; nothing was imported.",
        why="\n".join(lines),
        remedy="Correct what is offered, or take it as it is with: --update",
    )
