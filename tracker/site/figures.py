"""What charts of the front page show of all pledges, added up as they pass: amounts by unit, deadlines that moved.

Counting rules: an amount counts where its pledge is known on the day, once; what was said as *up to*, *at least* or
*about* stands apart from what was said plainly; delivered is what known follow-ups say was done of it in the same unit.
What was given up is part of what was pledged, and said to be; what was delivered of a pledge that others replace, or of
a package that its items tell, stands beside. Units are never added up. A deadline has moved where the day promised
last differs from the first; the longest delays are kept.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from tracker.reports.charts import Amount, Amounts, Slip, Slips, amounts, slips
from tracker.reports.figures import given_up, told_beside
from tracker.reports.lines import Line, counted, days_between, some

_NAMED = 5  # pledges that are told apart
_MOST = 10  # deadlines, and units, that a chart shows
Quantity = tuple[str | None, str | None]  # an amount and its unit, as the register holds them
Pledged = tuple[str | None, str | None, str | None]  # the same, and how firmly it was said


class _Apart:
    """A sum that is told apart, and the pledges that it is of: the first are named."""

    def __init__(self) -> None:
        self.amount, self.pledges = Decimal(0), 0
        self._first: list[str] = []

    def take(self, ref: str, amount: Decimal) -> None:
        """Add a pledge's."""
        self.amount += amount
        self.pledges += 1
        self._first += [ref] if len(self._first) < _NAMED else []

    @property
    def refs(self) -> str:
        """The pledges in words."""
        return some(self._first, _NAMED, self.pledges)


class _Unit:
    """What was pledged in a unit, said in one way, and what became of it."""

    def __init__(self) -> None:
        self.pledges = self.without_figure = 0
        self.pledged = Decimal(0)
        self.delivered: Decimal | None = None
        self.dropped = _Apart()

    def drawn(self, unit: str, said: str, beside: _Apart, untold: _Apart) -> Amount:
        """The bar; ``beside`` is delivered of pledges that are not in it, ``untold`` the same without figures."""
        return Amount(
            counted(self.pledges, "pledge"),
            unit,
            self.pledged,
            self.delivered,
            said or None,
            self.without_figure,
            given_up(self.dropped.amount, self.dropped.refs) if self.dropped.pledges else "",
            told_beside(beside.amount, beside.refs, untold.refs),
        )


class Figures:
    """Sums over the pledges taken so far; of single pledges no more than a chart shows is kept."""

    def __init__(self) -> None:
        self._units: dict[tuple[str, str], _Unit] = {}  # by unit, and how firmly the amounts were said
        self._beside: dict[str, tuple[_Apart, _Apart]] = {}  # by unit: what is told in figures, and what is not
        self._moved = 0
        self._slips: list[tuple[int, int, str, str, str]] = []

    def take(self, line: Line, pledged: Pledged, delivered: Iterable[Quantity], *, elsewhere: bool) -> None:
        """Add a pledge, with what was delivered of it; ``elsewhere``: its amount is that of others."""
        amount, unit, said = pledged
        if elsewhere:
            self._leave_out(line.ref, unit, delivered)
            return
        if amount is not None and unit is not None:
            so_far = self._units.setdefault((unit, said or ""), _Unit())
            so_far.pledges += 1
            so_far.pledged += Decimal(amount)
            told = [*delivered]
            if done := [Decimal(each) for each, of in told if each is not None and of == unit]:
                so_far.delivered = (so_far.delivered or Decimal(0)) + sum(done)
            elif told:
                so_far.without_figure += 1
            if line.standing == "dropped":
                so_far.dropped.take(line.ref, Decimal(amount))
        if line.latest and line.slipped_to and line.slipped_to != line.latest:
            self._moved += 1
            slip = (days_between(line.latest, line.slipped_to), -self._moved, line.ref, line.latest, line.slipped_to)
            (heapq.heappush if len(self._slips) < _MOST else heapq.heappushpop)(self._slips, slip)

    def _leave_out(self, ref: str, pledged: str | None, delivered: Iterable[Quantity]) -> None:
        """Take no more of a pledge in a unit than what was delivered of it: its amount is that of others."""
        told, done = [*delivered], dict[str, Decimal]()
        for amount, unit in told:
            if amount is not None and unit is not None:
                done[unit] = done.get(unit, Decimal(0)) + Decimal(amount)
        for unit, each in done.items():
            self._aside(unit)[0].take(ref, each)
        if told and pledged and pledged not in done:
            self._aside(pledged)[1].take(ref, Decimal(0))

    def _aside(self, unit: str) -> tuple[_Apart, _Apart]:
        return self._beside.setdefault(unit, (_Apart(), _Apart()))

    def amounts(self) -> Amounts:
        """Pledged against delivered, unit by unit, those of the most pledges first."""
        beside = dict(self._beside)  # with the first of its unit
        of_unit = Counter[str]()
        for (unit, _), found in self._units.items():
            of_unit[unit] += found.pledges
        order = sorted(self._units.items(), key=lambda each: (-of_unit[each[0][0]], *each[0]))
        given = (found.drawn(unit, said, *beside.pop(unit, (_Apart(), _Apart()))) for (unit, said), found in order)
        return amounts("Pledged and delivered", given, _MOST)

    def slips(self) -> Slips:
        """The deadlines that moved furthest."""
        order = sorted(self._slips, reverse=True)
        made = slips("Deadlines that have moved", [Slip(ref, first, last) for _, _, ref, first, last in order], _MOST)
        return made._replace(left_out=self._moved - len(order))
