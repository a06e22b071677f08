"""What documents are quoted for, as SQLAlchemy Core: the pledges made in them, the follow-ups told in them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Text, bindparam, func, literal_column, select, union_all

from tracker.register.predicates import AS_OF
from tracker.register.schema import document, follow_up, pledge, span

_ON_THE_DAY = (span.c.since <= AS_OF) & (span.c.until.is_(None) | (span.c.until > AS_OF))
_MADE = (
    select(
        document.c.ref.label("document"),
        literal_column("'made'").label("what"),
        pledge.c.ref,
        pledge.c.ref.label("pledge"),
        pledge.c.summary,
        span.c.standing,
        pledge.c.quote,
        pledge.c.quote_start.label("start"),
        pledge.c.quote_end.label("end"),
    )
    .select_from(
        pledge.join(document, pledge.c.document_id == document.c.id).join(span, span.c.pledge_id == pledge.c.id)
    )
    .where(_ON_THE_DAY)
)
_TOLD = (
    select(
        document.c.ref.label("document"),
        follow_up.c.outcome.label("what"),
        follow_up.c.ref,
        pledge.c.ref.label("pledge"),
        pledge.c.summary,
        span.c.standing,
        follow_up.c.quote,
        follow_up.c.quote_start.label("start"),
        follow_up.c.quote_end.label("end"),
    )
    .select_from(
        follow_up.join(document, follow_up.c.document_id == document.c.id)
        .join(pledge, follow_up.c.pledge_id == pledge.c.id)
        .join(span, span.c.pledge_id == pledge.c.id)
    )
    .where(
        _ON_THE_DAY,
        follow_up.c.retracted.is_(None),
        func.coalesce(document.c.published_on, follow_up.c.recorded_on) <= AS_OF,
    )
)


def _cited(*conditions: Any) -> Any:
    both = union_all(_MADE.where(*conditions), _TOLD.where(*conditions)).subquery("cited")
    return select(both).order_by(both.c.document, both.c.pledge, func.length(both.c.ref), both.c.ref)


CITED = {"cited": _cited(), "cited_in": _cited(document.c.ref == bindparam("ref", type_=Text))}
