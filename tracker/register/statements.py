"""Every statement that reads, as SQLAlchemy Core; ``make sql`` compiles them into ``tracker/register/sql``.

A list is composed at run time from compiled pieces: a base select, predicates joined by AND, one ordering, a
limit. Bound values: days and amounts as text, ``as_of`` the day asked.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Text, case, cast, func, literal_column, select

from tracker.register.predicates import ANSWERED_ON, AS_OF, known_disputes
from tracker.register.schema import (
    document,
    enquiry,
    feed,
    follow_up,
    membership,
    original,
    party,
    pledge,
    pledge_party,
    revision,
    span,
)

_BLANK: Any = literal_column("' '")
issuer = party.alias("issuer")
speaker = party.alias("speaker")
about = party.alias("about")
group = party.alias("grouping")
member = party.alias("member")
source = document.alias("source")
later = document.alias("later")


def codes(role: str) -> Any:
    """The codes of a pledge's parties (or partners), in order, with a blank between them."""
    ordered = (
        select(party.c.code)
        .select_from(pledge_party.join(party, pledge_party.c.party_id == party.c.id))
        .where(pledge_party.c.pledge_id == pledge.c.id, pledge_party.c.role == literal_column(f"'{role}'"))
        .order_by(pledge_party.c.position)
        .correlate(pledge)
        .subquery(f"ordered_{role}")
    )
    joined = func.aggregate_strings(ordered.c.code, _BLANK)
    return select(func.coalesce(joined, literal_column("''"))).scalar_subquery()


def _known_follow_ups(what: Any) -> Any:
    """Something about the follow-ups of a pledge that are known on the day asked."""
    known = func.coalesce(later.c.published_on, follow_up.c.recorded_on)
    return (
        select(what)
        .select_from(follow_up.join(later, follow_up.c.document_id == later.c.id))
        .where(
            follow_up.c.pledge_id == pledge.c.id,
            follow_up.c.retracted.is_(None),
            known <= AS_OF,
        )
        .correlate(pledge)
        .scalar_subquery()
    )


def _quote(table: Any) -> tuple[Any, ...]:
    """The words quoted and where they stand, named as in :mod:`tracker.rows`."""
    return (
        source.c.ref.label("document"),
        table.c.quote,
        table.c.quote_start.label("start"),
        table.c.quote_end.label("end"),
    )


def _deadline(table: Any) -> tuple[Any, ...]:
    names = ("phrase", "earliest", "latest", "basis", "rule", "rules")
    return tuple(table.c[f"deadline_{name}"] for name in names)


def _quantity(table: Any) -> tuple[Any, ...]:
    return cast(table.c.amount, Text).label("amount"), table.c.unit, table.c.qualifier


_HEARD = func.coalesce(later.c.published_on, follow_up.c.recorded_on)
_RESTATES = case((follow_up.c.outcome == literal_column("'restates'"), literal_column("1")), else_=literal_column("0"))
_HEARD_ON = cast(_HEARD, Text).concat(_BLANK)
_PROMISED = func.max(_HEARD_ON.concat(cast(follow_up.c.deadline_latest, Text)))
# In one text, for each scalar subquery would look for the follow-ups and their documents anew: how often said again,
# when a new deadline was promised last and its last day (or nothing), the day of the last word and its document.
_TOLD = (
    cast(func.sum(_RESTATES), Text)
    .concat(_BLANK)
    .concat(func.coalesce(_PROMISED, _BLANK))
    .concat(_BLANK)
    .concat(func.max(_HEARD_ON.concat(later.c.ref)))
)
_ENQUIRED = (
    select(func.max(enquiry.c.enquired_on))
    .where(enquiry.c.pledge_id == pledge.c.id, enquiry.c.retracted.is_(None), enquiry.c.enquired_on <= AS_OF)
    .correlate(pledge)
    .scalar_subquery()
)

LINES = select(
    pledge.c.ref,
    codes("party").label("parties"),
    pledge.c.summary,
    pledge.c.topic,
    span.c.standing,
    span.c.since,
    span.c.self_declared,
    pledge.c.made_on,
    *_deadline(pledge),
    pledge.c.condition,
    pledge.c.quote,
    source.c.ref.label("document"),
    source.c.published_on,
    _known_follow_ups(_TOLD).label("heard"),
    _ENQUIRED.label("last_enquiry"),
    known_disputes(func.max(ANSWERED_ON)).scalar_subquery().label("disputed"),
    pledge.c.quote_start,
    pledge.c.quote_end,
).select_from(span.join(pledge, span.c.pledge_id == pledge.c.id).join(source, pledge.c.document_id == source.c.id))

COUNTS = select(span.c.standing, func.count().label("pledges")).select_from(
    span.join(pledge, span.c.pledge_id == pledge.c.id)
)

# Without the pledge, where no predicate asks for it: an index alone answers.
SPAN_COUNTS = select(span.c.standing, func.count().label("pledges")).select_from(span)


PLEDGES = select(
    pledge.c.id,
    pledge.c.ref,
    pledge.c.made_on,
    pledge.c.recorded_on,
    pledge.c.summary,
    pledge.c.topic,
    *_quote(pledge),
    speaker.c.code.label("speaker"),
    pledge.c.condition,
    *_deadline(pledge),
    *_quantity(pledge),
    pledge.c.retracted,
    source.c.published_on,
    issuer.c.code.label("issuer"),
    source.c.event,
    codes("party").label("parties"),
    codes("partner").label("partners"),
).select_from(
    pledge.join(source, pledge.c.document_id == source.c.id)
    .outerjoin(issuer, source.c.issuer_id == issuer.c.id)
    .outerjoin(speaker, pledge.c.speaker_id == speaker.c.id)
)

FOLLOW_UPS = select(
    follow_up.c.id,
    follow_up.c.ref,
    pledge.c.ref.label("pledge"),
    follow_up.c.outcome,
    *_quote(follow_up),
    follow_up.c.recorded_on,
    follow_up.c.dated,
    about.c.code.label("party"),
    *_deadline(follow_up),
    *_quantity(follow_up),
    follow_up.c.note,
    follow_up.c.retracted,
    source.c.published_on,
    issuer.c.code.label("issuer"),
    source.c.event,
).select_from(
    follow_up.join(pledge, follow_up.c.pledge_id == pledge.c.id)
    .join(source, follow_up.c.document_id == source.c.id)
    .outerjoin(issuer, source.c.issuer_id == issuer.c.id)
    .outerjoin(about, follow_up.c.party_id == about.c.id)
)

ENQUIRIES = select(
    enquiry.c.id,
    enquiry.c.ref,
    pledge.c.ref.label("pledge"),
    enquiry.c.enquired_on,
    enquiry.c.enquirer,
    enquiry.c.place,
    enquiry.c.note,
    enquiry.c.retracted,
).select_from(enquiry.join(pledge, enquiry.c.pledge_id == pledge.c.id))

DOCUMENTS = select(
    document.c.id,
    document.c.ref,
    document.c.title,
    document.c.publisher,
    document.c.published_on,
    issuer.c.code.label("issuer"),
    document.c.url,
    document.c.retrieved_on,
    document.c.language,
    document.c.event,
    document.c.archive_url,
    document.c.dates_found,
    document.c.dated_by,
    document.c.sha256,
).select_from(document.outerjoin(issuer, document.c.issuer_id == issuer.c.id))

ORIGINALS = select(
    document.c.ref.label("document"),
    *[
        original.c[name]
        for name in (
            "sha256",
            "size",
            "media_type",
            "name",
            "extractor",
            "retrieved_at",
            "content_type",
            "encoding",
            "final_url",
            "etag",
            "last_modified",
        )
    ],
).select_from(original.join(document, original.c.document_id == document.c.id))

FEEDS = select(
    feed.c.id,
    feed.c.url,
    feed.c.title,
    feed.c.publisher,
    issuer.c.code.label("issuer"),
    feed.c.added_on,
    feed.c.etag,
    feed.c.last_modified,
).select_from(feed.outerjoin(issuer, feed.c.issuer_id == issuer.c.id))

TEXTS = select(document.c.ref, document.c.text, document.c.sha256).where(document.c.text.is_not(None))

PARTIES = select(party.c.id, party.c.code, party.c.name, party.c.kind)

MEMBERSHIPS = select(
    group.c.code.label("group"),
    member.c.code.label("member"),
    membership.c.since,
    membership.c.until,
    document.c.ref.label("document"),
).select_from(
    membership.join(group, membership.c.group_id == group.c.id)
    .join(member, membership.c.member_id == member.c.id)
    .outerjoin(document, membership.c.document_id == document.c.id)
)

REVISIONS = select(
    revision.c.id,
    revision.c.at,
    revision.c.actor,
    revision.c.command,
    revision.c.record,
    revision.c.before,
    revision.c.after,
    revision.c.previous,
    revision.c.sha256,
)

SPANS = select(span.c.ref, span.c.since, span.c.until, span.c.standing, span.c.self_declared, span.c.pressing)

FOUND_PLEDGES = select(
    pledge.c.ref,
    codes("party").label("parties"),
    pledge.c.made_on,
    pledge.c.summary,
    pledge.c.quote,
    pledge.c.retracted,
    known_disputes(func.max(ANSWERED_ON)).scalar_subquery().label("disputed"),
    pledge.c.quote_start,
)

FOUND_DOCUMENTS = select(
    document.c.ref, document.c.published_on, document.c.publisher, document.c.title, document.c.text
)
