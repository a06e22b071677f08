"""The statements that read disputes, as SQLAlchemy Core (see :mod:`tracker.register.statements`)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Text, and_, bindparam, func, select

from tracker.register.schema import Day, dispute, party, pledge
from tracker.register.statements import issuer, source

answering = party.alias("answering")
_known = func.coalesce(source.c.published_on, dispute.c.recorded_on)
_by_serial = (func.length(dispute.c.ref), dispute.c.ref)

DISPUTES = select(
    dispute.c.id,
    dispute.c.ref,
    pledge.c.ref.label("pledge"),
    answering.c.code.label("party"),
    source.c.ref.label("document"),
    dispute.c.quote,
    dispute.c.quote_start.label("start"),
    dispute.c.quote_end.label("end"),
    dispute.c.recorded_on,
    dispute.c.note,
    dispute.c.retracted,
    source.c.published_on,
    issuer.c.code.label("issuer"),
    source.c.event,
).select_from(
    dispute.join(pledge, dispute.c.pledge_id == pledge.c.id)
    .join(answering, dispute.c.party_id == answering.c.id)
    .join(source, dispute.c.document_id == source.c.id)
    .outerjoin(issuer, source.c.issuer_id == issuer.c.id)
)


def _reads() -> dict[str, Any]:
    ref = bindparam("ref", type_=Text)
    earlier, later = bindparam("earlier", type_=Day), bindparam("later", type_=Day)
    between = and_(dispute.c.retracted.is_(None), _known > earlier, _known <= later)
    return {
        "dispute": DISPUTES.where(dispute.c.ref == ref),
        "disputes_of": DISPUTES.where(pledge.c.ref == ref).order_by(_known, *_by_serial),
        "disputes": DISPUTES.order_by(pledge.c.ref, *_by_serial),
        "disputes_between": DISPUTES.where(between).order_by(_known, pledge.c.ref, *_by_serial),
    }


DISPUTE_READS = _reads()
