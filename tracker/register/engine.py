"""Open a register for writing: SQLAlchemy, with every transaction begun by us.

SQLite: ``BEGIN IMMEDIATE`` (the default transactions silently lose concurrent updates, a plain ``BEGIN`` fails
under them). PostgreSQL: one advisory lock per transaction and schema, since a database can hold several registers.
Either way one writer at a time, which the hash chain of revisions and the serial numbers of refs need.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import lru_cache
from time import sleep
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import NullPool

from tracker.register.connect import (
    BUSY_SECONDS,
    OUR_SESSION,
    Reader,
    connect_postgresql,
    connect_sqlite,
    postgresql_driver,
)
from tracker.register.location import Location

_OURS = 7_236_541  # any fixed number: advisory locks of ours, as against other programs'
# The lock's second number is the schema that the register is in, or would be made in, whichever way each writer's
# search path leads there; 0 where there is none.
_ONE_WRITER = f"""SELECT pg_advisory_xact_lock({_OURS}, coalesce(
    (SELECT relnamespace::int FROM pg_class WHERE oid = to_regclass('alembic_version')),
    (SELECT oid::int FROM pg_namespace WHERE nspname = current_schema()), 0))"""
_PAUSE = 0.01  # seconds between two attempts to begin


@lru_cache(maxsize=4)  # each compiles its statements anew; no connection is kept
def engine(location: Location, *, foreign_keys: bool = True, create: bool = False) -> Engine:
    """The engine of a register. ``foreign_keys=False`` is for migrations; ``create`` may make the file."""
    if location.dialect == "postgresql":
        made = create_engine(
            "postgresql+psycopg://", creator=_postgresql_creator(postgresql_driver(), location), poolclass=NullPool
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


def reader_of(connection: Connection, location: Location) -> Reader:
    """Read as the writer of an open transaction does, by the compiled statements."""
    return Reader(connection.connection.dbapi_connection, location)


def _postgresql_creator(psycopg: Any, location: Location) -> Callable[[], Any]:
    from tracker.register.pouring_postgresql import PouringConnection

    def connect() -> Any:
        connection = connect_postgresql(PouringConnection, location)
        # Else a role's own default could show a writer who has waited what there was before it waited.
        connection.isolation_level = psycopg.IsolationLevel.READ_COMMITTED
        return connection

    return connect


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
    connection.exec_driver_sql(f"{OUR_SESSION}; SET LOCAL lock_timeout = '{BUSY_SECONDS}s'")
    connection.exec_driver_sql(_ONE_WRITER)


def _forget_rows(connection: Connection, *_: object) -> None:
    """Going back to a savepoint is a statement: it would wait until all rows are in."""
    if not connection.invalidated:  # as an interrupt leaves it: closed
        driver: Any = connection.connection.dbapi_connection
        driver.forget()
