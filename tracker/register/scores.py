"""The figures of the scorecard, counted in one pass over the pledges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from tracker.days import Day, asked_day
from tracker.register.connect import Reader
from tracker.register.lists import ALL, Filters, counts, lines
from tracker.reports.lines import LATE, aside, days_between
from tracker.reports.scorecard import Coverage, Kept, Score, Scores


class _Keys:
    """Under what pledges are counted: codes or topics, each with whether it is the pledge's only one.

    Known by itself and not by what it holds: a register has a few, and a hundred thousand pledges are counted by them.
    """

    def __init__(self, keys: Mapping[str, bool]) -> None:
        self.keys = keys.items()


def scores(reader: Reader, as_of: Day, filters: Filters) -> Scores:
    """The pledges known on a day that the filters leave, counted by party, by topic and in all."""
    as_of = asked_day(as_of, "as_of")
    bound, topics = _bound(reader), cache(lambda topic: _Keys({topic: True}))
    by_party, by_topic = _Counted(), _Counted()
    for parties, topic, standing, declared, made_on, done, ref in _rows(reader, as_of, filters._replace(counted=True)):
        codes, own = bound(parties, made_on), topics(topic)
        by_party.pledges.setdefault((codes, standing, declared), []).append(ref)
        by_topic.pledges.setdefault((own, standing, declared), []).append(ref)
        if made_on and done:
            took = max(0, days_between(made_on, done))
            by_party.took.setdefault(codes, []).append(took)
            by_topic.took.setdefault(own, []).append(took)
    countries, told = by_party.scores(), by_topic.scores()
    kept = tuple(by_topic.kept())
    return Scores(
        countries,
        told,
        _summed(told),
        tuple(by_party.kept()),
        kept,
        tuple(each._replace(key="") for each in kept),
        _last_enquired(reader, as_of, filters, bound),
    )


def _last_enquired(
    reader: Reader, as_of: str, filters: Filters, bound: Callable[[str, str | None], _Keys]
) -> dict[str, str]:
    """The last enquiry by a day into the pledges that the filters leave, by party and topic."""
    parties: dict[str, str] = {}
    topics: dict[str, str] = {}
    for codes, topic, made_on, on in _enquired(reader, as_of, filters):
        topics[topic] = max(on, topics.get(topic, ""))
        for code, _ in bound(codes, made_on).keys:
            parties[code] = max(on, parties.get(code, ""))
    return {**parties, **topics}


def _enquired(reader: Reader, as_of: str, filters: Filters) -> Iterator[tuple[Any, ...]]:
    """The enquiries by a day into the pledges that the filters leave: parties, topic, day made, day enquired."""
    if filters == ALL:
        yield from reader.rows(reader.sql.STATEMENTS["enquired"], as_of=as_of)
        return
    conditions, values = filters.conditions(reader)
    where = [reader.sql.PREDICATES["as_of"], *filters.standing_in(), *conditions]
    sql = f"{reader.sql.STATEMENTS['enquired_among']} WHERE {' AND '.join(where)}"
    yield from (row for row in reader.rows(sql, as_of=as_of, **values) if row[-1] <= as_of)


def _summed(by_topic: Iterable[Score]) -> tuple[Score, ...]:
    """The scores of all: a pledge has one topic."""
    refs: dict[str, list[str]] = {}
    declared = Counter[str]()
    for each in by_topic:
        refs.setdefault(each.standing, []).extend(each.refs)
        declared[each.standing] += each.declared
    return tuple(
        Score("", True, standing, len(refs[standing]), declared[standing], tuple(refs[standing])) for standing in refs
    )


class _Counted:
    """Pledges by standing and whether it is self-declared; the days that those took which were fulfilled."""

    def __init__(self) -> None:
        self.pledges: dict[tuple[_Keys, str, int], list[str]] = {}
        self.took: dict[_Keys, list[int]] = {}

    def scores(self) -> tuple[Score, ...]:
        """The counts under each key, with the refs."""
        found: dict[tuple[str, bool, str], list[str]] = {}
        declared = Counter[tuple[str, bool, str]]()
        for (keys, standing, own), refs in self.pledges.items():
            for key, direct in keys.keys:
                found.setdefault((key, direct, standing), []).extend(refs)
                declared[key, direct, standing] += len(refs) if own else 0
        return tuple(Score(*each, len(refs), declared[each], tuple(refs)) for each, refs in found.items())

    def kept(self) -> Iterator[Kept]:
        """What was fulfilled, under each key."""
        for keys, took in self.took.items():
            for key, direct in keys.keys:
                yield from (Kept(key, direct, days) for days in took)


def _bound(reader: Reader) -> Callable[[str, str | None], _Keys]:
    """Whom a pledge binds: those named, and the members of groups on the day it was made (any day, where unknown)."""
    members: dict[str, list[dict[str, Any]]] = {}
    for row in reader.dicts("memberships"):
        members.setdefault(row["group"], []).append(row)
    known: dict[tuple[str, ...], _Keys] = {}

    @cache
    def through(parties: str, made_on: str | None) -> _Keys:
        named = parties.split()
        found = dict.fromkeys(named, len(named) == 1)
        for each in (each for group in named for each in members.get(group, ())):
            if made_on is None or (each["since"] or "") <= made_on < (each["until"] or "~"):
                found.setdefault(each["member"], False)
        return known.setdefault((parties, *found), _Keys(found))

    def bound(parties: str, made_on: str | None) -> _Keys:
        # The day matters to groups alone: without it there is little to work out and to keep.
        return through(parties, None if members.keys().isdisjoint(parties.split()) else made_on)

    return bound


def coverage(reader: Reader, as_of: Day, filters: Filters) -> Coverage:
    """What the register has looked at by a day."""
    as_of = asked_day(as_of, "as_of")
    found = next(reader.dicts("covered", as_of=as_of))
    looked = [on for *_, on in _enquired(reader, as_of, filters)]
    return Coverage(
        documents=found["documents"],
        first=_day(found["first"]),
        last=_day(found["last"]),
        scanned=found["scanned"],
        enquiries=len(looked),
        last_enquiry=max(looked, default=None),
        undated=sum(counts(reader, as_of, filters._replace(undated=True, counted=True)).values()),
        disputed=_disputed(reader, as_of, filters._replace(counted=True)),
        aside=aside(lines(reader, as_of, filters._replace(uncounted=True), sort="ref")).replace("Listed, not", "Not"),
    )


def _disputed(reader: Reader, as_of: str, filters: Filters) -> int:
    late = tuple(each for each in filters.standings or LATE if each in LATE)
    return sum(counts(reader, as_of, filters._replace(standings=late, disputed=True)).values()) if late else 0


def _rows(reader: Reader, as_of: str, filters: Filters) -> Iterator[tuple[Any, ...]]:
    conditions, values = filters.conditions(reader)
    where = [reader.sql.PREDICATES["as_of"], *filters.standing_in(), *conditions]
    return reader.rows(f"{reader.sql.STATEMENTS['scored']} WHERE {' AND '.join(where)}", as_of=as_of, **values)


def _day(value: object) -> str | None:
    return str(value) if value else None
