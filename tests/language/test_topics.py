"""Topics: which words tell what a pledge is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.errors import BadInputError
from tracker.language.topics import OTHER, Topic, load_topics

TOPICS = load_topics()


@pytest.mark.parametrize("topic", TOPICS.topics, ids=lambda topic: topic.id)
def test_every_topic_is_told_by_one_of_its_sentences_and_not_by_the_other(topic: Topic) -> None:
    assert TOPICS.topic_of(topic.fires) == topic.id
    assert TOPICS.topic_of(topic.spares) != topic.id


def test_words_that_tell_nothing_leave_the_topic_open() -> None:
    assert TOPICS.topic_of("They will do so.") == OTHER


def test_where_the_quote_leaves_it_open_the_title_decides() -> None:
    title = [(TOPICS.weigh("A new plan for hospitals and nurses"), 0.5)]
    assert TOPICS.topic_of("They will do so.", lambda: title) == "health"


def test_a_quote_that_is_plain_does_not_ask_the_title() -> None:
    def asked() -> list[tuple[dict[str, float], float]]:
        raise AssertionError("asked")

    assert TOPICS.topic_of("They will vaccinate patients in every hospital.", asked) == "health"


@pytest.mark.parametrize(
    ("quote", "topic"),
    [
        ("Belgium will deliver 9,000 shells.", "ammunition"),
        ("Belgium will supply 19 armoured carriers.", "armour"),
        ("Belgium will pay for long-range weapons.", "long-range-missiles"),
        ("Belgium will help with rebuilding after the earthquake.", "reconstruction"),
    ],
)
def test_a_thing_that_is_named_outweighs_what_the_document_is_about(quote: str, topic: str) -> None:
    about = [(TOPICS.weigh("air defence systems, launchers and radars for vessels"), 0.5)]
    assert TOPICS.topic_of(quote, lambda: about) == topic


def test_case_hyphens_and_endings_do_not_matter() -> None:
    assert TOPICS.weigh("AIR-DEFENCE") == TOPICS.weigh("air defences")


def overlay(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_of_ones_own_adds_topics_and_words(tmp_path: Path) -> None:
    own = overlay(
        tmp_path,
        'version = "ours-1"\n[topics.fishing]\nwords = { "herring*" = 5 }\n'
        'fires = "They will land herrings."\nspares = "They will land."\n'
        '[topics.health.words]\n"leech*" = 4\n',
    )
    topics = load_topics(own)
    assert topics.version == "ours-1"
    assert topics.topic_of("They will count the herrings.") == "fishing"
    assert topics.topic_of("They will buy leeches.") == "health"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[topics.a]\nwords = {}\nfires = "a"\nspares = "b"\n', "topics.a.words is missing, or of the wrong kind."),
        ("topics = 3\n", "topics must be a table."),
        ("[topics]\nhealth = 3\n", "topics.health must be a table."),
        ('[topics.health.words]\nleech = "much"\n', 'topics.health.words."leech" must be a weight between 0 and 10.'),
        ("[topics.health.words]\nleech = 11\n", 'topics.health.words."leech" must be a weight between 0 and 10.'),
        ('[topics.health.words]\n"le*" = 1\n', 'topics.health.words."le*" must have a word, and 3 letters before a *.'),
        ("[topics.health]\ncolour = 1\n", "topics.health.colour is not known; known here: words, fires, spares."),
    ],
)
def test_a_table_that_is_wrong_is_refused_by_file_and_place(tmp_path: Path, text: str, told: str) -> None:
    own = overlay(tmp_path, f'version = "ours-1"\n{text}')
    with pytest.raises(BadInputError) as refused:
        load_topics(own)
    assert refused.value.why == f"{own}: {told}"
    assert "en/topics.toml" in refused.value.remedy


def test_a_table_without_a_version_of_its_own_is_refused(tmp_path: Path) -> None:
    own = overlay(tmp_path, f'version = "{TOPICS.version}"\n[topics.health.words]\nleech = 4\n')
    with pytest.raises(BadInputError) as refused:
        load_topics(own)
    assert refused.value.why.startswith("version is missing, or is that of the shipped table")
