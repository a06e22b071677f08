"""Sums of what was pledged and what is told to be delivered of it, by unit and by how firmly it was said."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from tracker.reports.entries import Entry
from tracker.reports.entries import sums as delivered_by_unit
from tracker.words import Standing

NO_AMOUNT = "no amount"


class Sum:
    """What was pledged and delivered in one unit, said in one way.

    ``dropped`` is the part of ``pledged`` that was given up. ``beside`` is what is told to be delivered of pledges
    whose amount is not added up, for others tell it.
    """

    def __init__(self) -> None:
        self.pledges = 0
        self.pledged: Decimal | None = None
        self.delivered: Decimal | None = None
        self.without_figure = 0
        self.dropped: Decimal | None = None
        self.beside: Decimal | None = None
        self.refs: list[str] = []
        self.refs_dropped: list[str] = []
        self.refs_beside: list[str] = []
        self.refs_untold: list[str] = []  # beside, too, without a figure

    def add(self, entry: Entry, delivered: Decimal | None, *, counts: bool) -> None:
        """Add a pledge, with what is told in figures to be delivered of it in this unit."""
        self.pledges += counts
        self.refs.append(entry.pledge.ref)
        if entry.pledge.quantity:
            amount = entry.pledge.quantity.amount
            self.pledged = (self.pledged or Decimal(0)) + amount
            if entry.standing is Standing.DROPPED:
                self.dropped = (self.dropped or Decimal(0)) + amount
                self.refs_dropped.append(entry.pledge.ref)
        if delivered is not None:
            self.delivered = (self.delivered or Decimal(0)) + delivered
        elif entry.delivered:
            self.without_figure += 1

    def tell_beside(self, entry: Entry, delivered: Decimal) -> None:
        """Tell what was delivered of a pledge whose amount is not added up."""
        self.beside = (self.beside or Decimal(0)) + delivered
        self.refs_beside.append(entry.pledge.ref)


Units = dict[tuple[str, str], Sum]  # by unit, and how it was said
Sums = dict[tuple[str, str], Units]  # by key and name


class Found(NamedTuple):
    """The sums by who pledged, by topic and of all, and how firmly deliveries were said."""

    parties: Sums
    topics: Sums
    everything: Sums
    loosely: dict[str, list[int]]  # by unit: how many figures were delivered, and how many of them not said plainly
    left: list[Entry]  # whose amounts are those of others
    uncounted: list[str]  # the refs of those whose amount is added up, while others count in their place


def found(
    entries: Iterable[Entry], names: Mapping[str, str], elsewhere: Container[str], aside: Container[str]
) -> Found:
    """The sums over some pledges.

    ``elsewhere`` are the refs of those whose amount is that of others, ``aside`` of all in whose place others count.
    """
    made = Found({}, {}, {}, {}, [], [])
    for entry in entries:
        ref, codes = entry.pledge.ref, sorted(entry.pledge.parties)
        left = ref in elsewhere or (ref in aside and entry.pledge.quantity is None)
        if left:
            made.left.append(entry)
        elif ref in aside:
            made.uncounted.append(ref)
        by = (" ".join(codes), ", ".join(names.get(code, code) for code in codes))
        for sums, of in (
            (made.parties, by),
            (made.topics, (entry.pledge.topic, "")),
            (made.everything, ("all", "each pledge once")),
        ):
            if left:
                _tell_beside(sums, of, entry)
            else:
                _add(sums.setdefault(of, {}), entry, counts=ref not in aside)
        for each in () if left else entry.delivered:
            if each.quantity:
                told = made.loosely.setdefault(each.quantity.unit, [0, 0])
                told[0] += 1
                told[1] += each.quantity.qualifier is not None
    return made


def _add(sums: Units, entry: Entry, *, counts: bool) -> None:
    """Add a pledge in its unit, and one without an amount in those in which something is delivered of it."""
    done = delivered_by_unit(entry.delivered)
    pledged = entry.pledge.quantity
    if pledged:
        said = str(pledged.qualifier or "")
        sums.setdefault((pledged.unit, said), Sum()).add(entry, done.pop(pledged.unit, None), counts=counts)
        return
    for unit in done or ("",):
        sums.setdefault((unit, NO_AMOUNT), Sum()).add(entry, done.get(unit), counts=counts)


def _tell_beside(sums: Sums, of: tuple[str, str], entry: Entry) -> None:
    """Tell what was delivered of a pledge whose amount is not added up, where that of its kind would stand."""
    pledged = entry.pledge.quantity
    said = str(pledged.qualifier or "") if pledged else NO_AMOUNT
    done = delivered_by_unit(entry.delivered)
    for unit, delivered in done.items():
        sums.setdefault(of, {}).setdefault((unit, said), Sum()).tell_beside(entry, delivered)
    if entry.delivered and pledged and pledged.unit not in done:
        sums.setdefault(of, {}).setdefault((pledged.unit, said), Sum()).refs_untold.append(entry.pledge.ref)
