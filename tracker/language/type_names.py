"""Which figures belong to the name of a type, and count nothing: "Leopard 2 tanks"."""

from __future__ import annotations

import re
from functools import cache

from tracker.language.parties import named
from tracker.language.patterns import patterns
from tracker.language.places import places

_NAME = re.compile(r"([^\W\d_]\w*)[ \xa0]\Z")
_PATTERNS = patterns(__name__)
_NO_NAMES = frozenset(_PATTERNS.words("no-names"))
_OPENING = _PATTERNS["opening"]


def names_a_type(head: str) -> bool:
    """Whether a figure belongs to the word before it, with which ``head`` ends: "Leopard 2", and not "Oslo 2"."""
    name = _NAME.search(head)
    if name is None or not name[1][0].isupper() or _opens(name, head):
        return False
    return name[1] not in _NO_NAMES and not is_place(name[1])


def _opens(name: re.Match[str], head: str) -> bool:
    """Whether a word has its capital from where it stands: "Nearly 4 boats", and not "Challenger 2 tanks"."""
    return len(head) == len(name.group()) and _OPENING.match(name[1]) is not None


@cache
def is_place(word: str) -> bool:
    """Whether a word is the name of a place or of a party."""
    return word.lower() in places() or named(word) is not None
