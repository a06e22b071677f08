"""Records that are sound, and what the checks find in them once they are broken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from tests.cases import dispute, follow_up, on, pledge
from tracker.faults import Finding, dispute_faults, follow_up_faults, pledge_faults
from tracker.model import Membership, Pledge, Quantity

SAID = "We will send missiles by then, soon or in a while. These are the words of others."
REPORTED = "These are the words"
MEMBERS = (Membership("COW", "FR"), Membership("COW", "GB", until=on("2024-12-31")))
SOUND = pledge(due="2025-03-31", quantity=Quantity(Decimal(10), "missiles"), event="a summit")
FOLLOWED = follow_up("advances", "2025-02-01", dated="2025-01-31", quantity=Quantity(Decimal(4), "missiles"))


def found(findings: Iterator[Finding]) -> list[tuple[str, str]]:
    return [(each.check, each.message) for each in findings]


def pledge_found(**changed: object) -> list[tuple[str, str]]:
    return found(pledge_faults(replace(SOUND, **changed), SAID))


def follow_up_found(case: Pledge = SOUND, **changed: object) -> list[tuple[str, str]]:
    return found(follow_up_faults(case, replace(FOLLOWED, **changed), REPORTED, MEMBERS))


def dispute_found(case: Pledge = SOUND, **changed: object) -> list[tuple[str, str]]:
    return found(dispute_faults(case, replace(dispute("2025-04-20"), **changed), REPORTED, MEMBERS))
