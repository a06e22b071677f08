"""A register whose proposals were judged goes out and comes back whole."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests import sighted
from tests.exchange.judged import (
    CODED,
    LINKED,
    PENDING,
    SHIPS,
    SPEECH,
    TAKEN,
    TANKS,
    UNREAD,
    WITHDRAWN,
    decided,
    decisions,
    filed,
    findings,
    revisions,
    scanned,
    states,
)
from tracker.errors import ConflictError
from tracker.exchange.package import Package, digest, read
from tracker.register import proposed
from tracker.register.connect import reading
from tracker.register.engine import engine
from tracker.register.location import Location

pytestmark = pytest.mark.repeated


def test_a_judged_register_comes_back_whole(
    judged: Location, new_register: Callable[[str], Location], packages: Any, tmp_path: Path
) -> None:
    given = packages.give(judged, tmp_path / "out")
    other = new_register(judged.dialect)
    loaded = packages.take(other, tmp_path / "out")
    assert (loaded.added["proposals"], loaded.added["decisions"], loaded.added["scans"]) == (5, 5, 3)
    assert packages.give(other, tmp_path / "again") == given
    assert (states(other), decisions(other)) == (states(judged), decisions(judged))
    with reading(judged) as before, reading(other) as after:
        assert list(proposed.everything(after)) == list(proposed.everything(before))
        assert list(proposed.scans(after)) == list(proposed.scans(before))
        assert proposed.unscanned(after) == proposed.unscanned(before) == [UNREAD.ref]
    assert findings(other) == []


def test_decisions_come_back_in_their_order_however_the_rows_of_the_package_stand(
    judged: Location, new_register: Callable[[str], Location], judged_package: Path, packages: Any
) -> None:
    header, *rows = packages.rows(judged_package / "decisions.csv")
    packages.write(judged_package / "decisions.csv", [header, *rows[::-1]])
    other = new_register(judged.dialect)
    packages.take(other, judged_package)
    assert decisions(other) == decisions(judged)
    assert [each["proposal"] for each in decisions(other)] == [TAKEN, CODED, CODED, LINKED, TAKEN]


def test_what_was_scanned_there_is_known_here(back: Location) -> None:
    both = sighted.pledge(SPEECH, TANKS, "GB"), sighted.pledge(SPEECH, SHIPS, "GB", score=9.0)
    assert scanned(back, SPEECH, *both, rules="newest rules") == []
    assert states(back) == {
        TAKEN: "accepted", CODED: "pending", WITHDRAWN: "withdrawn", PENDING: "withdrawn", LINKED: "accepted",
    }  # fmt: skip


def test_what_is_proposed_next_takes_the_next_ref(back: Location) -> None:
    (new,) = scanned(back, SPEECH, sighted.pledge(SPEECH, "凍結", "GB"))
    assert new.ref == "P-2025-006"


def test_imported_decisions_are_append_only_too(back: Location) -> None:
    for statement in ("UPDATE decision SET reviewer = 'me'", "DELETE FROM decision"):
        with pytest.raises(DBAPIError, match="append-only"), engine(back).begin() as connection:
            connection.execute(text(statement))
    with pytest.raises(ConflictError, match=f"{TAKEN} is accepted by bob meanwhile"):
        decided(back, TAKEN, "rejected")
    decided(back, PENDING, "rejected")
    assert states(back)[PENDING] == "rejected"


def test_an_import_of_them_is_one_revision_with_their_counts(back: Location, judged_once: Path) -> None:
    (revision,) = revisions(back)
    said = json.loads(revision["after"])
    assert said["added"] == {
        "parties": 2, "documents": 4, "pledges": 2, "follow_ups": 1, "proposals": 5, "decisions": 5, "scans": 3,
    }  # fmt: skip
    assert said["digest"] == digest(read(judged_once))


def test_importing_them_twice_changes_nothing_at_all(back: Location, judged_once: Path, packages: Any) -> None:
    before = packages.contents(back)
    loaded = packages.take(back, judged_once)
    assert (sum(loaded.added.values()), loaded.unchanged, loaded.updated) == (0, 22, ())
    assert packages.contents(back) == before


def test_the_digest_tells_proposals_decisions_and_scans(judged_once: Path) -> None:
    whole = read(judged_once)
    parts: list[Package] = [
        whole,
        filed(whole, PENDING, score=0.501),
        filed(whole, PENDING, state="withdrawn"),
        whole._replace(decisions=whole.decisions[:-1]),
        whole._replace(scans=whole.scans[:-1]),
        whole._replace(proposals=(), decisions=(), scans=()),
    ]
    assert len({digest(each) for each in parts}) == len(parts)
    assert digest(whole._replace(proposals=whole.proposals[::-1], decisions=whole.decisions[::-1])) == digest(whole)


def test_an_import_that_fails_at_its_last_row_leaves_nothing(location: Location, judged_once: Path, packages) -> None:
    whole = read(judged_once)
    before = packages.contents(location)
    with pytest.raises((DBAPIError, sqlite3.Error, psycopg.Error)):
        packages.take(location, whole._replace(scans=[*whole.scans, whole.scans[0]]))
    assert packages.contents(location) == before
