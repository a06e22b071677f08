"""The report on what is said again: how often, with which deadlines, and what has come of it.

Counting rules: a restatement is a later document of another event; corroborations do not count. *Delivered* counts the
documents that tell of something done; quantities are summed per unit, *up to*, *at least* and *about* apart. Two clocks
run: the first from the deadline that was said first, the last from the one promised last; only the first decides a
standing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from tracker.law import known_on
from tracker.model import Deadline, Dispute, FollowUp
from tracker.reports import Column, Report, Section
from tracker.reports.charts import Slip, drawn, slips
from tracker.reports.entries import Entry, codes, quantities
from tracker.reports.figures import Figures, by_unit, said
from tracker.reports.lines import counted, times

COLUMNS = (
    Column("ref", "Ref", "ref", keep=9),
    Column("on", "On", "day"),
    Column("what", "What"),
    Column("deadline", "Deadline said", keep=1),
    Column("latest", "That is", "day", keep=2, below=True),
    Column("slip_days", "Slip", "number"),
    Column("days_since", "Day", "number", keep=3),
    Column("quantity", "Quantity", "quantity", keep=6),
    Column("document", "Document", "ref", keep=5),
    Column("words", "Words", wide=True),
)

NO_DELIVERY = "No recorded document tells of a delivery"  # what nobody has recorded may have been done all the same
_REPLACED = (
    "A pledge that replaces others is told with them as one promise and counted once;"
    " each keeps its own clock and standing."
)


class Told(NamedTuple):
    """A pledge with those that it replaces, oldest first: one promise, said all these times."""

    entry: Entry
    before: tuple[Entry, ...] = ()

    @property
    def members(self) -> tuple[Entry, ...]:
        return (*self.before, self.entry)

    @property
    def again(self) -> int:
        """How often it was said again, a replacement included."""
        return len(self.before) + sum(len(each.restated) for each in self.members)

    @property
    def delivered(self) -> tuple[FollowUp, ...]:
        return tuple(one for each in self.members for one in each.delivered)

    @property
    def first(self) -> date | None:
        """The deadline that was said first."""
        deadline = self.members[0].pledge.deadline
        return deadline.latest if deadline else None

    @property
    def promised(self) -> date | None:
        """The last day as it was promised last, in a restatement or by a pledge made instead."""
        own = ((each.said_on, each.pledge.deadline) for each in self.members[1:])
        instead = ((on, deadline.latest) for on, deadline in own if deadline and deadline.latest)
        again = (each.promised for each in self.members)
        return max((*instead, *filter(None, again)), default=(None, None))[1]


def restated(
    entries: Iterable[Entry],
    as_of: str,
    *,
    least: int = 1,
    scope: str = "",
    replaced: Mapping[str, tuple[Entry, ...]] | None = None,
) -> Report:
    """Pledges said again at least ``least`` times, the most often first: one section each, every time in its order.

    ``replaced`` holds what pledges replace, by the ref of the pledge that does; what is told there is not told again.
    """
    found = sorted(
        (each for each in _chained(entries, replaced or {}) if each.again >= least),
        key=lambda each: (-each.again, bool(each.delivered), each.entry.pledge.ref),
    )
    on = date.fromisoformat(as_of)
    untold = [each for each in found if not each.delivered]
    sections = tuple(_section(each, on) for each in found) or (Section("restated", "", ()),)
    refs = f" ({', '.join(each.entry.pledge.ref for each in untold)})" if untold else ""
    notes = (
        f"Said again: {len(found)}. {NO_DELIVERY}: {len(untold)}{refs}.",
        "Slip is counted in days from the deadline that was said first. A later deadline stops no clock.",
        "A document on the same event as the pledge corroborates it and is not counted here.",
        *([_REPLACED] if any(each.before for each in found) else []),
        f"As of {as_of}: only documents published on or before that day are known.",
    )
    facts = (("restated", len(found)), ("no_delivery_told", len(untold)))
    title = f"Said again{f', {scope}' if scope else ''}, as of {as_of}"
    charts = drawn([slips("Deadlines that have moved", (each for told in found for each in _slip(told)))])
    return Report("restated", title, as_of, COLUMNS, sections, notes=notes, facts=facts, charts=charts)


def _chained(entries: Iterable[Entry], replaced: Mapping[str, tuple[Entry, ...]]) -> list[Told]:
    """Each entry with what it replaces; what is told with another is not told by itself."""
    found = [Told(each, replaced.get(each.pledge.ref, ())) for each in entries if each.restated or replaced]
    gone = {one.pledge.ref for each in found for one in each.before}
    return [each for each in found if each.entry.pledge.ref not in gone]


def _slip(told: Told) -> Iterable[Slip]:
    first, last = told.first, told.promised
    if first and last:
        yield Slip(told.entry.pledge.ref, first.isoformat(), last.isoformat())


def _section(told: Told, on: date) -> Section:
    entry, pledge = told.entry, told.entry.pledge
    instead = f", in place of {' '.join(each.pledge.ref for each in told.before)}" if told.before else ""
    said = f"said {times(told.again + 1)}, {_delivered(told)}; {entry.standing}"
    title = f"{pledge.ref} ({codes(pledge)}): {pledge.summary}{instead} — {said}"
    rows = sorted((row for each in told.members for row in _rows(told, each)), key=itemgetter(1))
    return Section(pledge.ref, title, rows, note=" ".join(_clocks(told, on)))


def _rows(told: Told, entry: Entry) -> Iterable[tuple[object, ...]]:
    yield _made(told, entry)
    yield from (_row(told, entry, each) for each in entry.follow_ups if each.outcome != "corroborates")
    yield from (_answer(told, entry, each) for each in entry.disputes)


def _made(told: Told, entry: Entry) -> tuple[object, ...]:
    pledge, deadline, quantity = entry.pledge, entry.pledge.deadline, entry.pledge.quantity
    first = entry is told.members[0]
    return (
        pledge.ref,
        entry.said_on,
        "made" if first else "made instead",
        deadline.phrase if deadline else None,
        deadline.latest if deadline else None,
        None if first else _slipped(told, deadline),
        (entry.said_on - told.members[0].said_on).days,
        Figures([quantity]) if quantity else None,
        pledge.quote.document,
        pledge.quote.text,
    )


def _row(told: Told, entry: Entry, each: FollowUp) -> tuple[object, ...]:
    deadline = each.deadline
    return (
        entry.pledge.ref,
        known_on(each),
        str(each.outcome),
        deadline.phrase if deadline else None,
        deadline.latest if deadline else None,
        _slipped(told, deadline),
        (known_on(each) - told.members[0].said_on).days,
        Figures([each.quantity]) if each.quantity else None,
        each.quote.document,
        each.quote.text,
    )


def _answer(told: Told, entry: Entry, each: Dispute) -> tuple[object, ...]:
    """What a party answers: it delivers nothing, and sets no deadline."""
    return (
        entry.pledge.ref,
        known_on(each),
        f"disputed by {each.party}",
        None,
        None,
        None,
        (known_on(each) - told.members[0].said_on).days,
        None,
        each.quote.document,
        each.quote.text,
    )


def _slipped(told: Told, deadline: Deadline | None) -> int | None:
    return (deadline.latest - told.first).days if told.first and deadline and deadline.latest else None


def _delivered(told: Told) -> str:
    """What is told to be delivered: per unit where it is, else how many documents tell of something done, if any."""
    if not told.delivered:
        return NO_DELIVERY.replace("No", "no", 1)
    pledged, documents = told.entry.pledge.quantity, counted(len(told.delivered), "document")
    done = [
        f"{amounts}{f' of {said(pledged)}' if pledged and pledged.unit == unit else ''} {unit}"
        for unit, amounts in by_unit(quantities(told.delivered)).items()
    ]
    return f"delivered {', '.join(done) or f'something, told by {documents}'}"


def _clocks(told: Told, on: date) -> Iterable[str]:
    of = f" ({told.members[0].pledge.ref})" if told.before else ""
    if told.first is None:
        yield "No deadline was set at first, so that no clock runs."
    else:
        yield f"First clock{of}: {told.first}, {_from(told.first, on)}."
    for each in told.members[1:]:
        if each.pledge.deadline and (latest := each.pledge.deadline.latest):
            yield f"Clock of {each.pledge.ref}, made instead: {latest}, {_from(latest, on)}."
    for each in told.before:
        yield f"{each.pledge.ref} stands at {each.standing} since {each.since}."
    if any(each.promised for each in told.members):
        yield f"Last promised for {told.promised}, {_from(told.promised or on, on)}."


def _from(day: date, on: date) -> str:
    days = (on - day).days
    return f"{counted(days, 'day')} past" if days > 0 else "today" if days == 0 else f"in {counted(-days, 'day')}"
