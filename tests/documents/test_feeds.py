"""Feeds as they are: RSS, Atom, and what calls itself so."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.server import ATOM, PAGE, RSS
from tracker.documents.feeds import MOST_ITEMS, Feed, Item, feed_links, read_feed
from tracker.errors import BadInputError

URL = "https://example.org/news/feed.xml"


def rss(items: str, head: str = "") -> bytes:
    return f"{head}<rss version='2.0'><channel><title>News</title>{items}</channel></rss>".encode()


def item(link: str, more: str = "") -> str:
    return f"<item><title>A call</title><link>{link}</link>{more}</item>"


def read(data: bytes, content_type: str | None = None) -> Feed:
    return read_feed(data, URL, content_type)


def refusal(data: bytes, content_type: str | None = None) -> BadInputError:
    with pytest.raises(BadInputError) as caught:
        read(data, content_type)
    return caught.value


# -- feeds ----------------------------------------------------------------------------------------------------


def test_an_rss_feed_is_its_pages_the_oldest_first() -> None:
    assert read(RSS) == Feed(
        "News of the ministry",
        (
            Item("https://example.org/plain", "Two systems & a date", "2025-11-25", "https://example.org/plain"),
            Item("https://example.org/ok", "A call on air defence", "2025-11-26", "n1"),
        ),
    )


def test_an_atom_feed_is_read_alike() -> None:
    assert read(ATOM) == Feed(
        "Statements", (Item("https://example.org/ok", "A call on air defence", "2025-11-25", "urn:x:1"),)
    )


def test_an_rdf_feed_is_read_alike() -> None:
    found = read(
        b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'"
        b" xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>R</title></channel><item><title>A</title>"
        b"<link>https://a.example/1</link><dc:date>2025-11-25</dc:date></item></rdf:RDF>"
    )
    assert found == Feed("R", (Item("https://a.example/1", "A", "2025-11-25", "https://a.example/1"),))


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Wed, 26 Nov 2025 00:30:00 +0200", "2025-11-26"),
        ("Tue, 25 Nov 2025 23:30:00 -0500", "2025-11-25"),
        ("25 Nov 2025", "2025-11-25"),
        ("2025-11-25T23:30:00-05:00", "2025-11-25"),
        ("2025-11-25", "2025-11-25"),
        ("Sun, 30 Feb 2025 10:00:00 GMT", None),
        ("soon", None),
        ("", None),
    ],
)
def test_the_day_is_the_one_that_the_feed_writes_wherever_greenwich_is(written: str, day: str | None) -> None:
    assert read(rss(item("/a", f"<pubDate>{written}</pubDate>"))).items[0].published_on == day


def test_a_page_named_twice_is_one_page_as_it_was_named_first() -> None:
    found = read(
        rss(
            item("/a", "<guid isPermaLink='false'>1</guid>")
            + item("/b")
            + item("/a", "<guid isPermaLink='false'>2</guid>")
        )
    )
    assert [(each.url, each.id) for each in found.items] == [
        ("https://example.org/a", "1"),
        ("https://example.org/b", "https://example.org/b"),
    ]


def test_a_link_is_read_from_the_address_of_the_feed_or_from_its_own_base() -> None:
    links = item("today") + item("../map") + item("//other.example/a") + item(" https://b.example/a?b=c&amp;d ")
    assert {each.url for each in read(rss(links)).items} == {
        "https://example.org/news/today",
        "https://example.org/map",
        "https://other.example/a",
        "https://b.example/a?b=c&d",
    }
    atom = ATOM.replace(b"<feed ", b'<feed xml:base="https://base.example/x/" ').replace(b'"/ok"', b'"ok"')
    assert read(atom).items[0].url == "https://base.example/x/ok"


@pytest.mark.parametrize("link", ["", "javascript:alert(1)", "file:///etc/passwd", "mailto:a@b.example", "https://[1"])
def test_what_is_no_page_is_left_out(link: str) -> None:
    assert [each.url for each in read(rss(item(link) + item("/a"))).items] == ["https://example.org/a"]


def test_a_title_is_one_line_of_text() -> None:
    titled = rss("<item><title>One &lt;b&gt;call&lt;/b&gt;\n  &amp;amp; more</title><link>/a</link></item>")
    assert read(titled).items[0].title == "One call & more"
    long = rss(f"<item><title>{'a' * 9000}</title><link>/a</link></item><item><link>/b</link></item>")
    assert [len(each.title) for each in read(long).items] == [500, len("https://example.org/b")]


@pytest.mark.parametrize("kind", [None, "text/xml", "application/rss+xml", "text/html", "text/plain"])
@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "utf-16"])
def test_the_letters_are_those_of_the_feed(kind: str | None, encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel><title>Участники</title>'
    feed = read((text + item("/a") + "</channel></rss>").encode(encoding), kind)
    assert (feed.title, feed.warnings) == ("Участники", ())


def test_an_encoding_in_the_header_counts() -> None:
    bare = "<rss version='2.0'><channel><title>Участники</title>" + item("/a") + "</channel></rss>"
    assert read(bare.encode("cp1251"), "text/xml; charset=windows-1251").title == "Участники"


# -- broken feeds ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data", [rss(item("/a") + "<item>a & b"), rss(item("/a"))[:-15], rss("</x>" + item("/a"))], ids=["&", "end", "tag"]
)
def test_what_can_be_read_of_a_broken_feed_is_read_with_a_warning(data: bytes) -> None:
    found = read(data)
    assert [each.url for each in found.items] == ["https://example.org/a"]
    assert found.warnings == (f"The feed {URL} is not well formed; what could be read of it was: 1 items.",)


def test_a_feed_without_pages_is_refused() -> None:
    assert refusal(rss("")).what == f"The feed {URL} names no page."
    assert refusal(rss("<item><title>A call</title></item>")).what == f"The feed {URL} names no page."


@pytest.mark.parametrize("data", [b"", b"words", b"%PDF-1.7\n\x00\xff", b'{"items": []}', b"<a>b</a>", b"\x00" * 99])
def test_what_is_no_feed_is_refused(data: bytes) -> None:
    assert refusal(data).what == f"{URL} is no feed."


def test_bytes_are_never_taken_for_the_name_of_a_file_or_an_address(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(RSS)
    assert "is no feed" in refusal(str(path).encode()).what
    assert "is no feed" in refusal(path.as_uri().encode()).what


def test_a_feed_cannot_bring_in_a_file_or_blow_itself_up(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret", encoding="utf-8")
    outer = f'<!DOCTYPE r [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
    found = read(rss("<item><title>&a;</title><link>/a</link></item>", outer))
    assert "secret" not in str(found.items)
    steps = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    grown = read(rss("<item><title>&e9;</title><link>/a</link></item>", f'<!DOCTYPE r [<!ENTITY e0 "aa">{steps}]>'))
    assert len(grown.items[0].title) < 100


# -- limits ---------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_feed_of_too_many_pages_is_read_as_far_as_its_newest() -> None:
    found = read(rss("".join(item(f"/{number}") for number in range(MOST_ITEMS + 1))))
    assert len(found.items) == MOST_ITEMS
    assert "https://example.org/1000" not in {each.url for each in found.items}
    assert found.warnings == (f"Only the first part of {URL} was read: 1000 items.",)


@pytest.mark.parametrize(
    "rest",
    [
        item("/b", f"<description>{'a' * 5_000_000}</description>"),
        "</p>" * 40_000,
        pytest.param("<p>" * 60_000, marks=pytest.mark.slow),
        "<p " + " ".join(f"a{number}='1'" for number in range(20_000)) + ">",
        "<p" + " " * 3_000_000 + ">",
    ],
    ids=["bytes", "closing", "tags", "attributes", "blanks"],
)
def test_of_a_feed_that_is_a_trap_only_what_stands_before_it_is_read(rest: str) -> None:
    began = monotonic()
    found = read(rss(item("/a") + rest))
    assert "https://example.org/a" in {each.url for each in found.items}
    assert found.warnings[0].startswith(f"Only the first part of {URL} was read")
    assert monotonic() - began < 10


# -- web pages ------------------------------------------------------------------------------------------------


def test_a_web_page_is_refused_with_the_feeds_that_it_links_to() -> None:
    refused = refusal(PAGE, "text/html")
    assert refused.what == f"{URL} is a web page, not a feed."
    assert refused.remedy == "Give one of the feeds that it links to:\n  https://example.org/feed.rss"
    assert refusal(b"<html><body>Words</body></html>").remedy == "Look on the page for “RSS” or “feed”."


def test_the_feeds_of_a_page_are_found_however_they_are_written() -> None:
    links = (
        "<LINK TYPE='application/atom+xml' HREF='a?b=c&amp;d' REL='feed ALTERNATE'>"
        "<link rel=alternate type=application/rss+xml href=//feeds.example/b>"
        '<link rel="stylesheet" type="application/rss+xml" href="/not">'
        '<link rel="alternate" type="text/html" href="/not">'
        '<link rel="alternate" type="application/rss+xml" href="javascript:not()">'
        '<link rel="alternate" type="application/rss+xml" href="https://[not">'
        '<link rel="alternate" type="application/rss+xml" href="//feeds.example/b">'
    )
    assert feed_links(links.encode(), URL) == ("https://example.org/news/a?b=c&d", "https://feeds.example/b")


def test_the_feeds_of_a_page_are_ten_at_most_and_looked_for_at_its_head() -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/{}">'
    assert len(feed_links("".join(map(link.format, range(50))).encode(), URL)) == 10
    assert feed_links(b" " * 500_000 + link.format(1).encode(), URL) == ()


@pytest.mark.parametrize("piece", ["<link ", "<link rel=", "<link a", "<link " + "a" * 1990, "<link a='", "<"])
def test_no_page_takes_long(piece: str) -> None:
    began = monotonic()
    feed_links((piece * (500_000 // len(piece))).encode(), URL)
    assert monotonic() - began < 2


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: rss(item("/a") + text)))
def test_any_bytes_are_read_as_a_feed_or_refused(data: bytes) -> None:
    try:
        found = read(data)
    except BadInputError:
        return
    assert found.items
