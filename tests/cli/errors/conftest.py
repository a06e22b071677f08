"""A folder in which mistakes can be made."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

FILES = {
    "empty.txt": b"",
    "blank.txt": b"  \n\n",
    "binary.txt": b"\x00\x01\x02PNG",
    "windows.txt": "café “words”".encode("cp1252"),
    "brief.txt": b"They will come.",
    "open.txt": b"---\ntitle: No end\nThe text",
    "strange.txt": b"---\nfrobnicate: 1\n---\nThe text",
    "bad-day.txt": b"---\npublisher: x\npublished_on: 30 February\n---\nThe text",
    "not-a-register.sqlite": b"These are words, and no database at all." * 100,
    "rules.toml": b'version = "en-1"\n',
    "broken.toml": b'version = "ours\n',
}


@pytest.fixture
def folder(tmp_path: Path, coalition: Path) -> Iterator[Path]:
    """A folder to work in, with files that nobody wants."""
    place = tmp_path / "work"
    place.mkdir()
    (place / "empty-folder").mkdir()
    for name, content in FILES.items():
        (place / name).write_bytes(content)
    shutil.copy(coalition / "texts" / "D-2025-004.txt", place / "copy.txt")
    shutil.copytree(coalition, place / "package")
    pledges = place / "package" / "pledges.csv"
    pledges.write_text(
        pledges.read_text(encoding="utf-8").replace("2025-09-04", "31/12").replace("inferred", "guessed"),
        encoding="utf-8",
    )
    with contextlib.chdir(place):
        yield place
