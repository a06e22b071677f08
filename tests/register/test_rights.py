"""What a role of PostgreSQL is told that may read a register and not write it, or not even read all of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from samples import recording

from tests.register.refused import read_all
from tests.register.roles import role, run, session
from tracker.errors import RegisterError
from tracker.exchange.taking import take
from tracker.model import Party
from tracker.register import migrate
from tracker.register.location import Location
from tracker.words import PartyKind

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.parametrize("location", ["postgresql"], indirect=True),
]
READ = "SELECT ON ALL TABLES"
WRITE = ("SELECT, INSERT, UPDATE, DELETE ON ALL TABLES", "UPDATE ON ALL SEQUENCES")


def refused(use: Callable[..., object], *given: object) -> RegisterError:
    with pytest.raises(RegisterError) as refusal:
        use(*given)
    assert refusal.value.exit_code == 3
    assert "cannot be reached" not in refusal.value.what
    return refusal.value


def add_kosovo(location: Location) -> None:
    with recording(location) as writer:
        writer.add_party(Party("XK", "Kosovo", PartyKind.COUNTRY))


def test_who_may_only_read_reads_all_and_is_told_what_right_is_missing_to_write(told, contents) -> None:
    before = contents(told)
    with role(told, READ) as clerk:
        read_all(clerk)
        refusal = refused(add_kosovo, clerk)
        assert refusal.what == f"You may not write to the register {clerk}, though you may be able to read it."
        assert refusal.why == "The server says: permission denied for table party."
        for each in WRITE:
            assert f"GRANT {each} IN SCHEMA" in refusal.remedy
    assert contents(told) == before


def test_the_rights_that_the_refusal_names_are_enough_to_write(location, coalition) -> None:
    with role(location, *WRITE) as clerk:
        with recording(clerk) as writer:
            take(writer, coalition)  # it has no Kosovo
        add_kosovo(clerk)
        read_all(clerk)


def test_who_lacks_the_right_to_a_table_that_an_upgrade_brought_is_told_that_it_is_granted_again(told) -> None:
    with role(told, READ) as clerk:
        run(told, f"REVOKE SELECT ON dispute FROM {clerk.target.removeprefix('postgresql://').partition(':')[0]}")
        refusal = refused(read_all, clerk)
        assert refusal.what == f"You may not read all of the register {clerk}."
        assert refusal.why == "The server says: permission denied for table dispute."
        assert "after an upgrade again: GRANT SELECT ON ALL TABLES" in refusal.remedy


def test_only_the_owner_of_the_tables_upgrades_them(told, contents, newer) -> None:
    before = contents(told)
    with role(told, *WRITE) as clerk:
        refusal = refused(migrate.upgrade, clerk, newer("op.add_column('party', sa.Column('seat', sa.Text()))"))
        assert refusal.what == f"You may not make or change the tables of the register {clerk}."
        assert "must be owner" in refusal.why
        assert refusal.remedy == "Ask the owner of its tables to run this command."
    assert contents(told) == before


def test_a_database_that_takes_no_writing_is_told_as_such(told) -> None:
    still = session(told, "default_transaction_read_only=on")
    read_all(still)
    refusal = refused(add_kosovo, still)
    assert refusal.what == f"The register {still} can only be read, not written."
    assert "read-only transaction" in refusal.why
    assert "ask its owner where to write" in refusal.remedy
