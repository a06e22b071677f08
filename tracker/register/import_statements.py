"""The statements that read what imported tables bring: foreign ids and citations, as SQLAlchemy Core."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Text, bindparam, func, select, union_all

from tracker.register.schema import citation, dispute, document, follow_up, foreign_id, pledge
from tracker.register.statements import DOCUMENTS

_RECORD = bindparam("record", type_=Text)
_IN_ORDER = (foreign_id.c.source, foreign_id.c.foreign_id, foreign_id.c.part, foreign_id.c.serial)
FOREIGN_IDS = select(*_IN_ORDER, foreign_id.c.record, foreign_id.c.taken)
CITATIONS = select(citation.c.record, document.c.ref.label("document")).join(
    document, citation.c.document_id == document.c.id
)

IMPORTED: dict[str, Any] = {
    "citations": CITATIONS.order_by(citation.c.record, document.c.ref),
    "foreign_ids": FOREIGN_IDS.order_by(*_IN_ORDER),
    "foreign_ids_from": FOREIGN_IDS.where(foreign_id.c.source == bindparam("source", type_=Text)).order_by(*_IN_ORDER),
    "foreign_ids_of": FOREIGN_IDS.where(foreign_id.c.record == _RECORD).order_by(*_IN_ORDER),
    "cited_by": DOCUMENTS.where(
        document.c.id.in_(select(citation.c.document_id).where(citation.c.record == _RECORD))
    ).order_by(document.c.ref),
    "citing": select(citation.c.record)
    .join(document, citation.c.document_id == document.c.id)
    .where(document.c.ref == bindparam("ref", type_=Text))
    .order_by(citation.c.record),
    "documents_without_text": select(document.c.ref).where(document.c.sha256.is_(None)).order_by(document.c.ref),
    "without_text": select(func.count()).select_from(document).where(document.c.text.is_(None)),
    "unverified": union_all(
        *(
            select(func.count()).select_from(each).where(each.c.quote_start.is_(None), each.c.retracted.is_(None))
            for each in (pledge, follow_up, dispute)
        )
    ),
}
