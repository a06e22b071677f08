"""The statements that find what says the same, as SQLAlchemy Core (see :mod:`tracker.register.doubles`)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Text, bindparam, func, literal_column, select

from tracker.register import statements as s
from tracker.register.schema import dispute, document, follow_up, pledge


def _twice(what: tuple[Any, ...], table: Any, other: Any, *said: Any) -> Any:
    """Where records of a table that hold have the same words of a document, and the same of what else is ``said``."""
    words = (table.c.document_id, table.c.quote, table.c.quote_start)
    return (
        select(*what)
        .distinct()
        .select_from(table.join(other))
        .where(table.c.retracted.is_(None))
        .group_by(*what, *words, *said)
        .having(func.count() > literal_column("1"))
        .order_by(*what)
    )


DOUBLE_READS: dict[str, Any] = {
    "pledges_quoting": s.PLEDGES.where(
        s.source.c.ref == bindparam("ref", type_=Text),
        pledge.c.quote == bindparam("quote", type_=Text),
        pledge.c.retracted.is_(None),
    ).order_by(func.length(pledge.c.ref), pledge.c.ref),
    "quoted_twice": _twice((document.c.ref, pledge.c.quote), pledge, document),
    "followed_twice": _twice((pledge.c.ref,), follow_up, pledge, follow_up.c.outcome, follow_up.c.party_id),
    "disputed_twice": _twice((pledge.c.ref,), dispute, pledge, dispute.c.party_id),
}
