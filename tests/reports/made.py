"""Entries made by hand, for the tests of reports."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from tracker.law import evidence, known_on
from tracker.model import Deadline, Dispute, Enquiry, FollowUp, Pledge, Quantity, Quote
from tracker.reports.entries import Entry
from tracker.words import Basis, Outcome, Qualifier

TODAY = "2026-01-31"
MADE = date(2025, 1, 10)


def due(latest: str, phrase: str = "by then") -> Deadline:
    return Deadline(phrase, None, date.fromisoformat(latest), Basis.STATED, "date", "7")


def of(amount: int | str, unit: str = "tanks", firm: str | None = None) -> Quantity:
    """A quantity, said plainly or ``up to``, ``at least`` or ``about``."""
    return Quantity(Decimal(amount), unit, Qualifier(firm) if firm else None)


def pledge(ref: str = "GB-2025-001", *parties: str, **other: Any) -> Pledge:
    """A pledge of 20 tanks by the end of March 2025, unless said otherwise."""
    given = {
        "summary": "Send tanks",
        "topic": "armour",
        "quote": Quote("D-2025-001", "We will send twenty tanks", 0, 25),
        "made_on": MADE,
        "recorded_on": date(2025, 2, 1),
        "published_on": MADE,
        "deadline": due("2025-03-31"),
        "quantity": of(20),
        **other,
    }
    return Pledge(ref=ref, parties=parties or (ref.split("-")[0],), **given)


def follow_up(of_pledge: Pledge, serial: int, outcome: str, on: str, **other: Any) -> FollowUp:
    """A follow-up, published on an ISO day."""
    words = f"Words of {on}"
    return FollowUp(
        ref=f"{of_pledge.ref}.{serial}",
        pledge=of_pledge.ref,
        outcome=Outcome(outcome),
        quote=Quote(f"D-{on}", words, 0, len(words)),
        recorded_on=date.fromisoformat(on),
        published_on=date.fromisoformat(on),
        **other,
    )


def dispute(of_pledge: Pledge, serial: int, party: str, on: str, **other: Any) -> Dispute:
    """A party's answer, published on an ISO day."""
    words = f"Answer of {on}"
    return Dispute(
        ref=f"A-{on[:4]}-{serial:03d}",
        pledge=of_pledge.ref,
        party=party,
        quote=Quote(f"D-{on}", words, 0, len(words)),
        recorded_on=date.fromisoformat(on),
        published_on=date.fromisoformat(on),
        **other,
    )


def entry(
    of_pledge: Pledge,
    *follow_ups: FollowUp,
    enquiries: tuple[Enquiry, ...] = (),
    disputes: tuple[Dispute, ...] = (),
    as_of: str = TODAY,
) -> Entry:
    """A pledge with what is known of it, standing as the law says."""
    on = date.fromisoformat(as_of)
    known = tuple(sorted((each for each in follow_ups if known_on(each) <= on), key=known_on))
    return Entry(of_pledge, known, enquiries, evidence(of_pledge, known, on)[0], False, MADE, disputes)
