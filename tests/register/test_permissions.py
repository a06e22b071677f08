"""What a user who is not root may read and write, and what is said of what that user may not."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

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


@pytest.mark.slow
@pytest.mark.parametrize("attempt", PERMITTED)
def test_what_may_be_read_or_written_is(tried, attempt) -> None:
    assert tried[attempt] == PERMITTED[attempt]


@pytest.mark.parametrize("attempt", REFUSED)
def test_what_may_not_be_read_or_written_is_refused_with_what_to_do(tried, attempt) -> None:
    what, remedy = REFUSED[attempt]
    assert tried[attempt].startswith(f"3 {what}")
    assert remedy in tried[attempt].splitlines()[-1]
    assert tried[f"{attempt} left"] == "as it was"
