"""``review`` by file: for those who work in an editor or a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests import sighted
from tests.cli.conftest import Result, Run, invoke, unchanged
from tests.cli.review.desk import (
    QUEUE,
    TANKS,
    decisions,
    propose,
    shown,
    states,
)
from tracker.register.location import Location


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
    assert sheet.told == (
        f"Wrote 4 proposals to {sheet.path}; decide there, then: tracker review --from {sheet.path}\n"
    )
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
    ({"amount": "many"}, "“many” is no number"),
    ({"qualifier": "roughly"}, "roughly"),
    ({"quote": "Words of another proposal"}, "other words"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("wrong", "said"), BAD, ids=[" ".join(each) for each, _ in BAD])
def test_a_bad_row_is_told_with_its_number_and_stops_no_other(
    wrong: dict[str, str], said: str, spreadsheet: Sheet, table: Location
) -> None:
    spreadsheet.decide("P-2025-001", **{"decision": "accept", **wrong})
    spreadsheet.decide("P-2025-003", "accept")
    spreadsheet.decide("P-2025-002", "reject")
    given = spreadsheet.give()
    assert given.code == 6
    assert f"1 of the decisions in {spreadsheet.path} could not be taken; 2 are." in given.err
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


def test_a_file_whose_bad_rows_are_mended_is_given_again_as_it_is(sheet: Sheet, table: Location) -> None:
    sheet.decide("P-2025-001", "accept", topic="armour")
    sheet.decide("P-2025-002", "reject", reason="a forecast")
    sheet.decide("P-2025-003", "accept")
    sheet.decide("P-2025-004", "perhaps")
    assert sheet.give("--by", "ann").code == 6
    assert states(table) == ["accepted", "rejected", "accepted", "pending"]
    sheet.decide("P-2025-004", "reject")
    given = sheet.give("--by", "ann")
    assert given.code == 0, given.err
    assert given.out == "Accepted 0, rejected 1; 3 decided so before, which stay as they are.\n"
    assert len(decisions(table)) == 4


def test_a_second_coder_may_give_the_same_file_twice(sheet: Sheet, table: Location) -> None:
    sheet.decide("P-2025-001", "reject")
    sheet.give("--by", "ann")
    for told in ("Accepted 0, rejected 1.", "Accepted 0, rejected 0; 1 decided so before, which stay as they are."):
        assert sheet.give("--again", "--by", "bob").out == f"{told}\n"
    assert len(decisions(table)) == 2


@pytest.mark.parametrize(("comma", "encoding"), [(";", "utf-8-sig"), ("\t", "utf-16")])
def test_a_file_is_taken_as_spreadsheets_of_other_countries_save_it(
    comma: str, encoding: str, spreadsheet: Sheet, table: Location
) -> None:
    spreadsheet.decide("P-2025-001", "accept", summary="Send tanks; and ropes, über Nacht")
    with spreadsheet.path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, spreadsheet.rows[0], delimiter=comma)
        writer.writeheader()
        writer.writerows(spreadsheet.rows)
    given = spreadsheet.review("--from", str(spreadsheet.path))
    assert given.code == 0, given.err
    assert shown(table, "GB-2025-003")["summary"] == "Send tanks; and ropes, über Nacht"


def test_a_long_quote_comes_back_from_a_spreadsheet(spreadsheet: Sheet, table: Location) -> None:
    spreadsheet.decide("P-2025-001", "reject", reason="x" * 200_000)
    assert spreadsheet.give().code == 0
    assert decisions(table)[0][1] == "rejected"


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
        (b"ref,decision\nP-2025-001,\x96\n", "is not in UTF-8; save it as “CSV UTF-8”"),
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
