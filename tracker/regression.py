"""Logistic regression with a penalty on every weight, in plain Python: for thousands of rows and some dozens of marks.

A row is a yes or a no with the marks that it bears, and with the odds that it was given beforehand. Weights of zero
leave those odds as they were, and each weight costs ``penalty / 2`` times its square: what few rows speak for stays
near zero. The loss is convex, so that the weights found do not depend on where the search begins.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from operator import mul
from typing import NamedTuple

_MOST_STEPS = 100
_ROUGHLY, _NEAR = 0.1, 1e-4  # of the loss that another step would save: the search ends
_SLOW = 0.5  # of what the step before would have saved: the curvature is reckoned anew
_SHORTEST = 2.0**-20  # of a step
_MANY = 500  # rows: the search begins at what every fourth of more gives roughly

Triangle = list[list[float]]  # the lower half of a symmetric matrix


class Row(NamedTuple):
    """``before``: log odds; ``marks``: numbers from 0, ascending, each once."""

    before: float
    marks: tuple[int, ...]
    yes: bool


def log_odds(rows: Sequence[Row], weights: Sequence[float]) -> list[float]:
    """What the odds of rows have become. The last weight says how much steeper those given beforehand are, the others
    are one for each mark.
    """
    steep, of_mark = 1 + weights[-1], weights.__getitem__
    return [before * steep + sum(map(of_mark, marks)) for before, marks, _ in rows]


def chance(odds: float) -> float:
    """Log odds as a probability."""
    if odds < 0:
        small = math.exp(odds)
        return small / (1 + small)
    return 1 / (1 + math.exp(-odds))


def loss(rows: Sequence[Row], weights: Sequence[float], penalty: float) -> float:
    """What is to be made small: the surprise at the rows (in nats), and what the weights cost."""
    return _loss(rows, log_odds(rows, weights), weights, penalty)


def fit(rows: Sequence[Row], marks: int, penalty: float) -> list[float]:
    """The weights of least loss: one for each of ``marks`` and one more. ``penalty`` is above zero.

    The search begins at zero, where the weight of a mark that no row bears stays.
    """
    weights = [0.0] * (marks + 1)
    if len(rows) > _MANY:
        weights = _descended(rows[::4], weights, penalty, _ROUGHLY)
    return _descended(rows, weights, penalty, _NEAR)


def _descended(rows: Sequence[Row], start: list[float], penalty: float, near: float) -> list[float]:
    """Newton's search: each step is halved until the loss falls, and the curvature is kept as long as it serves."""
    weights, odds = start, log_odds(rows, start)
    height, saved = _loss(rows, odds, weights, penalty), math.inf
    factor: Triangle | None = None
    for _ in range(_MOST_STEPS):
        likely = list(map(chance, odds))
        slope = _slope(rows, likely, weights, penalty)
        step = _solved(factor, slope) if factor else []
        if factor is None or _dot(slope, step) / 2 > _SLOW * saved:
            factor = _factored(_curvature(rows, likely, len(weights), penalty))
            step = _solved(factor, slope)
        saved = _dot(slope, step) / 2
        if saved < near:
            break
        length, before = 1.0, weights
        while length > _SHORTEST:
            weights = [weight - length * each for weight, each in zip(before, step, strict=True)]
            odds = log_odds(rows, weights)
            lower = _loss(rows, odds, weights, penalty)
            if lower < height:
                break
            length /= 2
        else:
            return before
        height = lower
    return weights


def _loss(rows: Sequence[Row], odds: Sequence[float], weights: Sequence[float], penalty: float) -> float:
    against = [-each if yes else each for each, (_, _, yes) in zip(odds, rows, strict=True)]
    surprise = sum([max(each, 0.0) + math.log1p(math.exp(-abs(each))) for each in against])
    return surprise + penalty / 2 * _dot(weights, weights)


def _slope(rows: Sequence[Row], likely: Sequence[float], weights: Sequence[float], penalty: float) -> list[float]:
    """The first derivatives of the loss."""
    slope = [penalty * each for each in weights]
    for (before, marks, yes), each in zip(rows, likely, strict=True):
        error = each - yes
        slope[-1] += error * before
        for mark in marks:
            slope[mark] += error
    return slope


def _curvature(rows: Sequence[Row], likely: Sequence[float], size: int, penalty: float) -> Triangle:
    """The second derivatives of the loss."""
    curvature = [[0.0] * number + [penalty] for number in range(size)]
    steep = curvature[-1]
    for (before, borne, _), each in zip(rows, likely, strict=True):
        doubt = each * (1 - each)
        tilt = doubt * before
        steep[-1] += tilt * before
        for place, mark in enumerate(borne, 1):
            steep[mark] += tilt
            line = curvature[mark]
            for other in borne[:place]:
                line[other] += doubt
    return curvature


def _factored(matrix: Triangle) -> Triangle:
    """The factor of a symmetric, positive matrix that gives it when multiplied with its mirror (Cholesky's)."""
    factor: Triangle = []
    for row in matrix:
        line: list[float] = []
        for other, each in zip(factor, row, strict=False):
            line.append((each - _dot(line, other)) / other[-1])
        line.append(math.sqrt(row[-1] - _dot(line, line)))
        factor.append(line)
    return factor


def _solved(factor: Triangle, right: Sequence[float]) -> list[float]:
    """Solve the equations of a matrix, given by its factor."""
    found: list[float] = []
    for line, value in zip(factor, right, strict=True):
        found.append((value - _dot(line, found)) / line[-1])
    for at in range(len(found) - 1, -1, -1):
        line = factor[at]
        value = found[at] = found[at] / line[-1]
        for number in range(at):
            found[number] -= line[number] * value
    return found


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    """The sum of products; what one has beyond the other counts nothing."""
    total: float = sum(map(mul, one, other))
    return total
