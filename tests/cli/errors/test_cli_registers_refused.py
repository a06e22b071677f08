"""Registers that cannot be used: what is said, which exit code, and that nothing has changed."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Result, environment, invoke, program, unchanged
from tests.cli.errors.mistakes import DOCUMENT, PLEDGE, WEEKS, transcript
from tests.conftest import Golden
from tracker.register.engine import engine
from tracker.register.location import Location, locate
from tracker.register.migrate import head

EDIT = ("edit", "GB-2025-001", "--set", "topic=missiles")


def in_a_process(location: Location, *words: str, before: tuple[str, ...] = (), cwd: Path | None = None) -> Result:
    """Run a command in a process of its own; ``before`` is what starts it."""
    command = [*before, *program(*words)]
    done = subprocess.run(
        command, env=environment(location.target), capture_output=True, text=True, check=False, cwd=cwd, timeout=15
    )
    return Result(done.returncode, done.stdout, done.stderr)


@pytest.mark.slow
def test_a_register_that_is_being_written_to(desk: Location, golden: Golden) -> None:
    with unchanged(desk), engine(desk).begin():
        done = in_a_process(desk, *EDIT)
        assert in_a_process(desk, "status").code == 0
    if desk.dialect == "sqlite":
        golden("errors/locked.txt", transcript(EDIT, done, desk))
    assert (done.code, done.out) == (3, "")
    assert "Another program is writing" in done.err


@pytest.mark.parametrize(("name", "version"), [("newer", "9999"), ("older", "0000")])
def test_a_register_of_another_version(name: str, version: str, desk: Location, golden: Golden) -> None:
    from sqlalchemy import text

    with engine(desk).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})
    try:
        with unchanged(desk):
            done = invoke(*EDIT, register=desk.target)
            assert invoke("status", register=desk.target) == done
        if desk.dialect == "sqlite":  # a server has its own tools to keep a copy by
            golden(f"errors/{name}.txt", transcript(EDIT, done, desk))
        assert done.code == 3
    finally:
        with engine(desk).begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": head()})


def test_a_rule_table_of_ones_own_that_cannot_be_read(folder: Path, desk: Location, golden: Golden) -> None:
    words = ("add", "pledge", *PLEDGE, *WEEKS, "--due", "in the coming weeks")
    with unchanged(desk):
        same = invoke(*words, register=desk.target, TRACKER_RULES="rules.toml")
        broken = invoke(*words, register=desk.target, TRACKER_RULES="broken.toml")
        missing = invoke(*words, register=desk.target, TRACKER_RULES=str(folder / "none.toml")).code
    golden("errors/own-rules.txt", transcript(words, same, desk))
    assert "The rule table broken.toml cannot be read." in broken.err
    assert (same.code, broken.code, missing) == (6, 6, 6)


@pytest.fixture
def small(made: Callable[[str], Location], tmp_path: Path) -> Location:
    """A SQLite register of one's own, in a folder of its own."""
    place = tmp_path / "kept"
    place.mkdir()
    return locate(str(shutil.copyfile(made("sqlite").path, place / "register.sqlite")))


@pytest.mark.slow
def test_a_disk_without_room_for_the_register(small: Location, tmp_path: Path, golden: Golden) -> None:
    facts = ("add", "document", str(tmp_path / "long.txt"), *DOCUMENT)
    (tmp_path / "long.txt").write_text("Many words. " * 200_000)
    with unchanged(small):
        done = in_a_process(small, *facts, before=("bash", "-c", 'ulimit -f 600; exec "$@"', "bash"))
    golden("errors/no-room.txt", transcript((*facts[:2], "long.txt", *DOCUMENT), done, small))
    assert (done.code, done.out) == (3, "")
    assert invoke("check", register=small.target).code == 0


def test_a_disk_without_room_for_the_output(library: Location, golden: Golden) -> None:
    words = ("status", "--output", "/dev/full")
    done = invoke(*words, register=library.target)
    golden("errors/no-room-for-output.txt", transcript(words, done, library))
    assert done.code == 6


# Whoever may do anything (root) gives up the right to write where it is forbidden, and then runs the program.
AS_ANYBODY = (
    sys.executable,
    "-c",
    "import ctypes, os, sys\n"
    "linux = sys.platform == 'linux'\n"
    "[ctypes.CDLL(None).prctl(24, right, 0, 0, 0) for right in (1, 2) if linux]\n"
    "os.execv(sys.argv[1], sys.argv[1:])",
)


@pytest.fixture
def forbidden(small: Location) -> Iterator[Location]:
    """A register that may be read and not written."""
    small.path.chmod(0o444)
    small.path.parent.chmod(0o555)
    yield small
    small.path.parent.chmod(0o755)


@pytest.mark.slow
def test_a_register_in_a_folder_that_may_not_be_written(forbidden: Location, golden: Golden) -> None:
    with unchanged_file(forbidden.path):
        done = in_a_process(forbidden, *EDIT, before=AS_ANYBODY)
        read = in_a_process(forbidden, "status", "--as-of", "2026-01-31", before=AS_ANYBODY)
    golden("errors/read-only-file.txt", transcript(EDIT, done, forbidden))
    assert (done.code, done.out) == (3, "")
    assert (read.code, read.out.count("\n")) == (0, 13)


@pytest.mark.slow
def test_a_register_cannot_be_made_in_a_folder_that_may_not_be_written(forbidden: Location, golden: Golden) -> None:
    words = ("init", "--register", "new.sqlite")
    done = in_a_process(forbidden, *words, before=AS_ANYBODY, cwd=forbidden.path.parent)
    golden("errors/read-only-folder.txt", transcript(words, done, forbidden))
    assert (done.code, done.out) == (3, "")
    assert [each.name for each in forbidden.path.parent.iterdir()] == ["register.sqlite"]


@contextlib.contextmanager
def unchanged_file(path: Path) -> Iterator[None]:
    before = path.read_bytes()
    yield
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]
