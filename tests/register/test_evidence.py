"""What documents were read from: original bytes, shingles, feeds."""

from __future__ import annotations

import zlib
from dataclasses import replace
from typing import Any

import pytest
from samples import AT, GB, document, recording
from sqlalchemy import delete, func, insert, select
from sqlalchemy.exc import IntegrityError

from tests.register.originals import FEED, LONG, PAGE, beside, keep, original
from tracker.errors import ConflictError
from tracker.language import copies
from tracker.model import Feed, Original
from tracker.register import audit, records, schema
from tracker.register.connect import reading
from tracker.register.contents import RegisterContents
from tracker.register.engine import engine
from tracker.register.evidence import add_document, add_shingles, keep_shingles, note_visit, sampled
from tracker.register.location import Location
from tracker.register.repair import repair

pytestmark = pytest.mark.repeated


def record(location: Location, kept: Original, data: bytes = PAGE) -> None:
    """Record a document with its original."""
    with recording(location) as writer:
        keep(writer, document(kept.document), kept, data)


def count(location: Location, table: Any) -> int:
    with engine(location).begin() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


# -- originals ----------------------------------------------------------------------------------


def test_an_original_comes_back_with_its_bytes_and_how_they_came(location) -> None:
    kept = original(content_type="text/html; charset=utf-8", encoding="utf-8", final_url="https://example.org/b")
    record(location, kept)
    with reading(location) as reader:
        assert records.original(reader, "D-2025-001") == kept
        assert records.original_data(reader, "D-2025-001") == PAGE
        assert list(records.originals(reader)) == [kept]
        assert list(RegisterContents(reader).originals()) == [(kept, PAGE)]


@pytest.mark.parametrize("data", [b"", bytes(range(256)) * 300, "Панцири – ’“".encode()], ids=["empty", "any", "words"])
def test_any_bytes_are_kept(location, data: bytes) -> None:
    record(location, original(data=data), data)
    with reading(location) as reader:
        assert records.original_data(reader, "D-2025-001") == data


def test_an_original_is_kept_compressed(location) -> None:
    record(location, original())
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
    record(location, original())
    with engine(location).begin() as connection:
        connection.execute(schema.original.update().values(data=b"no zlib"))
    with reading(location) as reader:
        assert records.original_data(reader, "D-2025-001") is None


def test_a_document_has_one_original(location) -> None:
    record(location, original())
    with pytest.raises(IntegrityError, match=r"UNIQUE|duplicate key"), recording(location) as writer:
        writer.connection.execute(beside(writer.key(schema.document, "ref", "D-2025-001")))


def test_an_original_belongs_to_a_document_that_is_there(location) -> None:
    with pytest.raises(IntegrityError, match=r"FOREIGN KEY|foreign key"), recording(location) as writer:
        writer.connection.execute(beside(1999))


def test_keeping_an_original_leaves_a_line_in_the_log_without_its_bytes(location) -> None:
    record(location, original())
    with reading(location) as reader:
        *_, line = reader.dicts("revisions")
        assert list(audit.broken(audit.Revision(*row.values()) for row in reader.dicts("revisions"))) == []
    assert (line["at"], line["record"], line["before"]) == (AT, "D-2025-001/original", None)
    assert original().sha256 in line["after"]
    assert "missiles" not in line["after"]


def test_originals_and_shingles_go_with_their_document(location) -> None:
    record(location, original())
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
        keep(writer, document(), original(etag='"1"'))
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
