"""Open a register for reading: the driver alone, no SQLAlchemy.

A reader sees one snapshot from its first query to its last. Importing SQLAlchemy would cost ten times the whole
command; its statements come as compiled text (``tracker/register/sql``).
"""

from __future__ import annotations

import os
import sqlite3
from _thread import get_ident  # built in, where threading would take time to import
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from typing import Any

from tracker.days import asked_day
from tracker.errors import RegisterError
from tracker.register.location import Location
from tracker.register.refusals import refusals

BUSY_SECONDS = 5
# Values of statements that are days asked about: SQLite would compare any text with days, PostgreSQL break off.
_DAYS = frozenset(("as_of", "earlier", "later"))
_AT_ONCE = 2_000  # rows that a server sends at a time
# A role, a database or the environment may have it otherwise, and days and quotes would be read and written wrongly.
OUR_SESSION = "SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL standard_conforming_strings = on"
# Where a register can be, if something else is where one was looked for.
NAME_ANOTHER = {
    "sqlite": "Name another file with --register.",
    "postgresql": "Name another database with --register, or a schema: …/NAME?options=-csearch_path%3DSCHEMA",
}


class Reader:
    """A connection to read from, and the statements in its dialect. ``rows`` streams; ``row`` takes one.

    It belongs to the thread that opened it, until it is closed; elsewhere and later it refuses (RegisterError).
    """

    def __init__(self, connection: Any, location: Location) -> None:
        self.connection = connection
        self.location = location
        self.parties_met: set[str] = set()  # codes of parties that were asked for and are there
        self._thread, self._closed = get_ident(), False
        self.sql: Any = __import__(f"tracker.register.sql.{location.dialect}", fromlist=["STATEMENTS"])

    def rows(self, statement: str, /, **values: Any) -> Iterator[tuple[Any, ...]]:
        """Run SQL text with named values; rows come as tuples, as they are asked for; days and amounts as text.

        A day that is asked about is a ``datetime.date`` or ISO text; anything else is refused (UsageError).
        """
        for name in _DAYS.intersection(values):
            values[name] = asked_day(values[name], name)
        self._require_mine()
        try:
            # `yield from` would close the cursor of a reader that has seen enough, after the register itself.
            for row in self.connection.execute(statement, values):  # noqa: UP028  (see above)
                yield row
        except Exception:
            self._require_mine()  # it may have been closed, or handed on, between two rows
            raise

    def dicts(self, name: str, suffix: str = "", /, **values: Any) -> Iterator[dict[str, Any]]:
        """Run a compiled statement by name; rows come as dicts by column name."""
        columns = self.sql.COLUMNS[name]
        for row in self.rows(self.sql.STATEMENTS[name] + suffix, **values):
            yield dict(zip(columns, row, strict=True))

    def streamed(self, name: str) -> Iterator[dict[str, Any]]:
        """As ``dicts``, of much that is read side by side: PostgreSQL too sends only some rows at a time."""
        columns, statement = self.sql.COLUMNS[name], self.sql.STATEMENTS[name]
        if self.location.dialect == "sqlite":
            yield from self.dicts(name)
            return
        self._require_mine()
        with self.connection.cursor(name=f"streamed_{name}") as cursor:
            cursor.itersize = _AT_ONCE
            for row in cursor.execute(statement, {}):
                yield dict(zip(columns, row, strict=True))

    def listed(self, numbers: Iterable[int]) -> str:
        """Numbers as one value for a statement that takes a list of them."""
        together = ",".join(map(str, numbers))
        return f"[{together}]" if self.location.dialect == "sqlite" else f"{{{together}}}"

    def row(self, statement: str, /, **values: Any) -> tuple[Any, ...] | None:
        """The first row, or ``None``."""
        return next(self.rows(statement, **values), None)

    def close(self) -> None:
        """Read no more; the connection is for its opener to close."""
        self._closed = True

    def _require_mine(self) -> None:
        if self._closed:
            raise RegisterError(
                f"The register {self.location} was read after it was closed.",
                why="Lists are read as they are gone through: what was not taken by then is not there.",
                remedy="Take all of a list before the end of its “with”, for example by list(…).",
            )
        if self._thread != get_ident():
            raise RegisterError(
                f"The register {self.location} was read in another thread than the one that opened it.",
                why="What is opened belongs to its thread: answers to two could not be told apart.",
                remedy="Open it once in each thread: with reading(location) as reader: …",
            )


@contextmanager
def reading(location: Location, *, check_version: bool = True) -> Iterator[Reader]:
    """Open a register to read one snapshot of it, in this thread and inside the ``with``.

    Refuses a missing, older or newer one (RegisterError).
    """
    with refusals(location):
        connection = _open_sqlite(location) if location.dialect == "sqlite" else open_postgresql(location)
        with closing(connection), closing(Reader(connection, location)) as reader:
            if check_version:
                require_current(reader)
            with damage_told(reader):
                yield reader


@contextmanager
def damage_told(reader: Reader) -> Iterator[None]:
    """Where something cannot be read, say what and where (DamagedError), if it is the register's fault and not ours.

    Nothing is looked for before: it would cost every command what only a damaged register needs.
    """
    try:
        yield
    except (ValueError, ArithmeticError, LookupError, TypeError, AssertionError) as error:
        if isinstance(error, UnicodeError):
            raise
        from tracker.register.damage import damaged

        found = damaged(reader)
        if found is None:
            raise
        raise found from error


def _open_sqlite(location: Location) -> sqlite3.Connection:
    if not os.path.isfile(location.target):
        raise missing(location)
    connection = connect_sqlite(location.address("mode=ro"))
    try:
        connection.execute("BEGIN")
        connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall()
    except sqlite3.OperationalError:
        # A WAL file in a folder that may not be written needs side files that cannot be made. With nothing
        # waiting in the log, the file alone is the whole register.
        log = location.target + "-wal"
        connection.close()
        if os.path.exists(log) and os.path.getsize(log):
            raise
        connection = connect_sqlite(location.address("immutable=1"))
        connection.execute("BEGIN")
    return connection


def connect_sqlite(address: str) -> sqlite3.Connection:
    """Connect with the driver's own transactions off: it would begin and commit behind our back."""
    connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def postgresql_driver() -> Any:
    """The psycopg package. Says what to install where it is missing."""
    try:
        import psycopg
    except ImportError:
        raise RegisterError(
            "PostgreSQL registers need the psycopg driver, which is not installed.",
            remedy="Run: pip install 'commitment-tracker[postgresql]'",
        ) from None
    return psycopg


def open_postgresql(location: Location) -> Any:
    """Connect by psycopg to read one snapshot."""
    psycopg = postgresql_driver()
    connection = connect_postgresql(psycopg.Connection, location)
    connection.read_only = True
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    connection.execute(OUR_SESSION)
    return connection


def connect_postgresql(kind: Any, location: Location) -> Any:
    """Connect by a kind of psycopg's connections; days and amounts come as text.

    Each transaction must begin with ``OUR_SESSION``: what is set for longer may be lost between server and us.
    """
    from psycopg.types.string import TextLoader

    connection = kind.connect(location.target, connect_timeout=10, autocommit=False, client_encoding="UTF8")
    text_results(connection, TextLoader)
    return connection


def text_results(connection: Any, loader: Any) -> None:
    """Have days and amounts come as the text that SQLite holds."""
    connection.adapters.register_loader("date", loader)
    connection.adapters.register_loader("numeric", loader)


def require_current(reader: Reader) -> None:
    """Refuse a register that this program cannot read, and say how to mend it."""
    found = version(reader)
    if found is None:
        raise missing(reader.location)
    head = reader.sql.HEAD
    require_known(reader.location, found, head)
    if found < head:
        server = "Dump the database first (pg_dump), then run: tracker upgrade"
        file = "Run: tracker upgrade   (it keeps a copy of the file as it is now)"
        raise RegisterError(
            f"The register {reader.location} was made by an older tracker (version {found}; this one needs {head}).",
            remedy=server if reader.location.dialect == "postgresql" else file,
        )


def require_known(location: Location, found: str, newest: str) -> None:
    """Refuse a version that is another program's, or of a newer tracker."""
    if len(found) != len(newest) or not found.isdecimal():
        raise RegisterError(
            f"{location} belongs to another program.",
            why=f"Its table alembic_version says “{found}”, which is no version of a register.",
            remedy=NAME_ANOTHER[location.dialect],
        )
    if found > newest:
        raise RegisterError(
            f"The register {location} was made by a newer tracker (version {found}; this one knows {newest}).",
            remedy="Update the program: pip install --upgrade commitment-tracker",
        )


def version(reader: Reader) -> str | None:
    """The register's schema version, or ``None`` where there is no register."""
    present = reader.row(reader.sql.HAS_VERSION)
    if not present or not present[0]:
        return None
    row = reader.row("SELECT version_num FROM alembic_version")
    return str(row[0]) if row else None


def missing(location: Location) -> RegisterError:
    """No register there yet."""
    return RegisterError(f"There is no register at {location}.", remedy="Make one with: tracker init")
