"""Deadlines as a calendar, read back: an event for each pledge that has one, the same wherever it is listed."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from tests.charted import COLUMNS, HOSTILE, LATE, OPEN, REPORT
from tracker.errors import UsageError
from tracker.render import cells, write_bytes
from tracker.reports import Column, Report, Section


def made(report: Report) -> bytes:
    out = BytesIO()
    write_bytes(report, "ics", out)
    return out.getvalue()


def events(report: Report) -> list[Any]:
    return list(Calendar.from_ical(made(report)).walk("VEVENT"))


def late(**facts: Any) -> tuple[Any, ...]:
    return tuple(facts.get(column.key, value) for column, value in zip(COLUMNS, LATE, strict=True))


def one(*rows: Any) -> Report:
    return REPORT._replace(sections=(Section("", "", rows),))


def test_every_pledge_with_a_deadline_has_an_all_day_event() -> None:
    (event,) = events(REPORT)
    assert event.decoded("dtstart") == date(2026, 1, 20)
    assert event.decoded("dtend") == date(2026, 1, 21)
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert event["summary"] == f"GB: {LATE[3]}"
    assert event["categories"].cats == ["air-defence"]
    assert event["transp"] == "TRANSPARENT"


def test_the_description_tells_the_words_how_they_were_read_and_how_it_stands() -> None:
    (event,) = events(REPORT)
    assert str(event["description"]).split("\n") == [
        "GB-2025-001",
        "Standing: review due",
        "In the words: “in the coming weeks”",
        "Basis: inferred",
        "Rule: vague-weeks (table en-1)",
        f"Quote: “{LATE[10]}”",
        "As of 2026-01-31",
    ]


def test_an_event_is_known_by_its_ref_and_stamped_with_the_day_asked() -> None:
    (event,) = events(REPORT)
    assert event["uid"] == "GB-2025-001@commitment-tracker"
    assert event.decoded("dtstamp") == datetime(2026, 1, 31, tzinfo=UTC)
    (later,) = events(REPORT._replace(as_of="2026-03-31"))
    assert later["uid"] == event["uid"]


def test_a_pledge_that_stands_in_two_lists_has_one_event() -> None:
    sections = (Section("a", "", [LATE, OPEN]), Section("b", "", [LATE]))
    assert len(events(REPORT._replace(sections=sections))) == 1


def test_a_day_may_be_a_day() -> None:
    (event,) = events(one(late(deadline=date(2026, 2, 28))))
    assert event.decoded("dtend") == date(2026, 3, 1)


def test_what_a_row_does_not_tell_is_left_out() -> None:
    columns = tuple(column for column in COLUMNS if column.key in ("ref", "parties", "summary", "deadline"))
    row = ("GB-1", ("EU", "FR"), "Act", "2026-02-28")
    (event,) = events(Report("upcoming", "", "2026-01-31", columns, (Section("", "", [row]),)))
    assert (event["summary"], event["description"]) == ("EU FR: Act", "GB-1\nAs of 2026-01-31")
    assert "categories" not in event


def test_the_calendar_says_what_it_is() -> None:
    calendar = Calendar.from_ical(made(REPORT))
    assert (calendar["version"], calendar["x-wr-calname"]) == ("2.0", "What is late")
    assert "tracker" in calendar["prodid"]
    untitled = Calendar.from_ical(made(REPORT._replace(title="")))
    assert untitled["x-wr-calname"] == "Deadlines of pledges as of 2026-01-31"


def test_a_condition_and_what_counts_instead_stand_in_the_description() -> None:
    columns = (*COLUMNS, Column("condition", "Condition"), Column("counted_as", "Counted as"))
    rows = [(*late(ref="GB-1"), "once a truce holds", None), (*late(ref="GB-2"), None, "GB-3 GB-4")]
    first, second = events(one(*rows)._replace(columns=columns))
    assert str(first["description"]).split("\n")[1:3] == ["Standing: review due", "Condition: “once a truce holds”"]
    assert str(second["description"]).split("\n")[1:3] == ["Standing: review due", "Counted as: GB-3 GB-4"]


def test_what_has_no_day_is_counted_for_who_asked() -> None:
    def left(*rows: Any) -> str:
        return write_bytes(one(*rows), "ics", BytesIO())

    assert left(LATE, LATE) == ""
    assert left(OPEN, LATE, OPEN) == "Without a day, and so without an event in the calendar: 2 of 3 listed."


def test_no_deadline_at_all_is_an_empty_calendar() -> None:
    assert events(one(OPEN)) == []
    assert made(one(OPEN)).endswith(b"END:VCALENDAR\r\n")


def test_a_report_of_something_else_is_refused() -> None:
    with pytest.raises(UsageError, match="needs days, and the rows of this have none") as refused:
        made(Report("log", "", "2026-01-31", (Column("ref", "Ref"), Column("at", "When")), ()))
    assert "tracker status" in refused.value.remedy


def test_lines_are_folded_at_75_bytes_and_end_as_calendars_want() -> None:
    data = made(one(late(summary="凍結資産 " * 60)))
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert event["summary"] == f"GB: {('凍結資産 ' * 60)}"


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_hostile_text_is_shown_and_begins_nothing_of_its_own(text: str) -> None:
    hostile = late(**dict.fromkeys(("ref", "parties", "summary", "topic", "phrase", "rule", "quote", "standing"), text))
    report = one(hostile, LATE)._replace(title=text)
    data = made(report)
    assert not {code for code in map(ord, data.decode()) if cells.hidden(code)} - {10, 13}
    calendar = Calendar.from_ical(data)
    assert [each.name for each in calendar.walk()] == ["VCALENDAR", "VEVENT", "VEVENT"]
    first, second = calendar.walk("VEVENT")
    assert first["summary"] == f"{cells.markup(text)}: {cells.markup(text)}"
    assert first["categories"].cats == [cells.markup(text)]
    assert second["uid"] == "GB-2025-001@commitment-tracker"


@given(st.text(max_size=60), st.text(max_size=60))
def test_texts_come_back(summary: str, quote: str) -> None:
    (event,) = events(one(late(summary=summary, quote=quote)))
    assert event["summary"] == f"GB: {cells.markup(summary)}"
    if quote:
        assert f"Quote: “{cells.markup(quote)}”" in event["description"].split("\n")


@pytest.mark.slow
def test_the_same_report_gives_the_same_bytes_in_every_process() -> None:
    program = (
        "import sys; from tests.charted import REPORT; from tracker.render import write_bytes;"
        "write_bytes(REPORT, 'ics', sys.stdout.buffer)"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert found == {made(REPORT)}
