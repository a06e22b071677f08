"""What became of a pledge, told beside something else: as it had been said, to the last crown, out of how many."""

from __future__ import annotations

from datetime import date

import pytest

from tests.language.linked import outcomes, pledge
from tracker.language.pledge_index import PledgeIndex

INDEX = PledgeIndex(
    [
        pledge("nurses", "IE", "Ireland will train 900 nurses for its village clinics by 2027.", 900, "nurses"),
        pledge("forest", "DE", "Germany will place 1 billion euros in the forest facility.", 1_000_000_000, "EUR"),
        pledge("gas", "EU", "The EU will lend two billion euros for gas storage.", 2_000_000_000, "EUR"),
        pledge("wells", "NL", "The Netherlands will pay 24 million euros for the wells of Aden.", 24_000_000, "EUR"),
        pledge("cap", "FR", "The price cap on sugar will be lowered to 40 cents a kilo on 1 May, France said."),
        pledge(
            "loan", "PT", "Portugal will sign a loan of 300 million euros with the ferry company.", 300_000_000, "EUR"
        ),
        pledge("makers", "DK", "Denmark will place 1.1 billion crowns with makers of lifts.", 1_100_000_000, "DKK"),
        pledge("vans", "CA", "Canada will pay C$75 million into the van fund run from Lima.", 75_000_000, "CAD"),
        pledge("ban", "AT", "Austria will prolong the ban on plastic bags before 31 July for twelve months."),
        pledge("boats", "ES", "Spain is to pay 20 million euros into the boat fund before July.", 20_000_000, "EUR"),
        pledge("mill", "CL", "Chile will close the last copper mill in Arica in 2032."),
        pledge("flats", "BE", "Belgium will let 5,000 empty flats to families this year.", 5_000, "flats"),
        pledge("trains", "PL", "Poland promises that a dozen sand trains a day can pass at Medyka.", 12, "sand trains"),
        pledge("seeds", "NO", "Norway will give 900 million kroner for seeds.", 900_000_000, "NOK"),
        pledge("engines", "JP", "Japan has promised fifteen gas engines to Nepal.", 15, "gas engines"),
        pledge("tug", "IT", "Italy will have a report on tugs ready within four weeks."),
    ]
)


@pytest.mark.parametrize(
    ("ref", "outcome", "sentence"),
    [
        # a number beside the name of a month is no day of it
        ("nurses", "advances", "By March 620 Irish nurses had been trained for village clinics."),
        ("nurses", "advances", "Since January 410 nurses have completed the course for Ireland's village clinics."),
        # a part of a sum, in words
        ("forest", "advances", "Germany moved a first hundred million euros into the forest facility in February."),
        ("gas", "advances", "The EU's gas storage has so far received 1.3 of the two billion euros promised."),
        ("seeds", "advances", "Norway has paid out 300 million crowns for seeds."),
        # on the way
        ("wells", "advances", "The Dutch 24 million euros for the wells of Aden went out to tender in May."),
        ("wells", "advances", "The Dutch 24 million for the wells of Aden has gone to tender; nine handed in bids."),
        # as it had been said
        ("cap", "fulfils", "The price cap on sugar went down to 40 cents on 1 May, as Paris had told us it would."),
        ("cap", "restates", "The price cap on sugar will go down on 1 May, as Paris had told us it would."),
        ("loan", "fulfils", "On the 21st Portugal put its name to the 300 million euros for the ferry company."),
        ("loan", "fulfils", "Portugal's loan for the ferry company bears the date of 14 November."),
        ("makers", "fulfils", "Every crown of the Danish sum meant for makers of lifts had been spent by 12 December."),
        ("vans", "fulfils", "We welcome the arrival in April of Canada's C$75 million in the van fund run from Lima."),
        ("ban", "fulfils", "The renewal of Austria's ban on plastic bags went through on 27 July."),
        ("trains", "fulfils", "I counted 13 sand trains at Medyka in Poland, one more than they had promised."),
        ("tug", "fulfils", "The Italian report on tugs lay on members' desks on 24 June."),
        # not yet, and otherwise
        ("boats", "restates", "Spain assures the boat fund that its cheque over 20 million euros will come in June."),
        ("mill", "restates", "Chile has begun to speak of 2034 for the last copper mill in Arica."),
        ("flats", "restates", "Belgium, which lets 5,000 empty flats this year, has raised its target to 6,000."),
        ("nurses", "restates", "For its 900 village nurses Ireland had given itself until the end of March."),
        ("engines", "drops", "The Japanese gas engines for Nepal you can cross out."),
        ("vans", "unclear", "Lima kept the van fund going after all, on which Canada's C$75 million hang."),
    ],
)  # fmt: skip
def test_an_outcome_is_read_from_what_stands_beside_it(ref: str, outcome: str, sentence: str) -> None:
    assert (ref, outcome) in outcomes(sentence, INDEX, date(2026, 10, 20))
