"""Somebody's table as rows: CSV, TSV, XLSX, JSON, JSONL. Values stay as they stand; nothing is filled down."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from tracker.errors import BadInputError
from tracker.exchange.cells import Cell, Line, text_of

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".json", ".jsonl", ".ndjson")
_LONGEST_CELL = 10_000_000
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class TableRead(NamedTuple):
    """A table: its columns in order, and its rows. ``rows`` can be walked through once."""

    columns: tuple[str, ...]
    rows: Iterator[Line]


def read_table(path: Path, *, sheet: str = "", header: int = 1, rows: str = "", encoding: str = "") -> TableRead:
    """Read a table by the ending of its name.

    ``sheet`` (else the first) and ``header`` (the row that names the columns, from 1) are for sheets and delimited
    text; ``rows`` says where in a JSON file the list of rows stands (``data.flows``). Refuses what cannot be read
    with BadInputError.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise BadInputError(
            f"{path} is no table that can be read.",
            why=f"Its name ends in “{ending}”; known endings: {', '.join(ENDINGS)}.",
            remedy="Save it as CSV or XLSX, and give that.",
        )
    try:
        if ending == ".xlsx":
            from tracker.exchange.sheets_in import read_sheet

            return named(read_sheet(path, sheet), header, path)
        text = decoded(path, encoding)
    except OSError as error:
        what = f"The table {path} cannot be read."
        raise BadInputError(what, why=f"{error.strerror}.", remedy="Give the path of a file.") from error
    if ending == ".json":
        return _objects(_items(parsed(text, path), rows, path), path)
    if ending in (".jsonl", ".ndjson"):
        return _objects(_lines(text, path), path)
    return named(_records(text, "\t" if ending == ".tsv" else "", path), header, path)


def decoded(path: Path, encoding: str = "") -> str:
    """The text of a file: UTF-8 or UTF-16 by its mark, else what ``encoding`` says, else UTF-8."""
    data = path.read_bytes()
    marked = next((found for mark, found in _MARKS if data.startswith(mark)), "")
    if encoding and not marked:
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError) as error:
            raise BadInputError(f"{path} is not written in {encoding}.", why=f"{error}.") from error
    encoding = marked
    try:
        return data.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise BadInputError(
            f"{path} is not written in {encoding or 'utf-8'}.",
            why=f"The byte in line {row} that cannot be read is {data[error.start]:#04x}.",
            remedy='Name its encoding in the mapping, [table] encoding = "windows-1252", or save it as UTF-8.',
        ) from error


def named(records: Iterator[list[Cell]], header: int, path: Path) -> TableRead:
    """Rows below a header, each cell by the name of its column.

    A column without a name is called after its place (``column 55``); a second one of the same name is told apart by
    its number (``Unit (2)``).
    """
    names: list[str] = []
    for _ in range(header):
        found = next(records, None)
        if found is None:
            raise BadInputError(f"{path} has no row {header} that could name its columns.")
        names = [text_of(each) for each in found]
    if not any(names):
        raise BadInputError(
            f"Row {header} of {path} names no columns: it is blank.",
            remedy="Say in the mapping which row does: [table] header = 3",
        )
    seen: dict[str, int] = {}
    columns = []
    for place, name in enumerate(names, 1):
        name = " ".join(name.split()) or f"column {place}"
        seen[name] = seen.get(name, 0) + 1
        columns.append(name if seen[name] == 1 else f"{name} ({seen[name]})")

    def rows() -> Iterator[Line]:
        for number, cells in enumerate(records, header + 1):
            width = None if isinstance(cells, _Padded) else len(cells)
            yield Line(number, dict(zip(columns, cells, strict=False)), width, cells[len(columns) :])

    return TableRead(tuple(columns), rows())


class _Padded(list[Cell]):
    """A row of a kind of file whose rows have no length of their own."""


def padded(cells: list[Cell]) -> list[Cell]:
    """Mark a row as one that cannot be too short or too long."""
    return _Padded(cells)


def _records(text: str, delimiter: str, path: Path) -> Iterator[list[Cell]]:
    csv.field_size_limit(_LONGEST_CELL)
    delimiter = delimiter or _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    try:
        for record in reader:
            yield list(record)
    except csv.Error as error:
        raise BadInputError(f"{path}, line {reader.line_num}, cannot be read.", why=f"{error}.") from error


def _delimiter(text: str) -> str:
    """The sign that the first line is divided by most often: a comma unless a semicolon or a tab is more frequent."""
    first = text.lstrip("\r\n").partition("\n")[0]
    return max((",", ";", "\t"), key=first.count)


def parsed(text: str, path: Path) -> Any:
    """JSON with exact numbers; refuses what is none with BadInputError."""
    try:
        return json.loads(text, parse_float=Decimal, parse_int=_whole, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise BadInputError(f"{path} is no JSON.", why=f"{error}.") from error


def _whole(text: str) -> Decimal:
    return Decimal(text)


def _no_number(text: str) -> str:
    return text  # NaN, Infinity: words, which nobody takes for numbers later


def _items(data: Any, rows: str, path: Path) -> Iterator[tuple[int, Any]]:
    for step in rows.split(".") if rows else ():
        if not isinstance(data, dict) or step not in data:
            raise BadInputError(
                f"{path} has no rows at {rows}.",
                why=f"There is no “{step}” there.",
                remedy='Say in the mapping where the list stands: [table] rows = "data.items"',
            )
        data = data[step]
    if not isinstance(data, list):
        there = ", ".join(place for _, place in sorted(lists_in(data), reverse=True)[:5])
        raise BadInputError(
            f"{path} holds no list of rows{f' at {rows}' if rows else ''}.",
            why=f"Lists stand at: {there}." if there else "",
            remedy='Say in the mapping where the list stands: [table] rows = "data.items"',
        )
    return iter(enumerate(data, 1))


def lists_in(data: Any, place: str = "") -> Iterator[tuple[int, str]]:
    """Where in a JSON file lists of objects stand, each with its length."""
    if isinstance(data, list) and data and all(isinstance(each, dict) for each in data):
        yield len(data), place
    if isinstance(data, dict):
        for name, value in data.items():
            yield from lists_in(value, f"{place}.{name}" if place else name)


def _lines(text: str, path: Path) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield number, parsed(line, path)
            except BadInputError as error:
                raise BadInputError(f"{path}, line {number}, is no JSON.", why=error.why) from error


def _objects(items: Iterator[tuple[int, Any]], path: Path) -> TableRead:
    found = list(items)
    columns: dict[str, None] = {}
    for number, item in found:
        if not isinstance(item, dict):
            raise BadInputError(f"Row {number} of {path} is no object with named values.")
        columns |= dict.fromkeys(item)
    return TableRead(tuple(columns), (Line(number, item) for number, item in found))
