"""Topics in the words of the corpus that they are held against."""

from __future__ import annotations

from tests.quality.topics import LAYOUT, in_layout, keeps_to_layout
from tracker.language.topics import OTHER, load_topics


def test_what_the_layout_has_stays_what_it_is() -> None:
    assert [topic for topic in LAYOUT if in_layout(topic) != topic] == []


def test_a_finer_topic_is_told_as_the_one_that_holds_it() -> None:
    assert [in_layout(topic) for topic in ("housing", "deployment", "peace-deal")] == [
        OTHER, "security-guarantees", "diplomacy",
    ]  # fmt: skip


def test_every_topic_of_ours_has_its_place() -> None:
    ours = {each.id for each in load_topics().topics}
    assert {in_layout(topic) for topic in ours} <= LAYOUT
    assert ours >= LAYOUT - {OTHER}


def test_a_corpus_that_tells_finer_topics_does_not_keep_to_the_layout() -> None:
    assert keeps_to_layout(["energy", "other"])
    assert not keeps_to_layout(["energy", "housing"])
