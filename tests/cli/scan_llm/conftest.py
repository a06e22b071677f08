"""A language model, here a stub on loopback, and a document to ask it about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Result, Run
from tests.cli.scan_llm.statements import Scan, add
from tests.llm.stub import Model


@pytest.fixture
def ask(run: Run, model: Model) -> Scan:
    """Scan with the settings that lead to the stub."""

    def scan(*args: str, **settings: Any) -> Result:
        return run("scan", *args, "--llm", **{**model.environment(), **settings})

    return scan


@pytest.fixture
def statement(run: Run, tmp_path: Path) -> str:
    """The ref of a document with a pledge that the rules find and one that they pass over."""
    return run("add", "document", add(tmp_path, "statement.txt")).out.strip()
