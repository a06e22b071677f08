"""Deadlines and conditions inside sentences."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.language.growth import IN_PROPORTION, growth
from tracker.language.conditions import spot_condition
from tracker.language.spotting import recalled, spot_deadline

SAID_ON = date(2024, 2, 14)  # a Wednesday

DEADLINES = """
sentence                                                            | phrase                        | latest
Oslo will send six boats by the end of March.                       | by the end of March           | 2024-03-31
By June 2025, the hall will be open.                                | By June 2025                  | 2025-06-30
Over the next few days, we will finish the list.                    | Over the next few days        | 2024-02-28
The cabinet will decide next week.                                  | next week                     | 2024-02-25
Turin promised a second bus before the winter.                      | before the winter             | 2024-11-30
The plant will open in Q3 2025.                                     | in Q3 2025                    | 2025-09-30
They agreed to settle it before the May summit.                     | before the May summit         | 2024-05-31
Members will submit plans ahead of the summit in Oslo on 9 July.    | ahead of the summit in Oslo on 9 July | 2024-07-08
He said on Tuesday that it will arrive in March.                    | in March                      | 2024-03-31
It will pay until 2028, the minister told the house on Monday.      | until 2028                    | 2028-12-31
The fair will be held on 9 May.                                     | on 9 May                      | 2024-05-09
It will come soon, and by May at the latest.                        | by May at the latest          | 2024-05-31
It will come as soon as possible.                                   | as soon as possible           | -
The sum for the five years to 2026 will be paid.                    | 2026                          | 2026-12-31
The first train leaves in May.                                      | in May                        | 2024-05-31
In 2010 they promised to halve it by 2020.                          | by 2020                       | 2020-12-31
Ten years ago they vowed to finish by 2020.                         | by 2020                       | 2020-12-31
Since 2022 it has sent nothing, and it will pay by the end of the year. | by the end of the year    | 2024-12-31
Malta will publish the list before its house rises on 11 July.      | before its house rises on 11 July | 2024-07-10
The hall will be open before the month is out.                      | before the month is out       | 2024-02-29
The hall will open on the first Monday of May.                      | on the first Monday of May    | 2024-05-06
The fee will be 40 euros a year for five years.                     | for five years                | 2029-02-14
Come the spring, the gates will open.                               | Come the spring               | 2024-05-31
The rooms will be ready by the first of September.                  | by the first of September     | 2024-09-01
The hall will open six months from now.                             | six months from now           | 2024-08-14
It will be law in the first hundred days.                           | in the first hundred days     | 2024-05-24
The draft will come in the first months of the year.                | in the first months of the year | 2024-04-30
Boilers will be mended before the heating season.                   | before the heating season     | 2024-10-14
They will be home before the house rises for Christmas.             | before the house rises for Christmas | 2024-12-24
It will be built before the 2026 games.                             | before the 2026               | 2026-12-31
It will be built before 2026.                                       | before 2026                   | 2025-12-31
The hall will open in time for next year's fair.                    | in time for next year's       | 2025-12-31
The hall will open not in May, as planned, but in July.             | in July                       | 2024-07-31
It will send help some time next spring.                            | next spring                   | 2024-05-31
The work is to start in May.                                        | in May                        | 2024-05-31
The hall will open around Easter.                                   | around Easter                 | 2024-03-31
The rice will come before the rainy season.                         | before the rainy season       | -
The birds will be counted before the census of 2025.                | before the census of 2025     | 2025-12-31
All will sit by the term, which begins on 29 April. | by the term, which begins on 29 April | 2024-04-29
They will report within this term, which ends in 2025. | within this term, which ends in 2025 | 2025-12-31
It will be spent within the session, which runs until 14 June.      | until 14 June                 | 2024-06-14
It will pay half in May and the rest in June.                       | in May and the rest in June   | 2024-06-30
Half will be paid in 2024 and the other half the year after. | in 2024 and the other half the year after | 2025-12-31
The fee will not rise, neither this year nor the next.              | this year nor the next        | 2025-12-31
Malta pledged a boat to Oslo over five years on Tuesday.            | over five years               | 2029-02-14
"""
PLEDGED = ("Half of the boats by the end of June.", "By the end of June, pupils eat free lunches.")
DUE = [tuple(cell.strip() for cell in line.split("|")) for line in DEADLINES.strip().splitlines()[1:]]


@pytest.mark.parametrize(("sentence", "phrase", "latest"), DUE, ids=[each[0] for each in DUE])
def test_a_deadline_is_found_in_its_sentence(sentence: str, phrase: str, latest: str) -> None:
    found = spot_deadline(sentence, SAID_ON)
    assert found is not None
    assert found.deadline.phrase == phrase == sentence[found.at.start : found.at.end]
    assert str(found.deadline.latest or "-") == latest


@pytest.mark.parametrize("sentence", PLEDGED)
def test_a_strong_phrase_needs_no_verb_in_a_sentence_that_is_known_to_pledge(sentence: str) -> None:
    assert spot_deadline(sentence, SAID_ON) is None
    found = spot_deadline(sentence, SAID_ON, cue=0)
    assert found is not None
    assert str(found.deadline.latest) == "2024-06-30"


@pytest.mark.parametrize(
    "sentence",
    [
        "He said so on Tuesday.",
        "The talks took place in Oslo on 12 February.",
        "She will speak, her office said on Monday.",
        "They agreed on 5 May to build it.",
        "The army invaded in 2022 and has stayed.",
        "It will build on what was done in the spring of last year.",
        "A month earlier the house had rejected it, and it will vote.",
        "Troops may march, and April Smith will sing.",
        "It will spend 2025 million on roads.",
        "It will pay for the last 10 years.",
        "It will be paid today.",
        "By the end of the 2025/26 financial year it will be done.",
        "It will be done by the year 9999.",
        "The sentence has no day in it and will go on.",
    ],
)
def test_a_day_on_which_something_was_said_or_done_is_no_deadline(sentence: str) -> None:
    assert spot_deadline(sentence, SAID_ON) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Malta sends two judges for six months.",
        "Malta sends two judges within 60 days of the vote.",
        "Malta sends two judges once the rains stop in May.",
        "Malta sends two judges after it has voted on 12 June.",
    ],
)
def test_how_long_a_thing_lasts_and_what_comes_before_it_set_no_deadline(sentence: str) -> None:
    assert spot_deadline(sentence, SAID_ON, cue=6) is None


FINANCIAL_YEARS = """
country | phrase                                                | latest
CA      | before the end of the fiscal year                     | 2024-03-31
CA      | in 2024-25                                            | 2025-03-31
GB      | in the next financial year                            | 2025-03-31
GB      | from 2023-24 to 2025-26                               | 2026-03-31
KE      | by the close of the financial year                    | 2024-06-30
US      | in fiscal 2025                                        | 2025-09-30
US      | by the end of FY2026                                  | 2026-09-30
JP      | in fiscal 2024                                        | 2025-03-31
NL      | by the end of the 2025 financial year                 | 2025-12-31
NL      | by the start of the next academic year                | 2024-09-30
"""
YEARS = [tuple(cell.strip() for cell in line.split("|")) for line in FINANCIAL_YEARS.strip().splitlines()[1:]]


@pytest.mark.parametrize(("country", "phrase", "latest"), YEARS, ids=[" ".join(each[:2]) for each in YEARS])
def test_a_financial_year_is_that_of_the_party_which_pledges(country: str, phrase: str, latest: str) -> None:
    found = spot_deadline(f"The ministry will mend the bridges {phrase}.", SAID_ON, cue=13, country=country)
    assert found is not None
    assert found.deadline.phrase == phrase
    assert str(found.deadline.latest) == latest


def test_whose_financial_year_it_is_must_be_known() -> None:
    assert spot_deadline("The ministry will mend the bridges by the end of the fiscal year.", SAID_ON, cue=13) is None


def test_the_same_words_on_the_same_day_mean_another_year_of_another_party() -> None:
    said = "The ministry will mend the bridges by the end of the fiscal year."
    found = [spot_deadline(said, SAID_ON, cue=13, country=country) for country in ("GB", "US", None)]
    assert [each and str(each.deadline.latest) for each in found] == ["2024-03-31", "2024-09-30", None]


def test_two_deeds_have_two_days_and_two_parts_of_one_deed_the_last() -> None:
    deeds = spot_deadline("It will report by the end of May and it will pay the others in June.", SAID_ON, cue=3)
    parts = spot_deadline("It will open three in May and three in June.", SAID_ON, cue=3)
    assert [str(each and each.deadline.latest) for each in (deeds, parts)] == ["2024-05-31", "2024-06-30"]


def test_a_verb_in_the_present_governs_the_day_behind_it_where_it_is_the_cue_of_a_pledge() -> None:
    found = spot_deadline("Malta staffs the hall, near the port, on 4 November.", SAID_ON, cue=6)
    assert found is not None
    assert found.deadline.latest == date(2024, 11, 4)


def test_what_is_to_be_done_by_the_time_of_an_event_is_due_on_its_day() -> None:
    found = spot_deadline("Malta will have paid by the time the others meet on 12 June.", SAID_ON, cue=6)
    assert found is not None
    assert found.deadline.phrase == "by the time the others meet on 12 June"
    assert found.deadline.latest == date(2024, 6, 12)


def test_of_a_counted_time_and_a_day_the_day_is_the_deadline() -> None:
    found = spot_deadline("Patients will be seen within six hours by June 2026.", SAID_ON, cue=9)
    assert found is not None
    assert found.deadline.phrase == "by June 2026"


def test_of_two_deadlines_the_one_after_the_cue_counts() -> None:
    sentence = "By May they will ask, and they will pay by June."
    found = [spot_deadline(sentence, SAID_ON, cue=cue) for cue in (0, 32)]
    assert [each and each.deadline.phrase for each in found] == ["By May", "by June"]


def test_a_day_that_a_condition_waits_for_is_no_deadline() -> None:
    sentence = "If it wins on 4 July, it will build."
    condition = spot_condition(sentence)
    assert condition is not None
    assert spot_deadline(sentence, SAID_ON) is not None
    assert spot_deadline(sentence, SAID_ON, without=[condition]) is None


def test_a_recalled_promise_was_made_in_the_year_that_the_sentence_gives() -> None:
    assert recalled("In 2010 they promised it.", SAID_ON) == date(2010, 12, 31)
    assert recalled("A year ago they promised it.", date(2024, 2, 29)) == date(2023, 2, 28)
    assert recalled("In 2030 they will do it.", SAID_ON) == SAID_ON


CONDITIONS = """
sentence                                                                    | condition
Once a ceasefire holds, they will send observers.                           | Once a ceasefire holds
They will send observers once a truce is signed.                            | once a truce is signed
If it wins on 4 July, the party will build homes.                           | If it wins on 4 July
The sum will be paid, subject to approval by the house, in May.             | subject to approval by the house
It will go, on condition that others join.                                  | on condition that others join
It will pay provided that the auditors agree.                               | provided that the auditors agree
It will leave as soon as the fighting ends.                                 | as soon as the fighting ends
When the house has approved the aid, it will connect the schools.           | When the house has approved the aid
Should the builders' strike last, it will extend the permits.               | Should the builders' strike last
If they were rich they would build a tower.                                 | -
When the war ends, they will rebuild the port.                              | When the war ends
Should the truce hold, it will send a brigade.                              | Should the truce hold
Unless it rains they will march.                                            | Unless it rains they
They will support it as long as it takes.                                   | -
It will act as soon as possible.                                            | -
It will meet once a week, and once more in May.                             | -
Asked if he would go, he said he will.                                      | -
When asked, she said it will pay.                                           | -
It should pay, and it will.                                                 | -
It will pay more should the harvest fail.                                   | should the harvest fail
It once promised to pay.                                                    | -
"""
IFS = [tuple(cell.strip() for cell in line.split("|")) for line in CONDITIONS.strip().splitlines()[1:]]


@pytest.mark.parametrize(("sentence", "condition"), IFS, ids=[each[0] for each in IFS])
def test_a_condition_is_found_in_its_sentence(sentence: str, condition: str) -> None:
    found = spot_condition(sentence)
    assert (sentence[found.start : found.end] if found else "-") == condition


WORDS = [
    "by",
    "in",
    "the",
    "end",
    "of",
    "May",
    "2025",
    "next",
    "year",
    "will",
    "soon",
    "before",
    "on",
    "4",
    "-",
    ",",
    "if",
    "once",
    "5.6.",
    "year's",
]


@given(st.lists(st.sampled_from(WORDS)))
def test_what_is_spotted_lies_in_the_sentence(words: list[str]) -> None:
    sentence = " ".join(["They will", *words])
    due, condition = spot_deadline(sentence, SAID_ON), spot_condition(sentence)
    assert due is None or sentence[due.at.start : due.at.end] == due.deadline.phrase
    assert condition is None or 0 <= condition.start < condition.end <= len(sentence)


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["by the end of ", "if ", "on Monday in May ", "will in 2025 ", "when "])
def test_spotting_takes_time_in_proportion_to_the_sentence(unit: str) -> None:
    assert growth(lambda text: spot_deadline(text, SAID_ON), unit * 800) < IN_PROPORTION
    assert growth(spot_condition, unit * 800) < IN_PROPORTION
