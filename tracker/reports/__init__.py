"""Reports: pure functions of records and a day. They never print; ``tracker.render`` writes them.

A report is sections of rows under one set of columns, with notes at its foot. Rows hold plain values
(``str``, ``int``, ``date``, ``Decimal``, ``bool``, ``None`` or a tuple of ``str``; quantities with their units are
``tracker.reports.figures.Figures``, a ``str``); how they look is the renderer's business. No column may be called
``section`` or ``as_of``: csv and jsonl add these.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from tracker.reports.charts import Chart
    from tracker.reports.letters import Letter


class Column(NamedTuple):
    """A column: ``key`` names it in csv and json, ``title`` on paper.

    ``kind`` is ``text``, ``ref``, ``day``, ``number`` (right-aligned), ``quantity`` or ``standing`` (coloured, where
    there is colour). ``keep`` orders columns for narrow terminals: 0 always stays; of the others the highest goes
    first. ``wide`` marks the column that takes the room that is left and may wrap; ``spare`` one that a terminal
    can do without where it holds nothing; ``below`` one whose values stand below their rows where it has no room.
    """

    key: str
    title: str
    kind: str = "text"
    keep: int = 0
    wide: bool = False
    spare: bool = False
    below: bool = False


class Under(str):
    """A note that stands under the one before it, which ends in a colon: formats that can set it in."""

    __slots__ = ()


class Said(str):
    """Words in the ``language`` (a code) in which they were said, where that is not the report's own."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, words: str, language: str) -> "Said":
        """Keep the words as they are."""
        made = super().__new__(cls, words)
        made.language = language
        return made


class Section(NamedTuple):
    """Rows that belong together: ``key`` names the section in csv and json, ``title`` on paper.

    ``more`` counts the matching rows that a limit has left out. ``note`` stands under the rows. ``letter`` puts a
    row in words, for formats that are read as one. ``columns`` are its own where the report has none: then only a
    workbook can hold it beside others.
    """

    key: str
    title: str
    rows: Iterable[Sequence[Any]]
    more: int = 0
    note: str = ""
    letter: "Letter | None" = None
    columns: tuple[Column, ...] = ()


class Report(NamedTuple):
    """What a command has to say: a title, the day asked, sections of rows, notes at the foot.

    ``lead`` lines stand above the rows on paper (what was understood, the counts); ``facts`` carries figures
    that json prints beside the rows. ``charts`` (``tracker.reports.charts``) show some of it again, drawn where the
    format can draw.
    """

    name: str
    title: str
    as_of: str
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    lead: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    facts: tuple[tuple[str, Any], ...] = ()
    charts: "tuple[Chart, ...]" = ()
