"""Documents that seem to hold pledges, and how they are scanned and decided on."""

from __future__ import annotations

from typing import Any

from samples import AT, recording

from tests import sighted
from tests.sighted import RULES, document, proposals
from tracker.model import Document
from tracker.proposals import Proposal
from tracker.register import proposed
from tracker.register.connect import reading
from tracker.register.location import Location
from tracker.register.proposing import Kept, decide, keep

TANKS, SHIPS, CREWS = "We will send fourteen tanks by May", "We will build two ships", "Crews will be trained"
SPEECH = document("D-2025-001", f"{TANKS}. {SHIPS}. {CREWS}. 凍結 𝔘 “quoted” [bold].", event="Visit")
WIRE = document(
    "D-2025-002", "The ministers will build two ships, they said. More is to come.", "2025-03-04", event="Visit"
)
BUILD = "The ministers will build two ships"
LATER = document("D-2025-003", "Eight tanks have arrived. Nobody spoke of ships.", "2025-09-05")


def scanned(register: Location, where: Document, *sightings: Any, rules: str = RULES, asked: bool = False) -> Kept:
    """Keep what a scan of a document has sighted."""
    with recording(register, "scan") as writer:
        return keep(writer, where.ref, proposals(where, *sightings, rules=rules), rules=rules, at=AT, asked=asked)


def decided(register: Location, each: Proposal, how: str, reviewer: str = "ann", **other: Any) -> None:
    with recording(register, "review") as writer:
        decide(writer, each, how, reviewer=reviewer, at=AT, **other)


def pending(register: Location) -> list[str]:
    with reading(register) as reader:
        return [each.ref for each in proposed.pending(reader)]


def states(register: Location) -> dict[str, str]:
    with reading(register) as reader:
        return {each.ref: state for each, state in proposed.everything(reader)}


def tanks(**other: Any) -> Any:
    return sighted.pledge(SPEECH, TANKS, "GB", **other)


def ships(**other: Any) -> Any:
    return sighted.pledge(SPEECH, SHIPS, "GB", **other)
