"""What is wrong with a data package: all of it, in the order of its files and rows."""

from __future__ import annotations

from tracker.exchange.fields import Resource
from tracker.exchange.resources import RESOURCES

_LONGEST = 60
_ORDER = {each.file: place for place, each in enumerate(RESOURCES)}


def shown(value: object) -> str:
    """A value as a message shows it: quoted, shortened, with nothing in it that could steer a terminal."""
    text = str(value)
    cut = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return "“" + "".join(each if each.isprintable() else _escaped(each) for each in cut) + "”"


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


class Problems:
    """A list of problems that also remembers which rows and files they are in.

    A row with a problem is not judged further, and what names a row of a file that could not be read whole is
    let pass: one mistake is told once.
    """

    def __init__(self, before: Problems | None = None) -> None:
        """``before``: what was found when the same files were judged; which of them have faults is known from it."""
        self._found: list[tuple[int, int, str]] = []
        self._rows: set[tuple[str, int]] = set()
        self._files: set[str] = set()
        self._partly: set[str] = set()
        self._faulty = (before._files, before._partly) if before else (frozenset[str](), frozenset[str]())

    def file(self, file: str, says: str) -> None:
        """A file could not be read, or not whole."""
        self._found.append((_ORDER.get(file, len(_ORDER)), 0, f"{file}: {says}"))
        self._files.add(file)
        self._partly.add(file)

    def row(self, resource: Resource, row: int, column: str, says: str, *, lost: bool = False) -> None:
        """A row (the header is row 1) is wrong; ``lost``: it could not even be told which record it is."""
        where = f"{resource.file} row {row}" + (f", column {column}" if column else "")
        self._found.append((_ORDER[resource.file], row, f"{where}: {says}"))
        self._rows.add((resource.file, row))
        self._files.add(resource.file)
        if lost:
            self._partly.add(resource.file)

    def sound(self, resource: Resource, row: int) -> bool:
        """Whether nothing is wrong with a row so far."""
        return not self._rows or (resource.file, row) not in self._rows

    def faultless(self, *resources: Resource) -> bool:
        """Whether nothing is wrong with some files so far."""
        return not any(each.file in self._files or each.file in self._faulty[0] for each in resources)

    def read_whole(self, resource: Resource) -> bool:
        """Whether every row of a file is known, be it good or bad."""
        return resource.file not in self._partly and resource.file not in self._faulty[1]

    def settled(self) -> bool:
        """Whether the same files are known to have faults now as when judging began."""
        return (self._files, self._partly) == self._faulty

    def __bool__(self) -> bool:
        return bool(self._found)

    def lines(self) -> tuple[str, ...]:
        """All problems, one line each."""
        return tuple(line for _, _, line in sorted(self._found, key=lambda each: each[:2]))
