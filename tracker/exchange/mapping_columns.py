"""Hold the columns that a mapping names against those that a table has."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches

from tracker.errors import BadInputError
from tracker.exchange.cells import head
from tracker.exchange.mapping import TableMapping


def require_columns(
    mapping: TableMapping, columns: tuple[str, ...], named: str, look: Callable[[list[str]], str] = lambda _: ""
) -> list[str]:
    """Refuse a table without a column that every row needs (BadInputError); return what else it does not have.

    ``look`` is given the names of the columns that every row needs, and tells where else they stand.
    """
    needed = [mapping.id.column, *mapping.party.columns, *mapping.words.columns[:1]]
    needed += [each for each in (mapping.rows.kind, mapping.belongs.same) if each]
    there = set(columns)
    absent = [each for each in dict.fromkeys(needed) if head(each) not in there and each not in there]
    if absent:
        near = {each: get_close_matches(head(each), columns, n=1) for each in absent}
        listed = "; ".join(
            f"“{each}”{f' (did you mean “{found[0]}”?)' if found else ''}" for each, found in near.items()
        )
        raise BadInputError(
            f"The mapping {mapping.name} does not fit {named}: columns are missing.",
            why=f"Missing: {listed}. The table has: {', '.join(columns[:30])}.",
            remedy=look([head(each) for each in needed])
            or "Correct the names in the mapping; tracker import TABLE --guess writes a first one.",
        )
    return [each for each in _others(mapping) if head(each) not in there and each not in there]


def _others(mapping: TableMapping) -> list[str]:
    """The columns that a mapping names besides, in its order."""
    named = [
        *mapping.id.key,
        *mapping.id.once,
        *(each.column for each in mapping.id.once_where),
        *(each.column for each in mapping.rows.skip),
        mapping.rows.version,
        *mapping.belongs,
        mapping.date.column,
        mapping.date.not_after,
        mapping.deadline.column,
        mapping.condition.column,
        mapping.topic.column,
        mapping.counts.column,
        mapping.counts.unit,
        *mapping.sources.columns,
        mapping.sources.title,
        mapping.sources.each,
    ]
    for money in mapping.money:
        named += [money.column, money.currency]
        named += [each.column for each in (*money.pledge_where, *money.follow_up_where, *money.left)]
    for follow in mapping.follow_up:
        named += [follow.status, follow.counts, follow.unit, follow.date, follow.note, *follow.words, *follow.sources]
    return list(dict.fromkeys(filter(None, named)))
