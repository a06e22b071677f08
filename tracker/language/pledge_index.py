"""Which recorded pledges a sentence has words in common with: an inverted index, in memory, for one scan.

A pledge and a sentence are both read as terms: stems, figures (``#1000000``), types ("leopard 2"), kinds of thing
(``~shell``) and the codes of actors (``=GB``). What many pledges share weighs little, and a term in over a tenth of
many nothing. An actor alone links nothing: a code only adds to other terms. Scores do not depend on the index's size: a
term that stands in one pledge only counts about 1.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from heapq import nlargest
from itertools import pairwise
from typing import Any, NamedTuple

from tracker.errors import BadInputError
from tracker.language.actors import mentions
from tracker.language.outcomes import load_outcome_rules
from tracker.language.passages import Passage
from tracker.language.terms import each_term, figure, rarity, telling
from tracker.language.vocabulary import Vocabulary

_FORM = "pledge-index-2"
_ARRAYS = "IHIIHId"  # their kinds, in the order in which they are written
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


class Indexed(NamedTuple):
    """What the index holds of a pledge. ``words``: summary, quote, topic, condition and unit, in one text.

    ``made_on``: an ISO day; ``amount`` is of ``unit``; ``condition``: whether something must happen first;
    ``negative``: whether something is not to be done; ``names``: the names in it.
    """

    ref: str
    words: str
    parties: tuple[str, ...]
    partners: tuple[str, ...]
    made_on: str | None
    event: str | None
    document: str
    amount: Decimal | None
    unit: str | None
    condition: bool
    negative: bool = False
    names: tuple[str, ...] = ()


class Near(NamedTuple):
    """A pledge near to a sentence, and the terms that both have, the most telling first."""

    ref: str
    score: float
    shared: tuple[str, ...]


class PledgeIndex:
    """Pledges by their terms. Immutable once built; ``serialise`` and ``load`` take it to another process."""

    def __init__(self, pledges: Iterable[Indexed], words: Vocabulary | None = None) -> None:
        """Read every pledge once; the last of two with the same ref stands."""
        words = words or load_outcome_rules().words
        self._pledges = list({each.ref: each for each in pledges}.values())
        counted = [_counted(each, words) for each in self._pledges]
        self._fill(counted, words)
        self._pledges = [each._replace(words="") for each in self._pledges]
        self._turn_round()
        self._look_up()

    def _fill(self, counted: Sequence[Mapping[str, int]], words: Vocabulary) -> None:
        """Number the terms, and write down for each pledge its terms with their weights."""
        total = len(counted)
        frequency: dict[str, int] = {}
        for each in counted:
            for term in each:
                frequency[term] = frequency.get(term, 0) + 1
        most = total * _DROPPED if total >= _DROPPED_FROM else total
        kept = {
            term: telling(term, words) * rarity(often, total)
            for term, often in frequency.items()
            if often <= most or term[0] == "="
        }
        numbers = {term: number for number, term in enumerate(kept)}
        mean = sum(map(len, counted)) / total if total else 1.0
        self._terms, self._starts = array("I"), array("I", [0])
        self._weights = array("H")
        for each in counted:
            long = _SATURATION * (1 - _LENGTH + _LENGTH * len(each) / mean)
            for term, times in each.items():
                if term in kept:
                    self._terms.append(numbers[term])
                    weight = kept[term] * (1 + _SATURATION) / 1.5 * times / (times + long)
                    self._weights.append(min(int(weight * _FIXED), 65_535))
            self._starts.append(len(self._terms))
        self._names = list(kept)

    def _turn_round(self) -> None:
        """Write down for each term its pledges."""
        ends = array("I", bytes(4 * (len(self._names) + 1)))
        for term in self._terms:
            ends[term + 1] += 1
        for term in range(len(self._names)):
            ends[term + 1] += ends[term]
        self._first = array("I", ends)
        self._owners, self._impacts = array("I", bytes(4 * len(self._terms))), array("H", bytes(2 * len(self._terms)))
        for owner in range(len(self._pledges)):
            for place in range(self._starts[owner], self._starts[owner + 1]):
                spot = ends[self._terms[place]]
                self._owners[spot], self._impacts[spot] = owner, self._weights[place]
                ends[self._terms[place]] = spot + 1
        self._scales = array("d", map(self._scale, range(len(self._pledges))))

    def _look_up(self) -> None:
        """Number what is asked for by name."""
        self._numbers = {term: number for number, term in enumerate(self._names)}
        self._places = {each.ref: place for place, each in enumerate(self._pledges)}
        self._codes = frozenset(number for number, term in enumerate(self._names) if term[0] == "=")
        self._often = [end - start for start, end in pairwise(self._first)]
        self._origins = {each.ref: each.event or each.document for each in self._pledges}
        self._made_at: dict[str, list[str]] = {}
        for ref, origin in self._origins.items():
            self._made_at.setdefault(origin, []).append(ref)
        self._vectors: dict[int, dict[int, int]] = {}
        self._named: dict[int, list[str]] = {}  # and the same terms by name
        self._most_read = max(_READ, len(self._pledges) // _READ_OF)

    def _scale(self, owner: int) -> float:
        """What a pledge's weights are divided by: less where all that it tells is told by others too."""
        best = nlargest(_BEST, self._weights[self._starts[owner] : self._starts[owner + 1]])
        return float(max(sum(best) / _BEST / _FIXED, 0.2) ** _EVENED * _FIXED)

    def __len__(self) -> int:
        """The number of pledges."""
        return len(self._pledges)

    def __getitem__(self, ref: str) -> Indexed:
        """A pledge without its words; ``KeyError`` for a ref that is not here."""
        return self._pledges[self._places[ref]]

    def __contains__(self, ref: object) -> bool:
        return ref in self._places

    def origin(self, ref: str) -> str:
        """The event at which a pledge was made, or the document that tells it; ``made_at`` gives the pledges of one."""
        return self._origins[ref]

    def made_at(self, origin: str) -> Sequence[str]:
        """The refs of the pledges of one origin."""
        return self._made_at.get(origin, ())

    def terms_of(self, ref: str) -> Sequence[str]:
        """The terms of a pledge."""
        owner = self._places[ref]
        if owner not in self._named:
            self._named[owner] = [*map(self._names.__getitem__, self._vector(owner))]
        return self._named[owner]

    def is_common(self, term: str) -> bool:
        """Whether a term stands in so many pledges that it tells none apart."""
        number = self._numbers.get(term)
        return number is not None and self._first[number + 1] - self._first[number] > max(3, _COMMON * len(self))

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
        enough = [owner for owner, score in gathered.items() if score >= floor]
        near, asked = sorted(enough, key=gathered.__getitem__, reverse=True)[:_WEIGHED], frozenset(known)
        found: list[tuple[float, str, dict[int, int], frozenset[int]]] = []
        for owner in near:
            pledge = self._pledges[owner]
            if pledge.document == document or (until and pledge.made_on and pledge.made_on > until):
                continue
            vector = self._vector(owner)
            shared = asked.intersection(vector)
            found.append((-sum(map(vector.__getitem__, shared)) / self._scales[owner], pledge.ref, vector, shared))
        found.sort()
        return [Near(ref, -score, self._told(vector, shared)) for score, ref, vector, shared in found[:most]]

    def _told(self, vector: dict[int, int], shared: frozenset[int]) -> tuple[str, ...]:
        """Terms of a pledge by name, the weightiest first."""
        ranked = sorted(sorted(shared, reverse=True), key=vector.__getitem__, reverse=True)
        return tuple(map(self._names.__getitem__, ranked))

    def _gathered(self, known: Sequence[int]) -> dict[int, int]:
        """The scores of pledges from the rarest terms that are known. Codes bring no pledge in by themselves."""
        first, owners, impacts, codes = self._first, self._owners, self._impacts, self._codes
        scores: dict[int, int] = {}
        read = 0
        for term in known:
            start, end = first[term], first[term + 1]
            read += end - start
            if read > self._most_read and scores:
                break
            if term in codes:
                continue
            for owner, impact in zip(owners[start:end], impacts[start:end], strict=True):
                if owner in scores:
                    scores[owner] += impact
                else:
                    scores[owner] = impact
        return scores

    def _vector(self, owner: int) -> dict[int, int]:
        """The terms of a pledge with their weights; of those asked for lately kept at hand."""
        vector = self._vectors.get(owner)
        if vector is None:
            if len(self._vectors) >= _AT_HAND:
                self._vectors.clear()
                self._named.clear()
            start, end = self._starts[owner], self._starts[owner + 1]
            vector = self._vectors[owner] = dict(zip(self._terms[start:end], self._weights[start:end], strict=True))
        return vector

    def serialise(self) -> bytes:
        """The index as bytes, to be sent to another process of the same program and machine."""
        pledges = [[*each[:7], None if each.amount is None else str(each.amount), *each[8:]] for each in self._pledges]
        arrays: list[array[Any]] = [self._terms, self._weights, self._starts, self._owners, self._impacts]
        arrays += [self._first, self._scales]
        head = json.dumps(
            {"form": _FORM, "pledges": pledges, "terms": self._names, "sizes": [len(each) for each in arrays]}
        ).encode()
        return len(head).to_bytes(8, "big") + head + b"".join(each.tobytes() for each in arrays)

    @classmethod
    def load(cls, data: bytes) -> PledgeIndex:
        """The index that ``serialise`` wrote.

        :raises BadInputError: when the bytes are none, or were cut.
        """
        index = cls.__new__(cls)
        try:
            end = 8 + int.from_bytes(data[:8], "big")
            head = json.loads(data[8:end])
            if head["form"] != _FORM:
                raise ValueError(head["form"])
            index._pledges = [_restored(each) for each in head["pledges"]]
            index._names = head["terms"]
            index._terms, index._weights, index._starts, *rest = _arrays(data, end, head["sizes"])
            index._owners, index._impacts, index._first, index._scales = rest
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            why = "These bytes are no index of pledges, or were cut."
            raise BadInputError("The index cannot be loaded.", why=why, remedy="Build it again.") from error
        index._look_up()
        return index


def _counted(pledge: Indexed, words: Vocabulary) -> Counter[str]:
    """The terms of a pledge, and how often it has each."""
    day = date.fromisoformat(pledge.made_on) if pledge.made_on else None
    text = pledge.words
    counted = Counter(each_term(text, Passage(0, len(text)), mentions(text, day), words))
    counted.update(f"={code}" for code in (*pledge.parties, *pledge.partners))
    if pledge.amount is not None:
        counted[figure(pledge.amount)] += 1
    if pledge.made_on:
        counted[f"@{pledge.made_on[:7]}"] = 1
    return counted


def _arrays(data: bytes, start: int, sizes: list[int]) -> list[array[Any]]:
    """The arrays that stand one after the other in bytes."""
    arrays: list[array[Any]] = []
    for kind, size in zip(_ARRAYS, sizes, strict=True):
        each: array[Any] = array(kind)
        end = start + size * each.itemsize
        each.frombytes(data[start:end])
        if len(each) != size:
            raise ValueError("cut")
        arrays.append(each)
        start = end
    return arrays


def _restored(row: list[Any]) -> Indexed:
    """A pledge as ``serialise`` wrote it."""
    fields: list[Any] = [tuple(value) if isinstance(value, list) else value for value in row]
    return Indexed(*fields)._replace(amount=fields[7] and Decimal(fields[7]))
