"""What imported tables have brought: the names that their rows have there, and the sources that they cite."""

from __future__ import annotations

from collections.abc import Iterator

from tracker import rows
from tracker.model import Citation, Document, ForeignId
from tracker.register.connect import Reader


def foreign_ids(reader: Reader) -> Iterator[ForeignId]:
    """All foreign ids, by source, id, part and serial."""
    return (ForeignId(**row) for row in reader.dicts("foreign_ids"))


def foreign_ids_from(reader: Reader, source: str) -> Iterator[ForeignId]:
    """The foreign ids of one table, in the same order."""
    return (ForeignId(**row) for row in reader.dicts("foreign_ids_from", source=source))


def foreign_ids_of(reader: Reader, record: str) -> tuple[ForeignId, ...]:
    """What a record is called in tables."""
    return tuple(ForeignId(**row) for row in reader.dicts("foreign_ids_of", record=record))


def citations(reader: Reader) -> Iterator[Citation]:
    """All citations, by record and document."""
    return (Citation(**row) for row in reader.dicts("citations"))


def cited_by(reader: Reader, record: str) -> tuple[Document, ...]:
    """The documents that a record rests on besides the one that it quotes, without their texts."""
    return tuple(rows.document(row) for row in reader.dicts("cited_by", record=record))


def citing(reader: Reader, document: str) -> tuple[str, ...]:
    """The refs of the records that cite a document."""
    return tuple(ref for (ref,) in reader.rows(reader.sql.STATEMENTS["citing"], ref=document))


def not_held(reader: Reader) -> tuple[int, int]:
    """How many documents there are without their text, and how many quotes nobody can verify for that."""
    (documents,) = reader.row(reader.sql.STATEMENTS["without_text"]) or (0,)
    return documents, sum(count for (count,) in reader.rows(reader.sql.STATEMENTS["unverified"]))
