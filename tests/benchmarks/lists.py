"""Long lists: 10,000 rows as a table, as lines and as csv, and the memory that they take."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.measure import Cost, Program, compare, lines_of, python, run, tracker
from tests.benchmarks.registers import SIZES, register
from tests.benchmarks.table import Line

_COLUMNS, _LINES = 140, 50
_DRAWN, _FLAT = 3, 1.1
AS_OF = "2026-12-31"  # all pledges are known by then
# A plain script that prints the same columns of the same rows; {} is how it writes them.
_PLAIN = """
import csv, sqlite3, sys
path, as_of = sys.argv[1:]
rows = sqlite3.connect(path).execute('''
    SELECT pledge.ref, span.standing,
        (SELECT group_concat(code, ' ') FROM (SELECT code FROM pledge_party JOIN party ON party.id = party_id
            WHERE pledge_id = pledge.id AND role = 'party' ORDER BY position)),
        summary, deadline_latest, deadline_basis, deadline_phrase, topic, made_on,
        (SELECT count(*) FROM follow_up JOIN document ON document.id = follow_up.document_id
            WHERE pledge_id = pledge.id AND outcome = 'restates' AND published_on <= :day), self_declared
    FROM span JOIN pledge ON pledge.id = span.pledge_id
    WHERE span.since <= :day AND (span.until IS NULL OR span.until > :day)
    ORDER BY CASE span.standing WHEN 'overdue' THEN 0 WHEN 'review due' THEN 1 ELSE 2 END, span.pressing, span.ref
''', {"day": as_of})
"""
_CSV = _PLAIN + "csv.writer(sys.stdout).writerows(rows)"
_PADDED = _PLAIN + (
    "form = '  '.join(['%-14s', '%-14s', '%-8s', '%-50s', '%-10s', '%-8s', '%-22s', '%-12s', '%-10s', '%2s', '%s'])\n"
    "sys.stdout.write(''.join([form % row + '\\n' for row in rows]))"  # a terminal takes line after line otherwise
)


def measure(folder: Path, rounds: int) -> list[Line]:
    """Memory at two sizes; rendering alone in one process; whole commands against plain scripts."""
    return [*_memory(folder), *_rendered(folder, rounds), *_commands(folder, rounds)]


def _status(path: Path, *words: str) -> Program:
    return tracker("status", "--limit", "0", "--as-of", AS_OF, "--register", str(path), *words)


def _rendered(folder: Path, rounds: int) -> list[Line]:
    """A table against a plain formatted write, in one child, in turns, of the same rows, into the same terminal."""
    measured = folder / "drawing.json"
    source = (
        "import sys; sys.path.insert(0, sys.argv[4]); from tests.benchmarks.lists import draw; draw(*sys.argv[1:4])"
    )
    arguments = (str(register(folder, SIZES[0])), str(rounds), str(measured), str(Path(__file__).parents[2]))
    run(python(source, *arguments).within(_COLUMNS, _LINES))
    least = json.loads(measured.read_text())
    rows, plain = least["rows"], least["plain"]
    lines = []
    for name in ("table", "table, colour"):
        cost = Cost(least[name], least[name], 0, 0)
        lines.append(
            Line(
                f"{rows} rows drawn as a {name}",
                "a plain write of them, in-process",
                least[name] / plain,
                _DRAWN,
                cost=cost,
            )
        )
    return lines


def draw(path: str, rounds: str, measured: str) -> None:
    """Write the rows of ``status`` as a table and plainly, by turns, and keep the least processor time of each (ms)."""
    import time

    from tracker.register.connect import reading
    from tracker.register.lists import counts, lines
    from tracker.register.location import locate
    from tracker.render import table
    from tracker.reports import Report
    from tracker.reports.status import status

    with reading(locate(path)) as reader:
        made = status(list(lines(reader, AS_OF)), AS_OF, counts(reader, AS_OF))
    rows = list(made.sections[0].rows)
    streamed: Report = made._replace(sections=(made.sections[0]._replace(rows=rows),))

    def timed(write: Any) -> float:
        begun = time.process_time()
        write()
        sys.stdout.flush()
        return (time.process_time() - begun) * 1e3

    writers = {
        "plain": lambda: _plain_write(rows),
        "table": lambda: table.write(streamed, sys.stdout, width=_COLUMNS),
        "table, colour": lambda: table.write(streamed, sys.stdout, width=_COLUMNS, colour=True),
    }
    taken: dict[str, list[float]] = {name: [] for name in writers}
    for _ in range(int(rounds)):
        for name, write in writers.items():
            taken[name].append(timed(write))
    Path(measured).write_text(json.dumps({"rows": len(rows), **{name: min(each) for name, each in taken.items()}}))


def _plain_write(rows: Iterable[Sequence[Any]]) -> None:
    """The same columns padded to fixed widths and written in one go: what a terminal costs at the least."""
    lines = [
        f"{ref:<14}  {standing:<26}  {parties:<14}  {summary:<52}  {latest or '–':<10}  {late or '–':>5}\n"
        for ref, standing, parties, summary, latest, late, *_ in rows
    ]
    sys.stdout.write("".join(lines))


def _commands(folder: Path, rounds: int) -> list[Line]:
    """Whole commands against plain scripts that fetch and write the same; into a pipe goes one record a line."""
    path = register(folder, SIZES[0])
    rows, piped = (lines_of(each) for each in (python(_CSV, str(path), AS_OF), _status(path)))
    if rows != piped:
        raise RuntimeError(f"status prints {piped} lines into a pipe for {rows} pledges")
    padded, written = "a plain script's padded lines", "a plain script's csv.writer"
    floors = {
        padded: python(_PADDED, str(path), AS_OF).within(_COLUMNS, _LINES),
        written: python(_CSV, str(path), AS_OF),
    }
    programs = {
        "table in a terminal": _status(path).within(_COLUMNS, _LINES),
        "plain in a pipe": _status(path),
        "csv in a pipe": _status(path, "--format", "csv"),
        "jsonl in a pipe": _status(path, "--format", "jsonl"),
    }
    costs = compare({**floors, **programs}, max(3, rounds // 3))
    lines = [Line(name, "", None, cost=costs[name], remark=_speed(rows, costs[name])) for name in floors]
    for name in programs:
        floor, cost = padded if "table" in name else written, costs[name]
        ratio = cost.cpu / costs[floor].cpu
        lines.append(Line(f"status, {rows} rows, {name}", floor, ratio, None, None, cost, _speed(rows, cost)))
    return lines


def _speed(rows: int, cost: Cost) -> str:
    return f"{rows / cost.wall:.0f} rows/ms"


def _memory(folder: Path) -> list[Line]:
    """Peak memory at the larger size over that at the smaller."""
    small, large = SIZES
    lines = []
    for name, words in (("--limit 50, piped", ("--limit", "50")), ("--limit 0 --format csv", ("--format", "csv"))):
        costs = {size: run(_status(register(folder, size), *words)) for size in SIZES}
        ratio = costs[large].memory / costs[small].memory
        lines.append(Line(f"memory of status {name} @{large}", f"@{small}", ratio, _FLAT, cost=costs[large]))
    return lines
