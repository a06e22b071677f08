"""Rows poured into PostgreSQL come in as they were given; what the server refuses is told, and nothing is kept."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy.engine import Connection

from tracker.register.engine import engine
from tracker.register.location import Location
from tracker.register.pouring import pour_named

pytestmark = pytest.mark.postgresql

KEPT = ("key", "words", "number")
MANY = 20_000  # rows: more than may wait
CELLS = some.none() | some.text(some.characters(exclude_characters="\0", exclude_categories=["Cs"]))
ROWS = some.lists(some.tuples(some.integers(0, 2**31 - 1), CELLS, some.none() | some.integers(-(2**63), 2**63 - 1)))


class UndoError(Exception):
    """Nothing is kept."""


@contextmanager
def scratch(location: Location) -> Iterator[Connection]:
    """A transaction with a table of its own, of which nothing stays."""
    with engine(location).begin() as connection, connection.begin_nested() as undone:
        connection.exec_driver_sql("CREATE TABLE scratch (key integer, words text, number bigint)")
        yield connection
        undone.rollback()


def kept(connection: Connection) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in connection.exec_driver_sql("SELECT key, words, number FROM scratch").fetchall()]


def senders() -> list[str]:
    """The threads that send rows."""
    return [each.name for each in threading.enumerate() if each.name.startswith("ThreadPoolExecutor")]


@pytest.mark.slow
@given(rows=ROWS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_cell_comes_in_as_it_was_given(rows: Sequence[tuple[Any, ...]], empty_database: Location) -> None:
    with scratch(empty_database) as connection:
        pour_named(connection, "scratch", KEPT, rows)
        assert kept(connection) == rows


@pytest.mark.parametrize("cell", ["\\N", "\\.", "\\", "a\tb", "a\nb", "a\r\nb", "", "\\t", "“é”", None])
def test_no_cell_is_taken_for_what_copy_means_by_it(cell: str | None, empty_database: Location) -> None:
    rows = [(1, cell, None), (2, "plain", 3), (3, cell, 3)]
    with scratch(empty_database) as connection:
        pour_named(connection, "scratch", KEPT, rows)
        assert kept(connection) == rows


@pytest.mark.slow
def test_a_statement_sees_all_rows_poured_before_it(empty_database: Location) -> None:
    with scratch(empty_database) as connection:
        pour_named(connection, "scratch", KEPT, ((key, "some", None) for key in range(MANY)))
        assert len(kept(connection)) == MANY


@pytest.mark.slow
def test_rows_may_be_made_by_asking_the_same_connection(empty_database: Location) -> None:
    with scratch(empty_database) as connection:
        counted = (connection.exec_driver_sql("SELECT count(*) FROM scratch").scalar() for _ in range(2_500))
        pour_named(connection, "scratch", KEPT, ((key, "some", count) for key, count in enumerate(counted)))
        counts = [count for _, _, count in kept(connection)]
        assert counts == sorted(counts)
        assert len(counts) == 2_500


def test_what_is_committed_is_there_at_once(empty_database: Location) -> None:
    with engine(empty_database).begin() as connection:
        connection.exec_driver_sql("CREATE TABLE scratch (key integer, words text, number bigint)")
    try:
        with engine(empty_database).begin() as connection:
            pour_named(connection, "scratch", KEPT, ((key, "some", None) for key in range(MANY)))
        with engine(empty_database).begin() as connection:
            assert len(kept(connection)) == MANY
    finally:
        with engine(empty_database).begin() as connection:
            connection.exec_driver_sql("DROP TABLE scratch")
    assert senders() == []


@pytest.mark.slow
@pytest.mark.parametrize("place", [0, MANY // 2, MANY - 1])
def test_what_the_server_refuses_is_told_once_and_the_savepoint_can_be_gone_back_to(
    place: int, empty_database: Location
) -> None:
    rows = [(key, "some", None) for key in range(MANY)]
    rows[place] = (2**40, "too large a key", None)

    def counted(connection: Connection) -> int:
        with connection.begin_nested():
            pour_named(connection, "scratch", KEPT, rows)
            return len(kept(connection))

    with scratch(empty_database) as connection:
        with pytest.raises(Exception, match="out of range for type integer") as refusal:
            counted(connection)
        error: Any = refusal.value
        assert isinstance(getattr(error, "orig", error), psycopg.errors.NumericValueOutOfRange)
        assert kept(connection) == []
    assert senders() == []


def poured(location: Location, words: str, rows: Sequence[tuple[Any, ...]], error: type[Exception] | None) -> None:
    """Make a table and pour rows into it, in one transaction; ``error`` ends it before they are in."""
    with engine(location).begin() as connection:
        connection.exec_driver_sql(f"CREATE TABLE scratch (key integer, words text {words}, number bigint)")
        with connection.begin_nested():
            pour_named(connection, "scratch", KEPT, rows)
            if error:
                raise error


def test_what_is_refused_last_is_told_before_anything_is_kept(empty_database: Location) -> None:
    with pytest.raises(Exception, match="out of range for type integer"):
        poured(empty_database, "", [(2**40, "too large a key", None)], None)
    with engine(empty_database).begin() as connection:
        assert connection.exec_driver_sql("SELECT to_regclass('scratch')").scalar() is None
    assert senders() == []


def test_rows_on_their_way_are_not_waited_for_when_all_is_undone(empty_database: Location) -> None:
    with pytest.raises(UndoError):
        poured(
            empty_database, "CHECK (pg_sleep(3) IS NOT NULL)", [(key, "some", None) for key in range(5_000)], UndoError
        )
    assert senders() == []
