"""How work grows with a text: a ratio of processor time within one run, which no slower or busier machine changes."""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import process_time

TIMES = 4  # as long a text
IN_PROPORTION = 10  # at most: 4 is in proportion, 16 is the square
BOUNDED = 2  # at most, where only so much of a text is read
_ROUNDS = 6  # before it is believed that it takes so long
_LEAST = 0.002  # seconds: what is over sooner is done often, or a clock could not tell it from what else goes on
_OFTEN = 50


def growth(work: Callable[[str], object], text: str, under: float = IN_PROPORTION) -> float:
    """How many times as long ``work`` takes with a text as with a quarter of it; see ``ratio``.

    No two rounds have the same text: what was read once may be remembered.
    """
    quarter = len(text) // TIMES
    few = [text[: quarter - left] for left in range(_ROUNDS + 1)]  # made before the clock runs: a copy takes its time
    many = [text[: len(text) - left] for left in range(_ROUNDS)]
    return ratio(lambda number: work(few[number]), lambda number: work(many[number]), under)


def ratio(few: Callable[[int], object], many: Callable[[int], object], under: float = IN_PROPORTION) -> float:
    """How many times as long ``many`` takes as ``few``. Each is told a number that is another in every round.

    The two are timed right after one another, round by round, and the least round counts: what else the machine does,
    or how fast it happens to run, may double a time between two rounds. It is asked again only where it was not
    ``under`` so many times as long.
    """
    few(_ROUNDS)  # what is loaded and made once
    times = 1 if _seconds(few, _ROUNDS) > _LEAST else _OFTEN
    rounds: list[float] = []
    for number in range(_ROUNDS):
        rounds.append(_seconds(many, number, times) / _seconds(few, number, times))
        if rounds[-1] < under:
            break
    return min(rounds)


def _seconds(work: Callable[[int], object], number: int, times: int = 1) -> float:
    """Processor time, without the pauses to look for cycles, which come when they come."""
    gc.disable()
    try:
        began = process_time()
        for _ in range(times):
            work(number)
        return process_time() - began
    finally:
        gc.enable()
