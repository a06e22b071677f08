"""Open a register for writing: SQLAlchemy, with every transaction begun by us.

SQLite: ``BEGIN IMMEDIATE`` (the default transactions silently lose concurrent updates, a plain ``BEGIN`` fails
under them). PostgreSQL: one advisory lock per transaction. Either way one writer at a time, which the hash
chain of revisions and the serial numbers of refs need.
"""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from time import sleep
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import NullPool

from tracker.register.connect import BUSY_SECONDS, connect_postgresql, connect_sqlite, postgresql_driver
from tracker.register.location import Location

_ONE_WRITER = 7_236_541  # any fixed number: the name of our advisory lock
_PAUSE = 0.01  # seconds between two attempts to begin


@lru_cache(maxsize=4)  # each compiles its statements anew; no connection is kept
def engine(location: Location, *, foreign_keys: bool = True, create: bool = False) -> Engine:
    """The engine of a register. ``foreign_keys=False`` is for migrations; ``create`` may make the file."""
    if location.dialect == "postgresql":
        postgresql_driver()
        from tracker.register.pouring_postgresql import PouringConnection

        made = create_engine(
            "postgresql+psycopg://",
            creator=lambda: connect_postgresql(PouringConnection, location),
            poolclass=NullPool,
        )
        event.listen(made, "begin", _one_writer)
        event.listen(made, "rollback_savepoint", _forget_rows)
        return made

    def connect() -> Any:
        mode = "rwc" if create else "rw"
        connection = connect_sqlite(location.address(f"mode={mode}"))
        if not foreign_keys:
            connection.execute("PRAGMA foreign_keys = OFF")
        if create:
            connection.execute("PRAGMA journal_mode = WAL")
        return connection

    made = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    event.listen(made, "begin", _begin_immediate)
    return made


def _begin_immediate(connection: Connection) -> None:
    """Begin as the one writer. The driver asks for its turn ever more seldom and starves among many: ask evenly."""
    driver: Any = connection.connection.dbapi_connection
    driver.execute("PRAGMA busy_timeout = 0")
    for left in range(round(BUSY_SECONDS / _PAUSE), -1, -1):
        try:
            driver.execute("BEGIN IMMEDIATE")
            break
        except sqlite3.OperationalError as error:
            if not left or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            sleep(_PAUSE)
    driver.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")


def _one_writer(connection: Connection) -> None:
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ONE_WRITER})")


def _forget_rows(connection: Connection, *_: object) -> None:
    """Going back to a savepoint is a statement: it would wait until all rows are in."""
    if not connection.invalidated:  # as an interrupt leaves it: closed
        driver: Any = connection.connection.dbapi_connection
        driver.forget()
