from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
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


@pytest.mark.slow
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


# -- what may not be written ------------------------------------------------------------------------------


# What a user may do who is not root, having imported everything that this user may not read.
UNPRIVILEGED = """
import json, os, shutil, sqlite3, sys
from tracker.errors import TrackerError
from tracker.register import connect, migrate
from tracker.register.location import locate
from samples import FR, GB, recording

def read(folder, path):
    with connect.reading(locate(path)) as reader:
        return " ".join(code for (code,) in reader.rows("SELECT code FROM party ORDER BY code"))

def write(folder, path):
    with recording(locate(path)) as writer:
        writer.add_party(FR)
    return read(folder, path)

def init(folder, path):
    return migrate.init(locate(folder + "/deeper/new.sqlite"))

def open(folder, path):
    os.chmod(folder, 0o777)
    os.chmod(path, 0o666)

def locked_folder(folder, path):
    os.chmod(folder, 0o555)

def locked_file(folder, path):
    os.chmod(folder, 0o777)
    os.chmod(path, 0o444)

def hidden_file(folder, path):
    os.chmod(folder, 0o777)
    os.chmod(path, 0o000)

def locked_folder_with_log(folder, path):
    # Somebody has written and not tidied up: what they wrote is in the log beside the file.
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("INSERT INTO party (code, name, kind) VALUES ('DE', 'Germany', 'country')")
    for each in ("", "-wal"):
        shutil.copyfile(path + each, folder + "/kept" + each)
    other.close()
    for each in ("", "-wal"):
        os.replace(folder + "/kept" + each, path + each)
    os.chmod(folder, 0o555)

def made(folder):
    path = folder + "/register.sqlite"
    migrate.init(locate(path))
    with recording(locate(path)) as writer:
        writer.add_party(GB)
    return path

def bytes_of(path):
    with __import__("io").FileIO(path) as file:
        return file.readall()

read(None, made(sys.argv[1] + "/first"))  # what is imported late has been imported now
for each in sys.argv[2:]:
    before, use = (globals()[name] for name in each.split())
    folder = sys.argv[1] + "/" + each.replace(" ", "-")
    path = made(folder)
    before(folder, path)
    held = bytes_of(path)
    process = os.fork()
    if not process:
        if os.getuid() == 0:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
        try:
            said = use(folder, path)
        except TrackerError as error:
            said = f"{error.exit_code} {error}"
        print(json.dumps([each, os.getuid(), said.replace(folder, "…")]), flush=True)
        os._exit(0)
    os.waitpid(process, 0)
    os.chmod(folder, 0o777)
    os.chmod(path, 0o666)
    print(json.dumps([each + " left", os.getuid(), "as it was" if bytes_of(path) == held else "changed"]), flush=True)
"""
PERMITTED = {
    "open read": "GB",
    "open write": "FR GB",
    "locked_folder read": "GB",
    "locked_file read": "GB",
}
REFUSED = {
    "locked_folder write": ("The register …/register.sqlite cannot be used: ", "permissions"),
    "locked_folder init": ("The folder for the register …/deeper/new.sqlite cannot be made.", "--register"),
    "locked_folder_with_log read": ("The register …/register.sqlite cannot be used: ", "permissions"),
    "locked_file write": ("The register …/register.sqlite cannot be used: attempt to write a readonly", "permissions"),
    "hidden_file read": ("The register …/register.sqlite cannot be used: unable to open database file", "permissions"),
    "hidden_file write": ("The register …/register.sqlite cannot be used: unable to open database file", "permissions"),
}


@pytest.fixture(scope="module")
def tried(child) -> dict[str, str]:
    """What became of each attempt, and of the register."""
    # Every user can reach this folder, unlike pytest's own.
    with TemporaryDirectory(prefix="tracker-") as folder:
        Path(folder).chmod(0o755)
        done = child(UNPRIVILEGED, folder, *PERMITTED, *REFUSED)
    assert done.stderr == ""
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert 0 not in {user for each, user, _ in told if not each.endswith("left")}, "root may do everything"
    return {each: said for each, _, said in told}


@pytest.mark.parametrize("attempt", PERMITTED)
def test_what_may_be_read_or_written_is(tried, attempt) -> None:
    assert tried[attempt] == PERMITTED[attempt]


@pytest.mark.parametrize("attempt", REFUSED)
def test_what_may_not_be_read_or_written_is_refused_with_what_to_do(tried, attempt) -> None:
    what, remedy = REFUSED[attempt]
    assert tried[attempt].startswith(f"3 {what}")
    assert remedy in tried[attempt].splitlines()[-1]
    assert tried[f"{attempt} left"] == "as it was"


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


@pytest.mark.parametrize("command", [("status",), ("add", "party", "GB")])
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
