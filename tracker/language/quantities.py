"""How much of a pledged quantity a sentence tells of, and on which day it says that it was done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, lru_cache

from tracker.currencies import is_currency
from tracker.language.amount_words import amount_words
from tracker.language.amounts import amounts
from tracker.language.passages import Passage
from tracker.language.patterns import patterns
from tracker.language.sightings import Amount
from tracker.language.terms import month_of, names_a_month, stem, value_of

_READ = 3000  # characters of a sentence
_ANOTHER_CURRENCY = 0.5  # a sum in another currency counts as a part: the words do not tell that it is the whole
_DOLLAR, _DOLLARS = "USD", frozenset(("AUD", "CAD", "NZD", "SGD", "HKD", "TWD", "FJD"))
_TWO = 2
_KEPT = 100  # amounts of a sentence, asked about for each pledge that it comes near to
_BEFORE = 60  # characters in which a part of a sum stands before it
_FIGURES = re.compile(r"\d+(?:[.,]\d+)*")
_LARGE = 100_000  # a number without a unit that is as large is one of money, where money was pledged

_PATTERNS = patterns(__name__)
_PLACES = _PATTERNS.words("places")
_OF = _PATTERNS["of"]
_OF_THE_WHOLE = _PATTERNS["of-the-whole"]
_LEAVING = _PATTERNS["leaving"]
_OF_A_SUM = _PATTERNS["of-a-sum"]
_OF_ALL = _PATTERNS["of-all"]
_GOAL, _DONE_BEFORE, _DONE_BEHIND = (_PATTERNS[each] for each in ("goal", "done-before", "done-behind"))
_VOTES = _PATTERNS["votes"]
_SAYING = _PATTERNS["saying"]
_PROMISED = _PATTERNS["promised"]
_DAY = _PATTERNS["day"]
_NO_DAY_WITHOUT = _PATTERNS.words("no-day-without")
_YESTERDAY = _PATTERNS.words("yesterday")
_WEEKDAYS = _PATTERNS.words("weekdays")


def told_amounts(text: str, place: Passage) -> list[Amount]:
    """The amounts that a sentence tells of; the place of one thing among many, "the 15 millionth", is none.

    Nor is the number of all of which one is told, "the first of 40", nor what is left, where it tells what was done
    too: "paid two billion, leaving four".
    """
    told = amounts(text, place.start, min(place.end, place.start + _READ))
    told = [each for each in told if not each.unit or not each.unit.startswith(_PLACES)]
    told = [each for each in told if not _follows(_OF_ALL, text, place, each)]
    return [each for each in told if not _follows(_LEAVING, text, place, each)] or told


def _follows(words: re.Pattern[str], text: str, place: Passage, amount: Amount) -> bool:
    return words.search(text, max(place.start, amount.start - _BEFORE), amount.start) is not None


def quantity(
    text: str, told: Sequence[Amount], pledged: Decimal | None, unit: str | None
) -> tuple[Amount | None, float | None]:
    """Of the amounts told the one in the pledge's unit, and its share of the one pledged (both may be ``None``).

    What is counted in more words ("12 Norwegian boats", of 40 boats) is told in the pledge's, so that it adds up.
    """
    found, share = _quantity(text, told, pledged, unit)
    if found is None or found.currency or unit is None or is_currency(unit):
        return found, share
    return found._replace(unit=unit), share


def _quantity(
    text: str, told: Sequence[Amount], pledged: Decimal | None, unit: str | None
) -> tuple[Amount | None, float | None]:
    if not told:
        return None, None
    like = [each for each in told if _comparable(each, unit) and (each.unit or not _VOTES.match(text, each.end))]
    if not like:
        money = next((each for each in told if each.currency), None)
        return (money, _ANOTHER_CURRENCY) if money and pledged and is_currency(unit) else (None, None)
    if pledged is None or not pledged:
        return like[0], None
    like = _done_of(text, like)
    named = [each for each in like if each.amount == pledged]
    if named and (part := _part_of(text, named[0])):
        return part, float(part.amount / pledged)
    less = [each for each in like if each.amount < pledged]
    if named and any(_OF.search(text, each.start, named[0].start) for each in less if each.end <= named[0].start):
        best = less[0] if less[0].unit else less[0]._replace(unit=named[0].unit, currency=named[0].currency)
    elif named and (told_of := _told_of_a_whole(text, named[0], less)):
        best = told_of
    else:
        best = named[0] if named else max(like, key=lambda each: each.amount)
    return best, float(best.amount / pledged)


def _done_of(text: str, told: list[Amount]) -> list[Amount]:
    """Of amounts those done, where the larger ones were to be reached: "sent 400 under its drive to send 1,000"."""
    if len(told) < _TWO:
        return told
    goals = [each for each in told if _is_goal(text, each.start)]
    most = max((each.amount for each in goals), default=0)
    done = [each for each in told if each not in goals and each.amount < most and _is_done(text, each.start, each.end)]
    return done or told


@lru_cache(maxsize=_KEPT)
def _is_goal(text: str, start: int) -> bool:
    return _GOAL.search(text, max(0, start - _BEFORE), start) is not None


@lru_cache(maxsize=_KEPT)
def _is_done(text: str, start: int, end: int) -> bool:
    before = _DONE_BEFORE.search(text, max(0, start - _BEFORE), start)
    return before is not None or _DONE_BEHIND.match(text, end) is not None


def _told_of_a_whole(text: str, whole: Amount, less: Sequence[Amount]) -> Amount | None:
    """What is told next as a part of a sum: "of the 90 million euros, 30 million had been paid"."""
    part = next((each for each in less if each.start >= whole.end), None)
    if part is None or not _OF_THE_WHOLE.search(text, max(0, whole.start - _BEFORE), whole.start):
        return None
    return part


def _part_of(text: str, whole: Amount) -> Amount | None:
    """What is told in figures alone before a sum, as a part of it: "30 of its 90 million euros"."""
    found = _OF_A_SUM.search(text, max(0, whole.start - _BEFORE), whole.start)
    if not found:
        return None
    figures = _FIGURES.search(text, whole.start, whole.end)
    first = text[whole.start : whole.end].split()[0].lower()
    unscaled = value_of(figures[0]) if figures else amount_words().numbers.get(first)
    if not unscaled:
        return None
    part = whole.amount * value_of(found["part"]) / unscaled
    return whole._replace(amount=part, start=found.start()) if part < whole.amount else None


def _comparable(told: Amount, unit: str | None) -> bool:
    """Whether an amount is of the kind pledged: the same currency, or a thing counted that has a word in common."""
    if told.currency:
        return told.currency == unit or unit in _shared().get(told.currency, ())
    if unit is None or is_currency(unit):
        return unit is not None and not told.unit and told.amount >= _LARGE
    words = {stem(word) for word in re.findall(r"[^\W\d_]+", told.unit.lower())}
    return not words or not words.isdisjoint(stem(word) for word in re.findall(r"[^\W\d_]+", unit.lower()))


@cache
def _shared() -> dict[str, frozenset[str]]:
    """What else a currency may be, whose name or sign several have: "$" is everybody's own, and so are crowns."""
    table, found = amount_words(), {_DOLLAR: _DOLLARS}
    signs = {sign.lower(): code for sign, code in table.signs.items()}
    for name, whose in table.shared.items():
        code = table.currencies.get(name) or signs[name]
        found[code] = found.get(code, frozenset()).union(whose.values())
    return found


def done_on(text: str, place: Passage, published_on: date | None) -> str | None:
    """The ISO day on which a deed is said to have happened, as far as the words tell: of a month its last day.

    A day after "said" is the day of the report, one after "promised" that of the promise. ``None`` where no day is
    told, or a day that is still to come.
    """
    if published_on is None:
        return None
    said = text[place.start : min(place.end, place.start + _READ)]
    if not any(map(said.__contains__, _NO_DAY_WITHOUT)) and not names_a_month(said):
        return None
    for found in _DAY.finditer(said):
        before = said[: found.start()]
        if _PROMISED.search(before) or ((found["weekday"] or found["ago"]) and _SAYING.search(before)):
            continue
        day = _day(found, published_on)
        if day and day <= published_on:
            return day.isoformat()
    return None


def _day(found: re.Match[str], published_on: date) -> date | None:
    if found["ago"]:
        return published_on - timedelta(days=found["ago"].lower() in _YESTERDAY)
    if found["weekday"]:
        since = (published_on.weekday() - _WEEKDAYS.index(found["weekday"].lower())) % 7
        return published_on - timedelta(days=since)
    year, month = month_of(found["month"] or found["month2"], found["year"] or found["year2"], published_on)
    if found["before"]:
        try:
            return date(year, month, int(found["before"]))
        except ValueError:
            return None
    first = date(year + month // 12, month % 12 + 1, 1)
    return (
        min(first - timedelta(days=1), published_on)
        if (year, month) <= (published_on.year, published_on.month)
        else None
    )
