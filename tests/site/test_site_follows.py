"""Whatever has changed since, a site that is brought up to date is the one that would be built afresh."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import invoke
from tests.site.conftest import DAY, build, files
from tracker.register.connect import reading
from tracker.register.location import Location
from tracker.site import build as building
from tracker.site.asked import Asked

pytestmark = pytest.mark.slow

REPLY = "---\ntitle: Reply\npublisher: The ministry\npublished_on: 2025-12-20\nissuer: GB\n---\nThe missiles were sent."
SAID = ("--quote", "The missiles were sent")
CHANGES: dict[str, tuple[tuple[str, ...], set[str]]] = {
    "a pledge corrected": (
        ("edit", "GB-2025-001", "--set", "topic=sanctions"),
        {"pledges/GB-2025-001.html", "topics/sanctions.html", "data/package/pledges.csv", "rows.js"},
    ),
    "a follow-up added": (
        ("link", "GB-2025-001", "D-2025-005", "fulfils", *SAID),
        {"pledges/GB-2025-001.html", "documents/D-2025-005.html", "parties/GB.html", "reports/scorecard.html"},
    ),
    "a dispute noted": (
        ("add", "dispute", "GB-2025-001", "D-2025-005", "--party", "GB", *SAID),
        {"pledges/GB-2025-001.html", "documents/D-2025-003.html", "reports/overdue.html", "pledges/index.html"},
    ),
    "a party renamed": (
        ("edit", "GB", "--set", "name=Great Britain"),
        {"parties/GB.html", "parties/COW.html", "pledges/GB-2025-001.html", "reports/scorecard.html", "index.html"},
    ),
    "a relation recorded": (
        ("link", "COW-2026-001", "--supersedes", "COW-2025-001"),
        {"pledges/COW-2026-001.html", "pledges/COW-2025-001.html", "parties/COW.html", "pledges/index.html", "rows.js"},
    ),
    "a deadline read by another rule": (
        ("edit", "GB-2025-001", "--set", "due=by 31 March 2026"),
        {"pledges/GB-2025-001.html", "methodology.html", "reports/overdue.html", "data/package/rules.csv"},
    ),
    "a document renamed": (
        ("edit", "D-2025-003", "--set", "title=Another title"),
        {"documents/D-2025-003.html", "documents/index.html", "pledges/GB-2025-001.html"},
    ),
    "a pledge retracted": (
        ("edit", "GB-2025-002", "--retract", "entered twice"),
        {"pledges/GB-2025-002.html", "parties/GB.html", "index.html"},
    ),
}


def alike(folder: Path, fresh: Path) -> set[str]:
    """The addresses of two sites that must have the same bytes."""
    one, other = files(folder), files(fresh)
    assert one.keys() == other.keys()
    assert [address for address in one if one[address] != other[address]] == []
    return {*one}


@pytest.mark.parametrize("what", CHANGES)
def test_after_a_change_of_any_kind_nothing_stale_is_left(desk: Location, tmp_path: Path, what: str) -> None:
    assert invoke("add", "document", "-", "--quiet", register=desk.target, stdin=REPLY).code == 0
    folder = tmp_path / "site"
    build(desk, folder)
    before = files(folder)
    command, pages = CHANGES[what]
    done = invoke(*command, register=desk.target)
    assert done.code == 0, done.err
    build(desk, folder)
    after = files(folder)
    assert {address for address in pages if before[address] == after[address]} == set()
    build(desk, tmp_path / "fresh")
    alike(folder, tmp_path / "fresh")


@pytest.mark.parametrize("day", ["2026-02-01", "2025-12-10", "2026-06-30"])
def test_on_another_day_nothing_of_the_day_before_is_left(desk: Location, tmp_path: Path, day: str) -> None:
    folder = tmp_path / "site"
    build(desk, folder)
    build(desk, folder, day=day)
    build(desk, tmp_path / "fresh", day=day)
    alike(folder, tmp_path / "fresh")
    assert json.loads((folder / "site.json").read_text())["as_of"] == day


def test_another_program_makes_every_page_anew_and_mends_what_the_last_wrote(desk: Location, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    asked_for = 0

    def begin(number: int) -> object:
        nonlocal asked_for
        asked_for = number
        return lambda _: None

    def built(frame: str) -> building.Built:
        with reading(desk) as reader:
            return building.build(Asked(reader, DAY, "Pledges", "", frame, calendar=False), folder, begin)

    first = built("version 1")
    page = folder / "pledges/GB-2025-001.html"
    right = page.read_bytes()
    page.write_bytes(right.replace(b"missiles", b"mistakes"))  # as a program with a fault would have it
    assert (built("version 1").written, asked_for) == (0, 0)
    assert built("version 2").written == 1
    assert page.read_bytes() == right
    texts = sum(address.startswith("data/package/texts/") for address in files(folder))
    assert asked_for == first.total - texts  # a text rests on nothing but itself


def test_a_site_that_lost_its_list_of_files_is_refused_and_not_half_kept(desk: Location, tmp_path: Path) -> None:
    build(desk, tmp_path / "site")
    shutil.move(tmp_path / "site" / "site.json", tmp_path / "site.json")
    assert invoke("site", str(tmp_path / "site"), register=desk.target).code == 5
