"""Who is told or given a promise, and by whom; who only hosts; what stands beside a denial."""

from __future__ import annotations

import pytest
from afternoon import bands, read


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        # who is promised a thing is not who promises it
        ("Chad came early. It was promised 40 wells by Japan, to be dug this year.", "JP"),
        ("Chad came early. It was told by Japan that the well would be dug by May.", "JP"),
        ("Chad's minister was told by Japan that the well would be dug by May.", "JP"),
        ("Chad's premier came early. Before he left, he was promised 40 wells by Japan.", "JP"),
        ("Chad agreed with Japan that the well would be dug by May.", "TD"),
        # who hosts the talks does not act
        ("At talks hosted by Oman, Chad and Sudan agreed to exchange prisoners within a month.", "TD SD"),
        ("At talks chaired by Oman and Kenya, Sudan promised to mend the road by May.", "SD"),
        ("In Brussels, Rome and Belgrade undertook to publish both lists by May.", "IT RS"),
        # who hands a thing over sees to what is to be done with it, and not who gets it
        ("Oman offered the United Nations envoy four boats, to be sent by June.", "OM"),
        # a commission is not the Commission
        ("Chad and Sudan agreed that a mixed commission would map the shore by May.", "TD SD"),
        # what is announced of another, what word is given, and by whom
        ("The Dutch left. The minister announced that Canada would pay for ten wells by May.", "CA"),
        ("The Dutch left. Canada's minister confirmed that it would pay for ten wells by May.", "CA"),
        ("Chad came. Emmanuel Macron has given his word that ten wells will be dug by May.", "FR"),
        # people who are counted are no party; the whole people is
        ("Kenya's cabinet met. The 640 Danes will be flown out by May, the minister said.", "KE"),
        ("Kenya's cabinet met. The Danes will pay for ten wells by May.", "DK"),
        # who comes with a thing sees to what is to be done with it
        ("Kenya came first. Spain returned with a pump that is to be mounted by May.", "ES"),
        ("In a letter signed by Oman, Chad and Kenya, they promised to mend the road by May.", "OM TD KE"),
    ],
)
def test_who_acts_is_who_promises(text: str, parties: str) -> None:
    assert {*read(text)[-1].actors.parties} == {*parties.split()}


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Finland will not send a single saw, but it will send 40 stoves in May.", "it will send 40 stoves in May."),
        ("Finland will not send saws but will send 40 stoves in May.", "will send 40 stoves in May."),
        (
            "Finland will buy ten saws, and that it will name the mill by May is sure.",
            "Finland will buy ten saws, and that it will name the mill by May is sure.",
        ),
    ],
)
def test_what_follows_a_denial_is_a_clause_of_its_own(text: str, quote: str) -> None:
    assert [text[slice(*each.quote)] for each in read(text)] == [quote]


@pytest.mark.parametrize(
    "sentence",
    [
        "The accord commits Kenya to opening forty clinics by May.",
        "The Danish minister promised him that the clinic would be open by May.",
        "Denmark promised the islanders that the clinic would be theirs by May.",
        "Denmark would open a clinic by May, Ann Hill promised in Nuuk.",
        "The Danish minister replied that it would be opened by May.",
        "Denmark will pay for forty observers in May.",
        "Denmark promised Sweden in a letter to keep the pier open until May.",
        "Denmark promised its creditors not to borrow a crown abroad before 2030.",
        "Denmark gave Sweden an assurance that the pier would be mended by May.",
        "The minister has asked me to tell you that Denmark is to spend £85 million on piers by May.",
        "To that I can add £20 million of new money for the pier at Nuuk by May.",
        "A Danish diplomat said that it would mend the pier by May.",
    ],
)
def test_promises_told_to_somebody_or_behind_are_pledges(sentence: str) -> None:
    assert bands(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Denmark's cabinet voted six times to build a pool.",
        "Denmark has repeatedly promised to build a pool.",
        "Denmark had no money; nothing is being built.",
        "It would be wrong to wait, the Danish minister said.",
        "The accord commits nobody in Denmark to anything.",
        "A Danish shipping line said on Monday it would add four piers by May.",
        "With permission, Minister, I shall make a statement on Danish piers.",
        "Danish ministers love to say that fewer would come if more were done.",
        "If you ask me, Danish wages will go down again next year.",
        "Talks are being held with three Danish ministers.",
        "130 of the piers that Denmark is financing have been painted.",
        "All twelve piers are in Danish hands in May, the last having been delivered by rail.",
        "Of the 40 men to whom we offered a pier in Denmark, 30 now have it.",
        "Observers say Denmark will build a pool by May.",
    ],
)
def test_promises_that_are_counted_are_none(sentence: str) -> None:
    assert "likely" not in bands(sentence)
