"""``edit``: correct a record of any kind; the log keeps what it said before."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import Run, Say, contents
from tracker.register.location import Location

LATER = "2026-01-31"


def shown(do: Say, ref: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(do("show", ref, "--as-of", LATER, "--format", "json"))
    return record


# -- every field of every kind ----------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("ref", "setting", "field", "value"),
    [
        ("GB-2025-001", "summary=Supply  missiles", "summary", "Supply missiles"),
        ("GB-2025-001", "topic=Air Power", "topic", "air-power"),
        ("GB-2025-001", "made_on=2025-11-24", "made_on", "2025-11-24"),
        ("GB-2025-001", "made-on=2025-11-24", "made_on", "2025-11-24"),
        ("GB-2025-001", "due=by the end of January 2026", "deadline_latest", "2026-01-31"),
        ("GB-2025-001", "due=", "deadline_phrase", None),
        ("GB-2025-001", "condition=if asked", "condition", "if asked"),
        ("GB-2025-001", "speaker=fr", "speaker", "FR"),
        ("GB-2025-001", "party=GB, FR", "parties", ["GB", "FR"]),
        ("GB-2025-001", "with=US UA", "partners", ["US", "UA"]),
        ("GB-2025-001", "quote=additional air-defence missiles", "start", 1606),
        ("GB-2025-002", "quote=Starmer was also prepared", "end", 1704),
        ("COW-2025-004.2", "outcome=corroborates", "outcome", "corroborates"),
        ("COW-2025-004.2", "quote=go on strengthening Ukraine", "quote", "go on strengthening Ukraine"),
        ("COW-2025-003.2", "dated=2026-01-05", "dated", "2026-01-05"),
        ("COW-2025-003.2", "party=DE", "party", "DE"),
        ("COW-2025-004.2", "due=by spring", "deadline_basis", "inferred"),
        ("COW-2025-004.2", "note=", "note", None),
        ("D-2025-004", "title=What TASS said", "title", "What TASS said"),
        ("D-2025-004", "publisher=TASS agency", "publisher", "TASS agency"),
        ("D-2025-004", "published_on=2025-11-25", "published_on", "2025-11-25"),
        ("D-2025-002", "issuer=gb", "issuer", "GB"),
        ("D-2025-004", "url=https://tass.com", "url", "https://tass.com"),
        ("D-2025-004", "retrieved_on=2026-01-01", "retrieved_on", "2026-01-01"),
        ("D-2025-004", "language=ru", "language", "ru"),
        ("D-2025-004", "event=COW virtual 2025-11-25 again", "event", "COW virtual 2025-11-25 again"),
        ("E-2026-001", "enquired_on=2026-01-29", "enquired_on", "2026-01-29"),
        ("E-2026-001", "enquirer=Night desk", "enquirer", "Night desk"),
        ("E-2026-001", "place=Five documents", "place", "Five documents"),
        ("E-2026-001", "note=", "note", None),
        ("US", "name=United States of America", "name", "United States of America"),
        ("EU", "kind=coalition", "kind", "coalition"),
    ],
)
def test_a_field_is_set(ref: str, setting: str, field: str, value: Any, do: Say) -> None:
    assert do("edit", ref, "--set", setting).splitlines()[0] == ref
    assert shown(do, ref)[field] == value


def test_what_was_edited_still_holds(do: Say) -> None:
    for ref, settings in EDITS.items():
        do("edit", ref, *(word for each in settings for word in ("--set", each)))
    do("check")


EDITS = {
    "GB-2025-001": (
        "summary=Ship missiles",
        "made_on=2025-11-24",
        "party=GB FR",
        "due=by June 2026",
        "condition=if asked",
    ),
    "COW-2025-003.2": ("dated=2026-01-05", "outcome=fulfils", "party=DE"),
    "D-2026-001": ("published_on=2026-01-07", "issuer=FR", "event=another"),
    "EU": ("kind=coalition",),
}


def test_a_quantity_is_set_in_parts_or_taken_away_whole(work: Run, do: Say) -> None:
    assert work("edit", "GB-2025-001", "--set", "amount=14").code == 2
    do("edit", "GB-2025-001", "--set", "amount=14", "--set", "unit=missiles", "--set", "qualifier=about")
    do("edit", "GB-2025-001", "--set", "amount=15")
    assert {name: shown(do, "GB-2025-001")[name] for name in ("amount", "unit", "qualifier")} == {
        "amount": "15",
        "unit": "missiles",
        "qualifier": "about",
    }
    do("edit", "GB-2025-001", "--set", "amount=", "--set", "unit=", "--set", "qualifier=")
    assert shown(do, "GB-2025-001")["amount"] is None


def test_several_fields_are_set_at_once_and_a_deadline_counts_from_the_new_day(do: Say) -> None:
    do("edit", "GB-2025-001", "--set", "due=within 10 days", "--set", "made_on=2025-11-20")
    assert shown(do, "GB-2025-001")["deadline_latest"] == "2025-11-30"


def test_what_was_understood_of_a_deadline_is_said(do: Say) -> None:
    said = do("edit", "GB-2025-001", "--set", "due=in the coming months").splitlines()
    assert said[1] == (
        "  Deadline: “in the coming months” is 2025-11-25 to 2026-05-25, inferred (rule vague-months, table en-1)"
    )


def test_a_day_of_publication_that_a_person_sets_is_dated_by_that_person(do: Say) -> None:
    do("edit", "D-2025-004", "--set", "title=What TASS said")
    assert shown(do, "D-2025-004")["dated_by"] != "given"
    do("edit", "D-2025-004", "--set", "published_on=2025-11-27")
    assert shown(do, "D-2025-004")["dated_by"] == "given"


def test_a_ref_may_be_typed_short(do: Say) -> None:
    assert do("edit", "gb-25-1", "--set", "topic=missiles").splitlines()[0] == "GB-2025-001"


@pytest.mark.parametrize(
    ("ref", "setting", "told"),
    [
        ("GB-2025-001", "topic=missiles", "topic: air-defence → missiles"),
        ("GB-2025-001", "party=GB,FR", "parties: GB → GB FR"),
        ("GB-2025-001", "amount=12", "quantity: – → 12 missiles"),
        ("GB-2025-001", "condition=if asked", "condition: – → if asked"),
        ("FR", "name=French Republic", "name: France → French Republic"),
    ],
)
def test_what_was_changed_is_told(do: Say, ref: str, setting: str, told: str) -> None:
    more = ("--set", "unit=missiles") if setting.startswith("amount") else ()
    assert do("edit", ref, "--set", setting, *more).splitlines() == [ref, f"  {told}"]


# -- the standing follows at once ----------------------------------------


def test_a_new_deadline_changes_the_standing(do: Say) -> None:
    do("edit", "GB-2025-001", "--set", "due=by 15 December 2025")
    assert shown(do, "GB-2025-001")["standing"] == "overdue"


def test_a_new_day_of_publication_changes_the_standing_of_what_rests_on_it(do: Say) -> None:
    def until() -> str:
        return str(shown(do, "COW-2025-003")["standings"][0]["until"])

    assert until() == "2026-01-06"
    do("edit", "D-2026-001", "--set", "published_on=2026-01-08")
    assert until() == "2026-01-08"


def test_a_retracted_follow_up_counts_nowhere_and_can_be_restored(do: Say) -> None:
    do("edit", "COW-2025-003.2", "--retract", "linked to the wrong pledge")
    assert shown(do, "COW-2025-003")["standing"] == "open"
    assert "RETRACTED: linked to the wrong pledge" in do("show", "COW-2025-003", "--as-of", LATER)
    do("edit", "COW-2025-003.2", "--restore")
    assert shown(do, "COW-2025-003")["standing"] == "advanced"


def test_a_retracted_pledge_is_in_no_list_but_its_ref_is_never_used_again(do: Say) -> None:
    do("edit", "GB-2025-002", "--retract", "the text does not carry it")
    assert "GB-2025-002" not in do("status", "--as-of", LATER)
    assert "none: retracted (the text does not carry it)" in do("show", "GB-2025-002")
    facts = ("--party", "GB", "--document", "D-2025-003", "--summary", "s", "--topic", "t")
    ref = do("add", "pledge", *facts, "--quote", "additional air-defence missiles")
    assert ref == "GB-2025-003\n"
    do("edit", "GB-2025-002", "--restore")
    assert "GB-2025-002" in do("status", "--as-of", LATER)


# -- the log ----------------------------------------


def test_the_log_keeps_what_a_record_said_before_and_says_now(do: Say) -> None:
    do("edit", "GB-2025-001", "--set", "topic=missiles", "--by", "Second reader")
    line = do("log", "GB-2025-001", "--format", "jsonl").splitlines()[-1]
    logged = json.loads(line)
    assert (logged["at"], logged["actor"], logged["command"]) == ("2026-02-02T12:00:00Z", "Second reader", "edit")
    assert (logged["record"], logged["change"]) == ("GB-2025-001", "topic: air-defence → missiles")


def test_words_are_found_as_they_are_now_and_not_as_they_were(do: Say) -> None:
    assert "GB-2025-002" in do("search", "assistance")
    do("edit", "GB-2025-002", "--set", "summary=Guarantee loans")
    assert "GB-2025-002" in do("search", "loans")
    assert "GB-2025-002" not in do("search", "assistance")


# -- what is refused ----------------------------------------

REFUSED = {
    "nothing to do": (2, ("GB-2025-001",), "Nothing would change."),
    "the same value": (2, ("GB-2025-001", "--set", "topic=air-defence"), "Nothing would change."),
    "no such field": (2, ("GB-2025-001", "--set", "frob=1"), "A pledge has no field frob"),
    "a field of another kind": (2, ("D-2025-001", "--set", "amount=1"), "A document has no field amount"),
    "the text": (2, ("D-2025-001", "--set", "text=other words"), "A document has no field text"),
    "the ref": (2, ("GB-2025-001", "--set", "ref=GB-2025-009"), "A pledge has no field ref"),
    "no equals sign": (2, ("GB-2025-001", "--set", "topic"), "“topic” sets nothing."),
    "an empty summary": (2, ("GB-2025-001", "--set", "summary="), "summary cannot be empty."),
    "no party": (2, ("GB-2025-001", "--set", "party="), "party cannot be empty."),
    "a comma for a party": (2, ("GB-2025-001", "--set", "party=,"), "party cannot be empty."),
    "an unknown party": (4, ("GB-2025-001", "--set", "party=UK"), "Did you mean GB"),
    "a day that is none": (2, ("GB-2025-001", "--set", "made_on=2025-02-30"), "is no day of the calendar"),
    "a deadline that is none": (2, ("GB-2025-001", "--set", "due=31/12"), "cannot be read"),
    "made after its document": (5, ("GB-2025-001", "--set", "made_on=2025-12-01"), "published on 2025-11-25, before"),
    "made after a follow-up": (5, ("D-2025-002", "--set", "published_on=2025-11-24"), "before the pledge was made"),
    "words that are not there": (2, ("GB-2025-001", "--set", "quote=tanks"), "does not stand in D-2025-003"),
    "an outcome that is none": (2, ("COW-2025-004.2", "--set", "outcome=kept"), "“kept” is none of: fulfils, advances"),
    "a qualifier that is none": (
        2,
        ("GB-2025-001", "--set", "qualifier=roughly", "--set", "amount=3", "--set", "unit=missiles"),
        "“roughly” is none of: ",
    ),
    "a language that is none": (2, ("D-2025-001", "--set", "language=english"), "“english” is no code of a language."),
    "looked for before it was pledged": (
        5,
        ("E-2026-001", "--set", "enquired_on=2025-11-24"),
        "nobody can have looked",
    ),
    "looked for on a day to come": (2, ("E-2026-001", "--set", "enquired_on=2026-02-03"), "is still to come"),
    "pledged after it was looked for": (
        5,
        ("GB-2025-001", "--set", "made_on=2026-01-31", "--set", "due=by June 2026"),
        "cannot be recorded so",
    ),
    "a kind that is none": (2, ("EU", "--set", "kind=club"), "“club” is none of: "),
    "bytes that are no text": (2, ("GB-2025-001", "--set", "summary=caf\udce9"), "\\udce9” is not UTF-8."),
    "restates from the same event": (5, ("COW-2025-004.1", "--set", "outcome=restates"), "this corroborates"),
    "an event that makes it so": (
        5,
        ("D-2026-001", "--set", "event=COW virtual 2025-11-25"),
        "COW-2025-004.2 cannot be recorded so",
    ),
    "no such record": (4, ("GB-2025-099", "--set", "topic=x"), "There is no record GB-2025-099"),
    "a document retracted": (
        2,
        ("D-2025-001", "--retract", "no"),
        "Only a pledge, a follow-up, a dispute, a relation or an enquiry can be retracted.",
    ),
    "an amount that is too large": (
        2,
        ("GB-2025-001", "--set", f"amount={10**18}", "--set", "unit=missiles"),
        "“1000000000000000000” is too large.\n  Do:  An amount is below 10^18, a number of 18 digits at most.",
    ),
    "no reason": (2, ("GB-2025-001", "--retract", " "), "A retraction needs its reason."),
    "both at once": (2, ("GB-2025-001", "--retract", "x", "--restore"), "contradict each other"),
    "restored though not retracted": (2, ("GB-2025-001", "--restore"), "Nothing would change."),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_cannot_be_is_refused_and_nothing_changes(why: str, refuse: Run) -> None:
    code, words, message = REFUSED[why]
    done = refuse("edit", *words)
    assert (done.code, done.out) == (code, "")
    assert message in done.err


def test_one_bad_field_keeps_the_good_ones_out(work: Run, desk: Location) -> None:
    before = contents(desk)
    assert work("edit", "GB-2025-001", "--set", "topic=missiles", "--set", "frob=1").code == 2
    assert contents(desk) == before


# What may be typed by mistake in any field: what is taken must hold, the rest is refused.
MISTAKES = (
    "",
    "roughly",
    "-1",
    "1e999",
    "nan",
    "2026-02-30",
    "9999-12-31",
    "31/12",
    "UK",
    "FR FR",
    "D-2025-001",
    "x" * 500,
)
RECORDS = ("GB-2025-001", "COW-2025-003.2", "D-2025-003", "E-2026-001", "COW")


@pytest.mark.slow
@pytest.mark.parametrize("ref", RECORDS)
@pytest.mark.parametrize("value", MISTAKES)
def test_any_value_of_any_field_is_taken_and_holds_or_is_refused(ref: str, value: str, work: Run, do: Say) -> None:
    fields = work("edit", ref, "--set", "frob=1").err.partition("Its fields: ")[2].split()
    assert len(fields) >= 2
    for field in fields:
        done = work("edit", ref, "--set", f"{field}={value}")
        assert done.code in (0, 2, 4, 5), (field, done)
        assert done.err.startswith("Error: ") or done.code == 0
    do("check")
