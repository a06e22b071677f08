"""Keep the spans: what the law says of a pledge, rewritten in the transaction of every write that touches it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from tracker.law import own_voices, turns
from tracker.model import FollowUp, Membership, Pledge
from tracker.register import records
from tracker.register.connect import Reader
from tracker.register.pouring import pour
from tracker.register.schema import span, tally
from tracker.words import Standing

UNPRESSING = "~"  # sorts after every ISO day
_MANY = 200  # of which none can be there already: they are poured
COLUMNS = ("pledge_id", "since", "until", "standing", "self_declared", "pressing", "ref")
Row = tuple[int, str, str | None, str, int, str, str]
_WORDS = {each: str(each) for each in Standing}
Change = Counter[tuple[str, str]]


def rewrite(connection: Connection, reader: Reader, pledges: Iterable[tuple[int, str]]) -> None:
    """Recompute the spans of some pledges (key and ref), and bring the tally along."""
    memberships = records.memberships(reader)
    change: Change = Counter()
    for key, ref in pledges:
        for old in reader.dicts("spans_of", ref=ref):
            change[old["standing"], old["since"]] -= 1
            if old["until"]:
                change[old["standing"], old["until"]] += 1
        connection.execute(delete(span).where(span.c.pledge_id == key))
        pledge = records.pledge(reader, ref)
        new = span_rows(key, pledge, records.follow_ups_of(reader, ref), memberships)
        if new:
            connection.execute(insert(span), [dict(zip(COLUMNS, each, strict=True)) for each in new])
            _, since, until, standing, *_ = zip(*new, strict=True)
            count(change, standing, since, until)
    apply(connection, change)


def span_rows(key: int, pledge: Pledge, follow_ups: Iterable[FollowUp], memberships: Iterable[Membership]) -> list[Row]:
    """The spans of one pledge as rows of the table, in the order of ``COLUMNS``."""
    latest = pledge.deadline.latest if pledge.deadline else None
    pressing, ref = latest.isoformat() if latest else UNPRESSING, pledge.ref
    begun = turns(pledge, follow_ups, own_voices(pledge, memberships))
    days = [day.isoformat() for day, _, _ in begun]
    ends = [*days[1:], None]
    return [
        (key, since, until, _WORDS[standing], int(declared), pressing, ref)
        for (_, standing, declared), since, until in zip(begun, days, ends, strict=False)
    ]


def count(change: Change, standing: Sequence[str], since: Sequence[str], until: Sequence[str | None]) -> None:
    """Add new spans, told by three of their columns, to a change of the tally."""
    change.update(zip(standing, since, strict=True))
    change.subtract((turn, day) for turn, day in zip(standing, until, strict=True) if day)


def apply(connection: Connection, change: Change) -> None:
    """Add a change to the tally."""
    rows = [{"standing": standing, "day": day, "change": by} for (standing, day), by in sorted(change.items()) if by]
    if not rows:
        return
    if len(rows) > _MANY and connection.execute(select(tally).limit(1)).first() is None:
        pour(connection, tally, [*rows[0]], [[*each.values()] for each in rows])
        return
    upsert: Any = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(tally)
    connection.execute(
        upsert.on_conflict_do_update(
            index_elements=["standing", "day"],
            set_={"change": tally.c.change + upsert.excluded.change},
        ),
        rows,
    )
