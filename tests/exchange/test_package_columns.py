"""Sound rows are read and built by their columns. What comes of it is what comes of them one by one."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import FrozenInstanceError, replace
from pathlib import Path
from typing import Any

import pytest

from tracker import rows
from tracker.exchange import built_many, tables, values
from tracker.exchange.fields import Field
from tracker.exchange.problems import Problems
from tracker.exchange.resources import DOCUMENTS, FOLLOW_UPS, PLEDGE_PARTIES, PLEDGES, RESOURCES
from tracker.model import Pledge

FIELDS = [each for resource in RESOURCES for each in resource.fields]
CELLS = (
    *("", "GB", "gb", "COW", "D-2025-001", "D-2025-001.2", "GB-2025-001", "GB-2025-001.1", "E-2026-001", "0" * 64),
    *("2025-02-28", "2025-02-30", "20250228", "1899-12-31", "2025-02-28T10:00:00Z", "0", "007", "12", "12.50", "-3.1"),
    *("1e5", "99999999999", "٣", "party", "partner", "fulfils", "stated", "up to", "words, “words”", "a\0b", "\0"),
    *('{"a": 1}', "[1]", "{", "a\nb"),
)


def one_by_one(field: Field, cells: Sequence[str]) -> list[Any] | None:
    """What the cells of a column are, read one at a time; ``None`` where one of them cannot be taken."""
    parse = values.parser(field)
    found: list[Any] = []
    for cell in cells:
        if not cell and field.required:
            return None
        try:
            found.append(parse(cell) if cell else None)
        except ValueError:
            return None
    return found


@pytest.mark.parametrize("repeated", [True, False])
def test_a_column_is_read_as_its_cells_are(repeated: bool) -> None:
    for field in FIELDS:
        read = values.column(field, repeated=repeated).read
        for cells in ([one, *more] for one in CELLS for more in ((), ("",), ("GB",), (one, "12"))):
            try:
                found: list[Any] | None = [*read(cells)]
            except ValueError:
                found = None
            assert found == one_by_one(field, cells), (field.name, cells)


def test_many_cells_of_a_column_are_not_all_remembered() -> None:
    field = next(each for each in PLEDGES.fields if each.name == "made_on")
    column: Any = values.column(field, repeated=True)
    days = [
        f"{year}-{month:02d}-{day:02d}" for year in range(1950, 1975) for month in range(1, 13) for day in range(1, 29)
    ]
    assert [*column.read(days)] == [*column.read(days)] == days
    assert len(column) < len(days)


@pytest.fixture(scope="module")
def read_once(coalition: Path) -> dict[Any, tables.Rows]:
    problems = Problems()
    found = {each: tables.read(each, coalition, problems) for each in (DOCUMENTS, PLEDGES, PLEDGE_PARTIES, FOLLOW_UPS)}
    assert not problems
    return found


def facts(listed: tables.Rows, documents: tables.Rows) -> list[Any]:
    known = {row["ref"]: (row["published_on"], row["issuer"], row["event"]) for _, row in documents}
    return [known[ref] for ref in listed["document"]]


def with_facts(row: rows.Row, told: Any) -> rows.Row:
    return row | dict(zip(("published_on", "issuer", "event"), told, strict=True))


def test_follow_ups_built_at_once_are_those_built_one_by_one(read_once) -> None:
    listed = read_once[FOLLOW_UPS]
    told = facts(listed, read_once[DOCUMENTS])
    singly = [rows.follow_up(with_facts(row, each)) for (_, row), each in zip(listed, told, strict=True)]
    assert built_many.follow_ups(listed, told) == singly != []


def test_pledges_built_at_once_are_those_built_one_by_one(read_once) -> None:
    listed = read_once[PLEDGES]
    told = facts(listed, read_once[DOCUMENTS])

    def named(ref: str, role: str) -> list[str]:
        found = [row for _, row in read_once[PLEDGE_PARTIES] if (row["pledge"], row["role"]) == (ref, role)]
        return [row["party"] for row in sorted(found, key=lambda row: row["position"])]

    singly = [
        rows.pledge(with_facts(row, each), named(row["ref"], "party"), named(row["ref"], "partner"))
        for (_, row), each in zip(listed, told, strict=True)
    ]
    assert built_many.pledges(listed, told, read_once[PLEDGE_PARTIES]) == singly != []


def test_records_built_at_once_are_records_like_any_other(read_once) -> None:
    made = built_many.pledges(
        read_once[PLEDGES], facts(read_once[PLEDGES], read_once[DOCUMENTS]), read_once[PLEDGE_PARTIES]
    )
    first = made[0]
    assert type(first) is Pledge
    assert replace(first) == first == pickle.loads(pickle.dumps(first))
    assert hash(replace(first)) == hash(first)
    for each, name in ((first, "topic"), (first.quote, "text")):
        with pytest.raises(FrozenInstanceError):
            setattr(each, name, "other")
