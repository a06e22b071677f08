"""What somebody has not done, or will not do, is told with any apostrophe and with words between."""

from __future__ import annotations

import pytest

from tracker.language.outcomes import decide, load_outcome_rules, signs
from tracker.language.passages import Passage
from tracker.language.refusals import is_negative, refuses

RULES = load_outcome_rules()


def outcome(sentence: str) -> str:
    return decide(signs(sentence, 0, len(sentence), RULES), RULES)[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway hasn't sent the lorries.",
        "Norway hasn’t yet sent the lorries.",
        "Norway never actually sent the lorries.",
        "The convoy has never reached Odesa on time.",
    ],
)
def test_a_deed_that_is_denied_fulfils_nothing(sentence: str) -> None:
    assert outcome(sentence) != "fulfils"


@pytest.mark.parametrize(
    "sentence",
    ["Norway sent the lorries on 3 May.", "Norway has since sent 40 lorries.", "The convoy reached Odesa on 3 May."],
)
def test_a_deed_that_is_told_fulfils(sentence: str) -> None:
    assert outcome(sentence) == "fulfils"


@pytest.mark.parametrize("words", ["won't send", "won’t send", "isn't going to send", "isn’t going to send"])
def test_a_refusal_is_one_with_either_apostrophe(words: str) -> None:
    def refused(sentence: str) -> bool:
        return refuses(sentence, Passage(0, len(sentence)))

    assert refused(f"Berlin {words} the boats.")
    assert not refused("Berlin won’t hesitate.")
    assert is_negative("Berlin won’t send boats.")
