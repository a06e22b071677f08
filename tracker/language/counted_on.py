"""Deadlines counted from another day that is told: "within 90 days of 1 March", "a week before the vote on 3 May"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from tracker.language.moments import Token
from tracker.language.patterns import patterns
from tracker.language.periods import add
from tracker.language.phrase_readings import reading_of
from tracker.language.readings import Reading
from tracker.language.rules import Rules

_FURTHEST = 12  # words from the count to the day
_NUMBER = 3  # words at most
_DATE = 5  # words at most
_SOON = 300  # days: a day without a year that lies further ahead is the last one of its kind
_NAMED = ("date", "month", "weekday", "feast", "quarter", "part", "middle", "year")  # rules
_YEAR_LONG = 4  # figures

_PATTERNS = patterns(__name__)
_UNITS = frozenset(_PATTERNS.words("units"))
_BEHIND = frozenset(_PATTERNS.words("behind"))
_BEFORE = frozenset(_PATTERNS.words("before"))
_BESIDE = _BEHIND | _BEFORE
_OF = _PATTERNS.words("of")
_ONE = _PATTERNS.words("one")
_LEADS = tuple(tuple(each.split()) for each in _PATTERNS.words("leads"))
_LASTS = _PATTERNS.words("lasts")
_COUNT = _PATTERNS.words("count")[0]
_GOES_ON = _PATTERNS.words("goes-on")
_BREAKS = frozenset(_PATTERNS.words("breaks"))


class Counted(NamedTuple):
    """The first and the last token of a phrase and what it means."""

    first: int
    last: int
    reading: Reading


def counted_on(text: str, tokens: list[Token], said_on: date, rules: Rules, country: str | None) -> Iterator[Counted]:
    """Every count of days in a sentence that runs from a day that it tells, or back from one."""
    for at in range(1, len(tokens) - 2):
        if tokens[at + 1].word in _BESIDE and tokens[at].word in _UNITS:
            yield from _counted(text, tokens, at, said_on, rules, country)


def _counted(
    text: str, tokens: list[Token], unit: int, said_on: date, rules: Rules, country: str | None
) -> Iterator[Counted]:
    places = (at for at in range(max(0, unit - _NUMBER), unit) if tokens[at].word not in _LASTS)
    number = next((at for at in places if _count(text, tokens, at, unit, said_on, rules)), None)
    told = _day_told(text, tokens, unit + 2, said_on, rules, country) if number is not None else None
    if told is None or number is None:
        return
    first = _led_in(tokens, number)
    alone = first == number
    if alone and (tokens[unit + 1].word in _OF or tokens[number].word in _ONE or _lasts(tokens, number)):
        return
    last, day = told
    count = _count(text, tokens, number, unit, day, rules)
    if not count or not count.latest:
        return
    back = tokens[unit + 1].word in _BEFORE
    latest = day - (count.latest - day) if back else count.latest
    if latest >= said_on:
        yield Counted(first, last, Reading(said_on if back else max(day, said_on), latest, count.basis, "window"))


def _lasts(tokens: list[Token], number: int) -> bool:
    """Whether a number tells how long something lasts: "for two years after 2027"."""
    return number > 0 and tokens[number - 1].word in _LASTS


def _count(text: str, tokens: list[Token], number: int, unit: int, day: date, rules: Rules) -> Reading | None:
    """What a number and its unit count from a day."""
    reading = reading_of(f"{_COUNT} {text[tokens[number].start : tokens[unit].end]}", day, rules)
    return reading if reading and reading.rule in ("within", "working-days") else None


def _led_in(tokens: list[Token], number: int) -> int:
    """Where the words begin that lead a number in: "not later than 14 days"."""
    for lead in _LEADS:
        first = number - len(lead)
        if first >= 0 and tuple(each.word for each in tokens[first:number]) == lead:
            return first
    return number


def _day_told(
    text: str, tokens: list[Token], start: int, said_on: date, rules: Rules, country: str | None
) -> tuple[int, date] | None:
    """The last token of the first day that is told from a token on, and that day."""
    for at in range(start, min(len(tokens) - 1, start + _FURTHEST)):
        if tokens[at].word in _BREAKS and not (tokens[at].word == "," and tokens[at + 1].word in _GOES_ON):
            return None
        for last in range(min(len(tokens) - 1, at + _DATE), at - 1, -1):
            if not tokens[last].word[0].isalnum():
                continue
            reading = reading_of(text[tokens[at].start : tokens[last].end], said_on, rules, country)
            if reading and reading.latest and reading.rule in _NAMED:
                return last, _gone_by(reading.latest, tokens[at : last + 1], said_on)
    return None


def _gone_by(day: date, words: list[Token], said_on: date) -> date:
    """A day without a year that lies far ahead as the last one of its kind."""
    named = any(len(each.word) == _YEAR_LONG and each.word.isdecimal() for each in words)
    return day if named or (day - said_on).days <= _SOON else add(day, -1, "year")
