"""Texts that would steer a terminal, or pass for markup or for formulas, are shown and do nothing."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.conftest import invoke
from tracker.register.location import Location

STEERING = "\x1b[31mred\x1b]0;title\x07 \x9b2J \x08\x08 \u202eback\u202c [bold]loud[/bold] [link=http://x]y[/link]"
DANGEROUS = f"""---
title: =HYPERLINK("http://x";"y") {STEERING}
publisher: [bold]Courier[/bold]{STEERING}
published_on: 2025-01-02
event: +1 {STEERING}
---
We {STEERING} will come by 1 February 2025. | a | b | `code` <script>alert(1)</script>
"""


@pytest.fixture(scope="session")
def poisoned(new_register: Callable[[str], Location]) -> Location:
    """A register in which every text holds what a terminal would obey, Rich's markup and a formula."""
    location = new_register("sqlite")

    def say(*words: str, stdin: Any = None) -> None:
        done = invoke(*words, register=location.target, stdin=stdin)
        assert done.code == 0, done.err
        assert "\x1b" not in done.out + done.err

    say("add", "party", "OWN", "--name", f"=1+1 {STEERING}", "--kind", "coalition", "--by", f"=me {STEERING}")
    say("add", "document", "-", stdin=DANGEROUS)
    words = f"We {STEERING} will come"
    texts = ("--summary", f"=1+1 {STEERING}", "--topic", f"=t{STEERING}", "--condition", f"@if {STEERING}")
    say("add", "pledge", "--party", "OWN", "--document", "D-2025-001", "--quote", words, *texts, "--due", "2025-02-01")
    say("link", "OWN-2025-001", "D-2025-001", "activates", "--quote", words, "--note", f"-1 {STEERING}")
    say(
        "add",
        "enquiry",
        "OWN-2025-001",
        "--place",
        f"=p {STEERING}",
        "--enquirer",
        f"=w {STEERING}",
        "--note",
        STEERING,
    )
    return location


READING = (
    ("status",),
    ("status", "come"),
    ("report", "overdue"),
    ("report", "overdue", "--by-country"),
    ("show", "OWN-2025-001"),
    ("show", "OWN-2025-001.1"),
    ("show", "D-2025-001"),
    ("show", "D-2025-001", "--whole"),
    ("show", "E-2026-001"),
    ("show", "OWN"),
    ("explain", "OWN-2025-001"),
    ("search", "come"),
    ("log",),
    ("check",),
)


@pytest.mark.parametrize("form", ["table", "plain", "csv", "json", "jsonl", "md"])
@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_what_would_steer_a_terminal_is_shown_and_not_obeyed(
    words: tuple[str, ...], form: str, poisoned: Location
) -> None:
    done = invoke(*words, "--format", form, register=poisoned.target)
    assert done.code == (2 if form == "csv" and words[0] in ("show", "explain") else 0)
    written = done.out + done.err
    assert not {each for each in written if not each.isprintable()} - {"\n", "\t"}


def test_markup_stays_text(poisoned: Location) -> None:
    written = invoke("status", "--format", "plain", register=poisoned.target).out
    assert "[bold]loud[/bold] [link=http://x]y[/link]" in written
    shown = " ".join(invoke("show", "OWN-2025-001", "--format", "table", register=poisoned.target).out.split())
    assert "[bold]loud[/bold] [link=http://x]y[/link]" in shown


def test_a_table_that_wraps_keeps_markup_as_text(poisoned: Location) -> None:
    written = invoke("search", "come", "--format", "table", register=poisoned.target).out
    assert "[bold]" in "".join(written.split())


def test_no_cell_of_a_csv_is_taken_for_a_formula(poisoned: Location) -> None:
    import csv
    from io import StringIO

    for words in (("status",), ("report", "overdue"), ("search", "come"), ("log",)):
        rows = list(csv.reader(StringIO(invoke(*words, "--format", "csv", register=poisoned.target).out)))
        assert len(rows) > 1
        assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r")], words
    status = invoke("status", "--format", "csv", register=poisoned.target).out
    assert ",'=1+1 " in status


def test_a_poisoned_register_is_whole(poisoned: Location) -> None:
    assert invoke("check", register=poisoned.target).code == 0
    with contextlib.closing(sqlite3.connect(poisoned.target)) as file:
        (kept,) = file.execute("SELECT quote FROM pledge").fetchone()
    assert kept == f"We {STEERING} will come"
