"""What is no register, is damaged or is being written to is refused, and left as it is."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

import psycopg
import pytest
from samples import GB, pledge, recording, stage, story

import tracker
from tests.register.refused import read_all, refusals
from tracker.errors import ConflictError, RegisterError
from tracker.register import migrate
from tracker.register.connect import BUSY_SECONDS, reading
from tracker.register.location import locate
from tracker.register.refusals import refusals as refused_in

# -- what is not a register -------------------------------------------------------------------------------


def test_a_missing_file_is_refused_and_not_made(tmp_path) -> None:
    path = tmp_path / "no" / "register.sqlite"
    for refusal in refusals(locate(str(path))):
        assert refusal.what == f"There is no register at {path}."
        assert refusal.remedy == "Make one with: tracker init"
    assert not path.parent.exists()


def test_a_folder_is_no_register(tmp_path) -> None:
    location = locate(str(tmp_path))
    for refusal in refusals(location):
        assert "There is no register at" in refusal.what
    with pytest.raises(ConflictError):
        migrate.init(location)


def test_a_file_of_another_kind_is_refused_and_left_as_it_is(tmp_path) -> None:
    path = tmp_path / "diary.txt"
    path.write_text("Today I promised nothing.\n" * 200, encoding="utf-8")
    before = path.read_bytes()
    for refusal in refusals(locate(str(path))):
        assert "not a database" in refusal.what
        assert refusal.why == "The file is something else, or encrypted."
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_an_empty_file_and_a_database_of_another_program_are_no_registers(tmp_path) -> None:
    empty, other = tmp_path / "empty.sqlite", tmp_path / "other.sqlite"
    empty.touch()
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE song (title TEXT)")
    for path in (empty, other):
        for refusal in refusals(locate(str(path))):
            assert "There is no register at" in refusal.what
    assert empty.read_bytes() == b""


def test_a_postgresql_database_without_a_register_is_refused(nowhere) -> None:
    for refusal in refusals(nowhere):
        assert "There is no register at" in refusal.what


@pytest.mark.slow
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9])
def test_a_file_cut_short_is_refused_as_damaged(sqlite, share) -> None:
    with recording(sqlite) as writer:
        story(writer)
    whole = sqlite.path.read_bytes()
    sqlite.path.write_bytes(whole[: int(len(whole) * share)])
    for refusal in refusals(sqlite):
        assert "malformed" in refusal.what or "not a database" in refusal.what or "disk I/O" in refusal.what


@pytest.mark.slow
def test_a_damaged_page_is_refused_in_our_words_wherever_it_is(sqlite) -> None:
    with recording(sqlite) as writer:
        story(writer)
    whole, refused = sqlite.path.read_bytes(), []
    for page in range(0, len(whole), 4096):
        sqlite.path.write_bytes(whole[:page] + b"\xff" * 4096 + whole[page + 4096 :])
        try:
            read_all(sqlite)
        except RegisterError as refusal:
            refused.append(refusal.why)
    # Pages of indexes that no check reads are not missed.
    assert len(refused) > 10
    assert set(refused) <= {"The file is damaged.", "The file is something else, or encrypted."}


# -- locked -----------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_register_that_somebody_else_is_writing_to_is_refused_after_five_seconds(new_register) -> None:
    # One test for both, so that the seconds pass only once.
    locations = [new_register("sqlite"), new_register("postgresql")]
    house = str(Path(tracker.__file__).parents[1])
    with recording(locations[0]) as first, recording(locations[1]) as second:
        first.add_party(GB)
        second.add_party(GB)
        waiting = [
            subprocess.Popen(
                [sys.executable, "-m", "tracker", "add", "party", "FR", "--register", each.target],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                env={**os.environ, "PYTHONPATH": house},
            )
            for each in locations
        ]
        said = [each.communicate(timeout=60) for each in waiting]
    assert BUSY_SECONDS == 5
    for (out, err), process, location in zip(said, waiting, locations, strict=True):
        assert (process.returncode, out) == (3, "")
        assert "locked" in err
        assert "Another program is writing to it and has not finished within five seconds." in err
        with reading(location) as reader:
            assert list(reader.rows("SELECT code FROM party")) == [("GB",)]


# -- in a transaction -------------------------------------------------------------------------------------


def test_a_refusal_inside_a_transaction_undoes_it(location) -> None:
    with recording(location) as writer:
        stage(writer)
    with suppress(ConflictError), recording(location) as writer:
        writer.add(pledge())
        writer.add_party(GB)
        pytest.fail("the party is recorded already")
    with reading(location) as reader:
        assert list(reader.rows("SELECT ref FROM pledge")) == []


def _broken_off() -> None:
    """An interrupt, and a roll back that fails on its way out."""
    try:
        raise KeyboardInterrupt
    finally:
        raise psycopg.OperationalError("canceling statement due to user request")


def test_what_fails_on_an_interrupt_is_the_interrupt(location) -> None:
    with pytest.raises(KeyboardInterrupt), refused_in(location):
        _broken_off()


def test_what_fails_by_itself_is_refused(location) -> None:
    with pytest.raises(RegisterError), refused_in(location):
        raise psycopg.OperationalError("the connection was lost")
