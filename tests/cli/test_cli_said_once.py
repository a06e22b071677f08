"""What is said once is recorded once: the same words for the same thing are refused, and other things stay possible."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.added import pledge
from tests.cli.conftest import Run, Say, unchanged
from tracker.register.location import Location

REPORT = """---
title: Six months on
publisher: Harbour Courier
published_on: 2025-09-05
---
Eight of the tanks crossed the border in April and six in May. France has sent two of its own.
"""
REPORTED = "D-2025-002"
EIGHT = "Eight of the tanks crossed the border"


@pytest.fixture
def tanks(say: Say, speech: str) -> str:
    """A pledge of fourteen tanks, and a report on them."""
    say("add", "party", "FR")
    say("add", "document", "-", stdin=REPORT)
    return pledge(say, speech, "--due", "by the end of March", "--amount", "14", "--unit", "tanks")


def link(ref: str, *more: str, outcome: str = "advances", quote: str = EIGHT) -> tuple[str, ...]:
    return ("link", ref, REPORTED, outcome, "--quote", quote, *more)


def answer(ref: str, party: str = "GB", quote: str = EIGHT) -> tuple[str, ...]:
    return ("add", "dispute", ref, REPORTED, "--party", party, "--quote", quote)


def shown(say: Say, ref: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(say("show", ref, "--format", "json"))
    return record


# -- what is refused ------------------------------------------------------------------------------------------


def test_the_same_words_are_linked_once_with_one_outcome(run: Run, say: Say, tanks: str, location: Location) -> None:
    quantity = ("--amount", "8", "--unit", "tanks")
    say(*link(tanks, *quantity))
    with unchanged(location):
        again = run(*link(tanks, *quantity, "--dated", "2025-04-20", "--note", "once more"))
    assert (again.code, again.out) == (5, "")
    assert again.err == (
        "Error: GB-2025-001.1 is recorded already: these words of D-2025-002 are linked to GB-2025-001 as advances.\n"
        "  Why: What a document says once counts once.\n"
        "  Do:  Change what is there with: tracker edit GB-2025-001.1 --set NAME=VALUE."
        " If the sentence tells of a second deed, quote the words that tell it.\n"
    )


def test_an_answer_is_recorded_once(run: Run, say: Say, tanks: str, location: Location) -> None:
    say(*answer(tanks))
    with unchanged(location):
        again = run(*answer(tanks, party="gb"))
    assert (again.code, again.out) == (5, "")
    assert "A-2025-001 is recorded already: GB disputes GB-2025-001 with these words of D-2025-002." in again.err
    assert "tracker edit A-2025-001 --set NAME=VALUE" in again.err


def test_a_pledge_is_recorded_once_however_it_is_summed_up(
    run: Run, speech: str, tanks: str, location: Location
) -> None:
    facts = ("--summary", "14 tanks by spring", "--topic", "armour", "--due", "2025-03-03..2025-03-31")
    words = ("--party", "GB", "--document", speech, "--quote", "We  will deliver fourteen tanks")
    with unchanged(location):
        again = run("add", "pledge", *words, *facts, "--amount", "14.0", "--unit", "tanks")
    assert (again.code, again.out) == (5, "")
    assert f"{tanks} is recorded already, from these words of {speech}." in again.err
    assert f"tracker edit {tanks} --set NAME=VALUE" in again.err


def test_an_edit_does_not_make_one_of_two(run: Run, say: Say, tanks: str, location: Location) -> None:
    say(*link(tanks))
    say(*link(tanks, quote="six in May"))
    with unchanged(location):
        assert run("edit", f"{tanks}.2", "--set", f"quote={EIGHT}").code == 5
    say("edit", f"{tanks}.1", "--retract", "misread")
    say("edit", f"{tanks}.2", "--set", f"quote={EIGHT}")
    with unchanged(location):
        restored = run("edit", f"{tanks}.1", "--restore")
    assert (restored.code, f"{tanks}.2 is recorded already" in restored.err) == (5, True)


def test_what_an_import_brought_twice_is_told_by_a_check(run: Run, say: Say, tanks: str, tmp_path: Path) -> None:
    say(*link(tanks)), say(*answer(tanks)), say("export", str(tmp_path / "all"))
    refs = {"follow_ups": (f"{tanks}.1", f"{tanks}.2"), "disputes": ("A-2025-001", "A-2025-002")}
    for file, (ref, again) in {**refs, "pledges": (tanks, "GB-2025-002")}.items():
        path = tmp_path / "all" / f"{file}.csv"
        head, row = path.read_text(encoding="utf-8").splitlines()
        path.write_text(f"{head}\n{row}\n{row.replace(ref, again, 1)}\n", encoding="utf-8")
    parties = tmp_path / "all" / "pledge_parties.csv"
    parties.write_text(parties.read_text(encoding="utf-8") + "GB-2025-002,1,GB,party\n", encoding="utf-8")
    assert "Recorded twice" not in run("check").err
    say("import", str(tmp_path / "all"))
    done = run("check")
    assert (done.code, done.out.startswith("All 8 checks hold")) == (0, True)
    assert done.err == (
        "Recorded twice: GB-2025-002 what GB-2025-001 says, GB-2025-001.2 what GB-2025-001.1 says,"
        " A-2025-002 what A-2025-001 says (3 in all).\n"
        "They count twice. Where one is a mistake: tracker edit REF --retract REASON\n"
    )
    say("edit", "GB-2025-002", "--retract", "entered twice")
    assert "(2 in all)" in run("check").err


# -- what stays possible --------------------------------------------------------------------------------------


def test_one_sentence_may_tell_of_two_pledges_and_mean_two_things(say: Say, speech: str, tanks: str) -> None:
    other = pledge(say, speech, quote="Their crews will be trained in the coming weeks")
    assert say(*link(tanks)) == f"{tanks}.1\n"
    assert say(*link(other)) == f"{other}.1\n"
    assert say(*link(tanks, outcome="restates")) == f"{tanks}.2\n"
    assert say(*answer(tanks)), say(*answer(other))


def test_one_document_may_tell_of_a_pledge_in_several_places(say: Say, tanks: str) -> None:
    for number, words in enumerate((EIGHT, "six in May", "Eight of the tanks"), start=1):
        assert say(*link(tanks, quote=words)) == f"{tanks}.{number}\n"
    assert [say(*answer(tanks, quote=words)) for words in (EIGHT, "six in May")]


def test_each_party_of_a_joint_pledge_has_its_own_follow_up_and_its_own_answer(say: Say, speech: str) -> None:
    say("add", "party", "FR")
    say("add", "document", "-", stdin=REPORT)
    facts = ("--party", "FR", "--document", speech, "--summary", "s", "--topic", "t")
    both = say("add", "pledge", "--party", "GB", *facts, "--quote", "We will deliver fourteen tanks").strip()
    for number, party in enumerate(((), ("--party", "GB"), ("--party", "FR")), start=1):
        assert say(*link(both, *party)) == f"{both}.{number}\n"
    assert [say(*answer(both, party)) for party in ("GB", "FR")]


def test_one_sentence_may_make_several_pledges(say: Say, speech: str) -> None:
    say("add", "party", "FR")
    ways = (
        (),
        ("--party", "FR"),
        ("--amount", "14", "--unit", "tanks"),
        ("--amount", "5", "--unit", "guns"),
        ("--due", "by the end of March"),
        ("--due", "by the end of May"),
        ("--condition", "Once a ceasefire holds"),
    )
    assert len({pledge(say, speech, *each) for each in ways}) == len(ways)


def test_what_was_retracted_may_be_recorded_again(say: Say, speech: str, tanks: str) -> None:
    facts = ("--due", "by the end of March", "--amount", "14", "--unit", "tanks")
    say(*link(tanks)), say(*answer(tanks))
    for ref in (f"{tanks}.1", "A-2025-001"):
        say("edit", ref, "--retract", "misread")
    assert say(*link(tanks)) == f"{tanks}.2\n"
    assert say(*answer(tanks)) == "A-2025-002\n"
    say("edit", tanks, "--retract", "misread")
    assert pledge(say, speech, *facts) == "GB-2025-002"


def test_what_stands_twice_in_a_text_may_be_said_twice(say: Say, speech: str) -> None:
    first, second = (pledge(say, speech, "--at", str(at), quote="We stand with Ukraine") for at in (164, 236))
    assert (first, second) == ("GB-2025-001", "GB-2025-002")


def test_other_fields_of_a_record_are_edited_as_ever(say: Say, tanks: str) -> None:
    say(*link(tanks))
    say("edit", f"{tanks}.1", "--set", "note=by rail", "--set", "dated=2025-04-20")
    assert shown(say, f"{tanks}.1")["note"] == "by rail"
