"""The statements that read proposals and decisions, as SQLAlchemy Core (see :mod:`tracker.register.statements`)."""

from __future__ import annotations

from sqlalchemy import select

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
