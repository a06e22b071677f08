"""Tell of cells that a mapping reads and that hold an error of a spreadsheet, or a formula without its result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tracker.exchange.cells import ERRORS, UNCOMPUTED, Line, head, text_of
from tracker.exchange.found import Judged
from tracker.exchange.mapping import TableMapping
from tracker.exchange.mapping_columns import named_columns

_SAID = {"error_cell": "an error of the spreadsheet", "formula_without_result": "a formula without a stored result"}


def with_faults(judged: Judged, mapping: TableMapping) -> Judged:
    """Add to what is told of each row that a cell of it could not be had; such a cell counts as blank."""
    columns = [*dict.fromkeys(head(each) for each in named_columns(mapping))]
    found, left = [], []
    for each in judged.found:
        codes = _faults(each.line, columns) if each.own else {}
        found.append(each._replace(report=(*each.report, *codes)) if codes else each)
    for row in judged.left:
        codes = {} if row.skipped else _faults(row.line, columns)
        told = "; ".join([row.reason, *(f"{where} holds {_SAID[code]}" for code, where in codes.items())])
        left.append(row._replace(codes=(*row.codes, *codes), reason=told))
    return judged._replace(found=found, left=left)


def _faults(line: Line, columns: Iterable[str]) -> Mapping[str, str]:
    """The codes of what could not be had in a row, each with the columns."""
    found: dict[str, str] = {}
    for name in columns:
        cell = line.cells.get(name)
        if cell is UNCOMPUTED or (isinstance(cell, str) and text_of(cell) in ERRORS):
            code = "formula_without_result" if cell is UNCOMPUTED else "error_cell"
            found[code] = f"{found[code]}, {name}" if code in found else name
    return found
