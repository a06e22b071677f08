"""``link``: say what a later document means for a pledge."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.cli.conftest import Run, Say, unchanged
from tracker.register.location import Location
from tracker.words import Outcome

REPORT = """---
title: Six months on
publisher: Harbour Courier
published_on: 2025-09-05
event: Inspection of 5 September 2025
---
Eight of the tanks crossed the border on 20 April 2025. The last six crossed the border on 2 May 2025.
The minister repeated that the tanks would come, now by the end of the year. Engineers are off the table.
The ceasefire has held since Monday. France has sent two of its tanks.
"""


@pytest.fixture
def pledge(say: Say, speech: str) -> str:
    """The tanks: fourteen, by the end of March 2025."""
    facts = ("--party", "GB", "--document", speech, "--summary", "Deliver tanks", "--topic", "tanks")
    quantity = ("--amount", "14", "--unit", "tanks")
    words = "We will deliver fourteen tanks by the end of March"
    ref = say("add", "pledge", *facts, *quantity, "--quote", words, "--due", "by the end of March").strip()
    say("add", "document", "-", stdin=REPORT)
    return ref


REPORTED = "D-2025-002"


def standing(say: Say, ref: str, day: str) -> str:
    shown: dict[str, Any] = json.loads(say("show", ref, "--as-of", day, "--format", "json"))
    return f"{shown['standing']}{' (self-declared)' if shown['self_declared'] else ''}"


def follow_ups(say: Say, ref: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(say("show", ref, "--as-of", "2026-02-02", "--format", "json"))[
        "follow_ups"
    ]
    return found


# -- what each outcome means ----------------------------------------


MEANINGS = [
    ("fulfils", "The last six crossed the border", "fulfilled late"),
    ("advances", "Eight of the tanks crossed the border", "overdue"),
    ("restates", "The minister repeated that the tanks would come", "overdue"),
    ("drops", "Engineers are off the table", "dropped"),
    ("activates", "The ceasefire has held since Monday", "overdue"),
    ("corroborates", "The minister repeated", "overdue"),
]


@pytest.mark.parametrize(("outcome", "quote", "means"), MEANINGS)
def test_every_outcome_has_its_consequence(outcome: str, quote: str, means: str, run: Run, pledge: str) -> None:
    if outcome == "activates":
        run("edit", pledge, "--set", "condition=once a ceasefire holds")
    done = run("link", pledge, REPORTED, outcome, "--quote", quote)
    assert (done.code, done.out) == (0, f"{pledge}.1\n")
    assert done.err.startswith(f"  {pledge} stands at {means} since 2025-")


def test_these_are_all_outcomes() -> None:
    assert {outcome for outcome, _, _ in MEANINGS} == {str(each) for each in Outcome}


def test_a_deed_in_time_fulfils_though_it_was_reported_late(say: Say, pledge: str) -> None:
    say("link", pledge, REPORTED, "fulfils", "--quote", "crossed the border on 20 April 2025", "--dated", "2025-03-30")
    assert standing(say, pledge, "2025-09-04") == "overdue"
    assert standing(say, pledge, "2025-09-05") == "fulfilled"


@pytest.mark.usefixtures("pledge")
def test_a_condition_that_is_met_starts_the_clock(say: Say, speech: str) -> None:
    facts = ("--party", "GB", "--document", speech, "--summary", "Send engineers", "--topic", "engineers")
    words = ("--quote", "Once a ceasefire holds, we would send engineers", "--condition", "Once a ceasefire holds")
    ref = say("add", "pledge", *facts, *words, "--due", "within 90 days").strip()
    say("link", ref, REPORTED, "activates", "--quote", "The ceasefire has held since Monday")
    assert standing(say, ref, "2025-09-04") == "conditional"
    assert standing(say, ref, "2025-09-05") == "overdue"


def test_a_new_deadline_is_slip_and_the_first_clock_keeps_running(run: Run, say: Say, pledge: str) -> None:
    words = ("--quote", "now by the end of the year", "--due", "by the end of the year")
    done = run("link", pledge, REPORTED, "restates", *words)
    assert "Deadline: “by the end of the year” is 2025-09-05 to 2025-12-31, stated" in done.err
    row = json.loads(say("report", "overdue", "--as-of", "2025-10-01", "--format", "json"))["sections"][0]["rows"][0]
    assert (row["ref"], row["deadline"], row["slip_days"], row["restated"]) == (pledge, "2025-03-31", 275, 1)
    assert "promised for 275 days later. The original deadline governs." in say(
        "explain", pledge, "--as-of", "2025-10-01"
    )


def test_a_deadline_that_is_moved_back_and_then_forward_is_told_as_it_was_promised_last(say: Say, pledge: str) -> None:
    for day, year in (("2025-03-12", "2028"), ("2025-03-20", "2027")):
        words = f"They will come by the end of {year}"
        said = say("add", "document", "-", stdin=f"---\npublisher: Ministry\npublished_on: {day}\n---\n{words}.")
        due = ("--due", f"by the end of {year}")
        say("link", pledge, said.split()[0], "restates", "--quote", words, *due)
    asked = ("--as-of", "2025-10-01")
    letter = say("report", "overdue", *asked, "--format", "md")
    assert "Now promised for 2027-12-31, 1,005 days later. The first deadline stays the one that counts." in letter
    assert "Last promised for 2027-12-31" in say("report", "restated", *asked)
    assert "promised for 1005 days later" in say("explain", pledge, *asked)
    asked = ("--as-of", "2025-03-19")
    assert "promised for 1371 days later" in say("explain", pledge, *asked)
    assert "Last promised for 2028-12-31" in say("report", "restated", *asked)


def test_the_pledgers_own_word_is_called_self_declared(run: Run, say: Say, pledge: str) -> None:
    own = "---\npublisher: Ministry\npublished_on: 2025-03-20\nissuer: GB\n---\nAll fourteen tanks are there."
    say("add", "document", "-", stdin=own)
    done = run("link", pledge, "D-2025-003", "fulfils", "--quote", "All fourteen tanks are there")
    assert "stands at fulfilled since 2025-03-20 (self-declared: all evidence was issued by the pledgers)" in done.err
    assert standing(say, pledge, "2025-03-20") == "fulfilled (self-declared)"
    words = ("--quote", "The last six crossed the border", "--dated", "2025-03-20")
    say("link", pledge, REPORTED, "fulfils", *words)
    assert standing(say, pledge, "2025-09-05") == "fulfilled"


@pytest.mark.usefixtures("pledge")
def test_what_one_party_did_does_not_count_for_the_other(say: Say, speech: str) -> None:
    say("add", "party", "FR")
    both = ("--party", "GB", "--party", "FR", "--document", speech, "--summary", "Tanks together", "--topic", "tanks")
    ref = say("add", "pledge", *both, "--quote", "We will deliver fourteen tanks").strip()
    say("link", ref, REPORTED, "fulfils", "--party", "FR", "--quote", "France has sent two of its tanks")
    assert standing(say, ref, "2025-09-05") == "advanced"
    ledger = say("show", ref, "--as-of", "2025-09-05").partition("Party by party\n")[2]
    assert ledger.startswith("  GB: open\n  FR: fulfilled\n")
    assert "is fulfilled since 2025-09-05, as of 2025-09-05, for FR." in say(
        "explain", ref, "--party", "fr", "--as-of", "2025-09-05"
    )


def test_a_party_that_did_its_part_is_told_so_beside_what_is_overdue_for_the_whole(say: Say, pledge: str) -> None:
    say("add", "party", "FR")
    say("edit", pledge, "--set", "party=GB FR")
    words = ("--quote", "France has sent two of its tanks", "--dated", "2025-03-30")
    say("link", pledge, REPORTED, "fulfils", "--party", "FR", *words)

    def beside(day: str, *options: str) -> list[str | None]:
        sections = json.loads(say("report", "overdue", "--as-of", day, "--format", "json", *options))["sections"]
        return [row["parts_done"] for section in sections for row in section["rows"] if row["standing"] == "overdue"]

    assert beside("2025-09-04") == [None]
    assert beside("2025-09-05") == [f"FR on 2025-03-30 ({pledge}.1, {REPORTED})"]
    assert beside("2025-09-05", "--country", "FR") == beside("2025-09-05")
    assert beside("2025-09-05", "--by-country") == 2 * beside("2025-09-05")
    letter = say("report", "overdue", "--as-of", "2025-09-05", "--by-country", "--format", "md")
    assert letter.count("A part is told as done, not the whole: by FR on 2025-03-30") == 2
    assert f"- {REPORTED}: " in letter.partition("Documents named here:")[2]
    say("edit", f"{pledge}.1", "--retract", "it was another's")
    assert beside("2025-09-05") == [None]


def test_what_was_delivered_stands_in_the_line_that_is_overdue(say: Say, pledge: str) -> None:
    say("add", "party", "FR")
    eight = ("--quote", "Eight of the tanks crossed the border on 20 April 2025", "--dated", "2025-04-20")
    say("link", pledge, REPORTED, "advances", *eight, "--amount", "8", "--unit", "tanks")
    asked = ("report", "overdue", "--as-of", "2025-09-05")
    told = f"8 of 14 tanks on 2025-04-20 ({pledge}.1, {REPORTED})"
    (row,) = json.loads(say(*asked, "--format", "json"))["sections"][0]["rows"]
    assert (row["standing"], row["done_so_far"], row["last_document"]) == ("overdue", told, REPORTED)
    assert told in say(*asked, "--format", "csv")
    assert f"Done so far, not the whole: {told}." in say(*asked, "--format", "md")
    page = say(*asked, "--format", "html")
    assert "<dt>Done so far</dt><dd>8 of 14 tanks on 2025-04-20" in page
    assert f"{REPORTED}: Six months on. Harbour Courier, 2025-09-05" in " ".join(re.sub("<[^>]*>", "", page).split())
    say("link", pledge, REPORTED, "advances", "--quote", "Engineers are off the table")
    say("edit", f"{pledge}.1", "--retract", "it was another's")
    (row,) = json.loads(say(*asked, "--format", "json"))["sections"][0]["rows"]
    assert row["done_so_far"] == f"a part or a step without a figure on 2025-09-05 ({pledge}.2, {REPORTED})"
    (row,) = json.loads(say("report", "overdue", "--as-of", "2025-09-04", "--format", "json"))["sections"][0]["rows"]
    assert (row["done_so_far"], row["last_document"]) == (None, None)


def test_quantities_and_notes_are_kept(say: Say, pledge: str) -> None:
    facts = ("--amount", "8", "--unit", "tanks", "--qualifier", "about", "--note", "Six are still to come.")
    say("link", pledge, REPORTED, "advances", "--quote", "Eight of the tanks", "--dated", "2025-04-20", *facts)
    (kept,) = follow_ups(say, pledge)
    assert (kept["amount"], kept["unit"], kept["qualifier"]) == ("8", "tanks", "about")
    assert (kept["dated"], kept["note"], kept["recorded_on"]) == ("2025-04-20", "Six are still to come.", "2026-02-02")


def test_follow_ups_are_numbered_under_their_pledge(say: Say, pledge: str) -> None:
    for number, words in enumerate(("Eight of the tanks", "The last six"), start=1):
        assert say("link", pledge, REPORTED, "advances", "--quote", words) == f"{pledge}.{number}\n"


def test_refs_may_be_typed_short(say: Say, pledge: str) -> None:
    assert say("link", "gb-25-1", "d-25-2", "advances", "--quote", "Eight of the tanks") == f"{pledge}.1\n"


# -- what is told is how it stands today ----------------------------------------


def test_a_deadline_that_is_still_to_come_is_told_as_no_fact(run: Run, say: Say, pledge: str) -> None:
    say("edit", pledge, "--set", "due=by 31 December 2026")
    done = run("link", pledge, REPORTED, "restates", "--quote", "The minister repeated")
    assert done.err == f"  {pledge} stands at open since 2025-03-03\n"


def test_a_document_that_is_still_to_come_out_changes_nothing_today(run: Run, say: Say, pledge: str) -> None:
    coming = "---\npublisher: x\npublished_on: 2026-02-03\n---\nAll tanks are there."
    say("add", "document", "-", stdin=coming)
    done = run("link", pledge, "D-2026-001", "fulfils", "--quote", "All tanks are there")
    assert done.err == f"  {pledge} stands at overdue since 2025-04-01; {pledge}.1 is known from 2026-02-03\n"


# -- what is refused ----------------------------------------


EARLIER = "---\npublisher: x\npublished_on: 2025-03-02\n---\nThe tanks are there."
SAME_EVENT = "---\npublisher: x\npublished_on: 2025-03-04\nevent: Visit of 3 March 2025\n---\nTanks will come."

REFUSED = {
    "published before the pledge was made": (
        5,
        ("D-2025-003", "fulfils", "--quote", "The tanks are there"),
        "published on 2025-03-02, before the pledge was made on 2025-03-03",
    ),
    "restates from the same event": (
        5,
        ("D-2025-004", "restates", "--quote", "Tanks will come"),
        "reports on the pledge's own event: this corroborates, it does not restate",
    ),
    "restates from the same document": (
        5,
        ("D-2025-001", "restates", "--quote", "nobody doubts it"),
        "this corroborates, it does not restate",
    ),
    "quantity in another unit": (
        5,
        (REPORTED, "advances", "--quote", "Eight of the tanks", "--amount", "8", "--unit", "EUR"),
        "it counts EUR, while GB-2025-001 was pledged in tanks",
    ),
    "unknown party": (
        4,
        (REPORTED, "advances", "--quote", "Eight of the tanks", "--party", "UK"),
        "Did you mean GB",
    ),
    "a party that has not pledged": (
        5,
        (REPORTED, "advances", "--quote", "Eight of the tanks", "--party", "UA"),
        "UA is not a party to GB-2025-001 (GB), nor a member of one",
    ),
    "dated after publication": (
        5,
        (REPORTED, "fulfils", "--quote", "The last six", "--dated", "2025-09-06"),
        "dated 2025-09-06, after its document was published on 2025-09-05",
    ),
    "dated before the pledge": (
        5,
        (REPORTED, "fulfils", "--quote", "The last six", "--dated", "2025-03-02"),
        "dated 2025-03-02, before the pledge was made on 2025-03-03",
    ),
    "words that are not there": (
        2,
        (REPORTED, "fulfils", "--quote", "All tanks crossed"),
        "The quote does not stand in D-2025-002",
    ),
    "a new deadline that was over": (
        2,
        (REPORTED, "restates", "--quote", "The minister repeated", "--due", "by 1 May 2025"),
        "was over when it was said",
    ),
    "no such document": (4, ("D-2025-099", "fulfils", "--quote", "x"), "There is no record D-2025-099"),
    "a pledge in the place of the document": (2, ("GB-2025-001", "fulfils", "--quote", "x"), "this needs a document"),
}


def test_what_cannot_be_is_refused_and_nothing_is_recorded(run: Run, say: Say, pledge: str, location: Location) -> None:
    say("add", "party", "UA")
    say("add", "document", "-", stdin=EARLIER)
    say("add", "document", "-", stdin=SAME_EVENT)
    with unchanged(location):
        refused = {why: run("link", pledge, *words) for why, (_, words, _) in REFUSED.items()}
    for why, (code, _, message) in REFUSED.items():
        assert (refused[why].code, refused[why].out) == (code, ""), why
        assert message in refused[why].err


def test_another_source_on_the_same_event_corroborates(say: Say, pledge: str) -> None:
    say("add", "document", "-", stdin=SAME_EVENT)
    say("link", pledge, "D-2025-003", "corroborates", "--quote", "Tanks will come")
    row = json.loads(say("status", "--as-of", "2025-03-05", "--format", "jsonl"))
    assert (row["standing"], row["restated"]) == ("open", None)
