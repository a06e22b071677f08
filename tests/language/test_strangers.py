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
