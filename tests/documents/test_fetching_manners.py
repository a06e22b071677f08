"""How a fetcher behaves on the hosts of others, and whom it trusts over https."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.documents.fetchers import LOOPBACK, Clock, new, refusal
from tests.documents.server import CERTIFICATE, PAGE, PLAIN, Site, serving
from tracker.documents.fetching import Fetcher

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


@pytest.mark.slow
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
