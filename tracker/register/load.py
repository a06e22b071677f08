"""Import many records at once: record what is new, leave what is the same, refuse or change what differs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from tracker import rows
from tracker.lineage import Relation
from tracker.model import (
    Citation,
    Decision,
    Dispute,
    Document,
    Enquiry,
    Feed,
    FollowUp,
    ForeignId,
    Membership,
    Original,
    Party,
    Pledge,
    Rule,
    Scan,
)
from tracker.proposals import Filed
from tracker.register import audit
from tracker.register.bulk import Bulk
from tracker.register.comparing import (
    Compared,
    Differing,
    compare,
    conflict,
    content,
    following_decisions,
    require_lasting,
    require_proposed_once,
)
from tracker.register.memberships import touched
from tracker.register.named import attested, name_of
from tracker.register.prepared import Columns, Prepared
from tracker.register.writes import Writer

# In an order in which every record names only records before it.
KINDS = (
    *("parties", "documents", "originals", "feeds", "memberships", "pledges", "follow_ups", "disputes"),
    *("relations", "enquiries"),
    *("proposals", "decisions", "scans", "citations", "foreign_ids"),
)


# Kinds that are changed here; a writer changes the others.
_CHANGED: dict[str, Callable[[Bulk, Any], None]] = {
    "memberships": Bulk.change_membership,
    "proposals": Bulk.change_proposal,
    "scans": Bulk.change_scan,
    "foreign_ids": Bulk.change_foreign_id,
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
    def disputes(self) -> Sequence[Dispute]: ...
    @property
    def relations(self) -> Sequence[Relation]: ...
    @property
    def enquiries(self) -> Sequence[Enquiry]: ...
    @property
    def rules(self) -> Sequence[Rule]: ...
    @property
    def proposals(self) -> Sequence[Filed]: ...
    @property
    def decisions(self) -> Sequence[Decision]: ...
    @property
    def scans(self) -> Sequence[Scan]: ...
    @property
    def citations(self) -> Sequence[Citation]: ...
    @property
    def foreign_ids(self) -> Sequence[ForeignId]: ...
    @property
    def told(self) -> Mapping[str, Columns]: ...
    def bytes_of(self, original: Original) -> bytes: ...


class Loaded(NamedTuple):
    """What an import did: records added by kind, records that were there just so, refs of those changed."""

    added: dict[str, int]
    unchanged: int
    updated: tuple[str, ...]


class _Unlogged(Writer):
    """A writer that keeps its revisions back, so that an import can log one for all of them."""

    kept: list[tuple[str, str | None, str | None]]

    def log(self, record: str, before: str | None, after: str | None) -> None:
        self.kept.append((record, before, after))


def load(writer: Writer, package: Offered, *, digest: str, update: bool = False) -> Loaded:
    """Import records in the writer's transaction, under one revision: counts, ``digest``, and a digest of each record.

    Refs are kept as given. A record that is there with other content is refused (ConflictError, nothing is
    written), or changed where ``update`` says so; a text, an original and a decision never are. How a proposal
    stands follows its decisions. No revision where nothing changes.
    """
    loading = Loading(writer, update=update)
    loading.take(package)
    return loading.finish(digest)


class Loading:
    """An import that comes in parts, in the order of ``KINDS``: a pledge with all its follow-ups in one of them."""

    def __init__(self, writer: Writer, *, update: bool = False) -> None:
        at, actor, command = writer.signature
        self.writer, self.update = writer, update
        self.bulk = Bulk(writer)
        self.unlogged = _Unlogged(writer.connection, writer.reader, actor, command, at)
        self.unlogged.kept = []
        self.added = dict.fromkeys(KINDS, 0)
        self.unchanged = 0
        self.differing: list[tuple[int, Differing]] = []  # with the place of the kind

    def take(self, package: Offered) -> None:
        """Take a part in. After one that differs, nothing more is written unless ``update`` says so."""
        compared = {kind: compare(self.bulk, kind, getattr(package, kind)) for kind in KINDS}
        compared["proposals"], moved = following_decisions(self.writer.reader, compared["proposals"], package.decisions)
        self.differing += [(place, each) for place, kind in enumerate(KINDS) for each in compared[kind].differing]
        require_lasting(each for kind in KINDS for each in compared[kind].differing)
        require_proposed_once(self.bulk, compared["proposals"].new)
        if self.differing and not self.update:
            return
        for each in moved:
            self.bulk.change_proposal(each)
        self._write(compared, package)
        for rule in package.rules:
            if self.writer.insert_rule(rule):
                self.bulk.attested.append(attested(name_of(rule), rows.flat(rule)))
        for kind in KINDS:
            self.added[kind] += len(compared[kind].new)
        self.unchanged += sum(each.same for each in compared.values())

    @property
    def empty(self) -> bool:
        """Whether the register held no party, document or pledge to begin with: all that comes is new."""
        return all(self.bulk.keys[kind].empty for kind in ("parties", "documents", "pledges"))

    def take_ready(self, part: Iterable[Prepared]) -> None:
        """Take in records that were made ready, spans among what hangs on them: into a register that was empty."""
        for each in part:
            self.bulk.pour(each)
            self.added[each.kind] += each.size

    def finish(self, digest: str) -> Loaded:
        """Log the import, when all parts are in."""
        differing = [each for _, each in sorted(self.differing, key=lambda each: each[0])]
        if differing and not self.update:
            raise conflict(differing)
        self.bulk.finish()
        changes = self._changes()
        if changes or self.bulk.attested or any(self.added.values()):
            added = {kind: count for kind, count in self.added.items() if count}
            brought = "\n".join(sorted(self.bulk.attested))
            said = {"added": added, "updated": changes, "digest": digest, "brought": brought}
            self.writer.log("import", None, audit.as_json(said))
        return Loaded(self.added, self.unchanged, tuple(each.name for each in differing))

    def _write(self, compared: Mapping[str, Compared], package: Offered) -> None:
        """Write what is new or differs."""
        bulk, writer = self.bulk, self.unlogged
        for kind in KINDS:
            if kind == "originals":
                for each in compared[kind].new:  # one by one: their bytes would fill the memory
                    bulk.insert_original(each, package.bytes_of(each))
                continue
            new = _in_turn(compared[kind].new) if kind == "decisions" else compared[kind].new
            told = package.told.get(kind) if len(new) == len(getattr(package, kind)) else None
            bulk.insert(kind, new, told)
            for each in compared[kind].differing:
                if kind in _CHANGED:
                    _CHANGED[kind](bulk, each.after)
                    writer.log(each.name, *(audit.as_json(content(record)) for record in (each.before, each.after)))
                else:
                    writer.change_judged(each.before, each.after)
        pledged = {each.ref for each in compared["pledges"].new}
        bulk.keep_spans(compared["pledges"].new, package.follow_ups)
        touched = {each.pledge for each in compared["follow_ups"].new} | _touched(writer, compared["memberships"])
        writer.rewrite(*sorted(touched - pledged))

    def _changes(self) -> list[dict[str, Any]]:
        """What was changed, as the revision tells it."""
        return [
            {"record": name, "before": json.loads(before or "{}"), "after": json.loads(after or "{}")}
            for name, before, after in self.unlogged.kept
        ]


def _in_turn(decisions: Sequence[Decision]) -> list[Decision]:
    """Decisions in the order in which they were taken; those on one proposal in theirs, whatever the clock has said."""
    last: dict[str, str] = {}
    turns = []
    for each in sorted(decisions, key=lambda each: each.number):
        last[each.proposal] = max(each.at, last.get(each.proposal, ""))
        turns.append((last[each.proposal], each))
    return [each for _, each in sorted(turns, key=lambda turn: turn[0])]


def _touched(writer: Writer, memberships: Compared) -> set[str]:
    """The pledges of parties whose memberships are new or changed."""
    concerned = [*memberships.new, *(each.after for each in memberships.differing)]
    return touched(writer.reader, {code for each in concerned for code in (each.group, each.member)})
