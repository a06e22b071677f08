"""The learned order of review: reviewers of whom we know how they decide, and figures worked by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import product
from math import inf, sqrt
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.language.sightings import Cue
from tracker.model import Quote
from tracker.proposals import Proposal
from tracker.ranking import LEAST, Count, Held, Lesson, Trial, arranged, compared, lesson, marks, plainly, promise

Decided = tuple[Proposal, bool]
Reviewer = Callable[[Proposal], bool]
CUES = ("will", "would", "hopes", "ready")
LINK = {"outcome": "fulfils", "shared": ["tank"], "others": []}
PLEDGE = {"parties": ["GB"], "how": "we", "topic": "tanks"}


def proposal(number: int, document: str, cues: Iterable[str] = (), score: float = 2.0, **other: Any) -> Proposal:
    facts = {**(LINK if other.get("kind") == "follow-up" else PLEDGE), **other.pop("facts", {})}
    given: dict[str, Any] = {
        "ref": f"P-2025-{number:04}",
        "kind": "pledge",
        "quote": Quote(document, "We will.", 0, 8),
        "band": "likely" if score >= 2.8 else "possible",
        "score": score,
        "rules": "rules 1",
        "fingerprint": str(number),
        "facts": facts,
        "cues": tuple(Cue(rule, 1.0, 0, 2) for rule in cues),
    }
    return Proposal(**{**given, **other})


def invented(dice: Random, documents: int, each: int, **other: Any) -> list[Proposal]:
    """Proposals whose cues and scores are drawn by lot, some from each document."""
    return [
        proposal(
            number,
            f"D-2025-{1 + number // each:03}",
            sorted({dice.choice(CUES), dice.choice(CUES)}),
            round(dice.uniform(1, 5), 3),
            **other,
        )
        for number in range(documents * each)
    ]


def reviewed(proposals: Iterable[Proposal], reviewer: Reviewer) -> list[Decided]:
    return [(each, reviewer(each)) for each in proposals]


def fired(rule: str) -> Reviewer:
    return lambda each: any(cue.rule == rule for cue in each.cues)


def dislikes_hopes(each: Proposal) -> bool:
    return not fired("hopes")(each)


def at_random(dice: Random) -> Reviewer:
    return lambda _: dice.random() < 0.7


def tried(made: Lesson) -> Trial:
    assert made.trial is not None
    return made.trial


# -- reviewers ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hopeless() -> Lesson:
    """What a reviewer teaches who rejects whatever "hopes" fires in."""
    return lesson("pledge", reviewed(invented(Random(1), 50, 6), dislikes_hopes))


def link(number: int, about: float | None, score: float = 2.0) -> Proposal:
    return proposal(number, "D-2025-001", score=score, kind="follow-up", facts={"about": about})


def test_likely_ones_come_first_then_what_is_right_more_often() -> None:
    queue = [
        link(1, 0.05, 9.0),
        link(2, 0.7, 2.0),
        proposal(3, "D-2025-001", score=2.6),
        link(4, None),
        proposal(5, "D-2025-001", score=1.5),
        link(6, 0.3, 3.0),
        proposal(7, "D-2025-001", score=4.0),
    ]
    likely = [each for each in plainly(queue) if each.band == "likely"]
    assert [each.ref[-1] for each in likely] == ["7", "6", "1"]
    assert [each.ref[-1] for each in plainly(queue)][3:] == ["2", "3", "4", "5"]


def test_of_equals_the_one_that_was_proposed_first_comes_first() -> None:
    assert [each.ref for each in plainly([link(2, 0.1), link(1, 0.1)])] == ["P-2025-0001", "P-2025-0002"]


@pytest.mark.parametrize(("score", "right"), [(1.5, 0.12), (2.6, 0.5), (4.0, 0.93)])
def test_a_pledge_promises_what_pledges_of_its_score_have_kept(score: float, right: float) -> None:
    assert promise(proposal(1, "D-2025-001", score=score)) == pytest.approx(right, abs=0.01)


def test_who_rejects_whatever_a_cue_fires_in_teaches_an_order_that_beats_the_score(hopeless: Lesson) -> None:
    trial = tried(hopeless)
    assert trial.learned > 0.95
    assert 0.4 < trial.plain < 0.6
    assert trial.gain > 5 * trial.error
    assert hopeless.model is not None


def test_the_learned_order_puts_last_what_such_a_reviewer_would_reject(hopeless: Lesson) -> None:
    queue = sorted(invented(Random(2), 10, 4), key=lambda each: -each.score)
    found = [fired("hopes")(each) for each in arranged(queue, [hopeless])]
    assert True in found
    assert found == sorted(found)


@pytest.mark.parametrize("seed", range(6))
def test_who_decides_by_lot_teaches_nothing_and_the_order_stays(seed: int) -> None:
    dice = Random(seed)
    queue = invented(dice, 40, 4)
    made = lesson("pledge", reviewed(queue, at_random(dice)))
    assert tried(made).gain < 3 * tried(made).error
    assert made.model is None
    assert arranged(queue, [made]) == queue


def test_who_decides_by_the_score_needs_no_other_order() -> None:
    made = lesson("pledge", reviewed(invented(Random(3), 40, 6), lambda each: each.score > 3))
    assert tried(made).plain == 1
    assert made.model is None


def test_a_document_is_held_back_whole_so_that_what_only_tells_documents_apart_teaches_nothing() -> None:
    def of(document: int) -> list[Proposal]:
        versions = (f"D-2025-{document:03}", f"D-2025-{document:03}.2")
        return [proposal(10 * document + each, versions[each % 2], [f"cue {document}"]) for each in range(10)]

    proposals = [each for document in range(1, 61) for each in of(document)]
    made = lesson("pledge", reviewed(proposals, lambda each: int(each.cues[0].rule.split()[1]) % 3 == 0))
    assert (made.taken, made.rejected) == ((200, 20), (400, 40))  # the versions of a document are one
    assert tried(made).learned == pytest.approx(0.5, abs=0.1)
    assert made.model is None


def test_follow_ups_are_learned_from_what_they_say_became_of_the_pledge() -> None:
    dice = Random(4)
    made = [
        replace(each, facts={**each.facts, "outcome": dice.choice(["fulfils", "restates"])})
        for each in invented(dice, 50, 4, kind="follow-up")
    ]
    taught = lesson("follow-up", reviewed(made, lambda each: each.facts["outcome"] == "fulfils"))
    assert taught.model is not None
    assert tried(taught).learned == 1


# -- enough to tell -----------------------------------------------------------------------------------------------


def taking_one_a_document(documents: int, rejecting: int) -> Lesson:
    """Every document has one proposal taken, the first ones have two rejected as well."""
    proposals = [
        proposal(10 * at + each, f"D-{at}") for at in range(documents) for each in range(1 + 2 * (at < rejecting))
    ]
    return lesson("pledge", reviewed(proposals, lambda each: each.ref.endswith("0")))


@pytest.mark.parametrize(
    ("documents", "rejecting", "told"), [(LEAST, LEAST, True), (LEAST - 1, LEAST - 1, False), (90, LEAST - 1, False)]
)
def test_both_answers_must_come_from_enough_documents(documents: int, rejecting: int, told: bool) -> None:
    made = taking_one_a_document(documents, rejecting)
    assert (made.taken, made.rejected) == ((documents, documents), (2 * rejecting, rejecting))
    assert (made.trial is not None) is told


def test_nothing_decided_teaches_nothing() -> None:
    assert lesson("pledge", []) == Lesson("pledge", Count(0, 0), Count(0, 0), None, None)


# -- the order ----------------------------------------------------------------------------------------------------


def test_in_whatever_order_decisions_come_they_teach_the_same(hopeless: Lesson) -> None:
    decided = reviewed(invented(Random(1), 50, 6), dislikes_hopes)
    queue = invented(Random(5), 10, 10)
    again = lesson("pledge", Random(6).sample(decided, len(decided)))
    assert again.trial == hopeless.trial
    assert arranged(queue, [again]) == arranged(queue, [hopeless])


def test_what_decisions_do_not_tell_apart_keeps_the_order_of_the_score() -> None:
    proposals = [replace(each, cues=()) for each in invented(Random(7), 50, 4)]
    made = lesson("pledge", reviewed(proposals, lambda each: each.score > 3))
    model = lesson("pledge", reviewed(invented(Random(1), 50, 6), dislikes_hopes)).model
    assert model is not None
    alike = sorted((replace(each, band="likely") for each in proposals), key=lambda each: -each.score)
    assert arranged(alike, [made._replace(model=model)]) == alike


def test_a_kind_that_has_taught_nothing_keeps_its_places(hopeless: Lesson) -> None:
    hoping, willing = (proposal(number, "D-1", [rule], 4.0) for number, rule in enumerate(["hopes", "will"]))
    links = [proposal(number, "D-1", kind="follow-up") for number in (2, 3)]
    queue = [links[0], hoping, links[1], willing]
    assert arranged(queue, [hopeless]) == [links[0], willing, links[1], hoping]
    assert arranged(queue, []) == queue


def test_two_kinds_that_have_taught_something_share_one_order(hopeless: Lesson) -> None:
    taught = lesson("follow-up", reviewed(invented(Random(8), 50, 6, kind="follow-up"), dislikes_hopes))
    queue = [
        proposal(number, "D-1", [rule], 4.0, kind=kind)
        for number, (rule, kind) in enumerate(product(("hopes", "will"), ("pledge", "follow-up")))
    ]
    assert [fired("hopes")(each) for each in arranged(queue, [hopeless, taught])] == [False, False, True, True]


def test_how_it_was_read_counts_and_never_who_or_what_about() -> None:
    one = proposal(1, "D-1", ["will"], facts={"amount": "14", "speaker": "DE", "unit": "tanks"})
    facts = {"parties": ["FR"], "topic": "health", "amount": "9", "speaker": "PL", "unit": "beds"}
    other = proposal(2, "D-2", ["will"], facts=facts)
    assert marks(one) == marks(other)
    assert marks(one) != marks(replace(one, facts={**one.facts, "how": "none"}))
    assert marks(one) == {"cue will", "speaker", "actors by we"}


def test_that_another_pledge_fits_nearly_as_well_is_a_mark_of_a_follow_up() -> None:
    def link(*scores: float) -> frozenset[str]:
        facts = {"others": [{"pledge": "GB-2025-002", "score": score} for score in scores]}
        return marks(proposal(1, "D-1", kind="follow-up", score=4.0, facts=facts)) & {"alone", "another as well"}

    assert [link(), link(3.9), link(1.0)] == [{"alone"}, {"another as well"}, set()]


# -- two orders compared, by hand ------------------------------------------------------------------------------------

PART = [Held("A", True, 1, 3), Held("A", False, 2, 2), Held("B", True, 3, 1), Held("B", False, 0, 0)]


def test_the_share_of_pairs_in_the_right_order_and_the_error_of_the_difference_by_document() -> None:
    # Plain: A's 1 stands before 0 and behind 2, B's 3 before both: 3 of 4. Learned: 3 before both, 1 before 0: 3 of 4.
    # A's taken one gains a pair, its rejected one none (3 stands ahead of it both times); B's taken one loses a pair.
    # The error: the root of (1 + 1) x 2 documents / 1, of 4 pairs.
    assert compared([PART]) == Trial(4, 0.75, 0.75, sqrt(4) / 4)


def test_a_tie_counts_half_and_other_parts_are_not_compared_with() -> None:
    ties = [Held("A", True, 0, 5), Held("B", False, 0, 1)]
    elsewhere = [Held("C", False, 9, 9), Held("D", False, 8, 8)]
    trial = compared([ties, elsewhere])
    assert trial is not None
    assert trial[:3] == (1, 0.5, 1.0)


@pytest.mark.parametrize("parts", [[], [[]], [[Held("A", True, 1, 1)], [Held("B", False, 0, 0)]]])
def test_without_a_pair_there_is_no_figure(parts: list[list[Held]]) -> None:
    assert compared(parts) is None


def test_one_document_alone_shows_nothing() -> None:
    trial = compared([[Held("A", True, 0, 1), Held("A", False, 1, 0)]])
    assert trial == Trial(1, 0, 1, inf)
    assert not trial.better


HELD = st.builds(Held, st.sampled_from("ABCDE"), st.booleans(), st.integers(0, 4), st.integers(0, 4))


@given(st.lists(st.lists(HELD, max_size=12), max_size=3))
def test_the_shares_are_those_of_all_pairs_looked_at_one_by_one(parts: list[list[Held]]) -> None:
    def right(of: str) -> list[float]:
        sides = [
            [[getattr(each, of) for each in part if each.taken is answer] for answer in (True, False)] for part in parts
        ]
        return [(yes > no) + (yes == no) / 2 for side in sides for yes, no in product(*side)]

    trial, plain, learned = compared(parts), right("plain"), right("learned")
    if trial is None:
        assert not plain
    else:
        assert trial[:3] == (
            len(plain),
            pytest.approx(sum(plain) / len(plain)),
            pytest.approx(sum(learned) / len(plain)),
        )
