"""What an export writes: the same records give the same bytes, which Frictionless finds valid."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, date, datetime
from decimal import Decimal

import frictionless
import pytest

from tests.exchange.exported import WRITTEN, change, faults
from tests.exchange.judged import PENDING, decided
from tracker.exchange.export import export
from tracker.exchange.fields import FORMAT
from tracker.exchange.package import format_of
from tracker.model import Membership
from tracker.register import records
from tracker.register.connect import reading
from tracker.register.writes import writing

pytestmark = pytest.mark.repeated


def test_an_export_gives_the_imported_files_back_byte_for_byte(taken, coalition, packages, tmp_path) -> None:
    given = packages.give(taken, tmp_path / "out", proposals=False)
    imported = packages.bytes_of(coalition)
    imported.pop("README.md")
    assert given == imported


def test_it_tells_how_many_rows_there_are(taken, tmp_path) -> None:
    with reading(taken) as reader:
        counts = export(reader, tmp_path / "out")
    assert counts["pledges"] == 13
    assert counts["pledge_parties"] == 17
    assert counts["texts"] == 5
    assert counts.keys() == {*(each.name for each in WRITTEN), "texts"}


@pytest.mark.slow
@pytest.mark.parametrize("location", ["sqlite"], indirect=True)
def test_frictionless_finds_an_empty_register_valid(location, packages, tmp_path) -> None:
    packages.give(location, tmp_path / "out")
    assert faults(tmp_path / "out") == []


@pytest.mark.slow
@pytest.mark.parametrize("location", ["sqlite"], indirect=True)
def test_frictionless_finds_the_fixtures_valid(taken, packages, tmp_path) -> None:
    packages.give(taken, tmp_path / "out")
    assert faults(tmp_path / "out") == []


@pytest.mark.slow
def test_frictionless_finds_proposals_and_decisions_valid_a_score_below_zero_too(judged_package, packages) -> None:
    packages.set_cell(judged_package / "proposals.csv", 2, "score", "-0.25")
    assert faults(judged_package) == []


@pytest.mark.slow
def test_frictionless_reads_the_structures_of_a_proposal_and_the_moment_of_a_decision(judged_once) -> None:
    described = frictionless.Package(str(judged_once / "datapackage.json"))
    first = described.get_resource("proposals").read_rows()[0]
    assert first["facts"]["deadline"]["phrase"] == "by May"
    assert first["cues"][2] == {"rule": "by-May", "weight": -0.1, "start": 28, "end": 34}
    assert [each["quote"] for each in first["mentions"]] == ["Crews will be trained"]
    assert first["score"] == Decimal("3.5")
    decision = described.get_resource("decisions").read_rows()[0]
    assert decision["at"] == datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)


@pytest.mark.slow
@pytest.mark.parametrize("location", ["sqlite"], indirect=True)  # both databases write the same bytes
@pytest.mark.parametrize(
    ("file", "column", "cell", "fault"),
    [
        ("pledges.csv", "document", "D-2031-001", "foreign-key"),
        ("pledges.csv", "ref", "COW-2025-002", "unique-error"),
        ("pledges.csv", "ref", "cow one", "constraint-error"),
        ("pledges.csv", "made_on", "31/12", "type-error"),
        ("pledges.csv", "made_on", "2922-01-01", "constraint-error"),
        ("pledges.csv", "summary", "", "constraint-error"),
        ("follow_ups.csv", "outcome", "done", "constraint-error"),
    ],
)
def test_frictionless_can_tell_a_wrong_cell_by_what_the_description_says(
    file, column, cell, fault, taken, packages, tmp_path
) -> None:
    packages.give(taken, tmp_path)
    packages.set_cell(tmp_path / file, 2, column, cell)
    assert fault in {kind for _, _, kind, _ in faults(tmp_path)}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "column", "cell", "fault"),
    [
        ("proposals.csv", "document", "D-2031-001", "foreign-key"),
        ("proposals.csv", "pledge", "GB-2031-001", "foreign-key"),
        ("proposals.csv", "band", "sure", "constraint-error"),
        ("proposals.csv", "score", "high", "type-error"),
        ("proposals.csv", "fingerprint", "f00", "constraint-error"),
        ("proposals.csv", "facts", "{", "type-error"),
        ("proposals.csv", "facts", "[]", "type-error"),
        ("proposals.csv", "cues", "{}", "type-error"),
        ("proposals.csv", "mentions", "", "constraint-error"),
        ("decisions.csv", "proposal", "P-2031-001", "foreign-key"),
        ("decisions.csv", "number", "2", "primary-key"),
        ("decisions.csv", "decided", "maybe", "constraint-error"),
        ("decisions.csv", "at", "yesterday", "type-error"),
        ("decisions.csv", "record", "a pledge", "constraint-error"),
        ("scans.csv", "document", "D-2031-001", "foreign-key"),
    ],
)
def test_frictionless_can_tell_a_wrong_cell_of_a_proposal_a_decision_or_a_scan(
    file, column, cell, fault, judged_package, packages
) -> None:
    packages.set_cell(judged_package / file, 2, column, cell)
    assert fault in {kind for _, _, kind, _ in faults(judged_package)}


def test_a_structure_is_readable_json_with_its_keys_in_order(judged_once, packages) -> None:
    header, first, *_, rope, linked = packages.rows(judged_once / "proposals.csv")
    cues, facts = header.index("cues"), header.index("facts")
    assert first[cues].startswith('[{"end": 7, "rule": "will", "start": 3, "weight": 1.5}, {"end": 12, ')
    assert '"summary": "=Rope, “as before”, will follow; 凍結 𝔘"' in rope[facts]
    assert list(json.loads(linked[facts])) == sorted(json.loads(linked[facts]))


@pytest.mark.slow
def test_frictionless_tells_that_the_same_words_are_proposed_twice(judged_package, packages) -> None:
    rows = packages.rows(judged_package / "proposals.csv")
    packages.set_cell(judged_package / "proposals.csv", 3, "fingerprint", rows[1][rows[0].index("fingerprint")])
    assert [fault[1:3] for fault in faults(judged_package)] == [[3, "unique-error"]]


def test_the_same_register_gives_the_same_bytes_again(taken, packages, tmp_path) -> None:
    assert packages.give(taken, tmp_path / "one") == packages.give(taken, tmp_path / "two")


def test_a_changed_pledge_is_one_changed_line(taken, packages, tmp_path) -> None:
    packages.give(taken, tmp_path / "package")
    git = ["git", "-C", str(tmp_path / "package"), "-c", "user.name=t", "-c", "user.email=t@example.org"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "before"]):
        subprocess.run([*git, *words], check=True)
    change(taken, "GB-2025-001", summary="Supply = more")
    packages.give(taken, tmp_path / "package")
    diff = subprocess.run([*git, "diff", "--numstat"], check=True, capture_output=True, text=True).stdout
    assert diff.split() == ["1", "1", "pledges.csv"]


def test_a_cell_that_begins_with_an_equals_sign_stays_as_it_is(taken, packages, tmp_path, new_register) -> None:
    change(taken, "GB-2025-001", summary='=HYPERLINK("x")')
    given = packages.give(taken, tmp_path / "out")
    assert b',"=HYPERLINK(""x"")",' in given["pledges.csv"]
    other = new_register("sqlite")
    packages.take(other, tmp_path / "out")
    with reading(other) as reader:
        assert records.pledge(reader, "GB-2025-001").summary == '=HYPERLINK("x")'


def test_retracted_records_are_written_too(taken, packages, tmp_path) -> None:
    change(taken, "GB-2025-001", retracted="recorded twice")
    assert b"recorded twice" in packages.give(taken, tmp_path / "out")["pledges.csv"]


@pytest.mark.slow
def test_a_membership_without_a_first_day_stands_first_in_both_databases(taken, packages, tmp_path) -> None:
    with writing(taken, actor="tests", command="add party", at="2026-03-01T00:00:00Z") as writer:
        writer.add_membership(Membership("COW", "FR", None, date(2025, 1, 1)))
    packages.give(taken, tmp_path / "out")
    france = [row for row in packages.rows(tmp_path / "out" / "memberships.csv") if row[:2] == ["COW", "FR"]]
    assert [row[2] for row in france] == ["", "2025-11-25"]
    assert faults(tmp_path / "out") == []


def test_proposals_decisions_and_scans_can_be_left_out(judged, packages, tmp_path) -> None:
    whole = packages.give(judged, tmp_path / "whole")
    public = packages.give(judged, tmp_path / "public", proposals=False)
    assert whole.keys() - public.keys() == {"proposals.csv", "decisions.csv", "scans.csv"}
    assert {name for name in public if public[name] != whole[name]} == {"datapackage.json"}
    assert not any(b"ann" in public[name] or b"P-2025-" in public[name] for name in public)


def test_a_package_tells_its_format(judged, packages, tmp_path) -> None:
    packages.give(judged, tmp_path)
    assert format_of(tmp_path) == FORMAT


def test_a_new_decision_is_one_more_line_and_the_state_of_its_proposal(judged, packages, tmp_path) -> None:
    before = packages.give(judged, tmp_path)
    decided(judged, PENDING, "rejected")
    after = packages.give(judged, tmp_path)
    assert {name for name in after if after[name] != before[name]} == {"proposals.csv", "decisions.csv"}
    was, now = (each["decisions.csv"].splitlines() for each in (before, after))
    assert [line for line in now if line not in was] == [b"P-2025-004,1,rejected,ann,2026-02-03T04:05:06Z,,"]
    changed = set(after["proposals.csv"].splitlines()) - set(before["proposals.csv"].splitlines())
    assert len(changed) == 1
