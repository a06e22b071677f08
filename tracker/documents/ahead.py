"""Work ahead: take from an iterator in a thread of its own, while what it gave is being used."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from queue import Full, Queue
from threading import Event, Thread
from typing import Any, TypeVar

Item = TypeVar("Item")
_PATIENCE = 0.2  # seconds between two looks at whether anybody still wants more
_FAREWELL = 2.0  # seconds that a thread is given to end; it may be waiting for a server
_END: Any = object()


class _Failed:
    """What an iterator raised."""

    def __init__(self, error: BaseException) -> None:
        self.error = error


@contextmanager
def ahead(items: Iterator[Item], most: int) -> Iterator[Iterator[Item]]:
    """The items in their order, with up to ``most`` taken before they are asked for, from the beginning of the block.

    What the iterator raises is raised in its place. From the end of the block on the thread takes no more.
    """
    queue: Queue[Any] = Queue(most)
    stopped = Event()
    thread = Thread(target=_take, args=(items, queue, stopped), daemon=True)
    thread.start()
    try:
        yield _taken(queue)
    finally:
        stopped.set()
        thread.join(_FAREWELL)


def _taken(queue: Queue[Any]) -> Iterator[Any]:
    while (item := queue.get()) is not _END:
        if isinstance(item, _Failed):
            raise item.error
        yield item


def _take(items: Iterator[Any], queue: Queue[Any], stopped: Event) -> None:
    try:
        if all(_put(queue, item, stopped) for item in items):
            _put(queue, _END, stopped)
    except BaseException as error:  # whatever it is: it belongs to who asked
        _put(queue, _Failed(error), stopped)


def _put(queue: Queue[Any], item: Any, stopped: Event) -> bool:
    """Put an item as soon as there is room; whether anybody wants more."""
    while not stopped.is_set():
        try:
            queue.put(item, timeout=_PATIENCE)
        except Full:
            continue
        return True
    return False
