"""The desk at which proposals are reviewed, in SQLite and in PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import DIALECTS, Result, Run, Say, invoke
from tests.cli.review.desk import (
    lay,
)
from tests.conftest import refill
from tracker.register.location import Location, locate


@pytest.fixture(scope="module")
def laid(new_register: Callable[[str], Location]) -> Callable[[str], Location]:
    """The register of :func:`lay` in a dialect, made once, to be copied."""

    @cache
    def make(dialect: str) -> Location:
        location = new_register(dialect)
        lay(location)
        return location

    return make


@pytest.fixture
def desk(laid: Callable[[str], Location], tmp_path: Path) -> Location:
    """The register of :func:`lay` as a file."""
    return locate(str(shutil.copyfile(laid("sqlite").path, tmp_path / "desk.sqlite")))


@pytest.fixture(params=DIALECTS)
def table(request: pytest.FixtureRequest, laid: Callable[[str], Location]) -> Location:
    """The register of :func:`lay`, once in SQLite and once in PostgreSQL."""
    if request.param == "sqlite":
        found: Location = request.getfixturevalue("desk")
        return found
    refill(laid("postgresql"), "laid")
    return laid("postgresql")


@pytest.fixture
def review(table: Location) -> Run:
    """Run ``review`` there."""

    def run(*words: str, **settings: Any) -> Result:
        return invoke("review", *words, **{"register": table.target, **settings})

    return run


@pytest.fixture
def done(review: Run) -> Say:
    """Run ``review`` there, which must succeed; returns what it prints."""

    def say(*words: str, **settings: Any) -> str:
        result = review(*words, **settings)
        assert result.code == 0, result.err
        return result.out

    return say
