"""A package of judged proposals meets a register that holds some already."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests import sighted
from tests.exchange.judged import (
    CODED,
    LATE,
    LATER,
    PENDING,
    SPEECH,
    TAKEN,
    decided,
    decisions,
    filed,
    findings,
    revisions,
    scanned,
    states,
)
from tracker.errors import BadInputError, ConflictError
from tracker.exchange.package import read
from tracker.model import Decision, Scan
from tracker.proposals import Filed
from tracker.register import proposed
from tracker.register.changed import changed
from tracker.register.connect import reading
from tracker.register.location import Location

pytestmark = pytest.mark.repeated


def test_decisions_that_are_new_are_added_and_the_proposals_stand_by_them(
    location: Location, judged_once: Path, packages: Any
) -> None:
    whole = read(judged_once)
    undecided = [each._replace(state="pending") if each.state == "accepted" else each for each in whole.proposals]
    packages.take(location, whole._replace(proposals=undecided, decisions=[]))
    assert set(states(location).values()) == {"pending", "withdrawn"}
    loaded = packages.take(location, judged_once)
    assert (loaded.added["decisions"], loaded.updated) == (5, ())
    assert states(location) == {each.ref: each.state for each in whole.proposals}
    assert [each["reviewer"] for each in decisions(location) if each["proposal"] == CODED] == ["ann", "bob"]


def test_an_older_package_takes_no_decision_back(back: Location, judged_once: Path, packages: Any) -> None:
    decided(back, PENDING, "rejected", at=LATE)
    decided(back, TAKEN, "undone", at=LATE)
    before = packages.contents(back)
    loaded = packages.take(back, judged_once)
    assert (sum(loaded.added.values()), loaded.updated) == (0, ())
    assert packages.contents(back) == before


@pytest.mark.parametrize("update", [False, True])
def test_another_decision_in_the_place_of_a_recorded_one_is_refused(
    update: bool, back: Location, judged_once: Path, packages: Any
) -> None:
    whole, before = read(judged_once), packages.contents(back)
    other = Decision(CODED, 1, "accepted", "eve", LATE)
    offered = [other if (each.proposal, each.number) == (CODED, 1) else each for each in whole.decisions]
    with pytest.raises(ConflictError, match=f"Decision 1 on {CODED} is recorded otherwise") as refusal:
        packages.take(back, whole._replace(decisions=offered), update=update)
    assert refusal.value.why == (
        "Decisions are never changed. Recorded: rejected by ann at 2026-02-04T00:00:01Z; "
        "offered: accepted by eve at 2026-03-01T00:00:00Z."
    )
    assert packages.contents(back) == before


@pytest.mark.parametrize("update", [False, True])
def test_other_words_under_the_ref_of_a_recorded_proposal_are_refused(
    update: bool, location: Location, judged_package: Path, packages: Any
) -> None:
    packages.take(location, read(judged_package)._replace(proposals=(), decisions=(), scans=()))
    scanned(location, LATER, sighted.pledge(LATER, "Nobody spoke of ships", "GB"))
    before = packages.contents(location)
    with pytest.raises(ConflictError, match=f"{TAKEN} is recorded with other words") as refusal:
        packages.take(location, judged_package, update=update)
    assert "Nobody spoke of ships" in refusal.value.why
    assert "--without-proposals" in refusal.value.remedy
    assert packages.contents(location) == before


@pytest.mark.parametrize("update", [False, True])
def test_words_that_are_proposed_here_under_another_ref_are_refused(
    update: bool, back: Location, judged_once: Path, packages: Any
) -> None:
    whole, before = read(judged_once), packages.contents(back)
    renamed = Filed(replace(whole.proposals[0].proposal, ref="P-2025-900"), "pending")
    with pytest.raises(ConflictError, match=f"P-2025-900 is recorded as {TAKEN}; nothing was imported"):
        packages.take(back, whole._replace(proposals=[renamed], decisions=()), update=update)
    assert packages.contents(back) == before


def test_what_the_rules_read_otherwise_is_a_conflict_that_names_the_field(
    back: Location, judged_once: Path, packages: Any
) -> None:
    other = filed(read(judged_once), PENDING, band="likely", facts={"topic": "rope"})
    before = packages.contents(back)
    with pytest.raises(ConflictError) as refusal:
        packages.take(back, other)
    band, facts = refusal.value.why.splitlines()
    assert band == f"{PENDING}, band: recorded “possible”, offered “likely”"
    assert facts.endswith('offered “{"topic": "rope"}”')
    assert packages.contents(back) == before


def test_an_update_takes_what_the_rules_read_and_the_scans_of_the_package(
    back: Location, judged_once: Path, packages: Any
) -> None:
    whole = read(judged_once)
    newer = filed(whole, PENDING, state="withdrawn", score=-0.25, mentions=())
    newer = newer._replace(scans=[Scan(SPEECH.ref, "newest rules", LATE), *whole.scans[1:]])
    with pytest.raises(ConflictError, match="2 records are"):
        packages.take(back, newer)
    loaded = packages.take(back, newer, update=True)
    assert loaded.updated == (PENDING, f"{SPEECH.ref}/scan")
    assert states(back)[PENDING] == "withdrawn"
    with reading(back) as reader:
        assert proposed.proposal(reader, PENDING).score == -0.25
        assert next(proposed.scans(reader)) == newer.scans[0]
    told = json.loads(revisions(back)[-1]["after"])["updated"]
    assert [each["record"] for each in told] == list(loaded.updated)
    assert (told[0]["before"]["state"], told[0]["after"]["state"]) == ("pending", "withdrawn")
    assert (told[1]["before"]["rules"], told[1]["after"]["rules"]) == ("newer rules", "newest rules")
    assert packages.take(back, newer).unchanged == 22


def test_what_the_machine_reads_otherwise_corrects_no_record(back: Location, judged_once: Path, packages: Any) -> None:
    whole = read(judged_once)
    parties = [replace(each, name="Britain") if each.code == "GB" else each for each in whole.parties]
    newer = filed(whole, PENDING, score=-0.25)._replace(
        parties=parties, scans=[Scan(SPEECH.ref, "newest rules", LATE), *whole.scans[1:]]
    )
    assert len(packages.take(back, newer, update=True).updated) == 3
    with reading(back) as reader:
        (only,) = changed(reader, "2026-02-02", "2026-02-04").corrected
    assert (only.ref, only.after) == ("GB", "name: Britain")


def test_an_update_of_a_proposal_keeps_how_later_decisions_have_it_stand(
    back: Location, judged_once: Path, packages: Any
) -> None:
    decided(back, PENDING, "rejected", at=LATE)
    loaded = packages.take(back, filed(read(judged_once), PENDING, score=1.5), update=True)
    assert (loaded.updated, states(back)[PENDING]) == ((PENDING,), "rejected")


def test_decisions_are_told_with_their_proposal_or_not_at_all(
    back: Location, judged_package: Path, packages: Any
) -> None:
    for name in ("proposals", "documents", "scans"):
        header = packages.rows(judged_package / f"{name}.csv")[0]
        packages.write(judged_package / f"{name}.csv", [header])
    with pytest.raises(BadInputError) as refusal:
        packages.take(back, judged_package)
    assert len(refusal.value.problems) == 5
    assert f"{TAKEN} is not in proposals.csv; add it, or correct the name" in refusal.value.problems[0]


def test_proposals_may_quote_and_decisions_name_what_the_register_holds(
    location: Location, judged_package: Path, packages: Any
) -> None:
    packages.take(location, read(judged_package)._replace(proposals=(), decisions=(), scans=()))
    for file in judged_package.glob("*.csv"):
        if file.stem not in ("proposals", "decisions", "scans"):
            packages.write(file, packages.rows(file)[:1])
    assert sum(packages.take(location, judged_package).added.values()) == 13
    assert findings(location) == []


def test_what_the_register_does_not_hold_either_is_told(back: Location, judged_package: Path, packages: Any) -> None:
    for file in judged_package.glob("*.csv"):
        if file.stem not in ("proposals", "decisions"):
            packages.write(file, packages.rows(file)[:1])
    packages.set_cell(judged_package / "decisions.csv", 2, "record", "GB-2031-001")
    packages.set_cell(judged_package / "decisions.csv", 6, "record", "GB-2024-001.9")
    packages.set_cell(judged_package / "proposals.csv", 4, "start", "29")
    packages.set_cell(judged_package / "proposals.csv", 5, "document", "D-2031-001")
    with pytest.raises(BadInputError) as refusal:
        packages.take(back, judged_package)
    assert list(refusal.value.problems) == [
        "proposals.csv row 4, column start: “by May” does not stand at 29–34; write 28 and 34",
        "proposals.csv row 5, column document: D-2031-001 is not in documents.csv or in the register; "
        "add it, or correct the name",
        "decisions.csv row 2, column record: GB-2031-001 is not in pledges.csv or in the register; "
        "add it, or correct the ref",
        "decisions.csv row 6, column record: GB-2024-001.9 is not in follow_ups.csv or in the register; "
        "add it, or correct the ref",
    ]


@pytest.mark.slow
def test_many_known_proposals_are_compared_in_one_pass_as_well_as_one_by_one(
    back: Location, judged_once: Path, packages: Any
) -> None:
    whole = read(judged_once)
    first = whole.proposals[0].proposal
    many = [
        Filed(replace(first, ref=f"P-2026-{serial:03}", fingerprint=f"{serial:064x}"), "pending")
        for serial in range(1, 602)
    ]
    offered = whole._replace(proposals=[*many, *whole.proposals])
    assert packages.take(back, offered).added["proposals"] == 601
    assert packages.take(back, offered).unchanged == 623
    with pytest.raises(ConflictError, match="A record is"):
        packages.take(back, filed(offered, "P-2026-601", score=1.0))
