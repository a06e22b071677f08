"""Lineage: pledges that are part of another, and pledges that replace another. Pure: no clock, no database.

A relation changes no standing. It decides what is counted: a package by its items, a replaced pledge by the one that
replaces it, each from the day on which that other pledge is known. ``docs/methodology.md`` says why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from tracker.model import Membership, Pledge
from tracker.words import RelationKind


@dataclass(frozen=True, slots=True)
class Relation:
    """``pledge`` is a part of ``other``, or supersedes it. Ref: ``R-2026-001``.

    It is known from the day on which ``pledge`` is. ``retracted`` is the reason, as for a pledge.
    """

    ref: str
    pledge: str
    kind: RelationKind
    other: str
    recorded_on: date
    note: str | None = None
    retracted: str | None = None

    @property
    def said(self) -> str:
        """The relation in words: ``GB-2026-001 supersedes GB-2025-001``."""
        return f"{self.pledge} {IN_WORDS[self.kind]} {self.other}"


def relation(row: Mapping[str, Any]) -> Relation:
    """A relation from its row (see :mod:`tracker.rows`)."""
    return Relation(
        row["ref"],
        row["pledge"],
        RelationKind(row["kind"]),
        row["other"],
        date.fromisoformat(row["recorded_on"]),
        row["note"],
        row["retracted"],
    )


IN_WORDS = {RelationKind.PART_OF: "is a part of", RelationKind.SUPERSEDES: "supersedes"}


class Fault(NamedTuple):
    """Why a relation cannot be, and what to do about it; ``repeated``: because it is there already."""

    says: str
    remedy: str
    repeated: bool = False


class Lineages:
    """The relations between pledges that hold: those not retracted, each taken with :meth:`add`.

    ``memberships`` tell which parties belong together, on whatever day: only those take the place of one another.
    """

    def __init__(self, relations: Iterable[Relation] = (), memberships: Iterable[Membership] = ()) -> None:
        self._together = {(each.member, each.group) for each in memberships}
        self._of: defaultdict[str, list[Relation]] = defaultdict(list)
        for each in relations:
            self.add(each)

    def add(self, relation: Relation) -> None:
        """Take a relation; one that is retracted holds nothing together."""
        if relation.retracted is None:
            self._of[relation.pledge].append(relation)

    def faults(self, relation: Relation, pledge: Pledge | None, other: Pledge | None) -> Iterator[Fault]:
        """Why a relation cannot stand beside those taken so far; its pledges may be unknown here."""
        if relation.pledge == relation.other:
            yield Fault(f"{relation.pledge} cannot be related to itself", "name two pledges")
            return
        mine = [each for each in self._of[relation.pledge] if each.ref != relation.ref]
        for each in mine:
            if each.other == relation.other:
                yield Fault(f"{each.said} already ({each.ref})", f"retract {each.ref} first, if it was a mistake", True)
                return
            if each.kind is relation.kind is RelationKind.PART_OF:
                says = f"{each.said} already ({each.ref}), and a pledge is a part of one package only"
                yield Fault(says, f"retract {each.ref} first, or leave this out")
        if way := self._way(relation):
            says = f"it would lead in a circle: {', '.join(each.said for each in way)}"
            yield Fault(says, f"retract the relation that is wrong ({', '.join(each.ref for each in way)})")
        if relation.kind is RelationKind.SUPERSEDES and pledge and other and _before(pledge, other):
            says = f"{pledge.ref} was made on {pledge.made_on}, before {other.ref} on {other.made_on}"
            yield Fault(says, "name the later pledge first, or correct the day of the one or the other")
        if relation.kind is RelationKind.SUPERSEDES and pledge and other and not self._one_side(pledge, other):
            says = (
                f"{pledge.ref} was made by {' '.join(pledge.parties)}, {other.ref} by {' '.join(other.parties)}:"
                " nobody's promise takes the place of another's"
            )
            remedy = (
                "name a pledge of the same party, or record the membership: tracker add party CODE --member-of GROUP"
            )
            yield Fault(says, remedy)

    def replaced(self, ref: str) -> Iterator[str]:
        """The pledges that one supersedes, directly or through others."""
        for each in self._of.get(ref, ()):
            if each.kind is RelationKind.SUPERSEDES:
                yield each.other
                yield from self.replaced(each.other)

    def _one_side(self, pledge: Pledge, other: Pledge) -> bool:
        """Whether two pledges have a party in common, or one of them a group that a party of the other belongs to."""
        pairs = [(one, two) for one in pledge.parties for two in other.parties]
        together = self._together
        return not pairs or any(one == two or (one, two) in together or (two, one) in together for one, two in pairs)

    def _way(self, relation: Relation) -> list[Relation]:
        """The relations that lead from the other pledge back to this one; none: no circle."""
        seen, ways = {relation.other}, [[each] for each in self._of.get(relation.other, ())]
        while ways:
            way = ways.pop()
            if way[-1].other == relation.pledge:
                return way
            if way[-1].other not in seen:
                seen.add(way[-1].other)
                ways += [[*way, each] for each in self._of.get(way[-1].other, ())]
        return []


def _before(pledge: Pledge, other: Pledge) -> bool:
    return bool(pledge.made_on and other.made_on and pledge.made_on < other.made_on)
