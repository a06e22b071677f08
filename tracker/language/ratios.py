"""The share that a sentence gives itself: "two of the six", "nine farms in ten", "40 per cent of it"."""

from __future__ import annotations

import re
from decimal import Decimal

from tracker.language.passages import Passage
from tracker.language.terms import value_of
from tracker.language.vocabulary import Vocabulary

_READ = 600  # characters of a sentence
_RATIO = re.compile(
    r"\b(?P<part>\d{1,3}(?:,\d{3})+|\d{1,7}|[^\W\d_]{3,10}) (?:[^\W\d_]{1,20} ){0,2}(?:(?:out )?of|der|des) "
    r"(?:(?:the|its|their|all|those|these|some|about|around|nearly|roughly) ){0,2}"
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,7}|[^\W\d_]{3,10})\b"
)
_OF_WHOLE = re.compile(
    r"\b[Oo]f (?:(?:the|its|their|all|those|these) ){0,2}(?P<whole>\d{1,7}|[^\W\d_]{3,10})(?: [\w-]{1,20}){0,4}, "
    r"(?:only |just |some |about |at least )?(?P<part>\d{1,7}|[^\W\d_]{3,10})\b"
)
# A share said in hundredths; what is a part of an economy, of voters or of a budget is a measure and no share.
_PER_CENT = re.compile(
    r"\b(?P<part>\d{1,3}(?:[.,]\d{1,2})?) ?(?:%|per ?cent\b|pc\b)"
    r"(?: of (?:(?:the|its|their|our|his|her|all|that|this|these|those|what|it|them)\b(?! (?:gdp|gross|national|budget|"
    r"economy|population|people|electorate|votes?|voters|respondents|world|country|land|income|market|public|price|cost|"
    r"value|level|total population|adults|women|men|children)\b))"
    r"|,? (?:complete|completed|done|finished|ready|built|paid|disbursed|delivered|installed|filled|spent|through|"
    r"in place)\b)",
    re.IGNORECASE,
)
# "nine farms in ten", "nine tenths of what was promised"
_IN_TEN = re.compile(
    r"\b(?P<part>one|two|three|four|five|six|seven|eight|nine|\d{1,2}) (?:[a-z]+ )?in (?:every )?"
    r"(?P<whole>three|four|five|six|ten|twenty)\b"
)
_FRACTION = re.compile(
    r"\b(?P<part>two|three|four|five|six|seven|eight|nine)[ -]"
    r"(?P<whole>third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s of\b"
)
_WHOLES = {
    "one": 1,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_HUNDRED = 100


def ratio(text: str, place: Passage, words: Vocabulary) -> float | None:
    """The share that a sentence gives itself: "two of the six", "three instalments out of four"."""
    end = min(place.end, place.start + _READ)
    if found := _PER_CENT.search(text, place.start, end):
        return min(1.0, float(found["part"].replace(",", ".")) / _HUNDRED)
    shares = [*_IN_TEN.finditer(text, place.start, end)] if text.find(" in ", place.start, end) >= 0 else []
    if any(text.find(each, place.start, end) >= 0 for each in ("Of ", " of ", " der ", " des ")):
        for ways in (_FRACTION, _OF_WHOLE, _RATIO):
            shares += ways.finditer(text, place.start, end)
    for found in shares:
        part, whole = (_plain(found[name].lower(), words) for name in ("part", "whole"))
        if part and whole and part <= whole:
            return float(part / whole)
    return None


def _plain(word: str, words: Vocabulary) -> Decimal | None:
    """The number that one word is."""
    if word in _WHOLES:
        return Decimal(_WHOLES[word])
    return value_of(word) if word[0].isdigit() else words.numbers.get(word)
