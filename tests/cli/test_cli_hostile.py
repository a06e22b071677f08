"""Every report in every format on a register in which every text is hostile: all of it is read, none of it obeyed.

And every one of them has the same bytes again, in another process and on another database.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from icalendar import Calendar
from markdown_it import MarkdownIt
from openpyxl import load_workbook

from tests.cli.conftest import environment, invoke
from tests.cli.hostile import ADDRESSES, AS_OF, LONG, PLEDGES, SCRIPT, fill
from tests.render.page import is_harmless, parsed
from tracker.cli.app import App
from tracker.register.location import Location
from tracker.render import FORMATS, TEXT, cells

pytestmark = pytest.mark.slow

REPORTS: dict[str, tuple[str, ...]] = {
    "status": ("status", "--limit", "0"),
    "status of a country": ("status", "--limit", "0", "--country", "GB"),
    "overdue": ("report", "overdue"),
    "overdue by country": ("report", "overdue", "--by-country"),
    "scorecard": ("report", "scorecard"),
    "ledger": ("report", "ledger", PLEDGES[3]),
    "restated": ("report", "restated"),
    "silent": ("report", "silent", "--days", "1"),
    "upcoming": ("report", "upcoming"),
    "changes": ("report", "changes", "2025-11-01", AS_OF),
    "search": ("search", "safe"),
}
RECORDS = {
    **{f"{command} {ref}": (command, ref) for command in ("show", "explain") for ref in PLEDGES[::3]},
    **{f"show {ref}": ("show", ref) for ref in ("D-2025-001", "A-2026-001", "E-2026-001", "GB-2025-001.1")},
}
# What has no days makes no calendar; a search is told on no day.
WHOLE = {"status", "status of a country", "overdue", "overdue by country", "silent", "changes"}  # with what is pledged
DATED = {*REPORTS} - {"scorecard", "search"}
CASES = [
    pytest.param(name, form, id=f"{name} {form}")
    for name in REPORTS
    for form in FORMATS
    if form != "ics" or name in DATED
]


@pytest.fixture(scope="module")
def hostile(new_register: Callable[[str], Location]) -> Location:
    """The register in one file."""
    location = new_register("sqlite")
    fill(location)
    return location


@cache
def written(location: Location, form: str, *command: str) -> bytes:
    """What a command writes into a file, asked once."""
    asked = (*command, *(() if command[0] == "search" else ("--as-of", AS_OF)), "--format", form)
    with TemporaryDirectory() as folder:
        target = Path(folder, "out")
        done = invoke(*asked, "--quiet", "--output", str(target), register=location.target)
        assert (done.code, done.err) == (0, ""), done.err
        return target.read_bytes()


# -- nothing is obeyed ---------------------------------------------------------------------------------------


def obeys_nothing(form: str, found: bytes) -> str:
    """Hold an output to what its format is read by; give back the words that a reader reads."""
    if form == "xlsx":
        return _workbook(found)
    text = found.decode()
    steering = {code for code in map(ord, text) if cells.hidden(code)}
    assert steering <= {10, *({9} if form in ("plain", "csv") else ()), *({13} if form == "ics" else ())}
    return {"html": _page, "md": _markdown, "csv": _table, "json": _object, "jsonl": _lines, "ics": _calendar}.get(
        form, str
    )(text)


def _page(text: str) -> str:
    page = parsed(text)
    assert is_harmless(page)
    return "".join(page.itertext())


def _markdown(text: str) -> str:
    """Rendered as a reader of mail or of GitHub does, with HTML allowed: there is none, nor a link or an image."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)
    every = [each for token in tokens for each in (token, *(token.children or ()))]
    ours = {"heading", "paragraph", "table", "thead", "tbody", "tr", "th", "td", "bullet_list", "list_item", "strong"}
    kinds = {each.type.removesuffix("_open").removesuffix("_close") for each in every}
    assert kinds <= ours | {"inline", "text", "text_special", "softbreak"}, kinds
    levels = [each.tag for each in tokens if each.type == "heading_open"]
    assert levels[1:] == ["h2"] * len(levels[1:])
    return "".join(each.content for each in every if each.type in ("text", "text_special"))


def _table(text: str) -> str:
    rows = list(csv.reader(StringIO(text, newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1
    for value in (value for row in rows for value in row):
        assert not re.match(r"\s*[=+@\t\r]", value)
        assert not re.match(r"\s*-(?!\d+$)", value)
    return "\n".join(value for row in rows for value in row)


def _object(text: str) -> str:
    return "\n".join(_strings(json.loads(text)))


def _lines(text: str) -> str:
    return "\n".join(each for line in text.splitlines() for each in _strings(json.loads(line)))


def _strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        value = [each for item in value.items() for each in item]
    if isinstance(value, list):
        return [each for one in value for each in _strings(one)]
    return [value] if isinstance(value, str) else []


def _calendar(text: str) -> str:
    calendar = Calendar.from_ical(text)
    names = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CATEGORIES", "TRANSP"}
    assert [each.name for each in calendar.walk()] == ["VCALENDAR"] + ["VEVENT"] * text.count("\nBEGIN:VEVENT\r")
    events = calendar.walk("VEVENT")
    assert all({*each} <= names and each["UID"].endswith("@commitment-tracker") for each in events)
    return "\n".join(f"{each['SUMMARY']}\n{each['DESCRIPTION']}" for each in events)


def _workbook(found: bytes) -> str:
    from io import BytesIO

    book = load_workbook(BytesIO(found))
    every = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in every} <= {"s", "n", "d", "b"}  # none is a formula
    assert not any(cell.hyperlink for cell in every)
    assert book.defined_names == {}
    return "\n".join(str(cell.value) for cell in every)


@pytest.mark.parametrize(("name", "form"), CASES)
def test_a_report_of_hostile_texts_shows_them_and_obeys_none(name: str, form: str, hostile: Location) -> None:
    said = obeys_nothing(form, written(hostile, form, *REPORTS[name]))
    shown = "".join(said.split())
    assert "".join(SCRIPT.split()) in shown
    assert "[red]x[/red]" in shown
    assert LONG in shown or name not in WHOLE


@pytest.mark.parametrize("form", [each for each in TEXT if each not in ("csv", "jsonl")])
@pytest.mark.parametrize("name", RECORDS)
def test_a_record_of_hostile_texts_shows_them_and_obeys_none(name: str, form: str, hostile: Location) -> None:
    found = written(hostile, form, *RECORDS[name])
    shown = "".join(obeys_nothing(form, found).split())
    assert "[red]x[/red]" in shown
    if name == "show D-2025-001":
        assert "".join(ADDRESSES[0].split()) in shown


@pytest.mark.parametrize("width", ["40", "140"])
@pytest.mark.parametrize("name", [name for name in REPORTS if name != "search"])
def test_a_table_of_hostile_texts_keeps_to_the_terminal(name: str, width: str, hostile: Location) -> None:
    class Terminal(App):
        @property
        def width(self) -> int:
            return int(width)

    done = invoke(*REPORTS[name], "--as-of", AS_OF, "--format", "table", register=hostile.target, app=Terminal)
    assert done.code == 0
    assert max(cells.measure(line) for line in done.out.split("\n")) <= int(width)


# -- the same bytes ------------------------------------------------------------------------------------------


ALL = """
import hashlib, sys
from tests.cli.test_cli_hostile import CASES, REPORTS, written
from tracker.register.location import locate
for case in CASES:
    name, form = case.values
    print(name, form, hashlib.sha256(written(locate(sys.argv[1]), form, *REPORTS[name])).hexdigest())
"""


@pytest.mark.slow
def test_another_process_writes_the_same_bytes(hostile: Location) -> None:
    command = [sys.executable, "-c", ALL, hostile.target]
    env = {**environment(None), "PYTHONHASHSEED": "7"}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    for line, case in zip(done.stdout.splitlines(), CASES, strict=True):
        name, form = (str(each) for each in case.values)
        ours = hashlib.sha256(written(hostile, form, *REPORTS[name])).hexdigest()
        assert line == f"{name} {form} {ours}"


@pytest.fixture(scope="module")
def other(new_register: Callable[[str], Location]) -> Location:
    """The same register on a PostgreSQL server."""
    location = new_register("postgresql")
    fill(location)
    return location


@pytest.mark.postgresql
@pytest.mark.parametrize(("name", "form"), CASES)
def test_both_databases_give_the_same_bytes(name: str, form: str, hostile: Location, other: Location) -> None:
    ours, theirs = (written(each, form, *REPORTS[name]) for each in (hostile, other))
    assert ours == theirs
