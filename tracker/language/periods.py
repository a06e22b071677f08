"""Calendar arithmetic for deadlines: windows of days, and what comes a number of days or months later.

Gregorian days without time zones; every window is inclusive at both ends. Leaving the years 1 to 9999 raises
``OverflowError`` or ``ValueError``, as the standard library does.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from tracker.words import Basis

Window = tuple[date, date]
DAY = timedelta(days=1)

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

MIDDLE = "middle"  # rule of what lies around the middle of a period

_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_FEBRUARY = 28  # days
_LEAP_GAP = 8  # years between two 29 Februaries, at most


class Period(NamedTuple):
    """What words name on the calendar: a window, its unit, and the rule and basis that gave it."""

    first: date
    last: date
    unit: str
    rule: str
    basis: Basis = Basis.STATED

    def inferred(self) -> Period:
        """The same, read by a house rule."""
        return self._replace(basis=Basis.INFERRED)


def add(day: date, count: int, unit: str) -> date:
    """The day ``count`` units later; months keep the day of the month, or take the month's last.

    ``unit`` is hour (begun days), day, working-day (Monday to Friday), week, fortnight, month, quarter, half,
    year, decade or century.
    """
    if unit == "hour":
        return day + -(-count // 24) * DAY
    if unit == "working-day":
        return _add_working_days(day, count)
    if unit in _DAYS:
        return day + count * _DAYS[unit] * DAY
    return _add_months(day, count * _MONTHS[unit])


def months(year: int, month: int, count: int = 1) -> Window:
    """``count`` calendar months from the first of one; ``month`` may run past 12 into later years."""
    first = _add_months(date(year, 1, 1), month - 1)
    return first, _add_months(first, count) - DAY


def around(day: date, unit: str) -> Window:
    """The calendar unit that a day lies in: weeks begin on Monday, decades and centuries end with a year in 0."""
    if unit == "day":
        return day, day
    if unit in ("week", "weekend"):
        monday = day - day.weekday() * DAY
        return (monday if unit == "week" else monday + 5 * DAY), monday + 6 * DAY
    if unit in ("decade", "century"):
        years = _MONTHS[unit] // 12
        return months((day.year - 1) // years * years + 1, 1, _MONTHS[unit])
    length = _MONTHS[unit]
    return months(day.year, (day.month - 1) // length * length + 1, length)


def piece(window: Window, nth: int, count: int, unit: str) -> Window:
    """The ``nth`` run of ``count`` units in a window; ``-1`` is the last, ``half`` cuts the window in two."""
    first, last = window
    if unit == "half" and count == 1:
        whole = (last - first).days + 1
        years = round(whole / 365.25)
        half = 15 if whole == _FEBRUARY else whole // 2  # of every month the first 15 days
        second = _add_months(first, 6 * years) if years else first + half * DAY
        return (first, second - DAY) if nth == 1 else (second, last)
    if nth == -1:
        return add(last + DAY, -count, unit), last
    start = add(first, (nth - 1) * count, unit)
    return start, add(start, count, unit) - DAY


def turn(first: date, last: date) -> date:
    """The last day of the first half of a window."""
    return piece((first, last), 1, 1, "half")[1]


def upcoming(make: Callable[[int], Window | None], floor: date, *, begins_after: bool = False) -> Window | None:
    """The first yearly window that is not over on ``floor``, or that begins after it.

    ``make`` gives the window of a year, ``None`` where the year has none (29 February).
    """
    for year in range(floor.year - 1, floor.year + _LEAP_GAP + 1):
        window = make(year)
        if window and (window[0] > floor if begins_after else window[1] >= floor):
            return window
    return None


def weekday(number: int, floor: date) -> date:
    """The first such day of the week (Monday = 1) on or after a day."""
    return floor + (number - floor.isoweekday()) % 7 * DAY


def easter(year: int) -> date:
    """Western Easter Sunday, by the anonymous Gregorian computus."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    shift = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * shift) // 451
    month, day = divmod(epact + shift - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _add_months(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - DAY).day))


def _add_working_days(day: date, count: int) -> date:
    weeks, rest = divmod(count, 5)
    day += 7 * weeks * DAY
    while day.isoweekday() > 5:
        day -= DAY
    for _ in range(rest):
        day += DAY if day.isoweekday() < 5 else 3 * DAY
    return day
