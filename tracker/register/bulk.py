"""Insert many records at a time: every key read once, spans and words to search by brought along."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, Protocol

from sqlalchemy import Table, insert, update

from tracker import rows
from tracker.model import Document, FollowUp, ForeignId, Membership, Original, Pledge, Scan
from tracker.proposals import Filed
from tracker.register import evidence, proposing, records, schema, spans, words
from tracker.register.keys import Keys
from tracker.register.pouring import pour, pour_named, settle_keys
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
_NAMED = {kind for _, kind in _NAMES.values()}  # kinds that others name
_RENAMED = {"start": "quote_start", "end": "quote_end"}


class Columns(Protocol):
    """Rows of records by the names of their columns, just as ``rows.flat`` makes them."""

    def __getitem__(self, column: str) -> Sequence[Any]: ...


class Bulk:
    """The inserts of one import, in a writer's transaction. Records only name what was inserted before."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.connection = writer.connection
        self.keys = {kind: Keys(self.connection, table) for kind, table in TABLES.items()}
        self.change: spans.Change = Counter()
        self._among: dict[str, list[Membership]] | None = None  # read when they are first needed

    def insert(self, kind: str, new: Sequence[Any], told: Columns | None = None) -> None:
        """Insert new records of a kind, with what hangs on them except spans; ``told``: their rows, if at hand."""
        if not new:
            return
        if kind == "originals":
            raise ValueError("originals are inserted one by one")
        if kind == "memberships":
            self._among = None
        self._find_keys(kind, new)
        if kind == "proposals":
            made = [self._proposal_columns(each) for each in new]
            self._pour(schema.proposal, [*made[0]], ([*each.values()] for each in made))
            self.keys[kind].next += len(made)
        else:
            self._insert_rows(kind, new, told)
        if kind == "documents":
            self._index("document_words", kind, new, _document_texts)
            samples = ((self.keys[kind].get(each.ref), evidence.sampled(each.text)) for each in new if each.text)
            self._pour(schema.shingle, ("hash", "document_id"), ((one, key) for key, each in samples for one in each))
        elif kind == "pledges":
            bound = (row for each in new for row in self._bound(each))
            self._pour(schema.pledge_party, ("pledge_id", "position", "party_id", "role"), bound)
            self._index("pledge_words", kind, new, pledge_texts)

    def finish(self) -> None:
        """Bring counts and serial keys along, when all is inserted."""
        spans.apply(self.connection, self.change)
        settle_keys(self.connection, TABLES.values())

    def insert_original(self, original: Original, data: bytes) -> None:
        """Keep the bytes that a new document was read from."""
        columns = evidence.original_columns(self._columns(rows.flat(original)), data)
        self.connection.execute(insert(schema.original), columns)

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

    def keep_spans(self, pledges: Iterable[Pledge], follow_ups: Iterable[FollowUp]) -> None:
        """Write the spans of new pledges, all of whose follow-ups are given, and count them."""
        theirs: defaultdict[str, list[FollowUp]] = defaultdict(list)
        for follow_up in follow_ups:
            theirs[follow_up.pledge].append(follow_up)
        if self._among is None:
            self._among = _by_party(records.memberships(self.writer.reader))
        made: list[spans.Row] = []
        for pledge in pledges:
            concerned = [each for code in pledge.parties for each in self._among.get(code, ())]
            key = self.key("pledges", pledge.ref)
            made += spans.span_rows(key, pledge, theirs.get(pledge.ref, ()), concerned)
        self._pour(schema.span, spans.COLUMNS, made)
        spans.count(self.change, made)

    def key(self, kind: str, name: str) -> int:
        """The database's key of a record; an unknown one is refused (NotFoundError)."""
        key = self.keys[kind].get(name)
        if key is not None:
            return key
        if kind == "parties":
            raise records.unknown_party(name)
        raise records.absent(TABLES[kind].name, name, self.writer.reader)

    def _find_keys(self, kind: str, new: Sequence[Any]) -> None:
        """Ask for the keys of what many records name, all at once."""
        if kind in ("pledges", "follow_ups", "disputes"):
            self.keys["documents"].find(each.quote.document for each in new)
        if kind in ("follow_ups", "disputes", "enquiries"):
            self.keys["pledges"].find(each.pledge for each in new)

    def _insert_rows(self, kind: str, new: Sequence[Any], told: Columns | None) -> None:
        names = [name for name in rows.flat(new[0]) if name != "number"]  # of a decision: their order keeps it
        if told is None:
            cells = zip(*map(itemgetter(*names), map(rows.flat, new)), strict=True)
            told = dict(zip(names, cells, strict=True))
        made: dict[str, Sequence[Any]] = {}
        for name in names:
            if name in _NAMES:
                column, named = _NAMES[name]
                made[column] = self._keys_of(named, told[name])
            else:
                made[_RENAMED.get(name, name)] = told[name]
        if kind == "documents":
            made["text"] = [each.text for each in new]
        if keys := self.keys.get(kind):
            made["id"] = keys.add(made["code" if kind == "parties" else "ref"])
        given = {name: column for name, column in made.items() if column.count(None) < len(new)}
        self._pour(TABLES.get(kind, _UNNAMED.get(kind)), [*given], zip(*given.values(), strict=True))
        if keys and kind not in _NAMED:
            keys.known.clear()

    def _keys_of(self, kind: str, names: Sequence[str | None]) -> list[int | None]:
        known = self.keys[kind].known
        return [None if name is None else known.get(name) or self.key(kind, name) for name in names]

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
                columns[_RENAMED.get(name, name)] = value
        return columns

    def _bound(self, pledge: Pledge) -> Iterator[tuple[Any, ...]]:
        roles = [(code, "party") for code in pledge.parties] + [(code, "partner") for code in pledge.partners]
        key = self.key("pledges", pledge.ref)
        for position, (code, role) in enumerate(roles, start=1):
            yield key, position, self.key("parties", code), role

    def _index(self, table: str, kind: str, new: Iterable[Any], texts: Callable[[Any], tuple[str | None, ...]]) -> None:
        """Store the words that new records are found by."""
        dialect = self.writer.dialect
        held = ((self.key(kind, each.ref), words.indexed(dialect, *texts(each))) for each in new)
        pour_named(self.connection, table, ("rowid", "words"), held)


def _document_texts(document: Document) -> tuple[str | None, ...]:
    return (document.title, document.publisher, document.event, document.text)


def _by_party(memberships: Iterable[Membership]) -> dict[str, list[Membership]]:
    """The memberships that concern a party, as group or as member."""
    found: defaultdict[str, list[Membership]] = defaultdict(list)
    for each in memberships:
        found[each.group].append(each)
        found[each.member].append(each)
    return found
