"""What the scorecard reads, as SQLAlchemy Core: counts by party, by topic and of all, and how long fulfilment took.

Bases like that of a list: predicates are joined to them by AND at run time, then the grouping.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import case, exists, func, literal_column, or_, select, union

from tracker.register.predicates import AS_OF
from tracker.register.schema import (
    document,
    enquiry,
    follow_up,
    membership,
    party,
    pledge,
    pledge_party,
    scan,
    span,
)

_PARTY: Any = literal_column("'party'")


def _bound() -> Any:
    """Every pledge with every party that it binds: those named, and the members of groups on the day it was made."""
    joint = pledge.alias("joint")
    named = select(pledge_party.c.pledge_id, pledge_party.c.party_id).where(pledge_party.c.role == _PARTY)
    through = (
        select(pledge_party.c.pledge_id, membership.c.member_id.label("party_id"))
        .select_from(
            pledge_party.join(membership, membership.c.group_id == pledge_party.c.party_id).join(
                joint, joint.c.id == pledge_party.c.pledge_id
            )
        )
        .where(
            pledge_party.c.role == _PARTY,
            or_(joint.c.made_on.is_(None), membership.c.since.is_(None), membership.c.since <= joint.c.made_on),
            or_(joint.c.made_on.is_(None), membership.c.until.is_(None), membership.c.until > joint.c.made_on),
        )
    )
    return union(named, through).subquery("bound")


_BOUND = _bound()
_other = pledge_party.alias("other")
_source = document.alias("telling")


def _alone(party_id: Any) -> Any:
    """Whether a party is the only one of a pledge."""
    return ~exists().where(
        _other.c.pledge_id == pledge.c.id, _other.c.role == _PARTY, _other.c.party_id != party_id
    ).correlate(pledge, _BOUND, follow_up)


_DIRECT = case((_alone(_BOUND.c.party_id), literal_column("1")), else_=literal_column("0")).label("direct")
_JOINED = span.join(pledge, span.c.pledge_id == pledge.c.id)
_BY_PARTY = _JOINED.join(_BOUND, _BOUND.c.pledge_id == pledge.c.id).join(party, party.c.id == _BOUND.c.party_id)
_COUNTED = (span.c.standing, func.count().label("pledges"), func.sum(span.c.self_declared).label("declared"))
_ONE: Any = literal_column("1").label("direct")

_DONE = (
    select(func.min(func.coalesce(follow_up.c.dated, _source.c.published_on, follow_up.c.recorded_on)))
    .select_from(follow_up.join(_source, follow_up.c.document_id == _source.c.id))
    .where(
        follow_up.c.pledge_id == pledge.c.id,
        follow_up.c.outcome == literal_column("'fulfils'"),
        follow_up.c.retracted.is_(None),
        func.coalesce(_source.c.published_on, follow_up.c.recorded_on) <= AS_OF,
        or_(follow_up.c.party_id.is_(None), _alone(follow_up.c.party_id)),
    )
    .correlate(pledge)
    .scalar_subquery()
    .label("done")
)

SCORES = {
    "scores_by_party": select(party.c.code.label("key"), _DIRECT, *_COUNTED).select_from(_BY_PARTY),
    "scores_by_topic": select(pledge.c.topic.label("key"), _ONE, *_COUNTED).select_from(_JOINED),
    "kept_by_party": select(party.c.code.label("key"), _DIRECT, pledge.c.made_on, _DONE).select_from(_BY_PARTY),
    "kept_by_topic": select(pledge.c.topic.label("key"), _ONE, pledge.c.made_on, _DONE).select_from(_JOINED),
}

_LAST = func.max(enquiry.c.enquired_on).label("last")
_ENQUIRED = enquiry.c.enquired_on <= AS_OF

COVERAGE = {
    "enquired_by_party": select(party.c.code.label("key"), _LAST)
    .select_from(
        enquiry.join(_BOUND, _BOUND.c.pledge_id == enquiry.c.pledge_id).join(party, party.c.id == _BOUND.c.party_id)
    )
    .where(_ENQUIRED)
    .group_by(party.c.code),
    "enquired_by_topic": select(pledge.c.topic.label("key"), _LAST)
    .select_from(enquiry.join(pledge, pledge.c.id == enquiry.c.pledge_id))
    .where(_ENQUIRED)
    .group_by(pledge.c.topic),
    "enquired": select(func.count().label("enquiries"), _LAST).select_from(enquiry).where(_ENQUIRED),
    "covered": select(
        func.count().label("documents"),
        func.min(document.c.published_on).label("first"),
        func.max(document.c.published_on).label("last"),
        func.count(scan.c.document_id).label("scanned"),
    )
    .select_from(document.outerjoin(scan, scan.c.document_id == document.c.id))
    .where(or_(document.c.published_on.is_(None), document.c.published_on <= AS_OF)),
}
