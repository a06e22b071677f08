"""Tables in a text whose rows are pledges: "| Norway | 40 lorries | 30 June 2026 |" below "| Donor | Pledge | By |".

A table is read where a heading of its columns, or the line above it, says that what stands there is pledged. Who
pledges is what a whole cell names; how much, by when, and in what the numbers are told, the columns say.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from tracker.language.amounts import amounts
from tracker.language.gazetteer import Gazetteer
from tracker.language.mentions import mentions
from tracker.language.passages import Passage
from tracker.language.patterns import patterns
from tracker.language.phrase_readings import reading_of
from tracker.language.rules import Rules, load_rules
from tracker.language.sightings import Actors, Amount
from tracker.language.spotting import Spotted, spot_deadline
from tracker.model import Deadline, Document

ROW = "row"

_FEWEST, _MOST = 2, 12  # cells of a row
_ABOVE = 400  # characters above a table that may say what it holds

_PATTERNS = patterns(__name__)
_SIGNS = _PATTERNS.words("signs")
_WHO, _PLEDGED, _ASKED = _PATTERNS["who"], _PATTERNS["pledged"], _PATTERNS["asked"]
_GIVERS, _NEEDS = _PATTERNS["givers"], _PATTERNS["needs"]
_HOW_MUCH, _BY_WHEN, _A_YEAR = _PATTERNS["how-much"], _PATTERNS["by-when"], _PATTERNS["a-year"]
_FOLLOWING = _PATTERNS["following"]
_LEADING, _NOTHING, _NUMBER = _PATTERNS["leading"], _PATTERNS["nothing"], _PATTERNS["number"]
_IN_UNITS, _JOINING = _PATTERNS["in-units"], _PATTERNS["joining"]
_RULED = re.compile(r"[\s|:+=-]+\Z")  # the line below the headings
_CELL = re.compile(r"[^|\t]+")

Cells = Sequence[Passage]


class Row(NamedTuple):
    """A row that is a pledge: its words, from the first cell to the last, and what its columns say.

    ``led_by``: where a sentence above the table stands that only leads it in ("the following contributions").
    """

    place: Passage
    actors: Actors
    amount: Amount | None
    deadline: Spotted | None
    led_by: int | None


class _Columns(NamedTuple):
    """Which column tells what, by its number; ``what``: all that may say what is pledged."""

    who: int
    what: tuple[int, ...]
    when: int | None
    headings: Cells


def table_rows(document: Document, rules: Rules | None = None, names: Gazetteer | None = None) -> list[Row]:
    """The rows of a document's tables that are pledges, in order of place."""
    text = document.text or ""
    if not any(map(text.__contains__, _SIGNS)):
        return []
    reader = _Reader(document.published_on, rules or load_rules(), names)
    return [row for table in _tables(text) for row in _rows(text, table, reader)]


def by_passage(rows: Iterable[Row], passages: Sequence[Passage]) -> dict[int, Row | None]:
    """The rows by the number of the passage in which they begin; nothing for those in which they go on."""
    starts = [each.start for each in passages]
    found: dict[int, Row | None] = {}
    for row in rows:
        last = bisect_left(starts, row.place.end)
        first = max(0, bisect_right(starts, row.place.start, 0, last) - 1)
        found |= dict.fromkeys(range(first, last)) | {first: row}
        if row.led_by is not None:
            found.setdefault(max(0, bisect_right(starts, row.led_by) - 1), None)
    return found


def _tables(text: str) -> Iterator[list[Cells]]:
    """The tables of a text, each as its rows' cells: lines one after another with as many cells."""
    table: list[Cells] = []
    start = 0
    for line in text.split("\n"):
        cells = [*_cells(text, start, start + len(line))]
        start += len(line) + 1
        if _RULED.match(line) and table:
            continue
        if len(table) >= _FEWEST and (not cells or len(cells) != len(table[0])):
            yield table
        if not table or len(cells) != len(table[0]):
            table = []
        if _FEWEST <= len(cells) <= _MOST:
            table.append(cells)
    if len(table) >= _FEWEST:
        yield table


def _cells(text: str, start: int, end: int) -> Iterator[Passage]:
    """The cells of a line without the blanks around them; an empty one is an empty passage."""
    while start < end and text[start] in " |":
        start += 1
    while end > start and text[end - 1] in " |\r":
        end -= 1
    for found in _CELL.finditer(text, start, end):
        words = found[0].strip()
        at = found.start() + found[0].find(words)
        yield Passage(at, at + len(words))


def _columns(text: str, table: Sequence[Cells], above: Passage) -> _Columns | None:
    """What the columns of a table of pledges tell; ``None`` of any other table."""
    headings = table[0]
    names = [text[slice(*each)] for each in headings]
    who = next((at for at, name in enumerate(names) if _WHO.match(name)), None)
    asked = {at for at, name in enumerate(names) if _ASKED.search(name)}
    pledged = [at for at, name in enumerate(names) if _PLEDGED.search(name) and at not in asked and at != who]
    if who is None or not (pledged or _LEADING.search(text, *above)):
        return None
    if not _GIVERS.match(names[who]) and any(map(_NEEDS.search, names)):
        return None  # it lists those who need it
    when = next((at for at, name in enumerate(names) if _BY_WHEN.match(name) and at != who), None)
    free = [at for at in range(len(names)) if at not in asked and at not in (who, when)]
    sums = [at for at in free if _HOW_MUCH.search(names[at]) or _A_YEAR.match(names[at])]
    what = (*dict.fromkeys([*pledged, *sums]),) or (*free,)
    return _Columns(who, what, when, headings) if what else None


class _Reader(NamedTuple):
    day: date | None
    rules: Rules
    names: Gazetteer | None

    def parties(self, text: str, cell: Passage) -> tuple[str, ...]:
        """Whom a whole cell names; nobody where other words stand there too."""
        words, after = text[slice(*cell)], 0
        codes: list[str] = []
        for each in mentions(words, self.day, self.names):
            if each.start >= after and _JOINING.match(words[after : each.start]):
                codes.append(each.code)
                after = each.end
        return tuple(dict.fromkeys(codes)) if codes and _JOINING.match(words[after:]) else ()

    def deadline(self, text: str, cells: Cells, columns: _Columns, at: int | None, party: str) -> Spotted | None:
        """By when, as a cell says it, or a year above the column of amounts, whose number is ``at``."""
        if columns.when is not None:
            return self._read(text, cells[columns.when], party)
        heading = columns.headings[at] if at is not None else None
        return self._read(text, heading, party) if heading and _A_YEAR.match(text, *heading) else None

    def led_in(self, text: str, above: Passage, party: str) -> Spotted | None:
        """By when, as the line above a table says it of all its rows: "the following contributions for 2026"."""
        found = _LEADING.search(text, *above) if self.day else None
        if not found or not self.day:
            return None
        return spot_deadline(text, self.day, self.rules, place=above, cue=found.start(), country=party)

    def _read(self, text: str, place: Passage, party: str) -> Spotted | None:
        phrase = text[slice(*place)]
        found = reading_of(phrase, self.day, self.rules, party) if self.day and phrase[:1].isalnum() else None
        return Spotted(Deadline(phrase, *found, self.rules.version), place) if found else None


def _rows(text: str, table: Sequence[Cells], reader: _Reader) -> Iterator[Row]:
    above = _above(text, table[0][0].start)
    columns = _columns(text, table, above)
    if columns is None:
        return
    leads = _FOLLOWING.search(text, *above)
    for cells in table[1:]:
        parties = reader.parties(text, cells[columns.who])
        if not parties or all(_says_nothing(text, cells[at]) for at in columns.what):
            continue
        amount, at = _amount(text, cells, columns, text[slice(*above)])
        yield Row(
            Passage(cells[0].start, cells[-1].end),
            Actors(parties, "label", start=cells[columns.who].start, end=cells[columns.who].end),
            amount,
            reader.deadline(text, cells, columns, at, parties[0]) or reader.led_in(text, above, parties[0]),
            leads.start() if leads else None,
        )


def _above(text: str, start: int) -> Passage:
    """The last line with words above a table."""
    end = start
    while end > 0 and text[end - 1] in " |\t\n":
        end -= 1
    return Passage(max(text.rfind("\n", 0, end) + 1, end - _ABOVE), end)


def _says_nothing(text: str, cell: Passage) -> bool:
    return cell.end <= cell.start or _NOTHING.match(text, *cell) is not None


def _amount(text: str, cells: Cells, columns: _Columns, above: str) -> tuple[Amount | None, int | None]:
    """How much, and in which column: a bare number is told in what its heading, or the line above, says."""
    for at in columns.what:
        cell = cells[at]
        if _says_nothing(text, cell):
            continue
        if _NUMBER.match(text, *cell):
            heading = text[slice(*columns.headings[at])]
            if amount := _in_units(text, cell, heading) or _in_units(text, cell, above):
                return amount, at
        elif found := amounts(text, *cell):
            return min(found, key=lambda each: (each.currency is None, each.start)), at
    return None, None


def _in_units(text: str, cell: Passage, said: str) -> Amount | None:
    """A bare number of a cell in what a heading says: "18.0" below "million USD"."""
    units = _IN_UNITS.search(said)
    if not units:
        return None
    money, unit = units["money"] or units["first"], (units["unit"] or units["then"] or "").removesuffix("s")
    bare = _NUMBER.fullmatch(text, *cell)
    how, number = (bare["how"] or "", bare["number"]) if bare else ("", "")
    for words in (f"{how}{money} {number} {unit}", f"{how}{number} {unit} {money}", f"{how}{money}{number} {unit}"):
        found = next((each for each in amounts(words.strip()) if each.currency), None)
        if found:
            return found._replace(start=cell.start, end=cell.end)
    return None
