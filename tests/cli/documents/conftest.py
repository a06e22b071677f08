"""What the tests of ``add document`` share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.documents.texts import STATEMENT, add


@pytest.fixture
def statement(run: Run, tmp_path: Path) -> str:
    """The ref of a statement that has no event."""
    return add(run, tmp_path, STATEMENT, "--publisher", "Ministry of Harbours").out.strip()
