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
    ],
)
def test_a_day_may_be_that_on_which_it_was_said_or_something_else_begins(sentence: str, latest: str) -> None:
    assert last_day(sentence) == latest
