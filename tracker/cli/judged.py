"""What ``show`` says of a proposal: what it says, what was decided, and by whom."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from tracker.proposals import Proposal
from tracker.register import proposed, records
from tracker.register.connect import Reader
from tracker.render.terminal import Block, quote


def proposal_shown(reader: Reader, ref: str, width: int) -> tuple[str, list[Block], dict[str, Any]]:
    """Title, blocks and data of a proposal."""
    proposal, state = proposed.proposal(reader, ref), proposed.state(reader, ref)
    document = records.document(reader, proposal.quote.document, text=True)
    start, end = proposal.quote.start, proposal.quote.end
    words = [proposal.quote.text]
    if document.text and start is not None and end is not None:
        words = quote(document.text, start, end, max(40, width - 4))
    place = f"{document.ref}, {proposal.quote.place}: {document.title} — {document.publisher}"
    told = proposed.decisions_of(reader, ref)
    blocks = [
        Block("", tuple(_facts(proposal, state))),
        Block("The words", (*words, place)),
        Block("Cues", tuple(_cue(each, document.text or "") for each in proposal.cues) or ("none",)),
    ]
    if proposal.mentions:
        blocks.append(Block("Also said", tuple(f"{each.document}: “{each.text}”" for each in proposal.mentions)))
    blocks.append(Block("Decisions", tuple(_decision(each) for each in told) or ("none yet",)))
    data = {**asdict(proposal), "state": state, "cues": [each._asdict() for each in proposal.cues], "decisions": told}
    return f"{ref}: {proposal.band} {proposal.kind}, {state}", blocks, data


def _facts(proposal: Proposal, state: str) -> list[str]:
    facts = proposal.facts
    deadline = facts.get("deadline") or {}
    pairs = (
        ("Stands", state),
        ("Score", f"{proposal.score:g} ({proposal.band}), rules {proposal.rules}"),
        ("About", proposal.pledge),
        ("Outcome", facts.get("outcome")),
        ("Party", " ".join(facts.get("parties") or ()) or facts.get("party")),
        ("Told by", facts.get("speaker")),
        ("Topic", facts.get("topic")),
        (
            "Deadline",
            f"“{deadline['phrase']}”: {deadline['earliest'] or '…'} to {deadline['latest'] or '…'}"
            if deadline
            else None,
        ),
        ("Condition", facts.get("condition")),
        ("Quantity", " ".join(filter(None, (facts.get("qualifier"), _plain(facts.get("amount")), facts.get("unit"))))),
        ("Dated", facts.get("dated")),
    )
    return [f"{name}: {value}" for name, value in pairs if value]


def _plain(value: object) -> str | None:
    return None if value is None else str(value)


def _cue(each: Any, text: str) -> str:
    return f"{each.weight:+g} {each.rule}: “{text[each.start : each.end]}”"


def _decision(each: dict[str, Any]) -> str:
    made = f", recorded as {each['record']}" if each["record"] else ""
    why = f": {each['reason']}" if each["reason"] else ""
    return f"{each['at']}: {each['decided']} by {each['reviewer']}{made}{why}"
