"""Packages in somebody's table: which pledges its rows say are part of which, as relations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from tracker.exchange.found import Found, Judged
from tracker.exchange.row_kinds import Placed
from tracker.exchange.table_documents import Serials
from tracker.lineage import Relation
from tracker.model import Pledge
from tracker.register import records
from tracker.register.connect import Reader
from tracker.words import RelationKind


def pack(
    items: Mapping[int, Placed], pledges: dict[int, Found], found: list[Found], by_id: Mapping[str, Placed]
) -> None:
    """Say of pledges which pledge they are a part of: the nearest above them that comes.

    ``items`` are their rows, each with the row that it names; ``pledges`` and ``found`` are what has been judged.
    """
    places = {each.line.number: place for place, each in enumerate(found) if not each.kind}
    for row, parent in items.items():
        if row not in pledges:
            continue
        seen = {row}
        while parent.line.number not in {*seen, *pledges} and parent.parent in by_id:
            seen.add(parent.line.number)
            parent = by_id[parent.parent]
        comes = parent.line.number in pledges and parent.line.number not in seen
        told = pledges[row]._replace(package=parent.line.number if comes else 0)
        told = told if comes else told._replace(report=(*told.report, "package_left"))
        found[places[row]] = pledges[row] = told


def packed(
    reader: Reader, judged: Judged, pledges: Mapping[int, Pledge], serials: Serials, recorded_on: date
) -> tuple[list[Relation], Judged]:
    """The relations that are new, and what was judged, with a code where the register has it otherwise.

    ``pledges`` are those recorded, by row. One that was recorded once is left as it is, retracted or not.
    """
    wanted = [each for each in judged.found if each.package and not each.kind]
    if not wanted:
        return [], judged
    recorded = list(records.relations(reader))
    known = {(each.pledge, each.kind, each.other) for each in recorded}
    lineages, new, otherwise = records.lineages(reader), list[Relation](), set[int]()
    for each in wanted:
        item, package = pledges.get(each.line.number), pledges.get(each.package)
        if item is None or package is None or (item.ref, RelationKind.PART_OF, package.ref) in known:
            continue
        relation = Relation("", item.ref, RelationKind.PART_OF, package.ref, recorded_on)
        if any(lineages.faults(relation, item, package)):
            otherwise.add(each.line.number)
            continue
        new.append(replace(relation, ref=serials.next(f"R-{recorded_on.year}-")))
        lineages.add(new[-1])
    told = [
        each._replace(report=(*each.report, "package_differs"))
        if each.package and each.line.number in otherwise and not each.kind
        else each
        for each in judged.found
    ]
    return new, judged._replace(found=told)
