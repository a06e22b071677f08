"""Packages in tables of others: where a row is a part of another and both are pledges, that is recorded."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tracker.exchange.judging import judge
from tracker.exchange.mapping_in import load_mapping
from tracker.exchange.offering import Offer, offer
from tracker.exchange.package import digest
from tracker.exchange.tables_in import read_table
from tracker.lineage import Relation
from tracker.register import records
from tracker.register.connect import reading
from tracker.register.lists import counted_as, totals
from tracker.register.load import load
from tracker.register.location import Location
from tracker.register.writes import writing
from tracker.words import RelationKind

MAPPING = """
name = "parcels"
title = "Parcels of promises"
publisher = "us"
[rows]
kind = "Kind"
pledge = ["parcel", "item"]
deed = ["payment"]
[belongs]
parent = "In"
id = "Nr"
[id]
column = "Nr"
key = ["Nr"]
[party]
columns = ["Who"]
[words]
columns = ["What"]
[date]
column = "Day"
forms = ["YYYY-MM-DD"]
[[follow_up]]
kind = "payment"
of = ["payment"]
"""


def row(
    number: str, kind: str, what: str, within: str = "", who: str = "France", day: str = "2024-05-03"
) -> dict[str, str]:
    return {"Nr": number, "Kind": kind, "What": what, "In": within, "Who": who, "Day": day}


ROWS = (
    row("2", "item", "Send ten boats", "1"),
    row("1", "parcel", "Help the fleet"),
    row("3", "item", "Train their crews", "1"),
    row("4", "payment", "Paid for the boats", "2"),
)


@pytest.fixture
def bring(location: Location, tmp_path: Path) -> Any:
    """Import rows as the table stands on a day."""
    (tmp_path / "parcels.toml").write_text(MAPPING, encoding="utf-8")

    def brought(*rows: dict[str, str], on: str = "2026-02-02") -> Offer:
        (tmp_path / "table.json").write_text(json.dumps(rows), encoding="utf-8")
        mapping = load_mapping(str(tmp_path / "parcels.toml"))
        judged = judge(read_table(tmp_path / "table.json", sheet="", header=1, rows=""), mapping)
        with writing(location, actor="editor", command="import", at=f"{on}T12:00:00Z") as writer:
            offered = offer(writer, judged, mapping, recorded_on=date.fromisoformat(on))
            load(writer, offered.package, digest=digest(offered.package), update=True)
        return offered

    return brought


def kept(location: Location) -> list[Relation]:
    with reading(location) as reader:
        return list(records.relations(reader))


def codes(offered: Offer) -> dict[str, tuple[str, ...]]:
    return {each.id: each.report for each in offered.judged.found if not each.kind}


def test_items_are_pledges_of_their_own_and_part_of_the_package_wherever_it_stands(
    bring: Any, location: Location
) -> None:
    offered = bring(*ROWS)
    assert [ref for ref in offered.refs if "." not in ref] == ["FR-2024-001", "FR-2024-002", "FR-2024-003"]
    assert [each.said for each in kept(location)] == [
        "FR-2024-001 is a part of FR-2024-002",
        "FR-2024-003 is a part of FR-2024-002",
    ]
    with reading(location) as reader:
        assert counted_as(reader, "2026-02-02") == {"FR-2024-002": "FR-2024-001 FR-2024-003"}
        assert sum(totals(reader, "2026-02-02").values()) == 2


def test_what_follows_an_item_is_the_items_and_not_the_packages(bring: Any) -> None:
    assert "FR-2024-001.1" in bring(*ROWS).refs


def test_importing_again_records_a_relation_once_and_leaves_a_retraction(bring: Any, location: Location) -> None:
    bring(*ROWS)
    with writing(location, actor="editor", command="edit", at="2026-02-03T12:00:00Z") as writer:
        first = records.relation(writer.reader, "R-2026-001")
        writer.change(first, replace(first, retracted="not of it"))
    before = kept(location)
    bring(*ROWS, on="2026-03-02")
    assert kept(location) == before
    bring(*ROWS, row("5", "item", "Build a pier", "1"), on="2026-04-02")
    assert [each.pledge for each in kept(location)] == ["FR-2024-001", "FR-2024-003", "FR-2024-004"]


def test_what_is_recorded_here_as_a_part_of_something_else_is_left_and_told(bring: Any, location: Location) -> None:
    bring(*ROWS)
    moved = (row("2", "item", "Send ten boats", "9"), *ROWS[1:], row("9", "parcel", "Help the coast guard"))
    offered = bring(*moved, on="2026-03-02")
    assert codes(offered)["2"] == ("package_differs",)
    assert [each.other for each in kept(location)] == ["FR-2024-002", "FR-2024-002"]


def test_an_item_whose_package_does_not_come_is_a_pledge_by_itself_and_that_is_told(
    bring: Any, location: Location
) -> None:
    offered = bring(row("1", "parcel", "Help the fleet", who="Nobody known"), row("2", "item", "Send ten boats", "1"))
    assert codes(offered) == {"2": ("package_left",)}
    assert kept(location) == []
    offered = bring(row("1", "item", "Help the fleet", "2"), row("2", "item", "Send ten boats", "2"))
    assert codes(offered)["2"] == ("package_left",)


def test_a_package_inside_a_package_keeps_both_steps(bring: Any, location: Location) -> None:
    bring(row("1", "parcel", "Help"), row("2", "parcel", "Help at sea", "1"), row("3", "item", "Send boats", "2"))
    assert [(each.pledge, each.kind, each.other) for each in kept(location)] == [
        ("FR-2024-002", RelationKind.PART_OF, "FR-2024-001"),
        ("FR-2024-003", RelationKind.PART_OF, "FR-2024-002"),
    ]
    with reading(location) as reader:
        assert sum(totals(reader, "2026-02-02").values()) == 1


def test_an_item_whose_package_is_not_in_the_file_is_still_rejected(bring: Any) -> None:
    offered = bring(row("2", "item", "Send ten boats", "1"), row("7", "parcel", "Help the fleet"))
    assert [(each.id, each.codes) for each in offered.left] == [("2", ("parent_not_in_file",))]
