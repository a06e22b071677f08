"""What databases say when they refuse, put into our words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto

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


class Deed(Enum):
    """What is done with a register: it is read, it is written, or its tables are made."""

    READ = auto()
    WRITE = auto()
    MAKE = auto()


# What a role of PostgreSQL is told that lacks a right, and what to do.
_FORBIDDEN = {
    Deed.READ: (
        "You may not read all of the register {}.",
        "Ask its owner for the right, after an upgrade again: GRANT SELECT ON ALL TABLES IN SCHEMA … TO …",
    ),
    Deed.WRITE: (
        "You may not write to the register {}, though you may be able to read it.",
        "Ask its owner for the right, after an upgrade again: GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN"
        " SCHEMA … TO …, and GRANT UPDATE ON ALL SEQUENCES IN SCHEMA … TO …",
    ),
    Deed.MAKE: (
        "You may not make or change the tables of the register {}.",
        "Ask the owner of its tables to run this command.",
    ),
}


@contextmanager
def refusals(location: Location, deed: Deed = Deed.READ) -> Iterator[None]:
    """Turn a database's refusal into a :class:`RegisterError` that says what, where, why and what to do.

    What fails while an interrupt is on its way out is that interrupt: a roll back may be hit by it.
    """
    try:
        yield
    except TrackerError:
        raise
    except Exception as error:
        if _is_interrupted(error):
            raise KeyboardInterrupt from error
        raised = _translate(location, _root(error), deed)
        if raised is None:
            raise
        raise raised from error


def _is_interrupted(error: BaseException | None) -> bool:
    """Whether an interrupt is among what an error arose from."""
    seen: list[BaseException] = []
    while error is not None and error not in seen:
        if isinstance(error, KeyboardInterrupt):
            return True
        seen.append(error)
        error = error.__cause__ or error.__context__
    return False


def _root(error: BaseException) -> BaseException:
    """The driver's own error, where SQLAlchemy has wrapped it."""
    inner = getattr(error, "orig", None)
    return inner if isinstance(inner, BaseException) else error


def _translate(location: Location, error: BaseException, deed: Deed) -> RegisterError | None:
    if isinstance(error, sqlite3.IntegrityError):
        return None
    if isinstance(error, sqlite3.DatabaseError):
        return _of_sqlite(location, str(error).strip())
    if type(error).__module__.partition(".")[0] == "psycopg":
        return _of_postgresql(location, type(error).__name__, str(error).strip(), deed)
    return None


def _of_sqlite(location: Location, said: str) -> RegisterError | None:
    for words, why, remedy in _SQLITE:
        if words in said:
            return RegisterError(f"The register {location} cannot be used: {said}.", why=why, remedy=remedy)
    return None


def _of_postgresql(location: Location, name: str, said: str, deed: Deed) -> RegisterError | None:
    first = said.splitlines()[0] if said else name
    if name == "DiskFull":
        _, why, remedy = _SQLITE[2]
        return RegisterError(f"The register {location} cannot be used: {first}.", why=why, remedy=remedy)
    if name == "LockNotAvailable":
        why = _SQLITE[0][1]
        remedy = "Try again; if it lasts, ask who is importing, or see on the server who holds the lock (pg_locks)."
        return RegisterError(f"The register {location} cannot be used: it is locked.", why=why, remedy=remedy)
    if name == "InsufficientPrivilege":
        what, remedy = _FORBIDDEN[deed]
        return RegisterError(what.format(location), why=f"The server says: {first}.", remedy=remedy)
    if name == "ReadOnlySqlTransaction":
        return RegisterError(
            f"The register {location} can only be read, not written.",
            why=f"The server says: {first}.",
            remedy="The server (a replica), the database or your role is set so; ask its owner where to write.",
        )
    if name == "UntranslatableCharacter":
        return RegisterError(
            f"The register {location} cannot hold all of these letters.",
            why=f"Its database is not of the encoding UTF8: {first}.",
            remedy="Export it, and import it into a database made by: createdb --encoding=UTF8 --template=template0",
        )
    if name in _POSTGRESQL_UNREACHABLE:
        return RegisterError(
            f"The PostgreSQL register {location} cannot be reached.",
            why=_UNREADABLE if name == "ProgrammingError" or location.is_ambiguous else first,
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
    "AdminShutdown",
    "InvalidCatalogName",
    "InvalidPassword",
    "ProgrammingError",
}
