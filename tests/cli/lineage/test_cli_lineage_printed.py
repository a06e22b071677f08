"""Lineage in what is printed: a pledge is shown with what it belongs to, and counted once."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

from tests.cli.conftest import Run, Say, contents
from tests.cli.lineage.relations import BEFORE, HEIR, ITEM, LATER, OLD, PACKAGE, SECOND, report, shown
from tracker.register.location import Location

# -- what is counted -----------------------------------------------------------------------------------------


def test_a_list_counts_each_once_and_names_what_it_lists_and_does_not_count(related: Say) -> None:
    said = related("status", "--as-of", LATER, "--format", "table")
    assert said.splitlines()[:3] == [
        "As of 2026-01-31, 11 pledges: 2 review due · 6 open · 2 advanced · 1 conditional",
        "Listed, not counted: COW-2025-003 (counted as FR-2025-001 GB-2025-001),",
        "COW-2025-006 (counted as COW-2026-001).",
    ]
    rows = list(csv.DictReader(StringIO(related("status", "--as-of", LATER, "--format", "csv"))))
    assert len(rows) == 13
    assert {each["ref"]: each["counted_as"] for each in rows if each["counted_as"]} == {
        PACKAGE: f"{SECOND} {ITEM}",
        OLD: HEIR,
    }


def test_what_a_limit_leaves_out_is_told_with_what_does_not_count(related: Say) -> None:
    said = related("status", "--as-of", LATER, "--format", "table", "--standing", "review due", "--limit", "1")
    assert said.startswith("As of 2026-01-31, 2 pledges: 2 review due\n")
    assert said.endswith("2 more; --limit 0 lists all\n")


def test_a_relation_is_known_from_the_day_on_which_its_pledge_is(related: Say) -> None:
    said = related("status", "--as-of", BEFORE, "--format", "table")
    assert said.splitlines()[1] == "Listed, not counted: COW-2025-003 (counted as FR-2025-001 GB-2025-001)."
    assert shown(related, OLD, BEFORE)["relations"] == []
    assert report(related, "overdue", as_of=BEFORE)["facts"]["review_due"] == 2
    assert related("status", "--as-of", "2025-11-24").count("\n") == 3


def test_the_overdue_report_lists_the_replaced_pledge_beside_its_total_and_does_not_count_it(related: Say) -> None:
    said = report(related, "overdue")
    assert said["facts"]["review_due"] == 2
    assert [row["ref"] for section in said["sections"] for row in section["rows"]] == [OLD, SECOND, ITEM]
    assert "Review due: 2 (FR-2025-001, GB-2025-001)." in said["notes"]
    assert "Listed, not counted: COW-2025-006 (counted as COW-2026-001)." in said["notes"]


def test_what_is_overdue_and_was_replaced_still_fails_a_run_that_asks_for_it(withdrawn: Say, work: Run) -> None:
    withdrawn("edit", ITEM, "--set", "due=by 31 December 2025")
    withdrawn("link", "GB-2026-001", "--supersedes", ITEM)
    assert report(withdrawn, "overdue")["facts"]["overdue"] == 0
    assert work("report", "overdue", "--as-of", LATER, "--fail-on-overdue").code == 1


def test_the_scorecard_and_the_other_reports_count_each_once(related: Say) -> None:
    card = report(related, "scorecard")
    assert card["facts"]["made"] == 11
    assert any(
        note.startswith("Not counted: COW-2025-003 (counted as FR-2025-001 GB-2025-001)") for note in card["notes"]
    )
    assert report(related, "amounts")["facts"]["pledges"] == 11
    silent = report(related, "silent", "--days", "60")
    assert silent["facts"]["silent"] == len([row for row in silent["sections"][0]["rows"] if not row["counted_as"]])


# -- what is shown -------------------------------------------------------------------------------------------


def test_a_pledge_is_shown_with_its_package_its_items_and_what_takes_whose_place(related: Say) -> None:
    hows = {
        ref: [(each["how"], each["pledge"]) for each in shown(related, ref)["relations"]] for ref in (PACKAGE, ITEM)
    }
    assert hows == {PACKAGE: [("item", SECOND), ("item", ITEM)], ITEM: [("part of", PACKAGE)]}
    text = related("show", OLD, "--as-of", LATER, "--format", "plain")
    assert "Replaced by COW-2026-001 (COW): Be fully ready to deploy" in text
    assert "In totals it is counted as COW-2026-001. Its own clock runs on: a relation changes no standing." in text
    assert "Replaces COW-2025-006 (COW)" in related("explain", HEIR, "--as-of", LATER, "--format", "plain")


def test_the_ledger_of_a_package_has_its_items_beneath_it_with_their_standings(related: Say) -> None:
    said = report(related, "ledger", PACKAGE)
    items = said["sections"][-1]
    assert (items["key"], said["facts"]["items"]) == ("items", 2)
    assert [(row["ref"], row["party"], row["standing"]) for row in items["rows"]] == [
        (SECOND, "FR", "review due"),
        (ITEM, "GB", "review due"),
    ]


def test_what_was_said_again_runs_through_what_was_replaced_with_both_clocks(related: Say) -> None:
    (section,) = (each for each in report(related, "restated")["sections"] if each["key"] == HEIR)
    assert "in place of COW-2025-006 — said twice" in section["title"]
    assert [(row["ref"], row["what"]) for row in section["rows"]] == [
        (OLD, "made"),
        (OLD, "advances"),
        (HEIR, "made instead"),
    ]
    assert section["note"] == (
        "First clock (COW-2025-006): 2025-12-09, 53 days past. COW-2025-006 stands at review due since 2025-12-10."
    )


def test_changes_tell_when_a_pledge_replaced_another(related: Say) -> None:
    (said,) = (each for each in report(related, "changes", BEFORE, LATER)["sections"] if each["key"] == "said")
    (row,) = (each for each in said["rows"] if each["ref"].startswith("R-"))
    assert (row["on"], row["what"], row["after"]) == ("2026-01-06", "supersedes", f"{HEIR} supersedes {OLD}")


def test_two_registers_are_compared_by_their_relations_too(related: Say, coalition: Path, tmp_path: Path) -> None:
    related("export", str(tmp_path / "other"))
    (said,) = (
        each
        for each in report(related, "changes", str(coalition), str(tmp_path / "other"))["sections"]
        if each["key"] == "said"
    )
    assert [(row["ref"], row["what"]) for row in said["rows"]] == [
        ("R-2026-001", "part of"),
        ("R-2026-002", "part of"),
        ("R-2026-003", "supersedes"),
    ]


def test_a_frozen_report_holds_the_relations_and_tells_when_one_is_retracted(
    related: Say, work: Run, tmp_path: Path
) -> None:
    file = str(tmp_path / "frozen.json")
    related("report", "overdue", "--as-of", LATER, "--freeze", file)
    assert work("check", file).code == 0
    related("edit", "R-2026-003", "--retract", "two matters")
    done = work("check", file)
    assert done.code == 1
    assert "R-2026-003" in done.out


def test_relations_travel_with_the_register(related: Say, desk: Location, tmp_path: Path) -> None:
    kept = contents(desk)["relation"]
    related("export", str(tmp_path / "package"))
    assert len((tmp_path / "package" / "relations.csv").read_text(encoding="utf-8").splitlines()) == 4
    assert "0 records" in related("import", str(tmp_path / "package"))
    assert contents(desk)["relation"] == kept


def test_an_amount_counts_once_a_package_by_items_in_its_unit_a_replaced_pledge_by_the_later(related: Say) -> None:
    def added_up() -> str:
        return related("report", "amounts", "--as-of", LATER, "--format", "plain")

    related("edit", ITEM, "--set", "amount=10", "--set", "unit=tanks")
    related("edit", PACKAGE, "--set", "amount=900", "--set", "unit=EUR")
    assert "\tEUR\t" in added_up()
    related("edit", PACKAGE, "--set", "amount=12", "--set", "unit=tanks")
    related("edit", OLD, "--set", "amount=5", "--set", "unit=ships")
    found = added_up()
    assert ("\tships\t" in found, "\tEUR\t" in found) == (False, False)
    assert "\ttanks\t" in found
    told = " ".join(related("report", "amounts", "--as-of", LATER, "--format", "md").split())
    assert f"{PACKAGE} (something delivered), {OLD} (something delivered)." in told


def test_what_was_delivered_of_a_replaced_pledge_is_told_beside_the_one_that_counts(related: Say) -> None:
    related("edit", OLD, "--set", "amount=12", "--set", "unit=howitzers")
    related("edit", HEIR, "--set", "amount=15", "--set", "unit=howitzers")
    done = ("--quote", "the Coalition has settled which countries", "--amount", "7", "--unit", "howitzers")
    related("link", OLD, "D-2026-001", "advances", *done)
    (row,) = [each for each in report(related, "amounts")["sections"][2]["rows"] if each["unit"] == "howitzers"]
    assert (row["pledged"], row["delivered"], row["beside"], row["refs"]) == (15, None, 7, [HEIR])
    told = " ".join(related("report", "amounts", "--as-of", LATER, "--format", "md").split())
    assert f"15 pledged, 7 delivered of what is not added up ({OLD})" in told
    assert f"{OLD} (7 howitzers delivered)" in told
    assert f"all, howitzers (all): {HEIR}." in told
