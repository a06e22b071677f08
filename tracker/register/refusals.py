"""What databases say when they refuse, put into our words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from tracker.errors import RegisterError, TrackerError
from tracker.register.location import Location

# What SQLite says, why that is, and what to do; the first that is contained in the message fits.
_SQLITE = (
    (
        "database is locked",
        "Another program is writing to it and has not finished within five seconds.",
        "Try again; if it lasts, look which program has the file open.",
    ),
    (
        "readonly database",
        "The file or its folder may not be written by you.",
        "Change its permissions, or copy the register and name the copy with --register.",
    ),
    (
        "full",
        "There is no room left on the disk.",
        "Make room and run the command again; the register is as it was before.",
    ),
    (
        "disk I/O error",
        "The disk could not be read or written; it may be full.",
        "Make room or check the disk, and run the command again; the register is as it was before.",
    ),
    (
        "unable to open database file",
        "The file or its folder cannot be opened.",
        "Check the path and its permissions, or name another register with --register.",
    ),
    (
        "not a database",
        "The file is something else, or encrypted.",
        "Name a register with --register, or make one with: tracker init --register NEW.sqlite",
    ),
    (
        "malformed",
        "The file is damaged.",
        "Restore it from a copy (tracker upgrade leaves one beside it) or from an exported data package.",
    ),
)


@contextmanager
def refusals(location: Location) -> Iterator[None]:
    """Turn a database's refusal into a :class:`RegisterError` that says what, where, why and what to do."""
    try:
        yield
    except TrackerError:
        raise
    except Exception as error:
        raised = _translate(location, _root(error))
        if raised is None:
            raise
        raise raised from error


def _root(error: BaseException) -> BaseException:
    """The driver's own error, where SQLAlchemy has wrapped it."""
    inner = getattr(error, "orig", None)
    return inner if isinstance(inner, BaseException) else error


def _translate(location: Location, error: BaseException) -> RegisterError | None:
    said = str(error).strip()
    if isinstance(error, sqlite3.DatabaseError):
        if isinstance(error, sqlite3.IntegrityError):
            return None
        for words, why, remedy in _SQLITE:
            if words in said:
                return RegisterError(f"The register {location} cannot be used: {said}.", why=why, remedy=remedy)
        return None
    name = type(error).__name__
    if type(error).__module__.partition(".")[0] != "psycopg":
        return None
    if name == "DiskFull":
        _, why, remedy = _SQLITE[2]
        return RegisterError(f"The register {location} cannot be used: {said.splitlines()[0]}.", why=why, remedy=remedy)
    if name == "LockNotAvailable":
        why = _SQLITE[0][1]
        remedy = "Try again; if it lasts, ask who is importing, or see on the server who holds the lock (pg_locks)."
        return RegisterError(f"The register {location} cannot be used: it is locked.", why=why, remedy=remedy)
    if name in _POSTGRESQL_UNREACHABLE:
        unreadable = name == "ProgrammingError" or location.is_ambiguous
        return RegisterError(
            f"The PostgreSQL register {location} cannot be reached.",
            why=_UNREADABLE if unreadable else said.splitlines()[0] if said else name,
            remedy="Check that the server runs and that host, database, user and password are right.",
        )
    return None


# The driver would quote the part of the address that it cannot read, which may be the password.
_UNREADABLE = (
    "The address cannot be read; in it, @ / : ? # % and blanks of a name or password are written %40 and so on."
)
_POSTGRESQL_UNREACHABLE = {
    "OperationalError",
    "ConnectionTimeout",
    "InsufficientPrivilege",
    "AdminShutdown",
    "InvalidCatalogName",
    "InvalidPassword",
    "ProgrammingError",
    "ReadOnlySqlTransaction",
    "DiskFull",
}
