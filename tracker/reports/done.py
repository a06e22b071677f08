"""What is told to have been done of a pledge, short of the whole: it stands beside the line, and moves no standing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tracker.model import Quantity


class PartDone(NamedTuple):
    """A party's part of a pledge, done on a day: as the follow-up ``ref`` tells out of a document."""

    ref: str
    pledge: str
    party: str
    on: str
    document: str


class Deed(NamedTuple):
    """A step on a day or a quantity delivered, by one ``party`` or without saying by whom; ``of`` is what was pledged.

    What one party has done of its part is a deed where it is told in figures.
    """

    ref: str
    pledge: str
    on: str
    document: str
    party: str | None = None
    quantity: Quantity | None = None
    of: Quantity | None = None


def parts_told(parts: Sequence[PartDone]) -> str | None:
    """Whose part is done, when, and where that is told; nothing where it is told of nobody."""
    return ", ".join(f"{each.party} on {each.on} ({each.ref}, {each.document})" for each in parts) or None


def delivered_told(deeds: Sequence[Deed]) -> str | None:
    """What was delivered of what was pledged, and each deed with its day, follow-up and document; nothing for none."""
    sums = _sums(deeds)
    if len(deeds) == 1:
        return _told(deeds[0], *sums)
    return "; ".join([*(f"{each} in all" for each in sums), ", ".join(map(_told, deeds))]) or None


def _sums(deeds: Sequence[Deed]) -> list[str]:
    """The figures of each unit added up, of what was pledged in it."""
    told = [each.quantity for each in deeds if each.quantity]
    if not told:
        return []
    from tracker.reports.figures import by_unit, said

    pledged, sums = deeds[0].of, by_unit(told)
    return [
        f"{amounts}{f' of {said(pledged)}' if pledged and pledged.unit == unit else ''} {unit}"
        for unit, amounts in sums.items()
    ]


def _told(deed: Deed, what: str = "") -> str:
    what = what or (_grouped(deed.quantity) if deed.quantity else "a part or a step without a figure")
    return f"{what}{f' by {deed.party}' if deed.party else ''} on {deed.on} ({deed.ref}, {deed.document})"


def _grouped(quantity: Quantity) -> str:
    from tracker.reports.figures import Figures

    return Figures([quantity]).grouped
