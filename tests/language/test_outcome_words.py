"""What became of a pledge, in the words of many hands: deeds, parts, steps, promises told again, ends and denials."""

from __future__ import annotations

import pytest

from tracker.language.outcomes import decide, load_outcome_rules, signs
from tracker.language.passages import Passage
from tracker.language.ratios import ratio
from tracker.language.sightings import UNCLEAR

RULES = load_outcome_rules()


def outcome(sentence: str, *, act: bool = False, share: float | None = None, over: bool = False) -> str:
    found = signs(sentence, 0, len(sentence), RULES)
    told = ratio(sentence, Passage(0, len(sentence)), RULES.words)
    part = told.part if told and share is None else share
    return decide(found, RULES, act=act, share=part, over=over)[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "Both launchers were signed for by the Ukrainians last Friday.",
        "Delivery of the forty ambulances was completed in May.",
        "The pumps are now in the hands of the fire brigade.",
        "The last convoy left the depot on Sunday, and with that all of the tents are there.",
        "The whole sum was credited to the treasury's account on 3 May.",
        "The four tugs reached Port Arden on 8 May.",
        "In June Norland sent the last two ferries.",
        "The homes have roofs again, and tenants have moved in.",
        "The recruits finished their training on 4 March.",
        "The turbines are back on the grid and supply power.",
        "The money is fully disbursed.",
        "The water works again; promise kept.",
    ],
)
def test_a_deed_is_told_in_many_words(sentence: str) -> None:
    assert outcome(sentence) == "fulfils"


@pytest.mark.parametrize(
    "sentence",
    [
        "The centre has been in force and open since 1 May, as its law says.",
        "The exchange went live on Monday.",
        "The port is now operational.",
        "The mandate went to the Bundestag on 19 March.",
        "They had the honour of chairing the first talks.",
        "The cap on fares has applied since June.",
        "The meeting convened on the day fixed.",
    ],
)
def test_an_act_fulfils_a_pledge_of_that_act(sentence: str) -> None:
    assert outcome(sentence, act=True) == "fulfils"


@pytest.mark.parametrize(
    "sentence",
    [
        "The contract has been let to a yard in Southport.",
        "The bill passed its committee on 28 May.",
        "The board approved the loan in June.",
        "The money was set aside in the supplementary budget.",
        "Kolding line: roof on since 22 June, machines on order.",
        "The keel was laid in March.",
        "Bids are in for the first bridge.",
        "The lease was signed yesterday.",
        "62 per cent of the homes have roofs.",
        "The wards are 40 % complete.",
        "One of the three ferries has arrived.",
        "Half of the tents were handed out.",
    ],
)
def test_a_step_or_a_part_advances(sentence: str) -> None:
    assert outcome(sentence, over=True) == "advances"


@pytest.mark.parametrize(
    "sentence",
    [
        "That is still the plan, the minister said.",
        "The cabinet sticks to the date.",
        "Norland is still committed to the ferries.",
        "She repeated that the ferries will come.",
        "The deadline was moved to June.",
        "The offer stands.",
        "Norland reconfirms its undertaking.",
        "He now speaks of next March.",
        "The ministers say again that the cap will come.",
    ],
)
def test_a_promise_is_told_again_in_many_words(sentence: str) -> None:
    assert outcome(sentence) == "restates"


@pytest.mark.parametrize(
    "sentence",
    [
        "The memo has been overtaken by events.",
        "The line was taken out of the capital plan.",
        "The three vessels are needed at home and will not be coming.",
        "The bridge is off the agenda.",
        "The scheme no longer figures in the programme.",
        "The cabinet backtracked and the tunnel is dead in the water.",
        "The fund was quietly scrapped.",
        "The money went back to the treasury.",
        "The programme has been folded into another.",
        "Norland got cold feet.",
    ],
)
def test_an_end_is_told_in_many_words(sentence: str) -> None:
    assert outcome(sentence) == "drops"


@pytest.mark.parametrize(
    "sentence",
    [
        "The six hundred that were due by then were not there.",
        "At this pace the lot is complete by November.",
        "The army's new rifles were ordered in 2024 and are no part of this.",
        "A third launcher, bought from Eastland, is a separate affair.",
        "The minister concedes that the summer came too soon.",
        "The chancellor spoke only in general terms, and no date was named.",
        "None of them has arrived, and the day came and went.",
        "Since the war began Norland has delivered 90 tanks.",
        "Nobody can say whether the tents were delivered.",
    ],
)
def test_doubts_forecasts_other_things_and_failures_have_no_outcome(sentence: str) -> None:
    assert outcome(sentence) == UNCLEAR


@pytest.mark.parametrize(
    ("sentence", "never"),
    [
        ("The department is working on a plan.", "fulfils"),
        ("The goods will have reached Odesa by May.", "advances"),
        ("The minister sent a message to the crews.", "fulfils"),
        ("The talks reached March without a result.", "fulfils"),
        ("The money will go to the hospitals.", "drops"),
        ("In the first half of the year all the tents were delivered.", "advances"),
        ("The hall was opened a year later than planned.", "restates"),
        ("It was one of the largest deliveries: all the tents have arrived.", "advances"),
        ("The two per cent of the budget were paid.", "advances"),
        ("The tents arrived long before the deadline.", "unclear"),
        ("The bill will be late, but it will come.", "drops"),
    ],
)
def test_innocent_words_are_left_alone(sentence: str, never: str) -> None:
    assert outcome(sentence) != never


@pytest.mark.parametrize(
    ("sentence", "share"),
    [
        ("62 per cent of the homes have roofs.", 0.62),
        ("The wards are 40% complete.", 0.4),
        ("Of its loan 12.5 percent of that was paid.", 0.125),
        ("Spending reached 2.5 per cent of GDP.", None),
        ("He won 40 per cent of the vote.", None),
        ("They paid 3 % of the budget.", None),
    ],
)
def test_a_share_in_hundredths_is_a_share_of_what_was_pledged(sentence: str, share: float | None) -> None:
    told = ratio(sentence, Passage(0, len(sentence)), RULES.words)
    assert (told and told.part) == share


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Winter tents: done.", "fulfils"),
        ("The bridge – kept, in June.", "fulfils"),
        ("Verdict: kept.", "fulfils"),
        ("The bridge: half done.", UNCLEAR),
        ("The bridge: not done.", UNCLEAR),
        ("Radar masts: in place.", "advances"),
    ],
)
def test_what_a_list_says_of_an_item_is_a_verdict(sentence: str, said: str) -> None:
    assert outcome(sentence) == said


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("The homes were finished in May, although the ministry is still waiting for windows.", "fulfils"),
        ("The loan was paid in June, while a union expects more.", "fulfils"),
        ("The mayor is still waiting for the homes, although they were finished in May.", UNCLEAR),
        ("Analysts expect that the loan was paid in June.", UNCLEAR),
        ("The tents were delivered, although experts doubt it.", UNCLEAR),
        ("The buses were delivered, which are not part of the scheme.", UNCLEAR),
    ],
)
def test_what_is_late_or_hoped_for_in_another_clause_undoes_no_deed(sentence: str, said: str) -> None:
    assert outcome(sentence) == said
