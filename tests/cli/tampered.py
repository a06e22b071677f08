"""What somebody can do who owns the file or the server."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from tracker.register.location import Location


def behind_its_back(location: Location, *statements: str) -> None:
    """Change a register with nothing but the database's driver: no guard of the log, no key is in the way."""
    if location.dialect == "sqlite":
        with closing(sqlite3.connect(location.target)) as file, file:
            for trigger in file.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
                file.execute(f"DROP TRIGGER {trigger[0]}")
            for statement in statements:
                file.execute(statement)
        return
    import psycopg

    with psycopg.connect(location.target) as server:
        server.execute("SET LOCAL session_replication_role = replica")
        for statement in statements:
            server.execute(statement)
