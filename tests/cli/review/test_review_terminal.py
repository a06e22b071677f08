"""``review`` on a terminal: one proposal a screen, one key for each decision."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import subprocess
import termios
import time
from typing import Any

import pytest

from tests.cli.conftest import Result, environment, invoke, program
from tests.cli.review.desk import (
    QUEUE,
    decisions,
    shown,
    states,
)
from tracker.register.location import Location

KEYS = "[q]uit"
PATIENCE = 20  # seconds
REASON, GO_ON = "Why", "Any key goes on."


class Terminal:
    """Somebody at a terminal, who reads what is shown before pressing a key."""

    def __init__(self, location: Location) -> None:
        self.location = location

    def __call__(
        self, *steps: Any, flags: tuple[str, ...] = (), columns: int = 80, lines: int = 60, **settings: str
    ) -> Result:
        """Hold a sitting: each step is a key, or what is awaited and what is typed, or done elsewhere, then."""
        ours, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, (lines, columns))
        env = environment(self.location.target, **{"TERM": "dumb", **settings})
        command = program("review", *flags)
        with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=env) as process:
            os.close(theirs)
            written = b""
            for step in steps:
                awaited, typed = step if isinstance(step, tuple) else (KEYS, step)
                written += self._until(ours, awaited, key=not str(typed).endswith("\n"))
                if callable(typed):
                    typed()
                    typed = "x"  # no key that does anything: the screen is shown once more
                os.write(ours, typed.encode())
            written += b"".join(iter(lambda: _read(ours), b""))
        os.close(ours)
        return Result(process.returncode, written.decode().replace("\r\n", "\n"), "")

    def _until(self, terminal: int, awaited: str, *, key: bool) -> bytes:
        """Read until something is shown and, before a key is pressed, until keys are taken one by one."""
        written, last = b"", time.monotonic() + PATIENCE
        while awaited.encode() not in written:
            assert select.select([terminal], [], [], PATIENCE)[0], written.decode()
            piece = _read(terminal)
            assert piece, written.decode()
            written += piece
        while key and termios.tcgetattr(terminal)[3] & termios.ICANON:
            assert time.monotonic() < last, written.decode()
            time.sleep(0.002)
        return written


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:
        return b""


@pytest.fixture
def sit(desk: Location) -> Terminal:
    return Terminal(desk)


def widest(out: str) -> int:
    return max(map(len, re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", out).splitlines()))


@pytest.mark.slow
def test_a_key_accepts_edits_rejects_skips_undoes_and_leaves(sit: Terminal, desk: Location) -> None:
    topic = "\n" * 4 + "armour\n" + "\n" * 6
    sat = sit(
        *("u", "z", "e", ("parties", topic), "a"),  # the tanks: nothing to undo, no such key, edited, accepted
        *("2", "1", "a"),  # the engineers: another pledge, and back
        *("a", (GO_ON, "x"), "s"),  # the crews: nobody has pledged it
        *("r", (REASON, "too vague\n")),  # the ceasefire
        columns=140,
        TERM="xterm-256color",
        NO_COLOR="1",
    )
    assert sat.code == 0
    assert "\u2e22will deliver\u2e23" in sat.out
    assert "\x1b[4m" not in sat.out
    assert sat.out.rstrip().endswith("2 accepted, 1 rejected, 1 skipped; 0 left.")
    assert "1 of 4\n\nP-2025-001: likely pledge, score 3.5" in sat.out
    assert "  Topic: armour\n" in sat.out
    assert "  Pledge: GB-2025-002\n" in sat.out
    assert "Nobody has pledged it yet.\nEdit it, and name at least one party.\n" in sat.out
    assert decisions(desk) == [
        ("P-2025-001", "edited", "editor", None, "GB-2025-003"),
        ("P-2025-003", "accepted", "editor", None, "GB-2025-001.1"),
        ("P-2025-004", "rejected", "editor", "too vague", None),
    ]
    assert shown(desk, "GB-2025-003")["topic"] == "armour"


@pytest.mark.slow
def test_undo_goes_back_to_the_last_decision_and_takes_it_back_and_the_end_of_input_leaves(
    sit: Terminal, desk: Location
) -> None:
    sat = sit("a", "r", (REASON, "\n"), "u", "u", "s", "\x04")
    assert (sat.code, sat.out.rstrip().splitlines()[-1]) == (0, "1 skipped; 3 left.")
    assert [each[:2] for each in decisions(desk)] == [
        ("P-2025-001", "accepted"),
        ("P-2025-003", "rejected"),
        ("P-2025-003", "undone"),
        ("P-2025-001", "undone"),
    ]
    assert states(desk) == ["pending"] * 4
    assert shown(desk, "GB-2025-003")["retracted"] == "undone in review"


@pytest.mark.slow
def test_another_pledge_is_taken_by_its_number_and_facts_are_changed_in_ones_own_editor(
    sit: Terminal, desk: Location
) -> None:
    editor = "sed -i -e 's/^topic: .*/topic: armour/' -e 's/^due: .*/due:/' -e 's/^outcome: .*/outcome: drops/'"
    sat = sit("d", "a", "2", "5", "d", "a", "q", EDITOR=editor)
    assert sat.code == 0, sat.out
    pledge = shown(desk, "GB-2025-003")
    assert (pledge["topic"], pledge["deadline_phrase"]) == ("armour", None)
    assert decisions(desk) == [
        ("P-2025-001", "edited", "editor", None, "GB-2025-003"),
        ("P-2025-003", "edited", "editor", None, "GB-2025-002.1"),
    ]


@pytest.mark.slow
def test_a_pledge_may_be_typed_short_and_one_that_is_none_is_told_and_the_sitting_goes_on(
    sit: Terminal, desk: Location
) -> None:
    def typed(ref: str) -> str:
        return f"sed -i 's/^pledge: .*/pledge: {ref}/'"

    script = desk.path.parent / "editor"  # types another ref each time that it is called
    script.write_text(
        f"#!/bin/sh\n[ -e {script}.done ] && {typed('gb-25-2')} $1 || {typed('XX-9')} $1\n: >{script}.done\n"
    )
    script.chmod(0o755)
    sat = sit("s", "d", "a", (GO_ON, "x"), "d", "a", "q", EDITOR=str(script))
    assert sat.code == 0, sat.out
    assert "There is no record XX-9" in sat.out
    assert decisions(desk) == [("P-2025-003", "edited", "editor", None, "GB-2025-002.1")]


@pytest.mark.slow
def test_what_was_decided_meanwhile_is_told_and_the_sitting_goes_on(sit: Terminal, desk: Location) -> None:
    def bob() -> None:
        assert invoke("review", "--reject", "P-2025-001", "--by", "bob", register=desk.target).code == 0

    sat = sit((KEYS, bob), "a", (GO_ON, "x"), "r", (REASON, "no\n"), "q")
    assert "P-2025-001 is rejected by bob meanwhile; nothing was recorded.\n" in sat.out
    assert (sat.code, states(desk)) == (0, ["rejected", "pending", "rejected", "pending"])
    assert len(decisions(desk)) == 2


@pytest.mark.slow
def test_what_others_have_decided_meanwhile_is_not_asked_again(sit: Terminal, desk: Location) -> None:
    def bob() -> None:
        assert invoke("review", "--reject", "P-2025-003", "--by", "bob", register=desk.target).code == 0

    sat = sit((KEYS, bob), "a", ("P-2025-003 is rejected already.", "r"), (REASON, "no\n"), "q")
    assert sat.out.rstrip().splitlines()[-1] == "1 accepted, 1 rejected, 1 decided by others; 1 left."
    assert states(desk) == ["accepted", "rejected", "rejected", "pending"]


@pytest.mark.slow
def test_undo_goes_back_to_what_was_skipped_and_leaves_the_decision_before_it(sit: Terminal, desk: Location) -> None:
    sat = sit("a", "s", "u", "r", (REASON, "no\n"), "q")
    assert sat.out.rstrip().splitlines()[-1] == "1 accepted, 1 rejected; 2 left."
    assert states(desk) == ["accepted", "pending", "rejected", "pending"]


@pytest.mark.slow
def test_what_was_recorded_is_told_on_the_next_screen(sit: Terminal) -> None:
    out = sit("a", ("GB-2025-003: recorded.", "q")).out
    assert out.index("GB-2025-003: recorded.") > out.index("2 of 4")


@pytest.mark.slow
def test_an_editor_that_fails_is_told_and_the_sitting_goes_on(sit: Terminal) -> None:
    sat = sit("d", ("Nothing was changed.", "q"), EDITOR="false")
    assert (sat.code, sat.out.rstrip().splitlines()[-1]) == (0, "Nothing decided; 4 left.")


@pytest.mark.slow
def test_coding_again_at_a_terminal_records_nothing(sit: Terminal, desk: Location) -> None:
    invoke("review", "--reject", "P-2025-001", "--by", "ann", register=desk.target)
    before = invoke("status", register=desk.target).out
    sat = sit("e", "a", "r", (REASON, "\n"), "u", "a", "q", flags=("--again",))
    assert (sat.code, sat.out.rstrip().splitlines()[-1]) == (0, "2 accepted; 2 left.")
    assert invoke("status", register=desk.target).out == before
    assert states(desk) == ["rejected", "pending", "pending", "pending"]
    assert [each[1:3] for each in decisions(desk)[1:]] == [
        *(("accepted", "editor"), ("rejected", "editor"), ("undone", "editor"), ("accepted", "editor")),
    ]


@pytest.mark.slow
def test_who_interrupts_keeps_what_was_decided(sit: Terminal, desk: Location) -> None:
    sat = sit("a", "\x03")
    assert (sat.code, sat.out.rstrip().splitlines()[-1]) == (130, "Interrupted; nothing half done was kept.")
    assert states(desk) == ["accepted", "pending", "pending", "pending"]


@pytest.mark.slow
def test_what_somebody_else_undid_meanwhile_is_told_and_the_sitting_goes_on(sit: Terminal, desk: Location) -> None:
    def bob() -> None:
        assert invoke("review", "--undo", "P-2025-001", "--by", "bob", register=desk.target).code == 0

    sat = sit("a", (KEYS, bob), "u", (GO_ON, "x"), "r", (REASON, "\n"), "q")
    assert "P-2025-001 is pending: there is nothing to undo; nothing was recorded.\n" in sat.out
    assert (sat.code, states(desk)) == (0, ["pending", "pending", "rejected", "pending"])


@pytest.mark.slow
def test_the_screen_fits_and_underlines_the_cues(sit: Terminal) -> None:
    sat = sit("q", TERM="xterm-256color")
    assert "\x1b[4mwill deliver\x1b[24m" in sat.out
    assert 60 < widest(sat.out) <= 80


@pytest.mark.slow
def test_on_a_low_screen_all_that_a_decision_needs_stays_and_a_key_shows_the_rest(sit: Terminal) -> None:
    shown_whole = sit("q").out
    assert "[m]ore" not in shown_whole
    assert "\nCues\n" in shown_whole
    low = sit("m", "m", "q", lines=22).out
    first, second, third = low.split("1 of 4")[1:]
    assert all(len(each.partition("[q]uit")[0].splitlines()) <= 21 for each in (first, second, third))
    assert first.splitlines()[2].startswith(f"{QUEUE[0]}: likely pledge")
    for needed in ("Parties: GB FR", "Due: by the end of March", "Amount: 14"):
        assert needed in first
    assert "\nCues\n" in second + third


@pytest.mark.slow
def test_a_key_that_does_nothing_is_told_and_none_is_offered(sit: Terminal) -> None:
    out = sit("x", ("“x” does nothing here.", "u"), ("Nothing was decided yet.", "q")).out
    assert "other pledge" not in out  # the first is a pledge itself


def test_on_a_terminal_a_format_asks_for_the_list(sit: Terminal) -> None:
    listed = sit(flags=("--format", "jsonl"))
    assert [json.loads(line)["ref"] for line in listed.out.splitlines()] == QUEUE
