"""The floor of an import: what a plain script would do with the same files, with the standard library alone.

It reads a data package with ``csv``, holds every cell against its type and pattern, every name against the rows before
it, every quote against the text, and inserts the rows into the same tables with ``executemany``, in one transaction.
It tells the first fault and stops; it computes no standings, indexes no words, takes no digest and writes no log.
"""

from __future__ import annotations

import csv
import hashlib
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

_CODE = r"[A-Z0-9]+([_-][A-Z0-9]+)*"
_PLEDGE = _CODE + r"-[0-9]{4}-[0-9]{3,9}"
_Cell = Callable[[str], Any]


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


def _one_of(*words: str) -> _Cell:
    known = {word: word for word in words}
    return known.__getitem__


_DEADLINE: tuple[tuple[_Cell, bool], ...] = (
    (str, False),
    (_day, False),
    (_day, False),
    (_one_of("stated", "inferred"), False),
    (str, False),
    (str, False),
)
_QUANTITY: tuple[tuple[_Cell, bool], ...] = (
    (_like(r"[0-9]+(\.[0-9]+)?"), False),
    (str, False),
    (_one_of("up to", "at least", "about"), False),
)


def load(folder: Path, path: str) -> dict[str, int]:
    """Import a data package into an empty register; returns the rows by table."""
    parties: dict[str, int] = {}
    documents: dict[str, int] = {}
    texts: dict[str, str] = {}
    pledges: dict[str, int] = {}
    counts: dict[str, int] = {}
    party, document, pledge = parties.__getitem__, documents.__getitem__, pledges.__getitem__
    outcomes = _one_of("fulfils", "advances", "restates", "drops", "activates", "corroborates")

    def rows(name: str, *columns: tuple[_Cell, bool]) -> Iterator[list[Any]]:
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
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
            counts[name] = number

    def named(keys: dict[str, int], made: Iterator[list[Any]]) -> Iterator[list[Any]]:
        for row in made:
            keys[row[1]] = row[0]
            yield row

    def read_documents() -> Iterator[list[Any]]:
        sha256 = _like("[0-9a-f]{64}")
        words, maybe, code = (str, True), (str, False), (party, False)
        columns = ((_like(r"D-[0-9]{4}-[0-9]{3,9}(\.[1-9][0-9]{0,8})?"), True), words, words, (_day, False), code)
        more = (maybe, (_day, False), words, maybe, maybe, maybe, maybe, (sha256, False))
        for row in named(documents, rows("documents", *columns, *more)):
            data = (folder / "texts" / f"{row[1]}.txt").read_bytes()
            if hashlib.sha256(data).hexdigest() != row[-1]:
                raise ValueError(f"{row[1]}: another text")
            texts[row[1]] = data.decode()
            yield [*row, texts[row[1]]]

    def quoting(made: Iterator[list[Any]], at: int) -> Iterator[list[Any]]:
        for row in made:
            ref, quote, start, end = row[at : at + 4]
            if texts[ref][start:end] != quote:
                raise ValueError(f"{row[1]}: the quote does not stand there")
            row[at] = document(ref)
            yield row

    def read_pledges() -> Iterator[list[Any]]:
        words, maybe, day = (str, True), (str, False), (_day, True)
        quote = (words, words, (int, False), (int, False))
        columns = ((_like(_PLEDGE), True), (_day, False), day, words, words, *quote, (party, False), maybe)
        return quoting(named(pledges, rows("pledges", *columns, *_DEADLINE, *_QUANTITY, maybe)), 6)

    def read_follow_ups() -> Iterator[list[Any]]:
        words, maybe = (str, True), (str, False)
        quote = (words, words, (int, False), (int, False))
        columns = ((_like(_PLEDGE + r"\.[1-9][0-9]{0,8}"), True), (pledge, True), (outcomes, True), *quote)
        more = ((_day, True), (_day, False), (party, False), *_DEADLINE, *_QUANTITY, maybe, maybe)
        return quoting(rows("follow_ups", *columns, *more), 4)

    def read_pledge_parties() -> Iterator[Sequence[Any]]:
        columns = ((pledge, True), (int, True), (party, True), (_one_of("party", "partner"), True))
        return (row[1:] for row in rows("pledge_parties", *columns))

    def put(table: str, columns: str, made: Iterator[Sequence[Any]]) -> None:
        marks = ", ".join("?" * len(columns.split()))
        connection.executemany(f"INSERT INTO {table} ({', '.join(columns.split())}) VALUES ({marks})", made)

    deadline = "deadline_phrase deadline_earliest deadline_latest deadline_basis deadline_rule deadline_rules"
    quantity = "amount unit qualifier"
    said = "document_id quote quote_start quote_end"
    with closing(sqlite3.connect(path)) as connection, connection:
        kinds = _one_of("country", "organisation", "coalition")
        put(
            "party",
            "id code name kind",
            named(parties, rows("parties", (_like(_CODE), True), (str, True), (kinds, True))),
        )
        told = "url retrieved_on language event archive_url dates_found dated_by sha256 text"
        put("document", f"id ref title publisher published_on issuer_id {told}", read_documents())
        day, who = (_day, False), (party, True)
        members = rows("memberships", who, who, day, day, (document, False))
        put("membership", "id group_id member_id since until document_id", members)
        facts = "id ref made_on recorded_on summary topic"
        put("pledge", f"{facts} {said} speaker_id condition {deadline} {quantity} retracted", read_pledges())
        put("pledge_party", "pledge_id position party_id role", read_pledge_parties())
        facts = f"id ref pledge_id outcome {said} recorded_on dated party_id"
        put("follow_up", f"{facts} {deadline} {quantity} note retracted", read_follow_ups())
        words = (str, True)
        put("rule", "version rule says", (row[1:] for row in rows("rules", words, words, words)))
    return counts


if __name__ == "__main__":
    print(load(Path(sys.argv[1]), sys.argv[2]))
