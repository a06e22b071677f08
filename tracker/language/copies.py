"""Which documents repeat one another's words: wire copies, quotations, and the passages that they share.

The measure is containment of shingles, runs of five words (Broder, "On the resemblance and containment of
documents", 1997): the share of one text's shingles that stand in another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import accumulate, islice
from operator import mul
from typing import Literal, NamedTuple

from tracker.language.passages import Passage

COPY = 0.5  # of the new text's shingles stand in the old one: it is a copy
QUOTES = 0.1  # it quotes from the old one
HOLDS = 0.5  # of the old text's shingles stand in the new one, which is longer: it holds most of it

_RUN = 5  # words of a shingle
_SAMPLED = 4  # one shingle in four is in the sample
_FEWEST = 20  # shingles; of a shorter text shared words prove nothing
_SHARED = 8  # shingles in common, twelve words in a row: fewer are a name or a phrase of the trade
_MOST_WORDS = 200_000  # read of a text: a book of 500 pages
_SHORTEST = 8  # words of a passage
_PLACES = 4  # in the other text that are tried for the start of a passage
_WORD = re.compile(r"[^\W_]+")
_APART = {code: " " for code in range(128) if not chr(code).isalnum()}
_LOW, _HIGH = 2**64 - 1, 2**63
_POWERS = [pow(0x9E3779B97F4A7C15, place, 2**64) for place in range(_RUN)]
_REMEMBERED = 50_000  # words

Kind = Literal["copy", "quotes", "holds"]


class Copy(NamedTuple):
    """How much a new text repeats an old one.

    ``share``: the part of the new text that stands in the old one, 0 to 1; ``held``: the part of the old text that
    stands in the new one. ``kind``: ``copy`` (share of at least one half), ``holds`` (most of the old text stands in
    the new one, which has as much to say besides), ``quotes`` (share of at least a tenth), or ``None``.
    """

    kind: Kind | None
    share: float
    held: float


def shingles(text: str, said: str | None = None) -> frozenset[int]:
    """Every run of five words as a signed 64-bit number, the same on every machine. Noise and capitals do not count.

    Reads the first 200,000 words. A text of fewer than five words has none. ``said`` is the text without its noise
    (``masked``), where that is at hand.
    """
    return frozenset((each & _LOW) - _HIGH for each in _runs(text, said))


def _runs(text: str, said: str | None = None) -> Iterator[int]:
    """The number of every run of words, of which the lowest 64 bits count."""
    words = _read(text, said)
    # A run's number is that of its words in their order: each counts by a power of an odd number of 64 bits.
    parts = [list(map(_numbers[at].__getitem__, words[at:])) for at in range(_RUN)]
    return map(sum, zip(*parts, strict=False))


def _read(text: str, said: str | None) -> list[str]:
    """The words of a text in lower case."""
    said = (_masked(text) if said is None else said).casefold()
    # In a fourth of the time where all is ASCII, and slower where it is not.
    return (said.translate(_APART).split() if said.isascii() else _WORD.findall(said))[:_MOST_WORDS]


def _masked(text: str) -> str:
    """A text without its noise. The rules of noise are loaded at their first use: not for a command that reads none."""
    from tracker.language.noise import masked

    return masked(text)


def sample(shingles: Iterable[int]) -> list[int]:
    """One shingle in about four, in order: the same ones of every text, so that an index of them finds candidates."""
    return sorted(each for each in shingles if each % _SAMPLED == 0)


def sampled(text: str, said: str | None = None) -> list[int]:
    """The sample of a text's shingles, without the others; ``said`` as for ``shingles``."""
    words = list(map(_numbers[0].__getitem__, _read(text, said)))
    # The powers all end in the bits 01, so that those of a run's number are those of the sum of its words: what is in
    # the sample shows before its number is worked out.
    sums = list(accumulate((word & _SAMPLED - 1 for word in words), initial=0))
    chosen = [at for at, ends in enumerate(zip(sums, sums[_RUN:], strict=False)) if (ends[1] - ends[0]) % _SAMPLED == 0]
    runs = {sum(map(mul, words[at : at + _RUN], _POWERS)) & _LOW for at in chosen}
    return sorted(run - _HIGH for run in runs)


def containment(new: frozenset[int], old: frozenset[int]) -> float:
    """The share of the new text's shingles that stand in the old one, 0 to 1; 0 for a text without any."""
    return len(new & old) / len(new) if new else 0.0


def judge(new: frozenset[int], old: frozenset[int]) -> Copy:
    """Say whether a new text copies an old one, holds most of it, or quotes from it.

    The old text is the one published first: a communiqué does not quote the wire that reports it. A text of fewer
    than 20 shingles, or a pair that has fewer than 8 in common, is not judged: ``kind`` is ``None``.
    """
    share, held = round(containment(new, old), 3), round(containment(old, new), 3)
    kind: Kind | None = None
    if min(len(new), len(old)) >= _FEWEST and len(new & old) >= _SHARED:
        if share >= COPY:
            kind = "copy"
        elif held >= HOLDS:
            kind = "holds"
        elif share >= QUOTES:
            kind = "quotes"
    return Copy(kind, share, held)


def shared_passages(text: str, other: str, most: int = 5) -> list[tuple[Passage, Passage]]:
    """The longest runs of at least eight words that stand in both texts, longest first, as places in each.

    No two overlap in ``text``. Capitals, punctuation and blanks do not count; noise parts no run.
    """
    ours, theirs = list(_words(text)), list(_words(other))
    starts = _starts([word for word, _, _ in theirs])
    found: list[tuple[int, int, int]] = []
    at = 0
    while at <= len(ours) - _SHORTEST:
        run = tuple(word for word, _, _ in ours[at : at + _SHORTEST])
        lengths = [(_length(ours, at, theirs, place), -place) for place in starts.get(run, ())]
        if lengths:
            length, place = max(lengths)
            found.append((length, at, -place))
            at += length
        else:
            at += 1
    best = sorted(found, key=lambda each: (-each[0], each[1]))[:most]
    return [(_passage(ours, at, length), _passage(theirs, place, length)) for length, at, place in best]


class _Numbers(dict[str, int]):
    """The number of a word at one place of a run, worked out once."""

    def __init__(self, place: int) -> None:
        self.factor = _POWERS[place]

    def __missing__(self, word: str) -> int:
        if len(self) > _REMEMBERED:
            self.clear()
        number = int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")
        self[word] = number * self.factor & _LOW
        return self[word]


_numbers = [_Numbers(place) for place in range(_RUN)]


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text in lower case, without its noise, and where they stand."""
    said = _masked(text)
    return ((each[0].casefold(), *each.span()) for each in islice(_WORD.finditer(said), _MOST_WORDS))


def _starts(words: list[str]) -> dict[tuple[str, ...], list[int]]:
    """The first few places of every run of eight words."""
    starts: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(words) - _SHORTEST + 1):
        places = starts.setdefault(tuple(words[at : at + _SHORTEST]), [])
        if len(places) < _PLACES:
            places.append(at)
    return starts


def _length(ours: list[tuple[str, int, int]], at: int, theirs: list[tuple[str, int, int]], place: int) -> int:
    """How many words are the same from one place in each text."""
    length = _SHORTEST
    while at + length < len(ours) and place + length < len(theirs):
        if ours[at + length][0] != theirs[place + length][0]:
            break
        length += 1
    return length


def _passage(words: list[tuple[str, int, int]], at: int, length: int) -> Passage:
    return Passage(words[at][1], words[at + length - 1][2])
