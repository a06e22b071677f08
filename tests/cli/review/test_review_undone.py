"""``review`` by commands: what is decided is rejected, undone, decided again and counted, and never lost."""

from __future__ import annotations

import json

from tests.cli.conftest import Run, Say, invoke
from tests.cli.review.desk import decisions, shown, states
from tracker.register.location import Location

# -- rejecting, undoing -------------------------------------------------------------------------------------------


def test_rejecting_keeps_the_reason(review: Run, table: Location) -> None:
    rejected = review("--reject", "P-2025-001", "--reject", "P-2025-002", "--reason", "a forecast", "--by", "ann")
    assert (rejected.code, rejected.out, rejected.err) == (0, "", "Rejected P-2025-001.\nRejected P-2025-002.\n")
    assert states(table) == ["rejected", "rejected", "pending", "pending"]
    assert decisions(table)[0] == ("P-2025-001", "rejected", "ann", "a forecast", None)


def test_undoing_retracts_what_was_recorded_and_makes_it_pending_again(review: Run, table: Location) -> None:
    review("--accept", "P-2025-001", "--accept", "P-2025-003")
    undone = review("--undo", "P-2025-001", "--undo", "P-2025-003")
    assert undone.err.splitlines() == [
        "P-2025-001 is pending again; GB-2025-003 is retracted.",
        "P-2025-003 is pending again; GB-2025-001.1 is retracted.",
    ]
    assert states(table) == ["pending"] * 4
    assert shown(table, "GB-2025-003")["retracted"] == "undone in review"
    assert shown(table, "GB-2025-001")["standing"] == "conditional"
    assert [each[1] for each in decisions(table)] == ["accepted", "accepted", "undone", "undone"]


def test_what_was_undone_can_be_accepted_again_under_a_new_ref(done: Say, table: Location) -> None:
    done("--accept", "P-2025-001")
    done("--undo", "P-2025-001")
    assert done("--accept", "P-2025-001") == "GB-2025-004\n"
    assert states(table)[0] == "accepted"


def test_a_rejection_is_undone(review: Run, table: Location) -> None:
    review("--reject", "P-2025-001")
    assert review("--undo", "P-2025-001").err == "P-2025-001 is pending again.\n"
    assert states(table)[0] == "pending"
    assert review("--undo", "P-2025-001").code == 5


def test_undoing_retracts_the_record_though_somebody_coded_it_again_since(review: Run, table: Location) -> None:
    review("--accept", "P-2025-001", "--by", "ann")
    review("--again", "--reject", "P-2025-001", "--by", "bob")
    review("--undo", "P-2025-001", "--by", "ann")
    assert shown(table, "GB-2025-003")["retracted"] == "undone in review"
    assert states(table)[0] == "pending"


# -- coding again, statistics --------------------------------------------------------------------------------------


def test_coding_again_is_counted_and_records_nothing(review: Run, table: Location) -> None:
    review("--accept", "P-2025-001", "--reject", "P-2025-002", "--by", "ann")
    before = invoke("status", register=table.target).out
    coded = review("--again", "--accept", "P-2025-002", "--reject", "P-2025-001", "--by", "bob")
    assert (coded.code, coded.out) == (0, "")
    assert invoke("status", register=table.target).out == before
    assert states(table)[:2] == ["accepted", "rejected"]
    assert decisions(table)[2:] == [
        ("P-2025-002", "accepted", "bob", None, None),
        ("P-2025-001", "rejected", "bob", None, None),
    ]


def test_statistics_tell_precision_by_band_and_cue(review: Run, done: Say) -> None:
    for each in ("--accept=P-2025-001", "--reject=P-2025-002", "--accept=P-2025-003", "--reject=P-2025-004"):
        review(each)
    lines = done("--stats", "--format", "csv").splitlines()
    assert lines[0] == "section,what,decided,accepted,edited,rejected,precision,as_of"
    assert [line.removesuffix(",2026-02-02") for line in lines[1:]] == [
        "bands,likely follow-up,1,1,0,0,1.00",
        "bands,possible follow-up,1,0,0,1,0.00",
        "bands,likely pledge,1,1,0,0,1.00",
        "bands,possible pledge,1,0,0,1,0.00",
        "cues,by-the-end-of-March,1,1,0,0,1.00",
        "cues,off-the-table,1,1,0,0,1.00",
        "cues,will-be-trained,1,0,0,1,0.00",
        "cues,will-deliver,1,1,0,0,1.00",
    ]
    assert "0 pending." in done("--stats")


def test_statistics_tell_how_far_two_people_agree_and_on_what_they_do_not(review: Run, done: Say) -> None:
    # Ann takes 1 and 3, Bob takes 1: they agree on three of four, by chance on half of them.
    review("--accept", "P-2025-001", "--accept", "P-2025-003", "--by", "ann")
    review("--reject", "P-2025-002", "--reject", "P-2025-004", "--by", "ann")
    review("--again", "--accept", "P-2025-001", "--by", "bob")
    review("--again", *(f"--reject=P-2025-00{number}" for number in (2, 3, 4)), "--by", "bob")
    notes = json.loads(done("--stats", "--format", "json"))["notes"]
    assert notes[1:3] == [
        "ann and bob coded 4 of the same: 3 agreed, Cohen's kappa 0.50.",
        "They disagree on: P-2025-003.",
    ]


def test_agreement_is_not_defined_where_both_gave_one_answer(review: Run, done: Say) -> None:
    review("--reject", "P-2025-001", "--by", "ann")
    review("--again", "--reject", "P-2025-001", "--by", "bob")
    assert "1 agreed, Cohen's kappa not defined, both gave one answer throughout." in done("--stats")


def test_before_anything_is_decided_statistics_say_what_is_pending(done: Say) -> None:
    assert json.loads(done("--stats", "--format", "json"))["notes"][0].startswith("4 pending.")
