"""A file of a data package that is written only where there is something to write in it: what holds of each."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tracker.exchange.package import digest, read
from tracker.register.location import Location
from tracker.register.writes import writing


def recorded(taken: Location, command: str, records: Iterable[Any]) -> Location:
    """The register of the fixtures, with records of the kind beside."""
    with writing(taken, actor="tests", command=command, at="2026-02-03T04:05:06Z") as writer:
        for each in records:
            writer.add(each)
    return taken


def published(register: Location, packages: Any, folder: Path) -> Path:
    """The data package of a register, as it would be published."""
    packages.give(register, folder / "written", proposals=False)
    return folder / "written"


def comes_back(written: Path, kind: str, new_register: Any, packages: Any) -> Location:
    """Take a package with three records of a kind into a fresh register, which gives the same package again."""
    other: Location = new_register("sqlite")
    assert packages.take(other, written).added[kind] == 3
    assert packages.give(other, written.with_name("again"), proposals=False) == packages.bytes_of(written)
    assert packages.take(other, written).unchanged == 100
    return other


def is_left_out(written: Path, file: str, new_register: Any, packages: Any) -> None:
    """A register without such records takes the file away."""
    files = packages.give(new_register("sqlite"), written, proposals=False)
    assert file not in files


def is_as_good_as_empty(written: Path, file: str, header: str, without: Path) -> None:
    """Without the file, or with no row in it, a package has the digest of one that never had it."""
    whole = digest(read(written))
    (written / file).write_text(f"{header}\n", encoding="utf-8")
    empty = digest(read(written))
    (written / file).unlink()
    assert digest(read(written)) == empty == digest(read(without)) != whole
