"""Pledges and follow-ups in a few words, for tests that read like case files.

Unless a test says otherwise, France said it on 10 January 2025, and it was published on that day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from tracker.law import history
from tracker.model import Deadline, Dispute, FollowUp, Membership, Pledge, Quote, Span
from tracker.words import Basis, Outcome

MADE = "2025-01-10"
REF = "FR-2025-001"
CEASEFIRE = "once a ceasefire holds"


def day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def on(iso: str) -> date:
    return date.fromisoformat(iso)


def deadline(latest: str | None, basis: str = "stated", phrase: str = "by then", since: str = "") -> Deadline:
    return Deadline(phrase, day(since), day(latest), Basis(basis) if latest else None, "a-rule", "7")


def pledge(
    by: str = "FR", *, due: str | None = None, review: str | None = None, made: str | None = MADE, **facts: Any
) -> Pledge:
    """A pledge: ``due`` is the last day of a stated deadline, ``review`` that of an inferred one."""
    said = deadline(due) if due else deadline(review, "inferred", "in a while", made or "") if review else None
    published = facts.pop("published", MADE)
    return Pledge(
        **{
            "ref": REF,
            "parties": tuple(by.split()),
            "summary": "Send missiles",
            "topic": "missiles",
            "quote": Quote("D-2025-001", "We will send missiles by then, soon or in a while", 0, 49),
            "made_on": day(made),
            "recorded_on": on("2025-01-10"),
            "published_on": day(published),
            "deadline": said,
            **facts,
        }
    )


def follow_up(outcome: str, published: str | None, *, dated: str | None = None, **facts: Any) -> FollowUp:
    """What a document published on a day means for the pledge."""
    number = facts.pop("number", 1)
    return FollowUp(
        **{
            "ref": f"{REF}.{number}",
            "pledge": REF,
            "outcome": Outcome(outcome),
            "quote": Quote(f"D-2025-1{number:02}", "These are the words", 0, 19),
            "recorded_on": on("2026-02-02"),
            "published_on": day(published),
            "dated": day(dated),
            **facts,
        }
    )


def dispute(published: str | None, **facts: Any) -> Dispute:
    """What the pledger answers in a document published on a day."""
    return Dispute(
        **{
            "ref": "A-2025-001",
            "pledge": REF,
            "party": "FR",
            "quote": Quote("D-2025-101", "These are the words", 0, 19),
            "recorded_on": on("2026-02-02"),
            "published_on": day(published),
            **facts,
        }
    )


def told(spans: Iterable[Span]) -> str:
    """Spans in a line: ``2025-01-10 open, 2025-04-01 overdue``."""
    return ", ".join(
        f"{span.since} {span.standing}{' (self-declared)' if span.self_declared else ''}" for span in spans
    )


# -- cases that nobody thought of ----------------------------------------------------------------------------

# Few days and many of what matters, so that deeds, deadlines and documents meet on one day often.
DAYS = tuple(on("2025-01-01") + timedelta(number) for number in range(16))
PARTIES = ("FR", "GB", "COW")
days = st.sampled_from(DAYS[3:14])
maybe_days = st.sampled_from((None, *DAYS[3:14]))
windows = [Deadline("by then", None, last, basis, "a-rule", "7") for last in DAYS[5:12] for basis in Basis]
vague = Deadline("soon", None, None, None, "no-window", "7")
pledges = st.builds(
    Pledge,
    ref=st.just(REF),
    parties=st.sampled_from([("FR",), ("COW",), ("FR", "GB")]),
    summary=st.just("Send missiles"),
    topic=st.just("missiles"),
    quote=st.just(Quote("D-2025-001", "We will", 0, 7)),
    made_on=st.sampled_from((None, *DAYS[2:8])),
    recorded_on=days,
    deadline=st.sampled_from([None, None, vague, *windows]),
    condition=st.sampled_from([None, None, None, "once a ceasefire holds"]),
    published_on=st.sampled_from((None, *DAYS[2:8])),
)
follow_ups = st.lists(
    st.builds(
        FollowUp,
        ref=st.integers(1, 9).map(lambda number: f"{REF}.{number}"),
        pledge=st.just(REF),
        outcome=st.sampled_from([Outcome.FULFILS, Outcome.ADVANCES, *Outcome]),
        quote=st.integers(100, 109).map(lambda number: Quote(f"D-2025-{number}", "These are the words", 0, 19)),
        recorded_on=days,
        published_on=maybe_days,
        dated=maybe_days,
        party=st.sampled_from([None, None, *PARTIES]),
        deadline=st.sampled_from([None, None, vague, *windows]),
        issuer=st.sampled_from([None, *PARTIES]),
        retracted=st.sampled_from([None, None, None, "recorded by mistake"]),
    ),
    max_size=4,
)
party_asked = st.sampled_from([None, "FR", "GB"])
two_orders = follow_ups.flatmap(lambda listed: st.tuples(st.just(listed), st.permutations(listed)))
memberships = (Membership("COW", "FR", on("2025-01-05"), on("2025-07-01")), Membership("COW", "GB"))


def life(case: Pledge, *followed: FollowUp, own: str = "", party: str | None = None) -> str:
    return told(history(case, followed, frozenset(own.split()), party))


def said(part: tuple[str, ...]) -> str:
    """A part of an explanation."""
    return "\n".join(part)
