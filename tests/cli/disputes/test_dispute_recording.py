"""``add dispute``: an answer is kept with its words and its source, and decides nothing."""

from __future__ import annotations

import json
import re

from tests.cli.conftest import Run, Say, contents, unchanged
from tests.cli.disputes.reply import ANSWER, BEFORE, DOCUMENT, LATER, PLEDGE, WORDS, add, report, shown
from tracker.register.location import Location

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
        "  Quote: text[20:85] of D-2026-002\n  GB-2025-001 stays at review due: a dispute changes no standing\n"
    )
    assert add(answered, quote="your list is wrong.") == "A-2026-002\n"  # answered twice


def test_a_pledge_that_is_not_late_yet_is_not_told_as_late(work: Run, answered: Say) -> None:
    answered("edit", PLEDGE, "--set", "due=by 31 December 2026")
    done = work("add", "dispute", PLEDGE, DOCUMENT, "--party", "GB", "--quote", WORDS)
    assert done.err.endswith("  GB-2025-001 stays at open: a dispute changes no standing\n")


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
    add(disputed, "--by", "Second reader", quote="We have said so before")
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
        "NO was no member of COW on 2025-09-04, when COW-2025-001 was made: it is one since",
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
    assert [now for _, now in changed] == [
        f"{was[:-2]}2026-01-28\t\tby GB on 2026-01-28: “{WORDS}” ({DOCUMENT})." for was, _ in changed
    ]
    assert len(changed) == 1


def test_whoever_is_convinced_links_the_same_document(disputed: Say) -> None:
    disputed("link", PLEDGE, DOCUMENT, "fulfils", "--quote", WORDS, "--dated", "2026-01-15")
    assert shown(disputed, PLEDGE)["standing"] == "fulfilled"
    assert len(shown(disputed, PLEDGE)["disputes"]) == 1


def test_an_answer_makes_a_line_neither_kept_nor_less_silent(disputed: Say) -> None:
    (section,) = report(disputed, "silent", "--days", "60")["sections"]
    row = next(each for each in section["rows"] if each["ref"] == PLEDGE)
    assert (row["days_silent"], row["disputed"]) == (67, "2026-01-28")
