"""Working ahead: the same items in the same order, a few before they are asked for, and none that nobody wants."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from tracker.documents.ahead import ahead


def counting(taken: list[int], most: int = 1000) -> Iterator[int]:
    for number in range(most):
        taken.append(number)
        yield number


def test_the_items_come_in_their_order() -> None:
    with ahead(iter(range(300)), 5) as items:
        assert list(items) == list(range(300))
    with ahead(iter(()), 5) as items:
        assert list(items) == []


def test_it_works_ahead_and_not_further_than_it_was_told() -> None:
    taken: list[int] = []
    with ahead(counting(taken), 5) as items:
        until = time.monotonic() + 20
        while len(taken) < 5 and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(0.1)
        assert 5 <= len(taken) <= 7  # it does not wait to be asked
        assert next(items) == 0
        time.sleep(0.1)
        assert 5 <= len(taken) <= 8


def test_what_the_iterator_raises_is_raised_in_its_place() -> None:
    def failing() -> Iterator[int]:
        yield 1
        raise ValueError("no more")

    with ahead(failing(), 5) as items:
        assert next(items) == 1
        with pytest.raises(ValueError, match="no more"):
            next(items)


def test_when_nobody_wants_more_no_thread_is_left() -> None:
    before = threading.active_count()
    with ahead(counting([]), 5) as items:
        next(items)
    assert threading.active_count() == before
