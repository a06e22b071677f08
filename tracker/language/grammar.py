"""The grammar of periods: reads "the end of next month" or "7-8 July" off words, from any place in them.

Every reading gives what it found and the place after it, or ``None``; the longest one wins. Words without a
year mean the first such period that is not over on a floor, which is the day of the statement to begin with.
"""

from __future__ import annotations

from datetime import date

from tracker.language.cursor import Cursor
from tracker.language.dates import ImpossibleError
from tracker.language.named import (
    Hit,
    read_date,
    read_day,
    read_feast,
    read_month,
    read_quarter,
    read_season,
    read_unit,
    read_weekday,
    read_year,
)
from tracker.language.own_years import read_own_year
from tracker.language.periods import DAY, MIDDLE, Period, add, months, piece, turn, weekday
from tracker.words import Basis

_NAMED = (read_date, read_month, read_quarter, read_season, read_feast, read_weekday)
_TWICE = frozenset({"week", "month", "quarter", "half", "season", "year"})
_FRIDAY = 5
_PIECES = frozenset({"day", "week", "fortnight", "month", "quarter", "half", "year"})


class Grammar(Cursor):
    """Reads periods, single, nested ("the end of the first half of 2026") and joined, off a run of words.

    ``year``, where a method takes it, is lent to words that have none of their own: to "January" in "January
    and February 2027".
    """

    def joined(self, at: int, floor: date) -> Hit:
        """A period, or the stretch from one to another: "7 to 9 July", "2026 and 2027", "March-May"."""
        left = self.period(at, floor)
        joint = self.skip("and", self._listed(left[1]), dash=True) if left else 0
        if left and self.words[joint:] == ("next",) and (both := self._and_next(left[0])):
            return both, joint + 1
        right = self.period(joint, left[0].first) if left and joint > left[1] else None
        right = right or (self._part_of_next(joint) if left and joint > left[1] else None)
        if not left or not right:
            return left
        year = right[0].last.year
        if self.period(joint, left[0].first, year + 1) == right:  # the right side names its year
            lent = [self.period(at, floor, each) for each in (year, year - 1)]
            left = next((each for each in lent if each and each[0].first <= right[0].last), left)
        if left[0].first > right[0].last:
            raise ImpossibleError("the second period named lies before the first")
        if right[0].rule == MIDDLE and self.words[joint - 1] == "by":
            right = right[0]._replace(last=turn(*right[0][:2])), right[1]
        basis = Basis.STATED if left[0].basis is right[0].basis is Basis.STATED else Basis.INFERRED
        return Period(left[0].first, right[0].last, "window", "window", basis), right[1]

    def _listed(self, at: int) -> int:
        """The place after the months of a list that stand between its first and its last: "May, July and August"."""
        after = at
        while month := self.count("months", after):
            after = month[1]
        return after if after == at or self.skip("and", after) > after else at

    def _part_of_next(self, at: int) -> Hit:
        """The year that is left out in "late this year or early next"."""
        part = self.word("parts", at)
        if not part or self.words[part[1] :] != ("next",):
            return None
        whole = Grammar((*self.words, "year"), self.said_on, self.rules, self.country).period(at, self.said_on)
        return (whole[0], part[1] + 1) if whole else None

    def _and_next(self, left: Period) -> Period | None:
        """The stretch of "this year and next"."""
        unit = {"season": "year"}.get(left.unit, left.unit)
        if left.unit not in _TWICE:
            return None
        last = add(left.last + DAY, 1, unit) - DAY
        return Period(left.first, last, "window", "window", left.basis)

    def period(self, at: int, floor: date, year: int | None = None, *, bare: bool = False) -> Hit:
        """The longest single period at a place; ``bare`` lets "the year" stand for the current one."""
        start = self.skip("article", at)
        lean, body = self.lean(start)
        hits = [
            read_day(self, at),
            read_day(self, start),
            read_unit(self, body, lean or ("this" if bare else ""), floor),
            *(read(self, body, lean, floor, year) for read in _NAMED),
            read_year(self, start),
            read_own_year(self, body, lean, floor),
            *(
                nest(start, floor, year)
                for nest in (self._part, self._rest, self._end, self._piece, self._beside, self._of_year)
            ),
        ]
        return max((hit for hit in hits if hit), key=lambda hit: hit[1], default=None)

    def _part(self, at: int, floor: date, year: int | None) -> Hit:
        """A part of a period, as the rules cut it: "mid-December", "early to mid 2026"."""
        hit = self.word("parts", at)
        if not hit:
            return None
        joint = self.skip("and", hit[1])
        second = self.word("parts", joint) if joint > hit[1] else None
        whole = self.period(self.skip("of", (second or hit)[1]), floor, year, bare=True)
        if not whole:
            return None
        (first, last, unit, _, _), after = whole
        if unit == "feast" and hit[0] == "start":
            return Period(first, first, "day", "feast", Basis.INFERRED), after
        opening, closing = (self.rules.parts[name].get(unit) for name in (hit[0], (second or hit)[0]))
        if not opening or not closing:
            return None
        step = "day" if unit in ("month", "week") else "month"
        begin = piece((first, last), opening[0], 1, step)[0]
        end = piece((first, last), closing[1], 1, step)[1]
        return Period(begin, min(end, last), "part", (second or hit)[0], Basis.INFERRED), after

    def _of_year(self, at: int, floor: date, _year: int | None) -> Hit:
        """A season or a feast behind its year: "the 2026-27 winter", "the 2027 heating season"."""
        years = read_year(self, at)
        named = self.word("seasons", at + 1) or self.word("feasts", at + 1) if years and years[1] == at + 1 else None
        if not years or not named:
            return None
        words = (*self.words[:at], *self.words[at + 1 : named[1]], str(years[0].first.year))
        turned = Cursor(words, self.said_on, self.rules, self.country)
        return read_season(turned, at, "", floor, None) or read_feast(turned, at, "", floor, None)

    def _rest(self, at: int, floor: date, year: int | None) -> Hit:
        """What is left of a period: "later this year", "the rest of 2026"."""
        hit = self.word("later", at)
        whole = self.period(hit[1], floor, year, bare=True) if hit else None
        if not whole or whole[0].unit == "day":
            return None
        return whole[0]._replace(first=min(max(whole[0].first, self.said_on), whole[0].last)), whole[1]

    def _end(self, at: int, floor: date, year: int | None) -> Hit:
        """The last day of a period: "the end of March", "end 2026", "year-end"."""
        hit = self.word("end", at)
        start = self.skip("of", hit[1]) if hit else at
        whole = self.period(start, floor, year, bare=True) if hit else self._unit_end(at)
        if not whole or whole[0].unit == "end":
            return None
        (_, last, unit, rule, basis), after = whole
        name = rule if rule in self.rules.years else "part" if unit == "window" else unit
        return Period(last, last, "end", f"end-of-{name}", basis), after

    def _unit_end(self, at: int) -> Hit:
        """The unit in "month-end", "year-end 2026", "summer's end"."""
        unit = read_unit(self, at, "this") or read_season(self, at, "", self.said_on, None)
        end = self.word("end", unit[1]) if unit else None
        if not unit or not end:
            return None
        named, after = self.year_named(end[1]) or (None, end[1])
        if not named or unit[0].unit != "year":
            return unit[0], end[1]
        return Period(*months(named, 1, 12), "year", "year"), after

    def _piece(self, at: int, floor: date, year: int | None) -> Hit:
        """A counted part: "the first six months of 2026", "the last week of March"."""
        nth = self.count("ordinals", at)
        if not nth:
            return None
        if day := self.count("weekdays", nth[1]):
            return self._nth_weekday(nth[0], *day, floor, year)
        count, start = self.number(nth[1]) or (1, nth[1])
        unit = self.word("units", start)
        of = self.skip("of", unit[1]) if unit else at
        whole = self.period(of, floor, year, bare=True) if unit and of > unit[1] else None
        if unit and whole and unit[0] == "working-day" and count == 1:
            return self._nth_working_day(nth[0], whole)
        if not unit or not whole or unit[0] not in _PIECES or whole[0].unit == "end":
            return None
        first, last = piece(whole[0][:2], nth[0], count, unit[0])
        if not whole[0].first <= first <= last <= whole[0].last:
            return None
        basis = Basis.INFERRED if unit[0] == "week" else whole[0].basis
        return Period(first, last, "part", "part", basis), whole[1]

    def _nth_working_day(self, nth: int, whole: tuple[Period, int]) -> Hit:
        """A counted working day: "the last working day of June"."""
        first, last = whole[0][:2]
        days = [each for step in range((last - first).days + 1) if (each := first + step * DAY).isoweekday() <= _FRIDAY]
        day = days[nth if nth < 0 else nth - 1] if nth <= len(days) else None
        return (Period(day, day, "day", "date", Basis.INFERRED), whole[1]) if day else None

    def _beside(self, at: int, floor: date, year: int | None) -> Hit:
        """A day of the week beside a day with a name: "the Monday after Easter", "the Friday before Christmas"."""
        day = self.count("weekdays", at)
        beside = self.skip("beside", day[1]) if day else at
        whole = self.period(beside, floor, year) if day and beside > day[1] else None
        if not day or not whole or whole[0].unit not in ("feast", "day"):
            return None
        back = self.words[beside - 1] == "before"
        first = whole[0].first - 7 * DAY if back else whole[0].last + DAY
        on = weekday(day[0], first)
        return Period(on, on, "day", "date", whole[0].basis), whole[1]

    def _nth_weekday(self, nth: int, weekday: int, at: int, floor: date, year: int | None) -> Hit:
        """A counted day of the week: "the first Monday of May"."""
        of = self.skip("of", at)
        whole = self.period(of, floor, year, bare=True) if of > at else None
        if not whole or whole[0].unit != "month":
            return None
        first, last = whole[0][:2]
        days = [each for step in range(31) if (each := first + step * DAY) <= last and each.isoweekday() == weekday]
        day = days[nth if nth < 0 else nth - 1] if nth <= len(days) else None
        return (Period(day, day, "day", "date"), whole[1]) if day else None
