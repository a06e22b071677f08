"""What changed between two days, or between two registers: new, moved, said since, corrected.

Counting rules: *new* are the pledges known on the later day and not on the earlier, as they stood when they became
known; *moved* those whose standing on the later day differs from that on the earlier, or of new ones from the first;
follow-ups that moved nothing stand apart, with disputes and relations; *corrected* are changes of records already in
the register, which the log keeps with what stood there before. What became late, was fulfilled or dropped is named by
how it stands in the end, new ones included, each record for itself; what became overdue stands apart from what became
due for review. Between two registers records are compared, and
standings of one day: there a new pledge stands as it does on that day.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from tracker import law
from tracker.lineage import Relation
from tracker.model import Dispute, FollowUp, Pledge
from tracker.reports import Column, Report, Section
from tracker.reports.entries import codes

COLUMNS = (
    Column("on", "On", "day"),
    Column("what", "What", keep=2),
    Column("ref", "Ref", "ref"),
    Column("parties", "Party", keep=1),
    Column("summary", "Pledge", wide=True),
    Column("before", "Before"),
    Column("after", "After"),
    Column("document", "Document", "ref", keep=3, spare=True),
)
# What is named by how it stands in the end. A stated deadline and an inferred window never have one figure.
_BECAME = (
    ("became_overdue", "Became overdue", ("overdue",)),
    ("became_review_due", "Became due for review", ("review due",)),
    ("fulfilled", "Fulfilled", ("fulfilled", "fulfilled late")),
    ("dropped", "Dropped", ("dropped",)),
)
_BLANKS = ("recorded_on",)  # says when somebody typed it, not what was pledged


class Change(NamedTuple):
    """A change: on which ISO day, to which record. ``before`` and ``after`` are standings, outcomes or fields."""

    on: str | None
    what: str
    ref: str
    parties: str
    summary: str
    before: str | None
    after: str | None
    document: str | None = None


class Changes(NamedTuple):
    """The changes, by kind, each in the order of days and refs."""

    new: tuple[Change, ...]
    moved: tuple[Change, ...]
    said: tuple[Change, ...]
    corrected: tuple[Change, ...]


def changes(found: Changes, earlier: str, later: str, as_of: str, notes: Iterable[str] = ()) -> Report:
    """The report; ``earlier`` and ``later`` name the two sides (days, or registers)."""
    lists = (
        ("new", "New pledges", found.new),
        ("moved", "Standing changed", found.moved),
        ("said", "Other follow-ups, disputes and relations", found.said),
        ("corrected", "Corrected in the register", found.corrected),
    )
    sections = tuple(Section(key, f"{title}: {len(listed)}", listed) for key, title, listed in lists)
    counts = ", ".join(f"{len(listed)} {key}" for key, _, listed in lists)
    ended = _ended(found)
    became = [(key, word, [each.ref for each in ended if each.after in standings]) for key, word, standings in _BECAME]
    said = tuple(f"{word}: {len(refs)} ({', '.join(refs)})." for _, word, refs in became if refs)
    facts = (*((key, len(listed)) for key, _, listed in lists), *((key, refs) for key, _, refs in became))
    title = f"Changes from {earlier} to {later}"
    return Report("changes", title, as_of, COLUMNS, sections, notes=(f"{counts}.", *said, *notes), facts=facts)


def _ended(found: Changes) -> list[Change]:
    """For each pledge that is new or has moved, the change that tells how it stands in the end."""
    last = {each.ref: each for each in (*found.new, *found.moved)}
    return sorted(last.values(), key=order)


def order(change: Change) -> tuple[str, str]:
    """Changes stand in the order of their days, and of refs; those without a day come first."""
    return change.on or "", change.ref


def followed(follow_up: FollowUp, pledge: Pledge) -> Change:
    """What a document says of a pledge, as a change: for those that moved nothing."""
    deadline = follow_up.deadline
    promised = f", now for {deadline.latest}" if deadline and deadline.latest else ""
    return Change(
        law.known_on(follow_up).isoformat(),
        str(follow_up.outcome),
        follow_up.ref,
        follow_up.party or codes(pledge),
        pledge.summary,
        None,
        f"{follow_up.outcome}{promised}",
        follow_up.quote.document,
    )


def disputed(dispute: Dispute, pledge: Pledge) -> Change:
    """What a party answered, as a change: it moves nothing."""
    return Change(
        law.known_on(dispute).isoformat(),
        "disputed",
        dispute.ref,
        dispute.party,
        pledge.summary,
        None,
        f"disputes {pledge.ref}: “{dispute.quote.text}”",
        dispute.quote.document,
    )


def related(relation: Relation, pledge: Pledge, on: str | None) -> Change:
    """That a pledge is part of another or supersedes it, as a change: it moves nothing."""
    what = str(relation.kind).replace("_", " ")
    return Change(on, what, relation.ref, codes(pledge), pledge.summary, None, relation.said, pledge.quote.document)


def differing(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[str, str]:
    """The fields in which two rows of a record differ: as they were, and as they are."""
    fields = [name for name in {**before, **after} if before.get(name) != after.get(name) and name not in _BLANKS]
    was, now = ("; ".join(f"{name}: {_shown(row.get(name))}" for name in fields) for row in (before, after))
    return was, now


def _shown(value: object) -> str:
    if value is None:
        return "–"
    return " ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def parsed(row: str | None) -> dict[str, Any]:
    """A row of the log, which keeps records as JSON; empty where there is none."""
    found: dict[str, Any] = json.loads(row) if row else {}
    return found
