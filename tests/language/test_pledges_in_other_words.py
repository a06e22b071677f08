"""Pledges in words that are seldom met: an aside behind "will", things as subjects, what will not be done."""

from __future__ import annotations

import pytest
from afternoon import bands, read


@pytest.mark.parametrize("subject", ["Norway", "The Danish government", "The European Commission", "Danish ministers"])
@pytest.mark.parametrize(
    "said",
    [
        "promised 40 boats by May.",
        "pledged 40 million euros.",
        "promised to send 40 boats by May.",
        "promised Ukraine 40 boats.",
        "also promised farmers a fund of 40 million.",
        "approved a loan of 40 million euros.",
        "set a target of 40 schools by 2028.",
    ],
)
def test_whoever_promises_makes_a_pledge(subject: str, said: str) -> None:
    assert bands(f"{subject} {said}") == ["likely"]


@pytest.mark.parametrize(
    "sentence",
    [
        "We'll send 40 boats by May, the Danish minister said.",
        "I'll publish the list in May, the Danish minister said.",
        "We will be wiring a third tranche of 1.5 billion euros in the first half of April, the German minister said.",
    ],
)
def test_will_is_read_however_it_is_written(sentence: str) -> None:
    assert bands(sentence) == ["likely"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Denmark will, for its part, send 40 boats by May.",
        "Denmark will, together with Sweden, send 40 boats by May.",
        "Denmark will, subject to a vote, send 40 boats.",
        "Denmark will in May send 40 boats.",
        "Denmark will no later than May send 40 boats.",
        "Denmark will over the next two years send 40 boats.",
    ],
)
def test_words_may_stand_between_will_and_what_will_be_done(sentence: str) -> None:
    assert "likely" in bands(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "We won't be closing a single public hospital before 2028, the Danish minister said.",
        "We aren't going to close any school before 2028, the Danish minister said.",
        "Neither Denmark nor Sweden will return people to a place where they are at risk.",
        "Danish diesel tax will not go up, neither this year nor the next.",
        "Danish fares will not rise before 2028.",
        "Denmark will not stop sending 40 boats a year.",
    ],
)
def test_not_to_do_what_people_fear_is_a_pledge(sentence: str) -> None:
    assert bands(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "A Danish field hospital will stand in Odesa by May.",
        "The last Danish coal plant is to go off the grid in 2028.",
        "Fourteen Danish rules on hedges become one, and that decree will be out in a fortnight.",
        "All 9,300 Danish patients will have had it three months from now.",
        "We will have the permits down from six years to two by the end of next year, the German minister said.",
        "The German minister told reporters that 300 million euros would be ready for transformers.",
        "The minister promised that the bridge would be built by May.",
        "If the Bundestag follows us in November, Germany's climate finance stays at no less than six billion euros.",
    ],
)
def test_what_will_stand_or_be_ready_is_a_pledge(sentence: str) -> None:
    assert bands(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Starting in May, Norway trains 40 officers a month.",
        "Copenhagen puts 40 million euros into the drone fund next year.",
        "Copenhagen stays in the drone fund until 2028 with 40 million euros a year.",
        "A ship with 40 Danish lorries leaves Esbjerg on 3 May.",
        "Denmark waives visa fees for Ukrainians until the end of the year.",
        "Denmark is itself extending its guarantee of $1 billion by eighteen months, until 30 June 2028.",
        "The group of donors meets again next month at the level of leaders, Denmark said.",
    ],
)
def test_the_present_tells_what_is_fixed_for_a_day_to_come(sentence: str) -> None:
    assert bands(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Danish Ministry of the Interior is charged to bring a full customs control into use from 1 July.",
        "The Danish Ministry of the Interior is entrusted with building 40 shelters by May.",
        "Rome pledged the other day to make up for the delay by dispatching a gas turbine within 45 days.",
        "Denmark will see the reform through by the end of the year.",
        "Denmark will have nothing more to do with Russian gas after 2027.",
        "Denmark will take its place at the head of the mission in May.",
        "Denmark will become a member of the fund in May.",
        "Denmark will stump up the missing 40 million.",
        "Denmark's government has said yes to 40 boats for Kyiv by May.",
    ],
)
def test_idioms_of_undertaking_make_a_pledge(sentence: str) -> None:
    assert "likely" in bands(sentence)


def test_a_denial_in_the_condition_does_not_speak_of_the_pledge() -> None:
    sentence = "As long as Brussels offers no safeguard, France will vote against the treaty."
    assert [each.actors.parties for each in read(sentence)] == [("FR",)]


@pytest.mark.parametrize(
    "sentence",
    [
        "As of 1 May, such ships are banned from Norwegian ports.",
        "The cost will be shared by Norway and Sweden, ministers agreed.",
        "Provision of 4 billion euros is made in the Belgian budget for 2027.",
        "No Belgian child shall go hungry to school after 2027, the minister vowed.",
        "Neither side will fly drones over the zone, Russia and Ukraine agreed.",
        "Belgium's nuclear plants will run for ten more years, the government decided.",
        "Ukraine can count on six Belgian F-16s next year, the minister assured Zelenskyy.",
        "Belgium throws its weight behind the fund with 40 million euros.",
        "Belgium is good for another 40 million, the minister said.",
        "A package worth NOK 4bn is being readied in Oslo, the minister said.",
    ],
)
def test_laws_truces_and_sums_told_in_the_present_are_pledges(sentence: str) -> None:
    assert bands(sentence)


@pytest.mark.parametrize(
    ("sentence", "condition"),
    [
        ("Should parliament agree, Denmark will send 40 boats in May.", "Should parliament agree"),
        ("Denmark is ready, once a ceasefire holds, to send 400 soldiers.", "once a ceasefire holds"),
        ("Denmark would, once a ceasefire holds, send 400 soldiers, its minister said.", "once a ceasefire holds"),
    ],
)
def test_a_condition_may_stand_inside_the_promise(sentence: str, condition: str) -> None:
    found = read(sentence)
    assert [sentence[slice(*each.condition)] for each in found if each.condition] == [condition]


@pytest.mark.parametrize(
    "sentence",
    [
        "Denmark has undertaken, together with Sweden, to train 400 soldiers.",
        "Denmark has called an election for 3 May.",
        "Denmark has extended its mission until May.",
        "Denmark aims at 70 per cent by 2030.",
        "Denmark targets a cut of 70 per cent by 2030.",
        "Denmark is in the process of buying 40 boats for Kyiv.",
    ],
)
def test_aims_and_what_was_set_going_are_pledges(sentence: str) -> None:
    assert bands(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Denmark will send no fewer than 40 boats by May.",
        "Not one maternity ward will close this winter, the Danish government said.",
        "Sweden and Denmark have teamed up to train 200 Ukrainian engineers by Easter.",
        "Denmark will have the Limfjord dredged to eight metres next spring.",
        "Another 120 tankers are going to be listed, the Danish foreign minister said.",
        "The Danish government has informed me that its last coal-fired station will be off the grid by 2028.",
    ],
)
def test_what_is_set_going_by_others_or_closed_down_is_pledged(sentence: str) -> None:
    assert bands(sentence) == ["likely"]


@pytest.mark.parametrize(
    ("party", "name", "currency"),
    [
        ("Norway", "crowns", "NOK"),
        ("Sweden", "crowns", "SEK"),
        ("Denmark", "kroner", "DKK"),
        ("Prague", "crowns", "CZK"),
        ("Sweden", "Norwegian crowns", "NOK"),
        ("Norway and Sweden", "crowns", "CZK"),
    ],
)
def test_crowns_are_those_of_who_pays(party: str, name: str, currency: str) -> None:
    (found,) = read(f"{party} will pay 40 million {name} for boats by May.")
    assert found.amount is not None
    assert found.amount.currency == found.amount.unit == currency


@pytest.mark.parametrize("relation", ["by", "before", "until"])
@pytest.mark.parametrize("turn", ["the turn of the year", "New Year", "the New Year"])
def test_the_turn_of_the_year_is_its_end(relation: str, turn: str) -> None:
    (found,) = read(f"Denmark will send 40 boats {relation} {turn}.")
    assert found.deadline is not None
    assert (found.deadline.latest.month, found.deadline.latest.day) == (12, 31)


def test_what_a_thing_measures_is_not_how_many_there_are() -> None:
    (found,) = read("Denmark will send 80 generators of between 300 and 1,500 kVA by May.")
    assert found.amount is not None
    assert (found.amount.amount, found.amount.unit) == (80, "generators")


def test_those_who_tell_it_are_not_counted() -> None:
    assert [
        each.amount for each in read("Denmark will close its last mill by May, two officials from Aarhus said.")
    ] == [None]
    (found,) = read("Denmark will send two officials to Oslo by May.")
    assert found.amount is not None
    assert (found.amount.amount, found.amount.unit) == (2, "officials")


def test_whose_assets_they_are_is_not_who_acts() -> None:
    (found,) = read("A text on a loan backed by Russia's frozen assets will be ready by May, the Commission said.")
    assert found.actors.parties == ("EU",)


def test_who_begins_a_sentence_goes_on_acting_behind_what_was_put_in_between() -> None:
    text = (
        "Sweden and Denmark will train 300 engineers by Easter. Lithuania's government is giving away a power station, "
        "the one at Elektrėnai that was shut last year, and will see to it that all of its parts are sent by May."
    )
    assert [each.actors.parties for each in read(text)] == [("SE", "DK"), ("LT",), ("LT",)]


def test_those_whom_a_party_sent_speak_for_it() -> None:
    text = "South Korea joined. In Chile the last coal boiler will go cold in 2032, the delegation from Santiago said."
    assert [each.actors.parties for each in read(text)] == [("CL",)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Greece says it will be off lignite by 2028.",
        "Sweden will be out of coal by 2027.",
        "Lithuania will be off Russian gas by the end of May.",
    ],
)
def test_to_be_off_a_fuel_by_a_day_is_promised(sentence: str) -> None:
    assert bands(sentence) == ["likely"]


@pytest.mark.parametrize("what", ["out of office by May", "off work by noon", "out of patience by Monday"])
def test_to_be_off_anything_else_is_not(what: str) -> None:
    assert bands(f"The Greek minister will be {what}.") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Two new schools will open in May, the Danish minister said.",
        "A Finnish university will open in Kigali in 2027, the minister said.",
        "A further 35 carriers will be donated by Sweden in May.",
        "Norway will pay 40 per cent of what it said it would.",
    ],
)
def test_what_is_opened_or_given_is_promised_whoever_runs_it(sentence: str) -> None:
    assert bands(sentence) == ["likely"]
