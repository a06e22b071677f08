"""The statements that hold records against the log, as SQLAlchemy Core: both in the order of the names in the log.

Each row of a kind is ``logged_as``, as a revision names it, and the very columns that a revision of it tells.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import literal_column, select

from tracker.register import statements as s
from tracker.register.dispute_statements import DISPUTES
from tracker.register.import_statements import CITATIONS, FOREIGN_IDS
from tracker.register.proposal_statements import DECIDED
from tracker.register.relation_statements import RELATIONS
from tracker.register.schema import (
    citation,
    decision,
    dispute,
    document,
    enquiry,
    feed,
    follow_up,
    foreign_id,
    party,
    pledge,
    proposal,
    relation,
    revision,
    rule,
)

_OF_SOURCE = ("id", "published_on", "issuer", "event")  # of the quoted document, which has revisions of its own
_OF_SERVER = ("id", "etag", "last_modified")  # what it said last is no record


def _named(statement: Any, name: Any, *left_out: str) -> Any:
    """A read of everything of a kind, by its name in the log."""
    columns = [each for each in statement.selected_columns if each.key not in left_out]
    return statement.with_only_columns(name.label("logged_as"), *columns).order_by(name)


def _part(of: Any, what: str) -> Any:
    """The name of what hangs on a record."""
    return of.concat(literal_column(f"'/{what}'"))


_RULES = select(rule.c.version, rule.c.rule, rule.c.says)
_IMPORT = revision.c.record == literal_column("'import'")
_SLASH: Any = literal_column("'/'")

LOGGED_READS: dict[str, Any] = {
    "logged_parties": _named(s.PARTIES, party.c.code, "id"),
    "logged_documents": _named(s.DOCUMENTS, document.c.ref, "id"),
    "logged_originals": _named(s.ORIGINALS, _part(document.c.ref, "original"), *_OF_SERVER),
    "logged_feeds": _named(s.FEEDS, feed.c.url, *_OF_SERVER),
    "logged_memberships": _named(s.MEMBERSHIPS, s.group.c.code.concat(_SLASH).concat(s.member.c.code)),
    "logged_pledges": _named(s.PLEDGES, pledge.c.ref, *_OF_SOURCE),
    "logged_follow_ups": _named(s.FOLLOW_UPS, follow_up.c.ref, *_OF_SOURCE),
    "logged_disputes": _named(DISPUTES, dispute.c.ref, *_OF_SOURCE),
    "logged_relations": _named(RELATIONS, relation.c.ref),
    "logged_enquiries": _named(s.ENQUIRIES, enquiry.c.ref, "id"),
    "logged_rules": _named(_RULES, rule.c.version.concat(_SLASH).concat(rule.c.rule)),
    "logged_decisions": _named(DECIDED, _part(proposal.c.ref, "decision"), "proposal").order_by(decision.c.id),
    "logged_citations": _named(CITATIONS, _part(citation.c.record, "source")),
    "logged_foreign_ids": _named(FOREIGN_IDS, _part(foreign_id.c.record, "id")),
    "revisions_by_record": select(revision.c.record, revision.c.id, revision.c.before, revision.c.after)
    .where(
        revision.c.record.not_in([literal_column("'import'"), literal_column("'register'")]),
        revision.c.record.not_like(literal_column("'%/scan'")),
    )
    .order_by(revision.c.record, revision.c.id),
    "imports": select(revision.c.id, revision.c.after).where(_IMPORT).order_by(revision.c.id),
}
