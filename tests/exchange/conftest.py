"""What the tests of data packages share: taking a package into a register, writing one, editing one."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.judged import judge
from tracker.exchange.export import export
from tracker.exchange.package import Package, digest, read
from tracker.register.connect import reading
from tracker.register.engine import engine
from tracker.register.load import Loaded, load
from tracker.register.location import Location
from tracker.register.schema import metadata
from tracker.register.writes import writing


class Packages:
    """Data packages in and out of registers."""

    def take(self, location: Location, package: Path | Package, *, update: bool = False) -> Loaded:
        """Import a folder, or records, into a register."""
        with writing(location, actor="tests", command="import", at="2026-02-03T04:05:06Z") as writer:
            records = read(package, writer.reader) if isinstance(package, Path) else package
            return load(writer, records, digest=digest(records), update=update)

    def give(self, location: Location, folder: Path, **wishes: bool) -> dict[str, bytes]:
        """Export a register to a folder and return the bytes of its files."""
        with reading(location) as reader:
            export(reader, folder, **wishes)
        return self.bytes_of(folder)

    def bytes_of(self, folder: Path) -> dict[str, bytes]:
        return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}

    def rows(self, file: Path) -> list[list[str]]:
        with file.open(encoding="utf-8", newline="") as lines:
            return list(csv.reader(lines))

    def set_cell(self, file: Path, row: int, column: str, cell: str) -> None:
        """Change a cell; rows are numbered as a spreadsheet does, the header is row 1."""
        rows = self.rows(file)
        rows[row - 1][rows[0].index(column)] = cell
        self.write(file, rows)

    def write(self, file: Path, rows: list[list[str]]) -> None:
        with file.open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines, lineterminator="\n").writerows(rows)

    def contents(self, location: Location) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table of a register."""
        with engine(location).begin() as connection:
            return {
                name: sorted(map(tuple, connection.execute(table.select())), key=repr)
                for name, table in metadata.tables.items()
            }


@pytest.fixture(scope="session")
def packages() -> Packages:
    return Packages()


@pytest.fixture
def package(coalition: Path, tmp_path: Path) -> Path:
    """A copy of the fixtures' data package, to be changed."""
    return Path(shutil.copytree(coalition, tmp_path / "package"))


@pytest.fixture(scope="session")
def taken_once(new_register: Callable[[str], Location], coalition: Path, packages: Packages) -> Location:
    """A register in SQLite that holds the fixtures, to be copied."""
    location = new_register("sqlite")
    packages.take(location, coalition)
    return location


@pytest.fixture
def taken(location: Location, taken_once: Location, coalition: Path, packages: Packages) -> Location:
    """A register that holds the fixtures."""
    if location.dialect == "sqlite":
        shutil.copyfile(taken_once.path, location.path)
    else:
        packages.take(location, coalition)
    return location


@pytest.fixture(scope="session")
def decided_once(new_register: Callable[[str], Location]) -> Location:
    """A register in SQLite in which a machine has proposed and people have decided, to be copied."""
    location = new_register("sqlite")
    judge(location)
    return location


@pytest.fixture
def judged(location: Location, decided_once: Location) -> Location:
    """A register in which a machine has proposed and people have decided."""
    if location.dialect == "sqlite":
        shutil.copyfile(decided_once.path, location.path)
    else:
        judge(location)
    return location


@pytest.fixture(scope="session")
def judged_once(decided_once: Location, packages: Packages, tmp_path_factory: Any) -> Path:
    """The data package of such a register."""
    folder: Path = tmp_path_factory.mktemp("judged") / "package"
    packages.give(decided_once, folder)
    return folder


@pytest.fixture
def judged_package(judged_once: Path, tmp_path: Path) -> Path:
    """A copy of that data package, to be changed."""
    return Path(shutil.copytree(judged_once, tmp_path / "judged"))


@pytest.fixture
def back(location: Location, judged_once: Path, packages: Any) -> Location:
    """A register into which the package of another was taken."""
    packages.take(location, judged_once)
    return location
