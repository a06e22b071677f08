"""What the tests of the store share: registers with something in them, places without one, other processes."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from indexed import fill
from samples import PARTIES, recording, story
from sqlalchemy import Connection, inspect

import tracker
from tests.register.proposed import LATER, SPEECH, WIRE
from tests.register.structures import NEXT
from tracker.register import migrate
from tracker.register.engine import engine
from tracker.register.location import Location, locate

Child = Callable[..., "subprocess.CompletedProcess[str]"]
Contents = Callable[[Location | Connection], dict[str, list[tuple[Any, ...]]]]
_numbers = itertools.count(1)


# What a PostgreSQL register is made of, and how to empty one: making another costs ten times as much.
_SHAPE = """SELECT (SELECT version_num FROM alembic_version), (SELECT count(*) FROM pg_trigger),
    (SELECT string_agg(concat(attrelid::regclass, attname, atttypid), ' ' ORDER BY attrelid, attnum)
    FROM pg_attribute JOIN pg_class ON attrelid = pg_class.oid WHERE relnamespace = 'public'::regnamespace)"""
_EMPTY = """DO $$ DECLARE tables text; BEGIN
    SELECT string_agg(relname, ',') FROM pg_class WHERE relkind = 'r' AND relname <> 'alembic_version'
        AND relnamespace = 'public'::regnamespace INTO tables;
    SET LOCAL session_replication_role = replica;
    EXECUTE 'TRUNCATE ' || tables || ' RESTART IDENTITY';
END $$"""


@pytest.fixture(scope="session")
def spare() -> list[Location]:
    """PostgreSQL registers that are empty again."""
    return []


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def location(request: pytest.FixtureRequest, new_register, spare: list[Location]) -> Iterator[Location]:
    """An empty register for one test, once in SQLite and once in PostgreSQL."""
    if request.param == "sqlite":
        yield new_register("sqlite")
        return
    import psycopg

    place = spare.pop() if spare else new_register("postgresql")
    with psycopg.connect(place.target) as connection:
        made = connection.execute(_SHAPE).fetchone()
    yield place
    with psycopg.connect(place.target) as connection:
        if connection.execute(_SHAPE).fetchone() == made:
            connection.execute(_EMPTY)
            spare.append(place)


@pytest.fixture
def told(location: Location) -> Location:
    """A register with something in every table, once in SQLite and once in PostgreSQL."""
    with recording(location) as writer:
        story(writer)
    return location


@pytest.fixture
def sqlite(new_register) -> Location:
    """A fresh, empty SQLite register."""
    return new_register("sqlite")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def nowhere(request: pytest.FixtureRequest, tmp_path: Path) -> Location:
    """A place where a register can be made and none is, once in SQLite and once in PostgreSQL."""
    if request.param == "sqlite":
        return locate(str(tmp_path / "register.sqlite"))
    import psycopg

    server, name = request.getfixturevalue("server"), f"nowhere_{next(_numbers)}"
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    return locate(f"{server.get_uri()}&options=-csearch_path%3D{name}")


@pytest.fixture(scope="session")
def contents() -> Contents:
    """Read every row of every table, whatever tables there are; not what SQLite keeps below its word tables, nor what
    it computes.

    Of a register, or as an open transaction sees it.
    """

    def order(row: tuple[Any, ...]) -> list[tuple[bool, Any]]:
        return [(value is not None, value) for value in row]

    def read(where: Location | Connection) -> dict[str, list[tuple[Any, ...]]]:
        if isinstance(where, Location):
            with engine(where).begin() as connection:
                return read(connection)
        found = inspect(where)
        kept = {
            name: ", ".join(f'"{each["name"]}"' for each in found.get_columns(name) if "computed" not in each)
            for name in found.get_table_names()
            if "_words_" not in name
        }
        return {
            name: sorted(map(tuple, where.exec_driver_sql(f"SELECT {columns} FROM {name}")), key=order)
            for name, columns in kept.items()
        }

    return read


@pytest.fixture(scope="session")
def child() -> Child:
    """Run Python text in another process, with arguments, and return what became of it."""
    house = str(Path(tracker.__file__).parents[1])

    def run(text: str, *args: object, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join([house, str(Path(__file__).parent)])
        return subprocess.run(
            [sys.executable, "-c", dedent(text), *map(str, args)],
            capture_output=True,
            text=True,
            timeout=60,
            env={**os.environ, "PYTHONPATH": path, "TRACKER_ACTOR": "tests", **(env or {})},
        )

    return run


@pytest.fixture
def register(location: Location) -> Location:
    """Three documents, two of them on one event, and nothing proposed; once in SQLite and once in PostgreSQL."""
    with recording(location) as writer:
        for party in PARTIES:
            writer.add_party(party)
        for each in (SPEECH, WIRE, LATER):
            writer.add(each)
    return location


@pytest.fixture(scope="session")
def many(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register that is large enough for its index to be kept."""
    path = tmp_path_factory.mktemp("many") / "register.sqlite"
    shutil.copyfile(sqlite_template, path)
    fill(locate(str(path)))
    return path


@pytest.fixture
def large(many: Path, tmp_path: Path) -> Location:
    """A copy of it of one's own, to be written in."""
    path = tmp_path / "register.sqlite"
    shutil.copyfile(many, path)
    return locate(str(path))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where an index is kept."""
    return tmp_path / "cache"


@pytest.fixture
def newer(tmp_path):
    """Migrations that go one version beyond the newest, by the statement given."""

    def make(upgrade: str, downgrade: str = "pass") -> Path:
        folder = tmp_path / "50 % newer" / "db"
        shutil.copytree(migrate.scripts(), folder, ignore=shutil.ignore_patterns("__pycache__"))
        before = int(migrate.head())
        made = NEXT.format(number=before + 1, before=before, upgrade=upgrade, downgrade=downgrade)
        (folder / "versions" / f"{before + 1:04d}_next.py").write_text(made, encoding="utf-8")
        return folder

    return make
