"""What a list must not hide: that others count in a pledge's place, and the words of who disputes it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pages import elements, words

from tests.cli.conftest import invoke
from tests.site.conftest import build
from tracker.register.location import Location

pytestmark = pytest.mark.slow

LATER, EARLIER = "COW-2026-001", "COW-2025-001"
NOTE = "as FR-2025-001 was, on 2025-12-01"
WORDS = "We have delivered the missiles"
ANSWER = f"by GB on 2025-12-01: “{WORDS}” (D-2025-005). In short: {NOTE}."


def do(desk: Location, *words: str, stdin: str = "") -> None:
    done = invoke(*words, register=desk.target, stdin=stdin)
    assert done.code == 0, done.err


@pytest.fixture
def marked(desk: Location) -> Location:
    """The register with the five documents, a pledge that replaces another, and an answer that names records."""
    do(desk, "link", LATER, "--supersedes", EARLIER)
    facts = "title: Reply of 2025-12-01\npublisher: The ministry\npublished_on: 2025-12-01\nissuer: GB"
    do(desk, "add", "document", "-", "--quiet", stdin=f"---\n{facts}\n---\n{WORDS}.")
    do(desk, "add", "dispute", "GB-2025-001", "D-2025-005", "--party", "GB", "--quote", WORDS, "--note", NOTE)
    return desk


def test_lists_mark_what_is_counted_as_another(marked: Location, tmp_path: Path) -> None:
    build(marked, tmp_path / "site")
    for address in ("pledges/index.html", "parties/COW.html"):
        shown = (tmp_path / "site" / address).read_bytes()
        rows = [row for row in elements(shown, "tr") if EARLIER in "".join(row.itertext())]
        assert any(f"Counted as {LATER}" in "".join(row.itertext()) for row in rows), address
        assert words(shown).count("Counted as") == 1, address


def test_the_list_for_the_browser_says_what_counts_in_the_place_of_a_pledge(marked: Location, tmp_path: Path) -> None:
    build(marked, tmp_path / "site")
    script = (tmp_path / "site" / "rows.js").read_text(encoding="utf-8")
    rows = json.loads(script.removeprefix("const pledges = ").removesuffix(";\n"))["rows"]
    assert {row[0]: row[12] for row in rows if len(row) > 12} == {EARLIER: [[LATER, f"{LATER}.html"]]}
    assert {row[0]: row[11] for row in rows if len(row) > 11} == {EARLIER: [], "GB-2025-001": [ANSWER]}


@pytest.mark.parametrize("address", ["pledges/index.html", "parties/GB.html", "reports/overdue.html"])
def test_no_line_ends_within_a_ref_that_an_answer_names(marked: Location, tmp_path: Path, address: str) -> None:
    build(marked, tmp_path / "site")
    shown = (tmp_path / "site" / address).read_text(encoding="utf-8")
    whole = set(re.findall(r'<span class="whole">([^<]*)</span>', shown))
    assert {"D-2025-005", "FR-2025-001", "2025-12-01"} <= whole
    rules = (tmp_path / "site" / "style.css").read_text(encoding="utf-8")
    assert ".disputed .whole, .counted .whole { white-space: nowrap; }" in rules


def test_no_line_ends_within_a_day_that_a_heading_names(marked: Location, tmp_path: Path) -> None:
    build(marked, tmp_path / "site")
    (heading,) = elements((tmp_path / "site/documents/D-2025-005.html").read_bytes(), "h1")
    assert "".join(heading.itertext()) == "D-2025-005: Reply of 2025-12-01"
    assert [each.text for each in heading] == ["D-2025-005", "2025-12-01"]
    (heading,) = elements((tmp_path / "site/reports/overdue.html").read_bytes(), "h1")
    assert [(each.get("class"), each.text) for each in heading] == [("whole", "2026-01-31")]


def test_what_comes_due_is_shown_with_the_words_of_who_disputes_it(marked: Location, tmp_path: Path) -> None:
    build(marked, tmp_path / "site", day="2025-12-15")
    shown = (tmp_path / "site/reports/upcoming.html").read_bytes()
    (told,) = [each for each in elements(shown, "dd") if WORDS in "".join(each.itertext())]
    assert "".join(told.itertext()) == ANSWER


def test_the_scorecard_has_the_name_of_a_party_in_its_row(marked: Location, tmp_path: Path) -> None:
    build(marked, tmp_path / "site")
    shown = (tmp_path / "site/reports/scorecard.html").read_bytes()
    names = ["".join(each.itertext()) for each in elements(shown, "td") if each.get("data-label") == "Name"]
    assert {"United Kingdom", "France"} <= {*names}
    assert not [each for each in elements(shown, "dt") if "".join(each.itertext()) == "Name"]
