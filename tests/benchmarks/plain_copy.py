"""The floor of an import into PostgreSQL: the same rows, held to the same rules, by COPY in one transaction."""

from __future__ import annotations

from pathlib import Path

import psycopg

from tests.benchmarks.plain_import import Reading


def load(folder: Path, address: str) -> None:
    """Import a data package into an empty register of PostgreSQL."""
    with psycopg.connect(address) as connection, connection.cursor() as cursor:
        for table, columns, rows in Reading(folder).tables():
            with cursor.copy(f"COPY {table} ({', '.join(columns.split())}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
