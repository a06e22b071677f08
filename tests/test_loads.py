"""What a command loads, held as a test: what it needs, and no more."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# What costs more to load than a whole list, and the commands that load it.
HEAVY = (
    *("alembic", "dataclasses", "inspect", "psycopg", "rich", "sqlalchemy", "tomllib"),
    *("icalendar", "jinja2", "xlsxwriter"),
)
LOADS = {
    "--version": "",
    "--help": "inspect",
    "status --help": "inspect",
    "add pledge --help": "inspect",
    "status": "",
    "status --country FR --text missiles --format csv": "tomllib",  # no such pledge: what may have been meant
    "status --topic air-defence --format json": "",
    "report overdue": "",  # of no pledge here is it told in figures what was delivered so far
    "report overdue --format md": "",
    "report overdue --format html": "inspect jinja2",
    "report overdue --format ics": "dataclasses icalendar",
    "search missiles": "",
    "status united kingdom air defence": "tomllib",
    "log": "dataclasses",
    "show GB-2025-001": "dataclasses",
    "explain GB-2025-001": "dataclasses",
    "check": "dataclasses tomllib",
    "status --format table": "",
    "add enquiry GB-2025-001 --place Parliament": "dataclasses sqlalchemy",
    "import fixtures/coalition": "dataclasses sqlalchemy tomllib",
    "init": "alembic dataclasses sqlalchemy tomllib",
}

RUN = """
import sys
before = set(sys.modules)
from tracker.cli import main
from tracker.cli.later import Later
try:
    main(prog_name="tracker")
finally:
    sys.stdout.flush()
    loaded = [name for name, module in sys.modules.items() if not isinstance(module, Later)]
    print("loaded:", *sorted(set(loaded) - before), file=sys.stderr)
"""


def run(words: str, register: Path, **env: str) -> tuple[set[str], str]:
    """Run a command in a process of its own, into a pipe: the modules that it loaded, and what it said."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, *words.split()],
        cwd=ROOT,
        env={**os.environ, "TRACKER_REGISTER": str(register), "COLUMNS": "80", **env},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    *_, last = done.stderr.splitlines()
    assert last.startswith("loaded: ")
    return set(last.split()[1:]), done.stdout


def heavy(loaded: set[str]) -> set[str]:
    return {name for name in HEAVY if name in loaded} - ({"inspect"} if "dataclasses" in loaded else set())


@pytest.fixture(scope="module")
def coalition_register(sqlite_template: Path, coalition: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with the pledges of the five documents."""
    register = tmp_path_factory.mktemp("shape") / "register.sqlite"
    shutil.copyfile(sqlite_template, register)
    run(f"import {coalition}", register)
    return register


# One process for each: every round looks at the commands that people wait for, `make test-slow` at all.
EVERY_ROUND = ("--version", "--help", "status", "status --format table", "report overdue", "search missiles")


@pytest.mark.parametrize(
    "words", [pytest.param(words, marks=() if words in EVERY_ROUND else pytest.mark.slow) for words in LOADS]
)
def test_a_command_loads_what_it_needs_and_no_more(words: str, coalition_register: Path, tmp_path: Path) -> None:
    register = tmp_path / "register.sqlite"
    if words != "init":
        shutil.copyfile(coalition_register, register)
    loaded, said = run(words, register)
    assert heavy(loaded) == set(LOADS[words].split())
    assert said


@pytest.mark.parametrize("words", [words for words in LOADS if words.startswith("-") or words.endswith("--help")])
def test_help_reads_no_record_and_no_language(words: str, tmp_path: Path) -> None:
    loaded, _ = run(words, tmp_path / "missing.sqlite")
    parts = {name for name in loaded if name.startswith("tracker.")}
    inner = ("tracker.model", "tracker.law", "tracker.language", "tracker.checks", "tracker.register", "sqlite3")
    assert not [name for name in parts | loaded if name.startswith(inner)]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("tracker sta", "status"),
        ("tracker show GB-2025-0", "GB-2025-001"),
        pytest.param("tracker status --country G", "GB", marks=pytest.mark.slow),
        pytest.param("tracker status --topic a", "air-defence", marks=pytest.mark.slow),
        pytest.param("tracker status --standing re", "review due", marks=pytest.mark.slow),
    ],
)
def test_completion_loads_nothing_heavy(typed: str, offered: str, coalition_register: Path) -> None:
    asked = {"_TRACKER_COMPLETE": "bash_complete", "COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" "))}
    loaded, said = run("", coalition_register, **asked)
    assert offered in said
    assert heavy(loaded) == set()
