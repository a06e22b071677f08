"""``show`` and ``explain``: one record whole, and the reasons for its standing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run, Say
from tests.conftest import Golden

LATER = ("--as-of", "2026-01-31")
RECORDS = {
    "show-GB-2025-001": ("show", "GB-2025-001"),
    "show-COW-2025-003": ("show", "COW-2025-003"),
    "show-COW-2025-004.2": ("show", "COW-2025-004.2"),
    "show-D-2025-004": ("show", "D-2025-004"),
    "show-D-2025-003": ("show", "D-2025-003"),
    "show-E-2026-001": ("show", "E-2026-001"),
    "show-FR": ("show", "FR"),
    "show-EU": ("show", "EU"),
    "explain-GB-2025-001": ("explain", "GB-2025-001"),
    "explain-COW-2025-003": ("explain", "COW-2025-003"),
    "explain-COW-2026-001": ("explain", "COW-2026-001"),
    "explain-COW-2025-006-FR": ("explain", "COW-2025-006", "--party", "FR"),
    "explain-JP-2025-001": ("explain", "JP-2025-001"),
}
ENDINGS = {"table": "txt", "json": "json", "md": "md"}
CASES = {
    f"{name}.{ending}": (*command, *LATER, "--format", form)
    for name, command in RECORDS.items()
    for form, ending in ENDINGS.items()
    if form == "table" or name in ("show-GB-2025-001", "show-COW-2025-004.2", "explain-GB-2025-001")
}


@pytest.mark.parametrize("name", CASES)
def test_a_record_reads_as_expected_on_every_database(name: str, ask: Say, golden: Golden) -> None:
    golden(f"records/{name}", ask(*CASES[name]))


def test_every_expected_record_is_one_of_these(golden: Golden) -> None:
    assert golden.names("records") == set(CASES)


@pytest.mark.parametrize("name", [name for name in CASES if name.endswith("txt")])
def test_a_record_fits_80_columns(name: str, ask: Say) -> None:
    assert max(map(len, ask(*CASES[name]).splitlines())) <= 80


@pytest.mark.parametrize("command", [command for command in RECORDS.values() if command[0] == "show"], ids=" ".join)
def test_every_kind_of_record_is_shown_as_json(command: tuple[str, ...], ask: Say) -> None:
    shown = json.loads(ask(*command, "--format", "json"))
    assert shown.get("ref", shown.get("code")) == command[1]
    assert json.loads(ask(*command, "--format", "jsonl")) == shown


# -- what is meant ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("GB-2025-001", "GB-2025-001"),
        ("gb-25-1", "GB-2025-001"),
        ("gb-2025-1", "GB-2025-001"),
        ("GB-25-001", "GB-2025-001"),
        ("  cow-26-1 ", "COW-2026-001"),
        ("JP", "JP"),
        ("JP-", "JP-2025-001"),
        ("cow-25-4.2", "COW-2025-004.2"),
        ("COW-2026", "COW-2026-001"),
        ("d-2026", "D-2026-001"),
        ("e-26-2", "E-2026-002"),
        ("cow", "COW"),
    ],
)
def test_a_ref_may_be_short_or_the_beginning_of_just_one(typed: str, meant: str, ask: Say) -> None:
    shown = json.loads(ask("show", typed, "--format", "json"))
    assert shown.get("ref", shown.get("code")) == meant


def test_the_beginning_of_several_refs_is_refused_with_those(refuse: Run) -> None:
    done = refuse("show", "COW-2025-00")
    assert done.code == 2
    assert "COW-2025-001, COW-2025-002, COW-2025-003" in done.err


def test_explain_needs_a_pledge(refuse: Run) -> None:
    assert "D-2025-001 is a document; this needs a pledge" in refuse("explain", "D-2025-001").err


# -- on a day ----------------------------------------------------------------------------


def test_what_followed_is_shown_as_far_as_it_was_known(ask: Say) -> None:
    asked = ("show", "COW-2025-004", "--format", "json")
    known = {day: len(json.loads(ask(*asked, "--as-of", day))["follow_ups"]) for day in ("2025-11-25", "2025-11-26")}
    assert known == {"2025-11-25": 0, "2025-11-26": 1}


def test_before_it_was_made_a_pledge_is_not_known(ask: Say) -> None:
    assert "Standing: not known on this day" in ask("show", "GB-2025-001", "--as-of", "2025-11-24")
    assert ask("explain", "GB-2025-001", "--as-of", "2025-11-24").startswith(
        "GB-2025-001 is not known, as of 2025-11-24."
    )


def test_how_it_stood_is_shown_as_far_as_it_had_come(ask: Say) -> None:
    asked = ("show", "COW-2025-006", "--as-of", "2025-11-30")
    told = ask(*asked)
    assert told[told.index("Standings") :].split("\n")[1:3] == ["  2025-11-25 to …: open", ""]
    assert [each["standing"] for each in json.loads(ask(*asked, "--format", "json"))["standings"]] == ["open"]


def test_an_enquiry_is_told_from_the_day_on_which_somebody_looked(ask: Say) -> None:
    told = {day: "Enquiries" in ask("show", "GB-2025-001", "--as-of", day) for day in ("2026-01-29", "2026-01-30")}
    assert told == {"2026-01-29": False, "2026-01-30": True}


@pytest.mark.parametrize(
    ("ref", "day", "reason"),
    [
        ("GB-2025-001", "2026-01-20", "The last day is 0 days ahead; late begins on 2026-01-21."),
        ("GB-2025-001", "2026-01-21", "The last day passed 1 day ago; late begins on 2026-01-21."),
        ("GB-2025-001", "2026-01-20", "Time: review due from 2026-01-21 on, unless one of these comes first."),
        ("COW-2025-004", "2026-01-31", "gives no last day (rule no-window, table en-1): the pledge is never overdue."),
        ("JP-2025-001", "2026-01-31", "No deadline was said: the pledge is never overdue."),
        ("JP-2025-001", "2026-01-31", "told by UA, who is not the one to act"),
        (
            "COW-2026-001",
            "2026-01-31",
            "No document that is known says that it is met, so the pledge cannot be late.",
        ),
        ("COW-2025-003", "2026-01-31", "COW-2025-003.2 advances: D-2026-001, text["),
        ("COW-2025-003", "2026-01-31", "It decides: advanced."),
        ("COW-2025-004", "2026-01-31", "none of them decides"),
    ],
)
def test_the_reasons_are_given_in_plain_sentences(ref: str, day: str, reason: str, ask: Say) -> None:
    assert reason in ask("explain", ref, "--as-of", day)


# -- documents -----------------------------------------------------------------------------


def test_a_long_document_is_shown_by_its_beginning_or_whole(ask: Say, coalition: Path) -> None:
    text = (coalition / "texts" / "D-2025-003.txt").read_text(encoding="utf-8")
    shown = ask("show", "D-2025-003", "--format", "json")
    assert json.loads(shown)["text"] == text
    assert re.search(r"… 1,\d\d\d characters more: tracker show D-2025-003 --whole", ask("show", "D-2025-003"))
    assert "whom, Axios wrote, he would meet as soon as possible." in ask("show", "D-2025-003", "--whole")


def test_a_quote_stands_in_its_context(ask: Say) -> None:
    shown = " ".join(ask("show", "GB-2025-001", *LATER, "--format", "table").split())
    assert (
        "»the United Kingdom would supply Ukraine with additional air-defence missiles in the coming weeks«; no"
        in shown
    )


def test_a_single_record_is_not_a_table(refuse: Run) -> None:
    for form in ("csv", "xlsx", "ics"):
        assert refuse("show", "GB-2025-001", "--format", form).code == 2
