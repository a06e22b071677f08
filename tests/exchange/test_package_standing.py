"""The digest of a package that comes in parts: of files that stand as an export writes them, and of others."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from tracker.exchange.package import digest, read
from tracker.exchange.parts import Parts
from tracker.exchange.problems import Problems
from tracker.exchange.resources import FOLLOW_UPS, PLEDGES, Resource
from tracker.exchange.standing import Standing
from tracker.exchange.tables import lines


def stands(folder: Path, resource: Resource) -> tuple[int, int]:
    """How many rows of a file stand as an export writes them, and how many there are."""
    standing, problems = Standing(resource, folder), Problems()
    every = [*lines(resource, folder, problems, standing)]
    assert not problems
    return standing.rows, len(every)


def digest_in_parts(folder: Path, size: int = 3) -> str:
    with Parts(folder, size=size) as parts:
        assert list(parts)
        return parts.digest()


def changed(file: Path, change: Callable[[str], str]) -> None:
    before = file.read_bytes().decode()
    after = change(before)
    assert after != before
    file.write_bytes(after.encode())


OTHERWISE: dict[str, Callable[[str], str]] = {
    "marks about a cell that needs none": lambda text: text.replace(",military-planning,", ',"military-planning",', 1),
    "marks about a cell of the last row": lambda text: ',"monitoring",'.join(text.rsplit(",monitoring,", 1)),
    "lines that end as on Windows": lambda text: text.replace("\n", "\r\n"),
    "a line that ends as on Windows": lambda text: text[::-1].replace("\n", "\n\r", 1)[::-1],
    "no end of the last line": lambda text: text.removesuffix("\n"),
    "a mark of the order of bytes": lambda text: f"\ufeff{text}",
    "an empty line": lambda text: text.replace("\n", "\n\n", 1),
    "a number with zeros": lambda text: text.replace(",1309,", ",01309,", 1),
    "marks about a name of a column": lambda text: text.replace("summary", '"summary"', 1),
}


def test_what_an_export_wrote_stands_from_the_first_row_to_the_last(coalition) -> None:
    for resource in (PLEDGES, FOLLOW_UPS):
        rows, every = stands(coalition, resource)
        assert rows == every > 0
        standing = Standing(resource, coalition)
        assert [*lines(resource, coalition, Problems(), standing)]
        assert standing.bytes_of(rows) == (coalition / resource.file).stat().st_size
        first = (coalition / resource.file).read_bytes()[: standing.bytes_of(1)]
        assert len([*csv.reader(io.StringIO(first.decode()))]) == 2
        assert first.endswith(b"\n")


@pytest.mark.parametrize("name", OTHERWISE)
@pytest.mark.parametrize("size", [1, 3, 1000])
def test_what_is_written_otherwise_has_the_same_digest(name: str, size: int, package) -> None:
    before = digest(read(package))
    changed(package / "pledges.csv", OTHERWISE[name])
    rows, every = stands(package, PLEDGES)
    assert rows < every
    assert digest_in_parts(package, size) == digest(read(package)) == before


@pytest.mark.parametrize("cell", ['a "word" here', "two\nlines", "a, b", 'a "b", c\nd', " blanks ", "œuvre", "\u2028"])
def test_cells_with_signs_that_need_marks_stand_too(cell: str, package, packages) -> None:
    packages.set_cell(package / "pledges.csv", 2, "summary", cell)
    rows, every = stands(package, PLEDGES)
    assert rows == every
    assert digest_in_parts(package) == digest(read(package))


def test_a_mark_within_a_cell_that_has_none_about_it_does_not_stand(package, packages) -> None:
    """Two wrongs must not make a right: the marks of the whole would be as many as there should be."""
    packages.set_cell(package / "pledges.csv", 2, "summary", "Pay 5 mm")
    changed(package / "pledges.csv", lambda text: text.replace("Pay 5 mm", 'Pay 5" mm'))
    rows, every = stands(package, PLEDGES)
    assert rows < every
    assert digest_in_parts(package) == digest(read(package))


def test_follow_ups_of_a_pledge_in_another_order_are_put_right(package) -> None:
    before = digest(read(package))
    file = package / "follow_ups.csv"
    header, *rows = file.read_text(encoding="utf-8").splitlines(keepends=True)
    named = [row.split(",")[1] for row in rows]
    at = next(place for place, (one, next_one) in enumerate(pairwise(named)) if one == next_one)
    rows[at], rows[at + 1] = rows[at + 1], rows[at]
    file.write_text("".join([header, *rows]), encoding="utf-8")
    assert stands(package, FOLLOW_UPS)[0] == len(rows)
    assert digest_in_parts(package) == digest(read(package)) == before
