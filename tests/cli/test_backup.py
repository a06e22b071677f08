"""Keep a whole copy of a register, and put it back."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import invoke
from tests.conftest import NewRegister
from tracker.register.location import Location


@pytest.fixture
def kept(new_register: NewRegister, coalition: Path) -> Location:
    """A SQLite register with the coalition's pledges."""
    location: Location = new_register("sqlite")
    assert invoke("import", str(coalition), register=location.target).code == 0
    return location


def standings(register: str) -> str:
    return invoke("status", "--as-of", "2026-01-31", register=register).out


def test_a_backup_is_a_register_of_its_own(kept: Location, tmp_path: Path) -> None:
    copy = str(tmp_path / "copy.sqlite")
    done = invoke("backup", copy, register=kept.target)
    assert (done.code, done.out.startswith(f"Backed up {kept.target} to {copy}")) == (0, True)
    assert standings(copy) == standings(kept.target)
    assert invoke("check", register=copy).code == 0


def test_a_backup_holds_what_another_connection_has_not_checkpointed(kept: Location, tmp_path: Path) -> None:
    writer = sqlite3.connect(kept.target)
    writer.execute("PRAGMA wal_autocheckpoint = 0")
    writer.execute("INSERT INTO party (code, name, kind) VALUES ('ZZ-A', 'Late comer', 'organisation')")
    writer.commit()
    copy = str(tmp_path / "copy.sqlite")
    assert invoke("backup", copy, register=kept.target).code == 0
    writer.close()
    assert "Late comer" in invoke("show", "ZZ-A", register=copy).out


def test_a_backup_never_overwrites_a_file(kept: Location, tmp_path: Path) -> None:
    there = tmp_path / "notes.txt"
    there.write_text("mine")
    done = invoke("backup", str(there), register=kept.target)
    assert (done.code, there.read_text()) == (5, "mine")
    assert "there already" in done.err


def test_restoring_undoes_what_came_after_the_backup_and_keeps_it_aside(kept: Location, tmp_path: Path) -> None:
    copy, before = str(tmp_path / "copy.sqlite"), standings(kept.target)
    invoke("backup", copy, register=kept.target)
    invoke("edit", "GB-2025-001", "--retract", "a test", register=kept.target)
    after = standings(kept.target)
    assert after != before

    done = invoke("restore", copy, register=kept.target)

    assert (done.code, standings(kept.target)) == (0, before)
    assert standings(f"{kept.target}.before-restore") == after
    assert "restore" in invoke("log", register=kept.target).out.splitlines()[-1]
    assert invoke("check", register=kept.target).code == 0


@pytest.mark.parametrize("content", [b"", b"not a register at all", b"SQLite format 3\x00" + b"\x00" * 2000])
def test_what_is_no_register_is_not_restored(kept: Location, tmp_path: Path, content: bytes) -> None:
    before, wrong = standings(kept.target), tmp_path / "wrong.sqlite"
    wrong.write_bytes(content)
    done = invoke("restore", str(wrong), register=kept.target)
    assert (done.code, "Use another copy; nothing was changed." in done.err) == (6, True), done.err
    assert standings(kept.target) == before


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_a_backup_that_was_cut_off_is_told_as_damaged_and_not_restored(
    kept: Location, tmp_path: Path, part: float
) -> None:
    before, copy = standings(kept.target), tmp_path / "copy.sqlite"
    invoke("backup", str(copy), register=kept.target)
    copy.write_bytes(copy.read_bytes()[: int(copy.stat().st_size * part)])
    done = invoke("restore", str(copy), register=kept.target)
    assert (done.code, f"{copy} cannot be restored." in done.err) == (6, True), done.err
    assert standings(kept.target) == before


def test_a_backup_into_a_folder_that_is_not_there_blames_that(kept: Location, tmp_path: Path) -> None:
    copy = tmp_path / "nowhere" / "copy.sqlite"
    done = invoke("backup", str(copy), register=kept.target)
    assert (done.code, f"{copy} cannot be written: No such file or directory." in done.err) == (6, True), done.err


@pytest.mark.postgresql
def test_postgresql_is_left_to_its_own_tools(new_register: NewRegister, tmp_path: Path) -> None:
    location: Location = new_register("postgresql")
    done = invoke("backup", str(tmp_path / "copy"), register=location.target)
    assert (done.code, "pg_dump" in done.err) == (3, True)


def test_a_restore_needs_its_file(kept: Location, tmp_path: Path) -> None:
    done = invoke("restore", str(tmp_path / "nowhere.sqlite"), register=kept.target)
    assert (done.code, "There is no backup at" in done.err, "tracker init" in done.err) == (6, True, False)
