"""Pledges beside sentences that look like them: each kind of either, in subjects that no corpus has."""

from __future__ import annotations

import pytest
from afternoon import bands


@pytest.mark.parametrize(
    "sentence",
    [
        # A time between the verb and its "to"
        "Portugal's ministers agreed last night to pool 40 buses by May.",
        "The Danish government vowed in Aarhus on Friday to rid the fjord of 40 wrecks by June.",
        # means to
        "The Finnish government means to come forward by May with a scheme for 40 libraries.",
        "Estonia means by the end of June to weave 40 nets.",
        # that is why
        "That is why Norway will keep its contribution at 40 million euros until 2029.",
        "This is why we will send 40 nurses to Malta, said Norway's health minister.",
        # asides
        "The Danish minister, who had to leave before lunch, said that Denmark will pay 40 million euros.",
        "Norway, which could not attend, will pay 40 million euros for the dykes.",
        "Malta, whose harbour might be too small, will take in 40 trawlers by May.",
        # future perfect, going on
        "By Easter another 400 Maltese nurses will have come through our schools in Oslo, the Norwegian minister said.",
        "By June all 40 Danish engineers will have left the island.",
        "By the New Year our yards will be making 40 boats a month, Norway's minister said.",
        "Denmark will be running 40 night trains by May.",
        # will propose by a day
        "The Commission says it will propose by the middle of May how the hole in the fund is to be filled.",
        "The European Commission will propose a law on ferries before the summer.",
        # what goes on, in a relative clause
        "Norway is training 40 divers for Malta until May.",
        # firms and charities
        "The Norwegian navy has undertaken to build 40 boats by May.",
        # hearsay, convictions
        "We are certain of our means, and Norway will pay 40 million euros by May.",
        # who agreed, and what is weighed
        "The Danish minister, who promised to send 40 boats by May, is from Aarhus.",
        "Denmark pledged 40 million in Turku and paid tribute to the crews.",
        "Denmark's prime minister confirmed 40 million kroner for the port.",
        "Of this sum Germany will bear 40 million euros.",
        "Norway's share will come to 40 million euros a year until 2030.",
        "A second batch of 40 boats from Norway is promised for the spring.",
        "They sealed a deal under which Norway will supply 40 million cubic metres of gas until 2030.",
        # which thing is meant
        "The good news is that Norway will send 40 boats by May.",
        "The Norwegian minister told the town that it will get 40 boats by May from the navy, which will send them.",
        "The government in Oslo has said that Norway will send 40 boats by May.",
        "The plan is that Norway will send 40 boats by May.",
        "The Danish minister said of the 40 boats that they will be sent to Malta by May.",
        # what comes of it, who pays for it, what is due
        "Norway's 40 boats are due in May.",
        "Danish households will be paid 40 kroner by May by the government.",
        # spoken, and a pledge
        "Norway's minister spoke in Bergen. We'll have those 40 boats in the water by May.",
        "Norway's minister spoke in Bergen. From May we'll be paying for 40 nurses.",
        "Norway's minister spoke in Bergen. What we'll do is buy 40 boats and give them to Malta by May.",
        "Norway's minister spoke in Bergen. Today I am announcing 40 million for the port.",
        "Norway's minister spoke in Bergen. I've told the navy to get 40 boats ready by May.",
        "Norway's minister spoke in Bergen. The money will be there by May, 40 million of it.",
    ],
)
def test_a_pledge_is_likely(sentence: str) -> None:
    assert "likely" in bands(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        # A time between the verb and its "to"
        "The Danish ministers resolved on Tuesday their dispute over access to 40 ports.",
        "Norway's cabinet agreed on Monday that access to 40 ports was a problem.",
        # means to
        "The Finnish government has the means to come through the winter with 40 boats.",
        "Norway gave the board the means to weather 40 storms by May.",
        "It shows what it means to be a Dane by May.",
        # that is why
        "Nobody asked why Norway will keep its contribution at 40 million euros.",
        "The paper explains why Norway will send 40 nurses.",
        # asides
        "The Danish minister, who had arrived late, said that Denmark had to pay 40 million euros.",
        "The Danish minister, who likes boats, urged Norway to send 40 of them, and they will be needed.",
        # future perfect, going on
        "By Easter prices in Oslo will have gone through the roof.",
        "By Easter most of the snow in Norway will have gone.",
        "By then 40 people will have left the Norwegian cabinet, critics say.",
        # passive announcement of something new
        "Norway's minister spoke. The contribution of 40 million kroner that was confirmed in 2024 has been paid.",
        "Norway's minister spoke. A rise in prices of 40 per cent was confirmed.",
        "Norway's minister spoke. A theft of 40 million kroner was confirmed.",
        # will propose by a day
        "The delegate will propose a toast in May.",
        "Norway will propose that Denmark pay for 40 boats.",
        # what goes on, in a relative clause
        "Norway's minister praised the fund, through which forty towns are now buying boats.",
        "The Danish navy, which is training 40 divers, had visitors.",
        "The Norwegian ministry, which is suing a shipyard, said nothing.",
        # firms and charities
        "Chess clubs in Norway are to raise 40 million kroner by May.",
        "A Swiss foundation has undertaken to build 40 wells by May.",
        "The Danish brewer has undertaken to buy 40 lorries by May.",
        # hearsay, convictions
        "There are reports in Oslo that the Norwegian contribution is to be cut by 40 million.",
        "There is talk in Oslo that Norway will sell 40 boats.",
        "In a few years, I am convinced, Norway will build 40 boats a year.",
        "I am certain that one day Norway will pay 40 million euros.",
        # calls on others by would
        "I would encourage Norway to take back 40 boats by May, the Danish minister said.",
        "I would advise Norway to build 40 boats.",
        "We will be urging Norway to send 40 boats by May.",
        # what was announced
        "This page goes through what was announced in Oslo, and at the two meetings since.",
        "The list has everything that was pledged by Norway in May, 40 boats among it.",
        # who agreed, and what is weighed
        "The states that agreed to double their aid are four.",
        "Those who pledged to build 40 boats by May are not here.",
        "A plan to send 40 boats by May is being drawn up in Oslo.",
        "Negotiations on the sale of 40 boats are to begin in May.",
        "Norway and Denmark are close to a deal to build 40 boats by May.",
        "It falls to Norway to send 40 boats by May.",
        "It is up to Norway to send 40 boats by May.",
        "The ministry's own figures suggest that Norway will burn 40 million tonnes by 2030.",
        "The price of diesel fuel in Norway will rise to 40 kroner by May.",
        "The Danish minister is to step down in May.",
        "Denmark pledged 40 million in Turku and paid 38.",
        "Denmark's health minister confirmed 40 cases of measles.",
        # which thing is meant
        "The 40 million euros that Norway is to pay by May are in the budget.",
        "The boats that are to be sent to Malta by May are painted grey.",
        "The tunnel that Norway plans to open in 2029 has been under the fjord for 40 metres.",
        "The 40 buses that Denmark is buying are made in Poland.",
        # what comes of it, who pays for it, what is due
        "Without the Norwegian 40 million the ferry will close in May.",
        "Danish households will pay 40 kroner more for power from May.",
        "An announcement from Norway on 40 boats is due in May.",
        "Norway's answer is due in May.",
        "Scania, Sweden's lorry maker, will hire 40 people by May.",
        "My own guess is that Norway will send 40 boats by May.",
        "I suspect that Norway will send 40 boats by May.",
        # spoken, and no pledge
        "Norway's minister spoke in Bergen. We will get there, one boat at a time.",
        "Norway's minister spoke in Bergen. I'm not going to speculate about 40 boats.",
        "Norway's minister spoke in Bergen. We're working through that with the 19 counties.",
        "Norway's minister spoke in Bergen. We will be judged on those 40 boats by the voters in May.",
        "Norway's minister spoke in Bergen. I will let you know by May.",
        "Norway's minister spoke in Bergen. We are building 40 boats right now, and we have built 40 already.",
        "Norway's minister spoke in Bergen. They will tell you that we will sell 40 boats.",
        "Norway's minister spoke in Bergen. The tribunal will hand down its ruling on 3 May.",
        # spoken, and a pledge
        "Norway's minister spoke in Bergen. Norwegian readers, you'll recall, got 40 boats in May.",
        "Norway's minister spoke in Bergen. And I can announce something today.",
        "Norway's minister spoke in Bergen. We'll be there for the fishermen, every step of the way.",
    ],
)
def test_what_only_looks_like_one_is_not(sentence: str) -> None:
    assert "likely" not in bands(sentence)


def test_whoever_asks_pledges_nothing_and_who_answers_does() -> None:
    asked = "QUESTION (The Courier): Minister, welcome. Norway is to cut 40 million from the ferries."
    answered = "MINISTER STØRE: Norway will send 40 boats by May."
    for gap in ("\n", "\n\n"):
        assert bands(f"{asked}{gap}{answered}") == bands(f"{answered}{gap}{asked}") == ["likely"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway puts 40 boats at Malta's disposal until May.",
        "Sweden has taken on the training of 40 crews.",
        "The Finnish president told Malta it could count on 40 boats by May.",
        "Norway is aiming to be free of coal by 2028.",
        "The Norwegian government has made 40 boats by May its target.",
        "Norway's target is 40 boats by May.",
        "Norway has set May as the deadline for its 40 boats.",
        "The ministers settled on 40 patrols a month from May.",
        "Canada throws in 40 million dollars by May.",
        "Ireland's government has given the go-ahead for 40 buses, to be on the road by May.",
        "Rome guarantees Malta 40 boats by May.",
        "Rome's finance minister put his name to 40 million euros for the port.",
        "By Easter another 400 Maltese nurses will have come through our schools in Oslo, the Norwegian minister said.",
    ],
)
def test_a_target_or_a_word_given_otherwise_is_proposed(sentence: str) -> None:
    assert bands(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway missed its target, which was 40 boats by May.",
        "Norway's shot was on target, and 40 fans cheered.",
        "The Danish minister accepted the prize for training 40 crews.",
        "The ministers settled on benches in the park for 40 minutes.",
        "Denmark has taken on a load of debt.",
        "The Finnish president told Malta it could count itself lucky.",
        "Rome guarantees a good lunch.",
        "Malta put its 40 boats at anchor.",
        "Canada throws in the towel.",
        "Ireland's 40 buses have gone ahead of the cars.",
    ],
)
def test_what_is_neither_is_not(sentence: str) -> None:
    assert not bands(sentence)
