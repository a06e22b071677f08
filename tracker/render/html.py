"""A report, or a single record, as one HTML page that needs nothing else: no script, no file, no network.

What fits across a sheet of A4 stands in columns; the others follow below their row, so that every line can be checked
on paper. A Content-Security-Policy in the page allows its own style and nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from tracker.errors import UsageError
from tracker.render import cells
from tracker.render.palette import LOOKS, slug
from tracker.render.terminal import Block
from tracker.render.widths import BLANK, SAMPLE, Widths, is_held, shared
from tracker.reports import Column, Report, Section, Under
from tracker.reports.charts import Chart

if TYPE_CHECKING:
    from jinja2 import Environment, Template

_ACROSS = 100  # letters that fit across a sheet of A4 in small print
_KEPT = ("ref", "day", "number", "quantity", "standing", "text")
_SHORT = 20  # letters
_QUOTED = ("quote", "phrase")  # columns that hold words as they were said
_TOLD = ("answer", "counted_as", "source")  # columns that name records and addresses in their words
_INNER = r"\([^\s<>\"“”‘’()]*\)"  # brackets belong to an address when they are closed in it
_ADDRESS = re.compile(rf"https?://(?:{_INNER}|[^\s<>\"“”‘’()])*(?:{_INNER}|[^\s<>\"“”‘’().,;:!?\]])", re.IGNORECASE)
_WHOLE = re.compile(
    rf"(?P<address>{_ADDRESS.pattern})|\b(?:[A-Z]{{1,12}}-)?\d{{4}}-\d{{2,6}}(?:-\d\d)?(?:\.\d+)?\b", re.IGNORECASE
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Piece(NamedTuple):
    """A part of a line: an ``address``, something ``whole`` that no line end may break, or plain words."""

    text: str
    kind: str = ""


class Cell(NamedTuple):
    """A value as the page shows it. ``standing`` is the style of one; ``language`` that of quoted words, where it is
    not the page's; ``plain`` is what is only words.
    """

    text: str
    column: Column
    blank: bool = False
    standing: str = ""
    day: bool = False
    address: bool = False
    quoted: bool = False
    language: str = ""
    pieces: tuple[Piece, ...] = ()
    plain: bool = True

    @property
    def styles(self) -> str:
        """The styles of its column; what is short is never broken by a line end."""
        whole = self.column.kind in _KEPT and len(self.text) <= _SHORT
        return f"{self.column.kind}{' whole' if whole else ''}{' none' if self.blank else ''}"


class Row(NamedTuple):
    """A row: what stands in columns, and what follows below."""

    cells: list[Cell]
    more: list[Cell]


class Table(NamedTuple):
    """A table whose rows come as they are read."""

    heads: list[Column]
    rows: Iterator[Row]


class Drawn(NamedTuple):
    """A chart in words and twice drawn: for a page, and for a phone."""

    title: str
    words: list[Piece]
    wide: str
    narrow: str


class Note(NamedTuple):
    """A note, and what stands under it."""

    said: list[Piece]
    under: list[list[Piece]]


class Listed:
    """A section as the template asks for it; its rows are taken once."""

    def __init__(self, name: str, section: Section, columns: Sequence[Column], across: Sequence[bool]) -> None:
        self.id = name
        self.title = cells.markup(section.title)
        self.name = self.title or cells.markup(section.key)
        self.tag = _tag(section.title)
        self.remarks = [_pieces(section.note)] if section.note else []
        if section.more:
            self.remarks.append(_pieces(f"{section.more:,} more, not listed here."))
        self._section, self._columns, self._across = section, columns, across

    def table(self) -> Table | None:
        """The table, or nothing for no rows; the columns of rows that come one by one are chosen by the first 200."""
        rows = iter(self._section.rows)
        head = list(islice(rows, SAMPLE))
        if not head:
            return None
        across = self._across
        if not is_held(self._section):
            widths = Widths(self._columns)
            widths.see(head)
            across = _across(widths)
        heads = [column for column, stays in zip(self._columns, across, strict=True) if stays]
        return Table(heads, (_row(row, self._columns, across) for row in chain(head, rows)))


def write(report: Report, out: TextIO) -> None:
    """Write the page as its rows come; every text is shown, and nothing in it is obeyed.

    Raises ``UsageError`` when Jinja2 is not installed.
    """
    out.writelines(_template("report.html").generate(shown(report)))


def shown(report: Report) -> dict[str, Any]:
    """What the template ``report.html`` is given; its rows are consumed once."""
    title = report.title or f"{report.name.capitalize()}{f' as of {report.as_of}' if report.as_of else ''}"
    # A column as the page needs it: harmless, and its kind the name of its style.
    columns = [
        each._replace(title=cells.markup(each.title), kind="wide" if each.wide else each.kind)
        for each in report.columns
    ]
    across = _across(shared(columns, report.sections))
    return {
        "title": cells.markup(title),
        "heading": _pieces(title),
        "as_of": cells.markup(report.as_of),
        "lead": [*map(_pieces, report.lead)],
        "charts": [drawn(chart, f"chart-{number}") for number, chart in enumerate(report.charts, 1)],
        "sections": [
            Listed(name, section, columns, across)
            for name, section in zip(_names(report.sections), report.sections, strict=True)
        ],
        "notes": _notes(report.notes),
    }


def _notes(notes: Iterable[str]) -> list[Note]:
    """The notes, each with those that stand under it."""
    found: list[Note] = []
    for note in notes:
        if isinstance(note, Under) and found:
            found[-1].under.append(_pieces(note))
        else:
            found.append(Note(_pieces(note), []))
    return found


def document(title: str, blocks: Iterable[Block]) -> str:
    """Headed paragraphs as a page: what ``show`` and ``explain`` are made of. Addresses of the web become links."""
    headed = [
        {"tag": _tag(each.heading), "heading": cells.markup(each.heading), "lines": [*map(_pieces, each.lines)]}
        for each in blocks
    ]
    return _template("record.html").render(title=cells.markup(title), blocks=headed)


def drawn(chart: Chart, name: str) -> Drawn:
    """A chart as the templates ask for it; ``name`` begins its ids."""
    from tracker.render.drawing import draw
    from tracker.render.frame import NARROW, WIDE

    wide, narrow = draw(chart, name, WIDE), draw(chart, f"{name}-small", NARROW)
    return Drawn(cells.markup(chart.title), _pieces(chart.words), wide, narrow)


def _across(widths: Widths) -> list[bool]:
    """The columns that stand beside each other; the others follow below."""
    return [bool(size) for size in widths.fit(_ACROSS)]


def _row(row: Sequence[Any], columns: Sequence[Column], across: Sequence[bool]) -> Row:
    found = Row([], [])
    for column, value, stays in zip(columns, row, across, strict=True):
        if stays:
            found.cells.append(_cell(value, column))
        elif value not in (None, "", ()):
            found.more.append(_cell(value, column))
    return found


def _cell(value: object, column: Column) -> Cell:
    text = cells.markup(cells.text(value, grouped=True))
    if not text:
        return Cell(BLANK, column, blank=True)
    if column.kind == "standing":
        return Cell(text, column, standing=f"as-{slug(text)}" if text in LOOKS else "as-other", plain=False)
    if column.kind == "day" and _DAY.fullmatch(text):
        return Cell(text, column, day=True, plain=False)
    if _ADDRESS.fullmatch(text):
        return Cell(text, column, address=True, plain=False)
    if column.key in _TOLD:
        return Cell(text, column, pieces=(*_pieces(text),), plain=False)
    quoted = column.key in _QUOTED
    return Cell(text, column, quoted=quoted, language=cells.markup(getattr(value, "language", "")), plain=not quoted)


def _tag(heading: str) -> str:
    """What has a heading is a section to who jumps from one to the next."""
    return "section" if heading else "div"


def _pieces(said: str) -> list[Piece]:
    """A line in pieces: of the addresses in it only ``http`` and ``https`` lead anywhere; refs and days stay whole."""
    line = cells.markup(said)
    pieces: list[Piece] = []
    at = 0
    for found in _WHOLE.finditer(line):
        pieces += [Piece(line[at : found.start()]), Piece(found[0], "address" if found["address"] else "whole")]
        at = found.end()
    return [each for each in (*pieces, Piece(line[at:])) if each.text]


def _names(sections: Iterable[Section]) -> Iterator[str]:
    """A name for each section that links can lead to, the same tomorrow."""
    seen: dict[str, int] = {}
    for section in sections:
        name = "list-" + re.sub(r"[^A-Za-z0-9]+", "-", section.key).strip("-")
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name}--{seen[name]}"


def _template(name: str) -> Template:
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    """The templates, which escape whatever they are given, with the page's style and its digest."""
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError:
        raise UsageError("The format html needs the package Jinja2.", remedy="Run: pip install Jinja2") from None
    from base64 import b64encode
    from hashlib import sha256
    from importlib.resources import files

    style = files("tracker.render").joinpath("page.css").read_text(encoding="utf-8") + "".join(
        f".as-{slug(standing)}::before {{ border-color: {look.fill}; }}\n" for standing, look in LOOKS.items()
    )
    made = Environment(
        loader=PackageLoader("tracker.render", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    digest = b64encode(sha256(style.encode()).digest()).decode()
    made.globals.update(style=style, digest=f"sha256-{digest}")
    return made
