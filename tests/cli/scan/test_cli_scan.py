"""``scan``: documents in, proposals out, kept for ``review`` and never made twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, Say, contents, unchanged
from tests.cli.documents.texts import GERMAN
from tests.cli.scan.scanned import (
    DONE,
    FRUITS,
    REPORT,
    STATEMENT,
    TANKS,
    TRAINING,
    add,
    fill_with_pledges,
    lines,
    pending,
    scanned,
    text_of,
)
from tracker.register import proposed
from tracker.register.connect import reading
from tracker.register.location import Location

# -- what is scanned -------------------------------------------------------------------------------------------


def test_a_file_is_recorded_and_its_proposals_wait_for_review(run: Run, location: Location, statement: str) -> None:
    done = run("scan", statement)
    assert done.code == 0, done.err
    rows = [line.split("\t") for line in done.out.splitlines() if line.startswith("P-")]
    assert [each[:5] for each in rows] == [
        ["P-2025-001", "likely", "pledge", "GB", TANKS],
        ["P-2025-002", "likely", "pledge", "FR", TRAINING],
    ]
    assert "Decide with: tracker review" in done.err
    assert pending(location) == [TANKS, TRAINING]
    assert run("review").out.count("P-2025-00") == 2


def test_a_document_is_scanned_by_its_ref(run: Run, location: Location, statement: str) -> None:
    run("add", "document", statement)
    assert run("scan", "d-25-1", "--quiet").out.count("P-2025-00") == 2
    assert pending(location) == [TANKS, TRAINING]


def test_a_file_that_is_recorded_already_is_the_document_that_it_is(
    run: Run, location: Location, statement: str
) -> None:
    run("add", "document", statement)
    assert run("scan", statement).code == 0
    assert len(contents(location)["document"]) == 1
    assert pending(location) == [TANKS, TRAINING]


def test_new_means_what_was_never_scanned_oldest_first(run: Run, location: Location, tmp_path: Path) -> None:
    for name, text in (("b.txt", REPORT), ("a.txt", STATEMENT)):
        run("add", "document", add(tmp_path, name, text))
    run("scan", "D-2025-001")
    assert [each["ref"] for each in lines(run("scan", "--new", "--format", "jsonl"))] == ["D-2025-002"] * 2
    with unchanged(location):
        again = run("scan", "--new")
    assert (again.code, "P-2025" in again.out) == (0, False)


def test_scanning_again_proposes_nothing_twice(run: Run, location: Location, statement: str) -> None:
    run("scan", statement)
    run("review", "--reject", "P-2025-001")
    again = run("scan", "D-2025-001")
    assert "2 known already: proposed before, or recorded." in again.err
    assert pending(location) == [TRAINING]
    assert again.out.count("P-2025") == 0


def test_what_was_accepted_is_followed_in_later_documents(
    run: Run, location: Location, tmp_path: Path, statement: str
) -> None:
    run("scan", statement)
    assert run("review", "--accept", "P-2025-001").out == "GB-2025-001\n"
    (found,) = scanned(run, add(tmp_path, "report.txt", REPORT))
    assert (found["kind"], found["pledge"], found["rank"], found["outcome"]) == (
        *("follow_up", "GB-2025-001", 1, "fulfils"),
    )
    assert found["quote"] == DONE
    (proposal,) = [each for each in pending(location) if each == DONE]
    accepted = run("review", "--accept", "P-2025-003")
    assert accepted.out == "GB-2025-001.1\n"
    assert "GB-2025-001 stands at fulfilled late since 2025-09-05" in accepted.err
    assert proposal == DONE


def test_a_document_in_another_language_is_named_and_done_with(run: Run, location: Location, tmp_path: Path) -> None:
    done = run("scan", add(tmp_path, "german.txt", GERMAN))
    assert done.code == 0, done.err
    assert "Not in en, so read for follow-ups only, by figures and names: D-2025-001." in done.err
    assert pending(location) == []
    with reading(location) as reader:
        assert proposed.unscanned(reader) == []


TEN = "Britain will deliver ten tanks to Ukraine by 31 December 2025."


def test_a_text_too_short_to_tell_its_language_is_named_and_read_when_that_is_said(
    run: Run, say: Say, location: Location, tmp_path: Path
) -> None:
    done = run("scan", add(tmp_path, "short.txt", f"3 March 2025\n\n{TEN}\n"))
    assert done.code == 0, done.err
    assert (
        "Of a language that cannot be told, so read for follow-ups only, by figures and names: D-2025-001" in done.err
    )
    assert "tracker edit REF --set language=en" in done.err
    said = say("edit", "D-2025-001", "--set", "language=EN").splitlines()
    assert said[1:] == [
        "  language: und → en",
        "  It was read in another language: tracker scan --new reads it again",
    ]
    again = run("scan", "--new")
    assert "language" not in again.err
    assert pending(location) == [TEN]
    assert "read again" not in say("edit", "D-2025-001", "--set", "title=Tanks")
    assert "P-2025" not in run("scan", "--new").out


# -- as data ---------------------------------------------------------------------------------------------------


def test_json_lines_give_every_sighting_with_offsets_score_cues_and_the_rules(
    run: Run, location: Location, statement: str
) -> None:
    tanks, training = scanned(run, statement)
    text = text_of(location, "D-2025-001")
    for each in (tanks, training):
        assert each["quote"] == text[each["start"] : each["end"]]
        assert (each["kind"], each["document"], each["ref"]) == ("pledge", "statement.txt", "D-2025-001")
        assert each["cues"]
        assert {type(cue[name]) for cue in each["cues"] for name in ("start", "end")} == {int}
        assert each["score"] == pytest.approx(sum(cue["weight"] for cue in each["cues"]), abs=0.001)
        assert each["rules"]
    assert (tanks["parties"], tanks["amount"], tanks["unit"], tanks["currency"]) == (["GB"], 14, "tanks", None)
    assert (tanks["band"], tanks["condition"], tanks["mentions"]) == ("likely", None, [])
    assert tanks["condition_at"] is None
    assert {name: tanks["deadline"][name] for name in ("phrase", "earliest", "latest", "basis")} == {
        "phrase": "by the end of March 2025",
        "earliest": "2025-03-03",
        "latest": "2025-03-31",
        "basis": "stated",
    }


def test_the_place_of_a_condition_is_given(run: Run, tmp_path: Path) -> None:
    text = "3 March 2025\n\nBritain will send 14 tanks by May 2025 if the Commons agrees. Paris was told of it."
    (found,) = scanned(run, add(tmp_path, "if.txt", text))
    first, last = found["condition_at"]
    assert text[first:last] == found["condition"] == "if the Commons agrees"


def test_standard_output_holds_the_sightings_and_nothing_else(run: Run, statement: str) -> None:
    assert [each["ref"] for each in lines(run("scan", statement, "--format", "jsonl"))] == ["D-2025-001"] * 2


@pytest.mark.parametrize("form", ["csv", "json", "table", "plain", "md"])
def test_every_other_format_lists_the_proposals(form: str, say: Say, statement: str) -> None:
    told = say("scan", statement, "--format", form)
    assert told.count("P-2025-001") == told.count("P-2025-002") == 1


def test_a_dry_run_keeps_nothing_and_shows_the_same(run: Run, location: Location, statement: str) -> None:
    with unchanged(location):
        dry = lines(run("scan", statement, "--dry-run", "--format", "jsonl"))
    kept = scanned(run, statement)
    assert [{**each, "ref": None, "document": ""} for each in kept] == [{**each, "document": ""} for each in dry]
    with unchanged(location):
        known = run("scan", "D-2025-001", "--dry-run")
    assert known.out.count("likely\tpledge") == 2


@pytest.mark.slow
def test_two_processes_find_what_one_finds(say: Say, tmp_path: Path) -> None:
    for number in range(4):
        add(tmp_path, f"{number}.txt", STATEMENT.replace("fourteen", str(number + 20)))
    one = say("scan", str(tmp_path), "--dry-run", "--format", "jsonl")
    assert one.count("\n") == 8
    assert say("scan", str(tmp_path), "--dry-run", "--format", "jsonl", "--workers", "2") == one


@pytest.mark.slow
def test_with_an_index_that_was_kept_a_scan_prints_the_same_bytes(say: Say, location: Location, tmp_path: Path) -> None:
    fill_with_pledges(location)
    done = "".join(f"Britain has delivered all {n} tonnes of {FRUITS[n % 5]}. " for n in range(60, 90))
    report = say("add", "document", add(tmp_path, "later.txt", f"5 September 2025\n\n{done}")).strip()

    def printed(folder: str) -> str:
        return say("scan", report, "--dry-run", "--format", "jsonl", XDG_CACHE_HOME=str(tmp_path / folder))

    made, kept = printed("one"), printed("one")
    say("edit", "GB-2025-070", "--set", "summary=Deliver plums to Odesa and Riga")
    changed = printed("one")
    assert made.count("\n") == 30
    assert kept == made
    assert changed == printed("two")
    assert changed != made
    assert len([*(tmp_path / "one").rglob("*.index")]) == 1
