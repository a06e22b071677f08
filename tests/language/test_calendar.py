"""The calendar below the deadlines: months, working days, pieces of a window, Easter."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.language.readings import DAYS
from tracker.language.periods import add, easter, months, piece


@given(DAYS, st.integers(0, 400))
def test_adding_months_keeps_the_day_or_takes_the_months_last(day: date, count: int) -> None:
    later = add(day, count, "month")
    assert (later.year - day.year) * 12 + later.month - day.month == count
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@given(DAYS, st.integers(1, 60))
def test_working_days_are_counted_one_by_one(day: date, count: int) -> None:
    later = add(day, count, "working-day")
    between = [day + timedelta(days=n) for n in range(1, (later - day).days + 1)]
    assert sum(each.isoweekday() < 6 for each in between) == count
    assert later.isoweekday() < 6


@given(st.integers(1900, 2100), st.integers(1, 12), st.sampled_from(["half", "week"]))
def test_the_first_and_last_piece_lie_at_the_ends_of_a_window(year: int, month: int, unit: str) -> None:
    first, last = months(year, month)
    assert piece((first, last), 1, 1, unit)[0] == first
    assert piece((first, last), -1, 1, unit)[1] == last


def test_easter_falls_where_the_almanac_has_it() -> None:
    almanac = [
        "1961-04-02",
        "1999-04-04",
        "2008-03-23",
        "2011-04-24",
        "2024-03-31",
        "2038-04-25",
        "2049-04-18",
    ]
    assert [str(easter(int(day[:4]))) for day in almanac] == almanac
