"""Quantities for spreadsheets: amount, unit and how firmly it was said in cells of their own; so it is a number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tracker.reports import Column
from tracker.reports.figures import Figures

KIND = "quantity"


def apart(
    columns: Sequence[Column], rows: Iterable[Sequence[Any]]
) -> tuple[tuple[Column, ...], Iterable[Sequence[Any]]]:
    """Columns and rows with three columns for each of quantities; a cell that holds several keeps them as a text."""
    places = {place for place, column in enumerate(columns) if column.kind == KIND}
    if not places:
        return tuple(columns), rows
    return tuple(_columns(columns)), (tuple(_values(row, places)) for row in rows)


def _columns(columns: Iterable[Column]) -> Iterator[Column]:
    for column in columns:
        if column.kind != KIND:
            yield column
            continue
        yield column._replace(kind="number")
        yield Column(f"{column.key}_unit", "In")
        yield Column(f"{column.key}_said", "Said")


def _values(row: Sequence[Any], places: set[int]) -> Iterator[Any]:
    for place, value in enumerate(row):
        if place not in places:
            yield value
        elif isinstance(value, Figures) and value.one:
            yield from (value.one.amount, value.one.unit, value.one.qualifier and str(value.one.qualifier))
        else:
            yield from (value, None, None)
