"""The whole reads, by name: statements with their conditions and their order, as SQLAlchemy Core.

Every order ends in something unique, so that two registers with the same records list them alike.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Integer, Select, Text, bindparam, exists, func, literal_column, or_, select, text, union_all

from tracker.register import statements as s
from tracker.register.cited_statements import CITED
from tracker.register.damage_statements import DAMAGE_READS
from tracker.register.dispute_statements import DISPUTE_READS
from tracker.register.double_statements import DOUBLE_READS
from tracker.register.entry_statements import entry_reads
from tracker.register.import_statements import IMPORTED
from tracker.register.index_statements import INDEX_READS
from tracker.register.logged_statements import LOGGED_READS
from tracker.register.predicates import AS_OF, matching
from tracker.register.proposal_statements import PROPOSAL_READS
from tracker.register.relation_statements import RELATION_READS
from tracker.register.schema import (
    Day,
    dispute,
    document,
    enquiry,
    feed,
    follow_up,
    membership,
    original,
    party,
    pledge,
    pledge_party,
    proposal,
    relation,
    revision,
    rule,
    shingle,
    span,
    tally,
)
from tracker.register.score_statements import COVERAGE


def queries(dialect: str) -> dict[str, Any]:
    """Every complete read of the program, for one dialect."""
    return {
        **_by_name(),
        **_of_documents(),
        **_everything(),
        **COVERAGE,
        **PROPOSAL_READS,
        **DISPUTE_READS,
        **RELATION_READS,
        **CITED,
        **DOUBLE_READS,
        **IMPORTED,
        **INDEX_READS,
        **LOGGED_READS,
        **DAMAGE_READS,
        **entry_reads(dialect),
        "sharing": _sharing(dialect),
        "found_pledges": _newest(s.FOUND_PLEDGES, pledge, pledge.c.made_on).where(
            pledge.c.id.in_(matching(dialect, "pledge_words", "words")),
            # Known on the day, and not retracted: such a pledge has no span.
            exists().where(span.c.pledge_id == pledge.c.id, span.c.since <= AS_OF),
        ),
        "found_documents": _newest(s.FOUND_DOCUMENTS, document, document.c.published_on).where(
            document.c.id.in_(matching(dialect, "document_words", "words")),
            or_(document.c.published_on.is_(None), document.c.published_on <= AS_OF),
        ),
    }


def _by_name() -> dict[str, Any]:
    ref = bindparam("ref", type_=Text)
    code = bindparam("code", type_=Text)
    return {
        "pledge": s.PLEDGES.where(pledge.c.ref == ref),
        "follow_ups_of": s.FOLLOW_UPS.where(pledge.c.ref == ref).order_by(
            func.coalesce(s.source.c.published_on, follow_up.c.recorded_on),
            func.length(follow_up.c.ref),
            follow_up.c.ref,
        ),
        "follow_up": s.FOLLOW_UPS.where(follow_up.c.ref == ref),
        "enquiries_of": s.ENQUIRIES.where(pledge.c.ref == ref).order_by(enquiry.c.enquired_on, enquiry.c.ref),
        "enquiry": s.ENQUIRIES.where(enquiry.c.ref == ref),
        "party": s.PARTIES.where(party.c.code == code),
        "groups_of": s.MEMBERSHIPS.where(s.member.c.code == code).order_by(s.group.c.code),
        "revisions_of": s.REVISIONS.where(
            or_(
                revision.c.record.in_([ref, literal_column("'import'")]),
                revision.c.record.between(bindparam("below", type_=Text), bindparam("beyond", type_=Text)),
            )
        ).order_by(revision.c.id),
        "last_revision": s.REVISIONS.where(revision.c.id == select(func.max(revision.c.id)).scalar_subquery()),
        "spans_of": s.SPANS.join(pledge, span.c.pledge_id == pledge.c.id)
        .where(pledge.c.ref == ref)
        .order_by(span.c.since),
        "tally": select(tally.c.standing, func.sum(tally.c.change).label("pledges"))
        .where(tally.c.day <= AS_OF)
        .group_by(tally.c.standing),
        **_between(),
        "refs": _refs(),
        "serial": _serials(),
        "quoting": _quoting(ref),
        "touched_by_party": select(pledge.c.ref)
        .where(
            pledge.c.id.in_(
                select(pledge_party.c.pledge_id)
                .join(party, pledge_party.c.party_id == party.c.id)
                .where(party.c.code == code)
            )
        )
        .order_by(pledge.c.ref),
    }


def _between() -> dict[str, Any]:
    """What began after one day and until another; of the log, by moments."""
    earlier, later = bindparam("earlier", type_=Day), bindparam("later", type_=Day)
    known = func.coalesce(s.source.c.published_on, follow_up.c.recorded_on)
    return {
        "spans_begun": s.SPANS.where(span.c.since > earlier, span.c.since <= later).order_by(span.c.ref, span.c.since),
        "follow_ups_between": s.FOLLOW_UPS.where(
            follow_up.c.retracted.is_(None), known > earlier, known <= later
        ).order_by(known, pledge.c.ref, func.length(follow_up.c.ref), follow_up.c.ref),
        "revisions_between": s.REVISIONS.where(
            revision.c.at >= bindparam("first", type_=Text),
            revision.c.at < bindparam("beyond", type_=Text),
            or_(revision.c.before.is_not(None), revision.c.record == literal_column("'import'")),
        ).order_by(revision.c.id),
    }


def _of_documents() -> dict[str, Any]:
    ref = bindparam("ref", type_=Text)
    return {
        "document": s.DOCUMENTS.where(document.c.ref == ref),
        "document_key": select(document.c.id).where(document.c.ref == ref),
        "text": select(document.c.text).where(document.c.ref == ref),
        "same_text": select(document.c.ref).where(document.c.sha256 == bindparam("sha256", type_=Text)),
        "original_hashes": select(original.c.sha256),
        "same_original": select(document.c.ref, original.c.media_type, original.c.content_type, original.c.encoding)
        .join(original, original.c.document_id == document.c.id)
        .where(original.c.sha256 == bindparam("sha256", type_=Text))
        .order_by(document.c.ref),
        "original": s.ORIGINALS.where(document.c.ref == ref),
        "original_data": select(original.c.data)
        .join(document, original.c.document_id == document.c.id)
        .where(document.c.ref == ref),
        "documents_of_event": s.DOCUMENTS.where(document.c.event == bindparam("event", type_=Text)).order_by(
            document.c.ref
        ),
        "versions_of": s.DOCUMENTS.where(
            or_(
                document.c.ref == ref,
                document.c.ref.between(bindparam("below", type_=Text), bindparam("beyond", type_=Text)),
            )
        ).order_by(func.length(document.c.ref), document.c.ref),
        "days_around": s.DOCUMENTS.where(
            document.c.published_on.between(bindparam("below", type_=Day), bindparam("beyond", type_=Day))
        ).order_by(document.c.published_on, document.c.ref),
    }


def _everything() -> dict[str, Any]:
    return {
        "pledges": s.PLEDGES.order_by(pledge.c.ref),
        "follow_ups": s.FOLLOW_UPS.order_by(pledge.c.ref, func.length(follow_up.c.ref), follow_up.c.ref),
        "enquiries": s.ENQUIRIES.order_by(enquiry.c.ref),
        "documents": s.DOCUMENTS.order_by(document.c.ref),
        "texts": s.TEXTS.order_by(document.c.ref),
        "originals": s.ORIGINALS.order_by(document.c.ref),
        "feeds": s.FEEDS.order_by(feed.c.url),
        "parties": s.PARTIES.order_by(party.c.code),
        "memberships": s.MEMBERSHIPS.order_by(s.group.c.code, s.member.c.code, membership.c.since.nulls_first()),
        "revisions": s.REVISIONS.order_by(revision.c.id),
        "spans": s.SPANS.order_by(span.c.ref, span.c.since),
        "tallies": select(tally.c.standing, tally.c.day, tally.c.change).order_by(tally.c.standing, tally.c.day),
        "rules": select(rule.c.version, rule.c.rule, rule.c.says).order_by(rule.c.version, rule.c.rule),
        "topic_names": _distinct(pledge.c.topic),
    }


def _distinct(column: Any) -> Select[Any]:
    """Every value of a column that an index begins with: one leap in the index for each."""
    each = select(func.min(column).label("value")).cte("each", recursive=True)
    following = select(func.min(column)).where(column > each.c.value).scalar_subquery()
    each = each.union_all(select(following).where(each.c.value.is_not(None)))
    return select(each.c.value.label(column.name)).where(each.c.value.is_not(None))


def _newest(statement: Select[Any], table: Any, day: Any) -> Select[Any]:
    """Newest first, those without a day last."""
    return statement.order_by(day.desc().nulls_last(), table.c.ref)


def _sharing(dialect: str) -> Any:
    """The documents that share some of many shingles (``:hashes``, a list as JSON or an array), most first."""
    listed = {
        "sqlite": "shingle.hash IN (SELECT value FROM json_each(:hashes))",
        "postgresql": "shingle.hash = ANY(CAST(:hashes AS bigint[]))",
    }[dialect]
    found = (
        select(shingle.c.document_id, func.count().label("shared"))
        .where(text(listed).bindparams(bindparam("hashes", type_=Text)))
        .group_by(shingle.c.document_id)
        .subquery("found")  # counted before anything is asked of the documents
    )
    return (
        select(document.c.ref, found.c.shared, document.c.published_on)
        .join(found, document.c.id == found.c.document_id)
        .order_by(found.c.shared.desc(), document.c.ref)
    )


def _refs() -> Any:
    """What begins with the given letters, in any table that has refs."""
    below, beyond = bindparam("below", type_=Text), bindparam("beyond", type_=Text)
    found = union_all(
        *[
            select(literal_column(f"'{table.name}'").label("kind"), table.c.ref).where(
                table.c.ref >= below, table.c.ref < beyond
            )
            for table in (pledge, document, enquiry, dispute, relation, proposal, follow_up)
        ]
    ).subquery("found")
    return select(found.c.kind, found.c.ref).order_by(found.c.ref)


def _serials() -> Any:
    """The last ref of a series (``GB-2025-``, ``GB-2025-001.``): the longest, then the greatest."""
    below, beyond = bindparam("below", type_=Text), bindparam("beyond", type_=Text)
    refs = union_all(
        *[
            select(table.c.ref).where(table.c.ref >= below, table.c.ref < beyond)
            for table in (pledge, enquiry, dispute, relation, proposal)
        ],
        # A later version of a document has the document's ref with a dot: it is in that series, not in the year's.
        select(document.c.ref).where(
            document.c.ref >= below,
            document.c.ref < beyond,
            or_(
                document.c.ref.not_like(literal_column("'%.%'")),
                bindparam("dotted", type_=Integer) == literal_column("1"),
            ),
        ),
        # A follow-up's ref begins with its pledge's, so a pledge's series would meet its follow-ups' refs.
        select(follow_up.c.ref).where(
            follow_up.c.ref >= below,
            follow_up.c.ref < beyond,
            bindparam("dotted", type_=Integer) == literal_column("1"),
        ),
    ).subquery("refs")
    return select(refs.c.ref).order_by(func.length(refs.c.ref).desc(), refs.c.ref.desc())


def _quoting(ref: Any) -> Any:
    """The pledges that a document bears on: as their source, through a follow-up or through a dispute."""
    source = select(pledge.c.ref).join(document, pledge.c.document_id == document.c.id)
    through = (
        select(pledge.c.ref)
        .join(follow_up, follow_up.c.pledge_id == pledge.c.id)
        .join(document, follow_up.c.document_id == document.c.id)
    )
    answered = (
        select(pledge.c.ref)
        .join(dispute, dispute.c.pledge_id == pledge.c.id)
        .join(document, dispute.c.document_id == document.c.id)
    )
    ways = [each.where(document.c.ref == ref) for each in (source, through, answered)]
    bearing = union_all(*ways).subquery("bearing")
    return select(bearing.c.ref).distinct().order_by(bearing.c.ref)
