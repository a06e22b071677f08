"""Periods with a name of their own: days, dates, months, quarters, seasons, feasts, weekdays, calendar years.

Each reader takes a place in the words, what points at the period ("this", "next", "coming" or nothing), the
floor that a period without a year must not lie before, and a year lent to it, if any. It gives the period and
the place after it, or ``None``.
"""

from __future__ import annotations

from datetime import date

from tracker.language.cursor import Cursor
from tracker.language.dates import ImpossibleError, day_in_month, numeric, year_month, year_range
from tracker.language.periods import DAY, Period, Window, add, around, easter, months, weekday
from tracker.language.tables import WEEKDAYS
from tracker.words import Basis

Hit = tuple[Period, int] | None

_CALENDAR = frozenset({"day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century"})
_PER_YEAR = {"quarter": 4, "half": 2}
_TO_BEGIN = frozenset({"early-new-year"})  # what is still to begin: "in the new year", said in January
_AWAITED = frozenset({"first-cold"})  # what is told as still to come: "before the frosts", and not "in the frost"
_AHEAD = frozenset({"before", "by", "ahead", "advance", "time", "until", "till"})
_AFTER_NEXT = ("after", "next")
_THIS_TIME_NEXT = (("this", "time", "next"), ("this", "day", "next"))
_A_WEEK_ON = (("week",), _AFTER_NEXT)  # behind a day of the week


def read_day(cursor: Cursor, at: int) -> Hit:
    """A day counted from the statement: "today", "tomorrow evening"."""
    if cursor.words[at : at + 3] in _THIS_TIME_NEXT and (unit := cursor.word("units", at + 3)):
        day = add(cursor.said_on, 1, unit[0])
        return Period(day, day, "day", "day"), unit[1]
    hit = cursor.count("days", at)
    if not hit:
        return None
    day = cursor.said_on + hit[0] * DAY
    return Period(day, day, "day", "day"), cursor.skip("daytime", hit[1])


def read_date(cursor: Cursor, at: int, lean: str, floor: date, year: int | None) -> Hit:
    """Days of a month: "7-8 July 2026", "Friday, February 15", "the 15th", 1.3.2026."""
    if lean:
        return None
    named = cursor.count("weekdays", at)
    start = cursor.skip("article", named[1]) if named else at
    day = numeric(cursor.words[start]) if start < len(cursor.words) else None
    if day:
        found: tuple[Window, int] | None = (day, day), start + 1
    else:
        found = _day_and_month(cursor, start, floor, year)
    if not found:
        return None
    (first, last), after = found
    if named and first.isoweekday() != named[0]:
        raise ImpossibleError(f"{first} is not a {' '.join(cursor.words[at : named[1]]).title()}")
    return Period(first, last, "day", "date"), after


def _day_and_month(cursor: Cursor, at: int, floor: date, year: int | None) -> tuple[Window, int] | None:
    month = cursor.count("months", at)
    days = _days(cursor, cursor.skip("article", month[1]) if month else at)
    if not days:
        return None
    first, last, after, ordinal = days
    if not month:
        month = cursor.count("months", cursor.skip("of", after))
        after = month[1] if month else after
    if month:
        number = month[0]
        return cursor.yearly(lambda each: day_in_month(each, number, first, last), after, "", floor, year)
    if not ordinal:
        return None
    if pointed := _of_month(cursor, after, first, last):
        return pointed
    begins = [months(floor.year, floor.month + step)[0] for step in range(12)]
    windows = [day_in_month(each.year, each.month, first, last) for each in begins]
    window = next((each for each in windows if each and each[1] >= floor), None)
    return (window, after) if window else None


def _of_month(cursor: Cursor, at: int, first: int, last: int) -> tuple[Window, int] | None:
    """Days of the month that the statement points at: "the 20th of next month"."""
    lean, body = cursor.lean(cursor.skip("of", at))
    unit = cursor.word("units", body) if lean else None
    if not unit or unit[0] != "month":
        return None
    month = add(cursor.said_on.replace(day=1), lean != "this", "month")
    window = day_in_month(month.year, month.month, first, last)
    return (window, unit[1]) if window else None


def _days(cursor: Cursor, at: int) -> tuple[int, int, int, bool] | None:
    """First and last day of the month, the place after them, and whether they end in st, nd, rd, th."""
    found: list[int] = []
    ordinal = False
    after = at
    spelt = _ordinal(cursor, at)  # "the first of November", "the thirty-first of March"
    if spelt and spelt[0] > 0 and cursor.words[spelt[1] : spelt[1] + 1] == ("of",):
        return (spelt[0], spelt[0], spelt[1], False) if cursor.count("months", spelt[1] + 1) else None
    while len(found) < 2 and at < len(cursor.words) and cursor.words[at].isdecimal() and len(cursor.words[at]) < 3:
        found.append(int(cursor.words[at]))
        ordinal = cursor.words[at + 1 : at + 2] in (("st",), ("nd",), ("rd",), ("th",))
        after = at + 1 + ordinal
        at = cursor.skip("and", after, dash=True)
        if at == after:
            break
    return (found[0], found[-1], after, ordinal) if found else None


def _ordinal(cursor: Cursor, at: int) -> tuple[int, int] | None:
    """The number of a day in words."""
    tens = cursor.count("numbers", at)
    more = cursor.count("ordinals", tens[1]) if tens and tens[0] in (20, 30) else None
    if tens and more:
        return (tens[0] + more[0], more[1]) if 0 < more[0] < 10 else None
    return cursor.count("ordinals", at)


def read_month(cursor: Cursor, at: int, lean: str, floor: date, year: int | None) -> Hit:
    """A month: "March", "next March", "January 2027"."""
    hit = cursor.count("months", at)
    if not hit:
        return None
    number = hit[0]
    found = cursor.yearly(lambda each: months(each, number), hit[1], lean, floor, year)
    basis = Basis.INFERRED if lean == "next" else Basis.STATED
    return (Period(*found[0], "month", "month", basis), found[1]) if found else None


def read_quarter(cursor: Cursor, at: int, lean: str, floor: date, year: int | None) -> Hit:
    """A quarter or half of a year: "Q3 2026", "H1", "the first and second quarters of next year"."""
    short = {"q": "quarter", "h": "half"}
    two = cursor.words[at : at + 2]
    if len(two) == 2 and (two[0] in short or two[1] in short) and (two[0] + two[1]).isalnum():
        letter, digit = two if two[0] in short else two[::-1]
        if not digit.isdecimal() or len(digit) > 1:
            return None
        nth, last, unit, after = int(digit), int(digit), short[letter], at + 2
    else:
        first = cursor.count("ordinals", at)
        joint = cursor.skip("and", first[1]) if first else at
        second = cursor.count("ordinals", joint) if first and joint > first[1] else first
        named = cursor.word("units", second[1]) if second else None
        if not first or not second or not named or named[0] not in _PER_YEAR:
            return None
        nth, last, unit, after = first[0], second[0], *named
    most = _PER_YEAR[unit]
    if nth == -1 and cursor.year_named(after):
        nth = last = most
    if lean or not 1 <= nth <= last <= most:
        return None
    length = 12 // most
    found = cursor.yearly(
        lambda each: months(each, (nth - 1) * length + 1, (last - nth + 1) * length), after, "", floor, year
    )
    return (Period(*found[0], unit, unit), found[1]) if found else None


def read_season(cursor: Cursor, at: int, lean: str, floor: date, year: int | None) -> Hit:
    """A season, with the bounds that the rules give it: "winter 2025-26", "next summer"."""
    count, at = (cursor.number(at) if lean else None) or (1, at)
    hit = cursor.word("seasons", at)
    if not hit:
        return None
    begin, end = cursor.rules.seasons[hit[0]]
    if cursor.country in cursor.rules.southern:
        begin, end = (begin + 5) % 12 + 1, (end + 5) % 12 + 1
    after = cursor.skip("season", hit[1])
    place = cursor.skip("of", after)
    years = year_range(cursor.words[place]) if place < len(cursor.words) else None

    def make(each: int) -> Window:
        return months(each, begin, (end - begin) % 12 + 1)

    found = (make(years[0]), place + 1) if years else cursor.yearly(make, after, lean, floor, year)
    if not found:
        return None
    (first, last), after = found
    joint = cursor.skip("and", after)
    if years and joint > after and joint < len(cursor.words) and (other := year_range(cursor.words[joint])):
        last, after = make(other[0])[1], joint + 1  # "the winters of 2026-27 and 2027-28"
    last = add(last + DAY, 12 * (count - 1), "month") - DAY
    return Period(first, last, "season", "season", Basis.INFERRED), after


def read_feast(cursor: Cursor, at: int, lean: str, floor: date, year: int | None) -> Hit:
    """A named day or holiday of the rules: "Christmas", "Easter 2027"."""
    hit = cursor.word("feasts", at)
    if not hit or (hit[0] in _AWAITED and not set(cursor.words[:at]) & _AHEAD):
        return None
    if hit[0] in cursor.rules.moving:
        return _moving_feast(cursor, *hit, lean, floor, year)
    begin, end = cursor.rules.feasts[hit[0]]
    lean = "next" if hit[0] in _TO_BEGIN else lean

    def make(each: int) -> Window:
        first, last = _feast_day(each, begin), _feast_day(each, end)
        return first, last if last >= first else last.replace(year=each + 1)

    found = cursor.yearly(make, hit[1], lean, floor, year)
    return (Period(*found[0], "feast", "feast", Basis.INFERRED), found[1]) if found else None


def _moving_feast(cursor: Cursor, name: str, at: int, lean: str, floor: date, year: int | None) -> Hit:
    """A feast of which the rules list the windows: the first that is not over, or that of a year."""
    told, after = cursor.year_named(at) or (None, at)
    told = told or (None if lean == "next" else year)
    for first, last in cursor.rules.moving[name]:
        if first.year == told if told else (first > cursor.said_on if lean == "next" else last >= floor):
            return Period(first, last, "feast", "feast", Basis.INFERRED), after
    return None


def _feast_day(year: int, day: str) -> date:
    if not day.startswith("easter"):
        fixed, _, named = day.partition(" ")
        first = date.fromisoformat(f"{year:04}-{fixed}")
        return weekday(WEEKDAYS.index(named) + 1, first) if named else first
    return easter(year) + int(day.removeprefix("easter") or 0) * DAY


def read_weekday(cursor: Cursor, at: int, lean: str, floor: date, _year: int | None) -> Hit:
    """A day of the week after the statement: "Friday", "Monday of next week", "Friday week", "a week on Friday"."""
    weeks = 1 if cursor.words[at : at + 2] in (("week", "on"), ("week", "from")) else 0
    hit = cursor.count("weekdays", at + 2 * weeks)
    if not hit:
        return None
    if not weeks and (behind := next((each for each in _A_WEEK_ON if cursor.words[hit[1] :][: len(each)] == each), ())):
        weeks, hit = 1, (hit[0], hit[1] + len(behind))
    if weeks:
        day = weekday(hit[0], cursor.said_on + DAY) + 7 * DAY
        return Period(day, day, "day", "weekday"), hit[1]
    after = cursor.skip("daytime", hit[1])
    start = cursor.skip("article", cursor.skip("of", after))
    which, body = cursor.lean(start)
    unit = cursor.word("units", body)
    basis = Basis.STATED
    if which and unit and unit[0] == "week":
        monday = around(cursor.said_on, "week")[0] + 7 * (which != "this") * DAY
        after = cursor.skip("daytime", unit[1])
    elif lean == "next":
        monday, basis = around(cursor.said_on, "week")[1] + DAY, Basis.INFERRED
    else:
        monday = max(floor, cursor.said_on + (lean != "this") * DAY)
    day = weekday(hit[0], monday)
    return Period(day, day, "day", "weekday", basis), after


def read_unit(cursor: Cursor, at: int, lean: str, floor: date | None = None) -> Hit:
    """A unit of the calendar that the statement points at: "this week", "the year after next"."""
    hit = cursor.word("units", at)
    if not hit or hit[0] not in _CALENDAR:
        return None
    unit, after = hit
    steps = 0 if lean == "this" or (unit == "weekend" and lean == "coming") else 1
    if cursor.words[after : after + 2] == _AFTER_NEXT:  # "the end of the year after next" too
        steps, after = 2, after + 2
    elif not lean:
        if unit == "week" and (start := cursor.skip("week", after)) > after:
            named = read_date(cursor, cursor.skip("article", start), "", cursor.said_on, None)
            return (Period(*around(named[0].first, unit), unit, unit), named[1]) if named else None
        if unit == "weekend":
            return Period(*around(floor or cursor.said_on, unit), unit, unit), after
        return None
    window = around(cursor.said_on, unit)
    for _ in range(steps):
        window = around(window[1] + DAY, unit)
    basis = Basis.INFERRED if unit in ("decade", "century") else Basis.STATED
    return Period(*window, unit, unit, basis), after


def read_year(cursor: Cursor, at: int) -> Hit:
    """Years and months in figures: "2026", "the year 2026", "2026-27", "2026-03"."""
    unit = cursor.word("units", at)
    at = unit[1] if unit and unit[0] == "year" else at
    word = cursor.words[at] if at < len(cursor.words) else ""
    if len(word) == 4 and word.isdecimal():
        last = int(word)
        if last % 10 == 0 and cursor.words[at + 1 : at + 2] == ("s",):  # "the 2030s"
            return Period(*months(last, 1, 120), "decade", "window", Basis.INFERRED), at + 2
        while cursor.words[at + 1 : at + 2] == (str(last + 1),):  # "2026, 2027 and 2028"
            at, last = at + 1, last + 1
        return Period(*months(int(word), 1, 12 * (last - int(word) + 1)), "year", "year"), at + 1
    if month := year_month(word):
        return Period(*months(*month), "month", "month"), at + 1
    if years := year_range(word):
        begins = cursor.begins("financial-year")
        if begins and begins > 1 and years[1] == years[0] + 1:
            return Period(*months(years[0], begins, 12), "year", "financial-year"), at + 1
        return Period(*months(years[0], 1, 12 * (years[1] - years[0] + 1)), "window", "window"), at + 1
    return None
