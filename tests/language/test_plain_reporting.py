"""Plain reporting, in which promises are told of, others than parties speak, and "to" begins no verb."""

from __future__ import annotations

import pytest
from afternoon import bands, read

from tracker.language.coming import is_to_come
from tracker.language.passages import Passage


@pytest.mark.parametrize(
    "sentence",
    [
        "The trawlers that the Danish government promised to buy back are still tied up.",
        "The tugs that Estonia announced in May were delivered in June.",
        "Of the 40 million euros pledged in Turku by Norway, about half has been spent.",
        "The money that Sweden announced for 2024 was paid in full.",
        "The Commission said that the grant agreed in 2023 was unaffected.",
        "When the Danish minister announced 70 million kroner for ferries, the bakery sold out of pies.",
        "Minister, you promised 40 million for Norway's ferries.",
        "Norway promised two years ago to pay for three lines.",
        "Last year Norway promised to pay for three lines.",
        "Poland promised forty generators and sent thirty-eight.",
        "It is a tunnel that a Danish minister said on the radio would be dug by 2030.",
        "Norway's 40 boats were due in March but are still in Bergen.",
        "Poland was to open the line in June.",
        "Norway's minister came. I can announce two further steps.",
        "Two years ago the Danish government said it would build 300 homes here. None stands.",
        "In 2021 the Norwegian government said it would build 300 homes here.",
        "Back in March 2019, Sweden announced that it would close the pier. It did.",
        "At the previous summit Finland said it would send 40 boats; all of them arrived.",
        "A year ago Norway told the fishermen that it would pay for three lines.",
        "It's possible that Norway will sell 40 boats this year.",
        "It is still possible that 40 boats will be sold by Norway.",
        "There's a chance that Norway will sell 40 boats this year.",
    ],
)
def test_a_promise_that_is_looked_back_on_is_not_made(sentence: str) -> None:
    assert "likely" not in bands(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Danish minister told the House that the government promised to buy back 40 trawlers.",
        "Norway announced in Turku that it will send 40 tugs.",
        "Sweden pledged in Turku to pay 40 million euros.",
        "When she met the fishermen, the Danish minister promised 70 million kroner.",
        "The promise is new: Norway promised on Monday to pay for three lines over two years.",
        "Poland promised forty generators and urged others to follow.",
        "At that meeting Norway pledged 40 million euros.",
        "In 2026 the Norwegian government said it would build 300 homes here.",
        "Last week the Danish government said it would build 300 homes here.",
        "Two years ago it said nothing, but now Norway will send 40 boats.",
        "Last year Norway said that it was short of boats and today it will order 40 boats by May.",
        "At the summit Finland said it would send 40 boats.",
        "Norway made it possible: 40 boats will be sold by June, its minister said.",
        "The minister said that Norway's 40 boats were due in March.",
        "I can announce two further steps: Norway will send 40 boats, and it will train their crews by May.",
    ],
)
def test_a_promise_that_is_reported_is_one(sentence: str) -> None:
    assert "likely" in bands(sentence)


IN_NORWAY = "Norway's minister spoke in Bergen. She praised the weather. "


@pytest.mark.parametrize(
    "sentence",
    [
        "Fjord Line, which runs the ferries, told the meeting that it would add 40 sailings by May.",
        "The Norwegian Refugee Council said it would double its staff by May.",
        "The Grieg Rescue Committee plans to reach 90,000 people by December.",
        "Safaricom is raising 40 prices from July.",
        "Mr Reyes plans to sell 40 boats by December.",
        "A maker of gearboxes in Kaunas intends to move 40 lathes by spring.",
        "The archbishop will open 40 chapels by May.",
        '"The line will be opened by May," said Tom Hill, who sells socks.',
        "Residents of Tromsø say 40 homes will be built by May.",
        "A spokesman for the rebels said that 40 convoys would be turned back by May.",
        "My daughter is to move back in with us in October.",
    ],
)
def test_whoever_stands_for_no_party_pledges_nothing(sentence: str) -> None:
    assert "likely" not in bands(IN_NORWAY + sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Royal Air Force of Norway will patrol the coast with 40 planes by May.",
        '"The line will be opened by May," said Tom Hill, the deputy minister.',
        "On Monday its transport minister, Carla Hill, went further and said that 40 buses would be there by May.",
        "In a letter of 12 January the Norwegian minister, Ann Hill, undertook to buy 40 boats by May.",
        "The Norwegian Armed Forces will train 40 men by May.",
        "Construction of 40 homes will be finished by May.",
        "Controls at Tromsø will double by May.",
        "Aid to Malta will double by May, Oslo said.",
        "Operation Lighthouse will train 40 men by May, the Norwegian minister said.",
        "Every village will get 40 lamps by May, the Norwegian minister said.",
    ],
)
def test_things_and_offices_with_names_are_no_outsiders(sentence: str) -> None:
    assert bands(IN_NORWAY + sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "My question is to the Norwegian minister, at 14:08.",
        "The delay of 40 days in Norway is due to ice.",
        "The sea off Norway is due to be warmer by May.",
        "Norwegian vaccine comes in fits and starts: 40 doses in May.",
        "Without more money Norway's rations will be cut by half in May.",
        "Four officials in Norway answered our questions within a week.",
        "Five things to know about Norway by May.",
    ],
)
def test_what_only_looks_like_a_plan_is_none(sentence: str) -> None:
    assert "likely" not in bands(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The question is to be put to Norway's parliament: the government is to pay 40 million by May.",
        "Norway is due to send 40 boats by May.",
        "Without regard to others Norway will cut the levy by half in May.",
        "From Oslo, another 40 ferries by May.",
    ],
)
def test_what_is_one_is_not_lost_with_it(sentence: str) -> None:
    assert "likely" in bands(sentence)


DEBATE = "Ms KING (Ballarat—Minister for Transport) (14:09): {}"


@pytest.mark.parametrize(
    "label",
    ["Lord Ashby of Wick (Con): ", "The Minister of State (Baroness Thorne) (Lab): ", "Mr HALE (Denby) (14:15): "],
)
def test_labels_of_records_are_of_many_forms(label: str) -> None:
    (pledge,) = read(f"{label}We will open the line by May.", issuer="GB")
    assert pledge.quote.start == len(label)


def test_the_label_of_a_speaker_is_no_part_of_what_is_said() -> None:
    assert not read(DEBATE.format("I thank the member for that."), issuer="AU")
    (pledge,) = read(DEBATE.format("We will open the line by May."), issuer="AU")
    assert pledge.quote.start == len(DEBATE) - 2
    assert pledge.amount is None
    assert pledge.actors.parties == ("AU",)


def test_even_if_sets_no_condition_and_if_all_goes_well_neither() -> None:
    (firm,) = read("Norway will send 40 boats even if the board refuses.")
    assert firm.condition is None
    for condition in ("on the understanding that the board agrees", "the weather permitting", "funds permitting"):
        (hangs,) = read(f"Norway will send 40 boats in May, {condition}.")
        assert hangs.condition is not None, condition
    (hangs,) = read("Norway will send 40 boats if the board agrees.")
    assert hangs.condition is not None


@pytest.mark.parametrize(
    ("sentence", "still"), [("The barges sail in late May.", True), ("Two weeks late, in May.", False)]
)
def test_late_may_is_no_word_of_what_is_past(sentence: str, still: bool) -> None:
    assert is_to_come(sentence, Passage(0, len(sentence)), 2026) is still
