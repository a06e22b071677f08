"""Make the indices of empty tables after their rows: sorting once is faster than finding each row its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Table, select, text
from sqlalchemy.engine import Connection

_PAGES_KB = 65_536  # that SQLite may hold while it inserts; with its own 2,000 it would write them time and again
# What PostgreSQL keeps beside some tables: indices but those of constraints, and the names of rows elsewhere. How each
# is dropped, and how it is made again: the names must lead somewhere, so they come last.
_INDICES = text(
    """SELECT format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
    FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
    WHERE indrelid::regclass::text = ANY (:tables) AND indexrelid NOT IN (SELECT conindid FROM pg_constraint)
        AND pg_has_role(relowner, 'USAGE')"""
)
_NAMES = text(
    """SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
        format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname,
            pg_get_constraintdef(pg_constraint.oid))
    FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
    WHERE contype = 'f' AND conrelid::regclass::text = ANY (:tables) AND pg_has_role(relowner, 'USAGE')"""
)
_MEMORY = "256MB"  # to sort an index in; given back with the transaction


@contextmanager
def made_after(connection: Connection, tables: Sequence[Table]) -> Iterator[None]:
    """Let rows come into tables that are empty now, and make their indices when the block ends.

    It is part of the transaction: undone with it. In PostgreSQL the constraints that let rows name others are put off
    too, and who reads those tables waits until the transaction ends; who does not own them there changes nothing.
    """
    empty = [each.name for each in tables if connection.execute(select(each).limit(1)).first() is None]
    empty += [f"{name}_words" for name in ("document", "pledge") if name in empty]
    put_off = (
        _of_sqlite(connection, empty) if connection.dialect.name == "sqlite" else _of_postgresql(connection, empty)
    )
    for drop, _ in put_off:
        connection.exec_driver_sql(drop)
    yield
    for _, make in put_off:
        connection.exec_driver_sql(make)


def _of_sqlite(connection: Connection, tables: Sequence[str]) -> list[tuple[str, str]]:
    connection.exec_driver_sql(f"PRAGMA cache_size = -{_PAGES_KB}")
    found = connection.exec_driver_sql(
        "SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'index' AND sql <> ''"
    )
    return [(f'DROP INDEX "{name}"', sql) for name, table, sql in found.fetchall() if table in tables]


def _of_postgresql(connection: Connection, tables: Sequence[str]) -> list[tuple[str, str]]:
    if not tables:
        return []
    connection.exec_driver_sql(f"SET LOCAL maintenance_work_mem = '{_MEMORY}'")
    return [
        (drop, make)
        for listed in (_INDICES, _NAMES)
        for drop, make in connection.execute(listed, {"tables": list(tables)}).fetchall()
    ]
