"""Rows of a file in another order than theirs, sorted on the disk: a large file does not fit into memory."""

from __future__ import annotations

import marshal
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing

from tracker.exchange.fields import Resource
from tracker.exchange.tables import Line


def by(column: str, resource: Resource, lines: Iterable[Line]) -> Iterator[Line]:
    """The rows in the order of a column, those that are equal there in their own; nothing comes first."""
    place = resource.columns.index(column)
    with closing(sqlite3.connect("")) as waiting:  # a file of its own, which nobody else sees and which goes with it
        waiting.execute("CREATE TABLE line (named TEXT, number INTEGER, line BLOB)")
        waiting.executemany(
            "INSERT INTO line VALUES (?, ?, ?)", ((line[1][place], line[0], marshal.dumps(line)) for line in lines)
        )
        for (line,) in waiting.execute("SELECT line FROM line ORDER BY named, number"):
            yield marshal.loads(line)
