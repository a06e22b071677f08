"""How values are written: what every door takes, and the words in which it refuses the rest."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tracker.forms import amount, number


@pytest.mark.parametrize("given", ["0", "14", "1500000.50", "0.000001", "9" * 18, "007"])
def test_an_amount_is_plain_digits_with_at_most_one_point(given: str) -> None:
    assert amount(given) == Decimal(given)


@pytest.mark.parametrize(
    "given", ["", "a few", "1,5", "1 000", "1e3", "+5", ".5", "5.", "1.5.0", "1_000", "٣", "NaN", "Infinity", "5\n"]
)
def test_what_is_no_number_is_refused_with_one_that_is(given: str) -> None:
    with pytest.raises(ValueError, match=r"^is no number; write digits with at most one point, like 1250.5$"):
        amount(given)


def test_no_amount_is_below_0_though_a_number_may_be() -> None:
    assert number("-5.5") == Decimal("-5.5")
    for given in ("-5.5", "-0"):
        with pytest.raises(ValueError, match=r"^is below 0; an amount is 0 or more$"):
            amount(given)


def test_no_amount_is_larger_than_every_register_holds_exactly() -> None:
    with pytest.raises(ValueError, match=r"^is too large; an amount is below 10.18, a number of 18 digits at most$"):
        amount("1" + "0" * 18)
