"""What a pledge waits for: an election, an approval, a truce; and what bears on something else."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.language.pledging import read_pledges
from tracker.language.sightings import PledgeSighting
from tracker.model import Document


def sighted(text: str) -> tuple[PledgeSighting, ...]:
    return read_pledges(Document("D", "An afternoon in town", "The Courier", date(2024, 2, 14), text=text))


def test_a_promise_after_if_it_wins_hangs_on_the_election() -> None:
    text = (
        "If it wins on 4 July, Britain's Labour party will build 300 clinics. It is sunny.\n\n"
        "The party would hire 900 nurses."
    )
    first, second = sighted(text)
    assert first.deadline is None
    assert second.condition == first.condition
    assert "campaign" in {cue.rule for cue in second.cues}


@pytest.mark.parametrize(
    ("second", "hangs"),
    [
        ("The British government said on Monday that it would hire 900 nurses.", False),
        ("Britain's defence ministry said it will buy six ships by 2028.", False),
        ("The government of Britain will hire 900 nurses.", False),
        ("The British health minister announced that she would hire 900 nurses.", False),
        ("A Labour government in Britain would hire 900 nurses.", True),
        ("The next British government will hire 900 nurses.", True),
        ("The British government would hire 900 nurses.", True),
        ("Britain's shadow health minister said it would hire 900 nurses.", True),
    ],
)
def test_what_those_in_office_promise_does_not_hang_on_another_s_election(second: str, hangs: bool) -> None:
    first, *_, last = sighted(f"If it wins on 4 July, Britain's Labour party will build 300 clinics. {second}")
    assert first.condition is not None
    assert (last.condition is not None) is hangs


@pytest.mark.parametrize(
    ("sentence", "conditional"),
    [
        ("Malta will swap 12 million euros of debt by 2027, with a view to more if that works.", False),
        ("Malta will lend ten boats, with the option of ten more should the harbour be open.", False),
        ("Norway will give 40 boats in May and, should more be needed, think again.", False),
        ("Norway will give 40 boats if more money is found.", True),
        ("Norway will give 40 boats should the truce hold.", True),
        ("With a view to peace, Norway will give 40 boats if the truce holds.", True),
    ],
)
def test_a_condition_of_what_may_come_beyond_is_not_the_pledge_s(sentence: str, conditional: bool) -> None:
    (found,) = sighted(sentence)
    assert (found.condition is not None) is conditional


@pytest.mark.parametrize(
    "condition",
    [
        "which the Storting would have to approve",
        "a sum that parliament would have to pass",
        "which must still be approved by the Storting",
        "which the Storting has to pass",
        "though parliament has yet to approve the money",
        "but the Storting will first have to vote on it",
        "and still needs the approval of the Storting",
    ],
)
def test_what_others_have_yet_to_approve_waits_for_them(condition: str) -> None:
    text = f"Norway promised 300 million dollars for the fund, {condition}."
    (found,) = sighted(text)
    assert found.band == "likely"
    assert found.condition is not None
    assert text[found.condition.start : found.condition.end] == condition


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway will send 40 tanks, which the Storting approved in May.",
        "Norway will table a bill on ferries in May, which the Storting must approve.",
        "Norway will pay for the road to the school, which the children must pass on their way.",
        "Norway will train 400 nurses who have to pass an exam.",
        "Norway will mend the bridge by June, but does not have to vote on it.",
    ],
)
def test_what_was_approved_or_is_put_to_the_vote_itself_waits_for_nobody(sentence: str) -> None:
    (found,) = sighted(sentence)
    assert found.condition is None
