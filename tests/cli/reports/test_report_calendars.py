"""Reports as calendars, read back by icalendar: an all-day event for every day in them, under a lasting name."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.cli.conftest import Run, Say, invoke
from tests.cli.reports.asked import BEFORE, LATER, REPORT, asked
from tracker.register.location import Location

pytestmark = pytest.mark.repeated

Events = dict[str, Any]
FACTS = "title: Reply\npublisher: The ministry\npublished_on: 2025-12-20\nissuer: GB"
REPLY = f"---\n{FACTS}\n---\nWe have delivered 20 missiles."


def events(ask: Say, folder: Path, *command: str, as_of: str = LATER) -> Events:
    """The events of a report by UID: each all day, each once."""
    file = folder / "report.ics"
    ask(*command, "--as-of", as_of, "--format", "ics", "--output", str(file))
    found = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    for each in found:
        assert each["DTSTART"].params["VALUE"] == "DATE"
        assert each.decoded("DTEND") - each.decoded("DTSTART") == timedelta(days=1)
        assert str(each["DESCRIPTION"]).endswith(f"As of {as_of}")
    named = {str(each["UID"]): each for each in found}
    assert len(named) == len(found)
    return named


def days(found: Events) -> list[tuple[str, str]]:
    return sorted((each.decoded("DTSTART").isoformat(), str(each["SUMMARY"])) for each in found.values())


def test_what_was_said_again_has_an_event_for_every_time_and_every_deadline(ask: Say, tmp_path: Path) -> None:
    rows = [row for each in asked(ask, *REPORT["restated"])["sections"] for row in each["rows"]]
    found = events(ask, tmp_path, *REPORT["restated"])
    said = [(row["on"], f"{row['ref']} {row['what']}") for row in rows]
    due = [(row["latest"], f"{row['ref']}: deadline said on {row['on']}") for row in rows if row["latest"]]
    assert days(found) == sorted(said + due)
    assert max(len(each["SUMMARY"]) for each in found.values()) < 60
    (told,) = [str(each["DESCRIPTION"]) for each in found.values() if each["SUMMARY"] == "COW-2025-004 restates"]
    assert "Document: D-2026-001" in told
    assert "Words: “Merz said that the partners in the Coalition would go on strengthening Ukraine.”" in told


def test_every_change_has_an_event_on_its_day(ask: Say, tmp_path: Path) -> None:
    rows = [row for each in asked(ask, *REPORT["changes"])["sections"] for row in each["rows"]]
    found = events(ask, tmp_path, *REPORT["changes"])
    assert sorted(day for day, _ in days(found)) == sorted(row["on"] for row in rows)
    assert ("2025-11-25", "GB-2025-001 new: open") in days(found)
    assert ("2026-01-21", "GB-2025-001 moved: review due") in days(found)
    assert ("2026-01-06", "COW-2025-004.2 restates") in days(found)


def test_a_change_keeps_its_name_when_more_is_asked_for(ask: Say, tmp_path: Path) -> None:
    few = events(ask, tmp_path, "report", "changes", BEFORE, "2025-12-01", as_of="2025-12-01")
    assert few.keys() <= events(ask, tmp_path, *REPORT["changes"]).keys()


@pytest.fixture
def delivered(do: Say) -> Say:
    """The register in which GB has delivered something, and has promised something else for later."""
    do("add", "document", "-", stdin=REPLY)
    quote = ("--quote", "We have delivered 20 missiles")
    do("link", "COW-2025-003", "D-2025-005", "advances", *quote, "--party", "GB")
    do("link", "GB-2025-001", "D-2025-005", "restates", *quote, "--due", "2026-04-30")
    return do


def test_a_ledger_has_an_event_for_the_last_word_of_each_party(delivered: Say, tmp_path: Path) -> None:
    (event,) = (found := events(delivered, tmp_path, "report", "ledger", "COW-2025-003")).values()
    assert days(found) == [("2025-12-20", "GB: last word on COW-2025-003")]
    assert event["UID"] == "COW-2025-003.3@commitment-tracker"
    assert "Document: D-2025-005" in event["DESCRIPTION"]
    assert events(delivered, tmp_path, "report", "ledger", "COW-2025-004") == {}


def test_a_deadline_has_the_same_event_in_every_calendar_and_a_later_one_its_own(
    delivered: Say, tmp_path: Path
) -> None:
    again, late = (events(delivered, tmp_path, "report", name) for name in ("restated", "overdue"))
    shared = again.keys() & late.keys()
    assert shared == {"GB-2025-001@commitment-tracker"}
    (uid,) = shared
    assert again[uid].decoded("DTSTART") == late[uid].decoded("DTSTART") == date(2026, 1, 20)
    (later,) = [each for name, each in again.items() if ".deadline@" in name]
    assert later.decoded("DTSTART") == date(2026, 4, 30)
    assert later["SUMMARY"] == "GB-2025-001: deadline said on 2025-12-20"
    assert "Slip: 100" in later["DESCRIPTION"]


def test_a_conditional_pledge_has_its_condition_in_every_calendar(do: Say, tmp_path: Path) -> None:
    do("edit", "COW-2026-001", "--set", "due=by the end of June 2026")
    for command in (("status",), ("report", "upcoming", "--days", "365"), ("report", "silent", "--days", "1")):
        event = events(do, tmp_path, *command)["COW-2026-001@commitment-tracker"]
        assert "Condition: “once diplomacy ends the war”" in event["DESCRIPTION"]


def test_what_has_no_day_is_told_beside_the_calendar(library: Location, tmp_path: Path) -> None:
    report = (*REPORT["silent"], "--as-of", LATER, "--format", "ics", "--output", str(tmp_path / "silent.ics"))
    said = "Without a day, and so without an event in the calendar: 4 of 6 listed.\n"
    assert invoke(*report, register=library.target).err == said
    assert invoke(*report, "--quiet", register=library.target).err == ""


def test_a_correction_is_an_event_on_the_day_of_the_log(do: Say, tmp_path: Path) -> None:
    do("edit", "GB-2025-001", "--set", "topic=missiles")
    found = events(do, tmp_path, "report", "changes", LATER, "2026-02-28", as_of="2026-02-28")
    assert days(found) == [("2026-02-02", "GB-2025-001 corrected")]
    (event,) = found.values()
    assert "Before: topic: air-defence\nAfter: topic: missiles" in event["DESCRIPTION"]


@pytest.mark.parametrize("report", ["scorecard", "amounts"])
def test_what_counts_and_sums_has_no_days_and_says_what_to_take(refuse: Run, report: str) -> None:
    done = refuse("report", report, "--format", "ics", "--as-of", LATER)
    assert (done.code, done.out) == (2, "")
    assert "A calendar needs days, and the rows of this have none of their own." in done.err
    assert "Take --format csv or xlsx" in done.err
