"""Fetching from a real server on loopback that misbehaves in every way that the web does."""

from __future__ import annotations

import pytest

from tests.documents.fetchers import AGENT, LOOPBACK, QUICK, Clock, refusal
from tests.documents.server import CHANGED, ETAG, PAGE, PDF, PLAIN, RUSSIAN, Site
from tracker.documents.fetching import Fetched, Fetcher

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
