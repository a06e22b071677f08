"""Read a feed (RSS, Atom): the pages that it names. Only the bytes given are read; nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from email.utils import parsedate_tz
from html import unescape
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import urljoin

from tracker.errors import BadInputError

MOST_ITEMS = 1000
LARGEST = 5_000_000  # bytes
# feedparser takes some 50 microseconds for a tag, a twentieth of it for a stray "<" or "&", and for a tag with n
# attributes a time that grows with n squared.
_MOST_TAGS = 30_000  # with those that close
_MARK = re.compile(rb"</?[a-zA-Z][^<>]*|[<&]")
_STRAY = 0.05  # of a tag
_MOST_WORDS = 300  # in one tag
_LONGEST_TAG = 500_000  # bytes; pictures stand inside tags

_MOST_LINKS = 10
_HEAD = 500_000  # bytes of a web page in which its feeds are looked for
_LINK = re.compile(r"<link\b([^<>]{0,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""\b([a-z]{1,20})\s{0,5}=\s{0,5}(?:"([^"]{0,1500})"|'([^']{0,1500})'|([^\s"'>]{1,1500}))""", re.I
)
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
_PAGE = re.compile(rb"<!doctype\s{1,5}html|<html[\s>]", re.IGNORECASE)
_ROOT = re.compile(rb"<(?:[a-z0-9]{1,20}:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE)
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_ISO_DAY = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})(?!\d)")


class Item(NamedTuple):
    """A page that a feed names: ``published_on`` is the ISO day as the feed writes it, in the feed's own time zone."""

    url: str
    title: str
    published_on: str | None
    id: str


class Feed(NamedTuple):
    """A feed: each page once, the oldest first, pages without a day before all; ``warnings`` say what is amiss."""

    title: str
    items: tuple[Item, ...]
    warnings: tuple[str, ...] = ()


def read_feed(data: bytes, url: str, content_type: str | None = None) -> Feed:
    """Read a feed found at ``url``; of a broken one, what is readable, with a warning.

    At most 5 MB, 30,000 tags and 1,000 items are read, those that stand first: in feeds the newest.

    :raises BadInputError: for what is no feed (of a web page the feeds that it links to are named), or is empty.
    """
    head = data[:5000]
    if _PAGE.search(head) and not _ROOT.search(head):
        raise _web_page(data, url)
    part = _bounded(data)
    parsed = _parsed(part, url, content_type)
    items = {item.url: item for item in reversed([*_items(parsed.entries[:MOST_ITEMS], url)])}
    if not items:
        raise _no_feed(parsed, url)
    warnings = []
    if len(part) < len(data) or len(parsed.entries) > MOST_ITEMS:
        warnings.append(f"Only the first part of {url} was read: {min(len(parsed.entries), MOST_ITEMS)} items.")
    elif _broken(parsed):
        warnings.append(f"The feed {url} is not well formed; what could be read of it was: {len(items)} items.")
    ordered = sorted(items.values(), key=lambda item: (item.published_on or "", item.url))
    return Feed(_plain(parsed.feed.get("title", "")) or url, tuple(ordered), tuple(warnings))


def _parsed(data: bytes, url: str, content_type: str | None) -> Any:
    try:
        import feedparser
    except ImportError:
        raise BadInputError(
            "Reading a feed needs the package feedparser.", remedy="pip install 'commitment-tracker[web]'"
        ) from None
    headers = {"content-location": url}
    if content_type and "charset" in content_type.lower():
        headers["content-type"] = content_type  # without one, feedparser would take the text for ASCII
    # A stream, never bytes: feedparser opens the file that bytes name.
    return feedparser.parse(BytesIO(data), response_headers=headers, resolve_relative_uris=False, sanitize_html=False)


def _bounded(data: bytes) -> bytes:
    """The part of a feed that can be read in a few seconds, whatever it holds."""
    data = data[:LARGEST]
    tags = 0.0
    for mark in _MARK.finditer(data):
        length = mark.end() - mark.start()
        tags += 1 if length > 1 else _STRAY
        if tags > _MOST_TAGS or length > _LONGEST_TAG or len(re.findall(rb"[\s=]+", mark[0])) > _MOST_WORDS:
            return data[: mark.start()]
    return data


def _items(entries: list[Any], url: str) -> Iterator[Item]:
    for entry in entries:
        link = str(entry.get("link") or entry.get("id") or "").strip()
        try:
            found = urljoin(url, link)
        except ValueError:
            continue
        if link and len(found) <= 4000 and found.startswith(("http://", "https://")):
            title = _plain(entry.get("title", "")) or found
            yield Item(found, title, _day(entry), str(entry.get("id") or found)[:4000])


def _day(entry: Any) -> str | None:
    """The day as it is written; what feedparser computes is the day in Greenwich, which may be another."""
    for name in ("published", "updated"):
        written = str(dict.get(entry, name) or "")[:100]  # its own get takes the one for the other, and warns
        figures = tuple(map(int, iso.groups())) if (iso := _ISO_DAY.match(written)) else parsedate_tz(written)
        computed = dict.get(entry, f"{name}_parsed")
        for each in (figures, computed):
            try:
                if each:
                    return date(*each[:3]).isoformat()
            except (TypeError, ValueError):
                continue
    return None


def _plain(title: object) -> str:
    """A title as one line of text, at most 500 characters."""
    return " ".join(unescape(_MARKUP.sub("", str(title)[:5000])).split())[:500]


def _broken(parsed: Any) -> bool:
    """Whether the XML is broken; feedparser counts lesser sins too, such as a missing header."""
    from xml.sax import SAXException

    return bool(parsed.bozo) and isinstance(parsed.get("bozo_exception"), SAXException)


def _no_feed(parsed: Any, url: str) -> BadInputError:
    if parsed.get("version"):
        return BadInputError(f"The feed {url} names no page.", why="It holds no item with a web address.")
    return BadInputError(f"{url} is no feed.", why="It is neither RSS nor Atom.", remedy="Give the address of a feed.")


def _web_page(data: bytes, url: str) -> BadInputError:
    links = "".join(f"\n  {link}" for link in feed_links(data, url))
    return BadInputError(
        f"{url} is a web page, not a feed.",
        remedy=f"Give one of the feeds that it links to:{links}" if links else "Look on the page for “RSS” or “feed”.",
    )


def feed_links(data: bytes, url: str) -> tuple[str, ...]:
    """The feeds that the head of a web page links to, at most ten, as whole addresses."""
    found = []
    for link in _LINK.finditer(data[:_HEAD].decode("utf-8", "replace")):
        said = {each[1].lower(): unescape(each[2] or each[3] or each[4] or "") for each in _ATTRIBUTE.finditer(link[1])}
        wanted = "alternate" in said.get("rel", "").lower().split() and said.get("type", "").lower() in _FEED_TYPES
        try:
            if wanted and (target := urljoin(url, said.get("href", "").strip())).startswith(("http://", "https://")):
                found.append(target)
        except ValueError:
            continue
    return tuple(dict.fromkeys(found))[:_MOST_LINKS]
