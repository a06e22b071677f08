"""``search``: find pledges and documents by their words."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Run, Say

LATER = ("--as-of", "2026-01-31")


def found(ask: Say, *words: str) -> dict[str, list[str]]:
    """The refs that a search finds, by section."""
    sections = json.loads(ask("search", *words, *LATER, "--format", "json"))["sections"]
    return {section["key"]: [row["ref"] for row in section["rows"]] for section in sections}


@pytest.mark.parametrize(
    ("words", "pledges", "documents"),
    [
        ("frozen assets", ["GB-2025-002", "FR-2025-001"], ["D-2025-003"]),
        ("FROZEN", ["GB-2025-002", "FR-2025-001"], ["D-2025-003"]),
        ("froz", ["GB-2025-002", "FR-2025-001"], ["D-2025-003"]),
        ("turkiye", ["COW-2025-005"], ["D-2026-001"]),
        ("missiles japan", [], ["D-2025-001", "D-2025-003"]),
        ("'weeks\"; OR * AND", [], []),
        ("tanks", [], []),
    ],
)
def test_all_words_must_be_there_whatever_their_case_accents_and_endings(
    words: str, pledges: list[str], documents: list[str], ask: Say
) -> None:
    hits = found(ask, words)
    assert (sorted(hits["pledges"]), sorted(hits["documents"])) == (sorted(pledges), documents)


def test_words_may_be_typed_apart(ask: Say) -> None:
    assert found(ask, "frozen", "assets") == found(ask, "frozen assets")


def test_the_newest_comes_first(ask: Say) -> None:
    assert (
        found(ask, "sanctions", "ukraine")["documents"] == sorted(found(ask, "sanctions", "ukraine")["documents"])[::-1]
    )


def test_the_passage_is_shown(ask: Say) -> None:
    assert "whom, Axios wrote, he would meet as soon as possible." in ask("search", "axios", *LATER)


def test_a_limit_is_kept_for_each_kind(ask: Say) -> None:
    assert len(found(ask, "ukraine", "--limit", "1")["pledges"]) == 1


def test_what_was_not_published_yet_is_not_found(ask: Say) -> None:
    assert "D-2025-003" not in ask("search", "frozen", "--as-of", "2025-11-24")


def test_a_search_for_no_word_is_refused(refuse: Run) -> None:
    done = refuse("search", "...")
    assert (done.code, "There is no word to search for" in done.err) == (2, True)
