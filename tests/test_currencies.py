"""Sums of money are told from things counted by the codes of ISO 4217, not by their shape."""

from __future__ import annotations

import pytest

from tracker.currencies import is_currency


@pytest.mark.parametrize("unit", ["EUR", "USD", "UAH", "XDR", "HRK", "DEM"])
def test_a_currency_is_known_by_its_code_also_one_of_the_past(unit: str) -> None:
    assert is_currency(unit)


@pytest.mark.parametrize("unit", ["APC", "UAV", "IFV", "XYZ", "eur", "EURO", "€", "", None, "missiles"])
def test_three_capitals_alone_are_no_currency(unit: str | None) -> None:
    assert not is_currency(unit)
