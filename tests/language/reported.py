"""What is read in a report: each pledge of a text in a line."""

from __future__ import annotations

from datetime import date

from tracker.language.pledging import read_pledges
from tracker.model import Document


def told(text: str) -> list[str]:
    """Each pledge in a text: who, how much of what, and by which words it is due."""
    document = Document("D-2026-001", "", "The Courier", date(2026, 3, 10), text=text)
    return [
        " ".join(
            [
                "+".join(each.actors.parties),
                *([f"{each.amount.amount:,} {each.amount.unit}"] if each.amount else []),
                *([each.deadline.phrase] if each.deadline else []),
            ]
        )
        for each in read_pledges(document)
    ]
