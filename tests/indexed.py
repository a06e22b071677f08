"""The index of pledges made by hand, which no register holds."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.language.indexed import indexed
from tracker.language.pledge_index import PledgeIndex
from tracker.model import Pledge


def index_of(pledges: Iterable[Pledge]) -> PledgeIndex:
    """The index that a register would give of these pledges."""
    return PledgeIndex(
        indexed(
            ref=each.ref,
            summary=each.summary,
            quote=each.quote.text,
            topic=each.topic,
            condition=each.condition,
            parties=each.parties,
            partners=each.partners,
            made_on=each.made_on.isoformat() if each.made_on else None,
            event=each.event,
            document=each.quote.document,
            amount=each.quantity.amount if each.quantity else None,
            unit=each.quantity.unit if each.quantity else None,
        )
        for each in pledges
    )
