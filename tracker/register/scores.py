"""The figures of the scorecard, counted by the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from tracker.register.connect import Reader
from tracker.register.lists import Filters, counts, lines
from tracker.reports.lines import LATE, aside, days_between
from tracker.reports.scorecard import Coverage, Kept, Score, Scores

_FULFILLED = "span.standing IN ('fulfilled', 'fulfilled late')"
_GROUPED = {"scores_by_party": "party.code, direct, span.standing", "scores_by_topic": "pledge.topic, span.standing"}


def scores(reader: Reader, as_of: str, filters: Filters) -> Scores:
    """The pledges known on a day that the filters leave, counted by party, by topic and in all."""
    filters = filters._replace(counted=True)
    by_party, by_topic = (tuple(_scores(reader, name, as_of, filters)) for name in _GROUPED)
    kept_by_party, kept_by_topic = (
        tuple(_kept(reader, name, as_of, filters)) for name in ("kept_by_party", "kept_by_topic")
    )
    enquired = {
        row["key"]: str(row["last"])
        for name in ("enquired_by_party", "enquired_by_topic")
        for row in reader.dicts(name, as_of=as_of)
    }
    kept = tuple(each._replace(key="") for each in kept_by_topic)
    return Scores(by_party, by_topic, _summed(by_topic), kept_by_party, kept_by_topic, kept, enquired)


def _summed(by_topic: Iterable[Score]) -> tuple[Score, ...]:
    """The scores of all: a pledge has one topic."""
    pledges, declared = Counter[str](), Counter[str]()
    for each in by_topic:
        pledges[each.standing] += each.pledges
        declared[each.standing] += each.declared
    return tuple(Score("", True, standing, pledges[standing], declared[standing]) for standing in pledges)


def coverage(reader: Reader, as_of: str, filters: Filters) -> Coverage:
    """What the register has looked at by a day."""
    found = next(reader.dicts("covered", as_of=as_of))
    looked = next(reader.dicts("enquired", as_of=as_of))
    return Coverage(
        documents=found["documents"],
        first=_day(found["first"]),
        last=_day(found["last"]),
        scanned=found["scanned"],
        enquiries=looked["enquiries"],
        last_enquiry=_day(looked["last"]),
        undated=sum(counts(reader, as_of, filters._replace(undated=True, counted=True)).values()),
        disputed=_disputed(reader, as_of, filters._replace(counted=True)),
        aside=aside(lines(reader, as_of, filters._replace(uncounted=True), sort="ref")).replace("Listed, not", "Not"),
    )


def _disputed(reader: Reader, as_of: str, filters: Filters) -> int:
    late = tuple(each for each in filters.standings or LATE if each in LATE)
    return sum(counts(reader, as_of, filters._replace(standings=late, disputed=True)).values()) if late else 0


def _scores(reader: Reader, name: str, as_of: str, filters: Filters) -> Iterator[Score]:
    for row in _rows(reader, name, as_of, filters, f" GROUP BY {_GROUPED[name]}"):
        key, direct, standing, pledges, declared = row
        yield Score(key, bool(direct), standing, int(pledges), int(declared))


def _kept(reader: Reader, name: str, as_of: str, filters: Filters) -> Iterator[Kept]:
    for key, direct, made_on, done in _rows(reader, name, as_of, filters, f" AND {_FULFILLED}"):
        if made_on and done:
            yield Kept(key, bool(direct), max(0, days_between(str(made_on), str(done))))


def _rows(reader: Reader, name: str, as_of: str, filters: Filters, end: str) -> Iterator[tuple[Any, ...]]:
    conditions, values = filters.conditions(reader)
    narrowed = [reader.sql.PREDICATES["as_of"], *filters.standing_in(), *conditions]
    return reader.rows(f"{reader.sql.STATEMENTS[name]} WHERE {' AND '.join(narrowed)}{end}", as_of=as_of, **values)


def _day(value: object) -> str | None:
    return str(value) if value else None
