"""Find quoted words in a text, exactly or as people retype them, and the closest passage when they are not there."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

_LIKE = ("'’‘ʼ`", '"“”„«»', "-–—‑‐")
_TRIED = 8


class Passage(NamedTuple):
    """A stretch of a text, in code points."""

    start: int
    end: int


def find(text: str, words: str) -> list[Passage]:
    """Every place where the words stand: to the letter, else with blanks, quotes and dashes as they are retyped."""
    words = words.strip()
    if not words:
        return []
    return _matches(text, re.escape(words)) or _matches(text, _loosely(words))


def _matches(text: str, pattern: str) -> list[Passage]:
    """Where a pattern stands as whole words: a quote does not end inside one."""
    found = [Passage(each.start(), each.end()) for each in re.finditer(pattern, text)]
    return [each for each in found if not any(_inside_a_word(text, edge) for edge in each)]


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
    best = max(shared[:_TRIED], key=lambda each: _alike(text[each.start : each.end], words))
    inside = text[best.start : best.end]
    start = best.start + len(inside) - len(inside.lstrip())
    return Passage(start, start + len(inside.strip()))


def _alike(sentence: str, words: str) -> float:
    return SequenceMatcher(None, sentence.casefold(), words.casefold(), autojunk=False).ratio()


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _loosely(words: str) -> str:
    """A pattern for the words, with any blank for a blank and any quote or dash for a quote or dash."""
    parts = []
    for part in re.split(r"\s+", words):
        spelt = "".join(
            next((f"[{re.escape(group)}]" for group in _LIKE if each in group), re.escape(each)) for each in part
        )
        parts.append(spelt)
    return r"\s+".join(parts)
