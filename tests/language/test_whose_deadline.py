"""Whose deadline a day is: of this clause or another, of the pledge or of what was said, or told a sentence later."""

from __future__ import annotations

from datetime import date

import pytest
from afternoon import last_day, read

SAID_ON = date(2026, 1, 14)


@pytest.mark.parametrize(
    ("text", "latest"),
    [
        ("Norway will give 160 million euros for food. Half of it will be there by the end of March.", "2026-03-31"),
        ("Norway will give 160 million euros for food. The whole sum would be paid by May.", "2026-05-31"),
        ("Norway will send 40 lorries. They will leave in March.", "2026-03-31"),
        ("Norway will send 40 lorries. The lorries are due in Odesa in March.", "2026-03-31"),
        ("Norway will send 40 lorries. The first ten are due in February.", "2026-02-28"),
        ("Norway will send 40 lorries. It will also pay for a bridge by May.", "none"),
        ("Norway will send ten lorries. All of it by Easter.", "2026-04-05"),
        ("Norway will send ten lorries. The minister said half of them would be there by June.", "2026-06-30"),
        ("Norway will send ten lorries. The minister said she would visit the port in March.", "none"),
        ("Norway will send ten lorries, and the first five are to leave in February.", "2026-02-28"),
        ("Norway will send ten lorries. Both governments will meet in May.", "none"),
        ("Norway will send 40 lorries. They were built in March 2025.", "none"),
        ("Norway will send 40 lorries. The rest of the fleet was sold in May.", "none"),
        ("Norway will send 40 lorries. Parliament will vote on the budget in March.", "none"),
        ("Norway will send 40 lorries. It will be the largest giver by the end of May.", "none"),
        ("Norway will help the farmers. The farmers will elect a leader in May.", "none"),
        ("Norway will send 40 lorries.\n\nThe first ten are due in February.", "none"),
    ],
)
def test_a_sentence_later_the_day_of_the_thing_promised_may_stand(text: str, latest: str) -> None:
    assert last_day(text) == latest


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("Canada is to give fifty boats by May, and Norway will pay for the crews.", {"CA": "2026-05-31", "NO": None}),
        ("Norway will pay for the crews, and Canada is to give fifty boats by May.", {"CA": "2026-05-31", "NO": None}),
        ("Denmark promised two ferries by July; Finland will pay for the crews.", {"DK": "2026-07-31", "FI": None}),
        (
            "Before June, Sweden will send ten boats and Norway will send five.",
            {"SE": "2026-05-31", "NO": "2026-05-31"},
        ),
        ("Before June, Sweden will send ten boats; Norway will pay for the fuel.", {"SE": "2026-05-31", "NO": None}),
        ("If elected in 2027, Sweden will send ten boats, and Norway will send five.", {"SE": None, "NO": None}),
        ("Sweden, which is to build a hall by 2028, will send ten teachers to Malta.", {"SE": None}),
    ],
)
def test_a_day_belongs_to_the_clause_in_which_it_stands(sentence: str, days: dict[str, str | None]) -> None:
    found = {each.actors.parties[0]: each.deadline and str(each.deadline.latest) for each in read(sentence)}
    assert found == days


@pytest.mark.parametrize(
    ("sentence", "latest"),
    [
        ("Norwegian ministers meeting in Bergen on Wednesday promised 40 million euros for the dam.", "none"),
        ("Norway on Tuesday pledged 40 million euros for the dam.", "none"),
        ("In a letter sent on Friday, Norway promised to pay 40 million euros.", "none"),
        ("Norway promised on Monday to send 40 lorries by May.", "2026-05-31"),
        ("On Thursday Norway will send 40 lorries.", "2026-01-15"),
        ("In May, Norway promised, it will send 40 lorries.", "2026-05-31"),
        ("From the first day of Term 1 next year Norway will pay the fees.", "none"),
        ("Norway will bring 40 engineers home from the base next month.", "2026-02-28"),
        ("Norway will publish a list of what has been paid, the first in February.", "2026-02-28"),
        ("Norway will publish a list of what was paid in February.", "none"),
        ("Norway will rebuild the bridge, destroyed in the May floods, by the end of 2027.", "2027-12-31"),
        ("Norway will set aside the sum in its revised budget in May.", "2026-05-31"),
        ("Norway will put up ten masts, as it promised in May.", "none"),
        ("Norway will put up ten masts in addition to the five finished in November.", "none"),
        ("Norway will have 40 men trained in May.", "2026-05-31"),
        ("Poland will have signed it by the time the two presidents meet again, on 3 May.", "2026-05-03"),
        ("Norway will make its full contribution for 2026-28 available in April.", "2026-04-30"),
        ("Norway will close the crossing from midnight on Friday.", "none"),
    ],
)
def test_a_day_may_be_that_on_which_it_was_said_or_something_else_begins(sentence: str, latest: str) -> None:
    assert last_day(sentence) == latest
