"""JSON and JSONL as rows: objects with exact numbers, whose list may stand inside."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from tracker.errors import BadInputError
from tracker.exchange.cells import Line
from tracker.exchange.problems import shown

_REMEDY = "Correct it there, or have it written again by the program that it comes from."


def read_json(text: str, rows: str, path: Path) -> tuple[tuple[str, ...], Iterator[Line]]:
    """The names and the rows of a list of objects in JSON; ``rows`` says where it stands (``data.flows``)."""
    return _objects(_items(parsed(text, path), rows, path), path)


def read_lines(text: str, path: Path) -> tuple[tuple[str, ...], Iterator[Line]]:
    """The names and the rows of JSONL: an object on each line."""
    return _objects(_lines(text, path), path)


def parsed(text: str, path: Path) -> Any:
    """JSON with exact numbers; refuses what is none with BadInputError."""
    try:
        return json.loads(text, parse_float=Decimal, parse_int=_whole, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise BadInputError(f"{path} is no JSON.", why=f"{error}.", remedy=_REMEDY) from error


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
                raise BadInputError(f"{path}, line {number}, is no JSON.", why=error.why, remedy=_REMEDY) from error


def _objects(items: Iterator[tuple[int, Any]], path: Path) -> tuple[tuple[str, ...], Iterator[Line]]:
    found = list(items)
    columns: dict[str, None] = {}
    for number, item in found:
        if not isinstance(item, dict):
            raise BadInputError(
                f"Row {number} of {path} is no object with named values.",
                why=f"It is {'a list' if isinstance(item, list) else shown(item)}.",
                remedy='Give a list of objects such as {"id": 1}, or say where it stands: [table] rows = "data.items"',
            )
        columns |= dict.fromkeys(item)
    return tuple(columns), (Line(number, item) for number, item in found)
