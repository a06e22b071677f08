"""What the scorecard reads, as SQLAlchemy Core: each pledge with how it stands and when it was fulfilled.

A base like that of a list: predicates are joined to it by AND at run time. Who is bound, and all counts, are worked
out from its rows in one pass (``scores``): to join parties to pledges in SQL would read each pledge several times.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, case, exists, func, literal_column, or_, select

from tracker.register.predicates import AS_OF
from tracker.register.schema import document, enquiry, follow_up, pledge, pledge_party, scan, span
from tracker.register.statements import codes

_other = pledge_party.alias("other")
_source = document.alias("telling")

_ALONE = ~exists().where(
    _other.c.pledge_id == pledge.c.id,
    _other.c.role == literal_column("'party'"),
    _other.c.party_id != follow_up.c.party_id,
).correlate(pledge, follow_up)

_DONE = (
    select(func.min(func.coalesce(follow_up.c.dated, _source.c.published_on, follow_up.c.recorded_on)))
    .select_from(follow_up.join(_source, follow_up.c.document_id == _source.c.id))
    .where(
        follow_up.c.pledge_id == pledge.c.id,
        follow_up.c.outcome == literal_column("'fulfils'"),
        follow_up.c.retracted.is_(None),
        func.coalesce(_source.c.published_on, follow_up.c.recorded_on) <= AS_OF,
        or_(follow_up.c.party_id.is_(None), _ALONE),
    )
    .correlate(pledge)
    .scalar_subquery()
)
_HOLDS = enquiry.c.retracted.is_(None)
_FULFILLED = span.c.standing.in_([literal_column("'fulfilled'"), literal_column("'fulfilled late'")])

SCORES: dict[str, Any] = {
    "scored": select(
        codes("party").label("parties"),
        pledge.c.topic,
        span.c.standing,
        span.c.self_declared,
        pledge.c.made_on,
        case((_FULFILLED, _DONE)).label("done"),
        pledge.c.ref,
    ).select_from(span.join(pledge, span.c.pledge_id == pledge.c.id)),
    # WHERE is written at run time: what was retracted is left out by the join.
    "enquired_among": select(
        codes("party").label("parties"), pledge.c.topic, pledge.c.made_on, enquiry.c.enquired_on
    ).select_from(
        enquiry.join(pledge, and_(pledge.c.id == enquiry.c.pledge_id, _HOLDS)).join(
            span, span.c.pledge_id == pledge.c.id
        )
    ),
}

COVERAGE = {
    "enquired": select(codes("party").label("parties"), pledge.c.topic, pledge.c.made_on, enquiry.c.enquired_on)
    .select_from(enquiry.join(pledge, pledge.c.id == enquiry.c.pledge_id))
    .where(_HOLDS, enquiry.c.enquired_on <= AS_OF),
    "covered": select(
        func.count().label("documents"),
        func.min(document.c.published_on).label("first"),
        func.max(document.c.published_on).label("last"),
        func.count(scan.c.document_id).label("scanned"),
    )
    .select_from(document.outerjoin(scan, scan.c.document_id == document.c.id))
    .where(or_(document.c.published_on.is_(None), document.c.published_on <= AS_OF)),
}
