"""``open``: the original of a document in the program that the desktop has for it, or its address."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import SPEECH, Result, Run, environment, invoke, program, unchanged
from tests.documents.samples import PROMISE, mail
from tracker.register.location import Location

URL, ARCHIVED = "https://example.org/kitchens", "https://archive.example.org/1"
LETTER = mail(from_="Press <press@example.org>", subject="Kitchens").data
PAGE = f"<!doctype html><html><body><p>{PROMISE} Then they will be painted.</p></body></html>".encode()
Open = Callable[..., tuple[Result, str]]


@pytest.fixture(scope="session")
def register(new_register: Callable[[str], Location], tmp_path_factory: pytest.TempPathFactory) -> Location:
    """A register with an e-mail (D-2025-001), a page with two addresses (D-2025-002), a pledge and a follow-up."""
    made, folder = new_register("sqlite"), tmp_path_factory.mktemp("open")
    (folder / "words.eml").write_bytes(LETTER)
    (folder / "page.html").write_bytes(PAGE)

    def do(*words: str, stdin: str | None = None) -> None:
        done = invoke(*words, register=made.target, stdin=stdin)
        assert done.code == 0, done.err

    day = ("--published-on", "2025-11-25")
    do("add", "party", "GB")
    do("add", "document", str(folder / "words.eml"), *day)
    do("add", "document", str(folder / "page.html"), *day, "--no-event", "--url", URL, "--archive-url", ARCHIVED)
    facts = ("--party", "GB", "--summary", "Kitchens", "--topic", "kitchens", "--quote", "deliver forty field kitchens")
    do("add", "pledge", "--document", "D-2025-001", *facts)
    do("link", "GB-2025-001", "D-2025-002", "corroborates", "--quote", "northern districts")
    return made


@pytest.fixture
def opened(register: Location, tmp_path: Path) -> Open:
    """Open something with an ``xdg-open`` of our own; what the command said, and what the program was given."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script = folder / "xdg-open"
    script.write_text(f'#!/bin/sh\nprintf %s "$1" > {tmp_path}/given\n', encoding="utf-8")
    script.chmod(0o755)

    def run(*words: str, target: str = register.target) -> tuple[Result, str]:
        env = environment(target, PATH=f"{folder}:{os.environ['PATH']}", TMPDIR=str(tmp_path))
        done = subprocess.run(program("open", *words), env=env, capture_output=True, text=True, check=False)
        given = tmp_path / "given"
        return Result(done.returncode, done.stdout, done.stderr), given.read_text() if given.exists() else ""

    return run


@pytest.mark.slow
@pytest.mark.parametrize(
    ("ref", "file", "data"),
    [
        ("D-2025-001", "D-2025-001.eml", LETTER),
        ("d-25-2", "D-2025-002.html", PAGE),
        ("GB-2025-001", "D-2025-001.eml", LETTER),
        ("GB-2025-001.1", "D-2025-002.html", PAGE),
    ],
    ids=["document", "short ref", "pledge", "follow-up"],
)
def test_the_original_of_what_is_meant_is_opened(ref: str, file: str, data: bytes, opened: Open) -> None:
    done, given = opened(ref)
    assert (done.code, done.out, done.err) == (0, f"{given}\n", "")
    assert Path(given).name == file
    assert Path(given).read_bytes() == data


def test_an_original_is_written_where_only_its_owner_can_read_it(opened: Open) -> None:
    _, given = opened("D-2025-001")
    assert Path(given).parent.stat().st_mode & 0o077 == 0


@pytest.mark.slow
@pytest.mark.parametrize(("flag", "address"), [("--url", URL), ("--archive", ARCHIVED)])
@pytest.mark.parametrize("ref", ["D-2025-002", "GB-2025-001.1"])
def test_an_address_is_opened_where_that_is_asked(ref: str, flag: str, address: str, opened: Open) -> None:
    done, given = opened(ref, flag)
    assert (done.code, done.out, given) == (0, f"{address}\n", address)


@pytest.mark.parametrize("flag", ["--url", "--archive"])
def test_what_has_no_address_opens_nothing(flag: str, opened: Open) -> None:
    done, given = opened("D-2025-001", flag)
    assert (done.code, done.out, given) == (4, "", "")
    assert "See: tracker show D-2025-001" in done.err


def test_a_document_without_its_original_opens_its_address_or_nothing(
    opened: Open, new_register: Callable[[str], Location], coalition: Path
) -> None:
    target = new_register("sqlite").target
    assert invoke("import", str(coalition), register=target).code == 0
    shown = json.loads(invoke("show", "D-2025-001", "--format", "json", register=target).out)
    assert (shown["original"], bool(shown["url"])) == (None, True)
    done, given = opened("D-2025-001", target=target)
    assert (done.code, given) == (0, shown["url"])
    assert invoke("open", "D-2025-001", "--save", "-", register=target).code == 4
    assert invoke("edit", "D-2025-001", "--set", "url=", register=target).code == 0
    refused = invoke("open", "D-2025-001", register=target)
    assert (refused.code, "D-2025-001 has no original." in refused.err) == (4, True)


def test_only_addresses_of_the_web_are_given_to_the_desktop(
    opened: Open, new_register: Callable[[str], Location], tmp_path: Path
) -> None:
    """A file says its address itself: it must not choose what runs here."""
    target = new_register("sqlite").target
    text = SPEECH.replace("issuer: GB\n", f"url: file://{tmp_path}/malice.desktop\n")
    assert invoke("add", "document", "-", stdin=text, register=target).code == 0
    done, given = opened("D-2025-001", "--url", target=target)
    assert (done.code != 0, given) == (True, "")


def test_without_a_program_that_opens_it_the_place_is_said(register: Location, tmp_path: Path) -> None:
    env = environment(register.target, PATH=str(tmp_path), TMPDIR=str(tmp_path))
    done = subprocess.run(program("open", "D-2025-001"), env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, Path(done.stdout.strip()).read_bytes()) == (0, LETTER)
    assert done.stderr == "No program here opens it; the place is above.\n"


def test_the_original_can_be_saved_to_a_file(register: Location, tmp_path: Path) -> None:
    target = tmp_path / "saved.html"
    done = invoke("open", "D-2025-002", "--save", str(target), register=register.target)
    assert (done.code, done.out, done.err) == (0, "", f"Wrote {len(PAGE)} bytes to {target}.\n")
    assert target.read_bytes() == PAGE


def test_a_file_that_cannot_be_written_is_told(register: Location, tmp_path: Path) -> None:
    done = invoke("open", "D-2025-002", "--save", str(tmp_path / "no" / "file"), register=register.target)
    assert (done.code, "cannot be written" in done.err) == (6, True)


@pytest.mark.parametrize("ref", ["D-1999-001", "GB-1999-001"])
def test_a_record_that_is_not_there_is_told(ref: str, register: Location) -> None:
    assert invoke("open", ref, register=register.target).code == 4


def test_opening_changes_nothing(register: Location, opened: Open) -> None:
    with unchanged(register):
        opened("D-2025-001")


@pytest.mark.slow
def test_originals_can_be_saved_on_every_database(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(PAGE)
    done = run("add", "document", str(tmp_path / "page.html"), "--published-on", "2025-11-25")
    assert run("open", done.out.strip(), "--save", str(tmp_path / "saved")).code == 0
    assert (tmp_path / "saved").read_bytes() == PAGE


def test_saving_goes_with_the_original_alone(new_register: Callable[[str], Location]) -> None:
    target = new_register("sqlite").target
    assert invoke("add", "document", "-", stdin=SPEECH.replace("issuer: GB\n", ""), register=target).code == 0
    done = invoke("open", "D-2025-001", "--url", "--save", "-", register=target)
    assert (done.code, done.out) == (2, "")
    assert "--save writes the original" in done.err
