"""Run the program as a person does: arguments in; exit code, standard output and standard error out."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from tracker.cli import main
from tracker.cli.app import App
from tracker.register.location import Location

NOON = 1_770_033_600.0  # 2026-02-02 12:00 UTC: the day on which the tests record


class Result(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


def invoke(*args: str, register: str | None = None, stdin: bytes | str | None = None) -> Result:
    """Run a command in this process, at noon of 2 February 2026, signed by “editor”."""
    env = {
        "TRACKER_REGISTER": register,
        "TRACKER_ACTOR": "editor",
        "TZ": "UTC",
        "NO_COLOR": None,
        "COLUMNS": "80",
    }
    done = CliRunner(env=env).invoke(main, args, input=stdin, obj=App(lambda: NOON), prog_name="tracker")
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Result(done.exit_code, done.stdout, done.stderr)


@pytest.fixture
def run(location: Location) -> Run:
    """Run commands on a fresh register, once in SQLite and once in PostgreSQL."""

    def command(*args: str, stdin: bytes | str | None = None) -> Result:
        return invoke(*args, register=location.target, stdin=stdin)

    return command


@pytest.fixture
def say(run: Run) -> Callable[..., str]:
    """Run a command that must succeed, and return what it prints."""

    def command(*args: str, stdin: bytes | str | None = None) -> str:
        done = run(*args, stdin=stdin)
        assert done.code == 0, done.err
        return done.out

    return command
