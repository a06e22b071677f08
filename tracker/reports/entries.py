"""An entry: a pledge with all that is known of it on a day. What reports that look into a pledge are made from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from tracker.law import known_from, known_on, promised
from tracker.model import Dispute, Enquiry, FollowUp, Pledge, Quantity
from tracker.reports.lines import Answer
from tracker.words import Outcome, Standing

DELIVERING = (Outcome.FULFILS, Outcome.ADVANCES)


class Entry(NamedTuple):
    """A pledge as known on a day.

    ``follow_ups`` and ``disputes`` are those known by then and not retracted, in the order in which they became known;
    ``enquiries`` those made by then and not retracted, oldest first. ``standing`` and ``self_declared`` are those of
    the day, ``since`` the day on which they began.
    """

    pledge: Pledge
    follow_ups: tuple[FollowUp, ...]
    enquiries: tuple[Enquiry, ...]
    standing: Standing
    self_declared: bool
    since: date
    disputes: tuple[Dispute, ...] = ()

    @property
    def said_on(self) -> date:
        """The day on which it was said first, as far as the register knows."""
        return self.pledge.made_on or known_from(self.pledge)

    @property
    def restated(self) -> tuple[FollowUp, ...]:
        """The times that it was said again."""
        return tuple(each for each in self.follow_ups if each.outcome is Outcome.RESTATES)

    @property
    def delivered(self) -> tuple[FollowUp, ...]:
        """What tells of something done."""
        return tuple(each for each in self.follow_ups if each.outcome in DELIVERING)

    @property
    def promised(self) -> tuple[date, date] | None:
        """When a new deadline was promised last, and its last day: it is slip, and stops no clock."""
        return promised(self.follow_ups)

    @property
    def last_word(self) -> date:
        """The day of the latest document that bears on it."""
        return max([known_from(self.pledge), *map(known_on, self.follow_ups)])


def answer(dispute: Dispute) -> Answer:
    """A dispute as reports print it."""
    return Answer(
        dispute.ref,
        dispute.pledge,
        dispute.party,
        known_on(dispute).isoformat(),
        dispute.quote.text,
        dispute.quote.document,
        dispute.note,
    )


def codes(each: Pledge) -> str:
    """The parties of a pledge, in their order."""
    return " ".join(each.parties)


def quantities(follow_ups: Iterable[FollowUp]) -> list[Quantity]:
    """What follow-ups tell in figures to be delivered."""
    return [each.quantity for each in follow_ups if each.quantity and each.outcome in DELIVERING]


def sums(follow_ups: Iterable[FollowUp]) -> dict[str, Decimal]:
    """What was delivered, per unit, however firmly it was said."""
    found: dict[str, Decimal] = {}
    for each in quantities(follow_ups):
        found[each.unit] = found.get(each.unit, Decimal(0)) + each.amount
    return found
