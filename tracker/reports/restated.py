"""The report on what is said again: how often, with which deadlines, and what has come of it.

Counting rules: a restatement is a later document of another event; corroborations do not count. *Delivered* counts the
documents that tell of something done; quantities are summed per unit. Two clocks run: the first from the deadline that
was said first, the last from the one promised last; only the first decides a standing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from operator import itemgetter

from tracker.law import known_on
from tracker.model import Dispute, FollowUp
from tracker.reports import Column, Report, Section
from tracker.reports.charts import Slip, drawn, slips
from tracker.reports.entries import Entry, codes, counted
from tracker.rows import plain

COLUMNS = (
    Column("ref", "Ref", "ref", keep=9),
    Column("on", "On", "day"),
    Column("what", "What"),
    Column("deadline", "Deadline said", keep=1),
    Column("latest", "That is", "day", keep=2, below=True),
    Column("slip_days", "Slip", "number"),
    Column("days_since", "Day", "number", keep=3),
    Column("quantity", "Quantity", keep=6),
    Column("document", "Document", "ref", keep=5),
    Column("words", "Words", wide=True),
)


def restated(entries: Iterable[Entry], as_of: str, *, least: int = 1, scope: str = "") -> Report:
    """Pledges said again at least ``least`` times, the most often first: one section each, every time in its order."""
    found = sorted(
        (each for each in entries if len(each.restated) >= least),
        key=lambda each: (-len(each.restated), bool(each.delivered), each.pledge.ref),
    )
    on = date.fromisoformat(as_of)
    nothing = [each for each in found if not each.delivered]
    sections = tuple(_section(each, on) for each in found) or (Section("restated", "", ()),)
    refs = f" ({', '.join(each.pledge.ref for each in nothing)})" if nothing else ""
    notes = (
        f"Said again: {len(found)}. Nothing delivered: {len(nothing)}{refs}.",
        "Slip is counted in days from the deadline that was said first. A later deadline stops no clock.",
        "A document on the same event as the pledge corroborates it and is not counted here.",
        f"As of {as_of}: only documents published on or before that day are known.",
    )
    facts = (("restated", len(found)), ("nothing_delivered", len(nothing)))
    title = f"Said again{f', {scope}' if scope else ''}, as of {as_of}"
    charts = drawn([slips("Deadlines that have moved", (each for entry in found for each in _slip(entry)))])
    return Report("restated", title, as_of, COLUMNS, sections, notes=notes, facts=facts, charts=charts)


def _slip(entry: Entry) -> Iterable[Slip]:
    first, last = entry.pledge.deadline and entry.pledge.deadline.latest, entry.promised
    if first and last:
        yield Slip(entry.pledge.ref, first.isoformat(), last.isoformat())


def _section(entry: Entry, on: date) -> Section:
    pledge, again = entry.pledge, len(entry.restated)
    done = f"delivered {_delivered(entry)}"
    title = f"{pledge.ref} ({codes(pledge)}): {pledge.summary} — said {_times(again + 1)}, {done}; {entry.standing}"
    told = [each for each in entry.follow_ups if each.outcome != "corroborates"]
    later = [(known_on(each), _row(entry, each)) for each in told]
    later += [(known_on(each), _answer(entry, each)) for each in entry.disputes]
    rows = [_made(entry), *(row for _, row in sorted(later, key=itemgetter(0)))]
    return Section(pledge.ref, title, rows, note=" ".join(_clocks(entry, on)))


def _made(entry: Entry) -> tuple[object, ...]:
    pledge, deadline = entry.pledge, entry.pledge.deadline
    quantity = pledge.quantity
    return (
        pledge.ref,
        entry.said_on,
        "made",
        deadline.phrase if deadline else None,
        deadline.latest if deadline else None,
        None,
        0,
        f"{plain(quantity.amount)} {quantity.unit}" if quantity else None,
        pledge.quote.document,
        pledge.quote.text,
    )


def _row(entry: Entry, each: FollowUp) -> tuple[object, ...]:
    first, deadline = entry.pledge.deadline, each.deadline
    slip = (deadline.latest - first.latest).days if first and first.latest and deadline and deadline.latest else None
    return (
        entry.pledge.ref,
        known_on(each),
        str(each.outcome),
        deadline.phrase if deadline else None,
        deadline.latest if deadline else None,
        slip,
        (known_on(each) - entry.said_on).days,
        f"{plain(each.quantity.amount)} {each.quantity.unit}" if each.quantity else None,
        each.quote.document,
        each.quote.text,
    )


def _answer(entry: Entry, each: Dispute) -> tuple[object, ...]:
    """What a party answers: it delivers nothing, and sets no deadline."""
    return (
        entry.pledge.ref,
        known_on(each),
        f"disputed by {each.party}",
        None,
        None,
        None,
        (known_on(each) - entry.said_on).days,
        None,
        each.quote.document,
        each.quote.text,
    )


def _delivered(entry: Entry) -> str:
    """What was delivered: per unit where it is told, else how many documents tell of something done, else zero."""
    if not entry.delivered:
        return "zero"
    sums: dict[str, Decimal] = {}
    for each in entry.delivered:
        if each.quantity:
            sums[each.quantity.unit] = sums.get(each.quantity.unit, Decimal(0)) + each.quantity.amount
    pledged = entry.pledge.quantity
    said = [
        f"{plain(amount)}{f' of {plain(pledged.amount)}' if pledged and pledged.unit == unit else ''} {unit}"
        for unit, amount in sums.items()
    ]
    return ", ".join(said) or f"something, told by {counted(len(entry.delivered), 'document')}"


def _clocks(entry: Entry, on: date) -> Iterable[str]:
    first = entry.pledge.deadline.latest if entry.pledge.deadline else None
    if first is None:
        yield "No deadline was set at first, so that no clock runs."
    else:
        yield f"First clock: {first}, {_from(first, on)}."
    if entry.promised:
        yield f"Last promised for {entry.promised}, {_from(entry.promised, on)}."


def _from(day: date, on: date) -> str:
    days = (on - day).days
    return f"{counted(days, 'day')} past" if days > 0 else "today" if days == 0 else f"in {counted(-days, 'day')}"


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number) or f"{number} times"
