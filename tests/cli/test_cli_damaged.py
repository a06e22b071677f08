"""A register that holds what cannot be read: ``check`` tells all of it, other commands what they met."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run, Say
from tests.cli.tampered import behind_its_back
from tracker.register.location import Location

REF = "COW-2025-001"
ONE = f"WHERE ref = '{REF}'"
# What was done, and what is found where. PostgreSQL takes no day that is none, and no amount that is no number.
EVERYWHERE = {
    "nobody who pledged": (
        f"DELETE FROM pledge_party WHERE pledge_id = (SELECT id FROM pledge {ONE})",
        REF,
        "no party has pledged it",
    ),
    "a document that is not there": (
        f"UPDATE pledge SET document_id = 9999 {ONE}",
        REF,
        "its document_id is 9999, and there is nothing with that key",
    ),
    "a party that is not there": (
        "UPDATE document SET issuer_id = 9999 WHERE ref = 'D-2025-003'",
        "D-2025-003",
        "its issuer_id is 9999, and there is nothing with that key",
    ),
    "a qualifier": (
        f"UPDATE pledge SET amount = '1', unit = 'x', qualifier = 'perhaps' {ONE}",
        REF,
        "its qualifier is no qualifier: “perhaps”",
    ),
}
IN_SQLITE = {
    "a day": (f"UPDATE pledge SET made_on = '2026-99-99' {ONE}", REF, "its made_on is no day: “2026-99-99”"),
    "a day of a follow-up": (
        "UPDATE follow_up SET dated = 'gestern' WHERE ref = 'COW-2025-003.2'",
        "COW-2025-003.2",
        "its dated is no day: “gestern”",
    ),
    "a day of a document": (
        "UPDATE document SET published_on = 'x' WHERE ref = 'D-2025-003'",
        "D-2025-003",
        "its published_on is no day: “x”",
    ),
    "a day of a standing": (f"UPDATE span SET since = 'x' {ONE}", REF, "its since is no day: “x”"),
    "an amount": (
        f"UPDATE pledge SET amount = 'viele', unit = 'x' {ONE}",
        REF,
        "its amount is no number: “viele”",
    ),
    "an amount without end": (
        f"UPDATE pledge SET amount = 'Infinity', unit = 'x' {ONE}",
        REF,
        "its amount is no number: “Infinity”",
    ),
}
COMMANDS = (
    *(("show", REF), ("explain", REF), ("status",), ("log", REF), ("search", "missiles"), ("show", "D-2025-003")),
    *(("report", name) for name in ("overdue", "amounts", "scorecard", "restated", "silent", "upcoming")),
    *(("edit", REF, "--set", "topic=plans"), ("add", "enquiry", REF, "--place", "x")),
)


def found(work: Run) -> list[tuple[str, str, str]]:
    done = work("check", "--format", "jsonl")
    assert done.code == 1, done
    return [(each["check"], each["ref"], each["message"]) for each in map(json.loads, done.out.splitlines())]


@pytest.fixture(params=[*EVERYWHERE, *IN_SQLITE])
def damaged(request: pytest.FixtureRequest, desk: Location) -> tuple[str, str, str]:
    if request.param in IN_SQLITE and desk.dialect != "sqlite":
        pytest.skip("PostgreSQL holds no such value")
    statement, ref, says = {**EVERYWHERE, **IN_SQLITE}[request.param]
    behind_its_back(desk, statement)
    return "storage", ref, says


def test_check_tells_the_damage_and_goes_on_to_the_end(
    work: Run, desk: Location, damaged: tuple[str, str, str]
) -> None:
    behind_its_back(
        desk,
        "UPDATE document SET text = text || ' And more.' WHERE ref = 'D-2025-002'",
        "UPDATE enquiry SET place = 'x' WHERE ref = 'E-2026-001'",
    )
    told = found(work)
    check, ref, says = damaged
    assert [each for each in told if each[:2] == (check, ref) and each[2].startswith(says)], told
    assert {("text", "D-2025-002"), ("log", "E-2026-001")} <= {each[:2] for each in told}
    assert not [each for each in told if "could not go on" in each[2]], told


@pytest.mark.usefixtures("damaged")
def test_other_commands_tell_where_the_register_is_damaged(work: Run) -> None:
    for words in COMMANDS:
        done = work(*words)
        assert done.code in (0, 3), (words, done)
        if done.code == 3:
            assert "is damaged at" in done.err
            assert "tracker check" in done.err


def test_a_record_whose_document_is_not_there_is_not_said_to_be_missing(work: Run, desk: Location) -> None:
    behind_its_back(desk, EVERYWHERE["a document that is not there"][0])
    done = work("show", REF)
    assert (done.code, f"is damaged at {REF}: its document_id is 9999" in done.err) == (3, True)


def test_what_the_tables_do_not_allow_is_told(work: Run, desk: Location) -> None:
    if desk.dialect != "sqlite":
        pytest.skip("PostgreSQL cannot be asked to forget its constraints")
    behind_its_back(desk, "PRAGMA ignore_check_constraints = ON", f"UPDATE pledge SET deadline_basis = 'x' {ONE}")
    assert ("storage", REF, "its deadline_basis is no basis: “x”") in found(work)


def test_a_file_that_is_torn_is_told_in_words(work: Run, do: Say, desk: Location) -> None:
    if desk.dialect != "sqlite":
        pytest.skip("a server minds its own files")
    do("check")
    with open(desk.target, "r+b") as file:
        file.seek(Path(desk.target).stat().st_size // 2)
        file.write(b"\xff" * 40_000)
    done = work("check", "--format", "jsonl")
    assert done.code in (1, 3)
    assert "damaged" in done.err or "it is not whole" in done.out


def test_a_fault_of_ours_is_not_put_on_a_sound_register(desk: Location) -> None:
    from tracker.register.connect import reading

    with pytest.raises(ZeroDivisionError), reading(desk):
        raise ZeroDivisionError
