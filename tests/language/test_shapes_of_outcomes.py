"""What became of a pledge, told by the shape of a clause: when it was, how much of how much, and what is left."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.language.linked import outcomes, pledge
from tracker.language.outcomes import load_outcome_rules, signs
from tracker.language.passages import Passage
from tracker.language.pledge_index import PledgeIndex
from tracker.language.shares import numbers_of, share_of

RULES = load_outcome_rules()


INDEX = PledgeIndex(
    [
        pledge("grid", "DE", "Germany will supply 24 transformers for the Kharkiv grid.", 24, "transformers"),
        pledge("gas", "NO", "Norway will give 900 million kroner for gas purchases.", 900_000_000, "NOK"),
        pledge("bus", "LV", "Latvia promised 60 school buses for Chernihiv.", 60, "school buses"),
        pledge("van", "FI EE", "Finland and Estonia will jointly buy and hand over 30 ambulances.", 30, "ambulances"),
        pledge("fund", "CA", "Canada will pay C$450 million into the Green Climate Fund.", 450_000_000, "CAD"),
        pledge("river", "SE", "Sweden will sign the river convention before the end of June."),
        pledge("mill", "DK", "Denmark will place an order for two turbines for Odesa.", 2, "turbines"),
        pledge("cover", "GB", "Britain will guarantee £250 million of credit for grain ships.", 250_000_000, "GBP"),
    ]
)


@pytest.mark.parametrize(
    ("ref", "outcome", "sentence"),
    [
        # a part of a sum, or of a number, that is named beside it
        ("gas", "advances", "Norway had paid 300 of its 900 million kroner for gas by the middle of August."),
        ("gas", "fulfils", "Norway had paid all of its 900 million kroner for gas by the middle of August."),
        ("gas", "advances", "A third of the 900 million Norwegian kroner for gas is in Kyiv."),
        ("bus", "advances", "Of the 60 Latvian school buses, one has got to Chernihiv."),
        ("grid", "advances", "Half the German transformers for Kharkiv are there; the others are waiting in Gdansk."),
        ("gas", "fulfils", "Norway emptied its part of the gas account, 900 million kroner, on 3 September."),
        # somebody has it
        ("gas", "fulfils", "Naftogaz had its 900 million Norwegian kroner for gas before the leaves fell."),
        ("grid", "fulfils", "Kharkiv got what Germany had promised: 24 transformers, with a spare part for each."),
        ("gas", "fulfils", "The Norwegian money for gas, all 900 million kroner, is with Naftogaz."),
        ("grid", "fulfils", "Kharkiv went into the frost with 24 German transformers standing in its yards."),
        ("grid", "unclear", "Germany has found a maker for the 24 transformers for Kharkiv."),
        ("gas", "unclear", "The Norwegian minister was asked about the 900 million kroner for gas."),
        # the rest
        ("grid", "fulfils", "The remaining eleven German transformers followed in May, before snow fell on Kharkiv."),
        ("grid", "restates", "Berlin says the remaining transformers for Kharkiv will follow before the snow falls."),
        # when, and how late
        ("bus", "advances", "When the school year began, 45 of the Latvian buses stood in the yard at Chernihiv."),
        ("fund", "fulfils", "Ottawa made its closing payment to the Green Climate Fund, two weeks behind schedule."),
        ("fund", "fulfils", "The Canadian premier could report that C$450 million had reached the Climate Fund."),
        # formal steps, which are all that some pledges are about
        ("van", "advances", "Finland and Estonia put their signatures to the order for the 30 ambulances."),
        ("river", "fulfils", "Sweden put its signature to the river convention on 12 June."),
        ("mill", "fulfils", "Denmark signed for the two Odesa turbines on 4 April."),
        ("cover", "fulfils", "The British guarantee of £250 million for grain ships was signed in July."),
        ("cover", "advances", "The Treasury has cleared the £250 million guarantee for grain ships."),
        # one for two
        ("van", "fulfils", "The ambulances that Finland bought with Estonia have all been handed over."),
        ("van", "advances", "Finland handed over its fifteen ambulances in May."),
        # said again, or not so soon
        ("gas", "restates", "Norway's 900 million kroner for gas still depend on a vote of the Storting."),
        ("gas", "restates", "The minister signed a letter repeating Norway's promise of 900 million kroner for gas."),
        ("grid", "restates", "The German transformers for Kharkiv are now to come in January."),
        # where a paragraph begins
        ("gas", "advances", "A word on money.\n\nOf the 900 million kroner for gas, 400 million kroner had been paid."),
        # no longer
        ("fund", "drops", "Ottawa struck the C$450 million for the Green Climate Fund from the budget."),
    ],
)  # fmt: skip
def test_an_outcome_is_read_from_the_shape_of_a_sentence(ref: str, outcome: str, sentence: str) -> None:
    assert (ref, outcome) in outcomes(sentence, INDEX, date(2025, 11, 20))


@pytest.mark.parametrize(
    ("rule", "fires", "spares"),
    [
        ("fulfils.followed", "A second crane followed two weeks later.", "The mayor followed the debate in March."),
        ("fulfils.has-it", "By Easter the hall had its 12 million.", "The town had its 12 million cut in May."),
        ("fulfils.has-it", "The ward has all its 30 beds back.", "The ward has not had its 30 beds."),
        ("fulfils.all-there", "All thirty beds are there.", "All he said was that they were there for the asking."),
        ("fulfils.verdict", "Green: the trams from Oslo.", "Red: the trams from Oslo."),
        ("advances.going-on", "The roof is being tiled.", "The roof is being discussed."),
        ("restates.moved", "Oslo moved the opening to spring 2031.", "Oslo moved 40 statues to the park in May."),
        ("restates.depends", "The tram line still depends on a grant.", "The tram line depends on the weather."),
        ("drops.struck", "The town took the pool out of its plan.", "The pool was not struck from the budget."),
        ("part.part", "The bank paid the third slice.", "The bank paid the third and last slice."),
        ("part.part", "Oslo paid half of the bridge.", "Oslo paid its half of the bridge."),
        ("against.late", "The bridge is two months behind schedule.", "It opened in May, two months behind schedule."),
        ("against.late", "Oslo fell short of its target.", "Oslo sent 52 trams, eight short of what it owed."),
        ("against.forecast", "The trams could come.", "The minister could report that the trams had come."),
        ("acts.in-place", "When the depot was opened, trams ran.", "The trams ran before the depot was opened."),
        ("restates:acts.in-place", "Trams would run when it was opened.", "Trams ran when it was opened."),
        ("fulfils.emphatic", "Enough of that. What did come was a map.", "Enough of that. What did they say?"),
    ],
)
def test_a_cue_stands_where_the_clause_says_so(rule: str, fires: str, spares: str) -> None:
    def cues(text: str) -> set[str]:
        start = text.find(". ") + 2 if ". " in text else 0
        return {cue.rule for cue in signs(text, start, len(text), RULES).cues}

    assert rule in cues(fires)
    assert rule not in cues(spares)


@pytest.mark.parametrize(
    ("share", "sentence"),
    [
        (1.0, "All 14 Leopard 2 tanks have arrived."),
        (9 / 14, "Nine of the 14 Leopard 2 tanks have arrived."),
        (10 / 14, "Of the 14 Leopard tanks 10 have come."),
    ],
)
def test_a_number_in_a_name_counts_nothing(share: float, sentence: str) -> None:
    numbers = numbers_of(sentence, Passage(0, len(sentence)), RULES.words)
    assert share_of(numbers, Decimal(14), "Leopard tanks", RULES.words.alike) == share
