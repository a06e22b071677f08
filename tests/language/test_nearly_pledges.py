"""Sentences that come near to a pledge and are none: kept promises, threats, what people think, what things do."""

from __future__ import annotations

import pytest
from afternoon import bands


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister recalled that Poland had promised 40 tanks in 2024 and had sent every one of them.",
        "The United Kingdom has met its earlier commitment of £11.6 billion.",
        "Norway has honoured its pledge of 40 boats in full.",
        "Norway exceeded its target of 40 schools last year.",
        "Pledges that were made in the room by Norway and Denmark:",
        '"We said that we would get there, and we have," a spokesperson for the US State Department said.',
        "The United States told the UN that it was cancelling its outstanding pledges to the fund.",
        "Denmark is withdrawing its promise of 40 boats, abandoning its pledge to the fund.",
    ],
)
def test_a_promise_that_was_kept_or_broken_is_no_new_one(sentence: str) -> None:
    assert "likely" not in bands(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Three shipowners told the minister that they will move their fleets to Piraeus.",
        "Two insurers have told us that they intend to cover smallholders in six counties.",
        "Four banks presented plans to lend up to €3bn to small firms.",
        "The custodian itself will publish quarterly figures on its holdings from 2027.",
        "Denmark's Novo Nordisk will build a plant in Ireland by 2028.",
        "Equinor will invest 40 billion kroner in wind by 2030.",
        "Lawyers in Luxembourg say that governments will promise what the courts forbid.",
    ],
)
def test_firms_and_their_trades_are_no_parties(sentence: str) -> None:
    assert "likely" not in bands(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Budapest said the other day it would go to the court; that is its right.",
        "Moscow calls the idea theft and promises to sue anybody who takes part.",
        "The Kremlin promised a harsh answer to the seizure of the ship.",
        "The nurses' union says that if that does not happen its members will walk out.",
    ],
)
def test_a_threat_is_no_pledge(sentence: str) -> None:
    assert "likely" not in bands(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Kyiv is counting on Austria, but Vienna has so far only said it would look into the matter.",
        "Vienna said it would consider the matter by May.",
        "Ministers are to discuss a successor goal at the conference in Baku in November.",
        "Germany: a contribution is under examination.",
        "All agreed that no child must be left behind.",
        "At this speed the eleventh plant would open in August 2027.",
        "Were every funded bed staffed today, the wait in Oslo would still be nine hours, according to a study.",
        "A former Polish minister said the government would send 40 tanks.",
    ],
)
def test_what_is_looked_into_or_supposed_is_no_pledge(sentence: str) -> None:
    assert "likely" not in bands(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The price of gas will fall to 40 euros by May, the Norwegian bank forecast.",
        "Kyiv will run short of interceptors in May, analysts say.",
        "Norwegians will go to the polls in September.",
        "The new Norwegian ferry will carry 400 passengers.",
        "The Danish minister will take questions at 14:00 on Friday.",
        "Prices were agreed with the Norwegian suppliers on 3 October.",
    ],
)
def test_what_comes_about_is_no_pledge(sentence: str) -> None:
    assert "likely" not in bands(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The award will be presented to Danish nurses on 3 May.",
        "Denmark's queen will open the exhibition on 3 May.",
        "The road to Riga will be closed for repairs until May, the operator said.",
        "The court in The Hague will rule in May.",
        "Ministers will hold a debate on the draft on 3 May.",
        "Poland's farmers will block the border until May.",
        "It remains to be seen if Berlin will deliver the tanks in time.",
        "The report finds that France will miss its 2030 target by five years.",
        "Norway, the paper claims, will send 40 boats.",
        "Rumour has it that Norway will send 40 boats.",
        "Were Norway to send 40 boats, Sweden would follow.",
        "It would take Norway until May to send 40 boats.",
        "Norway will decide by May whether to send 40 boats.",
    ],
)
def test_what_others_do_find_or_wonder_is_no_pledge(sentence: str) -> None:
    assert "likely" not in bands(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "In theory, Denmark will send 40 boats.",
        "The contract obliges the Danish builder to deliver the bridge by May.",
        "Danish ministers are set to clash over the budget in May.",
        "The Danish prime minister is due in Kyiv on Friday.",
        "The Danish minister plans to retire in May.",
        "The Danish minister intends to run for president.",
        "The Danish minister promised to be brief.",
        "Denmark had promised 40 boats; it sent 12.",
        "The Danes vowed in 2014 to spend 2 per cent and did so in 2023.",
        "Denmark supports the plan to send 40 boats.",
        "Denmark takes note of Norway's decision to send 40 boats.",
        "Denmark trusts that Norway will send 40 boats.",
    ],
)
def test_duties_careers_and_praise_of_others_are_no_pledges(sentence: str) -> None:
    assert "likely" not in bands(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Denmark will send no crews, whatever anybody offers, its government said.",
        "The Danish envoy repeated that not a single boat would leave Danish waters.",
        "The White House said that not one dollar would go to Manila.",
        "With permission, Mr Speaker, I shall bring the House up to date on the flood.",
        "Denmark has so far spent 40 million of what its parliament set aside, on two boats.",
    ],
)
def test_refusals_and_what_is_told_of_the_past_are_no_pledges(sentence: str) -> None:
    assert bands(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Poland said it'd sent 40 tanks in May.",
        "The boats were to sail in May but stayed in port.",
        "Norway said the boats were to sail in May but stayed in port.",
        "A draft bill would cut taxes by May, the Irish minister said.",
        "Russia will respond to the seizure in May.",
        "Russia will respond in kind.",
        "Tickets cost 40 euros and will be sold from May.",
        "The United States would give no more money to the fund, its health secretary said.",
        "Bulgaria would supply no further shells, the Bulgarian president said.",
        "Austria said it would pay nothing more into the fund.",
        "Italy said it would contribute not one euro to the plan.",
        "Sweden will give 200 families a flat, experts said.",
        "Experts said Sweden will give 200 families a flat.",
        "There is a chance that Germany will send the tanks by June.",
        "Presumably France will build the bridge by 2027.",
    ],
)
def test_what_was_done_refused_or_is_only_possible_is_no_likely_pledge(sentence: str) -> None:
    assert "likely" not in bands(sentence)
