"""Registers with a package and a replacement in them, or with the speech of one."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Prepared, Say
from tests.cli.lineage.relations import HEIR, ITEM, OLD, PACKAGE, SECOND, SPEECH
from tracker.register.location import Location


@pytest.fixture
def related(do: Say, desk: Location, prepared: Prepared) -> Say:
    """Commands on a register of one's own with a package of two items, and a pledge that replaces another."""

    def prepare() -> None:
        do("link", ITEM, "--part-of", PACKAGE, "--note", "named in  one breath")
        do("link", SECOND, "--part-of", PACKAGE)
        do("link", HEIR, "--supersedes", OLD)

    prepared("related", desk, prepare)
    return do


@pytest.fixture
def withdrawn(do: Say) -> Say:
    """The same register without relations, with a speech that gives one pledge up and makes another."""
    do("add", "document", "-", "--quiet", stdin=SPEECH)
    pledge = ("--party", "GB", "--topic", "air-defence", "--summary", "Send radar stations", "--due", "by May 2026")
    do("add", "pledge", "--document", "D-2026-002", "--quote", "we will send two radar stations", *pledge)
    return do
