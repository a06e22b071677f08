"""Insert many records at a time: every key read once, spans and words to search by brought along."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, func, insert, select, text, update

from tracker import rows
from tracker.model import Document, FollowUp, ForeignId, Membership, Original, Pledge, Scan
from tracker.proposals import Filed
from tracker.register import evidence, proposing, records, schema, spans, words
from tracker.register.writes import Writer, pledge_texts

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
_RENAMED = {"start": "quote_start", "end": "quote_end"}


class Bulk:
    """The inserts of one import, in a writer's transaction. Records only name what was inserted before."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.connection = writer.connection
        self.keys: dict[str, dict[str, int]] = {}
        for kind in TABLES:
            self.keys[kind] = {}
            self._read_keys(kind, beyond=0)

    def insert(self, kind: str, new: Sequence[Any]) -> None:
        """Insert new records of a kind, with what hangs on them except spans."""
        if not new:
            return
        if kind == "originals":
            raise ValueError("originals are inserted one by one")
        if kind in _UNNAMED:
            self.connection.execute(insert(_UNNAMED[kind]), [self._columns(rows.flat(each)) for each in new])
            return
        table = TABLES[kind]
        last = self.connection.execute(select(func.max(table.c.id))).scalar() or 0
        self.connection.execute(insert(table), [self._record_columns(each) for each in new])
        self._read_keys(kind, beyond=last)
        if kind == "documents":
            self._index("document_words", {each.ref: _document_texts(each) for each in new}, kind)
            keys = self.keys[kind]
            evidence.add_shingles(
                self.connection, ((keys[each.ref], evidence.sampled(each.text)) for each in new if each.text)
            )
        elif kind == "pledges":
            self.connection.execute(insert(schema.pledge_party), [row for each in new for row in self._bound(each)])
            self._index("pledge_words", {each.ref: pledge_texts(each) for each in new}, kind)

    def insert_original(self, original: Original, data: bytes) -> None:
        """Keep the bytes that a new document was read from."""
        columns = evidence.original_columns(self._columns(rows.flat(original)), data)
        self.connection.execute(insert(schema.original), columns)

    def change_membership(self, membership: Membership) -> None:
        """Replace ``until`` and ``document`` of a recorded membership."""
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

    def keep_spans(self, pledges: Iterable[Pledge], follow_ups: Iterable[FollowUp]) -> None:
        """Write the spans of new pledges, all of whose follow-ups are given, and count them."""
        theirs: defaultdict[str, list[FollowUp]] = defaultdict(list)
        for follow_up in follow_ups:
            theirs[follow_up.pledge].append(follow_up)
        among = _by_party(records.memberships(self.writer.reader))
        made: list[dict[str, Any]] = []
        for pledge in pledges:
            concerned = [each for code in pledge.parties for each in among.get(code, ())]
            key = self.keys["pledges"][pledge.ref]
            made += spans.span_rows(key, pledge, theirs.get(pledge.ref, ()), concerned)
        if made:
            self.connection.execute(insert(schema.span), made)
        change: spans.Change = Counter()
        spans.count(change, made)
        spans.apply(self.connection, change)

    def key(self, kind: str, name: str) -> int:
        """The database's key of a record; an unknown one is refused (NotFoundError)."""
        key = self.keys[kind].get(name)
        if key is not None:
            return key
        if kind == "parties":
            raise records.unknown_party(name)
        raise records.absent(TABLES[kind].name, name, self.writer.reader)

    def _read_keys(self, kind: str, *, beyond: int) -> None:
        table = TABLES[kind]
        name = table.c.code if kind == "parties" else table.c.ref
        found = self.connection.execute(select(name, table.c.id).where(table.c.id > beyond))
        self.keys[kind].update((ref, key) for ref, key in found)

    def _record_columns(self, record: Any) -> dict[str, Any]:
        if isinstance(record, Filed):
            return self._proposal_columns(record)
        columns = self._columns(rows.flat(record))
        return {**columns, "text": record.text} if isinstance(record, Document) else columns

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
                columns[_RENAMED.get(name, name)] = value
        return columns

    def _bound(self, pledge: Pledge) -> list[dict[str, Any]]:
        roles = [(code, "party") for code in pledge.parties] + [(code, "partner") for code in pledge.partners]
        key = self.keys["pledges"][pledge.ref]
        return [
            {"pledge_id": key, "position": position, "party_id": self.key("parties", code), "role": role}
            for position, (code, role) in enumerate(roles, start=1)
        ]

    def _index(self, table: str, texts: Mapping[str, tuple[str | None, ...]], kind: str) -> None:
        """Store the words that new records are found by."""
        dialect, keys = self.writer.dialect, self.keys[kind]
        held = ":words" if dialect == "sqlite" else "CAST(:words AS tsvector)"
        self.connection.execute(
            text(f"INSERT INTO {table} (rowid, words) VALUES (:key, {held})"),
            [{"key": keys[ref], "words": words.indexed(dialect, *each)} for ref, each in texts.items()],
        )


def _document_texts(document: Document) -> tuple[str | None, ...]:
    return (document.title, document.publisher, document.event, document.text)


def _by_party(memberships: Iterable[Membership]) -> dict[str, list[Membership]]:
    """The memberships that concern a party, as group or as member."""
    found: defaultdict[str, list[Membership]] = defaultdict(list)
    for each in memberships:
        found[each.group].append(each)
        found[each.member].append(each)
    return found
