"""Run programs as children and count what they cost: processor time, the user's wait, peak memory.

Programs are compared only within one run: round after round each runs once, and the least of all rounds counts.
"""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import tempfile
import termios
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

# The first two make every start compile and every line a system call; the others change what is printed.
UNWANTED = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "COLUMNS", "LINES", "NO_COLOR")
_MAIN = "import sys; sys.argv[0] = 'tracker'; from tracker.cli import main; main()"


class Program(NamedTuple):
    """A command to run: into a pipe, or into a terminal of ``columns`` by ``lines``; ``exits`` is the code expected."""

    argv: tuple[str, ...]
    terminal: tuple[int, int] | None = None
    settings: tuple[tuple[str, str], ...] = ()
    exits: int = 0

    def within(self, columns: int, lines: int) -> Program:
        """The same command, in a terminal."""
        return self._replace(terminal=(columns, lines))

    def having(self, **settings: str) -> Program:
        """The same command, with settings of the environment."""
        return self._replace(settings=(*self.settings, *settings.items()))


class Cost(NamedTuple):
    """What one run took: processor time (user and system, ms), the wait (ms), peak memory (MB), bytes put out."""

    cpu: float
    wall: float
    memory: float
    output: int


def python(source: str, *arguments: str) -> Program:
    """A Python program given as text, run by the interpreter of this run."""
    return Program((sys.executable, "-c", source, *arguments))


def tracker(*words: str) -> Program:
    """A ``tracker`` command: the installed script where there is one beside the interpreter, else the same start."""
    script = os.path.join(os.path.dirname(sys.executable), "tracker")
    return Program((script, *words) if os.path.exists(script) else (sys.executable, "-c", _MAIN, *words))


def run(program: Program, keep: Callable[[bytes], object] = lambda _: None) -> Cost:
    """Run a program to its end, reading what it prints as fast as it comes; ``keep`` is given every piece."""
    ours, theirs = _pipe() if program.terminal is None else _terminal(program.terminal)
    with tempfile.TemporaryFile() as said, tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        child = subprocess.Popen(
            program.argv,
            stdin=theirs if program.terminal else subprocess.DEVNULL,
            stdout=theirs,
            stderr=said,
            cwd=folder,
            env=environment(dict(program.settings)),
        )
        os.close(theirs)
        output = _drain(ours, keep)
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
        os.close(ours)
        if child.returncode != program.exits:
            said.seek(0)
            raise RuntimeError(
                f"{' '.join(program.argv)} ended with {child.returncode}: {said.read().decode()[-2000:]}"
            )
    return Cost((used.ru_utime + used.ru_stime) * 1e3, wall * 1e3, used.ru_maxrss / 1024, output)


def compare(programs: Mapping[str, Program | Iterator[Program]], rounds: int) -> dict[str, Cost]:
    """Run all programs once a round, and return the least that each took (memory: the most).

    An iterator gives another program for each run: for what can be done only once.
    """
    for program in programs.values():
        run(_next(program))  # once unmeasured: bytecode is written, files are in memory
    costs: dict[str, list[Cost]] = {name: [] for name in programs}
    for _ in range(rounds):
        for name, program in programs.items():
            costs[name].append(run(_next(program)))
    return {name: least(taken) for name, taken in costs.items()}


def _next(program: Program | Iterator[Program]) -> Program:
    return program if isinstance(program, Program) else next(program)


def least(costs: Sequence[Cost]) -> Cost:
    """The least processor time and wait of some runs, and the most memory."""
    return Cost(
        min(each.cpu for each in costs),
        min(each.wall for each in costs),
        max(each.memory for each in costs),
        costs[-1].output,
    )


def text_of(program: Program) -> str:
    """What a program prints."""
    pieces: list[bytes] = []
    run(program, pieces.append)
    return b"".join(pieces).decode()


def lines_of(program: Program) -> int:
    """How many lines a program prints; they are not kept, so that this process stays small."""
    found: Counter[str] = Counter()
    run(program, lambda piece: found.update(lines=piece.count(b"\n")))
    return found["lines"]


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """Our environment without what disturbs a measurement, with some settings of a program's own."""
    kept = {name: value for name, value in os.environ.items() if name not in UNWANTED and "TRACKER" not in name}
    if "PYTHONPATH" in kept:  # programs run in an empty folder
        kept["PYTHONPATH"] = os.pathsep.join(map(os.path.abspath, kept["PYTHONPATH"].split(os.pathsep)))
    return {**kept, "TERM": "xterm-256color", **settings}


def _pipe() -> tuple[int, int]:
    return os.pipe()


def _terminal(size: tuple[int, int]) -> tuple[int, int]:
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (size[1], size[0]))
    return ours, theirs


def _drain(source: int, keep: Callable[[bytes], object]) -> int:
    output = 0
    while True:
        try:
            piece = os.read(source, 1 << 16)
        except OSError:  # how Linux says that nobody holds the other end of a terminal any more
            return output
        if not piece:
            return output
        output += len(piece)
        keep(piece)
