"""Words in another language are told by it on every page that quotes them, with the place where they stand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pages import elements, parsed, words

from tests.cli.conftest import invoke
from tests.site.conftest import build, files
from tracker.register.location import Location

pytestmark = pytest.mark.slow

TITLE, WORDS = "Réponse du ministère", "Les missiles ont tous été livrés en décembre"
REPLY = f"---\ntitle: {TITLE}\npublisher: The ministry\npublished_on: 2025-12-20\nissuer: GB\n---\n{WORDS}."
PLEDGE, DOCUMENT = "pledges/GB-2025-001.html", "documents/D-2025-005.html"
PLACE = "text[0:44]"


@pytest.fixture
def answered(desk: Location) -> Location:
    """The register with the five documents, and a French one that tells of a delivery and is an answer as well."""
    for command in (
        ("add", "document", "-", "--language", "fr"),
        ("link", "GB-2025-001", "D-2025-005", "advances", "--quote", WORDS),
        ("add", "dispute", "GB-2025-001", "D-2025-005", "--party", "GB", "--quote", WORDS),
    ):
        done = invoke(*command, register=desk.target, stdin=REPLY)
        assert done.code == 0, done.err
    return desk


@pytest.fixture
def site(answered: Location, tmp_path: Path) -> Path:
    build(answered, tmp_path / "site")
    return tmp_path / "site"


def french(page: bytes) -> list[str]:
    """What a page says is French."""
    return ["".join(each.itertext()) for each in parsed(page).iter() if each.get("lang") == "fr"]


@pytest.mark.parametrize(
    ("address", "quotes", "titles"),
    [
        (PLEDGE, 4, 1),  # as a follow-up, with its reason, beside the standing, as a dispute
        (DOCUMENT, 2, 1),  # as it is quoted, and as an answer
        ("documents/index.html", 0, 1),
        ("documents/D-2025-003.html", 1, 0),
        ("parties/GB.html", 1, 0),
        ("index.html", 4, 0),  # in the list, and in the latest changes as it was said and beside what came later
    ],
)
def test_french_words_are_told_to_be_french_and_english_ones_are_not(
    site: Path, address: str, quotes: int, titles: int
) -> None:
    told = french((site / address).read_bytes())
    assert (told.count(WORDS), told.count(TITLE)) == (quotes, titles)
    assert {*told} <= {WORDS, TITLE}


def test_a_language_that_is_corrected_changes_every_page_that_has_its_words(
    answered: Location, site: Path, tmp_path: Path
) -> None:
    assert invoke("edit", "D-2025-005", "--set", "language=nl", register=answered.target).code == 0
    build(answered, site)
    build(answered, tmp_path / "fresh")
    assert files(site) == files(tmp_path / "fresh")
    assert french((site / "index.html").read_bytes()) == []


def test_every_quote_is_told_with_its_place_and_the_methodology_says_what_that_is(site: Path) -> None:
    pledge, document = (words((site / each).read_bytes()) for each in (PLEDGE, DOCUMENT))
    assert f"{TITLE} — The ministry, 2025-12-20, {PLACE}." in pledge
    assert f"GB (A-2025-001): “{WORDS}”, D-2025-005, {PLACE}." in pledge
    assert f"GB-2025-001.1 advances: D-2025-005, {PLACE}, published on 2025-12-20" in pledge
    assert f"{WORDS} {PLACE}" in document
    leading = {each.get("href"): "".join(each.itertext()) for each in elements((site / PLEDGE).read_bytes(), "a")}
    assert leading["../methodology.html#places"] == "text[1561:1657]"
    assert "at a place such as text[131:181]: its characters counted from 0" in words(
        (site / "methodology.html").read_bytes()
    )


def test_the_page_of_a_pledge_says_from_which_day_on_it_reads_so(answered: Location, site: Path) -> None:
    def said() -> Any:
        return words((site / PLEDGE).read_bytes())

    known = "As known since 2026-01-30: nothing later that bears on it was known on the day of this site"
    assert known in said()  # the day on which somebody looked
    assert "on this day" not in said()
    before = (site / PLEDGE).read_bytes()
    build(answered, site, day="2026-02-01")
    assert (site / PLEDGE).read_bytes() == before
    build(answered, site, day="2025-12-25")
    assert "As known since 2025-12-20: nothing later" in said()
