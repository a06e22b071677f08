"""A package on its way into PostgreSQL: what the server refuses is told, and who ends it leaves no half of it there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest

from tests.exchange.judged import recording
from tracker.errors import RegisterError
from tracker.exchange.taking import take_in_parts
from tracker.model import Party
from tracker.register.location import Location
from tracker.words import PartyKind

pytestmark = pytest.mark.postgresql

_ROOT = Path(__file__).parents[2]
_IMPORT = """
import sys
from tracker.cli import main
from tracker.exchange import taking

taking.take.__kwdefaults__["large"] = 0  # every package comes in parts
sys.argv[:] = ["tracker", "import", *sys.argv[1:]]
main()
"""
_FULL = "RAISE EXCEPTION 'could not extend file: no space left on device' USING ERRCODE = 'disk_full'"
_SLOW = "PERFORM pg_sleep({})"


@pytest.fixture
def register(new_register: Any) -> Location:
    """A register that holds one party."""
    location: Location = new_register("postgresql")
    with recording(location) as writer:
        writer.add_party(Party("QQ", "Nowhere", PartyKind.COUNTRY))
    return location


@pytest.fixture
def empty(new_register: Any) -> Location:
    """A register that holds nothing."""
    location: Location = new_register("postgresql")
    return location


def meeting(location: Location, table: str, deed: str) -> None:
    """Have the server do something when rows come into a table."""
    with closing(psycopg.connect(location.target, autocommit=True)) as connection:
        body = f"BEGIN {deed}; RETURN NULL; END"
        connection.execute(f"CREATE FUNCTION met() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$")
        connection.execute(f"CREATE TRIGGER met AFTER INSERT ON {table} FOR EACH STATEMENT EXECUTE FUNCTION met()")


def copying(location: Location) -> list[tuple[Any, ...]]:
    """The sessions that bring rows in and wait for the server."""
    with closing(psycopg.connect(location.target, autocommit=True)) as connection:
        return connection.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY%'"
            " AND wait_event = 'PgSleep'"
        ).fetchall()


@pytest.mark.slow
@pytest.mark.parametrize("table", ["document", "pledge", "follow_up", "span"])
def test_a_full_disk_of_the_server_is_told_and_nothing_is_kept(table, register, coalition, packages) -> None:
    before, threads = packages.contents(register), {*threading.enumerate()}
    meeting(register, table, _FULL)
    with pytest.raises(RegisterError) as refusal, recording(register) as writer:
        take_in_parts(writer, coalition, size=2)
    assert "no space left on device" in refusal.value.what
    assert refusal.value.why == "There is no room left on the disk."
    assert packages.contents(register) == before
    assert {*threading.enumerate()} <= threads


def making_ready(folder: Path) -> list[int]:
    """The processes that make a package ready for one that sends it."""
    told = [(each.pid, " ".join(each.info["cmdline"] or ())) for each in psutil.process_iter(["cmdline"])]
    return [pid for pid, words in told if "exchange.apart" in words and str(folder) in words]


@pytest.mark.slow
@pytest.mark.parametrize("holds", ["register", "empty"])
@pytest.mark.parametrize(("how", "seconds"), [(signal.SIGINT, 60), (signal.SIGKILL, 2)])
def test_an_import_that_is_struck_while_rows_are_sent_leaves_nothing(
    how, seconds, holds, package, packages, request
) -> None:
    """One that a register holds already something for, and one that a second process makes ready."""
    register: Location = request.getfixturevalue(holds)
    before = packages.contents(register)
    meeting(register, "pledge", _SLOW.format(seconds))
    process = subprocess.Popen(
        [sys.executable, "-c", _IMPORT, str(package), "--register", register.target],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
    )
    with process:
        until = time.monotonic() + 30
        while not copying(register) and time.monotonic() < until and process.poll() is None:
            time.sleep(0.02)
        assert copying(register), "it ended before anything could strike it"
        others = psutil.Process(process.pid).children()  # it may be done already
        assert len(others) == (holds == "empty" and (os.cpu_count() or 1) > 1)
        process.send_signal(how)
        said = process.communicate(timeout=20)[1]
    if how is signal.SIGINT:
        assert (process.returncode, said.strip()) == (130, "Interrupted; nothing half done was kept.")
        assert copying(register) == [], "the server goes on"
    while copying(register):  # it sees that the program is gone when it has done what it is at
        time.sleep(0.02)
    assert packages.contents(register) == before
    while making_ready(package):  # it sees that nobody listens when it has made the next part
        time.sleep(0.02)
