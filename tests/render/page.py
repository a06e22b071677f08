"""A report written as a page, and what such a page may hold."""

from __future__ import annotations

import re
from io import StringIO
from xml.etree.ElementTree import Element

import html5lib

from tests.charted import REPORT
from tracker.render import write
from tracker.reports import Report

PLAIN = REPORT._replace(charts=())
POLICY = re.compile(r"default-src 'none'; style-src '(sha256-[A-Za-z0-9+/]{43}=)'; base-uri 'none'; form-action 'none'")

# What may stand in a page; `svg` brings its own.
TAGS = re.compile(
    "html|head|meta|title|style|body|a|header|h1|h2|p|nav|ul|li|main|figure|figcaption|div|section|table|caption|thead"
    "|tbody|tr|th|td|span|time|q|dl|dt|dd|footer|details|summary"
)
DRAWN = re.compile("svg|title|desc|defs|pattern|rect|line|path|text")


def written(report: Report) -> str:
    out = StringIO()
    write(report, "html", out)
    return out.getvalue()


def parsed(text: str) -> Element:
    """The tree of a page, which must not hold a single error of HTML."""
    tree: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    return tree


def said(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def every(page: Element, path: str) -> list[str]:
    return [said(each) for each in page.iterfind(f".//{path}")]


def is_harmless(page: Element) -> bool:
    """Whether a page holds nothing but what the templates write: no script, nothing fetched, nothing to be obeyed."""
    for each in page.iter():
        if not isinstance(each.tag, str):
            return False  # a comment
        tag = each.tag.removeprefix("{http://www.w3.org/2000/svg}")
        assert (DRAWN if tag != each.tag else TAGS).fullmatch(tag), tag
        for name, value in each.attrib.items():
            assert not name.startswith("on"), name
            assert name not in ("style", "src", "srcset", "action", "formaction", "{http://www.w3.org/1999/xlink}href")
            assert name != "href" or re.match(r"#|https?://", value), value
            assert "url(" not in value or value.startswith("url(#"), value
    return True
