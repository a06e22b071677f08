"""Text folded into words, and lexicons that say what runs of words mean."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from re import Pattern

T = TypeVar("T")
Words = tuple[str, ...]

_LONGEST_ENTRY = 10  # words
_NUMERIC_DATE = r"[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4}"
_YEAR_AND_MORE = r"[0-9]{4}[/-][0-9]{2,4}"
_DAY_AND_MONTH = r"[0-9]{1,2}[./][0-9]{1,2}(?![0-9])"
_SHORT_YEAR = r"(?<!\w)'[0-9]{2}\b"
_SILENT = frozenset('.,;:()"“”„«»`')
_FOLDS = str.maketrans({"\u00ad": "", "\u200b": "", "\ufeff": "", "’": "'", "‘": "'"} | dict.fromkeys("‐‑‒–—", "-"))


@cache
def _token() -> Pattern[str]:
    import re

    return re.compile(rf"{_SHORT_YEAR}|{_NUMERIC_DATE}|{_YEAR_AND_MORE}|{_DAY_AND_MONTH}|[0-9]+|'s\b|[^\W\d_]+|\S")


def fold(text: str) -> Words:
    """The words of a text in lower case, without full stops, commas, quotes and possessive endings.

    Numbers, whole numeric dates and every other sign are words of their own; '26 is 2026, '97 is 1997. A hyphen
    stays only after a number, where it may mean "to". Linear in the length of the text.
    """
    words: list[str] = []
    for word in _token().findall(text.translate(_FOLDS).casefold()):
        if word[0] == "'" and len(word) == 3 and word[1].isdigit():
            word = f"{'19' if word[1] > '6' else '20'}{word[1:]}"
        joins = word == "-" and not (words and words[-1][-1].isdigit())
        if not joins and word not in _SILENT and word not in ("'", "'s"):
            words.append(word)
    return tuple(words)


class Lexicon(dict[Words, T]):
    """Phrases, folded, and what they mean; ``longest_from``: how many words a phrase with a first word has at most."""

    def __init__(self, entries: Iterable[tuple[Words, T]]) -> None:
        super().__init__(entries)
        self.longest_from: dict[str, int] = {}
        for words in filter(None, self):
            known = self.longest_from.get(words[0], 0)
            self.longest_from[words[0]] = max(known, min(len(words), _LONGEST_ENTRY))


def lexicon(entries: Iterable[tuple[str, T]]) -> Lexicon[T]:
    """A lexicon of phrases; of two meanings for the same words the later one stands."""
    return Lexicon((fold(phrase), meaning) for phrase, meaning in entries)


def longest(entries: Lexicon[T], words: Words, at: int) -> tuple[T, int] | None:
    """What the longest entry that stands at a place means, and the place after it."""
    most = entries.longest_from.get(words[at], 0) if at < len(words) else 0
    for end in range(min(len(words), at + most), at, -1):
        meaning = entries.get(words[at:end])
        if meaning is not None:
            return meaning, end
    return None
