"""The files that rest on many records, with digests of what they rest on; and how a file of each kind is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from tracker.register.lists import ALL
from tracker.register.scores import coverage
from tracker.reports.lines import LATE
from tracker.reports.upcoming import AHEAD
from tracker.site import addresses, data, feeds, front, lists, looks
from tracker.site.asked import Asked, digest
from tracker.site.looks import Pages
from tracker.site.pledge import pledge
from tracker.site.sweep import Swept, Wanted
from tracker.words import RelationKind

ASSETS = ("list.js", "icon.svg")


def collective(asked: Asked, found: Swept) -> Iterator[Wanted]:
    """Everything but the pages of single records: indexes come after what they lead to."""
    frame, day = asked.frame, asked.as_of
    listed, names = found.sums["table", "lines"], digest(sorted(asked.names.items()))
    looked = coverage(asked.reader, day, ALL)
    yield Wanted("style.css", frame, "style", "")
    for name in ASSETS:
        yield Wanted(name, frame, "asset", name)
    for name in data.SPOOLED:
        yield Wanted(name, digest(frame, day, listed), "spooled", name)
    for code in sorted(asked.names):
        belongs = [
            (repr(each), asked.names.get(each.group), asked.names.get(each.member))
            for each in asked.memberships
            if code in (each.group, each.member)
        ]
        rests = digest(frame, asked.names[code], found.sums["party", code], belongs)
        yield Wanted(addresses.party(code), rests, "party", code)
    for name in sorted(found.topics):
        yield Wanted(addresses.topic(name), digest(frame, found.sums["topic", name]), "topic", name)
    for name, told_by in _reports(asked, found).items():
        yield Wanted(f"reports/{name}.html", digest(frame, day, asked.foot, told_by), "report", name)
    yield Wanted("methodology.html", digest(frame, sorted(asked.rules.items())), "methodology", "")
    corrected = [[tuple(each) for each in asked.corrections.get(ref, ())] for _, ref in found.newest]
    related = [asked.related.get(ref) for _, ref in found.newest]
    told = digest(frame, found.newest, corrected, repr(related), listed, found.sums["table", "follow_ups"])
    sources = found.sums["table", "documents"]
    yield Wanted("changes.atom", digest(told, "" if found.newest else day), "atom", "")
    if asked.calendar:
        yield Wanted("deadlines.ics", digest(frame, day, found.sums["table", "due"]), "calendar", "")
    tables = [each.name for each in data.written(asked)]
    yield Wanted("data/index.html", digest(frame, day, found.standings.total(), tables), "data", "")
    yield Wanted("reports/index.html", digest(frame, day), "reports", "")
    yield Wanted("documents/index.html", digest(frame, day, sources), "documents", "")
    yield Wanted("topics/index.html", digest(frame, listed), "topics", "")
    yield Wanted("parties/index.html", digest(frame, listed, names), "parties", "")
    yield Wanted("pledges/index.html", digest(frame, day, listed, names), "pledges", "")
    yield Wanted(
        "index.html", digest(told, sources, day, names, looked, asked.foot, found.figures.amounts()), "front", ""
    )


def _reports(asked: Asked, found: Swept) -> dict[str, object]:
    """What each report rests on, besides the day."""

    def standing(*names: str) -> list[int]:
        return [found.sums["standing", each] for each in names]

    replaced = [each for each in asked.relations if each.kind is RelationKind.SUPERSEDES]
    again = {ref for _, ref in found.again} | {ref for each in replaced for ref in (each.pledge, each.other)}
    entries = [(each.key, each.digest) for each in found.pages if each.kind == "pledge" and each.key in again]
    return {
        "overdue": (
            standing(*LATE, *AHEAD),
            found.undated,
            sorted(found.standings.items()),
            sorted(asked.rules.items()),
        ),
        "scorecard": (
            found.sums["table", "scores"],
            sorted(asked.names.items()),
            coverage(asked.reader, asked.as_of, ALL),
            asked.memberships,
        ),
        "upcoming": standing(*AHEAD),
        "restated": (entries, found.said_again),
    }


def written(asked: Asked, pages: Pages, found: Swept, each: Wanted, place: str) -> None:
    """Make a file at a place; what was spooled is there already."""
    if each.kind == "spooled":
        return
    if each.kind == "table":
        with open(place, "w", encoding="utf-8", newline="") as out:
            data.table(asked, each.key, out)
        return
    with open(place, "wb") as file:
        file.write(_made(asked, pages, found, each))


def _made(asked: Asked, pages: Pages, found: Swept, each: Wanted) -> bytes:
    makers: Mapping[str, Callable[[], bytes]] = {
        "pledge": lambda: pledge(asked, pages, each.key),
        "document": lambda: lists.document(asked, pages, each.key),
        "event": lambda: lists.event(asked, pages, each.key),
        "party": lambda: lists.party(asked, pages, each.key),
        "topic": lambda: lists.topic(asked, pages, each.key),
        "pledges": lambda: lists.pledges(asked, pages, found),
        "parties": lambda: lists.parties(asked, pages, found),
        "topics": lambda: lists.topics(asked, pages, found),
        "documents": lambda: lists.documents(asked, pages, found),
        "front": lambda: front.front(asked, pages, found),
        "report": lambda: front.report(asked, pages, found, each.key),
        "reports": lambda: front.reports(asked, pages),
        "methodology": lambda: front.methodology(asked, pages),
        "data": lambda: front.data(asked, pages, found, data.written(asked)),
        "atom": lambda: feeds.atom(asked, found),
        "calendar": lambda: feeds.calendar(asked),
        "style": looks.style,
        "asset": lambda: looks.asset(each.key),
        "description": lambda: data.description(asked),
        "text": lambda: data.text(asked, each.key),
        "original": lambda: data.original(asked, each.key),
    }
    return makers[each.kind]()
