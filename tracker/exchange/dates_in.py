"""Cells to days: what is a day by its own form is taken, everything else stays what it is and is told.

Nothing is repaired or guessed: no year, no month, no order of day and month, no end of a range.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from tracker.exchange.cells import Cell, Missing, text_of

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december"),
)
# The forms that are looked for where no mapping names them.
FORMS = ("YYYY-MM-DD", "D/M/YYYY", "M/D/YYYY", "D.M.YYYY", "D MMMM YYYY", "MMMM D, YYYY", "YYYY-MM-DDT00:00:00Z")
# The parts of a form, longest first, and what stands for them in a cell.
_PARTS = {
    "YYYY": r"(?P<year>[0-9]{4})",
    "MMMM": rf"(?P<name>{'|'.join(MONTHS)})",
    "MMM": rf"(?P<name>{'|'.join(each[:3] for each in MONTHS)})",
    "MM": r"(?P<month>[0-9]{2})",
    "DD": r"(?P<day>[0-9]{2})",
    "M": r"(?P<month>[0-9]{1,2})",
    "D": r"(?P<day>[0-9]{1,2})",
}
_TOKEN = re.compile("|".join(_PARTS))
_SERIAL_ZERO = date(1899, 12, 30)  # day 0 of spreadsheets from day 61 (1900-03-01) on
_SERIALS = (61, 109_573)  # 1900-03-01 to 2199-12-31


class DayRead(NamedTuple):
    """A day, or why there is none: ``code``, and the ``words`` that stand there instead."""

    day: date | None = None
    code: str = ""
    words: str = ""


def known_form(form: str) -> bool:
    """Whether a form names a year, a month and a day, each once."""
    found = [each[0] for each in _TOKEN.findall(form)]
    return sorted(found) == ["D", "M", "Y"]


def read_day(
    cell: Cell,
    missing: Missing,
    forms: Sequence[str] = (),
    *,
    find: Sequence[str] = (),
    serial: bool = False,
    first: date = date(1900, 1, 1),
    last: date = date(2199, 12, 31),
) -> DayRead:
    """Read a day out of a cell.

    ``forms``: how the whole cell may be written (``D/M/YYYY``). ``find``: how a day may be written inside longer words;
    two different ones are told as ambiguous. ``serial``: take bare numbers as days of a spreadsheet. A day before
    ``first`` or after ``last`` is none.
    """
    if isinstance(cell, datetime):
        cell = cell.date()
    words = text_of(cell)
    if missing(cell) and not any(each.isalnum() for each in words):
        return DayRead(code="date_missing")  # words such as "undisclosed" are told as they stand
    if isinstance(cell, date):
        return _within(cell, first, last)
    if isinstance(cell, Decimal) or _number(words):
        day = _from_serial(words) if serial else None
        return _within(day, first, last) if day else DayRead(code="date_is_number", words=words)
    for form in forms:
        match = _pattern(form).fullmatch(words)
        if match and (day := _day(match)):
            return _within(day, first, last)
    if not find:
        return DayRead(code="date_is_text", words=words)
    found = {_day(match) for form in find for match in _pattern(form).finditer(words)}
    if not found:
        return DayRead(code="date_missing", words=words)
    if len(found) > 1:
        return DayRead(code="date_ambiguous", words=words)
    day = found.pop()
    return _within(day, first, last) if day else DayRead(code="date_is_text", words=words)


def _within(day: date, first: date, last: date) -> DayRead:
    if first <= day <= last:
        return DayRead(day)
    return DayRead(code="date_out_of_range", words=day.isoformat())


def _number(words: str) -> bool:
    return bool(re.fullmatch(r"[+-]?[0-9]+([.,][0-9]+)?", words))


def _from_serial(words: str) -> date | None:
    if not re.fullmatch(r"[0-9]{1,6}", words) or not _SERIALS[0] <= int(words) <= _SERIALS[1]:
        return None
    return _SERIAL_ZERO + timedelta(days=int(words))


@lru_cache(maxsize=64)
def _pattern(form: str) -> re.Pattern[str]:
    """A form as a pattern; inside longer words it must not run into other digits or letters."""
    at, parts = 0, []
    for token in _TOKEN.finditer(form):
        parts += [re.escape(form[at : token.start()]), _PARTS[token[0]]]
        at = token.end()
    return re.compile(rf"(?<![\w/.-]){''.join(parts)}{re.escape(form[at:])}(?![\w/-]|\.\w)", re.IGNORECASE)


def _day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    month = int(parts["month"]) if parts.get("month") else _month(parts["name"])
    try:
        return date(int(parts["year"]), month, int(parts["day"]))
    except ValueError:
        return None


def _month(name: str) -> int:
    return next(number for number, each in enumerate(MONTHS, 1) if each[:3] == name[:3].lower())
