"""Years that begin where a country's law says: financial and academic ones, one or several of them."""

from __future__ import annotations

from datetime import date

from tracker.language.cursor import Cursor
from tracker.language.named import Hit, read_year
from tracker.language.patterns import patterns
from tracker.language.periods import Period, months
from tracker.words import Basis

_BY_FIRST = frozenset(("JP",))  # elsewhere one figure means the year in which a financial year ends

_PATTERNS = patterns(__name__)
_FISCAL = tuple((each,) for each in _PATTERNS.words("fiscal"))
_ABBREVIATED = _PATTERNS.words("abbreviated")
_NEW = tuple((each,) for each in _PATTERNS.words("new"))
_SHORT = _PATTERNS.words("short")
_ONE = tuple((each,) for each in _PATTERNS.words("one"))


def read_own_year(cursor: Cursor, at: int, lean: str, floor: date) -> Hit:
    """A financial or academic year, or several: "the 2025/26 financial year", "the next two fiscal years", "FY2026"."""
    if not lean and cursor.words[at : at + 1] in _NEW:
        at, lean = at + 1, "next"  # "the new school year"
    at, country = _whose(cursor, at)
    count, at = (cursor.number(at) if lean in ("next", "coming") else None) or (1, at)
    for name in ("financial-year", "academic-year"):
        begins = cursor.begins(name, country)
        before = read_year(cursor, at) if begins and not lean else None
        hit = cursor.word(name, before[1] if before else at) if begins else None
        if not hit or not begins:
            continue
        named, after = before, hit[1]
        if not named and (named := read_year(cursor, cursor.skip("of", after))):
            after = named[1]
        if named:
            first = named[0].first.year
            count, after = _so_many(cursor, named[0], after)
            by_last = name == "financial-year" and _by_last(country, begins)
            first -= (named[0].rule == "year" or count > 2) and named[0].rule != name and by_last
        elif cursor.words[after - 1] in _SHORT:
            digits = cursor.words[after : after + 1]
            if not digits or len(digits[0]) != 2 or not digits[0].isdecimal():
                continue
            first, after = 2000 + int(digits[0]) - _by_last(country, begins), after + 1
        else:
            day = max(floor, cursor.said_on)
            first = day.year - (day.month < begins) + (lean in ("next", "coming"))
        basis = Basis.STATED if name == "financial-year" else Basis.INFERRED
        return Period(*months(first, begins, 12 * count), "year", name, basis), after
    return None


def _whose(cursor: Cursor, at: int) -> tuple[int, str | None]:
    """The place after whose year it is, and the code of the party: "the British financial year"."""
    if cursor.words[at + 1 : at + 2] not in _FISCAL:
        return at, cursor.country
    from tracker.language.parties import named

    word = cursor.words[at]
    party = named(word.upper() if word in _ABBREVIATED else word) if len(word) > 3 or word in _ABBREVIATED else None
    return (at + 1, party.code) if party else (at, cursor.country)


def _so_many(cursor: Cursor, named: Period, after: int) -> tuple[int, int]:
    """How many years are told one after another, and the place after them: "fiscal years 2026 and 2027"."""
    joint = cursor.skip("and", after, dash=True)
    other = read_year(cursor, joint) if joint > after else None
    last, after = other if other and other[0].rule == named.rule and other[0].first > named.last else (named, after)
    whole = named.rule == "year" or (named.rule == "window" and named.last.year - named.first.year > 1)
    return (last.last.year if whole else last.first.year) - named.first.year + 1, after


def first_of_many(cursor: Cursor, name: str, at: int, told: Hit) -> tuple[date, int] | None:
    """The first day of the first of several years of a kind, and the place after the words that tell it.

    ``told``: the period at the place. A calendar year means the one that begins in it: "four school years from 2027";
    "the current one" and "the next one" are of the kind themselves.
    """
    begins = cursor.begins(name)
    lean, one = cursor.lean(cursor.skip("article", at))
    if begins and lean and cursor.words[one : one + 1] in _ONE:
        year = cursor.said_on.year - (cursor.said_on.month < begins) + (lean != "this")
        return months(year, begins)[0], one + 1
    if begins and told and told[0].rule == told[0].unit == "year":
        return months(told[0].first.year, begins)[0], told[1]
    return (told[0].first, told[1]) if told else None


def _by_last(country: str | None, begins: int) -> bool:
    """Whether one figure names such a financial year by the year in which it ends."""
    return begins > 1 and country not in _BY_FIRST
