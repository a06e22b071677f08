"""Documents read in processes of their own: in order, within bounds, whatever becomes of one of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.documents.samples import PROMISE, Line, paragraph, pdf, pdf_bytes
from tracker.documents.found import Found, Raw
from tracker.documents.reading import read
from tracker.documents.workers import Readers
from tracker.errors import BadInputError, TrackerError


def note(words: str, name: str = "words.pdf") -> Raw:
    return pdf(paragraph(700, words))._replace(name=name)


def endless() -> Raw:
    """A small PDF that takes many seconds: forms that draw forms that draw forms."""
    forms = [b"/X%d Do " % (place + 1) * 10 for place in range(12)]
    return Raw(pdf_bytes([b"/X0 Do"], forms=[*forms, b"BT /F 9 Tf 9 9 Td (on and on) Tj ET"]), "endless.pdf")


def greedy() -> Raw:
    """A PDF of 200 kB that takes a thousand times as much memory."""
    return Raw(pdf_bytes([b"BT /F 9 Tf 9 9 Td (" + b"on and on " * 4_000_000 + b") Tj ET"]), "greedy.pdf")


def running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def what(outcome: Found | TrackerError) -> str:
    return outcome.text if isinstance(outcome, Found) else outcome.what


@pytest.mark.slow
def test_documents_come_back_in_their_order_with_what_was_found() -> None:
    raws = [Raw(b"A short text.", "a.txt"), *(note(f"Note {each}.") for each in range(5)), Raw(b"", "b.txt")]
    with Readers(2) as readers:
        read_here = [(raw, what(outcome)) for raw, outcome in readers.read_all(raws)]
    assert read_here == [(raw, what(read(raw)) if raw.data else "b.txt is empty.") for raw in raws]


@pytest.mark.slow
def test_what_was_found_crosses_the_border_whole() -> None:
    raw = pdf([Line(70, 760, "A note on roads", 18), *paragraph(700, PROMISE)], [], created="D:20251124")
    with Readers(1) as readers:
        ((_, found),) = readers.read_all([raw])
    assert found == read(raw)
    assert isinstance(found, Found)
    assert found.dates
    assert found.warnings


def test_a_refusal_crosses_the_border_whole() -> None:
    raw = pdf(paragraph(700, PROMISE), encrypted=True)
    with pytest.raises(BadInputError) as here:
        read(raw)
    with Readers(1) as readers:
        ((_, there),) = readers.read_all([raw])
    assert isinstance(there, BadInputError)
    assert (there.what, there.why, there.remedy) == (here.value.what, here.value.why, here.value.remedy)


def test_a_short_text_starts_no_process() -> None:
    with Readers(2) as readers:
        for raw, outcome in readers.read_all([Raw(b"Words.", "a.txt"), Raw(b"Words.", "b.md"), Raw(b"\xff", "c.txt")]):
            assert isinstance(outcome, Found) == (raw.data == b"Words.")
            assert readers.processes == ()


@pytest.mark.slow
def test_processes_are_kept_for_the_next_document_and_none_is_left_at_the_end() -> None:
    with Readers(2) as readers:
        assert len(list(readers.read_all([note("One."), note("Two.")]))) == 2
        first = readers.processes
        assert len(list(readers.read_all([note("Three."), note("Four.")]))) == 2
        assert set(readers.processes) == set(first)
    assert not any(running(each) for each in first)


@pytest.mark.slow
def test_only_a_few_documents_are_held_at_once() -> None:
    taken = given = 0

    def raws() -> Iterator[Raw]:
        nonlocal taken
        for each in range(12):
            taken += 1
            yield note(f"Note {each}.") if each % 2 else Raw(b"A short text.", "a.txt")

    with Readers(2) as readers:
        for _ in readers.read_all(raws()):
            given += 1
            assert taken - given <= 4
    assert given == 12


@pytest.mark.slow
def test_a_document_that_takes_too_long_is_refused_and_others_go_on() -> None:
    with Readers(2, seconds=1) as readers:
        outcomes = [outcome for _, outcome in readers.read_all([note("One."), endless(), note("Two."), note("Three.")])]
    refused = outcomes.pop(1)
    assert isinstance(refused, BadInputError)
    assert refused.what == "endless.pdf takes more than 1 seconds to read."
    assert [what(each) for each in outcomes] == ["One.", "Two.", "Three."]


@pytest.mark.slow
def test_a_document_that_takes_too_much_memory_is_refused_and_others_go_on() -> None:
    with Readers(1, memory=120_000_000) as readers:
        outcomes = [outcome for _, outcome in readers.read_all([note("One."), greedy(), note("Two.")])]
    refused = outcomes.pop(1)
    assert isinstance(refused, BadInputError)
    assert "120 MB of memory" in str(refused)
    assert [what(each) for each in outcomes] == ["One.", "Two."]


@pytest.mark.slow
def test_a_process_that_is_killed_takes_one_document_with_it() -> None:
    with Readers(1) as readers:
        outcomes = readers.read_all(iter([note("One."), endless(), note("Two.")]))
        assert what(next(outcomes)[1]) == "One."
        (process,) = readers.processes
        os.kill(process, signal.SIGKILL)
        refused = next(outcomes)[1]
        assert what(refused) == "endless.pdf cannot be read: its reader was ended by SIGKILL."
        assert what(next(outcomes)[1]) == "Two."


@pytest.mark.slow
def test_of_several_documents_sent_together_only_the_one_that_fails_is_refused() -> None:
    raws = [*(note(f"Note {each}.") for each in range(12)), endless(), *(note(f"More {each}.") for each in range(12))]
    with Readers(2, seconds=1, many=True) as readers:
        outcomes = [what(outcome) for _, outcome in readers.read_all(raws)]
    assert outcomes.pop(12) == "endless.pdf takes more than 1 seconds to read."
    assert outcomes == [*(f"Note {each}." for each in range(12)), *(f"More {each}." for each in range(12))]


@pytest.mark.slow
def test_of_many_documents_only_a_few_large_ones_are_held_at_once() -> None:
    taken = given = 0

    def raws() -> Iterator[Raw]:
        nonlocal taken
        for each in range(60):
            taken += 1
            yield Raw(b"w" * 700_000 if each >= 40 else b"Words.", f"{each}.txt")

    with Readers(2, many=True) as readers:
        for raw, _ in readers.read_all(raws()):
            given += 1
            assert taken - given <= (32 if int(raw.name[:-4]) < 40 else 5)
    assert given == 60


@pytest.mark.slow
def test_a_process_that_was_ended_while_it_waited_takes_no_document_with_it() -> None:
    with Readers(1) as readers:
        assert len(list(readers.read_all([note("One.")]))) == 1
        (process,) = readers.processes
        os.kill(process, signal.SIGKILL)
        os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
        assert [what(outcome) for _, outcome in readers.read_all([note("Two.")])] == ["Two."]


@pytest.mark.slow
def test_stopping_in_the_middle_ends_what_is_being_read() -> None:
    with Readers(2) as readers:
        outcomes = readers.read_all([note("One."), endless(), endless()])
        next(outcomes)
        busy = readers.processes
        outcomes.close()
        assert [what(outcome) for _, outcome in readers.read_all([note("Two.")])] == ["Two."]
    assert not any(running(each) for each in busy)


INTERRUPTED = """
import sys
from tests.documents.test_workers import endless
from tracker.documents.workers import Readers
with Readers(1) as readers:
    try:
        for _ in readers.read_all(iter([endless()])):
            pass
    finally:
        print("interrupted", flush=True)
"""


@pytest.mark.slow
def test_an_interrupt_ends_every_process_at_once() -> None:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", INTERRUPTED]
    silent = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=silent, process_group=0) as program:
        children = Path(f"/proc/{program.pid}/task/{program.pid}/children")
        if not children.parent.exists():
            pytest.fail("no /proc here")
        while not (begun := children.read_text().split()):
            time.sleep(0.02)
        time.sleep(0.3)
        os.killpg(program.pid, signal.SIGINT)
        said, _ = program.communicate(timeout=5)
    assert said == b"interrupted\n"
    assert program.returncode == -signal.SIGINT
    assert not any(running(int(each)) for each in begun)
