"""Every list of pledges that says that one is disputed says in which words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from made import TODAY

from tracker.reports import Report
from tracker.reports.lines import Answer, Line
from tracker.reports.silent import silent
from tracker.reports.upcoming import upcoming

ANSWER = Answer("A-2026-001", "GB-2025-001", "GB", "2026-01-30", "It was done", "D-2026-004", "all of it")
LINE = Line(
    *("GB-2025-001", "GB", "Send tanks", "armour", "open", "2025-01-10", 0, "2025-01-10"),
    *("by 10 February 2026", None, "2026-02-10", "stated", "by", "en-1", None),
    *("We will send tanks by 10 February 2026", "D-2025-001", "2025-01-10", 0, None, None, None, "2026-01-30"),
)


@pytest.mark.parametrize("made", [silent, upcoming])
def test_an_answer_stands_in_words_beside_its_day(made: Callable[..., Report]) -> None:
    lines = [LINE, LINE._replace(ref="GB-2025-002")]
    report = made(lines, TODAY, answers={"GB-2025-001": (ANSWER, ANSWER._replace(party="FR", note=None))})
    place = [column.key for column in report.columns].index("answer")
    said = [row[place] for section in report.sections for row in section.rows]
    assert said == [
        "by GB on 2026-01-30: “It was done” (D-2026-004). In short: all of it."
        " And by FR on 2026-01-30: “It was done” (D-2026-004).",
        None,
    ]
