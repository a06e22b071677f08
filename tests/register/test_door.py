"""The door of the register: what the program would refuse is refused to everybody who writes, and nothing is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from samples import (
    WORDS,
    dispute,
    document,
    due,
    enquiry,
    follow_up,
    other_words,
    pledge,
    recording,
    relation,
    story,
)

from tests.conftest import DIALECTS
from tracker.errors import ConflictError, NotFoundError, TrackerError
from tracker.model import Deadline, Party, Quantity, Quote
from tracker.register import records
from tracker.register.connect import reading
from tracker.register.location import Location
from tracker.register.memberships import drop_membership
from tracker.words import Basis, Outcome, PartyKind, RelationKind

pytestmark = pytest.mark.repeated

SUPERSEDES = RelationKind.SUPERSEDES
OTHER = pledge("GB-2025-003", quote=other_words(1))
# What is added, and what is said of it.
ADDED: dict[str, tuple[Any, str]] = {
    "a ref of another form": (replace(OTHER, ref="GB 2025/1"), "its ref is not written like GB-2025-001"),
    "a pledge of nobody": (replace(OTHER, parties=()), "no party has pledged it"),
    "a party named twice": (replace(OTHER, partners=("GB",)), "a party is named twice: GB GB"),
    "words that do not stand there": (
        replace(OTHER, quote=Quote("D-2025-001", "We will not", 0, 11)),
        "the quoted words do not stand at 0–11 of D-2025-001",
    ),
    "half a place": (
        replace(OTHER, quote=Quote("D-2025-001", WORDS, 0, None)),
        "its quote cannot stand at 0–None of D-2025-001",
    ),
    "a place beyond the end": (
        replace(OTHER, quote=replace(other_words(0), end=999)),
        "the quoted words do not stand at 0–999 of D-2025-001",
    ),
    "a pledge made after its document": (
        replace(OTHER, made_on=date(2025, 11, 26)),
        "its document was published on 2025-11-25, before the pledge was made on 2025-11-26",
    ),
    "a deadline before the pledge": (
        replace(OTHER, deadline=due(date(2025, 1, 1))),
        "its deadline (2025-01-01) has passed before the pledge was made (2025-11-25)",
    ),
    "a window that ends before it begins": (
        replace(OTHER, deadline=Deadline("soon", date(2026, 2, 1), date(2026, 1, 1), Basis.STATED, "by", "1")),
        "its window ends (2026-01-01) before it begins (2026-02-01)",
    ),
    "an amount below 0": (replace(OTHER, quantity=Quantity(Decimal(-5), "tanks")), "its amount -5 is below 0"),
    "an amount too large": (
        replace(OTHER, quantity=Quantity(Decimal(10) ** 18, "tanks")),
        "its amount 1000000000000000000 is too large",
    ),
    "an amount that is none": (replace(OTHER, quantity=Quantity(Decimal("NaN"), "tanks")), "is no number"),
    "a unit of nothing": (replace(OTHER, quantity=Quantity(Decimal(5), " ")), "its unit is empty"),
    "no summary": (replace(OTHER, summary=""), "its summary is empty"),
    "a NUL character": (replace(OTHER, condition="once\0"), "its condition holds a NUL character"),
    "a document under another ref": (document("speech"), "its ref is not written like D-2025-001"),
    "a text with another hash": (document("D-2025-009", sha256="0" * 64), "its sha256 is not that of its text"),
    "a code of another form": (Party("gb", "Britain", PartyKind.COUNTRY), "its code is not written like GB or COW"),
    "a follow-up of another series": (
        replace(follow_up("GB-2025-001.3", Outcome.RESTATES), pledge="COW-2025-001"),
        "its ref is not that of COW-2025-001 with a dot and a serial",
    ),
    "a deed before the pledge": (
        follow_up("GB-2025-001.3", Outcome.FULFILS, dated=date(2025, 1, 1)),
        "the deed is dated 2025-01-01, before the pledge was made on 2025-11-25",
    ),
    "a condition met that there is none of": (
        follow_up("GB-2025-001.3", Outcome.ACTIVATES),
        "GB-2025-001 has no condition that could be met",
    ),
    "a follow-up about a stranger": (
        follow_up("GB-2025-001.3", Outcome.RESTATES, party="FR"),
        "FR is not a party to GB-2025-001 (GB), nor a member of one",
    ),
    "an answer from the pledge's own document": (
        dispute("A-2026-002", document="D-2025-001"),
        "GB-2025-001 is quoted from D-2025-001 too: it makes the pledge, and answers nothing",
    ),
    "a look before the pledge": (
        replace(enquiry("E-2026-002"), enquired_on=date(2025, 11, 1)),
        "nobody can have looked on 2025-11-01 for what became of GB-2025-001",
    ),
    "a relation in a circle": (relation("R-2026-002", "COW-2025-001", "GB-2025-001"), "it would lead in a circle"),
    "a relation to itself": (relation("R-2026-002", "COW-2025-001", "COW-2025-001"), "cannot be related to itself"),
    "a relation that is there": (relation("R-2026-002"), "GB-2025-001 is a part of COW-2025-001 already (R-2026-001)"),
    "what replaces a deed": (
        replace(relation("R-2026-002", "GB-2026-001", "GB-2025-001"), kind=SUPERSEDES),
        "GB-2025-001 is fulfilled late since 2026-01-15",
    ),
    "words that are recorded": (
        pledge("GB-2025-003", deadline=due(date(2025, 12, 31)), quantity=Quantity(Decimal(600), "missiles")),
        "GB-2025-001 is recorded already, from these words of D-2025-001",
    ),
}
MISSING: dict[str, tuple[Any, str]] = {
    "a document": (replace(OTHER, quote=Quote("D-2031-001", WORDS, 0, 15)), "D-2031-001"),
    "a pledge": (follow_up("GB-2031-001.1", Outcome.RESTATES), "GB-2031-001"),
    "a party": (replace(OTHER, parties=("JP",)), "The party JP is not in the register."),
}


@pytest.fixture(scope="module", params=DIALECTS)
def kept(request, new_register) -> Location:
    """A register with something in every table, to which nothing is ever added here."""
    location = new_register(request.param)
    with recording(location) as writer:
        story(writer)
        later = Quote("D-2026-001", WORDS, 0, len(WORDS))
        writer.add(pledge("GB-2026-001", quote=later, made_on=date(2026, 1, 15)))
    return location


@pytest.mark.parametrize("what", ADDED)
def test_what_cannot_be_recorded_is_not_added(kept: Location, contents: Any, what: str) -> None:
    record, says = ADDED[what]
    before = contents(kept)
    with pytest.raises(ConflictError) as caught, recording(kept) as writer:
        writer.add_party(record) if isinstance(record, Party) else writer.add(record)
    assert says in caught.value.what
    assert caught.value.remedy
    assert contents(kept) == before


@pytest.mark.parametrize("what", MISSING)
def test_what_names_something_that_is_not_there_is_told_what(kept: Location, what: str) -> None:
    record, says = MISSING[what]
    with pytest.raises(NotFoundError) as caught, recording(kept) as writer:
        writer.add(record)
    assert says in caught.value.what


# What is changed of which record, and what is said of it.
CHANGED: dict[str, tuple[str, str, dict[str, Any], str]] = {
    "a day": ("pledge", "GB-2025-001", {"made_on": date(2026, 1, 1)}, "before the pledge was made on 2026-01-01"),
    "an amount": ("pledge", "GB-2025-001", {"quantity": Quantity(Decimal(-1), "missiles")}, "its amount -1 is below 0"),
    "a party that has answered": (
        "pledge",
        "GB-2025-001",
        {"parties": ("FR",)},
        "A-2026-001 cannot be recorded so: GB is not a party to GB-2025-001 (FR), nor a member of one",
    ),
    "a ref": ("pledge", "GB-2025-001", {"ref": "GB-2025-009"}, "GB-2025-001 cannot become GB-2025-009"),
    "the day of a deed": (
        "follow_up",
        "GB-2025-001.2",
        {"dated": date(2026, 1, 16)},
        "the deed is dated 2026-01-16, after its document was published on 2026-01-15",
    ),
    "the day of a look": ("enquiry", "E-2026-001", {"enquired_on": date(2025, 1, 1)}, "nobody can have looked"),
    "an enquirer": ("enquiry", "E-2026-001", {"enquirer": " "}, "its enquirer is empty"),
    "the day of a document": (
        "document",
        "D-2025-002",
        {"published_on": date(2025, 11, 1)},
        "GB-2025-001.1 cannot be recorded so: its document was published on 2025-11-01",
    ),
    "the name of a party": ("party", "GB", {"name": ""}, "its name is empty"),
}


@pytest.mark.parametrize("what", CHANGED)
def test_nothing_is_changed_to_what_could_not_be_recorded(kept: Location, contents: Any, what: str) -> None:
    kind, ref, facts, says = CHANGED[what]
    before = contents(kept)
    with reading(kept) as reader:
        found = getattr(records, kind)(reader, ref)
    with pytest.raises(ConflictError) as caught, recording(kept) as writer:
        writer.change(found, replace(found, **facts))
    assert says in caught.value.what
    assert contents(kept) == before


def test_what_is_not_recorded_cannot_be_changed(kept: Location) -> None:
    with pytest.raises(NotFoundError, match="GB-2025-003 is not recorded"), recording(kept) as writer:
        writer.change(OTHER, replace(OTHER, topic="aid"))


def test_a_document_is_asked_about_at_the_end_when_what_rests_on_it_is_changed_too(told: Location) -> None:
    with recording(told) as writer:
        moved, deed = records.document(writer.reader, "D-2026-001"), records.follow_up(writer.reader, "GB-2025-001.2")
        writer.change(moved, replace(moved, published_on=date(2026, 1, 5)))
        writer.change(deed, replace(deed, dated=date(2026, 1, 4)))
    with reading(told) as reader:
        assert records.follow_up(reader, "GB-2025-001.2").published_on == date(2026, 1, 5)


def test_what_an_import_has_judged_comes_as_it_is_and_can_be_retracted(told: Location) -> None:
    odd = replace(OTHER, deadline=due(date(2025, 1, 1)))
    with recording(told) as writer:
        writer.add_judged(odd)
    with pytest.raises(TrackerError, match="has passed before the pledge was made"), recording(told) as writer:
        writer.change(odd, replace(odd, topic="aid"))
    with recording(told) as writer:
        writer.change(odd, replace(odd, retracted="misread"))
    with reading(told) as reader:
        assert records.pledge(reader, odd.ref).retracted == "misread"


def test_a_membership_that_something_rests_on_is_not_taken_back_by_the_library_either(told: Location) -> None:
    part = follow_up("COW-2025-001.1", Outcome.ADVANCES, "D-2026-001", party="FR")
    with recording(told) as writer:
        writer.add(part)
        france = next(
            each for each in records.memberships(writer.reader) if each.member == "FR" and each.group == "COW"
        )
    with recording(told) as writer:
        with pytest.raises(ConflictError, match="cannot be recorded so"):
            drop_membership(writer, france)
        assert france in records.memberships(writer.reader)
        writer.change(part, replace(part, retracted="misread"))
        drop_membership(writer, france)
    with reading(told) as reader:
        assert france not in records.memberships(reader)
