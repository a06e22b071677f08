"""The site of 10,000 pledges: built at once, and again after one pledge has changed.

The limits are seconds of waiting, which depend on the machine: 60 for the first, 5 for the second. Beside them stands
what nobody can do without: to write as many files with the same bytes.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from tests.benchmarks.measure import Cost, least, python, run, tracker
from tests.benchmarks.registers import AS_OF, SIZES, register
from tests.benchmarks.table import Line

FIRST, AGAIN = 60_000, 5_000  # milliseconds
_PLEDGE = "GB-2025-001"
_BARE = """
import sys
from pathlib import Path
source, target = map(Path, sys.argv[1:])
for path in source.rglob("*"):
    if path.is_file():
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(path.read_bytes())
"""


def measure(folder: Path, rounds: int) -> list[Line]:
    """Time and memory of ``tracker site``, first and again."""
    made = register(folder, SIZES[0])
    first: list[Cost] = []
    again: list[Cost] = []
    bare: list[Cost] = []
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        own = str(shutil.copyfile(made, Path(scratch, "register.sqlite")))
        site = Path(scratch, "site")
        build = tracker("site", str(site), "--as-of", AS_OF, "--quiet", "--register", own)
        for number in range(max(1, rounds // 8)):
            shutil.rmtree(site, ignore_errors=True)
            first.append(run(build))
            bare.append(run(python(_BARE, str(site), str(Path(scratch, f"copy-{number}")))))
            for change in range(2):
                words = f"summary=Something else {number} {change}"
                run(tracker("edit", _PLEDGE, "--set", words, "--quiet", "--register", own))
                again.append(run(build))
        files = sum(each.is_file() for each in site.rglob("*"))
    floor = f"the same {files:,} files, copied"
    whole, one, copied = least(first), least(again), least(bare)
    return [
        Line(floor, "", None, cost=copied, remark="a floor"),
        Line(f"site @{SIZES[0]}: ratio to it", floor, whole.cpu / copied.cpu, cost=whole),
        Line(f"site @{SIZES[0]}", "60 s", whole.wall / FIRST, most=1.0, cost=whole, seconds=True),
        Line(f"site @{SIZES[0]}, one pledge changed", "5 s", one.wall / AGAIN, most=1.0, cost=one, seconds=True),
    ]
