"""What rests on a document that does not say when it was published has no day, until a person gives it."""

from __future__ import annotations

import pytest

from tests.cli.added import shown
from tests.cli.conftest import Say

TEXT = "The United Kingdom will send Ukraine 200 generators within 30 days. Crews will follow by 31 January 2026."
GENERATORS = "The United Kingdom will send Ukraine 200 generators within 30 days."


@pytest.fixture
def undated(say: Say) -> str:
    """The ref of a document without a day."""
    say("add", "party", "GB")
    return say("add", "document", "-", "--title", "Plans", "--publisher", "GOV.UK", "--undated", stdin=TEXT).strip()


def add(say: Say, document: str, *due: str) -> str:
    facts = ("--party", "GB", "--topic", "energy", "--summary", "Send generators", "--quote", "send Ukraine")
    return say("add", "pledge", "--document", document, *facts, *due).strip()


def test_no_other_day_stands_in_for_the_one_that_is_missing(say: Say, undated: str) -> None:
    made = shown(say, add(say, undated, "--due", "by next week"))
    assert (made["ref"], made["made_on"], made["recorded_on"]) == ("GB-2026-001", None, "2026-02-02")
    assert (made["deadline_phrase"], made["deadline_latest"]) == ("by next week", None)
    late = say("report", "overdue", "--as-of", "2026-12-10", "--format", "md")
    assert "Overdue: 0" in late
    assert "1 whose day is not known" in late
    assert "said on a day that is not known" in say("explain", "GB-2026-001")


def test_a_last_day_that_is_named_is_kept_and_is_never_late(say: Say, undated: str) -> None:
    ref = add(say, undated, "--due", "by 31 January 2026")
    made = shown(say, ref, "--as-of", "2026-12-10")
    assert (made["deadline_earliest"], made["deadline_latest"]) == (None, "2026-01-31")
    assert made["standing"] == "open"


def test_a_day_that_is_given_is_kept(say: Say, undated: str) -> None:
    made = shown(say, add(say, undated, "--due", "within 30 days", "--made-on", "2026-01-10"))
    assert (made["ref"], made["made_on"], made["deadline_latest"]) == ("GB-2026-001", "2026-01-10", "2026-02-09")


def test_the_day_of_the_document_can_be_found_later_and_then_the_pledges_is_asked_for(say: Say, undated: str) -> None:
    ref = add(say, undated, "--due", "within 30 days")
    assert say("edit", undated, "--set", "published_on=2026-01-10").splitlines()[2:] == [
        f"  {ref} has no day, so it is never late; give it: tracker edit {ref} --set made_on=2026-01-10"
    ]
    assert shown(say, ref)["made_on"] is None
    assert say("edit", ref, "--set", "made_on=2026-01-10").splitlines()[2:] == [
        "  Deadline, counted from 2026-01-10: “within 30 days” is 2026-01-10 to 2026-02-09, stated"
        " (rule within, table en-1)"
    ]
    say("check")


def test_a_new_deadline_in_it_is_counted_from_no_day_either(say: Say, undated: str) -> None:
    ref = add(say, undated)
    say("link", ref, undated, "advances", "--quote", "Crews will follow", "--due", "within 30 days")
    assert shown(say, f"{ref}.1")["deadline_latest"] is None


def test_what_is_accepted_of_it_keeps_the_words_of_its_deadline(say: Say, undated: str) -> None:
    say("scan", undated)
    (line,) = [each for each in say("review").splitlines() if GENERATORS in each]
    ref = say("review", "--accept", line.split("\t")[0]).strip()
    made = shown(say, ref)
    assert (made["made_on"], made["deadline_phrase"], made["deadline_latest"]) == (None, "within 30 days", None)


def test_what_was_read_before_its_day_was_known_is_counted_from_the_day(say: Say, undated: str) -> None:
    say("scan", undated)
    (line,) = [each for each in say("review").splitlines() if GENERATORS in each]
    say("edit", undated, "--set", "published_on=2026-01-10")
    assert shown(say, say("review", "--accept", line.split("\t")[0]).strip())["deadline_latest"] == "2026-02-09"
