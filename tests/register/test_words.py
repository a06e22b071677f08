from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some
from samples import document, due, pledge, recording, stage

from tracker.register import words
from tracker.register.connect import Reader, reading

SAID = {
    "GB-2025-001": "Deliver 600 air-defence missiles",
    "GB-2025-002": "Élysée: “Nous livrerons des générateurs”",
    "GB-2025-003": "Straße, Ærø, Łódź, İzmir and ﬁne-print",
    "GB-2025-004": "Die Verpflichtungen über Marschflugkörper",
    "GB-2025-005": "Зеленський: Україна отримає літаки",
    "GB-2025-006": "Missile\x00defence\x1b[31m\x07 in red\u200bwords\ttabbed",
    "GB-2025-007": "Loss of access; bus passes; the ASEAN process",
    "GB-2025-008": "NEAR the border OR beyond AND not NOT column:value",
}


@pytest.fixture(scope="module")
def both(new_register) -> Iterator[tuple[Reader, Reader]]:
    """The same register in both databases."""
    places = [new_register("sqlite"), new_register("postgresql")]
    for place in places:
        with recording(place) as writer:
            stage(writer)
            for day, (ref, said) in enumerate(SAID.items(), start=1):
                deadline = due(date(2026, 1, day))
                writer.add(pledge(ref, summary=said.replace("\x00", "\x01"), topic="other", deadline=deadline))
            writer.add(
                document("D-2026-007", title="Déclaration", publisher="L'Élysée", text=None, event="Paris summit")
            )
    with reading(places[0]) as first, reading(places[1]) as second:
        yield first, second


def hits(reader: Reader, asked: str, kind: str = "found_pledges", as_of: str = "2030-01-01") -> list[str] | None:
    """The refs found by some words; ``None`` where there is no word to look for."""
    query = words.query(reader.location.dialect, asked)
    return None if query is None else sorted(row["ref"] for row in reader.dicts(kind, words=query, as_of=as_of))


@pytest.mark.parametrize(
    ("asked", "serials"),
    [
        ("missile", [1, 6]),
        ("missiles", [1, 6]),
        ("MISSILES", [1, 6]),
        ("missiles 600", [1]),
        ("air-defence", [1]),
        ("defence", [1, 6]),
        ("def", [1, 6]),
        ("elysee", [2]),
        ("ÉLYSÉE", [2]),
        ("E\u0301lyse\u0301e", [2]),
        ("generateur", [2]),
        ("strasse", [3]),
        ("STRASSE", [3]),
        ("izmir", [3]),
        ("fine print", [3]),
        ("verpflichtung", [4]),
        ("uber", [4]),
        ("україна", [5]),
        ("украіна", [5]),
        ("украї", [5]),
        ("украина", []),
        ("red", [6]),
        ("passes", [7]),
        ("loss", [7]),
        ("bus", [7]),
        ("process", [7]),
        ("asean", [7]),
        ("near", [8]),
        ("or", [8]),
        ("not", [8]),
        ("column", [8]),
        ("deliver missiles", [1, 6]),
        ("will deliver", [1, 2, 3, 4, 5, 6, 7, 8]),
        ("by then", [1, 2, 3, 4, 5, 6, 7, 8]),
        ("nothing", []),
    ],
)
def test_words_are_found_alike_in_both_databases(both, asked, serials) -> None:
    first, second = (hits(each, asked) for each in both)
    assert first == second
    # The quote of every pledge here begins with "We will deliver".
    assert [int(ref[-3:]) for ref in first or []] == serials


def test_documents_are_found_by_title_publisher_and_event(both) -> None:
    for asked in ("declaration", "elysee", "paris summits"):
        assert [hits(each, asked, "found_documents") for each in both] == [["D-2026-007"]] * 2
    for each in both:
        assert hits(each, "minister", "found_documents") == ["D-2025-001", "D-2025-002", "D-2026-001"]


def test_only_what_was_known_on_a_day_is_found(both) -> None:
    for each in both:
        assert hits(each, "missile", as_of="2025-11-24") == []
        assert hits(each, "missile", as_of="2025-11-25") == ["GB-2025-001", "GB-2025-006"]
        assert hits(each, "minister", "found_documents", "2025-12-20") == ["D-2025-001", "D-2025-002"]


HARMLESS = [
    '"', '""', "*", "missile*", "NEAR(", "NEAR(a b, 2)", "a:b", "words:missile", "'", "''", "\\", "\\'", "a\\",
    "(", ")", "missile AND", "OR", "NOT missile", "^missile", "+", "-", "missile -defence", "{", "a & b", "a | !b",
    "<->", "a:*", "\x00", "miss\x00ile", "\x1b[31m", "%", "_", ";", "--", "/* */", "$$", ":words", "%(words)s", "?",
    "\ud7ff", "🙂",
]  # fmt: skip


@pytest.mark.parametrize("asked", HARMLESS)
def test_signs_of_a_query_language_are_only_signs(both, asked) -> None:
    first, second = (hits(each, asked) for each in both)
    assert first == second
    folded = words.fold(asked)
    assert (first is None) == (not folded)
    if folded == ["missile"]:
        assert first == ["GB-2025-001", "GB-2025-006"]


@settings(max_examples=80, deadline=None)
@given(asked=some.text(max_size=20) | some.lists(some.sampled_from([*HARMLESS, *SAID.values()])).map(" ".join))
def test_no_text_breaks_the_search_and_both_databases_find_the_same(both, asked) -> None:
    first, second = (hits(each, asked) for each in both)
    assert first == second


@settings(max_examples=60, deadline=None)
@given(some.text(max_size=60))
@example("𝗔 𝔘")
def test_a_text_is_found_by_each_of_its_own_words(said) -> None:
    held = words.indexed("sqlite", said).split()
    for word in words.fold(said):
        asked = words.query("sqlite", word)
        assert asked is not None
        assert any(each.startswith(asked.strip('"*')) for each in held)


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        ("They promised MISSILES today", "missile", "MISSILES"),
        ("À l’Élysée, hier", "elysee", "Élysée"),
        ("air-defence", "defences", "defence"),
        ("A promise in 𝗕𝗢𝗟𝗗 letters", "bold", "𝗕𝗢𝗟𝗗"),
        ("nothing here", "missile", ""),
        ("nothing here", "", ""),
    ],
)
def test_the_place_of_a_found_word_is_given_in_the_text_as_it_stands(text, asked, found) -> None:
    start, end = words.places(text, asked)
    assert text[start:end] == found


@pytest.mark.slow
def test_a_very_long_text_of_ever_other_words_can_be_recorded_and_searched(location) -> None:
    # 1.4 MB of words; PostgreSQL takes 1 MB for one record.
    said = " ".join(f"{'ж' * 56}{number:06d}" for number in range(12_000))
    with recording(location) as writer:
        stage(writer)
        writer.add(document("D-2026-009", text=said))
    with reading(location) as reader:
        assert hits(reader, f"{'ж' * 56}000003", "found_documents") == ["D-2026-009"]


def test_a_word_longer_than_any_is_found_by_its_beginning(location) -> None:
    with recording(location) as writer:
        stage(writer)
        writer.add(document("D-2026-009", text="x" * 5_000))
    with reading(location) as reader:
        assert hits(reader, "x" * 20, "found_documents") == ["D-2026-009"]
        assert hits(reader, "x" * 4_000, "found_documents") == ["D-2026-009"]


@given(some.text(some.characters(max_codepoint=127)))
@example(f"{'a' * 65} {'b' * 64} c_d 1st\x1fE\0f")
def test_plain_english_is_folded_as_other_words_are(text: str) -> None:
    assert words.fold(text) == words.fold(f"{text} é")[:-1]
