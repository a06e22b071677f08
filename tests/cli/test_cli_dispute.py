"""Disputes: what a party answers is kept with its source, printed beside the line everywhere, and decides nothing."""

from __future__ import annotations

import csv
import html
import json
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Run, Say, WideApp, contents, environment, on_terminal, program, unchanged
from tests.conftest import DIALECTS
from tracker.register.location import Location
from tracker.render import FORMATS

ANSWER = """---
title: Reply on air defence
publisher: Ministry of Defence of the United Kingdom
published_on: 2026-01-28
issuer: GB
event: COW virtual 2025-11-25
---
Your list is wrong. Every missile announced in November was handed over by 15 January.
We have said so before: your list is wrong.
"""
WORDS = "Every missile announced in November was handed over by 15 January"
BEFORE, LATER = "2026-01-27", "2026-01-31"
PLEDGE, DOCUMENT = "GB-2025-001", "D-2026-002"
TOLD = f"{PLEDGE} is disputed by GB on 2026-01-28: “{WORDS}” ({DOCUMENT})."
ANSWERED = f"by GB on 2026-01-28: “{WORDS}” ({DOCUMENT}). In short: all were delivered in time."
NOTED = f"{TOLD} In short: all were delivered in time."


@pytest.fixture
def answered(do: Say) -> Say:
    """Commands on a register of one's own, in which the ministry's reply is recorded as a document."""
    do("add", "document", "-", "--quiet", stdin=ANSWER)
    return do


@pytest.fixture
def disputed(answered: Say) -> Say:
    """The same, and the reply recorded as a dispute of the British missiles."""
    add(answered, "--note", "all were  delivered in time.")
    return answered


def add(do: Say, *more: str, pledge: str = PLEDGE, party: str = "GB", quote: str = WORDS) -> str:
    return do("add", "dispute", pledge, DOCUMENT, "--party", party, "--quote", quote, *more)


def shown(do: Say, ref: str, *options: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(do("show", ref, "--as-of", LATER, "--format", "json", *options))
    return record


def report(do: Say, name: str, *options: str, as_of: str = LATER) -> dict[str, Any]:
    written: dict[str, Any] = json.loads(do("report", name, *options, "--as-of", as_of, "--format", "json"))
    return written


# -- recording ----------------------------------------------------------------------------------------------


def test_a_dispute_is_kept_with_its_words_and_its_source(disputed: Say) -> None:
    kept = shown(disputed, "A-2026-001")
    text = ANSWER.partition("---\nYour")[2]
    start = len("Your") + text.index(WORDS)
    assert kept == {
        "ref": "A-2026-001",
        "pledge": PLEDGE,
        "party": "GB",
        "document": DOCUMENT,
        "quote": WORDS,
        "start": start,
        "end": start + len(WORDS),
        "recorded_on": "2026-02-02",
        "note": "all were delivered in time.",
        "retracted": None,
    }


def test_what_was_recorded_is_told_and_that_it_changes_nothing(work: Run, answered: Say) -> None:
    done = work("add", "dispute", "gb-25-1", "d-26-2", "--party", "gb", "--quote", WORDS)
    assert (done.code, done.out) == (0, "A-2026-001\n")
    assert done.err == (
        "  Quote: characters 20–85 of D-2026-002\n  GB-2025-001 stays at review due: a dispute changes no standing\n"
    )
    assert add(answered) == "A-2026-002\n"  # answered twice


def test_the_year_of_its_ref_is_that_of_the_answer(do: Say) -> None:
    old = "---\npublisher: x\npublished_on: 2025-12-30\n---\nDone."
    do("add", "document", "-", stdin=old)
    assert do("add", "dispute", PLEDGE, "D-2025-005", "--party", "GB", "--quote", "Done") == "A-2025-001\n"


def test_a_member_of_the_group_that_pledged_may_answer(answered: Say) -> None:
    assert add(answered, pledge="COW-2025-006", party="FR", quote="list is wrong. Every") == "A-2026-001\n"


def test_words_that_stand_twice_are_placed_by_their_offset(work: Run, answered: Say) -> None:
    twice = work("add", "dispute", PLEDGE, DOCUMENT, "--party", "GB", "--quote", "list is wrong")
    assert (twice.code, "stands 2 times" in twice.err) == (2, True)
    place = re.findall(r"\d+", twice.err.partition(": at ")[2])[1]
    add(answered, "--at", place, quote="list is wrong")
    assert shown(answered, "A-2026-001")["start"] == int(place)


def test_the_log_says_who_recorded_it(disputed: Say) -> None:
    add(disputed, "--by", "Second reader")
    lines = [json.loads(each) for each in disputed("log", "A-2026-002", "--format", "jsonl").splitlines()]
    assert [(each["actor"], each["command"], each["record"]) for each in lines] == [
        ("Second reader", "add dispute", "A-2026-002")
    ]


EARLIER = "---\npublisher: x\npublished_on: 2025-11-24\n---\nWe have promised nothing."
REFUSED = {
    "words that are not there": (2, (PLEDGE, DOCUMENT, "--party", "GB", "--quote", "All is well"), "does not stand in"),
    "no words": (2, (PLEDGE, DOCUMENT, "--party", "GB", "--quote", " "), "The quote is empty."),
    "words that are not at the offset": (
        2,
        (PLEDGE, DOCUMENT, "--party", "GB", "--quote", WORDS, "--at", "3"),
        "does not stand at 3",
    ),
    "nobody's answer": (2, (PLEDGE, DOCUMENT, "--quote", WORDS), "Missing option '--party'"),
    "an answer without words": (2, (PLEDGE, DOCUMENT, "--party", "GB"), "Missing option '--quote'"),
    "a party that has not pledged": (
        5,
        (PLEDGE, DOCUMENT, "--party", "FR", "--quote", WORDS),
        "FR is not a party to GB-2025-001 (GB), nor a member of one",
    ),
    "a member from a later day on": (
        5,
        ("COW-2025-001", DOCUMENT, "--party", "NO", "--quote", WORDS),
        "NO is not a party to COW-2025-001 (COW), nor a member of one",
    ),
    "an unknown party": (4, (PLEDGE, DOCUMENT, "--party", "UK", "--quote", WORDS), "Did you mean GB"),
    "an answer from before the pledge": (
        5,
        (PLEDGE, "D-2025-005", "--party", "GB", "--quote", "We have promised nothing"),
        "published on 2025-11-24, before the pledge was made on 2025-11-25",
    ),
    "a pledge that was a mistake": (
        5,
        ("GB-2025-002", DOCUMENT, "--party", "GB", "--quote", WORDS),
        "GB-2025-002 is retracted: no document can bear on it.",
    ),
    "no such pledge": (4, ("GB-2025-099", DOCUMENT, "--party", "GB", "--quote", WORDS), "no record GB-2025-099"),
    "no such document": (4, (PLEDGE, "D-2026-099", "--party", "GB", "--quote", WORDS), "no record D-2026-099"),
    "a follow-up in place of the pledge": (
        2,
        ("COW-2025-003.1", DOCUMENT, "--party", "FR", "--quote", WORDS),
        "this needs a pledge",
    ),
}


def test_what_cannot_be_is_refused_and_nothing_is_recorded(work: Run, answered: Say, desk: Location) -> None:
    answered("add", "document", "-", "--quiet", stdin=EARLIER)
    answered("edit", "GB-2025-002", "--retract", "misread")
    with unchanged(desk):
        refused = {why: work("add", "dispute", *words) for why, (_, words, _) in REFUSED.items()}
    for why, (code, _, message) in REFUSED.items():
        assert (refused[why].code, refused[why].out) == (code, ""), why
        assert message in refused[why].err, why
    assert "The reason given: misread" in refused["a pledge that was a mistake"].err


def test_a_retracted_pledge_is_not_linked_either(work: Run, answered: Say) -> None:
    answered("edit", PLEDGE, "--retract", "misread")
    done = work("link", PLEDGE, DOCUMENT, "fulfils", "--quote", WORDS)
    assert (done.code, "GB-2025-001 is retracted: no document can bear on it." in done.err) == (5, True)


# -- it decides nothing -------------------------------------------------------------------------------------


def test_no_standing_and_no_count_changes(answered: Say, desk: Location) -> None:
    days = [BEFORE, "2026-01-28", LATER, "2026-12-31"]
    before = [answered("status", "--as-of", day, "--format", "plain").splitlines() for day in days]
    spans, tally = (contents(desk)[name] for name in ("span", "tally"))
    add(answered)
    after = [answered("status", "--as-of", day, "--format", "plain").splitlines() for day in days]
    assert (contents(desk)["span"], contents(desk)["tally"]) == (spans, tally)
    assert after[0] == before[0]
    changed = [(was, now) for was, now in zip(before[2], after[2], strict=True) if was != now]
    assert [now for _, now in changed] == [was.removesuffix("\t") + "2026-01-28\t" for was, _ in changed]
    assert len(changed) == 1


def test_whoever_is_convinced_links_the_same_document(disputed: Say) -> None:
    disputed("link", PLEDGE, DOCUMENT, "fulfils", "--quote", WORDS, "--dated", "2026-01-15")
    assert shown(disputed, PLEDGE)["standing"] == "fulfilled"
    assert len(shown(disputed, PLEDGE)["disputes"]) == 1


def test_an_answer_makes_a_line_neither_kept_nor_less_silent(disputed: Say) -> None:
    (section,) = report(disputed, "silent", "--days", "60")["sections"]
    row = next(each for each in section["rows"] if each["ref"] == PLEDGE)
    assert (row["days_silent"], row["disputed"]) == (67, "2026-01-28")


# -- it is printed everywhere, from its day on --------------------------------------------------------------


def days_in(written: dict[str, Any]) -> dict[str, str]:
    """The day of the answer of every disputed line of a report."""
    rows = [row for section in written["sections"] for row in section["rows"]]
    return {row["ref"]: row["disputed"] for row in rows if row["disputed"]}


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
    calendar = disputed("report", "overdue", "--as-of", LATER, "--format", "ics").replace("\n ", "")
    assert "Disputed: 2026-01-28" in calendar.replace("\r\n ", "").replace("\r", "")


def test_only_the_lines_that_are_listed_bring_their_answers(disputed: Say) -> None:
    for options in (("--limit", "1"), ("--country", "FR"), ("--since", LATER)):
        written = report(disputed, "overdue", *options)
        rows = [row for section in written["sections"] for row in section["rows"]]
        assert (written["facts"]["disputed"], [row["answer"] for row in rows if row["answer"]]) == ([], [])
    grouped = report(disputed, "overdue", "--by-country")
    answers = {each["key"]: row["answer"] for each in grouped["sections"] for row in each["rows"] if row["answer"]}
    assert answers == {"review_due/GB": ANSWERED}


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
    told = f"A-2026-001, 2026-01-28, by GB: “{WORDS}” {DOCUMENT} (all were delivered in time.)"
    assert f"Disputed\n  {told}\n" in disputed("show", PLEDGE, "--as-of", LATER)
    said = disputed("explain", PLEDGE, "--as-of", LATER)
    answer = f"Disputed by GB on 2026-01-28: “{WORDS}” ({DOCUMENT})."
    assert f"{answer} In short: all were delivered in time. A dispute changes no standing." in said
    explained = json.loads(disputed("explain", PLEDGE, "--as-of", LATER, "--format", "json"))
    assert (len(explained["disputes"]), explained["standing"]) == (1, "review due")
    for command in ("show", "explain"):
        assert "isputed" not in disputed(command, PLEDGE, "--as-of", BEFORE)
    assert [each["ref"] for each in shown(disputed, PLEDGE)["disputes"]] == ["A-2026-001"]


def test_the_dispute_itself_is_shown_with_its_words_in_context(disputed: Say) -> None:
    said = disputed("show", "a-26-1")
    assert said.startswith("A-2026-001: GB disputes GB-2025-001\n")
    assert f"Your list is wrong. »{WORDS}«. We have said so before" in said
    assert f"{DOCUMENT}, characters 20–85: Reply on air defence" in said
    assert shown(disputed, DOCUMENT)["pledges"] == [PLEDGE]


def test_its_document_is_opened(disputed: Say, tmp_path: Path) -> None:
    disputed("open", "A-2026-001", "--save", str(tmp_path / "reply.txt"))
    assert WORDS in (tmp_path / "reply.txt").read_text(encoding="utf-8")


def test_its_ref_is_completed(disputed: Say, desk: Location) -> None:
    asked = {"_TRACKER_COMPLETE": "bash_complete", "COMP_WORDS": "tracker show A-", "COMP_CWORD": "2"}
    assert disputed(register=desk.target, **asked) == "plain,A-2026-001\n"


# -- correcting and checking --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("setting", "field", "value"),
    [
        ("note=handed over  in January", "note", "handed over in January"),
        ("note=", "note", None),
        ("quote=Every missile announced", "end", 43),
    ],
)
def test_a_field_is_set(setting: str, field: str, value: Any, disputed: Say) -> None:
    assert disputed("edit", "A-2026-001", "--set", setting) == "A-2026-001\n"
    assert shown(disputed, "A-2026-001")[field] == value
    disputed("check")


def test_the_party_may_be_another_that_is_bound(disputed: Say) -> None:
    add(disputed, pledge="COW-2025-006", party="FR")
    disputed("edit", "A-2026-002", "--set", "party=de")
    assert shown(disputed, "A-2026-002")["party"] == "DE"


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("--set", "party="), 2, "party cannot be empty."),
        (("--set", "party=FR"), 5, "FR is not a party to GB-2025-001"),
        (("--set", "quote=All is well"), 2, "does not stand in D-2026-002"),
        (("--set", "outcome=fulfils"), 2, "A dispute has no field outcome to be set."),
        (("--set", "note=all were delivered in time."), 2, "Nothing would change."),
    ],
)
def test_a_change_that_cannot_be_is_refused(
    words: tuple[str, ...], code: int, message: str, work: Run, disputed: Say, desk: Location
) -> None:
    assert disputed
    with unchanged(desk):
        done = work("edit", "A-2026-001", *words)
    assert (done.code, message in done.err) == (code, True)


def test_an_answer_that_was_none_is_retracted_and_printed_nowhere(disputed: Say) -> None:
    disputed("edit", "A-2026-001", "--retract", "about another pledge")
    for command in (("status",), ("report", "overdue"), ("report", "ledger", PLEDGE), ("explain", PLEDGE)):
        assert "isputed" not in disputed(*command, "--as-of", LATER)
    assert report(disputed, "changes", BEFORE, LATER)["sections"][2]["rows"] == []
    assert "RETRACTED: about another pledge" in disputed("show", PLEDGE, "--as-of", LATER)
    disputed("edit", "A-2026-001", "--restore")
    assert ANSWERED in disputed("report", "overdue", "--as-of", LATER)


def test_the_days_of_the_pledge_and_of_the_document_are_held_against_it(work: Run, disputed: Say) -> None:
    assert disputed
    day = work("edit", DOCUMENT, "--set", "published_on=2025-11-24")
    assert (day.code, "A-2026-001 cannot be recorded so" in day.err) == (5, True)
    assert work("edit", DOCUMENT, "--set", "published_on=2026-01-29").code == 0
    assert days_in(report(disputed, "overdue")) == {PLEDGE: "2026-01-29"}


def test_check_reads_the_quote_again(work: Run, disputed: Say, desk: Location) -> None:
    disputed("check")
    statement = "UPDATE dispute SET quote_start = quote_start + 1"
    if desk.dialect == "sqlite":
        import sqlite3
        from contextlib import closing

        with closing(sqlite3.connect(desk.target)) as file, file:
            file.execute(statement)
    else:
        import psycopg

        with psycopg.connect(desk.target) as server:
            server.execute(statement)
    done = work("check", "--format", "csv")
    assert done.code == 1
    assert done.out.splitlines()[1].startswith("quote,A-2026-001,the quoted words do not stand at 21–85 of D-2026-002")


def test_repair_leaves_it_as_it_is(disputed: Say, desk: Location) -> None:
    before = contents(desk)
    disputed("repair")
    after = contents(desk)
    assert {name for name in before if before[name] != after[name]} <= {"revision"}
    assert before["dispute"]
