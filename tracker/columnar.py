"""Rows as lines of text, made a column at a time: most columns need nothing but to be put beside the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple


class Style(NamedTuple):
    """How cells are written: what stands between them, and for ``None``; which marks a cell may not hold as it is."""

    between: str
    nothing: str
    marks: str
    escaped: Callable[[str], str]  # asked for every cell of a column in which one holds a mark, or is ``None``


def lines(rows: Sequence[Sequence[Any]], style: Style) -> str:
    """Rows, of which there is one at least, as lines that end with LF; values as ``str`` has them."""
    columns = (_cells(each, style) for each in zip(*rows, strict=True))
    return "\n".join(map(style.between.join, zip(*columns, strict=True))) + "\n"


def _cells(column: Sequence[Any], style: Style) -> Iterable[str]:
    kinds = {*map(type, column)}
    if kinds == {int}:
        return map(str, column)
    if kinds == {str}:
        together = "".join(column)
        if not any(each in together for each in style.marks):
            return column
    # Few values of a column differ.
    told = {each: style.nothing if each is None else style.escaped(str(each)) for each in {*column}}
    return map(told.__getitem__, column)
