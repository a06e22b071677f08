"""``search`` marks what a party disputes, from the day of its answer, as ``status`` does."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Say

REPLY = "---\ntitle: Reply\npublisher: The ministry\npublished_on: 2026-01-28\nissuer: GB\n---\nThey were handed over."


@pytest.fixture
def disputed(do: Say) -> Say:
    (ref,) = do("add", "document", "-", "--quiet", stdin=REPLY).split()
    do("add", "dispute", "GB-2025-001", ref, "--party", "GB", "--quote", "They were handed over")
    return do


def marks(ask: Say, command: str, *words: str, as_of: str) -> dict[str, str | None]:
    """The day of the latest answer to each pledge that a list has."""
    sections = json.loads(ask(command, *words, "--as-of", as_of, "--format", "json"))["sections"]
    return {row["ref"]: row["disputed"] for row in sections[0]["rows"]}


@pytest.mark.parametrize(("as_of", "day"), [("2026-01-27", None), ("2026-01-28", "2026-01-28")])
def test_what_is_disputed_is_marked_from_the_day_of_the_answer(disputed: Say, as_of: str, day: str | None) -> None:
    found = marks(disputed, "search", "missiles", as_of=as_of)
    assert found["GB-2025-001"] == day
    listed = marks(disputed, "status", as_of=as_of)
    assert found == {ref: listed[ref] for ref in found}


def test_a_terminal_says_so_below_the_row_and_only_where_something_is(disputed: Say) -> None:
    assert "Dispute: by GB on 2026-01-28: “They" in disputed(
        "search", "missiles", "--as-of", "2026-01-31", "--format", "table"
    )
    assert "Dispute" not in disputed("search", "frozen", "--as-of", "2026-01-31", "--format", "table")
