"""The words and signs that amounts are read with: ``en/amounts.toml``, and the patterns made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tracker.language.patterns import patterns

RUN = re.compile(r"[^\W\d_]+|[0-9]+|[^\w\s.,]")  # of letters or figures, or a sign
_PIECE = re.compile(r"\{([a-z-]+)\}")

_PATTERNS = patterns(__name__)
_DIVIDED = _PATTERNS.words("divided")
_ENDINGS = _PATTERNS.parts["endings"].split("|")


class AmountWords(NamedTuple):
    """The table, and the patterns made of it."""

    numbers: dict[str, int]
    scales: dict[str, int]
    parts: dict[str, str]
    multiples: dict[str, str]
    signs: dict[str, str]
    currencies: dict[str, str]
    national: dict[str, str]
    shared: dict[str, dict[str, str]]  # names of several currencies: whose is which
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
    of_money = table["scales-of-money"]
    currencies = {name: code for code, names in table["currencies"].items() for name in names}
    qualifiers = {phrase: word for word, phrases in table["qualifiers"].items() for phrase in phrases}
    tens = [word for word, number in numbers.items() if number >= 20]
    ones = [word for word, number in numbers.items() if number < 10]
    numerals = [*numbers, *(f"{ten}-{one}" for ten in tens for one in ones)]
    lists = table["words"]
    stems = table["multiples"]
    forms = [f"{stem}{ending}" for stem in stems for ending in _ENDINGS]
    made = {
        "multiples": stems,
        "qualifiers": qualifiers,
        "groups": lists["groups"],
        "numbered-by": lists["numbered"],
        "measures": lists["measures"],
        "shares": table["fractions"],
        "numerals": numerals,
        "scales": scales,
        "scales-of-money": of_money,
        "signs": signs,
        "codes": [name for name in currencies if len(name) <= 3],
        "parts-of-one": table["parts"],
        "nations": table["national"],
        "currencies": currencies,
    }
    pieces = {name: _any(each) for name, each in made.items()}
    return AmountWords(
        numbers, scales | of_money, table["parts"], stems, signs, currencies, table["national"], table["shared"],
        qualifiers,
        frozenset(lists["unit-ends"]), frozenset(lists["actors"]), frozenset(lists["parts-of-texts"]),
        _pattern("amount", pieces), _pattern("times", pieces), _pattern("qualified", pieces),
        _pattern("group", pieces), _pattern("numbered", pieces), _pattern("measured", pieces),
        table["fractions"],
        _pattern("fractions", pieces),
        frozenset([*"0123456789", *numbers, *scales, *_DIVIDED, "a", *forms]) - {"a"},
        frozenset(forms),
        frozenset(_first(each) for each in (*numerals, *signs, *table["parts"], *currencies)),
    )  # fmt: skip


def _first(phrase: str) -> str:
    """The run of letters, or the sign, with which a phrase begins."""
    found = RUN.match(phrase.lower())
    return found[0] if found else phrase


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _pattern(name: str, pieces: Mapping[str, str]) -> re.Pattern[str]:
    """A pattern of the file, with the words of the table in their places."""
    return re.compile(_filled(_PATTERNS.parts[name], pieces), re.IGNORECASE)


def _filled(given: str, pieces: Mapping[str, str]) -> str:
    """What is given, with each ``{name}`` in it made of the table, or another part of the file."""
    return _PIECE.sub(lambda found: pieces.get(found[1]) or _filled(_PATTERNS.parts[found[1]], pieces), given)
