"""What a party answers stands beside its pledge on every page that names it, and nowhere else."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import feedparser
import pytest
from icalendar import Calendar
from pages import words

from tests.cli.conftest import invoke
from tests.site.conftest import DAY, build, files, times
from tracker.register.location import Location

pytestmark = pytest.mark.slow

ANSWER = "by GB on 2025-12-01: “The missiles were handed over” (D-2025-005). In short: they came by rail."


@pytest.fixture
def disputed(desk: Location) -> Location:
    """The register with the five documents, and the answer of GB to one of its pledges."""
    facts = "title: Reply\npublisher: The ministry\npublished_on: 2025-12-01\nissuer: GB"
    text = f"---\n{facts}\n---\nThe missiles were handed over."
    said = invoke("add", "document", "-", "--quiet", register=desk.target, stdin=text)
    assert said.code == 0, said.err
    quote = ("--party", "GB", "--quote", "The missiles were handed over", "--note", "they came by rail")
    assert invoke("add", "dispute", "GB-2025-001", "D-2025-005", *quote, register=desk.target).code == 0
    return desk


@pytest.mark.parametrize(
    "address",
    [
        "index.html",
        "pledges/index.html",
        "pledges/GB-2025-001.html",
        "parties/GB.html",
        "topics/air-defence.html",
        "documents/D-2025-003.html",
        "events/cow-virtual-2025-11-25--05b4cc1c51.html",
        "reports/overdue.html",
    ],
)
def test_an_answer_stands_beside_its_pledge(disputed: Location, tmp_path: Path, address: str) -> None:
    build(disputed, tmp_path / "site")
    assert ANSWER in words((tmp_path / "site" / address).read_bytes())


def test_an_answer_stands_in_the_calendar_of_what_comes_due(disputed: Location, tmp_path: Path) -> None:
    build(disputed, tmp_path / "site", day="2025-12-15")
    assert ANSWER in words((tmp_path / "site/reports/upcoming.html").read_bytes())


def test_an_answer_stands_in_what_is_taken_away(disputed: Location, tmp_path: Path) -> None:
    build(disputed, tmp_path / "site")
    calendar = Calendar.from_ical((tmp_path / "site/deadlines.ics").read_bytes())
    told = {each["uid"].partition("@")[0]: each["description"] for each in calendar.events}
    assert f"Dispute: {ANSWER}" in told["GB-2025-001"]
    with (tmp_path / "site/data/pledges.csv").open(encoding="utf-8", newline="") as file:
        table = {row["ref"]: row["answer"] for row in csv.DictReader(file)}
    listed = json.loads((tmp_path / "site/data/pledges.json").read_bytes())
    for rows in (table, {row["ref"]: row["answer"] or "" for row in listed}):
        assert {ref: answer for ref, answer in rows.items() if answer} == {"GB-2025-001": ANSWER}


def test_the_list_for_the_browser_has_the_answer_with_its_row(disputed: Location, tmp_path: Path) -> None:
    build(disputed, tmp_path / "site")
    script = (tmp_path / "site" / "rows.js").read_text(encoding="utf-8")
    rows = json.loads(script.removeprefix("const pledges = ").removesuffix(";\n"))["rows"]
    assert {row[0]: row[11] for row in rows if len(row) > 10} == {"GB-2025-001": [ANSWER]}


def test_an_answer_is_news_on_its_day_and_marks_its_party_and_the_line_of_time(
    disputed: Location, tmp_path: Path
) -> None:
    build(disputed, tmp_path / "site")
    entries = feedparser.parse((tmp_path / "site" / "changes.atom").read_bytes()).entries
    (entry,) = [each for each in entries if "2025-12-01" in each.updated]
    assert entry.summary == "disputed by GB: “The missiles were handed over” (D-2025-005)"
    assert "2025-12-01 disputed by GB (D-2025-005)" in words(
        (tmp_path / "site" / "pledges/GB-2025-001.html").read_bytes()
    )


def test_an_answer_is_not_known_before_its_day(disputed: Location, tmp_path: Path) -> None:
    build(disputed, tmp_path / "site", day="2025-11-30")
    pages = files(tmp_path / "site").items()
    assert not [name for name, each in pages if b"handed over" in each and not name.startswith("data/package/")]


def test_a_new_answer_changes_the_pages_that_name_its_pledge_and_no_other(desk: Location, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    text = "---\ntitle: Reply\npublisher: The ministry\npublished_on: 2025-12-01\nissuer: GB\n---\nIt was done."
    assert invoke("add", "document", "-", "--quiet", register=desk.target, stdin=text).code == 0
    build(desk, folder)
    before = times(folder)
    answer = ("--party", "GB", "--quote", "It was done")
    assert invoke("add", "dispute", "GB-2025-001", "D-2025-005", *answer, register=desk.target).code == 0
    build(desk, folder)
    after = times(folder)
    changed = {address for address in after if after[address] != before.get(address)}
    assert {"index.html", "parties/GB.html", "documents/D-2025-003.html", "reports/overdue.html"} <= changed
    assert not {"parties/FR.html", "pledges/GB-2025-002.html", "documents/D-2026-001.html"} & changed
    build(desk, tmp_path / "fresh", day=DAY)
    assert files(folder) == files(tmp_path / "fresh")


def test_a_corrected_answer_is_corrected_on_every_page(disputed: Location, tmp_path: Path) -> None:
    build(disputed, tmp_path / "site")
    note = "--set", "note=they came by sea"
    assert invoke("edit", "A-2025-001", *note, register=disputed.target).code == 0
    build(disputed, tmp_path / "site")
    build(disputed, tmp_path / "fresh")
    assert files(tmp_path / "site") == files(tmp_path / "fresh")
    assert "they came by sea" in words((tmp_path / "site" / "topics/air-defence.html").read_bytes())
