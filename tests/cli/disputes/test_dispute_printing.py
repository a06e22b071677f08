"""An answer is printed beside the line everywhere, from its day on."""

from __future__ import annotations

import csv
import html
import json
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from tests.cli.conftest import Say, WideApp, environment, on_terminal, program
from tests.cli.disputes.reply import (
    ANSWER,
    ANSWERED,
    BEFORE,
    DOCUMENT,
    LATER,
    PLEDGE,
    WORDS,
    add,
    days_in,
    report,
    shown,
)
from tests.conftest import DIALECTS
from tracker.register.location import Location
from tracker.render import FORMATS


def test_the_lists_show_the_day_of_the_latest_answer_known(disputed: Say) -> None:
    later = ANSWER.replace("2026-01-28", "2026-01-30").replace("Your list", "Again your list")
    disputed("add", "document", "-", "--quiet", stdin=later)
    disputed("add", "dispute", PLEDGE, "D-2026-003", "--party", "GB", "--quote", WORDS)
    for day, told in ((BEFORE, {}), ("2026-01-28", {PLEDGE: "2026-01-28"}), (LATER, {PLEDGE: "2026-01-30"})):
        listed = json.loads(disputed("status", "--as-of", day, "--format", "json"))
        assert days_in(listed) == days_in(report(disputed, "overdue", as_of=day)) == told
        assert days_in(report(disputed, "silent", "--days", "1", as_of=day)) == told
    assert days_in(report(disputed, "upcoming", as_of="2026-01-15")) == {}
    disputed("edit", PLEDGE, "--set", "due=by the end of June 2026")
    assert days_in(report(disputed, "upcoming", "--days", "400")) == {PLEDGE: "2026-01-30"}


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("grouped", [(), ("--by-country",)], ids=["lists", "letters"])
def test_the_overdue_report_prints_the_answer_in_words_with_its_line(
    form: str, grouped: tuple[str, ...], disputed: Say, tmp_path: Path
) -> None:
    """Between the ref of its pledge and whatever comes after that pledge, in every format."""
    asked = ("report", "overdue", *grouped, "--as-of", LATER, "--format", form)
    said = shown_in(form, disputed, tmp_path, *asked, app=WideApp)
    answered = said.index(ANSWERED)
    assert not re.search("FR-2025-001|COW-2025-006", said[said.rindex(PLEDGE, 0, answered) : answered])
    before = ("report", "overdue", "--as-of", BEFORE, "--format", form)
    assert WORDS not in shown_in(form, disputed, tmp_path, *before)


def shown_in(form: str, do: Say, folder: Path, *asked: str, **settings: Any) -> str:
    """What a reader reads, as one line: the text of a page, the cells of a workbook, the lines of a calendar."""
    target = folder / f"asked.{form}"
    do(*asked, "--output", str(target), **settings)
    if form == "xlsx":
        rows = [row for sheet in load_workbook(target) for row in sheet.iter_rows(values_only=True)]
        said = "\n".join(str(value) for row in rows for value in row if value is not None)
    else:
        said = target.read_text(encoding="utf-8")
    if form == "html":
        said = html.unescape(re.sub(r"<[^>]+>", "", said))
    if form == "ics":
        said = said.replace("\n ", "").replace("\\,", ",")
    return " ".join(said.split())


def test_programs_are_given_the_answer_with_the_line(disputed: Say) -> None:
    written = report(disputed, "overdue")
    assert written["facts"]["disputed"] == [
        {
            "ref": "A-2026-001",
            "pledge": PLEDGE,
            "party": "GB",
            "on": "2026-01-28",
            "quote": WORDS,
            "document": DOCUMENT,
            "note": "all were delivered in time.",
        }
    ]
    rows = csv.DictReader(StringIO(disputed("report", "overdue", "--as-of", LATER, "--format", "csv")))
    assert {row["ref"]: row["disputed"] for row in rows}[PLEDGE] == "2026-01-28"
    lines = disputed("report", "overdue", "--as-of", LATER, "--format", "jsonl").splitlines()
    assert {row["ref"]: row["disputed"] for row in map(json.loads, lines)}[PLEDGE] == "2026-01-28"


def test_pages_and_calendars_show_it_too(disputed: Say) -> None:
    page = re.sub(r"<[^>]+>", "", disputed("report", "overdue", "--as-of", LATER, "--format", "html"))
    assert ANSWERED in page
    for words in (("report", "overdue"), ("status",), ("search", "missiles")):
        assert ANSWERED in disputed(*words, "--as-of", LATER, "--format", "json"), words
    for words in (("report", "overdue"), ("status",), ("export", "-", "--format", "ics")):
        options = () if words[0] == "export" else ("--format", "ics")
        calendar = Calendar.from_ical(disputed(*words, *options, "--as-of", LATER))
        told = {each["uid"].partition("@")[0]: each["description"] for each in calendar.events}
        assert f"Dispute: {ANSWERED}" in told[PLEDGE], words
    assert WORDS in disputed("show", "D-2025-003", "--as-of", LATER)
    assert WORDS not in disputed("show", "D-2025-003", "--as-of", BEFORE)


def test_only_the_lines_that_are_listed_bring_their_answers(disputed: Say) -> None:
    for options in (("--limit", "1"), ("--country", "FR"), ("--since", LATER)):
        written = report(disputed, "overdue", *options)
        rows = [row for section in written["sections"] for row in section["rows"]]
        assert (written["facts"]["disputed"], [row["answer"] for row in rows if row["answer"]]) == ([], [])
    grouped = report(disputed, "overdue", "--by-country")
    answers = {each["key"]: row["answer"] for each in grouped["sections"] for row in each["rows"] if row["answer"]}
    assert answers == {"review_due/GB": ANSWERED}


@pytest.mark.slow
@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("library", DIALECTS[:1], indirect=True)
def test_every_terminal_shows_the_day(columns: int, made: Any, tmp_path: Path, library: Location) -> None:
    del library
    copy = tmp_path / "register.sqlite"
    copy.write_bytes(made("sqlite").path.read_bytes())
    env = environment(str(copy), COLUMNS=str(columns))
    (tmp_path / "answer.txt").write_text(ANSWER)
    for words in (
        ("add", "document", str(tmp_path / "answer.txt"), "--yes"),
        ("add", "dispute", PLEDGE, DOCUMENT, "--party", "GB", "--quote", WORDS),
    ):
        assert on_terminal(program(*words), env, columns=columns).code == 0
    for words in (("status",), ("report", "overdue"), ("report", "silent", "--days", "60")):
        done = on_terminal(program(*words, "--as-of", LATER), env, columns=columns, lines=200)
        assert (done.code, "Dispute" in done.out, "2026-01-28" in done.out) == (0, True, True), words
        assert max(map(len, re.sub(r"\x1b\[[0-9;]*m", "", done.out).splitlines())) <= columns


def test_the_ledger_and_what_is_said_again_print_it(disputed: Say) -> None:
    for day, answer in ((BEFORE, None), (LATER, ANSWERED)):
        written = report(disputed, "ledger", PLEDGE, as_of=day)
        assert [row["answer"] for section in written["sections"] for row in section["rows"]] == [answer]
    add(disputed, pledge="COW-2025-004", party="FR", quote="We have said so before")
    (section,) = report(disputed, "restated")["sections"]
    row = section["rows"][-1]
    assert (row["on"], row["what"], row["document"], row["words"]) == (
        "2026-01-28",
        "disputed by FR",
        DOCUMENT,
        "We have said so before",
    )


def test_the_scorecard_counts_what_is_late_and_disputed(disputed: Say) -> None:
    add(disputed, pledge="COW-2025-004", party="FR", quote="We have said so before")  # not late
    for day, count in ((BEFORE, 0), (LATER, 1)):
        written = report(disputed, "scorecard", as_of=day)
        assert written["facts"]["disputed"] == count
        assert sum(note.startswith("Disputed by a party") for note in written["notes"]) == count
    assert report(disputed, "scorecard", "--standing", "open")["facts"]["disputed"] == 0
    assert report(disputed, "scorecard", "--topic", "frozen-assets")["facts"]["disputed"] == 0


def test_what_changed_between_two_days_tells_of_it(disputed: Say) -> None:
    sections = {each["key"]: each for each in report(disputed, "changes", BEFORE, LATER)["sections"]}
    (row,) = sections["said"]["rows"]
    assert (row["on"], row["what"], row["ref"], row["parties"], row["after"], row["document"]) == (
        "2026-01-28",
        "disputed",
        "A-2026-001",
        "GB",
        f"disputes {PLEDGE}: “{WORDS}”",
        DOCUMENT,
    )
    assert report(disputed, "changes", "2026-01-28", LATER)["sections"][2]["rows"] == []


def test_the_pledge_and_its_explanation_show_it_from_its_day_on(disputed: Say) -> None:
    told = f"A-2026-001, 2026-01-28, by GB: “{WORDS}” {DOCUMENT}, text[20:85] (all were delivered in time.)"
    assert f"Disputed\n  {told}\n" in disputed("show", PLEDGE, "--as-of", LATER)
    said = disputed("explain", PLEDGE, "--as-of", LATER)
    answer = f"Disputed by GB on 2026-01-28: “{WORDS}” ({DOCUMENT})."
    assert (
        f"{answer} In short: all were delivered in time. The words stand at text[20:85]. A dispute changes no standing."
        in said
    )
    explained = json.loads(disputed("explain", PLEDGE, "--as-of", LATER, "--format", "json"))
    assert (len(explained["disputes"]), explained["standing"]) == (1, "review due")
    for command in ("show", "explain"):
        assert "isputed" not in disputed(command, PLEDGE, "--as-of", BEFORE)
    assert [each["ref"] for each in shown(disputed, PLEDGE)["disputes"]] == ["A-2026-001"]


def test_the_dispute_itself_is_shown_with_its_words_in_context(disputed: Say) -> None:
    said = disputed("show", "a-26-1")
    assert said.startswith("A-2026-001: GB disputes GB-2025-001\n")
    assert f"Your list is wrong. »{WORDS}«. We have said so before" in said
    assert f"{DOCUMENT}, text[20:85]: Reply on air defence" in said
    assert shown(disputed, DOCUMENT)["pledges"] == [PLEDGE]


def test_its_document_is_opened(disputed: Say, tmp_path: Path) -> None:
    disputed("open", "A-2026-001", "--save", str(tmp_path / "reply.txt"))
    assert WORDS in (tmp_path / "reply.txt").read_text(encoding="utf-8")


def test_its_ref_is_completed(disputed: Say, desk: Location) -> None:
    asked = {"_TRACKER_COMPLETE": "bash_complete", "COMP_WORDS": "tracker show A-", "COMP_CWORD": "2"}
    assert disputed(register=desk.target, **asked) == "plain,A-2026-001\n"
