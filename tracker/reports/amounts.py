"""Amounts: what was pledged in figures, and what is told to be delivered of it, per unit and currency.

Counting rules: a pledge counts once, under those who made it (a joint one under all of them together) and under its
topic. Figures are added up within one unit, never across two; those said as *up to*, *at least* or *about* stand apart
from those said plainly. Delivered is what follow-ups that fulfil or advance tell in figures; where they tell of a deed
without a figure, the pledge is counted beside, and nothing is made of it. Pledges without an amount are counted.
What is replaced, and a package that has an item in its own unit, is named and not added up.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from decimal import Decimal, localcontext
from typing import NamedTuple

from tracker.reports import Column, Report, Section
from tracker.reports.charts import Amount, Chart, drawn
from tracker.reports.charts import amounts as chart_of
from tracker.reports.entries import Entry
from tracker.reports.entries import sums as delivered_by_unit
from tracker.reports.lines import counted
from tracker.reports.rates import DIGITS, Exchange, Rate

NO_AMOUNT = "no amount"
_ORDER = ("", "at least", "about", "up to", NO_AMOUNT)

COLUMNS = (
    Column("key", "Of", wide=True),
    Column("name", "Name", keep=7),
    Column("unit", "In"),
    Column("said", "Said", spare=True),
    Column("pledges", "Pledges", "number"),
    Column("pledged", "Pledged", "number"),
    Column("delivered", "Delivered", "number"),
    Column("without_figure", "No figure", "number", keep=3, spare=True),
)


class Sum:
    """What was pledged and delivered in one unit, said in one way."""

    def __init__(self) -> None:
        self.pledges = 0
        self.pledged: Decimal | None = None
        self.delivered: Decimal | None = None
        self.without_figure = 0

    def add(self, entry: Entry, delivered: Decimal | None) -> None:
        """Add a pledge, with what is told in figures to be delivered of it in this unit."""
        self.pledges += 1
        if entry.pledge.quantity:
            self.pledged = (self.pledged or Decimal(0)) + entry.pledge.quantity.amount
        if delivered is not None:
            self.delivered = (self.delivered or Decimal(0)) + delivered
        elif entry.delivered:
            self.without_figure += 1


Sums = dict[tuple[str, str], dict[tuple[str, str], Sum]]  # by key and name, then by unit and how it was said


class _Found(NamedTuple):
    """The sums by who pledged, by topic and of all, and how firmly deliveries were said."""

    parties: Sums
    topics: Sums
    everything: Sums
    loosely: dict[str, list[int]]  # by unit: how many figures were delivered, and how many of them not said plainly


def amounts(
    entries: Iterable[Entry],
    as_of: str,
    names: Mapping[str, str],
    *,
    scope: str = "",
    rates: Iterable[Rate] = (),
    elsewhere: Container[str] = (),
) -> Report:
    """The report; ``names`` are those of the parties, by code. With ``rates``, two columns more.

    ``elsewhere`` are the refs of pledges whose amount is that of others: they are named, and not added up.
    """
    left: list[str] = []
    with localcontext() as context:
        context.prec = DIGITS
        found = _found(_counting(entries, elsewhere, left), names)
    rates = tuple(rates)
    exchange = Exchange(rates, as_of) if rates else None
    columns = (*COLUMNS, *_converted_columns(exchange.to)) if exchange else COLUMNS
    sections = tuple(
        Section(key, title, [row for of in sorted(sums) for row in _rows(of, sums[of], exchange)])
        for key, title, sums in (
            ("parties", "By who pledged", found.parties),
            ("topics", "By topic", found.topics),
            ("all", "All", found.everything),
        )
    )
    whole = found.everything.get(("all", "each pledge once"), {})
    without = sum(each.pledges for (_, said), each in whole.items() if said == NO_AMOUNT)
    facts = (
        ("pledges", sum(each.pledges for each in whole.values())),
        ("without_amount", without),
        ("without_figure", sum(each.without_figure for each in whole.values())),
        ("rates", [rate.told for rate in exchange.used] if exchange else []),
    )
    notes = (
        *_notes(whole, without, found.loosely),
        *([f"Not added up, for others count in their place: {', '.join(left)}."] if left else []),
        *(exchange.notes() if exchange else ("Nothing is summed across units or currencies, and nothing converted.",)),
        f"As of {as_of}: only documents published on or before that day are known.",
    )
    title = f"Pledged and delivered{f', {scope},' if scope else ''} as of {as_of}"
    return Report("amounts", title, as_of, columns, sections, notes=notes, facts=facts, charts=_charts(whole))


def _converted_columns(to: str) -> tuple[Column, ...]:
    return (
        Column(f"pledged_{to.lower()}", f"Pledged {to}", "number", keep=5, below=True),
        Column(f"delivered_{to.lower()}", f"Deliv. {to}", "number", keep=5, below=True),
    )


def _counting(entries: Iterable[Entry], elsewhere: Container[str], left: list[str]) -> Iterator[Entry]:
    """The entries whose amounts count; the refs of the others go to ``left``."""
    for each in entries:
        if each.pledge.ref in elsewhere:
            left.append(each.pledge.ref)
        else:
            yield each


def _found(entries: Iterable[Entry], names: Mapping[str, str]) -> _Found:
    found = _Found({}, {}, {}, {})
    for entry in entries:
        codes = sorted(entry.pledge.parties)
        by = (" ".join(codes), ", ".join(names.get(code, code) for code in codes))
        for sums, of in (
            (found.parties, by),
            (found.topics, (entry.pledge.topic, "")),
            (found.everything, ("all", "each pledge once")),
        ):
            _add(sums.setdefault(of, {}), entry)
        for each in entry.delivered:
            if each.quantity:
                told = found.loosely.setdefault(each.quantity.unit, [0, 0])
                told[0] += 1
                told[1] += each.quantity.qualifier is not None
    return found


def _add(sums: dict[tuple[str, str], Sum], entry: Entry) -> None:
    """Add a pledge in its unit, and in others what is delivered in them."""
    done = delivered_by_unit(entry.delivered)
    pledged = entry.pledge.quantity
    if pledged:
        said = str(pledged.qualifier or "")
        sums.setdefault((pledged.unit, said), Sum()).add(entry, done.pop(pledged.unit, None))
        return
    for unit in done or ("",):
        sums.setdefault((unit, NO_AMOUNT), Sum()).add(entry, done.get(unit))


def _rows(
    of: tuple[str, str], sums: Mapping[tuple[str, str], Sum], exchange: Exchange | None
) -> Iterable[tuple[object, ...]]:
    for unit, said in sorted(sums, key=lambda each: (each[0] == "", each[0], _ORDER.index(each[1]))):
        each = sums[unit, said]
        figures = (each.pledges, each.pledged, each.delivered, each.without_figure or None)
        more: tuple[object, ...] = ()
        if exchange:
            more = (exchange.converted(each.pledged, unit), exchange.converted(each.delivered, unit))
        yield (of[0], of[1] or None, unit or None, (said if unit else None) or None, *figures, *more)


def _notes(whole: Mapping[tuple[str, str], Sum], without: int, loosely: Mapping[str, list[int]]) -> Iterable[str]:
    made = sum(each.pledges for each in whole.values())
    yield (
        f"Of {counted(made, 'pledge')}: {made - without} with an amount, {without} without (the rows without a unit)."
        " A joint pledge stands once, under those who made it together; the amount is that of all of them."
    )
    yield (
        "Pledged: the figures as they were said, added up within one unit; what was said as “up to”, “at least” or"
        " “about” stands apart. Delivered: the figures of follow-ups that fulfil or advance."
    )
    silent = sum(each.without_figure for each in whole.values())
    if silent:
        yield (
            f"No figure: of {counted(silent, 'pledge')} a document tells that something was done, and not how much;"
            " nothing is added for it."
        )
    for unit, (told, loose) in sorted(loosely.items()):
        if loose:
            figures = counted(told, "figure")
            yield f"Delivered in {unit}: {loose} of {figures} not said plainly (up to, at least, about)."


def _charts(whole: Mapping[tuple[str, str], Sum]) -> tuple[Chart, ...]:
    given = (
        Amount("Together", unit, each.pledged, each.delivered, said or None)
        for (unit, said), each in sorted(whole.items())
        if each.pledged is not None
    )
    return drawn([chart_of("Pledged and delivered, by unit", given)])
