"""Whole records out of a register, by ref or all in order."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from tracker import rows
from tracker.days import Day
from tracker.errors import NotFoundError, TrackerError
from tracker.law import own_voices
from tracker.lineage import Lineages, Relation
from tracker.lineage import relation as relation_of
from tracker.model import Dispute, Document, Enquiry, Feed, FollowUp, Membership, Original, Party, Pledge, Quote, Span
from tracker.register.connect import Reader
from tracker.words import Standing


def pledge(reader: Reader, ref: str) -> Pledge:
    """The pledge with a full ref (NotFoundError where there is none)."""
    return pledge_of(_row(reader, "pledge", ref))


def pledges(reader: Reader) -> Iterator[Pledge]:
    """All pledges, by ref."""
    return (pledge_of(row) for row in reader.dicts("pledges"))


def pledges_quoting(reader: Reader, quote: Quote) -> Iterator[Pledge]:
    """The pledges that quote these words of a document, wherever they stand in it; none that was retracted."""
    return (pledge_of(row) for row in reader.dicts("pledges_quoting", ref=quote.document, quote=quote.text))


def follow_ups_of(reader: Reader, ref: str) -> tuple[FollowUp, ...]:
    """The follow-ups of a pledge in the order of their publication, retracted ones included."""
    return tuple(rows.follow_up(row) for row in reader.dicts("follow_ups_of", ref=ref))


def follow_up(reader: Reader, ref: str) -> FollowUp:
    """The follow-up with a full ref (NotFoundError where there is none)."""
    return rows.follow_up(_row(reader, "follow-up", ref))


def follow_ups(reader: Reader) -> Iterator[FollowUp]:
    """All follow-ups, by pledge and serial."""
    return (rows.follow_up(row) for row in reader.dicts("follow_ups"))


def disputes_of(reader: Reader, ref: str) -> tuple[Dispute, ...]:
    """What parties answered to what is said of a pledge, by publication, retracted ones included."""
    return tuple(rows.dispute(row) for row in reader.dicts("disputes_of", ref=ref))


def dispute(reader: Reader, ref: str) -> Dispute:
    """The dispute with a full ref (NotFoundError where there is none)."""
    return rows.dispute(_row(reader, "dispute", ref))


def disputes(reader: Reader) -> Iterator[Dispute]:
    """All disputes, by pledge and ref."""
    return (rows.dispute(row) for row in reader.dicts("disputes"))


def relations_of(reader: Reader, ref: str) -> tuple[Relation, ...]:
    """The relations of a pledge to others and of others to it, by ref, retracted ones included."""
    return tuple(relation_of(row) for row in reader.dicts("relations_of", ref=ref))


def relation(reader: Reader, ref: str) -> Relation:
    """The relation with a full ref (NotFoundError where there is none)."""
    return relation_of(_row(reader, "relation", ref))


def relations(reader: Reader) -> Iterator[Relation]:
    """All relations, by ref, retracted ones included."""
    return (relation_of(row) for row in reader.dicts("relations"))


def relations_known(reader: Reader, as_of: Day) -> tuple[Relation, ...]:
    """The relations that hold between pledges known on a day, by the pledges' refs."""
    return tuple(relation_of(row) for row in reader.dicts("relations_known", as_of=as_of))


def lineages(reader: Reader) -> Lineages:
    """The relations that hold, for a new one to be held against."""
    return Lineages(relations(reader), memberships(reader))


def enquiries_of(reader: Reader, ref: str) -> tuple[Enquiry, ...]:
    """The enquiries into a pledge, oldest first, retracted ones included."""
    return tuple(rows.enquiry(row) for row in reader.dicts("enquiries_of", ref=ref))


def enquiry(reader: Reader, ref: str) -> Enquiry:
    """The enquiry with a full ref (NotFoundError where there is none)."""
    return rows.enquiry(_row(reader, "enquiry", ref))


def enquiries(reader: Reader) -> Iterator[Enquiry]:
    """All enquiries, by ref, retracted ones included."""
    return (rows.enquiry(row) for row in reader.dicts("enquiries"))


def document(reader: Reader, ref: str, *, text: bool = False) -> Document:
    """The document with a full ref, with its text if asked (NotFoundError where there is none)."""
    row = _row(reader, "document", ref)
    return rows.document(row, document_text(reader, ref) if text else None)


def document_text(reader: Reader, ref: str) -> str | None:
    """The stored text of a document, or ``None`` where it is not held."""
    row = reader.row(reader.sql.STATEMENTS["text"], ref=ref)
    return None if row is None else row[0]


def documents(reader: Reader) -> Iterator[Document]:
    """All documents by ref, without their texts."""
    return (rows.document(row) for row in reader.dicts("documents"))


def texts(reader: Reader) -> Iterator[tuple[str, str, str]]:
    """Ref, text and recorded sha256 of every document whose text is held."""
    return ((ref, text, sha256) for ref, text, sha256 in reader.rows(reader.sql.STATEMENTS["texts"]))


def versions_of(reader: Reader, ref: str) -> tuple[Document, ...]:
    """A document and its later versions, in their order; ``ref`` names any of them."""
    first = ref.partition(".")[0]
    found = reader.dicts("versions_of", ref=first, below=f"{first}.", beyond=f"{first}.~")
    return tuple(rows.document(row) for row in found)


def original(reader: Reader, ref: str) -> Original | None:
    """What is known of the file or page that a document was read from; ``None`` where it is not kept."""
    row = next(reader.dicts("original", ref=ref), None)
    return rows.original(row) if row else None


def original_data(reader: Reader, ref: str) -> bytes | None:
    """The bytes that a document was read from; ``None`` where there are none, or none that can be unpacked."""
    row = reader.row(reader.sql.STATEMENTS["original_data"], ref=ref)
    try:
        return None if row is None else zlib.decompress(row[0])
    except zlib.error:
        return None


def originals(reader: Reader) -> Iterator[Original]:
    """What is known of every file or page that is kept, by the document's ref."""
    return (rows.original(row) for row in reader.dicts("originals"))


def feeds(reader: Reader) -> Iterator[Feed]:
    """All feeds, by address."""
    return (rows.feed(row) for row in reader.dicts("feeds"))


def party(reader: Reader, code: str) -> Party | None:
    """The party with a code, or ``None``."""
    row = next(reader.dicts("party", code=code), None)
    return rows.party(row) if row else None


def parties(reader: Reader) -> Iterator[Party]:
    """All parties, by code."""
    return (rows.party(row) for row in reader.dicts("parties"))


def memberships(reader: Reader) -> tuple[Membership, ...]:
    """All memberships, by group and member."""
    return tuple(rows.membership(row) for row in reader.dicts("memberships"))


def own(reader: Reader, pledge: Pledge) -> frozenset[str]:
    """Whose documents count as the pledgers' own word (see :func:`tracker.law.own_voices`)."""
    return own_voices(pledge, memberships(reader))


def spans_of(reader: Reader, ref: str) -> tuple[Span, ...]:
    """The kept standings of a pledge, oldest first."""
    return tuple(span(row) for row in reader.dicts("spans_of", ref=ref))


def span(row: dict[str, Any]) -> Span:
    """A kept span as a record."""
    since = rows.day(row["since"])
    assert since is not None
    return Span(since, rows.day(row["until"]), Standing(row["standing"]), bool(row["self_declared"]))


def _row(reader: Reader, kind: str, ref: str) -> dict[str, Any]:
    """The row of a record with a full ref, which must be there."""
    row = next(reader.dicts(kind.replace("-", "_"), ref=ref), None)
    if row is None:
        raise absent(kind, ref, reader)
    return row


def absent(kind: str, ref: str, reader: Reader) -> TrackerError:
    """No such record, and how to find the right one; or that it is there, and what it names is not."""
    there = reader.rows(reader.sql.STATEMENTS["refs"], below=ref, beyond=f"{ref} ")
    if (kind.replace("-", "_"), ref) in {*there}:
        from tracker.register.damage import damaged

        if found := damaged(reader, ref):
            return found
    lists = {"document": "tracker search WORDS", "party": "tracker add party CODE"}
    return NotFoundError(
        f"There is no {kind} {ref} in {reader.location}.",
        remedy=f"Find it with: {lists.get(kind, 'tracker status')}",
    )


def unknown_party(code: str) -> NotFoundError:
    """No such party in the register; names the party that was probably meant."""
    from tracker.language.parties import known_party, suggest

    if (known := known_party(code)) and known.code == code:
        return NotFoundError(
            f"The party {code} is not in the register.", remedy=f"Add it with: tracker add party {code}"
        )
    meant = suggest(code)
    hint = f"Did you mean {meant.code} ({meant.name})? " if meant else ""
    return NotFoundError(
        f"There is no party {code}.",
        why="Countries go by their two-letter ISO 3166 code, bodies by their short name.",
        remedy=f"{hint}A body of your own is added with: tracker add party CODE --name NAME --kind organisation",
    )


def pledge_of(row: dict[str, Any]) -> Pledge:
    """A row of the pledges as a record."""
    return rows.pledge(row, row["parties"].split(), row["partners"].split())
