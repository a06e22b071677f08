"""``make bench``: measure everything, or ``--only`` some parts, and print one table.

Exits with 1 where a ratio misses its limit; a limit in seconds, which depends on the machine, fails nothing.
"""

from __future__ import annotations

import argparse
import compileall
import os
import platform
import resource
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

from tests.benchmarks.measure import compare, environment, python, text_of
from tests.benchmarks.registers import AS_OF, SIZES, default_folder
from tests.benchmarks.table import Line, judged, written

PARTS = ("startup", "lists", "reports", "taskwarrior", "writes", "documents", "scan", "site", "memory", "imports")
_PACKAGE = "import tracker, os; print(os.path.dirname(tracker.__file__))"


def main() -> int:
    """Read the options, make ready, measure, print, judge."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--only", choices=PARTS, action="append", help="measure this part; may be repeated")
    parser.add_argument("--rounds", type=int, default=15, metavar="N", help="how often each program runs (default: 15)")
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="where the registers are kept for the next run")
    parser.add_argument("--size", type=int, metavar="N", help="pledges of the package imported (default: 100,000)")
    given = parser.parse_args()
    folder = (given.data or default_folder()).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    _compile()
    print("\n".join(_facts(folder)), flush=True)
    begun, lines = time.perf_counter(), list[Line]()
    for name in given.only or PARTS:
        # One by one: the smaller this process is, the less of a child's memory hides below its own.
        wishes = {"size": given.size} if name == "imports" and given.size else {}
        lines += import_module(f"tests.benchmarks.{name}").measure(folder, given.rounds, **wishes)
    print(f"\n{written(lines)}\n")
    said, failed = judged(lines)
    print(said)
    print(f"Load now {_load()}; took {time.perf_counter() - begun:.0f} s")
    return int(failed)


def _compile() -> None:
    """Byte-compile the package that will be measured: a first start is not what users wait for every day."""
    command = [sys.executable, "-c", _PACKAGE]
    package = subprocess.run(command, check=True, capture_output=True, text=True, env=environment({})).stdout.strip()
    compileall.compile_dir(package, quiet=2)


def _facts(folder: Path) -> list[str]:
    """What the figures depend on, for who compares them with others."""
    starts = {
        "with": python("pass"),
        "without": python("pass")._replace(argv=(sys.executable, "-I", "-S", "-c", "pass")),
    }
    costs = compare(starts, 5)
    sqlite = text_of(python("import sqlite3; print('SQLite', sqlite3.sqlite_version)")).strip()
    ours = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        f"Python {platform.python_version()}, {sqlite}, {platform.system()} {platform.machine()},"
        f" {os.cpu_count()} cores, load {_load()}",
        f"An empty Python takes {costs['with'].cpu:.1f} ms of processor time, {costs['without'].cpu:.1f} without"
        f" site-packages; peak memory below {ours:.0f} MB cannot be told from ours",
        f"Registers of {' and '.join(f'{size:,}' for size in SIZES)} pledges in {folder}, as of {AS_OF}",
        "Ratios are of processor time (user and system), the least of all rounds, unless memory or speed is named",
    ]


def _load() -> str:
    return " ".join(f"{each:.2f}" for each in os.getloadavg())


if __name__ == "__main__":
    sys.exit(main())
