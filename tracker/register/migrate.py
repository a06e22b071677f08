"""Make a register and bring an older one up to date. Alembic lives here and in ``db/``; nothing else makes tables.

All of it happens as the one writer, who looks again when it is its turn. A SQLite upgrade copies the file aside, then
runs with foreign keys off (batch mode drops and renames tables; with keys on, that deletes every child row by cascade)
in one transaction, and commits only if no key is broken.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Any, NamedTuple

from alembic import command
from alembic.config import Config
from sqlalchemy import text
from sqlalchemy.engine import Connection

from tracker.errors import RegisterError
from tracker.register import connect
from tracker.register.engine import engine, reader_of
from tracker.register.location import Location
from tracker.register.refusals import Deed, refusals
from tracker.register.room import exists, require_room


class Upgrade(NamedTuple):
    """What an upgrade did: versions before and after, and where the copy of the old file is (SQLite)."""

    before: str | None
    after: str
    copy: Path | None


def scripts() -> Path:
    """Where the migrations are: inside the installed package, or beside it in a checkout."""
    here = Path(__file__).parent.parent
    return next(each for each in (here / "db", here.parent / "db") if each.is_dir())


def head(where: Path | None = None) -> str:
    """The newest version that the migrations know."""
    from alembic.script import ScriptDirectory

    found = ScriptDirectory(str(where or scripts())).get_current_head()
    if found is None:
        raise RegisterError("The migrations of this installation are missing.", remedy="Install it again.")
    return found


def init(location: Location) -> str:
    """Make an empty register and return its version. Refuses where there is something already (ConflictError)."""
    with refusals(location, Deed.MAKE):
        if location.dialect == "sqlite":
            return _init_file(location)
        with _changing(location) as connection:
            require_room(location, connection)
            return _move(location, connection, "head", scripts())


def _init_file(location: Location) -> str:
    """Make the file under another name and give it its own when whole: no interruption leaves half a register."""
    if location.path.exists():
        raise exists(location)
    _make_folder(location)
    making = location.path.with_name(f".{location.path.name}.{os.getpid()}")
    try:
        made = Location("sqlite", str(making))
        with _changing(made, create=True) as connection:
            version = _move(made, connection, "head", scripts())
        _give_name(making, location)
    finally:
        for suffix in ("", "-wal", "-shm"):
            making.with_name(making.name + suffix).unlink(missing_ok=True)
    return version


def _give_name(making: Path, location: Location) -> None:
    """Rename the new file; unlike a rename, a link never replaces what somebody else has made meanwhile."""
    try:
        os.link(making, location.path)
    except FileExistsError:
        raise exists(location) from None
    except OSError:  # a file system without hard links
        os.replace(making, location.path)


def upgrade(location: Location, where: Path | None = None) -> Upgrade:
    """Bring a register to the newest version, all or nothing. ``where`` names other migrations (tests)."""
    where = where or scripts()
    newest = head(where)
    with refusals(location, Deed.MAKE):
        before = _upgradable(location, current(location), newest)
        if before == newest:  # nobody need wait to hear it
            return Upgrade(before, before, None)
        with _changing(location) as connection:
            before = _upgradable(location, connect.version(reader_of(connection, location)), newest)
            if before == newest:  # somebody else was quicker
                return Upgrade(before, before, None)
            copy = _copy_aside(location, before) if location.dialect == "sqlite" else None
            return Upgrade(before, _move(location, connection, "head", where), copy)


def _upgradable(location: Location, found: str | None, newest: str) -> str:
    if found is None:
        raise connect.missing(location)
    connect.require_known(location, found, newest)
    return found


def downgrade(location: Location, target: str, where: Path | None = None) -> str:
    """Take a register back to an older version (``base``: none), all or nothing; for developers and tests."""
    with refusals(location, Deed.MAKE), _changing(location) as connection:
        return _move(location, connection, target, where or scripts(), down=True)


def current(location: Location) -> str | None:
    """The version of a register, or ``None`` where there is none."""
    if location.dialect == "sqlite" and not location.path.is_file():
        return None
    with connect.reading(location, check_version=False) as reader:
        return connect.version(reader)


def _changing(location: Location, *, create: bool = False) -> AbstractContextManager[Connection]:
    """The one writer's transaction to change tables in."""
    return engine(location, foreign_keys=False, create=create).begin()


def _move(location: Location, connection: Connection, target: str, where: Path, *, down: bool = False) -> str:
    config = Config()
    config.set_main_option("script_location", str(where).replace("%", "%%"))
    config.attributes["connection"] = connection
    (command.downgrade if down else command.upgrade)(config, target)
    _require_whole_keys(location, connection)
    row = connection.execute(text("SELECT version_num FROM alembic_version")).first()
    return str(row[0]) if row else "base"


def _require_whole_keys(location: Location, connection: Connection) -> None:
    if location.dialect != "sqlite":
        return
    broken: list[Any] = list(connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(5))
    if broken:
        rows = ", ".join(f"{row[0]} row {row[1]} -> {row[2]}" for row in broken)
        raise RegisterError(
            f"The upgrade of {location} was undone: it would have broken links between records ({rows}).",
            remedy="The register is as it was before. Please report this with the output of: tracker check",
        )


def _copy_aside(location: Location, version: str) -> Path:
    """Copy a register to ``<name>.before-upgrade-from-<version>``, through SQLite so that nothing is missed."""
    copy = location.path.with_name(f"{location.path.name}.before-upgrade-from-{version}")
    making = copy.with_name(f"{copy.name}.{os.getpid()}")
    try:
        with closing(sqlite3.connect(location.path)) as source, closing(sqlite3.connect(making)) as target:
            source.backup(target)
        os.replace(making, copy)
    finally:
        making.unlink(missing_ok=True)
    return copy


def _make_folder(location: Location) -> None:
    try:
        location.path.absolute().parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RegisterError(
            f"The folder for the register {location} cannot be made.",
            why=str(error),
            remedy="Name another place with --register",
        ) from error
