"""A report for a terminal: tables that fit its width.

A table of up to 200 rows wraps what is wider than its column. A longer one is measured on its first 200 rows and
written as it comes, one line a row, what is too wide cut short.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, TextIO

from tracker.render import cells
from tracker.render.widths import BLANK, GAP, SAMPLE, Widths, below, columns_of, is_held, shared, total
from tracker.reports import Column, Report

if TYPE_CHECKING:
    from tracker.reports.charts import Chart

_STYLES = {
    "overdue": "red",
    "review due": "yellow",
    "conditional": "magenta",
    "advanced": "cyan",
    "fulfilled": "green",
    "dropped": "dim",
}
_CODES = {"bold": 1, "dim": 2, "red": 31, "green": 32, "yellow": 33, "magenta": 35, "cyan": 36}


def write(report: Report, out: TextIO, *, width: int = 80, colour: bool = False) -> None:
    """Write title, lead, sections, charts and notes in ``width`` columns; without ``colour`` there is no escape.

    Sections that are lists or tuples share their column widths, so that they line up.
    """
    text = _Texts(out, width, colour)
    text.block([report.title] if report.title else [], "bold")
    text.block(report.lead)
    alike = shared(report.columns, report.sections).fit(width)
    for section in report.sections:
        text.gap()
        if section.title:
            text.block([section.title], "bold", gap=False)
        rows = iter(section.rows)
        head = list(islice(rows, SAMPLE))
        if not head:
            text.block(["none"], gap=False)
        else:
            widths = alike if is_held(section) else _own(report.columns, head, width)
            following = list(islice(rows, 1))
            _heading(report.columns, widths, out, colour)
            if following or _all_fit(widths, columns_of(head)):
                _stream(report.columns, widths, chain(head, following, rows), out, width, colour)
            else:
                _draw(report.columns, widths, head, out, width, colour)
        text.block([section.note] if section.note else [], gap=False)
        if section.more:
            text.block([f"{section.more} more; --limit 0 lists all"], gap=False)
    for chart in report.charts:
        _chart(chart, text, out, width, colour)
    text.block(report.notes, "dim")


def _own(columns: Sequence[Column], head: Sequence[Sequence[Any]], width: int) -> tuple[int, ...]:
    widths = Widths(columns)
    widths.see(head)
    return widths.fit(width)


def _chart(chart: Chart, text: _Texts, out: TextIO, width: int, colour: bool) -> None:
    """Draw a chart below its title, if it is of a kind that block characters can draw."""
    from tracker.render import bars

    drawn = list(bars.lines(chart, width))
    if drawn:
        text.block([chart.title], "bold")
    for line in drawn:
        painted = [_styled(piece, _style_of(standing) if colour else "") for piece, standing in line]
        out.write("".join(painted).rstrip(" ") + "\n")


def _all_fit(widths: Sequence[int], texts: Sequence[Sequence[str]]) -> bool:
    return all(not size or max(map(cells.measure, each)) <= size for size, each in zip(widths, texts, strict=True))


def _style(column: Column, text: str) -> str:
    return _style_of(text) if column.kind == "standing" else ""


def _style_of(standing: str) -> str:
    """Name the colour of a standing, by the word that it begins with ("fulfilled late" is fulfilled)."""
    return next((style for word, style in _STYLES.items() if standing.startswith(word)), "")


def _styled(line: str, style: str) -> str:
    return f"\x1b[{_CODES[style]}m{line}\x1b[0m" if style else line


class _Texts:
    """Writes the lines around the tables, and one empty line between blocks."""

    def __init__(self, out: TextIO, width: int, colour: bool) -> None:
        self._out, self._width, self._colour = out, width, colour
        self._begun = False

    def gap(self) -> None:
        if self._begun:
            self._out.write("\n")
        self._begun = True

    def block(self, lines: Sequence[str], style: str = "", *, gap: bool = True) -> None:
        if lines and gap:
            self.gap()
        for line in lines:
            for part in cells.wrap(cells.one_line(line), self._width):
                self._out.write(_styled(part, style if self._colour else "") + "\n")


def _kept(columns: Sequence[Column], widths: Sequence[int]) -> list[tuple[Column, int]]:
    return [(column, size) for column, size in zip(columns, widths, strict=True) if size]


def _heading(columns: Sequence[Column], widths: Sequence[int], out: TextIO, colour: bool) -> None:
    titles = []
    for column, size in _kept(columns, widths):
        form, (title,) = _fitted([cells.one_line(column.title)], size, column.kind)
        titles.append(form % title)
    out.write(_styled((" " * GAP).join(titles).rstrip(" "), "bold" if colour else "") + "\n")
    out.write(_styled("─" * total(widths), "dim" if colour else "") + "\n")


def _draw(
    columns: Sequence[Column],
    widths: Sequence[int],
    rows: Sequence[Sequence[Any]],
    out: TextIO,
    width: int,
    colour: bool,
) -> None:
    """Write a short table; a text that is wider than its column takes several lines."""
    wrapped = [
        _wrapped(column, size, texts, colour)
        for column, size, texts in zip(columns, widths, columns_of(rows), strict=True)
        if size
    ]
    more = below(columns, widths, rows, width)
    blanks = [" " * size for size in widths if size]
    for place, row in enumerate(zip(*wrapped, strict=True)):
        for line in range(max(map(len, row))):
            parts = [each[line] if line < len(each) else blank for each, blank in zip(row, blanks, strict=True)]
            out.write((" " * GAP).join(parts).rstrip(" ") + "\n")
        out.writelines(f"{line}\n" for line in more.get(place, ()))


def _wrapped(column: Column, size: int, texts: Sequence[str], colour: bool) -> list[list[str]]:
    """One column's texts as the lines that each takes, padded and painted."""
    cut = [[each] if cells.measure(each) <= size else cells.wrap(each, size) for each in texts]
    form, padded = _fitted([line for lines in cut for line in lines], size, column.kind)
    ready = iter([form % each for each in padded])
    return [
        [_styled(next(ready), _style(column, text) if colour else "") for _ in lines]
        for text, lines in zip(texts, cut, strict=True)
    ]


def _stream(
    columns: Sequence[Column],
    widths: Sequence[int],
    rows: Iterator[Sequence[Any]],
    out: TextIO,
    width: int,
    colour: bool,
) -> None:
    """Write a table as its rows come, one line a row; what does not fit is cut."""
    kept = _kept(columns, widths)
    while batch := list(islice(rows, SAMPLE)):
        texts = [each for each, size in zip(zip(*batch, strict=True), widths, strict=True) if size]
        forms, written = [], []
        for (column, size), values in zip(kept, texts, strict=True):
            form, fitted = _fitted(cells.texts(values, BLANK, grouped=True), size, column.kind)
            if colour and column.kind == "standing":
                painted = {each: _styled(form % each, _style(column, each)) for each in {*fitted}}
                form, fitted = "%s", [painted[each] for each in fitted]
            forms.append(form)
            written.append(fitted)
        lines: Iterable[str] = map(str.rstrip, map((" " * GAP).join(forms).__mod__, zip(*written, strict=True)))
        if more := below(columns, widths, batch, width):
            lines = chain.from_iterable([line, *more.get(place, ())] for place, line in enumerate(lines))
        out.write("\n".join(lines) + "\n")


def _fitted(texts: Sequence[str], size: int, kind: str) -> tuple[str, Sequence[str]]:
    """Cut one column's texts to ``size``, and give the ``%`` form that pads each to exactly that."""
    align = "" if kind == "number" else "-"
    if cells.narrow("".join(texts)):
        if max(map(len, texts)) > size:
            texts = [each if len(each) <= size else each[: size - 1] + "…" for each in texts]
        return f"%{align}{size}s", texts
    cuts = [cells.cut(each, size) for each in texts]
    return "%s", [f"%{align}{size + len(each) - cells.measure(each)}s" % each for each in cuts]
