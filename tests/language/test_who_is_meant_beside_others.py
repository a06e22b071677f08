"""Who must act where others were named just before: told between commas, by number, by whose they are."""

from __future__ import annotations

import pytest
from afternoon import read

OTHERS = "Portugal and Chile met on Monday. Chile thanked Lisbon. "


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("The Republic of Estonia will transfer the assets by May.", "EE"),
        ("The Kingdom of Denmark will transfer the assets by May.", "DK"),
        ("The chair of the meeting, Japan, will report by May.", "JP"),
        (
            "The two countries that lead the coalition, Lithuania and Iceland, undertook to train 40 men by May.",
            "LT IS",
        ),
        ("The hosts, Norway and Denmark, will train 40 men by May.", "NO DK"),
        ("The grid operators of the European Union will lift the ceiling by May.", "EU"),
        ("The engineers of Norway will repair 40 boats by May.", "NO"),
        ("With Sweden, Denmark will build 40 boats by May.", "DK SE"),
        ("Sweden and Finland spoke on Tuesday. The two leaders said they would open a joint depot by May.", "SE FI"),
        ("Sweden and Finland spoke on Tuesday. Neither country will close its embassy before May.", "SE FI"),
        ("In a call with Zelenskyy, Støre promised to send 40 boats by May.", "NO"),
        ("Zelenskyy thanked Støre, who promised to send 40 boats by May.", "NO"),
        ("Korea joined in February with an undertaking to raise its gift by May.", "KR"),
        ("North Korea will send 40 boats by May.", "KP"),
        ("Ghana and Senegal will bottle the milk: the works in Dakar is to begin in May.", "GH SN"),
    ],
)
def test_who_is_told_in_the_sentence_goes_before_who_was_named_last(text: str, parties: str) -> None:
    found = [each for each in read(OTHERS + text) if each.quote.start >= len(OTHERS)]
    assert {*found[-1].actors.parties} == {*parties.split()}


def test_a_minister_in_parliament_speaks_for_the_country_of_the_report() -> None:
    text = "Lord Smith: What of Belgium?\nThe Minister: We will clear the claims by May.\n"
    assert read(text, "House of Lords, Official Report")[0].actors.parties == ("GB",)
