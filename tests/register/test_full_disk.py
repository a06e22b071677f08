"""A full disk is told, and leaves the register as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import recording, story

from tracker.register import migrate
from tracker.register.connect import reading

FULL = """
import resource, sys
from tracker.cli import main

resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
sys.argv[1:] = sys.argv[2:]
main()
"""


@pytest.fixture
def text_file(tmp_path) -> Path:
    """A text that makes the register larger by more than a disk can hold."""
    path = tmp_path / "speech.txt"
    path.write_text("We will deliver. " * 40_000, encoding="utf-8")
    return path


@pytest.mark.slow
def test_a_full_disk_is_told_and_leaves_the_register_as_it_was(sqlite, child, contents, text_file) -> None:
    with recording(sqlite) as writer:
        story(writer)
    before, size = contents(sqlite), sqlite.path.stat().st_size
    added = ("add", "document", text_file, "--title", "A", "--publisher", "B", "--published-on", "2026-01-01")
    done = child(FULL, size + 20_000, *added, "--register", sqlite)
    assert (done.returncode, done.stdout) == (3, ""), done.stderr
    assert str(sqlite) in done.stderr
    assert "the register is as it was before" in done.stderr
    assert contents(sqlite) == before
    with reading(sqlite) as reader:
        assert reader.row("PRAGMA integrity_check") == ("ok",)


@pytest.mark.slow
def test_init_on_a_full_disk_leaves_nothing(child, tmp_path) -> None:
    done = child(FULL, 20_000, "init", "--register", tmp_path / "folder" / "register.sqlite")
    assert (done.returncode, done.stdout) == (3, "")
    assert "cannot be used" in done.stderr
    assert list((tmp_path / "folder").iterdir()) == []


UPGRADE_FULL = """
import resource, sys
from pathlib import Path
from tracker.errors import RegisterError
from tracker.register import migrate
from tracker.register.location import locate

migrate.head()
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
try:
    migrate.upgrade(locate(sys.argv[2]), Path(sys.argv[3]))
except RegisterError as error:
    print(error.exit_code)
"""


@pytest.mark.slow
def test_an_upgrade_without_room_for_the_copy_changes_nothing(sqlite, child, contents, tmp_path) -> None:
    import shutil

    shutil.copytree(migrate.scripts(), tmp_path / "db", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "db" / "versions" / "0099_next.py").write_text(
        f"revision = '0099'\ndown_revision = '{migrate.head()}'\ndef upgrade() -> None: pass\n", encoding="utf-8"
    )
    with recording(sqlite) as writer:
        story(writer)
    before = contents(sqlite)
    done = child(UPGRADE_FULL, 60_000, sqlite, tmp_path / "db")
    assert (done.stdout, done.stderr) == ("3\n", "")
    assert contents(sqlite) == before
    assert [each.name for each in sqlite.path.parent.iterdir() if "before-upgrade" in each.name] == []
