"""``scan`` of what cannot be scanned, and a scan that is broken off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import Run, unchanged
from tests.cli.scan.scanned import TANKS, TRAINING, add, lines, pending
from tests.register.roles import role
from tracker.cli.app import App
from tracker.register.location import Location
from tracker.register.writes import Writer


def test_nothing_named_is_a_usage_error(run: Run) -> None:
    assert run("scan").code == 2


def test_what_is_neither_a_document_nor_a_file_is_told(run: Run, location: Location) -> None:
    with unchanged(location):
        done = run("scan", "D-2025-099")
    assert (done.code, done.err.splitlines()[0]) == (4, "Error: There is no document and no file D-2025-099.")


def test_a_source_that_cannot_be_read_stops_no_other(
    run: Run, location: Location, tmp_path: Path, statement: str
) -> None:
    bad = tmp_path / "broken.pdf"
    bad.write_bytes(b"%PDF-1.7 nothing")
    done = run("scan", statement, str(bad))
    assert done.code == 6
    assert "1 of the sources could not be scanned." in done.err
    assert "broken.pdf" in done.err
    assert pending(location) == [TANKS, TRAINING]


@pytest.mark.postgresql
@pytest.mark.parametrize("location", ["postgresql"], indirect=True)
def test_who_may_only_read_the_register_is_told_so_by_a_scan(run: Run, location: Location, statement: str) -> None:
    run("add", "document", statement)
    with role(location, "SELECT ON ALL TABLES") as clerk, unchanged(location):
        done = run("scan", "--new", register=clerk.target)
        looked = run("scan", "--new", "--dry-run", register=clerk.target)
    assert (done.code, done.out) == (3, "")
    assert f"You may not write to the register {clerk}" in done.err
    assert "permission denied for table proposal" in done.err
    assert (looked.code, len(looked.out.splitlines())) == (0, 2)


def test_rules_of_ones_own_with_an_error_are_refused_by_file_and_nothing_is_kept(
    run: Run, location: Location, tmp_path: Path, statement: str
) -> None:
    run("add", "document", statement)
    add(tmp_path, "pledges.toml", "nonsense = [")
    with unchanged(location):
        done = run("scan", "D-2025-001", TRACKER_RULES=str(tmp_path))
    assert done.code == 6
    assert "pledges.toml" in done.err


def test_with_a_folder_of_ones_own_rules_proposals_are_accepted_too(run: Run, tmp_path: Path, statement: str) -> None:
    add(tmp_path, "topics.toml", 'version = "ours-1"\n')
    run("scan", statement)
    accepted = run("review", "--accept", "P-2025-001", TRACKER_RULES=str(tmp_path))
    assert (accepted.code, accepted.out) == (0, "GB-2025-001\n"), accepted.err


class Interrupted(App):
    """A run in which Ctrl-C comes in the middle of keeping the second document."""

    signed = 0

    @property
    def now(self) -> str:
        self.signed += 1
        if self.signed == 3:  # the transaction is signed, and each document
            raise KeyboardInterrupt
        return super().now


def test_what_was_scanned_before_an_interruption_stays_and_the_rest_goes_on(
    run: Run, location: Location, tmp_path: Path
) -> None:
    for country, goods in (("Poland", "radars"), ("Spain", "lorries"), ("Italy", "boats")):
        words = f"{country} will send 20 {goods} to Ukraine by the end of June 2025."
        run("add", "document", add(tmp_path, f"{goods}.txt", f"Notice about {goods}\n\n3 May 2025\n\n{words}\n"))
    stopped = run("scan", "--new", app=Interrupted)
    assert (stopped.code, stopped.err) == (130, "\nInterrupted; nothing half done was kept.\n")
    assert len(pending(location)) == 1
    assert [each["ref"] for each in lines(run("scan", "--new", "--format", "jsonl"))] == ["D-2025-002", "D-2025-003"]
    assert len(pending(location)) == 3


class CutOff(Interrupted):
    """The same within a statement, after which the connection can commit nothing."""

    @contextmanager
    def writing(self, command: str) -> Iterator[Writer]:
        with super().writing(command) as self.writer:
            yield self.writer

    @property
    def now(self) -> str:
        if self.signed == 1:  # the next one is the document's
            self.writer.connection.invalidate()
            raise KeyboardInterrupt
        return super().now


def test_an_interruption_within_a_statement_is_told_as_one_and_the_scan_goes_on(
    run: Run, location: Location, statement: str
) -> None:
    run("add", "document", statement)
    with unchanged(location):
        stopped = run("scan", "--new", app=CutOff)
    assert (stopped.code, stopped.err) == (130, "\nInterrupted; nothing half done was kept.\n")
    assert len(lines(run("scan", "--new", "--format", "jsonl"))) == 2
    assert pending(location) == [TANKS, TRAINING]
