"""Whether the rows of a package's file stand there just as an export writes them: then nobody need write them again."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from tracker.exchange.fields import Resource
from tracker.exchange.tables_out import written


class Standing:
    """How many ``rows`` of a file, from the first on, stand there just as an export writes them.

    Whoever reads the file has its lines ``recorded`` and hands over what was made of them.
    """

    def __init__(self, resource: Resource, folder: Path) -> None:
        self.path, self.header = folder / resource.file, written([resource.columns]).encode()
        self.rows, self._whole = 0, False
        self._lines: list[str] = []
        self._so = True

    def recorded(self, lines: Iterable[str]) -> Iterator[str]:
        """The lines of the file, as they are read."""
        with self.path.open("rb") as file:
            self._so = file.read(len(self.header)) == self.header
        for line in lines:
            if self._so:
                self._lines.append(line)
            yield line
        self._whole = self._so

    def begin(self) -> None:
        """The header was read."""
        self._lines.clear()

    def take(self, rows: Sequence[Sequence[str]], *, exact: bool) -> None:
        """Some rows were read; ``exact``: every value that was made of their cells is written as its cell was."""
        self._so = self._so and exact and _is_written(rows, "".join(self._lines))
        self._lines.clear()
        self.rows += len(rows) if self._so else 0

    def bytes_of(self, rows: int) -> int:
        """The length of the file up to the end of so many of these rows, with the header."""
        if self._whole and self._so and rows == self.rows:
            return self.path.stat().st_size
        with self.path.open(encoding="utf-8", newline="") as file:
            lines = _Measured(file)
            for _ in islice(csv.reader(lines, strict=True), 1 + rows):
                pass
        return lines.length


class _Measured:
    """The lines of a file, and the length in bytes of those that were taken."""

    def __init__(self, file: Iterable[str]) -> None:
        self._file, self.length = iter(file), 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._file)
        self.length += len(line.encode())
        return line


def _is_written(rows: Sequence[Sequence[str]], lines: str) -> bool:
    """Whether rows of equal length are written in these lines, which they were read from, as an export would."""
    if not lines.endswith("\n") or "\r" in lines:
        return False
    quoted = 0
    for cells in zip(*rows, strict=True):
        together = "".join(cells)
        if '"' in together:
            return written(rows) == lines
        if "," in together or "\n" in together:
            quoted += sum("," in cell or "\n" in cell for cell in cells)
    # No cell holds a quotation mark: each of these opens or closes a cell, and those that need them have them.
    return lines.count('"') == 2 * quoted
