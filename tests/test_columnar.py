"""Lines made by columns are those that the csv module would write one by one."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tracker.columnar import Style, lines
from tracker.exchange import tables_out
from tracker.exchange.resources import CITATIONS

CELLS = some.none() | some.integers() | some.text(some.characters() | some.sampled_from(',"\n\r\t'))
ROWS = some.lists(some.tuples(CELLS, CELLS), min_size=1) | some.lists(
    some.tuples(some.text("abc"), some.integers()), min_size=1
)
COLONS = Style(":", "-", ":-", lambda cell: cell.replace(":", "=").replace("-", "~"))


def by_the_csv_module(rows: Sequence[Sequence[Any]]) -> str:
    """One row after the other; of those with a CR in them the module quotes the cell when CR ends a line too."""
    told = []
    for row in rows:
        text, end = io.StringIO(), "\r\n" if any("\r" in str(each) for each in row) else "\n"
        csv.writer(text, lineterminator=end).writerow(row)
        told.append(text.getvalue().removesuffix(end) + "\n")
    return "".join(told)


@given(ROWS)
def test_a_package_is_written_as_the_csv_module_writes_it(rows: list[tuple[Any, ...]]) -> None:
    found: list[str] = []
    assert tables_out.write(CITATIONS, rows, found.append, header=False) == len(rows)
    assert "".join(found) == by_the_csv_module(rows)


def test_nothing_is_told_from_words_that_look_like_it() -> None:
    assert lines([(1, "-"), (2, None), (3, "a:b"), (4, "")], COLONS) == "1:~\n2:-\n3:a=b\n4:\n"


def test_a_row_may_not_be_shorter_than_the_others() -> None:
    with pytest.raises(ValueError, match="shorter"):
        lines([(1, 2), (3,)], COLONS)
