"""What the further reports must say of the five documents, and how a report fails a run that asks for it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import Say, invoke
from tests.cli.reports.asked import AHEAD, BEFORE, LATER, REPORT, SOON_AFTER, asked, overdue, refs, status
from tracker.register.location import Location

pytestmark = pytest.mark.repeated


# -- what further reports must say ----------------------------------------


def test_the_scorecard_counts_what_the_list_lists(ask: Say) -> None:
    facts, rows = asked(ask, *REPORT["scorecard"])["facts"], status(ask, LATER).values()
    assert facts["made"] == len(rows) == 13
    for standing in ("overdue", "review due", "open", "advanced", "conditional", "fulfilled"):
        assert facts[standing.replace(" ", "_")] == sum(row["standing"] == standing for row in rows)


@pytest.mark.parametrize("name", ["scorecard", "amounts"])
def test_the_refs_behind_every_total_stand_with_it(ask: Say, name: str) -> None:
    made = asked(ask, *REPORT[name])
    sections = {each["key"]: each["rows"] for each in made["sections"]}
    assert sorted(ref for row in sections["all"] for ref in row["refs"]) == sorted(status(ask, LATER))
    assert [row["refs"] for row in sections["topics"] if row["key"] == "air-defence"] == [["GB-2025-001"]]
    for count in ("made", "pledges"):
        assert all(row[count] == len(row["refs"]) for rows in sections.values() for row in rows if count in row)
    for written in ("md", "html"):
        said = ask(*REPORT[name], "--as-of", LATER, "--format", written)
        assert "The pledges behind each row:" in said
        assert said.count("GB-2025-001") >= 3
    assert "The refs behind each total stand in the formats md" in ask(
        *REPORT[name], "--as-of", LATER, "--format", "table"
    )


def test_a_scorecard_names_the_pledges_of_each_standing(ask: Say) -> None:
    refs = asked(ask, *REPORT["scorecard"])["facts"]["refs"]
    listed = status(ask, LATER)
    assert {ref: standing.replace("_", " ") for standing, among in refs.items() for ref in among} == {
        ref: row["standing"] for ref, row in listed.items()
    }


def test_the_ledger_of_a_group_names_each_of_its_members(ask: Say) -> None:
    assert asked(ask, *REPORT["ledger"])["facts"] == {"parties": 32, "delivered": 0, "spoken": 0, "silent": 32}


def test_a_pledge_that_is_not_known_yet_has_no_ledger(library: Location) -> None:
    done = invoke("report", "ledger", "COW-2026-001", "--as-of", BEFORE, register=library.target)
    assert done.code == 4
    assert "COW-2026-001 is not known on 2025-11-24." in done.err
    assert "tracker explain COW-2026-001" in done.err


def test_what_is_said_again_is_told_with_its_dates(ask: Say) -> None:
    (section,) = asked(ask, *REPORT["restated"])["sections"]
    assert section["key"] == "COW-2025-004"
    assert [(row["on"], row["what"]) for row in section["rows"]] == [("2025-11-25", "made"), ("2026-01-06", "restates")]


def test_what_nothing_was_heard_of_for_two_months_is_silent(ask: Say) -> None:
    (section,) = asked(ask, *REPORT["silent"])["sections"]
    assert {row["ref"]: row["days_silent"] for row in section["rows"]} == {
        "COW-2025-001": 149,
        "EU-2025-001": 149,
        "JP-2025-001": 149,
        "FR-2025-001": 67,
        "GB-2025-001": 67,
        "GB-2025-002": 67,
    }


def test_what_comes_due_is_a_calendar(ask: Say) -> None:
    sections = asked(ask, "report", "upcoming", "--days", "60", as_of=AHEAD)["sections"]
    assert [(each["title"], [row["ref"] for row in each["rows"]]) for each in sections] == [
        ("December 2025", ["COW-2025-006", "FR-2025-001"]),
        ("January 2026", ["GB-2025-001"]),
    ]


def test_what_became_late_since_a_day_is_listed_alone(ask: Say) -> None:
    assert refs(overdue(ask, LATER, "--since", "2026-01-20"), "review_due") == ["GB-2025-001"]
    assert refs(overdue(ask, LATER, "--since", "2026-01-21"), "review_due") == []


def test_what_became_late_between_two_days_is_what_is_late_since_the_first(ask: Say) -> None:
    for first in (BEFORE, SOON_AFTER, "2026-01-20", LATER):
        made, late = asked(ask, "report", "changes", first, LATER), overdue(ask, LATER, "--since", first)
        for standing in ("overdue", "review_due"):
            assert sorted(made["facts"][f"became_{standing}"]) == sorted(refs(late, standing))


def test_a_pledge_that_is_new_stands_as_it_did_at_first_and_has_moved_since(ask: Say) -> None:
    rows = [row for each in asked(ask, *REPORT["changes"])["sections"] for row in each["rows"]]
    told = [(row["on"], row["what"], row["ref"], row["before"], row["after"], row["document"]) for row in rows]
    assert [each for each in told if each[2].startswith("COW-2025-003")] == [
        ("2025-11-25", "new", "COW-2025-003", None, "open", "D-2025-002"),
        ("2026-01-06", "moved", "COW-2025-003", "open", "advanced", "D-2026-001"),
        ("2025-11-26", "corroborates", "COW-2025-003.1", None, "corroborates", "D-2025-004"),
    ]
    assert ("2026-01-21", "moved", "GB-2025-001", "open", "review due", "D-2025-003") in told


TALKS = """---
title: The talks have ended
publisher: Harbour Courier
published_on: 2026-01-20
---
Diplomacy has ended the war.
"""


def test_a_pledge_whose_condition_is_met_has_moved_by_the_document_that_says_so(do: Say) -> None:
    said = do("add", "document", "-", "--quiet", stdin=TALKS).strip()
    do("link", "COW-2026-001", said, "activates", "--quote", "Diplomacy has ended the war.")
    moved, others = (
        [(row["ref"], row["before"], row["after"], row["document"]) for row in each["rows"]]
        for each in asked(do, "report", "changes", "2026-01-19", LATER)["sections"][1:3]
    )
    assert ("COW-2026-001", "conditional", "open", said) in moved
    assert others == []
    documents = json.loads(do("explain", "COW-2026-001", "--as-of", LATER, "--format", "json"))["documents"]
    assert [each.rpartition("” ")[2] for each in documents] == ["It decides that the condition is met."]


def test_changes_need_two_days_or_two_places(library: Location, tmp_path: Any) -> None:
    for earlier, later in ((LATER, BEFORE), (BEFORE, str(tmp_path)), ("yesterday", "soon")):
        assert invoke("report", "changes", earlier, later, register=library.target).code == 2


def test_a_register_and_the_package_that_it_gave_differ_in_nothing(ask: Say, library: Location, tmp_path: Any) -> None:
    ask("export", str(tmp_path / "out"))
    said = ask("report", "changes", str(tmp_path / "out"), library.target, "--as-of", LATER)
    assert "# 0 new, 0 moved, 0 said, 0 corrected." in said


# -- for cron and CI ----------------------------------------


def test_fail_on_overdue_exits_with_1_only_when_a_stated_deadline_has_passed(
    library: Location, new_register: Any
) -> None:
    asked = ("report", "overdue", "--fail-on-overdue", "--as-of", LATER)
    assert invoke(*asked, register=library.target).code == 0
    own = new_register(library.dialect).target
    text = "---\npublisher: us\npublished_on: 2026-01-02\n---\nWe will come by 10 January 2026."
    assert invoke("add", "party", "FR", register=own).code == 0
    assert invoke("add", "document", "-", register=own, stdin=text).code == 0
    pledge = (
        "--party",
        "FR",
        "--document",
        "D-2026-001",
        "--quote",
        "We will come",
        "--summary",
        "Come",
        "--topic",
        "t",
    )
    assert invoke("add", "pledge", *pledge, "--due", "by 10 January 2026", register=own).code == 0
    done = invoke(*asked, register=own)
    assert (done.code, "overdue\tFR-2026-001" in done.out) == (1, True)
    assert invoke(*asked[:-1], "2026-01-10", register=own).code == 0


@pytest.mark.parametrize(
    ("narrowed", "enquiries"),
    [((), 2), (("--topic", "air-defence"), 1), (("--country", "FR"), 1), (("--topic", "sanctions"), 0)],
)
def test_a_scorecard_tells_of_enquiries_into_what_it_counts(
    narrowed: tuple[str, ...], enquiries: int, ask: Say
) -> None:
    made = asked(ask, "report", "scorecard", *narrowed)
    assert (made["facts"]["enquiries"], made["facts"]["last_enquiry"]) == (
        enquiries,
        "2026-01-30" if enquiries else None,
    )
    looked = {row["last_enquiry"] for section in made["sections"] for row in section["rows"]}
    assert ("2026-01-30" in looked) is bool(enquiries)
