"""Whose "we" and "the Council" are: a firm's word is no country's, and a short name is the last full one's."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.language.pledging import read_pledges
from tracker.model import Document


def told(text: str, publisher: str = "The Courier", title: str = "An afternoon in town") -> list[tuple[str, str]]:
    """The parties and the band of each pledge."""
    document = Document("D", title, publisher, date(2025, 3, 10), language="en", text=text)
    return [(" ".join(each.actors.parties), each.band) for each in read_pledges(document)]


@pytest.mark.parametrize(
    ("publisher", "text"),
    [
        ("Marisol Foods plc", "Our mill in Gdańsk runs on gas. We will plant 40,000 trees by May."),
        ("Weber & Töchter AG", "Our works in Linz opened in 1962. We will build 40 flats by May."),
        ("University of Coimbra", "We shall build 400 student rooms in Coimbra by 2027."),
        ("University of Oslo", "We will open 40 rooms for guests by 2027."),
        ("Premier of Queensland", "Australia wants trams. We will lay 40 miles of rail by May."),
        ("Mayor of Turku", "Turku and Tampere grow. We will build 400 flats by May."),
        ("Brightwater City Council", "In Leeds and Hull it rains. The Council agreed to plant 2,500 trees by May."),
        ("Kestrel Airways", 'In Cork and Galway it rains. "We will buy 40 jets by May," said Ann Hill, its head.'),
    ],
)
def test_what_a_firm_a_school_or_a_town_says_of_itself_is_no_country_s(publisher: str, text: str) -> None:
    assert {each for each in told(text, publisher) if each[0] or each[1] == "likely"} == set()


def test_who_leads_a_firm_or_a_province_speaks_for_no_country_in_any_paper() -> None:
    text = "The yard in Umeå is shut. The ferry from Kiruna runs.\nWe will build 900 masts in Umeå by 2031."
    assert told(text) == [("SE", "likely")]
    assert told(text, title="Interview with the head of Ostermast") in ([], [("", "possible")])
    assert told(text, title="Thread by Premier Ann Hill, New South Wales") in ([], [("", "possible")])
    assert told(text, title="Interview with the head of the government") == [("SE", "likely")]


@pytest.mark.parametrize(
    ("publisher", "text", "party"),
    [
        ("Ministry of Energy", "It rained in Gdańsk. We will plant 40,000 trees by May.", "PL"),
        ("Ministry of Education, Portugal", "We shall build 400 student rooms in Coimbra by 2027.", "PT"),
        ("Marisol Foods plc", "Norway will pay 40 million kroner for it by May.", "NO"),
        ("Marisol Foods plc", '"We will pay for 40 trams by May," the Polish minister said.', "PL"),
        ("University of Oslo", "The Danish government promised to send 40 doctors by May.", "DK"),
        (
            "Brightwater City Council",
            "The European Commission came. The Commission will pay for 40 trams by May.",
            "EU",
        ),
    ],
)
def test_ministries_and_those_told_of_keep_their_word(publisher: str, text: str, party: str) -> None:
    assert told(text, publisher) == [(party, "likely")]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Ghana's Fair Prices Commission met in Accra. The Commission will hire 40 clerks by June.", "GH"),
        ("The Election Commission of India met. The Commission will set up 40 booths by June.", "IN"),
        ("The Council of Ministers of Italy met. The Council will buy 40 buses by June.", "IT"),
        ("The Swiss Federal Council met. The Council will buy 40 buses by June.", "CH"),
        ("The UN Security Council met. The Council will send 40 observers by June.", "UN"),
        ("The African Union met in Accra. The Union will send 40 observers by June.", "AFUN"),
        ("Ghana's Fair Prices Commission rang the EU. The Commission will send 40 clerks by June.", "EU"),
        ("Ghana and the European Commission met. The Commission will send 40 clerks by June.", "EU"),
        ("Kenya rang. Yesterday Commission staff flew in. The Commission will send 40 clerks by June.", "EU"),
        ("The Commission will send 40 clerks to Ghana by June.", "EU"),
        ("The Norwegian minister rang. The Council will buy 40 buses by June.", "EU"),
    ],
)
def test_a_short_name_is_that_of_the_last_told_in_full(text: str, party: str) -> None:
    assert told(text)[-1:] == [(party, "likely")]


def test_a_short_name_is_its_publisher_s() -> None:
    text = "The Commission will send 40 observers to Sudan by June."
    assert told(text, "African Union") == [("AFUN", "likely")]
    assert told(text, "Commission of Truth and Fairness") in ([], [("", "possible")])
    assert told(f"The European Union asked for it. {text}", "African Union") == [("EU", "likely")]
    assert told(text, "European Commission") == told(text, "The Courier") == [("EU", "likely")]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("ECOWAS will send 1,650 soldiers by June.", "ECOWAS"),
        ("The African Development Bank will lend Malawi 40 million dollars by June.", "AFDB"),
        ("ADB will lend Nepal 40 million dollars by June.", "ADB"),
        ("The Islamic Development Bank will lend Chad 40 million dollars by June.", "ISDB"),
        ("IGAD will send 2,000 soldiers to Sudan by June.", "IGAD"),
        ("CARICOM will send 40 observers to Haiti in May.", "CARICOM"),
        ("The IDB will lend Peru 40 million dollars by June.", "IDB"),
        ("The Arab League will send 40 observers to Libya in May.", "LAS"),
        ("Gavi will send 40 million doses to Chad in May.", "GAVI"),
        ("The Global Fund will pay for 400 nurses in Mali by June.", "GFATM"),
        ("The Pacific Islands Forum will send 40 observers to Tonga in May.", "PIF"),
        ("Norway told the Global Fund that it will pay 40 million kroner by June.", "NO"),
        ("Rich countries met. The Global Fund was glad. They promised to pay 40 million dollars by June.", "DEVELOPED"),
        ("Gavi met. They promised to pay 40 million dollars by June.", "GAVI"),
        ("Japan will give Gavi 40 million dollars by June.", "JP"),
        ("Las Vegas grows. Norway will send 40 tanks by June.", "NO"),
    ],
)
def test_banks_and_unions_of_states_promise_for_themselves(text: str, party: str) -> None:
    assert told(text) == [(party, "likely")]


@pytest.mark.parametrize(
    ("publisher", "text", "party"),
    [
        ("African Development Bank", "Malawi needs power. The Bank will provide 42 million dollars by 2027.", "AFDB"),
        ("The Global Fund", "Mali is large. The Fund will provide 42 million dollars by 2027.", "GFATM"),
        ("The Global Fund", "Mali is large. We will open 4 offices by 2027.", "GFATM"),
        ("ECOWAS Commission", "Mali is large. The Commission will open 4 offices by 2027.", "ECOWAS"),
        ("The Courier", "The IMF met in Bamako. The Fund will provide 42 million dollars by 2027.", "IMF"),
        ("The Courier", "The World Bank met. The Bank will provide 42 million dollars by 2027.", "WB"),
    ],
)
def test_a_bank_of_states_is_meant_by_its_short_name(publisher: str, text: str, party: str) -> None:
    assert told(text, publisher) == [(party, "likely")]


@pytest.mark.parametrize(
    "text",
    [
        "Air France promised to buy 40 jets by 2027.",
        "Danish Crown promised to sell 40 mills by 2030.",
        "Kenya Airways will buy 40 jets by 2027.",
        "Saudi Aramco will build 40 pumps by 2027.",
        "The Norwegian Refugee Council will hire 40 clerks by May.",
        "It rained in Leeds. Marlow Pumps will build 40 pumps in Hull by 2027.",
    ],
)
def test_a_firm_or_charity_that_bears_a_country_s_name_is_not_that_country(text: str) -> None:
    assert {each for each in told(text) if each[0] or each[1] == "likely"} == set()


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("France promised to buy 40 jets of Air France by 2027.", "FR"),
        ("The Danish crown prince said that Denmark will build 40 mills by 2030.", "DK"),
        ("Kenya will sell 40 jets of Kenya Airways by 2027.", "KE"),
        ("The Norwegian Council of State will hire 40 clerks by May.", "NO"),
    ],
)
def test_a_country_that_deals_with_such_a_firm_is_meant(text: str, party: str) -> None:
    assert told(text) == [(party, "likely")]


@pytest.mark.parametrize(
    "text",
    [
        'Norway opened the mine. Erik Dahl, a miner, was glad. "We will build a hall by May," he said.',
        'The German minister came. Ann Hill, the firm\'s founder, wept. "We will build 40 mills by May," she said.',
        "Japan sold 30 ships. The union's general secretary, Ken Ito, was angry. He said members would go by Friday.",
        "The Danish minister came. Lise Holm, a farmer, rose. She promised to plant 40 trees by May.",
        'Spain paid. Marta Gil, Solario\'s chief executive, spoke. "We will hire 40 men by May," she said.',
    ],
)
def test_a_private_person_who_was_told_of_last_speaks_for_no_country(text: str) -> None:
    assert {each for each in told(text) if each[0] or each[1] == "likely"} == set()


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ('The Norwegian minister met Erik Dahl, a miner. "We will build a hall by May," he said.', "NO"),
        ('Norway waited. Erik Dahl, the Norwegian minister, rose. "We will build a hall by May," he said.', "NO"),
        ('Erik Dahl, a miner, wept. The Norwegian minister rose. "We will build a hall by May," he said.', "NO"),
        ('Erik Dahl, a miner, wept.\nThe Danish minister came. "We will build a hall by May," he said.', "DK"),
        ("Lise Holm, a farmer, wept. She said Denmark would build 40 mills by May.", "DK"),
        ("Spain waited. Marta Gil, the prime minister, rose. She promised to hire 40 men by May.", "ES"),
    ],
)
def test_who_is_in_office_or_named_since_speaks(text: str, party: str) -> None:
    assert told(text) == [(party, "likely")]
