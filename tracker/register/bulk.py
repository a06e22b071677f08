"""Insert many records at a time: every key read once, spans and words to search by brought along."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, insert, update

from tracker import rows
from tracker.model import FollowUp, ForeignId, Membership, Original, Pledge, Scan
from tracker.proposals import Filed
from tracker.register import evidence, proposing, records, schema, spans, words
from tracker.register.attesting import entries
from tracker.register.keys import Keys
from tracker.register.named import attested, name_of
from tracker.register.pouring import pour, pour_named, settle_keys
from tracker.register.prepared import RENAMED, Columns, Made, Prepared, by_party, prepare, spans_made
from tracker.register.writes import Writer

TABLES: dict[str, Table] = {
    "parties": schema.party,
    "documents": schema.document,
    "pledges": schema.pledge,
    "follow_ups": schema.follow_up,
    "disputes": schema.dispute,
    "relations": schema.relation,
    "enquiries": schema.enquiry,
    "proposals": schema.proposal,
}
# Tables of records without a ref, which nothing else names.
_UNNAMED: dict[str, Table] = {
    "memberships": schema.membership,
    "feeds": schema.feed,
    "decisions": schema.decision,
    "scans": schema.scan,
    "citations": schema.citation,
    "foreign_ids": schema.foreign_id,
}
# Columns of rows that name a record by code or ref: the table's column, and what kind of record it is.
_NAMES = {
    "issuer": ("issuer_id", "parties"),
    "speaker": ("speaker_id", "parties"),
    "party": ("party_id", "parties"),
    "group": ("group_id", "parties"),
    "member": ("member_id", "parties"),
    "document": ("document_id", "documents"),
    "pledge": ("pledge_id", "pledges"),
    "other": ("other_id", "pledges"),
    "proposal": ("proposal_id", "proposals"),
}
_NAMED = {kind for _, kind in _NAMES.values()}  # kinds that others name


class Bulk:
    """The inserts of one import, in a writer's transaction. Records only name what was inserted before."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.connection = writer.connection
        self.keys = {kind: Keys(self.connection, table) for kind, table in TABLES.items()}
        self.change: spans.Change = Counter()
        self.attested: list[str] = []  # what the log will tell of each record that was inserted
        self._among: dict[str, list[Membership]] | None = None  # read when they are first needed

    def insert(self, kind: str, new: Sequence[Any], told: Columns | None = None) -> None:
        """Insert new records of a kind, with what hangs on them except spans; ``told``: their rows, if at hand."""
        if not new:
            return
        if kind == "originals":
            raise ValueError("originals are inserted one by one")
        if kind == "proposals":
            made = [self._proposal_columns(each) for each in new]
            self._pour(schema.proposal, [*made[0]], ([*each.values()] for each in made))
            self.keys[kind].next += len(made)
        else:
            self.pour(prepare(kind, new, told))

    def pour(self, prepared: Prepared) -> int:
        """Insert new records that were made ready, with what hangs on them; returns the key of the first."""
        kind, columns, first = prepared.kind, prepared.columns, 0
        self.attested += entries(prepared)
        if kind == "memberships":
            self._among = None
        if kind in ("pledges", "follow_ups", "disputes"):
            self.keys["documents"].find(columns["document"])
        if kind in ("follow_ups", "disputes", "enquiries"):
            self.keys["pledges"].find(columns["pledge"])
        made = self._with_keys(columns)
        if keys := self.keys.get(kind):
            given = keys.add(made["code" if kind == "parties" else "ref"])
            made["id"], first = given, given.start
        self._pour(TABLES.get(kind, _UNNAMED.get(kind)), [*made], zip(*made.values(), strict=True))
        for table, each in prepared.beside.items():
            self.pour_beside(table, each, first)
        if kind in words.TABLES:
            self._index(kind, columns, first)
        if kind == "documents":
            self._sample(columns.get("text", ()), first)
        if keys and kind not in _NAMED:
            keys.known.clear()
        return first

    def pour_beside(self, table: str, columns: Made, first: int) -> None:
        """Insert rows that hang on records, which they name by their places; ``first`` is the key of the first."""
        if not columns:
            return
        quote, made = self.connection.dialect.identifier_preparer.quote, self._with_keys(columns)
        place = next(iter(made))
        made[place] = [first + each for each in made[place]]
        pour_named(self.connection, table, [quote(each) for each in made], zip(*made.values(), strict=True))
        if table == "span":
            spans.count(self.change, made["standing"], made["since"], made["until"])

    def finish(self) -> None:
        """Bring counts and serial keys along, when all is inserted."""
        spans.apply(self.connection, self.change)
        settle_keys(self.connection, TABLES.values())

    def insert_original(self, original: Original, data: bytes) -> None:
        """Keep the bytes that a new document was read from."""
        row = rows.flat(original)
        self.connection.execute(insert(schema.original), evidence.original_columns(self._columns(row), data))
        self.attested.append(attested(name_of(original), row))

    def change_membership(self, membership: Membership) -> None:
        """Replace ``until`` and ``document`` of a recorded membership."""
        self._among = None
        columns, table = self._columns(rows.flat(membership)), schema.membership
        key = [table.c[name] == columns.pop(name) for name in ("group_id", "member_id")]
        since = columns.pop("since")
        key.append(table.c.since.is_(None) if since is None else table.c.since == since)
        self.connection.execute(update(table).where(*key).values(**columns))

    def change_proposal(self, filed: Filed) -> None:
        """Replace what is said of a recorded proposal."""
        table = schema.proposal
        self.connection.execute(update(table).where(table.c.ref == filed.ref).values(**self._proposal_columns(filed)))

    def change_scan(self, scan: Scan) -> None:
        """Replace by which rules a document was scanned."""
        columns, table = self._columns(rows.flat(scan)), schema.scan
        self.connection.execute(
            update(table).where(table.c.document_id == columns.pop("document_id")).values(**columns)
        )

    def change_foreign_id(self, named: ForeignId) -> None:
        """Replace the record that a row of a table is, and what was taken of it."""
        columns, table = rows.flat(named), schema.foreign_id
        key = [table.c[name] == columns.pop(name) for name in ("source", "foreign_id", "part", "serial")]
        self.connection.execute(update(table).where(*key).values(**columns))

    def keep_spans(self, pledges: Sequence[Pledge], follow_ups: Iterable[FollowUp]) -> None:
        """Write the spans of new pledges, all of whose follow-ups are given, and count them."""
        if not pledges:
            return
        if self._among is None:
            self._among = by_party(records.memberships(self.writer.reader))
        made = spans_made(pledges, follow_ups, self._among)
        self.pour_beside("span", made, self.key("pledges", pledges[0].ref))

    def key(self, kind: str, name: str) -> int:
        """The database's key of a record; an unknown one is refused (NotFoundError)."""
        key = self.keys[kind].get(name)
        if key is not None:
            return key
        if kind == "parties":
            raise records.unknown_party(name)
        raise records.absent(TABLES[kind].name, name, self.writer.reader)

    def _with_keys(self, columns: Made) -> Made:
        """Columns with keys where they have codes or refs."""
        made: Made = {}
        for name, values in columns.items():
            if name in _NAMES:
                column, named = _NAMES[name]
                made[column] = self._keys_of(named, values)
            else:
                made[name] = values
        return made

    def _keys_of(self, kind: str, names: Sequence[str | None]) -> list[int | None]:
        known = self.keys[kind].known
        return [None if name is None else known.get(name) or self.key(kind, name) for name in names]

    def _index(self, kind: str, columns: Made, first: int) -> None:
        """Store the words that new records are found by; what they all lack is no column."""
        dialect = self.writer.dialect
        texts = zip(*(columns[name] for name in words.FOUND_BY[kind] if name in columns), strict=True)
        held = ((key, words.indexed(dialect, *each)) for key, each in enumerate(texts, start=first))
        pour_named(self.connection, words.TABLES[kind], ("rowid", "words"), held)

    def _sample(self, texts: Sequence[str | None], first: int) -> None:
        """Store the shingles that copies of new texts are found by."""
        samples = ((key, evidence.sampled(text)) for key, text in enumerate(texts, start=first) if text)
        self._pour(schema.shingle, ("hash", "document_id"), ((one, key) for key, each in samples for one in each))

    def _pour(self, table: Any, columns: Sequence[str], made: Iterable[Sequence[Any]]) -> None:
        pour(self.connection, table, columns, made)

    def _proposal_columns(self, filed: Filed) -> dict[str, Any]:
        each, state = filed
        document = self.key("documents", each.quote.document)
        return proposing.columns(each, document, self.key("pledges", each.pledge) if each.pledge else None, state)

    def _columns(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """A row as the columns of its table."""
        columns: dict[str, Any] = {}
        for name, value in row.items():
            if name == "number":  # of a decision: the order of their rows keeps it
                continue
            if name in _NAMES:
                column, kind = _NAMES[name]
                columns[column] = None if value is None else self.key(kind, value)
            else:
                columns[RENAMED.get(name, name)] = value
        return columns
