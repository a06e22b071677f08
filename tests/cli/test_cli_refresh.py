"""``refresh`` and ``add feed``: new versions of pages that have changed, new items of feeds."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import SPEECH, Result, Run, Say, environment, invoke, on_terminal, program, unchanged
from tracker.register.location import Location

FIRST = """Statement of the harbour ministry on two ferries

15 January 2026

We will rebuild two ferries by the end of March. The sailors will be trained in Turku.
The first engine has been delivered. The yard is ready, and the ropes are new.
"""
SECOND = FIRST.replace("two ferries by the end of March", "one ferry as soon as possible")
THIRD = SECOND.replace("The first engine has been delivered. ", "")


class Pages(ThreadingHTTPServer):
    """A web server whose pages a test can change: ``pages`` by path, text and media type; ``asked`` counts requests."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.pages: dict[str, tuple[str, str]] = {}
        self.asked: Counter[tuple[str, int]] = Counter()
        self.tagged = True

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """An address here; two requests to one host stand a second apart, so that a test of two pages names two."""
        return f"http://{host}:{self.server_address[1]}{path}"

    def put(self, path: str, text: str, kind: str = "text/plain; charset=utf-8") -> None:
        self.pages[path] = text, kind


class _Answering(BaseHTTPRequestHandler):
    server: Pages

    def do_GET(self) -> None:
        text, kind = self.server.pages.get(self.path, ("", ""))
        tag = f'"{hashlib.sha256(text.encode()).hexdigest()[:8]}"'
        status = 404 if not kind else 304 if self.headers.get("If-None-Match") == tag else 200
        self.server.asked[self.path, status] += 1
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
            if self.server.tagged:
                self.send_header("ETag", tag)
        self.end_headers()
        self.wfile.write(text.encode() if status == 200 else b"")

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def web() -> Iterator[Pages]:
    with Pages() as pages:
        thread = threading.Thread(target=pages.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield pages
        pages.shutdown()
        thread.join()


@pytest.fixture
def site(web: Pages) -> Pages:
    """The web server, with one page: the first statement on the ferries."""
    web.pages.clear()
    web.asked.clear()
    web.tagged = True
    web.put("/ferries", FIRST)
    return web


@pytest.fixture
def page(site: Pages, say: Say) -> str:
    """The ref of that page, recorded."""
    say("add", "party", "FI")
    given = ("--publisher", "Ministry of Harbours", "--issuer", "FI", "--event", "The ferries")
    return say("add", "document", site.url("/ferries"), "--allow-private", *given).strip()


@pytest.fixture
def refresh(run: Run) -> Run:
    """Refresh, loopback allowed."""

    def again(*refs: str) -> Result:
        return run("refresh", "--allow-private", *refs)

    return again


def shown(say: Say, ref: str) -> dict[str, Any]:
    """A record as data."""
    record: dict[str, Any] = json.loads(say("show", ref, "--format", "json"))
    return record


def pledged(say: Say, document: str, quote: str) -> str:
    facts = ("--party", "FI", "--summary", "Rebuild ferries", "--topic", "ferries", "--quote", quote)
    return say("add", "pledge", "--document", document, *facts).strip()


# -- pages that stay the same -------------------------------------------------------------------


@pytest.mark.usefixtures("page")
def test_a_page_that_has_not_changed_is_not_even_sent_again(site: Pages, refresh: Run, location: Location) -> None:
    with unchanged(location):
        done = refresh()
    assert (done.code, done.out, done.err) == (0, "", "Looked at 1 page and 0 feeds: 1 unchanged.\n")
    assert (site.asked["/ferries", 200], site.asked["/ferries", 304]) == (1, 1)


def test_a_server_that_knows_no_tags_sends_the_same_bytes(site: Pages, say: Say, refresh: Run) -> None:
    site.tagged = False
    say("add", "document", site.url("/ferries"), "--allow-private")
    assert refresh().err == "Looked at 1 page and 0 feeds: 1 unchanged.\n"
    assert site.asked["/ferries", 200] == 2


@pytest.mark.usefixtures("page")
def test_a_page_that_has_changed_around_its_words_is_no_new_version(site: Pages, refresh: Run) -> None:
    site.put("/ferries", FIRST.replace("\n", "\r\n"))
    done = refresh()
    assert (done.code, done.out) == (0, "")
    assert done.err == "Looked at 1 page and 0 feeds: 1 changed around the words alone.\n"


def test_a_register_without_pages_and_feeds_has_nothing_to_refresh(say: Say, refresh: Run) -> None:
    say("add", "document", "-", "--published-on", "2026-01-15", stdin="Words that nobody fetched.")
    done = refresh()
    assert (done.code, done.err) == (0, "Nothing was fetched from the web yet, and there are no feeds.\n")


# -- pages that change --------------------------------------------------------------------------


def test_changed_words_are_a_new_version_known_from_today_on(page: str, site: Pages, say: Say, refresh: Run) -> None:
    site.put("/ferries", SECOND)
    done = refresh()
    assert (done.code, done.out) == (0, f"{page}.2\n")
    title = "Statement of the harbour ministry on two ferries"
    told, looked = done.err.splitlines()
    assert told == f"  {title}: the words have changed since {page}; known from 2026-02-02 on"
    assert looked.startswith("Looked at 1 page and 0 feeds: 1 new version")
    version = shown(say, f"{page}.2")
    assert (version["text"], version["published_on"], version["retrieved_on"]) == (SECOND, "2026-02-02", "2026-02-02")
    assert (version["dated_by"], version["dates_found"]) == ("retrieval", "visible 2026-01-15")
    before = shown(say, page)
    kept = ("title", "publisher", "issuer", "url", "event", "language")
    assert {name: version[name] for name in kept} == {name: before[name] for name in kept}
    assert version["original"]["sha256"] == hashlib.sha256(SECOND.encode()).hexdigest()


def test_the_version_before_stays_as_it_was(page: str, site: Pages, say: Say, refresh: Run) -> None:
    before = shown(say, page)
    site.put("/ferries", SECOND)
    refresh()
    assert shown(say, page) == {**before, "versions": [f"{page}.2"]}
    say("check", "--re-extract")


def test_the_quotes_that_no_longer_stand_in_the_page_are_named(page: str, site: Pages, say: Say, refresh: Run) -> None:
    lost = pledged(say, page, "We will rebuild two ferries")
    kept = pledged(say, page, "The sailors will be trained in Turku")
    say("add", "party", "GB")
    speech = say("add", "document", "-", "--quiet", stdin=SPEECH).strip()
    facts = ("--party", "GB", "--summary", "s", "--topic", "t", "--quote", "We will deliver fourteen tanks")
    elsewhere = say("add", "pledge", "--document", speech, *facts).strip()
    said = ("link", elsewhere, page, "advances", "--quote", "The first engine has been delivered")
    say(*said)
    site.put("/ferries", THIRD)
    done = refresh()
    assert f"  The quote of {lost} no longer stands in the page: “We will rebuild two ferries”\n" in done.err
    assert f"  The quote of {elsewhere}.1 no longer stands in the page: “The first engine has been" in done.err
    assert kept not in done.err
    assert "fourteen tanks" not in done.err
    say("check")


def test_a_page_that_changes_again_has_a_third_version(page: str, site: Pages, say: Say, refresh: Run) -> None:
    for words in (SECOND, THIRD):
        site.put("/ferries", words)
        assert refresh().code == 0
    assert shown(say, page)["versions"] == [f"{page}.2", f"{page}.3"]
    assert shown(say, f"{page}.2")["versions"] == [page, f"{page}.3"]
    assert shown(say, f"{page}.3")["text"] == THIRD
    assert site.asked["/ferries", 200] == 3
    assert refresh().err == "Looked at 1 page and 0 feeds: 1 unchanged.\n"


def test_a_page_that_goes_back_to_its_first_words_has_a_version_that_says_so(
    page: str, site: Pages, say: Say, refresh: Run
) -> None:
    for words in (SECOND, FIRST):
        site.put("/ferries", words)
        assert refresh().code == 0
    assert shown(say, f"{page}.3")["text"] == FIRST


def test_show_lists_the_other_versions(page: str, site: Pages, say: Say, refresh: Run) -> None:
    site.put("/ferries", SECOND)
    refresh()
    title = "Statement of the harbour ministry on two ferries"
    assert f"\nOther versions\n  {page}.2: known from 2026-02-02, {title}\n" in say("show", page)
    assert f"\nOther versions\n  {page}: known from 2026-01-15, {title}\n" in say("show", f"{page}.2")


def test_versions_of_one_document_do_not_copy_each_other(page: str, site: Pages, say: Say, refresh: Run) -> None:
    site.put("/ferries", SECOND)
    refresh()
    assert shown(say, f"{page}.2")["in_common_with"] == []


def test_a_version_takes_no_ref_from_the_documents_that_follow(page: str, site: Pages, say: Say, refresh: Run) -> None:
    for words in (SECOND, THIRD):
        site.put("/ferries", words)
        refresh()
    added = say("add", "document", "-", "--published-on", "2026-01-20", "--quiet", stdin="Another one.")
    assert (page, added) == ("D-2026-001", "D-2026-002\n")


def test_a_pledge_may_rest_on_a_version(page: str, site: Pages, say: Say, refresh: Run) -> None:
    site.put("/ferries", SECOND)
    refresh()
    ref = pledged(say, f"{page}.2", "We will rebuild one ferry")
    assert shown(say, ref)["document"] == f"{page}.2"
    assert shown(say, f"{page}.2")["pledges"] == [ref]
    assert shown(say, page)["pledges"] == []


def test_only_the_pages_that_are_named_are_looked_at(page: str, site: Pages, say: Say, refresh: Run) -> None:
    site.put("/other", "Another page on other ferries.")
    other = say("add", "document", site.url("/other"), "--allow-private", "--undated").strip()
    site.pages = {path: (SECOND + path, "text/plain") for path in site.pages}
    assert refresh(other).out == f"{other}.2\n"
    assert refresh(f"{page}").out == f"{page}.2\n"


def test_any_version_names_its_page(page: str, site: Pages, say: Say, refresh: Run) -> None:
    for words in (SECOND, THIRD):
        site.put("/ferries", words)
        assert refresh(f"{page}.2" if words == THIRD else page).code == 0
    assert shown(say, page)["versions"] == [f"{page}.2", f"{page}.3"]


def test_a_document_that_was_not_fetched_cannot_be_refreshed(say: Say, refresh: Run) -> None:
    ref = say("add", "document", "-", "--published-on", "2026-01-15", "--quiet", stdin="Words.").strip()
    done = refresh(ref)
    assert (done.code, "was not fetched from the web" in done.err) == (4, True)
    assert refresh("D-1999-001").code == 4


def test_a_page_that_is_gone_is_told_and_the_rest_goes_on(page: str, site: Pages, say: Say, refresh: Run) -> None:
    site.put("/other", "Another page on other ferries.")
    other = say("add", "document", site.url("/other", "localhost"), "--allow-private", "--undated").strip()
    before = shown(say, page)
    del site.pages["/ferries"]
    site.put("/other", "Another page on other ferries, with other words.")
    done = refresh()
    assert (done.code, done.out) == (6, f"{other}.2\n")
    assert "Looked at 2 pages and 0 feeds: 1 new version" in done.err
    assert f"1 address failed.\n  {page}: {site.url('/ferries')} could not be fetched: the answer was 404." in done.err
    assert shown(say, page) == before


@pytest.mark.usefixtures("page")
def test_a_private_page_is_looked_at_again_only_where_that_is_allowed(run: Run) -> None:
    done = run("refresh")
    assert (done.code, "--allow-private" in done.err) == (6, True)


# -- feeds --------------------------------------------------------------------------------------


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
