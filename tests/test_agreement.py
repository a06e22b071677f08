"""Precision and agreement, held against figures worked by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tracker.agreement import agreements, kappa, precision_by_band, precision_by_cue, standing_decisions
from tracker.language.sightings import Cue

WILL, DELIVER, PERHAPS = (Cue("will", 1.5, 0, 4), Cue("deliver", 1.0, 5, 9), Cue("perhaps", -1.0, 10, 17))


def decision(proposal: str, decided: str, reviewer: str = "ann", **other: Any) -> dict[str, Any]:
    given = {"kind": "pledge", "band": "likely", "cues": (WILL,), **other}
    return {"proposal": proposal, "decided": decided, "reviewer": reviewer, **given}


def pairs(both: int, one: int, other: int, neither: int) -> list[tuple[bool, bool]]:
    return [(True, True)] * both + [(True, False)] * one + [(False, True)] * other + [(False, False)] * neither


# -- precision ---------------------------------------------------------------------------------------------------


def test_precision_is_the_share_that_was_taken_edited_or_not_by_band_and_kind() -> None:
    found = precision_by_band(
        [
            decision("P-1", "accepted"),
            decision("P-2", "accepted"),
            decision("P-3", "edited"),
            decision("P-4", "rejected"),
            decision("P-5", "rejected", band="possible"),
            decision("P-6", "accepted", band="possible"),
            decision("P-7", "rejected", band="possible"),
            decision("P-8", "edited", kind="follow-up"),
        ]
    )
    told = {key: (*each, each.decided, each.value) for key, each in found.items()}
    assert told == {
        ("follow-up", "likely"): (0, 1, 0, 1, 1.0),
        ("pledge", "likely"): (2, 1, 1, 4, 0.75),
        ("pledge", "possible"): (1, 0, 2, 3, pytest.approx(1 / 3)),
    }


def test_precision_by_cue_counts_a_proposal_once_for_each_cue_that_fired_in_it() -> None:
    twice = (WILL, WILL._replace(start=20, end=24), DELIVER)
    found = precision_by_cue(
        [
            decision("P-1", "accepted", cues=twice),
            decision("P-2", "rejected", cues=(WILL, PERHAPS)),
            decision("P-3", "edited", cues=(DELIVER,)),
            decision("P-4", "rejected", cues=()),
        ]
    )
    assert {rule: (each.decided, each.value) for rule, each in found.items()} == {
        "deliver": (2, 1.0),
        "perhaps": (1, 0.0),
        "will": (2, 0.5),
    }


def test_nothing_decided_gives_no_figures() -> None:
    assert (precision_by_band([]), precision_by_cue([]), agreements([])) == ({}, {}, [])


# -- which decisions count --------------------------------------------------------------------------------------


def standing(*decisions: dict[str, Any]) -> dict[tuple[str, str], str]:
    return {key: each["decided"] for key, each in standing_decisions(decisions).items()}


def test_the_last_decision_of_each_person_counts() -> None:
    decisions = decision("P-1", "accepted"), decision("P-1", "rejected", "bob"), decision("P-1", "rejected")
    assert standing(*decisions) == {("P-1", "ann"): "rejected", ("P-1", "bob"): "rejected"}


def test_what_was_undone_counts_as_not_decided() -> None:
    assert standing(decision("P-1", "accepted"), decision("P-1", "undone")) == {}
    again = decision("P-1", "accepted"), decision("P-1", "undone"), decision("P-1", "rejected")
    assert standing(*again) == {("P-1", "ann"): "rejected"}


def test_a_decision_that_somebody_else_undoes_counts_no_longer() -> None:
    assert standing(decision("P-1", "accepted"), decision("P-1", "undone", "bob")) == {}


def test_whoever_coded_it_too_undoes_their_own() -> None:
    decisions = decision("P-1", "accepted"), decision("P-1", "rejected", "bob"), decision("P-1", "undone", "bob")
    assert standing(*decisions) == {("P-1", "ann"): "accepted"}


# -- agreement ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("both", "one", "other", "neither", "value"),
    [
        (20, 5, 10, 15, 0.4),  # observed .70; by chance .5 x .6 + .5 x .4 = .50
        (45, 15, 25, 15, 3 / 23),  # observed .60; by chance .6 x .7 + .4 x .3 = .54
        (5, 0, 0, 5, 1.0),
        (0, 5, 5, 0, -1.0),
        (0, 10, 0, 0, 0.0),  # one always yes, the other always no: observed 0, by chance 0
    ],
)
def test_kappa_is_agreement_beyond_chance(both: int, one: int, other: int, neither: int, value: float) -> None:
    assert kappa(pairs(both, one, other, neither)) == pytest.approx(value)


@pytest.mark.parametrize("answers", [pairs(4, 0, 0, 0), pairs(0, 0, 0, 4), []], ids=["all yes", "all no", "none"])
def test_kappa_is_not_defined_where_chance_alone_would_agree_as_much(answers: list[tuple[bool, bool]]) -> None:
    assert kappa(answers) is None


def test_two_people_are_compared_on_what_both_coded_with_the_items_they_disagree_on() -> None:
    decisions = [
        *(decision(ref, "accepted") for ref in ("P-1", "P-2", "P-3")),
        *(decision(ref, "rejected") for ref in ("P-4", "P-5")),
        decision("P-1", "edited", "bob"),  # taken, as Ann did
        *(decision(ref, "rejected", "bob") for ref in ("P-3", "P-2", "P-4")),
        decision("P-9", "accepted", "bob"),
    ]
    (found,) = agreements(decisions)
    assert (found.one, found.other, found.items, found.agreed) == ("ann", "bob", 4, 2)
    assert found.disagreed == ("P-2", "P-3")
    assert found.kappa == pytest.approx(0.2)  # observed .5; by chance .75 x .25 + .25 x .75 = .375


def test_every_two_people_are_compared_who_coded_the_same() -> None:
    decisions = [decision("P-1", "accepted", who) for who in ("cem", "ann", "bob")] + [decision("P-2", "accepted", "d")]
    assert [(each.one, each.other) for each in agreements(decisions)] == [
        ("ann", "bob"),
        ("ann", "cem"),
        ("bob", "cem"),
    ]
