"""Disputes in a data package: written where there are some, judged like follow-ups, taken like every other record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import frictionless
import pytest

from tests.exchange.optional_file import comes_back, is_as_good_as_empty, is_left_out, published, recorded
from tests.exchange.refused import problems
from tracker.errors import ConflictError
from tracker.exchange.fields import FORMAT
from tracker.exchange.package import format_of, read
from tracker.model import Dispute, Quote
from tracker.register import records
from tracker.register.connect import reading
from tracker.register.location import Location

pytestmark = pytest.mark.repeated

WORDS = "brings no undertaking"
HEADER = "ref,pledge,party,document,quote,start,end,recorded_on,note,retracted"


def dispute(ref: str, pledge: str, party: str, **other: Any) -> Dispute:
    """An answer in words of the fixtures' fourth document."""
    given = {"quote": Quote("D-2025-004", WORDS, 459, 480), "recorded_on": date(2026, 2, 3), **other}
    return Dispute(ref, pledge, party, **given)


DISPUTES = (
    dispute("A-2025-002", "COW-2025-003", "FR", note="it says, “done”, =1"),
    dispute("A-2025-1000", "GB-2025-001", "GB"),
    dispute("A-2025-999", "GB-2025-001", "GB", retracted="not an answer"),
)


@pytest.fixture
def disputed(taken: Location) -> Location:
    """The register of the fixtures, in which parties have answered."""
    return recorded(taken, "add dispute", DISPUTES)


@pytest.fixture
def written(disputed: Location, packages: Any, tmp_path: Path) -> Path:
    """Its data package, as it would be published."""
    return published(disputed, packages, tmp_path)


@pytest.mark.slow
def test_disputes_are_written_by_pledge_and_serial_retracted_ones_too(written: Path) -> None:
    assert (written / "disputes.csv").read_text(encoding="utf-8").splitlines() == [
        HEADER,
        f'A-2025-002,COW-2025-003,FR,D-2025-004,{WORDS},459,480,2026-02-03,"it says, “done”, =1",',
        f"A-2025-999,GB-2025-001,GB,D-2025-004,{WORDS},459,480,2026-02-03,,not an answer",
        f"A-2025-1000,GB-2025-001,GB,D-2025-004,{WORDS},459,480,2026-02-03,,",
    ]
    assert format_of(written) == FORMAT
    assert frictionless.validate(str(written / "datapackage.json")).valid


def test_they_come_back_with_the_day_of_their_document(
    written: Path, disputed: Location, new_register: Any, packages: Any
) -> None:
    other = comes_back(written, "disputes", new_register, packages)
    with reading(disputed) as first, reading(other) as second:
        assert list(records.disputes(first)) == list(records.disputes(second))
        assert records.dispute(second, "A-2025-002").published_on == date(2025, 11, 26)


def test_a_register_without_disputes_writes_no_such_file(written: Path, new_register: Any, packages: Any) -> None:
    is_left_out(written, "disputes.csv", new_register, packages)


def test_a_package_without_the_file_has_no_disputes(written: Path, coalition: Path) -> None:
    is_as_good_as_empty(written, "disputes.csv", HEADER, coalition)
    assert read(written).disputes == []


@pytest.mark.parametrize(
    ("row", "column", "cell", "says"),
    [
        (2, "ref", "D-2025-001", "column ref: “D-2025-001” is not written like A-2026-001"),
        (3, "ref", "A-2025-002", "column ref: A-2025-002 stands in row 2 already; keep one of them"),
        (2, "pledge", "GB-2031-001", "column pledge: GB-2031-001 is not in pledges.csv; add it, or correct the name"),
        (2, "party", "", "column party: it is empty; it must be given"),
        (2, "party", "UK", "column party: UK is not in parties.csv; did you mean GB (United Kingdom)?"),
        (4, "party", "FR",
         "column party: FR is not a party to GB-2025-001 (GB), nor a member of one; "
         "name whose answer it is, or add the membership to memberships.csv"),
        (2, "document", "D-2025-001",
         "column quote: “brings no undertaking” does not stand in the text of D-2025-001; quote its exact words"),
        (2, "start", "458",
         "column start: “brings no undertaking” does not stand at 458–480; write 459 and 480"),
        (2, "end", "", "column end: start and end go together; give both or neither"),
        (2, "recorded_on", "soon", "column recorded_on: “soon” is no day; write YYYY-MM-DD, from 1900 to 2199"),
    ],
)  # fmt: skip
def test_a_bad_cell_is_told_with_its_place_and_remedy(
    row: int, column: str, cell: str, says: str, written: Path, packages: Any
) -> None:
    packages.set_cell(written / "disputes.csv", row, column, cell)
    assert problems(written) == [f"disputes.csv row {row}, {says}"]


def test_an_answer_from_before_the_pledge_is_told(written: Path, packages: Any) -> None:
    rows = packages.rows(written / "pledges.csv")
    there = next(number for number, row in enumerate(rows, 1) if row[0] == "COW-2026-001")
    packages.set_cell(written / "disputes.csv", 2, "pledge", "COW-2026-001")
    assert there > 1
    assert problems(written) == [
        "disputes.csv row 2, column document: its document was published on 2025-11-26, before the pledge was made on"
        " 2026-01-06; correct the day of the document or of the pledge"
    ]


def test_the_document_that_makes_the_pledge_is_no_answer_to_it(written: Path, packages: Any) -> None:
    words = "in the coming weeks"
    text = (written / "texts" / "D-2025-003.txt").read_text(encoding="utf-8")
    place = str(text.index(words)), str(text.index(words) + len(words))
    for row in (3, 4):  # one that was retracted is left alone, as by a check
        for column, cell in zip(("document", "quote", "start", "end"), ("D-2025-003", words, *place), strict=True):
            packages.set_cell(written / "disputes.csv", row, column, cell)
    assert problems(written) == [
        "disputes.csv row 4, column document: GB-2025-001 is quoted from D-2025-003 too: it makes the pledge, and"
        " answers nothing; name the document that holds the answer, given later"
    ]


def test_a_pledge_cannot_take_the_ref_of_a_dispute(written: Path, packages: Any) -> None:
    packages.set_cell(written / "pledges.csv", 2, "ref", "A-2025-001")
    assert any("A-2025-001 would be the ref of a dispute" in line for line in problems(written))


def test_a_dispute_that_is_recorded_otherwise_is_refused_or_taken_with_update(
    written: Path, disputed: Location, packages: Any
) -> None:
    packages.set_cell(written / "disputes.csv", 2, "note", "done, they say")
    before = packages.contents(disputed)
    with pytest.raises(ConflictError) as refusal:
        packages.take(disputed, written)
    assert "A-2025-002, note: recorded “it says, “done”, =1”, offered “done, they say”" in refusal.value.why
    assert packages.contents(disputed) == before
    assert packages.take(disputed, written, update=True).updated == ("A-2025-002",)
    with reading(disputed) as reader:
        assert records.dispute(reader, "A-2025-002") == replace(
            DISPUTES[0], note="done, they say", published_on=date(2025, 11, 26), event="COW virtual 2025-11-25"
        )
