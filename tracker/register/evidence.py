"""Keep what documents were read from: original bytes, the shingles of their texts, what servers said last."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from tracker import rows
from tracker.language import copies
from tracker.model import Document, Feed, Original
from tracker.register import records, schema, words

if TYPE_CHECKING:
    from tracker.register.writes import Writer


def add_document(writer: Writer, document: Document, original: Original, data: bytes, sample: Sequence[int]) -> None:
    """Record a new document with the bytes that it was read from; ``sample`` is that of its shingles.

    Nothing can rest on it yet, so that little has to be asked: a thousand of them are added at a time.
    """
    row = rows.flat(document)
    columns = {name: value for name, value in row.items() if name != "issuer"}
    columns |= {"issuer_id": writer.party_key(document.issuer) if document.issuer else None, "text": document.text}
    key = int(writer.put("document", columns).fetchone()[0])
    writer.log_record(document.ref, None, row)
    texts = [columns[name] for name in words.FOUND_BY["documents"]]
    writer.put("document_words", {"rowid": key, "words": words.indexed(writer.dialect, *texts)})
    add_shingles(writer, key, sample)
    _insert_original(writer, key, original, data)


def _insert_original(writer: Writer, key: int, original: Original, data: bytes) -> None:
    row = rows.flat(original)
    columns = {name: value for name, value in row.items() if name != "document"}
    columns |= {"document_id": key, "etag": original.etag, "last_modified": original.last_modified}
    writer.put("original", original_columns(columns, data))
    writer.log_record(f"{original.document}/original", None, row)


def original_columns(columns: dict[str, Any], data: bytes) -> dict[str, Any]:
    """The columns of an original with its bytes, compressed."""
    return {**columns, "data": zlib.compress(data)}


def note_visit(writer: Writer, visited: Original | Feed) -> None:
    """Keep what the server of a page or a feed said last, so that it need not send the same again: no revision."""
    said = {"etag": visited.etag, "last_modified": visited.last_modified}
    if isinstance(visited, Feed):
        where = schema.feed.c.url == visited.url
        writer.connection.execute(update(schema.feed).where(where).values(**said))
        return
    where = schema.original.c.document_id == writer.key(schema.document, "ref", visited.document)
    writer.connection.execute(update(schema.original).where(where).values(**said))


def keep_shingles(writer: Writer, key: int, text: str | None) -> None:
    """Keep the shingles that a document's text is compared by; a text never changes, so they are kept once."""
    table = schema.shingle
    kept = select(table.c.hash).where(table.c.document_id == key).limit(1)
    if text and writer.connection.execute(kept).first() is None:
        add_shingles(writer, key, sampled(text))


def fill_shingles(writer: Writer) -> None:
    """Keep the shingles of texts that were recorded before any were kept."""
    for row in list(writer.reader.dicts("documents")):
        keep_shingles(writer, row["id"], records.document_text(writer.reader, row["ref"]))


def add_shingles(writer: Writer, key: int, sample: Sequence[int]) -> None:
    """Keep the shingles of a text that has none yet, by the key of its document."""
    if sample:
        writer.put("shingles", {"document_id": key, "hashes": writer.reader.listed(sample)})


def sampled(text: str) -> Sequence[int]:
    """The sample of a text's shingles that copies are found by."""
    return copies.sampled(text)
