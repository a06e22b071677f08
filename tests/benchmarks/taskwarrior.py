"""Beside Taskwarrior, where it is installed: its ``overdue`` on as many tasks, against our overdue lists.

Closed pledges become completed tasks, which Taskwarrior sets aside. Follow-ups are left out, in its favour: as
annotations they would make its lists half as slow again, and the import of 100,000 tasks would take many minutes.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.benchmarks.measure import Program, compare, python, run, text_of, tracker
from tests.benchmarks.registers import AS_OF, SIZES, register
from tests.benchmarks.table import Line

_AIMS = dict(zip(SIZES, (3, 30), strict=True))
_MAKE = (
    "import sys; sys.path.insert(0, sys.argv[1]); from tests.benchmarks.taskwarrior import make; make(*sys.argv[2:])"
)
_CLOSED = ("fulfilled", "fulfilled late", "dropped")
_PLEDGES = """
    SELECT pledge.ref, summary, topic, made_on, deadline_latest, coalesce(standing, 'open') FROM pledge
    LEFT JOIN span ON span.pledge_id = pledge.id AND since <= :day AND (until IS NULL OR until > :day)
"""


def measure(folder: Path, rounds: int) -> list[Line]:
    """How many times longer Taskwarrior takes; processor time of whole commands, into a pipe."""
    if shutil.which("task") is None:
        return [Line("Taskwarrior", "the task command", None, remark="not installed")]
    return [line for size in SIZES for line in _beside(folder, size, rounds if size == SIZES[0] else 3)]


def _beside(folder: Path, size: int, rounds: int) -> list[Line]:
    path, home = register(folder, size), _tasks(folder, size)
    asked = ("--as-of", AS_OF, "--register", str(path))
    theirs = {"task overdue": _task(home, "overdue"), "task limit:50 overdue": _task(home, "limit:50", "overdue")}
    ours = {
        "report overdue --limit 50": tracker("report", "overdue", "--limit", "50", *asked),
        "status --limit 50": tracker("status", "--limit", "50", *asked),
        "report overdue": tracker("report", "overdue", *asked),
    }
    costs = compare({**theirs, **ours}, rounds)
    lines = [Line(f"{name} @{size}", "", None, cost=costs[name], remark="a peer") for name in theirs]
    for name in ours:
        for peer in theirs:
            if ("50" in peer) <= ("50" in name):  # their page against our whole report is no comparison
                aim = _AIMS[size] if peer == "task overdue" and "50" in name else None
                ratio = costs[peer].cpu / costs[name].cpu
                lines.append(Line(f"{name} @{size}: times faster than", peer, ratio, None, aim, costs[name]))
    return lines


def _task(home: Path, *words: str) -> Program:
    settings = {"HOME": str(home), "TASKRC": str(home / "taskrc"), "TASKDATA": str(home / "data")}
    return Program(("task", *words)).having(**settings)


def _tasks(folder: Path, size: int) -> Path:
    """A home folder with ``size`` tasks in it; imported now if it is not there."""
    home = folder / f"task-{size}"
    if not home.exists():
        making = home.with_suffix(".part")
        shutil.rmtree(making, ignore_errors=True)
        (making / "data").mkdir(parents=True)
        (making / "taskrc").write_text("confirmation=off\nverbose=nothing\n")
        tasks = str(making / "tasks.json")
        # By a process of its own: the smaller this one is, the less of a child's memory hides below its own.
        run(python(_MAKE, str(Path(__file__).parents[2]), str(register(folder, size)), tasks))
        cost = run(_task(making, "import", tasks))
        run(_task(making, "list"))  # completed tasks are set aside now, not while we measure
        print(f"Taskwarrior imported {size:,} tasks in {cost.wall / 1e3:.1f} s; {_count(making)} of them are overdue")
        making.rename(home)
    return home


def _count(home: Path) -> str:
    return text_of(_task(home, "+OVERDUE", "count")).strip()


def make(path: str, tasks: str) -> None:
    """Write a register's pledges as tasks, the way that ``task import`` reads them."""
    Path(tasks).write_text(json.dumps(list(_as_tasks(path))))


def _as_tasks(path: str) -> Iterator[dict[str, Any]]:
    with closing(sqlite3.connect(path)) as connection:
        for ref, summary, topic, made, latest, standing in connection.execute(_PLEDGES, {"day": AS_OF}):
            task = {
                "description": f"{ref} {summary}",
                "entry": _moment(made),
                "project": topic,
                "status": "completed" if standing in _CLOSED else "pending",
            }
            if latest:
                task["due"] = _moment(latest)
            if standing in _CLOSED:
                task["end"] = _moment(AS_OF)
            yield task


def _moment(day: str) -> str:
    return f"{day.replace('-', '')}T000000Z"
