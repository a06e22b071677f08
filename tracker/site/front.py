"""The front page, the reports, the methodology and the page that leads to the data."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any

from tracker.exchange.fields import Resource
from tracker.register.entries import entries_of
from tracker.register.lists import ALL, Filters, counts, lines, totals
from tracker.register.related import replaced_by_each
from tracker.register.reporting import due_lines, overdue_lists
from tracker.register.scores import coverage, scores
from tracker.render.html import drawn as picture
from tracker.render.html import shown
from tracker.reports import Report
from tracker.reports.behind import left_out
from tracker.reports.charts import Chart, drawn, standing_bars, timeline
from tracker.reports.lines import LATE, STANDINGS, Line
from tracker.reports.overdue import overdue
from tracker.reports.restated import restated
from tracker.reports.scorecard import HEADS, scorecard
from tracker.reports.upcoming import AHEAD, DAYS, until, upcoming
from tracker.site import figures
from tracker.site.asked import Asked
from tracker.site.data import PACKAGE
from tracker.site.looks import Pages
from tracker.site.news import newest
from tracker.site.sweep import AGAIN, CALENDAR, Swept

# A terminal needs short heads; a page has room for the words.
_WHOLE = {each.replace(" ", "_"): each.capitalize() for each in STANDINGS} | {"self_declared": "Self-declared"}
_FEW, _NEWS, _BARS = 10, 15, 12
_MOST = 200  # lines that a list of the overdue report has on its page
_BEHIND = "The pledges behind each row stand on the page of its party or topic, all of them in the list."
_COUNTED = ("overdue", "scorecard", "amounts", "ledger", "restated", "silent", "upcoming", "changes")
REPORTS = {
    "overdue": "What is late, what needs review, what comes due in 30 days.",
    "scorecard": "By party and topic: what was made and what became of it.",
    "upcoming": f"What comes due in the next {DAYS} days.",
    "restated": "What was said again and again, and what came of it.",
}


def front(asked: Asked, pages: Pages, found: Swept) -> bytes:
    """The front page; every number on it is one that the register gives."""
    listed = counts(asked.reader, asked.as_of)
    counted = totals(asked.reader, asked.as_of, ALL, listed)
    late = {each: listed[each] for each in LATE if each in listed}
    return pages.page(
        "front.html",
        "index.html",
        title=asked.title,
        counted=counted,
        total=sum(counted.values()),
        aside=sum(listed.values()) - sum(counted.values()),
        covered=coverage(asked.reader, asked.as_of, ALL),
        parties=len(found.parties),
        charts=[picture(each, f"chart-{number}") for number, each in enumerate(_charts(asked, found, counted), 1)],
        late=[(each, _longest(asked, each, count), count) for each, count in late.items()],
        news=newest(asked, found, _NEWS),
        reports=REPORTS,
    )


def _longest(asked: Asked, standing: str, count: int) -> list[Line]:
    """What is longest past its day of what is overdue, or of what is due for review: they are never one list."""
    asked_for = Filters(standings=(standing,))
    return list(lines(asked.reader, asked.as_of, asked_for, limit=_FEW, counted={standing: count}))


def _charts(asked: Asked, found: Swept, counted: Mapping[str, int]) -> list[Chart]:
    by_party = sorted(found.parties, key=lambda code: (-found.parties[code].total(), code))
    ahead = counts(asked.reader, asked.as_of, Filters(standings=AHEAD, due_from=asked.as_of))
    due = lines(
        asked.reader,
        asked.as_of,
        Filters(standings=AHEAD, due_from=asked.as_of),
        sort="deadline",
        limit=_FEW,
        counted=ahead,
    )
    soon = timeline("Next deadlines", asked.as_of, due, _FEW)
    charts: list[Chart] = [
        standing_bars("All pledges by standing", [("All", counted)]),
        standing_bars(
            "By party, joint pledges included",
            [(f"{code} {asked.names.get(code, '')}", found.parties[code]) for code in by_party],
            _BARS,
        ),
    ]
    charts.append(soon._replace(left_out=sum(ahead.values()) - len(soon.windows)))
    return [*drawn([*charts, found.figures.slips(), found.figures.amounts()])]


def report(asked: Asked, pages: Pages, found: Swept, name: str) -> bytes:
    """One of :data:`REPORTS`, as a page."""
    makers: Mapping[str, Callable[[Asked, Swept], Report]] = {
        "overdue": _overdue,
        "scorecard": _scorecard,
        "upcoming": _upcoming,
        "restated": _restated,
    }
    made = makers[name](asked, found)
    return pages.page("report.html", f"reports/{name}.html", **shown(made._replace(notes=(*made.notes, asked.foot))))


def _overdue(asked: Asked, _: Swept) -> Report:
    listed = overdue_lists(asked.reader, asked.as_of, ALL, _MOST)
    return overdue(listed, asked.as_of, asked.rules)


def _scorecard(asked: Asked, _: Swept) -> Report:
    found = scores(asked.reader, asked.as_of, ALL)
    made = scorecard(found, coverage(asked.reader, asked.as_of, ALL), asked.as_of, asked.names)
    counts = [each.key in _WHOLE for each in made.columns]
    sections = tuple(each._replace(rows=[_dashed(row, counts) for row in each.rows]) for each in made.sections)
    columns = (each._replace(title=_WHOLE.get(each.key, each.title)) for each in made.columns)
    # A code alone tells a reader little: the name stays beside it, whatever else has to stand below.
    columns = (each._replace(keep=0) if each.key == "name" else each for each in columns)
    notes = tuple(each for each in made.notes if each != HEADS)
    return left_out(made._replace(columns=tuple(columns), sections=sections, notes=notes), _BEHIND)


def _dashed(row: Sequence[Any], counts: list[bool]) -> list[Any]:
    """A row in which nought is blank, as in the index of parties: on a phone every cell takes a line."""
    return [cell or None if count else cell for cell, count in zip(row, counts, strict=True)]


def _upcoming(asked: Asked, _: Swept) -> Report:
    narrow = Filters(standings=AHEAD)
    found = due_lines(asked.reader, asked.as_of, narrow, until(asked.as_of))
    return upcoming(found, asked.as_of, answers=asked.answers)


def _restated(asked: Asked, found: Swept) -> Report:
    """The pledges that were said again most often: of thousands, no page could hold all."""
    replaced = replaced_by_each(asked.reader, asked.as_of)
    refs = dict.fromkeys([*(ref for _, ref in found.again), *replaced])
    entries = entries_of(asked.reader, refs, asked.as_of)
    made = restated((entries[ref] for ref in refs if ref in entries), asked.as_of, replaced=replaced)
    if found.said_again <= AGAIN:
        return made
    lead = f"{found.said_again:,} pledges were said again. The {AGAIN} said most often are listed and counted here."
    return made._replace(lead=(*made.lead, lead))


def reports(_: Asked, pages: Pages) -> bytes:
    """The index of reports."""
    return pages.page("reports.html", "reports/index.html", title="Reports", reports=REPORTS)


def methodology(asked: Asked, pages: Pages) -> bytes:
    """The law, the deadline rules that the register has used, and how each report counts."""
    counting = [(name, _counting(import_module(f"tracker.reports.{name}").__doc__)) for name in _COUNTED]
    return pages.page(
        "methodology.html",
        "methodology.html",
        title="Methodology",
        rules=sorted(asked.rules.items()),
        counting=[(name, said) for name, said in counting if said],
        charts=_counting(figures.__doc__),
        standings=STANDINGS,
    )


def _counting(told: str | None) -> str:
    """The counting rules that a module tells in its first words."""
    said = re.sub(r"``?|\*", "", " ".join((told or "").split()).partition("Counting rules: ")[2])
    return said[:1].upper() + said[1:]


def data(_: Asked, pages: Pages, found: Swept, tables: list[Resource]) -> bytes:
    """The page that leads to the data."""
    return pages.page(
        "data.html",
        "data/index.html",
        title="Data",
        total=found.standings.total(),
        kept=CALENDAR,
        tables=tables,
        package=PACKAGE.removeprefix("data/"),
    )
