"""Import many records at once: record what is new, leave what is the same, refuse or change what differs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from tracker import rows
from tracker.errors import ConflictError
from tracker.model import Document, Enquiry, Feed, FollowUp, Membership, Original, Party, Pledge, Rule
from tracker.register import audit, records
from tracker.register.bulk import Bulk
from tracker.register.connect import Reader
from tracker.register.writes import Writer

# In an order in which every record names only records before it.
KINDS = ("parties", "documents", "originals", "feeds", "memberships", "pledges", "follow_ups", "enquiries")
_LISTED = 20  # differences that a refusal shows
_FEW = 500  # up to here records are compared one by one, beyond it in one pass over all
_ONE: dict[str, Callable[[Reader, str], Any]] = {
    "documents": records.document,
    "pledges": records.pledge,
    "follow_ups": records.follow_up,
    "enquiries": records.enquiry,
}
_ALL: dict[str, Callable[[Reader], Iterable[Any]]] = {
    "parties": records.parties,
    "documents": records.documents,
    "originals": records.originals,
    "feeds": records.feeds,
    "memberships": records.memberships,
    "pledges": records.pledges,
    "follow_ups": records.follow_ups,
    "enquiries": records.enquiries,
}


class Offered(Protocol):
    """The records of an import: judged already, documents with their texts."""

    @property
    def parties(self) -> Sequence[Party]: ...
    @property
    def documents(self) -> Sequence[Document]: ...
    @property
    def originals(self) -> Sequence[Original]: ...
    @property
    def feeds(self) -> Sequence[Feed]: ...
    @property
    def memberships(self) -> Sequence[Membership]: ...
    @property
    def pledges(self) -> Sequence[Pledge]: ...
    @property
    def follow_ups(self) -> Sequence[FollowUp]: ...
    @property
    def enquiries(self) -> Sequence[Enquiry]: ...
    @property
    def rules(self) -> Sequence[Rule]: ...
    def bytes_of(self, original: Original) -> bytes: ...


class Loaded(NamedTuple):
    """What an import did: records added by kind, records that were there just so, refs of those changed."""

    added: dict[str, int]
    unchanged: int
    updated: tuple[str, ...]


class _Differing(NamedTuple):
    """A record as it is in the register and as it is offered."""

    name: str
    before: Any
    after: Any

    def fields(self) -> list[tuple[str, Any, Any]]:
        before, after = _content(self.before), _content(self.after)
        return [(name, before[name], after[name]) for name in before if before[name] != after[name]]


class _Compared(NamedTuple):
    """The records of one kind that are offered, held against the register."""

    new: list[Any]
    same: int
    differing: list[_Differing]


class _Unlogged(Writer):
    """A writer that keeps its revisions back, so that an import can log one for all of them."""

    kept: list[tuple[str, str | None, str | None]]

    def log(self, record: str, before: str | None, after: str | None) -> None:
        self.kept.append((record, before, after))


def load(writer: Writer, package: Offered, *, digest: str, update: bool = False) -> Loaded:
    """Import records in the writer's transaction, under one revision that tells counts and ``digest``.

    Refs are kept as given. A record that is there with other content is refused (ConflictError, nothing is
    written), or changed where ``update`` says so; the text of a document never is. No revision where nothing
    changes.
    """
    bulk = Bulk(writer)
    compared = {kind: _compare(bulk, kind, getattr(package, kind)) for kind in KINDS}
    differing = [each for kind in KINDS for each in compared[kind].differing]
    _require_same_texts(differing)
    if differing and not update:
        raise _conflict(differing)
    changes = _write(bulk, compared, package)
    for each in package.rules:
        writer.keep_rule(each.version, each.rule, each.says)
    added = {kind: len(compared[kind].new) for kind in KINDS}
    if changes or any(added.values()):
        said = {kind: count for kind, count in added.items() if count}
        writer.log("import", None, audit.as_json({"added": said, "updated": changes, "digest": digest}))
    unchanged = sum(each.same for each in compared.values())
    return Loaded(added, unchanged, tuple(each.name for each in differing))


def _compare(bulk: Bulk, kind: str, offered: Sequence[Any]) -> _Compared:
    recorded = _recorded(bulk, kind, offered)
    compared = _Compared([], 0, [])
    same = 0
    for each in offered:
        before = recorded.get(_key(each))
        if before is None:
            compared.new.append(each)
        elif _content(before) == _content(each):
            same += 1
        else:
            compared.differing.append(_Differing(_name(each), before, each))
    return compared._replace(same=same)


def _recorded(bulk: Bulk, kind: str, offered: Sequence[Any]) -> Mapping[Any, Any]:
    """What the register holds under the keys of what is offered."""
    reader = bulk.writer.reader
    if kind not in _ONE:
        return {_key(each): each for each in _ALL[kind](reader)} if offered else {}
    there = [each.ref for each in offered if each.ref in bulk.keys[kind]]
    if len(there) <= _FEW:
        return {ref: _ONE[kind](reader, ref) for ref in there}
    wanted = set(there)
    return {each.ref: each for each in _ALL[kind](reader) if each.ref in wanted}


def _key(record: Any) -> Any:
    if isinstance(record, Membership):
        return record.group, record.member, record.since
    match record:
        case Party():
            return record.code
        case Original():
            return record.document
        case Feed():
            return record.url
    return record.ref


def _name(record: Any) -> str:
    if isinstance(record, Membership):
        return f"{record.group}/{record.member}"
    return f"{record.document}/original" if isinstance(record, Original) else str(_key(record))


def _content(record: Any) -> dict[str, Any]:
    row = rows.flat(record)
    if isinstance(record, Pledge):
        row |= {"parties": " ".join(record.parties), "partners": " ".join(record.partners)}
    return row


def _require_same_texts(differing: Iterable[_Differing]) -> None:
    for each in differing:
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


def _conflict(differing: Sequence[_Differing]) -> ConflictError:
    lines = []
    for each in differing[:_LISTED]:
        lines += [
            f"{each.name}, {field}: recorded {_shown(before)}, offered {_shown(after)}"
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


def _shown(value: Any) -> str:
    if value in (None, ""):
        return "nothing"
    text = str(value)
    cut = text if len(text) <= 60 else text[:59] + "…"
    return "“" + "".join(each if each.isprintable() else repr(each)[1:-1] for each in cut) + "”"


def _write(bulk: Bulk, compared: Mapping[str, _Compared], package: Offered) -> list[dict[str, Any]]:
    """Write what is new or differs; returns the changes as the revision tells them."""
    at, actor, command = bulk.writer.signature
    writer = _Unlogged(bulk.connection, bulk.writer.reader, actor, command, at)
    writer.kept = []
    for kind in KINDS:
        if kind == "originals":
            for each in compared[kind].new:  # one by one: their bytes would fill the memory
                bulk.insert_original(each, package.bytes_of(each))
            continue
        bulk.insert(kind, compared[kind].new)
        for each in compared[kind].differing:
            if kind == "memberships":
                bulk.change_membership(each.after)
                writer.log(each.name, *(audit.as_json(_content(record)) for record in (each.before, each.after)))
            else:
                writer.change(each.before, each.after)
    new = {each.ref for each in compared["pledges"].new}
    bulk.keep_spans(compared["pledges"].new, package.follow_ups)
    touched = {each.pledge for each in compared["follow_ups"].new} | _touched(writer, compared["memberships"])
    writer.rewrite(*sorted(touched - new))
    return [
        {"record": name, "before": json.loads(before or "{}"), "after": json.loads(after or "{}")}
        for name, before, after in writer.kept
    ]


def _touched(writer: Writer, memberships: _Compared) -> set[str]:
    """The pledges of parties whose memberships are new or changed."""
    concerned = [*memberships.new, *(each.after for each in memberships.differing)]
    codes = {code for each in concerned for code in (each.group, each.member)}
    statement = writer.reader.sql.STATEMENTS["touched_by_party"]
    return {ref for code in codes for (ref,) in writer.reader.rows(statement, code=code)}
