"""``import`` and ``export``: data packages in and out."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run, Say, contents, invoke, unchanged
from tests.cli.review.desk import lay
from tracker.register.location import Location


@pytest.fixture
def package(coalition: Path, tmp_path: Path) -> Path:
    """A copy of the five documents' data package, to be changed."""
    return Path(shutil.copytree(coalition, tmp_path / "package"))


def set_cells(package: Path, file: str, changes: dict[tuple[int, str], str]) -> None:
    """Change cells; rows are numbered as a spreadsheet does, the header is row 1."""
    with (package / file).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    for (row, column), value in changes.items():
        rows[row - 1][rows[0].index(column)] = value
    with (package / file).open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, lineterminator="\n").writerows(rows)


def files(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


# -- import -----------------------------------------------------------------------------


def test_a_package_is_brought_in_whole(say: Say, coalition: Path) -> None:
    said = say("import", str(coalition))
    assert said == "Imported 97 records; 0 unchanged, 0 updated.\n"
    assert say("status", "--as-of", "2026-01-31").count("\n") == 13
    say("check")


def test_the_same_package_again_changes_nothing(do: Say, desk: Location, coalition: Path) -> None:
    before = contents(desk)
    assert do("import", str(coalition)) == "Imported 0 records; 97 unchanged, 0 updated.\n"
    assert contents(desk) == before


def test_a_dry_run_says_what_would_be_done_and_keeps_nothing(say: Say, location: Location, coalition: Path) -> None:
    before = contents(location)
    assert say("import", "--dry-run", str(coalition)).startswith("Would import 97 records; 0 unchanged")
    assert contents(location) == before


def test_the_rules_behind_the_deadlines_are_kept_with_the_register(ask: Say) -> None:
    foot = ask("report", "overdue", "--as-of", "2026-01-31")
    assert "not kept with this register" not in foot
    assert '"in the coming weeks" and the like: 56 days from the statement' in foot


def test_what_differs_is_refused_and_told(work: Run, desk: Location, package: Path) -> None:
    set_cells(package, "pledges.csv", {(11, "topic"): "missiles"})
    before = contents(desk)
    done = work("import", str(package))
    assert (done.code, done.out) == (5, "")
    assert "GB-2025-001" in done.err
    assert "--update" in done.err
    assert contents(desk) == before


def test_what_differs_is_taken_with_update_and_logged(do: Say, package: Path) -> None:
    set_cells(package, "pledges.csv", {(11, "topic"): "missiles"})
    assert do("import", "--update", str(package)).endswith("96 unchanged, 1 updated.\n")
    assert "GB-2025-001" in do("status", "--topic", "missiles")
    line = do("log", "GB-2025-001").splitlines()[-1].split("\t")
    assert (line[3], line[4], line[5]) == ("import", "GB-2025-001", "topic: air-defence → missiles")
    assert "updated: GB-2025-001" in do("log", "--limit", "1")


def test_every_bad_row_is_reported_in_one_go_and_nothing_is_kept(run: Run, location: Location, package: Path) -> None:
    set_cells(package, "pledges.csv", {(2, "made_on"): "2025-02-30", (3, "start"): "7", (4, "topic"): ""})
    set_cells(package, "follow_ups.csv", {(2, "outcome"): "kept"})
    before = contents(location)
    done = run("import", str(package))
    assert done.code == 6
    for place in ("pledges.csv", "follow_ups.csv", "row 2", "row 3", "row 4", "made_on", "2025-02-30", "topic", "kept"):
        assert place in done.err
    assert len([line for line in done.err.splitlines() if ".csv" in line]) == 4
    assert contents(location) == before


def test_a_changed_text_is_refused(run: Run, package: Path) -> None:
    text = package / "texts" / "D-2025-003.txt"
    text.write_text(text.read_text(encoding="utf-8") + "One word more.\n", encoding="utf-8")
    done = run("import", str(package))
    assert (done.code, "sha256" in done.err, "D-2025-003" in done.err) == (6, True, True)


# -- export -----------------------------------------------------------------------------


def test_one_of_a_kind_is_told_in_the_singular(run: Run, tmp_path: Path) -> None:
    run("add", "party", "FR")
    assert ": 1 party, 0 documents, " in run("export", str(tmp_path / "one")).out


@pytest.mark.postgresql
def test_equal_registers_give_equal_bytes(made: Callable[[str], Location], tmp_path: Path) -> None:
    for dialect in ("sqlite", "postgresql"):
        assert invoke("export", str(tmp_path / dialect), register=made(dialect).target).code == 0
    assert files(tmp_path / "sqlite") == files(tmp_path / "postgresql")


def test_what_is_exported_and_imported_is_the_same(ask: Say, run: Run, tmp_path: Path) -> None:
    said = ask("export", str(tmp_path / "out"))
    assert said.startswith(f"Exported to {tmp_path / 'out'}: 36 parties, 5 documents, ")
    assert run("import", str(tmp_path / "out")).code == 0
    assert run("export", str(tmp_path / "again")).code == 0
    assert files(tmp_path / "out") == files(tmp_path / "again")


def test_the_fixtures_are_what_export_writes(ask: Say, coalition: Path, tmp_path: Path) -> None:
    ask("export", "--without-proposals", str(tmp_path / "out"))
    ours = {name: content for name, content in files(coalition).items() if name != "README.md"}
    assert files(tmp_path / "out") == ours


def test_an_older_export_is_replaced_and_what_is_gone_goes(do: Say, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    do("export", str(folder))
    do("edit", "GB-2025-001", "--set", "topic=missiles")
    before = files(folder)
    do("export", str(folder))
    after = files(folder)
    assert {name for name in after if after[name] != before.get(name)} == {"pledges.csv"}


def test_a_folder_with_something_else_in_it_is_left_alone(refuse: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    assert refuse("export", str(tmp_path)).code == 5
    assert files(tmp_path) == {"letter.txt": b"mine"}


def test_a_cell_that_looks_like_a_formula_comes_back_as_it_was(do: Say, tmp_path: Path) -> None:
    formula = '=HYPERLINK("http://x","y")'
    do("edit", "GB-2025-001", "--set", f"summary={formula}")
    do("export", str(tmp_path / "out"))
    do("edit", "GB-2025-001", "--set", "summary=Something else")
    do("import", "--update", str(tmp_path / "out"))
    assert json.loads(do("show", "GB-2025-001", "--format", "json"))["summary"] == formula


# -- what was proposed and decided ------------------------------------------------------


@pytest.fixture
def reviewed(location: Location) -> Location:
    """A register with proposals that were accepted, rejected, undone and coded a second time."""
    lay(location)
    for words in (
        ("--accept", "P-2025-001"),
        ("--reject", "P-2025-002", "--reason", "nobody has pledged it"),
        ("--accept", "P-2025-003"),
        ("--undo", "P-2025-003"),
        ("--again", "--reject", "P-2025-001", "--by", "bob"),
    ):
        done = invoke("review", *words, register=location.target)
        assert done.code == 0, done.err
    return location


def test_what_was_reviewed_here_is_reviewed_on_another_machine(
    reviewed: Location, new_register: Callable[[str], Location], tmp_path: Path
) -> None:
    other, out = new_register("sqlite"), str(tmp_path / "out")

    def both(*words: str) -> list[str]:
        return [invoke(*words, register=each.target).out for each in (reviewed, other)]

    invoke("export", out, register=reviewed.target)
    done = invoke("import", out, register=other.target)
    assert done.err.endswith(", 4 proposals, 5 decisions, 2 scans\n")
    for words in (("review",), ("review", "--stats"), ("review", "--again"), ("show", "P-2025-001"), ("status",)):
        here, there = both(*words)
        assert here == there != ""
    with unchanged(other):
        assert invoke("scan", "--new", register=other.target).code == 0
    assert invoke("check", register=other.target).code == 0
    assert "4 proposals" in invoke("log", "P-2025-001", register=other.target).out


def test_a_package_to_publish_holds_the_records_without_the_work_behind_them(
    reviewed: Location, new_register: Callable[[str], Location], tmp_path: Path
) -> None:
    other, out = new_register("sqlite"), tmp_path / "out"
    invoke("export", str(out), register=reviewed.target)
    said = invoke("export", "--without-proposals", str(out), register=reviewed.target).out
    assert "proposals" not in said
    assert not any("P-2025" in each.read_text(encoding="utf-8") for each in out.glob("*.csv"))
    invoke("import", str(out), register=other.target)
    status, published = (invoke("status", register=each.target).out for each in (reviewed, other))
    assert status == published
    assert "P-2025" not in invoke("review", "--again", register=other.target).out


def test_a_bad_decision_is_told_with_its_row_and_nothing_is_kept(
    reviewed: Location, new_register: Callable[[str], Location], tmp_path: Path
) -> None:
    other = new_register("sqlite")
    invoke("export", str(tmp_path / "out"), register=reviewed.target)
    set_cells(tmp_path / "out", "decisions.csv", {(2, "at"): "yesterday", (3, "proposal"): "P-2031-001"})
    set_cells(tmp_path / "out", "proposals.csv", {(2, "cues"): "will"})
    before = contents(other)
    done = invoke("import", str(tmp_path / "out"), register=other.target)
    assert done.code == 6
    for place in ("proposals.csv row 2, column cues", "decisions.csv row 2, column at", "decisions.csv row 3"):
        assert place in done.err
    assert contents(other) == before


def test_a_data_package_cannot_go_to_standard_output(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    refused = run("export", "-")
    assert (refused.code, refused.out) == (2, "")
    assert "A data package is a folder, and cannot go to standard output." in refused.err
    assert not (tmp_path / "-").exists()


@pytest.mark.parametrize("form", ["package", "datasette"])
def test_what_holds_no_standings_is_not_asked_for_a_day(run: Run, tmp_path: Path, form: str) -> None:
    refused = run("export", str(tmp_path / "out"), "--format", form, "--as-of", "2026-01-31")
    assert (refused.code, refused.out) == (2, "")
    assert "--as-of has no meaning for " in refused.err
    assert "Leave --as-of out, or give --format jsonl, xlsx or ics." in refused.err
    assert not (tmp_path / "out").exists()
