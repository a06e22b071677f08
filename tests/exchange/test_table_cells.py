"""Cells of somebody's table: what becomes a day, a number, a link, and what stays what it is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.exchange.amounts_in import read_currency, read_number
from tracker.exchange.cells import Cell, Line, Missing, at, lookalike, text_of
from tracker.exchange.dates_in import known_form, read_day
from tracker.exchange.source_cells import is_link, read_sources

MISSING = Missing([".", "undisclosed"])
FORMS = ("YYYY-MM-DD", "D/M/YYYY")
FIND = ("D MMMM YYYY",)

# -- days -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "code", "words"),
    [
        ("until 12/31/2022", "date_is_text", "until 12/31/2022"),
        ("unclear 05/2024", "date_is_text", "unclear 05/2024"),
        ("between 3/20/2022 and 7/1/2022", "date_is_text", "between 3/20/2022 and 7/1/2022"),
        ("2022-02-30", "date_is_text", "2022-02-30"),
        ("undisclosed", "date_is_text", "undisclosed"),
        ("2022", "date_is_number", "2022"),
        (Decimal("45061"), "date_is_number", "45061"),
        (Decimal("2024.33333333333"), "date_is_number", "2024.33333333333"),
        (date(2922, 3, 4), "date_out_of_range", "2922-03-04"),
        ("2922-03-04", "date_out_of_range", "2922-03-04"),
        (".", "date_missing", ""),
        ("\u00a0 ", "date_missing", ""),
        (None, "date_missing", ""),
    ],
)
def test_what_is_no_day_never_becomes_one(cell: Cell, code: str, words: str) -> None:
    assert read_day(cell, MISSING, FORMS) == (None, code, words)


def test_a_day_is_taken_in_the_forms_that_the_mapping_names_and_no_other() -> None:
    assert read_day(" 2022-05-03\u00a0", MISSING, FORMS).day == date(2022, 5, 3)
    assert read_day("3/5/2022", MISSING, FORMS).day == date(2022, 5, 3)
    assert read_day("5/13/2022", MISSING, FORMS).day is None
    assert read_day("2022-05-03", MISSING).day is None
    assert read_day("3 May 2022", MISSING, ("D MMM YYYY",)).day == date(2022, 5, 3)


def test_a_bare_number_is_a_day_of_a_spreadsheet_only_where_the_mapping_says_so() -> None:
    assert read_day(Decimal(45061), MISSING, serial=True).day == date(2023, 5, 15)
    assert read_day("45061", MISSING, serial=True).day == date(2023, 5, 15)
    assert read_day(Decimal("2024.33333"), MISSING, serial=True).day is None
    assert read_day(Decimal(60), MISSING, serial=True).day is None  # a day that no calendar has


def test_a_day_is_found_in_words_where_there_is_one_and_only_one() -> None:
    assert read_day("Accord, signed 3 November 2016", MISSING, find=FIND).day == date(2016, 11, 3)
    assert read_day("9 May 2022 and 28 May 2022", MISSING, find=FIND).code == "date_ambiguous"
    assert read_day("of 3 May 2022 (3 May 2022)", MISSING, find=FIND).day == date(2022, 5, 3)
    assert read_day("Accord, November 2016", MISSING, find=FIND).code == "date_missing"
    assert read_day("31 June 2022", MISSING, find=FIND).code == "date_is_text"
    assert read_day("13 May 20225", MISSING, find=FIND).day is None


def test_a_form_names_a_year_a_month_and_a_day() -> None:
    assert known_form("D. MMMM YYYY")
    assert not known_form("MM/YYYY")
    assert not known_form("YYYY")


@given(st.text())
@example("since 2/24/2022")
@example("99/99/9999")
def test_any_text_is_read_without_fault_and_a_day_only_out_of_its_own_digits(text: str) -> None:
    read = read_day(text, MISSING, FORMS, find=FIND)
    if read.day:
        assert str(read.day.year) in text
        assert str(read.day.day) in text
    else:
        assert read.code


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(FORMS))
def test_a_day_comes_back_from_the_form_it_was_written_in(day: date, form: str) -> None:
    written = day.isoformat() if form == "YYYY-MM-DD" else f"{day.day}/{day.month}/{day.year}"
    assert read_day(written, MISSING, FORMS).day == day


# -- numbers ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (Decimal("13.333333333333334"), "13.333333333333334"),
        ("40 ", "40"),
        ("1,250,000,000", "1250000000"),
        ("12\u00a0500\u00a0000", "12500000"),
        ("12 500", "12500"),
        ("2.5", "2.5"),
    ],
)
def test_a_number_with_one_reading_is_taken(cell: Cell, number: str) -> None:
    assert read_number(cell, MISSING) == (Decimal(number), False)


@pytest.mark.parametrize("cell", ["1,000", "1.000.00", "dozens", "-5", Decimal(-5), "1e6", "5 tanks", True, "1" * 30])
def test_a_number_with_several_readings_or_none_is_told(cell: Cell) -> None:
    assert read_number(cell, MISSING) == (None, True)


@pytest.mark.parametrize("cell", [".", "", None, "Undisclosed", "\u00a0"])
def test_what_is_not_told_is_neither_zero_nor_unreadable(cell: Cell) -> None:
    assert read_number(cell, MISSING) == (None, False)


@given(st.text())
def test_any_text_is_a_number_of_its_own_digits_or_none(text: str) -> None:
    read = read_number(text, MISSING)
    if read.number is not None:
        assert [each for each in str(read.number) if each.isdigit()] == [each for each in text if each.isdigit()]


def test_a_currency_is_told_by_its_code() -> None:
    assert read_currency("CZK ", MISSING) == "CZK"
    assert read_currency("APC", MISSING) is None
    assert read_currency(".", MISSING) is None
    assert read_currency("€", MISSING) is None


# -- sources ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://example.org/a#:~:text=four%20million", True),
        ("https://archive.example.org/web/2022/https://example.org/a", True),
        ("https://example.org/a?url=https://example.org/b", True),
        ("https://example.org/a.pdfhttps://example.org/b", False),
        (".https://example.org/a", False),
        ("https://example.org/2024-0 2/a", False),
        ("E-Mail from the ministry", False),
        ("https://", False),
    ],
)
def test_a_link_is_one_whole_link(text: str, link: bool) -> None:
    assert is_link(text) is link


def test_links_in_one_cell_come_apart_in_their_order_and_once() -> None:
    line = Line(
        2, {"a": "https://example.org/1 | https://example.org/2 |", "b": "https://example.org/1", "c": "a mail"}
    )
    assert read_sources(line, ["a", "b", "c"], "|", MISSING) == (
        ("https://example.org/1", "https://example.org/2"),
        ("a mail",),
    )


# -- places -----------------------------------------------------------------------------------------------


def test_a_place_leads_into_nested_rows() -> None:
    line = Line(1, {"by": [{"type": "Organization", "name": "A"}, {"type": "Year", "name": "2020"}], "a.b": "flat"})
    assert at(line, "by[type=Organization].name") == ["A"]
    assert at(line, "by.name") == ["A", "2020"]
    assert at(line, "a.b") == ["flat"]
    assert at(line, "nowhere.name") == []


def test_blanks_of_every_kind_fall_off_the_edges_and_letters_stay_what_they_are() -> None:
    assert text_of("\u200b CAH902\u00a0\n") == "CAH902"
    assert lookalike("\u0421ZM902")
    assert not lookalike("CZM902")
