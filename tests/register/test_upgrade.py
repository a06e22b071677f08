"""``upgrade``: the register comes to the newest version whole, or stays as it was."""

from __future__ import annotations

import pytest
from alembic import command
from alembic.config import Config
from samples import GB, recording
from sqlalchemy import inspect
from sqlalchemy.exc import IntegrityError

from tests.register.structures import structure
from tracker.errors import RegisterError
from tracker.register import migrate
from tracker.register.connect import reading
from tracker.register.engine import engine
from tracker.register.location import locate
from tracker.register.logged import Logged

pytestmark = pytest.mark.repeated


def lines(*statements: str) -> str:
    return "\n    ".join(statements)


# SQLite cannot add a rule to a table: Alembic makes a new one, copies, drops the old one and renames.
REBUILD = lines(
    "with op.batch_alter_table('pledge', table_kwargs={'sqlite_strict': True}) as batch:",
    "    batch.add_column(sa.Column('weight', sa.Integer()))",
    "    batch.create_check_constraint('ck_pledge_weight', 'weight > 0')",
)
BACK = lines(
    "with op.batch_alter_table('pledge', table_kwargs={'sqlite_strict': True}) as batch:",
    "    batch.drop_constraint('ck_pledge_weight', type_='check')",
    "    batch.drop_column('weight')",
)


def test_upgrade_brings_a_register_to_the_newest_version_and_keeps_what_it_holds(told, contents, newer) -> None:
    before, where = contents(told), newer("op.add_column('party', sa.Column('seat', sa.Text()))")
    done = migrate.upgrade(told, where)
    assert (done.before, done.after) == (migrate.head(), migrate.head(where))
    assert migrate.current(told) == migrate.head(where)
    after = contents(told)
    assert after.pop("alembic_version") == [(migrate.head(where),)]
    assert [row[:-1] for row in after.pop("party")] == before.pop("party")
    assert after == {name: rows for name, rows in before.items() if name != "alembic_version"}


def test_the_register_as_it_was_is_kept_beside_an_upgraded_sqlite_file(sqlite, newer, contents) -> None:
    with recording(sqlite) as writer:
        writer.add_party(GB)
    before, version = contents(sqlite), migrate.head()
    copy = migrate.upgrade(sqlite, newer(REBUILD)).copy
    assert copy == sqlite.path.with_name(f"register.sqlite.before-upgrade-from-{version}")
    aside = locate(str(copy))
    assert contents(aside) == before
    with reading(aside) as reader:
        assert reader.row("PRAGMA integrity_check") == ("ok",)


def test_rebuilding_a_table_keeps_the_rows_that_hang_on_it(told, contents, newer) -> None:
    before = contents(told)
    migrate.upgrade(told, newer(REBUILD))
    after = contents(told)
    for children in ("pledge_party", "span", "follow_up", "dispute", "relation", "enquiry"):
        assert before[children]
        assert after[children] == before[children]
    assert len(after["pledge"]) == len(before["pledge"])


@pytest.mark.slow
@pytest.mark.parametrize("change", ["op.add_column('party', sa.Column('seat', sa.Text()))", REBUILD])
def test_an_upgrade_that_fails_half_way_leaves_the_register_as_it_was(told, contents, newer, change) -> None:
    where = newer(lines("op.execute('DELETE FROM enquiry')", change, "raise RuntimeError('half way')"))
    before, shape = contents(told), structure(told)
    with pytest.raises(RuntimeError, match="half way"):
        migrate.upgrade(told, where)
    assert contents(told) == before
    assert structure(told) == shape
    assert migrate.current(told) == migrate.head()


def test_an_upgrade_that_would_break_links_is_refused_and_undone(told, contents, newer) -> None:
    # PostgreSQL refuses the statement itself; in SQLite links are not watched while tables are rebuilt.
    before = contents(told)
    refused = RegisterError if told.dialect == "sqlite" else IntegrityError
    with pytest.raises(refused, match=r"broken links between records|foreign key"):
        migrate.upgrade(told, newer("op.execute(\"DELETE FROM party WHERE code = 'GB'\")"))
    assert contents(told) == before


@pytest.mark.slow
def test_a_register_can_go_back_and_forth(told, contents, newer) -> None:
    before, shape = contents(told), structure(told)
    where = newer(REBUILD, BACK)
    migrate.upgrade(told, where)
    assert migrate.downgrade(told, migrate.head(), where) == migrate.head()
    assert contents(told) == before
    assert structure(told) == shape


@pytest.mark.slow
def test_a_register_can_go_back_to_nothing_and_be_made_again(told) -> None:
    shape = structure(told)
    assert migrate.downgrade(told, "base") == "base"
    with engine(told).begin() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
    with engine(told, foreign_keys=False).begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(migrate.scripts()).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    assert structure(told) == shape
    assert migrate.current(told) == migrate.head()


@pytest.mark.slow
def test_a_register_from_before_there_were_disputes_keeps_everything_else(told, contents) -> None:
    before = contents(told)
    assert migrate.downgrade(told, "0003") == "0003"
    assert "dispute" not in contents(told)
    done = migrate.upgrade(told)
    assert (done.before, done.after) == ("0003", migrate.head())
    after = contents(told)
    for later in ("dispute", "relation"):
        assert before.pop(later)
        assert after.pop(later) == []
    assert after == before


@pytest.mark.slow
def test_a_register_from_before_there_were_relations_keeps_everything_else(told, contents) -> None:
    before = contents(told)
    assert migrate.downgrade(told, "0005") == "0005"
    assert "relation" not in contents(told)
    done = migrate.upgrade(told)
    assert (done.before, done.after) == ("0005", migrate.head())
    after = contents(told)
    assert before.pop("relation")
    assert after.pop("relation") == []
    assert after == before


@pytest.mark.slow
def test_a_register_from_before_enquiries_could_be_retracted_keeps_them_as_its_log_tells(told, contents) -> None:
    before = contents(told)
    assert migrate.downgrade(told, "0007") == "0007"
    migrate.upgrade(told)
    assert before["enquiry"]
    assert contents(told) == before
    with reading(told) as reader:
        assert [*Logged(reader).differences()] == []
