"""What reports are made from: the lists that the overdue report and the calendar of deadlines are about."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import merge
from itertools import islice

from tracker.days import Day, asked_day
from tracker.register.answers import answers
from tracker.register.beside import done, elsewhere, last_looked, sources
from tracker.register.connect import Reader
from tracker.register.lists import Filters, counts, lines, totals
from tracker.reports.lines import Line
from tracker.reports.overdue import Listed, Overdue, horizon


def overdue_lists(reader: Reader, as_of: Day, filters: Filters, most: int | None) -> Overdue:
    """What the overdue report is made of, at most so many lines a list."""
    as_of = asked_day(as_of, "as_of")
    filters.require_known(reader)
    wanted = filters.standings or ("overdue", "review due", "open", "advanced")
    everything = filters._replace(standings=(), begun_after=None)
    soon = everything._replace(due_from=as_of).due_by(horizon(as_of))
    past = everything._replace(standings=("conditional",)).due_by(as_of)
    known, counted = counts(reader, as_of, everything), everything._replace(counted=True)
    late = known if filters.begun_after is None else counts(reader, as_of, filters)
    found = Overdue(
        overdue=_listed(reader, as_of, filters, _among(wanted, "overdue"), most, late),
        review_due=_listed(reader, as_of, filters, _among(wanted, "review due"), most, late),
        due_soon=_listed(reader, as_of, soon, _among(wanted, "open", "advanced"), most),
        conditional=totals(reader, as_of, everything, known).get("conditional", 0),
        conditional_past=sum(counts(reader, as_of, past._replace(counted=True)).values()),
        undated=sum(counts(reader, as_of, counted._replace(undated=True)).values()),
    )
    every = (*found.overdue.lines, *found.review_due.lines, *found.due_soon.lines)
    told = done(reader, as_of, every)
    found = found._replace(
        answers=answers(reader, as_of, every),
        done=told.parts(),
        deeds=told.deeds(),
        looked=last_looked(reader, as_of, every),
        elsewhere=elsewhere(reader, every),
    )
    found = found._replace(sources=sources(reader, {ref for line in every for ref in found.documents(line)}))
    if any(line.counted_as for line in every):
        from tracker.register.related import replacements

        return found._replace(replaced=replacements(reader, as_of))
    return found


def _among(wanted: tuple[str, ...], *standings: str) -> tuple[str, ...]:
    return tuple(each for each in standings if each in wanted)


def _listed(
    reader: Reader,
    as_of: str,
    filters: Filters,
    standings: tuple[str, ...],
    most: int | None,
    known: dict[str, int] | None = None,
) -> Listed:
    """The pledges with some standings, soonest deadline first; two standings are merged by it."""
    if not standings:
        return Listed([], 0)
    filters = filters._replace(standings=standings)
    known = counts(reader, as_of, filters) if known is None else known
    counted = {each: known[each] for each in standings if each in known}
    # Each is read only as far as it is listed.
    found = merge(
        *[lines(reader, as_of, filters, limit=most, counted={each: count}) for each, count in counted.items()],
        key=lambda line: (line.latest or "~", line.ref),
    )
    listed, total = list(islice(found, most)), sum(totals(reader, as_of, filters, counted).values())
    besides = [line for line in listed if line.counted_as]
    if sum(counted.values()) - total > len(besides):
        besides = list(lines(reader, as_of, filters._replace(uncounted=True), sort="deadline"))
    return Listed(listed, total, besides)


def due_lines(reader: Reader, as_of: Day, filters: Filters, until: Day) -> Iterator[Line]:
    """The pledges with a deadline from the day asked until before another, soonest first."""
    narrowed = filters._replace(due_from=as_of).due_by(asked_day(until, "until"))
    return lines(reader, as_of, narrowed, sort="deadline")
