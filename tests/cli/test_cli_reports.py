"""``status`` and ``report overdue`` on the five documents: every format on three days, and what they must say."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest

from tests.cli.conftest import Say, WideApp, invoke
from tests.conftest import DIALECTS, Golden
from tracker.register.location import Location
from tracker.render import FORMATS, TEXT

pytestmark = pytest.mark.repeated


@pytest.fixture(params=DIALECTS)
def library(request: pytest.FixtureRequest, made: Callable[[str], Location]) -> Location:
    """The register with the five documents, in both databases in every round: their reports are the same bytes."""
    return made(request.param)


BEFORE, SOON_AFTER, LATER = "2025-11-24", "2025-12-01", "2026-01-31"
STATUS, OVERDUE = ("status",), ("report", "overdue")
ENDINGS = {"table": "txt", "plain": "plain.txt"}
KEPT = tuple(form for form in TEXT if form != "html")  # a page is long: one is kept, the others are read by tests

AHEAD = "2025-11-26"
REPORT = {
    "scorecard": ("report", "scorecard"),
    "scorecard-planning": ("report", "scorecard", "--topic", "military-planning"),
    "ledger": ("report", "ledger", "COW-2026-001"),
    "restated": ("report", "restated"),
    "silent": ("report", "silent", "--days", "60"),
    "changes": ("report", "changes", BEFORE, LATER),
    "amounts": ("report", "amounts"),
}
# Each report with the days and formats in which it is expected.
REPORTS: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "status": (STATUS, (BEFORE, SOON_AFTER, LATER), KEPT),
    "overdue": (OVERDUE, (BEFORE, SOON_AFTER, LATER), KEPT),
    "overdue-by-country": ((*OVERDUE, "--by-country"), (LATER,), KEPT),
    "status-france": ((*STATUS, "--country", "FR"), (LATER,), ("table", "csv", "md")),
    "status-france-direct": ((*STATUS, "--country", "FR", "--direct"), (LATER,), ("table", "csv", "md", "html")),
    "overdue-france": ((*OVERDUE, "--country", "FR"), (LATER,), ("table", "csv", "md")),
    "overdue-france-direct": ((*OVERDUE, "--country", "FR", "--direct"), (LATER,), ("table", "csv", "md")),
    "overdue-since": ((*OVERDUE, "--since", "2026-01-15"), (LATER,), ("table", "csv", "md")),
    **{name: (command, (LATER,), KEPT) for name, command in REPORT.items()},
    "upcoming": (("report", "upcoming", "--days", "60"), (AHEAD,), KEPT),
}
CASES = {
    f"{name}-{day}.{ENDINGS.get(form, form)}": (*command, "--as-of", day, "--format", form)
    for name, (command, days, forms) in REPORTS.items()
    for day in days
    for form in forms
}
WIDE = {
    f"{name}-{day}.wide.txt": (*command, "--as-of", day, "--format", "table")
    for name, (command, days, _) in REPORTS.items()
    for day in days
}


@pytest.mark.parametrize("name", CASES)
def test_a_report_reads_as_expected_on_every_database(name: str, ask: Say, golden: Golden) -> None:
    golden(f"reports/{name}", ask(*CASES[name]))


@pytest.mark.parametrize("name", WIDE)
def test_a_table_uses_140_columns(name: str, ask: Say, golden: Golden) -> None:
    written = ask(*WIDE[name], app=WideApp)
    assert max(map(len, written.splitlines())) <= 140
    golden(f"reports/{name}", written)


def test_every_expected_report_is_one_of_these(golden: Golden) -> None:
    assert golden.names("reports") == {*CASES, *WIDE}


@pytest.mark.parametrize("name", [name for name in CASES if name.endswith(("1.txt", "4.txt"))])
def test_a_table_fits_80_columns(name: str, ask: Say) -> None:
    assert max(map(len, ask(*CASES[name]).splitlines())) <= 80


@pytest.mark.parametrize("command", [STATUS, OVERDUE], ids=" ".join)
def test_the_same_day_gives_the_same_bytes(command: tuple[str, ...], ask: Say) -> None:
    for form in FORMATS:
        asked = (*command, "--as-of", LATER, "--format", form)
        assert ask(*asked) == ask(*asked)


# -- the facts of the five documents ----------------------------------------


def status(ask: Say, day: str, *options: str) -> dict[str, dict[str, Any]]:
    """The list of a day by ref."""
    written = ask("status", "--as-of", day, "--format", "json", *options)
    return {row["ref"]: row for section in json.loads(written)["sections"] for row in section["rows"]}


def overdue(ask: Say, day: str, *options: str) -> dict[str, Any]:
    written: dict[str, Any] = json.loads(ask("report", "overdue", "--as-of", day, "--format", "json", *options))
    return written


def refs(report: dict[str, Any], key: str) -> list[str]:
    """The refs that a report lists in a section, or in its groups."""
    return [
        row["ref"]
        for section in report["sections"]
        if section["key"].partition("/")[0] == key
        for row in section["rows"]
    ]


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


# -- what further reports must say ----------------------------------------


def asked(ask: Say, *command: str, as_of: str = LATER) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ask(*command, "--as-of", as_of, "--format", "json"))
    return found


def test_the_scorecard_counts_what_the_list_lists(ask: Say) -> None:
    facts, rows = asked(ask, *REPORT["scorecard"])["facts"], status(ask, LATER).values()
    assert facts["made"] == len(rows) == 13
    for standing in ("overdue", "review due", "open", "advanced", "conditional", "fulfilled"):
        assert facts[standing.replace(" ", "_")] == sum(row["standing"] == standing for row in rows)


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
