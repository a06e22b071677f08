"""What became of invented pledges: counted out, told beside other things, ended as promised, or set back."""

from __future__ import annotations

from datetime import date

import pytest

from tests.language.linked import pledge
from tracker.language.linking import read_follow_ups
from tracker.language.pledge_index import PledgeIndex
from tracker.model import Document

INDEX = PledgeIndex(
    [
        pledge("rooms", "BE", "Belgium will fit 900 classrooms with air filters before May.", 900, "classrooms"),
        pledge("wells", "TD", "Chad will drill 48 wells between Abéché and Biltine by June.", 48, "wells"),
        pledge("houses", "IE", "The Irish government is going to buy 310 cottages on the floodplain.", 310, "cottages"),
        pledge("study", "NO", "The study of the Bergen tunnel will be made public before Easter."),
        pledge("hangar", "NL", "The Dutch are going to build a second hangar at Eindhoven before the winter."),
        pledge("crowns", "SE", "Sweden has set aside 240 million kronor for the harbour at Luleå.", 240_000_000, "SEK"),
        pledge("rounds", "ES", "Spain will deliver 80,000 mortar rounds by March.", 80_000, "mortar rounds"),
        pledge("ships", "IT", "Italy will send two hospital ships to the Red Sea before Ramadan.", 2, "hospital ships"),
        pledge("mining", "BR CL", "Brazil and Chile will lay before the General Assembly a draft on deep-sea mining."),
        pledge("doses", "JP", "Japan will supply three million doses of vaccine by September.", 3_000_000, "doses"),
        pledge("seed", "EU", "The Commission will put 350 million euros into seed and fodder.", 350_000_000, "EUR"),
        pledge("debt", "PL", "Poland will write off the 700 million zloty that Moldova owes it.", 700_000_000, "PLN"),
        pledge("truce", "PT", "If a truce is signed, Portugal will send engineers to Mykolaiv.", None, None, "a truce"),
        pledge("schools", "EE", "Estonia will serve a free lunch in 150 schools from September.", 150, "schools"),
        pledge("court", "CO", "Colombia will set up a court for land disputes by Easter."),
        pledge("police", "EU", "The mission will recruit 60 police officers by June.", 60, "police officers"),
        pledge("census", "IQ", "Iraq will hold a census in the autumn."),
        pledge("homes", "GB", "The government will insulate 450,000 homes this year.", 450_000, "homes"),
        pledge("tractors", "FI", "Finland will give Kenya 14 Jaguar 2 tractors.", 14, "tractors"),
        pledge("evict", "GB", "The government will ban no-fault evictions."),
        pledge("clinics", "SE", "Sweden will set up clinics in the north."),
        pledge("entry", "EU", "The Council will open accession talks with Georgia."),
        pledge("tariff", "US", "Washington will cut the tariff on Swiss watches to 15 per cent.", 15, "%"),
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    ("ref", "outcome", "sentence"),
    [
        # how many there are: the place of one among them, a part of a number, both, the last of several
        ("rooms", "fulfils", "The nine-hundredth classroom, in a two-teacher school, got its filter on 14 August."),
        ("rooms", "advances", "The six-hundredth classroom got its filter last week."),
        ("houses", "fulfils", "Dublin bought cottage number 310 on 9 July."),
        ("wells", "advances", "The drillers have finished 19 wells out of 48."),
        ("wells", "unclear", "The rig has been stuck since March, and not one of the 48 wells has been begun."),
        ("ships", "fulfils", "Both hospital ships dropped anchor off Port Sudan on 10 February."),
        ("ships", "advances", "The first of the hospital ships has treated 800 patients since January."),
        ("schools", "advances", "As of Monday 96 schools serve lunch, and by the holiday it will be the full 150."),
        ("schools", "restates", "By November lunch will be served in all 150 schools, the minister now says."),
        ("rounds", "advances", "Nearly all of the 80,000 mortar rounds have been delivered."),
        ("police", "fulfils", "The mission has its 60 police officers, 22 of them women."),
        ("seed", "fulfils", "The Commission paid a last 42 million and has spent all that it announced for seed."),
        ("seed", "advances", "The Commission paid a first 90 million euros for seed and fodder in February."),
        # parts that are told of something else
        ("study", "fulfils", "All pages of the Bergen study went online, and a few of you have read them."),
        ("study", "advances", "Part of the study of the Bergen tunnel went online in April."),
        ("doses", "advances", "Japan's vaccine comes in lots: 1.2 million doses by mid-July, all of them in Beira."),
        ("hangar", "advances", "In July the frame of the second hangar was up and the cladding was not."),
        # what is named in the pledge's own words
        ("debt", "fulfils", "Warsaw wrote off the 700 million zloty on 4 June."),
        ("debt", "drops", "Warsaw has scrapped the plan for the 700 million zloty that Moldova owes it."),
        ("mining", "fulfils", "A text on deep-sea mining was tabled by Brazil and Chile and was vetoed a week later."),
        ("mining", "drops", "The draft on deep-sea mining was withdrawn before anybody saw it."),
        ("court", "fulfils", "The court for land disputes heard its first case on 24 March."),
        ("court", "advances", "The bill on a court for land disputes has passed the Senate."),
        ("evict", "unclear", "The British bill to ban no-fault evictions has stalled."),
        ("evict", "drops", "The British ban on no-fault evictions has been kicked into the long grass."),
        ("clinics", "advances", "The first clinic opened in Kiruna, a second is being furnished."),
        ("clinics", "fulfils", "The clinics opened in Kiruna and Boden."),
        ("entry", "fulfils", "The accession talks with Georgia have begun."),
        ("tractors", "fulfils", "The fourteen tractors were trucked to Kenya from Finland, three at a time."),
        ("tariff", "fulfils", "The tariff on Swiss watches fell to 15 per cent on 28 November."),
        ("census", "advances", "Iraq has hired 120,000 teachers to go from door to door for the census."),
        ("census", "fulfils", "The census took place on 20 and 21 November."),
        # what was set aside, taken back, or set back
        ("crowns", "restates", "Every krona of the 240 million for Luleå is still there."),
        ("crowns", "fulfils", "Every krona of the 240 million for Luleå has been spent."),
        ("crowns", "restates", "The 240 million kronor for Luleå became 180 in June."),
        ("crowns", "restates", "The 240 million kronor for Luleå shrank to loans of 180 million."),
        ("crowns", "fulfils", "Sweden has paid Luleå in three slices, so nothing of the 240 million is owing."),
        ("study", "drops", "The study of the Bergen tunnel was quietly swapped for a workshop."),
        ("crowns", "drops", "Stockholm has taken the 240 million kronor for Luleå back."),
        ("truce", "drops", "The government that came in at Easter has taken the offer of engineers for Mykolaiv back."),
        ("census", "restates", "The Iraqi census has been put off until spring."),
        ("homes", "unclear", "The government has missed its target of 450,000 insulated homes."),
    ],
)  # fmt: skip
def test_what_became_of_a_pledge(ref: str, outcome: str, sentence: str) -> None:
    document = Document("D9", "", "The Courier", date(2026, 8, 27), text=sentence, language="en")
    found = [each.reading for each in read_follow_ups(document, INDEX) if each.pledge == ref]
    assert (found or ["unclear"])[0] == outcome


@pytest.mark.parametrize(
    ("ref", "outcome", "amount", "sentence"),
    [
        # the figure in a name counts nothing
        ("tractors", "fulfils", None, "All the promised Jaguar 2 tractors have arrived in Kenya, Finland said."),
        ("tractors", "fulfils", None, "Jaguar 2 tractors from Finland have arrived in Kenya."),
        ("tractors", "fulfils", None, "Kenya has already received all the tractors that Finland had promised."),
        ("tractors", "advances", 4, "The 4 tractors that came were the first of the 14 that Finland promised."),
        ("tractors", "advances", None, "The tractors that came are the first of the 14 that Finland promised."),
        ("police", "advances", 40, "In May 40 police officers came to the mission of the EU."),
        ("tractors", "advances", None, "Kenya has received the first of fourteen tractors from Finland."),
        ("seed", "fulfils", 350_000_000, "The payment completes the EU programme for seed, in all €350 million."),
        ("seed", "fulfils", 40_000_000, "The EU paid the tenth and last tranche of €40 million for seed and fodder."),
        ("seed", "advances", 40_000_000, "The EU paid the tenth tranche of €40 million for seed and fodder."),
        ("tractors", "unclear", 14, "Finland had promised 14 tractors but was unable, lacking money, to send them."),
        ("tractors", "restates", None, "The final deliveries of Finnish tractors are not expected before 2029."),
        ("tractors", "advances", None, "Finland promised 14 tractors, some of which have already arrived in Kenya."),
        ("rounds", "restates", 80_000, "Plans are in place in Spain to supply 80,000 mortar rounds this year."),
        # what is lacking, or is a ratio, is not what was done
        ("homes", "advances", None, "The British government has insulated only one in 20 of those homes."),
        ("homes", "advances", 295_300, "The British government insulated 295,300 homes, well below its target."),
        ("homes", "unclear", 450_000, "The British target of 450,000 insulated homes is a long way off."),
        ("rooms", "unclear", 900, "Belgium looks set to break its promise of air filters for 900 classrooms."),
        # of two numbers that which was done, and not the goal
        ("police", "advances", 40, "The EU has hired nearly 40 police officers under its drive to recruit 60 by June."),
        ("police", "advances", 34, "The EU had a target of 60 police officers but had recruited only 34 by March."),
        ("police", "advances", 21, "The goal of 60 police officers passed with only 21 officers sent by the EU."),
        ("homes", "advances", 80, "So far only 80 British homes are insulated, although 10,356 are under contract."),
        ("homes", "advances", 295_000, "Britain planned to insulate 450,000 homes but insulated 295,000."),
        ("homes", "advances", None, "Britain is halfway to reaching its target of insulating 450,000 homes."),
        ("homes", "restates", 450_000, '"We promised to insulate 450,000 homes this year," the British minister said.'),
        ("mining", "unclear", None, "Brazil and Chile promised a draft on deep-sea mining, but so far no text is out."),
        ("hangar", "unclear", None, "The Dutch are delaying the second hangar at Eindhoven."),
        ("seed", "fulfils", None, '"We have met our pledge of money for seed and fodder," the Commission said.'),
        ("homes", "fulfils", 450_000, "The British promise to insulate 450,000 homes has been kept."),
        ("homes", "fulfils", 450_000, "The promise to insulate 450,000 British homes was kept in May."),
        ("homes", "unclear", 450_000, "It is unclear how the British target of 450,000 insulated homes will be met."),
        # what was plainly taken back, and what is only feared or said
        ("homes", "drops", 450_000, "Britain has scrapped its long-standing target to insulate 450,000 homes."),
        ("homes", "drops", 450_000, "It's now confirmed that the British promise of 450,000 insulated homes was axed."),
        ("tractors", "drops", 14, "Finland cancelled the delivery of the 14 tractors to Kenya after Thursday's vote."),
        ("homes", "unclear", 450_000, "Critics fear the British target of 450,000 insulated homes is scrapped."),
        ("homes", "unclear", 450_000, "Britain seemed to abandon the target of 450,000 insulated homes."),
        ("homes", "unclear", 450_000, "Britain appeared to drop its promise to insulate 450,000 homes."),
        ("homes", "unclear", None, "Britain appears to be abandoning its promise to insulate homes this year."),
        ("hangar", "unclear", None, "The Dutch insist that no final decision was made over axing the second hangar."),
        ("homes", "unclear", 450_000, "Britain dropped yearly targets, but kept that of 450,000 insulated homes."),
        ("tractors", "advances", 4, "Four of the 14 Finnish tractors are in Kenya."),
        ("tractors", "unclear", 14, "None of the 14 Finnish tractors has reached Kenya."),
        ("tractors", "advances", None, "Few of the 14 Finnish tractors have reached Kenya."),
        # of something else
        ("tractors", "unclear", 14, "Finland has bought 14 tractors to replace those it gave to Kenya."),
        ("rounds", "unclear", 80_000, "Spain pledged 80,000 mortar rounds, hailed by states that had ruled out any."),
        ("hangar", "unclear", None, "The Dutch cancelled the contract with the builder of the second hangar."),
        ("homes", "unclear", 265_000, "The British minister announced that she was expecting 265,000 insulated homes."),
    ],
)  # fmt: skip
def test_what_a_figure_tells_of_a_pledge(ref: str, outcome: str, amount: int | None, sentence: str) -> None:
    document = Document("D9", "", "The Courier", date(2026, 8, 27), text=sentence, language="en")
    (found, *_) = [each for each in read_follow_ups(document, INDEX) if each.pledge == ref]
    assert (found.outcome, found.amount and found.amount.amount) == (outcome, amount)


def test_by_how_much_a_goal_was_missed_is_not_what_was_done() -> None:
    sentence = "The British government missed its goal for insulated homes by at least 45,000 homes to date."
    document = Document("D9", "", "The Courier", date(2026, 8, 27), text=sentence, language="en")
    found = [each for each in read_follow_ups(document, INDEX) if each.pledge == "homes"]
    assert [(each.amount, each.outcome) for each in found] == [(None, "unclear")]
