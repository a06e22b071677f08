"""What one party has done of a joint pledge stands beside its line, under every party, and moves nothing."""

from __future__ import annotations

from io import StringIO

import pytest

from tests.reports.overdue_lines import FOUND, TODAY, cells, made
from tracker.render import table
from tracker.reports.done import PartDone
from tracker.reports.letters import Letter

DONE = FOUND._replace(
    done={"GB-2025-002": (PartDone("GB-2025-002.1", "GB-2025-002", "FR", "2026-01-20", "D-2026-005"),)}
)
TOLD = "FR on 2026-01-20 (GB-2025-002.1, D-2026-005)"


def test_whose_part_is_done_is_told_with_day_and_document() -> None:
    assert cells(made(DONE), 0, "ref", "parts_done") == [("FR-2025-001", None), ("GB-2025-002", TOLD)]


def test_no_line_is_moved_and_no_count() -> None:
    report, without = made(DONE), made()
    assert [each.title for each in report.sections] == [each.title for each in without.sections]
    assert (report.facts, report.notes) == (without.facts, without.notes)


def test_the_letter_to_each_party_says_so_in_a_sentence() -> None:
    report = made(DONE, by_country={"GB": "Britain", "FR": "France"})
    places = {section.key: place for place, section in enumerate(report.sections)}
    letter = Letter(tuple(column.key for column in report.columns), TODAY)
    for code in ("FR", "GB"):
        section = report.sections[places[f"overdue/{code}"]]
        (joint,) = (row for row in section.rows if row[0] == "GB-2025-002")
        assert f"A part is told as done, not the whole: by {TOLD}." in letter.told(joint)


def test_an_enquiry_is_signed() -> None:
    report = made(FOUND._replace(looked={"GB-2025-002": "Night desk at the news (E-2026-001)"}))
    letter = Letter(tuple(column.key for column in report.columns), TODAY)
    assert cells(report, 0, "last_enquiry", "looked")[1] == ("2026-01-20", "Night desk at the news (E-2026-001)")
    (joint,) = (row for row in report.sections[0].rows if row[0] == "GB-2025-002")
    assert (
        "No document on it since. Looked for on 2026-01-20 by Night desk at the news (E-2026-001), and nothing found."
        in letter.told(joint)
    )


@pytest.mark.parametrize("width", [80, 140])
def test_it_stands_below_the_row_on_a_terminal(width: int) -> None:
    out = StringIO()
    table.write(made(DONE), out, width=width)
    assert f"Part done: {TOLD}" in " ".join(out.getvalue().split())
    out = StringIO()
    table.write(made(), out, width=width)
    assert "Part done" not in out.getvalue()
