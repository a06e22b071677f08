"""A large package read, judged and made ready in a process of its own.

One process reads the files, holds the rows to the rules and asks the law, while the other gives them their keys, makes
the words to search by, and has the database take them in. Records themselves, of which there are millions, do not
cross the border, but the columns of their tables.
"""

from __future__ import annotations

import gc
import signal
import sys
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from subprocess import DEVNULL, Popen
from types import TracebackType
from typing import Any, NamedTuple

from tracker.errors import TrackerError
from tracker.exchange.built import Package
from tracker.exchange.parts import Parts
from tracker.model import Deadline, Membership
from tracker.register.prepared import Prepared, by_party, prepare, spans_made

_WAITING = 4  # parts at most that wait to be heard
_CHILD = "import sys; sys.path[:] = {path!r}; from tracker.exchange.apart import serve; serve(*{asked!r})"


class Ready(NamedTuple):
    """A part of a package, ready to be poured into an empty register; how many pledges it has, and what deadlines."""

    prepared: tuple[Prepared, ...]
    pledges: int
    deadlines: tuple[Deadline, ...]


class Apart:
    """The parts of a package as :class:`Parts` gives them, those of many rows made ready; of a package in order only.

    Raises what Parts raises: BadInputError with all problems at the end, OutOfOrder at once; and TrackerError where
    the process ends before it is done. What was made of parts until then must be undone.
    """

    def __init__(self, folder: Path, *, size: int) -> None:
        self.folder, self._size = folder, size
        self._digest = ""

    def __enter__(self) -> Apart:
        self._line, theirs = Pipe(duplex=False)
        asked = theirs.fileno(), str(self.folder), self._size
        self._process = Popen(
            [sys.executable, "-c", _CHILD.format(path=sys.path, asked=asked)],
            stdin=DEVNULL,
            stdout=DEVNULL,
            stderr=DEVNULL,
            pass_fds=[theirs.fileno()],
        )
        theirs.close()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._line.close()
        self._process.kill()
        self._process.wait()

    def __iter__(self) -> Iterator[Package | Ready]:
        while not isinstance(told := self._next(), str):
            if isinstance(told, Exception):
                raise told
            yield told
        self._digest = told

    def digest(self) -> str:
        """The digest of the package, when all parts were given."""
        return self._digest

    def _next(self) -> Any:
        try:
            return self._line.recv()
        except (EOFError, OSError):  # between two parts, or within one
            raise TrackerError(
                f"The process that reads {self.folder} has ended ({self._process.wait()}); nothing of it was taken.",
                why="It was ended from outside, perhaps because there was too little memory.",
                remedy="Import it again when there is more.",
            ) from None


def deadlines_of(package: Package) -> Iterator[Deadline]:
    """The deadlines of a package's pledges and follow-ups."""
    yield from (each.deadline for each in package.pledges if each.deadline)
    yield from (each.deadline for each in package.follow_ups if each.deadline)


# -- in the process -------------------------------------------------------------------------------------------


def serve(number: int, folder: str, size: int) -> None:
    """Send the parts of a package over the file descriptor ``number``, then its digest; or why it cannot be taken."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asks ends this one
    gc.disable()  # nothing that is made here is in a circle
    line: Connection[Any, Any] = Connection(number, readable=False)
    with suppress(BrokenPipeError), ThreadPoolExecutor(1) as sender:  # nobody listens any more
        sent: deque[Future[None]] = deque()
        for each in _told(Path(folder), size):
            while len(sent) >= _WAITING:
                sent.popleft().result()
            sent.append(sender.submit(line.send, each))
        for last in sent:
            last.result()


def _told(folder: Path, size: int) -> Iterator[Package | Ready | str | Exception]:
    try:
        yield from _made_ready(folder, size)
    except Exception as error:  # a refusal or a fault of ours: who asked raises it
        yield error


def _made_ready(folder: Path, size: int) -> Iterator[Package | Ready | str]:
    among: dict[str, list[Membership]] = {}
    with Parts(folder, size=size) as parts:
        for part in parts:
            among = by_party(part.memberships) if part.memberships else among  # they come all at once
            yield _ready(part, among)
        yield parts.digest()


def _ready(part: Package, among: Mapping[str, Sequence[Membership]]) -> Package | Ready:
    """A part as it is sent: documents, or pledges with their follow-ups, ready to be poured."""
    if part.pledges:
        pledges = prepare("pledges", part.pledges, part.told.get("pledges"))
        if spans := spans_made(part.pledges, part.follow_ups, among):
            pledges.beside["span"] = spans
        made = [pledges]
        if part.follow_ups:
            made.append(prepare("follow_ups", part.follow_ups, part.told.get("follow_ups")))
        one_of_each = {(each.rules, each.rule): each for each in deadlines_of(part)}
        return Ready(tuple(made), len(part.pledges), tuple(one_of_each.values()))
    if part.documents:
        return Ready((prepare("documents", part.documents),), 0, ())
    return part._replace(told={})
