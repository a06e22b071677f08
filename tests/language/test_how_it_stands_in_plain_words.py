"""What became of pledges, in the plain words in which people say so: each sentence is read as it is meant."""

from __future__ import annotations

from datetime import date

import pytest
from linked import pledge

from tracker.language.linking import read_follow_ups
from tracker.language.pledge_index import PledgeIndex
from tracker.model import Document

INDEX = PledgeIndex(
    [
        pledge("NO", "NO", "Norway will send 40 ambulances to Southport by the end of May.", 40, "ambulances"),
        pledge("SE", "SE", "Sweden will build a bridge across the strait."),
        pledge("DK", "DK", "Denmark will train 300 nurses in Northland.", 300, "nurses"),
        pledge("FI", "FI", "Finland will give the relief fund €50 million by September.", 50_000_000, "EUR"),
        pledge("PT", "PT", "Portugal will ban lead pipes."),
        pledge("IT", "IT", "Italy will withdraw its troops from the island."),
        pledge("AT", "AT", "Austria will abolish the duty on solar panels by the end of the year."),
        pledge("LT", "LT", "Lithuania will raise the pay of nurses by 20 per cent.", 20, "%"),
    ]
)


def outcome(sentence: str) -> str:
    """The outcome proposed for the pledge that a sentence is linked to first; unclear where it is linked to none."""
    document = Document("D9", "", "The Courier", date(2025, 8, 10), text=sentence, language="en")
    return next((each.outcome for each in read_follow_ups(document, INDEX) if each.rank == 1), "unclear")


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway has made good on its promise to send 40 ambulances to Southport.",
        "Norway honoured its commitment of 40 ambulances for Southport.",
        "With the arrival of the last eight, Norway's 40 ambulances are all in Southport.",
        "Norway's donation of 40 ambulances to Southport is complete.",
        "Delivery of the 40 Norwegian ambulances was completed in May.",
        "All of Norway's ambulances have been handed over in Southport, the mayor confirmed.",
        "Norway exceeded its pledge, sending 44 ambulances to Southport.",
        "Norway has lived up to its word on the ambulances for Southport.",
        "Southport received the remaining Norwegian ambulances on Monday, completing the pledge.",
        "The last of the 300 Danish-trained nurses graduated in Northland in July.",
        "Denmark has trained 300 nurses in Northland, as promised.",
        "Denmark has trained more than 310 nurses in Northland.",
        "Sweden opened the bridge across the strait on Saturday.",
        "The Swedish bridge across the strait is open to traffic.",
        "Norway's promise of 40 ambulances was met in full.",
        "Norway kept its promise: the 40 ambulances are in Southport.",
        "Norway ticked off another pledge when the 40 ambulances arrived in Southport.",
        '"We promised 40 ambulances and we have delivered 40 ambulances," Norway\'s minister said in Southport.',
        "Finland has paid the €50 million it promised to the relief fund.",
        "The relief fund confirmed that Finland's €50 million had arrived.",
        "Finland transferred the last €10 million of its €50 million to the relief fund.",
        "Finland's contribution to the relief fund has been paid in full.",
        "With Monday's payment, Finland has given the relief fund all of the €50 million.",
        "Finland gave the relief fund €52 million, more than it had pledged.",
        "Portugal's law banning lead pipes came into force on 1 July.",
        "Portugal has banned lead pipes.",
        "Lead pipes have been illegal in Portugal since July.",
        "The Portuguese ban on lead pipes took effect on Tuesday.",
        "Austria has lifted the duty on solar panels.",
        "The Austrian duty on solar panels was abolished at the turn of the year.",
        "Finland did not say when, but the €50 million was paid to the relief fund.",
        "Norway decided not to wait and sent the 40 ambulances to Southport.",
    ],
)
def test_what_was_kept(sentence: str) -> None:
    assert outcome(sentence) == "fulfils"


@pytest.mark.parametrize(
    "sentence",
    [
        "So far 12 of the 40 Norwegian ambulances have reached Southport.",
        "A first shipment of Norwegian ambulances has docked in Southport.",
        "Norway has begun shipping ambulances to Southport.",
        "Norway has sent Southport 30 ambulances, ten fewer than promised.",
        "Only a quarter of the Norwegian ambulances have come to Southport.",
        "Southport has had 12 ambulances from Norway up to now.",
        "Norway has signed a contract for 40 ambulances for Southport.",
        "The Norwegian ambulances for Southport have left Bergen by ship.",
        "Norway delivered another five ambulances to Southport this week, bringing the total to 25.",
        "Norwegian parliament approved the money for 40 ambulances for Southport.",
        "Norway ordered the 40 ambulances for Southport from a maker in Turku.",
        "Denmark has trained 120 nurses in Northland so far.",
        "Work on the Swedish bridge across the strait began in June.",
        "Sweden has laid the foundation stone of the bridge across the strait.",
        "Denmark says 45 per cent of the nurses in Northland are trained.",
        "Norway sent 8 ambulances to Southport in June and will send the rest by autumn.",
        "Of the 40 ambulances for Southport, Norway has sent 22.",
        "Denmark is training the first 50 nurses in Northland.",
        "Norway's second convoy of ambulances reached Southport on Tuesday.",
        "Norway stepped up deliveries of ambulances to Southport.",
        "Finland has paid €20 million of the €50 million to the relief fund.",
        "Finland paid a first instalment to the relief fund in March.",
        "Finland has so far paid less than half of what it pledged to the relief fund.",
        "Portugal's parliament passed the ban on lead pipes at first reading.",
        "A bill to ban lead pipes was tabled in the Portuguese parliament.",
        "Portugal's government approved a draft law on lead pipes.",
        "Austria has halved the duty on solar panels.",
        "Finland has wired €30 million to the relief fund, the rest is due in autumn.",
    ],
)
def test_what_was_under_way(sentence: str) -> None:
    assert outcome(sentence) == "advances"


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway remains committed to sending 40 ambulances to Southport.",
        "Norway again promised 40 ambulances to Southport.",
        "Norway said the 40 ambulances for Southport would come by the end of June.",
        "The Norwegian ambulances for Southport are expected next month.",
        "Norway still plans to send Southport the 40 ambulances.",
        "Norway's ambulances for Southport will arrive later than planned, in July.",
        "The minister repeated that Norway's 40 ambulances would be sent to Southport.",
        "Denmark will train the nurses in Northland next year, the minister confirmed.",
        "Sweden stands by its plan for a bridge across the strait.",
        "Sweden pushed back the opening of the bridge across the strait to 2027.",
        "Norway promised in March that Southport would get 40 ambulances.",
        "Norway assured Southport that the ambulances were coming.",
        "Denmark now wants to train the 300 nurses in Northland by 2027.",
        "Finland will pay the €50 million to the relief fund in two instalments.",
        "Finland reaffirmed its pledge of €50 million to the relief fund.",
        "Portugal still intends to ban lead pipes.",
        "Portugal's ban on lead pipes will take effect in January.",
        "Portugal has put off the ban on lead pipes until 2027.",
        "Austria will keep its promise to abolish the duty on solar panels.",
        "Portugal will keep working on a ban of lead pipes.",
    ],
)
def test_what_was_promised_again_or_put_off(sentence: str) -> None:
    assert outcome(sentence) == "restates"


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway will not send the 40 ambulances to Southport after all.",
        "Norway has shelved its plan to send 40 ambulances to Southport.",
        "Norway withdrew its offer of 40 ambulances for Southport.",
        "Oslo called off the delivery of 40 ambulances to Southport.",
        "Norway has abandoned its promise of ambulances for Southport.",
        "Norway has decided against sending ambulances to Southport.",
        "There will be no Norwegian ambulances for Southport, Oslo said.",
        "Norway's pledge of 40 ambulances to Southport has been cancelled.",
        "The plan to send Norwegian ambulances to Southport is dead, the minister said.",
        "Sweden scrapped the bridge across the strait on cost grounds.",
        "Sweden has dropped its plan to build a bridge across the strait.",
        "Sweden has ruled out a bridge across the strait.",
        "Denmark no longer intends to train nurses in Northland.",
        "Denmark has ended its training of nurses in Northland.",
        "The Swedish government has pulled the plug on the bridge across the strait.",
        "Sweden backed out of building the bridge across the strait.",
        "Denmark cancelled the course for nurses in Northland.",
        "Sweden abandoned the bridge across the strait, the minister admitted.",
        "Finland has cancelled its €50 million for the relief fund.",
        "Finland will not pay the €50 million to the relief fund.",
        "Portugal has given up its plan to ban lead pipes.",
        "Portugal's government withdrew the bill banning lead pipes.",
        "Austria will keep the duty on solar panels.",
        "Italy has decided to keep its troops on the island.",
        "Austria has dropped the idea of abolishing the duty on solar panels.",
        "Portugal's parliament voted down the ban on lead pipes.",
        "Finland went back on its promise to the relief fund.",
        "Austria's chancellor said the duty on solar panels would stay after all.",
        "Austria keeps the duty on solar panels after all.",
        "Sweden has decided not to build the bridge across the strait.",
        "Sweden opted not to build the bridge across the strait.",
        "The Swedish bridge across the strait will never see the light of day.",
    ],
)
def test_what_was_given_up(sentence: str) -> None:
    assert outcome(sentence) == "drops"


@pytest.mark.parametrize(
    "sentence",
    [
        "None of the 40 ambulances that Norway promised Southport has arrived.",
        "Southport is still waiting for the 40 ambulances from Norway.",
        "The Norwegian ambulances for Southport are months late.",
        "Nobody in Southport has seen an ambulance from Norway.",
        "Norway has yet to send a single ambulance to Southport.",
        "Critics say Norway is dragging its feet over the 40 ambulances for Southport.",
        "It is not known when the Norwegian ambulances will reach Southport.",
        "Talks about the Norwegian ambulances for Southport have stalled.",
        "Norway's ambulances for Southport are stuck at the border.",
        "Work on the Swedish bridge across the strait has not begun.",
        "No Danish nurse trainer has come to Northland.",
        "Sweden missed the deadline for the bridge across the strait.",
        "The Swedish bridge across the strait is behind schedule.",
        "Norway may not send the ambulances to Southport after all, a newspaper reported.",
        "Southport's mayor asked where Norway's 40 ambulances were.",
        "Norway has sent nothing to Southport of the 40 ambulances.",
        "Sweden could scrap the bridge across the strait, sources say.",
        "Opponents want Sweden to abandon the bridge across the strait.",
        "Denmark has failed to train the 300 nurses it promised Northland.",
        "It is doubtful whether Denmark will train 300 nurses in Northland.",
        "Not one of the 40 ambulances has left Norway for Southport.",
        "Finland has not paid a cent into the relief fund.",
        "The relief fund has received nothing from Finland.",
        "Finland owes the relief fund €50 million.",
        "Finland's payment to the relief fund is overdue.",
        "Portugal has still not banned lead pipes.",
        "Austria is considering keeping the duty on solar panels.",
        "Lead pipes are still being sold in Portugal.",
        "Whether Finland will pay into the relief fund is an open question.",
        "The Portuguese bill on lead pipes is stuck in committee.",
        "Finland's finance minister refused to say when the €50 million would be paid to the relief fund.",
        "Austria has not yet abolished the duty on solar panels.",
        "The relief fund urged Finland to pay the €50 million.",
        "The Swedish bridge across the strait has yet to see the light of day.",
        "Austria's duty on solar panels remains in force.",
        "Italian troops remain in place on the island.",
        "The Finnish minister declined to say whether the €50 million had been paid to the relief fund.",
    ],
)
def test_what_was_not_done_or_in_doubt(sentence: str) -> None:
    assert outcome(sentence) == "unclear"


@pytest.mark.parametrize(
    ("reading", "sentence"),
    [
        ("fulfils", "Austria's duty on solar panels is no longer in force."),
        ("fulfils", "Austria's duty on solar panels expired in June."),
        ("fulfils", "Nurses' pay in Lithuania rose by 20 per cent in January."),
        ("advances", "Nurses' pay in Lithuania rose by 12 per cent in January."),
    ],
)
def test_how_a_sentence_is_read_however_sure_one_is_of_it(reading: str, sentence: str) -> None:
    document = Document("D9", "", "The Courier", date(2025, 8, 10), text=sentence, language="en")
    (first,) = [each for each in read_follow_ups(document, INDEX) if each.rank == 1]
    assert first.reading == reading
