"""The calendar: what comes due, month by month, soonest first.

Counting rules: the day of a pledge is the latest day of its first deadline; conditional pledges are listed with their
condition, since the day comes whether it is met or not; what is fulfilled or dropped is not listed. A package and a
replaced pledge are listed, and counted by the pledges that count in their place.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from types import MappingProxyType

from tracker.reports import Column, Report, Section
from tracker.reports.charts import drawn, timeline
from tracker.reports.lines import Answer, Line, answered, aside, counted, counting, days_between

DAYS = 90
AHEAD = ("open", "advanced", "conditional")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

COLUMNS = (
    Column("deadline", "Deadline", "day"),
    Column("days_left", "Left", "number"),
    Column("ref", "Ref", "ref"),
    Column("parties", "Party"),
    Column("summary", "Pledge", wide=True),
    Column("standing", "Standing", "standing", keep=2),
    Column("disputed", "Disputed", "day", keep=3, spare=True),
    Column("counted_as", "Counted as", keep=5, spare=True, below=True),
    Column("basis", "Basis", keep=3),
    Column("phrase", "In the words", keep=4),
    Column("given", "Deadline as given", keep=4, spare=True),
    Column("condition", "Condition", keep=5, spare=True, below=True),
    Column("topic", "Topic", keep=6),
    Column("document", "Document", "ref", keep=7),
    Column("quote", "Quote", keep=8),
    Column("answer", "Dispute", keep=9, spare=True, below=True),
)


def until(as_of: str, days: int = DAYS) -> str:
    """The first day that is not among the next ``days``."""
    return (date.fromisoformat(as_of) + timedelta(days=days + 1)).isoformat()


def upcoming(
    lines: Iterable[Line],
    as_of: str,
    *,
    days: int = DAYS,
    scope: str = "",
    answers: Mapping[str, Sequence[Answer]] = MappingProxyType({}),
) -> Report:
    """What comes due in ``days`` days: a section for each month, ``lines`` being in the order of their deadlines.

    ``answers`` are what parties answered to those that are disputed, by the pledge's ref.
    """
    listed = list(lines)
    counts = counting(listed)
    stated = sum(line.basis == "stated" for line in counts)
    sections = tuple(
        Section(
            month,
            f"{_MONTHS[int(month[5:]) - 1]} {month[:4]}",
            [_row(line, as_of, answers.get(line.ref, ())) for line in found],
        )
        for month, found in groupby(listed, key=lambda line: (line.latest or "")[:7])
    ) or (Section("upcoming", "", ()),)
    notes = (
        f"Due in the next {counted(days, 'day')}: {len(counts)}. Stated deadlines: {stated}; windows read from vague"
        f" words by a house rule: {len(counts) - stated}.",
        *([besides] if (besides := aside(listed)) else []),
        "The day is the last one of the deadline that was said first; late begins the day after.",
        f"As of {as_of}: only documents published on or before that day are known.",
    )
    facts = (("upcoming", len(counts)), ("stated", stated), ("days", days))
    title = f"Due in the next {counted(days, 'day')}{f', {scope}' if scope else ''}, as of {as_of}"
    charts = drawn([timeline("Deadlines", as_of, listed)])
    return Report("upcoming", title, as_of, COLUMNS, sections, notes=notes, facts=facts, charts=charts)


def _row(line: Line, as_of: str, answers: Sequence[Answer]) -> tuple[object, ...]:
    said = line.said
    return (
        line.latest,
        days_between(as_of, line.latest or as_of),
        line.ref,
        line.parties,
        line.summary,
        line.standing,
        line.disputed,
        line.counted_as or None,
        line.basis,
        said,
        line.phrase if said is None else None,
        line.condition,
        line.topic,
        line.document,
        line.quote,
        answered(answers),
    )
