"""``check`` against the log: what was changed past the program is found, whatever it was and however it came in."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Run, Say
from tests.cli.tampered import behind_its_back
from tracker.register.location import Location

# Done by hand after the import, so that the log tells them whole: a line of its own for each.
BY_HAND = (
    ("add", "party", "BR"),
    ("add", "party", "BR", "--member-of", "COW", "--since", "2026-01-01"),
    ("add", "enquiry", "JP-2025-001", "--place", "Kantei news"),
    ("edit", "COW-2025-001", "--set", "topic=plans"),
    ("edit", "COW-2025-004", "--source", "D-2025-003"),
    ("link", "COW-2025-003", "--supersedes", "COW-2025-002", "--note", "says it anew"),
)
# What was done, what is found about which record, and what is said of it.
TAMPERED = {
    "a summary": ("UPDATE pledge SET summary = 'Nothing' WHERE ref = 'COW-2025-001'", "COW-2025-001", "“Nothing”"),
    "an amount": ("UPDATE pledge SET amount = '7', unit = 'x' WHERE ref = 'COW-2025-001'", "COW-2025-001", "amount is"),
    "a day": ("UPDATE pledge SET made_on = NULL WHERE ref = 'COW-2025-001'", "COW-2025-001", "made_on is nothing"),
    "a day of recording": (
        "UPDATE pledge SET recorded_on = '2020-01-01' WHERE ref = 'GB-2025-001'",
        "GB-2025-001",
        "digest",
    ),
    "a retraction": ("UPDATE pledge SET retracted = 'x' WHERE ref = 'GB-2025-001'", "GB-2025-001", "digest"),
    "who pledged": ("UPDATE pledge_party SET role = 'partner' WHERE position = 1", "COW-2025-002", "digest"),
    "an enquiry": (
        "UPDATE enquiry SET place = 'x' WHERE ref = 'E-2026-003'",
        "E-2026-003",
        "and was “Kantei news” there",
    ),
    "an enquiry taken out": ("DELETE FROM enquiry WHERE ref = 'E-2026-003'", "E-2026-003", "it is not there"),
    "an enquiry that was imported taken out": (
        "DELETE FROM enquiry WHERE ref = 'E-2026-001'",
        "E-2026-001",
        "not there",
    ),
    "a title": ("UPDATE document SET title = 'x' WHERE ref = 'D-2025-001'", "D-2025-001", "digest"),
    "an issuer": ("UPDATE document SET issuer_id = 1 WHERE ref = 'D-2025-001'", "D-2025-001", "digest"),
    "a party's name": (
        "UPDATE party SET name = 'Brasil' WHERE code = 'BR'",
        "BR",
        "name is “Brasil”, and was “Brazil” there",
    ),
    "a membership taken out": ("DELETE FROM membership WHERE since = '2026-01-01'", "COW/BR", "it is not there"),
    "a citation taken out": ("DELETE FROM citation", "COW-2025-004/source", "it is not there"),
    "a relation's note": (
        "UPDATE relation SET note = NULL",
        "R-2026-001",
        "note is nothing, and was “says it anew” there",
    ),
    "what a rule says": ("UPDATE rule SET says = 'x' WHERE rule = 'vague-weeks'", "en-1/vague-weeks", "digest"),
    "a follow-up taken out": ("DELETE FROM follow_up WHERE ref = 'COW-2025-004.1'", "COW-2025-004.1", "not there"),
    "an outcome": ("UPDATE follow_up SET outcome = 'drops' WHERE ref = 'COW-2025-003.2'", "COW-2025-003.2", "digest"),
    "the day of a deed": (
        "UPDATE follow_up SET dated = '2026-01-01' WHERE ref = 'COW-2025-003.2'",
        "COW-2025-003.2",
        "digest",
    ),
    "a day of publication": (
        "UPDATE document SET published_on = '2026-01-07' WHERE ref = 'D-2026-001'",
        "D-2026-001",
        "digest",
    ),
    "a condition taken out": (
        "UPDATE pledge SET condition = NULL WHERE ref = 'COW-2026-001'",
        "COW-2026-001",
        "digest",
    ),
    "inferred made stated": (
        "UPDATE pledge SET deadline_basis = 'stated' WHERE ref = 'GB-2025-001'",
        "GB-2025-001",
        "digest",
    ),
    "a record put in": (
        "INSERT INTO party (code, name, kind) VALUES ('ZZ', 'Z', 'country')",
        "ZZ",
        "does not tell of it",
    ),
    "the last line taken out": (
        "DELETE FROM revision WHERE record = 'R-2026-001'",
        "R-2026-001",
        "does not tell of it",
    ),
}


@pytest.fixture
def kept(do: Say, desk: Location) -> Location:
    for words in BY_HAND:
        do(*words)
    do("check")
    return desk


def found(work: Run) -> list[dict[str, str]]:
    done = work("check", "--format", "jsonl")
    assert done.code == 1, done
    return [each for line in done.out.splitlines() if (each := json.loads(line))["check"] == "log"]


@pytest.mark.parametrize("what", TAMPERED)
def test_what_the_log_does_not_tell_is_found_and_stays_found_after_repair(what: str, work: Run, kept: Location) -> None:
    statement, ref, says = TAMPERED[what]
    behind_its_back(kept, statement)
    for _ in range(2):
        mine = [each for each in found(work) if each["ref"] == ref]
        assert [says in each["message"] for each in mine] == [True], mine
        assert "repair" not in mine[0]["remedy"]
        assert work("repair").code == 0


def test_lines_cut_off_the_end_of_the_log_are_missed_by_their_records(work: Run, kept: Location) -> None:
    behind_its_back(kept, "DELETE FROM revision WHERE record <> 'import'")
    assert {each["ref"]: each["message"] for each in found(work)} == {
        "BR": "it is there, and the log does not tell of it",
        "COW-2025-001": "it is not as revision 1, an import, has brought it: the digest differs",
        "COW-2025-004/source": "it is there, and the log does not tell of it",
        "E-2026-003": "it is there, and the log does not tell of it",
        "COW/BR": "it is there, and the log does not tell of it",
        "R-2026-001": "it is there, and the log does not tell of it",
    }


def test_what_was_changed_past_the_log_is_set_right_by_an_edit(work: Run, do: Say, kept: Location) -> None:
    behind_its_back(kept, "UPDATE pledge SET topic = 'peace' WHERE ref IN ('COW-2025-001', 'GB-2025-001')")
    assert [each["ref"] for each in found(work)] == ["COW-2025-001", "GB-2025-001"]
    do("edit", "COW-2025-001", "--set", "topic=plans")
    do("edit", "GB-2025-001", "--set", "topic=missiles")
    do("check")


def test_what_was_imported_is_set_right_by_the_package(work: Run, do: Say, kept: Location, coalition) -> None:
    behind_its_back(
        kept,
        "UPDATE follow_up SET dated = '2026-01-01' WHERE ref = 'COW-2025-003.2'",
        "DELETE FROM enquiry WHERE ref = 'E-2026-001'",
    )
    assert [each["ref"] for each in found(work)] == ["COW-2025-003.2", "E-2026-001"]
    told = work("import", str(coalition))
    assert "COW-2025-003.2, dated: recorded “2026-01-01”, offered “2026-01-06”" in told.err
    do("import", str(coalition), "--update")
    do("edit", "COW-2025-001", "--set", "topic=plans")
    do("check")


def test_the_log_does_not_print_the_digests_of_what_was_imported(do: Say) -> None:
    assert "brought" not in do("log")
