"""Keep the spans: what the law says of a pledge, rewritten in the transaction of every write that touches it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from tracker.law import history, own_voices
from tracker.model import FollowUp, Membership, Pledge
from tracker.register import records
from tracker.register.connect import Reader
from tracker.register.schema import span, tally
from tracker.rows import plain

UNPRESSING = "~"  # sorts after every ISO day
Change = Counter[tuple[str, str]]


def rewrite(connection: Connection, reader: Reader, pledges: Iterable[tuple[int, str]]) -> None:
    """Recompute the spans of some pledges (key and ref), and bring the tally along."""
    memberships = records.memberships(reader)
    change: Change = Counter()
    for key, ref in pledges:
        for old in reader.dicts("spans_of", ref=ref):
            _count(change, old, -1)
        connection.execute(delete(span).where(span.c.pledge_id == key))
        pledge = records.pledge(reader, ref)
        new = span_rows(key, pledge, records.follow_ups_of(reader, ref), memberships)
        if new:
            connection.execute(insert(span), new)
        for row in new:
            _count(change, row, 1)
    apply(connection, change)


def span_rows(
    key: int, pledge: Pledge, follow_ups: Iterable[FollowUp], memberships: Iterable[Membership]
) -> list[dict[str, Any]]:
    """The spans of one pledge as rows of the table."""
    latest = pledge.deadline.latest if pledge.deadline else None
    return [
        {
            "pledge_id": key,
            "since": plain(each.since),
            "until": plain(each.until),
            "standing": str(each.standing),
            "self_declared": int(each.self_declared),
            "pressing": plain(latest) or UNPRESSING,
            "ref": pledge.ref,
        }
        for each in history(pledge, follow_ups, own_voices(pledge, memberships))
    ]


def count(change: Change, rows: Iterable[dict[str, Any]]) -> None:
    """Add new spans to a change of the tally."""
    for row in rows:
        _count(change, row, 1)


def apply(connection: Connection, change: Change) -> None:
    """Add a change to the tally."""
    rows = [{"standing": standing, "day": day, "change": by} for (standing, day), by in sorted(change.items()) if by]
    if not rows:
        return
    upsert: Any = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(tally)
    connection.execute(
        upsert.on_conflict_do_update(
            index_elements=["standing", "day"],
            set_={"change": tally.c.change + upsert.excluded.change},
        ),
        rows,
    )


def _count(change: Change, row: dict[str, Any], by: int) -> None:
    change[row["standing"], row["since"]] += by
    if row["until"]:
        change[row["standing"], row["until"]] -= by
