"""Two registers side by side: which records only one has, which differ, which pledges stand otherwise."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from tracker import law, rows
from tracker.lineage import Relation
from tracker.model import Dispute, FollowUp, Membership, Pledge
from tracker.reports.changes import Change, Changes, differing, disputed, followed, order, related
from tracker.reports.entries import codes
from tracker.words import Standing

Compared = TypeVar("Compared", Pledge, FollowUp, Dispute, Relation)
Told = TypeVar("Told", FollowUp, Dispute, Relation)


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
    before, after = _by_ref(earlier.pledges), _by_ref(later.pledges)
    stood, stands = (_standings(side, on) for side in (earlier, later))
    new = [_new(after[ref], stands[ref]) for ref in after.keys() - before.keys() if ref in stands]
    turned = [ref for ref in stands.keys() & stood.keys() if stood[ref].standing != stands[ref].standing]
    moving = {ref: law.moving(after[ref], stands[ref].heard, stood[ref].standing, on) for ref in turned}
    moved = [_moved(after[ref], stood[ref], stands[ref], moving[ref]) for ref in turned]
    gone = [_gone(before[ref], stood.get(ref)) for ref in before.keys() - after.keys()]
    said = [*_said(earlier, later, after, {each.ref for by in moving.values() for each in by})]
    corrected = [
        *_differing(before, after),
        *_differing(_by_ref(earlier.follow_ups), _by_ref(later.follow_ups)),
        *_differing(_by_ref(earlier.disputes), _by_ref(later.disputes)),
        *_differing(_by_ref(earlier.relations), _by_ref(later.relations)),
        *gone,
    ]
    return Changes(*(tuple(sorted(each, key=order)) for each in (new, moved, said, corrected)))


def _by_ref(records: Iterable[Compared]) -> dict[str, Compared]:
    return {each.ref: each for each in records}


def _said(earlier: Side, later: Side, pledges: Mapping[str, Pledge], moving: Container[str]) -> Iterator[Change]:
    """The follow-ups, disputes and relations that only the later side has, but for those that have moved a pledge."""

    def added(had: Iterable[Told], has: Iterable[Told]) -> Iterator[tuple[Told, Pledge]]:
        refs = {each.ref for each in had}
        for each in has:
            pledge = pledges[each.pledge]
            if each.ref not in refs and each.retracted is None and pledge.retracted is None:
                yield each, pledge

    for follow_up, pledge in added(earlier.follow_ups, later.follow_ups):
        if follow_up.ref not in moving:
            yield followed(follow_up, pledge)
    yield from (disputed(*each) for each in added(earlier.disputes, later.disputes))
    yield from (related(*each, None) for each in added(earlier.relations, later.relations))


class _Stands(NamedTuple):
    """How a pledge stands on a day, since when, and its follow-ups."""

    standing: Standing
    since: date
    heard: tuple[FollowUp, ...]


def _standings(side: Side, on: date) -> dict[str, _Stands]:
    """How each pledge of a side stands on a day; those not known by then are left out."""
    heard: dict[str, list[FollowUp]] = {}
    for each in side.follow_ups:
        heard.setdefault(each.pledge, []).append(each)
    found: dict[str, _Stands] = {}
    for pledge in side.pledges:
        mine = tuple(heard.get(pledge.ref, ()))
        begun = [(since, standing) for since, standing, _ in law.turns(pledge, mine) if since <= on]
        if begun:
            since, standing = begun[-1]
            found[pledge.ref] = _Stands(standing, since, mine)
    return found


def _new(pledge: Pledge, stands: _Stands) -> Change:
    day = (pledge.made_on or pledge.recorded_on).isoformat()
    now, document = str(stands.standing), pledge.quote.document
    return Change(day, "new", pledge.ref, codes(pledge), pledge.summary, None, now, document)


def _moved(pledge: Pledge, stood: _Stands, stands: _Stands, moving: Sequence[FollowUp]) -> Change:
    return Change(
        stands.since.isoformat(),
        "moved",
        pledge.ref,
        codes(pledge),
        pledge.summary,
        str(stood.standing),
        str(stands.standing),
        (moving[0] if moving else pledge).quote.document,
    )


def _gone(pledge: Pledge, stood: _Stands | None) -> Change:
    was = str(stood.standing) if stood else None
    return Change(None, "missing", pledge.ref, codes(pledge), pledge.summary, was, None, pledge.quote.document)


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


def named(sides: Iterable[str]) -> tuple[str, ...]:
    """What two sides are called, for the title: the last part of a path says enough where they differ."""
    listed = tuple(sides)
    short = tuple(each.rstrip("/").rpartition("/")[2] for each in listed)
    return short if len(set(short)) == len(short) else listed
