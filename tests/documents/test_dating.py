"""The day of publication: how days are written, and which one counts when those found disagree."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.documents.dating import SOURCES, choose, declared, find_dates, in_address, labelled_dates, nearest, stamped
from tracker.documents.found import DateFound

HEADER = DateFound("header", "2025-11-25", "date 2025-11-25")
DATELINE = DateFound("dateline", "2025-11-26", "November 26")


class Time(dict[str, str]):
    """A ``<time>`` element, as far as it is looked at: its attributes."""


def days(text: str) -> list[str]:
    return [each.day for each in find_dates(text)]


# -- the choice -----------------------------------------------------------------------------------------------


def test_the_dateline_goes_before_a_crawlers_header_and_the_conflict_is_kept() -> None:
    chosen = choose([HEADER, DATELINE])
    assert chosen is not None
    assert (chosen.day, chosen.source, chosen.conflict) == ("2025-11-26", "dateline", (HEADER,))
    assert chosen.rule == "the dateline goes before a crawler's header: a machine added it, often a day off"


@pytest.mark.parametrize("place", range(len(SOURCES) - 1))
def test_each_source_goes_before_the_next_in_either_order(place: int) -> None:
    better = DateFound(SOURCES[place][0], "2024-01-02", "a")
    worse = DateFound(SOURCES[place + 1][0], "2024-01-01", "b")
    for found in ([better, worse], [worse, better]):
        chosen = choose(found)
        assert chosen is not None
        assert (chosen.day, chosen.conflict) == ("2024-01-02", (worse,))


def test_of_two_days_from_one_source_the_first_counts() -> None:
    chosen = choose([DATELINE._replace(source="visible"), HEADER._replace(source="visible")])
    assert chosen is not None
    assert (chosen.day, chosen.rule) == (
        "2025-11-26",
        "of the days in the day printed at the head or foot the first counts",
    )


def test_days_that_agree_are_no_conflict() -> None:
    chosen = choose([HEADER, DATELINE._replace(day=HEADER.day)])
    assert chosen is not None
    assert (chosen.source, chosen.conflict) == ("dateline", ())
    assert chosen.rule == "all that were found agree with the dateline"


def test_a_single_day_is_all_there_is() -> None:
    chosen = choose([HEADER])
    assert chosen is not None
    assert chosen.rule == "a crawler's header is all there is"


def test_a_day_after_the_retrieval_or_before_the_web_is_set_aside() -> None:
    early, late = HEADER._replace(source="meta", day="1970-01-01"), HEADER._replace(source="meta", day="2025-12-02")
    chosen = choose([early, late, HEADER], not_after="2025-12-01")
    assert chosen is not None
    assert (chosen.source, chosen.conflict) == ("header", ())
    assert choose([early, late], not_after="2025-12-01") is None
    assert choose([late], not_after="2025-12-02") is not None


def test_a_source_that_nobody_listed_goes_last() -> None:
    chosen = choose([HEADER._replace(source="rumour", day="2020-01-01"), HEADER])
    assert chosen is not None
    assert chosen.source == "header"


def test_no_day_is_no_choice() -> None:
    assert choose([]) is None


# -- written days ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "2025-11-26", "26.11.2025", "26. 11. 2025", "26/11/2025", "11/26/2025", "26-11-2025", "November 26, 2025",
        "Nov. 26, 2025", "26 November 2025", "26th of November 2025", "26. November 2025", "26 novembre 2025",
        "26 listopada 2025", "26 листопада 2025", "26 ноября 2025 г.", "Wednesday, 26 November 2025, 20:30",
    ],
)  # fmt: skip
def test_a_written_day_is_read_in_six_languages(words: str) -> None:
    assert days(f"Published {words}; more") == ["2025-11-26"]


@pytest.mark.parametrize("words", ["1er mars 2025", "1. März 2025", "1 marca 2025", "1 березня 2025", "1 марта 2025"])
def test_a_month_is_known_by_its_form_in_dates(words: str) -> None:
    assert days(words) == ["2025-03-01"]


@pytest.mark.parametrize(
    "words",
    [
        "03/04/2025",
        "31 February 2025",
        "November 2025",
        "May 5",
        "5 maybe 2025",
        "1.2.3.2025",
        "2025-11-261",
        "12 Marchers 2025",
    ],
)
def test_what_leaves_a_doubt_names_no_day(words: str) -> None:
    assert days(words) == []


@given(
    st.dates(date(1990, 1, 1), date(2099, 12, 31)), st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%b %d, %Y"])
)
def test_any_day_of_the_calendar_is_read_back(day: date, form: str) -> None:
    assert days(f"on {day.strftime(form)}.") == [day.isoformat()]


def test_days_come_in_order_with_the_words_that_name_them() -> None:
    found = list(find_dates("From 3 May 2024 to 2024-06-01.", "meta"))
    assert found == [DateFound("meta", "2024-05-03", "3 May 2024"), DateFound("meta", "2024-06-01", "2024-06-01")]


def test_a_label_tells_a_later_change_from_the_publication() -> None:
    line = "Published 4 May 2025, updated 5 May 2025"
    assert [(each.source, each.day) for each in labelled_dates(line)] == [
        ("visible", "2025-05-04"),
        ("updated", "2025-05-05"),
    ]
    assert [each.source for each in labelled_dates("Stand: 28.03.2023, 06:41 Uhr")] == ["updated"]


@pytest.mark.parametrize("hostile", ["12 " * 30_000, "1.1." * 25_000, "january " * 12_000, "3 " + " " * 100_000])
def test_reading_days_takes_time_in_proportion_to_the_text(hostile: str, elapsed: Callable[[], float]) -> None:
    assert days(hostile) == []
    assert elapsed() < 2


@pytest.fixture
def elapsed() -> Callable[[], float]:
    from time import process_time

    begun = process_time()
    return lambda: process_time() - begun


# -- days without a year --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "anchor", "day"),
    [
        ("November 26", "2025-11-25", "2025-11-26"),
        ("2 January", "2025-12-31", "2026-01-02"),
        ("30 Dec", "2026-01-02", "2025-12-30"),
        ("29 February", "2025-02-28", "2024-02-29"),
        ("26 листопада", "2025-11-25", "2025-11-26"),
    ],
)
def test_a_day_without_a_year_takes_the_nearest_one(words: str, anchor: str, day: str) -> None:
    assert nearest(words, [anchor]) == day


def test_a_day_of_retrieval_is_never_preceded_by_the_retrieval() -> None:
    assert nearest("3 March", ["2025-12-01"]) == "2026-03-03"
    assert nearest("3 March", ["2025-12-01"], past=True) == "2025-03-03"
    assert nearest("2 December", ["2025-12-01"], past=True) == "2025-12-02"


def test_without_an_anchor_there_is_no_year() -> None:
    assert nearest("3 March", []) is None


# -- days for machines ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "stamp", ["2023-01-26T19:42:00Z", " 2023-01-26 ", "20230126", "26/01/2023", "Thu, 26 Jan 2023 19:42 GMT"]
)
def test_a_stamp_begins_with_its_day(stamp: str) -> None:
    assert stamped(stamp) == "2023-01-26"


@pytest.mark.parametrize("stamp", ["", "2023", "2023-13-01", "yesterday", "202301261"])
def test_another_stamp_holds_no_day(stamp: str) -> None:
    assert stamped(stamp) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/world/2025/11/25/x",
        "https://a.example/2025/nov/25/x",
        "https://a.example/x-20251125",
        "http://a.example/2025-11-25",
    ],
)
def test_an_address_may_hold_a_day(url: str) -> None:
    found = in_address(url)
    assert found is not None
    assert (found.source, found.day) == ("url", "2025-11-25")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://a.example/2025/11/",
        "https://a.example/2025/99/25/",
        "https://2025-11-25.example/",
        "https://a.example/?d=2025-11-25",
    ],
)
def test_another_address_holds_none(url: str) -> None:
    assert in_address(url) is None


def test_a_page_states_its_days_in_four_places() -> None:
    metas = {"article:published_time": "2025-11-25T08:00:00Z", "article:modified_time": "2025-12-24"}
    found = declared("2025-11-24", metas, [Time(datetime="2025-11-26")], "https://a.example/2025/11/23/")
    assert [(each.source, each.day) for each in found] == [
        ("json-ld", "2025-11-24"),
        ("meta", "2025-11-25"),
        ("time", "2025-11-26"),
        ("url", "2025-11-23"),
    ]


def test_the_time_that_a_page_calls_its_publication_goes_before_the_first() -> None:
    times = [Time(datetime="2025-01-01"), Time(datetime="2025-11-26", itemprop="datePublished")]
    assert [each.day for each in declared("", {}, times, "")] == ["2025-11-26"]
    assert [each.day for each in declared("", {}, times[:1], "")] == ["2025-01-01"]
