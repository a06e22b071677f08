"""The migrations that made room for what documents were read from, and for what came after."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from samples import TEXT, WORDS, document, recording
from sqlalchemy import insert, inspect
from sqlalchemy.exc import IntegrityError

from tests.register.originals import FEED, LONG, PAGE, beside, keep, original
from tracker.register import migrate, records, schema
from tracker.register.connect import reading
from tracker.register.engine import engine
from tracker.register.location import Location, locate

pytestmark = pytest.mark.repeated

SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()
NEW = {"original", "shingle", "feed", "proposal", "decision", "scan", "dispute", "relation", "citation", "foreign_id"}
BEGINNING = f"""
INSERT INTO party (code, name, kind) VALUES ('GB', 'United Kingdom', 'country');
INSERT INTO document (ref, title, publisher, published_on, issuer_id, url, language, event, sha256, text)
    VALUES ('D-2025-001', 'Statement', 'The ministry', '2025-11-25',
    (SELECT id FROM party WHERE code = 'GB'), 'https://example.org', 'en', 'The call', '{SHA256}', '{TEXT}');
INSERT INTO document (ref, title, publisher, language) VALUES ('D-2025-002', 'A title alone', 'The press', 'en');
INSERT INTO pledge (ref, made_on, recorded_on, summary, topic, document_id, quote, quote_start, quote_end)
    VALUES ('GB-2025-001', '2025-11-25', '2025-12-01', 'Deliver missiles', 'missiles',
    (SELECT id FROM document WHERE ref = 'D-2025-001'), '{WORDS}', 0, {len(WORDS)});
INSERT INTO pledge_party (pledge_id, position, party_id, role) SELECT pledge.id, 1, party.id, 'party'
    FROM pledge, party;
INSERT INTO span (pledge_id, since, standing, self_declared, pressing, ref)
    SELECT id, '2025-11-25', 'open', 0, '~', ref FROM pledge
"""


def begun(location: Location) -> Location:
    """A register of the first version with a pledge in it, made by the first migration and filled by plain SQL."""
    with engine(location, foreign_keys=False, create=location.dialect == "sqlite").begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(migrate.scripts()).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for statement in BEGINNING.split(";\n"):
            connection.exec_driver_sql(statement)
    return location


@pytest.fixture
def old(nowhere: Location) -> Location:
    """A register of the first version, once in SQLite and once in PostgreSQL."""
    return begun(nowhere)


def without_new(kept: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """What the first version holds, of the contents of a later one."""
    kept = {name: rows for name, rows in kept.items() if name not in NEW and name != "alembic_version"}
    return {**kept, "document": [row[:12] for row in kept["document"]]}


def test_an_upgrade_keeps_everything_that_a_register_holds(old, contents) -> None:
    before = contents(old)
    assert before["pledge"]
    assert not NEW & set(before)
    done = migrate.upgrade(old)
    assert (done.before, done.after) == ("0001", migrate.head())
    after = contents(old)
    assert set(after) - set(before) == NEW
    assert without_new(after) == without_new(before)
    assert [row[12:] for row in after["document"]] == [(None, None, None)] * 2


def test_an_upgraded_register_has_the_tables_of_a_new_one(old, new_register) -> None:
    migrate.upgrade(old)
    columns = []
    for location in (old, new_register(old.dialect)):
        with engine(location).begin() as connection:
            found = inspect(connection)
            columns.append(
                {
                    name: [(each["name"], str(each["type"]), each["nullable"]) for each in found.get_columns(name)]
                    for name in schema.metadata.tables
                }
            )
    assert columns[0] == columns[1]


def test_an_upgraded_file_has_strict_tables_and_no_broken_link(tmp_path: Path) -> None:
    location = begun(locate(str(tmp_path / "register.sqlite")))
    migrate.upgrade(location)
    with reading(location) as reader:
        assert list(reader.rows("PRAGMA foreign_key_check")) == []
        strict = {row[1] for row in reader.rows("PRAGMA table_list") if row[5] == 1}
    assert strict >= set(schema.metadata.tables)


def test_an_upgraded_register_refuses_what_hangs_on_nothing(old) -> None:
    migrate.upgrade(old)
    orphan = insert(schema.shingle).values(hash=1, document_id=999)
    with pytest.raises(IntegrityError, match=r"FOREIGN KEY|foreign key"), recording(old) as writer:
        writer.connection.execute(orphan)


def test_an_upgraded_register_is_written_in_like_a_new_one(old) -> None:
    migrate.upgrade(old)
    with recording(old) as writer:
        told = document("D-2025-003", dated_by="meta", dates_found="meta 2025-11-25", text=LONG)
        keep(writer, told, original(told.ref))
        writer.add(FEED)
    with reading(old) as reader:
        assert records.document(reader, "D-2025-001").event == "The call"
        assert records.document(reader, "D-2025-003").dates_found == "meta 2025-11-25"
        assert records.original_data(reader, "D-2025-003") == PAGE
        assert records.pledge(reader, "GB-2025-001").quote.text == WORDS


@pytest.mark.slow
def test_a_register_goes_back_to_the_first_version_and_forth_again(old, contents) -> None:
    before = contents(old)
    migrate.upgrade(old)
    with recording(old) as writer:
        writer.connection.execute(beside(writer.key(schema.document, "ref", "D-2025-001")))
        writer.add(FEED)
    assert migrate.downgrade(old, "0001") == "0001"
    after = contents(old)
    assert set(after) == set(before)
    assert {**after, "revision": []} == {**before, "revision": []}
    migrate.upgrade(old)
    assert contents(old)["original"] == []
    assert without_new({**contents(old), "revision": []}) == without_new({**before, "revision": []})
