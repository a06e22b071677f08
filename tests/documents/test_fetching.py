"""Fetching from a real server on loopback that misbehaves in every way that the web does."""

from __future__ import annotations

import socket
import tracemalloc
from collections.abc import Iterator
from time import monotonic
from typing import Any

import pytest

from tests.documents.server import CERTIFICATE, CHANGED, ETAG, PAGE, PDF, PLAIN, RUSSIAN, Site, serving
from tracker.documents.fetching import Fetched, Fetcher, Limits, user_agent
from tracker.errors import BadInputError

AGENT = user_agent("1.2.3")
QUICK = Limits(largest=1_000_000, seconds=30, connect=1, read=1, pace=0)
LOOPBACK = "127.0.0.1"


class Clock:
    """Time that passes in sleep only; ``slept`` lists the pauses."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    def monotonic(self) -> float:
        return sum(self.slept)


@pytest.fixture(scope="module")
def running() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def site(running: Site) -> Site:
    running.reset()
    return running


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def fetcher(clock: Clock) -> Fetcher:
    return new(clock)


def new(clock: Clock, **limits: Any) -> Fetcher:
    """A fetcher that finds every host on loopback."""
    limited = QUICK._replace(**limits)
    return Fetcher(AGENT, True, limited, clock.sleep, clock.monotonic, lambda _host, _port: [LOOPBACK])


def refusal(fetcher: Fetcher, url: str, **more: Any) -> BadInputError:
    with pytest.raises(BadInputError) as caught:
        fetcher.fetch(url, **more)
    return caught.value


# -- pages ----------------------------------------------------------------------------------------------------


def test_a_page_comes_with_what_is_needed_to_read_it(site: Site, fetcher: Fetcher) -> None:
    url = site.url("/ok")
    assert fetcher.fetch(url) == Fetched(PAGE, url, url, "text/html; charset=utf-8", None, None, 200, False)


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/plain", PLAIN.encode()), ("/pdf", PDF), ("/wrong-charset", RUSSIAN.encode("cp1251")), ("/chunked", PAGE),
        ("/no-type", PAGE), ("/gzip", PAGE), ("/gzip-members", PAGE), ("/gzip-members-apart", PAGE),
        ("/gzip-padded", PAGE), ("/deflate", PAGE),
        ("/deflate-raw", PAGE),
    ],
)  # fmt: skip
def test_the_bytes_are_those_of_the_page_however_they_were_sent(
    site: Site, fetcher: Fetcher, path: str, data: bytes
) -> None:
    assert fetcher.fetch(site.url(path)).data == data


def test_the_program_says_who_it_is(site: Site, fetcher: Fetcher) -> None:
    fetcher.fetch(site.url("/ok"))
    for path in ("/robots.txt", "/ok"):
        assert site.headers[path]["user-agent"] == AGENT
        assert site.headers[path]["host"] == f"{LOOPBACK}:{site.port}"
        assert "cookie" not in site.headers[path]
    assert AGENT.startswith("commitment-tracker/1.2.3 (a register of public commitments")


def test_a_page_that_changes_is_fetched_as_it_is_now(site: Site, fetcher: Fetcher) -> None:
    first, second = fetcher.fetch(site.url("/changing")), fetcher.fetch(site.url("/changing"))
    assert first.data != second.data
    assert (first.etag, second.etag) == ('"1"', '"2"')


def test_an_empty_page_is_refused(site: Site, fetcher: Fetcher) -> None:
    assert refusal(fetcher, site.url("/empty")).what == f"{site.url('/empty')} is empty: its host sent 0 bytes."


# -- the same page again --------------------------------------------------------------------------------------


@pytest.mark.parametrize("known", [{"etag": ETAG}, {"last_modified": CHANGED}], ids=["ETag", "day"])
def test_a_page_that_has_not_changed_is_not_sent_again(site: Site, fetcher: Fetcher, known: dict[str, str]) -> None:
    first = fetcher.fetch(site.url("/conditional"))
    assert (first.data, first.etag, first.last_modified, first.not_modified) == (PAGE, ETAG, CHANGED, False)
    again = fetcher.fetch(site.url("/conditional"), **known)
    assert (again.data, again.etag, again.status, again.not_modified) == (b"", ETAG, 304, True)
    changed = fetcher.fetch(site.url("/conditional"), etag='"older"', last_modified="Mon, 24 Nov 2025 10:00:00 GMT")
    assert (changed.data, changed.not_modified) == (PAGE, False)


def test_an_etag_that_would_break_the_request_is_not_sent(site: Site, fetcher: Fetcher) -> None:
    assert fetcher.fetch(site.url("/conditional"), etag='"a"\r\nX-More: b').data == PAGE
    assert "if-none-match" not in site.headers["/conditional"]


def test_unchanged_is_no_answer_to_a_first_request(site: Site, fetcher: Fetcher) -> None:
    assert "the answer was 304" in refusal(fetcher, site.url("/status/304")).what


# -- redirects ------------------------------------------------------------------------------------------------


def test_redirects_are_followed_to_the_page(site: Site, fetcher: Fetcher) -> None:
    found = fetcher.fetch(site.url("/redirect/10"))
    assert (found.data, found.url, found.final_url) == (PAGE, site.url("/redirect/10"), site.url("/ok"))


def test_a_redirect_may_be_written_in_any_letters(site: Site, fetcher: Fetcher) -> None:
    assert fetcher.fetch(site.url("/redirect-utf-8")).final_url == site.url("/ok?%C3%A9")


def test_redirects_come_to_an_end(site: Site, fetcher: Fetcher) -> None:
    assert "over 10 redirects" in refusal(fetcher, site.url("/redirect/11")).what
    assert site.seen["/redirect/1"] == 1
    assert site.seen["/ok"] == 0
    refused = refusal(fetcher, site.url("/loop"))
    assert "redirects go in a circle" in refused.what
    assert site.seen["/loop"] == 1
    assert "redirects to nowhere" in refusal(fetcher, site.url("/nowhere")).what


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://example.org/a", "http://0x7f.1/", "http://u:p@public.example/", "//a b/"]
)
def test_a_redirect_leads_to_no_address_that_could_not_be_asked_for(site: Site, fetcher: Fetcher, target: str) -> None:
    refused = refusal(fetcher, site.url(f"/redirect?{target.replace(' ', '%20')}"))
    assert f"{site.url('/redirect')}" in refused.why
    assert " redirects to it." in refused.why


def test_a_redirect_to_a_private_machine_is_refused(site: Site, clock: Clock) -> None:
    asked: list[str] = []

    def resolver(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["10.0.0.1"]

    fetcher = Fetcher(AGENT, False, QUICK, clock.sleep, clock.monotonic, resolver)
    for host in ("10.0.0.1", "[::ffff:10.0.0.1]", "intranet.example", LOOPBACK):
        refused = refusal(fetcher, f"http://{host}:{site.port}/ok")
        assert "is not on the public internet" in refused.what
        assert refused.remedy == "If that is meant, allow it: --allow-private"
    assert asked == ["intranet.example"]
    assert not site.seen


def test_each_hop_is_looked_up_and_checked(site: Site, clock: Clock) -> None:
    looked: list[str] = []

    def resolver(host: str, _port: int) -> list[str]:
        looked.append(host)
        return [LOOPBACK]

    fetcher = Fetcher(AGENT, True, QUICK, clock.sleep, clock.monotonic, resolver)
    target = site.url("/ok", "two.example")
    assert fetcher.fetch(site.url(f"/redirect?{target}", "one.example")).final_url == target
    assert looked == ["one.example", "two.example"]
    assert site.hosts == [f"{name}.example:{site.port}" for name in ("one", "one", "two", "two")]


def test_a_name_is_looked_up_once_so_that_it_cannot_lead_elsewhere_the_second_time(site: Site, clock: Clock) -> None:
    answers = iter([[LOOPBACK], ["10.0.0.1"]])
    fetcher = Fetcher(AGENT, True, QUICK, clock.sleep, clock.monotonic, lambda _host, _port: next(answers))
    assert fetcher.fetch(site.url("/ok", "rebinding.example")).data == PAGE
    assert fetcher.fetch(site.url("/plain", "rebinding.example")).data == PLAIN.encode()


def test_the_next_machine_of_a_host_is_asked_where_the_first_does_not_answer(site: Site, clock: Clock) -> None:
    numbers = ["127.0.0.2", LOOPBACK]  # nothing listens on the first
    fetcher = Fetcher(AGENT, True, QUICK, clock.sleep, clock.monotonic, lambda _host, _port: numbers)
    assert fetcher.fetch(site.url("/ok", "both.example")).data == PAGE
    assert clock.slept == []


# -- limits ---------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/endless", "/endless-nothing", "/said-large", "/gzip-bomb"])
def test_no_more_is_read_than_may_be(site: Site, fetcher: Fetcher, path: str) -> None:
    refused = refusal(fetcher, site.url(path))
    assert refused.what == f"{site.url(path)} is too large: it has over 1 MB."
    assert site.seen[path] == 1


def test_a_packed_page_that_unpacks_to_64_times_the_limit_takes_little_memory(site: Site, clock: Clock) -> None:
    fetcher = new(clock)
    fetcher.fetch(site.url("/ok"))
    packed = site.url("/gzip-bomb")
    tracemalloc.start()
    refusal(fetcher, packed)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 6_000_000  # the limit, and what the server in this process needs to pack it


@pytest.mark.parametrize("path", ["/slow", "/slow-head"])
def test_a_page_that_drips_in_is_given_up_in_time(site: Site, clock: Clock, path: str) -> None:
    began = monotonic()
    refused = refusal(new(clock, seconds=0.3), site.url(path))
    assert refused.why == "It was not there in whole after 0.3 seconds."
    assert 0.25 < monotonic() - began < 3
    assert site.seen[path] == 1


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


# -- manners --------------------------------------------------------------------------------------------------


def test_a_host_is_asked_once_a_second_and_another_at_once(site: Site, clock: Clock) -> None:
    fetcher = new(clock, pace=1)
    fetcher.fetch(site.url("/ok", "one.example"))
    fetcher.fetch(site.url("/ok", "two.example"))
    assert clock.slept == []
    clock.sleep(0.25)
    fetcher.fetch(site.url("/ok", "one.example"))
    fetcher.fetch(site.url("/redirect", "one.example"))
    assert clock.slept == [0.25, 0.75, 1, 1]


@pytest.mark.parametrize(("asked", "kept"), [("7", 7), ("0.1", 1), ("86400", 30), ("-3", 1), ("inf", 1), ("soon", 1)])
def test_the_pause_that_a_host_asks_for_is_kept_within_reason(
    site: Site, clock: Clock, asked: str, kept: float
) -> None:
    site.robots = 200, f"User-agent: *\nCrawl-delay: {asked}\n".encode()
    fetcher = new(clock, pace=1, seconds=2)  # the pause is not the page's time
    fetcher.fetch(site.url("/ok"))
    fetcher.fetch(site.url("/plain"))
    assert clock.slept == [kept]


def test_what_robots_txt_forbids_is_not_fetched(site: Site, fetcher: Fetcher) -> None:
    site.robots = 200, b"User-agent: *\nDisallow: /ok\n"
    refused = refusal(fetcher, site.url("/ok"))
    assert refused.what.endswith(f"robots.txt of {LOOPBACK}:{site.port} asks programs not to fetch this.")
    assert refused.remedy == "Save the page yourself in a browser, and add the file."
    assert fetcher.fetch(site.url("/plain")).status == 200
    assert site.seen == {"/robots.txt": 1, "/plain": 1}
    assert fetcher.fetch(site.url("/ok"), robots=False).data == PAGE


def test_a_redirect_into_what_robots_txt_forbids_is_not_followed(site: Site, fetcher: Fetcher) -> None:
    site.robots = 200, b"User-agent: *\nDisallow: /ok\n"
    assert "robots.txt" in refusal(fetcher, site.url("/redirect")).what
    assert site.seen["/ok"] == 0


def test_a_host_that_cannot_say_what_programs_may_fetch_is_not_asked_for_pages(site: Site, clock: Clock) -> None:
    site.robots = 503, b""
    fetcher = new(clock)
    for _ in range(2):
        refused = refusal(fetcher, site.url("/ok"))
        assert f"robots.txt of {LOOPBACK}:{site.port} cannot be had (status 503)" in refused.what
    assert site.seen == {"/robots.txt": 4}


def test_the_redirects_of_robots_txt_are_followed(site: Site, clock: Clock) -> None:
    site.robots = 302, b"/plain"
    assert new(clock).fetch(site.url("/ok")).data == PAGE
    assert site.seen["/plain"] == 1
    site.robots = 302, b"/redirect/9"
    assert new(clock).fetch(site.url("/ok")).data == PAGE  # after five redirects there is no such file
    assert site.seen["/redirect/5"] == 1
    assert site.seen["/redirect/4"] == 0
    site.robots = 302, b"http://0x7f.1/"
    assert "unusual spelling" in refusal(new(clock), site.url("/ok")).why


def test_an_endless_robots_txt_is_read_as_far_as_it_must_be(site: Site, clock: Clock) -> None:
    site.robots = 200, b"User-agent: *\nDisallow: /ok\n" + b"#" * 2_000_000 + b"\nDisallow: /plain\n"
    fetcher = new(clock)
    assert fetcher.fetch(site.url("/plain")).data == PLAIN.encode()
    assert "robots.txt" in refusal(fetcher, site.url("/ok")).what


# -- https ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def secure() -> Iterator[Site]:
    with serving(secure=True) as site:
        yield site


def test_a_certificate_that_nobody_vouches_for_is_refused(secure: Site, fetcher: Fetcher) -> None:
    refused = refusal(fetcher, secure.url("/ok", "site.example"))
    assert refused.why.startswith("The certificate of site.example is not valid: self")
    assert not secure.seen


def test_a_certificate_is_checked_for_the_name_of_the_host_and_not_its_number(
    secure: Site, site: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    fetcher = new(clock)
    assert fetcher.fetch(secure.url("/ok", "site.example")).data == PAGE
    for host in ("other.example", LOOPBACK):
        refused = refusal(fetcher, secure.url("/ok", host))
        assert refused.why.startswith(f"The certificate of {host} is not valid: ")
    secure.reset()
    down = refusal(fetcher, secure.url(f"/redirect?{site.url('/ok')}", "site.example"))
    assert "redirects from https to http" in down.what
    assert site.seen["/ok"] == 0
    up = secure.url("/ok", "site.example")
    assert fetcher.fetch(site.url(f"/redirect?{up}")).final_url == up
    slow = new(clock, seconds=0.3)
    assert "not there in whole" in refusal(slow, secure.url("/slow", "site.example"), robots=False).why
    assert "not there in whole" in refusal(slow, secure.url("/slow-head", "site.example"), robots=False).why


def test_plain_http_on_a_port_for_https_is_told(site: Site, fetcher: Fetcher) -> None:
    refused = refusal(fetcher, site.url("/ok").replace("http:", "https:"))
    assert refused.why.startswith(f"There is no secure connection to {LOOPBACK}: ")
