"""Days told around a pledge: counted from another, of a meeting or a presidency, denied, or told a sentence later."""

from __future__ import annotations

from datetime import date

import pytest
from afternoon import last_day, read

from tracker.language.deadlines import read_deadline


@pytest.mark.parametrize(
    ("sentence", "latest"),
    [
        ("Norway will submit the plan not later than 14 days before the summit of 20 March.", "2026-03-06"),
        ("Norway will send 40 lorries within 90 days of 1 March.", "2026-05-30"),
        ("Norway will send 40 lorries within a month of the signing on 2 February.", "2026-03-02"),
        ("Norway will send 40 lorries 60 days after the law enters into force on 1 February.", "2026-04-02"),
        ("Two weeks before the summit on 7 July, Norway will publish the plan.", "2026-06-23"),
        ("Norway will send 40 lorries within 30 days of the vote on 10 January.", "2026-02-09"),
        ("Norway will send 40 lorries within 30 days of the ratification of the treaty.", "none"),
        ("Norway will build 400 homes a year before 2030.", "2029-12-31"),
        ("Norway will train 300 officers a year from 2027 to 2030.", "2030-12-31"),
        ("Norway will train 300 officers in the three years before 2030.", "2029-12-31"),
        ("Norway will send ten lorries by May, a month after the first ones.", "2026-05-31"),
    ],
)
def test_days_are_counted_from_another_that_is_told(sentence: str, latest: str) -> None:
    assert last_day(sentence) == latest


@pytest.mark.parametrize(
    ("sentence", "latest"),
    [
        ("Norway will present the plan to ministers when they gather in Rome on 10 July.", "2026-07-10"),
        ("When leaders meet in Evian in June, Norway will present the plan.", "2026-06-30"),
        ("Norway will send 40 lorries when the roads open in May.", "2026-05-31"),
        ("Norway will decide when the base closes in May.", "none"),
        ("Norway will rebuild the bridge that fell when the river rose in March.", "none"),
        ("Norway will send 40 lorries when the ceasefire begins in May.", "none"),
        ("Norway will send 40 lorries once the budget is passed in March.", "none"),
    ],
)
def test_when_tells_the_day_and_not_a_condition(sentence: str, latest: str) -> None:
    assert last_day(sentence) == latest


@pytest.mark.parametrize(
    ("sentence", "latest"),
    [
        ("Cyprus will close the file by the end of its presidency.", "2026-06-30"),
        ("Ireland will open the talks under its presidency.", "2026-12-31"),
        ("France will publish the plan before its presidency of the G7 is over.", "2026-12-31"),
        ("Norway will send 40 lorries by the end of the Irish presidency of the Council.", "2026-12-31"),
        ("Norway will send 40 lorries by the end of his presidency.", "none"),
        ("The United States will send 40 lorries by the end of its presidency.", "none"),
        ("France will deliver 40 tanks under the agreement.", "none"),
    ],
)
def test_a_presidency_that_goes_round_ends_when_the_table_says(sentence: str, latest: str) -> None:
    assert last_day(sentence) == latest


@pytest.mark.parametrize(
    ("text", "latest"),
    [
        ("Norway will send 40 lorries. The deadline is the end of June.", "2026-06-30"),
        ("Norway will send 40 lorries. We have set ourselves a deadline of 30 June.", "2026-06-30"),
        ("Norway will send 40 lorries. The government has given itself until the end of March.", "2026-03-31"),
        ("Norway will send 40 lorries. We will do so before the summer.", "2026-05-31"),
        ("Norway will send 40 lorries. The minister expects them to be there by May.", "2026-05-31"),
        ("Norway will send 40 lorries. You will have them by the end of the month.", "2026-01-31"),
        ("Norway will send 40 lorries. Completion is planned for November.", "2026-11-30"),
        ("Norway will pay 40 million euros, and the papers will be signed by Canada Day.", "2026-07-01"),
        ("Norway will send 40 lorries. The minister expects them to vote for her in May.", "none"),
        ("Norway will send 40 lorries. The deadline of the neighbours is the end of May.", "none"),
        ("Norway will send 40 lorries. You will have elections in May.", "none"),
        ("Norway will send 40 lorries. Norway has given 50 until now, and will vote in May.", "none"),
    ],
)
def test_a_sentence_later_somebody_has_it_or_a_day_is_set(text: str, latest: str) -> None:
    assert last_day(text) == latest


@pytest.mark.parametrize(
    ("sentence", "latest"),
    [
        ("Norway will send 40 lorries – not next year, not in the autumn, but by May.", "2026-05-31"),
        ("Norway will pay for the school that opens in September by the end of May.", "2026-05-31"),
        ("Norway will build a school that will open in September.", "2026-09-30"),
        ("Norway will send 40 lorries by a deadline of 1 March.", "2026-03-01"),
        ("Norway will keep its brigade in Lithuania well into 2028.", "2028-12-31"),
        ("Norway will turn 40 lorries into 20 ambulances.", "none"),
        ("Norway will pay 40 million euros in 2026, rising to €60m in 2028.", "2028-12-31"),
        ("Norway will pay 40 million euros this year and 60 million next.", "2027-12-31"),
        ("Norway will send ten lorries this week and twenty next.", "2026-01-25"),
        ("Norway will pay 40 million euros at once and the other half in June.", "2026-06-30"),
        ("Norway will supply 40 turbines before the frosts.", "2026-11-30"),
        ("Norway will build a shed where men can stand in the cold weather.", "none"),
        ("Norway will publish its plan before COP31.", "2026-11-08"),
        ("Norway will publish its plan at the next NATO summit.", "2026-07-08"),
        ("Norway agreed at the NATO summit to send 40 lorries.", "none"),
        ("Norway will lend Malta 40 million euros for the 2026-27 heating season.", "2027-04-15"),
        ("Norway undertook to have the ferry sailing again on 4 April.", "2026-04-04"),
        ("Norway has pledged 400 million kroner to the fund, half this year, half next.", "2027-12-31"),
        ("Norway pledged 400 million kroner to the fund this week.", "none"),
        ("Norway will pay 400 million kroner into the fund, of which 100 million this year.", "2026-12-31"),
        ("Norway will pay 400 million kroner into the fund every March until 2030.", "2030-12-31"),
        ("Norway will pay 400 million kroner into the fund in March and again in September.", "2026-09-30"),
        ("Norway will extend the tax, due to lapse in March, until the end of 2027.", "2027-12-31"),
        ("Norway will raise the share to 40 per cent by 2028 and to 50 per cent by 2030.", "2030-12-31"),
        ("Norway will begin building the line in March and finish it in 2028.", "2028-12-31"),
    ],
)
def test_the_day_of_the_deed_is_told_from_other_days(sentence: str, latest: str) -> None:
    assert last_day(sentence) == latest


@pytest.mark.parametrize(
    ("phrase", "latest"),
    [
        ("by the end of the year after next", date(2028, 12, 31)),
        ("by the 20th of next month", date(2026, 2, 20)),
        ("by the 20th of this month", date(2026, 1, 20)),
        ("by the 20th", date(2026, 1, 20)),
    ],
)
def test_months_and_years_are_pointed_at(phrase: str, latest: date) -> None:
    assert read_deadline(phrase, date(2026, 1, 14)).latest == latest


@pytest.mark.parametrize(
    ("sentence", "condition"),
    [
        (
            "As long as Malta offers no safeguard, Norway will vote against the treaty.",
            "As long as Malta offers no safeguard",
        ),
        ("Norway will send 40 lorries so long as Sweden pays for the fuel.", "so long as Sweden pays for the fuel"),
        ("Norway will stand by Malta for as long as it takes.", None),
        ("Norway will train crews as long as the war lasts.", None),
        ("Norway will pay 40 million euros at once and the other half in June.", None),
    ],
)
def test_as_long_as_sets_a_condition_unless_it_tells_how_long(sentence: str, condition: str | None) -> None:
    place = read(sentence)[0].condition
    assert (sentence[slice(*place)] if place else None) == condition


@pytest.mark.parametrize(
    ("sentence", "amount"),
    [
        ("Norway will raise the share from 40 to 60 per cent by 2030.", 60),
        ("Norway will raise the sum from 40 to 60 million euros by 2030.", 60_000_000),
        ("Norway will raise its fleet from four to six ships.", 6),
        ("Norway will send 40 to 60 lorries.", 40),
        ("Norway will send one more battery to Malta.", 1),
        ("Norway will send 40 lorries, and one more thing.", 40),
    ],
)
def test_of_a_change_the_amount_is_the_one_that_is_to_be(sentence: str, amount: int) -> None:
    found = read(sentence)[0].amount
    assert found is not None
    assert found.amount == amount


@pytest.mark.parametrize(
    ("sentence", "latest"),
    [
        ("Before the House is dissolved on 15 May I shall lay a register of every loan on the Table.", "2026-05-14"),
        ("Norway undertook to publish the roadmap before it hands over the presidency on Dec. 1.", "2026-11-30"),
        ("Norway will send 40 lorries before the fair opens on 31 March.", "2026-03-30"),
        ("Norway will send 40 lorries before its mandate expires on 31 March.", "2026-03-31"),
        ("Norway will send 40 lorries before the lease ends on 31 March.", "2026-03-31"),
        ("Norway joined in May with a promise to send 40 lorries.", "none"),
    ],
)
def test_the_last_day_of_what_ends_then_is_before_its_end(sentence: str, latest: str) -> None:
    assert last_day(sentence) == latest


@pytest.mark.parametrize(
    ("sentence", "latest"),
    [
        ("In September Norway will put a budget for 2028 before parliament.", "2026-09-30"),
        ("In September Norway will publish its strategy for 2030.", "2026-09-30"),
        ("Norway will send 40 lorries for 2028.", "2028-12-31"),
        ("Before COP31 Norway will publish a calendar of the grants that it expects to give up to 2030.", "2026-11-08"),
        ("In Oslo the cabinet resolved on Tuesday to send 40 lorries and have them shipped by Easter.", "2026-04-05"),
        ("In Oslo the Norwegian cabinet resolved on Tuesday to send 40 lorries.", "none"),
    ],
)
def test_what_is_written_for_a_year_or_was_resolved_on_a_day_is_not_due_then(sentence: str, latest: str) -> None:
    assert last_day(sentence) == latest


@pytest.mark.parametrize(
    ("sentence", "latest"),
    [
        ("Norway will give €65 million, with which 38 bridges are to be rebuilt by the end of 2026.", "2026-12-31"),
        ("Norway will give 40 lorries, most of which are to arrive by May.", "2026-05-31"),
        ("Norway will give 40 lorries, which were bought in May.", "none"),
    ],
)
def test_a_clause_that_hangs_on_the_thing_promised_may_tell_the_day(sentence: str, latest: str) -> None:
    assert last_day(sentence) == latest


@pytest.mark.parametrize(
    ("sentence", "latest"),
    [
        ("Norway announced on 2 January that it would send 40 lorries within three months.", "2026-04-02"),
        ("On 2 January the Norwegian ministry said it would send 40 lorries within three months.", "2026-04-02"),
        ("On January 2, 2025 Norway announced that it would send 40 lorries within two years.", "2027-01-02"),
        ("Norway announced a fair on 2 January, and that it would send 40 lorries within 300 days.", "2026-11-10"),
        ("Norway will keep 40 lorries in Chad beyond this summer.", "none"),
        ('"To build on it, we will be extending this forum beyond today," the Norwegian minister said.', "none"),
        ("Norway will pay for 40 lorries through 2030 and beyond.", "2030-12-31"),
    ],
)
def test_days_are_counted_from_when_it_was_announced_and_end_nothing_that_goes_on(sentence: str, latest: str) -> None:
    assert last_day(sentence) == latest


@pytest.mark.parametrize(
    ("sentence", "latest"),
    [
        ("Norway pledged to give 40 lorries to Peru back in June, with delivery set for November.", "2026-11-30"),
        ("Norway pledged to bring 40 lorries back in June.", "2026-06-30"),
        ("Shortly after the vote, Norway pledged 40 lorries.", "none"),
        ('"During the winter, we sent 20 lorries and now we will send 40," the Norwegian minister said.', "none"),
        ("Norway pledged $38 million, less than half of what the fund requested for this year.", "none"),
        ("Norway pledged $38 million, double its overall pledge at last year's conference.", "none"),
        ("The new lorries from Norway will arrive no earlier than the end of June.", "none"),
    ],
)
def test_when_it_was_promised_and_what_was_asked_for_are_no_deadlines(sentence: str, latest: str) -> None:
    assert last_day(sentence) == latest
