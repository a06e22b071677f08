"""``add document`` on a terminal: each document is shown, and asked about."""

from __future__ import annotations

import json
import os
import pty
import sqlite3
import subprocess
import termios
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Result, environment, invoke, program
from tests.cli.documents.texts import STATEMENT, WIRE
from tracker.register.location import Location


def answering(answers: str, *command: str, register: str) -> Result:
    """Run a command on a terminal on which somebody types the answers; all that is written comes back as ``out``.

    Whoever asks for more finds that nobody is there any longer (Ctrl-D).
    """
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (60, 200))
    os.write(ours, f"{answers}\x04".encode())
    env = environment(register, TERM="dumb")
    with subprocess.Popen(program(*command), stdin=theirs, stdout=theirs, stderr=theirs, env=env) as process:
        os.close(theirs)
        written = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    return Result(process.returncode, written.decode().replace("\r\n", "\n"), "")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:
        return b""


QUESTION = "Keep it? [Y]es, [n]o, [e]dit, [a]ll that follow, [q]uit"


class Desk:
    """A register of one's own and texts to be added at a terminal."""

    def __init__(self, register: Location, folder: Path) -> None:
        self.register, self.folder = register.target, folder
        for number in range(1, 6):
            text = f"Report number {number} on the two ferries\n\n1{number} November 2025\n\nFerry {number} is ready.\n"
            (folder / f"{number}.txt").write_text(text, encoding="utf-8")

    def answer(self, answers: str, *flags: str) -> Result:
        return answering(answers, "add", "document", str(self.folder), *flags, register=self.register)

    def documents(self) -> dict[str, dict[str, Any]]:
        """What is recorded, by the first word of the name of the file."""
        with closing(sqlite3.connect(self.register)) as file:
            refs = [ref for (ref,) in file.execute("SELECT ref FROM document ORDER BY id")]
        found = [json.loads(invoke("show", ref, "--format", "json", register=self.register).out) for ref in refs]
        return {each["original"]["name"]: each for each in found}


@pytest.fixture
def desk(new_register: Callable[[str], Location], tmp_path: Path) -> Desk:
    return Desk(new_register("sqlite"), tmp_path)


@pytest.mark.slow
def test_on_a_terminal_each_document_is_shown_and_asked_about(desk: Desk) -> None:
    edits = ["The ferry", "", "2025-11-20", "", "", "Launch", "https://example.org/3", ""]
    done = desk.answer("\n".join(["y", "n", "e", *edits, "", "q", ""]))
    assert (done.code, done.out.count(QUESTION)) == (0, 5), done.out  # asked again after an edit; not about the fifth
    assert f"{desk.folder}/1.txt\n  Report number 1 on the two ferries — not known, 2025-11-11 (visible), " in done.out
    kept = desk.documents()
    assert list(kept) == ["1.txt", "3.txt"]
    edited = kept["3.txt"]
    assert (edited["title"], edited["publisher"], edited["event"]) == ("The ferry", "not known", "Launch")
    assert (edited["published_on"], edited["dated_by"]) == ("2025-11-20", "given")
    assert (edited["dates_found"], edited["url"]) == ("visible 2025-11-13", "https://example.org/3")


@pytest.mark.slow
def test_all_that_follow_are_kept_without_more_questions(desk: Desk) -> None:
    done = desk.answer("n\na\n")
    assert (done.code, done.out.count(QUESTION)) == (0, 2), done.out
    assert list(desk.documents()) == ["2.txt", "3.txt", "4.txt", "5.txt"]


@pytest.mark.slow
def test_yes_asks_nothing(desk: Desk) -> None:
    done = desk.answer("", "--yes")
    assert (done.code, QUESTION in done.out) == (0, False)
    assert len(desk.documents()) == 5


def test_a_pipe_is_asked_nothing(desk: Desk) -> None:
    done = invoke("add", "document", str(desk.folder), register=desk.register, stdin="n\n" * 9)
    assert (done.code, QUESTION in done.err, len(desk.documents())) == (0, False, 5)


@pytest.mark.slow
def test_the_event_that_seems_to_be_the_same_is_offered_and_can_be_refused(desk: Desk) -> None:
    for file in desk.folder.iterdir():
        file.unlink()
    invoke("add", "document", "-", "--event", "The ferry meeting", stdin=STATEMENT, register=desk.register)
    (desk.folder / "wire.txt").write_text(WIRE, encoding="utf-8")
    done = desk.answer("\n".join(["e", *[""] * 5, "-", "", "", "y", ""]))
    assert done.code == 0, done.out
    assert "Copies D-2025-001" in done.out
    assert "event [The ferry meeting]: " in done.out
    assert desk.documents()["wire.txt"]["event"] is None
