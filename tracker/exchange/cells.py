"""What stands in the cells of somebody's table, and where to find it: blanks, missing values, places in nested rows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

# What a reader gives: text as it stands, exact numbers, days that the file itself types as days; from JSON also
# true and false, lists and objects.
Cell = str | Decimal | date | bool | list[Any] | dict[str, Any] | None

# Characters that nobody sees at the edge of a cell and that are no blanks to Python.
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff"
_EDGES = "".join(chr(each) for each in range(0x3001) if chr(each).isspace()) + _UNSEEN
_STEP = re.compile(r"([^.\[\]]+)(?:\[([^=\]]+)=([^\]]*)\])?")


class Line(NamedTuple):
    """A row of a table as it stands: ``number`` as people count it there, the cells by column.

    ``width`` is how many cells a row of delimited text had; ``None`` where the kind of file cannot be ragged.
    ``beyond``: the cells of a row that is too long that no column is left for.
    """

    number: int
    cells: Mapping[str, Cell]
    width: int | None = None
    beyond: Sequence[Cell] = ()


def text_of(cell: Cell) -> str:
    """A cell as text without blanks of any kind at its edges; nothing is ``""``."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.strip(_EDGES)
    if isinstance(cell, Decimal):
        return digits(cell)
    if isinstance(cell, list):
        return " | ".join(filter(None, map(text_of, cell)))
    if isinstance(cell, dict):
        return "; ".join(f"{name}: {text_of(value)}" for name, value in cell.items())
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def digits(number: Decimal) -> str:
    """A number in plain digits."""
    plain = format(number, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def one_line(text: str) -> str:
    """A text in one line, with single blanks."""
    return " ".join(text.replace("\u200b", "").split())


def at(line: Line, place: str) -> list[Cell]:
    """The cells at a place: a column, or in nested rows a path such as ``giver[type=Country].name``.

    A list on the way gives the cells of all its items; what is not there gives none.
    """
    if place in line.cells:
        cell = line.cells[place]
        return list(cell) if isinstance(cell, list) else [cell]
    if "." not in place and "[" not in place:
        return []
    found: list[Any] = [dict(line.cells)]
    for name, key, value in _steps(place):
        found = [each[name] for each in found if isinstance(each, dict) and name in each]
        found = [item for each in found for item in (each if isinstance(each, list) else [each])]
        if key:
            found = [each for each in found if isinstance(each, dict) and text_of(each.get(key)) == value]
    return found


def first(line: Line, place: str) -> Cell:
    """The first cell at a place, or ``None``."""
    return next(iter(at(line, place)), None)


@lru_cache(maxsize=256)
def _steps(place: str) -> tuple[tuple[str, str, str], ...]:
    return tuple((match[1], match[2] or "", match[3] or "") for match in _STEP.finditer(place))


def head(place: str) -> str:
    """The column that a place begins in."""
    match = _STEP.match(place)
    return match[1] if match else place


class Missing:
    """Which words of a table mean that there is no value: blank, and those that its mapping lists."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = {"", *(folded(each) for each in words)}

    def __call__(self, cell: Cell) -> bool:
        return cell is None or (isinstance(cell, str) and folded(cell) in self._words)


def folded(text: str) -> str:
    """A word as it is compared: without outer blanks, in one line, in small letters."""
    return one_line(text.strip(_EDGES)).casefold()


def filled(template: str, row: Mapping[str, Cell]) -> str:
    """A template such as ``{organisation}; {date:day}`` filled from a row; ``:day`` takes ten characters."""

    def cell(match: re.Match[str]) -> str:
        text = one_line(text_of(row.get(match[1])))
        return text[:10] if match[2] else text

    return re.sub(r"\{([^{}:]+)(:day)?\}", cell, template)


def lookalike(text: str) -> bool:
    """Whether letters of several alphabets stand in one word, as a Cyrillic С among Latin letters does."""
    scripts = {name.partition(" ")[0] for name in _letters(text)}
    return len(scripts) > 1


def _letters(text: str) -> Iterator[str]:
    return (unicodedata.name(each, "") for each in text if each.isalpha())
