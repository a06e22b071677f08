"""How ``make bench`` judges what it has measured."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.memory import COMMANDS, LARGE, SMALL
from tests.benchmarks.registers import register
from tests.benchmarks.reports import PLAIN, beside, require_alike
from tests.benchmarks.table import Line, judged, written

ROOT = Path(__file__).parents[1]
LIMITED = Line("report overdue", "plain", 1.2, most=1.3)


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (LIMITED, "met"),
        (LIMITED._replace(ratio=1.3), "met"),
        (LIMITED._replace(ratio=1.31), "missed"),
        (Line("faster", "peer", 2.0, least=3.0), "missed"),
        (Line("faster", "peer", 3.0, least=3.0), "met"),
        (Line("plain", "", None, remark="a floor"), "a floor"),
        (Line("told", "plain", 9.0), ""),
    ],
)
def test_a_limit_is_met_or_missed_and_what_has_none_is_told(line: Line, verdict: str) -> None:
    assert line.verdict == verdict
    assert written([line]).split("\n")[1].rstrip().endswith(verdict)


def test_a_run_fails_where_a_ratio_misses_its_limit_and_names_it() -> None:
    missed = Line("report scorecard", "plain", 1.4, most=1.3)
    assert judged([LIMITED, missed, Line("told", "plain", 9.0)]) == (
        "1 of 2 limits are missed:\n  report scorecard",
        True,
    )
    assert judged([LIMITED]) == ("0 of 1 limits are missed", False)


def test_a_limit_in_seconds_is_told_and_fails_nothing() -> None:
    slow = Line("site", "60 s", 1.1, most=1.0, seconds=True)
    assert judged([slow]) == ("1 of 1 limits are missed:\n  site (a limit in seconds: it fails nothing)", False)


@pytest.mark.slow
def test_the_site_and_the_reports_keep_to_their_memory(tmp_path: Path) -> None:
    """Held by the benchmark itself, on registers of 2,000 and of 10,000 pledges."""
    command = [sys.executable, "-m", "tests.benchmarks", "--only", "memory", "--data", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"0 of {2 * len(COMMANDS)} limits are missed" in done.stdout
    assert (SMALL, LARGE) == (2_000, 10_000)


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A register of 1,000 invented pledges."""
    return str(register(tmp_path_factory.mktemp("invented"), 1_000))


@pytest.mark.slow
@pytest.mark.parametrize("name", PLAIN)
def test_the_plain_script_of_a_report_writes_the_same_lines(name: str, invented: str) -> None:
    """Else the one does less than the other, and their times say nothing."""
    require_alike(*beside(name, invented))
