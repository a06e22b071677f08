"""What no run of words tells but the shape of a clause: taken back, still there, half there, all that was promised."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.language.patterns import patterns
from tracker.language.sightings import Cue

_READ = 600  # characters of a sentence

_PATTERNS = patterns(__name__)
# The name of a cue and its pattern, its weight, and plain words without one of which it is not there.
_TURNS = tuple(
    (name, _PATTERNS[pattern], weight, _PATTERNS.words(pattern))
    for name, pattern, weight in (
        ("drops.taken-back", "taken-back", 2.6),
        ("restates.still", "still", 1.7),
        ("fulfils.holds", "holds", 1.4),
        ("fulfils.emphatic", "emphatic", 1.4),
        ("advances.emphatic", "begun", 1.4),
        ("acts.in-place", "its-first", 1.6),
        ("fulfils.followed", "followed", 1.4),
        ("fulfils.as-promised", "what-promised", 1.8),
        ("acts.signed", "ordered", 1.6),
        ("advances.going-on", "being", 1.3),
        ("restates.moved", "moved", 1.7),
        ("drops.struck", "struck", 2.6),
        ("part.part", "a-lot", 1.6),
        ("part.part", "another", 1.6),
        ("part.part", "a-fraction", 1.6),
        ("part.rest", "the-others", 1.6),
        ("drops.refused", "refused", 2.6),
        ("restates.depends", "depends", 1.7),
        ("fulfils.has-it", "has-its", 1.4),
        ("fulfils.all-there", "full-there", 1.4),
        ("fulfils.all-there", "every-bit", 2.0),
        ("fulfils.welcomed", "welcomed", 1.6),
        ("fulfils.followed", "went-through", 1.6),
        ("fulfils.as-promised", "as-said", 2.6),
    )
)
_HALF = tuple((_PATTERNS[name], _PATTERNS.words(name)) for name in ("one-not-the-other", "but-none"))
_HALF_THERE = 1.6  # weight
_ALL, _ALL_WORDS = _PATTERNS["all-that"], _PATTERNS.words("all-that")
_LAST, _LAST_WORDS = _PATTERNS["a-last"], _PATTERNS.words("a-last")
_COMPLETE, _COMPLETE_WORDS = _PATTERNS["complete"], _PATTERNS.words("complete")


def turns(text: str, start: int, end: int) -> Iterator[Cue]:
    """The cues that shapes of clauses are."""
    end = min(end, start + _READ)
    said = text[start:end]
    for name, pattern, weight, words in _TURNS:
        if any(map(said.__contains__, words)) and (found := pattern.search(said)):
            yield Cue(name, weight, start + found.start(), start + found.end())


def half_there(text: str, start: int, end: int) -> Cue | None:
    """The cue of a thing of which one piece is there and another is not: "the walls were up and the roof was not"."""
    end = min(end, start + _READ)
    said = text[start:end]
    for pattern, words in _HALF:
        if any(map(said.__contains__, words)) and (found := pattern.search(text, start, end)):
            return Cue("part.unfinished", _HALF_THERE, *found.span())
    return None


def tells_all(text: str, start: int, end: int) -> bool:
    """Whether a sentence names all that was promised, or the last of it: "everything that it had announced"."""
    end = min(end, start + _READ)
    said = text[start:end]
    return any(
        any(map(said.__contains__, words)) and pattern.search(text, start, end) is not None
        for pattern, words in ((_ALL, _ALL_WORDS), (_LAST, _LAST_WORDS), (_COMPLETE, _COMPLETE_WORDS))
    )
