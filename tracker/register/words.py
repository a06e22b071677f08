"""Fold text into words to search by, the same for SQLite and PostgreSQL.

Case and accents are dropped ("Élysée" is found by "elysee"); a searched word finds what begins with it, and a
plural finds its singular.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import filterfalse

TABLES = {"documents": "document_words", "pledges": "pledge_words"}  # of the words that records are found by
FOUND_BY = {  # the columns that these come from
    "documents": ("title", "publisher", "event", "text"),
    "pledges": ("summary", "quote", "topic", "condition", "deadline_phrase"),
}
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 64  # characters of a word that count
_SHORT = re.compile(rf"([^\W_]{{1,{_LONGEST}}})[^\W_]*")
_APART = bytes(each if chr(each).isalnum() else ord(" ") for each in range(128)).ljust(256)  # of plain English
# Letters that Unicode does not take apart into a letter and its mark.
_UNJOINED = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
_FEW_MARKS = 16  # are taken away one after the other
# PostgreSQL takes at most 1 MB (2**20 bytes) of words a record, and no word of over 2 KB.
_ROOM = 1_000_000


def fold(*texts: str | None) -> list[str]:
    """The words of some texts, folded, in order."""
    text = "\n".join(filter(None, texts))
    if text.isascii():
        words = text.lower().encode().translate(_APART).decode().split()
        return words if max(map(len, words), default=0) <= _LONGEST else [each[:_LONGEST] for each in words]
    spread = unicodedata.normalize("NFKD", text).casefold()  # apart first: 𝗔 has no small letter of its own
    spread = unicodedata.normalize("NFKD", spread)
    letters = set(spread)
    for letter in letters & _UNJOINED.keys():
        spread = spread.replace(letter, _UNJOINED[letter])
    marks = [*filter(unicodedata.combining, letters)]
    if len(marks) > _FEW_MARKS:
        return _SHORT.findall("".join(filterfalse(unicodedata.combining, spread)))
    for mark in marks:
        spread = spread.replace(mark, "")
    return _SHORT.findall(spread)


def indexed(dialect: str, *texts: str | None) -> str:
    """What the index holds of some texts: each word once, the first megabyte of them."""
    words = list(dict.fromkeys(fold(*texts)))
    if 4 * sum(map(len, words)) > _ROOM:  # no character takes more than four bytes
        words = list(_fitting(words))
    if dialect == "sqlite":
        return " ".join(words)
    apart = "' '".join(words)
    return f"'{apart}'" if words else ""


def _fitting(words: Iterable[str]) -> Iterator[str]:
    room = _ROOM
    for word in words:
        room -= len(word.encode())
        if room < 0:
            return
        yield word


def query(dialect: str, text: str) -> str | None:
    """A full-text query for all words of a text, or ``None`` when there is no word in it."""
    words = [_singular(word) for word in fold(text)]
    if not words:
        return None
    if dialect == "sqlite":
        return " ".join(f'"{word}"*' for word in words)
    return " & ".join(f"'{word}':*" for word in words)


def _singular(word: str) -> str:
    if len(word) > 5 and word.endswith("ies"):
        return word[:-3]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def places(text: str, words: str) -> tuple[int, int]:
    """Where one of some words first stands in a text, folded as they are searched; ``(0, 0)`` where none does."""
    wanted = tuple(_singular(word) for word in fold(words))
    for found in _WORD.finditer(text):
        folded = fold(found.group())
        if wanted and folded and folded[0].startswith(wanted):
            return found.start(), found.end()
    return 0, 0
