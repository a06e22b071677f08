"""Bad input: what is said, which exit code, and that nothing is recorded. One expected message each."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Result, environment, invoke, masked, program, unchanged
from tests.conftest import Golden
from tracker.register.engine import engine
from tracker.register.location import Location, locate

FILES = {
    "empty.txt": b"",
    "blank.txt": b"  \n\n",
    "binary.txt": b"\x00\x01\x02PNG",
    "windows.txt": "café “words”".encode("cp1252"),
    "brief.txt": b"They will come.",
    "open.txt": b"---\ntitle: No end\nThe text",
    "strange.txt": b"---\nfrobnicate: 1\n---\nThe text",
    "bad-day.txt": b"---\npublisher: x\npublished_on: 30 February\n---\nThe text",
    "not-a-register.sqlite": b"These are words, and no database at all." * 100,
    "rules.toml": b'version = "en-1"\n',
    "broken.toml": b'version = "ours\n',
}
DOCUMENT = ("--publisher", "x", "--published-on", "2025-01-01")
PLEDGE = ("--party", "GB", "--document", "D-2025-003", "--summary", "s", "--topic", "t")
WEEKS = ("--quote", "in the coming weeks")
ESCAPE = "\x1b[31mred\x07 \x9b2J\u202eback"

CASES: dict[str, tuple[str, ...]] = {
    # files
    "document-empty": ("add", "document", "empty.txt", *DOCUMENT),
    "document-blank": ("add", "document", "blank.txt", *DOCUMENT),
    "document-binary": ("add", "document", "binary.txt", *DOCUMENT),
    "document-wrong-encoding": ("add", "document", "windows.txt", *DOCUMENT),
    "document-unknown-encoding": ("add", "document", "windows.txt", *DOCUMENT, "--encoding", "windows-9999"),
    "document-missing": ("add", "document", "nowhere.txt", *DOCUMENT),
    "document-folder-empty": ("add", "document", "empty-folder", *DOCUMENT),
    "documents-several-bad": ("add", "document", "empty.txt", "nowhere.txt", "binary.txt", *DOCUMENT),
    "documents-one-title": ("add", "document", "empty.txt", "brief.txt", "--title", "Both"),
    "documents-list-missing": ("add", "document", "--files-from", "nowhere.txt"),
    "document-without-day": ("add", "document", "brief.txt"),
    "document-front-matter-open": ("add", "document", "open.txt"),
    "document-front-matter-strange": ("add", "document", "strange.txt"),
    "document-front-matter-day": ("add", "document", "bad-day.txt"),
    "document-unknown-issuer": ("add", "document", "brief.txt", *DOCUMENT, "--issuer", "UK"),
    "document-recorded-already": ("add", "document", "copy.txt", *DOCUMENT),
    # days
    "day-impossible": ("add", "document", "brief.txt", "--publisher", "x", "--published-on", "2025-02-30"),
    "day-without-year": ("add", "document", "brief.txt", "--publisher", "x", "--published-on", "31/12"),
    "day-far-away": ("add", "document", "brief.txt", "--publisher", "x", "--published-on", "2922-01-01"),
    "day-as-of": ("status", "--as-of", "yesterday"),
    # pledges
    "pledge-deadline-before-it": ("add", "pledge", *PLEDGE, *WEEKS, "--due", "2025-01-01"),
    "pledge-deadline-without-year": ("add", "pledge", *PLEDGE, *WEEKS, "--due", "31/12"),
    "pledge-deadline-impossible": ("add", "pledge", *PLEDGE, *WEEKS, "--due", "2026-02-30"),
    "pledge-deadline-far-away": ("add", "pledge", *PLEDGE, *WEEKS, "--due", "by 2922"),
    "pledge-deadline-misspelt": ("add", "pledge", *PLEDGE, *WEEKS, "--due", "in the comming weeks"),
    "pledge-deadline-window-reversed": ("add", "pledge", *PLEDGE, *WEEKS, "--due", "2026-03-01..2026-02-01"),
    "pledge-deadline-empty": ("add", "pledge", *PLEDGE, *WEEKS, "--due", " "),
    "pledge-party-uk": ("add", "pledge", *PLEDGE[2:], "--party", "UK", *WEEKS),
    "pledge-party-not-recorded": ("add", "pledge", *PLEDGE[2:], "--party", "BR", *WEEKS),
    "pledge-party-twice": ("add", "pledge", *PLEDGE, "--with", "GB", *WEEKS),
    "pledge-quote-twice": ("add", "pledge", *PLEDGE, "--quote", "the"),
    "pledge-quote-not-there": (
        "add",
        "pledge",
        *PLEDGE,
        "--quote",
        "Britain will send missiles to Ukraine in coming weeks",
    ),
    "pledge-quote-not-at": ("add", "pledge", *PLEDGE, *WEEKS, "--at", "7"),
    "pledge-quote-empty": ("add", "pledge", *PLEDGE, "--quote", ""),
    "pledge-summary-empty": ("add", "pledge", *PLEDGE, *WEEKS, "--summary", " "),
    "pledge-amount": ("add", "pledge", *PLEDGE, *WEEKS, "--amount", "a few", "--unit", "missiles"),
    "pledge-without-quote": ("add", "pledge", *PLEDGE),
    "pledge-document-missing": ("add", "pledge", "--document", "D-2025-099", *PLEDGE[:2], *PLEDGE[4:], *WEEKS),
    # follow-ups, enquiries, disputes, edits
    "link-restates-same-event": ("link", "COW-2025-004", "D-2025-004", "restates", "--quote", "Moscow"),
    "link-before-the-pledge": ("link", "GB-2025-001", "D-2025-001", "advances", "--quote", "was being prepared"),
    "link-not-a-party": ("link", "GB-2025-001", "D-2026-001", "fulfils", "--quote", "Merz said", "--party", "FR"),
    "link-outcome": ("link", "GB-2025-001", "D-2026-001", "kept", "--quote", "Merz said"),
    "enquiry-too-early": ("add", "enquiry", "GB-2025-001", "--place", "x", "--on", "2025-11-24"),
    "dispute-not-a-party": ("add", "dispute", "GB-2025-001", "D-2026-001", "--party", "FR", "--quote", "Merz said"),
    "dispute-before-the-pledge": (
        *("add", "dispute", "GB-2025-001", "D-2025-001", "--party", "GB"),
        *("--quote", "was being prepared"),
    ),
    "link-nothing": ("link", "GB-2025-001"),
    "link-to-itself": ("link", "GB-2025-001", "--part-of", "gb-25-1"),
    "link-two-ways": ("link", "GB-2025-001", "--part-of", "COW-2026-001", "--supersedes", "COW-2025-001"),
    "link-pledge-with-words": ("link", "GB-2025-001", "--part-of", "COW-2026-001", "--quote", "Merz said"),
    "link-pledge-unknown": ("link", "GB-2025-001", "--part-of", "COW-2031-001"),
    "link-supersedes-a-later-pledge": ("link", "GB-2025-001", "--supersedes", "COW-2026-001"),
    "link-replaced-without-drops": (
        *("link", "GB-2025-001", "D-2026-001", "advances", "--quote", "Merz said"),
        *("--replaced-by", "COW-2026-001"),
    ),
    "edit-field": ("edit", "GB-2025-001", "--set", "frob=1"),
    "edit-nothing": ("edit", "GB-2025-001"),
    # refs and words
    "ref-missing": ("show", "GB-2025-099"),
    "ref-of-several": ("show", "gb-2025"),
    "ref-of-another-kind": ("explain", "D-2025-001"),
    "ref-not-in-the-log": ("log", "GB-2025-099"),
    "country-uk": ("status", "--country", "UK"),
    "country-nowhere": ("status", "--country", "ZZ"),
    "topic-misspelt": ("status", "--topic", "airdefence"),
    "standing-unknown": ("status", "--standing", "broken"),
    "search-nothing": ("search", "..."),
    "party-code": ("add", "party", "Grande Bretagne"),
    "party-recorded-already": ("add", "party", "GB"),
    "command-unknown": ("frobnicate",),
    "command-nearly": ("stats",),
    "option-unknown": ("status", "--contry", "GB"),
    "limit-no-number": ("status", "--limit", "all"),
    "format-unknown": ("status", "--format", "pdf"),
    "format-of-a-single-record": ("show", "GB-2025-001", "--format", "xlsx"),
    "format-of-something-without-deadlines": ("log", "--format", "ics"),
    # packages and registers
    "import-nowhere": ("import", "nowhere"),
    "import-a-file": ("import", "brief.txt"),
    "import-bad-rows": ("import", "package"),
    "export-onto-something": ("export", "."),
    "output-nowhere": ("status", "--output", "nowhere/status.csv"),
    "register-missing": ("status", "--register", "nowhere.sqlite"),
    "register-a-folder": ("status", "--register", "package"),
    "register-something-else": ("status", "--register", "not-a-register.sqlite"),
    "register-already-there": ("init", "--register", "not-a-register.sqlite"),
    "postgresql-down": ("status", "--register", "postgresql://editor:secret@127.0.0.1:1/register"),
    # what would steer a terminal, or pass for markup
    "escape-in-a-ref": ("show", f"GB-{ESCAPE}"),
    "escape-in-a-country": ("status", "--country", ESCAPE),
    "escape-in-a-topic": ("status", "--topic", f"[bold]{ESCAPE}"),
    "escape-in-a-quote": ("add", "pledge", *PLEDGE, "--quote", f"coming {ESCAPE} weeks"),
    "escape-in-a-deadline": ("add", "pledge", *PLEDGE, *WEEKS, "--due", ESCAPE),
    "escape-in-a-command": (f"stat{ESCAPE}",),
    "escape-in-a-file-name": ("add", "document", f"{ESCAPE}.txt", *DOCUMENT),
}


@pytest.fixture
def folder(tmp_path: Path, coalition: Path) -> Iterator[Path]:
    """A folder to work in, with files that nobody wants."""
    place = tmp_path / "work"
    place.mkdir()
    (place / "empty-folder").mkdir()
    for name, content in FILES.items():
        (place / name).write_bytes(content)
    shutil.copy(coalition / "texts" / "D-2025-004.txt", place / "copy.txt")
    shutil.copytree(coalition, place / "package")
    pledges = place / "package" / "pledges.csv"
    pledges.write_text(
        pledges.read_text(encoding="utf-8").replace("2025-09-04", "31/12").replace("inferred", "guessed"),
        encoding="utf-8",
    )
    with contextlib.chdir(place):
        yield place


def transcript(words: tuple[str, ...], done: Result, location: Location) -> str:
    """A command, what it said and its exit code, as they are kept in ``tests/golden/errors``."""
    typed = "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in shlex.join(words))
    said = masked(done.err, location).replace(os.getcwd(), "HERE")
    return f"$ tracker {typed}\n{done.out}{said}[exit {done.code}]\n"


@pytest.mark.parametrize("name", CASES)
@pytest.mark.usefixtures("folder")
def test_bad_input_is_refused_with_what_why_and_what_to_do(name: str, library: Location, golden: Golden) -> None:
    with unchanged(library):
        done = invoke(*CASES[name], register=library.target)
    golden(f"errors/{name}.txt", transcript(CASES[name], done, library))
    assert (done.code in range(2, 7), done.out) == (True, "")
    assert all(each.isprintable() for each in done.err.replace("\n", ""))


SPECIAL = {
    "locked",
    "newer",
    "older",
    "no-room",
    "no-room-for-output",
    "read-only-file",
    "read-only-folder",
    "own-rules",
}


def test_every_expected_message_is_of_a_case(golden: Golden) -> None:
    assert golden.names("errors") == {f"{name}.txt" for name in {*CASES, *SPECIAL}}


def test_every_class_of_refusal_is_among_them(golden: Golden) -> None:
    ends = {
        (golden.folder / "errors" / name).read_text(encoding="utf-8").splitlines()[-1]
        for name in golden.names("errors")
    }
    assert ends == {f"[exit {code}]" for code in (2, 3, 4, 5, 6)}


# -- registers that cannot be used -------------------------------------------------------


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
        golden(f"errors/{name}.txt", transcript(EDIT, done, desk))
        assert done.code == 3
    finally:
        with engine(desk).begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '0007'"))


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


def test_a_register_in_a_folder_that_may_not_be_written(forbidden: Location, golden: Golden) -> None:
    with unchanged_file(forbidden.path):
        done = in_a_process(forbidden, *EDIT, before=AS_ANYBODY)
        read = in_a_process(forbidden, "status", "--as-of", "2026-01-31", before=AS_ANYBODY)
    golden("errors/read-only-file.txt", transcript(EDIT, done, forbidden))
    assert (done.code, done.out) == (3, "")
    assert (read.code, read.out.count("\n")) == (0, 13)


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


# -- texts that would steer a terminal, or pass for markup or for formulas ---------------------

STEERING = "\x1b[31mred\x1b]0;title\x07 \x9b2J \x08\x08 \u202eback\u202c [bold]loud[/bold] [link=http://x]y[/link]"
DANGEROUS = f"""---
title: =HYPERLINK("http://x";"y") {STEERING}
publisher: [bold]Courier[/bold]{STEERING}
published_on: 2025-01-02
event: +1 {STEERING}
---
We {STEERING} will come by 1 February 2025. | a | b | `code` <script>alert(1)</script>
"""


@pytest.fixture(scope="session")
def poisoned(new_register: Callable[[str], Location]) -> Location:
    """A register in which every text holds what a terminal would obey, Rich's markup and a formula."""
    location = new_register("sqlite")

    def say(*words: str, stdin: Any = None) -> None:
        done = invoke(*words, register=location.target, stdin=stdin)
        assert done.code == 0, done.err
        assert "\x1b" not in done.out + done.err

    say("add", "party", "OWN", "--name", f"=1+1 {STEERING}", "--kind", "coalition", "--by", f"=me {STEERING}")
    say("add", "document", "-", stdin=DANGEROUS)
    words = f"We {STEERING} will come"
    texts = ("--summary", f"=1+1 {STEERING}", "--topic", f"=t{STEERING}", "--condition", f"@if {STEERING}")
    say("add", "pledge", "--party", "OWN", "--document", "D-2025-001", "--quote", words, *texts, "--due", "2025-02-01")
    say("link", "OWN-2025-001", "D-2025-001", "activates", "--quote", words, "--note", f"-1 {STEERING}")
    say(
        "add",
        "enquiry",
        "OWN-2025-001",
        "--place",
        f"=p {STEERING}",
        "--enquirer",
        f"=w {STEERING}",
        "--note",
        STEERING,
    )
    return location


READING = (
    ("status",),
    ("status", "come"),
    ("report", "overdue"),
    ("report", "overdue", "--by-country"),
    ("show", "OWN-2025-001"),
    ("show", "OWN-2025-001.1"),
    ("show", "D-2025-001"),
    ("show", "D-2025-001", "--whole"),
    ("show", "E-2026-001"),
    ("show", "OWN"),
    ("explain", "OWN-2025-001"),
    ("search", "come"),
    ("log",),
    ("check",),
)


@pytest.mark.parametrize("form", ["table", "plain", "csv", "json", "jsonl", "md"])
@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_what_would_steer_a_terminal_is_shown_and_not_obeyed(
    words: tuple[str, ...], form: str, poisoned: Location
) -> None:
    done = invoke(*words, "--format", form, register=poisoned.target)
    assert done.code == (2 if form == "csv" and words[0] in ("show", "explain") else 0)
    written = done.out + done.err
    assert not {each for each in written if not each.isprintable()} - {"\n", "\t"}


def test_markup_stays_text(poisoned: Location) -> None:
    written = invoke("status", "--format", "plain", register=poisoned.target).out
    assert "[bold]loud[/bold] [link=http://x]y[/link]" in written
    shown = " ".join(invoke("show", "OWN-2025-001", "--format", "table", register=poisoned.target).out.split())
    assert "[bold]loud[/bold] [link=http://x]y[/link]" in shown


def test_a_table_that_wraps_keeps_markup_as_text(poisoned: Location) -> None:
    written = invoke("search", "come", "--format", "table", register=poisoned.target).out
    assert "[bold]" in "".join(written.split())


def test_no_cell_of_a_csv_is_taken_for_a_formula(poisoned: Location) -> None:
    import csv
    from io import StringIO

    for words in (("status",), ("report", "overdue"), ("search", "come"), ("log",)):
        rows = list(csv.reader(StringIO(invoke(*words, "--format", "csv", register=poisoned.target).out)))
        assert len(rows) > 1
        assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r")], words
    status = invoke("status", "--format", "csv", register=poisoned.target).out
    assert ",'=1+1 " in status


def test_a_poisoned_register_is_whole(poisoned: Location) -> None:
    assert invoke("check", register=poisoned.target).code == 0
    with contextlib.closing(sqlite3.connect(poisoned.target)) as file:
        (kept,) = file.execute("SELECT quote FROM pledge").fetchone()
    assert kept == f"We {STEERING} will come"
