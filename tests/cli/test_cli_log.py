"""``log``, ``check`` and ``repair``: who changed what, whether everything still holds, and putting it right."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.cli.conftest import Run, Say, contents, invoke
from tests.cli.tampered import behind_its_back
from tracker.checks import CHECKS
from tracker.proposal_checks import proposals
from tracker.register.engine import engine
from tracker.register.location import Location

LATER = ("--as-of", "2026-01-31")
Tamper = Callable[[str], None]


@pytest.fixture
def tamper(desk: Location) -> Tamper:
    """Change the register behind the program's back."""
    return partial(behind_its_back, desk)


# -- log ------------------------------------------------------------------------------


def logged(say: Say, *options: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in say("log", "--format", "jsonl", *options).splitlines()]


def test_every_change_leaves_a_line_that_says_who_when_and_what(do: Say) -> None:
    do("add", "party", "BR")
    do("add", "enquiry", "JP-2025-001", "--place", "Kantei news", "--by", "Night desk")
    lines = logged(do)[-2:]
    assert [(each["command"], each["record"], each["actor"]) for each in lines] == [
        ("add party", "BR", "editor"),
        ("add enquiry", "E-2026-003", "Night desk"),
    ]
    assert {each["at"] for each in lines} == {"2026-02-02T12:00:00Z"}
    assert "place: Kantei news" in lines[1]["change"]


def test_an_import_is_one_line_with_the_digest_of_what_it_brought(ask: Say) -> None:
    (line,) = [each for each in logged(ask) if each["command"] == "import"]
    assert "13 pledges" in line["change"]
    assert "digest: " in line["change"]


def test_the_log_of_one_record_tells_of_all_that_hangs_on_it(do: Say) -> None:
    do("edit", "COW-2025-004", "--set", "topic=support")
    do("edit", "COW-2025-004.2", "--set", "note=")
    do("edit", "COW-2025-003", "--set", "topic=plans")
    assert [each["record"] for each in logged(do, "cow-25-4")] == ["import", "COW-2025-004", "COW-2025-004.2"]


def test_the_log_can_be_cut_to_its_last_lines_or_to_a_day(do: Say) -> None:
    do("add", "party", "BR")
    do("add", "party", "IN")
    assert [each["record"] for each in logged(do, "--limit", "1")] == ["IN"]
    assert logged(do, "--as-of", "2026-02-01") == []
    assert len(logged(do, "--limit", "0")) == len(logged(do, "--as-of", "2026-02-02"))


def test_the_log_of_an_imported_record_begins_with_its_import(do: Say) -> None:
    do("edit", "GB-2025-001", "--set", "topic=missiles")
    assert [each["command"] for each in logged(do, "GB-2025-001")] == ["import", "edit"]
    do("add", "party", "BR")
    assert [each["command"] for each in logged(do, "BR")] == ["add party"]


def test_a_record_that_is_not_there_is_not_found(refuse: Run) -> None:
    assert refuse("log", "GB-2025-099").code == 4


def test_reading_leaves_no_line(ask: Say, library: Location) -> None:
    before = contents(library)["revision"]
    for words in (("status",), ("show", "GB-2025-001"), ("search", "missiles"), ("check",), ("log",)):
        ask(*words)
    assert contents(library)["revision"] == before


# -- check ------------------------------------------------------------------------------


def test_a_register_that_holds_says_so(ask: Say) -> None:
    names = ", ".join(each.__name__ for each in (*CHECKS, proposals))
    assert ask("check") == f"All {len(CHECKS) + 1} checks hold: {names}.\n"


TAMPERED = {
    "a stored text": (
        "UPDATE document SET text = replace(text, 'Strange', 'S') || ' And more.' WHERE ref = 'D-2025-001'",
        ("text", "D-2025-001", "the sha256 differs"),
    ),
    "the words of a quote": (
        "UPDATE pledge SET quote = 'the United Kingdom would supply nothing' WHERE ref = 'GB-2025-001'",
        ("quote", "GB-2025-001", "the quoted words do not stand at 1561–1657 of D-2025-003"),
    ),
    "the place of a quote": (
        "UPDATE follow_up SET quote_start = quote_start - 1 WHERE ref = 'COW-2025-004.2'",
        ("quote", "COW-2025-004.2", "the quoted words do not stand"),
    ),
    "a deadline": (
        "UPDATE pledge SET deadline_latest = '2026-12-31' WHERE ref = 'GB-2025-001'",
        ("standing", "GB-2025-001", "its kept standings differ from the law's"),
    ),
    "a kept standing": (
        "UPDATE span SET standing = 'fulfilled' WHERE standing = 'review due'",
        ("standing", "GB-2025-001", "its kept standings differ from the law's"),
    ),
    "a count": (
        "DELETE FROM tally WHERE standing = 'conditional'",
        ("tally", "conditional", "the count kept for 2026-01-06 is wrong"),
    ),
    "an outcome": (
        "UPDATE follow_up SET outcome = 'restates' WHERE ref = 'COW-2025-004.1'",
        ("event", "COW-2025-004.1", "this corroborates, it does not restate"),
    ),
    "a line of the log": (
        "UPDATE revision SET actor = 'somebody else' WHERE id = (SELECT max(id) FROM revision)",
        ("log", "revision ", "it does not match its own hash: it was changed"),
    ),
    "a line taken out of the log": (
        "DELETE FROM revision WHERE id = (SELECT max(id) - 1 FROM revision)",
        ("log", "revision ", "a line was removed, added or changed"),
    ),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_changed_behind_the_programs_back_is_found(what: str, work: Run, do: Say, tamper: Tamper) -> None:
    for party in ("BR", "IN"):
        do("add", "party", party)
    statement, (check, ref, message) = TAMPERED[what]
    tamper(statement)
    done = work("check", "--format", "jsonl")
    assert done.code == 1
    found = [json.loads(line) for line in done.out.splitlines()]
    assert [each for each in found if each["check"] == check and ref in each["ref"] and message in each["message"]], (
        found
    )
    assert all(each["remedy"] for each in found)


def test_what_the_checks_find_is_a_table_on_paper(work: Run, tamper: Tamper) -> None:
    tamper("DELETE FROM tally WHERE standing = 'conditional'")
    done = work("check", "--format", "table")
    assert done.code == 1
    assert done.out.splitlines()[0].split("  ")[0] == "Check"
    assert "tracker repair" in done.out


@pytest.mark.parametrize("statement", ["UPDATE revision SET actor = 'x'", "DELETE FROM revision"])
def test_the_database_itself_refuses_to_change_the_log(statement: str, desk: Location) -> None:
    with engine(desk).connect() as connection, pytest.raises(DatabaseError, match="append-only"):
        connection.execute(text(statement))


# -- repair -------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["a kept standing", "a count"])
def test_repair_computes_again_what_is_derived(what: str, do: Say, tamper: Tamper) -> None:
    before = do("status", *LATER)
    tamper(TAMPERED[what][0])
    assert do("repair") == "Computed again: the standings of 13 pledges.\n"
    do("check")
    assert do("status", *LATER) == before
    assert logged(do)[-1]["command"] == "repair"


def test_repair_brings_back_the_words_to_search_by(do: Say, tamper: Tamper) -> None:
    tamper("DELETE FROM pledge_words")
    assert "GB-2025-001" not in do("search", "missiles")
    do("repair")
    assert "GB-2025-001" in do("search", "missiles")


def test_repair_touches_no_record(do: Say, desk: Location) -> None:
    def records() -> dict[str, list[tuple[Any, ...]]]:
        return {name: rows for name, rows in contents(desk).items() if name not in ("revision", "span")}

    before = records()
    do("repair")
    assert records() == before


def test_repair_does_not_make_a_lie_true(work: Run, do: Say, tamper: Tamper) -> None:
    tamper(TAMPERED["a stored text"][0])
    do("repair")
    assert work("check").code == 1


def test_an_empty_register_holds(new_register: Callable[[str], Location]) -> None:
    assert invoke("check", register=new_register("sqlite").target).code == 0
