"""Copy a SQLite register whole, and put such a copy in its place. PostgreSQL has its own tools for both."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import closing

from tracker.errors import BadInputError, ConflictError, RegisterError
from tracker.register import connect
from tracker.register.location import Location
from tracker.register.refusals import refusals


def backup(location: Location, target: str) -> int:
    """Write a whole, checked copy of a register to a new file, while others go on writing; returns its bytes."""
    _only_sqlite(location, "pg_dump --format=custom --file=FILE DATABASE")
    if os.path.exists(target):
        raise ConflictError(f"{target} is there already; nothing was written.", remedy="Name a new file.")
    making = f"{target}.{os.getpid()}.part"
    try:
        with refusals(location), connect.reading(location) as reader:
            _copy(reader.connection, making)
        os.replace(making, target)
    except OSError as error:
        raise BadInputError(f"{target} cannot be written: {error.strerror}.", remedy="Name another file.") from error
    finally:
        if os.path.exists(making):
            os.unlink(making)
    return os.path.getsize(target)


def restore(location: Location, source: str) -> tuple[str | None, str]:
    """Put a backup in the place of a register, all or nothing.

    The register that was there is kept beside it. Returns that copy's name (``None`` where there was none) and
    the sha256 of the backup's file.
    """
    _only_sqlite(location, "pg_restore --clean --dbname=DATABASE FILE")
    copy = Location("sqlite", os.path.abspath(source))
    with refusals(copy), connect.reading(copy) as reader:
        _require_sound(reader.connection, source)
        with open(source, "rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return _put_in_place(reader.connection, location), digest


def _put_in_place(source: sqlite3.Connection, location: Location) -> str | None:
    aside = None
    with refusals(location):
        if os.path.exists(location.target):
            aside = _free_name(f"{location.target}.before-restore")
            with closing(sqlite3.connect(location.address("mode=ro"), uri=True)) as old:
                _copy(old, aside)
        with closing(sqlite3.connect(location.target, timeout=connect.BUSY_SECONDS)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = WAL")
    return aside


def _copy(source: sqlite3.Connection, path: str) -> None:
    with closing(sqlite3.connect(path)) as target:
        source.backup(target)
        _require_sound(target, path)


def _require_sound(connection: sqlite3.Connection, name: str) -> None:
    said = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if said != "ok":
        raise BadInputError(f"{name} is damaged: {said}.", remedy="Use another copy; nothing was changed.")


def _free_name(name: str) -> str:
    number = 1
    while os.path.exists(free := name if number == 1 else f"{name}-{number}"):
        number += 1
    return free


def _only_sqlite(location: Location, instead: str) -> None:
    if location.dialect != "sqlite":
        what = f"{location} is backed up and restored by PostgreSQL's own tools."
        raise RegisterError(what, remedy=f"Run: {instead}")
