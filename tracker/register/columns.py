"""What the tables are made of: names, column types for both databases, and columns that several tables have."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Identity,
    Integer,
    MetaData,
    Numeric,
    Table,
    Text,
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


def key() -> Column[Any]:
    """Return the number that a row is known by inside one database."""
    return Column("id", Integer, Identity(always=False), primary_key=True)


def table(name: str, *items: Any, **options: Any) -> Table:
    """Make a table; STRICT in SQLite."""
    return Table(name, metadata, *items, sqlite_strict=True, **options)


def names(target: str, **options: Any) -> Any:
    """Point at a row of another table by its key."""
    return ForeignKey(f"{target}.id", **options)


def one_of(column: str, words: tuple[str, ...], name: str) -> CheckConstraint:
    """Allow a column certain words only."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=name)


def quote() -> tuple[Any, ...]:
    """Return the columns of a quote and of its place."""
    return (
        Column("document_id", names("document"), nullable=False, index=True),
        Column("quote", Words, nullable=False),
        Column("quote_start", Integer),
        Column("quote_end", Integer),
        CheckConstraint(
            "(quote_start IS NULL) = (quote_end IS NULL)"
            " AND (quote_start IS NULL OR (quote_start >= 0 AND quote_start < quote_end))",
            name="quote",
        ),
    )


def deadline() -> tuple[Any, ...]:
    """Return the columns of a deadline."""
    return (
        Column("deadline_phrase", Words),
        Column("deadline_earliest", Day),
        Column("deadline_latest", Day),
        Column("deadline_basis", Words),
        Column("deadline_rule", Words),
        Column("deadline_rules", Words),
        one_of("deadline_basis", ("stated", "inferred"), "basis"),
        CheckConstraint("deadline_earliest <= deadline_latest", name="window"),
        CheckConstraint("deadline_latest IS NULL OR deadline_basis IS NOT NULL", name="latest"),
    )


def quantity() -> tuple[Any, ...]:
    """Return the columns of a quantity."""
    return (
        Column("amount", Exact),
        Column("unit", Words),
        Column("qualifier", Words),
        CheckConstraint("(amount IS NULL) = (unit IS NULL)", name="quantity"),
    )
