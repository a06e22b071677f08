"""One pass over the register: which pages there are, and a digest of everything that each of them rests on.

Nothing is rendered here, and of every pledge no more is kept than its digest. So a site of which one pledge has changed
is found to be so without reading the others as records.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from tracker.register.connect import Reader
from tracker.register.lists import lines
from tracker.reports.lines import Line
from tracker.reports.silent import STILL_DUE, before
from tracker.site import addresses
from tracker.site.asked import Asked, digest

NEWEST = 100  # changes that are kept for the feed
CALENDAR = 90  # days for which a deadline that has passed stays in the calendar
AGAIN = 100  # pledges that the report on what was said again lists
Row = tuple[Any, ...]


class Wanted(NamedTuple):
    """A page: where it stands, what it rests on, of which kind it is, and what it is about."""

    address: str
    digest: str
    kind: str
    key: str


class Swept:
    """What a pass has found. Standings are counted by party and topic; sums of digests stand for sets of records.

    ``texts`` are the documents whose text is held, each with the beginning of its hash.
    """

    def __init__(self) -> None:
        self.pages: list[Wanted] = []
        self.parties: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.topics: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.sums: defaultdict[tuple[str, str], int] = defaultdict(int)
        self.standings: Counter[str] = Counter()
        self.newest: list[tuple[str, str]] = []
        self.again: list[tuple[int, str]] = []
        self.said_again = 0
        self.undated = 0
        self.events: dict[str, str] = {}
        self.documents = 0
        self.texts: list[tuple[str, str]] = []

    def add(self, kind: str, key: str, value: str) -> None:
        """Add a digest to those of a party, a topic, an event or a table; their order makes no difference."""
        self.sums[kind, key] = (self.sums[kind, key] + int(value, 16)) % (1 << 80)


def sweep(asked: Asked, listed: Callable[[Line, tuple[str, ...]], None]) -> Swept:
    """Look at every pledge and document; ``listed`` is given each line of the list, by ref, as it comes."""
    found = Swept()
    documents = _documents(asked, found)
    _pledges(asked, found, documents, listed)
    return found


def _documents(asked: Asked, found: Swept) -> dict[str, str]:
    """The pages of documents and events; the digest of each document by its ref."""
    digests: dict[str, str] = {}
    columns = asked.reader.sql.COLUMNS["documents"]
    ref_at, day_at, event_at, sha256_at = map(columns.index, ("ref", "published_on", "event", "sha256"))
    cited = _grouped(asked.reader, "cited", 0, as_of=asked.as_of)
    for row in asked.reader.rows(asked.reader.sql.STATEMENTS["documents"]):
        ref, facts = row[ref_at], row[1:]  # its key differs from register to register
        own = digest(facts)
        found.add("table", "documents", own)
        if row[sha256_at]:
            found.texts.append((ref, row[sha256_at][:20]))
        if (row[day_at] or "") > asked.as_of:
            continue  # no page yet
        digests[ref] = own
        whole = digest(asked.frame, facts, cited(ref), _corrections(asked, ref))
        found.pages.append(Wanted(addresses.document(ref), whole, "document", ref))
        found.documents += 1
        if event := row[event_at]:
            found.events[event] = max(found.events.get(event, ""), row[day_at] or "")
            found.add("event", event, whole)
    for event in sorted(found.events):
        page = addresses.event(event)
        found.pages.append(Wanted(page, digest(asked.frame, found.sums["event", event]), "event", event))
    return digests


def _pledges(
    asked: Asked, found: Swept, documents: dict[str, str], listed: Callable[[Line, tuple[str, ...]], None]
) -> None:
    reader = asked.reader
    columns = reader.sql.COLUMNS["pledges"]
    names = ("ref", "document", "retracted", "made_on", "parties", "partners", "deadline_rules", "deadline_rule")
    at = {name: columns.index(name) for name in names}
    known = iter(lines(reader, asked.as_of, sort="ref"))
    line = next(known, None)
    follow_ups = _FollowUps(asked, found, documents)
    spans = _grouped(reader, "spans", 0)
    enquiries, disputes, related = _enquiries(asked), _disputes(asked), _related(asked)
    for row in reader.rows(reader.sql.STATEMENTS["pledges"]):
        ref, facts = row[at["ref"]], row[1:]
        found.add("table", "pledges", digest(facts))
        told, since = follow_ups.of(ref), spans(ref)
        gone = row[at["retracted"]] is not None and (row[at["made_on"]] or "") <= asked.as_of
        if not gone and (line is None or line.ref != ref):
            continue  # not known yet
        began = [each[1:5] for each in since if each[1] <= asked.as_of]
        codes: tuple[str, ...] = (*row[at["parties"]].split(), *row[at["partners"]].split())
        if line is not None and line.ref == ref:
            bound = asked.bound(line.parties, line.made_on)
            codes = (*codes, *bound)
            _list(asked, found, line, bound, [each[0] for each in began], follow_ups.days)
            listed(line, bound)
            line = next(known, None)
        beside = (enquiries.get(ref, ()), disputes.get(ref, ()), related.get(ref, ()))
        sources = (documents.get(row[at["document"]]), told, *beside, began)
        named = [(code, asked.names.get(code)) for code in codes]
        rule = asked.rules.get((row[at["deadline_rules"]], row[at["deadline_rule"]]))
        whole = digest(asked.frame, facts, sources, named, rule, _corrections(asked, ref))
        found.pages.append(Wanted(addresses.pledge(ref), whole, "pledge", ref))
    found.newest.sort(reverse=True)
    found.again.sort(key=lambda each: (-each[0], each[1]))


def _list(asked: Asked, found: Swept, line: Line, bound: tuple[str, ...], began: list[str], told: list[str]) -> None:
    """Count a pledge, and add it to what its parties' and its topic's pages rest on."""
    value = digest(*line)
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
    for day in {*began, *told}:
        _keep(found.newest, (day, line.ref), NEWEST)
    if line.restated:
        found.said_again += 1
        _keep(found.again, (line.restated, line.ref), AGAIN)


def _keep(heap: list[Any], item: tuple[Any, str], most: int) -> None:
    (heapq.heappush if len(heap) < most else heapq.heappushpop)(heap, item)


class _FollowUps:
    """The follow-ups known on the day, pledge by pledge, as plain values; ``days`` are those of the last taken."""

    def __init__(self, asked: Asked, found: Swept, documents: dict[str, str]) -> None:
        columns = asked.reader.sql.COLUMNS["follow_ups"]
        names = ("pledge", "published_on", "recorded_on", "retracted", "document")
        self._pledge, self._published, self._recorded, self._retracted, self._document = map(columns.index, names)
        self._take = _grouped(asked.reader, "follow_ups", self._pledge)
        self._as_of, self._found, self._documents = asked.as_of, found, documents
        self.days: list[str] = []

    def of(self, ref: str) -> list[object]:
        self.days = []
        told: list[object] = []
        for row in self._take(ref):
            own = digest(row[1:])
            self._found.add("table", "follow_ups", own)
            day = row[self._published] or row[self._recorded]
            if row[self._retracted] is None and day <= self._as_of:
                told.append((own, self._documents.get(row[self._document])))
                self.days.append(day)
        return told


def _grouped(reader: Reader, name: str, at: int, **values: Any) -> Callable[[str], list[Row]]:
    """A stream ordered by what stands ``at`` a place, to be taken group by group in that order."""
    groups: Iterator[tuple[str, Iterable[Row]]] = groupby(
        reader.rows(reader.sql.STATEMENTS[name], **values), key=itemgetter(at)
    )
    ahead = next(groups, None)

    def take(key: str) -> list[Row]:
        nonlocal ahead
        while ahead is not None and ahead[0] < key:
            ahead = next(groups, None)
        if ahead is None or ahead[0] != key:
            return []
        found = list(ahead[1])
        ahead = next(groups, None)
        return found

    return take


def _enquiries(asked: Asked) -> dict[str, list[Row]]:
    """The enquiries made by the day, by pledge, as plain values."""
    columns = asked.reader.sql.COLUMNS["enquiries"]
    pledge_at, day_at = columns.index("pledge"), columns.index("enquired_on")
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in asked.reader.rows(asked.reader.sql.STATEMENTS["enquiries"]):
        if row[day_at] <= asked.as_of:
            found[row[pledge_at]].append(row[1:])
    return found


def _disputes(asked: Asked) -> dict[str, list[Row]]:
    """The disputes known on the day, by pledge, as plain values."""
    columns = asked.reader.sql.COLUMNS["disputes"]
    at = {name: columns.index(name) for name in ("pledge", "published_on", "recorded_on")}
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in asked.reader.rows(asked.reader.sql.STATEMENTS["disputes"]):
        if (row[at["published_on"]] or row[at["recorded_on"]]) <= asked.as_of:
            found[row[at["pledge"]]].append(row[1:])
    return found


def _related(asked: Asked) -> dict[str, list[Row]]:
    """The relations known on the day, by each of their two pledges, as plain values."""
    columns = asked.reader.sql.COLUMNS["relations_known"]
    places = [columns.index(name) for name in ("pledge", "other")]
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in asked.reader.rows(asked.reader.sql.STATEMENTS["relations_known"], as_of=asked.as_of):
        for place in places:
            found[row[place]].append(tuple(row))
    return found


def _corrections(asked: Asked, ref: str) -> tuple[object, ...]:
    return tuple(tuple(each) for each in asked.corrections.get(ref, ()))
