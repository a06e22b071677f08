"""The feed of changes (Atom, RFC 4287) and the calendar of deadlines."""

from __future__ import annotations

import io
from collections.abc import Iterator
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

from tracker.register.lists import Filters, counts, lines
from tracker.render import cells
from tracker.reports.lines import Line
from tracker.reports.silent import STILL_DUE, before
from tracker.reports.status import status
from tracker.site import addresses
from tracker.site.asked import Asked
from tracker.site.news import newest
from tracker.site.sweep import CALENDAR, NEWEST, Swept

_ATOM = "http://www.w3.org/2005/Atom"


def atom(asked: Asked, found: Swept) -> bytes:
    """The last changes as a feed. Without a base address links are relative to it, as a feed's may be."""
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    _text(feed, "title", f"{asked.title}: changes")
    _text(feed, "id", _id(asked, ""))
    _text(feed, "updated", _moment(found.newest[0][0] if found.newest else asked.as_of))
    SubElement(SubElement(feed, "author"), "name").text = cells.markup(asked.title)
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": f"{asked.base_url}index.html"})
    SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": f"{asked.base_url}changes.atom"})
    for each in newest(asked, found, NEWEST):
        entry = SubElement(feed, "entry")
        head = each.said[0].partition(": “")[0] if each.said else ""
        _text(entry, "title", f"{each.ref} ({each.parties}) {head}: {each.summary}")
        _text(entry, "id", _id(asked, f"{each.day}/{each.ref}"))
        _text(entry, "updated", _moment(each.day))
        page = f"{asked.base_url}{addresses.pledge(each.ref)}"
        SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": page})
        _text(entry, "summary", "; ".join(each.said))
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="unicode").encode() + b"\n"


def calendar(asked: Asked) -> bytes:
    """The deadlines of what is still to be kept, from three months before the day asked."""
    from tracker.render import ics

    filters = Filters(standings=STILL_DUE, due_from=before(asked.as_of, CALENDAR))
    counted = counts(asked.reader, asked.as_of, filters)
    listed: Iterator[Line] = lines(asked.reader, asked.as_of, filters, sort="deadline", counted=counted)
    report = status(listed, asked.as_of, counted, answers=asked.answers)._replace(title=f"{asked.title}: deadlines")
    out = io.BytesIO()
    ics.write(report, out)
    return out.getvalue()


def _text(parent: Element, tag: str, said: str) -> None:
    SubElement(parent, tag).text = cells.markup(said)


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _id(asked: Asked, name: str) -> str:
    """A name that stays the same from build to build, as a feed's readers need it."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{asked.base_url or asked.title}#{name}')}"
