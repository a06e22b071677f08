"""The days of a report as a calendar (iCalendar, RFC 5545): an all-day event for each deadline, word or change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, BinaryIO

from tracker.errors import UsageError
from tracker.render import cells
from tracker.render.dated import Dated, dated
from tracker.reports import Report

if TYPE_CHECKING:
    from icalendar import Event

_MAKER = "-//commitment-tracker//deadlines//EN"
_END = b"END:VCALENDAR\r\n"


def write(report: Report, out: BinaryIO) -> str:
    """Write an event for each entry of ``tracker.render.dated``; what is listed twice has one event.

    Return what is listed and has no day, in a sentence: the calendar lacks it.

    An event keeps its UID over reports and days, so that a calendar that takes the file again moves it. Raises
    ``UsageError`` for a report without days of its own, and when icalendar is not installed.
    """
    found = dated(report)
    if found is None:
        raise UsageError(
            "A calendar needs days, and the rows of this have none of their own.",
            why="Counts, sums and lists of records stand on no day.",
            remedy="Take --format csv or xlsx for this; of pledges, words and changes a calendar is made by tracker"
            " status and by tracker report overdue, upcoming, silent, restated, ledger and changes.",
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
    for each in found:
        out.write(_event(each, report.as_of).to_ical())
    out.write(_END)
    return found.left


def _event(entry: Dated, as_of: str) -> Event:
    from icalendar import Event

    day = date.fromisoformat(entry.day)
    event = Event()
    event.add("uid", f"{entry.name}@commitment-tracker")
    event.add("dtstamp", datetime.combine(date.fromisoformat(as_of), datetime.min.time(), UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))  # the day after the last
    event.add("summary", entry.summary)
    event.add("description", "\n".join([*entry.told, f"As of {as_of}"]))
    if entry.topic:
        event.add("categories", [entry.topic])
    event.add("transp", "TRANSPARENT")  # nobody is busy because of it
    return event
