"""What of a joint pledge one party is told to have done. It stands beside the line: the whole keeps its standing."""

from collections.abc import Sequence
from typing import NamedTuple


class PartDone(NamedTuple):
    """A party's part of a pledge, done on a day: as the follow-up ``ref`` tells out of a document."""

    ref: str
    pledge: str
    party: str
    on: str
    document: str


def parts_told(parts: Sequence[PartDone]) -> str | None:
    """Whose part is done, when, and where that is told; nothing where it is told of nobody."""
    return ", ".join(f"{each.party} on {each.on} ({each.ref}, {each.document})" for each in parts) or None
