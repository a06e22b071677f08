"""Who promises, where the text names the office or the delegation of whoever says it, and others were named before."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.language.pledging import read_pledges
from tracker.model import Document

BEFORE = "Delegates of 74 states met in Lima. The Swiss ambassador spoke first.\n\n"


@pytest.mark.parametrize(
    "sentence",
    [
        # "he" and "her country" are of whoever says so in the same sentence
        "The Norwegian State Secretary said that her country would pay for 40 boats.",
        "Norway's state secretary said on Monday that she would send 40 boats.",
        "The delegate of Norway said that his country would send 40 boats.",
        "The head of the Norwegian delegation said his country would send 40 boats.",
        # an office, and then the name of who holds it
        '"We shall send 40 boats," Norway\'s envoy for the seas, Kari Moe, told reporters.',
        '"We shall send 40 boats," a Norwegian delegate, Kari Moe, said.',
        '"We shall send 40 boats," the Norwegian minister for fisheries, Kari Moe, told the Danish delegation.',
        # a name, and then the office
        '"We shall send 40 boats," Kari Moe, Norway\'s minister for fisheries, told reporters.',
        '"We shall send 40 boats," Kari Moe, who leads the Norwegian delegation, said.',
        '"We shall send 40 boats," Kari Moe of Norway\'s ministry for fisheries said.',
    ],
)
def test_who_says_so_promises(sentence: str) -> None:
    (found,) = read_pledges(Document("D-2026-001", "", "The Courier", date(2026, 3, 10), text=BEFORE + sentence))
    assert found.actors.parties == ("NO",)


@pytest.mark.parametrize(
    ("publisher", "text", "parties"),
    [
        # the name in brackets says whose office it is; a chancellery alone is Germany's
        ("Chancellery (Poland)", "We will send 40 boats.", ("PL",)),
        ("Chancellery of the Prime Minister", "We will send 40 boats.", ("PL",)),
        # a minister speaks in the parliament of the country
        ("Houses of the Oireachtas", "The EU paid on Monday. We will send 40 boats.", ("IE",)),
        ("Committee of the Storting", "The EU paid on Monday. We will send 40 boats.", ("NO",)),
        # the alliance is NATO's in a text on arms that names no other
        ("Government of Norway", "The alliance will keep four extra fighters in the north.", ("NATO",)),
        ("Government of Norway", "The alliance will keep four extra nurses in the north.", ()),
        # who comes as a guest is not the host, who issues the text
        ("Government of Norway", "Talks were held. The three guests promised 40 boats.", ()),
    ],
)
def test_whose_document_it_is(publisher: str, text: str, parties: tuple[str, ...]) -> None:
    (found,) = read_pledges(Document("D-2026-001", "", publisher, date(2026, 3, 10), text=text))
    assert found.actors.parties == parties


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Sweden's premier met Zelenskyy. The Scandinavian country will send 40 boats.", ("SE",)),
        ("Saudi Arabia hosted the Ukrainian president. The kingdom will pay 40 million dollars.", ("SA",)),
        ("Qatar's emir met Macron. The Gulf state will pay 40 million dollars.", ("QA",)),
        ("The Danish and the Polish premier met. The Nordic country will send 40 boats.", ("DK",)),
        ("Kenya's president met Macron. The East African nation will send 400 policemen.", ("KE",)),
        ("The EU's executive arm will pay 40 million euros.", ("EU",)),
        # so many are those whom the sentence has named, wherever they stand in it
        ("Macron, standing next to Merz and Tusk, said the three would send 40 boats.", ("FR", "DE", "PL")),
        ("Macron, flanked by Merz and Tusk, said the three would send 40 boats.", ("FR", "DE", "PL")),
    ],
)
def test_what_a_country_is_called_for_short(text: str, parties: tuple[str, ...]) -> None:
    (found,) = read_pledges(Document("D-2026-001", "", "The Courier", date(2026, 3, 10), text=text))
    assert found.actors.parties == parties
