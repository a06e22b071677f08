"""A report as a workbook, read back with another library: days are days, numbers numbers, and texts only texts."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils.escape import unescape

from tests.charted import CHARTS, COLUMNS, HOSTILE, LATE, OPEN, REPORT
from tracker.errors import UsageError
from tracker.model import Quantity
from tracker.render import cells, write_bytes, xlsx
from tracker.reports import Column, Report, Section
from tracker.reports.figures import Figures
from tracker.words import Qualifier

KINDS = (
    Column("ref", "Ref", "ref"),
    Column("day", "Day", "day"),
    Column("amount", "Amount", "number"),
    Column("sure", "Sure"),
    Column("parties", "Parties"),
)


def made(report: Report) -> bytes:
    out = BytesIO()
    write_bytes(report, "xlsx", out)
    return out.getvalue()


def opened(report: Report) -> Workbook:
    return load_workbook(BytesIO(made(report)))


def one(rows: Any, columns: tuple[Column, ...] = KINDS, **more: Any) -> Report:
    return Report("status", "", "2026-01-31", columns, (Section("pledges", "", rows),))._replace(**more)


def values(book: Workbook, sheet: str) -> list[tuple[Any, ...]]:
    return list(book[sheet].iter_rows(values_only=True))


def test_a_quantity_is_a_number_with_its_unit_and_how_firmly_it_was_said_beside_it() -> None:
    columns = (Column("ref", "Ref", "ref"), Column("quantity", "Quantity", "quantity"), Column("words", "Words"))
    shells, money = Quantity(Decimal(12_000), "shells", Qualifier.UP_TO), Quantity(Decimal("1.5"), "EUR")
    rows = [
        ("GB-1", Figures([shells]), "w"),
        ("GB-2", Figures([money, money]), "w"),
        ("GB-3", Figures([shells, money]), "w"),
        ("GB-4", "yes", "w"),
        ("GB-5", None, "w"),
    ]
    assert values(opened(one(rows, columns)), "Status") == [
        ("Ref", "Quantity", "In", "Said", "Words"),
        ("GB-1", 12_000, "shells", "up to", "w"),
        ("GB-2", 3, "EUR", None, "w"),
        ("GB-3", "up to 12000 shells, 1.5 EUR", None, None, "w"),
        ("GB-4", "yes", None, None, "w"),
        ("GB-5", None, None, None, "w"),
    ]


def test_a_sheet_a_section_and_one_for_the_notes() -> None:
    book = opened(REPORT)
    assert book.sheetnames == ["Review due", "Open", "Soon", "Notes"]
    titles = tuple(column.title for column in COLUMNS)
    assert values(book, "Review due") == [titles, (*LATE[:4], datetime(2026, 1, 20), *LATE[5:])]
    assert values(book, "Open") == [titles, OPEN]
    assert values(book, "Soon") == [titles]


def test_the_notes_tell_what_stands_around_the_rows() -> None:
    title, day, _, *told = [row[:2] for row in values(opened(REPORT), "Notes")]
    assert (title, day) == (("What is late", None), ("As of", datetime(2026, 1, 31)))
    assert told == [
        (None, "2 pledges, see https://example.org/law."),
        ("Review due", "Review due: 1"),
        (None, "Inferred windows only."),
        (None, "12 more, not listed here."),
        ("Open", "Open: 1"),
        ("Soon", "Due soon: 0"),
        *[(chart.title, chart.words) for chart in CHARTS],
        (None, "GB-2025-001 is read by the rule vague-weeks."),
        (None, "As of 2026-01-31."),
    ]


@pytest.mark.slow
def test_more_sections_than_a_workbook_can_well_have_share_a_sheet() -> None:
    few, many = (
        tuple(Section(f"GB-{number}", f"Pledge {number}", [OPEN] * 2, note=f"Note {number}") for number in range(count))
        for count in (xlsx.SHEETS, xlsx.SHEETS + 1)
    )
    assert len(opened(REPORT._replace(sections=few)).sheetnames) == xlsx.SHEETS + 1
    book = opened(REPORT._replace(sections=many))
    assert book.sheetnames == ["Overdue", "Notes"]
    rows = values(book, "Overdue")
    assert rows[0][:2] == ("Section", "Ref")
    assert rows[1:] == [(section.key, *OPEN) for section in many for _ in range(2)]
    assert (None, "Pledge 200. Note 200") in [row[:2] for row in values(book, "Notes")]


def test_a_single_list_is_called_like_its_report() -> None:
    assert opened(one([])).sheetnames == ["Status", "Notes"]


def test_days_are_days_numbers_numbers_and_the_rest_is_text() -> None:
    row = ("GB-1", "2026-01-20", Decimal("2.50"), True, ("EU", "FR"))
    sheet = opened(one([row, ("GB-2", date(2026, 1, 21), 7, False, ())]))["Status"]
    assert [each.value for each in sheet[2]] == ["GB-1", datetime(2026, 1, 20), 2.5, True, "EU FR"]
    assert [each.value for each in sheet[3]] == ["GB-2", datetime(2026, 1, 21), 7, False, None]
    assert [each.data_type for each in sheet[2]] == ["s", "d", "n", "b", "s"]
    assert sheet["B2"].number_format == "yyyy-mm-dd"


@pytest.mark.parametrize(
    ("value", "column"),
    [
        ("1.50", "amount"),  # a figure that was written by its report
        (Decimal("12345678901234567.89"), "amount"),  # more digits than a spreadsheet keeps
        ("1900-02-28", "day"),  # before the day on which spreadsheets begin to count right
        ("soon", "day"),
        (Decimal("NaN"), "amount"),
        ("0012", "ref"),
        ("2026-01-20", "ref"),
    ],
)
def test_what_a_spreadsheet_cannot_keep_exactly_stays_text(value: object, column: str) -> None:
    place = [each.key for each in KINDS].index(column)
    row = [value if at == place else None for at in range(len(KINDS))]
    cell = opened(one([row]))["Status"].cell(2, place + 1)
    assert cell.value == (1.5 if value == "1.50" else cells.text(value))


def test_the_head_stays_in_sight_and_columns_are_as_wide_as_what_they_hold() -> None:
    sheet = opened(REPORT)["Review due"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:L2"
    widths = {key: sheet.column_dimensions[key].width for key in "ABDL"}
    assert (widths["A"], widths["B"]) == (pytest.approx(13.7, abs=0.1), pytest.approx(12.7, abs=0.1))
    assert widths["D"] > 60
    assert widths["L"] < 44
    assert sheet["D2"].alignment.wrap_text


@pytest.mark.parametrize(
    "text", ["=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@x", "{=1}", "https://example.org", "mailto:a@b"]
)
def test_a_text_is_never_a_formula_or_a_link(text: str) -> None:
    data = made(one([(text, None, None, None, text)], title=text, notes=(text,), lead=(text,)))
    cell = load_workbook(BytesIO(data))["Status"]["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)
    with zipfile.ZipFile(BytesIO(data)) as parts:
        assert not [name for name in parts.namelist() if re.search("link|vba|macro|external", name, re.IGNORECASE)]
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist())


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_hostile_text_is_shown_wherever_it_stands(text: str) -> None:
    hostile = Report(
        text,
        text,
        "2026-01-31",
        tuple(column._replace(title=text) for column in KINDS),
        (Section(text, text, [(text, text, text, text, (text, text))], 1, text), Section(text, text, ())),
        (text,),
        (text,),
    )
    book = opened(hostile)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    assert cell.data_type == "s"
                    assert not {code for code in map(ord, cell.value) if cells.hidden(code)} - {10}
    shown = book.worksheets[0]["A2"].value
    assert "".join(shown.split()) == "".join(cells.markup(text).split())


def test_what_looks_like_an_escape_of_the_format_itself_comes_back() -> None:
    text = "_x0041_ _x000D_ <b>&amp;</b> ' \" 🚀"
    kept = opened(one([(text, None, None, None, ())]))["Status"]["A2"].value
    assert unescape(kept) == text  # openpyxl leaves that to who asks


def test_a_text_of_ten_thousand_characters_is_whole_and_a_longer_one_than_fits_is_cut_and_counted() -> None:
    book = opened(one([("x" * 10_000, None, None, None, ()), ("🚀" * 20_000, None, None, None, ())]))
    assert len(book["Status"]["A2"].value) == 10_000
    cut = book["Status"]["A3"].value
    assert (cut[-1], len(cut.encode("utf-16-le")) // 2) == ("…", 32_767)
    assert values(book, "Notes")[-1][1] == "Cut to 32,767 characters, which is all that a cell holds: 1 texts."


KEYS = st.text(max_size=40) | st.sampled_from(["notes", "History", "a/b", "[x]", "'", "", "x" * 31, "x" * 40])


@given(st.lists(KEYS, min_size=2, max_size=6))
def test_sheets_have_names_that_every_spreadsheet_takes(keys: list[str]) -> None:
    sections = tuple(Section(key, "", ()) for key in keys)
    names = list(xlsx._sheet_names(Report("r", "", "", (), sections)))
    assert len({name.lower() for name in names}) == len(names) == len(keys) + 1
    for name in names:
        assert 1 <= len(name) <= 31
        assert not set("[]:*?/\\'") & set(name)
        assert name == name.strip()
        assert name.lower() != "history"
    assert names[-1] == "Notes"


def test_more_rows_than_a_sheet_holds_are_refused() -> None:
    row = ("GB-1", None, None, None, ())
    with pytest.raises(UsageError, match="more than 300 rows"):
        xlsx.write(one(iter([row] * 301)), BytesIO(), most=300)
    xlsx.write(one(iter([row] * 300)), out := BytesIO(), most=300)
    assert len(values(load_workbook(out), "Status")) == 301


# -- the same bytes ----------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_same_report_gives_the_same_bytes_in_every_process() -> None:
    program = (
        "import sys; from tests.charted import REPORT; from tracker.render import write_bytes;"
        "write_bytes(REPORT, 'xlsx', sys.stdout.buffer)"
    )
    books = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            umask=umask,
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone, umask in (("1", "UTC", 0o077), ("2", "Asia/Tokyo", 0))
    }
    assert books == {made(REPORT)}


def test_it_was_made_on_the_day_asked() -> None:
    data = made(REPORT)
    book = load_workbook(BytesIO(data))
    assert book.properties.created == book.properties.modified == datetime(2026, 1, 31)
    with zipfile.ZipFile(BytesIO(data)) as parts:
        assert {each.date_time for each in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.slow
def test_rows_wait_in_a_file_and_not_in_memory() -> None:
    import tracemalloc

    def rows(count: int) -> Any:
        return (("GB-2025-001", "2026-01-20", number, True, ("GB", "FR")) for number in range(count))

    made(one(rows(1)))
    tracemalloc.start()
    try:
        made(one(rows(10_000)))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 2_000_000  # the finished workbook stands in memory here, once
