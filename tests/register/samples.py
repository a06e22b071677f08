"""Records for the tests of the store: short to write, whole in themselves."""

from __future__ import annotations

import hashlib
from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal
from typing import Any

from tracker.lineage import Relation
from tracker.model import Deadline, Dispute, Document, Enquiry, FollowUp, Membership, Party, Pledge, Quantity, Quote
from tracker.register.location import Location
from tracker.register.writes import Writer, writing
from tracker.words import Basis, Outcome, PartyKind, RelationKind

AT = "2026-02-03T04:05:06Z"
WORDS = "We will deliver"
TEXT = f"{WORDS} more than 600 missiles in the coming weeks, the minister said."

GB = Party("GB", "United Kingdom", PartyKind.COUNTRY)
FR = Party("FR", "France", PartyKind.COUNTRY)
DE = Party("DE", "Germany", PartyKind.COUNTRY)
EU = Party("EU", "European Union", PartyKind.ORGANISATION)
COW = Party("COW", "Coalition of the Willing", PartyKind.COALITION)
PARTIES = (GB, FR, DE, EU, COW)
MEMBERSHIPS = (
    Membership("COW", "GB", since=date(2025, 3, 2)),
    Membership("COW", "FR", since=date(2025, 3, 2)),
    Membership("EU", "FR"),
    Membership("EU", "GB", until=date(2020, 2, 1)),
)


def recording(location: Location, command: str = "test") -> AbstractContextManager[Writer]:
    """One transaction, signed by the tests."""
    return writing(location, actor="tests", command=command, at=AT)


def document(ref: str = "D-2025-001", published_on: date | None = date(2025, 11, 25), **other: Any) -> Document:
    text = other.pop("text", TEXT)
    sha256 = hashlib.sha256(text.encode()).hexdigest() if text is not None else None
    given = {"title": "Statement", "publisher": "The press", "text": text, "sha256": sha256, **other}
    return Document(ref=ref, published_on=published_on, **given)


def due(latest: date, basis: Basis = Basis.STATED, phrase: str = "by then") -> Deadline:
    return Deadline(phrase, None, latest, basis, "by", "rules 1")


def pledge(ref: str = "GB-2025-001", *parties: str, **other: Any) -> Pledge:
    given = {
        "summary": "Deliver missiles",
        "topic": "missiles",
        "quote": Quote("D-2025-001", WORDS, 0, len(WORDS)),
        "made_on": date(2025, 11, 25),
        "recorded_on": date(2025, 12, 1),
        **other,
    }
    return Pledge(ref=ref, parties=parties or (ref.split("-")[0],), **given)


def follow_up(ref: str, outcome: Outcome, document: str = "D-2025-002", **other: Any) -> FollowUp:
    given = {"quote": Quote(document, WORDS, 0, len(WORDS)), "recorded_on": date(2026, 1, 20), **other}
    return FollowUp(ref=ref, pledge=ref.rsplit(".", 1)[0], outcome=outcome, **given)


def dispute(
    ref: str = "A-2026-001", pledge: str = "GB-2025-001", party: str = "", document: str = "D-2026-001", **other: Any
) -> Dispute:
    given = {"quote": Quote(document, WORDS, 0, len(WORDS)), "recorded_on": date(2026, 1, 20), **other}
    return Dispute(ref=ref, pledge=pledge, party=party or pledge.split("-")[0], **given)


def relation(
    ref: str = "R-2026-001", pledge: str = "GB-2025-001", other: str = "COW-2025-001", **facts: Any
) -> Relation:
    return Relation(ref, pledge, RelationKind.PART_OF, other, date(2026, 1, 20), **facts)


def enquiry(ref: str = "E-2026-001", pledge: str = "GB-2025-001") -> Enquiry:
    return Enquiry(ref, pledge, date(2026, 1, 15), "A. Reader", "the ministry's press page", None)


def other_words(number: int, document: str = "D-2025-001") -> Quote:
    """Words of their own for each number: what is said in the same words is recorded once."""
    start, cut = divmod(number, 40)
    end = len(TEXT) - cut
    return Quote(document, TEXT[start:end], start, end)


def stage(writer: Writer) -> None:
    """The parties, the documents and the memberships that the pledges of the tests need."""
    for party in PARTIES:
        writer.add_party(party)
    writer.add(document())
    writer.add(document("D-2025-002", date(2025, 12, 20)))
    writer.add(document("D-2026-001", date(2026, 1, 15), issuer="GB"))
    for membership in MEMBERSHIPS:
        writer.add_membership(membership)


def story(writer: Writer) -> None:
    """A small register with something in every table."""
    stage(writer)
    missiles = Quantity(Decimal(600), "missiles")
    writer.add(pledge(deadline=due(date(2025, 12, 31)), quantity=missiles, partners=("DE",)))
    writer.add(pledge("COW-2025-001", condition="once a ceasefire holds", speaker="GB"))
    writer.add(follow_up("GB-2025-001.1", Outcome.ADVANCES))
    writer.add(follow_up("GB-2025-001.2", Outcome.FULFILS, "D-2026-001", dated=date(2026, 1, 10)))
    writer.add(enquiry())
    writer.add(dispute(note="all were delivered"))
    writer.add(relation())
    writer.keep_rule("rules 1", "by", "the last day of it")
