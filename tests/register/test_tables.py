"""Only the migrations make tables, and they make what the schema says."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from samples import recording
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

import tracker
from tests.register.structures import structure
from tracker.register import migrate
from tracker.register.connect import reading
from tracker.register.engine import engine
from tracker.register.location import locate
from tracker.register.schema import metadata

pytestmark = pytest.mark.repeated


def test_the_migrations_make_what_the_schema_says(nowhere, new_register) -> None:
    with engine(nowhere, create=nowhere.dialect == "sqlite").begin() as connection:
        metadata.create_all(connection)
    assert structure(new_register(nowhere.dialect)) == structure(nowhere)


def test_alembic_finds_nothing_left_to_migrate(location) -> None:
    def ours(thing: Any, name: str | None, kind: str, *_: Any) -> bool:
        return not (kind == "table" and "_words" in str(name)) and not (kind == "column" and thing.computed)

    with engine(location).begin() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours, "compare_type": True})
        assert compare_metadata(context, metadata) == []


OF_THEIR_OWN = {"language/postings.py", "exchange/sorting.py"}  # files for a run, beside the register


def test_nothing_but_the_migrations_makes_tables() -> None:
    house = Path(tracker.__file__).parent
    makers = re.compile(r"create_all\(|CREATE (VIRTUAL )?TABLE|CREATE TRIGGER|CreateTable\(", re.IGNORECASE)
    making = {each for each in house.rglob("*.py") if makers.search(each.read_text(encoding="utf-8"))}
    assert {each.relative_to(house).as_posix() for each in making} == OF_THEIR_OWN


def test_every_table_of_a_sqlite_register_is_strict(sqlite) -> None:
    with reading(sqlite) as reader:
        found = {row[1]: row[5] for row in reader.rows("PRAGMA table_list") if row[1] in metadata.tables}
    assert found == dict.fromkeys(metadata.tables, 1)


def test_a_value_of_the_wrong_type_is_refused(location) -> None:
    wrong = "INSERT INTO tally (standing, day, change) VALUES ('open', '2025-01-01', 'many')"
    with pytest.raises(Exception, match=r"cannot store TEXT|invalid input syntax"), recording(location) as writer:
        writer.connection.execute(text(wrong))


def test_a_link_to_a_record_that_is_not_there_is_refused(location) -> None:
    orphan = "INSERT INTO pledge_party (pledge_id, position, party_id, role) VALUES (1, 1, 1, 'party')"
    with pytest.raises(IntegrityError, match=r"FOREIGN KEY|foreign key"), recording(location) as writer:
        writer.connection.execute(text(orphan))


def test_foreign_keys_are_on_for_readers_and_writers(sqlite) -> None:
    with reading(sqlite) as reader:
        assert reader.row("PRAGMA foreign_keys") == (1,)
    with recording(sqlite) as writer:
        assert writer.reader.row("PRAGMA foreign_keys") == (1,)


def test_a_sqlite_register_keeps_a_write_ahead_log(sqlite, tmp_path, newer) -> None:
    made = locate(str(tmp_path / "made.sqlite"))
    migrate.init(made)
    migrate.upgrade(sqlite, newer("op.add_column('party', sa.Column('seat', sa.Text()))"))
    for location in (made, sqlite):
        with closing(sqlite3.connect(location.target)) as connection:
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
