"""Who belongs to whom: told by day, taken back where it was a mistake, and refused where it cannot be."""

from __future__ import annotations

import pytest

from tests.cli.added import shown
from tests.cli.conftest import Run, Say

PACT = "The Union will open a school in Kyiv. We repeat that the school in Kyiv will open, said Spain."


@pytest.fixture
def union(say: Say) -> str:
    """The ref of a document; GB and ES belong to COW, ES since the second day of 2026."""
    say("add", "party", "COW", "--name", "Coalition", "--kind", "coalition")
    say("add", "party", "GB", "--member-of", "COW", "--since", "2025-03-02")
    say("add", "party", "ES", "--member-of", "COW", "--since", "2026-01-02")
    facts = ("--title", "Pact", "--publisher", "The Courier", "--published-on", "2026-01-10")
    return say("add", "document", "-", *facts, stdin=PACT).strip()


@pytest.mark.usefixtures("union")
def test_a_membership_is_taken_back_and_stays_in_the_log(say: Say, run: Run) -> None:
    assert say("edit", "ES", "--drop-member-of", "COW").splitlines()[1:] == ["  no member of COW since 2026-01-02"]
    assert shown(say, "ES")["memberships"] == []
    assert "COW/ES" in say("log", "--limit", "1")
    say("check")
    again = run("edit", "ES", "--drop-member-of", "COW")
    assert (again.code, "No membership of ES in COW is recorded." in again.err) == (4, True)


@pytest.mark.usefixtures("union")
def test_of_several_the_day_tells_which(say: Say, run: Run) -> None:
    say("add", "party", "GB", "--member-of", "COW", "--since", "2024-01-01", "--until", "2024-06-01")
    unclear = run("edit", "GB", "--drop-member-of", "COW")
    assert (unclear.code, "Say which with --since 2025-03-02" in unclear.err) == (2, True)
    say("edit", "GB", "--drop-member-of", "COW", "--since", "2024-01-01")
    assert [each["since"] for each in shown(say, "GB")["memberships"]] == ["2025-03-02"]


def test_what_rests_on_a_membership_keeps_it(say: Say, run: Run, union: str) -> None:
    facts = ("--document", union, "--topic", "schools", "--summary", "Open a school", "--quote", "open a school")
    ref = say("add", "pledge", "--party", "COW", *facts).strip()
    later = ("--title", "Later", "--publisher", "The Courier", "--published-on", "2026-01-20")
    report = say("add", "document", "-", *later, stdin="Spain opened a school in Kyiv.").strip()
    say("link", ref, report, "advances", "--quote", "Spain opened a school", "--party", "ES")
    refused = run("edit", "ES", "--drop-member-of", "COW")
    assert refused.code == 5
    assert f"{ref}.1 cannot be recorded so: ES is not a party to {ref} (COW)" in refused.err
    assert len(shown(say, "ES")["memberships"]) == 1


@pytest.mark.usefixtures("union")
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("GB", "--member-of", "COW"), "GB is recorded as a member of COW since 2025-03-02 already"),
        (("ES", "--member-of", "COW", "--until", "2026-02-01"), "ES is recorded as a member of COW since 2026-01-02"),
        (("COW", "--member-of", "GB"), "GB is itself recorded as a member of COW"),
        (("ES", "--member-of", "GB"), "GB is a country, which has no members"),
    ],
)
def test_what_cannot_be_is_refused(words: tuple[str, ...], says: str, run: Run) -> None:
    refused = run("add", "party", *words)
    assert (refused.code, says in refused.err) == (5, True)


@pytest.mark.usefixtures("union")
def test_of_a_day_only_what_was_known_is_told(say: Say) -> None:
    early, late = (say("show", "COW", "--as-of", day) for day in ("2025-12-31", "2026-01-02"))
    assert ("Members: 1" in early, "ES" in early) == (True, False)
    assert ("Members: 2" in late, "ES since 2026-01-02" in late) == (True, True)


@pytest.mark.usefixtures("union")
def test_who_has_left_is_told_apart(say: Say) -> None:
    say("add", "party", "PL", "--member-of", "COW", "--since", "2025-04-01", "--until", "2025-05-01")
    told = say("show", "COW", "--as-of", "2026-01-02")
    assert "Members: 2" in told
    assert "Once members: 1\n" in told
