from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from samples import GB, recording
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

import tracker
from tracker.errors import ConflictError, RegisterError
from tracker.register import migrate
from tracker.register.connect import connect_sqlite, reading
from tracker.register.engine import engine
from tracker.register.location import Location, locate
from tracker.register.schema import metadata
from tracker.register.sql import postgresql as for_postgresql
from tracker.register.sql import sqlite as for_sqlite

pytestmark = pytest.mark.repeated

# -- who makes tables -------------------------------------------------------------------------------------


def structure(location: Location) -> dict[str, Any]:
    """Everything that a database says of its tables."""
    with engine(location).begin() as connection:
        found = inspect(connection)
        return {
            name: {
                "columns": [
                    (each["name"], str(each["type"]), getattr(each["type"], "collation", None), each["nullable"])
                    for each in found.get_columns(name)
                    if "computed" not in each  # the titles of pledges, for others who read the file
                ],
                "key": found.get_pk_constraint(name),
                "links": sorted(map(repr, found.get_foreign_keys(name))),
                "unique": sorted(map(repr, found.get_unique_constraints(name))),
                "rules": sorted(map(repr, found.get_check_constraints(name))),
                "indexes": sorted(map(repr, found.get_indexes(name))),
            }
            for name in metadata.tables
        }


def test_the_migrations_make_what_the_schema_says(nowhere, new_register) -> None:
    with engine(nowhere, create=nowhere.dialect == "sqlite").begin() as connection:
        metadata.create_all(connection)
    assert structure(new_register(nowhere.dialect)) == structure(nowhere)


def test_alembic_finds_nothing_left_to_migrate(location) -> None:
    def ours(thing: Any, name: str | None, kind: str, *_: Any) -> bool:
        return not (kind == "table" and "_words" in str(name)) and not (kind == "column" and thing.computed)

    with engine(location).begin() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours, "compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_nothing_but_the_migrations_makes_tables() -> None:
    house = Path(tracker.__file__).parent
    makers = re.compile(r"create_all\(|CREATE (VIRTUAL )?TABLE|CREATE TRIGGER|CreateTable\(", re.IGNORECASE)
    assert [each for each in house.rglob("*.py") if makers.search(each.read_text(encoding="utf-8"))] == []


def test_every_table_of_a_sqlite_register_is_strict(sqlite) -> None:
    with reading(sqlite) as reader:
        found = {row[1]: row[5] for row in reader.rows("PRAGMA table_list") if row[1] in metadata.tables}
    assert found == dict.fromkeys(metadata.tables, 1)


def test_a_value_of_the_wrong_type_is_refused(location) -> None:
    wrong = "INSERT INTO tally (standing, day, change) VALUES ('open', '2025-01-01', 'many')"
    with pytest.raises(Exception, match=r"cannot store TEXT|invalid input syntax"), recording(location) as writer:
        writer.connection.execute(text(wrong))


def test_a_link_to_a_record_that_is_not_there_is_refused(location) -> None:
    orphan = "INSERT INTO pledge_party (pledge_id, position, party_id, role) VALUES (1, 1, 1, 'party')"
    with pytest.raises(IntegrityError, match=r"FOREIGN KEY|foreign key"), recording(location) as writer:
        writer.connection.execute(text(orphan))


def test_foreign_keys_are_on_for_readers_and_writers(sqlite) -> None:
    with reading(sqlite) as reader:
        assert reader.row("PRAGMA foreign_keys") == (1,)
    with recording(sqlite) as writer:
        assert writer.reader.row("PRAGMA foreign_keys") == (1,)


def test_a_sqlite_register_keeps_a_write_ahead_log(sqlite, tmp_path, newer) -> None:
    made = locate(str(tmp_path / "made.sqlite"))
    migrate.init(made)
    migrate.upgrade(sqlite, newer("op.add_column('party', sa.Column('seat', sa.Text()))"))
    for location in (made, sqlite):
        with closing(sqlite3.connect(location.target)) as connection:
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


# -- versions ---------------------------------------------------------------------------------------------


def test_versions_are_numbered_without_gap_or_fork_and_files_are_named_after_them() -> None:
    scripts = ScriptDirectory(str(migrate.scripts()))
    found = sorted(scripts.walk_revisions(), key=lambda each: each.revision)
    assert [each.revision for each in found] == [f"{number:04d}" for number in range(1, len(found) + 1)]
    assert [each.down_revision for each in found] == [None, *(each.revision for each in found)][:-1]
    assert [Path(each.path).name.split("_")[0] for each in found] == [each.revision for each in found]
    assert scripts.get_heads() == [found[-1].revision]


def test_the_reads_know_the_newest_version_without_alembic() -> None:
    assert migrate.head() == for_sqlite.HEAD == for_postgresql.HEAD


@pytest.mark.parametrize(
    ("version", "what", "remedy"),
    [
        ("0000", "an older tracker (version 0000; this one needs", "Run: tracker upgrade"),
        ("9999", "a newer tracker (version 9999; this one knows", "Update the program"),
    ],
)
def test_an_older_or_newer_register_is_refused_with_what_to_do(told, contents, version, what, remedy) -> None:
    _set_version(told, version)
    before = contents(told)
    for opening in (reading(told), recording(told)):
        with pytest.raises(RegisterError) as refusal, opening:
            pass
        assert what in refusal.value.what
        assert remedy in refusal.value.remedy
        assert refusal.value.exit_code == 3
    assert contents(told) == before


def test_upgrade_refuses_a_newer_register(told, contents) -> None:
    _set_version(told, "9999")
    before = contents(told)
    with pytest.raises(RegisterError, match="newer tracker") as refusal:
        migrate.upgrade(told)
    assert "Update the program" in refusal.value.remedy
    assert contents(told) == before


def test_upgrade_refuses_a_place_without_a_register(nowhere) -> None:
    with pytest.raises(RegisterError, match="There is no register"):
        migrate.upgrade(nowhere)
    assert migrate.current(nowhere) is None


def test_upgrading_a_current_register_changes_nothing(told, contents) -> None:
    before = contents(told)
    assert migrate.upgrade(told) == (migrate.head(), migrate.head(), None)
    assert contents(told) == before


def _set_version(location: Location, version: str) -> None:
    with engine(location).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": version})


# -- init -------------------------------------------------------------------------------------------------


def test_init_makes_a_register_of_the_newest_version(nowhere) -> None:
    assert migrate.init(nowhere) == migrate.head() == migrate.current(nowhere)


def test_init_makes_the_folder_and_leaves_nothing_but_the_register(tmp_path) -> None:
    location = locate(str(tmp_path / "new" / "folder" / "register.sqlite"))
    migrate.init(location)
    assert list((tmp_path / "new" / "folder").iterdir()) == [location.path]


@pytest.mark.parametrize("held", [b"", b"My diary, not a register.\n"])
def test_init_refuses_a_file_that_is_there_and_leaves_it_as_it_is(tmp_path, held) -> None:
    path = tmp_path / "register.sqlite"
    path.write_bytes(held)
    with pytest.raises(ConflictError, match="nothing was changed"):
        migrate.init(locate(str(path)))
    assert path.read_bytes() == held
    assert list(tmp_path.iterdir()) == [path]


def test_init_refuses_a_register_that_is_there_and_leaves_it_as_it_is(told, contents) -> None:
    before = contents(told)
    with pytest.raises(ConflictError, match="nothing was changed"):
        migrate.init(told)
    assert contents(told) == before


INTERRUPTED = """
import os, signal, sys
from tracker.register import migrate
from tracker.register.location import locate

location, elsewhere, folder = locate(sys.argv[1]), locate(sys.argv[2]), sys.argv[3]
migrate.init(elsewhere)  # so that everything has been imported

def strike(frame, event, called):
    global left
    left -= event == "call" and frame.f_code.co_name == "do_execute"
    if left == 0 or event == "c_call" and called is os.link:
        os.kill(os.getpid(), struck)

for struck in (signal.SIGINT, signal.SIGKILL):
    for left in (1, 12, 30, *([10_000] if location.dialect == "sqlite" else [])):
        if not (process := os.fork()):
            sys.setprofile(strike)
            try:
                migrate.init(location)
            except KeyboardInterrupt:
                os._exit(130)
            os._exit(0)
        ended = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        print(ended, migrate.current(location), *(os.listdir(folder) if struck == signal.SIGINT else []))
"""


@pytest.mark.slow
def test_an_interrupted_init_leaves_no_register_and_can_be_repeated(nowhere, child, tmp_path) -> None:
    # Ctrl-C leaves no file at all; after a kill there may be one, under another name.
    folder = tmp_path / "folder"
    folder.mkdir()
    place = locate(str(folder / "register.sqlite")) if nowhere.dialect == "sqlite" else nowhere
    done = child(INTERRUPTED, place.target, tmp_path / "elsewhere.sqlite", folder)
    assert done.stderr == ""
    stages = 4 if nowhere.dialect == "sqlite" else 3
    assert done.stdout.splitlines() == ["130 None"] * stages + ["-9 None"] * stages
    assert migrate.init(place) == migrate.head() == migrate.current(place)


TOGETHER = """
import os, shutil, sys
from tracker.errors import ConflictError
from tracker.register import migrate
from tracker.register.location import locate

path, others = sys.argv[1:]
migrate.init(locate(others))

def be_quicker(frame, event, called):
    if event == "c_call" and called in (os.link, os.replace, os.rename) and not os.path.exists(path):
        shutil.copyfile(others, path)

sys.setprofile(be_quicker)
try:
    migrate.init(locate(path))
except ConflictError:
    print("refused")
"""


@pytest.mark.slow
def test_init_never_replaces_a_register_that_somebody_else_has_just_made(child, tmp_path) -> None:
    path, others = tmp_path / "register.sqlite", tmp_path / "others.sqlite"
    done = child(TOGETHER, path, others)
    assert (done.stdout, done.stderr) == ("refused\n", "")
    assert path.read_bytes() == others.read_bytes()
    assert path.stat().st_nlink == 1


# -- upgrade ----------------------------------------------------------------------------------------------

NEXT = '''"""A migration of the tests."""

import sqlalchemy as sa
from alembic import op

revision = "{number:04d}"
down_revision = "{before:04d}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    {upgrade}


def downgrade() -> None:
    {downgrade}
'''


@pytest.fixture
def newer(tmp_path):
    """Migrations that go one version beyond the newest, by the statement given."""

    def make(upgrade: str, downgrade: str = "pass") -> Path:
        folder = tmp_path / "50 % newer" / "db"
        shutil.copytree(migrate.scripts(), folder, ignore=shutil.ignore_patterns("__pycache__"))
        before = int(migrate.head())
        made = NEXT.format(number=before + 1, before=before, upgrade=upgrade, downgrade=downgrade)
        (folder / "versions" / f"{before + 1:04d}_next.py").write_text(made, encoding="utf-8")
        return folder

    return make


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


def test_a_register_can_go_back_and_forth(told, contents, newer) -> None:
    before, shape = contents(told), structure(told)
    where = newer(REBUILD, BACK)
    migrate.upgrade(told, where)
    assert migrate.downgrade(told, migrate.head(), where) == migrate.head()
    assert contents(told) == before
    assert structure(told) == shape


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


# -- paths ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["with blank", "50%", "50%20", "what?", "#1", "é", "a&b=c", "it's", "mode=ro?x#y%"])
def test_any_path_can_hold_a_register(tmp_path, newer, name) -> None:
    location = locate(str(tmp_path / name / f"{name}.sqlite"))
    migrate.init(location)
    with recording(location) as writer:
        writer.add_party(GB)
    with reading(location) as reader:
        assert reader.row("SELECT code FROM party") == ("GB",)
    done = migrate.upgrade(location, newer("op.add_column('party', sa.Column('seat', sa.Text()))"))
    assert sorted(location.path.parent.iterdir()) == [location.path, done.copy]


def test_a_path_may_begin_with_two_slashes(tmp_path) -> None:
    location = locate(f"/{tmp_path}/register.sqlite")
    migrate.init(location)
    assert migrate.current(location) == migrate.head()


def test_the_drivers_own_transactions_are_off(sqlite) -> None:
    with closing(connect_sqlite(sqlite.address("mode=rw"))) as connection:
        connection.execute("INSERT INTO party (code, name, kind) VALUES ('GB', 'United Kingdom', 'country')")
        assert not connection.in_transaction
