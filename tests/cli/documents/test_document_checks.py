"""``check`` on documents: what was changed, and what is read otherwise today."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

from tests.cli.conftest import Run, Say
from tests.cli.documents.texts import STATEMENT, add, shown
from tracker.register.location import Location


def tamper(location: Location, statement: str, *values: object) -> None:
    """Change a register behind the program's back, with nothing but the database's driver."""
    if location.dialect == "sqlite":
        with closing(sqlite3.connect(location.target)) as file, file:
            file.execute(statement, values)
        return
    import psycopg

    with psycopg.connect(location.target) as server:
        server.execute(statement.replace("?", "%s"), values)


def findings(run: Run, *flags: str) -> list[tuple[str, str, str]]:
    done = run("check", "--format", "json", *flags)
    assert done.code == 1, done
    (section,) = json.loads(done.out)["sections"]
    return [(each["check"], each["ref"], each["message"]) for each in section["rows"]]


def test_check_finds_an_original_that_was_changed(statement: str, run: Run, location: Location) -> None:
    assert run("check").code == 0
    tamper(location, "UPDATE original SET data = ?", zlib.compress(b"Other words."))
    ((check, ref, what),) = findings(run)
    assert (check, ref) == ("original", statement)
    assert "its original is not the one that was kept" in what


def test_check_finds_an_original_that_cannot_be_unpacked(statement: str, run: Run, location: Location) -> None:
    tamper(location, "UPDATE original SET data = ?", b"no zlib")
    assert [each[:2] for each in findings(run)] == [("original", statement)]


def test_check_finds_a_text_that_was_changed(statement: str, run: Run, location: Location) -> None:
    tamper(location, "UPDATE document SET text = ?", STATEMENT.replace("will pay", "may pay"))
    assert [each[:2] for each in findings(run)] == [("text", statement)]


def test_only_reading_again_finds_that_text_and_original_have_drifted_apart(
    statement: str, run: Run, location: Location
) -> None:
    other = STATEMENT.replace("will pay", "may pay")
    digest = hashlib.sha256(other.encode()).hexdigest()
    tamper(location, "UPDATE document SET text = ?, sha256 = ?", other, digest)
    assert [each[:2] for each in findings(run)] == [("log", statement)]  # which tells another hash
    _, (check, ref, what) = findings(run, "--re-extract")
    assert (check, ref) == ("drift", statement)
    assert f"another text today, by plain text 1: {len(STATEMENT)} characters instead of {len(other)}" in what


def test_reading_again_uses_the_encoding_that_a_person_named(say: Say, tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes("Мы построим два парома.".encode("windows-1251"))
    facts = ("--encoding", "windows-1251", "--published-on", "2025-11-25")
    say("add", "document", str(tmp_path / "old.txt"), *facts)
    assert shown(say, "D-2025-001")["original"]["encoding"] == "windows-1251"
    say("check", "--re-extract")


def test_the_log_of_a_document_tells_of_its_original(run: Run, say: Say, tmp_path: Path) -> None:
    add(run, tmp_path, STATEMENT)
    assert "D-2025-001/original" in say("log", "D-2025-001")
