"""Which of the quantities that a row tells is its record's, and which are only noted."""

from __future__ import annotations

from typing import NamedTuple

from tracker.exchange.cells import digits
from tracker.exchange.found import Found, Judged
from tracker.model import Pledge, Quantity


class Counted(NamedTuple):
    """The quantity of a record, those that are set ``aside`` (in words), and what is ``untold``."""

    taken: Quantity | None
    aside: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()

    @property
    def noted(self) -> tuple[str, ...]:
        """What stands in brackets after a summary, or in a note."""
        return self.aside + self.untold

    def shown(self) -> str | None:
        """All of it in a line, what is only noted in brackets."""
        taken = [_said(self.taken)] if self.taken else []
        return " ".join([*taken, *([f"[{'; '.join(self.noted)}]"] if self.noted else [])]) or None


def counted(found: Found, pledge: Pledge | None = None) -> Counted:
    """The quantity of what a row says; ``pledge`` is what it follows.

    A record holds one: the count before the amount. A follow-up's is in the pledge's unit, where that has one; what is
    allocated or under contract is not delivered, and only noted: the ledger adds up what was delivered.
    """
    held: list[Quantity] = []
    if found.counted is not None and found.unit:
        held.append(Quantity(found.counted, found.unit))
    if found.amount is not None:
        held.append(Quantity(found.amount, found.currency))
    untold = (f"{found.unit}: how many is not told",) if found.unit and found.counted is None else ()
    against = pledge.quantity.unit if pledge and pledge.quantity else None
    taken = next((each for each in held if found.delivers and against in (None, each.unit)), None)
    return Counted(taken, tuple(_said(each) for each in held if each is not taken), untold)


def with_noted(judged: Judged, quantities: list[Counted]) -> Judged:
    """Add a code to each row of which a quantity is only noted, unless that is so of its whole kind."""
    told = [
        each._replace(report=(*each.report, "quantity_noted")) if quantity.aside and each.delivers else each
        for each, quantity in zip(judged.found, quantities, strict=True)
    ]
    return judged._replace(found=told)


def _said(quantity: Quantity) -> str:
    return f"{digits(quantity.amount)} {quantity.unit}"
