"""What documents were read from: original bytes, shingles, feeds; and the migration that made room for them."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from samples import AT, GB, TEXT, WORDS, document, recording
from sqlalchemy import delete, func, insert, inspect, select
from sqlalchemy.exc import IntegrityError

from tracker.errors import ConflictError, NotFoundError
from tracker.language import copies
from tracker.model import Feed, Original
from tracker.register import audit, migrate, records, schema
from tracker.register.connect import reading
from tracker.register.contents import RegisterContents
from tracker.register.engine import engine
from tracker.register.evidence import add_document, add_shingles, keep_original, keep_shingles, note_visit, sampled
from tracker.register.location import Location, locate
from tracker.register.repair import repair

pytestmark = pytest.mark.repeated

PAGE = b"<p>We will deliver more than 600 missiles.</p>" * 40
FEED = Feed("https://example.org/feed", "News", "The ministry", "GB", date(2026, 1, 5))


def original(ref: str = "D-2025-001", data: bytes = PAGE, **other: Any) -> Original:
    given = {
        "media_type": "text/html",
        "name": "page.html",
        "extractor": "trafilatura 2",
        "retrieved_at": "2026-01-05T08:00:00Z",
        **other,
    }
    return Original(document=ref, sha256=hashlib.sha256(data).hexdigest(), size=len(data), **given)


def keep(location: Location, kept: Original, data: bytes = PAGE) -> None:
    """Record a document with its original."""
    with recording(location) as writer:
        writer.add(document(kept.document))
        keep_original(writer, kept, data)


def count(location: Location, table: Any) -> int:
    with engine(location).begin() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


# -- originals ----------------------------------------------------------------------------------


def test_an_original_comes_back_with_its_bytes_and_how_they_came(location) -> None:
    kept = original(content_type="text/html; charset=utf-8", encoding="utf-8", final_url="https://example.org/b")
    keep(location, kept)
    with reading(location) as reader:
        assert records.original(reader, "D-2025-001") == kept
        assert records.original_data(reader, "D-2025-001") == PAGE
        assert list(records.originals(reader)) == [kept]
        assert list(RegisterContents(reader).originals()) == [(kept, PAGE)]


@pytest.mark.parametrize("data", [b"", bytes(range(256)) * 300, "Панцири – ’“".encode()], ids=["empty", "any", "words"])
def test_any_bytes_are_kept(location, data: bytes) -> None:
    keep(location, original(data=data), data)
    with reading(location) as reader:
        assert records.original_data(reader, "D-2025-001") == data


def test_an_original_is_kept_compressed(location) -> None:
    keep(location, original())
    with engine(location).begin() as connection:
        held = connection.execute(select(schema.original.c.data)).scalar_one()
    assert len(held) < len(PAGE) / 10
    assert zlib.decompress(held) == PAGE


def test_a_document_without_an_original_has_none(location) -> None:
    with recording(location) as writer:
        writer.add(document())
    with reading(location) as reader:
        assert records.original(reader, "D-2025-001") is None
        assert records.original_data(reader, "D-2025-001") is None


def test_bytes_that_cannot_be_unpacked_are_none(location) -> None:
    keep(location, original())
    with engine(location).begin() as connection:
        connection.execute(schema.original.update().values(data=b"no zlib"))
    with reading(location) as reader:
        assert records.original_data(reader, "D-2025-001") is None


def test_a_document_has_one_original(location) -> None:
    keep(location, original())
    with pytest.raises(Exception, match=r"UNIQUE|duplicate key"), recording(location) as writer:
        keep_original(writer, original(), PAGE)


def test_an_original_belongs_to_a_document_that_is_there(location) -> None:
    with pytest.raises(NotFoundError, match="D-1999-001"), recording(location) as writer:
        keep_original(writer, original("D-1999-001"), PAGE)


def test_keeping_an_original_leaves_a_line_in_the_log_without_its_bytes(location) -> None:
    keep(location, original())
    with reading(location) as reader:
        *_, line = reader.dicts("revisions")
        assert list(audit.broken(audit.Revision(*row.values()) for row in reader.dicts("revisions"))) == []
    assert (line["at"], line["record"], line["before"]) == (AT, "D-2025-001/original", None)
    assert original().sha256 in line["after"]
    assert "missiles" not in line["after"]


def test_originals_and_shingles_go_with_their_document(location) -> None:
    keep(location, original())
    assert (count(location, schema.original), count(location, schema.shingle) > 0) == (1, True)
    with engine(location).begin() as connection:
        connection.execute(delete(schema.document))
    assert (count(location, schema.original), count(location, schema.shingle)) == (0, 0)


# -- what servers said last ---------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["page", "feed"])
def test_what_a_server_said_last_is_kept_and_is_no_revision(location, kind: str) -> None:
    with recording(location) as writer:
        writer.add_party(GB)
        writer.add(FEED)
        writer.add(document())
        keep_original(writer, original(etag='"1"'), PAGE)
    lines = count(location, schema.revision)
    visited: Original | Feed = original() if kind == "page" else FEED
    with recording(location) as writer:
        note_visit(writer, replace(visited, etag='"2"', last_modified="Tue, 25 Nov 2025 10:00:00 GMT"))
    with reading(location) as reader:
        kept = records.original(reader, "D-2025-001") if kind == "page" else next(records.feeds(reader))
    assert kept is not None
    assert (kept.etag, kept.last_modified) == ('"2"', "Tue, 25 Nov 2025 10:00:00 GMT")
    assert kept == visited
    assert count(location, schema.revision) == lines


def test_a_feed_comes_back_and_is_recorded_once(location) -> None:
    with recording(location) as writer:
        writer.add_party(GB)
        writer.add(FEED)
    with reading(location) as reader:
        assert list(records.feeds(reader)) == [FEED]
    with pytest.raises(ConflictError, match=r"feed is recorded already"), recording(location) as writer:
        writer.add(FEED)


# -- shingles -----------------------------------------------------------------------------------

LONG = " ".join(f"word{number}" for number in range(200))


def kept_shingles(location: Location) -> list[int]:
    with engine(location).begin() as connection:
        return sorted(connection.execute(select(schema.shingle.c.hash)).scalars())


def test_the_sample_of_a_texts_shingles_is_kept_with_it(location) -> None:
    with recording(location) as writer:
        writer.add(document(text=LONG))
    assert kept_shingles(location) == copies.sample(copies.shingles(LONG)) == list(sampled(LONG))
    assert kept_shingles(location)


def test_a_sample_that_is_at_hand_is_not_worked_out_again(location) -> None:
    with recording(location) as writer:
        add_document(writer, document(text=LONG), original(), PAGE, (1, 2, 3))
    assert kept_shingles(location) == [1, 2, 3]


def test_shingles_are_kept_once(location) -> None:
    with recording(location) as writer:
        writer.add(document(text=LONG))
        before = records.document(writer.reader, "D-2025-001", text=True)
        writer.change(before, replace(before, event="The call"))
        keep_shingles(writer, writer.key(schema.document, "ref", "D-2025-001"), LONG)
    assert kept_shingles(location) == copies.sample(copies.shingles(LONG))


@pytest.mark.parametrize("words", [None, "", "four words, no more"])
def test_a_text_without_shingles_keeps_none(location, words: str | None) -> None:
    with recording(location) as writer:
        writer.add(document(text=words))
        keep_shingles(writer, writer.key(schema.document, "ref", "D-2025-001"), words)
        add_shingles(writer, 1, [])
    assert kept_shingles(location) == []


def test_the_smallest_and_the_largest_shingle_can_be_kept(location) -> None:
    with recording(location) as writer:
        writer.add(document(text="x"))
        key = writer.key(schema.document, "ref", "D-2025-001")
        writer.connection.execute(
            insert(schema.shingle), [{"hash": each, "document_id": key} for each in (-(2**63), 2**63 - 1)]
        )
    assert kept_shingles(location) == [-(2**63), 2**63 - 1]


def test_repair_makes_the_shingles_again(location) -> None:
    with recording(location) as writer:
        writer.add(document(text=LONG))
        writer.add(document("D-2025-002", text=f"{LONG} and more", title="Another"))
    before = kept_shingles(location)
    with engine(location).begin() as connection:
        connection.execute(delete(schema.shingle).where(schema.shingle.c.hash < 0))
    assert kept_shingles(location) != before
    with recording(location, "repair") as writer:
        repair(writer)
    assert kept_shingles(location) == before


# -- from a register that kept no originals -----------------------------------------------------

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
        writer.add(document("D-2025-003", dated_by="meta", dates_found="meta 2025-11-25", text=LONG))
        keep_original(writer, original("D-2025-003"), PAGE)
        writer.add(FEED)
    with reading(old) as reader:
        assert records.document(reader, "D-2025-001").event == "The call"
        assert records.document(reader, "D-2025-003").dates_found == "meta 2025-11-25"
        assert records.original_data(reader, "D-2025-003") == PAGE
        assert records.pledge(reader, "GB-2025-001").quote.text == WORDS


def test_a_register_goes_back_to_the_first_version_and_forth_again(old, contents) -> None:
    before = contents(old)
    migrate.upgrade(old)
    with recording(old) as writer:
        keep_original(writer, original(), PAGE)
        writer.add(FEED)
    assert migrate.downgrade(old, "0001") == "0001"
    after = contents(old)
    assert set(after) == set(before)
    assert {**after, "revision": []} == {**before, "revision": []}
    migrate.upgrade(old)
    assert contents(old)["original"] == []
    assert without_new({**contents(old), "revision": []}) == without_new({**before, "revision": []})
