"""Large SQLite registers to measure on: made once, kept below ``--data`` for the next run.

Made by a process of its own, through the import that users have, so that spans, counts and search words are right and
the measuring process stays small (a child's peak memory is never told below its parent's).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

from tests.benchmarks.measure import environment

AS_OF = "2026-01-31"
SIZES = (10_000, 100_000)
_AT_ONCE = 10_000
_ROOT = Path(__file__).parents[2]
# What a register depends on: other contents of these files, other registers.
_SOURCES = ("tests/benchmarks/invented.py", "tracker/law.py", "tracker/register/schema.py", "db/versions/*.py")


def default_folder() -> Path:
    """A folder among the temporary files, named after the sources that the registers come from."""
    digest = 0
    for pattern in _SOURCES:
        for path in sorted(_ROOT.glob(pattern)):
            digest = zlib.crc32(path.read_bytes(), digest)
    return Path(tempfile.gettempdir(), f"commitment-tracker-benchmarks-{digest:08x}")


def register(folder: Path, size: int) -> Path:
    """The register with ``size`` pledges; made now if it is not there."""
    path = folder / f"{size}.sqlite"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "tests.benchmarks.registers", str(path), str(size)]
        subprocess.run(command, check=True, cwd=_ROOT, env=environment({}))
    return path


def make(path: Path, size: int) -> None:
    """Make a register under another name, see that what is derived is right (small ones), and rename it."""
    import time

    from tests.benchmarks.invented import Inventor
    from tracker.register import load, location, migrate, writes

    making = path.with_name(f"{path.name}.{os.getpid()}.part")
    place = location.locate(str(making))
    migrate.init(place)
    begun, inventor = time.perf_counter(), Inventor()
    with writes.writing(place, actor="benchmark", command="import", at=f"{AS_OF}T00:00:00Z") as writer:
        load.load(writer, inventor.world(), digest="world")
        for first in range(0, size, _AT_ONCE):
            load.load(writer, inventor.package(min(_AT_ONCE, size - first)), digest=f"from {first}")
    seconds = time.perf_counter() - begun
    if size <= _AT_ONCE:
        _require_whole(making)
    _settle(making)
    os.replace(making, path)
    print(f"Made a register of {size:,} pledges in {seconds:.1f} s ({size / seconds:,.0f}/s, invented and imported)")


def _settle(path: Path) -> None:
    """Bring everything from the write-ahead log into the file."""
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for suffix in ("-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def _require_whole(path: Path) -> None:
    from tracker.checks import CHECKS
    from tracker.register.connect import reading
    from tracker.register.contents import RegisterContents
    from tracker.register.location import locate

    with reading(locate(str(path))) as reader:
        contents = RegisterContents(reader)
        found = [each for check in CHECKS for each in check(contents)]
    if found:
        raise RuntimeError(f"the invented register does not hold: {len(found)} findings, first {found[0]}")


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
