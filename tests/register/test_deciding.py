"""Decisions on proposals: append-only, by the rules of one queue, and in the log."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from samples import AT, GB, recording
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests import sighted
from tests.register.proposed import (
    BUILD,
    CREWS,
    LATER,
    SPEECH,
    WIRE,
    decided,
    scanned,
    ships,
    states,
    tanks,
)
from tests.sighted import RULES, document
from tracker.errors import ConflictError
from tracker.proposals import Proposal
from tracker.register import proposed
from tracker.register.connect import reading
from tracker.register.engine import engine
from tracker.register.location import Location

pytestmark = pytest.mark.repeated


@pytest.fixture
def first(register: Location) -> Proposal:
    (made,) = scanned(register, SPEECH, tanks(weights={"will": 1.5})).new
    return made


def decisions(register: Location) -> list[tuple[str, str, str | None, str | None]]:
    with reading(register) as reader:
        return [
            (each["decided"], each["reviewer"], each["reason"], each["record"]) for each in proposed.decisions(reader)
        ]


@pytest.mark.parametrize(("how", "state"), [("accepted", "accepted"), ("edited", "accepted"), ("rejected", "rejected")])
def test_a_decision_is_kept_with_who_and_why_and_settles_the_proposal(
    how: str, state: str, register: Location, first: Proposal
) -> None:
    decided(register, first, how, reason="a forecast", record="GB-2025-001")
    assert states(register) == {first.ref: state}
    assert decisions(register) == [(how, "ann", "a forecast", "GB-2025-001")]
    with reading(register) as reader:
        (told,) = proposed.decisions(reader)
    assert (told["proposal"], told["kind"], told["band"], told["at"]) == (first.ref, "pledge", "likely", AT)
    assert told["cues"] == first.cues


def test_decisions_only_grow_and_the_last_one_counts(register: Location, first: Proposal) -> None:
    for how in ("rejected", "undone", "edited"):
        decided(register, first, how)
    assert [each[0] for each in decisions(register)] == ["rejected", "undone", "edited"]
    assert states(register) == {first.ref: "accepted"}


@pytest.mark.parametrize(
    "statement", ["UPDATE decision SET reviewer = 'me'", "DELETE FROM decision", "DELETE FROM decision WHERE id > 0"]
)
def test_the_database_itself_refuses_to_change_a_decision(statement: str, register: Location, first: Proposal) -> None:
    decided(register, first, "rejected")
    with pytest.raises(DBAPIError, match="append-only"), engine(register).begin() as connection:
        connection.execute(text(statement))
    assert decisions(register) == [("rejected", "ann", None, None)]


@pytest.mark.slow
@pytest.mark.postgresql
def test_the_server_refuses_to_empty_the_decisions(new_register: Any) -> None:
    with pytest.raises(DBAPIError, match="append-only"), engine(new_register("postgresql")).begin() as connection:
        connection.execute(text("TRUNCATE decision"))


@pytest.mark.parametrize("how", ["accepted", "edited", "rejected"])
def test_what_somebody_else_decided_meanwhile_is_a_conflict(how: str, register: Location, first: Proposal) -> None:
    decided(register, first, "rejected", "bob")
    with pytest.raises(ConflictError, match=r"P-2025-001 is rejected by bob meanwhile; nothing was recorded\."):
        decided(register, first, how)
    assert len(decisions(register)) == 1


def test_what_nobody_has_decided_cannot_be_undone(register: Location, first: Proposal) -> None:
    with pytest.raises(ConflictError, match="P-2025-001 is pending"):
        decided(register, first, "undone")


def test_what_was_withdrawn_meanwhile_cannot_be_decided(register: Location, first: Proposal) -> None:
    scanned(register, SPEECH, rules="newer rules")
    with pytest.raises(ConflictError, match=f"{first.ref} is withdrawn meanwhile"):
        decided(register, first, "accepted")


def test_what_was_withdrawn_is_pending_again_under_its_ref_when_it_is_sighted_again(
    register: Location, first: Proposal
) -> None:
    scanned(register, SPEECH, rules="newer rules")
    assert states(register)[first.ref] == "withdrawn"
    scanned(register, SPEECH, tanks(), rules="newest rules")
    assert states(register)[first.ref] == "pending"
    with reading(register) as reader:
        assert proposed.proposal(reader, first.ref).rules == "newest rules"


def test_coding_again_changes_nothing_but_what_is_counted(register: Location, first: Proposal) -> None:
    decided(register, first, "rejected", "bob")
    decided(register, first, "accepted", again=True)
    assert states(register) == {first.ref: "rejected"}
    assert [each[:2] for each in decisions(register)] == [("rejected", "bob"), ("accepted", "ann")]


# -- the log, and what is to be scanned ------------------------------------------------------------------------


def log(register: Location) -> list[tuple[str, str, Any]]:
    with reading(register) as reader:
        return [(row["command"], row["record"], json.loads(row["after"])) for row in reader.dicts("revisions")][-2:]


NOTHING: dict[str, list[str]] = {"proposed": [], "renewed": [], "mentioned": [], "withdrawn": []}


def test_the_log_tells_what_was_proposed_withdrawn_and_decided(register: Location, first: Proposal) -> None:
    scanned(register, SPEECH, ships(), rules="newer rules")
    decided(register, replace(first, ref="P-2025-002"), "rejected", reason="no")
    scan, decision = log(register)
    assert scan == (
        *("scan", "D-2025-001/scan"),
        {**NOTHING, "proposed": ["P-2025-002"], "withdrawn": ["P-2025-001"], "rules": "newer rules"},
    )
    assert decision[:2] == ("review", "P-2025-002/decision")
    assert (decision[2]["decided"], decision[2]["reviewer"], decision[2]["reason"]) == ("rejected", "ann", "no")


def test_the_log_tells_what_a_scan_brought_up_to_date_and_what_it_added_a_mention_to(register: Location) -> None:
    scanned(register, SPEECH, tanks(), ships())
    scanned(register, SPEECH, tanks(score=9.9), ships())
    scanned(register, WIRE, sighted.pledge(WIRE, BUILD, "GB"))
    assert [(record, told) for _, record, told in log(register)] == [
        ("D-2025-001/scan", {**NOTHING, "renewed": ["P-2025-001"], "rules": RULES}),
        ("D-2025-002/scan", {**NOTHING, "mentioned": ["P-2025-002"], "rules": RULES}),
    ]


def test_a_scan_is_in_the_log_when_it_is_the_first_or_by_other_rules_and_not_when_it_changes_nothing(
    register: Location,
) -> None:
    for rules in (RULES, RULES, "newer rules", "newer rules"):
        scanned(register, LATER, rules=rules)
    assert log(register) == [
        ("scan", "D-2025-003/scan", {**NOTHING, "rules": RULES}),
        ("scan", "D-2025-003/scan", {**NOTHING, "rules": "newer rules"}),
    ]


def test_a_document_is_new_until_it_was_scanned_though_nothing_was_found_in_it(register: Location) -> None:
    with recording(register) as writer:
        writer.add(replace(document("D-2025-006", ""), text=None, sha256=None))  # whose text is not held
        writer.add(document("D-2025-007", "Undated words.", None))
    with reading(register) as reader:
        assert proposed.unscanned(reader) == ["D-2025-001", "D-2025-002", "D-2025-003", "D-2025-007"]
    scanned(register, WIRE)
    scanned(register, SPEECH, tanks())
    with reading(register) as reader:
        assert proposed.unscanned(reader) == ["D-2025-003", "D-2025-007"]


# -- two writers -----------------------------------------------------------------------------------------------

AT_ONCE = """
import os, sys
from tests import sighted
from tracker.register import proposed
from tracker.register.connect import reading
from tracker.register.location import locate
from tracker.register.proposing import decide, keep
from samples import AT, recording

location, times = locate(sys.argv[1]), int(sys.argv[2])
words = [f"We will send {number} tanks" for number in range(times)]
speech = sighted.document("D-2025-001", ". ".join(words))

def scan():
    for number in range(times):
        found = [sighted.pledge(speech, each) for each in words[: number + 1]]
        with recording(location, "scan") as writer:
            keep(writer, speech.ref, sighted.proposals(speech, *found), rules=f"rules {number}", at=AT)

def review():
    decided = 0
    while decided < times:
        with reading(location) as reader:
            waiting = list(proposed.pending(reader))
        for each in waiting:
            with recording(location, "review") as writer:
                decide(writer, each, "rejected", reviewer="ann", at=AT)
            decided += 1

processes = []
for part in (scan, review):
    if process := os.fork():
        processes.append(process)
        continue
    try:
        part()
    except BaseException as error:
        print(type(error).__name__, error, flush=True)
        os._exit(1)
    os._exit(0)
print({os.waitpid(each, 0)[1] for each in processes})
"""


@pytest.mark.slow
def test_scanning_while_another_process_reviews_loses_nothing(location: Location, child: Any) -> None:
    times = 8
    speech = document("D-2025-001", ". ".join(f"We will send {number} tanks" for number in range(times)))
    with recording(location) as writer:
        writer.add_party(GB)
        writer.add(speech)
    done = child(AT_ONCE, location.target, times)
    assert (done.stdout, done.stderr) == ("{0}\n", "")
    assert states(location) == {f"P-2025-{serial:03d}": "rejected" for serial in range(1, times + 1)}
    assert len(decisions(location)) == times


def test_what_is_settled_is_told_as_it_stands_the_last_proposed_first_and_at_most_so_many(register: Location) -> None:
    first, second, third = scanned(register, SPEECH, tanks(), ships(), sighted.pledge(SPEECH, CREWS, "GB")).new
    decided(register, first, "edited")
    decided(register, second, "accepted")
    decided(register, second, "undone", "bob")
    decided(register, second, "rejected", "bob")
    decided(register, second, "accepted", again=True)
    decided(register, third, "accepted", again=True)  # which leaves it pending
    with reading(register) as reader:
        told = [
            [(each.ref, taken) for each, taken in proposed.settled(reader, *asked)]
            for asked in (("pledge", 9), ("pledge", 1), ("follow-up", 9))
        ]
    assert told == [[(second.ref, False), (first.ref, True)], [(second.ref, False)], []]
