"""From what a person typed to a dispute: a party's answer, with the words and the document that give it."""

from __future__ import annotations

from datetime import date
from typing import Any

from tracker.cli.recording import find_quote
from tracker.cli.sourcing import place_of
from tracker.cli.telling import stands
from tracker.model import Dispute
from tracker.register import records
from tracker.register.door import require_standing
from tracker.register.refs import resolve
from tracker.register.writes import Writer


def record_dispute(writer: Writer, given: str, facts: dict[str, Any], today: str) -> tuple[str, list[str]]:
    """Record a dispute; returns its ref and what follows from it."""
    reader = writer.reader
    pledge = records.pledge(reader, resolve(reader, given, "pledge")[1])
    require_standing(pledge)
    document = records.document(reader, resolve(reader, facts["document"], "document")[1], text=True)
    party = facts["party"].strip().upper()
    writer.party_key(party)
    quote = find_quote(document, facts["quote"], facts["at"])
    said = document.published_on or date.fromisoformat(today)
    dispute = Dispute(
        ref=writer.next_ref(f"A-{said.year}-"),
        pledge=pledge.ref,
        party=party,
        quote=quote,
        recorded_on=date.fromisoformat(today),
        note=" ".join((facts["note"] or "").split()) or None,
        published_on=document.published_on,
        issuer=document.issuer,
        event=document.event,
    )
    writer.add(dispute)
    stays = stands(reader, pledge.ref, today, "stays at")
    return dispute.ref, [place_of(quote), f"{stays}: a dispute changes no standing"]
