"""Which pledges are related to which on a day, each with all that is known of it."""

from __future__ import annotations

from collections import defaultdict

from tracker.days import Day
from tracker.lineage import Lineages
from tracker.register import records
from tracker.register.connect import Reader
from tracker.register.entries import entries_of
from tracker.reports.entries import Entry
from tracker.reports.related import LINEAGE, Related, how
from tracker.words import RelationKind


def related_to(reader: Reader, ref: str, as_of: Day) -> tuple[Related, ...]:
    """The pledges that a pledge is related to on a day: its package, its items, what it replaces, what replaces it."""
    others = [
        (each.other if each.pledge == ref else each.pledge, each)
        for each in records.relations_of(reader, ref)
        if each.retracted is None
    ]
    known = entries_of(reader, (ref, *(other for other, _ in others)), as_of)
    if ref not in known:
        return ()
    found = [Related(how(each, ref), each, known[other]) for other, each in others if other in known]
    return tuple(sorted(found, key=lambda each: (LINEAGE.index(each.how), each.entry.pledge.ref)))


def items_of(reader: Reader, ref: str, as_of: Day) -> tuple[Entry, ...]:
    """The items of a package that are known on a day, by ref; those of packages in it come in their place."""
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for each in records.relations_known(reader, as_of):
        if each.kind is RelationKind.PART_OF:
            parts[each.other].append(each.pledge)
    inside, found = [ref], set[str]()
    while inside:
        for item in parts.get(inside.pop(), ()):
            (inside.append if item in parts else found.add)(item)
    known = entries_of(reader, found, as_of)
    return tuple(known[item] for item in sorted(known))


def replaced_by_each(reader: Reader, as_of: Day) -> dict[str, tuple[Entry, ...]]:
    """What pledges replace, directly or through others, by the ref of the pledge that does; the oldest first."""
    relations = [each for each in records.relations_known(reader, as_of) if each.kind is RelationKind.SUPERSEDES]
    lineages = Lineages(relations)
    replaced = {
        heir: dict.fromkeys(lineages.replaced(heir)) for heir in dict.fromkeys(each.pledge for each in relations)
    }
    known = entries_of(reader, {ref for refs in replaced.values() for ref in refs}, as_of)
    return {
        heir: tuple(
            sorted((known[ref] for ref in refs if ref in known), key=lambda each: (each.said_on, each.pledge.ref))
        )
        for heir, refs in replaced.items()
    }


def replacements(reader: Reader, as_of: Day) -> dict[str, tuple[str, ...]]:
    """What replaces pledges on a day: their refs, with those of the pledges that do."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for each in records.relations_known(reader, as_of):
        if each.kind is RelationKind.SUPERSEDES:
            found[each.other].append(each.pledge)
    return {ref: tuple(others) for ref, others in found.items()}


def amounts_elsewhere(reader: Reader, as_of: Day) -> frozenset[str]:
    """The pledges whose amount is that of others on a day: what is replaced, and a package with an item in its unit."""
    return frozenset(ref for (ref,) in reader.rows(reader.sql.STATEMENTS["amounts_elsewhere"], as_of=as_of))
