"""What the rows of proposals, decisions and scans must keep to, and what is told of those that do not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.judged import CODED, LINKED, PENDING, TAKEN, WITHDRAWN
from tests.exchange.refused import problems
from tracker.exchange.package import read
from tracker.language.sightings import Cue
from tracker.model import Decision, Scan

ROWS = {TAKEN: 2, CODED: 3, WITHDRAWN: 4, PENDING: 5, LINKED: 6}
OTHER = "f" * 64


def columns(package: Path, packages: Any, row: int) -> dict[str, str]:
    """The cells of a proposal by their columns."""
    rows = packages.rows(package / "proposals.csv")
    return dict(zip(rows[0], rows[row - 1], strict=True))


def test_proposals_decisions_and_scans_are_read_as_records(judged_package) -> None:
    package = read(judged_package)
    filed = {each.ref: each for each in package.proposals}
    assert {ref: each.state for ref, each in filed.items()} == {
        TAKEN: "accepted", CODED: "pending", WITHDRAWN: "withdrawn", PENDING: "pending", LINKED: "accepted",
    }  # fmt: skip
    first, linked = filed[TAKEN].proposal, filed[LINKED].proposal
    assert first.cues[1] == Cue("send", 0.333, 8, 12)
    assert (first.score, first.facts["deadline"]["latest"], linked.pledge) == (3.5, "2025-05-31", "GB-2024-001")
    assert [each.document for each in filed[CODED].proposal.mentions] == ["D-2025-002", "D-2025-002"]
    assert Decision(TAKEN, 2, "rejected", "bob", "2026-02-06T00:00:00Z", "a forecast") in package.decisions
    assert package.scans[0] == Scan("D-2025-001", "newer rules", "2026-02-03T04:05:06Z")


def test_a_package_without_them_is_read_as_one_of_an_older_format(judged_package) -> None:
    for name in ("proposals", "decisions", "scans"):
        (judged_package / f"{name}.csv").unlink()
    package = read(judged_package)
    assert (package.proposals, package.decisions, package.scans) == ([], [], [])
    assert [each.ref for each in package.pledges] == ["GB-2024-001", "GB-2025-001"]


@pytest.mark.parametrize(
    ("file", "row", "column", "cell", "says"),
    [
        ("proposals.csv", 2, "ref", "D-2025-001", "“D-2025-001” is not written like P-2025-001"),
        ("proposals.csv", 3, "ref", TAKEN, f"{TAKEN} stands in row 2 already; keep one of them"),
        ("proposals.csv", 2, "kind", "vow", "“vow” is none of its words; write one of: pledge, follow-up"),
        ("proposals.csv", 2, "band", "sure", "“sure” is none of its words; write one of: likely, possible"),
        ("proposals.csv", 5, "state", "done",
         "“done” is none of its words; write one of: pending, accepted, rejected, withdrawn"),
        ("proposals.csv", 5, "state", "accepted",
         "it is accepted, but by no decision in decisions.csv; add that, or write pending"),
        ("proposals.csv", 6, "state", "rejected",
         "it is rejected, but by no decision in decisions.csv; add that, or write pending"),
        ("proposals.csv", 2, "document", "D-2031-001",
         "D-2031-001 is not in documents.csv; add it, or correct the name"),
        ("proposals.csv", 6, "pledge", "GB-2031-001",
         "GB-2031-001 is not in pledges.csv; add it, or correct the name"),
        ("proposals.csv", 6, "pledge", "", "name the pledge that a follow-up is about"),
        ("proposals.csv", 2, "pledge", "GB-2024-001", "leave it empty: a pledge is proposed"),
        ("proposals.csv", 2, "start", "", "it is empty; it must be given"),
        ("proposals.csv", 2, "start", "1",
         "“We will send fourteen tanks by May” does not stand at 1–34; write 0 and 34"),
        ("proposals.csv", 2, "quote", "We never said that",
         "“We never said that” does not stand in the text of D-2025-001; quote its exact words"),
        ("proposals.csv", 2, "score", "high", "“high” is no number; write digits with at most one point, like 1250.5"),
        ("proposals.csv", 2, "score", "-", "“-” is no number; write digits with at most one point, like 1250.5"),
        ("proposals.csv", 2, "score", "2.8125", "2.8125 is no score; write thousandths at most, like 2.875"),
        ("proposals.csv", 2, "score", "2147483.648", "2147483.648 is no score; write thousandths at most, like 2.875"),
        ("proposals.csv", 2, "fingerprint", "f00", "“f00” is not written as 64 hexadecimal digits"),
        ("decisions.csv", 2, "proposal", "P-2031-001",
         "P-2031-001 is not in proposals.csv; add it, or correct the name"),
        ("decisions.csv", 3, "number", "1", f"{TAKEN} 1 stands in row 2 already; keep one of them"),
        ("decisions.csv", 3, "number", "3",
         f"the decisions on {TAKEN} are numbered 1, 3; number them from 1 without a gap"),
        ("decisions.csv", 6, "number", "0",
         f"the decisions on {LINKED} are numbered 0; number them from 1 without a gap"),
        ("decisions.csv", 2, "decided", "maybe",
         "“maybe” is none of its words; write one of: accepted, edited, rejected, undone"),
        ("decisions.csv", 2, "reviewer", "", "it is empty; it must be given"),
        *(("decisions.csv", 2, "at", cell, f"“{cell}” is no moment; write YYYY-MM-DDThh:mm:ssZ, in UTC")
          for cell in ("yesterday", "2026-02-03", "2026-02-30T00:00:00Z", "2026-02-03T24:00:00Z",
                       "2026-02-03T04:05:06", "2026-02-03T04:05:06+01:00", "1026-02-03T04:05:06Z")),
        ("decisions.csv", 2, "record", "GB-2031-001",
         "GB-2031-001 is not in pledges.csv; add it, or correct the ref"),
        ("decisions.csv", 6, "record", "GB-2024-001.9",
         "GB-2024-001.9 is not in follow_ups.csv; add it, or correct the ref"),
        ("decisions.csv", 2, "record", "a pledge", "“a pledge” is not written like GB-2025-001 or GB-2025-001.1"),
        ("scans.csv", 2, "document", "D-2031-001", "D-2031-001 is not in documents.csv; add it, or correct the name"),
        ("scans.csv", 3, "document", "D-2025-001", "D-2025-001 stands in row 2 already; keep one of them"),
        ("scans.csv", 2, "rules", "", "it is empty; it must be given"),
        ("scans.csv", 2, "at", "2026-02-03T04:60:06Z",
         "“2026-02-03T04:60:06Z” is no moment; write YYYY-MM-DDThh:mm:ssZ, in UTC"),
    ],
)  # fmt: skip
def test_a_bad_cell_is_told_with_file_row_column_value_and_remedy(
    file, row, column, cell, says, judged_package, packages
) -> None:
    packages.set_cell(judged_package / file, row, column, cell)
    assert f"{file} row {row}, column {column}: {says}" in problems(judged_package)


@pytest.mark.parametrize("row", ROWS.values())
def test_a_fingerprint_of_something_else_is_told_with_the_right_one(row, judged_package, packages) -> None:
    meant = columns(judged_package, packages, row)["fingerprint"]
    packages.set_cell(judged_package / "proposals.csv", row, "fingerprint", OTHER)
    told = f"that of this text, place and pledge is {meant}; write that, if they are right"
    assert problems(judged_package) == [f"proposals.csv row {row}, column fingerprint: {told}"]


@pytest.mark.parametrize(
    ("row", "changes"),
    [
        (2, {"quote": "send", "start": "8", "end": "12"}),
        (4, {"quote": "by", "end": "30"}),
        (6, {"pledge": "GB-2025-001"}),
        (6, {"document": "D-2025-002", "quote": "The", "end": "3"}),
    ],
)
def test_a_fingerprint_does_not_fit_other_words_another_text_or_another_pledge(
    row, changes, judged_package, packages
) -> None:
    packages.set_cell(judged_package / "proposals.csv", row, "cues", "[]")
    for column, cell in changes.items():
        packages.set_cell(judged_package / "proposals.csv", row, column, cell)
    (line,) = problems(judged_package)
    assert line.startswith(f"proposals.csv row {row}, column fingerprint: that of this text, place and pledge is ")


def test_the_same_words_are_not_proposed_under_two_refs(judged_package) -> None:
    file = judged_package / "proposals.csv"
    again = file.read_text(encoding="utf-8").splitlines(keepends=True)[4].replace(PENDING, "P-2025-009")
    with file.open("a", encoding="utf-8", newline="") as lines:
        lines.write(again)
    assert problems(judged_package) == [
        "proposals.csv row 7, column fingerprint: it is that of row 5 already; keep one of them"
    ]


# -- structures ------------------------------------------------------------------------------------------------

Change = Callable[[Any], object]


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [
        ("facts", "{", "“{” is no JSON; write an object, like {\"topic\": \"aid\"}"),
        ("facts", "", "it is empty; it must be given"),
        ("facts", "[]", "“[]” is another kind of JSON; write an object, like {\"topic\": \"aid\"}"),
        ("facts", "1" * 5000, f"“{'1' * 59}…” is no JSON; write an object, like {{\"topic\": \"aid\"}}"),
        ("facts", '{"topic": NaN}', "“{\"topic\": NaN}” holds a number that is none; write digits"),
        ("facts", '{"topic": 1e999}', "“{\"topic\": 1e999}” holds a number that is none; write digits"),
        ("facts", '{"topic": "\\u0000"}', "“{\"topic\": \"\\u0000\"}” holds a NUL or half a character; remove it"),
        ("facts", '{"\\ud835": 1}', "“{\"\\ud835\": 1}” holds a NUL or half a character; remove it"),
        ("cues", "will, send", "“will, send” is no JSON; write an array, like []"),
        ("cues", "{}", "“{}” is another kind of JSON; write an array, like []"),
        ("cues", "[" * 11 + "]" * 11, f"“{'[' * 11}{']' * 11}” is nested too deeply; at most 10 levels are read"),
        ("cues", "[" * 100_000, f"“{'[' * 59}…” is no JSON; write an array, like []"),
        ("mentions", "null", "“null” is another kind of JSON; write an array, like []"),
    ],
)  # fmt: skip
def test_a_structure_that_is_no_json_is_told(column, cell, says, judged_package, packages) -> None:
    packages.set_cell(judged_package / "proposals.csv", 2, column, cell)
    assert problems(judged_package) == [f"proposals.csv row 2, column {column}: {says}"]


@pytest.mark.parametrize(
    ("row", "column", "change", "says"),
    [
        (2, "facts", lambda facts: facts.pop("parties"), "parties is missing"),
        (2, "facts", lambda facts: facts.update(parties="GB"), "parties “GB” is not a list"),
        (2, "facts", lambda facts: facts.update(partners=[1]), "partners holds something other than words"),
        (2, "facts", lambda facts: facts.update(topic=None), "topic “None” is not words"),
        (2, "facts", lambda facts: facts.update(amount=True), "amount “True” is not words or a whole number or null"),
        (2, "facts", lambda facts: facts.update(deadline="soon"), "deadline “soon” is not an object or null"),
        (2, "facts", lambda facts: facts["deadline"].pop("latest"), "deadline: latest is missing"),
        (6, "facts", lambda facts: facts.update(outcome="kept"),
         "outcome “kept” is none of its words; write one of: fulfils, advances, restates, drops, activates, "
         "corroborates, unclear"),
        (6, "facts", lambda facts: facts.update(reading="\x1b[2J"),
         "reading “\\x1b[2J” is none of its words; write one of: fulfils, advances, restates, drops, activates, "
         "corroborates, unclear"),
        (6, "facts", lambda facts: facts.update(chance=1.5), "chance “1.5” is no number from 0 to 1"),
        (6, "facts", lambda facts: facts.update(chance="good"), "chance “good” is no number from 0 to 1"),
        (6, "facts", lambda facts: facts.update(chance=True), "chance “True” is no number from 0 to 1"),
        (6, "facts", lambda facts: facts.update(about=-0.1), "about “-0.1” is no number from 0 to 1"),
        (6, "facts", lambda facts: facts["others"].append(7),
         "others, 2: “7” is no object with pledge, rank, outcome, score"),
        (6, "facts", lambda facts: facts["others"][0].pop("pledge"), "others, 1: pledge is missing"),
        (2, "cues", lambda cues: cues[1].pop("rule"), "2: rule is missing"),
        (2, "cues", lambda cues: cues[0].update(weight="much"), "1: weight “much” is not a whole number or a number"),
        (2, "cues", lambda cues: cues[0].update(weight=10**400), f"1: its weight is beyond {2**31 - 1}"),
        (2, "cues", lambda cues: cues[0].update(end=1), "1: there is no place 3–1 in the text"),
        (2, "cues", lambda cues: cues[0].update(start=-1), "1: there is no place -1–7 in the text"),
        (2, "cues", lambda cues: cues[2].update(end=9000), "3: there is no place 28–9000 in the text"),
        (2, "mentions", lambda mentions: mentions.append("D-2025-001"),
         "2: “D-2025-001” is no object with document, quote, start, end"),
        (2, "mentions", lambda mentions: mentions[0].update(document="D-2031-001"),
         "1: there is no document “D-2031-001”; add it, or correct the ref"),
        (2, "mentions", lambda mentions: mentions[0].update(start=60),
         "1, start: “Crews will be trained” does not stand at 60–82; write 61 and 82"),
        (3, "mentions", lambda mentions: mentions[1].update(quote="More or less"),
         "2, quote: “More or less” does not stand in the text of D-2025-002; quote its exact words"),
    ],
)  # fmt: skip
def test_a_structure_that_no_scan_writes_is_told(
    row: int, column: str, change: Change, says: str, judged_package, packages
) -> None:
    structure = json.loads(columns(judged_package, packages, row)[column])
    change(structure)
    packages.set_cell(judged_package / "proposals.csv", row, column, json.dumps(structure))
    assert problems(judged_package) == [f"proposals.csv row {row}, column {column}: {says}"]


def test_what_a_later_program_adds_to_a_structure_is_kept(judged_package, packages) -> None:
    facts = json.loads(columns(judged_package, packages, 2)["facts"])
    packages.set_cell(judged_package / "proposals.csv", 2, "facts", json.dumps({**facts, "tone": ["firm", {"by": 1}]}))
    assert read(judged_package).proposals[0].proposal.facts["tone"] == ["firm", {"by": 1}]


# -- one mistake is told once ----------------------------------------------------------------------------------


def test_a_proposal_is_not_blamed_for_a_bad_document(judged_package, packages) -> None:
    packages.set_cell(judged_package / "documents.csv", 3, "sha256", OTHER)
    (line,) = problems(judged_package)
    assert line.startswith("documents.csv row 3, column sha256: ")


def test_a_proposal_is_not_blamed_for_a_bad_decision(judged_package, packages) -> None:
    packages.set_cell(judged_package / "decisions.csv", 2, "decided", "yes")
    (line,) = problems(judged_package)
    assert line.startswith("decisions.csv row 2, column decided: ")


def test_all_bad_rows_are_told_in_one_go(judged_package, packages) -> None:
    packages.set_cell(judged_package / "scans.csv", 3, "at", "today")
    packages.set_cell(judged_package / "decisions.csv", 4, "at", "today")
    packages.set_cell(judged_package / "proposals.csv", 5, "cues", "none")
    packages.set_cell(judged_package / "proposals.csv", 3, "band", "none")
    packages.set_cell(judged_package / "pledges.csv", 2, "made_on", "today")
    assert [line.split(":")[0] for line in problems(judged_package)] == [
        "pledges.csv row 2, column made_on",
        "proposals.csv row 3, column band",
        "proposals.csv row 5, column cues",
        "decisions.csv row 4, column at",
        "scans.csv row 3, column at",
    ]


def test_columns_and_rows_may_stand_in_any_order(judged_package, packages, judged_once) -> None:
    for name in ("proposals", "decisions", "scans"):
        header, *rows = packages.rows(judged_package / f"{name}.csv")
        packages.write(judged_package / f"{name}.csv", [row[::-1] for row in (header, *rows[::-1])])
    turned, package = read(judged_package), read(judged_once)
    assert {each.ref: each for each in turned.proposals} == {each.ref: each for each in package.proposals}
    assert set(turned.decisions) == set(package.decisions)
    assert set(turned.scans) == set(package.scans)
