"""``scan``: documents in, proposals out, kept for ``review`` and never made twice."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Result, Run, Say, contents, unchanged
from tracker.cli.app import App
from tracker.exchange.package import Package
from tracker.model import Document, Party, Pledge, Quote
from tracker.register import proposed, records
from tracker.register.connect import reading
from tracker.register.load import load
from tracker.register.location import Location
from tracker.register.writes import writing
from tracker.words import PartyKind

TANKS = "Britain will deliver fourteen tanks to Ukraine by the end of March 2025."
TRAINING = "France will train 2,000 soldiers by 1 May 2025."
STATEMENT = f"Statement of the harbour ministers\n\n3 March 2025\n\n{TANKS} The weather was fine.\n\n{TRAINING}\n"
DONE = "Britain has delivered all fourteen tanks to Ukraine."
REPORT = f"Six months on\n\n5 September 2025\n\nIt rained on the quay. {DONE}\n"
GERMAN = """Sieben Staaten bauen die Fähren wieder auf

25. November 2025

Die Minister von sieben Staaten haben in Helsinki beschlossen, dass sie die beiden Fähren gemeinsam wieder aufbauen
werden, und dass die Arbeit daran noch im Winter beginnt.
"""


def add(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.fixture
def statement(tmp_path: Path) -> str:
    """A file with two pledges."""
    return add(tmp_path, "statement.txt", STATEMENT)


def scanned(run: Run, path: str) -> list[dict[str, Any]]:
    """What a scan of a file that is recorded already prints as JSON lines."""
    ref = run("add", "document", path).out.strip()
    return lines(run("scan", ref, "--format", "jsonl"))


def lines(done: Result) -> list[dict[str, Any]]:
    """What a scan printed as JSON lines."""
    assert done.code == 0, done.err
    return [json.loads(line) for line in done.out.splitlines()]


def pending(location: Location) -> list[str]:
    with reading(location) as reader:
        return sorted(each.quote.text for each in proposed.pending(reader))


def text_of(location: Location, ref: str) -> str:
    with reading(location) as reader:
        return records.document_text(reader, ref) or ""


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
    assert "2 were proposed before." in again.err
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
    assert {name: tanks["deadline"][name] for name in ("phrase", "earliest", "latest", "basis")} == {
        "phrase": "by the end of March 2025",
        "earliest": "2025-03-03",
        "latest": "2025-03-31",
        "basis": "stated",
    }


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


# -- what cannot be scanned --------------------------------------------------------------------------------------


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


FRUITS, PORTS = ("apples", "pears", "plums", "cherries", "quinces"), ("Odesa", "Riga", "Cork", "Varna")


def fill_with_pledges(location: Location) -> None:
    """Record so many pledges that their index is kept."""
    words = [f"Britain will deliver {n} tonnes of {FRUITS[n % 5]} to {PORTS[n % 4]}." for n in range(1, 300)]
    text = "\n".join(words)
    source = Document(
        "D-2025-001", "Told", "The press", date(2025, 3, 3), text=text, sha256=sha256(text.encode()).hexdigest()
    )
    pledges = [
        Pledge(
            ref=f"GB-2025-{n:03d}",
            parties=("GB",),
            summary=f"Deliver {n} tonnes of {FRUITS[n % 5]}",
            topic="food",
            quote=Quote(source.ref, told, text.index(told), text.index(told) + len(told)),
            made_on=date(2025, 3, 3),
            recorded_on=date(2025, 3, 4),
        )
        for n, told in enumerate(words, start=1)
    ]
    parties = [Party("GB", "United Kingdom", PartyKind.COUNTRY)]
    with writing(location, actor="tests", command="import", at="2025-03-04T00:00:00Z") as writer:
        load(writer, Package(parties, [source], [], pledges, [], [], []), digest="fruits")
