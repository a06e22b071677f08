"""The standings of a pledge are kept with every write, and found and mended where they were changed otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from samples import document, due, follow_up, pledge, recording, stage
from sqlalchemy import text

from tests.register.undone import undone, with_stage
from tracker import checks, law
from tracker.model import Membership, Span
from tracker.register import lists, records
from tracker.register.connect import Reader, reading
from tracker.register.contents import RegisterContents
from tracker.register.engine import engine
from tracker.register.location import Location
from tracker.register.repair import repair
from tracker.words import Basis, Outcome, Standing

LATEST = date(2025, 12, 31)


def by_law(reader: Reader, ref: str) -> tuple[Span, ...]:
    """The spans that a pledge should have."""
    told = records.pledge(reader, ref)
    return law.history(told, records.follow_ups_of(reader, ref), records.own(reader, told))


def standings(location: Location, ref: str = "GB-2025-001") -> list[tuple[str, str, bool]]:
    """The kept spans, after seeing that they are the law's."""
    with reading(location) as reader:
        kept = records.spans_of(reader, ref)
        assert kept == by_law(reader, ref)
        assert list(checks.standings(RegisterContents(reader))) == []
    return [(str(each.since), str(each.standing), each.self_declared) for each in kept]


@pytest.fixture
def pledged(location: Location) -> Location:
    """A register with one pledge that is due at the end of 2025."""
    with recording(location) as writer:
        stage(writer)
        writer.add(pledge(deadline=due(LATEST)))
    return location


def change(location: Location, kind: str, ref: str, **other: Any) -> None:
    with recording(location) as writer:
        before = getattr(records, kind)(writer.reader, ref)
        writer.change(before, replace(before, **other))


# -- kept with every write --------------------------------------------------------------------------------


def test_a_new_pledge_has_its_standings_at_once(pledged) -> None:
    assert standings(pledged) == [("2025-11-25", "open", False), ("2026-01-01", "overdue", False)]


def test_a_follow_up_changes_the_standings(pledged) -> None:
    with recording(pledged) as writer:
        writer.add(follow_up("GB-2025-001.1", Outcome.FULFILS, "D-2026-001"))
    assert standings(pledged) == [
        ("2025-11-25", "open", False),
        ("2026-01-01", "overdue", False),
        ("2026-01-15", "fulfilled late", True),
    ]


def test_an_edit_of_a_pledge_changes_its_standings(pledged) -> None:
    change(pledged, "pledge", "GB-2025-001", deadline=due(LATEST, Basis.INFERRED))
    assert standings(pledged)[-1] == ("2026-01-01", "review due", False)
    change(pledged, "pledge", "GB-2025-001", condition="once a ceasefire holds")
    assert standings(pledged) == [("2025-11-25", "conditional", False)]


def test_an_edit_of_a_follow_up_changes_the_standings(pledged) -> None:
    with recording(pledged) as writer:
        writer.add(follow_up("GB-2025-001.1", Outcome.ADVANCES))
    assert standings(pledged)[1] == ("2025-12-20", "advanced", False)
    change(pledged, "follow_up", "GB-2025-001.1", outcome=Outcome.DROPS)
    assert standings(pledged)[-1] == ("2025-12-20", "dropped", False)


def test_a_retracted_follow_up_counts_no_more(pledged) -> None:
    before = standings(pledged)
    with recording(pledged) as writer:
        writer.add(follow_up("GB-2025-001.1", Outcome.DROPS))
    assert standings(pledged) != before
    change(pledged, "follow_up", "GB-2025-001.1", retracted="misread")
    assert standings(pledged) == before


def test_a_retracted_pledge_stands_nowhere(pledged) -> None:
    change(pledged, "pledge", "GB-2025-001", retracted="entered twice")
    assert standings(pledged) == []
    with reading(pledged) as reader:
        assert lists.counts(reader, "2026-06-01") == {}


def test_another_day_of_publication_changes_the_standings_of_what_rests_on_the_document(pledged) -> None:
    with recording(pledged) as writer:
        writer.add(follow_up("GB-2025-001.1", Outcome.DROPS))
    change(pledged, "document", "D-2025-002", published_on=date(2026, 1, 9))
    assert standings(pledged)[-2:] == [("2026-01-01", "overdue", False), ("2026-01-09", "dropped", False)]
    change(pledged, "document", "D-2025-001", published_on=date(2025, 11, 30))
    assert standings(pledged)[0] == ("2025-11-30", "open", False)


def test_another_issuer_changes_whose_word_it_is(pledged) -> None:
    with recording(pledged) as writer:
        writer.add(follow_up("GB-2025-001.1", Outcome.DROPS))
    assert standings(pledged)[-1] == ("2025-12-20", "dropped", False)
    change(pledged, "document", "D-2025-002", issuer="GB")
    assert standings(pledged)[-1] == ("2025-12-20", "dropped", True)


@pytest.mark.parametrize("member", [("EU", "DE"), ("COW", "DE")])
def test_a_new_membership_changes_whose_word_it_is(location, member) -> None:
    group, who = member
    ref, issuer = ("DE-2025-001", "EU") if group == "EU" else ("COW-2025-001", "DE")
    with recording(location) as writer:
        stage(writer)
        writer.add(document("D-2026-002", date(2026, 1, 20), issuer=issuer))
        writer.add(pledge(ref))
        writer.add(follow_up(f"{ref}.1", Outcome.ADVANCES, "D-2026-002"))
    assert standings(location, ref)[-1] == ("2026-01-20", "advanced", False)
    with recording(location) as writer:
        writer.add_membership(Membership(group, who, since=date(2025, 1, 1)))
    assert standings(location, ref)[-1] == ("2026-01-20", "advanced", True)


def test_a_write_that_fails_leaves_neither_the_record_nor_its_standings(pledged) -> None:
    before = standings(pledged)
    with undone(pledged) as writer:
        writer.add(follow_up("GB-2025-001.1", Outcome.DROPS))
        assert records.spans_of(writer.reader, "GB-2025-001")[-1].standing is Standing.DROPPED
    assert standings(pledged) == before
    with reading(pledged) as reader:
        assert records.follow_ups_of(reader, "GB-2025-001") == ()


# -- found and mended -------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def late(request: pytest.FixtureRequest, new_register) -> Location:
    """A register with one pledge, which is overdue from 2026 on."""
    location = with_stage(new_register(request.param))
    with recording(location) as writer:
        writer.add(pledge(deadline=due(LATEST)))
    return location


@pytest.mark.slow
@pytest.mark.parametrize(
    ("statement", "check", "ref"),
    [
        ("UPDATE span SET standing = 'fulfilled' WHERE standing = 'overdue'", "standing", "GB-2025-001"),
        ("UPDATE span SET self_declared = 1 - self_declared", "standing", "GB-2025-001"),
        ("UPDATE span SET since = '2026-01-02' WHERE standing = 'overdue'", "standing", "GB-2025-001"),
        ("UPDATE span SET until = NULL", "standing", "GB-2025-001"),
        ("DELETE FROM span", "standing", "GB-2025-001"),
        ("UPDATE span SET pressing = '2099-01-01'", "standing", "GB-2025-001"),
        ("UPDATE span SET ref = 'GB-2025-009'", "standing", "GB-2025-001"),
        ("UPDATE tally SET change = change + 1 WHERE standing = 'open' AND day = '2025-11-25'", "tally", "open"),
        ("DELETE FROM tally WHERE standing = 'overdue'", "tally", "overdue"),
        ("INSERT INTO tally (standing, day, change) VALUES ('dropped', '2025-12-01', 2)", "tally", "dropped"),
    ],
)
def test_standings_changed_behind_its_back_are_found_and_mended(late, contents, statement, check, ref) -> None:
    with undone(late) as writer:
        judged = RegisterContents(writer.reader)
        whole = contents(writer.connection)
        writer.connection.execute(text(statement))
        assert [(each.check, each.ref) for each in checks.standings(judged)] == [(check, ref)]
        assert repair(writer) == 1
        assert list(checks.standings(judged)) == []
        mended = contents(writer.connection)
        assert mended.pop("revision")[:-1] == whole.pop("revision")
        assert mended == whole


def test_repair_mends_the_words_to_search_by(pledged) -> None:
    def found() -> list[list[str]]:
        with reading(pledged) as reader:
            deliver = {"sqlite": '"deliver"*', "postgresql": "'deliver':*"}[pledged.dialect]
            kinds = ("found_pledges", "found_documents")
            return [[row["ref"] for row in reader.dicts(kind, words=deliver, as_of="2030-01-01")] for kind in kinds]

    before = found()
    assert [len(each) for each in before] == [1, 3]
    with engine(pledged).begin() as connection:
        for table in ("pledge_words", "document_words"):
            connection.execute(text(f"DELETE FROM {table}"))
    assert found() == [[], []]
    with recording(pledged) as writer:
        repair(writer)
    assert found() == before
