"""The CSV files of a data package: UTF-8, commas, one row a line, quotes only where they are needed.

A cell is exactly the value that the register holds, a structure its JSON with sorted keys. One that begins with
``=`` stays as it is and comes back unchanged: unlike the csv format of reports, these files are for programs and for
git and are **not** defanged for spreadsheets. An empty cell means that nothing is known.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from tracker.exchange.fields import LARGEST, Resource
from tracker.exchange.problems import Problems, shown
from tracker.exchange.standing import Standing
from tracker.exchange.values import Parse, column, parser
from tracker.rows import Row

Numbered = tuple[int, Row]
Line = tuple[int, tuple[Any, ...]]  # a row's number, and its values in the order of the resource's columns
_BLOCK = 1 << 20  # bytes
_AT_ONCE = 500  # rows


class Rows:
    """Some rows of a file: one by one, each as a dict with its number, or by their columns."""

    def __init__(self, resource: Resource, lines: Sequence[Line]) -> None:
        self.resource, self.lines = resource, lines
        self._rows: list[Numbered] | None = None
        self._columns: dict[str, Sequence[Any]] | None = None

    def __len__(self) -> int:
        return len(self.lines)

    def __iter__(self) -> Iterator[Numbered]:
        if self._rows is None:
            names = self.resource.columns
            self._rows = [(number, dict(zip(names, values, strict=True))) for number, values in self.lines]
        return iter(self._rows)

    def numbered(self, place: int) -> Numbered:
        """The row at a place, as a dict with its number."""
        number, values = self.lines[place]
        return number, dict(zip(self.resource.columns, values, strict=True))

    def __getitem__(self, column: str) -> Sequence[Any]:
        """The values of a column, from the first row to the last."""
        if self._columns is None:
            names = self.resource.columns
            columns = zip(*(values for _, values in self.lines), strict=True) if self.lines else [()] * len(names)
            self._columns = dict(zip(names, columns, strict=True))
        return self._columns[column]


def read(resource: Resource, folder: Path, problems: Problems) -> Rows:
    """All rows of a file (see :func:`lines`)."""
    return Rows(resource, [*lines(resource, folder, problems)])


def lines(resource: Resource, folder: Path, problems: Problems, standing: Standing | None = None) -> Iterator[Line]:
    """The rows of a file with their numbers, as a spreadsheet numbers them: the header is row 1.

    Values are as :mod:`tracker.rows` has them; a cell that cannot be taken is reported and reads as ``None``.
    ``standing`` is told what is read.
    """
    if resource.since > 1 and not (folder / resource.file).exists():
        return
    if not _decodes(folder, resource.file, problems):
        return
    with (folder / resource.file).open(encoding="utf-8-sig", newline="") as file:
        yield from _lines(resource, file, problems, standing)


def _lines(resource: Resource, file: Iterable[str], problems: Problems, standing: Standing | None) -> Iterator[Line]:
    # The limit of the csv module (131,072) is less than a long quote. It is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), LARGEST))
    number, waiting = 0, list[list[str]]()
    reading: _Reading | None = None
    try:
        reader = csv.reader(standing.recorded(file) if standing else file, strict=True)
        header = next(reader, [])
        number = 1
        if not _fits(header, resource, problems):
            return
        reading = _Reading(resource, header, problems, standing)
        while True:
            waiting.extend(islice(reader, _AT_ONCE))  # what comes before an error stays in the list
            if not waiting:
                break
            yield from reading.some(number + 1, waiting)
            number, waiting = number + len(waiting), []
    except csv.Error as error:
        says = f"from here on the file cannot be read ({error}); look for a stray quotation mark"
        problems.row(resource, number + len(waiting) + 1, "", says, lost=True)
    if reading and waiting:
        yield from reading.some(number + 1, waiting)


class _Reading:
    """How the rows under a header are read: as columns where all of them are sound, else one by one."""

    def __init__(
        self, resource: Resource, header: list[str], problems: Problems, standing: Standing | None = None
    ) -> None:
        self.resource, self.header, self.problems, self.standing = resource, header, problems, standing
        if standing:
            standing.begin()
        fields = {each.name: each for each in resource.fields}
        once = resource.key if len(resource.key) == 1 else ()
        self.columns = {name: column(fields[name], repeated=name not in once) for name in header}
        self.parsers = {name: (fields[name].required, parser(fields[name])) for name in header}

    def some(self, first: int, rows: list[list[str]]) -> Iterator[Line]:
        """Rows in a run, of which the first has the number ``first``."""
        if {*map(len, rows)} == {len(self.header)}:
            try:
                cells = zip(*rows, strict=True)
                found = {name: of.read(each) for (name, of), each in zip(self.columns.items(), cells, strict=True)}
            except ValueError:
                pass
            else:
                if self.standing:
                    self.standing.take(rows, exact=all(each.exact for each in self.columns.values()))
                absent = [None] * len(rows)
                columns = (found.get(name, absent) for name in self.resource.columns)
                return zip(range(first, first + len(rows)), zip(*columns, strict=True), strict=True)
        if self.standing:
            self.standing.take(rows, exact=False)
        return self._one_by_one(first, rows)

    def _one_by_one(self, first: int, rows: list[list[str]]) -> Iterator[Line]:
        for number, cells in enumerate(rows, start=first):
            if len(cells) == len(self.header):
                row = _row(self.resource, number, self.parsers, cells, self.problems)
                yield number, tuple([row.get(name) for name in self.resource.columns])
            elif cells:
                says = f"it has {len(cells)} cells, the header {len(self.header)}; quote cells that hold commas"
                self.problems.row(self.resource, number, "", says, lost=True)


def _row(
    resource: Resource, number: int, parsers: dict[str, tuple[bool, Parse]], cells: list[str], problems: Problems
) -> Row:
    row: Row = {}
    for (name, (required, parse)), cell in zip(parsers.items(), cells, strict=True):
        if cell:
            try:
                row[name] = parse(cell)
                continue
            except ValueError as error:
                problems.row(resource, number, name, str(error))
        elif required:
            problems.row(resource, number, name, "it is empty; it must be given")
        row[name] = None
    return row


def _decodes(folder: Path, file: str, problems: Problems) -> bool:
    """Whether a file is there and is UTF-8 from end to end; it is gone through in blocks."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    before = waiting = 0  # bytes that were decoded, and of these those of a character that has not ended
    try:
        with (folder / file).open("rb") as blocks:
            while block := blocks.read(_BLOCK):
                waiting = len(decoder.getstate()[0])
                decoder.decode(block)
                before += len(block)
            waiting = len(decoder.getstate()[0])
            decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        _tell_no_utf8(file, error, before - waiting, problems)
        return False
    except OSError as error:
        _tell_unreadable(file, error, problems)
        return False
    return True


def decoded(folder: Path, file: str, problems: Problems) -> str | None:
    """The text of a file of the package, or ``None`` with the problem reported."""
    try:
        return (folder / file).read_bytes().decode("utf-8")
    except OSError as error:
        _tell_unreadable(file, error, problems)
    except UnicodeDecodeError as error:
        _tell_no_utf8(file, error, 0, problems)
    return None


def _tell_unreadable(file: str, error: OSError, problems: Problems) -> None:
    if isinstance(error, FileNotFoundError):
        problems.file(file, "the file is missing; without such records it has the header alone")
    else:
        problems.file(file, f"the file cannot be read: {error.strerror}")


def _tell_no_utf8(file: str, error: UnicodeDecodeError, before: int, problems: Problems) -> None:
    byte, place = error.object[error.start], before + error.start
    problems.file(file, f"it is not UTF-8: byte 0x{byte:02x} at position {place}; save it as UTF-8")


def _fits(header: list[str], resource: Resource, problems: Problems) -> bool:
    wanted = resource.columns
    if not header:
        problems.file(resource.file, f"it is empty; its first row must be {','.join(wanted)}")
        return False
    named = [each.name for each in resource.fields if each.since == 1]
    faults = [f"column {name} is missing" for name in named if name not in header]
    faults += [f"column {shown(name)} is not known here; leave it out" for name in header if name not in wanted]
    faults += [f"column {name} is there twice" for name in wanted if header.count(name) > 1]
    for fault in faults:
        problems.file(resource.file, fault)
    return not faults
