"""The digest of a package that comes in parts: that of its files, one after another, as an export writes them."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import IO, Any

from tracker.exchange import tables_out
from tracker.exchange.built import Package
from tracker.exchange.fields import Resource
from tracker.exchange.package import flattened
from tracker.exchange.resources import RESOURCES

_BLOCK = 1 << 20  # bytes


class Digest:
    """Takes the parts of a package, each file's rows in their order: the same as :func:`package.digest` of the whole.

    The rows of one file must wait for those before it. They need no room of their own as long as they stand in the
    file read just as an export would write them.
    """

    def __init__(self, folder: Path) -> None:
        self._files = {each: _File(folder / each.file) for each in RESOURCES}
        self._begun: set[Resource] = set()

    def take(self, part: Package) -> None:
        """Take the rows of a part."""
        for resource, rows in flattened(part):
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
    """What a file should hold: so many bytes that it does hold, and from where it differs the rest."""

    def __init__(self, path: Path) -> None:
        self.path, self.same = path, 0
        self.rest: IO[bytes] | None = None

    def write(self, data: bytes) -> None:
        if self.rest is None and self.path.exists():
            with self.path.open("rb") as file:
                file.seek(self.same)
                if file.read(len(data)) == data:
                    self.same += len(data)
                    return
        self.rest = self.rest or tempfile.TemporaryFile()  # noqa: SIM115  (``close`` closes it)
        self.rest.write(data)

    def hash(self, sha256: Any) -> None:
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
