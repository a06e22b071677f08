"""How a site is built: only what changed, whole or not at all, the same bytes from the same register."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import environment, invoke, program
from tests.site.conftest import DAY, build, files, times
from tracker.register.location import Location
from tracker.site import addresses
from tracker.site.build import unbroken

pytestmark = pytest.mark.slow


def changed(before: dict[str, int], after: dict[str, int]) -> set[str]:
    """The files that were written between two looks."""
    return {address for address in after if before.get(address) != after[address]}


# -- the same again -----------------------------------------------------------------------------------------------


def test_the_same_register_on_the_same_day_gives_the_same_bytes(
    coalitions: Callable[[str], Location], tmp_path: Path
) -> None:
    build(coalitions("sqlite"), tmp_path / "one")
    build(coalitions("sqlite"), tmp_path / "other")
    assert files(tmp_path / "one") == files(tmp_path / "other")


@pytest.mark.postgresql
def test_both_databases_give_the_same_bytes(coalitions: Callable[[str], Location], tmp_path: Path) -> None:
    build(coalitions("sqlite"), tmp_path / "one")
    build(coalitions("postgresql"), tmp_path / "other")
    assert files(tmp_path / "one") == files(tmp_path / "other")


def test_nothing_is_written_where_nothing_has_changed(library: Location, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    first = build(library, folder).out
    before = times(folder)
    again = build(library, folder).out
    assert times(folder) == before
    total = len(before) - 1  # the manifest is not counted
    assert first == f"Wrote {total} of {total} files to {folder}.\n"
    assert again == f"Wrote 0 of {total} files to {folder}.\n"


@pytest.mark.parametrize(
    ("command", "pages", "untouched"),
    [
        (
            ("edit", "GB-2025-001", "--set", "summary=Supply missiles"),
            {"pledges/GB-2025-001.html", "parties/GB.html", "topics/air-defence.html", "index.html", "rows.js"},
            {"pledges/FR-2025-001.html", "parties/FR.html", "methodology.html", "style.css"},
        ),
        (
            ("add", "enquiry", "GB-2025-001", "--place", "Parliament", "--on", "2026-01-30"),
            {"pledges/GB-2025-001.html", "index.html"},
            {"pledges/FR-2025-001.html", "topics/air-defence.html", "changes.atom"},
        ),
        (
            ("edit", "COW", "--set", "name=Coalition of the Able"),
            {"parties/FR.html", "parties/COW.html", "index.html", "pledges/COW-2025-001.html", "pledges/index.html"},
            {"pledges/GB-2025-001.html", "topics/air-defence.html", "documents/D-2025-001.html"},
        ),
        (
            ("add", "party", "XX", "--name", "Elsewhere", "--kind", "organisation"),
            {"parties/XX.html", "parties/index.html", "data/package/parties.csv"},
            {"parties/GB.html", "pledges/GB-2025-001.html"},
        ),
    ],
    ids=lambda each: "-".join(each[:2]) if isinstance(each, tuple) else "",
)
def test_only_what_changed_is_written_and_it_is_what_a_fresh_build_writes(
    desk: Location, tmp_path: Path, command: tuple[str, ...], pages: set[str], untouched: set[str]
) -> None:
    folder = tmp_path / "site"
    build(desk, folder)
    before = times(folder)
    done = invoke(*command, register=desk.target)
    assert done.code == 0, done.err
    build(desk, folder)
    anew = changed(before, times(folder))
    assert pages <= anew
    assert not untouched & anew
    build(desk, tmp_path / "fresh")
    assert files(folder) == files(tmp_path / "fresh")


def test_a_file_that_was_taken_away_comes_back(desk: Location, tmp_path: Path) -> None:
    build(desk, tmp_path / "site")
    before = files(tmp_path / "site")
    (tmp_path / "site" / "pledges" / "GB-2025-001.html").unlink()
    assert build(desk, tmp_path / "site").out.startswith("Wrote 1 of ")
    assert files(tmp_path / "site") == before


def test_an_earlier_day_takes_pages_away_and_leaves_what_is_not_ours(desk: Location, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    build(desk, folder)
    (folder / "pledges" / "notes.txt").write_text("mine")
    (folder / "CNAME").write_text("example.org")
    said = build(desk, folder, day="2025-09-10").out
    assert ", removed " in said
    there = files(folder)
    assert "pledges/GB-2025-001.html" not in there
    assert {"pledges/notes.txt", "CNAME", "pledges/JP-2025-001.html"} <= there.keys()
    build(desk, tmp_path / "fresh", day="2025-09-10")
    assert files(tmp_path / "fresh").items() <= there.items()


def test_a_retracted_pledge_keeps_its_address_and_is_in_no_list(desk: Location, tmp_path: Path) -> None:
    done = invoke("edit", "GB-2025-001", "--retract", "entered twice", register=desk.target)
    assert done.code == 0, done.err
    build(desk, tmp_path / "site")
    there = files(tmp_path / "site")
    shown = there["pledges/GB-2025-001.html"].decode()
    assert "This record was a mistake and was retracted: entered twice" in shown
    assert b"GB-2025-001" not in there["parties/GB.html"] + there["rows.js"] + there["reports/overdue.html"]


def test_what_was_corrected_is_told_with_its_day_and_without_a_name(desk: Location, tmp_path: Path) -> None:
    done = invoke("edit", "GB-2025-001", "--set", "summary=Supply missiles", "--by", "A. Person", register=desk.target)
    assert done.code == 0, done.err
    build(desk, tmp_path / "site")
    shown = (tmp_path / "site" / "pledges" / "GB-2025-001.html").read_text(encoding="utf-8")
    assert "2026-02-02" in shown
    assert "<del>summary: Supply Ukraine with additional air-defence missiles</del>" in shown
    assert "<ins>summary: Supply missiles</ins>" in shown
    assert not [address for address, each in files(tmp_path / "site").items() if b"A. Person" in each]


def test_an_amount_is_grouped_as_in_the_terminal(desk: Location, tmp_path: Path) -> None:
    changes = ("--set", "amount=14000.5", "--set", "unit=missiles", "--set", "qualifier=up to")
    done = invoke("edit", "GB-2025-001", *changes, register=desk.target)
    assert done.code == 0, done.err
    build(desk, tmp_path / "site")
    for each in (
        (tmp_path / "site" / "pledges" / "GB-2025-001.html").read_text(encoding="utf-8"),
        invoke("show", "GB-2025-001", register=desk.target).out,
    ):
        assert "up to 14,000.5 missiles" in each


# -- refusals and interruptions -----------------------------------------------------------------------------------


def test_a_folder_that_holds_something_else_is_refused(desk: Location, tmp_path: Path) -> None:
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "letter.txt").write_text("dear")
    done = invoke("site", str(folder), register=desk.target)
    assert (done.code, files(folder)) == (5, {"letter.txt": b"dear"})
    assert "holds something other than a site; nothing was written" in done.err


@pytest.mark.parametrize("manifest", ["{", "[]", '{"made_by": "another"}', '{"made_by": "tracker site", "files": [1]}'])
def test_a_manifest_that_is_none_of_ours_is_refused(desk: Location, tmp_path: Path, manifest: str) -> None:
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "site.json").write_text(manifest)
    assert invoke("site", str(folder), register=desk.target).code == 5
    assert files(folder) == {"site.json": manifest.encode()}


def test_a_site_of_a_newer_program_is_refused(desk: Location, tmp_path: Path) -> None:
    build(desk, tmp_path / "site")
    kept = json.loads((tmp_path / "site" / "site.json").read_text())
    (tmp_path / "site" / "site.json").write_text(json.dumps(kept | {"format": 2}))
    assert invoke("site", str(tmp_path / "site"), register=desk.target).code == 3


def test_a_manifest_cannot_have_files_outside_of_the_folder_removed(desk: Location, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    build(desk, folder)
    kept = json.loads((folder / "site.json").read_text())
    (tmp_path / "precious").write_text("mine")
    kept["files"] |= {"../precious": "", str(tmp_path / "precious"): "", "pledges/../../precious": ""}
    (folder / "site.json").write_text(json.dumps(kept))
    build(desk, folder)
    assert (tmp_path / "precious").read_text() == "mine"


def test_a_file_in_the_place_of_the_folder_and_a_strange_address_are_refused(desk: Location, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert invoke("site", str(tmp_path / "file"), register=desk.target).code == 5
    for base in ("ftp://example.org", "javascript:alert(1)", "example.org"):
        assert invoke("site", str(tmp_path / "new"), "--base-url", base, register=desk.target).code == 2
    assert not (tmp_path / "new").exists()


def test_without_a_register_nothing_is_made(tmp_path: Path) -> None:
    assert invoke("site", str(tmp_path / "site"), register=str(tmp_path / "none.sqlite")).code == 3
    assert not (tmp_path / "site").exists()


@pytest.mark.slow
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_a_build_that_is_ended_leaves_a_site_that_the_next_one_completes(
    desk: Location, tmp_path: Path, sent: signal.Signals
) -> None:
    folder = tmp_path / "site"
    build(desk, folder, day="2025-12-01")
    before = files(folder)
    for wait in (0.3, 0.5, 0.6, 0.7, 0.8):
        shutil.rmtree(folder)
        build(desk, folder, day="2025-12-01")
        command = program("site", str(folder), "--as-of", DAY)
        process = subprocess.Popen(
            command, env=environment(desk.target), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(wait)
        os.kill(process.pid, sent)
        process.wait(30)
        there = {address: each for address, each in files(folder).items() if not address.startswith(".making")}
        build(desk, folder)
        build(desk, tmp_path / "fresh")
        now = {address: each for address, each in files(folder).items() if not address.startswith(".making")}
        assert now == files(tmp_path / "fresh")
        if sent is signal.SIGINT and process.returncode == 130:
            assert there in (before, now)  # nothing was moved in, or everything


def test_ctrl_c_while_files_are_moved_in_waits_until_they_are_whichever_thread_it_reaches() -> None:
    done, ended = [], threading.Event()
    bar = threading.Thread(target=ended.wait)  # as a progress bar has
    bar.start()
    try:
        with pytest.raises(KeyboardInterrupt), unbroken():  # noqa: PT012  what follows the signal is what is tested
            signal.pthread_kill(bar.ident or 0, signal.SIGINT)
            time.sleep(0.05)
            done.append("moved in")
    finally:
        ended.set()
    assert done == ["moved in"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


# -- addresses ----------------------------------------------------------------------------------------------------

NAMES = ["GB-2025-001", "CON", "aux", "..", ".", "", "/etc/passwd", "a/b", "A/B", "a\\b", "Ünïted", "x" * 300]
NAMES += ["Cow Paris", "COW Paris", "cow-paris", "nul.html", "index", "\u202e", "<script>", "a b", "a\tb", "-", "D-1."]


def test_an_address_is_safe_on_every_file_system_and_never_shared() -> None:
    for made in (addresses.pledge, addresses.document, addresses.party, addresses.topic, addresses.event):
        found = [made(name) for name in NAMES]
        assert len({each.lower() for each in found}) == len(NAMES)
        for each in found:
            folder, _, name = each.partition("/")
            stem = name.removesuffix(".html")
            assert stem
            assert len(name) < 100
            assert all(letter.isascii() and (letter.isalnum() or letter in "-.") for letter in stem), each
            assert stem[0].isalnum()
            assert stem[-1].isalnum()
            assert stem.partition(".")[0].lower() not in ("con", "aux", "nul", "index")
            assert folder in ("pledges", "documents", "parties", "topics", "events")


def test_a_plain_name_is_its_own_address() -> None:
    assert addresses.pledge("GB-2025-001") == "pledges/GB-2025-001.html"
    assert addresses.document("D-2025-001.2") == "documents/D-2025-001.2.html"
    assert addresses.topic("air-defence") == "topics/air-defence.html"
    assert addresses.event("COW Paris 2025-09-04").startswith("events/cow-paris-2025-09-04--")
