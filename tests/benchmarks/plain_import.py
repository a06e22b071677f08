"""The floor of an import: what a plain script would do with the same files, with the standard library alone.

It reads a data package with ``csv``, holds every cell against its type and pattern, every name against the rows before
it, every quote against the text, and inserts the rows into the same tables with ``executemany``, in one transaction.
It tells the first fault and stops; it computes no standings, indexes no words, takes no digest and writes no log. Nor
does it hold days against days, parties against memberships, or halves of deadlines and amounts against each other.
"""

from __future__ import annotations

import csv
import hashlib
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

_CODE = r"[A-Z0-9]+([_-][A-Z0-9]+)*"
_PLEDGE = _CODE + r"-[0-9]{4}-[0-9]{3,9}"
_Cell = Callable[[str], Any]
_Column = tuple[_Cell, bool]  # how it is read, whether it must be given
Rows = Iterator[list[Any]]
_SAID = "document_id quote quote_start quote_end"
_DUE = "deadline_phrase deadline_earliest deadline_latest deadline_basis deadline_rule deadline_rules"
_MUCH = "amount unit qualifier"


def _day(cell: str) -> str:
    date.fromisoformat(cell)
    return cell


def _like(pattern: str) -> _Cell:
    match = re.compile(pattern).fullmatch

    def read(cell: str) -> str:
        if not match(cell):
            raise ValueError(f"{cell} is not written like {pattern}")
        return cell

    return read


def _one_of(words: str) -> _Cell:
    return {word: word for word in words.split("|")}.__getitem__


_WORDS, _MAYBE, _DAY, _SOME_DAY = (str, True), (str, False), (_day, True), (_day, False)
_DEADLINE: tuple[_Column, ...] = (_MAYBE, _SOME_DAY, _SOME_DAY, (_one_of("stated|inferred"), False), _MAYBE, _MAYBE)
_QUANTITY: tuple[_Column, ...] = (
    (_like(r"[0-9]+(\.[0-9]+)?"), False),
    _MAYBE,
    (_one_of("up to|at least|about"), False),
)
_QUOTE: tuple[_Column, ...] = (_WORDS, _WORDS, (int, False), (int, False))
_OUTCOMES = "fulfils|advances|restates|drops|activates|corroborates"


class Reading:
    """The rows of a package, read and held to their rules; each begins with its number."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.parties: dict[str, int] = {}
        self.documents: dict[str, int] = {}
        self.pledges: dict[str, int] = {}
        self.texts: dict[str, str] = {}

    def tables(self) -> Iterator[tuple[str, str, Iterable[Sequence[Any]]]]:
        """Tables, their columns, and the rows for them."""
        party, member = (self.parties.__getitem__, False), (self.parties.__getitem__, True)
        pledge = (self.pledges.__getitem__, True)
        kinds = (_one_of("country|organisation|coalition"), True)
        parties = self._rows("parties", (_like(_CODE), True), _WORDS, kinds)
        yield "party", "id code name kind", self._named(self.parties, parties)
        told = "url retrieved_on language event archive_url dates_found dated_by sha256 text"
        yield "document", f"id ref title publisher published_on issuer_id {told}", self._documents(party)
        days, document = (_SOME_DAY, _SOME_DAY), (self.documents.__getitem__, False)
        members = self._rows("memberships", member, member, *days, document)
        yield "membership", "id group_id member_id since until document_id", members
        facts = ((_like(_PLEDGE), True), _SOME_DAY, _DAY, _WORDS, _WORDS)
        pledges = self._rows("pledges", *facts, *_QUOTE, party, _MAYBE, *_DEADLINE, *_QUANTITY, _MAYBE)
        names = f"id ref made_on recorded_on summary topic {_SAID} speaker_id condition {_DUE} {_MUCH} retracted"
        yield "pledge", names, self._quoting(self._named(self.pledges, pledges), 6)
        bound = self._rows("pledge_parties", pledge, (int, True), member, (_one_of("party|partner"), True))
        yield "pledge_party", "pledge_id position party_id role", (row[1:] for row in bound)
        facts = ((_like(_PLEDGE + r"\.[1-9][0-9]{0,8}"), True), pledge, (_one_of(_OUTCOMES), True))
        more = (_DAY, _SOME_DAY, party, *_DEADLINE, *_QUANTITY, _MAYBE, _MAYBE)
        names = f"id ref pledge_id outcome {_SAID} recorded_on dated party_id {_DUE} {_MUCH} note retracted"
        yield "follow_up", names, self._quoting(self._rows("follow_ups", *facts, *_QUOTE, *more), 4)
        rules = self._rows("rules", _WORDS, _WORDS, _WORDS)
        yield "rule", "version rule says", (row[1:] for row in rules)

    def _rows(self, name: str, *columns: _Column) -> Rows:
        with (self.folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            lines = csv.reader(file, strict=True)
            next(lines)
            for number, cells in enumerate(lines, start=1):
                row: list[Any] = [number]
                for (read, required), cell in zip(columns, cells, strict=True):
                    if cell:
                        row.append(read(cell))
                    elif required:
                        raise ValueError(f"{name} row {number}: a cell is empty")
                    else:
                        row.append(None)
                yield row

    def _named(self, keys: dict[str, int], made: Rows) -> Rows:
        for row in made:
            keys[row[1]] = row[0]
            yield row

    def _documents(self, party: _Column) -> Rows:
        ref = (_like(r"D-[0-9]{4}-[0-9]{3,9}(\.[1-9][0-9]{0,8})?"), True)
        more = (_MAYBE, _SOME_DAY, _WORDS, _MAYBE, _MAYBE, _MAYBE, _MAYBE, (_like("[0-9a-f]{64}"), False))
        for row in self._named(self.documents, self._rows("documents", ref, _WORDS, _WORDS, _SOME_DAY, party, *more)):
            data = (self.folder / "texts" / f"{row[1]}.txt").read_bytes()
            if hashlib.sha256(data).hexdigest() != row[-1]:
                raise ValueError(f"{row[1]}: another text")
            self.texts[row[1]] = data.decode()
            yield [*row, self.texts[row[1]]]

    def _quoting(self, made: Rows, at: int) -> Rows:
        for row in made:
            ref, quote, start, end = row[at : at + 4]
            if self.texts[ref][start:end] != quote:
                raise ValueError(f"{row[1]}: the quote does not stand there")
            row[at] = self.documents[ref]
            yield row


def load(folder: Path, path: str) -> None:
    """Import a data package into an empty register of SQLite."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for table, columns, rows in Reading(folder).tables():
            names = columns.split()
            marks = ", ".join("?" * len(names))
            connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)
