"""Quantities in words, as firmly as they were said: ``8 and about 3 tanks``.

What was said plainly and what was said as *up to*, *at least* or *about* is never added up.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from tracker.model import Quantity
from tracker.reports.charts import figure
from tracker.rows import plain
from tracker.words import Qualifier

FIRMLY = (None, Qualifier.AT_LEAST, Qualifier.ABOUT, Qualifier.UP_TO)  # in the order in which they are told


class Figures(str):
    """Quantities as a value of a row: plain digits for programs; for people ``grouped``, with the thousands set off.

    ``one`` is the quantity where there is just one, for formats that have a cell for each of its parts.
    """

    __slots__ = ("grouped", "one")
    grouped: str
    one: Quantity | None

    def __new__(cls, quantities: Iterable[Quantity]) -> Figures:
        """Put quantities in words, those of a unit that were said alike added up."""
        listed = alike(quantities)
        made = super().__new__(cls, ", ".join(f"{_firmly(each)}{plain(each.amount)} {each.unit}" for each in listed))
        made.grouped = ", ".join(f"{said(each)} {each.unit}" for each in listed)
        made.one = listed[0] if len(listed) == 1 else None
        return made


def alike(quantities: Iterable[Quantity]) -> list[Quantity]:
    """Quantities added up within one unit and one way of saying it; units in the order of their first."""
    found: dict[str, dict[Qualifier | None, Decimal]] = {}
    for each in quantities:
        of = found.setdefault(each.unit, {})
        of[each.qualifier] = of.get(each.qualifier, Decimal(0)) + each.amount
    return [Quantity(of[firm], unit, firm) for unit, of in found.items() for firm in FIRMLY if firm in of]


def by_unit(quantities: Iterable[Quantity]) -> dict[str, str]:
    """The amounts of each unit in words: ``100,000,000 and about 200,000,000``."""
    found: dict[str, list[str]] = {}
    for each in alike(quantities):
        found.setdefault(each.unit, []).append(said(each))
    return {unit: " and ".join(amounts) for unit, amounts in found.items()}


def said(quantity: Quantity) -> str:
    """An amount without its unit, as people write it: ``up to 12,000``."""
    return f"{_firmly(quantity)}{figure(Decimal(plain(quantity.amount) or 0), quantity.unit)}"


def given_up(amount: Decimal, refs: str) -> str:
    """What of a sum was given up, in words; ``refs`` name the pledges."""
    return f"of which {figure(amount)} dropped ({refs})"


def told_beside(amount: Decimal, refs: str, untold: str = "") -> str:
    """What is delivered of pledges that a sum leaves out, in words: replaced ones, and packages.

    ``refs`` are those of which it is told in figures, ``untold`` those of which it is told without.
    """
    known = f"{figure(amount)} delivered of what is not added up ({refs})" if refs else ""
    more = f"something delivered of what is not added up, no figure told ({untold})" if untold else ""
    return ", ".join(filter(None, (known, more)))


def _firmly(quantity: Quantity) -> str:
    return f"{quantity.qualifier} " if quantity.qualifier else ""
