"""What a list can be narrowed and ordered by, as SQLAlchemy Core, for bases that join span and pledge."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, Text, case, func, literal_column, or_, select, text, union_all
from sqlalchemy.sql import bindparam, table

from tracker.register.schema import Day, dispute, document, membership, party, pledge, pledge_party, relation, span

AS_OF = bindparam("as_of", type_=Day)


def _bind(name: str, type_: Any = Text) -> Any:
    return bindparam(name, type_=type_)


def predicates(dialect: str) -> dict[str, ColumnElement[bool]]:
    """What a list can be narrowed by, by name; each names the values that it binds."""
    country = _bind("country")
    code = select(party.c.id).where(party.c.code == country).scalar_subquery()
    named = select(pledge_party.c.pledge_id).where(
        pledge_party.c.role == literal_column("'party'"), pledge_party.c.party_id == code
    )
    return {
        "as_of": (span.c.since <= AS_OF) & or_(span.c.until.is_(None), span.c.until > AS_OF),
        "standing": span.c.standing == _bind("standing"),
        "late": span.c.pressing < _bind("today"),
        "direct": pledge.c.id.in_(named),
        "country": pledge.c.id.in_(union_all(named, _through_a_group(code))),
        "topic": pledge.c.topic == _bind("topic"),
        "made_since": pledge.c.made_on >= _bind("made_since", Day),
        "due_before": span.c.pressing < _bind("due_before"),
        "due_from": span.c.pressing >= _bind("due_from"),  # with due_before: one range of an index
        "begun_after": span.c.since > _bind("begun_after", Day),
        "undated": pledge.c.made_on.is_(None),
        "disputed": known_disputes(literal_column("1")).exists(),
        "counted": span.c.pledge_id.not_in(_counted_otherwise()),
        "uncounted": span.c.pledge_id.in_(_counted_otherwise()),
        "text": pledge.c.id.in_(matching(dialect, "pledge_words", "words")),
    }


answer = document.alias("answer")
ANSWERED_ON = func.coalesce(answer.c.published_on, dispute.c.recorded_on)


def known_disputes(what: Any) -> Select[Any]:
    """Something about the disputes of a pledge that are known on the day asked."""
    return (
        select(what)
        .select_from(dispute.join(answer, dispute.c.document_id == answer.c.id))
        .where(dispute.c.pledge_id == pledge.c.id, dispute.c.retracted.is_(None), ANSWERED_ON <= AS_OF)
        .correlate(pledge)
    )


def _counted_otherwise() -> Select[Any]:
    """The pledges that others, known on the day asked, are part of or supersede: these count in their place."""
    counting = span.alias("counting")
    return (
        select(relation.c.other_id)
        .join(counting, counting.c.pledge_id == relation.c.pledge_id)
        .where(relation.c.retracted.is_(None), counting.c.since <= AS_OF)
    )


def _through_a_group(code: Any) -> Select[Any]:
    """The pledges of groups that the country belonged to on the day (any day, where that is not known)."""
    joint = pledge.alias("joint")
    return (
        select(pledge_party.c.pledge_id)
        .select_from(
            membership.join(pledge_party, pledge_party.c.party_id == membership.c.group_id).join(
                joint, joint.c.id == pledge_party.c.pledge_id
            )
        )
        .where(
            membership.c.member_id == code,
            pledge_party.c.role == literal_column("'party'"),
            or_(joint.c.made_on.is_(None), membership.c.since.is_(None), membership.c.since <= joint.c.made_on),
            or_(joint.c.made_on.is_(None), membership.c.until.is_(None), membership.c.until > joint.c.made_on),
        )
    )


def matching(dialect: str, words: str, bound: str) -> Select[Any]:
    """The keys of the records whose words match a full-text query."""
    condition = f"{words} MATCH :{bound}" if dialect == "sqlite" else f"{words}.words @@ CAST(:{bound} AS tsquery)"
    return (
        select(literal_column(f"{words}.rowid"))
        .select_from(table(words))
        .where(text(condition).bindparams(_bind(bound)))
    )


# The predicates that ask nothing of the pledge: an index of the spans answers them alone.
SPAN_PREDICATES = ("due_before", "due_from", "begun_after", "counted", "uncounted")

ORDERINGS: dict[str, tuple[Any, ...]] = {
    "pressing": (span.c.pressing, span.c.ref),
    "deadline": (
        case((pledge.c.deadline_latest.is_(None), literal_column("1")), else_=literal_column("0")),
        pledge.c.deadline_latest,
        pledge.c.ref,
    ),
    "made": (pledge.c.made_on.desc().nulls_last(), pledge.c.ref),
    "ref": (pledge.c.ref,),
}
