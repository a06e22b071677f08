"""What ``show`` says of a relation between two pledges."""

from __future__ import annotations

from typing import Any

from tracker import rows
from tracker.register import records
from tracker.register.connect import Reader
from tracker.render.terminal import Block


def relation_shown(reader: Reader, ref: str) -> tuple[str, list[Block], dict[str, Any]]:
    """Title, blocks and data of a relation."""
    each = records.relation(reader, ref)
    pledges = [records.pledge(reader, one) for one in (each.pledge, each.other)]
    facts = (
        *(f"{one.ref}: {one.summary}" for one in pledges),
        f"Recorded on: {each.recorded_on}",
        *([f"Note: {each.note}"] if each.note else []),
        *([f"RETRACTED: {each.retracted}"] if each.retracted is not None else []),
        f"A relation changes no standing. In totals {each.other} is counted as {each.pledge}.",
    )
    return f"{ref}: {each.said}", [Block("", facts)], rows.flat(each)
