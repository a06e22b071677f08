"""Cite a document for a record besides the one that it quotes, or take that back; each is a line of the log."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, insert

from tracker import rows
from tracker.errors import ConflictError
from tracker.model import Citation, FollowUp, Pledge
from tracker.register import imported, schema
from tracker.register.writes import Writer


def cite(writer: Writer, record: Pledge | FollowUp, documents: Iterable[str]) -> None:
    """Cite documents, by their full refs. Refuses one that is quoted or cited already (ConflictError)."""
    there = {each.ref for each in imported.cited_by(writer.reader, record.ref)}
    for ref in documents:
        if ref == record.quote.document:
            # The record may be new, and gone with this refusal: nothing to be looked at.
            raise ConflictError(
                f"{ref} is the document that is quoted, and no further source.", remedy=f"Leave --source {ref} out."
            )
        if ref in there:
            raise ConflictError(f"{record.ref} cites {ref} already.", remedy=f"See: tracker show {record.ref}")
        there.add(ref)
        key = writer.key(schema.document, "ref", ref)
        writer.connection.execute(insert(schema.citation), {"record": record.ref, "document_id": key})
        writer.log_record(f"{record.ref}/source", None, rows.flat(Citation(record.ref, ref)))


def uncite(writer: Writer, record: Pledge | FollowUp, documents: Iterable[str]) -> None:
    """Take citations back. Refuses one that is not there (ConflictError)."""
    for ref in documents:
        if ref not in {each.ref for each in imported.cited_by(writer.reader, record.ref)}:
            raise ConflictError(f"{record.ref} does not cite {ref}.", remedy=f"See: tracker show {record.ref}")
        cited = schema.citation.c
        here = (cited.record == record.ref, cited.document_id == writer.key(schema.document, "ref", ref))
        writer.connection.execute(delete(schema.citation).where(*here))
        writer.log_record(f"{record.ref}/source", rows.flat(Citation(record.ref, ref)), None)
