"""What must hold in a register. A check reads and yields findings; it never mends and never prints.

What a single record must keep to, at the door and here, stands in :mod:`tracker.faults`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from tracker.belonging import membership_faults
from tracker.faults import Finding, dispute_faults, enquiry_faults, follow_up_faults, pledge_faults, relation_faults
from tracker.law import history, own_voices
from tracker.lineage import Lineages, Relation
from tracker.model import Dispute, Enquiry, FollowUp, Membership, Original, Pledge, Span


class Case(NamedTuple):
    """A pledge with everything that is kept of it."""

    pledge: Pledge
    follow_ups: tuple[FollowUp, ...]
    spans: tuple[Span, ...]
    orders: frozenset[str] = frozenset()  # by which its spans are listed: the latest day, or "~" for none
    disputes: tuple[Dispute, ...] = ()


class Unlogged(NamedTuple):
    """A record that is not what the log last said of it, and what is there instead.

    ``how`` is ``changed``, ``imported`` (changed since an import brought it), ``missing``, ``untold``, or ``counted``
    (of all that imports have brought of a kind).
    """

    how: str
    record: str
    says: str


class Contents(Protocol):
    """What the checks read of a register: what cannot be read is damage, and left out of all else.

    ``left_out`` tells that something was.
    """

    @property
    def left_out(self) -> bool: ...
    def damage(self) -> Iterator[tuple[str, str]]: ...
    def cases(self) -> Iterator[Case]: ...
    def enquiries(self) -> Iterator[Enquiry]: ...
    def memberships(self) -> tuple[Membership, ...]: ...
    def relations(self) -> tuple[Relation, ...]: ...
    def text(self, document: str) -> str | None: ...
    def texts(self) -> Iterator[tuple[str, str, str]]: ...
    def originals(self) -> Iterator[tuple[Original, bytes | None]]: ...
    def tally(self) -> Mapping[tuple[str, str], int]: ...
    def broken_revisions(self) -> Iterator[tuple[int, str]]: ...
    def unlogged(self) -> Iterator[Unlogged]: ...


_RESTORE = "restore a backup with: tracker restore FILE"


def storage(contents: Contents) -> Iterator[Finding]:
    """Everything can be read: the file is whole, every value is what it is read as, every key names a record."""
    for record, says in contents.damage():
        yield Finding("storage", record, says, f"{_RESTORE}; what was recorded stands in: tracker log")


def records(contents: Contents) -> Iterator[Finding]:
    """Every record keeps to the rules that it was recorded under, and its quotes still stand.

    Pledges, follow-ups, enquiries, disputes, relations and memberships. What was retracted is left alone: it is known
    to be a mistake.
    """
    memberships, relations = contents.memberships(), contents.relations()
    yield from _belonging(memberships)
    looked = _looked(contents)
    related: dict[str, Pledge | None] = {ref: None for each in relations for ref in (each.pledge, each.other)}
    for pledge, follow_ups, *_, disputes in contents.cases():
        if pledge.retracted is not None:
            continue
        if pledge.ref in related:
            related[pledge.ref] = pledge
        yield from pledge_faults(pledge, contents.text(pledge.quote.document))
        for each in follow_ups:
            if each.retracted is None:
                yield from follow_up_faults(pledge, each, contents.text(each.quote.document), memberships)
        for found in looked.get(pledge.ref, ()):
            yield from enquiry_faults(pledge, found)
        for one in disputes:
            if one.retracted is None:
                yield from dispute_faults(pledge, one, contents.text(one.quote.document), memberships)
    yield from _lineage(relations, related, Lineages((), memberships))


def _belonging(memberships: Sequence[Membership]) -> Iterator[Finding]:
    for at, each in enumerate(memberships):
        yield from membership_faults(each, memberships[:at])


def _looked(contents: Contents) -> dict[str, list[Enquiry]]:
    """The enquiries by pledge, but for those that were retracted."""
    found: dict[str, list[Enquiry]] = {}
    for each in contents.enquiries():
        if each.retracted is None:
            found.setdefault(each.pledge, []).append(each)
    return found


def _lineage(
    relations: Iterable[Relation], related: Mapping[str, Pledge | None], lineages: Lineages
) -> Iterator[Finding]:
    for each in relations:
        if each.retracted is None:
            faults = [*relation_faults(each, related[each.pledge], related[each.other], lineages)]
            yield from faults
            if not faults:  # else everything that is held against it would be told too
                lineages.add(each)


def texts(contents: Contents) -> Iterator[Finding]:
    """Every stored text has the hash that was taken when it was recorded."""
    for ref, text, sha256 in contents.texts():
        if hashlib.sha256(text.encode()).hexdigest() != sha256:
            yield Finding(
                "text",
                ref,
                "its text is not the one that was recorded: the sha256 differs",
                "restore the register from a copy or a data package",
            )


def originals(contents: Contents) -> Iterator[Finding]:
    """Every original has the hash that was taken when it was kept."""
    for each, data in contents.originals():
        if data is None or hashlib.sha256(data).hexdigest() != each.sha256:
            yield Finding(
                "original",
                each.document,
                "its original is not the one that was kept: the sha256 differs",
                "restore the register from a copy or a data package; the text and its quotes stand by themselves",
            )


# What is derived follows the records: computed again from wrong ones, it is wrong and looks right.
_AGAIN = "when the log and the records agree, run: tracker repair"


def standings(contents: Contents) -> Iterator[Finding]:
    """The kept spans, and the tally of them, are what the law says."""
    memberships = contents.memberships()
    tally: dict[tuple[str, str], int] = {}
    for pledge, follow_ups, spans, orders, _ in contents.cases():
        said = history(pledge, follow_ups, own_voices(pledge, memberships))
        order = str(pledge.deadline.latest) if pledge.deadline and pledge.deadline.latest else "~"
        if said != spans or orders - {order}:
            yield Finding("standing", pledge.ref, "its kept standings differ from the law's", _AGAIN)
        for each in said:
            _count(tally, str(each.standing), str(each.since), 1)
            if each.until:
                _count(tally, str(each.standing), str(each.until), -1)
    if contents.left_out:  # what cannot be read is counted, and nobody knows as what
        return
    kept = {key: change for key, change in contents.tally().items() if change}
    for key in sorted({*tally, *kept}):
        if tally.get(key, 0) != kept.get(key, 0):
            yield Finding("tally", key[0], f"the count kept for {key[1]} is wrong", _AGAIN)


def _count(tally: dict[tuple[str, str], int], standing: str, day: str, by: int) -> None:
    tally[standing, day] = tally.get((standing, day), 0) + by


def revisions(contents: Contents) -> Iterator[Finding]:
    """The log of revisions is whole: every line follows from the one before it."""
    for number, fault in contents.broken_revisions():
        yield Finding(
            "log",
            f"revision {number}",
            f"it {fault}",
            "compare with a copy of the register: everything after this line is in doubt",
        )


def changes(contents: Contents) -> Iterator[Finding]:
    """Every record is what the log last said of it: none was changed, added or taken away without a line."""
    more = 0
    for number, each in enumerate(contents.unlogged(), start=1):
        if number <= _TOLD:
            yield Finding("log", each.record, each.says, _BACK[each.how].format(each.record))
        else:
            more += 1
    if more:
        yield Finding("log", f"{more:,} more", "are not what the log last said of them", _RESTORE)


_TOLD = 100  # records named one by one: a log that was cut short does not tell of any that came after
_BACK = {
    "changed": f"see: tracker log {{0}}; set right what is wrong with: tracker edit {{0}}; or {_RESTORE}",
    "imported": "import the package again: it tells what differs, and with --update sets it right in a line of the log;"
    f" or correct it with: tracker edit {{0}}; or {_RESTORE}",
    "missing": f"import the package that it came with again; or {_RESTORE}",
    "untold": "find out who wrote it; a pledge or what is said of one is taken back with: tracker edit {0} --retract"
    f" REASON; or {_RESTORE}",
    "counted": f"compare with the packages that were imported; or {_RESTORE}",
}

Check = Callable[[Contents], Iterator[Finding]]
CHECKS: tuple[Check, ...] = (storage, records, texts, originals, standings, revisions, changes)
