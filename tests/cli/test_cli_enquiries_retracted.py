"""An enquiry that was recorded by mistake is retracted: ``show`` still tells of it, and nothing else does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, Say

LATER = "2026-01-31"
RETRACT = ("edit", "E-2026-001", "--retract", "made for another pledge")
PRINTED = (
    ("report", "overdue"),
    ("report", "overdue", "--by-country"),
    ("report", "silent", "--days", "30"),
    ("explain", "GB-2025-001"),
)


def overdue(do: Say) -> dict[str, Any]:
    """The line of the overdue report about the pledge that was looked for."""
    sections = json.loads(do("report", "overdue", "--as-of", LATER, "--format", "json"))["sections"]
    found: dict[str, Any] = next(
        row for each in sections for row in each["rows"] if row.get("ref") == "GB-2025-001" and "last_enquiry" in row
    )
    return found


def printed(do: Say, words: tuple[str, ...]) -> str:
    """What a command prints, without the state of the log that it names."""
    return "\n".join(line for line in do(*words).splitlines() if "revision" not in line)


def coverage(do: Say) -> list[str]:
    said = do("report", "scorecard", "--as-of", LATER, "--format", "md")
    return [line for line in said.splitlines() if "Enquiries that found nothing" in line]


@pytest.mark.parametrize("words", PRINTED, ids=" ".join)
def test_a_retracted_enquiry_is_printed_nowhere(words: tuple[str, ...], do: Say) -> None:
    asked = (*words, "--as-of", LATER, "--format", "md" if words[0] == "report" else "plain")
    before = printed(do, asked)
    assert "2026-01-30" in before
    do(*RETRACT)
    after = printed(do, asked)
    assert "E-2026-001" not in after
    assert before.count("2026-01-30") > after.count("2026-01-30")
    do("edit", "E-2026-001", "--restore")
    assert printed(do, asked) == before


def test_it_is_nobody_s_last_enquiry_and_not_counted(do: Say) -> None:
    do("add", "enquiry", "GB-2025-001", "--place", "the ministry's site", "--on", "2026-01-12")
    assert overdue(do)["last_enquiry"] == "2026-01-30"
    assert "3 so far, the last on 2026-01-30" in coverage(do)[0]
    do(*RETRACT)
    do("edit", "E-2026-002", "--retract", "the same mistake")
    assert overdue(do)["last_enquiry"] == "2026-01-12"
    assert "1 so far, the last on 2026-01-12" in coverage(do)[0]


def test_what_is_shown_of_the_pledge_and_the_enquiry_says_why_it_was_a_mistake(do: Say) -> None:
    do(*RETRACT)
    for ref in ("GB-2025-001", "E-2026-001"):
        assert "RETRACTED: made for another pledge" in " ".join(do("show", ref, "--as-of", LATER).split())
    assert json.loads(do("show", "E-2026-001", "--format", "json"))["retracted"] == "made for another pledge"
    assert "retracted\tE-2026-001" in do("report", "changes", "2026-02-01", "2026-02-02", "--format", "plain")


def test_the_same_may_be_recorded_again_when_it_was_retracted(work: Run, do: Say) -> None:
    told = json.loads(do("show", "E-2026-001", "--format", "json"))
    again = ("add", "enquiry", told["pledge"], "--place", told["place"], "--on", told["enquired_on"])
    assert work(*again, "--enquirer", told["enquirer"]).code == 5
    do(*RETRACT)
    do(*again, "--enquirer", told["enquirer"])
    do("check")


def test_a_day_before_the_pledge_no_longer_stands_against_a_retracted_one(work: Run, do: Say) -> None:
    do("edit", "GB-2025-001", "--set", "made_on=2025-11-20")
    do("add", "enquiry", "GB-2025-001", "--place", "the ministry's site", "--on", "2025-11-22")
    later = ("edit", "GB-2025-001", "--set", "made_on=2025-11-25")
    refused = work(*later)
    assert (refused.code, "E-2025-001 cannot be recorded so" in refused.err) == (5, True)
    do("edit", "E-2025-001", "--retract", "of another year")
    do(*later)
    do("check")


def test_it_goes_out_and_comes_back(do: Say, run: Run, tmp_path: Path) -> None:
    do(*RETRACT)
    do("export", str(tmp_path / "package"))
    assert json.loads((tmp_path / "package" / "datapackage.json").read_text())["tracker"]["format"] == 5
    assert run("import", str(tmp_path / "package")).code == 0
    told = json.loads(run("show", "E-2026-001", "--format", "json").out)
    assert told["retracted"] == "made for another pledge"
    assert run("check").code == 0


def test_a_package_that_was_written_before_there_was_the_column_is_taken(do: Say, run: Run, tmp_path: Path) -> None:
    do("export", str(tmp_path / "package"))
    table = tmp_path / "package" / "enquiries.csv"
    rows = table.read_text().splitlines(keepends=True)
    assert rows[0].endswith(",note,retracted\n")
    older = [rows[0].replace(",retracted", ""), *(each.removesuffix(",\n") + "\n" for each in rows[1:])]
    table.write_text("".join(older))
    assert run("import", str(tmp_path / "package")).code == 0
    assert json.loads(run("show", "E-2026-002", "--format", "json").out)["retracted"] is None
    assert run("check").code == 0
