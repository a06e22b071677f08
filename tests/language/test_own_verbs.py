"""The verb of the pledge, told as done, keeps it, however it is bent: "rewrote" and "rewrite" are one verb."""

from __future__ import annotations

from datetime import date

import pytest

from tests.language.linked import pledge
from tracker.language.linking import read_follow_ups
from tracker.language.pledge_index import PledgeIndex
from tracker.language.terms import stem
from tracker.language.worth import of_pledge
from tracker.model import Document

PLEDGES = {
    each.ref: each
    for each in (
        pledge("code", "BW", "Botswana will rewrite its forest code."),
        pledge("basque", "ES", "Spain will teach Basque in 60 schools.", 60, "schools"),
        pledge("harbour", "LV", "Latvia will dig out the harbour of Pavilosta."),
        pledge("deeds", "RO", "Romania will catalogue the maps of Brasov."),
        pledge("canvas", "NL", "The Netherlands will lend two canvases by Bosch to Bruges."),
    )
}


def told(ref: str, sentence: str) -> set[str]:
    read = Document("D9", "", "The Courier", date(2025, 11, 20), text=sentence, language="en")
    return {each.outcome for each in read_follow_ups(read, PledgeIndex([PLEDGES[ref]])) if each.rank == 1}


@pytest.mark.parametrize(
    ("ref", "sentence"),
    [
        ("code", "Botswana rewrote its forest code in the spring."),
        ("code", "The forest code has been rewritten, Botswana says."),
        ("basque", "Basque is taught in 60 schools, Spain says."),
        ("harbour", "Latvia dug out the harbour of Pavilosta in May."),
        ("deeds", "Romania catalogued the maps of Brasov in May."),
        ("canvas", "The Netherlands lent two canvases by Bosch to Bruges in May."),
    ],
)
def test_the_verb_of_the_pledge_told_as_done_keeps_it(ref: str, sentence: str) -> None:
    assert told(ref, sentence) == {"fulfils"}


@pytest.mark.parametrize(
    ("ref", "sentence"),
    [
        ("code", "Botswana has not rewritten its forest code."),
        ("code", "The forest code of Botswana is being rewritten."),
        ("code", "The forest code of Botswana will be rewritten in the spring."),
        ("code", "Botswana rewrote half of its forest code in the spring."),
        ("basque", "Basque is to be taught in 60 schools, Spain says."),
        ("basque", "Basque is taught in 12 schools, Spain says."),
        ("harbour", "The harbour of Pavilosta in Latvia was never dug out."),
        ("canvas", "If the Netherlands lent two canvases by Bosch, Bruges would insure them."),
    ],
)
def test_a_verb_that_is_denied_or_to_come_or_of_a_part_does_not(ref: str, sentence: str) -> None:
    assert "fulfils" not in told(ref, sentence)


def test_a_verb_and_its_pasts_are_one_word() -> None:
    assert stem("rewrote") == stem("rewritten") == stem("rewrites") == stem("rewrite")
    assert stem("left") != stem("leave")  # it says too many things


def test_the_pledges_own_verb_is_a_sign() -> None:
    assert "own deed fulfils" in of_pledge("fulfils", None, None, counted=False, deed=True)
