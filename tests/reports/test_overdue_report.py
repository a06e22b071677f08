"""The overdue report: three lists that are never summed, totals with the refs behind them, the rules at the foot."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.overdue_lines import FOUND, JOINT, STATED, TODAY, cells, line, made
from tracker.reports.lines import STANDINGS, Line, days_between
from tracker.reports.overdue import COLUMNS, Listed, Overdue, horizon, overdue


def test_three_lists_are_printed_apart_each_with_its_own_count() -> None:
    report = made()
    assert [(section.key, section.title) for section in report.sections] == [
        ("overdue", "Overdue (stated deadlines): 2"),
        ("review_due", "Review due (inferred windows): 1"),
        ("due_soon", "Due in the next 30 days: 1"),
    ]
    assert [cells(report, place, "ref") for place in range(3)] == [
        [("FR-2025-001",), ("GB-2025-002",)],
        [("GB-2025-001",)],
        [("DE-2025-001",)],
    ]


def test_no_figure_of_the_report_is_the_sum_of_the_lists() -> None:
    assert made().facts == (
        ("overdue", 2),
        ("review_due", 1),
        ("due_soon", 1),
        ("conditional", 3),
        ("conditional_past", 1),
        ("undated", 4),
        ("disputed", []),
        ("documents", []),
    )
    assert any(note.startswith("The lists are never summed") for note in made().notes)


def test_a_line_says_how_late_how_far_it_slipped_how_often_restated_and_what_was_last_heard() -> None:
    keys = ("deadline", "days_late", "slip_days", "restated", "last_word", "last_enquiry")
    assert cells(made(), 0, *keys) == [
        ("2025-12-31", 31, 90, 2, "2026-01-06", None),
        ("2026-01-30", 1, None, 0, None, "2026-01-20"),
    ]
    assert cells(made(), 2, *keys[:3]) == [("2026-02-28", None, None)]


def test_a_deadline_that_ends_today_is_not_late() -> None:
    report = made(FOUND._replace(due_soon=Listed([line("FR-2025-009", TODAY, standing="open")], 1)))
    assert cells(report, 2, "days_late") == [(None,)]


def test_an_earlier_promise_is_slip_below_nothing() -> None:
    report = made(FOUND._replace(overdue=Listed([line("FR-2025-009", "2025-12-31", slipped_to="2025-12-24")], 1)))
    assert cells(report, 0, "slip_days") == [(-7,)]


def test_a_line_can_be_defended_words_rule_and_document_stand_in_it() -> None:
    assert cells(made(), 1, "standing", "basis", "phrase", "rule", "document", "quote") == [
        (
            "review due",
            "inferred",
            "in weeks",
            "vague-weeks (table 7)",
            "D-2025-001",
            "We will send missiles in weeks",
        )
    ]


def test_totals_stand_at_the_foot_with_the_refs_behind_each() -> None:
    assert made().notes[:3] == (
        "Overdue: 2 (FR-2025-001, GB-2025-002).",
        "Review due: 1 (GB-2025-001).",
        "Due in the next 30 days: 1 (DE-2025-001).",
    )


def test_an_empty_list_says_none_of_nothing() -> None:
    nothing = Overdue(Listed([], 0), Listed([], 0), Listed([], 0), 0, 0, 0)
    report = made(nothing)
    assert [section.title for section in report.sections] == [
        "Overdue (stated deadlines): 0",
        "Review due (inferred windows): 0",
        "Due in the next 30 days: 0",
    ]
    assert report.notes[:3] == ("Overdue: 0.", "Review due: 0.", "Due in the next 30 days: 0.")
    assert not any("rules used" in note for note in report.notes)


def test_a_limit_leaves_lines_out_but_never_the_count() -> None:
    report = made(FOUND._replace(overdue=Listed([STATED], 40), review_due=Listed([], 2)))
    assert (report.sections[0].title, report.sections[0].more) == ("Overdue (stated deadlines): 40", 39)
    assert report.notes[:2] == (
        "Overdue: 40 (FR-2025-001, and 39 more not listed here).",
        "Review due: 2 (and 2 more not listed here).",
    )


def test_a_limit_leaves_out_no_word_of_what_is_not_counted() -> None:
    replaced, package = (line(ref, "2025-12-31", counted_as="DE-2025-009") for ref in ("DE-2025-007", "DE-2025-008"))
    report = made(FOUND._replace(overdue=Listed([replaced, STATED], 4, (replaced, package))))
    besides = (
        "Listed, not counted: DE-2025-007 (counted as DE-2025-009)."
        " Not listed here, and not counted: DE-2025-008 (counted as DE-2025-009)."
    )
    section = report.sections[0]
    assert (section.title, section.more, section.note) == ("Overdue (stated deadlines): 4", 4, besides)
    assert report.notes[:2] == ("Overdue: 4 (FR-2025-001, and 3 more not listed here).", besides)


def test_conditional_pledges_and_those_without_a_day_are_counted_and_not_listed() -> None:
    assert made().notes[3] == (
        "Counted, not listed as late: 3 conditional (1 of them past their deadline), 4 whose day is not known."
    )


def test_the_rules_used_stand_at_the_foot_in_words_with_the_phrases_read_by_them() -> None:
    notes = made().notes
    start = notes.index("Deadline rules used, as kept in the register:")
    assert notes[start : start + 3] == (
        "Deadline rules used, as kept in the register:",
        "date (stated, table 7): The day that was said. Said here: “by then”.",
        "vague-weeks (inferred, table 7): “Weeks” are 56 days. Said here: “in weeks”.",
    )


def test_a_rule_that_the_register_does_not_keep_is_not_made_up() -> None:
    report = overdue(FOUND, TODAY, {})
    assert "date (stated, table 7): not kept with this register. Said here: “by then”." in report.notes


def test_a_rule_of_an_older_table_is_told_apart() -> None:
    older = line("FR-2024-001", "2025-12-01", rules="6", phrase="by December", quote="We will be there by December")
    report = made(FOUND._replace(overdue=Listed([STATED, older], 2)))
    told = [note for note in report.notes if note.startswith("date (")]
    assert told == [
        "date (stated, table 6): not kept with this register. Said here: “by December”.",
        "date (stated, table 7): The day that was said. Said here: “by then”.",
    ]


def test_a_day_that_a_person_gave_is_nobodys_words() -> None:
    given = line("FR-2025-001", "2026-01-15", phrase="2026-01-15")
    retold = line("FR-2025-002", "2026-01-15", phrase="by 15 January 2026")
    report = made(FOUND._replace(overdue=Listed([given, retold, JOINT], 3)))
    assert cells(report, 0, "phrase", "given") == [
        (None, "2026-01-15"),
        (None, "by 15 January 2026"),
        ("by then", None),
    ]
    assert (
        "date (stated, table 7): The day that was said. Said here: “by then”."
        " Given with the record: 2026-01-15, by 15 January 2026."
    ) in report.notes


def test_words_that_stand_elsewhere_in_the_document_are_its_words() -> None:
    found = FOUND._replace(overdue=Listed([line("FR-2025-001", "2026-01-15", phrase="by the 15th")], 1))
    assert cells(made(found), 0, "phrase", "given") == [(None, "by the 15th")]
    found = found._replace(elsewhere={"FR-2025-001"})
    assert cells(made(found), 0, "phrase", "given") == [("by the 15th", None)]


def test_the_day_asked_stands_in_the_title_and_at_the_foot() -> None:
    report = made()
    assert report.title == "Overdue commitments as of 2026-01-31"
    assert report.as_of == TODAY
    assert report.notes[-1] == "As of 2026-01-31: only documents published on or before that day are known."
    french = made(country="FR", scope="FR, topic missiles")
    assert french.title == "Overdue commitments of FR, topic missiles as of 2026-01-31"
    assert made(scope="standing open").title == "Overdue commitments, standing open, as of 2026-01-31"


def test_what_became_late_after_a_day_is_listed_without_what_is_due_soon() -> None:
    report = made(since="2026-01-15")
    assert [section.key for section in report.sections] == ["overdue", "review_due"]
    assert report.notes[0] == "Only what became late after 2026-01-15."


# -- always ---------------------------------------------------------------------------------------------------


def test_the_horizon_is_the_31st_day_from_today() -> None:
    assert horizon("2026-01-31") == "2026-03-03"
    assert horizon("2024-02-01") == "2024-03-03"


def test_days_are_counted_by_the_calendar() -> None:
    assert days_between("2024-02-28", "2024-03-01") == 2
    assert days_between("2025-12-31", "2025-12-31") == 0
    assert days_between("2026-01-02", "2025-12-31") == -2


@pytest.mark.parametrize("by_country", [None, {"FR": "France"}])
def test_every_row_fits_the_columns(by_country: dict[str, str] | None) -> None:
    for section in made(by_country=by_country).sections:
        assert all(len(row) == len(COLUMNS) for row in section.rows)


def test_the_same_lines_and_day_give_the_same_report_whether_they_come_as_a_list_or_a_stream() -> None:
    streams = Overdue(*(Listed(iter(each.lines), each.total) for each in FOUND[:3]), *FOUND[3:])
    assert made(streams) == made() == made()


lines = st.lists(
    st.builds(
        line,
        st.integers(1, 999).map(lambda number: f"FR-2025-{number:03}"),
        st.none() | st.dates().map(str),
        parties=st.sampled_from(["FR", "GB", "FR GB", "DE FR GB"]),
        standing=st.sampled_from(STANDINGS),
        rule=st.sampled_from([None, "date", "vague-weeks"]),
    ),
    max_size=6,
)


@given(lines, lines, lines)
def test_totals_add_up(late: list[Line], vague: list[Line], soon: list[Line]) -> None:
    listed = (late, vague, soon)
    found = Overdue(*(Listed(each, len(each)) for each in listed), 0, 0, 0)
    report, grouped = made(found), made(found, by_country={})
    for place, each in enumerate(listed):
        assert report.sections[place].title.endswith(f": {len(each)}")
        assert report.notes[place].count("FR-2025-") == len(each)
        key = report.sections[place].key
        under = [row[0] for section in grouped.sections if section.key.split("/")[0] == key for row in section.rows]
        assert sorted(under) == sorted(line.ref for line in each for _ in line.parties.split())
    assert grouped.notes == report.notes


def test_charts_show_the_deadlines_and_how_far_they_have_moved() -> None:
    deadlines, moved = made().charts
    assert [each.label for each in deadlines.windows] == ["FR-2025-001", "GB-2025-002", "GB-2025-001", "DE-2025-001"]
    assert [(each.label, each.days) for each in moved.slips] == [("FR-2025-001", 90)]
    assert made(Overdue(Listed([], 0), Listed([], 0), Listed([], 0), 0, 0, 0)).charts == ()
