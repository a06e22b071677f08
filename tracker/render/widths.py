"""How much room the columns of a list take, and which of them stay where there is not room for all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from tracker.render import cells
from tracker.reports import Column, Section

SAMPLE = 200  # rows: what is measured, what is wrapped, and the most that is held at a time
GAP = 2
BLANK = "–"
_NARROWEST = 24
_SHORTEST = 6  # that a text is narrowed to before a number is
_WHOLE = ("number", "day")


class Widths:
    """The widest text of each column, of rows that are looked at and not kept."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = columns
        self._widest = [cells.measure(column.title) for column in columns]
        self._seen = False
        self._used = [False] * len(columns)

    def see(self, rows: Iterable[Sequence[Any]]) -> None:
        """Measure the texts of some more rows; whatever their number, nothing more is kept."""
        for place, texts in enumerate(columns_of(rows)):
            self._seen = True
            self._widest[place] = max(self._widest[place], *map(cells.measure, texts))
            self._used[place] = self._used[place] or any(text != BLANK for text in texts)

    def fit(self, width: int) -> tuple[int, ...]:
        """Return each column's width so that all fit into ``width`` with two blanks between; 0: left out.

        A column gets what its widest text takes (but no more than a third of the terminal); ``wide`` columns share
        what is left. Where that gives a wide column less than 24, columns are left out, those with the highest
        ``keep`` first; if those that must stay do not fit either, the widest are narrowed, texts before numbers and
        days, which nobody can read in two lines. A ``spare`` column that holds nothing is left out.
        """
        columns, natural = self._columns, self._widest
        most = max(_NARROWEST, width // 3)
        least = [
            max(1, min(size, _NARROWEST if column.wide else most))
            for column, size in zip(columns, natural, strict=True)
        ]
        for place, column in enumerate(columns):
            if column.spare and self._seen and not self._used[place]:
                least[place] = 0
        order = sorted((-column.keep, -place) for place, column in enumerate(columns) if column.keep)
        while order and total(least) > width and sum(map(bool, least)) > 1:
            least[-order.pop(0)[1]] = 0
        texts = [place for place, column in enumerate(columns) if column.kind not in _WHOLE]
        while total(least) > width and max(least) > 1:
            some = [place for place in texts if least[place] > _SHORTEST] or range(len(least))
            least[max(some, key=least.__getitem__)] -= 1
        while total(least) > width and sum(map(bool, least)) > 1:
            least[max(place for place, size in enumerate(least) if size)] = 0
        wide = [place for place, column in enumerate(columns) if column.wide and least[place]]
        for number, place in enumerate(sorted(wide, key=natural.__getitem__)):
            room = (width - total(least)) // (len(wide) - number)
            least[place] = max(least[place], min(natural[place], least[place] + room))
        return tuple(least)


def shared(columns: Sequence[Column], sections: Iterable[Section]) -> Widths:
    """The widths of all the sections whose rows can be looked at beforehand, so that they line up."""
    widths = Widths(columns)
    for section in sections:
        if is_held(section):
            widths.see(islice(section.rows, SAMPLE))
    return widths


def below(
    columns: Sequence[Column], widths: Sequence[int], rows: Sequence[Sequence[Any]], width: int
) -> dict[int, list[str]]:
    """The lines that follow rows, by their place: columns to stand ``below`` for which ``width`` has no room."""
    found: dict[int, list[str]] = {}
    start = next((place for place, column in enumerate(columns) if column.wide and widths[place]), 0)
    indent = " " * min(sum(size + GAP for size in widths[:start] if size) or GAP, width // 2)
    for column, size, held in zip(columns, widths, zip(*rows, strict=True), strict=True):
        if size or not column.below or not any(held):
            continue
        for place, text in enumerate(cells.texts(held, BLANK, grouped=True)):
            if text not in ("", BLANK):
                said = f"{cells.one_line(column.title)}: {text}"
                found.setdefault(place, []).extend(cells.wrap(said, width, indent, indent))
    return found


def is_held(section: Section) -> bool:
    """Tell whether a section's rows can be looked at before they are written."""
    return isinstance(section.rows, (list, tuple))


def columns_of(rows: Iterable[Sequence[Any]]) -> list[Sequence[str]]:
    """The texts of some rows, column by column."""
    return [cells.texts(column, BLANK, grouped=True) for column in zip(*rows, strict=True)]


def total(widths: Sequence[int]) -> int:
    """The columns of a terminal that a table takes."""
    return sum(size + GAP for size in widths if size) - GAP
