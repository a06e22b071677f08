"""Copy a SQLite register whole, and put such a copy in its place. PostgreSQL has its own tools for both."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager

from tracker.errors import BadInputError, ConflictError, RegisterError
from tracker.register import connect
from tracker.register.location import Location
from tracker.register.refusals import refusals

_OTHER = "Use another copy; nothing was changed."


def backup(location: Location, target: str) -> int:
    """Write a whole, checked copy of a register to a new file, while others go on writing; returns its bytes."""
    _only_sqlite(location, "pg_dump --format=custom --file=FILE DATABASE")
    if os.path.exists(target):
        raise ConflictError(f"{target} is there already; nothing was written.", remedy="Name a new file.")
    making = f"{target}.{os.getpid()}.part"
    try:
        with refusals(location), connect.reading(location) as reader:
            with open(making, "xb"):  # a place that cannot be written is the copy's fault, not the register's
                pass
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
    with _readable(copy) as reader:
        with open(source, "rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return _put_in_place(reader.connection, location), digest


@contextmanager
def _readable(copy: Location) -> Iterator[connect.Reader]:
    """Open a backup that is sound. What is wrong with it is told of the backup: the register has no part in that."""
    if not os.path.isfile(copy.target):
        raise BadInputError(
            f"There is no backup at {copy}.", remedy="Name the file of one, as tracker backup FILE writes it."
        )
    with ExitStack() as stack:
        try:
            reader = stack.enter_context(connect.reading(copy, check_version=False))
            _require_sound(reader.connection, copy.target)
            found = connect.version(reader)
        except (sqlite3.DatabaseError, RegisterError) as error:
            cause = error.__cause__ if isinstance(error, RegisterError) else error
            why = f"The file is damaged, or no register: {cause}."
            raise BadInputError(f"{copy} cannot be restored.", why=why, remedy=_OTHER) from error
        if found is None:
            raise BadInputError(f"{copy} is no backup of a register.", remedy=_OTHER)
        if found < reader.sql.HEAD:
            raise RegisterError(
                f"The backup {copy} was made by an older tracker (version {found}; this one needs {reader.sql.HEAD}).",
                remedy=f"Bring it up to date first: tracker upgrade --register {copy}",
            )
        connect.require_current(reader)
        yield reader


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
        raise BadInputError(f"{name} is damaged: {said}.", remedy=_OTHER)


def _free_name(name: str) -> str:
    number = 1
    while os.path.exists(free := name if number == 1 else f"{name}-{number}"):
        number += 1
    return free


def _only_sqlite(location: Location, instead: str) -> None:
    if location.dialect != "sqlite":
        what = f"{location} is backed up and restored by PostgreSQL's own tools."
        raise RegisterError(what, remedy=f"Run: {instead}")
