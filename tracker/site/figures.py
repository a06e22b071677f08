"""What charts of the front page show of all pledges, added up as they pass: amounts by unit, deadlines that moved.

Counting rules: an amount counts where its pledge is known on the day, once; what was said as *up to*, *at least* or
*about* stands apart from what was said plainly; delivered is what known follow-ups say was done of it in the same unit.
Units are never added up. A deadline has moved where the latest day promised since differs from the first; the longest
delays are kept.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from tracker.reports.charts import Amount, Amounts, Slip, Slips, amounts, slips
from tracker.reports.lines import Line, days_between

_MOST = 10  # deadlines, and units, that a chart shows
Quantity = tuple[str | None, str | None]  # an amount and its unit, as the register holds them
Pledged = tuple[str | None, str | None, str | None]  # the same, and how firmly it was said


class _Unit(NamedTuple):
    pledges: int = 0
    pledged: Decimal = Decimal(0)
    delivered: Decimal | None = None


class Figures:
    """Sums over the pledges taken so far; of single pledges no more than a chart shows is kept."""

    def __init__(self) -> None:
        self._units: dict[tuple[str, str], _Unit] = {}  # by unit, and how firmly the amounts were said
        self._moved = 0
        self._slips: list[tuple[int, int, str, str, str]] = []

    def take(self, line: Line, pledged: Pledged, delivered: Iterable[Quantity]) -> None:
        """Add a pledge, with what was delivered of it."""
        amount, unit, said = pledged
        if amount is not None and unit is not None:
            done = [Decimal(each) for each, of in delivered if each is not None and of == unit]
            so_far = self._units.get((unit, said or ""), _Unit())
            known = so_far.delivered if not done else (so_far.delivered or Decimal(0)) + sum(done)
            self._units[unit, said or ""] = _Unit(so_far.pledges + 1, so_far.pledged + Decimal(amount), known)
        if line.latest and line.slipped_to and line.slipped_to != line.latest:
            self._moved += 1
            slip = (days_between(line.latest, line.slipped_to), -self._moved, line.ref, line.latest, line.slipped_to)
            (heapq.heappush if len(self._slips) < _MOST else heapq.heappushpop)(self._slips, slip)

    def amounts(self) -> Amounts:
        """Pledged against delivered, unit by unit, those of the most pledges first."""
        of_unit = Counter[str]()
        for (unit, _), found in self._units.items():
            of_unit[unit] += found.pledges
        order = sorted(self._units.items(), key=lambda each: (-of_unit[each[0][0]], *each[0]))
        given = (
            Amount("1 pledge" if found.pledges == 1 else f"{found.pledges:,} pledges", unit, *found[1:], said or None)
            for (unit, said), found in order
        )
        return amounts("Pledged and delivered", given, _MOST)

    def slips(self) -> Slips:
        """The deadlines that moved furthest."""
        order = sorted(self._slips, reverse=True)
        made = slips("Deadlines that have moved", [Slip(ref, first, last) for _, _, ref, first, last in order], _MOST)
        return made._replace(left_out=self._moved - len(order))
