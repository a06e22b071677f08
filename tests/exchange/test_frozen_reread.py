"""What a frozen report would say today: each line that differs is told once, as it was and as it is."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import invoke
from tests.site.furnished import furnish
from tracker.exchange.rereading import differing, sections
from tracker.register.location import Location

DAY = "2026-01-31"


@pytest.fixture
def register(new_register: Callable[[str], Location], coalition: Path) -> Location:
    """A register with follow-ups, disputes, relations and amounts."""
    location = new_register("sqlite")
    do(location, "import", str(coalition))
    furnish(location)
    return location


def do(register: Location, *words: str) -> str:
    done = invoke(*words, register=register.target)
    assert done.code == 0, done.err
    return done.out


def freeze(register: Location, folder: Path, *report: str) -> Path:
    path = folder / "frozen.json"
    do(register, "report", *report, "--as-of", DAY, "--freeze", str(path))
    return path


def told(register: Location, path: Path, check: str = "report") -> list[dict[str, Any]]:
    done = invoke("check", str(path), "--format", "json", register=register.target)
    assert done.code == 1, done.err
    return [row for row in json.loads(done.out)["sections"][0]["rows"] if row["check"] == check]


# -- on the command line --------------------------------------------------------------------------------------


def test_a_heading_that_reads_otherwise_is_told(register: Location, tmp_path: Path) -> None:
    path = freeze(register, tmp_path, "restated")
    do(register, "edit", "COW-2025-004", "--set", "summary=Go on")
    (line,) = (row for row in told(register, path) if row["ref"] == "COW-2025-004")
    assert line["message"].startswith("its heading was “COW-2025-004 (COW): Continue to reinforce")
    said = "COW-2025-004 (COW): Go on — said twice, no recorded document tells of a delivery; open"
    assert f"is “{said}” today" in line["message"]
    assert line["remedy"] == "see what changed: tracker log COW-2025-004"


def test_a_section_that_is_not_there_any_more_is_told_once(register: Location, tmp_path: Path) -> None:
    path = freeze(register, tmp_path, "restated")
    do(register, "edit", "COW-2025-004.2", "--retract", "misread")
    gone = [row["message"] for row in told(register, path) if row["ref"] == "COW-2025-004"]
    assert [each.partition("“")[0] for each in gone] == ["the section "]
    assert gone[0].endswith("” is not there any more")


def test_a_sum_is_named_by_what_it_sums_up(register: Location, tmp_path: Path) -> None:
    path = freeze(register, tmp_path, "amounts")
    do(register, "edit", "GB-2025-001.1", "--set", "amount=7")
    assert [(row["ref"], row["message"]) for row in told(register, path)] == [
        ("GB, missiles", "in “By who pledged”: delivered was 20, is 7 today"),
        ("air-defence, missiles", "in “By topic”: delivered was 20, is 7 today"),
        ("all, missiles", "in “All”: delivered was 20, is 7 today"),
    ]


def test_of_the_answers_told_beside_the_rows_only_those_that_changed_are_named(
    register: Location, tmp_path: Path
) -> None:
    path = freeze(register, tmp_path, "overdue")
    do(register, "edit", "A-2025-001", "--retract", "no answer")
    facts = [row for row in told(register, path) if row["ref"] == "facts"]
    assert [(row["message"], row["remedy"]) for row in facts] == [
        ("of “disputed”, A-2025-001: is not told any more", "see what changed: tracker log A-2025-001")
    ]
    assert max(len(row["message"]) for row in told(register, path)) < 500


@pytest.mark.slow
@pytest.mark.parametrize(
    "report", [("overdue",), ("restated",), ("changes", "2025-11-24", DAY), ("ledger", "COW-2025-003")]
)
def test_every_command_that_is_suggested_can_be_run(
    register: Location, tmp_path: Path, report: tuple[str, ...]
) -> None:
    path = freeze(register, tmp_path, *report)
    for ref in ("A-2025-001", "COW-2025-004.2", "R-2026-001"):
        do(register, "edit", ref, "--retract", "a mistake")
    do(register, "edit", "GB-2025-001", "--set", "summary=Send missiles")
    found = told(register, path) + told(register, path, "record")
    assert len(found) > 3
    for remedy in {row["remedy"] for row in found}:
        words = shlex.split(remedy.partition("tracker ")[2])
        assert invoke(*words, register=register.target).code == 0, remedy


# -- which line is which --------------------------------------------------------------------------------------


def read(*rows: dict[str, Any], key: str = "overdue") -> dict[str, Any]:
    return {"sections": [{"key": key, "title": f"{key.capitalize()}: {len(rows)}", "rows": list(rows)}]}


def lines(was: dict[str, Any], now: dict[str, Any]) -> list[tuple[str, str, Any, Any]]:
    return [(each.name, each.where, each.before, each.after) for each in differing(sections(was), sections(now))]


def test_of_equal_lines_a_lost_one_is_noticed() -> None:
    row = {"ref": "FR-2025-001", "what": "disputed by FR"}
    assert lines(read(row, row), read(row)) == [("FR-2025-001", "“Overdue”", row, None)]
    assert lines(read(row), read(row, row)) == [("FR-2025-001", "“Overdue”", None, row)]
    assert lines(read(row, row), read(row, row)) == []


def test_what_is_empty_says_nothing() -> None:
    assert lines(read({"ref": "FR-2025-001", "late": 3}), read({"ref": "FR-2025-001", "late": 3, "slip": None})) == []


def test_a_column_that_came_into_the_report_since_says_nothing() -> None:
    row = {"ref": "FR-2025-001", "late": 3}
    assert lines(read(row), read(row | {"looked": "A. Reader"})) == []
    assert lines(read(row | {"looked": None}), read(row | {"looked": "A. Reader"})) == [
        ("FR-2025-001", "“Overdue”", row, row | {"looked": "A. Reader"})
    ]


def test_a_line_is_paired_with_that_of_its_kind_and_not_with_any_of_its_pledge() -> None:
    made, said, answer = (
        {"ref": "FR-2025-001", "what": what, "on": "2025-01-10"} for what in ("made", "restates", "x")
    )
    later = said | {"on": "2025-02-01"}
    assert lines(read(made, said, answer), read(made, later)) == [
        ("FR-2025-001", "“Overdue”", said, later),
        ("FR-2025-001", "“Overdue”", answer, None),
    ]


def test_a_line_that_stands_in_another_section_has_moved() -> None:
    row = {"ref": "FR-2025-001", "standing": "open"}
    was = {"sections": read(row)["sections"] + read(key="open")["sections"]}
    now = {"sections": read()["sections"] + read(row | {"standing": "overdue"}, key="open")["sections"]}
    assert lines(was, now) == [
        ("FR-2025-001", "“Overdue”, now in “Open”", row, {"ref": "FR-2025-001", "standing": "overdue"})
    ]


def test_sums_are_told_apart_by_unit_and_by_how_firmly_they_were_said() -> None:
    rows = [
        {"key": "FR", "unit": unit, "said": said, "pledged": 5} for unit in ("EUR", "tanks") for said in ("", "about")
    ]
    now = [row | {"pledged": 6} if row["unit"] == "EUR" else row for row in rows]
    assert [each[0] for each in lines(read(*rows), read(*reversed(now)))] == ["FR, EUR", "FR, about, EUR"]
