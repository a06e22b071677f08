"""Find quoted words in a text, exactly or as people retype them, and the closest passage when they are not there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import islice
from typing import NamedTuple

from tracker.wording import ALIKE

_WORD = re.compile(r"[^\W_]+")
_MOST = 1000  # places; a quote that stands oftener has to be longer anyway
_TRIED = 8
_COMPARED = 1000  # characters


class Passage(NamedTuple):
    """A stretch of a text, in code points."""

    start: int
    end: int


def find(text: str, words: str) -> list[Passage]:
    """Every place where the words stand: to the letter, else with blanks, quotes and dashes as they are retyped.

    A quote begins and ends at the edge of a word. Takes time in proportion to the text.
    """
    words = words.strip()
    if not words:
        return []
    exact = (Passage(place, place + len(words)) for place in _places(text, words))
    return _first(text, exact) or _first(text, _loosely(text, words))


def _first(text: str, passages: Iterable[Passage]) -> list[Passage]:
    """The first passages that begin and end at the edge of a word."""
    return list(islice((each for each in passages if _whole(text, each)), _MOST))


def _loosely(text: str, words: str) -> Iterator[Passage]:
    """Where the words stand when any blank is a blank and any quote or dash a quote or dash."""
    folded, places = _folded(text)
    wanted, _ = _folded(words)
    return (Passage(places[place], places[place + len(wanted) - 1] + 1) for place in _places(folded, wanted))


def _places(text: str, words: str) -> Iterator[int]:
    """Where the words stand, places that overlap included; inside a word that they begin in, none further."""
    place = text.find(words)
    while place >= 0:
        yield place
        ahead = _WORD.match(text, place) if words[:1].isalnum() else None
        place = text.find(words, ahead.end() if ahead else place + 1)


def _folded(text: str) -> tuple[str, list[int]]:
    """A text with each run of blanks as one and like signs alike, and where each character of it stood."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text.translate(ALIKE)):
        if letter.isspace():
            if letters and letters[-1] == " ":
                continue
            letter = " "
        letters.append(letter)
        places.append(place)
    return "".join(letters), places


def _whole(text: str, passage: Passage) -> bool:
    return not any(_inside_a_word(text, edge) for edge in passage)


def _inside_a_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


def closest(text: str, words: str) -> Passage | None:
    """The passage most like the words: the sentence that shares most of them, or ``None`` in an empty text."""
    wanted = set(_words(words))
    sentences = [Passage(each.start(), each.end()) for each in re.finditer(r"[^.!?\n]{1,1000}[.!?]?", text)]
    sentences = [each for each in sentences if text[each.start : each.end].strip()]
    if not sentences or not wanted:
        return None
    shared = sorted(sentences, key=lambda each: -len(wanted & set(_words(text[each.start : each.end]))))
    best = max(shared[:_TRIED], key=lambda each: _alike(text[each.start : each.end], words[:_COMPARED]))
    inside = text[best.start : best.end]
    start = best.start + len(inside) - len(inside.lstrip())
    return Passage(start, start + len(inside.strip()))


def _alike(sentence: str, words: str) -> float:
    return SequenceMatcher(None, sentence.casefold(), words.casefold(), autojunk=False).ratio()


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
