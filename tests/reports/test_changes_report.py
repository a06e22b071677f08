"""``report changes`` between two registers: what is new, what moved, what was said, what was corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.reports.made import TODAY, dispute, due, follow_up, pledge
from tracker.lineage import Relation
from tracker.reports.changes import Change, Changes, changes, differing
from tracker.reports.compared import Side, compared, named
from tracker.words import RelationKind

TANKS, SHIPS = pledge(), pledge("FR-2025-001", "FR", deadline=None)
SOME = follow_up(TANKS, 1, "advances", "2025-03-01")
DONE = follow_up(SHIPS, 1, "fulfils", "2025-06-01")
BEFORE = Side((TANKS, SHIPS), (SOME,), ())


def found(later: Side, earlier: Side = BEFORE) -> dict[str, list[tuple[object, ...]]]:
    made = compared(earlier, later, TODAY)
    return {
        kind: [(each.ref, each.what, each.before, each.after) for each in getattr(made, kind)] for kind in made._fields
    }


def test_equal_registers_differ_in_nothing() -> None:
    assert found(BEFORE) == {"new": [], "moved": [], "said": [], "corrected": []}


def test_a_pledge_that_only_the_later_one_has_is_new() -> None:
    other = pledge("DE-2025-001", condition="if funds allow")
    assert found(BEFORE._replace(pledges=(*BEFORE.pledges, other)))["new"] == [
        ("DE-2025-001", "new", None, "conditional")
    ]


def test_a_standing_that_differs_has_moved_on_the_day_and_by_the_document_that_decided() -> None:
    later = BEFORE._replace(follow_ups=(SOME, DONE))
    made = found(later)
    assert made["moved"] == [("FR-2025-001", "moved", "open", "fulfilled")]
    assert made["said"] == []
    (change,) = compared(BEFORE, later, TODAY).moved
    assert (change.on, change.document) == ("2025-06-01", "D-2025-06-01")


def test_a_pledge_that_has_moved_because_its_condition_is_met_cites_the_document_that_says_so() -> None:
    planned = pledge("DE-2026-001", deadline=None, condition="once a ceasefire holds")
    met = follow_up(planned, 1, "activates", "2026-01-20")
    before = Side((planned,), (), ())
    made = compared(before, before._replace(follow_ups=(met,)), TODAY)
    (change,) = made.moved
    assert (change.before, change.after, change.document) == ("conditional", "open", "D-2026-01-20")
    assert made.said == ()
    done = follow_up(planned, 2, "fulfils", "2026-01-25")
    whole = compared(before, before._replace(follow_ups=(met, done)), TODAY)
    assert [each.document for each in whole.moved] == ["D-2026-01-25"]
    assert [each.ref for each in whole.said] == ["DE-2026-001.1"]


def test_what_was_said_without_moving_anything_stands_apart() -> None:
    again = follow_up(TANKS, 2, "restates", "2025-05-01", deadline=due("2026-06-30"))
    made = found(BEFORE._replace(follow_ups=(SOME, again)))
    assert made["moved"] == []
    assert made["said"] == [("GB-2025-001.2", "restates", None, "restates, now for 2026-06-30")]


def test_what_was_said_of_a_new_pledge_and_answered_to_it_is_told_with_its_relations() -> None:
    radars = pledge("FR-2025-002", deadline=None)
    later = BEFORE._replace(
        pledges=(TANKS, SHIPS, radars),
        follow_ups=(SOME, follow_up(radars, 1, "fulfils", "2025-07-01")),
        disputes=(dispute(radars, 1, "FR", "2026-01-20"),),
        relations=(Relation("R-2026-001", "FR-2025-002", RelationKind.SUPERSEDES, "FR-2025-001", date(2026, 1, 1)),),
    )
    made = found(later)
    assert made["new"] == [("FR-2025-002", "new", None, "fulfilled")]
    assert [ref for ref, *_ in made["said"]] == ["R-2026-001", "FR-2025-002.1", "A-2026-001"]
    taken_back = later._replace(pledges=(TANKS, SHIPS, replace(radars, retracted="misread")))
    assert found(taken_back)["said"] == []


def test_a_record_that_differs_was_corrected_field_by_field() -> None:
    other = replace(TANKS, topic="heavy-armour", parties=("GB", "PL"))
    assert found(BEFORE._replace(pledges=(other, SHIPS)))["corrected"] == [
        ("GB-2025-001", "corrected", "topic: armour; parties: GB", "topic: heavy-armour; parties: GB PL")
    ]


def test_a_record_that_was_taken_back_is_retracted_and_one_that_is_gone_is_missing() -> None:
    taken_back = replace(SOME, retracted="misread")
    made = found(Side((TANKS,), (taken_back,), ()))
    assert made["corrected"] == [
        ("FR-2025-001", "missing", "open", None),
        ("GB-2025-001.1", "retracted", "retracted: –", "retracted: misread"),
    ]


def test_a_dispute_that_only_the_later_one_has_was_said_and_moves_nothing() -> None:
    answer = dispute(TANKS, 1, "GB", "2026-01-20")
    later = BEFORE._replace(disputes=(answer, replace(answer, ref="A-2026-002", retracted="not an answer")))
    assert found(later) == {
        "new": [],
        "moved": [],
        "said": [("A-2026-001", "disputed", None, "disputes GB-2025-001: “Answer of 2026-01-20”")],
        "corrected": [],
    }
    noted = later._replace(disputes=(replace(answer, note="all are there"), *later.disputes[1:]))
    assert found(noted, later)["corrected"] == [("A-2026-001", "corrected", "note: –", "note: all are there")]


def test_when_somebody_typed_it_is_no_difference() -> None:
    assert differing({"ref": "A", "recorded_on": "2025-01-01"}, {"ref": "A", "recorded_on": "2025-01-02"}) == ("", "")


def test_the_report_counts_each_kind_and_names_what_became_late_was_kept_or_dropped_each_apart() -> None:
    moved = tuple(
        Change("2026-01-01", "moved", ref, "GB", "Send tanks", "open", after)
        for ref, after in (("A-1", "overdue"), ("B-1", "fulfilled late"), ("C-1", "dropped"), ("D-1", "review due"))
    )
    report = changes(Changes((), moved, (), ()), "2025-12-31", TODAY, TODAY)
    assert [section.title for section in report.sections] == [
        "New pledges: 0",
        "Standing changed: 4",
        "Other follow-ups, disputes and relations: 0",
        "Corrected in the register: 0",
    ]
    assert report.notes == (
        "0 new, 4 moved, 0 said, 0 corrected.",
        "Became overdue: 1 (A-1).",
        "Became due for review: 1 (D-1).",
        "Fulfilled: 1 (B-1).",
        "Dropped: 1 (C-1).",
    )


def test_a_new_pledge_that_is_late_kept_or_dropped_in_the_end_is_named_with_those_that_moved() -> None:
    new = [
        Change("2026-01-01", "new", ref, "GB", "Send tanks", None, after)
        for ref, after in (("A-1", "overdue"), ("B-1", "open"), ("C-1", "fulfilled"), ("D-1", "overdue"))
    ]
    moved = [
        Change(on, "moved", ref, "GB", "Send tanks", before, after)
        for on, ref, before, after in (
            ("2026-01-03", "B-1", "open", "review due"),
            ("2026-01-02", "D-1", "overdue", "dropped"),
            ("2025-12-31", "E-1", "open", "overdue"),
        )
    ]
    report = changes(Changes(tuple(new), tuple(moved), (), ()), "2025-12-30", TODAY, TODAY)
    assert dict(report.facts)["became_overdue"] == ["E-1", "A-1"]
    assert dict(report.facts)["became_review_due"] == ["B-1"]
    assert dict(report.facts)["fulfilled"] == ["C-1"]
    assert dict(report.facts)["dropped"] == ["D-1"]
    assert {"Became overdue: 2 (E-1, A-1).", "Became due for review: 1 (B-1)."} <= {*report.notes}


def test_two_places_are_named_as_shortly_as_tells_them_apart() -> None:
    assert named(("old/a.sqlite", "new/b.sqlite")) == ("a.sqlite", "b.sqlite")
    assert named(("old/a.sqlite", "new/a.sqlite")) == ("old/a.sqlite", "new/a.sqlite")
