"""A reader is read in the thread that opened it, until it is closed: what else is tried is refused, and says why."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from samples import recording, story

from tracker.errors import RegisterError
from tracker.register import records
from tracker.register.connect import Reader, reading
from tracker.register.entries import entry
from tracker.register.lists import counts, lines
from tracker.register.location import Location

DAY = "2026-03-01"
QUESTIONS: dict[str, Any] = {
    "lines": lambda reader: list(lines(reader, DAY)),
    "counts": lambda reader: counts(reader, DAY),
    "a pledge": lambda reader: records.pledge(reader, "GB-2025-001"),
    "all pledges": lambda reader: list(records.pledges(reader)),
    "an entry": lambda reader: entry(reader, "GB-2025-001", DAY),
    "the log": lambda reader: list(reader.streamed("revisions_by_record")),
}


def elsewhere(ask: Any, *given: Any) -> Any:
    """The answer in another thread."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(ask, *given).result()


@pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS)
def test_a_reader_is_not_read_in_another_thread(told: Location, ask: Any) -> None:
    with reading(told) as reader:
        with pytest.raises(RegisterError) as caught:
            elsewhere(ask, reader)
        assert caught.value.what == f"The register {told} was read in another thread than the one that opened it."
        assert caught.value.remedy == "Open it once in each thread: with reading(location) as reader: …"
        assert ask(reader)  # and is none the worse for it


def test_each_thread_reads_by_a_reader_of_its_own(told: Location) -> None:
    def ask(day: str) -> dict[str, int]:
        with reading(told) as reader:
            return counts(reader, day)

    assert elsewhere(ask, DAY) == ask(DAY) != {}


@pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS)
def test_a_reader_is_not_read_after_it_was_closed(told: Location, ask: Any) -> None:
    with reading(told) as reader:
        pass
    with pytest.raises(RegisterError) as caught:
        ask(reader)
    assert caught.value.what == f"The register {told} was read after it was closed."
    assert caught.value.remedy == "Take all of a list before the end of its “with”, for example by list(…)."


def test_a_list_that_was_taken_out_of_its_with_is_refused_and_not_empty(told: Location) -> None:
    def listed() -> Any:
        with reading(told) as reader:
            return lines(reader, DAY)

    with pytest.raises(RegisterError, match="was read after it was closed"):
        list(listed())


def test_a_list_that_was_begun_is_not_read_on_elsewhere_or_later(sqlite: Location) -> None:
    with recording(sqlite) as writer:
        story(writer)
    with reading(sqlite) as reader:
        begun = reader.rows("SELECT ref FROM pledge")
        assert next(begun)
        with pytest.raises(RegisterError, match="in another thread"):
            elsewhere(list, begun)
        again = reader.rows("SELECT ref FROM pledge")
        assert next(again)
    with pytest.raises(RegisterError, match="after it was closed"):
        list(again)


def test_what_a_writer_reads_by_ends_with_it(told: Location) -> None:
    with recording(told) as writer:
        reader: Reader = writer.reader
        with pytest.raises(RegisterError, match="in another thread"):
            elsewhere(counts, reader, DAY)
        assert counts(reader, DAY)
    with pytest.raises(RegisterError, match="after it was closed"):
        counts(reader, DAY)
