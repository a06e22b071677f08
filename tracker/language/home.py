"""Which country a text is at home in, where its publisher does not say: the one that its places and bodies lie in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from tracker.language.mentions import Mention
from tracker.language.patterns import patterns

_READ = 6_000  # characters
_CODE = 2  # letters of a country's; a group's has more, or is one of these
_GROUPS = frozenset(("EU", "UN", "E3", "G7", "WB"))
_INVADED = frozenset(("UA", "RU"))  # texts on them are written elsewhere
_CLEAR, _ALONE, _ENOUGH = 2, 4, 3  # times as many as for the next country; votes
_CAPITALS = re.compile(r"[^\W\d_a-z]\w+(?:[ '’-][^\W\d_a-z]\w+){0,2}")

_PATTERNS = patterns(__name__)
SHARED = frozenset(_PATTERNS.words("shared"))
_OWNER = _PATTERNS["owner"]


def home(text: str, named: Iterable[Mention]) -> tuple[str | None, bool]:
    """The code of the country that most of the names in a text belong to, and whether hardly another is named.

    ``None`` where two countries come near each other, or the text is more about one of those at war.
    """
    votes: Counter[str] = Counter()
    for each in named:
        if not is_group(each.code) and each.start < _READ and each.surface not in SHARED:
            votes[each.code] += 2 if each.kind in ("body", "leader") else 1
    votes.update(towns_of(text))
    abroad = max(votes.pop(code, 0) for code in _INVADED)
    (first, most), (_, after) = (*votes.most_common(2), ("", 0), ("", 0))[:2]
    if not first or most < max(_CLEAR * after, abroad):
        return None, False
    return first, most >= _ENOUGH and most >= _ALONE * after


def is_group(code: str) -> bool:
    """Whether a code is that of a group of countries."""
    return len(code) != _CODE or code in _GROUPS


def towns_of(text: str) -> Iterator[str]:
    """The codes of the countries in which the towns lie that a text names, each town once."""
    towns = _towns()
    return (towns[word] for word in _named(text) if word in towns)


def is_shared(name: str) -> bool:
    """Whether a name, with what it owns, is that of a party or house of which several countries have one."""
    return _OWNER.split(name, 1)[0] in SHARED


def _named(text: str) -> set[str]:
    """The words in capitals of a text, alone and with those that follow."""
    found: set[str] = set()
    for match in _CAPITALS.finditer(text, 0, _READ):
        words = match[0].split(" ")
        found.update(" ".join(words[at:end]) for at in range(len(words)) for end in range(at + 1, len(words) + 1))
    return found


@cache
def _towns() -> dict[str, str]:
    import tomllib

    with (Path(__file__).parent / "en" / "towns.toml").open("rb") as file:
        listed: dict[str, list[str]] = tomllib.load(file)["towns"]
    return {town: code for code, names in listed.items() for town in names}
