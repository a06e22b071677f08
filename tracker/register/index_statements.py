"""The statements that the index of pledges is made from and kept up to date by, as SQLAlchemy Core."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Integer, Text, bindparam, func, select

from tracker.register.schema import pledge, revision
from tracker.register.statements import INDEXED, source


def _reads() -> dict[str, Any]:
    ref, last = bindparam("ref", type_=Text), bindparam("last", type_=Integer)
    newest = select(func.max(pledge.c.id)).scalar_subquery()
    return {
        "indexed": INDEXED,
        "indexed_of": INDEXED.where(pledge.c.ref == ref),
        "indexed_since": INDEXED.where(pledge.c.id > last),
        "indexed_quoting": INDEXED.where(source.c.ref == ref),
        "as_recorded": select(revision.c.id.label("revision"), revision.c.sha256, newest.label("pledge")).where(
            revision.c.id == select(func.max(revision.c.id)).scalar_subquery()
        ),
        "revision": select(revision.c.sha256).where(revision.c.id == last),
        "revised_since": select(revision.c.record, revision.c.after).where(revision.c.id > last),
    }


INDEX_READS = _reads()
