"""Rates of exchange that the user gives, and what a sum is in their currency. Nothing is converted without."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from typing import NamedTuple

from tracker.currencies import is_currency

_CENT = Decimal("0.01")
DIGITS = 80  # so that sums and products of what a register holds and a file gives are exact


class Rate(NamedTuple):
    """On a day, one ``currency`` was worth ``rate`` of ``to`` (ISO 4217), as a ``source`` tells."""

    currency: str
    to: str
    rate: Decimal
    on: date
    source: str

    @property
    def told(self) -> str:
        """The rate in words."""
        return f"1 {self.currency} = {self.rate:f} {self.to} on {self.on} ({self.source})"


class Exchange:
    """The rates known on a day, the latest of each currency; remembers which were used and which were missing."""

    def __init__(self, rates: Iterable[Rate], as_of: str) -> None:
        self.to = ""
        self._known: dict[str, Rate] = {}
        self._later: set[str] = set()
        self._used: set[str] = set()
        self._missing: set[str] = set()
        for each in sorted(rates, key=lambda rate: rate.on):
            self.to = each.to
            if each.on.isoformat() <= as_of:
                self._known[each.currency] = each
            else:
                self._later.add(each.currency)

    def converted(self, amount: Decimal | None, unit: str | None) -> Decimal | None:
        """An amount in the currency asked, rounded to two decimals, half to even; ``None`` where there is no rate."""
        if amount is None or unit is None:
            return None
        with localcontext() as context:
            context.prec = DIGITS
            if unit == self.to:
                return amount.quantize(_CENT, ROUND_HALF_EVEN)
            if rate := self._known.get(unit):
                self._used.add(unit)
                return (amount * rate.rate).quantize(_CENT, ROUND_HALF_EVEN)
        if is_currency(unit):
            self._missing.add(unit)
        return None

    @property
    def used(self) -> list[Rate]:
        """The rates that were used, by currency."""
        return [self._known[each] for each in sorted(self._used)]

    def notes(self) -> Iterable[str]:
        """What the converted figures rest on, and what was not converted."""
        yield (
            f"In {self.to}: each figure is its exact sum times the rate below, rounded to two decimals (half to even)."
            " The rates are those of the file given, not of the register."
        )
        yield f"Rates: {'; '.join(each.told for each in self.used) or 'none was used'}."
        early = sorted(self._missing & self._later)
        none = sorted(self._missing - self._later)
        if none:
            yield f"Not converted, for there is no rate: {', '.join(none)}."
        if early:
            yield f"Not converted, for the only rate is of a later day: {', '.join(early)}."
