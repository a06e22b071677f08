"""Take a data package into a register: whole, or part by part where it is large."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.exchange.apart import Apart, Ready, deadlines_of
from tracker.exchange.package import digest, read
from tracker.exchange.parts import AT_ONCE, OutOfOrder, Parts
from tracker.exchange.resources import FOLLOW_UPS, PLEDGES
from tracker.model import Deadline
from tracker.register.indices import made_after
from tracker.register.load import Loaded, Loading, load
from tracker.register.schema import metadata
from tracker.register.writes import Writer

LARGE = 4 << 20  # bytes of pledges and follow-ups: some 6,000 pledges
_BLOCK = 1 << 20

Deadlines = set[Deadline]


def is_large(folder: Path, over: int = LARGE) -> bool:
    """Whether a package has more than so many bytes of pledges and follow-ups, and had better come in parts."""
    files = (folder / each.file for each in (PLEDGES, FOLLOW_UPS))
    return sum(each.stat().st_size for each in files if each.is_file()) > over


def length(folder: Path) -> int:
    """About how many pledges a package has: the lines of their file."""
    try:
        with (folder / PLEDGES.file).open("rb") as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(_BLOCK), b"")) - 1
    except OSError:
        return 0


def take(
    writer: Writer,
    folder: Path,
    *,
    update: bool = False,
    tell: Callable[[int], None] | None = None,
    large: int = LARGE,
) -> tuple[Loaded, Deadlines]:
    """Import a package in the writer's transaction; returns what was done, and the deadlines that came.

    ``tell`` is given how many pledges were read so far; a package of more than ``large`` bytes comes in parts. What is
    refused is refused by an error (see :func:`package.read` and :func:`load.load`); the transaction must then be given
    up.
    """
    if is_large(folder, large):
        try:
            with writer.connection.begin_nested():
                return take_in_parts(writer, folder, update=update, tell=tell, apart=_has_cores())
        except OutOfOrder:  # an export never is
            return take_in_parts(writer, folder, update=update, tell=tell, sort=True)
    package = read(folder, writer.reader)
    if tell:
        tell(len(package.pledges))
    done = load(writer, package, digest=digest(package), update=update)
    return done, {*deadlines_of(package)}


def take_in_parts(
    writer: Writer,
    folder: Path,
    *,
    update: bool = False,
    tell: Callable[[int], None] | None = None,
    size: int = AT_ONCE,
    sort: bool = False,
    apart: bool = False,
) -> tuple[Loaded, Deadlines]:
    """Import a package part by part, whatever its size; raises OutOfOrder where it must be sorted for that first.

    ``apart`` has it read and made ready in another process, if the register is empty.
    """
    deadlines: dict[tuple[str, str], Deadline] = {}
    count = 0
    loading = Loading(writer, update=update)
    made_last = made_after(writer.connection, [*metadata.tables.values()])
    way: Parts | Apart
    if apart and loading.empty and not sort:
        way = Apart(folder, size=size)
    else:
        way = Parts(folder, writer.reader, size=size, sort=sort)
    with _uncollected(), way as parts, made_last:
        for part in parts:
            found: Iterable[Deadline]
            if isinstance(part, Ready):
                loading.take_ready(part.prepared)
                found, pledges = part.deadlines, part.pledges
            else:
                loading.take(part)
                found, pledges = deadlines_of(part), len(part.pledges)
            deadlines.update(((each.rules, each.rule), each) for each in found)
            count += pledges
            if tell:
                tell(count)
        done = loading.finish(parts.digest())
    return done, set(deadlines.values())


def _has_cores() -> bool:
    """Whether another process can work while this one does."""
    return (os.cpu_count() or 1) > 1


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without garbage collection: records and rows come by the million, and none of them in a circle."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
