"""``review`` by commands: what is proposed is listed and accepted."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests import sighted
from tests.cli.conftest import Run, Say, invoke, unchanged
from tests.cli.review.desk import (
    QUEUE,
    ROPE,
    TANKS,
    decisions,
    held,
    listed,
    off_the_table,
    propose,
    rope,
    shown,
    states,
)
from tracker.language.deadlines import load_rules
from tracker.language.sightings import FollowUpSighting, PledgeSighting
from tracker.model import Deadline, Document
from tracker.register.location import Location
from tracker.words import Basis

# -- lists ------------------------------------------------------------------------------------------------------


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
    assert [each["ref"] for each in listed(done, "--again")] == QUEUE


@pytest.mark.parametrize(
    ("flags", "code"),
    [
        (("P-2025-099",), 4),
        (("--accept", "P-2025-099"), 4),
        (("--accept", "GB-2025-001"), 2),
        (("--document", "D-2025-099"), 4),
        (("--band", "sure"), 2),
        (("--reason", "so", "--accept", "P-2025-001"), 2),
        (("--reason", "so"), 2),
        (("--accept", "P-2025-001", "--reject", "p-25-1"), 2),
        (("--reject", "P-2025-001", "--undo", "P-2025-001"), 2),
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


@pytest.mark.parametrize(
    ("changes", "latest"),
    [
        ({}, "2025-04-30"),
        ({"rules": "ours-0"}, "2025-03-31"),  # another table read it
        ({"latest": "soon"}, "2025-03-31"),  # a package of others holds what is no day
    ],
)
def test_the_deadline_is_the_one_that_was_shown_as_its_words_were_read_where_they_stand(
    changes: dict[str, Any], latest: str, done: Say, table: Location
) -> None:
    def due_later(where: Document) -> PledgeSighting:
        found = rope(where)
        words = "by the end of March"
        day = date(2025, 4, 30)
        read = Deadline(words, None, day, Basis.STATED, "end-of-month", load_rules().version)
        return found._replace(deadline=replace(read, **{"latest": day, **changes}))

    propose(table, "D-2025-001", due_later)
    ref = listed(done, "--document", "D-2025-001")[-1]["ref"]
    assert shown(table, done("--accept", ref).strip())["deadline_latest"] == latest


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
