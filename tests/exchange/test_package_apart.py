"""A package made ready in a process of its own makes the register that the whole makes, and is refused as the whole."""

from __future__ import annotations

import os
import time
from multiprocessing.connection import Pipe
from pathlib import Path

import psutil
import pytest

from tests.exchange.judged import recording
from tests.exchange.refused import problems
from tracker.errors import BadInputError, TrackerError
from tracker.exchange.apart import Apart, Ready
from tracker.exchange.built import Package
from tracker.exchange.package import digest, read
from tracker.exchange.parts import OutOfOrder
from tracker.exchange.taking import take, take_in_parts
from tracker.register.load import Loaded
from tracker.register.location import Location

pytestmark = pytest.mark.slow
SIZES = (1, 3, 1000)
FILES = ("documents", "pledges")


def taken_apart(location: Location, folder: Path, size: int = 2) -> Loaded:
    with recording(location, "import") as writer:
        return take_in_parts(writer, folder, size=size, apart=True)[0]


def readers() -> list[psutil.Process]:
    """The processes of this one that make packages ready, as long as they run."""
    running = (each for each in psutil.Process().children() if each.status() != psutil.STATUS_ZOMBIE)
    return [each for each in running if "tracker.exchange.apart" in " ".join(each.cmdline())]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("of", ["coalition", "judged_once"])
def test_it_makes_the_register_that_the_whole_makes(of, size, location, new_register, packages, request) -> None:
    folder = request.getfixturevalue(of)
    whole, apart = location, new_register(location.dialect)
    at_once = packages.take(whole, folder)
    assert taken_apart(apart, folder, size) == at_once
    assert packages.contents(apart) == packages.contents(whole)
    assert readers() == []


def test_pledges_and_documents_come_as_columns_and_the_rest_as_records(coalition, packages) -> None:
    with Apart(coalition, size=2) as parts:
        kinds = [type(each) for each in parts]
    documents, pledges = (len(rows) - 1 for rows in (packages.rows(coalition / f"{each}.csv") for each in FILES))
    assert kinds[0] is kinds[-1] is Package
    assert kinds.count(Ready) == -(-documents // 2) - (-pledges // 2)


def test_a_register_that_holds_something_takes_it_as_ever(taken, coalition, packages) -> None:
    before = packages.contents(taken)
    assert sum(taken_apart(taken, coalition).added.values()) == 0
    assert packages.contents(taken) == before


@pytest.mark.parametrize("size", SIZES)
def test_what_is_wrong_is_told_as_of_the_whole_and_nothing_is_kept(size, location, package, packages) -> None:
    before = packages.contents(location)
    packages.set_cell(package / "pledges.csv", 7, "made_on", "2025-02-30")
    packages.set_cell(package / "follow_ups.csv", 3, "document", "D-2031-001")
    with pytest.raises(BadInputError) as refusal:
        taken_apart(location, package, size)
    assert list(refusal.value.problems) == problems(package)
    assert packages.contents(location) == before
    assert readers() == []


def test_a_package_in_another_order_is_sorted_here(location, new_register, package, coalition, packages) -> None:
    header, *rows = packages.rows(package / "pledges.csv")
    packages.write(package / "pledges.csv", [header, *reversed(rows)])
    with pytest.raises(OutOfOrder):
        taken_apart(location, package)
    whole = new_register(location.dialect)
    packages.take(whole, coalition)
    with recording(location) as writer:
        take(writer, package, large=0)
    assert {name: len(each) for name, each in packages.contents(location).items()} == {
        name: len(each) for name, each in packages.contents(whole).items()
    }


def test_a_process_that_is_ended_from_outside_is_told_and_nothing_is_kept(location, coalition, packages) -> None:
    before = packages.contents(location)

    def strike(_: int) -> None:
        for each in readers():
            each.kill()

    with pytest.raises(TrackerError) as refusal, recording(location) as writer:
        take_in_parts(writer, coalition, size=1, apart=True, tell=strike)
    assert refusal.value.what.endswith("has ended (-9); nothing of it was taken.")
    assert packages.contents(location) == before


def test_a_part_that_is_cut_off_is_told_too(coalition) -> None:
    with Apart(coalition, size=1000) as parts:
        ours, theirs = Pipe(duplex=False)
        whole = (100).to_bytes(4, "big") + b"not a hundred bytes"
        os.write(theirs.fileno(), whole)
        theirs.close()
        parts._line.close()
        parts._line = ours
        parts._process.kill()
        with pytest.raises(TrackerError, match="has ended"):
            next(iter(parts))


def test_a_folder_that_is_not_there_is_told(location, tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="elsewhere"):
        taken_apart(location, tmp_path / "elsewhere")


def test_it_ends_when_nobody_listens_any_more(coalition) -> None:
    with Apart(coalition, size=1) as parts:
        next(iter(parts))
        (process,) = readers()
        parts._line.close()
        until = time.monotonic() + 20
        while process.status() != psutil.STATUS_ZOMBIE and time.monotonic() < until:
            time.sleep(0.02)
        assert process.status() == psutil.STATUS_ZOMBIE


def test_the_digest_is_that_of_the_whole(coalition) -> None:
    with Apart(coalition, size=2) as parts:
        assert [*parts]
        assert parts.digest() == digest(read(coalition))
