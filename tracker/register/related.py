"""Which pledges are related to which on a day, each with all that is known of it."""

from __future__ import annotations

from collections import defaultdict

from tracker.lineage import Lineages
from tracker.register import records
from tracker.register.connect import Reader
from tracker.register.entries import entry
from tracker.reports.entries import Entry
from tracker.reports.related import LINEAGE, Related, how
from tracker.words import RelationKind


def related_to(reader: Reader, ref: str, as_of: str) -> tuple[Related, ...]:
    """The pledges that a pledge is related to on a day: its package, its items, what it replaces, what replaces it."""
    if entry(reader, ref, as_of) is None:
        return ()
    found = []
    for each in records.relations_of(reader, ref):
        if each.retracted is None:
            other = entry(reader, each.other if each.pledge == ref else each.pledge, as_of)
            if other is not None:
                found.append(Related(how(each, ref), each, other))
    return tuple(sorted(found, key=lambda each: (LINEAGE.index(each.how), each.entry.pledge.ref)))


def items_of(reader: Reader, ref: str, as_of: str) -> tuple[Entry, ...]:
    """The items of a package that are known on a day, by ref; those of packages in it come in their place."""
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for each in records.relations_known(reader, as_of):
        if each.kind is RelationKind.PART_OF:
            parts[each.other].append(each.pledge)
    inside, found = [ref], set[str]()
    while inside:
        for item in parts.get(inside.pop(), ()):
            (inside.append if item in parts else found.add)(item)
    entries = (entry(reader, item, as_of) for item in sorted(found))
    return tuple(each for each in entries if each is not None)


def replaced_by_each(reader: Reader, as_of: str) -> dict[str, tuple[Entry, ...]]:
    """What pledges replace, directly or through others, by the ref of the pledge that does; the oldest first."""
    known = [each for each in records.relations_known(reader, as_of) if each.kind is RelationKind.SUPERSEDES]
    lineages = Lineages(known)
    found = {}
    for heir in dict.fromkeys(each.pledge for each in known):
        entries = (entry(reader, ref, as_of) for ref in dict.fromkeys(lineages.replaced(heir)))
        found[heir] = tuple(
            sorted((each for each in entries if each is not None), key=lambda each: (each.said_on, each.pledge.ref))
        )
    return found


def amounts_elsewhere(reader: Reader, as_of: str) -> frozenset[str]:
    """The pledges whose amount is that of others on a day: what is replaced, and a package with an item in its unit."""
    found = set()
    for each in records.relations_known(reader, as_of):
        if each.kind is RelationKind.SUPERSEDES or _unit(reader, each.pledge) == _unit(reader, each.other) is not None:
            found.add(each.other)
    return frozenset(found)


def _unit(reader: Reader, ref: str) -> str | None:
    quantity = records.pledge(reader, ref).quantity
    return quantity.unit if quantity else None
