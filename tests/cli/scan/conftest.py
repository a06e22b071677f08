"""A statement to be scanned."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.scan.scanned import STATEMENT, add


@pytest.fixture
def statement(tmp_path: Path) -> str:
    """A file with two pledges."""
    return add(tmp_path, "statement.txt", STATEMENT)
