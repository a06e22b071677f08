"""What is said of the pledges that a pledge is related to: package, items, what it replaces, what replaces it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from tracker import rows
from tracker.lineage import Relation
from tracker.reports.entries import Entry, codes
from tracker.words import RelationKind

PART, ITEM, REPLACES, REPLACED = "part of", "item", "replaces", "replaced by"
LINEAGE = (PART, ITEM, REPLACES, REPLACED)  # in the order in which they are told
COUNTING = (ITEM, REPLACED)  # what counts in the place of a pledge


class Related(NamedTuple):
    """A related pledge as known on a day. ``how``: what it is to the pledge that is looked at, or that one to it."""

    how: str
    relation: Relation
    entry: Entry

    @property
    def told(self) -> str:
        """The related pledge in a line, with how it stands and by when it was promised."""
        note = f" ({self.relation.note})" if self.relation.note else ""
        return f"{self.entry.pledge.ref} {self.stands}; {self.relation.ref}{note}"

    @property
    def stands(self) -> str:
        """What follows the ref of the related pledge: whose it is, what it says, by when, and how it stands."""
        pledge, deadline = self.entry.pledge, self.entry.pledge.deadline
        due = f", due {deadline.latest}" if deadline and deadline.latest else ""
        made = f"made {pledge.made_on}{due}; " if self.how in (REPLACES, REPLACED) else due and f"{due[2:]}; "
        return f"({codes(pledge)}): {pledge.summary} — {made}{self.entry.standing} since {self.entry.since}"

    @property
    def row(self) -> dict[str, Any]:
        """The same as plain values."""
        return {
            "how": self.how,
            "ref": self.relation.ref,
            "pledge": self.entry.pledge.ref,
            "standing": str(self.entry.standing),
            "since": rows.plain(self.entry.since),
            "note": self.relation.note,
        }


def how(relation: Relation, ref: str) -> str:
    """What the other pledge of a relation is to the one with a ref."""
    if relation.kind is RelationKind.PART_OF:
        return PART if relation.pledge == ref else ITEM
    return REPLACES if relation.pledge == ref else REPLACED


def lineage(related: Sequence[Related]) -> tuple[str, ...]:
    """The related pledges in lines, and what is counted; empty where there are none."""
    return (*(f"{each.how.capitalize()} {each.told}" for each in related), *counting(related))


def counting(related: Iterable[Related]) -> Iterable[str]:
    """What is counted in a pledge's place, in a sentence; nothing where it counts itself."""
    counted = [each for each in related if each.how in COUNTING]
    if counted:
        refs = " ".join(each.entry.pledge.ref for each in counted)
        yield f"In totals it is counted as {refs}. Its own clock runs on: a relation changes no standing."
