"""Pledges as agencies and ministries report them: in one breath with others', at conferences, beside what was done."""

from __future__ import annotations

from datetime import date

import pytest
from afternoon import bands
from reported import told

from tracker.language.pledging import read_pledges
from tracker.model import Document


@pytest.mark.parametrize(
    ("text", "pledges"),
    [
        (
            "Oman pledged $40 million, Norway pledged $60 million, and Sweden promised $12 million.",
            ["OM 40,000,000 USD", "NO 60,000,000 USD", "SE 12,000,000 USD"],
        ),
        (
            "Host Oman pledged $40 million, the EU promised close to $1.2 billion, the United Arab Emirates pledged "
            "$100 million and Chile $9 million.",
            ["OM 40,000,000 USD", "EU 1,200,000,000 USD", "AE 100,000,000 USD", "CL 9,000,000 USD"],
        ),
        (
            "Oman pledged $40 million - twice what it gave last year -, the UAE promised $100 million.",
            ["OM 40,000,000 USD", "AE 100,000,000 USD"],
        ),
        (
            "The plan was drawn up by Paris and Rome, and Berlin pledged to send four trucks by May.",
            ["DE 4 trucks by May"],
        ),
    ],
)
def test_each_party_of_a_sentence_has_its_own_pledge(text: str, pledges: list[str]) -> None:
    assert told(text) == pledges


@pytest.mark.parametrize(
    ("text", "pledges"),
    [
        (
            "Pledges included 40 million euros from Norway, 12 million from Sweden and $9 million from the US.",
            ["NO 40,000,000 EUR", "SE 12,000,000 EUR", "US 9,000,000 USD"],
        ),
        ("The largest pledge - $60 million - came from Norway.", ["NO 60,000,000 USD"]),
        ("The biggest donation, 60 million euros, came from the United States.", ["US 60,000,000 EUR"]),
        ("The best idea came from Norway.", []),
    ],
)
def test_a_list_may_tell_amounts_before_their_givers(text: str, pledges: list[str]) -> None:
    assert told(text) == pledges


@pytest.mark.parametrize(
    ("text", "pledges"),
    [
        ("Norway pledged $40 million in aid for Chad at a conference in Geneva.", ["NO 40,000,000 USD"]),
        ("Norway was also pledging $40 million during the conference.", ["NO 40,000,000 USD"]),
        ("Norway pledged $40 million just before the conference started.", ["NO 40,000,000 USD"]),
        ("40 donors pledged $9 million at the conference hosted by Norway.", ["DONORS 9,000,000 USD"]),
        ("Norway pledged to present a law at the next summit.", ["NO at the next summit"]),
        ("Norway will present a law at the conference in Rome.", ["NO at the conference in Rome"]),
        ("Donors pledged $9 million as the summit came to a close on Thursday.", ["DONORS 9,000,000 USD"]),
        ("Norway, the COP28 presidency, pledged $90 million to the fund.", ["NO 90,000,000 USD"]),
        ("Norway pledged $90 million to the Fund during its eighth summit in Lima.", ["NO 90,000,000 USD"]),
        ("Norway made a commitment to supply Chad with drones during the meeting in Lima.", ["NO"]),
        ("Norway pledged $9 million to feed Chad, at a conference in Oslo, which ended today.", ["NO 9,000,000 USD"]),
        ("Norway pledged $9 million, 16% more compared to its contribution for 2023–2025.", ["NO 9,000,000 USD"]),
        ('"At this conference we can announce 40 boats," the Danish minister said.', ["DK 40 boats"]),
        ("Norway announced a loan to be signed by ministers at next week's summit.", ["NO at next week's summit"]),
    ],
)
def test_the_meeting_at_which_it_was_promised_is_no_deadline(text: str, pledges: list[str]) -> None:
    assert told(text) == pledges


@pytest.mark.parametrize(
    "text",
    [
        "Ministers welcomed on Wednesday a pledge by Norway to send lorries to Chad.",
        "Norway on Wednesday repeated its promise to send lorries to Chad.",
        "Norway announced a goal on Wednesday of sending lorries to Chad.",
        "On 1 March, the king of Norway heard of it and promised to send lorries to Chad.",
        "Norway vowed, during a surprise visit to Lima in November, to maintain its aid for Chad.",
    ],
)
def test_the_day_on_which_it_was_said_is_no_deadline(text: str) -> None:
    assert told(text) == ["NO"]


@pytest.mark.parametrize(
    ("text", "pledges"),
    [
        ("Norway sent ten lorries and will deliver two more.", ["NO 2 lorries"]),
        ("Norway has already delivered ten lorries and will send drivers in June.", ["NO in June"]),
        ("Norway has paid 40 million euros and will pay a further 60 million by June.", ["NO 60,000,000 EUR by June"]),
        ("Norway bought ten lorries and will deliver them to Chad.", ["NO 10 lorries"]),
        ("Norway promised a second boat in addition to the one already provided jointly by Paris and Rome.", ["NO"]),
        ("The five schools will be rebuilt, and eight halls may be, the Danish minister said.", ["DK 5 schools"]),
    ],
)
def test_what_was_handed_over_is_not_what_is_promised(text: str, pledges: list[str]) -> None:
    assert told(text) == pledges


@pytest.mark.parametrize(
    ("text", "pledges"),
    [
        ("KEIR STARMER promised today to build 40 hospitals by 2030.", ["GB 40 hospitals by 2030"]),
        ("NORWAY will send 40 boats.", ["NO 40 boats"]),
        ("Norway will plan faster, with the biggest reform in 50 years.", ["NO"]),
        ("Norway will plant 40 trees, the largest order in two years.", ["NO 40 trees"]),
        ("Norway will finish the largest bridge in two years.", ["NO in two years"]),
        ("Norway will send 40 boats, The Sunday Mirror has learnt.", ["NO 40 boats"]),
        (
            "Norway will vaccinate 40 per cent of all children by the end of 2026 and 70 per cent by 2028.",
            ["NO 40 % by the end of 2026 and 70 per cent by 2028"],
        ),
        (
            "Norway reiterated its pledge during the election campaign to build 40 bridges by 2029.",
            ["NO 40 bridges by 2029"],
        ),
        ("BP, the British oil giant, pledged 40 million euros.", []),
        ("Norway offered additional aid of $40 million.", ["NO 40,000,000 USD"]),
        ("The situation in Norway is different - the country promised 6 boats.", ["NO 6 boats"]),
        ('"As I told our allies and partners in Germany, the UK will send 40 tanks."', ["GB 40 tanks"]),
        ("Norway agreed to give 40 boats at the NATO summit in Vilnius last year.", ["NO 40 boats"]),
        ("Norway outlined a new target of more than 40 boats by 2029.", ["NO 40 boats by 2029"]),
        (
            '"We will send 40 boats," Leo Diaz, a deputy assistant secretary in the U.S. Treasury Department, said.',
            ["US 40 boats"],
        ),
        ("In Baku, Azerbaijan, Norway agreed to send 40 boats.", ["NO 40 boats"]),
        ("Norway will make a law of its 2035 exit from coal.", ["NO"]),
        ("After Washington committed to sending boats in January, Norway pledged 40 boats.", ["NO 40 boats"]),
        ("The talks were held in Rome, where the Pentagon chief announced 40 boats.", ["US 40 boats"]),
        (
            "The step came after the Norwegian Prime Minister visited Kyiv, holding talks with his Ukrainian "
            "counterpart and vowing to send 40 tanks.",
            ["NO 40 tanks"],
        ),
        ("Norway will send 40 boats on the six-month mark of the war.", ["NO 40 boats"]),
    ],
)
def test_names_and_figures_are_read_as_newspapers_write_them(text: str, pledges: list[str]) -> None:
    assert told(text) == pledges


@pytest.mark.parametrize(
    "text",
    [
        "Norway promised a second boat in addition to the one already provided jointly by Paris and Rome.",
        "Norway is pledging €2 billion in aid after a year of war that has led to an agreement.",
        "Norway will deliver two boats to Chad, following an agreement with the United States.",
    ],
)
def test_what_was_done_is_no_condition(text: str) -> None:
    assert [each.condition for each in read_pledges(Document("D-2026-001", "", "", date(2026, 3, 10), text=text))] == [
        None
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Norway announced a goal of raising its aid to 40 billion kroner by 2030.",
        "Norway set an objective to double its aid by 2030.",
        "Last week Norway announced it will send 40 boats to Chad.",
    ],
)
def test_a_goal_that_is_announced_is_a_pledge(text: str) -> None:
    assert bands(text) == ["likely"]


@pytest.mark.parametrize(
    "text",
    [
        '"We are sending a signal to Moscow," the Danish minister said.',
        "Norway is taking the lead.",
        "Next year Norway will make a lot of promises.",
        "The UN said 40 pledges totalling $2.6 billion were received.",
        "That year the pledges amounted to $1.5 billion.",
        "The Danish minister said the promised 40 buses will be scrapped.",
        "The Norwegian ministry expressed optimism that the sum would exceed $40 million.",
        "Denmark announced that it had already delivered 14 of the 19 jets to Ukraine.",
        "The EU will fall far short of its target of sending one million shells to Ukraine by March.",
        "The EU would miss its goal of sending one million shells to Ukraine by March, the Danish minister said.",
        "The EU will not reach its target to send one million shells to Ukraine within a year.",
        "The U.S. has delivered only $2 billion of that promised money, leaving $4 billion.",
        "The IMF has received pledges to the tune of $10.2 billion.",
        "The latest step takes Britain's total support for Kyiv to £3.8bn this year.",
        "The Netherlands - has delivered all 24 promised aircraft;",
        "The Progressive Democrats of Norvania took 40 seats.",
        "Norway announced it cannot reach the 5% that were agreed, to the anger of Rome.",
        "The Norwegian auditor said aims to recruit 40 more teachers were “at risk” because of cuts of £6m.",
        "The target of 40 more clinics by 2029 is unlikely to be met, the Norwegian auditor said.",
        "Norway announced a scheme, which was intended to bring in as many as 300 of the 500 extra teachers.",
        "Figures out this week in Norway show they will only manage ten teachers.",
        "Norway had been aiming for 9,000 homes by March 2029.",
        '"The town was set a target of 9,000 homes by 2029," the Danish minister said.',
        "Targets had been agreed with 14 of the 33 boroughs, the Danish minister said.",
        "We are sure to see more pledges at the summit in Norway next week.",
        "A meeting was held in Norway with the aim of obtaining pledges to finance clinics in Chad.",
        "As ministers prepare for the summit to be hosted by Norway next week, all eyes are on Chad.",
        "The Norwegian law offers a glimmer of hope for many refugees.",
        "In total, more than $40 million was pledged to the fund at a meeting in Norway.",
        "About $40 million were pledged by nine countries so far, the Danish minister said.",
        "Norway, your decision to provide boats is a great help.",
        "To be run from Norway, the fund already has commitments of $90 million.",
        '"We will be dropping the target of 40,000 flats," the Danish minister said.',
        "The boats are on their way to Chad, the Danish minister announced on July 10 during the summit in Lima.",
        "Around 270,000 flats will have been built in Norway by the end of 2027.",
        "Just two months after Norway announced a deal to send boats to Chad, the first arrived.",
        "The Danish minister spoke before a summit to be dominated by the crisis in Haiti.",
    ],
)
def test_gestures_and_sums_of_all_pledges_are_none(text: str) -> None:
    assert "likely" not in bands(text)


@pytest.mark.parametrize(
    ("text", "pledges"),
    [
        ("All 32 NATO members pledged to raise spending to 5% of GDP by 2035.", ["NATO 5 % by 2035"]),
        ("Only nine EU states have pledged to join, down from 14 last year and 17 in 2023.", ["EU"]),
        ("Norway pledged to take in 40 families, compared with 14 the year before.", ["NO 40 families"]),
        ("Norway will get the waiting list down from six years to two.", ["NO 2 years"]),
        (
            "Norway will raise its budget to 5% of GDP by 2035, splitting that into 3.5% for arms and 1.5% for roads.",
            ["NO 5 % by 2035"],
        ),
        ("Norway's commitment to recruit 40 extra doctors made in 2019 stands.", ["NO 40 doctors"]),
        ("Norway will send six out of the 10 promised boats by May.", ["NO 6  by May"]),
        ("The EU agreed to provide Peru with a €35B package.", ["EU 35,000,000,000 EUR"]),
        ("Norway will open Line 5b by May.", ["NO by May"]),
        ("Norway will give 700 million Swedish Kronas to Chad.", ["NO 700,000,000 SEK"]),
        (
            "Norway vows to raise its budget to at least 3.5% of GDP by 2035, plus up to 1.5% for roads.",
            ["NO 3.5 % by 2035"],
        ),
        ("Norway promised help if any one member is attacked.", ["NO"]),
        ("Norway pledged $US90 million to the fund.", ["NO 90,000,000 USD"]),
        ("Norway pledged $90 USD million to the fund.", ["NO 90,000,000 USD"]),
        ("Norway plans to triple its loans to Chad from $6.1 million to $18.5 million.", ["NO 18,500,000 USD"]),
        ("Norway is committing to match one dollar for every two dollars that others give.", ["NO"]),
        ("In the first four years of the fund, Norway will host its office.", ["NO"]),
        ("Norway will hold an in-person meeting with Chad in May.", ["NO in May"]),
        ("Norway agreed to supply the boats to Chad in January, after long talks.", ["NO"]),
        ("Norway will supply the boats to Chad in January.", ["NO in January"]),
        ("Two months after Norway promised 40 boats to Chad, none had come.", ["NO 40 boats"]),
        ('Norway will send more boats, according to two U.S. diplomats who spoke "on condition of anonymity".', ["NO"]),
        (
            "The first five boats from Norway will be sent by the end of May, with another 25 million by 2029.",
            ["NO 5 boats by the end of May"],
        ),
        ("Norway announced on July 10 a package of $40 million.", ["NO 40,000,000 USD"]),
        ("Norway and Chad will build drones, with the first 1,000 sent to Rome by May.", ["NO+TD 1,000  by May"]),
        ("Norway will send 40 boats to Peru, with delivery due in May.", ["NO 40 boats due in May"]),
        ("Norway plans to build 40 boats, with the work to be done by June.", ["NO 40 boats by June"]),
        ("Norway has made up its mind to build ten bridges by May.", ["NO 10 bridges by May"]),
        ("Orders worth $40 million will have been placed by June, Norway said.", ["NO 40,000,000 USD by June"]),
        ("Norway is going to send 40 boats, and means to have done so by June.", ["NO 40 boats by June"]),
        (
            "Norway and Chad will give money, the former $40 million, the latter $12 million.",
            ["NO 40,000,000 USD", "TD 12,000,000 USD"],
        ),
        ("In June Norway will send 40 boats so that many can fish for a few weeks.", ["NO 40 boats In June"]),
        ("The Norwegian minister spoke. The minister's Dutch colleague promised 40 boats.", ["NL 40 boats"]),
        (
            "Norway will build 4 schools and a road before the port opens on 31 May.",
            ["NO 4 schools before the port opens on 31 May"],
        ),
        ("Norway will report on the sums announced here, for the first time in June.", ["NO in June"]),
        ("Norway came with 40 boats, which it is going to send this month.", ["NO 40 boats this month"]),
        ("Norway would boost a scheme for soldiers, under which 51,000 men have been trained.", []),
        ("Norway will boost a scheme for soldiers, under which 51,000 men have been trained.", ["NO"]),
        ("Norway pledged $4 million, as Chile and Peru are preparing to host 50 ministers.", ["NO 4,000,000 USD"]),
        ("Norway promised 40 boats – more than we've provided in years before.", ["NO 40 boats"]),
        (
            "The Norwegian premier announced at an island summit on Saturday a fresh aid package worth more than "
            "€55 million over the next three years.",
            ["NO 55,000,000 EUR over the next three years"],
        ),
    ],
)
def test_how_many_promise_and_how_much_it_was_before_are_not_the_amount(text: str, pledges: list[str]) -> None:
    assert told(text) == pledges


def test_milestones_that_we_must_reach_are_a_list_of_pledges() -> None:
    text = (
        "The Norwegian government wrote: we must reach clear milestones in each part of the country:\n"
        "- Building 40 bridges by 2029.\n- Ending all waiting lists by 2030.\n"
    )
    assert [each.partition(" ")[2] for each in told(text)] == ["40 bridges by 2029", "by 2030"]
