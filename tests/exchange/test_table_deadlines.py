"""Deadlines of somebody's table: what has one last day is taken, and what has none or several is told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tracker.exchange.cells import Cell, Missing
from tracker.exchange.due_cells import DueRead, read_due

SAID_ON = date(2022, 1, 2)
MISSING = Missing(["tbd"])


def due(cell: Cell, *forms: str) -> DueRead:
    return read_due(cell, MISSING, forms, SAID_ON, None, "DE")


@pytest.mark.parametrize(
    ("cell", "latest"),
    [
        (date(2022, 6, 30), "2022-06-30"),
        ("until 12/31/2022", "2022-12-31"),
        ("2022", "2022-12-31"),
        (Decimal(2022), "2022-12-31"),
        ("2022-06", "2022-06-30"),
        ("by the end of 2025", "2025-12-31"),
        ("2025-06-30 – 2025-12-31", "2025-12-31"),
        ("between March and June 2025", "2025-06-30"),
        ("on or before June 30, 2025", "2025-06-30"),
        ("by 30 June 2025 or earlier", "2025-06-30"),
        ("2024-2026", "2026-12-31"),
    ],
)
def test_a_deadline_with_one_last_day_is_taken_in_its_own_words(cell: Cell, latest: str) -> None:
    read = due(cell)
    assert read.deadline
    assert (str(read.deadline.latest), read.deadline.phrase, read.code) == (latest, str(cell), "")


@pytest.mark.parametrize(
    "cell",
    [
        "2022-06-30 and 2022-12-31",
        "30 June 2022 or 31 December 2022",
        "30 or 31 December 2022",
        "2024 or 2025",
        "either 2024 or 2025",
        "2021 or 2025",
        "2024, 2025 or 2026",
        "by the end of June or July",
        "2025-06-30; 2025-12-31",
        "2025-06-30 / 2025-12-31",
        "2025-06-30, 2025-12-31",
    ],
)
def test_of_two_deadlines_in_one_cell_neither_is_taken(cell: str) -> None:
    assert due(cell) == (None, "deadline_ambiguous", cell)


@pytest.mark.parametrize("cell", ["03/04/2022", "until 3/4/2022", "12/2025", Decimal(45061), "31 June 2022", "weird"])
def test_what_has_no_last_day_is_told(cell: Cell) -> None:
    assert due(cell) == (None, "deadline_unread", str(cell))


def test_a_form_of_the_mapping_settles_the_order_of_day_and_month() -> None:
    read = due("03/04/2022", "DD/MM/YYYY").deadline
    assert read
    assert str(read.latest) == "2022-04-03"


def test_nothing_there_is_no_deadline_and_nothing_to_tell() -> None:
    assert due("tbd") == due(None) == DueRead()
