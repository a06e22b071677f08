"""``export --format``: the whole register as lines of JSON, as a workbook, as a calendar."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from tests.cli.conftest import Run, Say
from tests.cli.review.desk import lay
from tracker.register.location import Location

LATER = ("--as-of", "2026-01-31")
HOSTILE = '=HYPERLINK("http://evil.example")\x1b[2J'


def records(text: str) -> list[dict[str, Any]]:
    return [json.loads(line, object_pairs_hook=unique) for line in text.splitlines()]


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    assert len(found) == len(pairs), "a name stands twice in one object"
    return found


@pytest.fixture
def hostile(say: Say, speech: str) -> str:
    """A pledge whose summary a spreadsheet or a terminal would obey."""
    return say(
        *("add", "pledge", "--party", "GB", "--document", speech, "--topic", "tanks", "--summary", HOSTILE),
        *("--quote", "We will deliver fourteen tanks", "--due", "2025-03-31", "--amount", "14.50", "--unit", "tanks"),
        "--quiet",
    ).strip()


# -- lines of JSON ----------------------------------------------------------------------------------------


def test_every_record_is_a_line_with_its_kind(ask: Say, coalition: Path) -> None:
    found = records(ask("export", "--format", "jsonl", "-", "--quiet", *LATER))
    assert Counter(each["kind"] for each in found) == {
        "party": 36,
        "document": 5,
        "membership": 33,
        "pledge": 13,
        "follow-up": 8,
        "enquiry": 2,
        "rule": 3,
    }
    france = next(each for each in found if each.get("code") == "FR")
    assert france == {"kind": "party", "code": "FR", "name": "France", "party_kind": "country", "as_of": "2026-01-31"}
    texts = {each["ref"]: each["text"] for each in found if each["kind"] == "document"}
    assert texts["D-2025-003"] == (coalition / "texts" / "D-2025-003.txt").read_text(encoding="utf-8")


def test_a_pledge_comes_with_its_parties_and_its_standing_on_the_day(ask: Say) -> None:
    def pledge(ref: str, day: str) -> dict[str, Any]:
        return next(
            each for each in records(ask("export", "--format", "jsonl", "-", "--as-of", day)) if pick(each, ref)
        )

    def pick(each: dict[str, Any], ref: str) -> bool:
        return bool(each["kind"] == "pledge" and each["ref"] == ref)

    late = pledge("GB-2025-001", "2026-01-31")
    assert (late["parties"], late["standing"], late["standing_since"]) == (["GB"], "review due", "2026-01-21")
    assert (late["deadline_latest"], late["start"], late["self_declared"]) == ("2026-01-20", 1561, False)
    assert pledge("GB-2025-001", "2025-12-01")["standing"] == "open"
    assert pledge("US-2026-001", "2025-12-01")["standing"] is None  # nobody knew of it


def test_what_a_terminal_would_obey_is_escaped_and_amounts_are_exact(say: Say, hostile: str) -> None:
    out = say("export", "--format", "jsonl", "-", "--quiet")
    assert "\x1b" not in out
    pledge = next(each for each in records(out) if each.get("ref") == hostile)
    assert pledge["summary"] == HOSTILE
    assert '"amount": 14.5, "unit": "tanks"' in out


def test_what_scan_proposed_can_be_left_out(run: Run, location: Location) -> None:
    lay(location)
    kinds = [Counter(each["kind"] for each in records(_jsonl(run, *more))) for more in ((), ("--without-proposals",))]
    assert kinds[0]["proposal"] > 0
    assert kinds[1] == {kind: count for kind, count in kinds[0].items() if kind not in ("proposal", "decision", "scan")}


def _jsonl(run: Run, *more: str) -> str:
    done = run("export", "--format", "jsonl", "-", "--quiet", *more)
    assert (done.code, done.err) == (0, "")
    return done.out


# -- a workbook -------------------------------------------------------------------------------------------


def test_a_workbook_has_a_sheet_a_kind_with_typed_cells_and_a_heading_that_stays(ask: Say, tmp_path: Path) -> None:
    file = tmp_path / "register.xlsx"
    said = ask("export", "--format", "xlsx", str(file), *LATER)
    assert said.startswith(f"Exported to {file}: party 36, document 5, membership 33, pledge 13, follow-up 8")
    book = load_workbook(file)
    kinds = ["Parties", "Documents", "Memberships", "Pledges", "Follow ups", "Enquiries", "Rules", "Notes"]
    assert book.sheetnames == kinds
    assert {book[kind].freeze_panes for kind in kinds[:-1]} == {"A2"}
    head, *rows = book["Pledges"].iter_rows(values_only=True)
    pledge = next(found for row in rows if (found := dict(zip(head, row, strict=True)))["Ref"] == "GB-2025-001")
    assert pledge["Parties"] == "GB"
    assert pledge["Standing"] == "review due"
    assert pledge["Deadline latest"] == datetime(2026, 1, 20)
    assert pledge["Start"] == 1561
    head, *rows = book["Documents"].iter_rows(values_only=True)
    assert [row[head.index("Text held")] for row in rows] == [True] * 5
    assert "Text" not in head
    assert book["Notes"]["B2"].value == datetime(2026, 1, 31)


def test_no_cell_is_a_formula_and_no_control_character_gets_into_one(say: Say, hostile: str, tmp_path: Path) -> None:
    file = tmp_path / "register.xlsx"
    say("export", "--format", "xlsx", str(file))
    head, row = load_workbook(file)["Pledges"].iter_rows()
    cells = dict(zip((each.value for each in head), row, strict=True))
    assert cells["Ref"].value == hostile
    assert cells["Summary"].data_type == "s"
    assert cells["Summary"].value.startswith("=HYPERLINK(")
    assert "\x1b" not in cells["Summary"].value
    assert (cells["Amount"].data_type, cells["Amount"].value) == ("n", 14.5)


def test_the_same_day_gives_the_same_bytes(ask: Say, tmp_path: Path) -> None:
    for form in ("jsonl", "xlsx", "ics"):
        for name in ("one", "two"):
            ask("export", "--format", form, str(tmp_path / name), *LATER)
        assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


# -- a calendar -------------------------------------------------------------------------------------------


def test_a_calendar_has_every_deadline(ask: Say, tmp_path: Path) -> None:
    file = tmp_path / "deadlines.ics"
    assert ask("export", "--format", "ics", str(file), *LATER) == f"Exported to {file}: the deadlines of pledges.\n"
    events = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert [(str(each["uid"]).partition("@")[0], str(each.decoded("dtstart"))) for each in events] == [
        ("COW-2025-006", "2025-12-09"),
        ("FR-2025-001", "2025-12-09"),
        ("GB-2025-001", "2026-01-20"),
    ]


# -- what is refused --------------------------------------------------------------------------------------


def test_a_file_that_cannot_be_written_is_told_and_nothing_is_left(refuse: Run, tmp_path: Path) -> None:
    done = refuse("export", "--format", "jsonl", str(tmp_path / "nowhere" / "register.jsonl"))
    assert (done.code, done.out) == (6, "")
    assert "cannot be written" in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_format_that_is_none_is_refused_with_those_that_are(refuse: Run) -> None:
    done = refuse("export", "--format", "xml", "register.xml")
    assert done.code == 2
    assert "jsonl" in done.err
    assert "xlsx" in done.err


def test_every_kind_of_record_has_a_name_of_its_own() -> None:
    from tracker.exchange.resources import PLEDGE_PARTIES, RESOURCES
    from tracker.exchange.whole import KINDS

    assert KINDS.keys() == {each.name for each in RESOURCES} - {PLEDGE_PARTIES.name}
