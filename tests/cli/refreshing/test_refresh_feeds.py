"""``add feed`` and ``refresh``: what a feed lists comes in once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run, Say, environment, invoke, on_terminal, program, unchanged
from tests.cli.refreshing.pages import FIRST, SECOND, Pages, shown
from tracker.register.location import Location


def atom(*items: tuple[str, str], title: str = "News of the harbour") -> str:
    """A feed that lists addresses with their days."""
    entries = "".join(
        f"<entry><title>{url}</title><id>{url}</id><link href='{url}'/>"
        + (f"<published>{day}T10:00:00Z</published>" if day else "")
        + "</entry>"
        for url, day in items
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>{title}</title>{entries}</feed>"


ATOM = "application/atom+xml; charset=utf-8"
UNDATED = "A note on ropes for the two ferries\n\nThe ropes are new and they will be delivered before the ice breaks.\n"


@pytest.fixture
def feed(site: Pages, say: Say) -> str:
    """The address of a feed, recorded, that lists the page on the ferries and one that gives no day."""
    site.put("/ropes", UNDATED)
    items = (site.url("/ferries"), "2026-01-16"), (site.url("/ropes", "localhost"), "2026-01-17")
    site.put("/feed", atom(*items), ATOM)
    say("add", "party", "FI")
    given = ("--publisher", "Ministry of Harbours", "--issuer", "fi", "--allow-private")
    say("add", "feed", site.url("/feed"), *given)
    return site.url("/feed")


def test_a_feed_is_looked_at_once_to_see_that_it_is_one(site: Pages, run: Run) -> None:
    site.put("/feed", atom((site.url("/ferries"), "2026-01-16")), ATOM)
    done = run("add", "feed", site.url("/feed"), "--allow-private")
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("News of the harbour: 1 item")
    assert done.err.endswith("\nBring them in with: tracker refresh\n")
    assert site.asked["/ferries", 200] == 0


def test_a_page_that_is_no_feed_is_refused(site: Pages, run: Run, location: Location) -> None:
    with unchanged(location):
        done = run("add", "feed", site.url("/ferries"), "--allow-private")
    assert (done.code, "is no feed" in done.err) == (6, True)


def test_a_feed_is_not_recorded_twice(feed: str, run: Run, location: Location) -> None:
    with unchanged(location):
        assert run("add", "feed", feed, "--allow-private").code == 5


def test_a_feed_of_an_unknown_issuer_is_refused(site: Pages, run: Run, location: Location) -> None:
    site.put("/feed", atom((site.url("/ferries"), "2026-01-16")), ATOM)
    with unchanged(location):
        assert run("add", "feed", site.url("/feed"), "--issuer", "FERRIES", "--allow-private").code == 4


@pytest.mark.usefixtures("feed")
def test_refresh_brings_a_feeds_items_by_its_publisher_and_issuer(site: Pages, say: Say, refresh: Run) -> None:
    done = refresh()
    assert (done.code, done.out) == (0, "D-2026-001\nD-2026-002\n"), done.err
    assert done.err.splitlines()[-1] == "Looked at 0 pages and 1 feed: 2 new."
    first, second = (shown(say, ref) for ref in done.out.split())
    assert (first["text"], first["url"]) == (FIRST, site.url("/ferries"))
    assert {(each["publisher"], each["issuer"]) for each in (first, second)} == {("Ministry of Harbours", "FI")}


@pytest.mark.usefixtures("feed")
def test_the_feeds_day_is_that_of_a_page_which_gives_none(say: Say, refresh: Run) -> None:
    dated, undated = (shown(say, ref) for ref in refresh().out.split())
    assert (undated["published_on"], undated["dated_by"]) == ("2026-01-17", "feed")
    assert "feed 2026-01-16" in dated["dates_found"]
    assert "visible 2026-01-15" in dated["dates_found"]


def listed(say: Say, site: Pages, *items: tuple[str, str]) -> None:
    """Record the feed with these items."""
    site.put("/feed", atom(*items), ATOM)
    say("add", "feed", site.url("/feed"), "--allow-private")


def test_what_a_feed_lists_is_brought_once(site: Pages, say: Say, refresh: Run, location: Location) -> None:
    listed(say, site, (site.url("/ferries", "localhost"), "2026-01-16"))
    assert refresh().out == "D-2026-001\n"
    with unchanged(location):
        done = refresh()
    assert (done.code, done.out) == (0, "")
    assert done.err == "Looked at 1 page and 1 feed: 1 unchanged.\n"
    assert site.asked["/feed", 304] == 1


def test_only_what_is_new_in_a_feed_is_brought(site: Pages, say: Say, refresh: Run) -> None:
    item = site.url("/ferries", "localhost"), "2026-01-16"
    listed(say, site, item)
    refresh()
    site.put("/sailors", "A note on forty new sailors\n\n20 January 2026\n\nForty sailors will be trained.\n")
    site.put("/feed", atom((site.url("/sailors"), ""), item), ATOM)
    done = refresh()
    assert (done.code, done.out) == (0, "D-2026-002\n")
    assert shown(say, "D-2026-002")["published_on"] == "2026-01-20"


@pytest.mark.slow
def test_an_item_that_calls_its_page_by_another_address_is_brought_once(site: Pages, say: Say, refresh: Run) -> None:
    real = site.url("/ferries.html", "localhost")
    page = f"<html><head><link rel='canonical' href='{real}'></head><body><main><p>{FIRST}</p></main></body></html>"
    for path in ("/ferries.html", "/ferries.html?from=feed"):
        site.put(path, page, "text/html")
    item = site.url("/ferries.html?from=feed"), "2026-01-16"
    listed(say, site, item)
    assert refresh().out == "D-2026-001\n"
    site.put("/feed", atom(item, title="News of the harbour, with a later title"), ATOM)
    done = refresh()
    assert (done.code, done.out) == (0, ""), done.err


def test_an_item_whose_text_is_recorded_already_is_no_failure(site: Pages, say: Say, refresh: Run) -> None:
    say("add", "document", "-", stdin=FIRST)
    listed(say, site, (site.url("/ferries"), "2026-01-16"))
    done = refresh()
    assert (done.code, done.out) == (0, ""), done.err


@pytest.mark.usefixtures("feed")
def test_an_item_that_fails_is_told_and_asked_for_again(site: Pages, refresh: Run) -> None:
    ferries = site.pages.pop("/ferries")
    done = refresh()
    assert (done.code, done.out) == (6, "D-2026-001\n")
    site.pages["/ferries"] = ferries
    assert refresh().out == "D-2026-002\n"


@pytest.mark.usefixtures("feed")
def test_why_an_item_failed_is_told_and_the_others_are_counted(site: Pages, refresh: Run) -> None:
    del site.pages["/ferries"]
    done = refresh()
    assert f"{site.url('/ferries')} could not be fetched: the answer was 404" in done.err
    assert "Looked at 0 pages and 1 feed: 1 new.\n" in done.err


def test_one_is_said_as_one(page: str, site: Pages, run: Run, refresh: Run) -> None:
    site.put("/feed", atom((site.url("/ferries"), "2026-01-16")), ATOM)
    assert "News of the harbour: 1 item now\n" in run("add", "feed", site.url("/feed"), "--allow-private").err
    site.put("/ferries", SECOND)
    assert refresh(page).err.endswith(": 1 new version.\n")


def test_a_feed_that_is_gone_is_told(feed: str, site: Pages, refresh: Run) -> None:
    del site.pages["/feed"]
    done = refresh()
    assert done.code == 6
    assert f"1 address failed.\n  {feed} could not be fetched: the answer was 404." in done.err


def test_feeds_and_originals_go_out_and_come_back_with_the_data_package(
    feed: str, say: Say, refresh: Run, tmp_path: Path, new_register: Callable[[str], Location], run: Run
) -> None:
    refresh()
    say("export", str(tmp_path / "out"))
    assert sorted(each.name for each in (tmp_path / "out" / "originals").iterdir()) == [
        "D-2026-001.txt",
        "D-2026-002.txt",
    ]
    other = new_register("sqlite").target
    say("import", str(tmp_path / "out"), register=other)
    say("export", str(tmp_path / "again"), register=other)
    for name in ("feeds.csv", "originals.csv", "documents.csv", "originals/D-2026-001.txt"):
        assert (tmp_path / "again" / name).read_bytes() == (tmp_path / "out" / name).read_bytes()
    assert (tmp_path / "out" / "originals" / "D-2026-001.txt").read_text(encoding="utf-8") == FIRST
    say("check", "--re-extract", register=other)
    assert run("add", "feed", feed, "--allow-private", register=other).code == 5


@pytest.mark.slow
def test_pages_and_a_feed_of_several_items_are_refreshed_on_a_terminal(
    site: Pages, new_register: Callable[[str], Location]
) -> None:
    """Where a bar shows the pages, and the items of the feed have one of their own."""
    register = new_register("sqlite").target
    site.put("/ropes", UNDATED)
    items = (site.url("/ferries"), "2026-01-16"), (site.url("/ropes", "localhost"), "2026-01-17")
    site.put("/feed", atom(*items), ATOM)
    site.put("/feed2", atom(items[0]), ATOM)
    for path, host in (("/feed", "127.0.0.1"), ("/feed2", "localhost")):
        assert invoke("add", "feed", site.url(path, host), "--allow-private", register=register).code == 0
    done = on_terminal(program("refresh", "--allow-private"), environment(register), columns=120)
    assert done.code == 0, done.out
    assert "D-2026-001" in done.out
    assert "D-2026-002" in done.out
    assert "Looked at 0 pages and 2 feeds: 2 new." in done.out
