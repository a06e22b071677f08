"""How much: numbers, units and currencies in sentences, and which of them a pledge is about."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.language.amounts import amounts
from tracker.language.own_amounts import own_amount
from tracker.language.passages import Passage

READ = """
text                                                  | amounts
Oslo will send 14 Challenger 2 tanks.                 | 14 Challenger 2 tanks
They buy one million rounds of artillery ammunition.  | 1000000 rounds of artillery ammunition
Some 1,155,000 rounds were counted.                   | about 1155000 rounds
We need up to 4 500 tents and 12 cooks.               | up to 4500 tents + 12 cooks
It gives at least twenty-four buses.                  | at least 24 buses
Half a million large-calibre shells will follow.      | 500000 large-calibre shells
They will train another 2,000 recruits.               | 2000 recruits
Between 20 and 25 boats will sail.                    | 20 boats
It pays €1.6bn in May.                                | 1600000000 EUR
It pays £11.6 billion over time.                      | 11600000000 GBP
It pays US$ 300m and C$5 billion.                     | 300000000 USD + 5000000000 CAD
More than 12 billion pounds went south.               | at least 12000000000 GBP
It pays two billion Swedish kronor.                   | 2000000000 SEK
It pays 40 million zł, or EUR 9 million.              | 40000000 PLN + 9000000 EUR
It pays 3.5 million Norwegian kroner.                 | 3500000 NOK
It costs 1.250.000 euros.                             | 1250000 EUR
They doubled the number of scanners.                  | 2 times
It gives 65 per cent of the patients a bed.           | 65 %
It spends 2.5 per cent of GDP on roads.               | -
It buys 155 mm guns and 122mm shells.                 | -
It met on 12 May 2024 and on 3rd June.                | -
In 2024 and by 2026 it is done.                       | -
Article 5 and Resolution 2202 were quoted.            | -
A 26-nation group met for the 19th time.              | -
The nine of us will go.                               | -
The first 4,000 of them will be ready.                | 4000 them
It sends two hundred and fifty trucks.                | 250 trucks
It pays five hundred and sixty million Kenyan shillings. | 560000000 KES
No one will go, and one of them stays.                | -
It cuts the queue by half, and the fee by a quarter.  | 50 % + 25 %
It lays 40 kilometres of cable.                       | 40 kilometres of cable
It opens twenty family clinics and 40 supply depots.  | 20 family clinics + 40 supply depots
It plants a million and a half trees.                 | 1500000 trees
It pays two billion and a half euros.                 | 2500000000 EUR
It will reach 18 weeks.                               | 18 weeks
It begins at 10.30 and 4pm.                           | -
"""
CASES = [tuple(cell.strip() for cell in line.rsplit("|", 1)) for line in READ.strip().splitlines()[1:]]


def test_a_sum_may_be_broken_over_two_lines() -> None:
    assert [(each.amount, each.unit) for each in amounts("It pays 9\nbillion won.")] == [
        (Decimal(9_000_000_000), "KRW")
    ]


def test_those_who_act_are_no_amount_of_what_they_promise() -> None:
    for text, unit in (("The four parties will plant 9 trees.", "trees"), ("The four parties will plant trees.", None)):
        found = own_amount(text, 0, len(text), text.index("will"))
        assert (found and found.unit) == unit


def test_a_number_of_things_that_are_known_is_not_what_a_pledge_is_about() -> None:
    text = "40 boats will be sent by the two ministers."
    found = own_amount(text, 0, len(text), text.index("will"))
    assert found is not None
    assert found.unit == "boats"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("another million euros", "1000000 EUR"),
        ("an extra billion yen", "1000000000 JPY"),
        ("an additional hundred nurses", "100 nurses"),
        ("a couple of million euros", "about 2000000 EUR"),
        ("one more million euros", "1000000 EUR"),
        ("another envoy and an extra day", "-"),
        ("another 40 boats", "40 boats"),
        ("a further million euros", "1000000 EUR"),
        ("one more boat", "1 boat"),
        ("40 trees two months before the vote", "40 trees"),
        ("750.000 Euro", "750000 EUR"),
        ("0.750 euros a litre", "0.75 EUR"),
        ("1.250 billion euros", "1250000000 EUR"),
        ("the number of judges from 30 to 40", "40 judges"),
        ("the wait from 40 days to 15", "40 days + 15 days"),
        ("40 trees no later than May", "40 trees"),
        ("six two-seat planes", "6 two-seat planes"),
        ("40 level two nurses", "40 level two nurses + 2 nurses"),
        ("14:47 China is ready", "-"),
        ("17:42 That is all", "-"),
        ("Norway: 40 boats", "40 boats"),
    ],
)
def test_another_million_is_one_and_the_minutes_of_a_time_are_no_amount(text: str, expected: str) -> None:
    assert told(text) == expected


def told(text: str) -> str:
    found = [f"{each.qualifier or ''} {each.amount:f} {each.unit}".strip() for each in amounts(text)]
    return " + ".join(found) or "-"


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_amounts_are_read_with_their_units(text: str, expected: str) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "cue", "amount", "unit"),
    [
        ("After 30 months Rome will send 12 boats.", "will", 12, "boats"),
        ("The mission, which taught 400 cooks, will bring the total to 600.", "will", 600, ""),
        ("A squadron of 14 tanks will be sent with eight trucks.", "will", 14, "tanks"),
        ("In all 14 tanks will be sent.", "will", 14, "tanks"),
        ("It will buy 12 boats, 40 per cent of them new.", "will", 12, "boats"),
        ("A company of Leopard 2 tanks will go.", "will", 1, "company of Leopard 2 tanks"),
        ("It will double the number of scanners.", "will", 2, "times"),
        ("It has $92 million in it for the ferry, three nights a week, and it will sail.", "will", 92_000_000, "USD"),
        ("Tax returns will be read in 15 days instead of 40.", "will", 15, "days"),
        ("It will cut the fee from 4 euros to 3 euros.", "will", 3, "EUR"),
        ("It will send 40 boats from 12 ports to Malta.", "will", 40, "boats"),
        ("Danish ferries, three of them, will sail.", "will", 3, "ferries"),
        ("It will build a 60-bed hospital within 40 days.", "will", 40, "days"),
        ("It will lend a 60-megawatt turbine.", "will", 60, "megawatts"),
        ("It will spend 5.4 per cent of GDP on roads.", "will", Decimal("5.4"), "%"),
        ("It will put another half billion euros into the fund.", "will", 500_000_000, "EUR"),
        ("It will bury 40 kilometres\nof line.", "will", 40, "kilometres of line"),
        ("It will cut emissions by 55% against a 2018 baseline.", "will", 55, "%"),
        ("It will raise its 2026 budget for Malta to 300 million euros.", "will", 300_000_000, "EUR"),
        ("It voted 90-70 to put 28 million euros into flats.", "put", 28_000_000, "EUR"),
        ("It agreed by seven votes to five to buy two ships.", "buy", 2, "ships"),
    ],
)
def test_of_several_amounts_the_one_after_the_cue_is_the_pledges_own(
    text: str, cue: str, amount: int | Decimal, unit: str
) -> None:
    found = own_amount(text, 0, len(text), text.index(cue))
    assert found is not None
    assert (found.amount, found.unit) == (amount, unit)


def test_that_sum_is_the_amount_of_the_pledge_before() -> None:
    text = "Bonn will match that sum."
    (before,) = amounts("Cairo will pay $100 million.")
    found = own_amount(text, 0, len(text), 5, before)
    assert found is not None
    assert (found.amount, found.currency) == (Decimal(100_000_000), "USD")
    assert text[found.start : found.end] == "match that sum"
    assert own_amount(text, 0, len(text), 5) is None


def test_the_words_of_a_deadline_are_no_amount() -> None:
    text = "They will report within 90 days."
    assert own_amount(text, 0, len(text), 5) is not None
    assert own_amount(text, 0, len(text), 5, without=[Passage(17, 31)]) is None


def test_the_number_of_a_plan_s_points_is_no_amount() -> None:
    assert amounts("The cabinet has a plan of eleven measures, in three parts.") == []
    assert [str(each.amount) for each in amounts("It will pay half a million.")] == ["500000"]


WORDS = [
    "one",
    "5",
    "€3",
    "million,bn",
    "%",
    "tanks",
    "of",
    "-",
    "2024",
    "half",
    "a",
    "double",
    "1.5",
    "½",
    "$",
    "³",
    "kr",
]


@given(st.lists(st.sampled_from(WORDS), max_size=20))
def test_amounts_lie_where_they_say(words: list[str]) -> None:
    text = " ".join(words)
    for each in amounts(text):
        assert 0 <= each.start < each.end <= len(text)
        assert each.amount.is_finite()


@pytest.mark.parametrize(
    ("text", "cue", "amount"),
    [
        ("The first 25 of Poland's 110 pumps will go to Valencia.", "will", "25"),
        ("Of the 198 hotels still in use, 60 will be returned.", "will", "60"),
        ("Poland will return half of its 36 pumps.", "will", "18"),
        ("Poland will return one of its two pumps.", "will", "1"),
        ("Poland will return 12 of the promised 36 pumps.", "will", "12"),
        ("Poland will pay a quarter of the promised €90 million.", "will", "22500000"),
        ("Of the 36 pumps Poland will return a third.", "will", "36"),  # nothing else is told
        ("Poland will return 36 pumps of the 3+ model.", "will", "36"),
        ("The grant, €900,000 for 21 libraries, will be paid.", "will", "900000"),
        ("Denmark said with 40 states behind it that 12 ships will sail.", "will", "12"),
        ("Austria will cut the list, now 31,000 names long, to 10,000.", "will", "10000"),
        ("Ghana will lower its levy of 5 per cent to 2 per cent.", "will", "2"),
        ("Ghana will raise the sum of €5 million to the 20 towns.", "will", "5000000"),
        ("Pakistan will release the 73 fishermen in two groups.", "will", "73"),
        ("Pakistan will train two groups of nurses.", "will", "2"),
        ("A further 40 of those boats will sail.", "will", "40"),
        ("Six Mirage 2000-5s of the air force will go to Chad.", "will", "6"),
        ("Finland will pay €16m at the end of each of four quarters.", "will", "16000000"),
        ("South Africa will wipe out R340 million of the debt.", "will", "340000000"),
    ],
)
def test_a_part_goes_before_its_whole_and_what_comes_before_what_was(text: str, cue: str, amount: str) -> None:
    found = own_amount(text, 0, len(text), text.index(cue))

    assert found is not None
    assert found.amount == Decimal(amount)
