"""Terminal manners, in real pseudo-terminals: what a person at a screen sees, and what a pipe gets."""

from __future__ import annotations

import contextlib
import csv
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Result, environment, invoke, on_terminal, program, unchanged
from tracker.register.location import Location

LATER = ("--as-of", "2026-01-31")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(scope="session")
def file(made: Callable[[str], Location]) -> str:
    """The register with the five documents, as one file."""
    return made("sqlite").target


@pytest.fixture(scope="session")
def screen(file: str) -> Callable[..., Result]:
    """Run a command on a terminal of some size."""

    def run(*words: str, columns: int = 80, lines: int = 24, **settings: str | None) -> Result:
        return on_terminal(program(*words), environment(file, **settings), columns=columns, lines=lines)

    return run


def widest(text: str) -> int:
    return max(map(len, COLOUR.sub("", text).splitlines()))


# -- a table for people, lines for programs ---------------------------------------------


@pytest.mark.slow
def test_a_terminal_gets_a_table_and_a_pipe_one_record_a_line(screen: Callable[..., Result], file: str) -> None:
    shown = screen("status", *LATER, "--limit", "0", NO_COLOR="1")
    assert (shown.code, shown.out) == (0, invoke("status", *LATER, "--format", "table", register=file).out)
    piped = subprocess.run(
        program("status", *LATER), env=environment(file), capture_output=True, text=True, check=True
    ).stdout
    assert piped == invoke("status", *LATER, "--format", "plain", register=file).out
    assert [len(line.split("\t")) for line in piped.splitlines()] == [17] * 13


def test_colour_is_for_terminals(screen: Callable[..., Result]) -> None:
    plain = screen("status", *LATER, NO_COLOR="1").out
    coloured = screen("status", *LATER).out
    assert COLOUR.search(coloured)
    assert COLOUR.sub("", coloured) == plain


@pytest.mark.slow
@pytest.mark.parametrize("setting", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
@pytest.mark.parametrize("words", [("report", "overdue"), ("show", "GB-2025-001")], ids=" ".join)
def test_colour_is_left_out_where_it_is_not_welcome(
    words: tuple[str, ...], setting: dict[str, str], screen: Callable[..., Result]
) -> None:
    assert "\x1b" not in screen(*words, **setting).out


def test_a_file_gets_no_colour_though_a_terminal_asks(screen: Callable[..., Result], tmp_path: Path) -> None:
    target = tmp_path / "status.txt"
    screen("status", *LATER, "--format", "table", "--output", str(target))
    assert "\x1b" not in target.read_text(encoding="utf-8")


# -- the screen -------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("columns", [80, 140])
@pytest.mark.parametrize(
    "words",
    [
        ("status", "--limit", "0"),
        ("status", "--country", "FR", "--limit", "0"),
        ("report", "overdue"),
        ("show", "GB-2025-001"),
        ("log",),
    ],
    ids=" ".join,
)
def test_no_line_is_wider_than_the_terminal(
    words: tuple[str, ...], columns: int, screen: Callable[..., Result]
) -> None:
    shown = screen(*words, "--as-of", "2026-02-02", columns=columns)
    assert shown.code == 0
    assert widest(shown.out) <= columns


@pytest.mark.slow
def test_an_error_is_wrapped_at_words_and_in_a_pipe_it_is_one_line(screen: Callable[..., Result], file: str) -> None:
    words = ("add", "party", "Grande Bretagne", "--name", "x")
    shown, piped = screen(*words, columns=50), invoke(*words, register=file)
    assert shown.code == piped.code == 2
    lines = shown.out.splitlines()
    assert len(lines) > len(piped.err.splitlines())
    assert all(len(each) <= 50 for each in lines)
    assert " ".join(shown.out.split()) == " ".join(piped.err.split())
    assert lines[-1].startswith("       ")  # what is to be done goes on beneath itself


@pytest.mark.slow
def test_the_log_says_who_when_and_by_what_on_every_terminal(screen: Callable[..., Result]) -> None:
    for columns in (60, 80, 120):
        shown = " ".join(screen("log", "--limit", "1", columns=columns).out.split())
        assert all(each in shown for each in ("Who", "editor", "When (UTC)", "T", "import"))


def test_a_wide_terminal_is_used(screen: Callable[..., Result]) -> None:
    narrow, wide = (screen("status", *LATER, "--limit", "0", columns=each).out for each in (80, 140))
    assert widest(wide) > 120
    assert "Topic" in wide.splitlines()[2]
    assert wide.count("\n") < narrow.count("\n")


def test_a_list_takes_one_screen_and_says_how_to_get_the_rest(screen: Callable[..., Result]) -> None:
    shown = screen("status", *LATER).out.splitlines()
    assert len(shown) <= 24
    assert re.fullmatch(r"\d+ more; --limit 0 lists all", shown[-1])
    assert len([line for line in shown if re.search(r"[A-Z]+-\d{4}-\d{3}", line)]) + int(shown[-1].split()[0]) == 13


def test_a_higher_screen_shows_more(screen: Callable[..., Result]) -> None:
    assert "more; --limit" not in screen("status", *LATER, lines=60).out


def test_a_long_record_goes_through_the_pager(screen: Callable[..., Result], tmp_path: Path) -> None:
    pager = tmp_path / "pager"
    pager.write_text(f"#!/bin/sh\nexec cat > {tmp_path}/paged\n")
    pager.chmod(0o755)
    shown = screen("show", "D-2025-003", "--whole", PAGER=str(pager))
    assert (shown.code, "Digest" in shown.out) == (0, False)
    assert "Digest in the register's own words." in (tmp_path / "paged").read_text(encoding="utf-8")


# -- pipes that close, fingers on Ctrl-C -----------------------------------------------------------


@pytest.mark.slow
def test_a_dry_run_on_a_narrow_terminal_still_tells_deadline_quantity_and_codes_of_every_row(
    screen: Callable[..., Result], tmp_path: Path
) -> None:
    table, mapping = tmp_path / "t.csv", tmp_path / "t.toml"
    header, row = "id,country,date,pledge,count,item,amount,currency,deadline,status", "1,Germany,2025-01-02,Build"
    table.write_text(f"{header}\n{row},20,sledge,9000000,EUR,2025-12-31,done\n", encoding="utf-8")
    mapping.write_text(screen("import", str(table), "--guess", columns=200).out.replace("\r", ""), encoding="utf-8")
    seen = screen("import", str(table), "--mapping", str(mapping), "--dry-run", lines=60)
    assert "Deadline: 2025-12-31" in seen.out
    assert "Quantity: 20 sledge [9000000 EUR]" in seen.out
    assert "Told: quantity_noted" in seen.out
    assert widest(seen.out) <= 80


def test_who_has_seen_enough_may_close_the_pipe(file: str) -> None:
    for words in ("status --limit 0", "log", "report overdue", "show D-2025-003 --whole", "search ukraine"):
        command = f'"$@" {words} | exec 0<&-; exit ${{PIPESTATUS[0]}}'
        done = subprocess.run(
            ["bash", "-c", command, "bash", *program()],
            env=environment(file),
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", 0), words


@pytest.fixture
def long_package(coalition: Path, tmp_path: Path) -> Path:
    """The five documents' data package with very many pledges."""
    package = Path(shutil.copytree(coalition, tmp_path / "long"))
    for name in ("pledges.csv", "pledge_parties.csv"):
        with (package / name).open(encoding="utf-8", newline="") as lines:
            header, *rows = csv.reader(lines)
        british = [row for row in rows if row[0] == "GB-2025-001"]
        more = [[f"GB-2025-{serial:05}", *row[1:]] for serial in range(10_000, 20_000) for row in british]
        with (package / name).open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines, lineterminator="\n").writerows([header, *sorted([*rows, *more])])
    return package


def is_writing(location: Location) -> bool:
    """Whether somebody has begun to write."""
    if location.dialect == "sqlite":
        with contextlib.closing(sqlite3.connect(location.target, timeout=0, isolation_level=None)) as file:
            try:
                file.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return True
            return False
    import psycopg

    with psycopg.connect(location.target) as server:
        here = "(SELECT oid FROM pg_database WHERE datname = current_database())"  # other tests write in others
        return bool(
            server.execute(f"SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND database = {here}").fetchone()
        )


@pytest.mark.slow
def test_an_import_that_is_interrupted_keeps_nothing(desk: Location, long_package: Path) -> None:
    command = program("import", str(long_package))
    with unchanged(desk):
        with subprocess.Popen(
            command, env=environment(desk.target), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process:
            deadline = time.monotonic() + 20
            while not is_writing(desk) and time.monotonic() < deadline:
                time.sleep(0.01)
            time.sleep(0.2)
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=20)
        assert (process.returncode, out) == (130, "")
        assert err == "\nInterrupted; nothing half done was kept.\n"  # the first line end follows the ^C on the screen
    assert invoke("add", "party", "BR", register=desk.target).code == 0


def test_the_module_runs_as_the_command_does(file: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tracker", "status", *LATER],
        env=environment(file),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == invoke("status", *LATER, register=file).out


def test_a_locale_without_unicode_still_gets_an_answer(file: str) -> None:
    done = subprocess.run(
        program("show", "COW-2025-005", *LATER),
        env=environment(file, LANG="C", LC_ALL="C"),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Türkiye".encode() in done.stdout
