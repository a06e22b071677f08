"""The rows of a table that do not come, as a table of their own: as they stood, with their number and the reason."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from typing import TextIO

from tracker.exchange.cells import Cell, digits, text_of
from tracker.exchange.found import Left

FIRST = ("row", "result", "codes", "reason")


def write_rejects(left: Sequence[Left], columns: Sequence[str], out: TextIO) -> None:
    """Write rows that do not come as CSV: number, result (rejected or skipped), codes and reason, then their cells."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*FIRST, *columns])
    for each in left:
        told = [each.line.number, "skipped" if each.skipped else "rejected", " ".join(each.codes), each.reason]
        writer.writerow([*told, *(_cell(each.line.cells.get(name)) for name in columns)])


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, list | dict):
        return json.dumps(cell, ensure_ascii=False, default=lambda value: digits(value))
    return text_of(cell)
