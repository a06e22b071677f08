"""The tables, as SQLAlchemy Core knows them. Only the migrations in ``db/`` create them.

Days are ISO text in SQLite (its STRICT tables have no date) and DATE in PostgreSQL; text sorts by code point in both.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    Table,
    Text,
    UniqueConstraint,
    types,
)

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMES)

Words = Text().with_variant(Text(collation="C"), "postgresql")
Large = BigInteger().with_variant(Integer(), "sqlite")


class Day(types.TypeDecorator[Any]):
    """A calendar day, given and read as ISO text or ``datetime.date``."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Any) -> Any:
        return dialect.type_descriptor(Date() if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Any, dialect: Any) -> Any:  # noqa: ARG002  (SQLAlchemy's signature)
        return value if value is None or isinstance(value, str) else value.isoformat()

    def coerce_compared_value(self, op: Any, value: Any) -> Any:  # noqa: ARG002  (SQLAlchemy's signature)
        return self


class Exact(types.TypeDecorator[Any]):
    """An exact decimal number, given and read as text."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Any) -> Any:
        return dialect.type_descriptor(Numeric() if dialect.name == "postgresql" else Text())


def _key() -> Column[Any]:
    return Column("id", Integer, Identity(always=False), primary_key=True)


def _table(name: str, *items: Any, **options: Any) -> Table:
    return Table(name, metadata, *items, sqlite_strict=True, **options)


def _names(target: str, **options: Any) -> Any:
    return ForeignKey(f"{target}.id", **options)


def _one_of(column: str, words: tuple[str, ...], name: str) -> CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=name)


def _quote() -> tuple[Any, ...]:
    return (
        Column("document_id", _names("document"), nullable=False, index=True),
        Column("quote", Words, nullable=False),
        Column("quote_start", Integer),
        Column("quote_end", Integer),
        CheckConstraint(
            "(quote_start IS NULL) = (quote_end IS NULL)"
            " AND (quote_start IS NULL OR (quote_start >= 0 AND quote_start < quote_end))",
            name="quote",
        ),
    )


def _deadline() -> tuple[Any, ...]:
    return (
        Column("deadline_phrase", Words),
        Column("deadline_earliest", Day),
        Column("deadline_latest", Day),
        Column("deadline_basis", Words),
        Column("deadline_rule", Words),
        Column("deadline_rules", Words),
        _one_of("deadline_basis", ("stated", "inferred"), "basis"),
        CheckConstraint("deadline_earliest <= deadline_latest", name="window"),
        CheckConstraint("deadline_latest IS NULL OR deadline_basis IS NOT NULL", name="latest"),
    )


def _quantity() -> tuple[Any, ...]:
    return (
        Column("amount", Exact),
        Column("unit", Words),
        Column("qualifier", Words),
        CheckConstraint("(amount IS NULL) = (unit IS NULL)", name="quantity"),
    )


party = _table(
    "party",
    _key(),
    Column("code", Words, nullable=False, unique=True),
    Column("name", Words, nullable=False),
    Column("kind", Words, nullable=False),
    _one_of("kind", ("country", "organisation", "coalition"), "kind"),
)

document = _table(
    "document",
    _key(),
    Column("ref", Words, nullable=False, unique=True),
    Column("title", Words, nullable=False),
    Column("publisher", Words, nullable=False),
    Column("published_on", Day, index=True),
    Column("issuer_id", _names("party")),
    Column("url", Words),
    Column("retrieved_on", Day),
    Column("language", Words, nullable=False),
    Column("event", Words, index=True),
    Column("sha256", Words, index=True),
    Column("text", Words),
    Column("archive_url", Words),
    Column("dates_found", Words),
    Column("dated_by", Words),
    CheckConstraint("(text IS NULL) = (sha256 IS NULL)", name="text"),
)

# The bytes that a text was read from: `data` is compressed (zlib), `sha256` and `size` are of the bytes themselves.
original = _table(
    "original",
    Column("document_id", _names("document", ondelete="CASCADE"), primary_key=True),
    Column("sha256", Words, nullable=False, index=True),
    Column("size", Integer, nullable=False),
    Column("media_type", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("extractor", Words, nullable=False),
    Column("retrieved_at", Words, nullable=False),
    Column("content_type", Words),
    Column("encoding", Words),
    Column("final_url", Words),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("data", LargeBinary, nullable=False),
)

# One shingle in four of every text: texts that share some are compared whole.
shingle = _table(
    "shingle",
    Column("hash", Large, primary_key=True),
    Column("document_id", _names("document", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

feed = _table(
    "feed",
    _key(),
    Column("url", Words, nullable=False, unique=True),
    Column("title", Words, nullable=False),
    Column("publisher", Words, nullable=False),
    Column("issuer_id", _names("party")),
    Column("added_on", Day, nullable=False),
    Column("etag", Words),
    Column("last_modified", Words),
)

membership = _table(
    "membership",
    _key(),
    Column("group_id", _names("party"), nullable=False),
    Column("member_id", _names("party"), nullable=False, index=True),
    Column("since", Day),
    Column("until", Day),
    Column("document_id", _names("document")),
    UniqueConstraint("group_id", "member_id", "since"),
    CheckConstraint("since < until", name="days"),
    CheckConstraint("group_id <> member_id", name="self"),
)

pledge = _table(
    "pledge",
    _key(),
    Column("ref", Words, nullable=False, unique=True),
    Column("made_on", Day),
    Column("recorded_on", Day, nullable=False),
    Column("summary", Words, nullable=False),
    Column("topic", Words, nullable=False),
    *_quote(),
    Column("speaker_id", _names("party")),
    Column("condition", Words),
    *_deadline(),
    *_quantity(),
    Column("retracted", Words),
    Index(None, "topic", "ref"),
    Index(None, "made_on", "ref"),
    Index(None, "deadline_latest", "ref"),
)

pledge_party = _table(
    "pledge_party",
    Column("pledge_id", _names("pledge", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("party_id", _names("party"), nullable=False),
    Column("role", Words, nullable=False),
    UniqueConstraint("party_id", "pledge_id"),
    _one_of("role", ("party", "partner"), "role"),
)

follow_up = _table(
    "follow_up",
    _key(),
    Column("ref", Words, nullable=False, unique=True),
    Column("pledge_id", _names("pledge", ondelete="CASCADE"), nullable=False, index=True),
    Column("outcome", Words, nullable=False),
    *_quote(),
    Column("recorded_on", Day, nullable=False),
    Column("dated", Day),
    Column("party_id", _names("party")),
    *_deadline(),
    *_quantity(),
    Column("note", Words),
    Column("retracted", Words),
    _one_of("outcome", ("fulfils", "advances", "restates", "drops", "activates", "corroborates"), "outcome"),
)

enquiry = _table(
    "enquiry",
    _key(),
    Column("ref", Words, nullable=False, unique=True),
    Column("pledge_id", _names("pledge", ondelete="CASCADE"), nullable=False, index=True),
    Column("enquired_on", Day, nullable=False),
    Column("enquirer", Words, nullable=False),
    Column("place", Words, nullable=False),
    Column("note", Words),
)

# The deadline rules that the records were read by, as they were: reports print them from here.
rule = _table(
    "rule",
    Column("version", Words, primary_key=True),
    Column("rule", Words, primary_key=True),
    Column("says", Words, nullable=False),
)

# What the law says of each pledge, kept so that "as of any date" is one range lookup. `pressing` orders a
# standing's list: the latest day, or "~" (after every day) where there is none. `ref` is the pledge's.
span = _table(
    "span",
    Column("pledge_id", _names("pledge", ondelete="CASCADE"), primary_key=True),
    Column("since", Day, primary_key=True),
    Column("until", Day),
    Column("standing", Words, nullable=False),
    Column("self_declared", Integer, nullable=False),
    Column("pressing", Words, nullable=False),
    Column("ref", Words, nullable=False),
    Index("ix_span_standing", "standing", "pressing", "ref", "since", "until"),
)

# How many pledges more (or fewer) have a standing from a day on: the sum up to a day counts them all.
tally = _table(
    "tally",
    Column("standing", Words, primary_key=True),
    Column("day", Day, primary_key=True),
    Column("change", Integer, nullable=False),
    sqlite_with_rowid=False,  # the key is the table: a sum reads nothing else
)

revision = _table(
    "revision",
    _key(),
    Column("at", Words, nullable=False),
    Column("actor", Words, nullable=False),
    Column("command", Words, nullable=False),
    Column("record", Words, nullable=False, index=True),
    Column("before", Words),
    Column("after", Words),
    Column("previous", Words, nullable=False),
    Column("sha256", Words, nullable=False, unique=True),
)
