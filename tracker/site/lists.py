"""The list of pledges, the pages of parties, topics, documents and events, and the indexes that lead to them."""

from __future__ import annotations

import heapq
from collections import Counter
from itertools import islice
from urllib.parse import quote_plus

from tracker.register import records
from tracker.register.lists import Filters, counts, lines, totals
from tracker.render.html import drawn
from tracker.reports.charts import Chart, standing_bars
from tracker.reports.lines import STANDINGS, Line
from tracker.rows import document as document_of
from tracker.site import addresses
from tracker.site.asked import Asked
from tracker.site.looks import Pages
from tracker.site.sweep import Swept

FIRST = 200  # rows of the list that need no script
NEWEST = 500  # documents that their index lists


def pledges(asked: Asked, pages: Pages, found: Swept) -> bytes:
    """The list of all pledges: the first rows in the page, the others by script."""
    first = list(lines(asked.reader, asked.as_of, limit=FIRST))
    total = found.standings.total()
    return pages.page(
        "lists.html",
        "pledges/index.html",
        title="Pledges",
        lines=first,
        shown=len(first),
        total=total,
        aside=total - sum(each.total() for each in found.topics.values()),
        parties=[(code, asked.names.get(code, "")) for code in sorted(found.parties)],
        page=addresses.party,
        topics=sorted(found.topics),
        standings=[each for each in STANDINGS if found.standings[each]],
    )


def party(asked: Asked, pages: Pages, code: str) -> bytes:
    """The page of a party: what it has pledged itself, and what it is bound to through groups."""
    record = records.party(asked.reader, code)
    assert record is not None
    filters = Filters(country=code)
    counted = counts(asked.reader, asked.as_of, filters)
    listed = list(lines(asked.reader, asked.as_of, filters, counted=counted))
    own, joint = ([each for each in listed if bool(each.via) is through] for through in (False, True))
    belongs = [each for each in asked.memberships if code in (each.group, each.member)]
    return _group(
        pages,
        addresses.party(code),
        f"{code}: {record.name}",
        (f"A {record.kind}. A joint pledge counts once in totals and stands under each party that it binds.",),
        totals(asked.reader, asked.as_of, filters, counted),
        [(f"Pledged by {code}: {len(own):,}", own, False), (f"Joint, through a group: {len(joint):,}", joint, True)],
        [
            ("Member of", [(each.group, _days(each.since, each.until)) for each in belongs if each.member == code]),
            ("Members", [(each.member, _days(each.since, each.until)) for each in belongs if each.group == code]),
        ],
        f"party={quote_plus(code)}",
    )


def topic(asked: Asked, pages: Pages, name: str) -> bytes:
    """The page of a topic."""
    filters = Filters(topic=name)
    counted = counts(asked.reader, asked.as_of, filters)
    total = totals(asked.reader, asked.as_of, filters, counted)
    listed = list(lines(asked.reader, asked.as_of, filters, counted=counted))
    return _group(
        pages,
        addresses.topic(name),
        f"Topic: {name}",
        (),
        total,
        [("Pledges", listed, False)],
        [],
        f"topic={quote_plus(name)}",
    )


def _group(
    pages: Pages,
    address: str,
    title: str,
    lead: tuple[str, ...],
    counted: dict[str, int],
    tables: list[tuple[str, list[Line], bool]],
    memberships: list[tuple[str, list[tuple[str, str]]]],
    narrowed: str,
) -> bytes:
    charts: list[Chart] = [standing_bars("By standing", [("All", counted)])] if counted else []
    return pages.page(
        "group.html",
        address,
        title=title,
        lead=lead,
        counted=counted,
        aside=sum(len(listed) for _, listed, _ in tables) - sum(counted.values()),
        narrowed=narrowed,
        charts=[drawn(chart, f"chart-{number}") for number, chart in enumerate(charts, 1)],
        tables=[each for each in tables if each[1]],
        memberships=[each for each in memberships if each[1]],
    )


def _days(since: object, until: object) -> str:
    return f"{f', since {since}' if since else ''}{f', until {until}' if until else ''}"


def parties(asked: Asked, pages: Pages, found: Swept) -> bytes:
    """The index of parties, those with the most pledges first."""
    counted = {code: found.parties.get(code, Counter()) for code in asked.names}
    order = sorted(counted, key=lambda code: (-counted[code].total(), code))
    return pages.page(
        "counts.html",
        "parties/index.html",
        title="Parties",
        lead="A joint pledge stands under every party that it binds, so that a column adds up to more than there are.",
        of="Party",
        listed=[(code, f"{code} {asked.names[code]}", counted[code]) for code in order],
        kind="party",
        standings=STANDINGS,
    )


def topics(_: Asked, pages: Pages, found: Swept) -> bytes:
    """The index of topics."""
    return pages.page(
        "counts.html",
        "topics/index.html",
        title="Topics",
        lead="Every pledge has one topic.",
        of="Topic",
        listed=[(name, name, found.topics[name]) for name in sorted(found.topics)],
        kind="topic",
        standings=STANDINGS,
    )


def document(asked: Asked, pages: Pages, ref: str) -> bytes:
    """The page of a document: what is known of it, and what it is quoted for."""
    record = asked.document(ref)
    return pages.page(
        "document.html",
        addresses.document(ref),
        title=f"{ref}: {record.title}",
        record=record,
        cited=list(asked.reader.dicts("cited_in", ref=ref, as_of=asked.as_of)),
        corrections=asked.corrections.get(ref, []),
    )


def event(asked: Asked, pages: Pages, name: str) -> bytes:
    """The page of an event: its documents, and what each is quoted for."""
    told = [document_of(row) for row in asked.reader.dicts("documents_of_event", event=name)]
    known = [each for each in told if not each.published_on or each.published_on.isoformat() <= asked.as_of]
    return pages.page(
        "event.html",
        addresses.event(name),
        title=name,
        documents=[(each, list(asked.reader.dicts("cited_in", ref=each.ref, as_of=asked.as_of))) for each in known],
    )


def documents(asked: Asked, pages: Pages, found: Swept) -> bytes:
    """The index of documents, newest first, and of events."""
    days = (
        (each.published_on.isoformat() if each.published_on else "", each) for each in records.documents(asked.reader)
    )
    newest = heapq.nlargest(
        NEWEST, (each for each in days if each[0] <= asked.as_of), key=lambda each: (each[0], each[1].ref)
    )
    return pages.page(
        "documents.html",
        "documents/index.html",
        title="Documents",
        total=found.documents,
        documents=[each for _, each in islice(newest, NEWEST)],
        events=sorted(found.events, key=lambda name: (found.events[name], name), reverse=True),
    )
