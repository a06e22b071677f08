"""Streams that take no answer, or not every letter; and an interruption before anything was done."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import environment, on_terminal, program
from tracker.register.location import Location

FULL = Path("/dev/full")


@pytest.fixture(scope="session")
def file(made: Callable[[str], Location]) -> str:
    """The register with the five documents, as one file."""
    return made("sqlite").target


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    "words",
    [("status",), ("status", "--format", "json"), ("show", "GB-2025-001"), ("--version",), ("report", "overdue", "-h")],
    ids=" ".join,
)
def test_an_answer_that_cannot_be_written_is_told(words: tuple[str, ...], file: str) -> None:
    with FULL.open("w") as full:
        done = subprocess.run(program(*words), env=environment(file), stdout=full, stderr=subprocess.PIPE, text=True)
    assert (done.returncode, done.stderr.splitlines()[0]) == (
        1,
        "Error: The answer cannot be written: No space left on device.",
    )
    assert "Traceback" not in done.stderr


def test_without_standard_output_nothing_is_begun(file: str) -> None:
    before = Path(file).read_bytes()
    words = program("add", "party", "PL")
    done = subprocess.run(["sh", "-c", '"$@" >&-', "sh", *words], env=environment(file), capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (
        2,
        "Error: Standard output is closed, so there is no place for the answer; nothing was done.\n",
    )
    assert Path(file).read_bytes() == before


def test_without_standard_error_the_answer_is_still_given(file: str) -> None:
    words = program("status", "--as-of", "2026-01-31")
    done = subprocess.run(
        ["sh", "-c", '"$@" 2>&-', "sh", *words], env=environment(file), capture_output=True, text=True
    )
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 13)


WESTERN = {"LANG": "C", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}  # a locale that is not UTF-8


def test_a_pipe_gets_utf_8_whatever_the_language_of_the_terminal(file: str) -> None:
    words = program("status", "--format", "table")
    told = [
        subprocess.run(words, env=environment(file, **settings), capture_output=True, check=True).stdout
        for settings in ({}, WESTERN)
    ]
    assert told[0] == told[1]
    assert " · " in told[0].decode("utf-8")


def test_a_terminal_without_our_signs_gets_plain_ones_in_the_same_columns(file: str) -> None:
    wide, narrow = (
        on_terminal(program("show", "GB-2025-001"), environment(file, **settings)) for settings in ({}, WESTERN)
    )
    assert (narrow.code, narrow.out.isascii()) == (0, True)
    assert [len(line) for line in narrow.out.splitlines()] == [len(line) for line in wide.out.splitlines()]
    assert '"' in narrow.out


def test_interrupted_while_it_loads_it_ends_without_a_word(file: str) -> None:
    loading = """
import importlib.abc, os, signal, sys
class Stop(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "click":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Stop())
import tracker.cli
"""
    done = subprocess.run([sys.executable, "-c", loading], env=environment(file), capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, "", "")


def test_once_loaded_an_interruption_is_told(file: str) -> None:
    code = "import signal; import tracker.cli; print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)"
    done = subprocess.run([sys.executable, "-c", code], env=environment(file), capture_output=True, text=True)
    assert done.stdout == "True\n"
