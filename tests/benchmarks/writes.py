"""Recording: one command as a process, and eight processes that add and link at once."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing, suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.benchmarks.measure import Program, compare, environment, python, tracker
from tests.benchmarks.registers import AS_OF, SIZES, register
from tests.benchmarks.table import Line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tracker.register.location import Location

WRITERS, EACH = 8, 40
_SQLALCHEMY = 'python -c "import sqlalchemy"'
_SAID = "SELECT document.ref, quote FROM {} JOIN document ON document.id = document_id ORDER BY published_on {} LIMIT 1"
_ROOT = Path(__file__).parents[2]


class Written(NamedTuple):
    """What concurrent writers did: records a second; those refused, lost, given a ref twice, out of the chain."""

    speed: float
    refused: int
    lost: int
    twice: int
    broken: int


def measure(folder: Path, rounds: int) -> list[Line]:
    """The wait for one record, then whether anything is lost among eight writers, and their commits a second."""
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        lines = _single(_copy(folder, scratch, "single"), max(3, rounds // 3))
        speeds = []
        for writers in (1, WRITERS):
            done = at_once(_copy(folder, scratch, str(writers)), writers, EACH * WRITERS // writers)
            speeds.append(done.speed)
            said = f"{WRITERS * EACH} commits by {writers} at once: {done.speed:,.0f}/s"
            lines.append(Line(said, "those of 1", done.speed / speeds[0]))
        failed = f"{done.refused} refused, {done.lost} lost, {done.twice} refs twice, {done.broken} broken links"
        lines.append(Line(f"of them {failed}", "", sum(done[1:]), most=0))
    return lines


def _copy(folder: Path, scratch: str, name: str) -> Path:
    return Path(shutil.copyfile(register(folder, SIZES[0]), Path(scratch, f"{name}.sqlite")))


def _single(path: Path, rounds: int) -> list[Line]:
    """A pledge added and one linked by a command, against the import that every writing needs."""
    with closing(sqlite3.connect(path)) as connection:
        (source, words), (later, said) = (
            connection.execute(_SAID.format(*each)).fetchone() for each in (("pledge", ""), ("follow_up", "DESC"))
        )
    at = ("--register", str(path))
    add = ("--party", "GB", "--topic", "tanks", "--summary", "Send tanks", "--due", "within 90 days", "--unit", "tanks")
    programs: dict[str, Program | Iterator[Program]] = {
        _SQLALCHEMY: python("import sqlalchemy"),
        "tracker add pledge": (
            tracker("add", "pledge", "--document", source, "--quote", words, *add, "--amount", str(number), *at)
            for number in count(1)
        ),
        "tracker link": (tracker("link", ref, later, "advances", "--quote", said, *at) for ref in _refs(path)),
    }
    costs = compare(programs, rounds)
    floor = costs[_SQLALCHEMY]
    return [
        Line(_SQLALCHEMY, "", None, cost=floor, remark="a floor"),
        *(
            Line(each, _SQLALCHEMY, costs[each].cpu / floor.cpu, cost=costs[each])
            for each in programs
            if each != _SQLALCHEMY
        ),
    ]


def _refs(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [ref for (ref,) in connection.execute("SELECT ref FROM pledge ORDER BY made_on, ref LIMIT 20")]


def at_once(path: Path, writers: int, each: int) -> Written:
    """Let processes write at the same time, half pledges of one party, half follow-ups to the same few."""
    source = (
        "import sys; sys.path.insert(0, sys.argv[1]); from tests.benchmarks.writes import write; write(*sys.argv[2:])"
    )
    command = [sys.executable, "-c", source, str(_ROOT), str(path), str(each)]
    children = [
        subprocess.Popen(
            [*command, str(first)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment({})
        )
        for first in range(0, writers * each, each)
    ]
    for child in children:  # all are ready before any begins
        assert child.stdout
        assert child.stdout.readline() == "ready\n"
    begun = time.perf_counter()
    for child in children:
        assert child.stdin
        child.stdin.write("go\n")
        child.stdin.flush()
    refs = [ref for child in children for ref in child.communicate()[0].split()]
    seconds = time.perf_counter() - begun
    if any(child.returncode for child in children):
        raise RuntimeError(f"one of {writers} writers broke off")
    refused, twice = writers * each - len(refs), len(refs) - len({*refs})
    return Written(len(refs) / seconds, refused, _lost(path, refs), twice, _broken(path))


def write(path: str, each: str, first: str) -> None:
    """One writer: record pledges and follow-ups by turns, each in a transaction of its own; print their refs.

    ``first`` is how many the writers before it record, so that no two record the same words.
    """
    from datetime import date

    from tracker.errors import RegisterError
    from tracker.register.location import locate

    place, today, targets = locate(path), date.fromisoformat(AS_OF), _refs(Path(path))
    refs = []
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(int(first), int(first) + int(each)):
        turn, target = divmod(number, len(targets))
        with suppress(RegisterError):  # what a refused writer is told is that it may try again
            refs.append(_record(place, targets[target], today, turn + 1, follow_up=bool(number % 2)))
    print("\n".join(refs))


def _record(place: Location, target: str, today: date, cut: int, *, follow_up: bool) -> str:
    """Record something in the words of a pledge, but for the last few."""
    from tracker.model import FollowUp, Pledge, Quote
    from tracker.register import records
    from tracker.register.writes import writing
    from tracker.words import Outcome

    with writing(place, actor="benchmark", command="add", at=f"{AS_OF}T00:00:00Z") as writer:
        pledge = records.pledge(writer.reader, target)
        said, start = pledge.quote.text[:-cut], pledge.quote.start or 0
        quote = Quote(pledge.quote.document, said, start, start + len(said))
        if follow_up:
            ref = writer.next_ref(f"{target}.", width=1)
            writer.add(FollowUp(ref, target, Outcome.CORROBORATES, quote, today, pledge.published_on))
        else:
            ref = writer.next_ref(f"GB-{today.year}-")
            writer.add(Pledge(ref, ("GB",), "Send tanks", "tanks", quote, pledge.made_on, today))
    return ref


def _lost(path: Path, refs: list[str]) -> int:
    """How many refs that were given are not in the register just once."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT ref FROM pledge UNION ALL SELECT ref FROM follow_up").fetchall()
    there = Counter(ref for (ref,) in found)
    return sum(there[ref] != 1 for ref in refs)


def _broken(path: Path) -> int:
    """How many revisions do not follow from the one before."""
    with closing(sqlite3.connect(path)) as connection:
        chain = connection.execute("SELECT previous, sha256 FROM revision ORDER BY id").fetchall()
    return sum(chain[place][0] != chain[place - 1][1] for place in range(1, len(chain)))
