"""Peak memory of the site and of reports: within a bound, and growing no faster than the register does.

What is compared is what each takes above the same command on an empty register, at 2,000 pledges and at 10,000.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from tests.benchmarks.measure import run, tracker
from tests.benchmarks.registers import AS_OF, register
from tests.benchmarks.table import Line

SMALL, LARGE = 2_000, 10_000
_BOUND = 500  # MB: what an import and an export keep to
_DAY = ("--as-of", AS_OF)
COMMANDS: dict[str, tuple[str, ...]] = {
    "site": ("site", "{}/site", *_DAY),
    "report overdue, html": ("report", "overdue", *_DAY, "--format", "html"),
    "report overdue by country, md": ("report", "overdue", "--by-country", *_DAY, "--format", "md"),
    "report scorecard, html": ("report", "scorecard", *_DAY, "--format", "html"),
    "report restated, html": ("report", "restated", *_DAY, "--format", "html"),
    "report silent, html": ("report", "silent", *_DAY, "--format", "html"),
    "report amounts, csv": ("report", "amounts", *_DAY, "--format", "csv"),
    "report changes, csv": ("report", "changes", "2025-01-01", AS_OF, "--format", "csv"),
    "report overdue, frozen": ("report", "overdue", *_DAY, "--freeze", "{}/frozen.json"),
    "report scorecard, frozen": ("report", "scorecard", *_DAY, "--freeze", "{}/frozen.json"),
}


def measure(folder: Path, _: int) -> list[Line]:
    """Each command once at either size: memory is the same from run to run."""
    lines: list[Line] = []
    for name, words in COMMANDS.items():
        empty, small, large = (_memory(register(folder, size), folder, words) for size in (0, SMALL, LARGE))
        growth = (large - empty) / (small - empty)
        lines.append(
            Line(f"memory of {name} above an empty register's @{LARGE}", f"@{SMALL}", growth, most=LARGE / SMALL)
        )
        lines.append(Line(f"memory of {name} @{LARGE}: {large:.0f} MB", f"{_BOUND} MB", large / _BOUND, most=1.0))
    return lines


def _memory(path: Path, folder: Path, words: tuple[str, ...]) -> float:
    """The peak of a command in MB; what it leaves is taken away."""
    scratch = tempfile.mkdtemp(dir=folder)
    try:
        return run(tracker(*(word.format(scratch) for word in words), "--register", str(path))).memory
    finally:
        shutil.rmtree(scratch)
