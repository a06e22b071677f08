"""The rows of a table that do not come, as a table of their own: as they stood, with their number and the reason."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from typing import TextIO

from tracker.exchange.cells import Cell, Line, digits, text_of
from tracker.exchange.found import Left
from tracker.exchange.values import UNFIT

FIRST = ("row", "result", "codes", "reason")


def write_rejects(left: Sequence[Left], columns: Sequence[str], out: TextIO, *, marked: bool = False) -> None:
    """Write rows that do not come as CSV: number, result (rejected or skipped), codes and reason, then their cells.

    A row that is too short or too long stays so: read again as it is, it is rejected again, and never taken cut off.
    ``marked``: it begins with the mark of UTF-8, for a mapping that names another encoding.
    """
    out.write("\ufeff" if marked else "")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*(_apart(name, columns) for name in FIRST), *columns])
    for each in left:
        told = [each.line.number, "skipped" if each.skipped else "rejected", " ".join(each.codes), each.reason]
        writer.writerow([*told, *(UNFIT.sub("\ufffd", _cell(cell)) for cell in _cells(each.line, columns))])


def are_rejects(columns: Sequence[str]) -> bool:
    """Whether a table was written so: it has some rows of another, and says nothing of the rest."""
    ours, others = columns[: len(FIRST)], columns[len(FIRST) :]
    return [*ours] == [_apart(name, others) for name in FIRST]


def _apart(name: str, columns: Sequence[str]) -> str:
    """The name of a column of ours, told apart from those of the table."""
    while name in columns:
        name = f"{name} (rejects)"
    return name


def _cells(line: Line, columns: Sequence[str]) -> list[Cell]:
    """The cells of a row: as many as it had, where its kind of file tells that and it is not blank."""
    as_many = columns[: line.width] if line.width else columns
    return [*(line.cells.get(name) for name in as_many), *line.beyond]


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, list | dict):
        return json.dumps(cell, ensure_ascii=False, default=lambda value: digits(value))
    return text_of(cell)
