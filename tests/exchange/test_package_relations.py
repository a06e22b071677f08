"""Relations in a data package: written where there are some, judged whole, taken like every other record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import frictionless
import pytest

from tests.exchange.optional_file import comes_back, is_as_good_as_empty, is_left_out, published, recorded
from tests.exchange.refused import problems
from tracker.errors import BadInputError, ConflictError
from tracker.exchange.fields import FORMAT
from tracker.exchange.package import format_of, read
from tracker.lineage import Relation
from tracker.register import records
from tracker.register.connect import reading
from tracker.register.lists import totals
from tracker.register.location import Location
from tracker.words import RelationKind

pytestmark = pytest.mark.repeated

HEADER = "ref,pledge,kind,other,recorded_on,note,retracted"
ON = date(2026, 2, 3)
RELATIONS = (
    Relation("R-2026-001", "GB-2025-001", RelationKind.PART_OF, "COW-2025-003", ON, note="it says, “done”, =1"),
    Relation("R-2026-002", "COW-2026-001", RelationKind.SUPERSEDES, "COW-2025-006", ON),
    Relation("R-2026-003", "FR-2025-001", RelationKind.PART_OF, "COW-2025-003", ON, retracted="not of it"),
)


@pytest.fixture
def related(taken: Location) -> Location:
    """The register of the fixtures, in which pledges belong together."""
    return recorded(taken, "link", RELATIONS)


@pytest.fixture
def written(related: Location, packages: Any, tmp_path: Path) -> Path:
    """Its data package, as it would be published."""
    return published(related, packages, tmp_path)


@pytest.mark.slow
def test_relations_are_written_by_ref_retracted_ones_too(written: Path) -> None:
    assert (written / "relations.csv").read_text(encoding="utf-8").splitlines() == [
        HEADER,
        'R-2026-001,GB-2025-001,part_of,COW-2025-003,2026-02-03,"it says, “done”, =1",',
        "R-2026-002,COW-2026-001,supersedes,COW-2025-006,2026-02-03,,",
        "R-2026-003,FR-2025-001,part_of,COW-2025-003,2026-02-03,,not of it",
    ]
    assert format_of(written) == FORMAT
    assert frictionless.validate(str(written / "datapackage.json")).valid


def test_they_come_back_and_count_as_before(written: Path, related: Location, new_register: Any, packages: Any) -> None:
    other = comes_back(written, "relations", new_register, packages)
    with reading(related) as first, reading(other) as second:
        assert list(records.relations(first)) == list(records.relations(second)) == list(RELATIONS)
        assert totals(first, "2026-01-31") == totals(second, "2026-01-31")
        assert sum(totals(second, "2026-01-31").values()) == 11


def test_a_register_without_relations_writes_no_such_file(written: Path, new_register: Any, packages: Any) -> None:
    is_left_out(written, "relations.csv", new_register, packages)


def test_a_package_without_the_file_has_no_relations_and_the_digest_that_it_had(written: Path, coalition: Path) -> None:
    is_as_good_as_empty(written, "relations.csv", HEADER, coalition)
    assert read(written).relations == []


@pytest.mark.parametrize(
    ("row", "column", "cell", "says"),
    [
        (2, "ref", "D-2025-001", "column ref: “D-2025-001” is not written like R-2026-001"),
        (3, "ref", "R-2026-001", "column ref: R-2026-001 stands in row 2 already; keep one of them"),
        (2, "pledge", "GB-2031-001", "column pledge: GB-2031-001 is not in pledges.csv; add it, or correct the name"),
        (2, "other", "GB-2031-001", "column other: GB-2031-001 is not in pledges.csv; add it, or correct the name"),
        (2, "kind", "half_of", "column kind: “half_of” is none of its words; write one of: part_of, supersedes"),
        (2, "kind", "", "column kind: it is empty; it must be given"),
        (2, "other", "GB-2025-001", "column other: GB-2025-001 cannot be related to itself; name two pledges"),
        (2, "recorded_on", "soon", "column recorded_on: “soon” is no day; write YYYY-MM-DD, from 1900 to 2199"),
    ],
)  # fmt: skip
def test_a_bad_cell_is_told_with_its_place_and_remedy(
    row: int, column: str, cell: str, says: str, written: Path, packages: Any
) -> None:
    packages.set_cell(written / "relations.csv", row, column, cell)
    assert problems(written) == [f"relations.csv row {row}, {says}"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("COW-2025-003,part_of,GB-2025-001",
         "it would lead in a circle: GB-2025-001 is a part of COW-2025-003; "
         "retract the relation that is wrong (R-2026-001)"),
        ("GB-2025-001,part_of,COW-2026-001",
         "GB-2025-001 is a part of COW-2025-003 already (R-2026-001), and a pledge is a part of one package only; "
         "retract R-2026-001 first, or leave this out"),
        ("GB-2025-001,supersedes,COW-2025-003",
         "GB-2025-001 is a part of COW-2025-003 already (R-2026-001); retract R-2026-001 first, if it was a mistake"),
        ("COW-2025-001,supersedes,GB-2025-001",
         "COW-2025-001 was made on 2025-09-04, before GB-2025-001 on 2025-11-25; "
         "name the later pledge first, or correct the day of the one or the other"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_stand_beside_those_above_it_is_told(line: str, says: str, written: Path) -> None:
    with (written / "relations.csv").open("a", encoding="utf-8") as file:
        file.write(f"R-2026-004,{line},2026-02-03,,\n")
    assert problems(written) == [f"relations.csv row 5, column other: {says}"]


def test_rows_are_held_against_the_relations_of_the_register_as_well(
    written: Path, related: Location, packages: Any
) -> None:
    (written / "relations.csv").write_text(
        f"{HEADER}\nR-2026-009,COW-2025-003,part_of,GB-2025-001,2026-02-03,,\n", encoding="utf-8"
    )
    before = packages.contents(related)
    with pytest.raises(BadInputError) as refusal:
        packages.take(related, written)
    assert [line.partition(": ")[2].partition(";")[0] for line in refusal.value.problems] == [
        "it would lead in a circle: GB-2025-001 is a part of COW-2025-003"
    ]
    assert packages.contents(related) == before


def test_a_pledge_cannot_take_the_ref_of_a_relation(written: Path, packages: Any) -> None:
    packages.set_cell(written / "pledges.csv", 2, "ref", "R-2025-001")
    assert any("a proposal or a relation; begin it with another code" in line for line in problems(written))


def test_a_relation_that_is_recorded_otherwise_is_refused_or_taken_with_update(
    written: Path, related: Location, packages: Any
) -> None:
    packages.set_cell(written / "relations.csv", 3, "retracted", "two matters")
    with pytest.raises(ConflictError) as refusal:
        packages.take(related, written)
    assert "R-2026-002, retracted: recorded nothing, offered “two matters”" in refusal.value.why
    assert packages.take(related, written, update=True).updated == ("R-2026-002",)
    with reading(related) as reader:
        assert records.relation(reader, "R-2026-002") == replace(RELATIONS[1], retracted="two matters")
        assert sum(totals(reader, "2026-01-31").values()) == 12
