"""The statements that read relations between pledges, as SQLAlchemy Core (see :mod:`tracker.register.statements`)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Text, bindparam, func, literal_column, or_, select

from tracker.register.predicates import AS_OF
from tracker.register.schema import Day, pledge, relation, span

_other = pledge.alias("other_pledge")
_by_serial = (func.length(relation.c.ref), relation.c.ref)

RELATIONS = select(
    relation.c.ref,
    pledge.c.ref.label("pledge"),
    relation.c.kind,
    _other.c.ref.label("other"),
    relation.c.recorded_on,
    relation.c.note,
    relation.c.retracted,
).select_from(
    relation.join(pledge, relation.c.pledge_id == pledge.c.id).join(_other, relation.c.other_id == _other.c.id)
)

# Both pledges are known and neither is retracted: such a pledge has no span.
_its, _others = span.alias("its_span"), span.alias("others_span")
_first = (
    select(func.min(_its.c.since)).where(_its.c.pledge_id == relation.c.pledge_id).correlate(relation).scalar_subquery()
)
_others_first = (
    select(func.min(_others.c.since))
    .where(_others.c.pledge_id == relation.c.other_id)
    .correlate(relation)
    .scalar_subquery()
)


def _reads() -> dict[str, Any]:
    ref = bindparam("ref", type_=Text)
    earlier, later = bindparam("earlier", type_=Day), bindparam("later", type_=Day)
    holding = RELATIONS.where(relation.c.retracted.is_(None))
    return {
        "relation": RELATIONS.where(relation.c.ref == ref),
        "relations_of": RELATIONS.where(or_(pledge.c.ref == ref, _other.c.ref == ref)).order_by(*_by_serial),
        "relations": RELATIONS.order_by(*_by_serial),
        "relations_known": holding.where(_first <= AS_OF, _others_first <= AS_OF).order_by(
            pledge.c.ref, _other.c.ref, *_by_serial
        ),
        "amounts_elsewhere": holding.with_only_columns(_other.c.ref)
        .where(_first <= AS_OF, _others_first <= AS_OF)
        .where(or_(relation.c.kind == literal_column("'supersedes'"), pledge.c.unit == _other.c.unit))
        .distinct()
        .order_by(_other.c.ref),
        "relations_between": holding.where(_first > earlier, _first <= later, _others_first <= later).order_by(
            pledge.c.ref, _other.c.ref, *_by_serial
        ),
    }


RELATION_READS = _reads()
