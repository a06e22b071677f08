"""Small signs of a sentence that decide nothing by themselves: words of ``en/outcomes.toml``, and how a day is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tracker.errors import BadInputError
from tracker.language.gazetteer import WORD
from tracker.language.passages import Passage
from tracker.language.patterns import patterns
from tracker.language.wordlists import word_lists

_KEYS = ("phrases", "fires", "spares")
_PATTERNS = patterns(__name__)
_MONTHS = word_lists("spotting")["months"]  # without one of these no day is told
_DAYS = {name: _PATTERNS[name] for name in ("on-a-day", "in-a-month", "by-a-month")}  # each is a hint


class Hint(NamedTuple):
    """A hint and its two examples."""

    name: str
    fires: str
    spares: str


class Hints(NamedTuple):
    """Hints, and by the first word of each phrase the words that follow and the hint that it is."""

    every: tuple[Hint, ...]
    begun: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]


def hints_of(table: Mapping[str, Any], path: Path, refusal: Callable[[Path, str, str], BadInputError]) -> Hints:
    """The hints of a table, by name."""
    every, begun = list[Hint](), dict[str, list[tuple[tuple[str, ...], str]]]()
    for name, each in table.items():
        for key in _KEYS:
            if each.get(key) in (None, "", []):
                raise refusal(path, f"hints.{name}.{key}", "is missing")
        every.append(Hint(name, each["fires"], each["spares"]))
        for phrase in each["phrases"]:
            words = WORD.findall(phrase.lower())
            if not words:
                raise refusal(path, f"hints.{name}.phrases", f'holds "{phrase}", which has no word')
            begun.setdefault(words[0], []).append((tuple(words[1:]), name))
    return Hints(tuple(every), begun)


def hinted(text: str, place: Passage, said: Sequence[str], hints: Hints) -> set[str]:
    """The hints of the sentence at a place in a text; ``said``: its words, in lower case."""
    found = set(_worded(said, hints))
    if not _MONTHS.isdisjoint(said):
        found.update(name for name, each in _DAYS.items() if each.search(text, *place))
    return found


def _worded(said: Sequence[str], hints: Hints) -> Iterator[str]:
    for at, word in enumerate(said, 1):
        for rest, name in hints.begun.get(word, ()):
            if not rest or tuple(said[at : at + len(rest)]) == rest:
                yield name
