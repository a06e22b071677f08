"""Sheets of XLSX workbooks as rows: stored values, days where the cell is typed as a day, numbers exactly as shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from tracker.errors import BadInputError
from tracker.exchange.cells import Cell
from tracker.exchange.tables_in import padded


def read_workbook(path: Path) -> dict[str, Callable[[], Iterator[list[Cell]]]]:
    """The sheets of a workbook in their order, each to be read from its row 1 and column A on, blank rows too."""
    workbook = _workbook(path)
    return {name: partial(_rows, workbook, name) for name in workbook.sheet_names}


def _rows(workbook: Any, name: str) -> Iterator[list[Cell]]:
    found = workbook.get_sheet_by_name(name)
    return (padded([_cell(each) for each in row]) for row in found.to_python(skip_empty_area=False))


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
