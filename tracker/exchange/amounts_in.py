"""Cells to numbers: what has one reading is taken, everything else is told and stays out."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from tracker.currencies import is_currency
from tracker.exchange.cells import Cell, Missing, text_of
from tracker.forms import amount_fault

# Digits; groups of three set off by blanks of any kind, or at least twice by commas.
_PLAIN = re.compile(r"[0-9]{1,18}(\.[0-9]{1,15})?")
_BLANKS = re.compile(r"[0-9]{1,3}(?:[ \u00a0\u2007\u2009\u202f][0-9]{3})+(\.[0-9]{1,15})?")
_COMMAS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){2,}(\.[0-9]{1,15})?")


class NumberRead(NamedTuple):
    """A number of 0 or more, or that what stands there is none: ``unreadable``. Neither: no value."""

    number: Decimal | None = None
    unreadable: bool = False


def read_number(cell: Cell, missing: Missing, thousands: str = "", decimal: str = ".") -> NumberRead:
    """Read a number out of a cell: one that the file types as a number, or text with a single reading.

    ``1,000`` and ``1.000.00`` have two readings and are unreadable, unless it is said which sign sets off thousands and
    which the fraction; so are words, and numbers that are no amounts (:mod:`tracker.forms`).
    """
    if missing(cell):
        return NumberRead()
    if isinstance(cell, Decimal):
        return _sound(cell)
    if not isinstance(cell, str):
        return NumberRead(unreadable=True)
    text = text_of(cell)
    if any(each.fullmatch(text) for each in _forms(thousands, decimal)):
        try:
            return _sound(Decimal(re.sub(r"[^0-9.]", "", text if decimal == "." else _turned(text))))
        except InvalidOperation:
            return NumberRead(unreadable=True)
    return NumberRead(unreadable=True)


@lru_cache(maxsize=16)
def _forms(thousands: str, decimal: str) -> tuple[re.Pattern[str], ...]:
    """How a number may be written; where both signs are known, groups of three have a single reading."""
    if not thousands and decimal == ".":
        return _PLAIN, _BLANKS, _COMMAS
    fraction = rf"({re.escape(decimal)}[0-9]{{1,15}})?"
    plain = rf"[0-9]{{1,18}}{fraction}"
    sign = "[ \u00a0\u2007\u2009\u202f]" if thousands in ("", " ") else re.escape(thousands)
    return re.compile(plain), re.compile(rf"[0-9]{{1,3}}(?:{sign}[0-9]{{3}})+{fraction}")


def _turned(text: str) -> str:
    """A number with the signs of thousands and of the fraction changed for each other."""
    return text.translate({ord("."): ",", ord(","): "."})


def _sound(number: Decimal) -> NumberRead:
    number = number.copy_abs() if number.is_zero() else number  # a sheet may hold a zero below 0
    return NumberRead(unreadable=True) if amount_fault(number) else NumberRead(number)


def read_currency(cell: Cell, missing: Missing) -> str | None:
    """A currency's three letters in capitals; ``None`` where the cell holds none."""
    text = text_of(cell).upper()
    return text if is_currency(text) and not missing(cell) else None
