from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from samples import GB, recording
from sqlalchemy import text

from tracker.errors import ConflictError, RegisterError
from tracker.register import migrate
from tracker.register.connect import connect_sqlite, reading
from tracker.register.engine import engine
from tracker.register.location import Location, locate
from tracker.register.sql import postgresql as for_postgresql
from tracker.register.sql import sqlite as for_sqlite

pytestmark = pytest.mark.repeated
# -- versions ---------------------------------------------------------------------------------------------


def test_versions_are_numbered_without_gap_or_fork_and_files_are_named_after_them() -> None:
    scripts = ScriptDirectory(str(migrate.scripts()))
    found = sorted(scripts.walk_revisions(), key=lambda each: each.revision)
    assert [each.revision for each in found] == [f"{number:04d}" for number in range(1, len(found) + 1)]
    assert [each.down_revision for each in found] == [None, *(each.revision for each in found)][:-1]
    assert [Path(each.path).name.split("_")[0] for each in found] == [each.revision for each in found]
    assert scripts.get_heads() == [found[-1].revision]


def test_the_reads_know_the_newest_version_without_alembic() -> None:
    assert migrate.head() == for_sqlite.HEAD == for_postgresql.HEAD


@pytest.mark.parametrize(
    ("version", "what", "remedy"),
    [
        ("0000", "an older tracker (version 0000; this one needs", "un: tracker upgrade"),
        ("9999", "a newer tracker (version 9999; this one knows", "Update the program"),
    ],
)
def test_an_older_or_newer_register_is_refused_with_what_to_do(told, contents, version, what, remedy) -> None:
    _set_version(told, version)
    before = contents(told)
    for opening in (reading(told), recording(told)):
        with pytest.raises(RegisterError) as refusal, opening:
            pass
        assert what in refusal.value.what
        assert remedy in refusal.value.remedy
        assert refusal.value.exit_code == 3
    assert contents(told) == before


def test_upgrade_refuses_a_newer_register(told, contents) -> None:
    _set_version(told, "9999")
    before = contents(told)
    with pytest.raises(RegisterError, match="newer tracker") as refusal:
        migrate.upgrade(told)
    assert "Update the program" in refusal.value.remedy
    assert contents(told) == before


def test_upgrade_refuses_a_place_without_a_register(nowhere) -> None:
    with pytest.raises(RegisterError, match="There is no register"):
        migrate.upgrade(nowhere)
    assert migrate.current(nowhere) is None


def test_upgrading_a_current_register_changes_nothing(told, contents) -> None:
    before = contents(told)
    assert migrate.upgrade(told) == (migrate.head(), migrate.head(), None)
    assert contents(told) == before


def _set_version(location: Location, version: str) -> None:
    with engine(location).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": version})


# -- init -------------------------------------------------------------------------------------------------


def test_init_makes_a_register_of_the_newest_version(nowhere) -> None:
    assert migrate.init(nowhere) == migrate.head() == migrate.current(nowhere)


def test_init_makes_the_folder_and_leaves_nothing_but_the_register(tmp_path) -> None:
    location = locate(str(tmp_path / "new" / "folder" / "register.sqlite"))
    migrate.init(location)
    assert list((tmp_path / "new" / "folder").iterdir()) == [location.path]


@pytest.mark.parametrize("held", [b"", b"My diary, not a register.\n"])
def test_init_refuses_a_file_that_is_there_and_leaves_it_as_it_is(tmp_path, held) -> None:
    path = tmp_path / "register.sqlite"
    path.write_bytes(held)
    with pytest.raises(ConflictError, match="nothing was changed"):
        migrate.init(locate(str(path)))
    assert path.read_bytes() == held
    assert list(tmp_path.iterdir()) == [path]


def test_init_refuses_a_register_that_is_there_and_leaves_it_as_it_is(told, contents) -> None:
    before = contents(told)
    with pytest.raises(ConflictError, match="nothing was changed"):
        migrate.init(told)
    assert contents(told) == before


INTERRUPTED = """
import os, signal, sys
from tracker.register import migrate
from tracker.register.location import locate

location, elsewhere, folder = locate(sys.argv[1]), locate(sys.argv[2]), sys.argv[3]
migrate.init(elsewhere)  # so that everything has been imported

def strike(frame, event, called):
    global left
    left -= event == "call" and frame.f_code.co_name == "do_execute"
    if left == 0 or event == "c_call" and called is os.link:
        os.kill(os.getpid(), struck)

for struck in (signal.SIGINT, signal.SIGKILL):
    for left in (1, 12, 30, *([10_000] if location.dialect == "sqlite" else [])):
        if not (process := os.fork()):
            sys.setprofile(strike)
            try:
                migrate.init(location)
            except KeyboardInterrupt:
                os._exit(130)
            os._exit(0)
        ended = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        print(ended, migrate.current(location), *(os.listdir(folder) if struck == signal.SIGINT else []))
"""


@pytest.mark.slow
def test_an_interrupted_init_leaves_no_register_and_can_be_repeated(nowhere, child, tmp_path) -> None:
    # Ctrl-C leaves no file at all; after a kill there may be one, under another name.
    folder = tmp_path / "folder"
    folder.mkdir()
    place = locate(str(folder / "register.sqlite")) if nowhere.dialect == "sqlite" else nowhere
    done = child(INTERRUPTED, place.target, tmp_path / "elsewhere.sqlite", folder)
    assert done.stderr == ""
    stages = 4 if nowhere.dialect == "sqlite" else 3
    assert done.stdout.splitlines() == ["130 None"] * stages + ["-9 None"] * stages
    assert migrate.init(place) == migrate.head() == migrate.current(place)


TOGETHER = """
import os, shutil, sys
from tracker.errors import ConflictError
from tracker.register import migrate
from tracker.register.location import locate

path, others = sys.argv[1:]
migrate.init(locate(others))

def be_quicker(frame, event, called):
    if event == "c_call" and called in (os.link, os.replace, os.rename) and not os.path.exists(path):
        shutil.copyfile(others, path)

sys.setprofile(be_quicker)
try:
    migrate.init(locate(path))
except ConflictError:
    print("refused")
"""


@pytest.mark.slow
def test_init_never_replaces_a_register_that_somebody_else_has_just_made(child, tmp_path) -> None:
    path, others = tmp_path / "register.sqlite", tmp_path / "others.sqlite"
    done = child(TOGETHER, path, others)
    assert (done.stdout, done.stderr) == ("refused\n", "")
    assert path.read_bytes() == others.read_bytes()
    assert path.stat().st_nlink == 1


# -- paths ------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("name", ["with blank", "50%", "50%20", "what?", "#1", "é", "a&b=c", "it's", "mode=ro?x#y%"])
def test_any_path_can_hold_a_register(tmp_path, newer, name) -> None:
    location = locate(str(tmp_path / name / f"{name}.sqlite"))
    migrate.init(location)
    with recording(location) as writer:
        writer.add_party(GB)
    with reading(location) as reader:
        assert reader.row("SELECT code FROM party") == ("GB",)
    done = migrate.upgrade(location, newer("op.add_column('party', sa.Column('seat', sa.Text()))"))
    assert sorted(location.path.parent.iterdir()) == [location.path, done.copy]


def test_a_path_may_begin_with_two_slashes(tmp_path) -> None:
    location = locate(f"/{tmp_path}/register.sqlite")
    migrate.init(location)
    assert migrate.current(location) == migrate.head()


def test_the_drivers_own_transactions_are_off(sqlite) -> None:
    with closing(connect_sqlite(sqlite.address("mode=rw"))) as connection:
        connection.execute("INSERT INTO party (code, name, kind) VALUES ('GB', 'United Kingdom', 'country')")
        assert not connection.in_transaction
