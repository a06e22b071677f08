"""``add document`` takes every format: the words, the original, and what was found in it."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable
from functools import cache

import pytest
from click.testing import CliRunner

from tests.cli.conftest import DIALECTS, NOON, contents
from tests.cli.documents.texts import FILES, FOUND, WORDS, Shelf, shown
from tracker.cli import main
from tracker.cli.app import App
from tracker.register.location import Location

# -- every format -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shelves(
    new_register: Callable[[str], Location], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Shelf]:
    return cache(lambda dialect: Shelf(new_register(dialect), tmp_path_factory.mktemp("shelf")))


@pytest.fixture(params=DIALECTS)
def shelf(request: pytest.FixtureRequest, shelves: Callable[[str], Shelf]) -> Shelf:
    """The shelf, to be read only."""
    return shelves(request.param)


@pytest.fixture(params=FILES)
def name(request: pytest.FixtureRequest) -> str:
    """The name of a file of one format."""
    return str(request.param)


def test_a_folder_is_added_in_the_order_of_its_names_and_counted(shelf: Shelf) -> None:
    assert shelf.added.code == 0
    assert list(shelf.refs.values()) == [f"D-2025-00{number}" for number in range(1, 7)]
    assert shelf.added.err.splitlines()[-1] == "Added 6 of 6 documents."


def test_every_format_is_kept_with_its_words_its_type_and_what_read_it(name: str, shelf: Shelf) -> None:
    media_type, extractor, title, day, source = FOUND[name]
    document = shown(shelf.say, shelf.refs[name])
    assert (document["title"], document["published_on"], document["dated_by"]) == (title, day, source)
    assert WORDS[name] in document["text"]
    assert document["sha256"] == hashlib.sha256(document["text"].encode()).hexdigest()
    original = document["original"]
    assert (original["media_type"], original["name"]) == (media_type, name)
    assert original["extractor"].startswith(extractor)


def test_the_original_is_kept_byte_for_byte(name: str, shelf: Shelf) -> None:
    runner = CliRunner(env={"TRACKER_REGISTER": shelf.location.target})
    saved = runner.invoke(main, ["open", shelf.refs[name], "--save", "-"], obj=App(lambda: NOON)).stdout_bytes
    assert saved == FILES[name]
    original = shown(shelf.say, shelf.refs[name])["original"]
    assert (original["sha256"], original["size"]) == (hashlib.sha256(saved).hexdigest(), len(saved))
    assert original["retrieved_at"] == "2026-02-02T12:00:00Z"


def test_originals_are_kept_compressed(shelf: Shelf) -> None:
    for document, *_, data in contents(shelf.location)["original"] if shelf.location.dialect == "sqlite" else ():
        assert zlib.decompress(data) in FILES.values(), document


def test_show_tells_how_an_original_came_and_what_read_it(shelf: Shelf) -> None:
    lines = shelf.say("show", shelf.refs["words.txt"]).splitlines()
    digest = hashlib.sha256(FILES["words.txt"]).hexdigest()
    place = lines.index("Original")
    assert lines[place + 1 : place + 4] == [
        f"  text/plain, {len(FILES['words.txt'])} bytes, kept on 2026-02-02T12:00:00Z",
        f"  SHA-256: {digest}",
        "  Text read by plain text 1",
    ]


def test_a_register_with_documents_of_every_format_passes_its_checks(shelf: Shelf) -> None:
    assert shelf.say("check").startswith("All 8 checks hold: storage, records, texts, originals, ")


@pytest.mark.slow
def test_every_original_gives_its_text_again(shelf: Shelf) -> None:
    assert shelf.say("check", "--re-extract").startswith("All 9 checks hold: ")


def test_days_that_disagree_are_all_kept_and_the_rule_that_chose_is_told(shelf: Shelf) -> None:
    document = shown(shelf.say, shelf.refs["gazette.html"])
    assert document["dates_found"] == "json-ld 2025-11-28; meta 2025-11-27; dateline 2025-11-26"
    assert (
        "  Other dates found: 2025-11-27 (meta), 2025-11-26 (dateline). Taken: 2025-11-28, for the page's own record"
        " (JSON-LD) goes before the page's meta tags and the dateline: the publisher states it for machines\n"
    ) in shelf.added.err
    assert "Dated by: json-ld\nDates found: json-ld 2025-11-28; meta" in shelf.say("show", document["ref"])
