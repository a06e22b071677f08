"""Copies and events: what a document that is added has in common with those before it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run, Say, invoke, unchanged
from tests.cli.documents.texts import ANALYSIS, PAGE, STATEMENT, WIRE, add, shown
from tracker.register import migrate
from tracker.register.location import Location


def test_a_copy_of_an_earlier_document_is_told_with_its_share(
    statement: str, run: Run, say: Say, tmp_path: Path
) -> None:
    done = add(run, tmp_path, WIRE, name="wire.txt")
    (kin,) = shown(say, "D-2025-002")["in_common_with"]
    assert (kin["document"], kin["kind"]) == (statement, "copy")
    assert 0.5 <= kin["share"] < 1
    copied = f"opies {statement}: {kin['share']:.0%} of its words stand there"
    assert f"  C{copied}\n" in done.err
    assert copied in say("show", "D-2025-002").partition("\nIn common with\n")[2]


def test_a_document_that_repeats_a_sentence_quotes_it_in_these_words(
    statement: str, run: Run, say: Say, tmp_path: Path
) -> None:
    done = add(run, tmp_path, ANALYSIS, name="analysis.txt")
    assert f"  Quotes {statement}: " in done.err
    assert "% of its words stand there, as “The ministers of seven coastal states met in Helsinki" in done.err
    (kin,) = shown(say, "D-2025-002")["in_common_with"]
    assert (kin["document"], kin["kind"]) == (statement, "quotes")
    assert 0.1 <= kin["share"] < 0.5


def test_the_earlier_document_copies_nothing(statement: str, run: Run, say: Say, tmp_path: Path) -> None:
    add(run, tmp_path, WIRE, name="wire.txt")
    assert shown(say, statement)["in_common_with"] == []


@pytest.mark.slow
@pytest.mark.usefixtures("statement")
def test_a_document_on_something_else_has_nothing_in_common(run: Run, tmp_path: Path) -> None:
    done = add(run, tmp_path, PAGE, name="page.html")
    assert done.code == 0
    assert "Copies" not in done.err
    assert "event" not in done.err


def test_a_copy_shares_the_event_of_what_it_copies(run: Run, say: Say, tmp_path: Path) -> None:
    add(run, tmp_path, STATEMENT, "--event", "The ferry meeting")
    done = add(run, tmp_path, WIRE, name="wire.txt")
    assert "  Reports on the same event as D-2025-001: copies D-2025-001\n" in done.err
    assert shown(say, "D-2025-002")["event"] == "The ferry meeting"


def test_a_document_without_an_event_is_given_one_together_with_the_next(
    statement: str, run: Run, say: Say, tmp_path: Path
) -> None:
    done = add(run, tmp_path, WIRE, name="wire.txt")
    event = shown(say, "D-2025-002")["event"]
    assert f"  {statement} is given the event “{event}” too\n" in done.err
    assert shown(say, statement)["event"] == event == "Helsinki, 25 November 2025"
    log = [json.loads(line) for line in say("log", statement, "--format", "jsonl").splitlines()]
    assert log[-1]["change"] == f"event: – → {event}"


def test_a_document_on_which_a_pledge_rests_is_left_as_it_is(
    statement: str, run: Run, say: Say, tmp_path: Path
) -> None:
    say("add", "party", "FI")
    facts = ("--party", "FI", "--summary", "Train", "--topic", "sailors", "--quote", "they will train forty sailors")
    say("add", "pledge", "--document", statement, *facts)
    before = shown(say, statement)
    done = add(run, tmp_path, WIRE, name="wire.txt")
    assert f"same as {statement}, which has no event: tracker edit {statement} --set event=…" in done.err
    assert shown(say, statement) == before
    assert shown(say, "D-2025-002")["event"] is None


def test_the_event_may_be_left_open(statement: str, run: Run, say: Say, tmp_path: Path) -> None:
    done = add(run, tmp_path, WIRE, "--no-event", name="wire.txt")
    assert f"Reports on the same event as {statement}" in done.err
    assert [shown(say, ref)["event"] for ref in (statement, "D-2025-002")] == [None, None]


@pytest.mark.usefixtures("statement")
def test_a_document_that_is_refused_gives_no_other_an_event(run: Run, tmp_path: Path, location: Location) -> None:
    with unchanged(location):
        assert add(run, tmp_path, WIRE, "--issuer", "FERRIES", name="wire.txt").code == 4


def test_documents_from_before_originals_were_kept_are_compared_too(
    new_register: Callable[[str], Location],
) -> None:
    old = new_register("sqlite")
    invoke("add", "document", "-", stdin=STATEMENT, register=old.target)
    migrate.downgrade(old, "0001")
    assert invoke("upgrade", register=old.target).code == 0
    done = invoke("add", "document", "-", stdin=WIRE, register=old.target)
    assert "Copies D-2025-001" in done.err
