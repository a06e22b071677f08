"""The database's keys of records by their codes and refs: read when asked for, remembered while there is room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from sqlalchemy import Table, func, select
from sqlalchemy.engine import Connection

_AT_ONCE = 1_000  # names asked for in one statement
_ROOM = 100_000  # names remembered


class Keys:
    """The keys of the records of one table; ``next`` is the first one that is free."""

    def __init__(self, connection: Connection, table: Table) -> None:
        self.connection, self.table = connection, table
        self.name = table.c.code if "code" in table.c else table.c.ref
        last = connection.execute(select(func.max(table.c.id))).scalar()
        self.next = int(last or 0) + 1
        self.empty = last is None  # no record was there to begin with
        self.known: dict[str, int] = {}

    def find(self, names: Iterable[str]) -> None:
        """Remember the keys of many records in one go."""
        if len(self.known) > _ROOM:
            self.known.clear()
        wanted = iter({each for each in names if each not in self.known})
        while batch := list(islice(wanted, _AT_ONCE)):
            self.known.update(self._read(batch))

    def recorded(self, names: Iterable[str]) -> list[str]:
        """Those of some names that were recorded before anything was added here."""
        if self.empty:
            return []
        names = list(names)
        self.find(names)
        return [each for each in names if each in self.known]

    def get(self, name: str) -> int | None:
        """The key of a record, or ``None``."""
        key = self.known.get(name)
        if key is None:
            for _, key in self._read([name]):
                self.known[name] = key
        return key

    def add(self, names: Sequence[str]) -> range:
        """Give new records their keys."""
        keys = range(self.next, self.next + len(names))
        self.next = keys.stop
        self.known.update(zip(names, keys, strict=True))
        return keys

    def _read(self, names: list[str]) -> Iterator[tuple[str, int]]:
        found = self.connection.execute(select(self.name, self.table.c.id).where(self.name.in_(names)))
        return ((name, key) for name, key in found)
