"""A register with five proposals in it, for people to decide on; and how to see what became of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tests import sighted
from tests.cli.conftest import Say, invoke
from tests.sighted import RULES, proposals
from tracker.language.sightings import FollowUpSighting, PledgeSighting
from tracker.model import Document
from tracker.register import proposed, records
from tracker.register.connect import reading
from tracker.register.location import Location
from tracker.register.proposing import keep
from tracker.register.writes import writing

SPEECH = """---
title: Statement at the port
publisher: Ministry of Harbours
published_on: 2025-03-03
issuer: GB
---
We will deliver fourteen tanks by the end of March. Their crews will be trained in the coming weeks.
We will pay for the rope. Once a ceasefire holds, we would send engineers. We will pay for the rope.
"""
REPORT = """---
title: Six months on
publisher: Harbour Courier
published_on: 2025-09-05
---
Engineers are off the table. The ceasefire has held since Monday. Eight tanks have crossed the border.
"""
AT = "2026-02-01T00:00:00Z"
TANKS = "We will deliver fourteen tanks by the end of March"
ROPE = "We will pay for the rope"
FIRST_ROPE = SPEECH.partition("GB\n---\n")[2].index(ROPE)


def tanks(where: Document) -> PledgeSighting:
    """The pledge of two countries, with others: only one of them is in the register yet."""
    return sighted.pledge(
        where,
        TANKS,
        *("GB", "FR"),
        partners=("PL",),
        speaker="DE",
        due="by the end of March",
        amount=sighted.amount(where, "fourteen tanks", "14", "tanks", "at least"),
        weights={"will deliver": 1.5, "by the end of March": 0.5},
    )


def crews(where: Document) -> PledgeSighting:
    """A pledge by nobody knows whom."""
    words = "Their crews will be trained in the coming weeks"
    weights = {"will be trained": 1.0}
    return sighted.pledge(where, words, due="in the coming weeks", band="possible", score=1.5, weights=weights)


def rope(where: Document) -> PledgeSighting:
    """Words that stand twice in the text: the second time."""
    assert where.text is not None
    start = where.text.rindex(ROPE)
    found = sighted.pledge(where, ROPE, "GB", topic="rope", band="possible", score=1.0, weights={"will pay": 1.0})
    return found._replace(quote=found.quote._replace(start=start, end=start + len(ROPE)))


def off_the_table(where: Document) -> list[FollowUpSighting]:
    words = "Engineers are off the table"
    first = sighted.follow_up(where, words, "GB-2025-001", "drops", weights={"off the table": 2.0})
    return [first, sighted.follow_up(where, words, "GB-2025-002", "unclear", rank=2, score=1.0)]


def held(where: Document) -> FollowUpSighting:
    """A sentence of which the machine cannot tell what it means."""
    words = "The ceasefire has held since Monday"
    return sighted.follow_up(where, words, "GB-2025-001", "unclear", band="possible", score=0.8)._replace(about=0.04)


def propose(location: Location, ref: str, *makers: Callable[[Document], Any]) -> None:
    """Keep proposals as a scan of a document does."""
    with writing(location, actor="scanner", command="scan", at=AT) as writer:
        where = records.document(writer.reader, ref, text=True)
        made = [each for make in makers for each in _listed(make(where))]
        keep(writer, ref, proposals(where, *made), rules=RULES, at=AT)


def _listed(made: Any) -> list[Any]:
    return made if isinstance(made, list) else [made]


def lay(location: Location) -> None:
    """A speech with two recorded pledges, a report on it, and five proposals: three of pledges, two of follow-ups."""

    def say(*words: str, **settings: Any) -> None:
        done = invoke(*words, register=location.target, **settings)
        assert done.code == 0, done.err

    say("add", "party", "GB")
    for text in (SPEECH, REPORT):
        say("add", "document", "-", stdin=text)
    pledge = ("add", "pledge", "--party", "GB", "--document", "D-2025-001")
    engineers = ("--quote", "we would send engineers", "--condition", "once a ceasefire holds")
    say(*pledge, *engineers, "--summary", "Send engineers", "--topic", "engineers")
    ropes = ("--quote", ROPE, "--at", str(FIRST_ROPE), "--amount", "9", "--unit", "ropes")
    say(*pledge, *ropes, "--summary", "Pay for rope", "--topic", "rope")
    propose(location, "D-2025-001", tanks, crews)
    propose(location, "D-2025-002", off_the_table, held)


QUEUE = ["P-2025-001", "P-2025-003", "P-2025-002", "P-2025-004"]  # likely ones first, best first


def shown(location: Location, ref: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(invoke("show", ref, "--format", "json", register=location.target).out)
    return record


def states(location: Location) -> list[str]:
    """How the proposals stand, in the order of their refs."""
    with reading(location) as reader:
        return [state for _, state in proposed.everything(reader)]


def decisions(location: Location) -> list[tuple[str, ...]]:
    names = ("proposal", "decided", "reviewer", "reason", "record")
    with reading(location) as reader:
        return [tuple(each[name] for name in names) for each in proposed.decisions(reader)]


def listed(done: Say, *flags: str) -> list[dict[str, Any]]:
    """The proposals that ``review`` lists."""
    return [json.loads(line) for line in done(*flags, "--format", "jsonl").splitlines()]
