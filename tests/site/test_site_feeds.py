"""The feed of changes and the calendar of deadlines, read by what others read them with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import icalendar
import pytest

from tests.cli.conftest import invoke
from tests.site.conftest import DAY, build
from tracker.register.location import Location


def test_the_feed_tells_the_last_changes_newest_first_with_links_and_lasting_names(site: Path) -> None:
    read = feedparser.parse((site / "changes.atom").read_bytes())
    assert not read.bozo
    assert read.version == "atom10"
    assert read.feed.updated == "2026-01-21T00:00:00Z"
    days = [each.updated for each in read.entries]
    assert days == sorted(days, reverse=True)
    first = read.entries[0]
    assert first.title == (
        "GB-2025-001 (GB) review due (was open): Supply Ukraine with additional air-defence missiles"
    )
    assert first.link == "https://example.org/pledges/pledges/GB-2025-001.html"
    assert len({each.id for each in read.entries}) == len(read.entries)
    assert all(each.id.startswith("urn:uuid:") for each in read.entries)
    assert any("Merz said that the partners" in each.summary for each in read.entries)


@pytest.mark.slow
def test_an_entry_keeps_its_name_when_others_come(coalitions: Callable[[str], Location], tmp_path: Path) -> None:
    names = []
    for day in ("2025-12-10", DAY):
        build(coalitions("sqlite"), tmp_path / day, day=day)
        names.append({each.id for each in feedparser.parse((tmp_path / day / "changes.atom").read_bytes()).entries})
    assert names[0] < names[1]


@pytest.mark.slow
def test_the_feed_is_whole_without_a_base_address(coalitions: Callable[[str], Location], tmp_path: Path) -> None:
    build(coalitions("sqlite"), tmp_path / "site")
    root = ElementTree.fromstring((tmp_path / "site" / "changes.atom").read_bytes())
    atom = "{http://www.w3.org/2005/Atom}"
    for entry in root.findall(f"{atom}entry"):
        link = entry.find(f"{atom}link")
        assert link is not None
        assert (tmp_path / "site" / str(link.get("href"))).is_file()


def test_the_calendar_has_the_deadlines_of_what_is_still_to_be_kept(site: Path) -> None:
    read = icalendar.Calendar.from_ical((site / "deadlines.ics").read_bytes())
    found = {str(each["UID"]).partition("@")[0]: each["DTSTART"].dt.isoformat() for each in read.walk("VEVENT")}
    assert found == {"COW-2025-006": "2025-12-09", "FR-2025-001": "2025-12-09", "GB-2025-001": "2026-01-20"}


@pytest.mark.slow
def test_the_calendar_looks_ahead(tmp_path: Path, desk: Location) -> None:
    build(desk, tmp_path / "site", day="2025-11-26")
    read = icalendar.Calendar.from_ical((tmp_path / "site" / "deadlines.ics").read_bytes())
    assert len(read.walk("VEVENT")) == 3
    assert invoke("status", register=desk.target).code == 0
