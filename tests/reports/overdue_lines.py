"""Lines made by hand, for the tests of the overdue report, and what was answered to some."""

from __future__ import annotations

from typing import Any

from tracker.reports import Report
from tracker.reports.lines import Answer, Line
from tracker.reports.overdue import Asked, Listed, Overdue, overdue

TODAY = "2026-01-31"
RULES = {("7", "date"): "The day that was said", ("7", "vague-weeks"): "“Weeks” are 56 days"}


def line(ref: str, latest: str | None, **facts: Any) -> Line:
    """A pledge on a list: stated and overdue unless said otherwise."""
    return Line(
        **{
            "ref": ref,
            "parties": ref[:2],
            "summary": "Send missiles",
            "topic": "missiles",
            "standing": "overdue",
            "since": "2025-04-01",
            "self_declared": 0,
            "made_on": "2025-01-10",
            "phrase": "by then",
            "earliest": "2025-01-10",
            "latest": latest,
            "basis": "stated",
            "rule": "date",
            "rules": "7",
            "condition": None,
            "quote": "We will send missiles by then",
            "document": "D-2025-001",
            "published_on": "2025-01-10",
            "restated": 0,
            "slipped_to": None,
            "last_word": None,
            "last_enquiry": None,
            **facts,
        }
    )


STATED = line("FR-2025-001", "2025-12-31", slipped_to="2026-03-31", restated=2, last_word="2026-01-06")
JOINT = line("GB-2025-002", "2026-01-30", parties="GB FR", last_enquiry="2026-01-20")
VAGUE = line(
    "GB-2025-001",
    "2026-01-20",
    standing="review due",
    basis="inferred",
    rule="vague-weeks",
    phrase="in weeks",
    quote="We will send missiles in weeks",
)
SOON = line("DE-2025-001", "2026-02-28", standing="advanced")
FOUND = Overdue(Listed([STATED, JOINT], 2), Listed([VAGUE], 1), Listed([SOON], 1), 3, 1, 4)


def made(found: Overdue = FOUND, **given: Any) -> Report:
    return overdue(found, TODAY, RULES, Asked(**given))


def cells(report: Report, section: int, *keys: str) -> list[tuple[Any, ...]]:
    places = [[column.key for column in report.columns].index(key) for key in keys]
    return [tuple(row[place] for place in places) for row in report.sections[section].rows]


FIRST = Answer("A-2026-001", "GB-2025-002", "FR", "2026-01-25", "the trains run", "D-2026-002")
SECOND = Answer("A-2026-003", "GB-2025-002", "GB", "2026-01-29", "all is done", "D-2026-004", "done in December.")
OTHER = Answer("A-2026-002", "GB-2025-001", "GB", "2026-01-28", "they are there", "D-2026-003")
DISPUTED = FOUND._replace(
    overdue=Listed([STATED, JOINT._replace(disputed="2026-01-29")], 2),
    review_due=Listed([VAGUE._replace(disputed="2026-01-28")], 1),
    answers={"GB-2025-002": (FIRST, SECOND), "GB-2025-001": (OTHER,)},
)
