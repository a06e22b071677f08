"""The cells of a data package by the types of their columns: read one at a time, or a column at a time."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from typing import Any

from tracker import forms
from tracker.days import given_day
from tracker.exchange.fields import LARGEST, Field
from tracker.exchange.problems import shown
from tracker.rows import plain

Parse = Callable[[str], Any]
_WHOLE = re.compile(r"[0-9]{1,10}")
_MOMENT = re.compile(r".{10}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z")
UNFIT = re.compile(r"[\x00\ud800-\udfff]")  # NUL, and halves of characters
_DEEPEST = 10  # levels of a structure
_REMEMBERED = 4096  # cells of a column


class Column:
    """How the cells of a column are read, many at once.

    ``exact``: every value that was made until now is written just as its cell was.
    """

    exact = True

    def read(self, cells: Sequence[str]) -> Sequence[Any]:
        """The values of some cells; raises ValueError where one of them cannot be taken."""
        raise NotImplementedError


def column(field: Field, *, repeated: bool) -> Column:
    """How the cells of a column are read.

    ``repeated``: the same cells come time and again, so that each is judged once and remembered.
    """
    parse = parser(field)
    if parse is _text:
        return _Words() if field.required else _WordsOrNone()
    if repeated and field.type not in _STRUCTURES:
        return _Remembered(field)
    if field.pattern and field.required:
        return _Matching(field.pattern)
    return _OneByOne(parse, required=field.required)


class _Words(Column):
    def read(self, cells: Sequence[str]) -> Sequence[str]:
        if "" in cells or "\0" in "".join(cells):
            raise ValueError
        return cells


class _WordsOrNone(Column):
    def read(self, cells: Sequence[str]) -> Sequence[str | None]:
        if "\0" in "".join(cells):
            raise ValueError
        return [cell or None for cell in cells]


class _Matching(Column):
    def __init__(self, pattern: str) -> None:
        self.pattern = re.compile(pattern)

    def read(self, cells: Sequence[str]) -> Sequence[str]:
        if not all(map(self.pattern.fullmatch, cells)):
            raise ValueError
        return cells


class _OneByOne(Column):
    exact = False  # a structure is written in many ways

    def __init__(self, parse: Parse, *, required: bool) -> None:
        self.parse, self.required = parse, required

    def read(self, cells: Sequence[str]) -> Sequence[Any]:
        if self.required and "" in cells:
            raise ValueError
        return [self.parse(cell) if cell else None for cell in cells]


class _Remembered(Column, dict[str, Any]):
    """What the cells of a column were read as before."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.parse, self.required = parser(field), field.required

    def __missing__(self, cell: str) -> Any:
        if not cell and self.required:
            raise ValueError
        if len(self) > _REMEMBERED:
            self.clear()
        value = self[cell] = self.parse(cell) if cell else None
        if value is not cell and cell and str(value) != cell:
            self.exact = False
        return value

    def read(self, cells: Sequence[str]) -> Sequence[Any]:
        return [*map(self.__getitem__, cells)]


def parser(field: Field) -> Parse:
    """How the cells of a column are read; raises ValueError with what is wrong and what to write."""
    if field.signed:
        return _decimal(forms.number)
    if field.type != "string":
        return _TYPES[field.type]
    if field.enum:
        return _word(field.enum)
    return _matching(re.compile(field.pattern), field.written) if field.pattern else _text


def _text(cell: str) -> str:
    if "\0" in cell:
        raise ValueError(f"{shown(cell)} holds a NUL character; remove it")
    return cell


def _word(words: tuple[str, ...]) -> Parse:
    def parse(cell: str) -> str:
        if cell not in words:
            raise ValueError(f"{shown(cell)} is none of its words; write one of: {', '.join(words)}")
        return cell

    return parse


def _matching(pattern: re.Pattern[str], written: str) -> Parse:
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


def _decimal(read: Callable[[str], Decimal]) -> Parse:
    def parse(cell: str) -> Any:
        try:
            return plain(read(cell))
        except ValueError as error:
            raise ValueError(f"{shown(cell)} {error}") from None

    return parse


def _moment(cell: str) -> str:
    try:
        given_day(cell[:10])
        if _MOMENT.fullmatch(cell):
            return cell
    except ValueError:
        pass
    raise ValueError(f"{shown(cell)} is no moment; write YYYY-MM-DDThh:mm:ssZ, in UTC")


def _structure(wanted: type, called: str) -> Parse:
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
        if UNFIT.search(value):
            raise ValueError(f"{shown(cell)} holds a NUL or half a character; remove it")
    elif isinstance(value, float) and not isfinite(value):
        raise ValueError(f"{shown(cell)} holds a number that is none; write digits")
    elif isinstance(value, dict | list):
        if depth == _DEEPEST:
            raise ValueError(f"{shown(cell)} is nested too deeply; at most {_DEEPEST} levels are read")
        parts = value if isinstance(value, list) else [*value, *value.values()]
        for each in parts:
            _require_plain(each, cell, depth + 1)


_STRUCTURES: dict[str, Parse] = {
    "object": _structure(dict, 'an object, like {"topic": "aid"}'),
    "array": _structure(list, "an array, like []"),
}
_TYPES: dict[str, Parse] = {
    "date": _day,
    "datetime": _moment,
    "integer": _whole,
    "number": _decimal(forms.amount),
    **_STRUCTURES,
}
