"""Hostile texts in the calendar, the feed and the tables of a site: read back by what reads them, and harmless."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
from icalendar import Calendar

from tests.cli.conftest import invoke
from tests.cli.hostile import AS_OF, LONG, PLEDGES, SCRIPT, fill
from tests.site.conftest import build
from tracker.register.location import Location
from tracker.render import cells

pytestmark = pytest.mark.slow

TITLE = f"{SCRIPT} =cmd [red]x[/red] \x1b[31mred \u202eeltit"
SHOWN = ("=cmd|' /C calc'!A0", "[red]x[/red]", "javascript:alert(3)", "␛[31mred", "凍結資産")
DATA = ("deadlines.ics", "changes.atom", "data/pledges.csv", "data/pledges.json", "rows.js")


@pytest.fixture(scope="module")
def folder(new_register: Callable[[str], Location], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a register in which every text is hostile."""
    location, made = new_register("sqlite"), tmp_path_factory.mktemp("hostile") / "site"
    fill(location)
    done = invoke("edit", "GB-2025-001.1", "--set", f"note={TITLE}", register=location.target)
    assert done.code == 0, done.err
    build(location, made, "--title", TITLE, "--base-url", "https://example.org", day=AS_OF)
    return made


def told(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("name", DATA)
def test_nothing_in_it_steers_a_terminal_or_turns_the_reading_direction(folder: Path, name: str) -> None:
    text = (folder / name).read_bytes().decode()
    allowed = {10, *({13} if name.endswith(".ics") else {9} if name.endswith(".csv") else ())}
    assert {code for code in map(ord, text) if cells.hidden(code)} <= allowed


def test_the_calendar_has_the_deadlines_and_nothing_that_a_text_brought_in(folder: Path) -> None:
    data = (folder / "deadlines.ics").read_bytes()
    calendar = Calendar.from_ical(data)
    events = calendar.walk("VEVENT")
    assert [each.name for each in calendar.walk()] == ["VCALENDAR", *["VEVENT"] * len(events)]
    assert {str(each["UID"]) for each in events} == {f"{ref}@commitment-tracker" for ref in PLEDGES}
    assert max(map(len, data.split(b"\r\n"))) <= 75
    for each in events:
        assert {*each} <= {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CATEGORIES", "TRANSP"}
        assert all(said in told(each["SUMMARY"]) for said in SHOWN)
    assert sorted(LONG in each["SUMMARY"] for each in events) == [False, False, True, True]
    assert SCRIPT in calendar["X-WR-CALNAME"]


def test_the_feed_is_well_formed_and_its_texts_are_words(folder: Path) -> None:
    read = feedparser.parse((folder / "changes.atom").read_bytes(), sanitize_html=False)
    assert not read.bozo, read.get("bozo_exception")
    assert SCRIPT in read.feed.title
    assert read.entries
    for each in read.entries:
        assert each.title_detail.type == each.summary_detail.type == "text/plain"  # a reader shows it, and runs nothing
        assert [link.href for link in each.links] == [f"https://example.org/pledges/{each.title.split()[0]}.html"]
        assert all(said in told(each.title) for said in SHOWN)
    assert any(LONG in each.title for each in read.entries)
    hrefs = re.findall(r'href="([^"]*)"', (folder / "changes.atom").read_text(encoding="utf-8"))
    assert {urlsplit(each).scheme for each in hrefs} == {"https"}


def test_no_cell_of_the_table_begins_a_formula(folder: Path) -> None:
    text = (folder / "data/pledges.csv").read_text(encoding="utf-8")
    heads, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert {len(row) for row in rows} == {len(heads)}
    assert [row[heads.index("ref")] for row in rows] == sorted(PLEDGES)
    for cell in (cell for row in rows for cell in row):
        assert not re.match(r"\s*[=+@\t\r-]", cell) or re.fullmatch(r"-\d+", cell), cell[:40]
    for row in rows:
        assert all(said in told(row[heads.index("summary")]) for said in SHOWN)
    assert sum(LONG in row[heads.index("summary")] for row in rows) == 2


def test_the_json_holds_the_texts_as_strings(folder: Path) -> None:
    rows = json.loads((folder / "data/pledges.json").read_text(encoding="utf-8"))
    assert [row["ref"] for row in rows] == sorted(PLEDGES)
    for row in rows:  # a program is given what was said, to the last sign; in the file it is escaped
        assert all(said.replace("␛", "\x1b") in told(row["summary"]) for said in SHOWN)
    script = (folder / "rows.js").read_text(encoding="utf-8")
    listed = json.loads(script.removeprefix("const pledges = ").removesuffix(";\n"))
    assert [row[0] for row in listed["rows"]] == sorted(PLEDGES)
    for row in listed["rows"]:  # a page shows them as they are
        assert not {code for cell in row if isinstance(cell, str) for code in map(ord, cell) if cells.hidden(code)}


def test_the_package_gives_back_what_was_recorded_to_the_last_sign(
    folder: Path, new_register: Callable[[str], Location], tmp_path: Path
) -> None:
    location = new_register("sqlite")
    assert invoke("import", str(folder / "data/package"), register=location.target).code == 0
    build(location, tmp_path / "again", "--title", TITLE, "--base-url", "https://example.org", day=AS_OF)
    for name in ("data/pledges.csv", "data/pledges.json", "rows.js", "deadlines.ics"):
        assert (tmp_path / "again" / name).read_bytes() == (folder / name).read_bytes(), name
