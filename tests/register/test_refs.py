from __future__ import annotations

from dataclasses import replace

import pytest
from samples import dispute, document, enquiry, follow_up, other_words, pledge, recording, stage
from sqlalchemy import text

from tracker.errors import NotFoundError, UsageError
from tracker.register import records
from tracker.register.connect import reading
from tracker.register.location import Location
from tracker.register.refs import canonical, resolve
from tracker.words import Outcome

pytestmark = pytest.mark.repeated

# -- what is meant ----------------------------------------------------------------------------------------

PLEDGES = ("GB-2025-001", "GB-2025-002", "GB-2025-012", "GB-2025-100", "GB-2025-1000", "FR-2025-001", "FR-2024-007")


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def reader(request: pytest.FixtureRequest, new_register):
    location = new_register(request.param)
    with recording(location) as writer:
        stage(writer)
        for number, ref in enumerate(PLEDGES):
            writer.add(pledge(ref, quote=other_words(number)))
        for number, ref in enumerate(("GB-2025-001.1", "GB-2025-001.2", "GB-2025-001.10", "FR-2025-001.1")):
            writer.add(follow_up(ref, Outcome.ADVANCES, quote=other_words(number, "D-2025-002")))
        writer.add(enquiry())
        writer.add(dispute())
    with reading(location) as opened:
        yield opened


@pytest.mark.parametrize(
    ("given", "full"),
    [
        ("gb-25-1", "GB-2025-001"),
        ("gb-2025-1", "GB-2025-001"),
        ("GB-25-001", "GB-2025-001"),
        (" gb-25-12 ", "GB-2025-012"),
        ("gb-25-1000", "GB-2025-1000"),
        ("gb-25-01000", "GB-2025-1000"),
        ("gb-25-1.2", "GB-2025-001.2"),
        ("d-26-1", "D-2026-001"),
        ("GB-2025-001", "GB-2025-001"),
        ("gb", "GB"),
        ("gb-25", "GB-25"),
        ("gb-125-1", "GB-125-1"),
    ],
)
def test_a_short_ref_is_written_in_full(given, full) -> None:
    assert canonical(given) == full


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("GB-2025-001", ("pledge", "GB-2025-001")),
        ("gb-25-1", ("pledge", "GB-2025-001")),
        ("gb-25-1.10", ("follow_up", "GB-2025-001.10")),
        ("d-25-2", ("document", "D-2025-002")),
        ("e-26-1", ("enquiry", "E-2026-001")),
        ("fr-2024", ("pledge", "FR-2024-007")),
        ("FR-2025", ("pledge", "FR-2025-001")),
        ("e", ("enquiry", "E-2026-001")),
        ("a-26-1", ("dispute", "A-2026-001")),
        ("a", ("dispute", "A-2026-001")),
        ("fr-2025-001.", ("follow_up", "FR-2025-001.1")),
    ],
)
def test_a_ref_is_found_by_its_short_form_or_by_the_beginning_of_just_one(reader, given, meant) -> None:
    assert resolve(reader, given) == meant


def test_an_exact_ref_wins_over_a_longer_one_that_begins_with_it(reader) -> None:
    assert resolve(reader, "GB-2025-001.1") == ("follow_up", "GB-2025-001.1")
    assert resolve(reader, "gb-25-100") == ("pledge", "GB-2025-100")


def test_the_beginning_of_several_refs_lists_them_and_asks_for_more(reader) -> None:
    with pytest.raises(UsageError) as refusal:
        resolve(reader, "gb-2025-0")
    assert refusal.value.what == ("gb-2025-0 is the beginning of several refs: GB-2025-001, GB-2025-002, GB-2025-012.")
    assert refusal.value.remedy == "Type on until only one is left."


def test_no_more_than_eight_refs_are_listed(sqlite) -> None:
    with recording(sqlite) as writer:
        stage(writer)
        for serial in range(1, 10):
            writer.add(pledge(f"GB-2025-{serial:03d}", quote=other_words(serial)))
    with reading(sqlite) as opened, pytest.raises(UsageError) as refusal:
        resolve(opened, "g")
    assert refusal.value.what.endswith("GB-2025-007, GB-2025-008 ….")


def test_a_beginning_stays_ambiguous_however_many_follow_ups_stand_between(sqlite) -> None:
    with recording(sqlite) as writer:
        stage(writer)
        writer.add(pledge("GB-2025-001"))
        writer.add(pledge("GB-2025-002", quote=other_words(0)))
        writer.add(follow_up("GB-2025-001.1", Outcome.ADVANCES))
        writer.connection.execute(
            text(
                "WITH RECURSIVE number(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM number WHERE n < 300)"
                " INSERT INTO follow_up (ref, pledge_id, outcome, document_id, quote, recorded_on)"
                " SELECT 'GB-2025-001.' || n, pledge_id, outcome, document_id, quote, recorded_on"
                " FROM follow_up, number"
            )
        )
    with reading(sqlite) as opened, pytest.raises(UsageError, match="GB-2025-001, GB-2025-002"):
        resolve(opened, "gb-2025-00")


@pytest.mark.parametrize(
    "given", ["XX-2025-001", "gb-26-1", "gb-25-3", "GB-2025-001.3", "", "~", "%", "'", "é", "GB-2025-0011"]
)
def test_a_ref_that_does_not_exist_is_told_as_it_was_given(reader, given) -> None:
    with pytest.raises((NotFoundError, UsageError)) as refusal:
        resolve(reader, given)
    if given:
        assert refusal.value.what == f"There is no record {given} in {reader.location}."
        assert "tracker search" in refusal.value.remedy


def test_only_the_kinds_asked_for_are_meant(reader) -> None:
    assert resolve(reader, "d-2026", "document", "pledge") == ("document", "D-2026-001")
    with pytest.raises(NotFoundError):
        resolve(reader, "d-2026", "pledge")
    with pytest.raises(UsageError, match="D-2025-001 is a document; this needs a pledge or a follow-up"):
        resolve(reader, "d-25-1", "pledge", "follow_up")
    with pytest.raises(UsageError, match="E-2026-001 is an enquiry; this needs a pledge"):
        resolve(reader, "e-26-1", "pledge")
    with pytest.raises(UsageError, match="A-2026-001 is a dispute; this needs a pledge"):
        resolve(reader, "a-26-1", "pledge")


# -- serials ----------------------------------------------------------------------------------------------


def numbered(location: Location, *series: str, width: int = 3) -> list[str]:
    with recording(location) as writer:
        return [writer.next_ref(each, width=width) for each in series]


@pytest.fixture
def staged(location: Location) -> Location:
    with recording(location) as writer:
        stage(writer)
    return location


def test_the_first_of_a_series_is_one(staged) -> None:
    assert numbered(staged, "GB-2025-", "D-2024-", "E-2026-") == ["GB-2025-001", "D-2024-001", "E-2026-001"]


def test_serials_continue_in_their_own_series(staged) -> None:
    with recording(staged) as writer:
        for number, ref in enumerate(("GB-2025-001", "GB-2025-002", "GB-2024-009", "FR-2025-031")):
            writer.add(pledge(ref, quote=other_words(number)))
    assert numbered(staged, "GB-2025-", "GB-2024-", "FR-2025-", "GB-2026-") == [
        "GB-2025-003", "GB-2024-010", "FR-2025-032", "GB-2026-001",
    ]  # fmt: skip
    assert numbered(staged, "D-2025-") == ["D-2025-003"]


def test_serials_leave_no_gap_to_fill_and_go_on_past_999(staged) -> None:
    with recording(staged) as writer:
        for number, ref in enumerate(("GB-2025-007", "GB-2025-999")):
            writer.add(pledge(ref, quote=other_words(number)))
        assert writer.next_ref("GB-2025-") == "GB-2025-1000"
        writer.add(pledge("GB-2025-1000", quote=other_words(2)))
        assert writer.next_ref("GB-2025-") == "GB-2025-1001"
        writer.add(pledge("GB-2025-10000", quote=other_words(3)))
    assert numbered(staged, "GB-2025-") == ["GB-2025-10001"]


def test_follow_ups_are_numbered_within_their_pledge_past_nine(staged) -> None:
    with recording(staged) as writer:
        writer.add(pledge("GB-2025-100"))
        writer.add(pledge("GB-2025-1000", quote=other_words(0)))
        for serial in range(1, 12):
            assert writer.next_ref("GB-2025-100.", width=1) == f"GB-2025-100.{serial}"
            said = other_words(serial, "D-2025-002")
            writer.add(follow_up(f"GB-2025-100.{serial}", Outcome.ADVANCES, quote=said))
        assert writer.next_ref("GB-2025-1000.", width=1) == "GB-2025-1000.1"
        assert writer.next_ref("GB-2025-") == "GB-2025-1001"


def test_a_ref_is_never_used_again(staged) -> None:
    with recording(staged) as writer:
        writer.add(pledge("GB-2025-001"))
        before = records.pledge(writer.reader, "GB-2025-001")
        writer.change(before, replace(before, retracted="entered twice"))
    assert numbered(staged, "GB-2025-") == ["GB-2025-002"]


def test_documents_enquiries_disputes_and_pledges_share_their_serials_where_their_series_are_alike(staged) -> None:
    # A body whose code is D would have pledges that look like documents.
    with recording(staged) as writer:
        writer.add(document("D-2025-040"))
        writer.add(pledge("GB-2025-001"))
        writer.add(enquiry("E-2026-004"))
        writer.add(dispute("A-2026-009"))
    assert numbered(staged, "D-2025-", "E-2026-", "A-2026-") == ["D-2025-041", "E-2026-005", "A-2026-010"]
