"""What is said of the learned order: whether it is used, by which figures, and what is missing."""

from __future__ import annotations

import pytest

from tracker.ranking import Count, Lesson, Model, Trial
from tracker.reports.review import order

MODEL = Model([])
TAKEN, REJECTED = Count(310, 63), Count(102, 48)
FIGURES = (
    "of 4096 held-back pairs of a taken and a rejected one it has 0.84 in the right order, the chance 0.71"
    " (gain +0.13, standard error 0.02; 310 taken in 63 documents, 102 rejected in 48 documents)"
)


@pytest.mark.parametrize(
    ("lesson", "said"),
    [
        (
            Lesson("pledge", TAKEN, REJECTED, Trial(4096, 0.71, 0.84, 0.02), MODEL),
            f"Learned order of pledges: used; {FIGURES}.",
        ),
        (
            Lesson("follow-up", TAKEN, REJECTED, Trial(4096, 0.84, 0.83, 0.02), None),
            "Learned order of follow-ups: not used, that of the chance stays; of 4096 held-back pairs of a taken and a"
            " rejected one it has 0.83 in the right order, the chance 0.84 (gain -0.01, standard error 0.02; 310 taken"
            " in 63 documents, 102 rejected in 48 documents). It must gain 3 standard errors.",
        ),
        (
            Lesson("pledge", Count(1, 1), Count(0, 0), None, None),
            "Learned order of pledges: not used, too few decisions to tell (1 taken in 1 document, 0 rejected in"
            " 0 documents). It needs taken ones in 20 documents and rejected ones in 20; with fewer, luck looks like"
            " skill.",
        ),
    ],
    ids=["used", "no better", "too few"],
)
def test_whether_the_learned_order_is_used_is_said_with_the_figures_behind_it(lesson: Lesson, said: str) -> None:
    assert order(lesson) == said


def test_where_there_are_more_decisions_than_are_learned_from_that_is_said() -> None:
    said = order(Lesson("pledge", Count(1_000, 63), Count(500, 48), Trial(4096, 0.71, 0.84, 0.02), MODEL))
    assert "; the last 1500: 1000 taken in 63 documents, 500 rejected in 48 documents)" in said
