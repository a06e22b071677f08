"""Who promises, as agencies tell it: so many of them, unions and banks of states, those who are given something."""

from __future__ import annotations

from datetime import date

import pytest
from reported import told

from tracker.language.pledging import read_pledges
from tracker.model import Document

_THREE = ("ES", "PT", "PE")


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Two of the states, Spain and Portugal, have promised to take in 400 refugees.", ("ES", "PT")),
        ("The work goes on. Two states - Spain and Portugal - lead it, pledging to train 40 men.", ("ES", "PT")),
        ("Two states (Spain and Portugal) will train 40 men.", ("ES", "PT")),
        ("High-income countries have pledged 300 million doses.", ("DEVELOPED",)),
        ("Spain was praised on Monday. Some 190 countries pledged to plant 40 million trees.", ()),
        ("Gulf Arab nations pledged more than $2 billion for UN aid to Chad.", ()),
        ("MUSCAT, (Reuters) – Gulf Arab nations pledged more than $2 billion on Monday.", ()),
        ("Leaders promised to plant 40 trees after talks with President Trump.", ()),
        ("NATO met in Oslo. All 32 members will train 40 men.", ("NATO",)),
        ("The Leaders agreed that Poland host the office from May.", ("PL",)),
        ("The Dose Facility, backed by Spain and Portugal, will deliver 40 million doses by June.", ()),
        ("The bridge will be built by Spain and Portugal by June.", ("ES", "PT")),
        ("Peru was thanked. The minister said that 20 countries pledged to buy shells.", ()),
        ("The Danish minister said three states, namely Spain, Portugal and Peru, had agreed to send 400 men.", _THREE),
        ("The Danish minister said Peru would send 40 boats, the first pledge of help at a summit.", ("PE",)),
        ("The African Union (AU) met. The AU has planned to send 8,000 troops to Haiti.", ("AFUN",)),
        ("The French president said that 26 of Ukraine's allies have pledged to deploy troops.", ()),
        ("The East African bloc IGAD pledged to send 2,000 soldiers to Sudan.", ("IGAD",)),
        ("Chile will start training 40 men in May.", ("CL",)),
        (
            "The presidents of Finland, Latvia and Estonia and the prime ministers of Norway and Sweden "
            "said they would send boats.",
            ("FI", "LV", "EE", "NO", "SE"),
        ),
        ("Spain has given Ukraine ten boats. Another ten will be sent in June.", ("ES",)),
        (
            "The heads of government of Spain, Portugal and Peru issued a joint statement, assuring of help for Chad.\n"
            "“We will send 40 boats,” the statement of the three countries reads.",
            ("ES", "PT", "PE"),
        ),
        ("The EU and ASEAN met in Lima. The bank Nordland pledged to finance 40 dams.", ()),
        ("The EU and ASEAN met in Lima. The alliance NATO will send 40 boats.", ("NATO",)),
    ],
)
def test_so_many_are_those_whom_the_text_names(text: str, parties: tuple[str, ...]) -> None:
    (found,) = read_pledges(Document("D-2026-001", "", "The Courier", date(2026, 3, 10), text=text))
    assert found.actors.parties == parties


def test_both_countries_are_those_just_named_and_not_whose_make_their_jets_are() -> None:
    text = (
        "Spain pledged 24 of its U.S.-made jets to Peru, while Portugal confirmed sending 19. "
        "Both countries announced that they would deliver the first of them this summer."
    )
    assert told(text)[-1] == "ES+PT this summer"


def test_an_office_of_no_country_in_a_list_is_of_the_country_that_publishes() -> None:
    text = "The Prime Minister and President Macron agreed to send 40 tanks by June."
    for publisher, parties in (("GOV.UK", ("GB", "FR")), ("The Courier", ("FR",))):
        (found,) = read_pledges(Document("D-2026-001", "", publisher, date(2026, 3, 10), text=text))
        assert found.actors.parties == parties


def test_who_promises_something_next_does_not_speak_for_the_one_before() -> None:
    text = "Oman pledged $40 million, the United Arab Emirates promised $100 million and Chile $9 million."
    found = read_pledges(Document("D-2026-001", "", "The Courier", date(2026, 3, 10), text=text))
    assert [each.actors.speaker for each in found] == [None, None, None]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("According to the results of the meeting, Norway will send 40 boats to Chad.", None),
        ("According to the Danish ministry, Norway will send 40 boats to Chad.", "DK"),
        ("Norway will send 40 boats to Chad, according to the Danish ministry of defence.", "DK"),
    ],
)
def test_according_to_whom_is_told_right_behind_it(text: str, speaker: str | None) -> None:
    (found,) = read_pledges(Document("D-2026-001", "", "The Courier", date(2026, 3, 10), text=text))
    assert (found.actors.parties, found.actors.speaker) == (("NO",), speaker)


@pytest.mark.parametrize(
    ("text", "pledges"),
    [
        # who so many are, told beside them
        ("Western countries, including Germany, pledged 12 ferries to Kenya.", ["DE 12 ferries"]),
        ("Western countries, including the United States, pledged 12 ferries to Kenya.", ["US 12 ferries"]),
        ("Other allies, such as Norway and Denmark, have promised 12 ferries.", ["NO+DK 12 ferries"]),
        ("Countries like Norway and Denmark have promised 12 ferries.", ["NO+DK 12 ferries"]),
        ("Countries, including some in Africa, will send 12 ferries.", [" 12 ferries"]),
        # those who have promised are not those who tell of them
        ('"We now have 26 states who have formally committed to 12 ferries," the French say.', [" 12 ferries"]),
        # from whom somebody gets it
        ("As part of a package from Sweden, the Kenyan army will receive 12 ferries.", ["SE 12 ferries"]),
        ("From Sweden Kenya will receive 12 ferries.", ["SE 12 ferries"]),
        # what stands in brackets, or tells what else somebody does
        (
            "Swedish minister Anna Berg, who is chairing a meeting of the club (in the Oslo format) with her Danish "
            "colleague, announced the delivery of 12 ferries to Kenya.",
            ["SE 12 ferries"],
        ),
        ("Sweden (as a member of NATO) will send 12 ferries.", ["SE 12 ferries"]),
    ],
)  # fmt: skip
def test_who_promises_is_told_around_the_verb(text: str, pledges: list[str]) -> None:
    assert told(text) == pledges


def test_a_club_of_those_who_promised_promises_nothing() -> None:
    text = "The Ferry Club, formed in 2023, brings together countries committed to providing Kenya with ferries."
    found = read_pledges(Document("D-2026-001", "", "The Courier", date(2026, 3, 10), text=text))
    assert [each.band for each in found] == ["possible"]


@pytest.mark.parametrize(
    ("introduced", "who"),
    [
        ("Norwegian minister Martin Berg spoke in Lima about NATO", "NO"),
        ("Norwegian Ambassador to Peru Martin Berg spoke about NATO", "NO"),
        ("The Norwegian ambassador, Martin Berg, spoke about NATO", "NO"),
        ("Martin Berg, the Norwegian ambassador, spoke about NATO", "NO"),
        ("Martin Berg, a spokesman for the Norwegian government, spoke about NATO", "NO"),
        ("Norway's minister of trade and industry, Martin Berg, spoke about NATO", "NO"),
        ("EU foreign policy chief Martin van den Berg spoke about NATO", "EU"),
        ("A Norwegian company's owner, Martin Berg, spoke about NATO", "NATO"),
        ("They met the Norwegian navy. Minister Martin Berg spoke about NATO", "NATO"),
    ],
)
def test_a_person_speaks_for_whom_the_office_was_told_of(introduced: str, who: str) -> None:
    assert told(f'{introduced}. "We will bring another boat," said Berg.') == [who]
    promised = [f"{who} 40 boats"] if who != "NATO" else []
    assert told(f"{introduced}. Berg promised 40 boats.") == promised


def test_a_name_of_two_parties_persons_is_nobodys() -> None:
    text = (
        "Norwegian minister Martin Berg met Swedish minister Anna Berg. The two went on a walk. Berg promised 40 boats."
    )
    assert told(text) == []


def test_what_is_named_after_a_country_is_not_the_country() -> None:
    assert told("The Ukraine Facility will provide up to €50 billion by 2027.") == [" 50,000,000,000 EUR by 2027"]
    assert told("The EU Fund will provide 40 boats by May.") == ["EU 40 boats by May"]


def test_who_goes_on_to_promise_is_the_subject_of_the_sentence() -> None:
    text = "Chad's plan goes on. Norway made the largest gift so far, promising 40 boats, the Chadian minister said."
    assert told(text) == ["NO 40 boats"]
    text = (
        "About 1,200 of these boats arrived in May, and the rest would be sent by Norway in July, the news agency said."
    )
    assert told(text) == ["NO in July"]


def test_what_the_media_report_is_told() -> None:
    for text in (
        "Norway would send 40 boats to Mali, local media reported.",
        "Media reported that Norway would send 40 boats.",
    ):
        (found,) = read_pledges(Document("D-2026-001", "", "The Courier", date(2026, 3, 10), text=text))
        assert (found.band, found.actors.parties) == ("likely", ("NO",))


@pytest.mark.parametrize(
    ("text", "pledges"),
    [
        ("In 2026, Denmark promised Peru that it would send 40 boats.", ["DK 40 boats"]),
        ("On Monday Denmark informed the Peruvian ministry that it would send 40 boats.", ["DK 40 boats"]),
        ("Nordic and Baltic leaders said they would send 40 boats.", ["NB8 40 boats"]),
        (
            "Denmark will send 40 boats to Peru, with the first four planned for delivery by May.",
            ["DK 40 boats", "DK by May"],
        ),
    ],
)
def test_it_is_who_promised_and_what_is_told_beside_is_of_the_same(text: str, pledges: list[str]) -> None:
    assert told(text) == pledges
