"""``report silent`` and ``report upcoming``: what nothing is heard of, and what comes due."""

from __future__ import annotations

from io import StringIO
from typing import Any

from tests.reports.overdue_lines import line
from tracker.render import write
from tracker.reports import Report
from tracker.reports.lines import Answer
from tracker.reports.silent import silent
from tracker.reports.upcoming import until, upcoming

TODAY = "2026-01-31"


def days(report: Report, *keys: str) -> list[tuple[Any, ...]]:
    places = [[column.key for column in report.columns].index(key) for key in keys]
    return [tuple(row[place] for place in places) for section in report.sections for row in section.rows]


def test_silence_counts_from_the_last_document_that_bears_on_a_pledge() -> None:
    never = line("FR-2025-001", None, published_on="2025-01-10")
    once = line("GB-2025-001", None, last_word="2025-08-04")
    report = silent([once, never], TODAY, days=180)
    assert days(report, "ref", "days_silent", "last_word") == [
        ("FR-2025-001", 386, "2025-01-10"),
        ("GB-2025-001", 180, "2025-08-04"),
    ]
    assert report.notes[:2] == (
        "Silent for 180 days or more: 2 (FR-2025-001, GB-2025-001).",
        "No document since the pledge itself: 1. Looked into since, and nothing found: 0.",
    )


def test_what_was_heard_of_a_day_later_is_not_silent() -> None:
    assert days(silent([line("GB-2025-001", None, last_word="2025-08-05")], TODAY, days=180), "ref") == []


def test_an_enquiry_breaks_no_silence_and_is_shown() -> None:
    report = silent([line("GB-2025-001", None, last_enquiry="2026-01-30")], TODAY)
    assert days(report, "ref", "last_enquiry") == [("GB-2025-001", "2026-01-30")]
    assert dict(report.facts)["enquired"] == 1


def test_an_answer_of_a_party_breaks_no_silence_and_is_shown() -> None:
    report = silent([line("GB-2025-001", None, disputed="2026-01-30")], TODAY)
    assert days(report, "ref", "days_silent", "disputed") == [("GB-2025-001", 386, "2026-01-30")]


def test_at_80_columns_a_dispute_is_told_once() -> None:
    said = {"GB-2025-001": (Answer("A-1", "GB-2025-001", "GB", "2026-01-30", "they are there", "D-2026-003"),)}
    summary = "Send missiles and crews who are trained on them before winter"
    disputed = line("GB-2025-001", "2026-02-10", standing="conditional", disputed="2026-01-30", summary=summary)
    for report in (silent([disputed], TODAY, answers=said), upcoming([disputed], TODAY, answers=said)):
        out = StringIO()
        write(report, "table", out, width=80)
        assert "Disputed: " not in out.getvalue()
        assert out.getvalue().count("Dispute: by GB on 2026-01-30:") == 1


def test_one_day_is_a_day() -> None:
    assert silent([], TODAY, days=1).title == "No word for 1 day or more, as of 2026-01-31"
    assert silent([], TODAY, days=1).notes[0] == "Silent for 1 day or more: 0."
    assert upcoming([], TODAY, days=1).title == "Due in the next 1 day, as of 2026-01-31"


def test_a_pledge_of_no_known_day_whose_source_has_none_is_not_called_silent() -> None:
    assert days(silent([line("GB-2025-001", None, made_on=None, published_on=None)], TODAY), "ref") == []


def test_what_comes_due_is_shown_as_disputed_from_the_day_of_the_answer() -> None:
    report = upcoming([line("GB-2025-001", "2026-02-10", standing="open", disputed="2026-01-30")], TODAY)
    assert days(report, "ref", "disputed") == [("GB-2025-001", "2026-01-30")]


def test_what_comes_due_stands_month_by_month() -> None:
    found = [
        line("GB-2025-001", "2026-01-31", standing="open"),
        line("FR-2025-001", "2026-03-01", standing="conditional", condition="if funds allow", basis="inferred"),
    ]
    report = upcoming(found, TODAY, days=30)
    assert [(section.key, section.title) for section in report.sections] == [
        ("2026-01", "January 2026"),
        ("2026-03", "March 2026"),
    ]
    assert days(report, "ref", "days_left", "condition") == [
        ("GB-2025-001", 0, None),
        ("FR-2025-001", 29, "if funds allow"),
    ]
    assert report.facts == (("upcoming", 2), ("stated", 1), ("days", 30))


def test_the_calendar_ends_after_the_days_asked_for() -> None:
    assert until(TODAY, 30) == "2026-03-03"
    assert [section.key for section in upcoming([], TODAY).sections] == ["upcoming"]


def test_a_chart_shows_the_days_of_the_calendar_on_a_line_of_time() -> None:
    (chart,) = upcoming([line("GB-2025-001", "2026-03-01", standing="open")], TODAY).charts
    assert "GB-2025-001 by 2026-03-01 (stated, window from 2025-01-10, 29 days ahead, open)" in chart.words
    assert upcoming([], TODAY).charts == ()
