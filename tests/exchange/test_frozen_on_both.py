"""A frozen report on PostgreSQL is that of SQLite byte for byte, holds on both, and tells on both what has changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Result, invoke
from tests.conftest import DIALECTS
from tests.exchange.test_frozen import REPORTS, check, freeze
from tests.site.furnished import furnish
from tracker.register.location import Location

pytestmark = pytest.mark.slow

Registers = dict[str, Location]
MADE = {"overdue": ("overdue",), **REPORTS, "ledger of a package": ("ledger", "COW-2025-003"), "amounts": ("amounts",)}


@pytest.fixture(scope="module")
def both(new_register: Callable[[str], Location], coalition: Path) -> Registers:
    """The same records, disputes, relations and amounts in both databases: to be read only."""
    return {dialect: made(new_register(dialect), coalition) for dialect in ("sqlite", "postgresql")}


@pytest.fixture(params=DIALECTS)
def own(request: pytest.FixtureRequest, new_register: Callable[[str], Location], coalition: Path) -> Location:
    """A register of one's own with all of it."""
    return made(new_register(request.param), coalition)


def made(location: Location, coalition: Path) -> Location:
    done = invoke("import", str(coalition), register=location.target)
    assert done.code == 0, done.err
    furnish(location)
    return location


def holds(done: Result, path: Path) -> bool:
    said = f"{path} holds: every record behind it is as it was, and the report says the same today.\n"
    return (done.code, done.out) == (0, said)


@pytest.mark.postgresql
@pytest.mark.parametrize("name", MADE)
def test_both_databases_freeze_to_the_same_bytes_which_hold_on_both(both: Registers, tmp_path: Path, name: str) -> None:
    paths = {dialect: tmp_path / f"{dialect}.json" for dialect in both}
    for dialect, location in both.items():
        done = freeze(location, paths[dialect], *MADE[name])
        assert done.code == 0, done.err
    frozen = {path.read_bytes() for path in paths.values()}
    assert len(frozen) == 1
    assert json.loads(frozen.pop())["records"]
    for location in both.values():
        for path in paths.values():
            assert holds(check(location, path), path)


CHANGES = {
    "a pledge corrected": (
        ("edit", "GB-2025-001", "--set", "summary=Send missiles"),
        "record,GB-2025-001,differs in: summary,see who changed it: tracker log GB-2025-001",
        "“Supply Ukraine with additional air-defence missiles”, is “Send missiles” today",
    ),
    "a pledge retracted": (
        ("edit", "FR-2025-001", "--retract", "entered twice"),
        "record,FR-2025-001,differs in: retracted,see who changed it: tracker log FR-2025-001",
        "a line of “Review due (inferred windows)” is not there any more; it said: ",
    ),
    "a follow-up retracted": (
        ("edit", "GB-2025-001.1", "--retract", "another delivery"),
        "record,GB-2025-001.1,differs in: retracted,see who changed it: tracker log GB-2025-001.1",
        "",
    ),
    "a dispute corrected": (
        ("edit", "A-2025-001", "--set", "note=they came by rail"),
        "record,A-2025-001,differs in: note,see who changed it: tracker log A-2025-001",
        "they came by rail",
    ),
    "a document renamed": (
        ("edit", "D-2025-003", "--set", "title=Another title"),
        "record,D-2025-003,differs in: title,see who changed it: tracker log D-2025-003",
        "",
    ),
    "a relation retracted": (
        ("edit", "R-2026-001", "--retract", "two promises"),
        "record,R-2026-001,differs in: retracted,see who changed it: tracker log R-2026-001",
        "",
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_after_a_change_the_check_fails_and_names_the_record_and_the_line(
    own: Location, tmp_path: Path, what: str
) -> None:
    path = tmp_path / "frozen.json"
    assert freeze(own, path, "overdue").code == 0
    assert holds(check(own, path), path)
    command, record, line = CHANGES[what]
    done = invoke(*command, register=own.target)
    assert done.code == 0, done.err
    told = check(own, path)
    assert told.code == 1
    assert record in told.out
    assert line in told.out


@pytest.mark.postgresql
def test_what_was_frozen_from_one_database_fails_on_the_other_when_that_one_changes(
    new_register: Callable[[str], Location], coalition: Path, tmp_path: Path
) -> None:
    one, other = (made(new_register(dialect), coalition) for dialect in ("sqlite", "postgresql"))
    path = tmp_path / "frozen.json"
    assert freeze(one, path, "scorecard").code == 0
    assert holds(check(other, path), path)
    assert invoke("edit", "EU-2025-001", "--retract", "never said", register=other.target).code == 0
    assert holds(check(one, path), path)
    told = check(other, path)
    assert told.code == 1
    assert "record,EU-2025-001,differs in: retracted" in told.out
    assert 'report,facts,"the figure “made” was 11, is 10 today",' in told.out
    assert "tracker explain" not in told.out  # a party or a total is no pledge
