"""``status`` and ``report overdue`` on the five documents: what they must say, on three days."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO

import pytest

from tests.cli.conftest import Say
from tests.cli.reports.asked import BEFORE, LATER, SOON_AFTER, overdue, refs, status

pytestmark = pytest.mark.repeated


# -- the facts of the five documents ----------------------------------------


def test_before_the_november_meeting_none_of_its_pledges_exists(ask: Say) -> None:
    assert set(status(ask, BEFORE)) == {"COW-2025-001", "EU-2025-001", "JP-2025-001"}


def test_a_week_after_the_meeting_none_is_late(ask: Say) -> None:
    listed = status(ask, SOON_AFTER)
    assert len(listed) == 11
    assert {row["standing"] for row in listed.values()} == {"open"}
    assert overdue(ask, SOON_AFTER)["facts"]["overdue"] == overdue(ask, SOON_AFTER)["facts"]["review_due"] == 0


def test_a_week_after_the_meeting_two_windows_are_seen_closing(ask: Say) -> None:
    assert refs(overdue(ask, SOON_AFTER), "due_soon") == ["COW-2025-006", "FR-2025-001"]


def test_british_air_defence_missiles_are_due_for_review(ask: Say) -> None:
    row = status(ask, LATER)["GB-2025-001"]
    assert (row["standing"], row["phrase"], row["deadline"]) == ("review due", "in the coming weeks", "2026-01-20")


def test_french_frozen_assets_are_due_for_review(ask: Say) -> None:
    row = status(ask, LATER)["FR-2025-001"]
    assert (row["standing"], row["phrase"], row["deadline"]) == ("review due", "in the coming days", "2025-12-09")


def test_the_multinational_force_is_conditional(ask: Say) -> None:
    assert status(ask, LATER)["COW-2026-001"]["standing"] == "conditional"
    assert overdue(ask, LATER)["facts"]["conditional"] == 1


def test_reinforcing_support_is_restated_once(ask: Say) -> None:
    assert {ref: row["restated"] for ref, row in status(ask, LATER).items() if row["restated"]} == {"COW-2025-004": 1}


def test_joint_planning_has_advanced(ask: Say) -> None:
    assert status(ask, LATER)["COW-2025-003"]["standing"] == "advanced"


def test_nothing_from_tass_counts_as_a_restatement(ask: Say) -> None:
    bearing = [
        each
        for ref in status(ask, LATER)
        for each in json.loads(ask("show", ref, "--as-of", LATER, "--format", "json"))["follow_ups"]
        if each["document"] == "D-2025-004"
    ]
    assert len(bearing) == 3
    assert {each["outcome"] for each in bearing} == {"corroborates"}


def test_a_vague_promise_is_never_called_overdue(ask: Say) -> None:
    report = overdue(ask, LATER)
    assert (refs(report, "overdue"), report["facts"]["overdue"]) == ([], 0)
    assert {row["basis"] for section in report["sections"] for row in section["rows"]} == {"inferred"}


def test_an_enquiry_stands_beside_the_pledge_that_it_is_about(ask: Say) -> None:
    rows = {row["ref"]: row for row in overdue(ask, LATER)["sections"][1]["rows"]}
    looked = {ref: row["last_enquiry"] for ref, row in rows.items()}
    assert looked == {"COW-2025-006": None, "FR-2025-001": "2026-01-30", "GB-2025-001": "2026-01-30"}


# -- joint pledges ----------------------------------------


def test_a_country_finds_the_pledges_of_its_coalition_marked_joint(ask: Say) -> None:
    french = status(ask, LATER, "--country", "FR")
    assert french["FR-2025-001"]["joint_via"] is None
    assert {row["joint_via"] for ref, row in french.items() if ref.startswith("COW-")} == {"COW"}
    assert len(french) == 7


def test_direct_leaves_joint_pledges_out(ask: Say) -> None:
    assert set(status(ask, LATER, "--country", "FR", "--direct")) == {"FR-2025-001"}
    assert refs(overdue(ask, LATER, "--country", "FR", "--direct"), "review_due") == ["FR-2025-001"]


def test_a_member_is_not_bound_by_what_was_pledged_before_it_is_shown_to_be_one(ask: Say) -> None:
    assert set(status(ask, LATER, "--country", "NO")) == {"COW-2026-001"}


# -- totals ----------------------------------------


@pytest.mark.parametrize("day", [BEFORE, SOON_AFTER, LATER])
@pytest.mark.parametrize("scope", [(), ("--country", "FR"), ("--topic", "frozen-assets"), ("--by-country",)], ids=str)
def test_totals_add_up_and_every_ref_behind_them_is_given(day: str, scope: tuple[str, ...], ask: Say) -> None:
    report = overdue(ask, day, *scope)
    titles = {"overdue": "Overdue", "review_due": "Review due", "due_soon": "Due in the next 30 days"}
    for key, title in titles.items():
        listed = sorted(set(refs(report, key)))
        assert report["facts"][key] == len(listed)
        note = next(note for note in report["notes"] if note.startswith(f"{title}: "))
        assert re.findall(r"[A-Z]+-\d{4}-\d{3}", note) == listed
        assert note.startswith(f"{title}: {len(listed)}")


def test_what_a_limit_leaves_out_is_still_counted(ask: Say) -> None:
    report = overdue(ask, LATER, "--limit", "1")
    assert refs(report, "review_due") == ["COW-2025-006"]
    assert (report["facts"]["review_due"], report["sections"][1]["more"]) == (3, 2)
    assert "Review due: 3 (COW-2025-006, and 2 more not listed here)." in report["notes"]


def test_the_list_counts_each_standing_above_its_rows(ask: Say) -> None:
    said = ask("status", "--as-of", LATER, "--format", "table").splitlines()[0]
    counted = {standing: int(count) for count, standing in re.findall(r"(\d+) ([a-z ]+?)(?= ·|$)", said)}
    standings = [row["standing"] for row in status(ask, LATER).values()]
    assert counted == {each: standings.count(each) for each in standings}
    assert "13 pledges" in said


def test_grouping_by_country_counts_a_pledge_once(ask: Say) -> None:
    grouped, listed = overdue(ask, LATER, "--by-country"), overdue(ask, LATER)
    assert grouped["facts"] == listed["facts"]
    assert sorted(refs(grouped, "review_due")) == sorted(refs(listed, "review_due"))
    assert [section["key"] for section in grouped["sections"]][:3] == [
        f"review_due/{each}" for each in ("COW", "FR", "GB")
    ]


def test_a_letter_to_one_country_holds_its_own_pledges_and_those_of_its_groups_and_no_other_section(ask: Say) -> None:
    report = overdue(ask, LATER, "--country", "GB", "--by-country")
    assert [section["key"] for section in report["sections"]] == ["review_due/GB", "overdue", "due_soon"]
    assert report["sections"][0]["title"] == "United Kingdom (GB) · Review due (inferred windows): 2"
    assert [row["ref"] for row in report["sections"][0]["rows"]] == ["COW-2025-006", "GB-2025-001"]


def test_a_limit_holds_for_every_list_of_a_letter(ask: Say) -> None:
    (listed, *_) = overdue(ask, LATER, "--country", "GB", "--by-country", "--limit", "1")["sections"]
    assert ([row["ref"] for row in listed["rows"]], listed["more"]) == (["COW-2025-006"], 1)
    assert listed["title"].endswith(": 2")


def test_every_document_that_is_named_is_told_at_the_foot_with_its_address(ask: Say) -> None:
    report = overdue(ask, LATER)
    foot = report["notes"][report["notes"].index("Documents named here:") :]
    rows = [row for section in report["sections"] for row in section["rows"]]
    named = {row[name] for row in rows for name in ("document", "last_document") if row[name]}
    assert named == {"D-2025-003", "D-2026-001"} == {each["ref"] for each in report["facts"]["documents"]}
    for ref in named:
        (told,) = (note for note in foot if note.startswith(f"{ref}: "))
        assert "https://" in told


def test_a_deed_of_the_party_stands_in_the_line_that_is_late(ask: Say) -> None:
    (row,) = (
        row for section in overdue(ask, LATER)["sections"] for row in section["rows"] if row["ref"] == "COW-2025-006"
    )
    assert row["done_so_far"] == "a part or a step without a figure on 2026-01-06 (COW-2025-006.1, D-2026-001)"


def test_the_rules_and_the_day_stand_at_the_foot(ask: Say) -> None:
    foot = ask("report", "overdue", "--as-of", LATER).splitlines()
    assert foot[-2] == f"# As of {LATER}: only documents published on or before that day are known."
    assert foot[-1].startswith("# Register: revision 1 of its log, sha256 ")
    weeks = next(line for line in foot if line.startswith("# vague-weeks"))
    assert "56 days from the statement" in weeks
    assert "Said here: “in the coming weeks”" in weeks


def test_csv_says_the_same_as_json(ask: Say) -> None:
    rows = list(csv.DictReader(StringIO(ask("report", "overdue", "--as-of", LATER, "--format", "csv"))))
    told = [row | {"section": section["key"]} for section in overdue(ask, LATER)["sections"] for row in section["rows"]]
    assert [(row["section"], row["ref"], row["days_late"]) for row in rows] == [
        (row["section"], row["ref"], str(row["days_late"])) for row in told
    ]
