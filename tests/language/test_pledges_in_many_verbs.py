"""Whatever deed is promised, and however the promise is worded: the verbs and frames that news and ministries use."""

from __future__ import annotations

import pytest
from afternoon import bands

DEEDS = [
    "activate", "automate", "decommission", "delegate", "demarcate", "demilitarise", "demolish", "embed",
    "formalise", "fortify", "illuminate", "insulate", "intercept", "link", "liquidate", "map", "mend", "mothball",
    "plough", "quarantine", "readmit", "reassign", "reconnect", "record", "recycle", "redesign", "reorganise",
    "retrieve", "revise", "seal", "separate", "supervise", "survey", "terminate", "toughen", "translate", "unify",
    "unload", "weatherproof",
]  # fmt: skip
FRAMES = [
    "Norway pledged Tuesday to send 40 tanks.",
    "Norway agreed Wednesday to turn the road into a motorway by 2028.",
    "Norway set a target of sending 40 tanks by May.",
    "Norway swore to send 40 tanks by May.",
    "Norway will see that 40 tanks are sent by May.",
    "The agreement obliges Norway to send 40 tanks by May.",
    '"I promise you 40 tanks by May," the Norwegian minister said.',
    "Norway's contribution will be 40 tanks by May.",
    "Norway has pencilled in 40 tanks for May.",
    "Norway has lined up 40 tanks for May.",
    "Norway threw in 40 tanks by May.",
    "Norway topped up its offer with 40 tanks by May.",
    "Norway added 40 tanks to its pledge.",
    "Norway has settled on the end of 2027 as the date for opening the line.",
    "Chinese loans to Kenya will be forgiven, Premier Li Qiang said.",
    "The line will be back in use by May, the Danish minister said.",
    "Norway will not borrow abroad before 2028.",
    "A Danish frigate will watch over the cables through the winter.",
]


@pytest.mark.parametrize("deed", DEEDS)
def test_a_deed_that_a_country_will_do_is_promised(deed: str) -> None:
    assert bands(f"Norway will {deed} the Danish station by May.") == ["likely"]


@pytest.mark.parametrize("sentence", FRAMES)
def test_a_promise_may_be_worded_in_many_ways(sentence: str) -> None:
    assert bands(sentence) == ["likely"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway must send 40 tanks by May.",
        "Norway is obliged to send 40 tanks by May.",
        "Norway hopes to send 40 tanks by May.",
        "Norway ought to send 40 tanks by May.",
        "Norway is on course to send 40 tanks by May.",
        "Forty Norwegian tanks are expected in Ukraine by May.",
        "The ministers set a target date in May.",
        "Norway came forward on Monday.",
        "The strain that the Gulf is placing on Norway's production lines will last.",
    ],
)
def test_a_duty_a_hope_or_a_forecast_is_no_promise(sentence: str) -> None:
    assert "likely" not in bands(sentence)
