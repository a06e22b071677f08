"""What does not end, is too large, fails or refuses: each fetch has its limits and few repeats."""

from __future__ import annotations

import socket
import tracemalloc
from time import monotonic

import pytest

from tests.documents.fetchers import LOOPBACK, Clock, new, refusal
from tests.documents.server import PAGE, Site, bomb
from tracker.documents.fetching import Fetcher

# -- limits ---------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/endless", "/endless-nothing", "/said-large", "/gzip-bomb"])
def test_no_more_is_read_than_may_be(site: Site, fetcher: Fetcher, path: str) -> None:
    bomb()  # packed before it is asked for: its answer has a second
    refused = refusal(fetcher, site.url(path))
    assert refused.what == f"{site.url(path)} is too large: it has over 1 MB."
    assert site.seen[path] == 1


@pytest.mark.slow
def test_a_packed_page_that_unpacks_to_64_times_the_limit_takes_little_memory(site: Site, clock: Clock) -> None:
    fetcher = new(clock)
    fetcher.fetch(site.url("/ok"))
    packed = site.url("/gzip-bomb")
    bomb()  # packed before it is asked for: its answer has a second
    tracemalloc.start()
    refusal(fetcher, packed)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 6_000_000  # the limit, and what the server in this process needs


@pytest.mark.parametrize("path", ["/slow", "/slow-head"])
def test_a_page_that_drips_in_is_given_up_in_time(site: Site, clock: Clock, path: str) -> None:
    began = monotonic()
    refused = refusal(new(clock, seconds=0.3), site.url(path))
    assert refused.why == "It was not there in whole after 0.3 seconds."
    assert 0.25 < monotonic() - began < 3
    assert site.seen[path] == 1


@pytest.mark.slow
def test_a_silent_host_is_asked_again_and_then_given_up(site: Site, clock: Clock) -> None:
    refused = refusal(new(clock, read=0.1, retries=2), site.url("/silent"))
    assert refused.what == f"{site.url('/silent')} could not be fetched."
    assert refused.why == f"{LOOPBACK} did not answer within 0.1 seconds (asked 3 times)."
    assert clock.slept == [1, 2]


def test_retries_end_with_the_time_for_the_page(site: Site, clock: Clock) -> None:
    assert "the answer was 503" in refusal(new(clock, seconds=5, retries=9), site.url("/status/503")).what
    assert clock.slept == [1, 2]


@pytest.mark.parametrize("path", ["/truncated", "/chunked-truncated", "/gzip-truncated"])
def test_a_page_that_ends_too_early_is_refused(site: Site, clock: Clock, path: str) -> None:
    refused = refusal(new(clock, retries=1), site.url(path))
    assert "came only in part" in refused.why
    assert "(asked 2 times)" in refused.why
    assert site.seen[path] == 2


def test_a_part_that_was_not_asked_for_is_refused(site: Site, fetcher: Fetcher) -> None:
    assert "the answer was 206" in refusal(fetcher, site.url("/part")).what


@pytest.mark.parametrize(
    ("path", "times", "why"),
    [
        ("/gzip-broken", 2, "The page came damaged: it cannot be unpacked (asked 2 times)"),
        ("/brotli", 1, "It came packed as “br”, which was not asked for"),
        ("/gibberish", 1, f"{LOOPBACK} did not answer in the language of the web"),
    ],
)
def test_what_cannot_be_read_is_refused(site: Site, clock: Clock, path: str, times: int, why: str) -> None:
    assert refusal(new(clock, retries=1), site.url(path)).why == f"{why}."
    assert site.seen[path] == times


# -- refusals and retries -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (401, "It is kept behind a name and a password."),
        (403, "Its host does not give it to programs, or not to this one."),
        (404, "There is no such page."),
        (410, "The page has been taken down."),
        (418, "That is no answer that holds a page."),
        (451, "It is withheld for legal reasons."),
        (501, "Its host has trouble of its own."),
    ],
)
def test_a_refusal_is_told_at_once_with_what_to_do(site: Site, clock: Clock, status: int, why: str) -> None:
    url = site.url(f"/status/{status}")
    refused = refusal(new(clock), url)
    assert (refused.what, refused.why) == (f"{url} could not be fetched: the answer was {status}.", why)
    assert refused.remedy
    assert site.seen[f"/status/{status}"] == 1
    assert clock.slept == []


@pytest.mark.parametrize(
    ("path", "slept"),
    [("/error-then-ok", [1, 2]), ("/busy-then-ok", [5, 5]), ("/busy-until-then-ok", [7, 7]), ("/hang-up", [1, 2])],
)
def test_a_host_in_trouble_is_asked_again_when_it_wishes(
    site: Site, clock: Clock, path: str, slept: list[float]
) -> None:
    assert new(clock).fetch(site.url(path)).data == PAGE
    assert site.seen[path] == 3
    assert clock.slept == slept


def test_a_host_that_stays_in_trouble_is_asked_four_times(site: Site, clock: Clock) -> None:
    assert "trouble of its own" in refusal(new(clock), site.url("/status/502")).why
    assert site.seen["/status/502"] == 4
    assert clock.slept == [1, 2, 4]


def test_a_host_that_asks_for_a_long_wait_is_left_alone(site: Site, clock: Clock) -> None:
    refused = refusal(new(clock, seconds=9999), site.url("/status/429?3600"))
    assert refused.why == "Its host was asked too often. It asks to wait for 3600 seconds."
    assert site.seen["/status/429"] == 1


def test_a_port_where_nobody_listens_is_told(clock: Clock) -> None:
    with socket.socket() as taken:
        taken.bind((LOOPBACK, 0))
        url = f"http://{LOOPBACK}:{taken.getsockname()[1]}/"
        refused = refusal(new(clock), url, robots=False)
    assert refused.what == f"{url} could not be fetched."
    assert refused.why == f"{LOOPBACK} refused the connection (asked 4 times)."
