"""Lineage on the command line: packages and replacements are recorded, retracted, refused."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run, Say, unchanged
from tests.cli.lineage.relations import HEIR, ITEM, OLD, PACKAGE, SECOND, drop, shown
from tracker.register.location import Location

# -- recording ----------------------------------------------------------------------------------------------


def test_what_was_recorded_is_told_and_what_is_counted_from_then_on(work: Run) -> None:
    done = work("link", "gb-25-1", "--part-of", "cow-25-3")
    assert (done.code, done.out) == (0, "R-2026-001\n")
    assert done.err == (
        "  GB-2025-001 is a part of COW-2025-003, known from 2025-11-25\n"
        "  COW-2025-003 stays at advanced, and is counted by GB-2025-001 from then on\n"
    )


def test_what_is_not_late_yet_is_not_told_as_late(work: Run, do: Say) -> None:
    do("edit", "COW-2025-003", "--set", "due=by 31 December 2026")
    assert "  COW-2025-003 stays at advanced, and" in work("link", "GB-2025-001", "--part-of", "COW-2025-003").err


def test_a_relation_is_kept_logged_and_holds_in_a_check(related: Say) -> None:
    assert shown(related, "R-2026-001") == {
        "ref": "R-2026-001",
        "pledge": ITEM,
        "kind": "part_of",
        "other": PACKAGE,
        "recorded_on": "2026-02-02",
        "note": "named in one breath",
        "retracted": None,
    }
    assert "kind: supersedes" in related("log", "R-2026-003")
    assert related("check").startswith("All 8 checks hold")


def test_a_relation_is_retracted_with_a_reason_and_taken_back(related: Say) -> None:
    related("edit", "R-2026-001", "--retract", "not of it")
    assert [each["pledge"] for each in shown(related, PACKAGE)["relations"]] == [SECOND]
    related("link", ITEM, "--part-of", HEIR)
    related("edit", "R-2026-004", "--retract", "nor of that")
    related("edit", "R-2026-001", "--restore", "--set", "note=after all")
    assert [each["note"] for each in shown(related, ITEM)["relations"]] == ["after all"]


@pytest.mark.usefixtures("related")
@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ((PACKAGE, "--part-of", ITEM), 5, "would lead in a circle: GB-2025-001 is a part of COW-2025-003."),
        ((ITEM, "--part-of", HEIR), 5, "a pledge is a part of one package only."),
        ((ITEM, "--part-of", PACKAGE), 5, "GB-2025-001 is a part of COW-2025-003 already (R-2026-001)."),
        ((HEIR, "--part-of", OLD), 5, "COW-2026-001 supersedes COW-2025-006 already (R-2026-003)."),
        ((SECOND, "--supersedes", HEIR), 5, "FR-2025-001 was made on 2025-11-25, before COW-2026-001 on 2026-01-06."),
        ((ITEM, "--part-of", "GB-2031-001"), 4, "There is no record GB-2031-001"),
        ((ITEM, "--part-of", "D-2025-001"), 2, "D-2025-001 is a document; this needs a pledge."),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    work: Run, desk: Location, words: tuple[str, ...], code: int, says: str
) -> None:
    with unchanged(desk):
        done = work("link", *words)
    assert (done.code, done.out) == (code, "")
    assert says in done.err


def test_what_is_done_is_not_replaced(withdrawn: Say, work: Run, desk: Location) -> None:
    words = ("--quote", "The missiles offered in November will not be sent", "--dated", "2026-01-20")
    withdrawn("link", ITEM, "D-2026-002", "fulfils", *words)
    with unchanged(desk):
        done = work("link", "GB-2026-001", "--supersedes", ITEM)
    assert (done.code, done.out) == (5, "")
    assert (
        "GB-2025-001 is fulfilled since 2026-01-20: GB-2026-001, known from 2026-01-20, cannot take its place."
    ) in done.err
    withdrawn("edit", f"{ITEM}.1", "--retract", "misread")
    withdrawn("link", "GB-2026-001", "--supersedes", ITEM)


def test_what_was_replaced_may_be_done_later(withdrawn: Say, work: Run) -> None:
    later = "---\npublisher: x\npublished_on: 2026-01-25\n---\nThe missiles came after all."
    withdrawn("add", "document", "-", "--quiet", stdin=later)
    withdrawn("link", ITEM, "D-2026-003", "fulfils", "--quote", "The missiles came")
    done = work("link", "GB-2026-001", "--supersedes", ITEM)
    assert done.code == 0
    assert "GB-2025-001 stays at fulfilled" in done.err
    assert "is counted by GB-2026-001 from then on" in done.err


@pytest.mark.parametrize("gone", [ITEM, PACKAGE])
def test_a_retracted_pledge_is_related_to_nothing(do: Say, work: Run, desk: Location, gone: str) -> None:
    do("edit", gone, "--retract", "entered twice")
    with unchanged(desk):
        done = work("link", ITEM, "--part-of", PACKAGE)
    assert done.code == 5
    assert f"{gone} is retracted" in done.err


@pytest.mark.usefixtures("related")
def test_a_relation_that_stands_is_held_against_a_changed_day(work: Run, desk: Location) -> None:
    with unchanged(desk):
        done = work("edit", HEIR, "--set", "made_on=2025-11-24")
    assert done.code == 5
    assert "R-2026-003 cannot be recorded so" in done.err
    with unchanged(desk):
        assert work("edit", "R-2026-001", "--set", f"other={HEIR}").code == 2


# -- a pledge that is given up for another -------------------------------------------------------------------


def test_a_drops_names_its_replacement(withdrawn: Say) -> None:
    assert drop(withdrawn).splitlines() == ["GB-2025-001.1"]
    (relation,) = shown(withdrawn, ITEM)["relations"]
    assert relation | {"since": None} == {
        "how": "replaced by",
        "ref": "R-2026-001",
        "pledge": "GB-2026-001",
        "standing": "open",
        "since": None,
        "note": "named by GB-2025-001.1",
    }
    assert shown(withdrawn, ITEM)["standing"] == "dropped"
    assert [each["how"] for each in shown(withdrawn, "GB-2026-001")["relations"]] == ["replaces"]


def test_what_replaces_it_may_be_recorded_already(withdrawn: Say) -> None:
    withdrawn("link", "GB-2026-001", "--supersedes", ITEM)
    assert shown(withdrawn, ITEM)["standing"] == "review due"
    drop(withdrawn)
    assert [each["ref"] for each in shown(withdrawn, ITEM)["relations"]] == ["R-2026-001"]
    assert shown(withdrawn, ITEM)["standing"] == "dropped"


@pytest.mark.usefixtures("withdrawn")
def test_a_replacement_that_cannot_be_leaves_the_follow_up_unrecorded_too(work: Run, desk: Location) -> None:
    words = ("--quote", "The missiles offered in November will not be sent", "--replaced-by", "COW-2025-001")
    with unchanged(desk):
        done = work("link", ITEM, "D-2026-002", "drops", *words)
    assert done.code == 5
    assert "COW-2025-001 was made on 2025-09-04, before GB-2025-001 on 2025-11-25" in done.err
