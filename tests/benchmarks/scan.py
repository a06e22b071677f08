"""``tracker scan``: documents a second for one worker and for two, where its start goes, and a query of the index.

Processor time tells what each worker adds: the wait depends on who else uses the cores. What the first process does by
itself (texts out of the register, proposals into it) is told apart, for it bounds how many workers are of use.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.measure import Cost, Program, least, python, run, text_of, tracker
from tests.benchmarks.registers import SIZES, register
from tests.benchmarks.table import Line

DOCUMENTS = 400
EVEN = 0.9  # of the speed for a core with one worker: what two are held to
QUERY, MEMORY = 5.0, 300.0  # milliseconds, MB
_FIXTURES = Path(__file__).parents[2] / "fixtures"
_PLEDGE = "GB-2025-001"
# The command, and then the processor time that the first process took by itself.
_ALONE = """
import resource, sys
if __name__ == "__main__":
    from tracker.cli import main
    try:
        main(prog_name="tracker")
    except SystemExit as done:
        used = resource.getrusage(resource.RUSAGE_SELF)
        print((used.ru_utime + used.ru_stime) * 1e3)
        sys.exit(done.code)
"""
_QUERIES = """
import json, resource, sys, time
from pathlib import Path
from tracker.language.mentions import mentions
from tracker.language.outcomes import load_outcome_rules
from tracker.language.sentences import sentences
from tracker.language.terms import read_sentences
from tracker.model import Document
from tracker.register.connect import reading
from tracker.register.kept_index import pledge_index
from tracker.register.location import locate

asked, words = [], load_outcome_rules().words
for path in sorted(Path(sys.argv[2]).iterdir()):
    text = path.read_text(encoding="utf-8")
    document = Document("D-2099-001", "", "", None, text=text)
    asked += [each.terms for each in read_sentences(text, sentences(text), mentions(text), document, words)]
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with reading(locate(sys.argv[1])) as reader:
    index = pledge_index(reader)
took = []
for terms in asked:
    begun = time.process_time()
    index.nearest(terms, 8)
    took.append((time.process_time() - begun) * 1e3)
used = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
print(json.dumps([len(took), sum(took) / len(took), sorted(took)[len(took) * 99 // 100], used]))
"""


class Scanned(NamedTuple):
    """What a scan cost, and how many milliseconds of processor time its first process took by itself."""

    cost: Cost
    alone: float


def measure(folder: Path, rounds: int) -> list[Line]:
    """Speed with one worker and with two, then how a scan starts and what a query costs in a large register."""
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        texts = Path(scratch, "documents")
        _copy(texts)
        few = max(1, rounds // 5)
        return [*_speed(folder, Path(scratch), texts, few), *_start(folder, Path(scratch), texts, few)]


def _speed(folder: Path, scratch: Path, texts: Path, rounds: int) -> Iterator[Line]:
    """The same documents by one worker and by two, each time into a register that has not seen them."""
    whole = Path(shutil.copyfile(register(folder, SIZES[0]), scratch / "whole.sqlite"))
    run(tracker("add", "document", str(texts), "--yes", "--quiet", "--undated", "--register", str(whole)))
    refs = _refs(whole)
    own = scratch / "own.sqlite"  # in one place, where its index is kept
    shutil.copyfile(whole, own)
    run(_scan(scratch, "scan", refs[0], "--dry-run", "--quiet", "--register", str(own)))
    taken: dict[tuple[int, int], list[Scanned]] = {}
    for _ in range(rounds):
        for workers in (1, 2):
            for number in (1, DOCUMENTS):
                shutil.copyfile(whole, own)
                options = ("--workers", str(workers), "--quiet", "--output", str(scratch / "out"))
                program = _scan(scratch, "scan", *refs[:number], *options, "--register", str(own))
                taken.setdefault((workers, number), []).append(_scanned(program))
    cost = {which: least([each.cost for each in some]) for which, some in taken.items()}
    alone = {which: min(each.alone for each in some) for which, some in taken.items()}
    each = {workers: _for_each(cost[workers, 1].cpu, cost[workers, DOCUMENTS].cpu) for workers in (1, 2)}
    first = _for_each(alone[2, 1], alone[2, DOCUMENTS])
    floor = "one worker"
    yield Line(
        f"scan {DOCUMENTS} documents, 1 worker: {1e3 / each[1]:.0f}/s for a core",
        "",
        None,
        cost=cost[1, DOCUMENTS],
        remark="a floor",
    )
    name = f"scan {DOCUMENTS} documents, 2 workers: {1e3 / each[2]:.0f}/s for a core"
    yield Line(name, floor, each[1] / each[2], least=EVEN, cost=cost[2, DOCUMENTS])
    yield Line("the wait with 2 workers", floor, cost[2, DOCUMENTS].wall / cost[1, DOCUMENTS].wall)
    yield Line("what a worker costs to start", floor, (cost[2, 1].cpu - cost[1, 1].cpu) / cost[1, 1].cpu)
    yield Line(
        f"first process: {first:.1f} ms a document", f"a worker's {each[2] - first:.1f}", first / (each[2] - first)
    )


def _start(folder: Path, scratch: Path, texts: Path, rounds: int) -> Iterator[Line]:
    """A scan of one document among many pledges, and queries of their index."""
    own = str(shutil.copyfile(register(folder, SIZES[-1]), scratch / "many.sqlite"))
    text = scratch / "one.txt"
    text.write_text("Notice\n\n3 May 2025\n\nIt rained on the quay.\n", encoding="utf-8")
    program = _scan(scratch, "scan", str(text), "--dry-run", "--quiet", "--register", own)
    anew, kept, changed = list[Cost](), list[Cost](), list[Cost]()
    for number in range(rounds):  # who changes tracker's files meanwhile has the index made anew each time
        shutil.rmtree(scratch / "cache", ignore_errors=True)
        anew.append(run(program))
        kept.append(run(program))
        run(tracker("edit", _PLEDGE, "--set", f"summary=Something else {number}", "--quiet", "--register", own))
        changed.append(run(program))
    floor = f"scan 1 document @{SIZES[-1]}, index made anew"
    yield Line(floor, "", None, cost=least(anew), remark="a floor")
    for what, costs in (("nothing changed", kept), ("one pledge changed", changed)):
        yield Line(f"the same, {what}", "made anew", least(costs).cpu / least(anew).cpu, cost=least(costs))
    query = python(_QUERIES, own, str(texts)).having(XDG_CACHE_HOME=str(scratch / "cache"))
    many, mean, late, memory = min((json.loads(text_of(query)) for _ in range(rounds)), key=lambda told: told[1])
    yield Line(
        f"link query @{SIZES[-1]}, mean of {many:,}: {mean:.2f} ms", f"{QUERY:g} ms", mean / QUERY, 1.0, seconds=True
    )
    yield Line(f"link query @{SIZES[-1]}, 99 in 100 take less than {late:.2f} ms", f"{QUERY:g} ms", late / QUERY)
    yield Line(f"index @{SIZES[-1]}: {memory:.0f} MB in memory", f"{MEMORY:g} MB", memory / MEMORY, most=1.0)


def _for_each(start: float, whole: float) -> float:
    """Milliseconds for each document, without the start."""
    return (whole - start) / (DOCUMENTS - 1)


def _scan(scratch: Path, *words: str) -> Program:
    return python(_ALONE, *words).having(XDG_CACHE_HOME=str(scratch / "cache"))


def _scanned(program: Program) -> Scanned:
    pieces: list[bytes] = []
    cost = run(program, pieces.append)
    return Scanned(cost, float(b"".join(pieces).split()[-1]))


def _refs(path: Path) -> list[str]:
    """The documents that were recorded last."""
    import sqlite3

    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        found = connection.execute("SELECT ref FROM document ORDER BY id DESC LIMIT ?", (DOCUMENTS,))
        return [ref for (ref,) in found]


def _copy(folder: Path) -> None:
    """Copy the texts of the corpora in turn until there are enough, each with words of its own."""
    folder.mkdir()
    corpora = (_FIXTURES / name / "docs" for name in ("quality", "practice", "practice2"))
    texts = [path for docs in corpora for path in sorted(docs.glob("*.txt"))]
    for number, path in enumerate(islice(cycle(texts), DOCUMENTS)):
        words = path.read_text(encoding="utf-8").rstrip()
        (folder / f"{number:04}-{path.name}").write_text(
            f"{words}\n\nThis is copy number {number}.\n", encoding="utf-8"
        )
