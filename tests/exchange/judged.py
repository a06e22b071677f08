"""A register in which a machine has proposed and people have decided: a proposal for every way that one can stand."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from typing import Any

from tests import sighted
from tests.sighted import RULES, document, proposals
from tracker import checks, faults
from tracker.exchange.package import Package
from tracker.model import Document, FollowUp, Party, Pledge, Quote
from tracker.proposals import Filed, Proposal
from tracker.register import proposed
from tracker.register.connect import reading
from tracker.register.contents import RegisterContents
from tracker.register.location import Location
from tracker.register.proposing import decide, keep
from tracker.register.writes import Writer, writing
from tracker.words import Outcome, PartyKind

AT, LATE = "2026-02-03T04:05:06Z", "2026-03-01T00:00:00Z"
TANKS, SHIPS, CREWS = "We will send fourteen tanks by May", "We will build two ships", "Crews will be trained"
ROPE = "=Rope, “as before”,\twill follow; 凍結 𝔘"
BUILD, ARRIVED = "The ministers will build two ships", "Eight tanks have arrived"
SPEECH = document("D-2025-001", f"{TANKS}. {SHIPS}. {CREWS}. {ROPE}.", event="Visit")
WIRE = document("D-2025-002", f"{BUILD}, they said. More is to come.", "2025-03-04", event="Visit")
LATER = document("D-2025-003", f"{ARRIVED}. Nobody spoke of ships.", "2025-09-05")
UNREAD = document("D-2024-001", "We promise a convoy.", "2024-03-03")
TAKEN, CODED, WITHDRAWN, LINKED, PENDING = (f"P-2025-00{number}" for number in (1, 2, 3, 5, 4))


def recording(location: Location, command: str = "test", at: str = AT) -> AbstractContextManager[Writer]:
    """One transaction, signed by the tests."""
    return writing(location, actor="tests", command=command, at=at)


def scanned(location: Location, where: Document, *sightings: Any, rules: str = RULES) -> list[Proposal]:
    """Keep what a scan of a document has sighted; returns what is new."""
    with recording(location, "scan") as writer:
        return [*keep(writer, where.ref, proposals(where, *sightings, rules=rules), rules=rules, at=AT).new]


def decided(location: Location, ref: str, how: str, reviewer: str = "ann", at: str = AT, **other: Any) -> None:
    """Decide on a proposal; ``record`` is a pledge or follow-up that is recorded with it."""
    made = other.pop("record", None)
    with recording(location, "review", at) as writer:
        each = proposed.proposal(writer.reader, ref)
        if made:
            writer.add(made)
        record = made.ref if made else None
        decide(writer, each, how, reviewer=reviewer, at=at, record=record, **other)


def tanks(**other: Any) -> Any:
    """What speaks for and against the first pledge of the speech, with everything that can be read of one."""
    given = {
        "partners": ("PL",),
        "speaker": "DE",
        "due": "by May",
        "condition": "=Rope",
        "amount": sighted.amount(SPEECH, "fourteen tanks", "14", "tanks", "about"),
        "others": (CREWS,),
        "weights": {"will": 1.5, "send": 0.333, "by May": -0.1},
        **other,
    }
    return sighted.pledge(SPEECH, TANKS, "GB", "FR", **given)


def judge(location: Location) -> None:
    """Scan three of four documents and decide: taken and coded again, undone, withdrawn, linked, and one pending."""
    with recording(location) as writer:
        for code in ("GB", "FR"):
            writer.add_party(Party(code, code, PartyKind.COUNTRY))
        for each in (SPEECH, WIRE, LATER, UNREAD):
            writer.add(each)
        writer.add(_pledge("GB-2024-001", UNREAD, "We promise a convoy"))
    scanned(location, SPEECH, tanks(), sighted.pledge(SPEECH, SHIPS, "GB"), sighted.pledge(SPEECH, "by May", "GB"))
    rope = sighted.pledge(SPEECH, ROPE, how="none", band="possible", score=0.5)
    decided(location, TAKEN, "accepted", record=_pledge("GB-2025-001", SPEECH, TANKS))
    scanned(location, SPEECH, tanks(), sighted.pledge(SPEECH, SHIPS, "GB"), rope, rules="newer rules")
    scanned(location, WIRE, sighted.pledge(WIRE, BUILD, "GB", others=("More is to come",)))
    arrived = (
        sighted.follow_up(LATER, ARRIVED, "GB-2025-001", "unclear", rank=2, score=0.8),
        sighted.follow_up(LATER, ARRIVED, "GB-2024-001", "advances", dated="2025-09-01", weights={"arrived": 2}),
    )
    scanned(location, LATER, *arrived)
    decided(location, CODED, "rejected", at="2026-02-04T00:00:01Z", reason='"no", =never')
    decided(location, CODED, "undone", "bob", "2026-02-03T00:00:00Z")  # by a clock that was behind
    linked = FollowUp("GB-2024-001.1", "GB-2024-001", Outcome.ADVANCES, _quote(LATER, ARRIVED), date(2026, 2, 3))
    decided(location, LINKED, "edited", at="2026-02-05T00:00:00Z", record=linked)
    decided(location, TAKEN, "rejected", "bob", "2026-02-06T00:00:00Z", reason="a forecast", again=True)


def _quote(where: Document, words: str) -> Quote:
    return Quote(where.ref, words, *sighted.at(where, words))


def _pledge(ref: str, where: Document, words: str) -> Pledge:
    assert where.published_on
    return Pledge(ref, ("GB",), "Do it", "tanks", _quote(where, words), where.published_on, date(2026, 2, 3))


def states(location: Location) -> dict[str, str]:
    with reading(location) as reader:
        return {each.ref: each.state for each in proposed.everything(reader)}


def decisions(location: Location) -> list[dict[str, Any]]:
    """Every decision in its order, without the number that the database knows it by."""
    with reading(location) as reader:
        return [{name: each[name] for name in each if name != "id"} for each in proposed.decisions(reader)]


def findings(location: Location) -> list[faults.Finding]:
    with reading(location) as reader:
        contents = RegisterContents(reader)
        return [finding for check in checks.CHECKS for finding in check(contents)]


def revisions(location: Location) -> list[dict[str, Any]]:
    with reading(location) as reader:
        return list(reader.dicts("revisions"))


def filed(package: Package, ref: str, state: str | None = None, **fields: Any) -> Package:
    """A package in which one proposal reads otherwise."""

    def changed(each: Filed) -> Filed:
        return Filed(replace(each.proposal, **fields), state or each.state) if each.ref == ref else each

    return package._replace(proposals=[changed(each) for each in package.proposals])
