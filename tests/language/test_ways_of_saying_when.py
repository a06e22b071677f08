"""Ways in which writers tell by when: lists of days, stretches with a first day, idioms, days in the American way."""

from __future__ import annotations

from datetime import date

import pytest
from afternoon import last_day

from tracker.language.deadlines import read_deadline

SAID_ON = date(2026, 1, 14)


@pytest.mark.parametrize(
    ("sentence", "latest"),
    [
        ("Norway will send 40 lorries this year and next.", "2027-12-31"),
        ("Norway will send 40 lorries this month and next.", "2026-02-28"),
        ("Norway will pay for the fuel this winter and next.", "2027-02-28"),
        ("Malta will open three offices, one each in September, December and March 2027.", "2027-03-31"),
        ("Germany will hand over ten boats in March, ten in May and ten in August.", "2026-08-31"),
        ("Germany will send five boats in spring, five more in the autumn.", "2026-11-30"),
        ("Chile will send 30 boats, the first ten in March, the last in November.", "2026-11-30"),
        ("Italy will pay 30 million euros in each of 2026, 2027 and 2028.", "2028-12-31"),
        ("Italy will pay 30 million euros in each of the years 2026 to 2028.", "2028-12-31"),
        ("Italy will pay 30 million euros over the period 2026-2028.", "2028-12-31"),
    ],
)
def test_the_last_of_several_days_is_the_deadline_of_the_whole(sentence: str, latest: str) -> None:
    assert last_day(sentence) == latest


@pytest.mark.parametrize(
    ("sentence", "latest"),
    [
        ("Canada is to finance their pay over a two-year period beginning in April 2026.", "2028-03-31"),
        ("Canada will pay for it over a three-year period starting on 1 July 2026.", "2029-06-30"),
        ("Canada will finance it for two years from April 2026.", "2028-03-31"),
        ("Canada will finance it for two years, starting in April 2026.", "2028-03-31"),
        ("Japan will provide ten trains over five years from fiscal 2026.", "2031-03-31"),
        ("Canada will spend the money in the fiscal year that begins on April 1.", "2027-03-31"),
        ("Canada will spend the money within six months from now.", "2026-07-14"),
        ("By this time next year Norway will have trained 900 officers.", "2027-01-14"),
    ],
)
def test_a_stretch_is_counted_from_the_day_that_is_told(sentence: str, latest: str) -> None:
    assert last_day(sentence) == latest


@pytest.mark.parametrize(
    ("sentence", "latest"),
    [
        ("Ottawa will build 50,000 homes by March 31, 2028.", "2028-03-31"),
        ("Ottawa will build 50,000 homes by Dec. 31, 2027.", "2027-12-31"),
        ("Ottawa will build the homes by Sept. 1.", "2026-09-01"),
        ("Ottawa will open the office on Friday, March 6.", "2026-03-06"),
        ("Ottawa will build 40 homes by May, 20 of them in the north.", "2026-05-31"),
    ],
)
def test_signs_inside_a_date_do_not_end_it(sentence: str, latest: str) -> None:
    assert last_day(sentence) == latest


@pytest.mark.parametrize(
    ("sentence", "latest"),
    [
        ("Spain announced 615 million euros in military assistance for 2027.", "2027-12-31"),
        ("Spain announced 40 million euros for schools by 2027.", "2027-12-31"),
        ("Spain announced 40 million euros over the next three years.", "2029-01-14"),
        ("Spain announced 40 million euros for schools on Thursday.", "none"),
        ("Spain announced 40 million euros for schools in January.", "none"),
    ],
)
def test_what_is_announced_for_a_time_to_come_is_due_then(sentence: str, latest: str) -> None:
    assert last_day(sentence) == latest


@pytest.mark.parametrize(
    ("sentence", "latest"),
    [
        ("Norway will rebuild the plant before the leaves fall.", "2026-11-30"),
        ("Norway will rebuild the plant before winter sets in.", "2026-11-30"),
        ("Norway will rebuild the plant before the first snow.", "2026-11-30"),
        ("Norway will rebuild the plant before the clocks go back.", "2026-10-24"),
        ("Norway will rebuild the plant by the start of the heating season.", "2026-10-15"),
        ("Norway will rebuild the plant this side of Easter.", "2026-04-04"),
        ("Norway will rebuild the plant by Hallowe'en.", "2026-11-01"),
        ("Norway will rebuild the plant by Ukraine's Independence Day.", "2026-08-24"),
        ("Norway will keep paying until at least 2030.", "2030-12-31"),
        ("Norway will pay for it up to and including 2030.", "2030-12-31"),
        ("Norway will send 1.8m shells over calendar 2027.", "2027-12-31"),
        ("Norway will send it by Friday week.", "2026-01-23"),
        ("Norway will send it by the Friday after next.", "2026-01-23"),
        ("Norway will send it by a week on Friday.", "2026-01-23"),
    ],
)
def test_idioms_of_the_calendar_are_read(sentence: str, latest: str) -> None:
    assert last_day(sentence) == latest


@pytest.mark.parametrize(
    ("sentence", "latest"),
    [
        ("Britain will publish the bill before the House rises for the summer on 16 July.", "2026-07-15"),
        ("Britain will publish the bill before the House rises for the summer.", "2026-07-31"),
        ("Germany will publish the bill by the time lawmakers break up for Easter.", "2026-04-03"),
        ("Norway will send it before the next meeting of the group, on 14 May.", "2026-05-13"),
    ],
)
def test_a_parliament_or_a_meeting_sets_the_day(sentence: str, latest: str) -> None:
    assert last_day(sentence) == latest


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway will hold a call with the six states every Monday.",
        "The advisers of Norway will speak by video link every second Thursday, starting next week.",
        "Norway will pay 30 million euros from May.",
        "Norway will build a shed in which soldiers can stand in frost.",
    ],
)
def test_what_comes_again_and_again_or_only_begins_has_no_last_day(sentence: str) -> None:
    assert last_day(sentence) == "none"


def test_a_stretch_with_a_first_day_can_be_typed_too() -> None:
    assert read_deadline("for two years from April 2026", SAID_ON).latest == date(2028, 3, 31)
    assert read_deadline("in September, December and March 2027", SAID_ON).latest == date(2027, 3, 31)
    assert read_deadline("this year and next", SAID_ON).latest == date(2027, 12, 31)
