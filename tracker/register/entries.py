"""Entries: the pledges of a list, each with all that is known of it on the day."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from tracker import rows
from tracker.days import Day, asked_day
from tracker.law import known_on
from tracker.model import Dispute, Enquiry, FollowUp, Pledge, Span
from tracker.register import records
from tracker.register.connect import Reader
from tracker.register.lists import ALL, Filters, counts, lines
from tracker.reports.entries import Entry
from tracker.reports.lines import Line
from tracker.words import Standing

Said = TypeVar("Said", FollowUp, Dispute)


def entries(
    reader: Reader, as_of: Day, filters: Filters = ALL, *, least: int = 0, singly: int = 200
) -> Iterator[Entry]:
    """The pledges known on a day that the filters leave, by ref, one at a time.

    Only those that were said again at least ``least`` times. Up to ``singly`` pledges are asked for together, more
    are read in a sweep through the whole register.
    """
    counted = counts(reader, as_of, filters)
    found = lines(reader, as_of, filters, sort="ref", counted=counted)
    listed = (line for line in found if line.restated >= least)
    if sum(counted.values()) <= singly:
        refs = [line.ref for line in listed]
        together = entries_of(reader, refs, as_of)
        yield from (together[ref] for ref in refs)
        return
    yield from _swept(reader, listed, as_of)


def entry(reader: Reader, ref: str, as_of: Day) -> Entry | None:
    """The entry of one pledge; ``None`` while it is not known on the day."""
    return entries_of(reader, (ref,), as_of).get(ref)


def entries_of(reader: Reader, refs: Iterable[str], as_of: Day) -> dict[str, Entry]:
    """The entries of some pledges by ref, but for those that are not known on the day; many take no more queries."""
    asked, on = {"refs": json.dumps([*refs])}, date.fromisoformat(asked_day(as_of, "as_of"))
    standing = {row["ref"]: records.span(row) for row in reader.dicts("spans_among", as_of=as_of, **asked)}
    followed: defaultdict[str, list[FollowUp]] = defaultdict(list)
    for row in reader.dicts("follow_ups_among", **asked):
        followed[row["pledge"]].append(rows.follow_up(row))
    enquired: defaultdict[str, list[Enquiry]] = defaultdict(list)
    for row in reader.dicts("enquiries_among", **asked):
        enquired[row["pledge"]].append(rows.enquiry(row))
    disputed: defaultdict[str, list[Dispute]] = defaultdict(list)
    for row in reader.dicts("disputes_among", **asked):
        disputed[row["pledge"]].append(rows.dispute(row))
    return {
        each.ref: _entry(standing[each.ref], each, followed[each.ref], enquired[each.ref], disputed[each.ref], on)
        for each in map(records.pledge_of, reader.dicts("pledges_among", **asked))
        if each.ref in standing
    }


def _swept(reader: Reader, listed: Iterable[Line], as_of: Day) -> Iterator[Entry]:
    """Entries from two sweeps in the order of refs, side by side; enquiries and disputes are few."""
    enquired: dict[str, list[Enquiry]] = {}
    for each in records.enquiries(reader):
        enquired.setdefault(each.pledge, []).append(each)
    on = date.fromisoformat(asked_day(as_of, "as_of"))
    disputed: dict[str, list[Dispute]] = {}
    for one in records.disputes(reader):
        disputed.setdefault(one.pledge, []).append(one)
    # Rows are read past and made into records only where they are asked for: most of a register may not be.
    pledges = reader.dicts("pledges")
    followed = groupby(reader.dicts("follow_ups"), key=itemgetter("pledge"))
    about, group = next(followed, ("", iter(())))
    for line in listed:
        pledge = records.pledge_of(next(row for row in pledges if row["ref"] == line.ref))
        while about and about < line.ref:
            about, group = next(followed, ("", iter(())))
        mine = map(rows.follow_up, group) if about == line.ref else ()
        yield _entry(_span(line), pledge, mine, enquired.get(line.ref, ()), disputed.get(line.ref, ()), on)


def _span(line: Line) -> Span:
    """How the pledge of a line stands; when that ends is not told."""
    return Span(date.fromisoformat(line.since), None, Standing(line.standing), bool(line.self_declared))


def _entry(
    standing: Span,
    pledge: Pledge,
    follow_ups: Iterable[FollowUp],
    enquiries: Iterable[Enquiry],
    disputes: Iterable[Dispute],
    on: date,
) -> Entry:
    made = [each for each in enquiries if each.retracted is None and each.enquired_on <= on]
    return Entry(
        pledge,
        _known(follow_ups, on),
        tuple(sorted(made, key=lambda each: (each.enquired_on, each.ref))),
        standing.standing,
        standing.self_declared,
        standing.since,
        _known(disputes, on),
    )


def _known(said: Iterable[Said], on: date) -> tuple[Said, ...]:
    known = [each for each in said if each.retracted is None and known_on(each) <= on]
    return tuple(sorted(known, key=lambda each: (known_on(each), len(each.ref), each.ref)))
