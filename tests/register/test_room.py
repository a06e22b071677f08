"""Where in PostgreSQL no register can be made, and that nothing is made there."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from samples import GB, recording

from tests.register.refused import refusals
from tests.register.roles import role, run
from tracker.errors import ConflictError, RegisterError, TrackerError
from tracker.register import migrate
from tracker.register.location import Location, locate

pytestmark = pytest.mark.postgresql
in_postgresql = pytest.mark.parametrize("nowhere", ["postgresql"], indirect=True)

HERE = " WHERE relkind <> 't' AND relnamespace::regnamespace::text = current_schema()"


def refused(kind: type[TrackerError], location: Location) -> TrackerError:
    with pytest.raises(kind) as refusal:
        migrate.init(location)
    assert refusal.value.exit_code == kind.exit_code
    return refusal.value


def relations(location: Location) -> set[str]:
    """Everything that stands in the schema."""
    with psycopg.connect(location.target) as connection:
        return {name for (name,) in connection.execute("SELECT relname FROM pg_class" + HERE)}


@pytest.fixture
def database(server, request: pytest.FixtureRequest) -> Iterator[Location]:
    """A database in another encoding."""
    made = f"CREATE DATABASE narrow ENCODING {request.param} TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'"
    usual = locate(server.get_uri())
    run(usual, made)
    yield locate(server.get_uri(database="narrow"))
    run(usual, "DROP DATABASE narrow")


@pytest.mark.parametrize("database", ["LATIN1", "SQL_ASCII"], indirect=True)
def test_a_database_that_cannot_hold_every_letter_is_refused(database, request) -> None:
    encoding = request.node.callspec.params["database"]
    refusal = refused(RegisterError, database)
    assert refusal.what == f"No register can be made in {database}: the database is {encoding}."
    assert "createdb --encoding=UTF8 --template=template0" in refusal.remedy
    assert relations(database) == set()


@in_postgresql
def test_a_schema_that_is_not_there_is_refused(nowhere) -> None:
    refusal = refused(RegisterError, locate(f"{nowhere.target}_not"))
    assert refusal.what.endswith("there is no schema for its tables.")
    assert "search path is nowhere_" in refusal.why
    assert "CREATE SCHEMA" in refusal.remedy


@in_postgresql
def test_a_schema_in_which_one_may_not_make_tables_is_refused(nowhere) -> None:
    with role(nowhere) as clerk:
        schema, name = schema_of(nowhere), clerk.target.removeprefix("postgresql://").partition(":")[0]
        run(nowhere, f"GRANT USAGE ON SCHEMA {schema} TO {name}")
        refusal = refused(RegisterError, clerk)
    assert refusal.what.endswith(f"{name} may not make tables in the schema {schema}.")
    assert f"GRANT CREATE ON SCHEMA {schema} TO {name}" in refusal.remedy
    assert relations(nowhere) == set()


@in_postgresql
@pytest.mark.parametrize(
    ("made", "name"),
    [
        ("CREATE TABLE document (page TEXT)", "document"),
        ("CREATE VIEW standings AS SELECT 1 AS place", "standings"),
    ],
)
def test_what_another_program_made_is_not_touched(nowhere, made, name) -> None:
    run(nowhere, made)
    refusal = refused(ConflictError, nowhere)
    assert "nothing was changed" in refusal.what
    assert refusal.why.endswith(f"by names that are ours: {name}.")
    assert "search_path" in refusal.remedy
    assert relations(nowhere) == {name}


@in_postgresql
def test_a_database_of_another_program_is_told_from_a_register_of_another_version(nowhere) -> None:
    run(nowhere, "CREATE TABLE alembic_version (version_num TEXT)", "INSERT INTO alembic_version VALUES ('abc123')")
    with pytest.raises(RegisterError) as upgraded:
        migrate.upgrade(nowhere)
    for refusal in (*refusals(nowhere), refused(RegisterError, nowhere), upgraded.value):
        assert refusal.what == f"{nowhere} belongs to another program."
        assert "“abc123”" in refusal.why
        assert refusal.remedy.startswith("Name another database with --register")
    assert relations(nowhere) == {"alembic_version"}


@in_postgresql
def test_a_register_that_is_older_is_to_be_dumped_by_the_servers_own_tools(nowhere) -> None:
    migrate.init(nowhere)
    run(nowhere, "UPDATE alembic_version SET version_num = '0001'")
    for refusal in refusals(nowhere):
        assert refusal.remedy == "Dump the database first (pg_dump), then run: tracker upgrade"


# -- several registers in a database ----------------------------------------------------------------------


@in_postgresql
def test_who_writes_in_a_register_keeps_nobody_from_another_one_in_the_same_database(nowhere) -> None:
    beside = locate(f"{nowhere.target}_beside")
    run(nowhere, f"CREATE SCHEMA {schema_of(beside)}")
    for each in (nowhere, beside):
        migrate.init(each)
    with recording(nowhere) as first, recording(beside) as second:
        first.add_party(GB)
        second.add_party(GB)


@in_postgresql
def test_a_register_has_one_writer_whichever_search_path_leads_to_it(nowhere) -> None:
    # As for who has a schema of that name before the one of all: "$user", public.
    own = f"{schema_of(nowhere)}_own"
    run(nowhere, f"CREATE SCHEMA {own}")
    migrate.init(nowhere)
    assert lock_of(nowhere) == lock_of(locate(nowhere.target.replace("%3D", f"%3D{own},")))


def schema_of(location: Location) -> str:
    return location.target.rsplit("%3D")[-1]


def lock_of(location: Location) -> tuple[object, ...] | None:
    """The name of the lock that a writer of a register holds."""
    with recording(location) as writer:
        return writer.reader.row(
            "SELECT classid, objid FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
        )
