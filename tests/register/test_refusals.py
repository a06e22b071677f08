from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from samples import GB, pledge, recording, stage, story

import tracker
from tracker import checks
from tracker.errors import ConflictError, RegisterError
from tracker.register import migrate
from tracker.register.connect import BUSY_SECONDS, reading
from tracker.register.contents import RegisterContents
from tracker.register.location import Location, locate

# -- what is not a register -------------------------------------------------------------------------------


def read_all(location: Location) -> None:
    with reading(location) as reader:
        contents = RegisterContents(reader)
        assert [finding for check in checks.CHECKS for finding in check(contents)] == []


def write(location: Location) -> None:
    with recording(location) as writer:
        writer.add_party(GB)
        writer.add(pledge())


def refusals(location: Location) -> list[RegisterError]:
    """What reading all of a place, and writing to it, is refused with."""
    found = []
    for use in (read_all, write):
        with pytest.raises(RegisterError) as refusal:
            use(location)
        assert refusal.value.exit_code == 3
        assert str(location) in refusal.value.what
        assert refusal.value.remedy
        found.append(refusal.value)
    return found


def test_a_missing_file_is_refused_and_not_made(tmp_path) -> None:
    path = tmp_path / "no" / "register.sqlite"
    for refusal in refusals(locate(str(path))):
        assert refusal.what == f"There is no register at {path}."
        assert refusal.remedy == "Make one with: tracker init"
    assert not path.parent.exists()


def test_a_folder_is_no_register(tmp_path) -> None:
    location = locate(str(tmp_path))
    for refusal in refusals(location):
        assert "There is no register at" in refusal.what
    with pytest.raises(ConflictError):
        migrate.init(location)


def test_a_file_of_another_kind_is_refused_and_left_as_it_is(tmp_path) -> None:
    path = tmp_path / "diary.txt"
    path.write_text("Today I promised nothing.\n" * 200, encoding="utf-8")
    before = path.read_bytes()
    for refusal in refusals(locate(str(path))):
        assert "not a database" in refusal.what
        assert refusal.why == "The file is something else, or encrypted."
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_an_empty_file_and_a_database_of_another_program_are_no_registers(tmp_path) -> None:
    empty, other = tmp_path / "empty.sqlite", tmp_path / "other.sqlite"
    empty.touch()
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE song (title TEXT)")
    for path in (empty, other):
        for refusal in refusals(locate(str(path))):
            assert "There is no register at" in refusal.what
    assert empty.read_bytes() == b""


def test_a_postgresql_database_without_a_register_is_refused(nowhere) -> None:
    for refusal in refusals(nowhere):
        assert "There is no register at" in refusal.what


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9])
def test_a_file_cut_short_is_refused_as_damaged(sqlite, share) -> None:
    with recording(sqlite) as writer:
        story(writer)
    whole = sqlite.path.read_bytes()
    sqlite.path.write_bytes(whole[: int(len(whole) * share)])
    for refusal in refusals(sqlite):
        assert "malformed" in refusal.what or "not a database" in refusal.what or "disk I/O" in refusal.what


def test_a_damaged_page_is_refused_in_our_words_wherever_it_is(sqlite) -> None:
    with recording(sqlite) as writer:
        story(writer)
    whole, refused = sqlite.path.read_bytes(), []
    for page in range(0, len(whole), 4096):
        sqlite.path.write_bytes(whole[:page] + b"\xff" * 4096 + whole[page + 4096 :])
        try:
            read_all(sqlite)
        except RegisterError as refusal:
            refused.append(refusal.why)
    # Pages of indexes that no check reads are not missed.
    assert len(refused) > 10
    assert set(refused) <= {"The file is damaged.", "The file is something else, or encrypted."}


# -- locked -----------------------------------------------------------------------------------------------


def test_a_register_that_somebody_else_is_writing_to_is_refused_after_five_seconds(new_register) -> None:
    # One test for both, so that the seconds pass only once.
    locations = [new_register("sqlite"), new_register("postgresql")]
    house = str(Path(tracker.__file__).parents[1])
    with recording(locations[0]) as first, recording(locations[1]) as second:
        first.add_party(GB)
        second.add_party(GB)
        waiting = [
            subprocess.Popen(
                [sys.executable, "-m", "tracker", "add", "party", "FR", "--register", each.target],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                env={**os.environ, "PYTHONPATH": house},
            )
            for each in locations
        ]
        said = [each.communicate(timeout=60) for each in waiting]
    assert BUSY_SECONDS == 5
    for (out, err), process, location in zip(said, waiting, locations, strict=True):
        assert (process.returncode, out) == (3, "")
        assert "locked" in err
        assert "Another program is writing to it and has not finished within five seconds." in err
        with reading(location) as reader:
            assert list(reader.rows("SELECT code FROM party")) == [("GB",)]


# -- a full disk ------------------------------------------------------------------------------------------

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
    roomy = child(FULL, 100_000_000, *added, "--register", sqlite)
    assert roomy.returncode == 0, roomy.stderr


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


# -- what may not be written ------------------------------------------------------------------------------


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can reach, unlike pytest's own; writable again in the end."""
    with TemporaryDirectory(prefix="tracker-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


# A user who is not root does what follows, having imported everything that this user may not read.
UNPRIVILEGED = """
import os, sys
from tracker import cli
from tracker.cli import audit, record, setup, show, status, report
from tracker.register import connect, migrate, refusals, writes
from tracker.register.location import locate
import tracker.language.parties, tracker.register.words, tracker.render.plain, tracker.register.sql.sqlite
from samples import FR, GB, recording

spare = locate(sys.argv[1] + "/spare.sqlite")
migrate.init(spare)  # what is imported late has been imported now
with recording(spare) as writer:
    writer.add_party(GB)
for each in ("", "-wal", "-shm"):
    if os.path.exists(spare.target + each):
        os.unlink(spare.target + each)
exec(sys.argv[3])  # what is made unreadable or unwritable
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
assert os.getuid() != 0
from tracker.errors import TrackerError
try:
    exec(sys.argv[4])
except TrackerError as error:
    print(error.exit_code, error)
"""

READ = """
with connect.reading(locate(sys.argv[2])) as reader:
    print("read", [code for code, in reader.rows("SELECT code FROM party ORDER BY code")])
"""
WRITE = """
with recording(locate(sys.argv[2])) as writer:
    writer.add_party(FR)
print("written")
"""
INIT = "migrate.init(locate(sys.argv[1] + '/deeper/new.sqlite')); print('made')"
LOCK_FOLDER = "os.chmod(sys.argv[1], 0o555)"
LOCK_FILE = "os.chmod(sys.argv[1], 0o777); os.chmod(sys.argv[2], 0o444)"
HIDE_FILE = "os.chmod(sys.argv[1], 0o777); os.chmod(sys.argv[2], 0o000)"
# Somebody has written and not yet tidied up: what they wrote is in the log beside the file.
LEAVE_LOG = """
import shutil, sqlite3
other = sqlite3.connect(sys.argv[2])
other.execute("INSERT INTO party (code, name, kind) VALUES ('DE', 'Germany', 'country')")
other.commit()
for each in ("", "-wal"):
    shutil.copyfile(sys.argv[2] + each, sys.argv[1] + "/copy.sqlite" + each)
sys.argv[2] = sys.argv[1] + "/copy.sqlite"
os.chmod(sys.argv[1], 0o555)
"""


@pytest.mark.parametrize(
    ("before", "what", "said"),
    [
        (LOCK_FOLDER, READ, "read ['GB']"),
        (LOCK_FOLDER, WRITE, "3 The register {} cannot be used: "),
        (LOCK_FOLDER, INIT, "3 The folder for the register {folder}/deeper/new.sqlite cannot be made."),
        (LOCK_FILE, READ, "read ['GB']"),
        (LOCK_FILE, WRITE, "3 The register {} cannot be used: attempt to write a readonly database."),
        (HIDE_FILE, READ, "3 The register {} cannot be used: unable to open database file."),
        (HIDE_FILE, WRITE, "3 The register {} cannot be used: unable to open database file."),
        (LEAVE_LOG, READ, "3 The register {folder}/copy.sqlite cannot be used: "),
        ("os.chmod(sys.argv[1], 0o777); os.chmod(sys.argv[2], 0o666)", WRITE, "written"),
    ],
    ids=[
        "reading in a folder that may not be written",
        "writing in a folder that may not be written",
        "init in a folder that may not be written",
        "reading a file that may not be written",
        "writing a file that may not be written",
        "reading a file that may not be read",
        "writing a file that may not be read",
        "reading what is partly in a log that cannot be opened",
        "writing what may be written",
    ],
)
def test_permissions(sqlite_template, open_folder, child, before, what, said) -> None:
    path = open_folder / "register.sqlite"
    path.write_bytes(sqlite_template.read_bytes())
    with recording(locate(str(path))) as writer:
        writer.add_party(GB)
    held = path.read_bytes()
    done = child(UNPRIVILEGED, open_folder, path, before, what)
    assert done.stderr == ""
    assert done.stdout.startswith(said.format(path, folder=open_folder)), done.stdout
    if said.startswith("3"):
        assert "permissions" in done.stdout or "--register" in done.stdout
        path.chmod(stat.S_IRUSR)
        assert path.read_bytes() == held or before == LEAVE_LOG


# -- PostgreSQL out of reach ------------------------------------------------------------------------------


def test_a_server_that_does_not_answer_is_told_with_its_address() -> None:
    location = locate("postgresql://clerk:s3cret@127.0.0.1:1/pledges?connect_timeout=2")
    for refusal in (*refusals(location), _refused_init(location)):
        assert refusal.what == (
            "The PostgreSQL register postgresql://clerk:…@127.0.0.1:1/pledges?connect_timeout=2 cannot be reached."
        )
        assert "onnection refused" in refusal.why
        assert "Check that the server runs" in refusal.remedy


def _refused_init(location: Location) -> RegisterError:
    with pytest.raises(RegisterError) as refusal:
        migrate.init(location)
    return refusal.value


@pytest.mark.postgresql
def test_a_database_that_does_not_exist_is_told(server) -> None:
    location = locate(server.get_uri(database="nothing_here"))
    for refusal in refusals(location):
        assert 'database "nothing_here" does not exist' in refusal.why


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://clerk:s3cret@127.0.0.1:1/pledges",
        "postgres://clerk:s3cret@127.0.0.1:1/pledges",
        "postgresql+psycopg://clerk:s3cret@127.0.0.1:1/pledges",
        "postgresql://:s3cret@127.0.0.1:1/pledges",
        "postgresql://clerk:x@s3cret@127.0.0.1:1/pledges",
        "postgresql://clerk:x/s3cret@127.0.0.1:1/pledges",
        "postgresql://clerk:%zzs3cret@127.0.0.1:1/pledges",
        "postgresql://clerk@127.0.0.1:1/pledges?password=s3cret",
        "postgresql://clerk@127.0.0.1:1/pledges?sslmode=disable&password=s3cret&application_name=x",
        "postgresql://clerk@127.0.0.1:1/pledges?sslpassword=s3cret",
    ],
)
def test_a_password_is_never_shown(address) -> None:
    location = locate(address)
    assert "s3cret" not in str(location)
    for refusal in refusals(location):
        assert "s3cret" not in str(refusal)


WITHOUT_DRIVER = """
import sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("psycopg", "psycopg_binary", "psycopg2"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Missing())
from tracker.cli import main
main()
"""


@pytest.mark.parametrize("command", [("status",), ("init",), ("add", "party", "GB")])
def test_a_missing_driver_is_told_with_what_to_install(child, command) -> None:
    done = child(WITHOUT_DRIVER, *command, "--register", "postgresql://127.0.0.1:1/pledges")
    assert (done.returncode, done.stdout) == (3, "")
    assert "psycopg" in done.stderr
    assert "pip install 'commitment-tracker[postgresql]'" in done.stderr


def test_a_refusal_inside_a_transaction_undoes_it(location) -> None:
    with recording(location) as writer:
        stage(writer)
    with suppress(ConflictError), recording(location) as writer:
        writer.add(pledge())
        writer.add_party(GB)
        pytest.fail("the party is recorded already")
    with reading(location) as reader:
        assert list(reader.rows("SELECT ref FROM pledge")) == []
