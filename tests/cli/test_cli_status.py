"""``status``: the list, its filters, its bare words, its order and its limit."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable

import pytest

from tests.cli.conftest import Run, Say, environment, invoke, program
from tracker.register.location import Location

LATER = ("--as-of", "2026-01-31")


def refs(ask: Say, *options: str) -> list[str]:
    """The refs that are listed, in order."""
    rows = ask("status", *LATER, *options, "--format", "jsonl").splitlines()
    return [json.loads(row)["ref"] for row in rows]


@pytest.fixture
def told(library: Location) -> Run:
    """Ask the shared register, errors and remarks included."""
    return lambda *args: invoke("status", *LATER, *args, register=library.target)


# -- filters -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("--country", "GB", "--direct"), ["GB-2025-001", "GB-2025-002"]),
        (("--country", "gb", "--direct"), ["GB-2025-001", "GB-2025-002"]),
        (("--country", "EU"), ["EU-2025-001"]),
        (("--country", "UA"), []),
        (("--topic", "frozen-assets"), ["FR-2025-001", "GB-2025-002"]),
        (("--topic", "Frozen assets"), ["FR-2025-001", "GB-2025-002"]),
        (("--standing", "conditional"), ["COW-2026-001"]),
        (("--standing", "conditional", "--standing", "review due", "--topic", "multinational-force"), ["COW-2026-001"]),
        (("--standing", "overdue"), []),
        (("--made-since", "2026-01-06"), ["US-2026-001", "COW-2026-001"]),
        (("--due-before", "2025-12-10"), ["COW-2025-006", "FR-2025-001"]),
        (("--due-before", "2025-12-09"), []),
        (("--text", "missiles"), ["GB-2025-001", "COW-2025-001"]),
        (("--text", "MISSILES ukraine"), ["GB-2025-001", "COW-2025-001"]),
        (("--text", "Türkiye"), ["COW-2025-005"]),
        (("--text", "turkiye"), ["COW-2025-005"]),
        (("--text", "nowhere"), []),
        (("--country", "GB", "--topic", "frozen-assets", "--standing", "open"), ["GB-2025-002"]),
    ],
    ids=" ".join,
)
def test_filters_narrow_the_list(options: tuple[str, ...], found: list[str], ask: Say) -> None:
    assert refs(ask, *options) == found


def test_direct_needs_a_country(refuse: Run) -> None:
    assert refuse("status", "--direct").code == 2


# -- bare words -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "understood", "found"),
    [
        ("britain missiles", "country GB (United Kingdom) · text “missiles”", ["GB-2025-001"]),
        (
            "France frozen assets review due",
            "country FR (France) · topic frozen-assets · standing review due",
            ["FR-2025-001"],
        ),
        ("french overdue", "country FR (France) · standing overdue", []),
        ("COW conditional", "country COW (Coalition of the Willing) · standing conditional", ["COW-2026-001"]),
        ("monitoring", "topic monitoring", ["US-2026-001"]),
        ("rubio", "text “rubio”", ["COW-2025-002"]),
    ],
)
def test_bare_words_are_understood_and_it_is_said_how(words: str, understood: str, found: list[str], told: Run) -> None:
    done = told(*words.split(), "--format", "jsonl")
    assert done.err == f"Understood as: {understood}\n"
    assert [json.loads(row)["ref"] for row in done.out.splitlines()] == found


def test_in_a_table_it_is_said_above_the_list(told: Run) -> None:
    done = told("britain", "missiles", "--format", "table")
    assert done.out.splitlines()[:2] == [
        "Understood as: country GB (United Kingdom) · text “missiles”",
        "As of 2026-01-31, 1 pledge: 1 review due",
    ]
    assert done.err == ""


def test_words_that_no_pledge_has_are_told_and_what_may_have_been_meant(told: Run) -> None:
    done = told("frnace")
    assert (done.code, done.out) == (0, "")
    assert done.err.splitlines()[-1] == "No such pledge has the words “frnace”. Did you mean France?"


def test_a_ref_is_no_word_of_a_list(told: Run) -> None:
    for ref in ("GB-2025-001", "gb-25-1"):
        done = told(ref)
        assert (done.code, done.out) == (2, "")
        assert done.err.splitlines()[1] == f"  Do:  tracker show {ref}"


def test_words_and_options_narrow_together(told: Run) -> None:
    assert told("missiles", "--country", "GB").out.startswith("GB-2025-001\treview due\t")


def test_a_thing_may_not_be_asked_for_twice(refuse: Run) -> None:
    assert refuse("status", "france", "--country", "GB").code == 2


# -- order and limit --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sort", "first", "last"),
    [
        ("pressing", "COW-2025-006", "COW-2026-001"),
        ("deadline", "COW-2025-006", "US-2026-001"),
        ("made", "COW-2026-001", "JP-2025-001"),
        ("ref", "COW-2025-001", "US-2026-001"),
    ],
)
def test_the_list_is_sorted_as_asked(sort: str, first: str, last: str, ask: Say) -> None:
    found = refs(ask, "--sort", sort)
    assert (found[0], found[-1], len(found)) == (first, last, 13)


def test_the_most_pressing_come_first(ask: Say) -> None:
    rows = [json.loads(row) for row in ask("status", *LATER, "--format", "jsonl").splitlines()]
    order = list(dict.fromkeys(row["standing"] for row in rows))
    assert order == ["review due", "open", "advanced", "conditional"]
    assert rows == sorted(rows, key=lambda row: (order.index(row["standing"]), row["deadline"] or "~", row["ref"]))


def test_a_limit_is_kept_and_the_rest_is_counted(ask: Say) -> None:
    assert refs(ask, "--limit", "2") == refs(ask)[:2]
    assert ask("status", *LATER, "--limit", "2").splitlines()[-1] == "# 11 more; --limit 0 lists all"
    assert ask("status", *LATER, "--limit", "2", "--format", "table").splitlines()[-1] == "11 more; --limit 0 lists all"
    written = json.loads(ask("status", *LATER, "--limit", "2", "--format", "json"))
    assert written["sections"][0]["more"] == 11


def test_no_limit_holds_in_a_pipe_nor_with_zero(ask: Say) -> None:
    assert len(refs(ask)) == len(refs(ask, "--limit", "0")) == 13


def test_an_empty_list_says_so(ask: Say) -> None:
    empty = ("status", *LATER, "--standing", "dropped")
    assert ask(*empty) == ""
    assert ask(*empty, "--format", "table").splitlines() == ["As of 2026-01-31, 0 pledges", "", "none"]


# -- the day ------------------------------------------------------------------------------


def test_without_a_day_today_is_meant(ask: Say) -> None:
    assert ask("status") == ask("status", "--as-of", "2026-02-02")


@pytest.mark.slow
def test_today_is_the_day_where_the_program_runs(made: Callable[[str], Location]) -> None:
    def today(zone: str) -> str:
        env = environment(made("sqlite").target, TZ=zone)
        done = subprocess.run(program("status", "--format", "json"), env=env, capture_output=True, check=True)
        return str(json.loads(done.stdout)["as_of"])

    assert today("East-13") > today("West+13")
