"""A site as its readers have it: parsed without mercy, every link followed."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib

_HTML = "{http://www.w3.org/1999/xhtml}"


class Link(NamedTuple):
    """A link of a page: the element that it stands in, and where it leads."""

    page: str
    tag: str
    to: str
    rel: str


def parsed(page: bytes) -> Any:
    """A page as a tree; any fault in its HTML is an error."""
    return html5lib.HTMLParser(strict=True).parse(page.decode())


def elements(page: bytes, tag: str) -> list[Element]:
    """The elements of a kind in a page."""
    return list(parsed(page).iter(f"{_HTML}{tag}"))


def words(page: bytes) -> str:
    """What a page says, in one line."""
    return " ".join("".join(parsed(page).find(f"{_HTML}body").itertext()).split())


def links(folder: Path) -> Iterator[Link]:
    """Every link and every resource of every page."""
    for page in sorted(folder.rglob("*.html")):
        address = page.relative_to(folder).as_posix()
        for each in parsed(page.read_bytes()).iter():
            for name in ("href", "src", "action", "data", "poster", "srcset"):
                if name in each.attrib and isinstance(each.tag, str):
                    yield Link(address, each.tag.removeprefix(_HTML), each.attrib[name], each.get("rel", ""))


def inside(link: Link) -> str | None:
    """The address in the folder that a link leads to; ``None`` for one that leads out of it."""
    found = urlsplit(link.to)
    if found.scheme or found.netloc:
        return None
    here = posixpath.dirname(link.page)
    return posixpath.normpath(posixpath.join(here, unquote(found.path))) if found.path else link.page


def policy(page: bytes) -> str:
    """The Content-Security-Policy of a page."""
    (found,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page.decode())
    return str(found)
