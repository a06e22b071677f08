"""Cells that a spreadsheet could not compute: they count as blank, and that is told."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from tracker.exchange.cells import UNCOMPUTED
from tracker.exchange.found import SAID, Judged
from tracker.exchange.judging import judge
from tracker.exchange.mapping_in import load_mapping
from tracker.exchange.sheet_faults import faulty_cells
from tracker.exchange.tables_in import read_table

MAPPING = """
name = "ours"
title = "Our table"
publisher = "us"
[id]
column = "id"
[party]
columns = ["who"]
[words]
columns = ["what"]
[topic]
column = "area"
[[money]]
column = "sum"
currency_is = "EUR"
"""
ROWS = (
    ("id", "who", "what", "area", "sum", "left aside"),
    (1, "France", "Lend boats", "aid", "=2+3", "#N/A"),
    (2, "#REF!", "=1/0", "aid", 5, None),
    (3, "Spain", "#N/A", "aid", 5, None),
    (4, "Italy", "Lend horses", "#VALUE!", 5, "=1"),
)


def written(folder: Path, ending: str) -> Path:
    path = folder / f"t{ending}"
    if ending == ".xlsx":
        book = openpyxl.Workbook()
        assert book.active
        for cells in ROWS:
            book.active.append(cells)
        book.save(path)
    else:
        lines = (",".join("" if each is None else str(each).replace("=2+3", "#DIV/0!") for each in row) for row in ROWS)
        path.write_text("\n".join(lines).replace("=1/0", "#NUM!"), encoding="utf-8")
    return path


def judged(path: Path) -> Judged:
    mapping = path.with_suffix(".toml")
    mapping.write_text(MAPPING, encoding="utf-8")
    return judge(read_table(path), load_mapping(str(mapping)))


@pytest.mark.parametrize(("ending", "computed"), [(".xlsx", "formula_without_result"), (".csv", "error_cell")])
def test_what_was_not_computed_is_no_value_and_is_told(tmp_path: Path, ending: str, computed: str) -> None:
    table = judged(written(tmp_path, ending))
    boats, horses = table.found
    assert (boats.amount, boats.report) == (None, ("date_missing", computed))
    assert (str(horses.amount), horses.topic, horses.report) == ("5", "other", ("date_missing", "error_cell"))
    assert {"error_cell", "formula_without_result"} <= set(SAID)


def test_a_row_that_does_not_come_for_it_says_so(tmp_path: Path) -> None:
    second, third = judged(written(tmp_path, ".xlsx")).left
    assert second.codes == ("words_missing", "party_missing", "error_cell", "formula_without_result")
    assert second.reason.endswith("who holds an error of the spreadsheet; what holds a formula without a stored result")
    assert third.codes == ("words_missing", "error_cell")


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (b'<c r="B3"><f>A1</f></c>', UNCOMPUTED),
        (b'<c r="B3" s="1"><f>A1</f><v></v></c>', UNCOMPUTED),
        (b'<c r="B3"><f t="shared" si="0"/><v/></c>', UNCOMPUTED),
        (b'<c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"),
        (b'<c r="B3"><f>A1</f><v>5</v></c>', None),
        (b'<c r="B3" t="str"><f>""</f><v></v></c>', None),  # computed: no letter
        (b'<c r="B3" t="s"><v>0</v></c>', None),
        (b'<c r="B3" s="2"/>', None),
    ],
)
@pytest.mark.parametrize("prefix", [b"", b"x:"])
def test_a_formula_counts_as_computed_where_its_result_is_stored(
    tmp_path: Path, cell: bytes, found: str | None, prefix: bytes
) -> None:
    path, data = written(tmp_path, ".xlsx"), b"<sheetData><row r='3'>" + cell + b"</row></sheetData>"
    data = data.replace(b"</", b"</" + prefix).replace(b"<", b"<" + prefix).replace(b"<" + prefix + b"/", b"</")
    with ZipFile(path) as before, ZipFile(tmp_path / "other.xlsx", "w") as after:
        for name in before.namelist():
            after.writestr(name, data if "worksheets/" in name else before.read(name))
    faults = faulty_cells((tmp_path / "other.xlsx").read_bytes(), "Sheet")
    assert faults == ({} if found is None else {2: [(1, found)]})
    assert all(each is UNCOMPUTED for row in faults.values() for _, each in row) is (found in ("", None))
