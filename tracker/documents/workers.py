"""Read many documents in processes of their own, bounded in time and memory: a bad one takes nothing else with it.

The kernel keeps the bounds, so that they hold inside a library's native code too: an alarm ends a process that
takes too long (the clock of the wall), a limit on its address space one that takes too much memory. Values cross
the border as JSON, which can carry nothing but values.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
from collections import deque
from collections.abc import Generator, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from tracker.documents.found import DateFound, Found, Raw
from tracker.documents.reading import is_light, read
from tracker.errors import BadInputError, TrackerError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from subprocess import Popen
    from types import TracebackType

Outcome = Found | TrackerError
Place = tuple[int, Raw]  # a document, and its number among those that come

_AHEAD = 2  # documents for each process that are held in memory at once
_SMALL_AHEAD = 16  # the same, of many that are small
_SMALL = 1_000_000  # bytes, for all that are held together
_TOGETHER = 8  # documents that a process is sent at once
_SELDOM = 50_000  # objects made, until cycles are looked for: what reads leaves hardly any
_NO_MEMORY = 12  # how a process ends that has spent its memory
_CHILD = "import sys; sys.path[:] = {path!r}; from tracker.documents.workers import serve; serve({number}, {bounds!r})"


class Readers:
    """Up to ``count`` processes that read documents; a context manager, at whose end none is left.

    A document may take ``seconds`` of time and its process ``memory`` bytes of address space. A process is started
    when a document first needs one: plain texts do not, unless there are ``many``.
    """

    def __init__(self, count: int, seconds: float = 60, memory: int = 1_500_000_000, *, many: bool = False) -> None:
        self._count = max(1, count)
        self._many = many
        self._bounds = (seconds, memory)
        self._idle: list[_Reader] = []
        self._busy: dict[Connection[Any, Any], tuple[_Reader, deque[Place]]] = {}
        self._waiting: deque[Place] = deque()  # for a process
        self._held: deque[Place] = deque()  # all that were taken and not given yet
        self._size = 0  # bytes that are held

    def __enter__(self) -> Readers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end([*self._idle, *(reader for reader, _ in self._busy.values())])
        self._idle.clear()
        self._busy.clear()

    @property
    def processes(self) -> tuple[int, ...]:
        """The processes that are running now."""
        return tuple(each.process.pid for each in (*self._idle, *(reader for reader, _ in self._busy.values())))

    def read_all(self, raws: Iterable[Raw]) -> Generator[tuple[Raw, Outcome], None, None]:
        """Each document with what was found in it or why it was refused, in the order in which they come.

        Takes from ``raws`` a few documents ahead of what it gives, and holds no more than these in memory. A
        document that takes too long, or whose process ends, is refused by a ``BadInputError``; others go on.
        """
        done: dict[int, Outcome] = {}
        try:
            for place in enumerate(raws):
                self._take(place, done)
                while self._held and (self._held[0][0] in done or not self._has_room()):
                    yield self._first(done)
            while self._held:
                yield self._first(done)
        finally:
            self._end([reader for reader, _ in self._busy.values()])
            for each in (self._busy, self._waiting, self._held):
                each.clear()
            self._size = 0

    def _take(self, place: Place, done: dict[int, Outcome]) -> None:
        """Hold a document, and read it or have it read."""
        number, raw = place
        self._held.append(place)
        self._size += len(raw.data)
        if not self._many and is_light(raw):
            done[number] = _attempt(raw)
        else:
            self._waiting.append(place)
            self._share_out()

    def _has_room(self) -> bool:
        """Whether another document may be taken before one is given."""
        most = _SMALL_AHEAD if self._many and self._size < _SMALL else _AHEAD
        return len(self._held) < most * self._count

    def _first(self, done: dict[int, Outcome]) -> tuple[Raw, Outcome]:
        """The document that is next in order, once it is done."""
        number, raw = self._held[0]
        while number not in done:
            self._collect(done)
        self._held.popleft()
        self._size -= len(raw.data)
        return raw, done.pop(number)

    def _share_out(self) -> None:
        """Send what waits to processes that have nothing to do, several documents together where there are many."""
        while self._waiting and len(self._busy) < self._count:
            while self._idle and self._idle[-1].process.poll() is not None:  # ended by somebody else meanwhile
                self._idle.pop().bury()
            reader = self._idle.pop() if self._idle else _Reader(*self._bounds)
            most = _TOGETHER if self._many and self._size < _SMALL else 1
            places = deque(self._waiting.popleft() for _ in range(min(most, len(self._waiting))))
            self._busy[reader.line] = reader, places
            reader.give([raw for _, raw in places])

    def _collect(self, done: dict[int, Outcome]) -> None:
        """Wait for a process to answer or to end, and keep what became of its documents."""
        from multiprocessing.connection import wait

        ready = wait(list(self._busy))
        for line in [each for each in self._busy if each in ready]:
            reader, places = self._busy[line]
            number, raw = places.popleft()
            answer = reader.answer()
            if answer is None:
                answer = reader.obituary(raw.name)
                self._waiting.extendleft(reversed(places))  # of several it had come to the first
                places.clear()
            elif not places:
                self._idle.append(reader)
            if not places:
                del self._busy[line]
            done[number] = answer
        self._share_out()

    def _end(self, readers: list[_Reader]) -> None:
        for reader in readers:
            reader.kill()
        for reader in readers:
            reader.bury()


class _Reader:
    """A process that reads one document after another."""

    def __init__(self, seconds: float, memory: int) -> None:
        from multiprocessing.connection import Pipe
        from subprocess import DEVNULL, Popen

        self._seconds = seconds
        self._memory = memory
        self.line, theirs = Pipe()
        code = _CHILD.format(path=sys.path, number=theirs.fileno(), bounds=(seconds, memory))
        self.process: Popen[bytes] = Popen(
            [sys.executable, "-c", code], stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL, pass_fds=[theirs.fileno()]
        )
        theirs.close()

    def give(self, raws: Sequence[Raw]) -> None:
        """Send documents; that the process has ended shows when its answer to the first is asked for."""
        try:
            self.line.send_bytes(json.dumps([raw[1:] for raw in raws]).encode())
            for raw in raws:
                self.line.send_bytes(raw.data)
        except OSError:
            pass

    def answer(self) -> Outcome | None:
        """What became of the next document; ``None`` when the process has ended instead."""
        try:
            return _unpacked(json.loads(self.line.recv_bytes()))
        except (EOFError, OSError):
            return None

    def obituary(self, name: str) -> BadInputError:
        """Why a document has no answer, by how its process ended."""
        self.bury()
        if self.process.returncode == -signal.SIGALRM:
            return BadInputError(
                f"{name} takes more than {self._seconds:g} seconds to read.",
                why="It is very large, or made to keep a reader busy.",
                remedy="Save the part that holds the statement as plain text and add that.",
            )
        memory = f"more than {self._memory // 1_000_000:,} MB of memory"
        if self.process.returncode == _NO_MEMORY:
            return BadInputError(
                f"{name} takes {memory} to read.",
                why="It is very large, or made to fill the memory of whoever opens it.",
                remedy="Save the part that holds the statement as plain text and add that.",
            )
        return BadInputError(
            f"{name} cannot be read: its reader {_ending(self.process.returncode)}.",
            why=f"It may need {memory}, or break the library that reads it.",
            remedy="Save the part that holds the statement as plain text and add that.",
        )

    def kill(self) -> None:
        self.process.kill()

    def bury(self) -> None:
        self.process.wait()
        self.line.close()


def _ending(code: int) -> str:
    if code >= 0:
        return f"ended with code {code}"
    try:
        return f"was ended by {signal.Signals(-code).name}"
    except ValueError:
        return f"was ended by signal {-code}"


# -- in the process -------------------------------------------------------------------------------------------


def serve(number: int, bounds: tuple[float, int]) -> None:
    """Answer for the documents that come over the file descriptor ``number``, until it is closed."""
    from multiprocessing.connection import Connection

    seconds, memory = bounds
    gc.set_threshold(_SELDOM)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that gives the documents ends this one
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    _limit(memory)
    line: Connection[bytes, bytes] = Connection(number)
    while True:
        try:
            raws = [Raw(line.recv_bytes(), *about) for about in json.loads(line.recv_bytes())]
        except EOFError:
            return
        for raw in raws:  # all have come: who sent them waits for answers now, and never both wait to be heard
            signal.setitimer(signal.ITIMER_REAL, seconds)
            answer = _served(raw)
            signal.setitimer(signal.ITIMER_REAL, 0)
            line.send_bytes(json.dumps(answer).encode())


def _limit(memory: int) -> None:
    import resource

    for what, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(what)
        if hard == resource.RLIM_INFINITY or most <= hard:
            resource.setrlimit(what, (most, most))


def _served(raw: Raw) -> list[Any]:
    """The answer for a document; a process without memory left ends, for another to take its place."""
    try:
        return _packed(read(raw))
    except TrackerError as error:
        return _packed(error)
    except MemoryError:
        os._exit(_NO_MEMORY)
    except Exception as error:  # whatever a library raises is said of this document, and others go on
        why = f"{type(error).__name__}: {error}"[:300]
        return _packed(BadInputError(f"{raw.name} cannot be read.", why=why))


def _attempt(raw: Raw) -> Outcome:
    try:
        return read(raw)
    except TrackerError as error:
        return error


def _packed(outcome: Outcome) -> list[Any]:
    if isinstance(outcome, Found):
        return ["found", *outcome]
    problems = outcome.problems if isinstance(outcome, BadInputError) else ()
    return [type(outcome).__name__, outcome.what, outcome.why, outcome.remedy, problems]


def _unpacked(values: list[Any]) -> Outcome:
    kind, *rest = values
    if kind == "found":
        text, media_type, extractor, facts, dates, warnings, tongue, shingles = rest
        found = tuple(DateFound(*each) for each in dates)
        return Found(text, media_type, extractor, facts, found, tuple(warnings), tongue, tuple(shingles))
    what, why, remedy, problems = rest
    if kind == BadInputError.__name__:
        return BadInputError(what, why=why, remedy=remedy, problems=tuple(problems))
    from tracker import errors

    return getattr(errors, kind, TrackerError)(what, why=why, remedy=remedy)
