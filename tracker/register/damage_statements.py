"""The statements that look for damage, as SQLAlchemy Core: of each table its values, and keys that name nothing.

A database with its guards on lets none of it in. Who works on the tables by hand can take them off.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Table, Text, cast, literal_column, select

from tracker.register.columns import Day, Exact
from tracker.register.schema import (
    citation,
    feed,
    metadata,
    party,
    pledge,
    pledge_party,
    proposal,
    span,
)

_NAMED: dict[Table, Any] = {party: party.c.code, feed: feed.c.url, span: span.c.ref, citation: citation.c.record}
_WORDS = ("qualifier", "outcome", "standing", "deadline_basis", "kind")
_STRUCTURES = ("facts", "cues", "mentions")


def _name(table: Table) -> Any:
    """What a row is called: by its ref, else by the table and its key."""
    if table in _NAMED:
        return _NAMED[table]
    if "ref" in table.c:
        return table.c.ref
    first = next(iter(table.primary_key.columns))
    return literal_column(f"'{table.name} '").concat(cast(first, Text))


def _read(column: Column[Any]) -> bool:
    """Whether a value is read as something that not every text is."""
    structured = column.table is proposal.c.facts.table and column.name in _STRUCTURES
    return isinstance(column.type, Day | Exact) or column.name in _WORDS or structured


def _values(table: Table) -> Any:
    """The values of a table that are read as something."""
    columns = [cast(each, Text).label(each.name) for each in table.c if _read(each)]
    return select(_name(table).label("record"), *columns)


def _loose(column: Any) -> Any:
    """The rows whose key in a column names no row of the other table."""
    (key,) = column.foreign_keys
    other = key.column.table.alias("other")
    return (
        select(_name(column.table).label("record"), cast(column, Text).label("key"))
        .select_from(column.table.outerjoin(other, column == other.c.id))
        .where(column.is_not(None), other.c.id.is_(None))
        .order_by(_name(column.table))
    )


TABLES = [each for each in metadata.sorted_tables if any(map(_read, each.c))]
DAMAGE_READS: dict[str, Any] = {
    **{f"values_{table.name}": _values(table).order_by(_name(table)) for table in TABLES},
    **{
        f"loose_{table.name}.{column.name}": _loose(column)
        for table in metadata.sorted_tables
        for column in table.c
        if column.foreign_keys
    },
    "pledges_of_nobody": select(pledge.c.ref.label("record"))
    .where(pledge.c.id.not_in(select(pledge_party.c.pledge_id).where(pledge_party.c.role == literal_column("'party'"))))
    .order_by(pledge.c.ref),
}
