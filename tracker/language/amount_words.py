"""The words and signs that amounts are read with: ``en/amounts.toml``, and the patterns made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_PARTS = ("half", "third", "thirds", "quarter", "quarters", "fifth", "tenth")
RUN = re.compile(r"[^\W\d_]+|[0-9]+|[^\w\s.,]")  # of letters or figures, or a sign


class AmountWords(NamedTuple):
    """The table, and the patterns made of it."""

    numbers: dict[str, int]
    scales: dict[str, int]
    parts: dict[str, str]
    multiples: dict[str, str]
    signs: dict[str, str]
    currencies: dict[str, str]
    national: dict[str, str]
    qualifiers: dict[str, str]
    unit_ends: frozenset[str]
    actors: frozenset[str]
    parts_of_texts: frozenset[str]
    amount: re.Pattern[str]
    times: re.Pattern[str]
    qualified: re.Pattern[str]
    group: re.Pattern[str]
    numbered: re.Pattern[str]
    measured: re.Pattern[str]
    shares: dict[str, str]
    fractions: re.Pattern[str]
    any_number: frozenset[str]  # letters and words, without one of which nothing is counted
    raised: frozenset[str]  # without one of these nothing is raised by ``times``
    begins: frozenset[str]  # runs of letters and signs with one of which an amount begins that begins with no figure


@cache
def amount_words() -> AmountWords:
    """The shipped table, ready to read with."""
    import tomllib

    with (Path(__file__).parent / "en" / "amounts.toml").open("rb") as file:
        table: dict[str, Any] = tomllib.load(file)
    numbers, scales, signs = table["numbers"], table["scales"], table["signs"]
    currencies = {name: code for code, names in table["currencies"].items() for name in names}
    qualifiers = {phrase: word for word, phrases in table["qualifiers"].items() for phrase in phrases}
    tens = [word for word, number in numbers.items() if number >= 20]
    ones = [word for word, number in numbers.items() if number < 10]
    numerals = [*numbers, *(f"{ten}-{one}" for ten in tens for one in ones)]
    lists = table["words"]
    stems = table["multiples"]
    forms = [f"{stem}{ending}" for stem in stems for ending in ("e", "es", "ed", "ing")]
    return AmountWords(
        numbers, scales, table["parts"], stems, signs, currencies, table["national"], qualifiers,
        frozenset(lists["unit-ends"]), frozenset(lists["actors"]), frozenset(lists["parts-of-texts"]),
        _amount_pattern(numerals, scales, signs, currencies, table["parts"], table["national"]),
        re.compile(rf"\b(?P<stem>{_any(stems)})(?:e|es|ed|ing)\b", re.IGNORECASE),
        re.compile(rf"\b({_any(qualifiers)})(?: another| an additional| a further| an extra)? ?\Z", re.IGNORECASE),
        re.compile(rf"\b(?:an?|one) (?:\w+ )?(?P<unit>(?:{_any(lists['groups'])}) of )", re.IGNORECASE),
        re.compile(rf"\b(?:{_any(lists['numbered'])})\.? ?\Z", re.IGNORECASE),
        re.compile(rf"[- ]?(?:{_any(lists['measures'])})\b", re.IGNORECASE),
        table["fractions"],
        re.compile(rf"\bby\s(?P<part>{_any(table['fractions'])})\b", re.IGNORECASE),
        frozenset([*"0123456789", *numbers, *scales, *_PARTS, "a", *forms]) - {"a"},
        frozenset(forms),
        frozenset(_first(each) for each in (*numerals, *signs, *table["parts"], *currencies)),
    )  # fmt: skip


def _first(phrase: str) -> str:
    """The run of letters, or the sign, with which a phrase begins."""
    found = RUN.match(phrase.lower())
    return found[0] if found else phrase


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _amount_pattern(
    numerals: Iterable[str], scales: Iterable[str], signs: Iterable[str], *rest: Any
) -> re.Pattern[str]:
    """One pattern for a sign, a number or a part of one, a scale, and a currency after it."""
    currencies, parts, national = rest
    grouped = r"[0-9]{1,3}(?:,[0-9]{3}){1,5}(?:\.[0-9]{1,3})?|[0-9]{1,3}(?:[  .][0-9]{3}){1,5}(?![0-9])"
    figures = rf"{grouped}|[0-9]{{1,15}}(?:[.,][0-9]{{1,3}})?"
    number = rf"(?:{figures}|\b(?:{_any(numerals)})\b)"
    number_words = rf"(?:{_any(numerals)})"
    scale = rf"(?:{_any(scales)})\b"
    codes = _any(name for name in currencies if len(name) <= 3)
    return re.compile(
        rf"(?<![\w.,/’'–-])(?P<before>(?:{_any(signs)}|(?:{codes}) ?) ?)?"
        rf"(?:(?P<part>{_any(parts)})(?: couple of| further| few)? (?={scale})"
        rf"|(?P<number>{number})(?:(?: to | ?[-–] ?| and | or )(?:[€£$] ?)?{number})?(?P<half>[ -]and a half)?)"
        rf"(?P<scale>(?:[ \n-]?{scale}){{0,2}})"
        rf"(?:(?<=hundred)[ \n]and[ \n](?P<rest>{number_words})\b(?P<more>[ \n]{scale})?)?"
        r"(?P<over>[ \n]and a half\b)?(?:[  ]?(?P<after>€|£|\$|zł|%|per ?cent\b|percent\b)"
        rf"|[ \n-](?P<nation>(?:{_any(national)}) )?(?P<currency>(?:{_any(currencies)})\b))?",
        re.IGNORECASE,
    )
