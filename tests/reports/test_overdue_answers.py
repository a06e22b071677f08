"""The answers of the parties stand in the overdue report beside their lines, and move nothing."""

from __future__ import annotations

from io import StringIO

import pytest

from tests.reports.overdue_lines import DISPUTED, cells, made
from tracker.render import table


def test_an_answer_is_printed_in_words_with_its_line() -> None:
    report = made(DISPUTED)
    assert cells(report, 0, "ref", "disputed", "answer") == [
        ("FR-2025-001", None, None),
        (
            "GB-2025-002",
            "2026-01-29",
            "by FR on 2026-01-25: “the trains run” (D-2026-002)."
            " And by GB on 2026-01-29: “all is done” (D-2026-004). In short: done in December.",
        ),
    ]
    assert cells(report, 1, "answer") == [("by GB on 2026-01-28: “they are there” (D-2026-003).",)]


def test_an_answer_moves_no_line_and_no_count() -> None:
    report, without = made(DISPUTED), made()
    for place, section in enumerate(without.sections):
        assert (section.title, cells(without, place, "ref")) == (
            report.sections[place].title,
            cells(report, place, "ref"),
        )
    assert report.facts[:6] == without.facts[:6]
    assert report.notes == without.notes


def test_programs_are_given_the_answers_too() -> None:
    told = dict(made(DISPUTED).facts)["disputed"]
    assert [(each["ref"], each["pledge"], each["party"], each["on"]) for each in told] == [
        ("A-2026-001", "GB-2025-002", "FR", "2026-01-25"),
        ("A-2026-003", "GB-2025-002", "GB", "2026-01-29"),
        ("A-2026-002", "GB-2025-001", "GB", "2026-01-28"),
    ]
    assert told[1] | {"ref": "", "pledge": "", "party": "", "on": ""} == {
        **dict.fromkeys(("ref", "pledge", "party", "on"), ""),
        "quote": "all is done",
        "document": "D-2026-004",
        "note": "done in December.",
    }


def test_the_letter_to_a_party_holds_the_answers_to_its_own_lines() -> None:
    report = made(DISPUTED, by_country={"GB": "Britain", "FR": "France", "DE": "Germany"})
    places = {section.key: place for place, section in enumerate(report.sections)}
    joint = cells(made(DISPUTED), 0, "answer")[1]
    assert joint in cells(report, places["overdue/FR"], "answer")
    assert cells(report, places["overdue/GB"], "answer") == [joint]
    assert cells(report, places["review_due/GB"], "answer") == cells(made(DISPUTED), 1, "answer")
    assert cells(report, places["due_soon/DE"], "answer") == [(None,)]
    assert len(dict(report.facts)["disputed"]) == 3  # a joint pledge's answers once


@pytest.mark.parametrize("width", [80, 100, 140])
def test_the_day_of_an_answer_stands_in_the_table_of_every_terminal(width: int) -> None:
    out = StringIO()
    table.write(made(DISPUTED), out, width=width)
    lines = out.getvalue().splitlines()
    found = next(place for place, each in enumerate(lines) if each.startswith("GB-2025-002"))
    assert " ".join(" ".join(lines[found + 1 :]).split()).startswith("Dispute: by FR on 2026-01-25: “the trains run”")
    assert all(len(each) <= width for each in lines)
    out = StringIO()
    table.write(made(), out, width=width)
    assert "Dispute" not in out.getvalue()
