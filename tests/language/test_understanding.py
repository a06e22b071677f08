"""What do the bare words of a question mean? ``tracker status france missiles overdue``."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.language.understanding import Understood, meant, understand
from tracker.words import Standing

TOPICS = ("missiles", "air-defence", "frozen-assets", "assets")
CODES = ("FR", "GB", "EU", "COW", "ACME")


def taken(question: str) -> tuple[str | None, str | None, tuple[str, ...], str | None]:
    return understand(question.split(), TOPICS, CODES)[:4]


@pytest.mark.parametrize(
    ("question", "country", "topic", "standings", "text"),
    [
        ("france missiles overdue", "FR", "missiles", ("overdue",), None),
        ("overdue missiles France", "FR", "missiles", ("overdue",), None),
        ("united kingdom air defence review due", "GB", "air-defence", ("review due",), None),
        ("air-defence review-due GB", "GB", "air-defence", ("review due",), None),
        ("MISSILES Overdue fr", "FR", "missiles", ("overdue",), None),
        ("the french frozen assets", "FR", "frozen-assets", (), None),
        ("late", None, None, ("overdue",), None),
        ("review", None, None, ("review due",), None),
        ("done", None, None, ("fulfilled",), None),
        ("fulfilled late", None, None, ("fulfilled late",), None),
        ("late late overdue", None, None, ("overdue",), None),
        ("overdue review due conditional", None, None, ("overdue", "review due", "conditional"), None),
        ("zebra", None, None, (), "zebra"),
        ("zebra france crossing", "FR", None, (), "zebra crossing"),
        ("france germany", "FR", None, (), "germany"),
        ("missiles assets", None, "missiles", (), "assets"),
        ("frozen assets", None, "frozen-assets", (), None),
        ("frozen", None, None, (), "frozen"),
        ("japan missiles", "JP", "missiles", (), None),
        ("ACME missiles", "ACME", "missiles", (), None),
        ("acme missiles", "ACME", "missiles", (), None),
        ("coalition of the willing", "COW", None, (), None),
        ("give it to us", None, None, (), "give it to us"),
    ],
)
def test_words_are_taken_for_standings_a_topic_a_party_and_else_for_text(
    question: str, country: str | None, topic: str | None, standings: tuple[str, ...], text: str | None
) -> None:
    assert taken(question) == (country, topic, standings, text)


@pytest.mark.parametrize("standing", list(Standing))
def test_every_standing_is_understood_in_words_in_capitals_and_with_hyphens(standing: Standing) -> None:
    for spelt in (standing, standing.upper(), standing.replace(" ", "-")):
        assert taken(spelt) == (None, None, (standing,), None)


def test_words_may_come_one_by_one_or_in_one_piece() -> None:
    together = understand(["united kingdom  air defence", "review due"], TOPICS, CODES)
    assert together == understand(["united", "kingdom", "air", "defence", "review", "due"], TOPICS, CODES)


def test_a_topic_is_only_what_the_register_has() -> None:
    assert understand(["missiles"], (), CODES).topic is None
    assert understand(["missiles"], (), CODES).text == "missiles"


def test_a_topic_outranks_a_party_of_the_same_name_and_a_code_of_the_register_a_known_name() -> None:
    assert understand(["turkey"], ["turkey"], CODES)[:2] == (None, "turkey")
    assert understand(["jordan", "ACME"], TOPICS, CODES)[:1] == ("ACME",)


def test_a_line_says_what_was_understood() -> None:
    def said(question: str) -> str:
        return understand(question.split(), TOPICS, CODES).said

    assert said("france missiles overdue") == ("Understood as: country FR (France) · topic missiles · standing overdue")
    assert said("late review zebra crossing") == (
        "Understood as: standing overdue or review due · text “zebra crossing”"
    )
    assert said("ACME") == "Understood as: country ACME (ACME)"


@pytest.mark.parametrize("words", [[], [""], [" ", "\t"]])
def test_where_nothing_was_said_nothing_is_said_to_be_understood(words: list[str]) -> None:
    assert understand(words, TOPICS, CODES) == Understood(None, None, (), None, "")


NAMES = ["france", "united", "kingdom", "ACME", "EU"]
WORDS = [*NAMES, "air", "defence", "missiles", "review", "due", "late", "zebra", "of"]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8))
def test_every_word_is_understood_or_searched_and_none_is_made_up(words: list[str]) -> None:
    found = understand(words, TOPICS, CODES)
    left = (found.text or "").split()
    for word in left:
        assert left.count(word) <= words.count(word)
    parts = [found.country, found.topic, *found.standings]
    assert any(parts) or sorted(left) == sorted(words)
    for part in filter(None, [*parts, found.text]):
        assert part in found.said


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("frnace", ["Did you mean France?"]),
        ("overdeu", ["Did you mean overdue?"]),
        ("misssiles", ["Did you mean missiles?"]),
        ("us", ["Did you mean US (United States)?"]),
        ("germany", ["A list is of one party: ask for Germany by itself."]),
        ("not zebra", ["A list is narrowed by every word: “not” was looked for as a word of the pledges."]),
        ("zebra", []),
        ("of", []),
    ],
)
def test_where_nothing_has_the_words_it_is_told_what_may_have_been_meant(text: str, told: list[str]) -> None:
    assert meant(text, TOPICS, CODES) == told
