"""Sites of real registers, built as a person builds them: by the command."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.benchmarks.invented import Inventor
from tests.cli.conftest import Result, invoke
from tests.conftest import DIALECTS
from tests.site.furnished import LATER, furnish
from tracker.register.load import load
from tracker.register.location import Location, locate
from tracker.register.writes import writing

DAY = "2026-01-31"
Build = Callable[..., Result]


def build(register: Location, folder: Path, *args: str, day: str = DAY) -> Result:
    """Build a site on a day, which must succeed."""
    done = invoke("site", str(folder), "--as-of", day, *args, register=register.target)
    assert done.code == 0, done.err
    return done


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a site, by address."""
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def times(folder: Path) -> dict[str, int]:
    """When each file of a site was written, and which it is, by address."""
    found = {each.relative_to(folder).as_posix(): each.stat() for each in folder.rglob("*") if each.is_file()}
    return {address: each.st_mtime_ns ^ each.st_ino for address, each in found.items()}


@pytest.fixture(scope="session")
def coalitions(new_register: Callable[[str], Location], coalition: Path) -> Callable[[str], Location]:
    """The register with the five documents in a dialect, made once, to be read and copied."""

    @cache
    def make(dialect: str) -> Location:
        location = new_register(dialect)
        done = invoke("import", str(coalition), register=location.target)
        assert done.code == 0, done.err
        return location

    return make


@pytest.fixture(params=DIALECTS)
def library(request: pytest.FixtureRequest, coalitions: Callable[[str], Location]) -> Location:
    """The register with the five documents, once in SQLite and once in PostgreSQL: to be read only."""
    return coalitions(request.param)


@pytest.fixture(scope="session")
def site(coalitions: Callable[[str], Location], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the five documents: to be read only."""
    folder = tmp_path_factory.mktemp("site") / "public"
    build(coalitions("sqlite"), folder, "--base-url", "https://example.org/pledges")
    return folder


@pytest.fixture(scope="session")
def large(new_register: Callable[[str], Location]) -> Location:
    """A register of 300 invented pledges, some promised for later since: more than charts show. To be read only."""
    location, inventor = new_register("sqlite"), Inventor()
    with writing(location, actor="test", command="import", at=f"{DAY}T00:00:00Z") as writer:
        load(writer, inventor.world(), digest="world")
        load(writer, inventor.package(300), digest="300")
    return location


@pytest.fixture
def desk(coalitions: Callable[[str], Location], tmp_path: Path) -> Location:
    """A register of one's own with the five documents, to be written in."""
    return locate(str(shutil.copyfile(coalitions("sqlite").path, tmp_path / "desk.sqlite")))


@pytest.fixture(scope="session")
def furnished(coalitions: Callable[[str], Location], tmp_path_factory: pytest.TempPathFactory) -> Location:
    """The register with all that a site can show: to be read only."""
    path = tmp_path_factory.mktemp("furnished") / "register.sqlite"
    location = locate(str(shutil.copyfile(coalitions("sqlite").path, path)))
    furnish(location)
    return location


@pytest.fixture(scope="session")
def whole(furnished: Location, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of that register: to be read only."""
    folder = tmp_path_factory.mktemp("site") / "whole"
    build(furnished, folder, day=LATER)
    return folder
