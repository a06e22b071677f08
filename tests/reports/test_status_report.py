"""The list: how the pledges stand on a day, most pressing first."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest

from tracker.render import write
from tracker.reports import Report
from tracker.reports.lines import STANDINGS, Line
from tracker.reports.status import COLUMNS, status

TODAY = "2026-01-31"


def line(standing: str = "open", **facts: Any) -> Line:
    """A pledge on the list: France, missiles, by the end of 2025."""
    return Line(
        **{
            **dict.fromkeys(Line._fields),
            "ref": "FR-2025-001",
            "parties": "FR",
            "summary": "Send missiles",
            "topic": "missiles",
            "standing": standing,
            "since": "2025-01-10",
            "self_declared": 0,
            "made_on": "2025-01-10",
            "phrase": "by the end of the year",
            "latest": "2025-12-31",
            "basis": "stated",
            "quote": "We will send missiles by the end of the year",
            "document": "D-2025-001",
            "restated": 0,
            "via": "",
            **facts,
        }
    )


def row(each: Line, **given: Any) -> dict[str, Any]:
    report = status([each], TODAY, {each.standing: 1}, **given)
    ((cells),) = report.sections[0].rows
    return dict(zip([column.key for column in report.columns], cells, strict=True))


def test_at_80_columns_the_deadline_stays_and_the_group_stands_below() -> None:
    bound = line("overdue", summary="Send missiles and crews who are trained on them before winter", via="COW")
    out = StringIO()
    write(status([bound], TODAY, {"overdue": 1}, joint=True), "table", out, width=80)
    heading, _, first, *rest = out.getvalue().splitlines()[2:]
    assert heading.split() == ["Ref", "Standing", "Party", "Pledge", "Deadline", "Late"]
    assert first.split()[-2:] == ["2025-12-31", "31"]
    assert rest[-1].strip() == "Joint via: COW"


def lead(counts: dict[str, int], **given: Any) -> Report:
    return status([], TODAY, counts, **given)


def test_a_line_says_who_what_by_when_and_how_it_stands() -> None:
    assert row(line()) == {
        "ref": "FR-2025-001",
        "standing": "open",
        "parties": "FR",
        "summary": "Send missiles",
        "deadline": "2025-12-31",
        "days_late": None,
        "basis": "stated",
        "phrase": "by the end of the year",
        "given": None,
        "topic": "missiles",
        "made_on": "2025-01-10",
        "restated": None,
        "evidence": None,
        "condition": None,
        "disputed": None,
        "counted_as": None,
        "answer": None,
    }
    assert row(line("conditional", condition="once a truce holds"))["condition"] == "once a truce holds"


@pytest.mark.parametrize("standing", STANDINGS)
def test_days_late_are_counted_for_what_is_late_and_for_nothing_else(standing: str) -> None:
    late = standing in ("overdue", "review due")
    assert row(line(standing))["days_late"] == (31 if late else None)


def test_the_day_of_an_answer_has_a_column_of_its_own() -> None:
    assert row(line(disputed="2026-01-30"))["disputed"] == "2026-01-30"
    assert row(line(disputed="2026-01-30", via="COW"), joint=True)["disputed"] == "2026-01-30"


def test_self_declared_is_said_beside_the_standing_in_a_column_of_its_own() -> None:
    told = row(line("fulfilled", self_declared=1))
    assert (told["standing"], told["evidence"]) == ("fulfilled", "self-declared")


def test_restatements_are_counted_where_there_are_any() -> None:
    assert row(line(restated=3))["restated"] == 3


def test_a_joint_pledge_is_marked_under_its_member_when_a_country_is_asked_for() -> None:
    assert row(line(parties="COW", via="COW"), joint=True)["joint_via"] == "COW"
    assert row(line(), joint=True)["joint_via"] is None
    assert "joint_via" not in row(line())


def test_counts_and_the_day_asked_stand_above_the_list() -> None:
    assert lead({"overdue": 1, "open": 2}).lead == ("As of 2026-01-31, 3 pledges: 1 overdue · 2 open",)
    assert lead({"open": 1}).lead == ("As of 2026-01-31, 1 pledge: 1 open",)
    assert lead({}).lead == ("As of 2026-01-31, 0 pledges",)


def test_what_was_understood_stands_first() -> None:
    report = lead({"open": 1}, understood="Understood as: country FR (France)")
    assert report.lead[0] == "Understood as: country FR (France)"
    assert len(report.lead) == 2


@pytest.mark.parametrize(("limit", "more"), [(None, 0), (2, 5), (7, 0), (50, 0), (0, 7)])
def test_what_a_limit_leaves_out_is_counted(limit: int | None, more: int) -> None:
    assert lead({"overdue": 3, "open": 4}, limit=limit).sections[0].more == more


def test_lines_are_taken_one_by_one_and_not_gathered() -> None:
    taken: list[str] = []

    def lines() -> Any:
        for number in range(3):
            taken.append(f"FR-2025-{number}")
            yield line(ref=taken[-1])

    rows = iter(status(lines(), TODAY, {"open": 3}).sections[0].rows)
    assert next(rows)[0] == "FR-2025-0"
    assert taken == ["FR-2025-0"]


def test_every_row_fits_the_columns() -> None:
    assert list(row(line(via="COW"), joint=True)) == [column.key for column in COLUMNS]
