"""A package with a mistake in it, and what is told of that."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.errors import BadInputError
from tracker.exchange.package import read


def problems(folder: Path) -> list[str]:
    """What is wrong with a package, a line each."""
    with pytest.raises(BadInputError) as refusal:
        read(folder)
    return list(refusal.value.problems)


def edit(file: Path, before: bytes, after: bytes) -> None:
    content = file.read_bytes()
    assert before in content
    file.write_bytes(content.replace(before, after, 1))
