"""Whatever its texts hold, a page is a page and nothing else, be it of a report or of a record."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from io import StringIO
from typing import Any

import pytest

from tests.charted import COLUMNS, HOSTILE, LATE, REPORT
from tests.render.page import PLAIN, every, is_harmless, parsed, written
from tracker.render import cells, write
from tracker.render.html import document
from tracker.render.terminal import Block
from tracker.reports import Report, Section

# -- whatever the texts ------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_hostile_text_is_shown_wherever_it_stands(text: str) -> None:
    row = tuple(text for _ in COLUMNS)
    hostile = Report(
        text,
        text,
        "2026-01-31",
        tuple(column._replace(title=text) for column in COLUMNS),
        (Section(text, text, [row, row], note=text), Section(text, "", iter([row]))),
        (text,),
        (text,),
    )
    written_ = written(hostile)
    page = parsed(written_)
    assert is_harmless(page)
    shown = re.sub(r"\s+", " ", cells.markup(text))
    assert every(page, "h1") == [shown]
    assert shown in every(page, "dd")
    assert not {code for code in map(ord, written_) if cells.hidden(code)} - {10}
    assert is_harmless(parsed(document(text, [Block(text, (text,))])))


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "data:text/html,x", "//example.org/x", "ftp://example.org", "http:/x", "https://"]
)
def test_only_addresses_of_the_web_lead_anywhere(text: str) -> None:
    row = (*LATE[:-1], text)
    assert [*parsed(written(PLAIN._replace(lead=(text,), sections=(Section("", "", [row]),)))).iter("a")] == []


@pytest.mark.slow
def test_the_same_report_gives_the_same_bytes_in_every_process() -> None:
    program = (
        "import sys; from tests.charted import REPORT; from tracker.render import write;"
        "write(REPORT, 'html', sys.stdout)"
    )
    pages = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert pages == {written(REPORT).encode()}


# -- a single record ---------------------------------------------------------------------------------------------


def test_a_record_is_a_page_too() -> None:
    blocks = [
        Block("", ("Standing: open", "URL: https://example.org/a?b=(1).", "(see http://x.org/b).")),
        Block("The words", ("“We will <b>act</b>” D-2025-003, 2025-11-25",)),
        Block("Nothing", ()),
    ]
    page = parsed(document("GB-1: Act", blocks))
    assert is_harmless(page)
    assert (every(page, "h1"), every(page, "h2")) == (["GB-1: Act"], ["The words", "Nothing"])
    assert every(page, "p") == [line for block in blocks for line in block.lines]
    assert [each.attrib["href"] for each in page.iter("a")] == ["https://example.org/a?b=(1)", "http://x.org/b"]
    assert every(page, "span") == ["D-2025-003", "2025-11-25"]  # a line never ends within


@pytest.mark.slow
def test_rows_wait_for_nobody() -> None:
    taken: list[int] = []

    def rows() -> Any:
        for number in range(1_000):
            taken.append(number)
            yield LATE

    class Sink(StringIO):
        rows_before = 0

        def write(self, text: str) -> int:
            if "</tbody>" in text and not self.rows_before:
                self.rows_before = len(taken)
            return len(text)

    sink = Sink()
    write(PLAIN._replace(sections=(Section("", "", rows()),)), "html", sink)
    assert len(taken) == 1_000
    assert 0 < sink.rows_before <= 201
