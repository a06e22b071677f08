"""Days in figures: 2026-01-31, 31.1.2026, 31/1/2026; and why other figures are no days."""

from __future__ import annotations

from datetime import date

from tracker.language.periods import Window


class ImpossibleError(ValueError):
    """Words that name no day, such as 30 February; the message says why."""


def numeric(word: str) -> date | None:
    """The day that a numeric date names; ``None`` for a word that is none.

    The year has four figures and comes first or last. Between dots the day comes before the month; between
    slashes or hyphens the figures must leave no doubt.

    :raises ImpossibleError: for a date without a full year, with two readings, or on no calendar.
    """
    figures = _figures(word)
    if len(figures) < 2 or (len(figures) == 2 and len(figures[0]) == 4):
        return None
    if len(figures) == 2:
        raise ImpossibleError(f"{word} names no year")
    one, two, three = (int(each) for each in figures)
    if len(figures[0]) == 4:
        return _calendar_day(one, two, three)
    if len(figures[2]) != 4:
        raise ImpossibleError(f"the year in {word} needs four figures")
    if "." in word or one > 12 or one == two:
        return _calendar_day(three, two, one)
    if two > 12:
        return _calendar_day(three, one, two)
    raise ImpossibleError(f"{word} can be read with the day first or with the month first")


def year_range(word: str) -> tuple[int, int] | None:
    """The first and the last year of "2026-27", "2026/27" or "2026-2028"."""
    figures = _figures(word)
    if len(figures) != 2 or len(figures[0]) != 4 or len(figures[1]) not in (2, 4):
        return None
    first, last = int(figures[0]), int(figures[0][: -len(figures[1])] + figures[1])
    return (first, last) if first < last else None


def year_month(word: str) -> tuple[int, int] | None:
    """The year and the month of "2026-03"."""
    figures = _figures(word)
    if len(word) != 7 or word[4] != "-" or len(figures) != 2 or not 1 <= int(figures[1]) <= 12:
        return None
    return int(figures[0]), int(figures[1])


def day_in_month(year: int, month: int, first: int, last: int) -> Window | None:
    """The days from ``first`` to ``last`` of a month; ``None`` where the month has no such days."""
    try:
        window = date(year, month, first), date(year, month, last)
    except ValueError:
        return None
    return window if first <= last else None


def _figures(word: str) -> list[str]:
    figures = word.replace("/", "-").replace(".", "-").split("-")
    return figures if all(each.isdecimal() for each in figures) else []


def _calendar_day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ImpossibleError("there is no such day in the calendar") from error
