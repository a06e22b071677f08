"""Parties of whom a sentence tells the same without its verb: each has promised, and has words of its own."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from tests.language.growth import IN_PROPORTION, growth
from tracker.language.gapping import Gap, gaps
from tracker.language.noun_phrases import Phrase
from tracker.language.passages import Passage
from tracker.language.pledging import read_pledges
from tracker.language.sightings import Amount
from tracker.model import Document


def read(sentence: str) -> list[tuple[str, str]]:
    document = Document("D9", "", "The Courier", date(2025, 9, 1), text=sentence, language="en")
    found = read_pledges(document)
    assert len({each.quote for each in found}) == len(found), "two proposals would have one fingerprint"
    return [
        (" ".join(each.actors.parties), f"{each.amount.amount} {each.amount.unit}" if each.amount else "")
        for each in found
    ]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Norway will send 10 buses, Sweden 12 and Denmark five.", ["NO 10 buses", "SE 12 buses", "DK 5 buses"]),
        ("Poland pledged 14 tanks and Germany another 18.", ["PL 14 tanks", "DE 18 tanks"]),
        ("France will train 300 officers, and Spain 1,200.", ["FR 300 officers", "ES 1200 officers"]),
        (
            "Mali announced its intention to fund the third well for €5 million, and Chad the fourth for €4 million.",
            ["ML 5000000 EUR", "TD 4000000 EUR"],
        ),
        ("Mali will pay €50 million, Chad 15 and Peru 0.5.", ["ML 50000000 EUR", "TD 15000000 EUR", "PE 500000 EUR"]),
        ("Mali will pay 50,000 euros and Chad 15,000.", ["ML 50000 EUR", "TD 15000 EUR"]),
        ("Germany will give 75 million euros and France 40 million.", ["DE 75000000 EUR", "FR 40000000 EUR"]),
        ("Germany will give 75 million euros and France the same amount.", ["DE 75000000 EUR", "FR 75000000 EUR"]),
        ("Oslo will give 40 million kroner for the bridge and Rome as much.", ["NO 40000000 NOK", "IT 40000000 NOK"]),
        (
            "Canada will provide C$50 million, the United Kingdom £20 million and Japan ¥3 billion for wells by 2027.",
            ["CA 50000000 CAD", "GB 20000000 GBP", "JP 3000000000 JPY"],
        ),
        ("Norway pledged 40 lorries, Denmark 12 boats.", ["NO 40 lorries", "DK 12 boats"]),
        (
            "Norway will send 40 lorries, Sweden 12 and Denmark as many.",
            ["NO 40 lorries", "SE 12 lorries", "DK 12 lorries"],
        ),
    ],
)
def test_each_party_has_promised_its_own_amount(sentence: str, told: list[str]) -> None:
    assert [" ".join(each) for each in read(sentence)] == told


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway will send 40 lorries to Poland, Latvia and Estonia by May.",
        "Norway will send 40 lorries to Kharkiv and Odesa in 2026.",
        "Norway will send 40 lorries, and Denmark has sent 12.",
        "Norway will send 40 lorries, and Denmark 12 per cent of its fuel.",
        "Norway will send 40 lorries by May, Denmark 2026.",
        "Norway will send 40 lorries, and Denmark 12 May.",
        "Norway will give 40 million euros to Ukraine, and Moldova 5 million.",
        "Norway will give Ukraine 40 million euros and Moldova 5 million.",
        "Norway will send 40 lorries to Denmark's 12 depots.",
    ],
)
def test_who_is_given_something_or_did_something_else_has_promised_nothing(sentence: str) -> None:
    assert [parties for parties, _ in read(sentence)] == ["NO"]


def test_the_words_of_each_end_with_what_is_told_of_it_and_the_day_holds_for_all() -> None:
    text = "At Oslo Norway promised 40 boiler houses and Sweden 15, all of which should be there by the end of May."
    document = Document("D9", "", "The Courier", date(2025, 9, 1), text=text, language="en")
    norway, sweden = read_pledges(document)
    assert text[slice(*norway.quote)] == "At Oslo Norway promised 40 boiler houses"
    assert text[slice(*sweden.quote)] == text
    assert norway.deadline is not None
    assert sweden.deadline is not None
    assert norway.deadline.latest == sweden.deadline.latest == date(2026, 5, 31)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Mali and Chad will pay €9 million and 4 million dollars respectively.", ["ML 9000000 EUR", "TD 4000000 USD"]),
        ("Norway and Chad pledged 17 and 10 million dollars, respectively.", ["NO 17000000 USD", "TD 10000000 USD"]),
        ("Chad and Canada pledged €9mn ($11mn) and C$6mn ($5mn), respectively.", ["TD 9000000 EUR", "CA 6000000 CAD"]),
        ("Mali, Chad and Peru will send 4, 12 and 9 boats, respectively.", ["ML 4 boats", "TD 12 boats", "PE 9 boats"]),
        ("Norway and Chad will send 40 boats and 12 lorries respectively.", ["NO 40 boats", "TD 12 lorries"]),
        ("Norway will send 40 boats and 12 lorries to Chad and Peru, respectively.", ["NO 40 boats"]),
        ("Norway and Chad will send 40 boats to Peru and Mali, respectively.", ["NO TD 40 boats"]),
        ("The first 40 boats will be sent by the club and its friends, respectively.", ["40 boats"]),
    ],
)  # fmt: skip
def test_each_of_several_has_its_own_where_it_is_told_respectively(sentence: str, told: list[str]) -> None:
    assert [" ".join(filter(None, each)) for each in read(sentence)] == told


def test_a_sentence_of_many_parties_is_read_in_proportion_to_its_length() -> None:
    def read_all(text: str) -> list[Gap]:
        named = [Phrase(*found.span(), ("DK",), "", "country") for found in re.finditer("Denmark", text)]
        buses = Amount(Decimal(10), "buses", None, None, 17, 25)
        return [*gaps(text, Passage(0, len(text)), text.index("will"), buses, named)]

    assert read_all("Norway will send 10 buses, Denmark 12") != []
    text = "Norway will send 10 buses" + ", and near Denmark, which has none" * 3200
    assert growth(read_all, text) < IN_PROPORTION
