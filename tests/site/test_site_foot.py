"""The foot of a page says what it rests on: the day, the state of the register, the deadline rules, the program."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import invoke
from tests.site.conftest import DAY, build, files
from tracker import __version__
from tracker.register.location import Location

MADE = f"Made with deadline rules en-1; tracker {__version__}."
WHOLE = (
    "index.html",
    "reports/overdue.html",
    "reports/scorecard.html",
    "reports/upcoming.html",
    "reports/restated.html",
)


def state(register: Location) -> str:
    """The state of the register as its own log gives it."""
    log = json.loads(invoke("log", "--format", "json", register=register.target).out)
    last = log["sections"][0]["rows"][-1]
    return f"Register: revision {last['revision']} of its log, sha256 {last['sha256'][:16]}…"


def test_every_page_names_rules_and_program(site: Path) -> None:
    pages = [page.decode() for address, page in files(site).items() if address.endswith(".html")]
    assert len(pages) > 50
    assert [page for page in pages if MADE not in page] == []


@pytest.mark.slow
def test_the_front_page_and_the_reports_name_day_and_state_too(library: Location, tmp_path: Path) -> None:
    build(library, tmp_path / "public")
    for address in WHOLE:
        page = (tmp_path / "public" / address).read_text()
        assert f"{state(library)}; deadline rules en-1; tracker {__version__}." in page, address
        assert f'As of <time datetime="{DAY}">{DAY}</time>' in page, address


@pytest.mark.slow
def test_the_state_follows_the_register(desk: Location, tmp_path: Path) -> None:
    build(desk, tmp_path / "public")
    before = state(desk)
    assert invoke("edit", "GB-2025-001", "--set", "topic=missiles", register=desk.target).code == 0
    build(desk, tmp_path / "public")
    after = state(desk)
    for address in WHOLE:
        page = (tmp_path / "public" / address).read_text()
        assert (before in page, after in page) == (False, True), address
