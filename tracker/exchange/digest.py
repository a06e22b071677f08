"""The digest of a package that comes in parts: that of its files, one after another, as an export writes them."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

from tracker.exchange import tables_out
from tracker.exchange.built import Package
from tracker.exchange.fields import Resource
from tracker.exchange.package import flattened
from tracker.exchange.resources import FOLLOW_UPS, PLEDGES, RESOURCES
from tracker.exchange.standing import Standing
from tracker.exchange.tables import Rows
from tracker.exchange.tables_out import Cells

LARGE = (PLEDGES, FOLLOW_UPS)  # files, of whose rows it is asked whether they stand as they should
_BLOCK = 1 << 20  # bytes


class Digest:
    """Takes the parts of a package, each file's rows in their order: the same as :func:`package.digest` of the whole.

    The rows of one file must wait for those before it. They need no room of their own as long as they stand in the
    file read just as an export would write them.
    """

    def __init__(self, folder: Path) -> None:
        self.standing = {each: Standing(each, folder) for each in LARGE}
        self._files = {each: _File(folder / each.file, self.standing.get(each)) for each in RESOURCES}
        self._begun: set[Resource] = set()

    def take(self, part: Package) -> None:
        """Take the rows of a part."""
        for resource, rows in flattened(part):
            if self._files[resource].stand(rows, part.told.get(resource.name)):
                continue
            pieces: list[str] = []
            count = tables_out.write(resource, rows, pieces.append, header=resource not in self._begun)
            if count or resource.since <= 2:
                self._files[resource].write("".join(pieces).encode())
                self._begun.add(resource)

    def hexdigest(self) -> str:
        """The sha256 of all that was taken."""
        sha256 = hashlib.sha256()
        for file in self._files.values():
            file.hash(sha256)
        return sha256.hexdigest()

    def close(self) -> None:
        """Let go of what waits."""
        for file in self._files.values():
            if file.rest:
                file.rest.close()


class _File:
    """What a file should hold: so many bytes that it does hold, and from where it differs the rest.

    ``standing`` knows how many of its rows are sure to be there, if it is at hand.
    """

    def __init__(self, path: Path, standing: Standing | None) -> None:
        self.path, self.same = path, 0
        self.rest: IO[bytes] | None = None
        self._standing, self._rows = standing, 0

    def stand(self, rows: Sequence[Cells], told: Rows | None) -> bool:
        """Take rows where they, which were ``told``, are sure to stand next in the file as they should; else say no."""
        if not (self._standing and told and len(told)):
            return False
        begun = self._rows or (not self.rest and self.same == len(self._standing.header))
        first, last = told.lines[0][0], told.lines[-1][0]  # by the numbers of rows; the header has the first
        if not begun or first != self._rows + 2 or last > self._standing.rows + 1 or last - first + 1 != len(rows):
            return False
        if rows != [values for _, values in told.lines]:
            return False
        self._rows += len(rows)
        return True

    def write(self, data: bytes) -> None:
        """Take what comes next."""
        self._settle()
        if self.rest is None and self.path.exists():
            with self.path.open("rb") as file:
                file.seek(self.same)
                if file.read(len(data)) == data:
                    self.same += len(data)
                    return
        self.rest = self.rest or tempfile.TemporaryFile()  # noqa: SIM115  (``close`` closes it)
        self.rest.write(data)

    def _settle(self) -> None:
        """Let no more rows stand, and find where the last one ends."""
        if self._standing and self._rows:
            self.same = self._standing.bytes_of(self._rows)
            self._standing, self._rows = None, 0

    def hash(self, sha256: Any) -> None:
        """Put all of it into a digest."""
        self._settle()
        if self.same:
            with self.path.open("rb") as file:
                left = self.same
                while left and (block := file.read(min(left, _BLOCK))):
                    sha256.update(block)
                    left -= len(block)
        if self.rest:
            self.rest.seek(0)
            while block := self.rest.read(_BLOCK):
                sha256.update(block)
