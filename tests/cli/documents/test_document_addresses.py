"""``add document`` from the web."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

import tracker
from tests.cli.conftest import Run, Say, invoke, unchanged
from tests.cli.documents.texts import shown
from tests.documents.server import PLAIN, Site, serving
from tracker.register.location import Location


@pytest.fixture(scope="module")
def web() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def site(web: Site) -> Site:
    """A web server on this machine."""
    web.reset()
    return web


PLAINLY = ("--published-on", "2025-11-25", "--allow-private")


def test_a_page_is_fetched_and_kept_as_it_came(site: Site, run: Run, say: Say) -> None:
    done = run("add", "document", site.url("/plain"), *PLAINLY)
    assert (done.code, done.out) == (0, "D-2025-001\n"), done.err
    page = shown(say, "D-2025-001")
    assert (page["url"], page["retrieved_on"], page["text"]) == (site.url("/plain"), "2026-02-02", PLAIN)
    assert page["publisher"] == "127.0.0.1"
    assert page["original"]["sha256"] == hashlib.sha256(PLAIN.encode()).hexdigest()
    assert page["original"]["content_type"] == "text/plain; charset=utf-8"
    assert page["original"]["final_url"] is None


def test_the_program_says_who_it_is_and_reads_robots_txt_first(site: Site, run: Run) -> None:
    site.robots = (200, b"User-agent: commitment-tracker\nDisallow: /plain\n")
    done = run("add", "document", site.url("/plain"), *PLAINLY)
    assert (done.code, "robots.txt" in done.err) == (6, True)
    assert site.seen == {"/robots.txt": 1}
    said = site.headers["/robots.txt"]["user-agent"]
    assert said.startswith(f"commitment-tracker/{tracker.__version__} (a register of public commitments")


def test_where_redirects_led_is_kept(site: Site, run: Run, say: Say) -> None:
    final = site.url("/plain", host="localhost")
    given = f"{site.url('/redirect')}?{final}"
    assert run("add", "document", given, *PLAINLY).code == 0
    page = shown(say, "D-2025-001")
    assert (page["url"], page["original"]["final_url"]) == (given, final)
    assert f", from {final}\n" in say("show", "D-2025-001")


def test_a_page_on_a_private_address_is_refused_with_what_to_do(site: Site, run: Run, location: Location) -> None:
    with unchanged(location):
        done = run("add", "document", site.url("/plain"), "--published-on", "2025-11-25")
    assert (done.code, site.seen) == (6, {})
    assert "is not on the public internet" in done.err
    assert "--allow-private" in done.err


def test_a_page_that_is_not_there_is_told_and_the_rest_is_added(site: Site, run: Run) -> None:
    gone = site.url("/status/404")
    done = run("add", "document", gone, site.url("/plain", host="localhost"), *PLAINLY)
    assert (done.code, done.out) == (6, "D-2025-001\n")
    assert f"  {gone} could not be fetched: the answer was 404. There is no such page." in done.err


def test_a_register_that_is_not_there_is_told_before_anything_is_fetched(site: Site, tmp_path: Path) -> None:
    done = invoke("add", "document", site.url("/plain"), *PLAINLY, register=str(tmp_path / "none.sqlite"))
    assert (done.code, site.seen) == (3, {})
