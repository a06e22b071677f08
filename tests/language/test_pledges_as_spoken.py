"""Pledges as they are spoken, reported and voted, paid in the money of their country, to whoever is given something."""

from __future__ import annotations

import pytest
from afternoon import bands, read


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway said it'd match the sum by June.",
        "Poland's prime minister said they'd send 40 tanks in May.",
        "Ireland said it'd pay 4 million euros if the Dáil agrees.",
        "Japan said it was to send eight engineers to Blantyre in June.",
        "The Swedish minister told reporters that Stockholm was to pay 40 million kronor by May.",
        "Canada will respond to the commission's recommendations within 90 days.",
        "The Irish minister said she will answer the report in full by June.",
        "A draft water bill will be laid before the Dáil in October, the Irish minister said.",
        "A bill to that effect will be submitted to the Seimas by 1 June, Lithuania's interior minister announced.",
        "Every block in Britain will have been made safe by the end of 2029, the British minister said.",
        "Spain's villages will have been brought back onto the grid by Friday, the Spanish government said.",
        "The Estonian government voted 9–4 to build a wall by 2026.",
        "The Irish cabinet agreed by seven votes to five to buy two ships next year.",
    ],
)
def test_as_it_is_spoken_reported_and_voted_it_is_a_pledge(sentence: str) -> None:
    assert bands(sentence) == ["likely"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Poland will hire 400 experts for its tax office by June.",
        "Spain will pay 2 million euros to activists in Belarus.",
        "Sweden will give 200 veterans a flat.",
        "Germany will supply 40 million euros in cash and 12 million in kind.",
        "Austria will cut the price of rail tickets by a tenth in January.",
        "Denmark will pay for the correction of 400 property valuations by June.",
    ],
)
def test_to_whom_or_in_what_something_is_given_speaks_against_nothing(sentence: str) -> None:
    assert bands(sentence) == ["likely"]


@pytest.mark.parametrize(
    ("said", "currency"),
    [
        ("Pakistan will pay Rs30bn", "PKR"),
        ("India will pay Rs 30 billion", "INR"),
        ("Kenya will pay Sh4.7 billion", "KES"),
        ("Uganda will pay Sh4.7 billion", "UGX"),
        ("Ghana will pay GH¢20 million", "GHS"),
        ("Sweden will pay SKr300m", "SEK"),
        ("Norway will pay kr 300 million", "NOK"),
        ("Sweden will pay kr 300 million", "SEK"),
        ("Vietnam will pay VND 300bn", "VND"),
        ("Israel will pay NIS 300 million", "ILS"),
    ],
)
def test_signs_and_codes_of_money_are_those_of_who_pays(said: str, currency: str) -> None:
    (found,) = read(f"{said} for boats by May.")
    assert found.amount is not None
    assert found.amount.currency == found.amount.unit == currency


@pytest.mark.parametrize(
    ("sentence", "condition"),
    [
        ("Indonesia, once a recipient, will give 30 million dollars by May.", None),
        ("Korea, once one of the poorest, will give 40 million dollars by May.", None),
        ("Norway will send 40 tanks once the law is passed.", "once the law is passed"),
        ("Once the truce holds, Norway will send 40 tanks.", "Once the truce holds"),
    ],
)
def test_what_somebody_once_was_is_no_condition(sentence: str, condition: str | None) -> None:
    (found,) = read(sentence)
    assert (sentence[slice(*found.condition)] if found.condition else None) == condition
