"""Records held against what the log last said of them: by lines of their own, by imports, by older imports."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from samples import dispute, document, enquiry, follow_up, pledge, recording, relation, stage, story
from sqlalchemy import text

from tracker.exchange.export import export
from tracker.exchange.taking import take
from tracker.register import audit, citing, records
from tracker.register.connect import Reader, reading
from tracker.register.engine import engine
from tracker.register.location import Location
from tracker.register.logged import Logged
from tracker.words import Outcome

pytestmark = pytest.mark.repeated

UNGUARD = {
    "sqlite": ("DROP TRIGGER revision_kept", "DROP TRIGGER revision_stays"),
    "postgresql": ("SET LOCAL session_replication_role = replica",),
}


@contextmanager
def tampered(location: Location, *statements: str) -> Iterator[Reader]:
    """The register as somebody left it who owns the file or the server; afterwards it is as it was."""
    with engine(location).connect() as connection:
        for statement in (*UNGUARD[location.dialect], *statements):
            connection.execute(text(statement))
        yield Reader(connection.connection.dbapi_connection, location)


def found(register: Location | Reader) -> list[tuple[str, str]]:
    if isinstance(register, Location):
        with reading(register) as reader:
            return found(reader)
    return [(each.how, each.record) for each in Logged(register).differences()]


@pytest.fixture
def package(new_register, tmp_path):
    """A data package with something in every table."""
    source = new_register("sqlite")
    with recording(source) as writer:
        story(writer)
        citing.cite(writer, records.pledge(writer.reader, "GB-2025-001"), ["D-2025-002"])
    with reading(source) as reader:
        export(reader, tmp_path / "package")
    return tmp_path / "package"


@pytest.fixture(params=["in one", pytest.param("in parts", marks=pytest.mark.slow)])
def imported(location, package, request) -> Location:
    """What it brings, in one go or as a large one comes."""
    with recording(location, "import") as writer:
        take(writer, package, large=0 if request.param == "in parts" else 1 << 20)
    return location


# -- nothing is found where nothing was done ---------------------------------------------------------------


def test_what_was_recorded_and_changed_is_what_the_log_says(location) -> None:
    with recording(location) as writer:
        story(writer)
        before = records.pledge(writer.reader, "GB-2025-001")
        writer.change(before, after := replace(before, summary="Deliver 600 missiles", parties=("GB", "FR")))
        citing.cite(writer, after, ["D-2025-002", "D-2026-001"])
        citing.uncite(writer, after, ["D-2025-002"])
        citing.cite(writer, after, ["D-2025-002"])
        citing.uncite(writer, after, ["D-2026-001"])
    assert found(location) == []


def test_what_was_imported_and_changed_is_what_the_log_says(imported) -> None:
    assert found(imported) == []
    with recording(imported) as writer:
        before = records.pledge(writer.reader, "GB-2025-001")
        writer.change(before, after := replace(before, retracted="misread"))
        writer.change(records.party(writer.reader, "GB"), replace(records.party(writer.reader, "GB"), name="Britain"))
        citing.uncite(writer, after, ["D-2025-002"])
        writer.add(follow_up("COW-2025-001.1", Outcome.ACTIVATES, "D-2026-001"))
    assert found(imported) == []


def test_what_an_import_has_changed_is_what_the_log_says(imported, package) -> None:
    for name, was, now in (
        ("pledges", "Deliver missiles", "Deliver 600 missiles"),
        ("documents", "Statement", "A statement"),
        ("memberships", "2020-02-01", "2020-02-02"),
        ("enquiries", "A. Reader", "B. Reader"),
        ("relations", "2026-01-20", "2026-01-21"),
        ("disputes", "all were delivered", "all of them were"),
    ):
        file = package / f"{name}.csv"
        file.write_text(file.read_text(encoding="utf-8").replace(was, now), encoding="utf-8")
    with recording(imported, "import") as writer:
        assert len(take(writer, package, update=True)[0].updated) == 9
    assert found(imported) == []


# -- by the lines of older programs, which told no digests -------------------------------------------------


def older(location: Location) -> str:
    """The statement that lets the line of the import be as older programs wrote it."""
    with reading(location) as reader:
        (line,) = [row for row in reader.dicts("revisions") if row["record"] == "import"]
    after = {name: value for name, value in json.loads(line["after"]).items() if name != "brought"}
    said = audit.as_json(after) or ""
    return telling("import", said)


def telling(record: str, says: str) -> str:
    """The statement that puts something else into the line of a record."""
    quoted = says.replace("'", "''").replace(":", "\\:")
    return f"UPDATE revision SET after = '{quoted}' WHERE record = '{record}'"


def test_what_an_older_import_brought_is_counted(imported) -> None:
    with tampered(imported, older(imported)) as reader:
        logged = Logged(reader)
        assert list(logged.differences()) == []
        assert logged.uncompared == 21


@pytest.mark.parametrize(
    ("statement", "how", "record", "says"),
    [
        ("DELETE FROM enquiry", "counted", "import", "imports have added 1 enquiries, of which 0 are there"),
        (
            "INSERT INTO party (code, name, kind) VALUES ('ZZ', 'Z', 'country')",
            "counted",
            "import",
            "imports have added 5 parties, of which 6 are there",
        ),
    ],
)
def test_what_is_no_more_or_was_put_in_among_it_is_a_wrong_number(imported, statement, how, record, says) -> None:
    with tampered(imported, older(imported), statement) as reader:
        assert [tuple(each) for each in Logged(reader).differences()] == [(how, record, says)]


def test_what_was_changed_since_an_older_import_is_held_against_its_own_line(imported) -> None:
    with recording(imported) as writer:
        before = records.pledge(writer.reader, "GB-2025-001")
        writer.change(before, after := replace(before, topic="arms"))
        citing.uncite(writer, after, ["D-2025-002"])
    with tampered(imported, older(imported)) as reader:
        assert found(reader) == []
    with tampered(imported, older(imported), "UPDATE pledge SET topic = 'missiles'") as reader:
        assert found(reader) == [("changed", "GB-2025-001")]


# -- what hangs on a record is told under one name ---------------------------------------------------------


def test_of_several_citations_the_one_that_was_taken_out_or_put_in_is_found(location) -> None:
    with recording(location) as writer:
        stage(writer)
        writer.add(pledge())
        writer.add(document("D-2026-002"))
        citing.cite(writer, records.pledge(writer.reader, "GB-2025-001"), ["D-2025-002", "D-2026-001"])
    taken = "DELETE FROM citation WHERE document_id = (SELECT id FROM document WHERE ref = 'D-2025-002')"
    put = "INSERT INTO citation SELECT 'GB-2025-001', id FROM document WHERE ref = 'D-2026-002'"
    with tampered(location, taken) as reader:
        assert found(reader) == [("missing", "GB-2025-001/source")]
    with tampered(location, put) as reader:
        assert found(reader) == [("untold", "GB-2025-001/source")]


def test_a_membership_that_was_moved_is_found_beside_another_of_the_same_two(location) -> None:
    with recording(location) as writer:
        stage(writer)
        ended = next(each for each in records.memberships(writer.reader) if each.until)
        writer.add_membership(replace(ended, since=ended.until, until=None))
    assert found(location) == []
    with tampered(location, "UPDATE membership SET until = '2020-01-31' WHERE until IS NOT NULL") as reader:
        (difference,) = Logged(reader).differences()
    assert difference.record == "EU/GB"
    assert "until is “2020-01-31”, and was “2020-02-01” there" in difference.says


# -- lines are read as this program would write them -------------------------------------------------------


def test_a_line_that_was_written_otherwise_says_the_same(location) -> None:
    with recording(location) as writer:
        stage(writer)
        for each in (pledge(), pledge("COW-2025-001"), enquiry(), dispute(), relation()):
            writer.insert(each)
    with reading(location) as reader:
        line = next(row for row in reader.dicts("revisions") if row["record"] == "E-2026-001")
    said = json.dumps({**json.loads(line["after"]), "note": None}, indent=1)
    with tampered(location, telling("E-2026-001", said)) as reader:
        assert found(reader) == []
