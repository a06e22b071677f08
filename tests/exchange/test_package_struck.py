"""An import that is ended on the way, by Ctrl-C or by force, leaves the register as it was."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.benchmarks.packages import package as invented
from tests.exchange.judged import recording
from tracker.model import Party
from tracker.register.location import Location
from tracker.words import PartyKind

pytestmark = pytest.mark.slow

SIZE = 25_000  # pledges: large enough to come in parts
_ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return invented(tmp_path_factory.mktemp("large"), SIZE)


def command(*words: str) -> subprocess.Popen[str]:
    source = "import sys; sys.argv[0] = 'tracker'; from tracker.cli import main; main()"
    environment = {**os.environ, "PYTHONPATH": str(_ROOT)}
    return subprocess.Popen(
        [sys.executable, "-c", source, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


def run(*words: str) -> str:
    """Run a command to its end; returns what it prints."""
    done = command(*words)
    out, err = done.communicate()
    assert done.returncode == 0, err
    return out


def struck(location: Location, package: Path, how: signal.Signals) -> tuple[int, str]:
    """Begin an import, and end it in the middle."""
    process = command("import", str(package), "--register", location.target)
    while not writing(location) and process.poll() is None:
        time.sleep(0.05)
    time.sleep(2)
    assert process.poll() is None, "it ended before anything could strike it"
    process.send_signal(how)
    said = process.communicate()[1]
    return process.returncode, said


def writing(location: Location) -> bool:
    """Whether somebody is writing to a register."""
    with closing(sqlite3.connect(location.target, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
        return False


@pytest.mark.parametrize("holds", [0, 1])
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_an_import_that_is_struck_leaves_the_register_as_it_was(how, holds, large, new_register, packages) -> None:
    """One into an empty register, which a second process makes ready, and one into another."""
    taken = new_register("sqlite")
    with recording(taken) as writer:
        for code in ["QQ"][:holds]:
            writer.add_party(Party(code, "Nowhere", PartyKind.COUNTRY))
    before = packages.contents(taken)
    code, said = struck(taken, large, how)
    if how is signal.SIGINT:
        assert (code, said.strip()) == (130, "Interrupted; nothing half done was kept.")
    with closing(sqlite3.connect(taken.target)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert packages.contents(taken) == before


def test_a_large_package_comes_out_as_it_went_in(large, new_register, tmp_path) -> None:
    location = new_register("sqlite")
    said = run("import", str(large), "--register", location.target)
    assert "; 0 unchanged, 0 updated." in said
    run("export", str(tmp_path / "out"), "--register", location.target)
    for each in large.rglob("*.csv"):
        assert each.read_bytes() == (tmp_path / "out" / each.name).read_bytes(), each.name
    assert run("check", "--register", location.target)
    again = run("import", str(large), "--register", location.target)
    assert again.startswith("Imported 0 records; ")
