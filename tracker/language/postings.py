"""The terms of pledges, kept both ways in a SQLite database in memory: those of a pledge, the pledges that have a term.

It holds counts and no weights: a weight depends on all pledges, and one pledge more would change every one of them.
So a changed pledge costs its own terms, and what was changed again and again answers as what was made anew.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from hashlib import blake2b
from itertools import starmap
from typing import NamedTuple

from tracker.errors import BadInputError
from tracker.language.indexed import Indexed, counted
from tracker.language.vocabulary import Vocabulary

_FORM = b"pledge-index-8"  # another one with other tables, or other numbers in them
_TABLES = """
CREATE TABLE pledge (owner INTEGER PRIMARY KEY, ref TEXT NOT NULL UNIQUE, origin TEXT NOT NULL, told TEXT NOT NULL,
                     terms BLOB NOT NULL, times BLOB NOT NULL);
CREATE TABLE term (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, often INTEGER NOT NULL,
                   owners BLOB NOT NULL, shapes BLOB NOT NULL);
"""
_BY_ORIGIN = "CREATE INDEX pledge_origin ON pledge (origin, ref)"
_MOST = 0xFFFF  # of one term in a pledge, and of its terms
_JSON = json.JSONEncoder(separators=(",", ":")).encode
_DIGEST = 32  # bytes


class Held(NamedTuple):
    """A pledge without its words; its terms by number, in the order in which it tells them, and how often each."""

    pledge: Indexed
    terms: array[int]
    times: array[int]


class Owners(NamedTuple):
    """The pledges that have a term, by number, and its shape in each: how often it stands there, times 65,536, plus
    how many terms the pledge has.
    """

    numbers: array[int]
    shapes: array[int]


class Postings:
    """Pledges and terms by number."""

    def __init__(self) -> None:
        # Any thread may ask: an executor may be a pool of them.
        self._database = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)

    @classmethod
    def of(cls, pledges: Iterable[Indexed], words: Vocabulary) -> Postings:
        """Read every pledge once; the last of two with the same ref stands."""
        postings = cls()
        postings._database.executescript(_TABLES)
        postings.replace((), pledges, words)
        postings._database.execute(_BY_ORIGIN)  # sorting once is faster than finding each row its place
        return postings

    def __len__(self) -> int:
        """The number of pledges."""
        return int(self._database.execute("SELECT count(*) FROM pledge").fetchone()[0])

    def terms(self) -> Iterator[tuple[int, str, int]]:
        """Every term: number, name, and how many pledges have it."""
        return iter(self._database.execute("SELECT number, name, often FROM term"))

    def owners(self, term: int) -> Owners:
        """The pledges that have a term, in the order of their refs."""
        found = self._database.execute("SELECT owners, shapes FROM term WHERE number = ?", (term,))
        return _owners(*found.fetchone() or (b"", b""))

    def first(self, term: int) -> tuple[str, int]:
        """The first pledge, by ref, that has a term, and the place of the term among those of the pledge."""
        held = self.held(self.owners(term).numbers[0])
        return held.pledge.ref, held.terms.index(term)

    def held(self, owner: int) -> Held:
        """A pledge by its number."""
        found = self._database.execute("SELECT ref, told, terms, times FROM pledge WHERE owner = ?", (owner,))
        ref, told, terms, times = found.fetchone()
        return Held(_restored(ref, told), array("I", terms), array("H", times))

    def number(self, ref: str) -> int | None:
        """The number of a pledge, or ``None``."""
        row = self._database.execute("SELECT owner FROM pledge WHERE ref = ?", (ref,)).fetchone()
        return None if row is None else int(row[0])

    def made_at(self, origin: str) -> list[str]:
        """The refs of the pledges of one origin, in order."""
        found = self._database.execute("SELECT ref FROM pledge WHERE origin = ? ORDER BY ref", (origin,))
        return [ref for (ref,) in found]

    # -- changes ---------------------------------------------------------------------------------------------

    def replace(self, gone: Iterable[str], pledges: Iterable[Indexed], words: Vocabulary) -> None:
        """Take pledges out by their refs, and others in; only those that come are read."""
        database = self._database
        database.execute("BEGIN")
        numbers = _Numbers({name: number for number, name, _ in self.terms()})
        read = {each.ref: _read(each, numbers, words) for each in pledges}
        left = self._take_out({*gone, *read})
        come: defaultdict[int, Owners] = defaultdict(_owners)
        (first,) = database.execute("SELECT coalesce(max(owner) + 1, 0) FROM pledge").fetchone()
        numbered = list(enumerate(map(read.__getitem__, sorted(read)), first))
        for owner, (_, terms, times) in numbered:
            told = min(len(terms), _MOST)
            for term, often in zip(terms, times, strict=True):
                owners, shapes = come[term]
                owners.append(owner)
                shapes.append(often << 16 | told)
        database.executemany("INSERT INTO pledge VALUES (?, ?, ?, ?, ?, ?)", starmap(_row, numbered))
        known = [(name, term) for name, term in numbers.items() if term in left or term in come]
        rows = self._rewritten(known, left, come)
        database.executemany("INSERT OR REPLACE INTO term VALUES (?, ?, ?, ?, ?)", rows)
        database.execute("DELETE FROM term WHERE often = 0")
        database.execute("COMMIT")

    def _take_out(self, refs: Iterable[str]) -> dict[int, list[int]]:
        """Take pledges out, and tell from which terms they are to be taken."""
        left: defaultdict[int, list[int]] = defaultdict(list)
        for owner in map(self.number, refs):
            if owner is not None:
                for term in self.held(owner).terms:
                    left[term].append(owner)
                self._database.execute("DELETE FROM pledge WHERE owner = ?", (owner,))
        return left

    def _rewritten(
        self, terms: Iterable[tuple[str, int]], left: Mapping[int, Iterable[int]], come: Mapping[int, Owners]
    ) -> Iterator[tuple[int, str, int, bytes, bytes]]:
        """The rows of terms without the pledges that left, and with those that come, whose refs rise."""
        ref_of = lru_cache(maxsize=None)(self._ref)
        for name, term in terms:
            owners, shapes = self.owners(term)
            for owner in left.get(term, ()):
                at = owners.index(owner)
                del owners[at], shapes[at]
            if owners:
                for owner, shape in zip(*come.get(term, ((), ())), strict=True):
                    at = bisect_left(owners, ref_of(owner), key=ref_of)
                    owners.insert(at, owner)
                    shapes.insert(at, shape)
            elif term in come:
                owners, shapes = come[term]
            yield term, name, len(owners), owners.tobytes(), shapes.tobytes()

    def _ref(self, owner: int) -> str:
        return str(self._database.execute("SELECT ref FROM pledge WHERE owner = ?", (owner,)).fetchone()[0])

    # -- bytes -----------------------------------------------------------------------------------------------

    def serialise(self) -> bytes:
        """All of it as bytes, for the same kind of machine, under a digest of them."""
        data = self._database.serialize()
        return _digest(data) + data

    @classmethod
    def load(cls, data: bytes) -> Postings:
        """What ``serialise`` wrote.

        :raises BadInputError: when the bytes are none, were cut or altered, or come from another version.
        """
        postings, body = cls(), memoryview(data)[_DIGEST:]
        if data[:_DIGEST] != _digest(body):
            why = "These bytes are no index of pledges, or were cut or altered."
            raise BadInputError("The index cannot be loaded.", why=why, remedy="Build it again.")
        postings._database.deserialize(body)
        return postings


class _Numbers(dict[str, int]):
    """Numbers of terms; one that is not there is given the next."""

    def __init__(self, known: Mapping[str, int]) -> None:
        super().__init__(known)
        self._next = max(known.values(), default=-1) + 1

    def __missing__(self, term: str) -> int:
        number = self[term] = self._next
        self._next += 1
        return number


def _owners(numbers: bytes = b"", shapes: bytes = b"") -> Owners:
    return Owners(array("I", numbers), array("I", shapes))


def _digest(data: bytes | memoryview) -> bytes:
    return blake2b(data, digest_size=_DIGEST, person=_FORM).digest()


def _read(pledge: Indexed, numbers: Mapping[str, int], words: Vocabulary) -> Held:
    """A pledge with its terms, without its words."""
    found = counted(pledge, words)
    times = array("H", [min(often, _MOST) for often in found.values()])
    return Held(pledge._replace(words=""), array("I", map(numbers.__getitem__, found)), times)


def _row(owner: int, held: Held) -> tuple[int, str, str, str, array[int], array[int]]:
    """A pledge as a row: what is told of it, but for its ref and words, is JSON."""
    pledge, terms, times = held
    told = _JSON([*pledge[2:7], None if pledge.amount is None else str(pledge.amount), *pledge[8:]])
    return owner, pledge.ref, pledge.origin, told, terms, times


def _restored(ref: str, told: str) -> Indexed:
    """A pledge as it was told."""
    (
        parties,
        partners,
        made_on,
        event,
        document,
        amount,
        unit,
        condition,
        negative,
        names,
        awaits,
        ceiling,
        ends,
        each,
        several,
    ) = json.loads(told)
    return Indexed(
        ref,
        "",
        tuple(parties),
        tuple(partners),
        made_on,
        event,
        document,
        None if amount is None else Decimal(amount),
        unit,
        condition,
        negative,
        tuple(names),
        tuple(awaits),
        ceiling,
        ends,
        each,
        tuple(several),
    )
