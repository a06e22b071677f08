"""``review``: what the machine proposes is listed, accepted, edited, rejected, undone, counted, and never lost."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import select
import shutil
import subprocess
import termios
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests import sighted
from tests.cli.conftest import DIALECTS, Result, Run, Say, environment, invoke, program, unchanged
from tests.conftest import refill
from tests.sighted import RULES, proposals
from tracker.language.sightings import FollowUpSighting, PledgeSighting
from tracker.model import Document
from tracker.register import proposed, records
from tracker.register.connect import reading
from tracker.register.location import Location, locate
from tracker.register.proposing import keep
from tracker.register.writes import writing

SPEECH = """---
title: Statement at the port
publisher: Ministry of Harbours
published_on: 2025-03-03
issuer: GB
---
We will deliver fourteen tanks by the end of March. Their crews will be trained in the coming weeks.
We will pay for the rope. Once a ceasefire holds, we would send engineers. We will pay for the rope.
"""
REPORT = """---
title: Six months on
publisher: Harbour Courier
published_on: 2025-09-05
---
Engineers are off the table. The ceasefire has held since Monday. Eight tanks have crossed the border.
"""
AT = "2026-02-01T00:00:00Z"
TANKS = "We will deliver fourteen tanks by the end of March"
ROPE = "We will pay for the rope"
FIRST_ROPE = SPEECH.partition("GB\n---\n")[2].index(ROPE)
Sighting = Callable[[Document], PledgeSighting | FollowUpSighting]


def tanks(where: Document) -> PledgeSighting:
    """The pledge of two countries, with others: only one of them is in the register yet."""
    return sighted.pledge(
        where,
        TANKS,
        *("GB", "FR"),
        partners=("PL",),
        speaker="DE",
        due="by the end of March",
        amount=sighted.amount(where, "fourteen tanks", "14", "tanks", "at least"),
        weights={"will deliver": 1.5, "by the end of March": 0.5},
    )


def crews(where: Document) -> PledgeSighting:
    """A pledge by nobody knows whom."""
    words = "Their crews will be trained in the coming weeks"
    weights = {"will be trained": 1.0}
    return sighted.pledge(where, words, due="in the coming weeks", band="possible", score=1.5, weights=weights)


def rope(where: Document) -> PledgeSighting:
    """Words that stand twice in the text: the second time."""
    assert where.text is not None
    start = where.text.rindex(ROPE)
    found = sighted.pledge(where, ROPE, "GB", topic="rope", band="possible", score=1.0, weights={"will pay": 1.0})
    return found._replace(quote=found.quote._replace(start=start, end=start + len(ROPE)))


def off_the_table(where: Document) -> list[FollowUpSighting]:
    words = "Engineers are off the table"
    first = sighted.follow_up(where, words, "GB-2025-001", "drops", weights={"off the table": 2.0})
    return [first, sighted.follow_up(where, words, "GB-2025-002", "unclear", rank=2, score=1.0)]


def held(where: Document) -> FollowUpSighting:
    """A sentence of which the machine cannot tell what it means."""
    words = "The ceasefire has held since Monday"
    return sighted.follow_up(where, words, "GB-2025-001", "unclear", band="possible", score=0.8)


def propose(location: Location, ref: str, *makers: Callable[[Document], Any]) -> None:
    """Keep proposals as a scan of a document does."""
    with writing(location, actor="scanner", command="scan", at=AT) as writer:
        where = records.document(writer.reader, ref, text=True)
        made = [each for make in makers for each in _listed(make(where))]
        keep(writer, ref, proposals(where, *made), rules=RULES, at=AT)


def _listed(made: Any) -> list[Any]:
    return made if isinstance(made, list) else [made]


def lay(location: Location) -> None:
    """A speech with two recorded pledges, a report on it, and five proposals: three of pledges, two of follow-ups."""

    def say(*words: str, **settings: Any) -> None:
        done = invoke(*words, register=location.target, **settings)
        assert done.code == 0, done.err

    say("add", "party", "GB")
    for text in (SPEECH, REPORT):
        say("add", "document", "-", stdin=text)
    pledge = ("add", "pledge", "--party", "GB", "--document", "D-2025-001")
    engineers = ("--quote", "we would send engineers", "--condition", "once a ceasefire holds")
    say(*pledge, *engineers, "--summary", "Send engineers", "--topic", "engineers")
    ropes = ("--quote", ROPE, "--at", str(FIRST_ROPE), "--amount", "9", "--unit", "ropes")
    say(*pledge, *ropes, "--summary", "Pay for rope", "--topic", "rope")
    propose(location, "D-2025-001", tanks, crews)
    propose(location, "D-2025-002", off_the_table, held)


QUEUE = ["P-2025-001", "P-2025-003", "P-2025-002", "P-2025-004"]  # likely ones first, best first


@pytest.fixture(scope="module")
def laid(new_register: Callable[[str], Location]) -> Callable[[str], Location]:
    """The register of :func:`lay` in a dialect, made once, to be copied."""

    @cache
    def make(dialect: str) -> Location:
        location = new_register(dialect)
        lay(location)
        return location

    return make


@pytest.fixture
def desk(laid: Callable[[str], Location], tmp_path: Path) -> Location:
    """The register of :func:`lay` as a file."""
    return locate(str(shutil.copyfile(laid("sqlite").path, tmp_path / "desk.sqlite")))


@pytest.fixture(params=DIALECTS)
def table(request: pytest.FixtureRequest, laid: Callable[[str], Location]) -> Location:
    """The register of :func:`lay`, once in SQLite and once in PostgreSQL."""
    if request.param == "sqlite":
        found: Location = request.getfixturevalue("desk")
        return found
    refill(laid("postgresql"), "laid")
    return laid("postgresql")


@pytest.fixture
def review(table: Location) -> Run:
    """Run ``review`` there."""

    def run(*words: str, **settings: Any) -> Result:
        return invoke("review", *words, **{"register": table.target, **settings})

    return run


@pytest.fixture
def done(review: Run) -> Say:
    """Run ``review`` there, which must succeed; returns what it prints."""

    def say(*words: str, **settings: Any) -> str:
        result = review(*words, **settings)
        assert result.code == 0, result.err
        return result.out

    return say


def shown(location: Location, ref: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(invoke("show", ref, "--format", "json", register=location.target).out)
    return record


def states(location: Location) -> list[str]:
    """How the proposals stand, in the order of their refs."""
    with reading(location) as reader:
        return [state for _, state in proposed.everything(reader)]


def decisions(location: Location) -> list[tuple[str, ...]]:
    names = ("proposal", "decided", "reviewer", "reason", "record")
    with reading(location) as reader:
        return [tuple(each[name] for name in names) for each in proposed.decisions(reader)]


# -- lists ------------------------------------------------------------------------------------------------------


def listed(done: Say, *flags: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done(*flags, "--format", "jsonl").splitlines()]


def test_elsewhere_than_on_a_terminal_what_is_pending_is_listed_likely_ones_first(done: Say) -> None:
    lines = [line.split("\t") for line in done().splitlines()]
    assert [each[0] for each in lines] == QUEUE
    assert listed(done)[0] | {"as_of": ""} == {
        "ref": "P-2025-001",
        "band": "likely",
        "kind": "pledge",
        "about": "GB FR",
        "quote": TANKS,
        "deadline": "2025-03-31",
        "outcome": None,
        "score": "3.5",
        "topic": "tanks",
        "document": "D-2025-001",
        "as_of": "",
    }


@pytest.mark.parametrize("form", ["plain", "csv", "json", "jsonl", "md", "table"])
def test_every_format_lists_every_proposal_once(form: str, done: Say) -> None:
    text = done("--format", form)
    assert [text.count(ref) for ref in QUEUE] == [1] * 4


def test_csv_and_json_hold_the_same(done: Say) -> None:
    rows = list(csv.DictReader(io.StringIO(done("--format", "csv"))))
    data = json.loads(done("--format", "json"))["sections"][0]["rows"]
    told = [{name: "" if value is None else str(value) for name, value in each.items()} for each in data]
    assert [{name: each[name] for name in told[0]} for each in rows] == told


@pytest.mark.parametrize(
    ("flags", "refs"),
    [
        (("--document", "D-2025-001"), ["P-2025-001", "P-2025-002"]),
        (("--document", "d-25-2", "--band", "likely"), ["P-2025-003"]),
        (("--band", "possible"), ["P-2025-002", "P-2025-004"]),
        (("--kind", "follow-up"), ["P-2025-003", "P-2025-004"]),
        (("--kind", "pledge", "--band", "likely"), ["P-2025-001"]),
        (("p-25-4", "P-2025-001"), ["P-2025-004", "P-2025-001"]),
        (("--limit", "1"), ["P-2025-001"]),
    ],
)
def test_the_list_is_narrowed(flags: tuple[str, ...], refs: list[str], done: Say) -> None:
    assert [each["ref"] for each in listed(done, *flags)] == refs


def test_what_is_decided_is_listed_no_longer_but_for_coding_it_again(done: Say) -> None:
    done("--reject", "P-2025-001")
    assert [each["ref"] for each in listed(done)] == QUEUE[1:]
    assert [each["ref"] for each in listed(done, "--again")] == sorted(QUEUE)


@pytest.mark.parametrize(
    ("flags", "code"),
    [
        (("P-2025-099",), 4),
        (("--accept", "P-2025-099"), 4),
        (("--accept", "GB-2025-001"), 2),
        (("--document", "D-2025-099"), 4),
        (("--band", "sure"), 2),
        (("--reason", "so", "--accept", "P-2025-001"), 2),
    ],
)
def test_what_is_not_there_or_does_not_fit_is_refused(
    flags: tuple[str, ...], code: int, review: Run, table: Location
) -> None:
    with unchanged(table):
        refused = review(*flags)
    assert (refused.code, refused.out) == (code, "")
    assert refused.err.startswith("Error: ")


# -- accepting --------------------------------------------------------------------------------------------------


def test_accepting_records_the_pledge_as_it_was_proposed(review: Run, table: Location) -> None:
    accepted = review("--accept", "p-25-1", "--by", "ann")
    assert (accepted.code, accepted.out) == (0, "GB-2025-003\n")
    pledge = shown(table, "GB-2025-003")
    assert (pledge["parties"], pledge["topic"], pledge["summary"]) == (["GB", "FR"], "tanks", TANKS)
    assert (pledge["amount"], pledge["unit"], pledge["qualifier"]) == ("14", "tanks", "at least")
    assert (pledge["made_on"], pledge["recorded_on"]) == ("2025-03-03", "2026-02-02")
    assert states(table)[0] == "accepted"
    assert decisions(table) == [("P-2025-001", "accepted", "ann", None, "GB-2025-003")]


def test_the_deadline_is_read_by_the_rules_in_force_from_the_words_that_were_said(review: Run, table: Location) -> None:
    accepted = review("--accept", "P-2025-001")
    assert "Deadline: “by the end of March” is 2025-03-03 to 2025-03-31, stated (rule end-of-month" in accepted.err
    pledge = shown(table, "GB-2025-003")
    assert [pledge[f"deadline_{name}"] for name in ("phrase", "latest", "basis")] == [
        *("by the end of March", "2025-03-31", "stated")
    ]


def test_a_party_that_the_gazetteer_knows_is_added(done: Say, table: Location) -> None:
    pledge = shown(table, done("--accept", "P-2025-001").strip())
    assert (pledge["parties"], pledge["partners"], pledge["speaker"]) == (["GB", "FR"], ["PL"], "DE")
    assert [shown(table, code)["name"] for code in ("FR", "PL", "DE")] == ["France", "Poland", "Germany"]


def test_the_log_names_the_reviewer_for_the_record_and_the_decision(done: Say, table: Location) -> None:
    done("--accept", "P-2025-001", "--by", "ann")
    log = json.loads(invoke("log", "--format", "json", register=table.target).out)["sections"][0]["rows"]
    told = {each["record"]: (each["actor"], each["command"]) for each in log}
    assert told["GB-2025-003"] == told["P-2025-001/decision"] == told["FR"] == ("ann", "review")
    assert told["D-2025-001/scan"] == ("scanner", "scan")


def test_words_that_stand_twice_are_quoted_where_they_were_sighted(done: Say, table: Location) -> None:
    propose(table, "D-2025-001", rope)
    ref = listed(done, "--document", "D-2025-001")[-1]["ref"]
    pledge = shown(table, done("--accept", ref).strip())
    text = shown(table, "D-2025-001")["text"]
    assert (pledge["start"], pledge["end"]) == (text.rindex(ROPE), text.rindex(ROPE) + len(ROPE))
    assert pledge["quote"] == text[pledge["start"] : pledge["end"]]


def test_accepting_a_follow_up_records_it_with_its_consequence(review: Run, table: Location) -> None:
    accepted = review("--accept", "P-2025-003")
    assert (accepted.code, accepted.out) == (0, "GB-2025-001.1\n")
    assert "GB-2025-001 stands at dropped since 2025-09-05" in accepted.err
    (follow_up,) = shown(table, "GB-2025-001")["follow_ups"]
    assert (follow_up["outcome"], follow_up["quote"]) == ("drops", "Engineers are off the table")


def test_a_quantity_in_another_unit_than_the_pledge_is_left_out(done: Say, table: Location) -> None:
    def eight(where: Document) -> FollowUpSighting:
        words = "Eight tanks have crossed the border"
        amount = sighted.amount(where, "Eight tanks", "8", "tanks")
        return sighted.follow_up(where, words, "GB-2025-002", "advances", amount=amount)

    propose(table, "D-2025-002", off_the_table, held, eight)
    (ref,) = [each["ref"] for each in listed(done) if each["about"] == "GB-2025-002"]
    assert done("--accept", ref) == "GB-2025-002.1\n"
    (follow_up,) = shown(table, "GB-2025-002")["follow_ups"]
    assert follow_up["amount"] is None


def test_what_was_accepted_holds_in_the_check(done: Say, table: Location) -> None:
    done("--accept", "P-2025-001", "--accept", "P-2025-003", "--reject", "P-2025-002")
    checked = invoke("check", register=table.target)
    assert checked.code == 0, checked.out


@pytest.mark.parametrize(
    ("ref", "said"), [("P-2025-004", "The outcome is unclear."), ("P-2025-002", "Nobody has pledged it yet.")]
)
def test_what_is_not_clear_cannot_be_accepted_as_it_stands(ref: str, said: str, review: Run, table: Location) -> None:
    with unchanged(table):
        refused = review("--accept", ref)
    assert (refused.code, refused.err.splitlines()[0]) == (2, f"Error: {said}")
    assert "  Do:  Edit it, and " in refused.err


def test_what_the_law_of_records_forbids_is_not_recorded_by_accepting_it(review: Run, table: Location) -> None:
    def too_early(where: Document) -> FollowUpSighting:
        return sighted.follow_up(where, "Engineers are off the table", "GB-2025-002", "drops", dated="2024-01-01")

    propose(table, "D-2025-002", too_early)
    with unchanged(table):
        refused = review("--accept", "P-2025-005")
    assert refused.code == 5
    assert "before the pledge was made" in refused.err


@pytest.mark.parametrize("how", ["--accept", "--reject"])
def test_what_somebody_else_has_decided_meanwhile_is_told_and_nothing_recorded(
    how: str, review: Run, table: Location
) -> None:
    review("--reject", "P-2025-001", "--by", "bob")
    with unchanged(table):
        refused = review(how, "P-2025-001", "--by", "ann")
    assert refused.code == 5
    assert "P-2025-001 is rejected by bob meanwhile; nothing was recorded." in refused.err


# -- rejecting, undoing -------------------------------------------------------------------------------------------


def test_rejecting_keeps_the_reason(review: Run, table: Location) -> None:
    rejected = review("--reject", "P-2025-001", "--reject", "P-2025-002", "--reason", "a forecast", "--by", "ann")
    assert (rejected.code, rejected.out, rejected.err) == (0, "", "Rejected P-2025-001.\nRejected P-2025-002.\n")
    assert states(table) == ["rejected", "rejected", "pending", "pending"]
    assert decisions(table)[0] == ("P-2025-001", "rejected", "ann", "a forecast", None)


def test_undoing_retracts_what_was_recorded_and_makes_it_pending_again(review: Run, table: Location) -> None:
    review("--accept", "P-2025-001", "--accept", "P-2025-003")
    undone = review("--undo", "P-2025-001", "--undo", "P-2025-003")
    assert undone.err.splitlines() == [
        "P-2025-001 is pending again; GB-2025-003 is retracted.",
        "P-2025-003 is pending again; GB-2025-001.1 is retracted.",
    ]
    assert states(table) == ["pending"] * 4
    assert shown(table, "GB-2025-003")["retracted"] == "undone in review"
    assert shown(table, "GB-2025-001")["standing"] == "conditional"
    assert [each[1] for each in decisions(table)] == ["accepted", "accepted", "undone", "undone"]


def test_what_was_undone_can_be_accepted_again_under_a_new_ref(done: Say, table: Location) -> None:
    done("--accept", "P-2025-001")
    done("--undo", "P-2025-001")
    assert done("--accept", "P-2025-001") == "GB-2025-004\n"
    assert states(table)[0] == "accepted"


def test_a_rejection_is_undone(review: Run, table: Location) -> None:
    review("--reject", "P-2025-001")
    assert review("--undo", "P-2025-001").err == "P-2025-001 is pending again.\n"
    assert states(table)[0] == "pending"
    assert review("--undo", "P-2025-001").code == 5


def test_undoing_retracts_the_record_though_somebody_coded_it_again_since(review: Run, table: Location) -> None:
    review("--accept", "P-2025-001", "--by", "ann")
    review("--again", "--reject", "P-2025-001", "--by", "bob")
    review("--undo", "P-2025-001", "--by", "ann")
    assert shown(table, "GB-2025-003")["retracted"] == "undone in review"
    assert states(table)[0] == "pending"


# -- coding again, statistics --------------------------------------------------------------------------------------


def test_coding_again_is_counted_and_records_nothing(review: Run, table: Location) -> None:
    review("--accept", "P-2025-001", "--reject", "P-2025-002", "--by", "ann")
    before = invoke("status", register=table.target).out
    coded = review("--again", "--accept", "P-2025-002", "--reject", "P-2025-001", "--by", "bob")
    assert (coded.code, coded.out) == (0, "")
    assert invoke("status", register=table.target).out == before
    assert states(table)[:2] == ["accepted", "rejected"]
    assert decisions(table)[2:] == [
        ("P-2025-002", "accepted", "bob", None, None),
        ("P-2025-001", "rejected", "bob", None, None),
    ]


def test_statistics_tell_precision_by_band_and_cue(review: Run, done: Say) -> None:
    for each in ("--accept=P-2025-001", "--reject=P-2025-002", "--accept=P-2025-003", "--reject=P-2025-004"):
        review(each)
    lines = done("--stats", "--format", "csv").splitlines()
    assert lines[0] == "section,what,decided,accepted,edited,rejected,precision,as_of"
    assert [line.removesuffix(",2026-02-02") for line in lines[1:]] == [
        "bands,likely follow-up,1,1,0,0,1.00",
        "bands,possible follow-up,1,0,0,1,0.00",
        "bands,likely pledge,1,1,0,0,1.00",
        "bands,possible pledge,1,0,0,1,0.00",
        "cues,by-the-end-of-March,1,1,0,0,1.00",
        "cues,off-the-table,1,1,0,0,1.00",
        "cues,will-be-trained,1,0,0,1,0.00",
        "cues,will-deliver,1,1,0,0,1.00",
    ]
    assert "0 pending." in done("--stats")


def test_statistics_tell_how_far_two_people_agree_and_on_what_they_do_not(review: Run, done: Say) -> None:
    # Ann takes 1 and 3, Bob takes 1: they agree on three of four, by chance on half of them.
    review("--accept", "P-2025-001", "--accept", "P-2025-003", "--by", "ann")
    review("--reject", "P-2025-002", "--reject", "P-2025-004", "--by", "ann")
    review("--again", "--accept", "P-2025-001", "--by", "bob")
    review("--again", *(f"--reject=P-2025-00{number}" for number in (2, 3, 4)), "--by", "bob")
    notes = json.loads(done("--stats", "--format", "json"))["notes"]
    assert notes[1:] == [
        "ann and bob coded 4 of the same: 3 agreed, Cohen's kappa 0.50.",
        "They disagree on: P-2025-003.",
    ]


def test_agreement_is_not_defined_where_both_gave_one_answer(review: Run, done: Say) -> None:
    review("--reject", "P-2025-001", "--by", "ann")
    review("--again", "--reject", "P-2025-001", "--by", "bob")
    assert "1 agreed, Cohen's kappa not defined, both gave one answer throughout." in done("--stats")


def test_before_anything_is_decided_statistics_say_what_is_pending(done: Say) -> None:
    assert json.loads(done("--stats", "--format", "json"))["notes"][0].startswith("4 pending.")


# -- by file -------------------------------------------------------------------------------------------------------


class Sheet:
    """The proposals in a file, decided there as a person does in a spreadsheet or an editor."""

    def __init__(self, review: Run, path: Path) -> None:
        self.review, self.path = review, path
        written = review("--to", str(path))
        assert written.code == 0, written.err
        self.told = written.err
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".jsonl":
            self.rows = [json.loads(line) for line in text.splitlines()]
        else:
            self.rows = list(csv.DictReader(io.StringIO(text, newline="")))

    def decide(self, which: str, decision: str, **facts: str) -> None:
        (row,) = [each for each in self.rows if each["ref"] == which]
        row |= {"decision": decision} | facts

    def give(self, *flags: str) -> Result:
        if self.path.suffix == ".jsonl":
            self.path.write_text("".join(json.dumps(row) + "\n" for row in self.rows), encoding="utf-8")
        else:
            with self.path.open("w", encoding="utf-8-sig", newline="") as file:  # as spreadsheets save it
                writer = csv.DictWriter(file, self.rows[0])
                writer.writeheader()
                writer.writerows(self.rows)
        return self.review("--from", str(self.path), *flags)


@pytest.fixture(params=["proposals.csv", "proposals.jsonl"])
def sheet(request: pytest.FixtureRequest, review: Run, tmp_path: Path) -> Sheet:
    return Sheet(review, tmp_path / request.param)


@pytest.fixture
def spreadsheet(review: Run, tmp_path: Path) -> Sheet:
    return Sheet(review, tmp_path / "proposals.csv")


def test_a_file_holds_what_is_pending_with_what_accepting_would_record(sheet: Sheet) -> None:
    assert sheet.told.startswith(f"Wrote 4 proposals to {sheet.path}")
    assert [each["ref"] for each in sheet.rows] == QUEUE
    first = sheet.rows[0]
    assert [first[name] for name in ("decision", "reason", "kind", "quote")] == ["", "", "pledge", TANKS]
    assert [first[name] for name in ("parties", "due", "amount", "unit")] == [
        "GB FR",
        "by the end of March",
        "14",
        "tanks",
    ]
    assert [sheet.rows[1][name] for name in ("pledge", "outcome")] == ["GB-2025-001", "drops"]


def test_the_decisions_in_a_file_are_taken(sheet: Sheet, table: Location) -> None:
    sheet.decide("P-2025-001", "accept")
    sheet.decide("P-2025-002", " Reject ", reason="a forecast")
    sheet.decide("P-2025-004", "accept", outcome="activates")
    given = sheet.give("--by", "ann")
    assert (given.code, given.out) == (0, "Accepted 2, rejected 1.\n"), given.err
    assert states(table) == ["accepted", "rejected", "pending", "accepted"]
    assert decisions(table) == [
        ("P-2025-001", "accepted", "ann", None, "GB-2025-003"),
        ("P-2025-002", "rejected", "ann", "a forecast", None),
        ("P-2025-004", "edited", "ann", None, "GB-2025-001.1"),
    ]  # in the order of the file


def test_what_was_changed_in_a_file_is_recorded_so_and_counted_as_edited(sheet: Sheet, table: Location) -> None:
    changes = {
        "parties": "fr, GB",
        "summary": "Send tanks",
        "topic": "armour",
        "due": "by May",
        "amount": "",
        "unit": "",
    }
    sheet.decide("P-2025-001", "yes", **changes, qualifier="", made_on="2025-03-02")
    assert sheet.give().code == 0
    pledge = shown(table, "FR-2025-001")
    assert (pledge["parties"], pledge["summary"], pledge["topic"]) == (["FR", "GB"], "Send tanks", "armour")
    assert (pledge["amount"], pledge["made_on"], pledge["deadline_phrase"]) == (None, "2025-03-02", "by May")
    assert decisions(table)[0][1] == "edited"


def test_a_file_that_was_not_touched_decides_nothing(sheet: Sheet, table: Location) -> None:
    with unchanged(table):
        given = sheet.give()
    assert (given.code, given.out) == (0, "Accepted 0, rejected 0.\n")


BAD = [
    ({"decision": "maybe"}, "“maybe” is no decision; write accept or reject"),
    ({"ref": "P-2025-099"}, "P-2025-099"),
    ({"ref": "  "}, "no ref"),
    ({"made_on": "yesterday"}, "“yesterday” is no day"),
    ({"parties": ""}, "Nobody has pledged it yet."),
    ({"parties": "QQQ"}, "QQQ"),
    ({"summary": " "}, "summary"),
    ({"topic": ""}, "topic"),
    ({"amount": "many"}, "“many” is no amount"),
    ({"qualifier": "roughly"}, "roughly"),
    ({"quote": "Words of another proposal"}, "other words"),
]


@pytest.mark.parametrize(("wrong", "said"), BAD, ids=[" ".join(each) for each, _ in BAD])
def test_a_bad_row_is_told_with_its_number_and_stops_no_other(
    wrong: dict[str, str], said: str, spreadsheet: Sheet, table: Location
) -> None:
    spreadsheet.decide("P-2025-001", **{"decision": "accept", **wrong})
    spreadsheet.decide("P-2025-003", "accept")
    spreadsheet.decide("P-2025-002", "reject")
    given = spreadsheet.give()
    assert given.code == 6
    assert f"1 of the decisions in {spreadsheet.path} could not be taken; 2 were." in given.err
    (problem,) = [line for line in given.err.splitlines() if line.startswith(f"  {spreadsheet.path} row 2, ")]
    assert said in problem
    assert states(table) == ["pending", "rejected", "accepted", "pending"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"outcome": "unclear"}, "The outcome is unclear."),
        ({"outcome": "fulfilled"}, "fulfilled"),
        ({"dated": "last week"}, "“last week” is no day"),
        ({"pledge": ""}, "pledge"),
        ({"pledge": "GB-2025-009"}, "GB-2025-009"),
        ({"party": "FR"}, "FR"),
    ],
)
def test_a_follow_up_that_cannot_be_is_told_and_nothing_recorded(
    wrong: dict[str, str], said: str, spreadsheet: Sheet, table: Location
) -> None:
    spreadsheet.decide("P-2025-003", "accept", **wrong)
    with unchanged(table):
        given = spreadsheet.give()
    assert given.code == 6
    assert said in given.err


def test_a_file_given_twice_says_what_is_decided_already(spreadsheet: Sheet, table: Location) -> None:
    spreadsheet.decide("P-2025-001", "reject")
    spreadsheet.give("--by", "ann")
    with unchanged(table):
        given = spreadsheet.give("--by", "bob")
    assert given.code == 6
    assert "P-2025-001 is rejected by ann meanwhile; nothing was recorded." in given.err


def test_the_pledge_of_a_follow_up_may_be_written_short(spreadsheet: Sheet, table: Location) -> None:
    spreadsheet.decide("P-2025-003", "accept", pledge="gb-25-2")
    assert spreadsheet.give().code == 0
    assert decisions(table)[0] == ("P-2025-003", "edited", "editor", None, "GB-2025-002.1")


def test_a_quantity_that_the_reviewer_gives_is_not_left_out_in_silence(spreadsheet: Sheet, table: Location) -> None:
    spreadsheet.decide("P-2025-003", "accept", pledge="GB-2025-002", outcome="advances", amount="3", unit="barrels")
    with unchanged(table):
        given = spreadsheet.give()
    assert given.code == 6
    assert "barrels" in given.err


def test_a_second_coder_may_give_a_file_too(sheet: Sheet, table: Location) -> None:
    sheet.decide("P-2025-001", "accept")
    sheet.give("--by", "ann")
    sheet.decide("P-2025-001", "reject")
    assert sheet.give("--again", "--by", "bob").out == "Accepted 0, rejected 1.\n"
    assert states(table)[0] == "accepted"
    assert [each[1:3] for each in decisions(table)] == [("accepted", "ann"), ("rejected", "bob")]


def test_a_broken_line_stops_no_other(review: Run, table: Location, tmp_path: Path) -> None:
    path = tmp_path / "proposals.jsonl"
    good = [{"ref": f"P-2025-00{number}", "decision": "reject"} for number in (1, 2)]
    path.write_text(
        f'{json.dumps(good[0])}\n{{"ref": \n\n[1]\n{json.dumps(good[1])}\n{{"ref": "P", "decision": null}}\n'
    )
    given = review("--from", str(path))
    assert given.code == 6
    assert [line.split(",")[0] for line in given.err.splitlines() if line.startswith("  ")][:2] == [
        f"  {path} row 2",
        f"  {path} row 4",
    ]
    assert states(table)[:2] == ["rejected", "rejected"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "No such file"),
        (b"\xff\xfe\x00P", "cannot be read"),
        (b"name,words\nx,y\n", "has no column ref and no column decision"),
        (b"", "has no column ref and no column decision"),
        (b"ref,decision\n" + b'"' + b"x" * 1000 + b",accept\n", "cannot be read"),
    ],
    ids=["missing", "not text", "other columns", "empty", "a cell without end"],
)
def test_what_is_no_such_file_is_refused(
    data: bytes | None, said: str, review: Run, table: Location, tmp_path: Path
) -> None:
    path = tmp_path / "proposals.csv"
    if data is not None:
        path.write_bytes(data)
    with unchanged(table):
        given = review("--from", str(path))
    assert given.code == 6
    assert said in given.err
    assert "tracker review --to FILE" in given.err


def test_a_spreadsheet_is_handed_no_formula(review: Run, table: Location, tmp_path: Path) -> None:
    words = "=HYPERLINK(0) we will pay"
    text = f"---\ntitle: T\npublisher: P\npublished_on: 2025-04-01\n---\n{words}, he said.\n"
    invoke("add", "document", "-", stdin=text, register=table.target)
    propose(table, "D-2025-003", lambda where: sighted.pledge(where, words, "GB"))
    sheet = Sheet(review, tmp_path / "proposals.csv")
    cells = [cell for row in csv.reader(io.StringIO(sheet.path.read_text("utf-8"))) for cell in row]
    assert not [cell for cell in cells if cell.startswith("=")]
    sheet.decide("P-2025-005", "accept")
    assert sheet.give().code == 0
    pledge = shown(table, decisions(table)[0][4])
    assert (pledge["summary"], pledge["quote"]) == (words, words)
    assert decisions(table)[0][1] == "accepted"  # nothing was edited


# -- on a terminal -----------------------------------------------------------------------------------------------

KEYS = "[q]uit"
PATIENCE = 20  # seconds


class Terminal:
    """Somebody at a terminal, who reads what is shown before pressing a key."""

    def __init__(self, location: Location) -> None:
        self.location = location

    def __call__(self, *steps: Any, flags: tuple[str, ...] = (), columns: int = 80, **settings: str) -> Result:
        """Hold a sitting: each step is a key, or what is awaited and what is typed, or done elsewhere, then."""
        ours, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, (60, columns))
        env = environment(self.location.target, **{"TERM": "dumb", **settings})
        command = program("review", *flags)
        with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=env) as process:
            os.close(theirs)
            written = b""
            for step in steps:
                awaited, typed = step if isinstance(step, tuple) else (KEYS, step)
                written += self._until(ours, awaited, key=not str(typed).endswith("\n"))
                if callable(typed):
                    typed()
                    typed = "x"  # no key that does anything: the screen is shown once more
                os.write(ours, typed.encode())
            written += b"".join(iter(lambda: _read(ours), b""))
        os.close(ours)
        return Result(process.returncode, written.decode().replace("\r\n", "\n"), "")

    def _until(self, terminal: int, awaited: str, *, key: bool) -> bytes:
        """Read until something is shown and, before a key is pressed, until keys are taken one by one."""
        written, last = b"", time.monotonic() + PATIENCE
        while awaited.encode() not in written:
            assert select.select([terminal], [], [], PATIENCE)[0], written.decode()
            piece = _read(terminal)
            assert piece, written.decode()
            written += piece
        while key and termios.tcgetattr(terminal)[3] & termios.ICANON:
            assert time.monotonic() < last, written.decode()
            time.sleep(0.002)
        return written


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:
        return b""


@pytest.fixture
def sit(desk: Location) -> Terminal:
    return Terminal(desk)


def widest(out: str) -> int:
    return max(map(len, re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", out).splitlines()))


REASON, GO_ON = "Why", "Any key goes on."


def test_a_key_accepts_edits_rejects_skips_undoes_and_leaves(sit: Terminal, desk: Location) -> None:
    topic = "\n" * 4 + "armour\n" + "\n" * 6
    sat = sit(
        *("u", "z", "e", ("parties", topic), "a"),  # the tanks: nothing to undo, no such key, edited, accepted
        *("2", "1", "a"),  # the engineers: another pledge, and back
        *("a", (GO_ON, "x"), "s"),  # the crews: nobody has pledged it
        *("r", (REASON, "too vague\n")),  # the ceasefire
        columns=140,
        TERM="xterm-256color",
        NO_COLOR="1",
    )
    assert sat.code == 0
    assert "\u2e22will deliver\u2e23" in sat.out
    assert "\x1b[4m" not in sat.out
    assert sat.out.rstrip().endswith("2 accepted, 1 rejected, 1 skipped; 0 left.")
    assert "1 of 4\n\nP-2025-001: likely pledge, score 3.5" in sat.out
    assert "  Topic: armour\n" in sat.out
    assert "  Pledge: GB-2025-002\n" in sat.out
    assert "Nobody has pledged it yet.\nEdit it, and name at least one party.\n" in sat.out
    assert decisions(desk) == [
        ("P-2025-001", "edited", "editor", None, "GB-2025-003"),
        ("P-2025-003", "accepted", "editor", None, "GB-2025-001.1"),
        ("P-2025-004", "rejected", "editor", "too vague", None),
    ]
    assert shown(desk, "GB-2025-003")["topic"] == "armour"


@pytest.mark.slow
def test_undo_goes_back_to_the_last_decision_and_takes_it_back_and_the_end_of_input_leaves(
    sit: Terminal, desk: Location
) -> None:
    sat = sit("a", "r", (REASON, "\n"), "u", "u", "s", "\x04")
    assert (sat.code, sat.out.rstrip().splitlines()[-1]) == (0, "1 skipped; 3 left.")
    assert [each[:2] for each in decisions(desk)] == [
        ("P-2025-001", "accepted"),
        ("P-2025-003", "rejected"),
        ("P-2025-003", "undone"),
        ("P-2025-001", "undone"),
    ]
    assert states(desk) == ["pending"] * 4
    assert shown(desk, "GB-2025-003")["retracted"] == "undone in review"


@pytest.mark.slow
def test_another_pledge_is_taken_by_its_number_and_facts_are_changed_in_ones_own_editor(
    sit: Terminal, desk: Location
) -> None:
    editor = "sed -i -e 's/^topic: .*/topic: armour/' -e 's/^due: .*/due:/' -e 's/^outcome: .*/outcome: drops/'"
    sat = sit("d", "a", "2", "5", "d", "a", "q", EDITOR=editor)
    assert sat.code == 0, sat.out
    pledge = shown(desk, "GB-2025-003")
    assert (pledge["topic"], pledge["deadline_phrase"]) == ("armour", None)
    assert decisions(desk) == [
        ("P-2025-001", "edited", "editor", None, "GB-2025-003"),
        ("P-2025-003", "edited", "editor", None, "GB-2025-002.1"),
    ]


@pytest.mark.slow
def test_a_pledge_may_be_typed_short_and_one_that_is_none_is_told_and_the_sitting_goes_on(
    sit: Terminal, desk: Location
) -> None:
    def typed(ref: str) -> str:
        return f"sed -i 's/^pledge: .*/pledge: {ref}/'"

    script = desk.path.parent / "editor"  # types another ref each time that it is called
    script.write_text(
        f"#!/bin/sh\n[ -e {script}.done ] && {typed('gb-25-2')} $1 || {typed('XX-9')} $1\n: >{script}.done\n"
    )
    script.chmod(0o755)
    sat = sit("s", "d", "a", (GO_ON, "x"), "d", "a", "q", EDITOR=str(script))
    assert sat.code == 0, sat.out
    assert "There is no record XX-9" in sat.out
    assert decisions(desk) == [("P-2025-003", "edited", "editor", None, "GB-2025-002.1")]


@pytest.mark.slow
def test_what_was_decided_meanwhile_is_told_and_the_sitting_goes_on(sit: Terminal, desk: Location) -> None:
    def bob() -> None:
        assert invoke("review", "--reject", "P-2025-001", "--by", "bob", register=desk.target).code == 0

    sat = sit((KEYS, bob), "a", (GO_ON, "x"), "s", "r", (REASON, "no\n"), "q")
    assert "P-2025-001 is rejected by bob meanwhile; nothing was recorded.\n" in sat.out
    assert (sat.code, states(desk)) == (0, ["rejected", "pending", "rejected", "pending"])
    assert len(decisions(desk)) == 2


@pytest.mark.slow
def test_coding_again_at_a_terminal_records_nothing(sit: Terminal, desk: Location) -> None:
    invoke("review", "--reject", "P-2025-001", "--by", "ann", register=desk.target)
    before = invoke("status", register=desk.target).out
    sat = sit("e", "a", "r", (REASON, "\n"), "u", "a", "q", flags=("--again",))
    assert (sat.code, sat.out.rstrip().splitlines()[-1]) == (0, "2 accepted; 2 left.")
    assert invoke("status", register=desk.target).out == before
    assert states(desk) == ["rejected", "pending", "pending", "pending"]
    assert [each[1:3] for each in decisions(desk)[1:]] == [
        *(("accepted", "editor"), ("rejected", "editor"), ("undone", "editor"), ("accepted", "editor")),
    ]


def test_who_interrupts_keeps_what_was_decided(sit: Terminal, desk: Location) -> None:
    sat = sit("a", "\x03")
    assert (sat.code, sat.out.rstrip().splitlines()[-1]) == (130, "Interrupted; nothing half done was kept.")
    assert states(desk) == ["accepted", "pending", "pending", "pending"]


@pytest.mark.slow
def test_what_somebody_else_undid_meanwhile_is_told_and_the_sitting_goes_on(sit: Terminal, desk: Location) -> None:
    def bob() -> None:
        assert invoke("review", "--undo", "P-2025-001", "--by", "bob", register=desk.target).code == 0

    sat = sit("a", (KEYS, bob), "u", (GO_ON, "x"), "r", (REASON, "\n"), "q")
    assert "P-2025-001 is pending: there is nothing to undo; nothing was recorded.\n" in sat.out
    assert (sat.code, states(desk)) == (0, ["pending", "pending", "rejected", "pending"])


def test_the_screen_fits_and_underlines_the_cues(sit: Terminal) -> None:
    sat = sit("q", TERM="xterm-256color")
    assert "\x1b[4mwill deliver\x1b[24m" in sat.out
    assert 60 < widest(sat.out) <= 80


def test_on_a_terminal_a_format_asks_for_the_list(sit: Terminal) -> None:
    listed = sit(flags=("--format", "jsonl"))
    assert [json.loads(line)["ref"] for line in listed.out.splitlines()] == QUEUE
