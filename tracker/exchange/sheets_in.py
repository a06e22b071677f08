"""Sheets of XLSX workbooks as rows: stored values, days where the cell is typed as a day, numbers exactly as shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from tracker.errors import BadInputError
from tracker.exchange.cells import Cell
from tracker.exchange.tables_in import padded


def read_sheet(path: Path, sheet: str = "") -> Iterator[list[Cell]]:
    """The rows of a sheet (else of the first), from its row 1 and column A on; blank rows are there too."""
    workbook = _workbook(path)
    if sheet and sheet not in workbook.sheet_names:
        raise BadInputError(
            f"{path} has no sheet “{sheet}”.",
            why=f"Its sheets: {', '.join(workbook.sheet_names[:12])}.",
            remedy='Name one in the mapping: [table] sheet = "…"',
        )
    found = workbook.get_sheet_by_name(sheet or workbook.sheet_names[0])
    return (padded([_cell(each) for each in row]) for row in found.to_python(skip_empty_area=False))


def sheet_names(path: Path) -> list[str]:
    """The names of a workbook's sheets."""
    return list(_workbook(path).sheet_names)


def _workbook(path: Path) -> Any:
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError as error:
        raise BadInputError(
            f"{path} is a workbook, and what reads workbooks is not installed.",
            remedy="Install it with: pip install 'commitment-tracker[tables]'; or save the sheet as CSV.",
        ) from error
    try:
        return CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
    except CalamineError as error:
        raise BadInputError(
            f"{path} is no workbook that can be read.", why=f"{error}.", remedy="Open it and save it again as XLSX."
        ) from error


def _cell(value: Any) -> Cell:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        number = Decimal(repr(value))
        return number.quantize(Decimal(1)) if number == number.to_integral_value() and abs(number) < 1e18 else number
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date | str):
        return value
    if isinstance(value, time | timedelta):
        return str(value)
    return str(value)
