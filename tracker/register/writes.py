"""Record and change: one command, one transaction, one revision for every record that it touches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from typing import Any, TypeVar

from sqlalchemy import Table, delete, insert, select, text, update
from sqlalchemy.engine import Connection

from tracker import rows
from tracker.belonging import membership_faults
from tracker.errors import ConflictError, NotFoundError
from tracker.lineage import Relation
from tracker.model import Dispute, Document, Enquiry, Feed, FollowUp, Membership, Party, Pledge, Rule
from tracker.register import door, evidence, records, schema, spans, words
from tracker.register.connect import Reader, damage_told, missing, require_current
from tracker.register.engine import engine, reader_of
from tracker.register.journal import Journal
from tracker.register.location import Location
from tracker.register.memberships import touched
from tracker.register.named import name_of
from tracker.register.refusals import Deed, refusals

Record = TypeVar("Record", Document, Feed, Pledge, FollowUp, Dispute, Relation, Enquiry)

_TABLES: dict[type, Table] = {
    Party: schema.party,
    Document: schema.document,
    Pledge: schema.pledge,
    FollowUp: schema.follow_up,
    Dispute: schema.dispute,
    Relation: schema.relation,
    Enquiry: schema.enquiry,
    Feed: schema.feed,
}
_NAMED_BY: dict[type, str] = {Party: "code", Feed: "url"}  # the others by their ref
# Columns that name another record, as rows name it: by code or ref.
_CODES = {"issuer": "issuer_id", "speaker": "speaker_id", "party": "party_id"}
_RENAMED = {"start": "quote_start", "end": "quote_end"}


@contextmanager
def writing(location: Location, *, actor: str, command: str, at: str) -> Iterator[Writer]:
    """Open a register to change it. On a clean exit everything is kept, otherwise nothing.

    ``actor`` (who), ``command`` (by what) and ``at`` (when, UTC) go into every revision.
    """
    with refusals(location, Deed.WRITE):
        if location.dialect == "sqlite" and not location.path.is_file():
            raise missing(location)
        with engine(location).begin() as connection, closing(reader_of(connection, location)) as reader:
            require_current(reader)
            with damage_told(reader):
                writer = Writer(connection, reader, actor, command, at)
                yield writer
                writer.settle()


class Writer(Journal):
    """The open transaction: reads through ``reader``, and writes of whole records.

    What cannot be recorded is refused (:mod:`tracker.register.door`) by a :class:`tracker.errors.TrackerError`: let it
    leave the ``with`` of :func:`writing`, and nothing is kept.
    """

    def __init__(self, connection: Connection, reader: Reader, actor: str, command: str, at: str) -> None:
        super().__init__(connection, reader, actor, command, at)
        self._moved: set[str] = set()  # documents whose facts were changed

    # -- refs ------------------------------------------------------------------------------------------

    def next_ref(self, series: str, *, width: int = 3) -> str:
        """The next ref of a series (``GB-2025-`` gives ``GB-2025-004``). Serials only grow."""
        return next(self.next_refs(series, width=width))

    def next_refs(self, series: str, *, width: int = 3) -> Iterator[str]:
        """The next refs of a series one after the other, for records that are inserted together."""
        row = self.reader.row(
            self.reader.sql.STATEMENTS["serial"],
            below=series,
            beyond=series + "~",
            dotted=int(series.endswith(".")),
        )
        last = int(re.split(r"[-.]", row[0])[-1]) if row else 0
        return (f"{series}{serial:0{width}d}" for serial in count(last + 1))

    # -- new records -----------------------------------------------------------------------------------

    def add_party(self, party: Party) -> None:
        """Record a party, whose code has been chosen."""
        door.require_new(self.reader, party)
        if records.party(self.reader, party.code):
            raise ConflictError(
                f"The party {party.code} is recorded already.",
                remedy=f"See it with: tracker show {party.code}",
            )
        self.insert(party)

    def add_membership(self, membership: Membership) -> None:
        """Record a membership, and let every pledge of either party feel it.

        One that cannot be beside those recorded is refused (ConflictError), and an unknown party (NotFoundError).
        """
        others, group = records.memberships(self.reader), records.party(self.reader, membership.group)
        door.refuse(membership_faults(membership, others, group))
        row = rows.flat(membership)
        self.connection.execute(insert(schema.membership), self.membership_columns(row))
        self.log_record(name_of(membership), None, row)
        self.rewrite(*sorted(touched(self.reader, (membership.group, membership.member))))

    def add(self, record: Record) -> None:
        """Record a document, pledge, follow-up, dispute, relation or enquiry, whose ref has been given; or a feed."""
        if self._key(record):
            name = name_of(record)
            remedy = "tracker refresh" if isinstance(record, Feed) else f"tracker show {name}"
            raise ConflictError(f"{name} is recorded already.", remedy=f"See it with: {remedy}")
        door.require_new(self.reader, record)
        self.add_judged(record)

    def add_judged(self, record: Record) -> None:
        """Record what was judged together with others, as an import is: nothing is asked of it here."""
        self.insert(record)
        self._follow_through(record)

    def change(
        self, before: Party | Document | Feed | Pledge | FollowUp | Dispute | Relation | Enquiry, after: Any
    ) -> None:
        """Replace a record by another with the same ref; nothing happens where they are equal."""
        if before == after:
            return
        if self._key(before) is None:
            raise NotFoundError(f"{name_of(before)} is not recorded, and cannot be changed.")
        door.require_changed(self.reader, before, after)
        self.change_judged(before, after)
        if isinstance(before, Document) and _facts(before) != _facts(after):
            self._moved.add(before.ref)

    def settle(self) -> None:
        """Ask what quotes a changed document whether it can still be so: at the end, when all is as it will be."""
        for ref in sorted(self._moved):
            door.require_resting(self.reader, ref)
        self._moved.clear()

    def change_judged(
        self, before: Party | Document | Feed | Pledge | FollowUp | Dispute | Relation | Enquiry, after: Any
    ) -> None:
        """Replace a record by one that was judged together with others; nothing is asked of it here."""
        key = self._key(before)
        table = _TABLES[type(before)]
        columns = self.columns(after)
        if isinstance(before, Document) and records.document_text(self.reader, before.ref) is not None:
            columns.pop("text", None)  # a stored text never changes
        self.connection.execute(update(table).where(table.c.id == key).values(**columns))
        if isinstance(after, Pledge):
            self._bind_parties(int(key or 0), after)
        self.log_record(name_of(after), _logged(before), _logged(after))
        if not isinstance(after, Party | Feed):
            self._follow_through(after)

    def keep_rule(self, version: str, rule: str, says: str) -> None:
        """Keep what a deadline rule says, once for each version of its table; reports print it from here."""
        kept = Rule(version, rule, says)
        if self.insert_rule(kept):
            self.log_record(name_of(kept), None, rows.flat(kept))

    def insert_rule(self, kept: Rule) -> bool:
        """Keep what a rule says without a revision; returns whether it is new."""
        table = schema.rule
        known = select(table.c.says).where(table.c.version == kept.version, table.c.rule == kept.rule)
        if self.connection.execute(known).first() is not None:
            return False
        self.connection.execute(insert(table).values(**rows.flat(kept)))
        return True

    def rewrite(self, *refs: str) -> None:
        """Recompute the spans of some pledges."""
        keys = [(self.key(schema.pledge, "ref", ref), ref) for ref in refs]
        if keys:
            spans.rewrite(self.connection, self.reader, keys)

    # -- how it is done --------------------------------------------------------------------------------

    def insert(self, record: Any) -> int:
        """Insert a record that is new, without what is derived from it; returns its key."""
        table = _TABLES[type(record)]
        key = int(self.connection.execute(insert(table).returning(table.c.id), self.columns(record)).scalar_one())
        if isinstance(record, Pledge):
            self._bind_parties(key, record)
        self.log_record(name_of(record), None, _logged(record))
        return key

    def _follow_through(self, record: Document | Feed | Pledge | FollowUp | Dispute | Relation | Enquiry) -> None:
        """Bring along what is derived from a record: words to search by, spans."""
        if isinstance(record, Document):
            held = records.document_text(self.reader, record.ref)
            row = rows.flat(record) | {"text": held}
            key = int(self._key(record) or 0)
            self.index("documents", key, row)
            evidence.keep_shingles(self, key, held)
            quoting = self.reader.rows(self.reader.sql.STATEMENTS["quoting"], ref=record.ref)
            self.rewrite(*(ref for (ref,) in list(quoting)))
        elif isinstance(record, Pledge):
            self.index("pledges", self._key(record), rows.flat(record))
            self.rewrite(record.ref)
        elif isinstance(record, FollowUp):
            self.rewrite(record.pledge)

    def index(self, kind: str, key: Any, row: rows.Row) -> None:
        """Replace the words that a document or a pledge is found by, which come from its ``row``."""
        table, held = words.TABLES[kind], ":words" if self.dialect == "sqlite" else "CAST(:words AS tsvector)"
        said = words.indexed(self.dialect, *(row[name] for name in words.FOUND_BY[kind]))
        self.connection.execute(text(f"DELETE FROM {table} WHERE rowid = :key"), {"key": key})
        self.connection.execute(
            text(f"INSERT INTO {table} (rowid, words) VALUES (:key, {held})"), {"key": key, "words": said}
        )

    def _bind_parties(self, key: int, pledge: Pledge) -> None:
        bound = schema.pledge_party
        self.connection.execute(delete(bound).where(bound.c.pledge_id == key))
        self.connection.execute(insert(bound), self.party_columns(key, pledge))

    def party_columns(self, key: int, pledge: Pledge) -> list[dict[str, Any]]:
        """The rows that bind a pledge's parties and partners to it."""
        roles = [(code, "party") for code in pledge.parties] + [(code, "partner") for code in pledge.partners]
        return [
            {"pledge_id": key, "position": position, "party_id": self.party_key(code), "role": role}
            for position, (code, role) in enumerate(roles, start=1)
        ]

    def columns(self, record: rows.Record) -> dict[str, Any]:
        """A record as the columns of its table."""
        columns: dict[str, Any] = {}
        for name, value in rows.flat(record).items():
            if name in _CODES:
                columns[_CODES[name]] = self.party_key(value) if value else None
            elif name == "document":
                columns["document_id"] = self.key(schema.document, "ref", value)
            elif name in ("pledge", "other"):
                columns[f"{name}_id"] = self.key(schema.pledge, "ref", value)
            else:
                columns[_RENAMED.get(name, name)] = value
        if isinstance(record, Document) and record.text is not None:
            columns["text"] = record.text
        return columns

    def membership_columns(self, row: dict[str, Any]) -> dict[str, Any]:
        """A membership's row as the columns of its table."""
        document = row["document"]
        return {
            "group_id": self.party_key(row["group"]),
            "member_id": self.party_key(row["member"]),
            "since": row["since"],
            "until": row["until"],
            "document_id": self.key(schema.document, "ref", document) if document else None,
        }

    def party_key(self, code: str) -> int:
        """The key of a party; an unknown one is refused with the party that was probably meant."""
        key = self._find(schema.party, "code", code)
        if key is None:
            raise records.unknown_party(code)
        return key

    def key(self, table: Table, column: str, value: str) -> int:
        """The key of a record that must be there."""
        key = self._find(table, column, value)
        if key is None:
            raise records.absent(table.name, value, self.reader)
        return key

    def _key(self, record: Any) -> int | None:
        column = _NAMED_BY.get(type(record), "ref")
        return self._find(_TABLES[type(record)], column, getattr(record, column))

    def _find(self, table: Table, column: str, value: str) -> int | None:
        found = self.connection.execute(select(table.c.id).where(table.c[column] == value)).scalar()
        return None if found is None else int(found)


def _facts(document: Document) -> tuple[Any, ...]:
    """What those that quote a document take from it."""
    return document.published_on, document.issuer, document.event


def _logged(record: Any) -> dict[str, Any]:
    row = rows.flat(record)
    if isinstance(record, Pledge):
        row |= {"parties": list(record.parties), "partners": list(record.partners)}
    return row
