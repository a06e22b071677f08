from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.judged import findings, revisions
from tracker.errors import ConflictError, NotFoundError
from tracker.exchange.package import Package, digest, read
from tracker.model import Document, FollowUp, Party
from tracker.register import lists, records, words
from tracker.register.connect import reading
from tracker.register.location import Location
from tracker.register.writes import writing
from tracker.words import Outcome, PartyKind, Standing

pytestmark = pytest.mark.repeated


def standings(location: Location, day: str) -> Iterator[tuple[str, str]]:
    with reading(location) as reader:
        yield from ((each.ref, each.standing) for each in lists.lines(reader, day))


def only(**kinds: Any) -> Package:
    """A package with some kinds of records only."""
    return Package([], [], [], [], [], [], [])._replace(**kinds)


def test_imported_pledges_stand_as_the_law_says(taken) -> None:
    late = {ref for ref, standing in standings(taken, "2026-01-31") if standing == Standing.REVIEW_DUE}
    assert late == {"COW-2025-006", "FR-2025-001", "GB-2025-001"}
    assert findings(taken) == []


def test_imported_pledges_and_documents_are_found_by_their_words(taken) -> None:
    with reading(taken) as reader:
        found = [each.ref for each in lists.lines(reader, "2026-01-31", lists.Filters(text="air-defence missile"))]
        assert found == ["GB-2025-001"]
        asked = words.query(taken.dialect, "expedite Rubio")
        found = reader.dicts("found_documents", words=asked, as_of="2026-01-31")
        assert [row["ref"] for row in found] == ["D-2025-004"]


def test_an_import_says_how_many_records_it_added(location, coalition, packages) -> None:
    loaded = packages.take(location, coalition)
    assert loaded.added == {
        "parties": 36, "documents": 5, "originals": 0, "feeds": 0, "memberships": 33, "pledges": 13, "follow_ups": 8,
        "disputes": 0, "relations": 0, "enquiries": 2, "proposals": 0, "decisions": 0, "scans": 0,
        "citations": 0, "foreign_ids": 0,
    }  # fmt: skip
    assert (loaded.unchanged, loaded.updated) == (0, ())


def test_an_import_is_one_revision_with_the_digest_of_what_it_brought(taken, coalition) -> None:
    (revision,) = revisions(taken)
    said = json.loads(revision["after"])
    assert (revision["record"], revision["before"], revision["actor"]) == ("import", None, "tests")
    assert said["digest"] == digest(read(coalition))
    assert said["added"]["pledges"] == 13


def test_importing_twice_changes_nothing_at_all(taken, coalition, packages) -> None:
    before = packages.contents(taken)
    loaded = packages.take(taken, coalition)
    assert (sum(loaded.added.values()), loaded.unchanged, loaded.updated) == (0, 97, ())
    assert packages.contents(taken) == before


def test_the_digest_is_that_of_the_files_one_after_another(taken, coalition, packages, tmp_path) -> None:
    given = packages.give(taken, tmp_path / "out")
    order = ["parties", "documents", "originals", "feeds", "memberships"]
    order += ["pledges", "pledge_parties", "follow_ups", "enquiries", "rules"]
    together = b"".join(given[f"{name}.csv"] for name in order)
    assert digest(read(coalition)) == hashlib.sha256(together).hexdigest()


def test_the_digest_does_not_depend_on_the_order_of_rows(package, packages) -> None:
    before = digest(read(package))
    for file in package.glob("*.csv"):
        header, *rows = file.read_text(encoding="utf-8").splitlines(keepends=True)
        file.write_text("".join([header, *reversed(rows)]), encoding="utf-8")
    assert digest(read(package)) == before
    packages.set_cell(package / "pledges.csv", 2, "topic", "other")
    assert digest(read(package)) != before


def test_serials_continue_after_the_imported_ones(taken) -> None:
    with writing(taken, actor="tests", command="add pledge", at="2026-03-01T00:00:00Z") as writer:
        assert writer.next_ref("COW-2025-") == "COW-2025-007"
        assert writer.next_ref("D-2025-") == "D-2025-005"
        assert writer.next_ref("COW-2025-004.", width=1) == "COW-2025-004.3"


def test_other_content_is_a_conflict_that_names_field_and_values(taken, package, packages) -> None:
    packages.set_cell(package / "pledges.csv", 2, "topic", "other\x1b[31m")
    before = packages.contents(taken)
    with pytest.raises(ConflictError) as refusal:
        packages.take(taken, package)
    assert refusal.value.why == ("COW-2025-001, topic: recorded “long-range-missiles”, offered “other\\x1b[31m”")
    assert "--update" in refusal.value.remedy
    assert packages.contents(taken) == before


def test_a_conflict_lists_twenty_records_and_counts_the_others(taken, package, packages) -> None:
    for row in range(2, 24):
        packages.set_cell(package / "memberships.csv", row, "until", "2031-01-01")
    with pytest.raises(ConflictError) as refusal:
        packages.take(taken, package)
    lines = refusal.value.why.splitlines()
    assert lines[0] == "COW/AL, until: recorded nothing, offered “2031-01-01”"
    assert len(lines) == 21
    assert lines[-1] == "and 2 more"
    assert "22 records" in refusal.value.what


def test_an_update_changes_what_differs_and_the_standings_with_it(taken, package, packages) -> None:
    packages.set_cell(package / "parties.csv", 2, "name", "Shqipëria")
    packages.set_cell(package / "memberships.csv", 2, "until", "2031-01-01")
    packages.set_cell(package / "documents.csv", 2, "issuer", "UA")
    row = next(i for i, row in enumerate(packages.rows(package / "pledges.csv"), 1) if row[0] == "GB-2025-001")
    packages.set_cell(package / "pledges.csv", row, "deadline_latest", "2026-06-30")
    packages.set_cell(package / "follow_ups.csv", 2, "note", "Another reason.")
    packages.set_cell(package / "enquiries.csv", 2, "place", "Everywhere")
    loaded = packages.take(taken, package, update=True)
    assert loaded.updated == (
        "AL", "D-2025-001", "COW/AL", "GB-2025-001", "COW-2025-002.1", "E-2026-001",
    )  # fmt: skip
    assert dict(standings(taken, "2026-01-31"))["GB-2025-001"] == Standing.OPEN
    assert findings(taken) == []
    first, second = revisions(taken)
    updated = json.loads(second["after"])["updated"]
    pledge = next(each for each in updated if each["record"] == "GB-2025-001")
    assert pledge["before"]["deadline_latest"] == "2026-01-20"
    assert pledge["after"]["deadline_latest"] == "2026-06-30"
    assert [each["record"] for each in updated] == list(loaded.updated)
    assert packages.take(taken, package).unchanged == 97
    assert first["sha256"] == second["previous"]


def test_the_text_of_a_document_is_not_changed_by_an_update_either(taken, package, packages) -> None:
    changed = replace(read(package).documents[0], text="Other words", sha256="1" * 64)
    before = packages.contents(taken)
    with pytest.raises(ConflictError, match="another text"):
        packages.take(taken, only(documents=[changed]), update=True)
    assert packages.contents(taken) == before


def test_a_text_that_was_not_held_may_come_with_an_update(location, coalition, packages) -> None:
    whole = read(coalition)
    bare = [replace(each, text=None, sha256=None) for each in whole.documents]
    packages.take(location, whole._replace(documents=bare))
    assert packages.take(location, coalition, update=True).updated == tuple(each.ref for each in bare)
    assert findings(location) == []
    with reading(location) as reader:
        assert records.document_text(reader, "D-2025-001") == whole.documents[0].text


def test_a_second_package_may_follow_up_what_the_register_holds(location, coalition, packages) -> None:
    whole = read(coalition)
    packages.take(location, whole._replace(follow_ups=[], enquiries=[]))
    assert dict(standings(location, "2026-01-31"))["COW-2025-003"] == Standing.OPEN
    packages.take(location, only(follow_ups=whole.follow_ups, enquiries=whole.enquiries))
    assert dict(standings(location, "2026-01-31"))["COW-2025-003"] == Standing.ADVANCED
    assert findings(location) == []


def test_new_memberships_are_felt_by_pledges_recorded_before(location, coalition, packages) -> None:
    whole = read(coalition)
    own = [replace(each, issuer="FR") if each.ref == "D-2026-001" else each for each in whole.documents]
    packages.take(location, whole._replace(documents=own, memberships=[]))
    packages.take(location, only(memberships=whole.memberships))
    with reading(location) as reader:
        declared = {each.ref for each in lists.lines(reader, "2026-01-31") if each.self_declared}
    assert declared == {"COW-2025-002", "COW-2025-003", "COW-2025-005"}
    assert findings(location) == []


def test_whose_own_word_a_document_is_follows_from_memberships_on_either_side(location, coalition, packages) -> None:
    whole = read(coalition)
    issuers = {"D-2026-001": "FR", "D-2025-002": "COW"}
    documents = [replace(each, issuer=issuers.get(each.ref, each.issuer)) for each in whole.documents]
    france = next(each for each in whole.pledges if each.ref == "FR-2025-001")
    quote = next(each.quote for each in whole.pledges if each.quote.document == "D-2025-002")
    step = FollowUp(
        "FR-2025-001.1", france.ref, Outcome.ADVANCES, quote, date(2026, 2, 1), date(2025, 11, 25), issuer="COW"
    )
    follow_ups = [
        replace(each, issuer=issuers.get(each.quote.document, each.issuer)) for each in [*whole.follow_ups, step]
    ]
    packages.take(location, whole._replace(documents=documents, follow_ups=follow_ups))
    with reading(location) as reader:
        declared = {each.ref for each in lists.lines(reader, "2025-12-01") if each.self_declared}
        later = {each.ref for each in lists.lines(reader, "2026-01-31") if each.self_declared}
    assert declared == {"FR-2025-001"}
    assert later == {"COW-2025-002", "COW-2025-003", "COW-2025-005"}
    assert findings(location) == []


def test_a_membership_changed_by_an_update_is_felt_too(location, coalition, packages) -> None:
    whole = read(coalition)
    own = [replace(each, issuer="FR") if each.ref == "D-2026-001" else each for each in whole.documents]
    endless = [replace(each, since=None) for each in whole.memberships]
    packages.take(location, whole._replace(documents=own, memberships=endless))
    ended = [replace(each, until=date(2025, 1, 1)) for each in endless if each.member == "FR" and each.group == "COW"]
    assert packages.take(location, only(memberships=ended), update=True).updated == ("COW/FR",)
    with reading(location) as reader:
        assert not any(each.self_declared for each in lists.lines(reader, "2026-01-31"))
        kept = [each for each in records.memberships(reader) if each.until]
    assert kept == ended
    assert findings(location) == []


def test_many_known_records_are_compared_in_one_pass_as_well_as_one_by_one(new_register, packages) -> None:
    location = new_register("sqlite")
    many = [Document(f"D-2025-{serial:03}", "T", "P", date(2025, 1, 1)) for serial in range(1, 602)]
    package = only(documents=many)
    packages.take(location, package)
    assert packages.take(location, package).unchanged == 601
    with pytest.raises(ConflictError, match="A record is"):
        packages.take(location, package._replace(documents=[*many[:-1], replace(many[-1], title="U")]))


def test_an_import_that_fails_half_way_leaves_nothing(location, coalition, packages) -> None:
    whole = read(coalition)
    before = packages.contents(location)
    broken = whole._replace(pledges=[*whole.pledges, replace(whole.pledges[0], ref="GB-2025-009", parties=("XX",))])
    with pytest.raises(NotFoundError, match="XX"):
        packages.take(location, broken)
    assert packages.contents(location) == before


def test_a_package_of_parties_alone_is_taken(location, packages) -> None:
    party = Party("GB", "United Kingdom", PartyKind.COUNTRY)
    package = only(parties=[party])
    assert packages.take(location, package).added["parties"] == 1
    assert packages.take(location, package).unchanged == 1


def test_a_package_can_be_read_on_top_of_a_register_from_files(taken, package, packages, tmp_path: Path) -> None:
    part = tmp_path / "part"
    part.mkdir()
    for file in package.glob("*.csv"):
        header, *rows = file.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = rows[:1] if file.name == "enquiries.csv" else []
        (part / file.name).write_text("".join([header, *kept]), encoding="utf-8")
    packages.set_cell(part / "enquiries.csv", 2, "ref", "E-2026-003")
    assert packages.take(taken, part).added["enquiries"] == 1
