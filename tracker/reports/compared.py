"""Two registers side by side: which records only one has, which differ, which pledges stand otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple, TypeVar

from tracker import law, rows
from tracker.lineage import Relation
from tracker.model import Dispute, FollowUp, Membership, Pledge
from tracker.reports.changes import Change, Changes, differing, disputed, related
from tracker.reports.entries import codes

Compared = TypeVar("Compared", Pledge, FollowUp, Dispute, Relation)


class Side(NamedTuple):
    """The records of a register or a data package that standings rest on, and what parties answered to them."""

    pledges: tuple[Pledge, ...]
    follow_ups: tuple[FollowUp, ...]
    memberships: tuple[Membership, ...]
    disputes: tuple[Dispute, ...] = ()
    relations: tuple[Relation, ...] = ()


def compared(earlier: Side, later: Side, as_of: str) -> Changes:
    """What ``later`` has that ``earlier`` has not, and what differs; standings are those of one day in both."""
    on = date.fromisoformat(as_of)
    before, after = ({each.ref: each for each in side.pledges} for side in (earlier, later))
    stood, stands = (_standings(side, on) for side in (earlier, later))
    new = [_change("new", after[ref], None, stands[ref]) for ref in after.keys() - before.keys() if ref in stands]
    moved = [
        _change("moved", after[ref], stood[ref], stands[ref])
        for ref in stands.keys() & stood.keys()
        if stood[ref] != stands[ref]
    ]
    gone = [_change("missing", before[ref], stood.get(ref), None) for ref in before.keys() - after.keys()]
    had = {each.ref: each for each in earlier.follow_ups}
    said = [
        Change(
            law.known_on(each).isoformat(),
            str(each.outcome),
            each.ref,
            each.party or codes(after[each.pledge]),
            after[each.pledge].summary,
            None,
            str(each.outcome),
            each.quote.document,
        )
        for each in later.follow_ups
        if each.ref not in had and each.pledge in before and each.retracted is None
    ]
    answered = {each.ref: each for each in earlier.disputes}
    said += [
        disputed(each, after[each.pledge])
        for each in later.disputes
        if each.ref not in answered and each.pledge in before and each.retracted is None
    ]
    linked = {each.ref: each for each in earlier.relations}
    said += [
        related(each, after[each.pledge], None)
        for each in later.relations
        if each.ref not in linked and each.pledge in after and each.retracted is None
    ]
    corrected = [
        *_differing(before, after),
        *_differing(had, {each.ref: each for each in later.follow_ups}),
        *_differing(answered, {each.ref: each for each in later.disputes}),
        *_differing(linked, {each.ref: each for each in later.relations}),
        *gone,
    ]
    return Changes(*(tuple(sorted(each, key=_order)) for each in (new, moved, said, corrected)))


def _standings(side: Side, on: date) -> dict[str, str]:
    """How each pledge of a side stands on a day; those not known by then are left out."""
    followed: dict[str, list[FollowUp]] = {}
    for each in side.follow_ups:
        followed.setdefault(each.pledge, []).append(each)
    found: dict[str, str] = {}
    for pledge in side.pledges:
        mine = followed.get(pledge.ref, [])
        if pledge.retracted is None and law.known_from(pledge, mine) <= on:
            found[pledge.ref] = str(law.evidence(pledge, mine, on)[0])
    return found


def _change(what: str, pledge: Pledge, before: str | None, after: str | None) -> Change:
    day = (pledge.made_on or pledge.recorded_on).isoformat() if what == "new" else None
    return Change(day, what, pledge.ref, codes(pledge), pledge.summary, before, after, pledge.quote.document)


def _differing(before: Mapping[str, Compared], after: Mapping[str, Compared]) -> Iterator[Change]:
    for ref, record in after.items():
        if (other := before.get(ref)) is None or other == record:
            continue
        was, now = differing(_row(other), _row(record))
        if was == now:
            continue
        gone = record.retracted is not None and other.retracted is None
        yield Change(
            None,
            "retracted" if gone else "corrected",
            ref,
            codes(record) if isinstance(record, Pledge) else "",
            record.summary if isinstance(record, Pledge) else record.pledge,
            was or None,
            now or None,
        )


def _row(record: Pledge | FollowUp | Dispute | Relation) -> dict[str, object]:
    row: dict[str, object] = dict(rows.flat(record))
    if isinstance(record, Pledge):
        row |= {"parties": record.parties, "partners": record.partners}
    return row


def _order(change: Change) -> tuple[str, str]:
    return change.on or "", change.ref


def named(sides: Iterable[str]) -> tuple[str, ...]:
    """What two sides are called, for the title: the last part of a path says enough where they differ."""
    listed = tuple(sides)
    short = tuple(each.rstrip("/").rpartition("/")[2] for each in listed)
    return short if len(set(short)) == len(short) else listed
