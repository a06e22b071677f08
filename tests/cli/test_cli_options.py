"""What holds for every command: ``--register``, ``--as-of``, ``--format``, ``--output``, ``--quiet``, ``--by``."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import SPEECH, Run, Say, contents, environment, invoke, program
from tracker import __version__
from tracker.register.location import Location

LATER = ("--as-of", "2026-01-31")


@pytest.fixture
def file(made: Callable[[str], Location]) -> str:
    """The register with the five documents, as one file."""
    return made("sqlite").target


# -- the register ----------------------------------------------------------------------


def test_the_register_is_named_before_or_after_the_command(file: str) -> None:
    named = invoke("status", *LATER, register=file)
    assert named.code == 0
    assert invoke("--register", file, "status", *LATER) == named
    assert invoke("status", *LATER, "--register", file) == named


def test_the_option_wins_over_the_setting(file: str, tmp_path: Path) -> None:
    elsewhere = str(tmp_path / "none.sqlite")
    assert invoke("status", *LATER, "--register", file, register=elsewhere).code == 0
    assert invoke("--register", elsewhere, "status", *LATER, "--register", file).code == 0
    assert invoke("status", *LATER, "--register", elsewhere, register=file).code == 3


def test_without_either_it_is_one_file_in_the_data_folder(tmp_path: Path) -> None:
    done = invoke("init", XDG_DATA_HOME=str(tmp_path), HOME=str(tmp_path))
    assert (done.code, done.err.startswith("Next: tracker import FOLDER")) == (0, True)
    (made,) = [each for each in tmp_path.rglob("*") if each.is_file()]
    assert made.parts[-2:] == ("commitment-tracker", "register.sqlite")
    assert done.out == f"Made the register {made} (version 0008).\n"
    assert invoke("status", XDG_DATA_HOME=str(tmp_path), HOME=str(tmp_path)).code == 0


def test_a_register_is_made_once(tmp_path: Path) -> None:
    path = str(tmp_path / "new folder" / "own.sqlite")
    assert invoke("init", "--register", path).code == 0
    done = invoke("init", "--register", path)
    assert (done.code, "already; nothing was changed" in done.err) == (5, True)


def test_making_a_register_is_the_first_line_of_its_log(tmp_path: Path) -> None:
    path = str(tmp_path / "own.sqlite")
    invoke("init", "--register", path, "--by", "Founder")
    (line,) = invoke("log", "--format", "jsonl", register=path).out.splitlines()
    logged = json.loads(line)
    assert (logged["command"], logged["record"], logged["actor"]) == ("init", "register", "Founder")


@pytest.mark.postgresql
def test_a_register_is_made_in_a_postgresql_database(server: Any) -> None:
    import psycopg

    get_uri = server.get_uri
    with psycopg.connect(get_uri(), autocommit=True) as connection:
        connection.execute("CREATE DATABASE made_by_init")
    target = get_uri(database="made_by_init")
    done = invoke("init", "--register", target)
    assert (done.code, done.out.endswith("(version 0008).\n")) == (0, True)
    assert invoke("check", register=target).code == 0
    assert invoke("init", "--register", target).code == 5


def test_a_register_that_is_up_to_date_is_left_as_it_is(do: Say, desk: Location) -> None:
    assert do("upgrade") == f"The register {desk} is up to date (version 0008).\n"
    assert "upgrade" not in do("log", "--limit", "0")


def test_a_password_is_never_shown() -> None:
    done = invoke("status", "--register", "postgresql://me:secret@127.0.0.1:1/register")
    assert (done.code, "secret" in done.err, "me:…@127.0.0.1" in done.err) == (3, False, True)


@pytest.mark.parametrize(
    "command",
    [
        ("edit", "GB-2025-001", "--retract", "--restore"),
        ("edit", "GB-2025-001", "--retract", "--help"),
        ("status", "--output", "--quiet"),
    ],
    ids=" ".join,
)
def test_an_option_is_never_the_value_of_another(command: tuple[str, ...], desk: Location) -> None:
    before = contents(desk)
    done = invoke(*command, register=desk.target)
    assert (done.code, done.out) == (2, "")
    assert "requires an argument" in done.err
    assert contents(desk) == before


# -- the output ------------------------------------------------------------------------


@pytest.fixture
def own_file(desk: Location, file: str, tmp_path: Path) -> Path:
    """A register that is a file: the one that is asked or, where that lies on a server, another."""
    return desk.path if desk.dialect == "sqlite" else Path(shutil.copyfile(file, tmp_path / "other.sqlite"))


@pytest.mark.parametrize(
    "command",
    [
        ("export", "--format", "jsonl", "FILE"),
        ("export", "--format", "xlsx", "FILE"),
        ("report", "overdue", "--format", "md", "--output", "FILE"),
        ("report", "overdue", "--freeze", "FILE"),
    ],
    ids=" ".join,
)
def test_nothing_is_written_over_a_register(command: tuple[str, ...], desk: Location, own_file: Path) -> None:
    before = own_file.read_bytes()
    done = invoke(*(each.replace("FILE", str(own_file)) for each in command), register=desk.target)
    assert (done.code, "is a SQLite database, perhaps a register" in done.err) == (6, True)
    assert own_file.read_bytes() == before


@pytest.mark.parametrize("form", ["table", "plain", "csv", "json", "jsonl", "md", "html"])
@pytest.mark.parametrize("command", [("status",), ("report", "overdue"), ("search", "frozen"), ("log",)], ids=" ".join)
def test_output_goes_to_a_file_as_it_would_to_the_terminal(
    command: tuple[str, ...], form: str, file: str, tmp_path: Path
) -> None:
    asked = (*command, *LATER[:1], "2026-02-02", "--format", form)
    target = tmp_path / "answer"
    done = invoke(*asked, "--output", str(target), register=file)
    assert (done.code, done.out, done.err) == (0, "", "")
    assert target.read_bytes().decode() == invoke(*asked, register=file).out


@pytest.mark.parametrize("command", [("show", "GB-2025-001"), ("explain", "GB-2025-001")], ids=" ".join)
def test_a_record_goes_to_a_file_too(command: tuple[str, ...], file: str, tmp_path: Path) -> None:
    target = tmp_path / "answer.md"
    done = invoke(*command, *LATER, "--format", "md", "--output", str(target), register=file)
    assert (done.code, done.out) == (0, "")
    assert target.read_text(encoding="utf-8") == invoke(*command, *LATER, "--format", "md", register=file).out


@pytest.mark.parametrize("command", [("status",), ("show", "GB-2025-001")], ids=" ".join)
@pytest.mark.parametrize(("name", "form"), [("a.json", "json"), ("b.MD", "md"), ("c.html", "html"), ("d.txt", "plain")])
def test_the_ending_of_a_file_gives_its_format(
    command: tuple[str, ...], name: str, form: str, file: str, tmp_path: Path
) -> None:
    asked = (*command, *LATER, "--output", str(tmp_path / name))
    assert invoke(*asked, register=file).code == 0
    assert (tmp_path / name).read_text(encoding="utf-8") == invoke(
        *command, *LATER, "--format", form, register=file
    ).out
    assert invoke(*asked, "--format", "md", register=file).code == 0
    assert (tmp_path / name).read_text(encoding="utf-8") == invoke(
        *command, *LATER, "--format", "md", register=file
    ).out


def test_a_workbook_is_none_without_being_asked_twice(file: str, tmp_path: Path) -> None:
    assert invoke("status", *LATER, "--output", str(tmp_path / "status.xlsx"), register=file).code == 0
    assert (tmp_path / "status.xlsx").read_bytes().startswith(b"PK")
    assert invoke("show", "GB-2025-001", "--output", str(tmp_path / "one.xlsx"), register=file).code == 2


def test_a_dash_is_standard_output(file: str) -> None:
    assert invoke("status", *LATER, "--output", "-", register=file) == invoke("status", *LATER, register=file)


def test_a_file_is_replaced_whole(file: str, tmp_path: Path) -> None:
    target = tmp_path / "status.csv"
    target.write_text("x" * 100_000)
    invoke("status", *LATER, "--format", "csv", "--output", str(target), register=file)
    assert target.read_text(encoding="utf-8").splitlines()[-1].startswith("COW-2026-001,conditional,")


def test_a_file_is_left_alone_when_the_command_is_refused(file: str, tmp_path: Path) -> None:
    target = tmp_path / "status.csv"
    target.write_text("mine")
    for words in (("status", "--country", "UK"), ("status", "--topic", "tanks"), ("show", "GB-2025-099")):
        assert invoke(*words, "--output", str(target), register=file).code == 4
    assert [each.name for each in tmp_path.iterdir()] == ["status.csv"]
    assert target.read_text() == "mine"


def test_a_disk_that_is_full_leaves_nothing_half_written(file: str, tmp_path: Path) -> None:
    target = tmp_path / "status.csv"
    target.write_text("mine")
    command = program("status", *LATER, "--format", "csv", "--output", str(target))
    limited = ["bash", "-c", 'ulimit -f 0; exec "$@"', "bash", *command]
    done = subprocess.run(limited, env=environment(file), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (6, "")
    assert done.stderr.startswith(f"Error: {target} cannot be written: File too large.")
    assert [each.name for each in tmp_path.iterdir()] == ["status.csv"]
    assert target.read_text() == "mine"


# -- who and what else ------------------------------------------------------------------


def test_quiet_leaves_only_the_answer(run: Run, speech: str) -> None:
    facts = ("--party", "GB", "--document", speech, "--quote", "We will deliver", "--summary", "s", "--topic", "t")
    done = run("add", "pledge", *facts, "--due", "by the end of March", "--quiet")
    assert (done.out, done.err) == ("GB-2025-001\n", "")
    assert run("status", "tanks", "--quiet").err == ""


def test_who_records_is_the_option_else_the_setting_else_the_account(run: Run, say: Say) -> None:
    run("add", "party", "FR", "--by", "Night desk")
    run("add", "party", "DE")
    run("add", "party", "IT", TRACKER_ACTOR=None, LOGNAME="jo", USER="jo")
    actors = [json.loads(line)["actor"] for line in say("log", "--format", "jsonl").splitlines()]
    assert actors == ["Night desk", "editor", "jo"]


def test_a_command_reads_standard_input_and_writes_standard_output(run: Run) -> None:
    run("add", "party", "GB")
    done = run("add", "document", "-", stdin=SPEECH.encode())
    assert (done.code, done.out) == (0, "D-2025-001\n")


def test_the_version_is_told() -> None:
    assert invoke("--version") == (0, f"tracker {__version__}\n", "")


def test_an_answer_to_a_pipe_carries_no_colour(ask: Say) -> None:
    for form in ("table", "plain", "csv", "json", "jsonl", "md"):
        assert "\x1b" not in ask("status", *LATER, "--format", form)
