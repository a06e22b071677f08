"""Amounts: what was pledged in figures, and what is told to be delivered of it, per unit and currency.

Counting rules: a pledge counts once, under those who made it (a joint one under all of them together) and under its
topic. Figures are added up within one unit, never across two; those said as *up to*, *at least* or *about* stand apart
from those said plainly. Delivered is what follow-ups that fulfil or advance tell in figures; where they tell of a deed
without a figure, the pledge is counted beside, and nothing is made of it. Pledges without an amount are counted.
What was given up is part of what was pledged, and told apart. What is replaced, and a package that has an item in its
own unit or no amount, is named and not added up; what is delivered of it stands beside. A package whose amount no item
tells is added up, and its items are counted.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from decimal import Decimal, localcontext
from itertools import groupby

from tracker.reports import Column, Report, Section
from tracker.reports.behind import REFS
from tracker.reports.charts import Amount, Chart, drawn, figure
from tracker.reports.charts import amounts as chart_of
from tracker.reports.entries import Entry, quantities
from tracker.reports.figures import Figures, given_up, told_beside
from tracker.reports.lines import counted, some
from tracker.reports.rates import DIGITS, Exchange, Rate
from tracker.reports.sums import NO_AMOUNT, Found, Sum, Units, found

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
    Column("dropped", "Dropped", "number", keep=4, spare=True, below=True),
    Column("beside", "Delivered beside", "number", keep=4, spare=True, below=True),
)


def amounts(
    entries: Iterable[Entry],
    as_of: str,
    names: Mapping[str, str],
    *,
    scope: str = "",
    rates: Iterable[Rate] = (),
    elsewhere: Container[str] = (),
    aside: Container[str] = (),
) -> Report:
    """The report; ``names`` are those of the parties, by code. With ``rates``, two columns more.

    ``elsewhere`` are the refs of pledges whose amount is that of others: they are named, and not added up. ``aside``
    are all in whose place others count: a pledge is counted here as in every total.
    """
    with localcontext() as context:
        context.prec = DIGITS
        made = found(entries, names, elsewhere, aside)
    rates = tuple(rates)
    exchange = Exchange(rates, as_of) if rates else None
    columns = (*COLUMNS, *(_converted_columns(exchange.to) if exchange else ()), REFS)
    sections = tuple(
        Section(key, title, [row for of in sorted(sums) for row in _rows(of, sums[of], exchange)])
        for key, title, sums in (
            ("parties", "By who pledged", made.parties),
            ("topics", "By topic", made.topics),
            ("all", "All", made.everything),
        )
    )
    whole = made.everything.get(("all", "each pledge once"), {})
    without = sum(each.pledges for (_, said), each in whole.items() if said == NO_AMOUNT)
    facts = (
        ("pledges", sum(each.pledges for each in whole.values())),
        ("without_amount", without),
        ("without_figure", sum(each.without_figure for each in whole.values())),
        ("rates", [rate.told for rate in exchange.used] if exchange else []),
    )
    notes = (
        *_notes(whole, without, made),
        *_beside(made),
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


def _rows(
    of: tuple[str, str], sums: Mapping[tuple[str, str], Sum], exchange: Exchange | None
) -> Iterable[tuple[object, ...]]:
    for unit, said in sorted(sums, key=lambda each: (each[0] == "", each[0], _ORDER.index(each[1]))):
        each = sums[unit, said]
        if not each.refs and each.beside is None:
            continue  # something is told of what is not added up, without a figure: the chart and the notes say so
        figures = (each.pledges, each.pledged, each.delivered, each.without_figure or None, each.dropped, each.beside)
        more: tuple[object, ...] = ()
        if exchange:
            more = (exchange.converted(each.pledged, unit), exchange.converted(each.delivered, unit))
        yield (
            of[0],
            of[1] or None,
            unit or None,
            (said if unit else None) or None,
            *figures,
            *more,
            tuple(each.refs) or None,
        )


def _notes(whole: Units, without: int, found: Found) -> Iterable[str]:
    pledges = sum(each.pledges for each in whole.values())
    yield (
        f"Of {counted(pledges, 'pledge')}: {pledges - without} with an amount, {without} without (the rows without a"
        " unit). A joint pledge stands once, under those who made it together; the amount is that of all of them."
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
    for unit, (told, loose) in sorted(found.loosely.items()):
        if loose:
            figures = counted(told, "figure")
            yield f"Delivered in {unit}: {loose} of {figures} not said plainly (up to, at least, about)."


def _beside(found: Found) -> Iterator[str]:
    """Which pledges are not as the others: given up, counted by their items, told by others."""
    for (unit, said), each in sorted(next(iter(found.everything.values()), {}).items()):
        if each.dropped is not None:
            dropped = f"{f'{said} ' if said else ''}{figure(each.dropped)}"
            yield f"Dropped, of what was pledged in {unit}: {dropped} ({', '.join(each.refs_dropped)})."
    if found.uncounted:
        yield f"Added up, and counted by their items, none of which has the unit: {', '.join(found.uncounted)}."
    if found.left:
        told = " What is told of them in figures is “delivered beside”." if any(map(_told, found.left)) else ""
        yield f"Not added up, for others count in their place: {', '.join(map(_left, found.left))}.{told}"


def _told(entry: Entry) -> str:
    """What is told in figures to be delivered of a pledge."""
    return Figures(quantities(entry.follow_ups)).grouped


def _left(entry: Entry) -> str:
    """A pledge whose amount is not added up, with what is told to be delivered of it."""
    done = _told(entry) or ("something" if entry.delivered else "")
    return f"{entry.pledge.ref}{f' ({done} delivered)' if done else ''}"


def _charts(whole: Units) -> tuple[Chart, ...]:
    """Bars of what was pledged; what is delivered beside them stands with its own, else the first of its unit."""
    given: list[Amount] = []
    for unit, group in groupby(sorted(whole.items()), key=lambda each: each[0][0]):
        sums = [(said, each) for (_, said), each in group]
        others = [each for _, each in sums if each.pledged is None]
        for said, each in sums:
            if each.pledged is not None:
                given.append(_amount(unit, said, each, others))
                others = []
    return drawn([chart_of("Pledged and delivered, by unit", given)])


def _amount(unit: str, said: str, of: Sum, others: Iterable[Sum]) -> Amount:
    """A bar, with what was given up of it and what is delivered beside it."""
    beside = [of, *others]
    delivered = sum((each.beside or Decimal(0) for each in beside), Decimal(0))
    refs = some([ref for each in beside for ref in each.refs_beside])
    untold = some([ref for each in beside for ref in each.refs_untold])
    return Amount(
        "Together",
        unit,
        of.pledged or Decimal(0),
        of.delivered,
        said or None,
        of.without_figure,
        given_up(of.dropped, some(of.refs_dropped)) if of.dropped is not None else "",
        told_beside(delivered, refs, untold),
    )
