"""Run the program as a person does: arguments in; exit code, standard output and standard error out."""

from __future__ import annotations

import os
import pty
import shutil
import sqlite3
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

import tracker
from tests.conftest import empty, refill
from tracker.cli import main
from tracker.cli.app import App
from tracker.register.location import Location, locate
from tracker.register.schema import metadata

NOON = 1_770_033_600.0  # 2026-02-02 12:00 UTC: the day on which the tests record
# Every round holds PostgreSQL to the reports' bytes and to all of tests/register and tests/exchange; that each command
# does there what it does in SQLite takes its time, and has a target of its own.
DIALECTS = ("sqlite", pytest.param("postgresql", marks=[pytest.mark.postgresql, pytest.mark.slow]))


class Result(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


class WideApp(App):
    """A run whose tables may take more than 80 columns."""

    width = 140


Run = Callable[..., Result]
Say = Callable[..., str]
Prepared = Callable[[str, Location, Callable[[], Any]], Any]


def invoke(
    *args: str,
    register: str | None = None,
    stdin: bytes | str | None = None,
    app: type[App] = App,
    **settings: str | None,
) -> Result:
    """Run a command in this process, at noon of 2 February 2026, signed by “editor”."""
    env = {
        "TRACKER_REGISTER": register,
        "TRACKER_ACTOR": "editor",
        "TRACKER_RULES": None,
        "TZ": "UTC",
        "NO_COLOR": None,
        "COLUMNS": "80",
        **settings,
    }
    done = CliRunner(env=env).invoke(main, args, input=stdin, obj=app(lambda: NOON), prog_name="tracker")
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Result(done.exit_code, done.stdout, done.stderr)


def _running(location: Location) -> Run:
    def run(*args: str, **settings: Any) -> Result:
        return invoke(*args, **{"register": location.target, **settings})

    return run


def _saying(run: Run) -> Say:
    def say(*args: str, **settings: Any) -> str:
        done = run(*args, **settings)
        assert done.code == 0, done.err
        return done.out

    return say


# -- registers to write in: on PostgreSQL one database is emptied for each test, which takes a tenth of making one --


@pytest.fixture(params=DIALECTS)
def location(request: pytest.FixtureRequest, new_register: Callable[[str], Location]) -> Location:
    """A fresh, empty register, once in SQLite and once in PostgreSQL."""
    return empty(request, new_register)


@pytest.fixture
def run(location: Location) -> Run:
    """Run commands on a fresh, empty register, once in SQLite and once in PostgreSQL."""
    return _running(location)


@pytest.fixture
def say(run: Run) -> Say:
    """Run a command that must succeed, and return what it prints."""
    return _saying(run)


# -- the coalition's register ----------------------------------------


@pytest.fixture(scope="session")
def made(new_register: Callable[[str], Location], coalition: Path) -> Callable[[str], Location]:
    """The register with the five documents in a dialect, made once, to be read and copied."""

    @cache
    def make(dialect: str) -> Location:
        location = new_register(dialect)
        done = invoke("import", str(coalition), register=location.target)
        assert done.code == 0, done.err
        return location

    return make


@pytest.fixture(params=DIALECTS)
def library(request: pytest.FixtureRequest, made: Callable[[str], Location]) -> Location:
    """The register with the five documents: to be read only, for the tests share it."""
    return made(request.param)


@pytest.fixture
def ask(library: Location) -> Say:
    """Run a command on the shared register that must succeed, and return what it prints."""
    return _saying(_running(library))


@pytest.fixture
def refuse(library: Location) -> Run:
    """Run a command on the shared register that must be refused and must not change it."""

    def refused(*args: str, **settings: Any) -> Result:
        with unchanged(library):
            done = _running(library)(*args, **settings)
        assert done.code not in (0, 1), done
        return done

    return refused


@pytest.fixture(scope="session")
def filled_database(new_register: Callable[[str], Location], coalition: Path) -> Location:
    location = new_register("postgresql")
    done = invoke("import", str(coalition), register=location.target)
    assert done.code == 0, done.err
    return location


@pytest.fixture(params=DIALECTS)
def desk(request: pytest.FixtureRequest, made: Callable[[str], Location], tmp_path: Path) -> Location:
    """A register of one's own with the five documents, to be written in."""
    if request.param == "sqlite":
        return locate(str(shutil.copyfile(made("sqlite").path, tmp_path / "desk.sqlite")))
    found: Location = request.getfixturevalue("filled_database")
    refill(found, "filled")
    return found


@pytest.fixture
def work(desk: Location) -> Run:
    """Run commands on a register of one's own with the five documents in it."""
    return _running(desk)


@pytest.fixture
def do(work: Run) -> Say:
    """Run a command there that must succeed, and return what it prints."""
    return _saying(work)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """Prepare a register for a test; a file that was prepared once is copied from then on."""
    folder = tmp_path_factory.mktemp("prepared")
    answers: dict[str, Any] = {}

    def once(name: str, location: Location, prepare: Callable[[], Any]) -> Any:
        if location.dialect == "sqlite" and name in answers:
            shutil.copyfile(folder / name, location.path)
            return answers[name]
        answer = prepare()
        if location.dialect == "sqlite":
            answers[name] = answer
            shutil.copyfile(location.path, folder / name)
        return answer

    return once


# -- what must stay as it is ----------------------------------------


def contents(location: Location) -> dict[str, list[Any]]:
    """Every row of every table of a register, read with nothing but the database's driver."""
    if location.dialect == "sqlite":
        with closing(sqlite3.connect(location.target)) as file:
            return {name: sorted(file.execute(f"SELECT * FROM {name}"), key=repr) for name in metadata.tables}
    import psycopg

    every = " UNION ALL ".join(f"SELECT '{name}', kept::text FROM {name} AS kept" for name in metadata.tables)
    with psycopg.connect(location.target) as server:
        rows = sorted(server.execute(every).fetchall())
    return {name: [row for table, row in rows if table == name] for name in metadata.tables}


@contextmanager
def unchanged(location: Location) -> Iterator[None]:
    """Hold a register to what it held before, the log of revisions included."""
    before = contents(location)
    yield
    assert contents(location) == before


def masked(text: str, location: Location) -> str:
    """A message without the place of the register, which differs from run to run."""
    return text.replace(str(location), "REGISTER").replace(location.target, "REGISTER")


# -- a terminal ----------------------------------------


def environment(register: str | None = None, **settings: str | None) -> dict[str, str]:
    """The surroundings of a process of its own, in which the program is found and nothing else is set."""
    kept = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm-256color", "TZ": "UTC"}
    ours = {"PYTHONPATH": str(Path(tracker.__file__).parents[1]), "TRACKER_ACTOR": "editor", "PAGER": "cat"}
    wanted = {**kept, **ours, "TRACKER_REGISTER": register, **settings}
    return {name: value for name, value in wanted.items() if value is not None}


def program(*args: str) -> list[str]:
    """The command line that starts the program in a process of its own."""
    return [sys.executable, "-c", "from tracker.cli import main; main(prog_name='tracker')", *args]


def on_terminal(
    command: list[str], env: dict[str, str], *, columns: int = 80, lines: int = 24, cwd: Path | None = None
) -> Result:
    """Run a process on a pseudo-terminal of a size; what it writes, errors too, comes back as ``out``."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (lines, columns))
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=env, cwd=cwd) as process:
        os.close(theirs)
        written = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    return Result(process.returncode, written.decode().replace("\r\n", "\n"), "")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:  # Linux says so when nobody is left who could write
        return b""


# -- a document to work with ----------------------------------------

SPEECH = """---
title: Statement on support for Ukraine
publisher: Ministry of Defence of the United Kingdom
published_on: 2025-03-03
issuer: GB
event: Visit of 3 March 2025
---
We will deliver fourteen tanks by the end of March. Their crews will be trained in the coming weeks.
The minister’s words – “nobody doubts it” – were heard twice.

We stand with Ukraine. Once a ceasefire holds, we would send engineers.
We stand with Ukraine.
"""


@pytest.fixture
def speech(say: Say, location: Location, prepared: Prepared) -> str:
    """The ref of a speech in a fresh register, in which the United Kingdom has pledged something."""

    def prepare() -> str:
        say("add", "party", "GB")
        return say("add", "document", "-", "--quiet", stdin=SPEECH).strip()

    return prepared("speech", location, prepare)
