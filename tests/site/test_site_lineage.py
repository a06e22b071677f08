"""What the site says of pledges that replace others or are part of them: on their pages, in totals, in the news."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pages import words

from tests.cli.conftest import invoke
from tests.site.conftest import DAY, build
from tests.site.test_site_pages import page
from tracker.register.location import Location

pytestmark = pytest.mark.slow


def test_a_pledge_tells_how_those_that_it_is_related_to_stand_and_follows_when_that_changes(
    desk: Location, tmp_path: Path
) -> None:
    folder = tmp_path / "site"
    assert invoke("link", "COW-2026-001", "--supersedes", "COW-2025-006", register=desk.target).code == 0
    build(desk, folder)
    heir = words(page(folder, "pledges/COW-2026-001.html"))
    shown = invoke("show", "COW-2025-006", "--as-of", DAY, "--format", "json", register=desk.target)
    replaced = json.loads(shown.out)
    assert f"Replaces COW-2025-006 (COW): {replaced['summary']}" in heir
    assert f"due {replaced['deadline_latest']}; review due since" in heir
    assert invoke("edit", "COW-2025-006", "--set", "summary=A plan for the day after", register=desk.target).code == 0
    build(desk, folder)
    assert "Replaces COW-2025-006 (COW): A plan for the day after" in words(page(folder, "pledges/COW-2026-001.html"))


def test_where_a_total_leaves_some_out_the_list_says_how_many(desk: Location, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    assert invoke("link", "COW-2026-001", "--supersedes", "COW-2025-006", register=desk.target).code == 0
    build(desk, folder)
    for address in ("index.html", "pledges/index.html", "parties/COW.html"):
        said = words(page(folder, address))
        assert "1 of them is not counted, for others count in their place" in said, address
    topic = json.loads(invoke("show", "GB-2025-001", "--format", "json", register=desk.target).out)["topic"]
    assert "not counted" not in words(page(folder, f"topics/{topic}.html"))


def test_the_latest_changes_tell_what_a_new_pledge_replaces(desk: Location, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    assert invoke("link", "COW-2026-001", "--supersedes", "COW-2025-006", register=desk.target).code == 0
    build(desk, folder)
    said = "COW-2026-001 supersedes COW-2025-006"
    assert said in words(page(folder, "index.html"))
    assert said in (folder / "changes.atom").read_text(encoding="utf-8")
