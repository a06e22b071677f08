"""The CSV files of a data package: UTF-8, commas, one row a line, quotes only where they are needed.

A cell is exactly the value that the register holds, a structure its JSON with sorted keys. One that begins with
``=`` stays as it is and comes back unchanged: unlike the csv format of reports, these files are for programs and for
git and are **not** defanged for spreadsheets. An empty cell means that nothing is known.
"""

from __future__ import annotations

import codecs
import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from pathlib import Path
from typing import Any

from tracker.days import given_day
from tracker.exchange.fields import LARGEST, Field, Resource
from tracker.exchange.problems import Problems, shown
from tracker.rows import Row, plain

Numbered = tuple[int, Row]
_Parse = Callable[[str], Any]
_WHOLE = re.compile(r"[0-9]{1,10}")
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
_SIGNED = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_MOMENT = re.compile(r".{10}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z")
_UNFIT = re.compile(r"[\x00\ud800-\udfff]")  # NUL, and halves of characters
_DEEPEST = 10  # levels of a structure
_BLOCK = 1 << 20  # bytes


def read(resource: Resource, folder: Path, problems: Problems) -> Iterator[Numbered]:
    """The rows of a file with their numbers, as a spreadsheet numbers them: the header is row 1.

    Values are as :mod:`tracker.rows` has them; a cell that cannot be taken is reported and reads as ``None``.
    """
    if resource.since > 1 and not (folder / resource.file).exists():
        return
    if not _decodes(folder, resource.file, problems):
        return
    with (folder / resource.file).open(encoding="utf-8-sig", newline="") as file:
        yield from _rows(resource, file, problems)


def _rows(resource: Resource, file: Iterable[str], problems: Problems) -> Iterator[Numbered]:
    # The limit of the csv module (131,072) is less than a long quote. It is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), LARGEST))
    lines = csv.reader(file, strict=True)
    number = 0
    try:
        header = next(lines, [])
        number = 1
        if not _fits(header, resource, problems):
            return
        fields = {each.name: each for each in resource.fields}
        absent: Row = {name: None for name in fields if name not in header}
        parsers = [(name, fields[name].required, _parser(fields[name])) for name in header]
        read = _reader(header, parsers)
        for number, cells in enumerate(lines, start=2):
            if len(cells) == len(header):
                try:
                    row = read(cells)
                except ValueError:
                    row = _row(resource, number, parsers, cells, problems)
                yield number, absent | row if absent else row
            elif cells:
                says = f"it has {len(cells)} cells, the header {len(header)}; quote cells that hold commas"
                problems.row(resource, number, "", says, lost=True)
    except csv.Error as error:
        says = f"from here on the file cannot be read ({error}); look for a stray quotation mark"
        problems.row(resource, number + 1, "", says, lost=True)


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


def _reader(header: list[str], parsers: list[tuple[str, bool, _Parse]]) -> Callable[[list[str]], Row]:
    """How a sound row is read; raises ValueError for any other."""
    required = [place for place, (_, needed, _) in enumerate(parsers) if needed]
    parsed = [(place, name, parse) for place, (name, _, parse) in enumerate(parsers) if parse is not _text]

    def read(cells: list[str]) -> Row:
        for place in required:
            if not cells[place]:
                raise ValueError
        if "\0" in "".join(cells):
            raise ValueError
        row: Row = {name: cell or None for name, cell in zip(header, cells, strict=True)}
        for place, name, parse in parsed:
            if cell := cells[place]:
                row[name] = parse(cell)
        return row

    return read


def _row(
    resource: Resource,
    number: int,
    parsers: list[tuple[str, bool, _Parse]],
    cells: list[str],
    problems: Problems,
) -> Row:
    row: Row = {}
    for (name, required, parse), cell in zip(parsers, cells, strict=True):
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


def _parser(field: Field) -> _Parse:
    """How the cells of a column are read; raises ValueError with what is wrong and what to write."""
    if field.signed:
        return _decimal(_SIGNED)
    if field.type != "string":
        return _TYPES[field.type]
    if field.enum:
        return _word(field.enum)
    return _matching(re.compile(field.pattern), field.written) if field.pattern else _text


def _text(cell: str) -> str:
    if "\0" in cell:
        raise ValueError(f"{shown(cell)} holds a NUL character; remove it")
    return cell


def _word(words: tuple[str, ...]) -> _Parse:
    def parse(cell: str) -> str:
        if cell not in words:
            raise ValueError(f"{shown(cell)} is none of its words; write one of: {', '.join(words)}")
        return cell

    return parse


def _matching(pattern: re.Pattern[str], written: str) -> _Parse:
    def parse(cell: str) -> str:
        if not pattern.fullmatch(cell):
            raise ValueError(f"{shown(cell)} is not written {written}")
        return cell

    return parse


@lru_cache(maxsize=4096)
def _day(cell: str) -> str:
    try:
        return given_day(cell).isoformat()
    except ValueError:
        raise ValueError(f"{shown(cell)} is no day; write YYYY-MM-DD, from 1900 to 2199") from None


def _whole(cell: str) -> int:
    if not _WHOLE.fullmatch(cell) or int(cell) > LARGEST:
        raise ValueError(f"{shown(cell)} is no whole number; write digits alone, up to {LARGEST}")
    return int(cell)


def _decimal(pattern: re.Pattern[str]) -> _Parse:
    def parse(cell: str) -> Any:
        if not pattern.fullmatch(cell):
            raise ValueError(f"{shown(cell)} is no number; write digits with at most one point, like 1250.5")
        return plain(Decimal(cell))

    return parse


def _moment(cell: str) -> str:
    try:
        given_day(cell[:10])
        if _MOMENT.fullmatch(cell):
            return cell
    except ValueError:
        pass
    raise ValueError(f"{shown(cell)} is no moment; write YYYY-MM-DDThh:mm:ssZ, in UTC")


def _structure(wanted: type, called: str) -> _Parse:
    def parse(cell: str) -> Any:
        try:
            value = json.loads(cell)
        except (ValueError, RecursionError):
            raise ValueError(f"{shown(cell)} is no JSON; write {called}") from None
        if not isinstance(value, wanted):
            raise ValueError(f"{shown(cell)} is another kind of JSON; write {called}")
        _require_plain(value, cell)
        return value

    return parse


def _require_plain(value: object, cell: str, depth: int = 0) -> None:
    """Refuse what not every register and not every reader of JSON could hold."""
    if isinstance(value, str):
        if _UNFIT.search(value):
            raise ValueError(f"{shown(cell)} holds a NUL or half a character; remove it")
    elif isinstance(value, float) and not isfinite(value):
        raise ValueError(f"{shown(cell)} holds a number that is none; write digits")
    elif isinstance(value, dict | list):
        if depth == _DEEPEST:
            raise ValueError(f"{shown(cell)} is nested too deeply; at most {_DEEPEST} levels are read")
        parts = value if isinstance(value, list) else [*value, *value.values()]
        for each in parts:
            _require_plain(each, cell, depth + 1)


_STRUCTURES: dict[str, _Parse] = {
    "object": _structure(dict, 'an object, like {"topic": "aid"}'),
    "array": _structure(list, "an array, like []"),
}
_TYPES: dict[str, _Parse] = {
    "date": _day,
    "datetime": _moment,
    "integer": _whole,
    "number": _decimal(_NUMBER),
    **_STRUCTURES,
}
