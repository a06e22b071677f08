"""A day by its number alone ("by the 19th"), and what is only the nineteenth of its kind."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.language.rules import load_rules
from tracker.language.spotting import spot_deadline

SAID_ON = date(2025, 9, 4)


def spotted(sentence: str) -> str | None:
    """The phrase of the deadline that a sentence sets."""
    found = spot_deadline(sentence, SAID_ON, load_rules(), cue=sentence.index("will"))
    return found.deadline.phrase if found else None


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("It will pay by the 19th.", "by the 19th"),
        ("They will hand it over on the 3rd, the minister said.", "on the 3rd"),
        ("It will finish before the 14th and leave.", "before the 14th"),
        ("They will meet on the 21st at noon.", "on the 21st"),
    ],
)
def test_a_day_by_its_number_is_a_deadline(sentence: str, phrase: str) -> None:
    assert spotted(sentence) == phrase


@pytest.mark.parametrize(
    "sentence",
    [
        "It will prepare the 19th package of sanctions.",
        "It will join the 20th round of talks.",
        "It will pay by the 19th package.",
        "By the 20th anniversary the museum will open.",
        "It will open the 3rd.",
    ],
)
def test_what_is_one_of_a_kind_is_no_day(sentence: str) -> None:
    assert spotted(sentence) is None
