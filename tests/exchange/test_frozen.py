"""A frozen report: what it holds, and what is told when it is held against a register that has changed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Result, invoke
from tracker.errors import BadInputError
from tracker.exchange.frozen import FORMAT, read_frozen
from tracker.model import Document
from tracker.register import records
from tracker.register.connect import reading
from tracker.register.location import Location, locate

DAY = "2026-01-31"


@pytest.fixture(scope="module")
def imported(new_register: Callable[[str], Location], coalition: Path) -> Location:
    """The register with the five documents, to be copied."""
    location = new_register("sqlite")
    assert invoke("import", str(coalition), register=location.target).code == 0
    return location


@pytest.fixture
def register(imported: Location, new_register: Callable[[str], Location]) -> Location:
    """A register of one's own with the five documents."""
    location = new_register("sqlite")
    shutil.copyfile(imported.path, location.path)
    return location


@pytest.fixture
def frozen(register: Location, tmp_path: Path) -> Path:
    """The overdue report of a day, frozen."""
    path = tmp_path / "overdue.json"
    assert freeze(register, path, "overdue").code == 0
    return path


def freeze(register: Location, path: Path, *report: str) -> Result:
    return invoke("report", *report, "--as-of", DAY, "--freeze", str(path), register=register.target)


def check(register: Location, path: Path) -> Result:
    return invoke("check", str(path), "--format", "csv", register=register.target)


def change(path: Path, **parts: Any) -> None:
    held = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(held | parts), encoding="utf-8")


def test_it_holds_the_report_what_made_it_and_the_records_behind_it_word_for_word(
    register: Location, frozen: Path
) -> None:
    held = json.loads(frozen.read_text(encoding="utf-8"))
    assert (held["format"], held["command"]) == (FORMAT, ["report", "overdue"])
    asked = invoke("report", "overdue", "--as-of", DAY, "--format", "json", register=register.target)
    assert held["report"] == json.loads(asked.out)
    refs = ["COW-2025-006", "FR-2025-001", "GB-2025-001"]
    assert [ref for ref in held["records"] if ref.count("-") == 2 and "." not in ref and ref[1] != "-"] == refs
    with reading(register) as reader:
        pledge, document = records.pledge(reader, refs[2]), records.document(reader, "D-2025-003")
    row = held["records"][refs[2]]
    assert (row["quote"], row["start"], row["parties"]) == (pledge.quote.text, pledge.quote.start, ["GB"])
    assert isinstance(document, Document)
    assert held["records"]["D-2025-003"]["sha256"] == document.sha256
    assert {"COW-2025-006.1", "E-2026-001"} <= held["records"].keys()


def test_the_same_register_and_day_freeze_to_the_same_bytes(register: Location, frozen: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.json"
    freeze(register, again, "overdue")
    assert again.read_bytes() == frozen.read_bytes()


REPORTS = {
    "scorecard": ("scorecard", "--topic", "air-defence"),
    "by country": ("overdue", "--by-country", "--country", "FR", "--direct"),
    "newly late": ("overdue", "--since", "2026-01-15", "--fail-on-overdue"),
    "ledger": ("ledger", "cow-26-1"),
    "restated": ("restated", "--least", "1"),
    "silent": ("silent", "--days", "60", "--standing", "open", "--standing", "advanced"),
    "upcoming": ("upcoming", "--days", "900"),
    "changes": ("changes", "2025-11-24", "2026-01-31"),
}


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_can_be_frozen_and_holds_as_long_as_nothing_changes(
    name: str, register: Location, tmp_path: Path
) -> None:
    path = tmp_path / "frozen.json"
    assert freeze(register, path, *REPORTS[name]).code == 0
    done = check(register, path)
    assert (done.code, done.out) == (
        0,
        f"{path} holds: every record behind it is as it was, and the report says the same today.\n",
    )


def test_the_pledges_behind_a_scorecard_are_all_that_it_counts(register: Location, tmp_path: Path) -> None:
    path = tmp_path / "frozen.json"
    freeze(register, path, "scorecard")
    pledges = [ref for ref, row in json.loads(path.read_text())["records"].items() if "parties" in row]
    assert len(pledges) == 13


# -- what does not hold any more -----------------------------------------------------------------------------


def test_a_record_that_was_corrected_since_is_named_with_its_fields_and_so_is_its_line(
    register: Location, frozen: Path
) -> None:
    assert invoke("edit", "GB-2025-001", "--set", "summary=Send missiles", register=register.target).code == 0
    done = check(register, frozen)
    assert done.code == 1
    assert "record,GB-2025-001,differs in: summary,see who changed it: tracker log GB-2025-001," in done.out
    assert 'report,GB-2025-001,"a line of the report was not there, or reads otherwise"' in done.out


def test_a_line_that_is_there_no_more_is_named(register: Location, frozen: Path) -> None:
    retract = ("edit", "FR-2025-001", "--retract", "entered twice")
    assert invoke(*retract, register=register.target).code == 0
    done = check(register, frozen)
    assert 'report,FR-2025-001,"a line of the report is not there any more, or reads otherwise"' in done.out
    assert 'report,facts,"says {""review_due"": 2} today; frozen: {""review_due"": 3}"' in done.out


def test_another_register_is_not_taken_for_the_one_that_it_was_made_from(
    frozen: Path, new_register: Callable[[str], Location]
) -> None:
    done = check(new_register("sqlite"), frozen)
    assert done.code == 1
    assert "register,revision 1,is not in the log of this register" in done.out
    assert "record,GB-2025-001,is not in the register" in done.out


def test_a_file_that_was_changed_is_told_by_its_hash(register: Location, frozen: Path) -> None:
    change(frozen, program="9.9")
    assert "file,,was changed: its hash differs" in check(register, frozen).out


def test_a_report_that_cannot_be_made_any_more_is_told(register: Location, frozen: Path) -> None:
    change(frozen, command=["report", "overdue", "--country", "XX"])
    done = check(register, frozen)
    assert done.code == 1
    assert "report,,the report cannot be made any more" in done.out
    assert "There is no party XX" in done.err


# -- files that are none -------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "no JSON", "[]", "3", '{"format": "another 1"}'])
def test_a_file_that_is_no_frozen_report_is_refused(text: str, register: Location, tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text(text)
    done = check(register, path)
    assert (done.code, done.err.splitlines()[0]) == (6, f"Error: {path} is no frozen report.")
    assert check(register, tmp_path / "none.json").code == 6


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("records", []),
        ("records", {"GB-2025-001": 3}),
        ("report", {"as_of": DAY}),
        ("report", {"as_of": DAY, "sections": [{"key": "a", "rows": [3]}]}),
        ("register", {}),
        ("rates", []),
        ("rates", [{"currency": "EUR", "rate": 1.1}]),
        ("command", "report overdue"),
        ("command", ["import", "/tmp"]),
        ("command", ["report", "overdue", 3]),
        ("command", ["report", "overdue", "--output", "/tmp/x"]),
        ("command", ["report", "overdue", "--output=/tmp/x"]),
        ("command", ["report", "overdue", "--freeze", "/tmp/x"]),
        ("command", ["report", "overdue", "--register=/tmp/x"]),
        ("command", ["report", "changes", "--", "a", "b"]),
    ],
)
def test_a_frozen_report_with_a_part_that_is_wrong_is_refused_and_nothing_of_it_is_run(
    part: str, value: object, frozen: Path
) -> None:
    change(frozen, **{part: value})
    with pytest.raises(BadInputError) as refused:
        read_frozen(frozen.read_bytes(), "it")
    assert refused.value.why == f"Missing or of the wrong kind: {part}."


def test_a_frozen_report_appears_whole_or_not_at_all(register: Location, tmp_path: Path) -> None:
    done = freeze(register, tmp_path / "nowhere" / "frozen.json", "overdue")
    assert done.code == 6
    assert "cannot be written" in done.err


def test_the_foot_names_the_state_of_the_register_the_rules_and_the_program(register: Location) -> None:
    said = invoke("report", "overdue", "--as-of", DAY, register=register.target).out.splitlines()[-1]
    with reading(locate(register.target)) as reader:
        (line,) = reader.dicts("last_revision")
    assert (
        said == f"# Register: revision 1 of its log, sha256 {line['sha256'][:16]}…; deadline rules en-1; tracker 0.1.0."
    )
