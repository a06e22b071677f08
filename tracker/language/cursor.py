"""A run of words with the day on which they were said and the rules to read them by."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tracker.language.dates import ImpossibleError
from tracker.language.lexicon import Words, longest
from tracker.language.periods import Window, upcoming
from tracker.language.rules import Rules

Make = Callable[[int], Window | None]


class Cursor:
    """Looks words up in the rules' lexicons; places count words, and every hit tells the place after it."""

    def __init__(self, words: Words, said_on: date, rules: Rules, country: str | None = None) -> None:
        self.words = words
        self.said_on = said_on
        self.rules = rules
        self.country = country

    def begins(self, kind: str, country: str | None = None) -> int | None:
        """The month in which such a year begins; a financial year's only where it is known whose it is."""
        known, country = self.rules.years[kind], country or self.country
        if country is None and kind == "financial-year":
            return None
        return known.get(country or "", known["other"])

    def word(self, table: str, at: int) -> tuple[str, int] | None:
        """The name that the words at a place have in one of the rules' lexicons."""
        return longest(self.rules.words[table], self.words, at)

    def skip(self, table: str, at: int, *, dash: bool = False) -> int:
        """The place after a word of a lexicon (or a dash), or the same place."""
        hit = self.word(table, at)
        return hit[1] if hit else at + (dash and self.words[at : at + 1] == ("-",))

    def count(self, table: str, at: int) -> tuple[int, int] | None:
        """The number that the words at a place have in one of the rules' lexicons."""
        return longest(self.rules.numbers[table], self.words, at)

    def number(self, at: int) -> tuple[int, int] | None:
        """A whole number in digits or words, "twenty-four" and "a hundred" among them."""
        if at < len(self.words) and self.words[at].isdecimal():
            return (int(self.words[at]), at + 1) if len(self.words[at]) <= 4 else None
        hit = self.count("numbers", at)
        more = self.count("numbers", hit[1]) if hit else None
        if not hit or not more:
            return hit
        if hit[0] in range(20, 100, 10) and more[0] < 10:
            return hit[0] + more[0], more[1]
        return (hit[0] * more[0], more[1]) if hit[0] < 10 and more[0] in (12, 100) else hit

    def lean(self, at: int) -> tuple[str, int]:
        """What points at a period ("this", "next" or "coming", else nothing), and the place after it."""
        hits = [hit for table in ("this", "next", "coming") if (hit := self.word(table, at))]
        return max(hits, key=lambda hit: hit[1], default=("", at))

    def year_named(self, at: int) -> tuple[int | None, int] | None:
        """The year that follows a month or a season; ``None`` for the year in "of the year"."""
        start = self.skip("of", at)
        lean, body = self.lean(self.skip("article", start))
        unit = self.word("units", body)
        if unit and unit[0] == "year" and start > at and not lean:
            return None, unit[1]
        if unit and unit[0] == "year" and lean:
            return self.said_on.year + (lean != "this"), unit[1]
        number = self.words[body] if body < len(self.words) and not lean else ""
        return (int(number), body + 1) if len(number) == 4 and number.isdecimal() else None

    def yearly(self, make: Make, at: int, lean: str, floor: date, year: int | None) -> tuple[Window, int] | None:
        """The window that ``make`` gives for the year named at a place, else for the lent or the first one.

        :raises ImpossibleError: when the year named has no such window, or none has.
        """
        named, after = self.year_named(at) or (None, at)
        if not named and lean != "next" and year:
            lent = make(year)
            return (lent, after) if lent else None
        floor = self.said_on if lean == "next" else floor
        window = make(named) if named else upcoming(make, floor, begins_after=lean == "next")
        if window is None:
            raise ImpossibleError(f"there is no such day in {named}" if named else "no year has such a day")
        return window, after
