"""Texts divided into words by way of their chunks, the signs between two blanks: each chunk is divided once.

A pattern whose matches hold no blank finds the same in a text as in its chunks one by one. Most chunks of a text stood
in one before, so that looking them up is several times as fast as searching.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import chain
from typing import TypeVar

T = TypeVar("T")
_REMEMBERED = 50_000  # chunks
_LONGEST = 40  # characters; a longer chunk is not remembered
_KEPT, _SHORT = 256, 3_000  # texts whose chunks are kept for the next reader, and their characters


class Chunks(dict[str, tuple[T, ...]]):
    """What ``divide`` makes of chunks."""

    def __init__(self, divide: Callable[[str], Iterable[T]]) -> None:
        self.divide = divide

    def __missing__(self, chunk: str) -> tuple[T, ...]:
        parts = tuple(self.divide(chunk))
        if len(chunk) <= _LONGEST:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[chunk] = parts
        return parts

    def of(self, text: str) -> list[T]:
        """The parts of a text, in order."""
        return list(chain.from_iterable(map(self.__getitem__, chunks(text))))


def chunks(text: str) -> list[str]:
    """The chunks of a text. Those of the last sentences are kept, for several readers, and not to be changed."""
    return _last_chunks(text) if len(text) <= _SHORT else text.split()


_last_chunks = lru_cache(maxsize=_KEPT)(str.split)


def places(words: Iterable[str], text: str, start: int) -> list[tuple[int, int]]:
    """Where the words of a text stand that begin at ``start``, in order; between them no other sign may be a word's."""
    found = []
    for word in words:
        start = text.index(word, start)
        end = start + len(word)
        found.append((start, end))
        start = end
    return found
