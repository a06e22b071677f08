"""Insert many rows through the driver: some with each ``INSERT`` in SQLite, by ``COPY`` in PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import Any

from sqlalchemy import Table
from sqlalchemy.engine import Connection

Values = Sequence[Any]
_VALUES = 400  # of one INSERT in SQLite: what it does once a statement is then done once for some rows


def pour(connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[Values]) -> None:
    """Insert rows into some columns of a table, in the transaction; days and amounts are text."""
    quote = connection.dialect.identifier_preparer.quote
    pour_named(connection, quote(table.name), [quote(each) for each in columns], rows)


def pour_named(connection: Connection, table: str, columns: Sequence[str], rows: Iterable[Values]) -> None:
    """The same for a table that is known to the database alone."""
    driver: Any = connection.connection.dbapi_connection
    if connection.dialect.name == "sqlite":
        waiting = iter(rows)
        insert, one = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ", f"({', '.join('?' * len(columns))})"
        several = max(1, _VALUES // len(columns))
        many = insert + ", ".join([one] * several)
        while len(batch := list(islice(waiting, several))) == several:
            driver.execute(many, [*chain.from_iterable(batch)])
        driver.executemany(insert + one, batch)
        return
    driver.pour(f"COPY {table} ({', '.join(columns)}) FROM STDIN", rows)


def settle_keys(connection: Connection, tables: Iterable[Table]) -> None:
    """Let the database go on counting after keys that were given (PostgreSQL; SQLite takes the greatest there is)."""
    if connection.dialect.name == "sqlite":
        return
    for table in tables:
        connection.exec_driver_sql(
            f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), (SELECT max(id) FROM {table.name}))"
            f" WHERE EXISTS (SELECT 1 FROM {table.name})"
        )
