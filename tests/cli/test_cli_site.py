"""``site``: what the command says. What it writes is held in ``tests/site``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, Say


@pytest.mark.slow
def test_site_tells_how_many_files_it_wrote(ask: Say, tmp_path: Path) -> None:
    said = ask("site", str(tmp_path / "public"), "--as-of", "2026-01-31")
    assert said.startswith("Wrote 10")
    assert said.endswith(f" files to {tmp_path / 'public'}.\n")
    again = ask("site", str(tmp_path / "public"), "--as-of", "2026-01-31", "--quiet")
    assert again.startswith("Wrote 0 of 10")


def test_site_refuses_a_folder_that_holds_something_else(refuse: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    done = refuse("site", str(tmp_path))
    assert done.code == 5
    assert "Do:  Name a folder that is new, empty or a site made by tracker site." in done.err
    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]
