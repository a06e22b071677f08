"""The terms of texts in other languages: what their words begin like, and the parts of long ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.language.vocabulary import Vocabulary


def each_abroad(text: str, words: Vocabulary) -> Iterator[str]:
    """The terms that words of other languages begin like, and the parts of long words ("Luftabwehrbatterie")."""
    known = words.abroad
    for word in _ABROAD.findall(text):
        folded = word.casefold()
        last = len(folded) - _PART if len(folded) >= _COMPOUND else 1
        start = 0
        while start < last:
            step = 1
            for end in range(min(len(folded), start + _LONGEST_BEGINNING), start + 1 + start // _PART, -1):
                long = end - start
                if (term := known.get(folded[start:end])) and (
                    long >= _PART or (not start and _is_whole(long, folded))
                ):
                    yield term
                    if kind := words.alike.get(term):
                        yield kind
                    step = long
                    break
            start += step


def _is_whole(long: int, folded: str) -> bool:
    return long > 3 or long == len(folded)


_ABROAD = re.compile(r"[^\W\d_]{2,40}")
_LONGEST_BEGINNING = 16
_PART, _COMPOUND = 5, 9  # letters of a part inside a word, and of a word that may have parts
