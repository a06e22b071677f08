"""By when, in the prose of press officers, councils and budgets: years of one's own, decades, events, parts."""

from __future__ import annotations

from datetime import date

import pytest
from afternoon import last_day

SAID_ON = date(2026, 3, 11)  # a Wednesday


@pytest.mark.parametrize(
    ("sentence", "latest"),
    [
        ("Britain will spend the sum over the next two financial years.", "2028-03-31"),
        ("Belgium will spend the sum over the next two budget years.", "2028-12-31"),
        ("Japan will spend the sum over fiscal years 2026 and 2027.", "2028-03-31"),
        ("The United States will spend the sum in fiscal years 2026-2028.", "2028-09-30"),
        ("Britain will spend the sum in the financial years 2026-27 and 2027-28.", "2028-03-31"),
        ("Norway will train 400 men by the end of the British financial year 2026/27.", "2027-03-31"),
        ("Norway will train 400 men by the end of the US fiscal year 2027.", "2027-09-30"),
        ("Japan will spend the sum over five fiscal years beginning with the current one.", "2030-03-31"),
        ("Britain will spend the sum over three financial years starting with the next one.", "2029-03-31"),
        ("Britain will spend the sum over four financial years starting in 2026.", "2030-03-31"),
        ("Norway will heat 40 schools by the start of the school year in 2027.", "2027-09-30"),
        ("Norway will heat 40 schools before the start of the 2027 school year.", "2027-08-31"),
        ("Britain will publish the bill before this parliament ends.", "2029-07-09"),
        ("Norway's May budget will hold an extra 70 million for clinics.", "2026-05-31"),
        ("May's budget will hold an extra 70 million for Norwegian clinics.", "2026-05-31"),
    ],
)
def test_years_of_ones_own_are_counted_as_their_country_counts_them(sentence: str, latest: str) -> None:
    assert last_day(sentence, SAID_ON) == latest


@pytest.mark.parametrize(
    ("sentence", "latest"),
    [
        ("Norway will halve its emissions by the middle of the century.", "2050-12-31"),
        ("Norway will halve its emissions by the end of the century.", "2100-12-31"),
        ("Norway will halve its emissions in the second half of the decade.", "2030-12-31"),
        ("Norway will close the plant in the first half of the 2030s.", "2034-12-31"),
        ("Australia will deliver the first submarine in the early 2030s.", "2033-12-31"),
        ("Australia will deliver the first submarine in the late 2030s.", "2039-12-31"),
        ("Norway will pay it out in the first half of February.", "2027-02-15"),
    ],
)
def test_long_times_are_read_by_their_halves_and_parts(sentence: str, latest: str) -> None:
    assert last_day(sentence, SAID_ON) == latest


@pytest.mark.parametrize(
    ("sentence", "latest"),
    [
        ("Lithuania undertakes to train eight teams by the anniversary of the full-scale invasion.", "2027-02-24"),
        ("Norway will sign the accord not later than the European Council of June.", "2026-06-30"),
        ("Kenya will switch it on before the long rains.", "2027-02-28"),
        ("India will mend the dam before the monsoon.", "2026-05-31"),
        ("The United States will lift the tariffs by Thanksgiving.", "2026-11-26"),
        ("Norway will deliver the boats by election day, 13 September.", "2026-09-13"),
        ("Norway will deliver the boats by June the 1st.", "2026-06-01"),
        ("Norway will deliver the boats a week on Monday.", "2026-03-23"),
        ("The first tranche is to reach Kyiv before the month ends, the Commission's spokesman said.", "2026-03-31"),
        ("Canada announced that 50 vehicles would be shipped in a few short weeks.", "2026-05-06"),
        ("Israel and Lebanon agreed that the army will be deployed over a period of 60 days.", "2026-05-10"),
        ("Norway will keep paying for it for the next three years.", "2029-03-11"),
        ("Norway has until 30 June to build the line and will meet that day.", "2026-06-30"),
        ("Norway will not raise the fee, neither this year nor next.", "2027-12-31"),
        ("Finland will build eight ships, the last of which is to join the fleet in 2029.", "2029-12-31"),
        ("Norway will build ten offices, and the last of them is to open before May.", "2026-04-30"),
        ("Denmark: DKK 4bn in 2026, DKK 3bn in 2027 and DKK 1bn in 2028 for the fund.", "2028-12-31"),
        ("- Sweden: SEK 2bn for ammunition (2026–27)", "2027-12-31"),
    ],
)
def test_events_idioms_and_parts_set_the_day(sentence: str, latest: str) -> None:
    assert last_day(sentence, SAID_ON) == latest


@pytest.mark.parametrize(
    ("sentence", "latest"),
    [
        ("By May, 95 per cent of Norwegian patients will be treated within six hours.", "2026-05-31"),
        ("Over the summer, no Norwegian ward will close on a weekend.", "2026-08-31"),
        ("Norway will set out the next figure, to cover 2027 to 2029, in a statement before Easter.", "2026-04-04"),
        ("Norway will pay £40m over five years, in equal sums, the first in May.", "2031-03-11"),
        ("Norway will cut by half the number who have waited over four months.", "none"),
        ("Norway joined in February with an undertaking to raise its gift by 30 per cent from 2027.", "none"),
        ("Norway will sign the loan in the days after the visit.", "none"),
        ("Norway told the group on Monday that 40 boats would be there within thirty days.", "2026-04-08"),
        ("Norway told the group that 40 boats would be there within thirty days.", "2026-04-10"),
    ],
)
def test_what_tells_something_else_is_not_the_deadline(sentence: str, latest: str) -> None:
    assert last_day(sentence, SAID_ON) == latest


@pytest.mark.parametrize(
    ("sentence", "latest"),
    [
        ("Norway will deliver the boats, and has allowed itself three weeks for that.", "2026-04-01"),
        ("Norway will deliver the boats that took it three weeks to build.", "none"),
        ("Norway will deliver the boats from 4 to 29 May.", "2026-05-29"),
        ("Norway will deliver the boats from 4 May.", "none"),
        ("Norway will let the boats sail free for the duration of Ramadan.", "2026-03-19"),
        ("Norway will deliver 20 boats this year and as many again in 2027.", "2027-12-31"),
        ("Norway will deliver the boats not this year but in 2027.", "2027-12-31"),
        ("Norway will deliver the boats within 30 days of the vote, due on 20 March.", "2026-04-19"),
        ("Norway will deliver the boats within 30 days of the vote, and meets it on 20 May.", "2026-05-20"),
        ("Norway will deliver the boats by May if it can, and in any case by August.", "2026-08-31"),
        ("Before 2030, and if possible before 2029, Norway will deliver the boats.", "2029-12-31"),
        ("Norway vowed on Monday that on 30 June the boats will be delivered.", "2026-06-30"),
        ("Norway vowed in that letter on 30 June the boats will be delivered.", "none"),
        ("Norway will deliver the boats, whose crews arrive in April, by July.", "2026-07-31"),
        ("Norway will deliver the boats by this day next year.", "2027-03-11"),
        ("Norway will deliver the boats over the coming fortnight.", "2026-03-25"),
        ("Norway will deliver the boats a week from today.", "2026-03-18"),
        ("Norway will lend two judges for a year from September.", "2027-08-31"),
        ("Norway will raise it by 7 per cent on 1 May and by another 4 per cent on 1 January.", "2027-01-01"),
        ("Norway will spend it in this calendar year and the next on ferries.", "2027-12-31"),
        ("Norway will spend it in this calendar year and the next ferry will sail.", "2026-12-31"),
    ],
)
def test_what_is_given_denied_or_wished_is_told_from_what_is_due(sentence: str, latest: str) -> None:
    assert last_day(sentence, SAID_ON) == latest
