"""Where in a file the table stands: on which sheet, and which row names its columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from tracker.errors import BadInputError
from tracker.exchange.cells import Cell, Missing, text_of
from tracker.exchange.dates_in import FORMS, read_day
from tracker.exchange.json_in import lists_in, parsed
from tracker.exchange.tables_in import JSON, decoded, sheets_of, text_in

_OLD = "windows-1252"
_LOOKED_AT = 50  # rows
_NEARLY = 0.7  # of the cells that most rows have: a header may lack a name or two
_FEWEST = 3  # columns of a table of pledges: what tells a row from others, who, and what


class Place(NamedTuple):
    """Where a table stands, as ``[table]`` of a mapping says it; ``others``: the sheets that are not meant."""

    encoding: str = ""
    rows: str = ""
    sheet: str = ""
    header: int = 1
    others: tuple[str, ...] = ()


def find_place(path: Path) -> Place:
    """Where the table of a file stands: the longest list of JSON, the first sheet that looks like a table."""
    encoding, ending = _encoding(path), path.suffix.lower()
    if ending in JSON:
        listed = lists_in(parsed(text_in(path, encoding), path)) if ending == ".json" else ()
        return Place(encoding, max(listed, default=(0, ""))[1])
    sheets = {name: [*islice(rows(), _LOOKED_AT)] for name, rows in sheets_of(path, encoding).items()}
    first = next(iter(sheets))
    sheet = next((name for name, rows in sheets.items() if _typical(rows) >= _FEWEST), first)
    others = tuple(each for each in sheets if each != sheet)
    return Place(encoding, "", sheet, header_of(sheets[sheet]), others)


def header_of(rows: Sequence[Sequence[Cell]]) -> int:
    """The row, from 1, that names the columns: the first of words that is about as wide as the rows are."""
    wide = _NEARLY * _typical(rows)
    for number, row in enumerate(rows, 1):
        filled = _filled(row)
        if filled and len(filled) >= wide and sum(map(_is_name, filled)) > len(filled) / 2:
            return number
    return 1


def whereabouts(path: Path, encoding: str, sheet: str, names: Sequence[str]) -> str:
    """Where else in a file the columns of these names stand, as a remedy; empty where they do not."""
    if path.suffix.lower() in JSON:
        return ""
    sheets = sheets_of(path, encoding)
    for name in sorted(sheets, key=lambda each: each != sheet):  # the one that was read first
        for number, row in enumerate(islice(sheets[name](), _LOOKED_AT), 1):
            if set(names) <= {" ".join(text_of(each).split()) for each in row}:
                place = [*([f'sheet = "{name}"'] if name != sheet else []), f"header = {number}"]
                return f"They stand there: [table] {' and '.join(place)}"
    return ""


def _encoding(path: Path) -> str:
    """What to name as the encoding of text that is not UTF-8: the most frequent other one, for a person to correct."""
    if path.suffix.lower() != ".xlsx" and path.is_file():
        try:
            decoded(path)
        except BadInputError as error:
            try:
                decoded(path, _OLD)
            except BadInputError:
                raise error from None  # no text at all, as far as we can tell
            return _OLD
    return ""


def _typical(rows: Iterable[Sequence[Cell]]) -> int:
    """How many cells most rows have filled."""
    widths = sorted(len(filled) for row in rows if (filled := _filled(row)))
    return widths[len(widths) // 2] if widths else 0


def _filled(row: Sequence[Cell]) -> list[Cell]:
    return [each for each in row if text_of(each)]


def _is_name(cell: Cell) -> bool:
    """Whether a cell has words, and is neither a number nor a day."""
    text = text_of(cell)
    return isinstance(cell, str) and any(map(str.isalpha, text)) and read_day(text, Missing(()), FORMS).day is None
