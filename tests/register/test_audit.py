from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from samples import AT, DE, GB, dispute, document, enquiry, follow_up, other_words, pledge, recording, relation, story
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tracker import checks
from tracker.model import Membership
from tracker.register import audit, records
from tracker.register.connect import Reader, reading
from tracker.register.contents import RegisterContents
from tracker.register.engine import engine
from tracker.register.location import Location
from tracker.register.repair import repair
from tracker.words import Outcome

pytestmark = pytest.mark.repeated


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def kept(request: pytest.FixtureRequest, new_register) -> Location:
    """A register with something in every table, to which tests only add."""
    location = new_register(request.param)
    with recording(location) as writer:
        story(writer)
        writer.add(pledge("DE-2025-001", quote=other_words(1)))
    return location


# -- what is logged ---------------------------------------------------------------------------------------


def log(register: Location | Reader) -> list[audit.Revision]:
    if isinstance(register, Location):
        with reading(register) as reader:
            return log(reader)
    return [audit.Revision(*row.values()) for row in register.dicts("revisions")]


def broken(register: Location | Reader) -> list[int]:
    return [number for number, _ in audit.broken(log(register))]


def own_hash(line: audit.Revision) -> str:
    """The hash as the manual defines it, computed without the program."""
    fields = [line.at, line.actor, line.command, line.record, line.before, line.after, line.previous]
    return hashlib.sha256(json.dumps(fields, ensure_ascii=False).encode("utf-8")).hexdigest()


def _change(kind: str, ref: str, **other: Any) -> Any:
    def write(writer: Any) -> None:
        before = getattr(records, kind)(writer.reader, ref)
        writer.change(before, replace(before, **other))

    return write


WRITES = {
    "a party": (lambda writer: writer.add_party(replace(DE, code="PL", name="Poland")), "PL"),
    "a document": (lambda writer: writer.add(document("D-2026-009")), "D-2026-009"),
    "a pledge": (lambda writer: writer.add(pledge("FR-2025-001")), "FR-2025-001"),
    "a follow-up": (lambda writer: writer.add(follow_up("GB-2025-001.3", Outcome.RESTATES)), "GB-2025-001.3"),
    "an enquiry": (lambda writer: writer.add(replace(enquiry("E-2026-002"), place="the gazette")), "E-2026-002"),
    "a dispute": (lambda writer: writer.add(dispute("A-2026-002", "COW-2025-001", "FR")), "A-2026-002"),
    "a relation": (lambda writer: writer.add(relation("R-2026-002", "DE-2025-001")), "R-2026-002"),
    "a membership": (lambda writer: writer.add_membership(Membership("EU", "DE")), "EU/DE"),
    "a party's name": (_change("party", "GB", name="Great Britain"), "GB"),
    "a document's day": (_change("document", "D-2025-002", published_on=date(2025, 12, 21)), "D-2025-002"),
    "a pledge's words": (_change("pledge", "GB-2025-001", summary="Deliver 600 missiles"), "GB-2025-001"),
    "a pledge's parties": (_change("pledge", "GB-2025-001", parties=("GB", "FR")), "GB-2025-001"),
    "a retraction": (_change("follow_up", "GB-2025-001.2", retracted="misread"), "GB-2025-001.2"),
    "an enquiry's place": (_change("enquiry", "E-2026-001", place="Hansard"), "E-2026-001"),
    "a dispute's retraction": (_change("dispute", "A-2026-001", retracted="no answer"), "A-2026-001"),
    "a relation's retraction": (_change("relation", "R-2026-001", retracted="not of it"), "R-2026-001"),
    "a repair": (repair, "register"),
}


@pytest.mark.parametrize("what", WRITES)
def test_every_write_appends_one_revision_that_follows_from_the_last(kept, what) -> None:
    before = log(kept)
    write, record = WRITES[what]
    with recording(kept, f"write {what}") as writer:
        write(writer)
    *lines, added = log(kept)
    assert lines == before
    assert (added.at, added.actor, added.command, added.record) == (AT, "tests", f"write {what}", record)
    assert added.previous == before[-1].sha256
    assert added.sha256 == own_hash(added)
    assert added.before != added.after
    assert broken(kept) == []


def test_the_first_revision_follows_from_nothing(location) -> None:
    with recording(location) as writer:
        writer.add_party(GB)
    (only,) = log(location)
    assert (only.number, only.previous) == (1, "0" * 64)
    assert (only.before, only.after) == (None, '{"code": "GB", "kind": "country", "name": "United Kingdom"}')


def test_writing_what_is_there_already_leaves_no_revision(kept) -> None:
    before = log(kept)
    with recording(kept) as writer:
        for same in (records.pledge(writer.reader, "GB-2025-001"), records.party(writer.reader, "FR")):
            writer.change(same, same)
    assert log(kept) == before


def test_a_write_that_is_undone_leaves_no_revision(kept) -> None:
    before = log(kept)
    with suppress(ZeroDivisionError), recording(kept) as writer:
        writer.add(pledge("FR-2026-001", "FR", "DE"))
        assert len(log(writer.reader)) == len(before) + 1
        raise ZeroDivisionError
    assert log(kept) == before


def test_a_change_tells_how_the_record_read_before_and_after(told) -> None:
    with recording(told) as writer:
        before = records.pledge(writer.reader, "GB-2025-001")
        writer.change(before, replace(before, summary="Deliver “600” missiles", parties=("GB", "FR"), partners=()))
    said = log(told)[-1]
    was, now = json.loads(said.before or ""), json.loads(said.after or "")
    changed = {name: (was.get(name), now.get(name)) for name in {*was, *now} if was.get(name) != now.get(name)}
    assert changed == {
        "summary": ("Deliver missiles", "Deliver “600” missiles"),
        "parties": (["GB"], ["GB", "FR"]),
        "partners": (["DE"], None),
    }


# -- how a record is written down -------------------------------------------------------------------------


def test_a_record_is_logged_the_same_whatever_the_order_of_its_fields() -> None:
    row = {"ref": "GB-2025-001", "amount": "600", "start": 0}
    assert audit.as_json(row) == audit.as_json(dict(reversed(row.items())))
    assert audit.as_json(row) == '{"amount": "600", "ref": "GB-2025-001", "start": 0}'


def test_what_is_empty_is_not_logged_and_zero_is_not_empty() -> None:
    assert audit.as_json({"a": None, "b": "", "c": [], "start": 0}) == '{"start": 0}'
    assert audit.as_json(None) is None


def test_letters_are_logged_as_they_are() -> None:
    assert audit.as_json({"quote": "Élysée “ok”\n"}) == '{"quote": "Élysée “ok”\\n"}'


def test_a_field_cannot_pass_for_its_neighbour() -> None:
    assert audit.digest("a", "b,c") != audit.digest("a,b", "c")
    assert audit.digest("a", None) != audit.digest("a", "null") != audit.digest("a", "")


# -- append-only ------------------------------------------------------------------------------------------

CHANGES = [
    "UPDATE revision SET actor = 'nobody'",
    "UPDATE revision SET actor = 'nobody' WHERE id = 1",
    "DELETE FROM revision",
    "DELETE FROM revision WHERE id = (SELECT max(id) FROM revision)",
]
# INSERT OR REPLACE removes the line in its way without asking the triggers that guard removal.
REPLACEMENTS = [
    "INSERT OR REPLACE INTO revision SELECT id, at, actor, command, record, before, after, previous, 'x' FROM revision",
    "INSERT OR REPLACE INTO revision SELECT NULL, 'x', actor, command, record, '', '', previous, sha256 FROM revision",
]


@pytest.mark.parametrize("statement", [*CHANGES, "TRUNCATE revision", *REPLACEMENTS])
def test_the_database_itself_refuses_to_change_or_remove_a_revision(kept, statement) -> None:
    foreign = "REPLACE" if kept.dialect == "postgresql" else "TRUNCATE"
    refusal = "syntax error" if foreign in statement else "revisions are append-only"
    with pytest.raises(DBAPIError, match=refusal), engine(kept).connect() as connection:
        connection.execute(text(statement))


# -- behind its back --------------------------------------------------------------------------------------

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


def test_the_log_of_a_register_that_was_not_touched_is_whole(kept) -> None:
    with tampered(kept) as reader:
        assert len(log(reader)) > 12
        assert broken(reader) == []
        assert list(checks.revisions(RegisterContents(reader))) == []


@pytest.mark.parametrize("field", ["at", "actor", "command", "record", "before", "after", "previous", "sha256"])
def test_a_line_changed_behind_its_back_is_found(kept, field) -> None:
    with tampered(kept, f"UPDATE revision SET {field} = 'x' WHERE id = 12") as reader:
        assert 12 in broken(reader)
        assert set(broken(reader)) <= {12, 13}


def test_a_line_that_was_changed_and_hashed_anew_is_found_by_the_next(kept) -> None:
    line = log(kept)[11]
    forged = own_hash(line._replace(actor="nobody"))
    with tampered(kept, f"UPDATE revision SET actor = 'nobody', sha256 = '{forged}' WHERE id = 12") as reader:
        assert broken(reader) == [13]


@pytest.mark.parametrize("number", [1, 12])
def test_a_line_removed_behind_its_back_is_found(kept, number) -> None:
    with tampered(kept, f"DELETE FROM revision WHERE id = {number}") as reader:
        assert broken(reader) == [number + 1]


def test_a_line_inserted_behind_its_back_is_found_even_if_it_follows_from_the_line_before(kept) -> None:
    line = log(kept)[11]
    forged = line._replace(actor="nobody", before=None, after=None, previous=line.sha256)
    told = "', '".join([forged.at, forged.actor, forged.command, forged.record])
    with tampered(
        kept,
        "UPDATE revision SET id = -id WHERE id > 12",
        "UPDATE revision SET id = 1 - id WHERE id < -12",
        f"INSERT INTO revision VALUES (13, '{told}', NULL, NULL, '{line.sha256}', '{own_hash(forged)}')",
    ) as reader:
        assert broken(reader) == [14]


def test_lines_swapped_behind_its_back_are_found(kept) -> None:
    with tampered(
        kept,
        "UPDATE revision SET id = -5 WHERE id = 5",
        "UPDATE revision SET id = 5 WHERE id = 6",
        "UPDATE revision SET id = 6 WHERE id = -5",
    ) as reader:
        assert broken(reader) == [5, 6, 7]


def test_check_names_the_first_line_in_doubt(kept) -> None:
    with tampered(kept, "UPDATE revision SET actor = 'x' WHERE id = 12") as reader:
        (finding,) = checks.revisions(RegisterContents(reader))
    assert finding.ref == "revision 12"
    assert "changed" in finding.message
