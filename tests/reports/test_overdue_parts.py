"""What is done short of the whole, and who looked for more, stands beside its line, and moves nothing."""

from __future__ import annotations

from io import StringIO

import pytest

from tests.reports.made import of
from tests.reports.overdue_lines import FOUND, TODAY, cells, made
from tracker.render import table
from tracker.reports.done import Deed, PartDone
from tracker.reports.letters import Letter
from tracker.reports.overdue import Overdue

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


EIGHT = Deed("GB-2025-002.2", "GB-2025-002", "2026-01-10", "D-2026-006", None, of(8), of(14))
FOUR = Deed("GB-2025-002.3", "GB-2025-002", "2026-01-20", "D-2026-007", "FR", of(4), of(14))
STEP = Deed("GB-2025-002.4", "GB-2025-002", "2026-01-21", "D-2026-008", None, None, of(14))


@pytest.mark.parametrize(
    ("deeds", "told"),
    [
        ((EIGHT,), "8 of 14 tanks on 2026-01-10 (GB-2025-002.2, D-2026-006)"),
        ((FOUR,), "4 of 14 tanks by FR on 2026-01-20 (GB-2025-002.3, D-2026-007)"),
        ((STEP,), "a part or a step without a figure on 2026-01-21 (GB-2025-002.4, D-2026-008)"),
        (
            (EIGHT, FOUR, STEP),
            "12 of 14 tanks in all; 8 tanks on 2026-01-10 (GB-2025-002.2, D-2026-006),"
            " 4 tanks by FR on 2026-01-20 (GB-2025-002.3, D-2026-007),"
            " a part or a step without a figure on 2026-01-21 (GB-2025-002.4, D-2026-008)",
        ),
        (
            (EIGHT._replace(quantity=of(1_500, "shells", "about")),),
            "about 1,500 shells on 2026-01-10 (GB-2025-002.2, D-2026-006)",
        ),
        ((), None),
    ],
)
def test_what_was_delivered_is_told_of_what_was_pledged_with_each_document(
    deeds: tuple[Deed, ...], told: str | None
) -> None:
    report = made(FOUND._replace(deeds={"GB-2025-002": deeds}))
    assert cells(report, 0, "ref", "done_so_far") == [("FR-2025-001", None), ("GB-2025-002", told)]
    letter = Letter(tuple(column.key for column in report.columns), TODAY)
    sentences = [each for each in letter.told(report.sections[0].rows[1]) if each.startswith("Done so far")]
    assert sentences == ([f"Done so far, not the whole: {told}."] if told else [])


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
@pytest.mark.parametrize(
    ("found", "told", "title"),
    [
        (DONE, f"Part done: {TOLD}", "Part done"),
        (
            FOUND._replace(deeds={"GB-2025-002": (EIGHT,)}),
            "Done so far: 8 of 14 tanks on 2026-01-10 (GB-2025-002.2, D-2026-006)",
            "Done so far",
        ),
        (
            FOUND._replace(looked={"GB-2025-002": "Night desk at the news (E-2026-001)"}),
            "Who looked: Night desk at the news (E-2026-001)",
            "Who looked",
        ),
    ],
)
def test_it_stands_below_the_row_on_a_terminal(found: Overdue, told: str, title: str, width: int) -> None:
    out = StringIO()
    table.write(made(found), out, width=width)
    assert told in " ".join(out.getvalue().split())
    out = StringIO()
    table.write(made(), out, width=width)
    assert title not in out.getvalue()


def test_on_a_narrow_terminal_the_day_of_an_enquiry_stands_below_its_row() -> None:
    out = StringIO()
    table.write(made(), out, width=60)
    assert "Last enquiry: 2026-01-20\n" in out.getvalue()
