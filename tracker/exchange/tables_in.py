"""Somebody's table as rows: CSV, TSV, XLSX, JSON, JSONL. Values stay as they stand; nothing is filled down."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from tracker.errors import BadInputError
from tracker.exchange.cells import Cell, Line, text_of
from tracker.exchange.json_in import read_json, read_lines
from tracker.exchange.problems import shown
from tracker.exchange.values import UNFIT

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".json", ".jsonl", ".ndjson")
Rows = Callable[[], Iterator[list[Cell]]]
JSON = (".json", ".jsonl", ".ndjson")
_LONGEST_CELL = 10_000_000
_A_HEADER = "Give a table with its columns' names in a row; if that is not the first: [table] header = its number."
_HEAD, _FIRST_ROWS = 100_000, 20  # characters and rows that the delimiter is told from
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class TableRead(NamedTuple):
    """A table: its columns in order, and its rows. ``rows`` can be walked through once.

    ``sheet`` and ``others``: of a workbook, the sheet that is read and those that are not.
    """

    columns: tuple[str, ...]
    rows: Iterator[Line]
    sheet: str = ""
    others: tuple[str, ...] = ()


def read_table(path: Path, *, sheet: str = "", header: int = 1, rows: str = "", encoding: str = "") -> TableRead:
    """Read a table by the ending of its name.

    ``sheet`` (else the first) and ``header`` (the row that names the columns, from 1) are for sheets and delimited
    text; ``rows`` says where in a JSON file the list of rows stands (``data.flows``). Refuses what cannot be read
    with BadInputError.
    """
    ending = path.suffix.lower()
    if ending in JSON:
        text = text_in(path, encoding)
        read = read_json(text, rows, path) if ending == ".json" else read_lines(text, path)
        return _with_sound_names(TableRead(*read), path)
    sheets = sheets_of(path, encoding)
    records_of = _sheet(sheets, sheet, path)
    taken = sheet if sheet in sheets else next(iter(sheets))
    others = tuple(each for each in sheets if each != taken)
    return _with_sound_names(named(records_of(), header, path, others)._replace(sheet=taken), path)


def _with_sound_names(table: TableRead, path: Path) -> TableRead:
    for number, name in enumerate(table.columns, 1):
        if UNFIT.search(name):
            raise BadInputError(
                f"The name of column {number} of {path} holds a NUL or half a character: {shown(name)}.",
                why="No mapping could name it.",
                remedy="Take that out of the header; if there is more of it, the file may be no text.",
            )
    return table


def sheets_of(path: Path, encoding: str = "") -> Mapping[str, Rows]:
    """The sheets of a file by name, each to be read as rows, header and all; delimited text is one without a name."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise BadInputError(
            f"{path} is no table that can be read.",
            why=f"Its name ends in “{ending}”; known endings: {', '.join(ENDINGS)}.",
            remedy="Save it as CSV or XLSX, and give that.",
        )
    if ending == ".xlsx":
        from tracker.exchange.sheets_in import read_workbook

        with _readable(path):
            return read_workbook(path)
    text = text_in(path, encoding)
    return {"": lambda: records(text, "\t" if ending == ".tsv" else "", path)}


def _sheet(sheets: Mapping[str, Rows], sheet: str, path: Path) -> Rows:
    if not sheet or "" in sheets:
        return next(iter(sheets.values()))
    if sheet not in sheets:
        raise BadInputError(
            f"{path} has no sheet “{sheet}”.",
            why=f"Its sheets: {', '.join([*sheets][:12])}.",
            remedy='Name one in the mapping: [table] sheet = "…"',
        )
    return sheets[sheet]


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        what = f"The table {path} cannot be read."
        raise BadInputError(what, why=f"{error.strerror}.", remedy="Give the path of a file.") from error


def text_in(path: Path, encoding: str = "") -> str:
    """The text of a file that is no workbook (see :func:`decoded`)."""
    with _readable(path):
        return decoded(path, encoding)


def decoded(path: Path, encoding: str = "") -> str:
    """The text of a file: UTF-8 or UTF-16 by its mark, else what ``encoding`` says, else UTF-8."""
    data = path.read_bytes()
    marked = next((found for mark, found in _MARKS if data.startswith(mark)), "")
    if encoding and not marked:
        return _decoded_as(data, encoding, path)
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


def _decoded_as(data: bytes, encoding: str, path: Path) -> str:
    """The text of bytes in the encoding that a mapping names."""
    what, remedy = f"{path} is not written in {encoding}.", "Correct the encoding in the mapping, or leave it out."
    try:
        text = data.decode(encoding)
    except LookupError as error:
        what = f"The mapping names an encoding that is not known: “{encoding}”."
        raise BadInputError(what, remedy='Name one such as [table] encoding = "windows-1252", or none.') from error
    except UnicodeDecodeError as error:
        raise BadInputError(what, why=f"{error}.", remedy=remedy) from error
    if data and b"\0" not in data and codecs.lookup(encoding).name.startswith(("utf-16", "utf-32")):
        raise BadInputError(
            what, why="In that every comma and every line end has a byte 0; here is none.", remedy=remedy
        )
    return text


def named(records: Iterator[list[Cell]], header: int, path: Path, others: tuple[str, ...] = ()) -> TableRead:
    """Rows below a header, each cell by the name of its column.

    A column without a name is called after its place (``column 55``); a second one of the same name is told apart by
    its number (``Unit (2)``).
    """
    names: list[str] = []
    for number in range(header):
        found = next(records, None)
        if found is None:
            empty = f"It ends with row {number}." if number else "It is empty."
            raise BadInputError(
                f"{path} has no row {header} that could name its columns.",
                why=f"The sheet that was read ends above; the others: “{'”, “'.join(others)}”." if others else empty,
                remedy='Name another sheet in the mapping: [table] sheet = "…"' if others else _A_HEADER,
            )
        names = [text_of(each) for each in found]
    if not any(names):
        raise BadInputError(
            f"Row {header} of {path} names no columns: it is blank.",
            remedy="Say in the mapping which row does, as [table] header; tracker import TABLE --guess looks for it.",
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

    return TableRead(tuple(columns), rows(), others=others)


class _Padded(list[Cell]):
    """A row of a kind of file whose rows have no length of their own."""


def padded(cells: list[Cell]) -> list[Cell]:
    """Mark a row as one that cannot be too short or too long."""
    return _Padded(cells)


def records(text: str, delimiter: str, path: Path) -> Iterator[list[Cell]]:
    """The rows of delimited text; without a ``delimiter`` the one that its first rows agree on."""
    csv.field_size_limit(_LONGEST_CELL)
    delimiter = delimiter or _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    try:
        for record in reader:
            yield list(record)
    except csv.Error as error:
        raise BadInputError(f"{path}, line {reader.line_num}, cannot be read.", why=f"{error}.") from error


def _delimiter(text: str) -> str:
    """The sign by which most of the first rows have the same number of cells, several; a comma where none has."""

    def agreement(sign: str) -> tuple[int, int]:
        rows = islice(csv.reader(io.StringIO(text[:_HEAD], newline=""), delimiter=sign), _FIRST_ROWS)
        widths = Counter(len(each) for each in rows if len(each) > 1)
        return max(((count, width) for width, count in widths.items()), default=(0, 0))

    return max((",", ";", "\t"), key=agreement)
