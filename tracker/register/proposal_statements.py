"""The statements that read proposals and decisions, as SQLAlchemy Core (see :mod:`tracker.register.statements`)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Integer, Text, bindparam, func, literal_column, select

from tracker.register.schema import decision, document, pledge, proposal, scan
from tracker.register.statements import source

PROPOSALS = select(
    proposal.c.id,
    proposal.c.ref,
    proposal.c.kind,
    source.c.ref.label("document"),
    proposal.c.quote,
    proposal.c.quote_start.label("start"),
    proposal.c.quote_end.label("end"),
    pledge.c.ref.label("pledge"),
    proposal.c.band,
    proposal.c.score,
    proposal.c.rules,
    proposal.c.fingerprint,
    proposal.c.facts,
    proposal.c.cues,
    proposal.c.mentions,
    proposal.c.state,
).select_from(
    proposal.join(source, proposal.c.document_id == source.c.id).outerjoin(pledge, proposal.c.pledge_id == pledge.c.id)
)

DECISIONS = select(
    decision.c.id,
    proposal.c.ref.label("proposal"),
    proposal.c.kind,
    proposal.c.band,
    proposal.c.cues,
    decision.c.decided,
    decision.c.reviewer,
    decision.c.at,
    decision.c.reason,
    decision.c.record,
).select_from(decision.join(proposal, decision.c.proposal_id == proposal.c.id))

DECIDED = select(
    proposal.c.ref.label("proposal"),
    decision.c.decided,
    decision.c.reviewer,
    decision.c.at,
    decision.c.reason,
    decision.c.record,
).select_from(decision.join(proposal, decision.c.proposal_id == proposal.c.id))

SCANS = select(document.c.ref.label("document"), scan.c.rules, scan.c.at).select_from(
    scan.join(document, scan.c.document_id == document.c.id)
)


def _reads() -> dict[str, Any]:
    ref = bindparam("ref", type_=Text)
    pending = proposal.c.state == literal_column("'pending'")
    return {
        "proposal": PROPOSALS.where(proposal.c.ref == ref),
        "proposals": PROPOSALS.order_by(func.length(proposal.c.ref), proposal.c.ref),
        "proposals_pending": PROPOSALS.where(pending).order_by(func.length(proposal.c.ref), proposal.c.ref),
        "proposals_settled": PROPOSALS.where(
            proposal.c.kind == bindparam("kind", type_=Text),
            proposal.c.state.in_([literal_column("'accepted'"), literal_column("'rejected'")]),
        )
        .order_by(proposal.c.id.desc())
        .limit(bindparam("limit", type_=Integer))
        .offset(literal_column("0")),  # SQLite's compiler would hide a value there
        "proposals_of": PROPOSALS.where(source.c.ref == ref).order_by(proposal.c.quote_start, proposal.c.ref),
        "proposals_of_event": PROPOSALS.where(source.c.event == bindparam("event", type_=Text)).order_by(proposal.c.id),
        "decisions": DECISIONS.order_by(decision.c.id),
        "decisions_of": DECISIONS.where(proposal.c.ref == ref).order_by(decision.c.id),
        "decided": DECIDED.order_by(func.length(proposal.c.ref), proposal.c.ref, decision.c.id),
        "recorded_in": select(pledge.c.quote, pledge.c.quote_start, pledge.c.quote_end)
        .join(document, pledge.c.document_id == document.c.id)
        .where(document.c.ref == ref)
        .order_by(pledge.c.ref),
        "proposed_from_text": select(proposal.c.fingerprint)
        .join(document, proposal.c.document_id == document.c.id)
        .where(document.c.sha256 == bindparam("sha256", type_=Text)),
        "scanned_by": select(scan.c.rules).where(scan.c.document_id == bindparam("document", type_=Integer)),
        "scans": SCANS.order_by(document.c.ref),
        "unscanned": select(document.c.ref)
        .where(document.c.text.is_not(None), document.c.id.not_in(select(scan.c.document_id)))
        .order_by(document.c.published_on.nulls_last(), document.c.ref),
    }


PROPOSAL_READS = _reads()
