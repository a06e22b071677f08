"""The statements that the index of pledges is made from and kept up to date by, as SQLAlchemy Core."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Integer, Text, bindparam, cast, func, select

from tracker.register.schema import pledge, revision
from tracker.register.statements import codes, source

# What the index of pledges is made of, in any order.
_INDEXED = (
    select(
        pledge.c.ref,
        pledge.c.summary,
        pledge.c.quote,
        pledge.c.topic,
        pledge.c.condition,
        codes("party").label("parties"),
        codes("partner").label("partners"),
        pledge.c.made_on,
        source.c.event,
        source.c.ref.label("document"),
        cast(pledge.c.amount, Text).label("amount"),
        pledge.c.unit,
    )
    .select_from(pledge.join(source, pledge.c.document_id == source.c.id))
    .where(pledge.c.retracted.is_(None))
)


def _reads() -> dict[str, Any]:
    ref, last = bindparam("ref", type_=Text), bindparam("last", type_=Integer)
    newest = select(func.max(pledge.c.id)).scalar_subquery()
    return {
        "indexed": _INDEXED,
        "indexed_of": _INDEXED.where(pledge.c.ref == ref),
        "indexed_since": _INDEXED.where(pledge.c.id > last),
        "indexed_quoting": _INDEXED.where(source.c.ref == ref),
        "as_recorded": select(revision.c.id.label("revision"), revision.c.sha256, newest.label("pledge")).where(
            revision.c.id == select(func.max(revision.c.id)).scalar_subquery()
        ),
        "revision": select(revision.c.sha256).where(revision.c.id == last),
        "revised_since": select(revision.c.record, revision.c.after).where(revision.c.id > last),
    }


INDEX_READS = _reads()
