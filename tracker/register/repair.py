"""Compute again what is derived from the records."""

from __future__ import annotations

from sqlalchemy import delete, text

from tracker.register import evidence, records, schema, spans
from tracker.register.words import TABLES
from tracker.register.writes import Writer


def repair(writer: Writer) -> int:
    """Rewrite spans, tally and words of everything; returns the number of pledges. One revision says so."""
    reader = writer.reader
    for table in TABLES.values():
        writer.connection.execute(text(f"DELETE FROM {table}"))
    writer.connection.execute(delete(schema.shingle))
    writer.connection.execute(delete(schema.span))
    writer.connection.execute(delete(schema.tally))
    keys: list[tuple[int, str]] = []
    for row in list(reader.dicts("pledges")):
        keys.append((row["id"], row["ref"]))
        writer.index("pledges", row["id"], row)
    for row in list(reader.dicts("documents")):
        held = records.document_text(reader, row["ref"])
        writer.index("documents", row["id"], row | {"text": held})
        evidence.keep_shingles(writer, row["id"], held)
    spans.rewrite(writer.connection, reader, keys)
    writer.log("register", None, f'{{"pledges": {len(keys)}}}')
    return len(keys)
