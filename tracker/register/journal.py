"""The log of revisions, as the one writer of a transaction appends to it."""

from __future__ import annotations

from typing import Any

from sqlalchemy.engine import Connection

from tracker.register import audit
from tracker.register.connect import Reader


class Journal:
    """An open transaction, and the lines of the log that are written in it."""

    def __init__(self, connection: Connection, reader: Reader, actor: str, command: str, at: str) -> None:
        self.connection = connection
        self.reader = reader
        self.dialect = reader.location.dialect
        self.signature = (at, actor, command)
        self._last: str | None = None  # the hash of the last revision; there is one writer at a time

    def log_record(self, record: str, before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
        """Append one revision of a record, given as rows."""
        self.log(record, audit.as_json(before), audit.as_json(after))

    def log(self, record: str, before: str | None, after: str | None) -> None:
        """Append one revision, chained to the last."""
        if self._last is None:
            last = next(self.reader.dicts("last_revision"), None)
            self._last = last["sha256"] if last else audit.GENESIS
        previous = self._last
        at, actor, command = self.signature
        fields = (at, actor, command, record, before, after, previous)
        names = ("at", "actor", "command", "record", "before", "after", "previous")
        self._last = audit.digest(*fields)
        self.put("revision", {**dict(zip(names, fields, strict=True)), "sha256": self._last})

    def put(self, name: str, values: dict[str, Any]) -> Any:
        """Run an insert that is compiled into the package (``INSERTS``), through the driver; returns its cursor."""
        return self.reader.connection.execute(self.reader.sql.INSERTS[name], values)
