"""What a machine lacks is said in one line, with the command that mends it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.chromium import AXE_CORE

ROOT = Path(__file__).parents[1]

# A Python that is fine but for one thing: it fails where its argument asks for that.
LACKING = """#!/bin/sh
case "$2" in *{what}*) exit 1;; esac
exec {python} "$@"
"""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """As much of a checkout as the set-up looks at."""
    for name in ("Makefile", "setup.cfg", "pyproject.toml"):
        shutil.copy2(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize(
    ("what", "said", "mends"),
    [
        ("version_info", "needs Python 3.11 or newer", "sudo apt-get install python3 python3-venv"),
        ("ensurepip", "cannot make virtual environments", "sudo apt-get install python3-venv"),
    ],
)
def test_what_the_machine_lacks_is_said_in_one_line(clone: Path, what: str, said: str, mends: str) -> None:
    python = clone / "python-that-lacks"
    python.write_text(LACKING.format(what=what, python=sys.executable))
    python.chmod(0o755)
    done = subprocess.run(
        ["make", "--no-print-directory", "demo", f"PYTHON={python}"],
        cwd=clone,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    (line,) = done.stdout.splitlines()
    assert said in line
    assert mends in line
    assert not (clone / ".venv").exists()


def test_no_python_at_all_is_said_in_one_line(clone: Path) -> None:
    done = subprocess.run(
        ["make", "--no-print-directory", "test", "PYTHON=no-such-python"],
        cwd=clone,
        capture_output=True,
        text=True,
        check=False,
    )
    (line,) = done.stdout.splitlines()
    assert "needs Python 3.11 or newer as no-such-python" in line


def test_make_fetches_the_axe_core_that_the_tests_of_pages_look_for(clone: Path) -> None:
    told = subprocess.run(["make", "--dry-run", "axe"], cwd=clone, capture_output=True, text=True, check=True)
    assert f"mv axe.js '{AXE_CORE}'" in told.stdout


def test_make_alone_lists_every_target(clone: Path) -> None:
    listed = subprocess.run(["make", "--no-print-directory"], cwd=clone, capture_output=True, text=True, check=True)
    makefile = (clone / "Makefile").read_text()
    phony = next(line for line in makefile.splitlines() if line.startswith(".PHONY:")).split()[1:]
    assert [line.split()[1] for line in listed.stdout.splitlines()] == [each for each in phony if each != "clean"] + [
        "clean"
    ]
