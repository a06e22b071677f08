"""A large package comes in parts. What they make of a register, and what they refuse, is what the whole would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from tests.exchange.judged import AT, recording
from tests.exchange.refused import problems
from tracker.errors import BadInputError, ConflictError
from tracker.exchange.fields import TEXTS
from tracker.exchange.links import Known
from tracker.exchange.package import digest, read
from tracker.exchange.parts import OutOfOrder, Parts
from tracker.exchange.sources import Sources
from tracker.exchange.taking import take, take_in_parts
from tracker.model import Party
from tracker.register.engine import engine
from tracker.register.load import Loaded
from tracker.register.location import Location
from tracker.register.writes import writing
from tracker.words import PartyKind

SIZES = (1, 3, 1000)


def taken_in_parts(location: Location, folder: Path, size: int = 2, *, update: bool = False) -> Loaded:
    with writing(location, actor="tests", command="import", at="2026-02-03T04:05:06Z") as writer:
        return take_in_parts(writer, folder, update=update, size=size)[0]


def in_parts(folder: Path, size: int = 2) -> list[str]:
    """What is wrong with a package, found part by part."""
    with pytest.raises(BadInputError) as refusal, Parts(folder, size=size) as parts:
        list(parts)
    return list(refusal.value.problems)


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("of", ["coalition", "judged_once"])
def test_parts_make_the_register_that_the_whole_makes(of, size, location, new_register, packages, request) -> None:
    folder = request.getfixturevalue(of)
    whole, parts = location, new_register(location.dialect)
    at_once = packages.take(whole, folder)
    assert taken_in_parts(parts, folder, size) == at_once
    assert packages.contents(parts) == packages.contents(whole)


@pytest.mark.parametrize("size", SIZES)
def test_the_digest_of_parts_is_that_of_the_whole(judged_once, size) -> None:
    with Parts(judged_once, size=size) as parts:
        assert list(parts)
        assert parts.digest() == digest(read(judged_once))


def test_the_digest_is_that_of_an_export_though_the_files_are_written_otherwise(package, packages) -> None:
    for name in ("pledges", "pledge_parties", "follow_ups", "parties"):
        rows = packages.rows(package / f"{name}.csv")
        columns = sorted(range(len(rows[0])), key=lambda place: rows[0][place])
        text = "".join(",".join(f'"{row[at]}"'.replace('""', "") for at in columns) + "\r\n" for row in rows)
        (package / f"{name}.csv").write_text(text, encoding="utf-8")
    with Parts(package, size=3) as parts:
        assert list(parts)
        assert parts.digest() == digest(read(package))


@pytest.mark.slow
def test_importing_parts_twice_changes_nothing(location, judged_once, packages) -> None:
    taken_in_parts(location, judged_once)
    before = packages.contents(location)
    again = taken_in_parts(location, judged_once)
    assert (sum(again.added.values()), again.updated) == (0, ())
    assert packages.contents(location) == before


@pytest.mark.slow
def test_parts_add_to_a_register_what_it_has_not(location, new_register, coalition, package, packages) -> None:
    rows = packages.rows(package / "follow_ups.csv")
    packages.write(package / "follow_ups.csv", rows[:1])
    first, second = location, new_register(location.dialect)
    for each in (first, second):
        packages.take(each, package)
    packages.take(first, coalition)
    taken_in_parts(second, coalition)
    assert packages.contents(second) == packages.contents(first)


@pytest.mark.slow
def test_what_parts_tell_otherwise_is_refused_or_updated_as_a_whole_would(taken, package, packages) -> None:
    packages.set_cell(package / "pledges.csv", 4, "topic", "other")
    packages.set_cell(package / "pledges.csv", 11, "topic", "other")
    packages.set_cell(package / "documents.csv", 3, "title", "Another title")
    before = packages.contents(taken)
    with pytest.raises(ConflictError) as whole:
        packages.take(taken, package)
    with pytest.raises(ConflictError) as parts:
        taken_in_parts(taken, package)
    assert (str(parts.value), parts.value.why) == (str(whole.value), whole.value.why)
    assert packages.contents(taken) == before
    assert len(taken_in_parts(taken, package, update=True).updated) == 3


Break = Callable[[Path, Any], None]


def cell(file: str, row: int, column: str, value: str) -> Break:
    return lambda folder, packages: packages.set_cell(folder / file, row, column, value)


def text(file: str, before: bytes, after: bytes) -> Break:
    def edit(folder: Path, _: Any) -> None:
        content = (folder / file).read_bytes()
        assert before in content
        (folder / file).write_bytes(content.replace(before, after, 1))

    return edit


BROKEN = {
    "a bad day": cell("pledges.csv", 7, "made_on", "2025-02-30"),
    "an empty cell": cell("pledges.csv", 7, "summary", ""),
    "a bad ref": cell("pledges.csv", 2, "ref", "COW 1"),
    "a ref twice": cell("pledges.csv", 3, "ref", "COW-2025-001"),
    "a document that is not there": cell("follow_ups.csv", 3, "document", "D-2031-001"),
    "a speaker that is not there": cell("pledges.csv", 2, "speaker", "UK"),
    "a party that is not there": cell("pledge_parties.csv", 3, "party", "QQ"),
    "a pledge that is not there": cell("enquiries.csv", 2, "pledge", "GB-2031-001"),
    "a document with another text": cell("documents.csv", 2, "sha256", "0" * 64),
    "a document without a title": cell("documents.csv", 2, "title", ""),
    "a quote that is not there": cell("pledges.csv", 2, "quote", "We never said that"),
    "a follow-up to another pledge": cell("follow_ups.csv", 2, "ref", "COW-2025-001.7"),
    "a follow-up by a stranger": cell("follow_ups.csv", 2, "party", "US"),
    "a deadline without words": cell("pledges.csv", 2, "deadline_latest", "2026-01-01"),
    "a membership in itself": cell("memberships.csv", 2, "member", "COW"),
    "a header that is not known": text("pledges.csv", b"topic", b"subject"),
    "a row that lacks cells": text("pledges.csv", b"GB-2025-001,", b"GB-2025-001"),
    "a stray quotation mark": text("follow_ups.csv", b"COW-2025-004.1,", b'"COW-2025-004".1,'),
    "a pledge without parties": text("pledge_parties.csv", b"GB-2025-001,1,GB,party\n", b""),
    "bytes that are no UTF-8": text("pledges.csv", b"GB-2025-001", b"GB-2025-001\xff"),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_what_is_wrong_is_told_as_of_the_whole(broken, size, package, packages) -> None:
    broken(package, packages)
    assert in_parts(package, size) == problems(package)


@pytest.mark.parametrize("size", SIZES)
def test_one_mistake_is_told_once_though_it_is_found_late(size, package, packages) -> None:
    """The last party of the file is unsound: that earlier pledges seem to have none is let pass, as in the whole."""
    rows = packages.rows(package / "pledge_parties.csv")
    packages.write(package / "pledge_parties.csv", [rows[0], *rows[2:-1], [*rows[-1][:-1], "friend"]])
    told = in_parts(package, size)
    assert told == problems(package)
    assert [line.partition(":")[0] for line in told] == [f"pledge_parties.csv row {len(rows) - 1}, column role"]


def test_all_faults_at_once_are_told_in_the_order_of_the_files(package, packages) -> None:
    for each in list(BROKEN.values())[:12]:
        each(package, packages)
    told = in_parts(package)
    assert told == problems(package)
    assert len(told) > 10


@pytest.mark.parametrize("name", ["documents", "pledges", "pledge_parties", "follow_ups"])
def test_rows_in_another_order_cannot_come_in_parts_as_they_stand(name, package, packages) -> None:
    header, *rows = packages.rows(package / f"{name}.csv")
    packages.write(package / f"{name}.csv", [header, *reversed(rows)])
    with pytest.raises(OutOfOrder), Parts(package, size=2) as parts:
        list(parts)


@pytest.fixture
def shuffled(package: Path, packages: Any) -> Path:
    """The fixtures with the rows of their large files in no order."""
    for name in ("documents", "pledges", "pledge_parties", "follow_ups"):
        header, *rows = packages.rows(package / f"{name}.csv")
        Random(name).shuffle(rows)
        packages.write(package / f"{name}.csv", [header, *rows])
    return package


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
def test_rows_in_another_order_come_in_parts_when_they_are_sorted(
    size, location, shuffled, coalition, packages, tmp_path
) -> None:
    with writing(location, actor="tests", command="import", at="2026-02-03T04:05:06Z") as writer:
        take_in_parts(writer, shuffled, size=size, sort=True)
    given = packages.give(location, tmp_path / "given")
    for each in coalition.glob("*.csv"):
        assert given[each.name] == each.read_bytes()
    with Parts(shuffled, size=size, sort=True) as parts:
        assert list(parts)
        assert parts.digest() == digest(read(coalition))


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_what_is_wrong_in_another_order_is_told_as_of_the_whole(broken, size, shuffled, packages) -> None:
    broken(shuffled, packages)
    with pytest.raises(BadInputError) as refusal, Parts(shuffled, size=size, sort=True) as parts:
        list(parts)
    assert list(refusal.value.problems) == problems(shuffled)


@pytest.mark.slow
def test_a_large_package_is_sorted_where_it_must_be(location, shuffled, packages) -> None:
    with writing(location, actor="tests", command="import", at="2026-02-03T04:05:06Z") as writer:
        done, _ = take(writer, shuffled, large=0)
    assert done.added["follow_ups"] == len(packages.rows(shuffled / "follow_ups.csv")) - 1


def test_the_indices_and_constraints_are_there_again_after_parts(location, coalition) -> None:
    before = _schema(location)
    taken_in_parts(location, coalition)
    assert _schema(location) == before


def test_they_are_there_again_after_parts_that_are_refused(location, package, packages) -> None:
    before = _schema(location)
    packages.set_cell(package / "follow_ups.csv", 4, "outcome", "hopes")
    with pytest.raises(BadInputError):
        taken_in_parts(location, package)
    assert _schema(location) == before


def test_names_still_must_lead_somewhere_after_parts(location, coalition) -> None:
    taken_in_parts(location, coalition)
    with engine(location).begin() as connection, pytest.raises(IntegrityError):
        connection.exec_driver_sql("UPDATE follow_up SET document_id = 4711")


def _schema(location: Location) -> set[Any]:
    asked = {
        "sqlite": ["SELECT type, name, tbl_name, sql FROM sqlite_schema"],
        "postgresql": [
            "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated FROM pg_constraint",
        ],
    }
    with engine(location).begin() as connection:
        return {tuple(row) for each in asked[location.dialect] for row in connection.exec_driver_sql(each)}


def test_a_register_goes_on_counting_after_parts(location, coalition) -> None:
    """Keys were given by the import: the next ones are the database's again."""
    taken_in_parts(location, coalition)
    with recording(location, at=AT) as writer:
        writer.add_party(Party("QQ", "Nowhere", PartyKind.COUNTRY))


def test_texts_that_there_is_no_room_for_are_read_again(package) -> None:
    """Told by changing the files meanwhile: only the last text is still held as it was."""
    documents = read(package).documents
    held = Sources(package, Known(None), room=1)
    for each in documents:
        held.offer(each.ref, None, each.text)
        (package / TEXTS / f"{each.ref}.txt").write_text(f"{each.ref} anew")
    assert [held.text(each.ref) for each in documents[::-1]] == [
        documents[-1].text,
        *(f"{each.ref} anew" for each in documents[-2::-1]),
    ]


RELATIONS = """ref,pledge,kind,other,recorded_on,note,retracted
R-2026-001,GB-2025-001,part_of,COW-2025-003,2026-02-03,,
R-2026-002,COW-2026-001,supersedes,COW-2025-006,2026-02-03,,
"""


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
def test_relations_between_pledges_of_several_parts_come_as_in_the_whole(
    size, location, new_register, package, packages
) -> None:
    (package / "relations.csv").write_text(RELATIONS, encoding="utf-8")
    whole, parts = location, new_register(location.dialect)
    assert packages.take(whole, package).added["relations"] == 2
    taken_in_parts(parts, package, size)
    assert packages.contents(parts) == packages.contents(whole)
    (package / "relations.csv").write_text(RELATIONS.replace("COW-2025-006", "GB-2031-001"), encoding="utf-8")
    with pytest.raises(BadInputError) as refusal:
        read(package)
    assert in_parts(package, size) == list(refusal.value.problems) != []
