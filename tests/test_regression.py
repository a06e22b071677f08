"""Logistic regression with a penalty, held against weights worked by hand and against what must always hold."""

from __future__ import annotations

from math import log
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.regression import Row, chance, fit, log_odds, loss

NEAR = 0.01  # of a weight: the search ends where another step would save next to nothing
LOG3, LOG9 = log(3), log(9)
PENALTY = 1 / LOG3


def rows(count: int, yes: int, *marks: int, before: float = 0.0) -> list[Row]:
    return [Row(before, marks, number < yes) for number in range(count)]


def norm(weights: list[float]) -> float:
    return sum(weight * weight for weight in weights)


# -- by hand: where the loss is least, the surprise of the rows of a mark and the cost of its weight are in balance ----


def test_a_mark_weighs_what_its_rows_say_less_what_the_penalty_takes() -> None:
    # 8 rows at odds of 3 to 1 promise 6; 7 came. 7 - 6 = penalty x log 3.
    assert fit(rows(8, 7, 0), 1, PENALTY) == pytest.approx([LOG3, 0], abs=NEAR)


def test_marks_borne_together_share_what_they_say() -> None:
    # 16 rows with one mark promise 12 at log 3, 15 came. 16 with both promise 4 at log 3 - log 9, 2 came.
    # The first mark: 3 - 2 = penalty x log 3; the second: -2 = penalty x -log 9.
    assert fit(rows(16, 15, 0) + rows(16, 2, 0, 1), 2, PENALTY) == pytest.approx([LOG3, -LOG9, 0], abs=NEAR)


def test_odds_given_beforehand_are_made_steeper_where_they_were_too_cautious() -> None:
    # Ten rows at 3 to 1, all yes: at 9 to 1 they promise 9. (10 - 9) x log 3 = penalty x 1.
    assert fit(rows(10, 10, before=LOG3), 0, LOG3) == pytest.approx([1], abs=NEAR)


def test_odds_that_were_quite_wrong_are_overcome_and_not_overshot() -> None:
    # At odds of e^20 to 1 the loss is nearly straight: a whole step by its curvature leads far beyond the least.
    known = rows(100, 0, 0, before=20)
    found = fit(known, 1, 0.5)
    around = [[found[0] + one, found[1] + other] for one in (-0.1, 0, 0.1) for other in (-0.1, 0, 0.1)]
    assert loss(known, found, 0.5) == pytest.approx(min(loss(known, each, 0.5) for each in around), abs=1e-3)
    assert loss(known, found, 0.5) < 10 < loss(known, [0, 0], 0.5)


def test_with_nothing_to_learn_from_the_odds_stay_as_they_were() -> None:
    weights = fit([], 3, PENALTY)
    assert weights == [0, 0, 0, 0]
    assert log_odds([Row(0.7, (0, 2), True)], weights) == [0.7]


def test_what_rows_say_without_exception_gets_a_weight_that_is_finite() -> None:
    weights = fit(rows(1_000, 1_000, 0) + rows(1_000, 0, 1), 2, 0.01)
    assert 5 < weights[0] < 15
    assert weights[1] == pytest.approx(-weights[0], abs=NEAR)


@pytest.mark.parametrize(("odds", "value"), [(0, 0.5), (LOG3, 0.75), (-LOG3, 0.25), (-10_000, 0), (10_000, 1)])
def test_log_odds_are_chances(odds: float, value: float) -> None:
    assert chance(odds) == pytest.approx(value)


# -- whatever the rows ---------------------------------------------------------------------------------------------

MARKS = 4
ANY_ROW = st.builds(
    Row, st.floats(-3, 3), st.sets(st.integers(0, MARKS - 1)).map(lambda marks: tuple(sorted(marks))), st.booleans()
)
ANY_ROWS = st.lists(ANY_ROW, max_size=40)
ANY_WEIGHTS = st.lists(st.floats(-2, 2), min_size=MARKS + 1, max_size=MARKS + 1)
ANY_PENALTY = st.floats(0.5, 20)


@given(ANY_ROWS, ANY_PENALTY, ANY_WEIGHTS)
def test_no_other_weights_lose_less(known: list[Row], penalty: float, others: list[float]) -> None:
    assert loss(known, fit(known, MARKS, penalty), penalty) <= loss(known, others, penalty) + 1e-3


@given(ANY_ROWS, ANY_PENALTY)
def test_a_mark_that_no_row_bears_weighs_exactly_nothing(known: list[Row], penalty: float) -> None:
    weights = fit(known, MARKS, penalty)
    assert {weights[mark] for mark in range(MARKS) if not any(mark in row.marks for row in known)} <= {0.0}


@given(ANY_ROWS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(known: list[Row], dice: Random) -> None:
    shuffled = sorted(known, key=lambda _: dice.random())
    assert fit(shuffled, MARKS, 1.0) == pytest.approx(fit(known, MARKS, 1.0), abs=1e-6)


@given(ANY_ROWS, ANY_PENALTY, st.floats(1.5, 10))
def test_weights_shrink_as_the_penalty_grows(known: list[Row], penalty: float, times: float) -> None:
    light, heavy = fit(known, MARKS, penalty), fit(known, MARKS, times * penalty)
    assert norm(heavy) <= norm(light) + 1e-3


@given(ANY_ROWS)
def test_yes_and_no_are_alike(known: list[Row]) -> None:
    turned = [Row(-row.before, row.marks, not row.yes) for row in known]
    *marks, steeper = fit(known, MARKS, 1.0)
    *against, as_steep = fit(turned, MARKS, 1.0)
    assert [-each for each in against] == pytest.approx(marks, abs=1e-6)
    assert as_steep == pytest.approx(steeper, abs=1e-6)
