"""Which recorded pledges a sentence has words in common with: an inverted index, in memory, for one scan.

A pledge and a sentence are both read as terms: stems, figures (``#1000000``), types ("leopard 2"), kinds of thing
(``~shell``) and the codes of actors (``=GB``). What many pledges share weighs little, and a term in over a tenth of
many nothing. An actor alone links nothing: a code only adds to other terms. Scores do not depend on the index's size: a
term that stands in one pledge only counts about 1.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest
from typing import NamedTuple

from tracker.language.indexed import Indexed
from tracker.language.outcomes import load_outcome_rules
from tracker.language.postings import Postings
from tracker.language.terms import rarity, telling

__all__ = ["Indexed", "Near", "PledgeIndex"]

_DROPPED_FROM = 500  # pledges; in a smaller register the words of its main topic stand in more than a tenth
_DROPPED = 0.1  # of the pledges
_COMMON = 0.25  # of the pledges
_SATURATION, _LENGTH = 1.2, 0.6  # BM25's k1 and b
_READ, _READ_OF = 300, 20  # entries read for one sentence, rarest terms first: so many, or one for so many pledges
_WEIGHED = 10  # pledges weighed with all their terms
_AT_HAND = 5_000  # pledges whose terms are kept at hand
_BEST = 8  # terms of a pledge that say how much a score can be
_FLOOR = 0.35  # of the best score; pledges that share less are not near
_EVENED = 0.5  # towards equal scores for pledges with much or little that is telling
_FIXED = 1000  # weights are kept as whole numbers, in thousandths


class Near(NamedTuple):
    """A pledge near to a sentence, and the terms that both have, the most telling first."""

    ref: str
    score: float
    shared: tuple[str, ...]


class _Known(NamedTuple):
    """A pledge with the weights of its terms by number, and what they are divided by (see ``_scale``)."""

    pledge: Indexed
    vector: dict[int, int]
    scale: float


class PledgeIndex:
    """Pledges by their terms; ``serialise`` and ``load`` take it to another process, or keep it."""

    def __init__(self, pledges: Iterable[Indexed]) -> None:
        """Read every pledge once; the last of two with the same ref stands."""
        self._use(Postings.of(pledges, load_outcome_rules().words))

    def _use(self, postings: Postings) -> None:
        """Number what is asked for by name; all else is looked up when it is asked for, and then remembered."""
        self._postings, self._size = postings, len(postings)
        most = self._size * _DROPPED if self._size >= _DROPPED_FROM else self._size
        self._numbers: dict[str, int] = {}
        self._names: dict[int, str] = {}
        self._often: dict[int, int] = {}
        every = 0
        for number, name, often in postings.terms():
            every += often
            if often <= most or name[0] == "=":
                self._numbers[name], self._names[number], self._often[number] = number, name, often
        self._mean = every / self._size if self._size else 1.0
        self._most_read = max(_READ, self._size // _READ_OF)
        self._codes = frozenset([number for number, name in self._names.items() if name[0] == "="])
        self._tells: dict[int, float] = {}
        self._firsts: dict[int, tuple[str, int]] = {}
        self._posted: dict[int, tuple[array[int], array[int]]] = {}
        self._places: dict[str, int | None] = {}
        self._at_hand: dict[int, _Known] = {}
        self._named: dict[int, list[str]] = {}
        self._made_at: dict[str, list[str]] = {}

    def replace(self, gone: Iterable[str], pledges: Iterable[Indexed]) -> None:
        """Take pledges out by their refs, and others in. Afterwards it answers as one that was made of those it has."""
        self._postings.replace(gone, pledges, load_outcome_rules().words)
        self._use(self._postings)

    def __len__(self) -> int:
        """The number of pledges."""
        return self._size

    def __getitem__(self, ref: str) -> Indexed:
        """A pledge without its words; ``KeyError`` for a ref that is not here."""
        return self._known(self._place(ref)).pledge

    def __contains__(self, ref: object) -> bool:
        return isinstance(ref, str) and self._postings.number(ref) is not None

    def origin(self, ref: str) -> str:
        """The event at which a pledge was made, or the document that tells it; ``made_at`` gives the pledges of one."""
        return self[ref].origin

    def made_at(self, origin: str) -> Sequence[str]:
        """The refs of the pledges of one origin."""
        if origin not in self._made_at:
            self._made_at[origin] = self._postings.made_at(origin)
        return self._made_at[origin]

    def terms_of(self, ref: str) -> Sequence[str]:
        """The terms of a pledge."""
        owner = self._place(ref)
        named = self._named.get(owner)
        if named is None:
            if len(self._named) >= _AT_HAND:
                self._named.clear()
            named = self._named[owner] = [*map(self._names.__getitem__, self._known(owner).vector)]
        return named

    def is_common(self, term: str) -> bool:
        """Whether a term stands in so many pledges that it tells none apart."""
        return self._often.get(self._numbers.get(term, -1), 0) > max(3, _COMMON * self._size)

    def nearest(
        self, terms: Iterable[str], most: int = 5, *, until: str | None = None, document: str | None = None
    ) -> list[Near]:
        """The pledges that share the most telling terms with a sentence, best first.

        Leaves out pledges made after the ISO day ``until`` and those of ``document``.
        """
        known = [number for number in map(self._numbers.get, dict.fromkeys(terms)) if number is not None]
        known.sort(key=self._often.__getitem__)
        gathered = self._gathered(known)
        floor = max(gathered.values(), default=0) * _FLOOR
        near = [owner for owner, score in gathered.items() if score >= floor]
        if len(near) > _WEIGHED:
            near = sorted(near, key=gathered.__getitem__, reverse=True)[:_WEIGHED]
        asked = frozenset(known)
        found: list[tuple[float, str, dict[int, int], frozenset[int]]] = []
        for owner in near:
            pledge, vector, scale = self._known(owner)
            if pledge.document == document or (until and pledge.made_on and pledge.made_on > until):
                continue
            shared = asked.intersection(vector)
            found.append((-sum(map(vector.__getitem__, shared)) / scale, pledge.ref, vector, shared))
        found.sort(key=_best_first)
        return [Near(ref, -score, self._told(vector, shared)) for score, ref, vector, shared in found[:most]]

    def _told(self, vector: dict[int, int], shared: frozenset[int]) -> tuple[str, ...]:
        """Terms of a pledge by name, the weightiest first; of equals the one that was told last of all."""
        ranked = sorted(shared, key=self._first, reverse=True) if len(shared) > 1 else list(shared)
        ranked.sort(key=vector.__getitem__, reverse=True)
        return tuple(map(self._names.__getitem__, ranked))

    def _first(self, term: int) -> tuple[str, int]:
        """The first pledge that has a term, and the term's place in it."""
        first = self._firsts.get(term)
        if first is None:
            first = self._firsts[term] = self._postings.first(term)
        return first

    def _gathered(self, known: Sequence[int]) -> dict[int, int]:
        """The scores of pledges from the rarest terms that are known. Codes bring no pledge in by themselves."""
        often, codes = self._often, self._codes
        scores: dict[int, int] = defaultdict(int)
        read = 0
        for term in known:
            read += often[term]
            if read > self._most_read and scores:
                break
            if term in codes:
                continue
            owners, impacts = self._posted.get(term) or self._impacts(term)
            if scores:
                for owner, impact in zip(owners, impacts, strict=True):
                    scores[owner] += impact
            else:
                scores.update(zip(owners, impacts, strict=True))
        return scores

    def _impacts(self, term: int) -> tuple[array[int], array[int]]:
        """The pledges of a term, and the weight that it has in each."""
        owners, shapes = self._postings.owners(term)
        weights = {shape: self._weight(term, shape >> 16, shape & 0xFFFF) for shape in {*shapes}}
        self._posted[term] = owners, array("H", map(weights.__getitem__, shapes))
        return self._posted[term]

    def _weight(self, term: int, times: int, terms: int) -> int:
        """The weight, in thousandths, of a term that a pledge of so many terms has so many times."""
        tells = self._tells.get(term)
        if tells is None:
            name, often = self._names[term], self._often[term]
            tells = telling(name, load_outcome_rules().words) * rarity(often, self._size) * (1 + _SATURATION) / 1.5
            self._tells[term] = tells
        long = _SATURATION * (1 - _LENGTH + _LENGTH * terms / self._mean)
        return min(int(tells * times / (times + long) * _FIXED), 65_535)

    def _place(self, ref: str) -> int:
        """The number of a pledge; ``KeyError`` for a ref that is not here."""
        place = self._places.get(ref)
        if place is None:
            place = self._postings.number(ref)
            if place is None:
                raise KeyError(ref)
            self._places[ref] = place
        return place

    def _known(self, owner: int) -> _Known:
        """A pledge and the weights of its terms; of those asked for lately kept at hand."""
        known = self._at_hand.get(owner)
        if known is None:
            if len(self._at_hand) >= _AT_HAND:
                self._at_hand.clear()
                self._places.clear()
            pledge, terms, times = self._postings.held(owner)
            told, names = len(terms), self._names
            vector = {
                term: self._weight(term, often, told) for term, often in zip(terms, times, strict=True) if term in names
            }
            known = self._at_hand[owner] = _Known(pledge, vector, _scale(vector))
        return known

    def serialise(self) -> bytes:
        """The index as bytes, for another process of the same program and kind of machine, or a later run."""
        return self._postings.serialise()

    @classmethod
    def load(cls, data: bytes) -> PledgeIndex:
        """The index that ``serialise`` wrote.

        :raises BadInputError: when the bytes are none, or were cut or altered.
        """
        index = cls.__new__(cls)
        index._use(Postings.load(data))
        return index


def _best_first(found: tuple[float, str, dict[int, int], frozenset[int]]) -> tuple[float, str]:
    return found[:2]


def _scale(vector: Mapping[int, int]) -> float:
    """What a pledge's weights are divided by: less where all that it tells is told by others too."""
    best = nlargest(_BEST, vector.values())
    return float(max(sum(best) / _BEST / _FIXED, 0.2) ** _EVENED * _FIXED)
