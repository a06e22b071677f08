"""The statements that read some pledges with all that hangs on them, however many there are, as SQLAlchemy Core."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Text, bindparam, cast, literal_column, text

from tracker.register import statements as s
from tracker.register.dispute_statements import DISPUTES
from tracker.register.predicates import predicates
from tracker.register.schema import follow_up, pledge, span


def entry_reads(dialect: str) -> dict[str, Any]:
    """The reads of the pledges, or documents, in ``:refs``, a list as JSON, for one dialect; in any order."""
    listed = {
        "sqlite": "SELECT value FROM json_each(:refs)",
        "postgresql": "SELECT json_array_elements_text(CAST(:refs AS json))",
    }[dialect]
    among, named = (
        text(f"{table}.ref IN ({listed})").bindparams(bindparam("refs", type_=Text)) for table in ("pledge", "document")
    )
    return {
        "pledges_among": s.PLEDGES.where(among),
        "spans_among": s.SPANS.join(pledge, span.c.pledge_id == pledge.c.id).where(among, predicates(dialect)["as_of"]),
        "follow_ups_among": s.FOLLOW_UPS.where(among),
        "deeds_among": s.FOLLOW_UPS.add_columns(
            cast(pledge.c.amount, Text).label("of_amount"),
            pledge.c.unit.label("of_unit"),
            pledge.c.qualifier.label("of_qualifier"),
        ).where(
            among,
            follow_up.c.outcome.in_([literal_column("'fulfils'"), literal_column("'advances'")]),
            follow_up.c.retracted.is_(None),
        ),
        "enquiries_among": s.ENQUIRIES.where(among),
        "disputes_among": DISPUTES.where(among),
        "documents_among": s.DOCUMENTS.where(named),
        "texts_among": s.TEXTS.where(named),
    }
