"""The deadlines of a report as a calendar (iCalendar, RFC 5545): an all-day event for each pledge that has one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, BinaryIO

from tracker.errors import UsageError
from tracker.render import cells
from tracker.reports import Report

if TYPE_CHECKING:
    from icalendar import Event

_NEEDED = ("ref", "parties", "summary", "deadline")
_TOLD = (
    "standing",
    "phrase",
    "basis",
    "rule",
    "quote",
    "document",
    "made_on",
    "evidence",
    "answer",
)  # in the description
_MAKER = "-//commitment-tracker//deadlines//EN"
_END = b"END:VCALENDAR\r\n"


def write(report: Report, out: BinaryIO) -> None:
    """Write an event a row, at its latest day; a pledge that is listed twice has one event.

    An event keeps its UID over reports and days, so that a calendar that takes the file again moves it. Raises
    ``UsageError`` for a report that lists no pledges, and when icalendar is not installed.
    """
    keys = [column.key for column in report.columns]
    if not {*_NEEDED} <= {*keys}:
        raise UsageError(
            "A calendar is made of pledges with deadlines, and this lists something else.",
            remedy="Use it with tracker status or tracker report overdue, or choose another format.",
        )
    try:
        from icalendar import Calendar
    except ImportError:
        raise UsageError(
            "The format ics needs the package icalendar.", remedy="Run: pip install 'commitment-tracker[ics]'"
        ) from None
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", cells.markup(report.title or f"Deadlines of pledges as of {report.as_of}"))
    if report.notes:
        calendar.add("x-wr-caldesc", cells.markup(" ".join(report.notes)))
    out.write(calendar.to_ical().removesuffix(_END))
    titles = {column.key: column.title for column in report.columns}
    for facts in _dated(report, keys):
        out.write(_event(facts, titles, report.as_of).to_ical())
    out.write(_END)


def _dated(report: Report, keys: list[str]) -> Iterator[dict[str, Any]]:
    """The rows that have a deadline, each pledge once."""
    seen: set[str] = set()
    for section in report.sections:
        for row in section.rows:
            facts = dict(zip(keys, row, strict=True))
            ref = cells.text(facts["ref"])
            if facts["deadline"] and ref not in seen:
                seen.add(ref)
                yield facts


def _event(facts: Mapping[str, Any], titles: Mapping[str, str], as_of: str) -> Event:
    from icalendar import Event

    def said(key: str) -> str:
        return cells.markup(cells.text(facts.get(key)))

    day = date.fromisoformat(cells.text(facts["deadline"]))
    event = Event()
    event.add("uid", f"{said('ref')}@commitment-tracker")
    event.add("dtstamp", datetime.combine(date.fromisoformat(as_of), datetime.min.time(), UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))  # the day after the last
    event.add("summary", f"{said('parties')}: {said('summary')}")
    told = [f"{cells.markup(titles[key])}: {_quoted(key, said(key))}" for key in _TOLD if facts.get(key)]
    event.add("description", "\n".join([said("ref"), *told, f"As of {as_of}"]))
    if facts.get("topic"):
        event.add("categories", [said("topic")])
    event.add("transp", "TRANSPARENT")  # nobody is busy because of it
    return event


def _quoted(key: str, text: str) -> str:
    return f"“{text}”" if key in ("phrase", "quote") else text
