"""What belongs to a pledge, out of streams that are in the order of refs: nothing is read twice, and little is held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from tracker.register.connect import Reader
from tracker.reports.entries import DELIVERING
from tracker.site.asked import Asked, digest
from tracker.site.figures import Quantity

Row = tuple[Any, ...]


class FollowUps:
    """The follow-ups, pledge by pledge.

    Of the last taken, those known on the day: ``known`` has their refs and documents, ``days`` the days on which they
    became known, ``delivered`` the quantities that they say were delivered: ``None`` where they tell of no figure.
    """

    def __init__(self, asked: Asked) -> None:
        columns = asked.reader.sql.COLUMNS["follow_ups"]
        names = ("published_on", "recorded_on", "retracted", "ref", "document", "outcome", "amount", "unit")
        self._day, self._recorded, self._retracted, *self._told = map(columns.index, names)
        self._take = grouped(asked.reader, "follow_ups", columns.index("pledge"))
        self._as_of = asked.as_of
        self.known: list[tuple[str, str]] = []
        self.days: list[str] = []
        self.delivered: list[Quantity] = []

    def of(self, ref: str) -> str:
        """A digest of all that is recorded of a pledge."""
        self.known, self.days, self.delivered = [], [], []
        taken = self._take(ref)
        for row in taken:
            day = row[self._day] or row[self._recorded]
            if row[self._retracted] is None and day <= self._as_of:
                own, document, outcome, *quantity = map(row.__getitem__, self._told)
                self.known.append((own, document))
                self.days.append(day)
                if outcome in DELIVERING:
                    self.delivered.append((quantity[0], quantity[1]))
        return digest([row[1:] for row in taken])


def grouped(reader: Reader, name: str, at: int, **values: Any) -> Callable[[str], list[Row]]:
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


def enquiries_by_pledge(asked: Asked) -> dict[str, list[Row]]:
    """The enquiries made by the day and not retracted, by pledge, as plain values."""
    columns = asked.reader.sql.COLUMNS["enquiries"]
    pledge_at, day_at, retracted_at = map(columns.index, ("pledge", "enquired_on", "retracted"))
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in asked.reader.rows(asked.reader.sql.STATEMENTS["enquiries"]):
        if row[retracted_at] is None and row[day_at] <= asked.as_of:
            found[row[pledge_at]].append(row[1:])
    return found


def related_by_pledge(asked: Asked) -> dict[str, list[Row]]:
    """The relations known on the day, by each of their two pledges, as plain values."""
    columns = asked.reader.sql.COLUMNS["relations_known"]
    places = [columns.index(name) for name in ("pledge", "other")]
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in asked.reader.rows(asked.reader.sql.STATEMENTS["relations_known"], as_of=asked.as_of):
        for place in places:
            found[row[place]].append(tuple(row))
    return found
