"""By when: before a time is out, seasons of the south, feasts of the moon, middles, stretches with a first day."""

from __future__ import annotations

from datetime import date

import pytest
from afternoon import last_day

from tracker.language.deadlines import read_deadline
from tracker.language.passages import Passage
from tracker.language.quantities import done_on

SAID_ON = date(2026, 1, 14)


@pytest.mark.parametrize(
    ("sentence", "latest"),
    [
        ("The Norwegian minister said the line would open before the first quarter of 2027 was out.", "2027-03-31"),
        ("Sweden will name a commissioner before the week is up.", "2026-01-18"),
        ("Britain will publish the plan before the current quarter has ended.", "2026-03-31"),
        ("By the time the year is out, Norway will have trained 400 nurses.", "2026-12-31"),
        ("Norway will mend the roof before the month runs out.", "2026-01-31"),
        ("Norway will help the farmers until the war is over.", "none"),
        ("Norway will mend the road before the new school year begins.", "2026-08-31"),
        ("Canada will hire the inspectors before the new fiscal year begins.", "2026-03-31"),
    ],
)
def test_a_time_that_is_out_has_ended_and_one_that_begins_has_not(sentence: str, latest: str) -> None:
    assert last_day(sentence) == latest


@pytest.mark.parametrize(
    ("sentence", "latest"),
    [
        ("Australia will cool every classroom before the summer of 2027-28 sets in.", "2027-11-30"),
        ("Norway will cool every classroom before the summer of 2027 sets in.", "2027-05-31"),
        ("South Africa will mend the dam before the winter.", "2026-05-31"),
        ("Egypt will open two clinics before the start of Ramadan.", "2026-02-17"),
        ("Turkey will release the ships by Eid al-Fitr.", "2026-03-20"),
        ("India will electrify the villages by Diwali next year.", "2027-10-29"),
        ("Qatar will pay the salaries before Eid.", "2026-03-19"),
        ("America will reopen the bases before Thanksgiving.", "2026-11-25"),
        ("America will reopen the bases by Thanksgiving 2027.", "2027-11-25"),
        ("America will reopen the bases by Memorial Day.", "2026-05-25"),
        ("America will reopen the bases on Labor Day.", "2026-09-07"),
        ("Norway will lend the boats by the summer.", "2026-06-30"),
        ("Norway will lend the boats by summer 2026.", "2026-08-31"),
        ("Norway will lend the boats for the rest of the winter.", "2026-02-28"),
        ("Norway will guard the line through the winters of 2026-27 and 2027-28.", "2028-02-29"),
        ("Norway will guard the line over the next two winters.", "2028-02-29"),
    ],
)
def test_seasons_are_those_of_the_country_and_feasts_of_their_calendar(sentence: str, latest: str) -> None:
    assert last_day(sentence) == latest


@pytest.mark.parametrize(
    ("sentence", "latest"),
    [
        ("Norway will deliver the boats by the middle of 2027.", "2027-06-30"),
        ("Norway will deliver the boats in the middle of 2027.", "2027-08-31"),
        ("Norway will deliver the boats before the middle of March.", "2026-03-15"),
        ("Qatar will pay it in two sums, in December and by the middle of next year.", "2027-06-30"),
        ("Norway will publish the plan in the new year.", "2027-03-31"),
        ("Norway will open the office in the back half of the year.", "2026-12-31"),
        ("Norway will keep the men there for the whole of 2026.", "2026-12-31"),
        ("Norway will finish the job in the next year and a half.", "2027-07-14"),
        ("Norway will open the shelter effective 1 March.", "none"),
        ("Britain will spend £140 million over three financial years, beginning in April.", "2029-03-31"),
        ("Ireland will fund it over four budget years, starting in 2027.", "2030-12-31"),
        ("Norway will send 30 million over two years to Ukraine.", "2028-01-14"),
        ("Norway will spend 30 million in the two years to May 2028.", "2028-05-31"),
        ("Norway will put up the mast on the Monday after Easter.", "2026-04-06"),
        ("Norway will put up the mast on the last working day of May.", "2026-05-29"),
        ("Norway will put up the mast by the thirty-first of March.", "2026-03-31"),
        ("Norway will put up the mast late this year or early next.", "2027-04-30"),
        ("Norway will put up the mast during the week that begins on 2 February.", "2026-02-08"),
        ("Norway will put up ten masts at two days' notice.", "none"),
        ("Norway will put up ten masts on a three-year lease.", "none"),
        (
            "The fund will get 40 million from Norway this year, 60 million next year and 80 million the year after.",
            "2028-12-31",
        ),
        ("Each year for five years Norway will pay 40 million.", "2031-01-14"),
    ],
)
def test_middles_halves_and_stretches(sentence: str, latest: str) -> None:
    assert last_day(sentence) == latest


def test_a_feast_of_the_moon_is_that_of_its_year() -> None:
    assert read_deadline("by the end of Ramadan 2027", SAID_ON).latest == date(2027, 3, 8)
    assert read_deadline("before next Passover", date(2026, 4, 4)).latest == date(2027, 4, 21)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("On Tuesday the ferry sailed.", "2026-01-13"),
        ("Yesterday the boats left.", "2026-01-13"),
        ("The ferry sailed on 3 Feb. 2025.", "2025-02-03"),
        ("The last came in Sept. 2025.", "2025-09-30"),
        ("Jan Novak sailed.", None),
    ],
)
def test_the_day_of_a_deed_may_open_a_sentence_and_its_month_may_be_cut(said: str, day: str | None) -> None:
    assert done_on(said, Passage(0, len(said)), SAID_ON) == day
