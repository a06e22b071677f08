"""One pass over the register: which pages there are, and a digest of everything that each of them rests on.

Nothing is rendered here, and of every pledge no more is kept than its digest. So a site of which one pledge has changed
is found to be so without reading the others as records.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any, NamedTuple

from tracker.register.lists import lines
from tracker.reports.lines import Line
from tracker.reports.silent import STILL_DUE, before
from tracker.site import addresses
from tracker.site.asked import Asked, digest
from tracker.site.figures import Figures
from tracker.site.streams import FollowUps, enquiries_by_pledge, grouped, related_by_pledge

NEWEST = 100  # changes that are kept for the feed
CALENDAR = 90  # days for which a deadline that has passed stays in the calendar
AGAIN = 100  # pledges that the report on what was said again lists
_SCORED = [
    *map(
        Line._fields.index,
        ("parties", "topic", "standing", "self_declared", "made_on", "latest", "last_enquiry", "disputed"),
    )
]


class Wanted(NamedTuple):
    """A page: where it stands, what it rests on, of which kind it is, and what it is about."""

    address: str
    digest: str
    kind: str
    key: str


class Swept:
    """What a pass has found. Standings are counted by party and topic; sums of digests stand for sets of records;
    ``quoted`` has for each document the sum of the pledges that it is quoted for.

    ``texts`` are the documents whose text is held, each with the beginning of its hash.
    """

    def __init__(self) -> None:
        self.pages: list[Wanted] = []
        self.parties: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.topics: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.figures = Figures()
        self.sums: defaultdict[tuple[str, str], int] = defaultdict(int)
        self.quoted: defaultdict[str, int] = defaultdict(int)
        self.standings: Counter[str] = Counter()
        self.newest: list[tuple[str, str]] = []
        self.again: list[tuple[int, str]] = []
        self.said_again = 0
        self.undated = 0
        self.events: dict[str, str] = {}
        self.documents = 0
        self.texts: list[tuple[str, str]] = []

    def add(self, kind: str, key: str, number: int) -> None:
        """Add a digest, as a number, to those of a party, a topic, a table or the like; their order does not matter."""
        self.sums[kind, key] += number


def sweep(asked: Asked, listed: Callable[[Line, tuple[str, ...]], None]) -> Swept:
    """Look at every pledge and document; ``listed`` is given each line of the list, by ref, as it comes."""
    found = Swept()
    documents = _documents(asked, found)
    _pledges(asked, found, documents, listed)
    _pages(asked, found, documents)
    return found


class _Document(NamedTuple):
    """A document that has a page: a digest of what is known of it, and the event that it reports on."""

    digest: str
    event: str | None


def _documents(asked: Asked, found: Swept) -> dict[str, _Document]:
    """The documents known on the day, by ref."""
    known: dict[str, _Document] = {}
    columns = asked.reader.sql.COLUMNS["documents"]
    ref_at, day_at, event_at, sha256_at = map(columns.index, ("ref", "published_on", "event", "sha256"))
    for row in asked.reader.rows(asked.reader.sql.STATEMENTS["documents"]):
        ref, day, event = row[ref_at], row[day_at] or "", row[event_at]
        own = digest(row[1:])  # its key differs from register to register
        found.add("table", "documents", int(own, 16))
        if row[sha256_at]:
            found.texts.append((ref, row[sha256_at][:20]))
        if day > asked.as_of:
            continue  # no page yet
        known[ref] = _Document(own, event)
        if event:
            found.events[event] = max(found.events.get(event, ""), day)
    found.documents = len(known)
    return known


def _pages(asked: Asked, found: Swept, documents: dict[str, _Document]) -> None:
    """The pages of documents and events, when all pledges that quote them are known."""
    for ref, each in documents.items():
        whole = digest(asked.frame, each.digest, found.quoted[ref], _corrections(asked, ref))
        found.pages.append(Wanted(addresses.document(ref), whole, "document", ref))
        if each.event:
            found.add("event", each.event, int(whole, 16))
    for event in sorted(found.events):
        page = addresses.event(event)
        found.pages.append(Wanted(page, digest(asked.frame, found.sums["event", event]), "event", event))


def _pledges(
    asked: Asked, found: Swept, documents: dict[str, _Document], listed: Callable[[Line, tuple[str, ...]], None]
) -> None:
    reader = asked.reader
    columns = reader.sql.COLUMNS["pledges"]
    at = {name: place for place, name in enumerate(columns)}
    known = iter(lines(reader, asked.as_of, sort="ref"))
    line = next(known, None)
    follow_ups = FollowUps(asked)
    spans = grouped(reader, "spans", 0)
    enquiries, related, kin = enquiries_by_pledge(asked), related_by_pledge(asked), _kin(asked)
    for row in reader.rows(reader.sql.STATEMENTS["pledges"]):
        ref, facts = row[at["ref"]], digest(row[1:])
        found.add("table", "pledges", int(facts, 16))
        found.add("table", "pledge_parties", int(digest(ref, row[at["parties"]], row[at["partners"]]), 16))
        told, since = follow_ups.of(ref), spans(ref)
        found.add("table", "follow_ups", int(told, 16))
        gone = row[at["retracted"]] is not None and (row[at["made_on"]] or "") <= asked.as_of
        if not gone and (line is None or line.ref != ref):
            continue  # not known yet
        if gone:
            _news(found, ref, {each.on for each in asked.corrected_by_then(ref) if each.on})
        began = [each[1:5] for each in since if each[1] <= asked.as_of]
        codes: tuple[str, ...] = (*row[at["parties"]].split(), *row[at["partners"]].split())
        quoted = [row[at["document"]], *(document for _, document in follow_ups.known)]
        if line is not None and line.ref == ref:
            bound = asked.bound(line.parties, line.made_on)
            codes = (*codes, *bound)
            days = {*(each[0] for each in began), *follow_ups.days}
            value = _list(asked, found, line, bound, days) + int(told, 16)
            for document in {*quoted}:
                found.quoted[document] += value
            found.add("table", "scores", int(digest(told, bound, *map(line.__getitem__, _SCORED)), 16))
            pledged = (row[at["amount"]], row[at["unit"]], row[at["qualifier"]])
            found.figures.take(line, pledged, follow_ups.delivered, elsewhere=line.ref in asked.amounts_elsewhere)
            listed(line, bound)
            line = next(known, None)
        sources = [documents[each].digest if each in documents else None for each in quoted]
        cited = [
            (each.record, each.document, known_as.digest if (known_as := documents.get(each.document)) else None)
            for each in asked.cited.get(ref, ())
        ]
        named = [(code, asked.names.get(code)) for code in codes]
        rule = asked.rules.get((row[at["deadline_rules"]], row[at["deadline_rule"]]))
        also = (
            told,
            follow_ups.known,
            enquiries.get(ref, ()),
            _answered(asked, ref),
            began,
            cited,
            related.get(ref, ()),
            [kin.get(other) for each in asked.related.get(ref, ()) for other in (each.pledge, each.other)],
        )
        whole = digest(asked.frame, facts, sources, also, named, rule, _corrections(asked, ref))
        found.pages.append(Wanted(addresses.pledge(ref), whole, "pledge", ref))
    found.newest.sort(reverse=True)
    found.again.sort(key=lambda each: (-each[0], each[1]))


def _kin(asked: Asked) -> dict[str, str]:
    """Digests of the lines of pledges that are related to others, on whose pages they are told."""
    if not asked.related:
        return {}
    return {each.ref: digest(tuple(each)) for each in lines(asked.reader, asked.as_of) if each.ref in asked.related}


def _list(asked: Asked, found: Swept, line: Line, bound: tuple[str, ...], days: set[str]) -> int:
    """Count a pledge, and add it to what its parties' and its topic's pages rest on; returns a digest of the line.

    ``days`` are those on which something became of it.
    """
    answered = asked.answers.get(line.ref, ())
    value = int(
        digest(tuple(line), _answered(asked, line.ref), [asked.names.get(code) for code in line.parties.split()]), 16
    )
    found.standings[line.standing] += 1
    found.undated += line.made_on is None
    counts = not line.counted_as  # else it is listed, and others count in its place
    for code in bound:
        found.parties[code][line.standing] += counts
        found.add("party", code, value)
    found.topics[line.topic][line.standing] += counts
    found.add("topic", line.topic, value)
    found.add("table", "lines", value)
    found.add("standing", line.standing, value)
    if line.latest and line.standing in STILL_DUE and line.latest >= before(asked.as_of, CALENDAR):
        found.add("table", "due", value)
    corrected = {each.on for each in asked.corrected_by_then(line.ref) if each.on}
    _news(found, line.ref, {*days, *(each.on for each in answered), *corrected})
    if line.restated:
        found.said_again += 1
        _keep(found.again, (line.restated, line.ref), AGAIN)
    return value


def _news(found: Swept, ref: str, days: set[str]) -> None:
    for day in days:
        _keep(found.newest, (day, ref), NEWEST)


def _keep(heap: list[Any], item: tuple[Any, str], most: int) -> None:
    (heapq.heappush if len(heap) < most else heapq.heappushpop)(heap, item)


def _answered(asked: Asked, ref: str) -> list[tuple[str | None, ...]]:
    """The disputes of a pledge as plain values, each with the language of its document."""
    return [(*each, asked.document(each.document).language) for each in asked.answers.get(ref, ())]


def _corrections(asked: Asked, ref: str) -> tuple[object, ...]:
    return tuple(tuple(each) for each in asked.corrections.get(ref, ()))
