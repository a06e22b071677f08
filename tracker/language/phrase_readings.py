"""What phrases mean that may set a deadline, each read once a day on which it is said; and the words that they have."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tracker.language.lexicon import Words, fold
from tracker.language.readings import Reading, read
from tracker.language.rules import Rules
from tracker.language.wordlists import word_lists

_MORE = word_lists("spotting")["more"]
_REMEMBERED = 10_000  # readings


class _Known(NamedTuple):
    rules: Rules
    words: frozenset[str]
    readings: dict[tuple[Words, date, str | None], Reading | None]


_KNOWN: dict[int, _Known] = {}  # of the last rules read with


def vocabulary(rules: Rules) -> frozenset[str]:
    """Every word that the rules' phrases are made of."""
    return _known(rules).words


def reading_of(phrase: str, said_on: date, rules: Rules, country: str | None = None) -> Reading | None:
    """What a phrase means on a day, ``None`` where it is not understood; the documents of one day use the same ones.

    ``country``: the code of the party whose financial year is meant.
    """
    words = fold(phrase)
    readings = _known(rules).readings
    if (words, said_on, country) not in readings:
        if len(readings) >= _REMEMBERED:
            readings.clear()
        readings[words, said_on, country] = _understood(words, said_on, rules, country)
    return readings[words, said_on, country]


def _known(rules: Rules) -> _Known:
    kept = _KNOWN.get(id(rules))
    if kept is None or kept.rules is not rules:
        _KNOWN.clear()
        words = frozenset(word for entry in rules.entries() for word in entry) | _MORE
        kept = _KNOWN[id(rules)] = _Known(rules, words, {})
    return kept


def _understood(words: Words, said_on: date, rules: Rules, country: str | None) -> Reading | None:
    if words[:2] == ("up", "to"):
        return None
    try:
        return read(("until", *words[1:]) if words[0] == "to" else words, said_on, rules, country)
    except (OverflowError, ValueError):
        return None
