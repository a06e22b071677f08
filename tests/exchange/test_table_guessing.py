"""A first mapping: where the table stands in its file, and which columns it seems to have."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tracker.errors import BadInputError
from tracker.exchange.guessing import guess
from tracker.exchange.heading import header_of, whereabouts
from tracker.exchange.mapping_columns import require_columns
from tracker.exchange.mapping_in import load_mapping
from tracker.exchange.tables_in import read_table

Guessed = Callable[..., dict[str, Any]]


@pytest.fixture
def guessed(tmp_path: Path) -> Guessed:
    """The mapping that is guessed for a text; a sign of its own tells the kind of file."""

    def make(text: str, name: str = "t.csv") -> dict[str, Any]:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tomllib.loads(guess(tmp_path / name))

    return make


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """Notes on the first sheet, the table on the second below a title, nothing on the third."""
    book = openpyxl.Workbook()
    notes, data = book.active, book.create_sheet("Data")
    assert notes
    notes.title = "Notes"
    for words in ("How we count", "What we left out", "Whom to ask"):
        notes.append([words])
    for cells in (["Our data"], [], ["id", "country", "pledge"], [1, "Germany", "Build"], [2, "France", "Lend"]):
        data.append(cells)
    book.create_sheet("Empty")
    book.save(tmp_path / "book.xlsx")
    return tmp_path / "book.xlsx"


# -- columns ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "made", "due"),
    [
        ("id,country,pledge,due date,made on", "made on", "due date"),
        ("id,country,pledge,due date,date", "date", "due date"),
        ("id,country,pledge,target date,announcement date", "announcement date", "target date"),
        ("id,country,pledge,until,last update", "last update", "until"),
    ],
)
def test_a_deadline_is_not_the_day_on_which_it_was_made(guessed: Guessed, header: str, made: str, due: str) -> None:
    mapping = guessed(f"{header}\n1,Germany,Build,2025-12-31,2025-01-02\n")
    assert (mapping["date"]["column"], mapping["deadline"]["column"]) == (made, due)


def test_a_table_with_a_deadline_alone_has_no_column_of_days(guessed: Guessed) -> None:
    mapping = guessed("id,country,pledge,deadline\n1,Germany,Build,2025-12-31\n")
    assert "date" not in mapping
    assert mapping["deadline"]["column"] == "deadline"


def test_the_column_of_ids_is_never_the_party_and_none_is_made_up(guessed: Guessed) -> None:
    mapping = guessed("code,land,what\nA1,Ruritania,Build\nA2,Atlantis,Lend\n")
    assert (mapping["id"]["column"], mapping["party"]["columns"], mapping["words"]["columns"]) == (
        "code",
        ["…"],
        ["what"],
    )


def test_places_inside_nested_rows_are_proposed(guessed: Guessed) -> None:
    rows = [
        {"id": 1, "giver": {"name": "Germany", "id": 7}, "pledge": "Build", "amount": {"value": 5, "cur": "EUR"}},
        {"id": 2, "giver": {"name": "France"}, "pledge": "Lend", "amount": {"value": 6, "cur": "EUR"}},
    ]
    mapping = guessed(json.dumps(rows), "t.json")
    assert mapping["party"]["columns"] == ["giver.name"]
    assert mapping["money"] == [{"column": "amount.value", "currency": "amount.cur"}]
    assert mapping["id"]["column"] == "id"


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        (["1,5"], '# 1 amount (such as “1,5”) is written with other signs: say in [table] thousands = "." and decimal'),
        (["1,000", "5"], '# 1 amount (such as “1,000”) can be read in two ways: say in [table] thousands = "," and'),
        (["5", "dozens"], "# 1 amount is no number (such as “dozens”): told, not taken"),
    ],
)
def test_why_an_amount_is_not_read_is_said(tmp_path: Path, cells: list[str], says: str) -> None:
    rows = "".join(f'{number},France,Lend,"{cell}"\n' for number, cell in enumerate(cells))
    (tmp_path / "t.csv").write_text(f"id,country,pledge,amount\n{rows}", encoding="utf-8")
    assert says in guess(tmp_path / "t.csv")


def test_one_row_with_the_id_of_another_is_told_in_the_singular(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,country,pledge\n1,France,Lend\n1,France,Build\n", encoding="utf-8")
    assert "# 1 row has the id of another row" in guess(tmp_path / "t.csv")


def test_a_file_that_is_no_text_is_not_said_to_be_of_an_encoding_that_nobody_named(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b"\x89PNG\r\n\x1a\n\x90\x81\xff")
    with pytest.raises(BadInputError, match="is not written in utf-8"):
        guess(tmp_path / "t.csv")


# -- where the table stands -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("id,country,pledge\n1,Germany,Build\n", None),
        ("Our table\n\nid,country,pledge\n1,Germany,Build\n2,France,Lend\n", 3),
        ("Our table, 2025\n\nid;country;pledge\n1;Germany;Build, and more\n2;France;Lend\n", 3),
    ],
)
def test_the_row_that_names_the_columns_is_found(guessed: Guessed, text: str, header: int | None) -> None:
    mapping = guessed(text)
    assert (mapping["table"].get("header"), mapping["words"]["columns"]) == (header, ["pledge"])


def test_a_row_of_days_or_numbers_names_nothing_and_a_column_without_a_name_is_no_hindrance() -> None:
    assert header_of([["1", "2", "3"], ["1", "2", "3"]]) == 1
    assert header_of([["What", "2025-01-02", ""], ["id", "country", "pledge"], ["1", "France", "Lend"]]) == 2
    assert header_of([["id", "country", "pledge", ""], ["1", "France", "Lend", "x"], ["2", "Spain", "Lend", "x"]]) == 1


def test_of_several_sheets_the_first_that_is_a_table_is_proposed_and_the_others_are_named(workbook: Path) -> None:
    written = guess(workbook)
    assert 'sheet = "Data"  # CHECK: not read: "Notes", "Empty"\nheader = 3  # CHECK' in written
    assert tomllib.loads(written)["party"]["columns"] == ["country"]


def test_where_columns_are_missing_the_row_and_the_sheet_that_have_them_are_told(
    workbook: Path, tmp_path: Path
) -> None:
    written = guess(workbook)
    (tmp_path / "ours.toml").write_text(written.replace('sheet = "Data"', "").replace("header = 3", ""), "utf-8")
    table = read_table(workbook)
    with pytest.raises(BadInputError) as refused:
        require_columns(
            load_mapping(str(tmp_path / "ours.toml")),
            table.columns,
            "book",
            lambda names: whereabouts(workbook, "", table.sheet, names),
        )
    assert refused.value.remedy == 'They stand there: [table] sheet = "Data" and header = 3'


def test_an_empty_sheet_names_the_others(workbook: Path) -> None:
    with pytest.raises(BadInputError) as refused:
        read_table(workbook, sheet="Empty")
    assert refused.value.why == "The sheet that was read ends above; the others: “Notes”, “Data”."
    assert refused.value.remedy == 'Name another sheet in the mapping: [table] sheet = "…"'
