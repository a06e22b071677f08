"""Views for people and programs that open the register without tracker: plain names, and words in place of keys.

They stand under the plurals of the tables, the same in SQLite and in PostgreSQL, and leave out what was retracted.
``pledges`` is as of the reader's own day, which only the database can know; tracker itself never reads a view. In
SQLite a pledge has a title too: Datasette shows a linked record by the column of that name.

All of it is taken away before every migration and made anew after it, from here alone: so a migration may rebuild a
table without knowing what rests on it.
"""

from __future__ import annotations

from sqlalchemy import inspect
from sqlalchemy.engine import Connection

_TODAY = {"sqlite": "date('now', 'localtime')", "postgresql": "CURRENT_DATE"}
_NAMED = """FROM pledge_party JOIN party ON party.id = pledge_party.party_id
        WHERE pledge_party.pledge_id = pledge.id AND pledge_party.role = '{role}'"""
_NAMES = {
    "sqlite": f"(SELECT group_concat(name, ', ') FROM (SELECT party.name {_NAMED} ORDER BY position))",
    "postgresql": f"(SELECT string_agg(party.name, ', ' ORDER BY position) {_NAMED})",
}
_INSTEAD = """FROM relation JOIN pledge AS instead ON instead.id = relation.pledge_id
        JOIN span ON span.pledge_id = instead.id
        AND span.since <= {today} AND (span.until IS NULL OR span.until > {today})
        WHERE relation.other_id = pledge.id AND relation.retracted IS NULL AND instead.retracted IS NULL"""
_COUNTED = {
    "sqlite": f"(SELECT group_concat(ref, ' ') FROM (SELECT instead.ref {_INSTEAD} ORDER BY instead.ref))",
    "postgresql": f"(SELECT string_agg(instead.ref, ' ' ORDER BY instead.ref) {_INSTEAD})",
}
_SOURCE = """document.title AS source, document.publisher, document.published_on, document.url,
        document.ref AS document, CASE WHEN document.text IS NULL THEN 'no' ELSE 'yes' END AS text_held"""

VIEWS = {
    "pledges": """
        SELECT pledge.id, pledge.ref, {who} AS who, span.standing, span.since AS standing_since, pledge.summary,
        pledge.topic, pledge.made_on, pledge.deadline_phrase AS deadline, pledge.deadline_earliest AS due_from,
        pledge.deadline_latest AS due, pledge.deadline_basis AS deadline_is, pledge.condition,
        pledge.amount, pledge.unit, pledge.qualifier, pledge.quote, {source},
        CASE WHEN span.self_declared = 1 THEN 'yes' ELSE 'no' END AS self_declared,
        {partners} AS partners, speaker.name AS told_by, {counted_as} AS counted_as, pledge.recorded_on
        FROM pledge JOIN document ON document.id = pledge.document_id
        LEFT JOIN party AS speaker ON speaker.id = pledge.speaker_id
        LEFT JOIN span ON span.pledge_id = pledge.id AND span.since <= {today}
        AND (span.until IS NULL OR span.until > {today})
        WHERE pledge.retracted IS NULL""",
    "follow_ups": """
        SELECT follow_up.id, follow_up.ref, pledge.ref AS pledge, {who} AS who, pledge.summary AS pledged,
        follow_up.outcome, coalesce(document.published_on, follow_up.recorded_on) AS known_on, follow_up.dated,
        party.name AS about, follow_up.amount, follow_up.unit, follow_up.qualifier,
        follow_up.deadline_latest AS now_due, follow_up.quote, follow_up.note, {source}, follow_up.recorded_on
        FROM follow_up JOIN pledge ON pledge.id = follow_up.pledge_id
        JOIN document ON document.id = follow_up.document_id LEFT JOIN party ON party.id = follow_up.party_id
        WHERE follow_up.retracted IS NULL AND pledge.retracted IS NULL""",
    "disputes": """
        SELECT dispute.id, dispute.ref, pledge.ref AS pledge, pledge.summary AS pledged, party.name AS who,
        coalesce(document.published_on, dispute.recorded_on) AS known_on, dispute.quote, dispute.note, {source},
        dispute.recorded_on
        FROM dispute JOIN pledge ON pledge.id = dispute.pledge_id JOIN party ON party.id = dispute.party_id
        JOIN document ON document.id = dispute.document_id
        WHERE dispute.retracted IS NULL AND pledge.retracted IS NULL""",
    "relations": """
        SELECT relation.id, relation.ref, pledge.ref AS pledge, pledge.summary AS pledged,
        CASE relation.kind WHEN 'part_of' THEN 'is a part of' ELSE 'supersedes' END AS relation,
        other.ref AS other, other.summary AS other_pledged, relation.note, relation.recorded_on
        FROM relation JOIN pledge ON pledge.id = relation.pledge_id JOIN pledge AS other ON other.id = relation.other_id
        WHERE relation.retracted IS NULL AND pledge.retracted IS NULL AND other.retracted IS NULL""",
    "enquiries": """
        SELECT enquiry.id, enquiry.ref, pledge.ref AS pledge, pledge.summary AS pledged, enquiry.enquired_on,
        enquiry.enquirer, enquiry.place, enquiry.note
        FROM enquiry JOIN pledge ON pledge.id = enquiry.pledge_id
        WHERE enquiry.retracted IS NULL AND pledge.retracted IS NULL""",
    "documents": """
        SELECT document.id, document.ref, document.title, document.publisher, document.published_on,
        party.name AS issuer, document.url, document.language, document.event,
        CASE WHEN document.text IS NULL THEN 'no' ELSE 'yes' END AS text_held, length(document.text) AS characters,
        document.archive_url, document.retrieved_on
        FROM document LEFT JOIN party ON party.id = document.issuer_id""",
    "parties": """
        SELECT party.id, party.code, party.name, party.kind,
        (SELECT count(*) FROM pledge_party JOIN pledge ON pledge.id = pledge_party.pledge_id
        WHERE pledge_party.party_id = party.id AND role = 'party' AND pledge.retracted IS NULL) AS pledges
        FROM party""",
    "memberships": """
        SELECT membership.id, "group".name AS belongs_to, member.name AS who, membership.since, membership.until,
        document.ref AS document
        FROM membership JOIN party AS "group" ON "group".id = membership.group_id
        JOIN party AS member ON member.id = membership.member_id
        LEFT JOIN document ON document.id = membership.document_id""",
    "standings": """
        SELECT pledge.ref AS pledge, pledge.summary AS pledged, span.standing, span.since, span.until,
        CASE WHEN span.self_declared = 1 THEN 'yes' ELSE 'no' END AS self_declared
        FROM span JOIN pledge ON pledge.id = span.pledge_id
        WHERE pledge.retracted IS NULL""",
}


_TITLED = "ALTER TABLE pledge ADD COLUMN title TEXT GENERATED ALWAYS AS (ref || ': ' || summary) VIRTUAL"


def drop(connection: Connection) -> None:
    """Take away what ``make`` has made; views that others made stay."""
    found = inspect(connection)
    for name in sorted({*VIEWS}.intersection(found.get_view_names())):
        connection.exec_driver_sql(f'DROP VIEW "{name}"')
    if found.has_table("pledge") and any(each["name"] == "title" for each in found.get_columns("pledge")):
        connection.exec_driver_sql("ALTER TABLE pledge DROP COLUMN title")


def make(connection: Connection) -> None:
    """Make every view, and in SQLite the titles."""
    dialect = connection.dialect.name
    words = {"today": _TODAY[dialect], "source": _SOURCE, "counted_as": _COUNTED[dialect].format(today=_TODAY[dialect])}
    words |= {as_: _NAMES[dialect].format(role=role) for as_, role in (("who", "party"), ("partners", "partner"))}
    for name, body in VIEWS.items():
        connection.exec_driver_sql(f"CREATE VIEW {name} AS {body.format(**words)}")
    if dialect == "sqlite":
        connection.exec_driver_sql(_TITLED)
