"""An answer is corrected, retracted and checked as other records are."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import Run, Say, contents, unchanged
from tests.cli.disputes.reply import ANSWERED, BEFORE, DOCUMENT, LATER, PLEDGE, add, days_in, report, shown
from tracker.register.location import Location


@pytest.mark.parametrize(
    ("setting", "field", "value"),
    [
        ("note=handed over  in January", "note", "handed over in January"),
        ("note=", "note", None),
        ("quote=Every missile announced", "end", 43),
    ],
)
def test_a_field_is_set(setting: str, field: str, value: Any, disputed: Say) -> None:
    said = disputed("edit", "A-2026-001", "--set", setting).splitlines()
    assert (said[0], len(said), f"  {setting.partition('=')[0]}: " in said[1]) == ("A-2026-001", 2, True)
    assert shown(disputed, "A-2026-001")[field] == value
    disputed("check")


def test_the_party_may_be_another_that_is_bound(disputed: Say) -> None:
    add(disputed, pledge="COW-2025-006", party="FR")
    disputed("edit", "A-2026-002", "--set", "party=de")
    assert shown(disputed, "A-2026-002")["party"] == "DE"


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("--set", "party="), 2, "party cannot be empty."),
        (("--set", "party=FR"), 5, "FR is not a party to GB-2025-001"),
        (("--set", "quote=All is well"), 2, "does not stand in D-2026-002"),
        (("--set", "outcome=fulfils"), 2, "A dispute has no field outcome to be set."),
        (("--set", "note=all were delivered in time."), 2, "Nothing would change."),
    ],
)
def test_a_change_that_cannot_be_is_refused(
    words: tuple[str, ...], code: int, message: str, work: Run, disputed: Say, desk: Location
) -> None:
    assert disputed
    with unchanged(desk):
        done = work("edit", "A-2026-001", *words)
    assert (done.code, message in done.err) == (code, True)


def test_an_answer_that_was_none_is_retracted_and_printed_nowhere(disputed: Say) -> None:
    disputed("edit", "A-2026-001", "--retract", "about another pledge")
    for command in (("status",), ("report", "overdue"), ("report", "ledger", PLEDGE), ("explain", PLEDGE)):
        assert "isputed" not in disputed(*command, "--as-of", LATER)
    assert report(disputed, "changes", BEFORE, LATER)["sections"][2]["rows"] == []
    assert "RETRACTED: about another pledge" in disputed("show", PLEDGE, "--as-of", LATER)
    disputed("edit", "A-2026-001", "--restore")
    assert ANSWERED in disputed("report", "overdue", "--as-of", LATER)


def test_the_days_of_the_pledge_and_of_the_document_are_held_against_it(work: Run, disputed: Say) -> None:
    assert disputed
    day = work("edit", DOCUMENT, "--set", "published_on=2025-11-24")
    assert (day.code, "A-2026-001 cannot be recorded so" in day.err) == (5, True)
    assert work("edit", DOCUMENT, "--set", "published_on=2026-01-29").code == 0
    assert days_in(report(disputed, "overdue")) == {PLEDGE: "2026-01-29"}


def test_check_reads_the_quote_again(work: Run, disputed: Say, desk: Location) -> None:
    disputed("check")
    statement = "UPDATE dispute SET quote_start = quote_start + 1"
    if desk.dialect == "sqlite":
        import sqlite3
        from contextlib import closing

        with closing(sqlite3.connect(desk.target)) as file, file:
            file.execute(statement)
    else:
        import psycopg

        with psycopg.connect(desk.target) as server:
            server.execute(statement)
    done = work("check", "--format", "csv")
    assert done.code == 1
    assert done.out.splitlines()[1].startswith("quote,A-2026-001,the quoted words do not stand at 21–85 of D-2026-002")


def test_repair_leaves_it_as_it_is(disputed: Say, desk: Location) -> None:
    before = contents(desk)
    disputed("repair")
    after = contents(desk)
    assert {name for name in before if before[name] != after[name]} <= {"revision"}
    assert before["dispute"]
