"""Who acts: the parties that must, those beside them, those who tell of it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

# A document begins with its day, publisher, title and issuer; a line that begins with blanks goes on the one before.
# ‹GB FR› stands before a verb: those must act. "told by US": and that party says so.
from tests.language.growth import IN_PROPORTION, growth
from tests.language.scenes import DAY, MARK, document, scenes
from tracker.language.actors import Scene, mentions
from tracker.language.sentences import sentences
from tracker.language.sightings import Actors
from tracker.model import Document


def asked(text: str, verb: str, **of: Any) -> Actors:
    """Who acts by the first verb of these words in a text."""
    passages = sentences(text)
    place = text.index(verb)
    index = max(number for number, each in enumerate(passages) if each.start <= place)
    return Scene(document(text, **of), passages).actors(index, place)


def acting(marked: str, said: Document) -> list[tuple[str, set[str], str | None, re.Match[str]]]:
    """At every mark of a text: the words there, the parties that were found, who tells it, and the mark."""
    assert said.text is not None
    passages = sentences(said.text)
    scene = Scene(said, passages)
    shift, found = 0, []
    for mark in MARK.finditer(marked):
        place = mark.start() - shift
        shift += len(mark[0])
        index = max(number for number, each in enumerate(passages) if each.start <= place)
        actors = scene.actors(index, place)
        found.append((said.text[max(0, place - 30) : place + 20], set(actors.parties), actors.speaker, mark))
    return found


ALL = scenes()
KINDS = scenes("scenes_by_kind.txt")  # a kind of text each: wire, read-out, answer in parliament, live blog, list, …


@pytest.mark.parametrize(("marked", "said"), ALL, ids=[marked[:40] for marked, _ in ALL])
def test_the_parties_that_must_act_are_found(marked: str, said: Document) -> None:
    found = acting(marked, said)
    assert found
    assert {words: (got, told) for words, got, told, _ in found} == {
        words: (set(mark[1].split()), mark[2] or told) for words, _, told, mark in found
    }


@pytest.mark.parametrize(("marked", "said"), KINDS, ids=[marked[:40] for marked, _ in KINDS])
def test_the_parties_that_must_act_are_found_in_texts_of_every_kind(marked: str, said: Document) -> None:
    found = acting(marked, said)
    assert found
    assert {words: got for words, got, _, _ in found} == {words: set(mark[1].split()) for words, _, _, mark in found}


def test_it_is_told_how_the_parties_were_found() -> None:
    told = {
        "subject": asked("Norway will pay.", "will"),
        "agent": asked("A ship will be built by Norway.", "will"),
        "label": asked("Norway: a ship will be built.", "will"),
        "we": asked("“We will pay,” Norway said.", "will"),
        "they": asked("Norway and Sweden met. They will pay.", "will"),
        "he": asked("Ulf Kristersson spoke. He promised a ship.", "promised"),
        "group": asked("The G7 met. Leaders agreed to pay.", "agreed"),
        "speaker": asked("A ship will be built, Norway said.", "will"),
        "last": asked("Norway has a plan. A ship will be built.", "will"),
        "issuer": asked("A ship will be built.", "will", issuer="NO"),
        "none": asked("A ship will be built.", "will"),
    }
    assert {how: actors.how for how, actors in told.items()} == {how: how for how in told}


def test_behind_a_condition_the_party_after_the_comma_acts() -> None:
    assert asked("If and when Germany approves the aid, Latvia will open the hall.", "will").parties == ("LV",)


def test_a_house_or_a_council_is_that_of_the_country_which_it_is_of() -> None:
    named = [(each.code, each.surface) for each in mentions("The House of Commons of Canada met.")]
    assert named == [("CA", "House of Commons"), ("CA", "Canada")]
    assert mentions("The Council of State gave its opinion.") == []
    assert [each.code for each in mentions("The Council gave its opinion.")] == ["EU"]


def test_both_sides_of_a_joint_statement_act_together() -> None:
    said = asked("Both sides will share data.", "will", title="Joint statement of Japan and Chile", issuer="JP")
    assert said.parties == ("JP", "CL")


def test_the_alliance_of_a_text_that_does_not_name_nato_is_another() -> None:
    assert asked("The alliance will open a hall.", "will", publisher="The Courier").parties == ()


def test_the_words_that_name_who_acts_are_shown() -> None:
    text = "On Monday the Swedish government will pay."
    actors = asked(text, "will")
    assert text[actors.start : actors.end] == "Swedish government"


def test_those_who_only_take_part_are_partners() -> None:
    actors = asked("Norway will build a ship with Sweden and Finland.", "will")
    assert (actors.parties, actors.partners) == (("NO",), ("SE", "FI"))


def test_who_tells_of_it_is_kept_apart_from_who_acts() -> None:
    for text in (
        "Sweden said that Norway will pay.",
        "Norway will pay, Sweden said.",
        "According to Sweden, Norway will pay.",
    ):
        actors = asked(text, "will")
        assert (actors.parties, actors.speaker) == (("NO",), "SE"), text
    assert asked("Norway said that it will pay.", "will").speaker is None


def test_a_group_whose_members_are_left_open_is_collective() -> None:
    assert asked("G7 leaders will pay.", "will").collective
    assert not asked("Norway will pay.", "will").collective


PIECES = (
    'We|Norway|will|said|that|they|“|”|"|\n|, |which|by|the G7|leaders of|Keir Starmer|:|Sweden: |and|(|'
    "the prime minister|it|.|’s|é|\u0301|שלום|\u200f|Berlin|in|its|told"
)
SCRAPS = st.lists(st.sampled_from(PIECES.split("|")), max_size=40).map(" ".join)


@settings(max_examples=80)
@given(st.one_of(SCRAPS, st.text(max_size=200)), st.integers(0, 400))
def test_any_text_can_be_asked_and_mentions_stand_where_they_say(text: str, place: int) -> None:
    passages = sentences(text)
    scene = Scene(document(text), passages)
    for index, each in enumerate(passages):
        actors = scene.actors(index, min(each.start + place, each.end))
        assert actors == Scene(document(text), passages).actors(index, min(each.start + place, each.end))
        assert scene.actors(index).how
    for mention in mentions(text, DAY):
        assert text[mention.start : mention.end] == mention.surface


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["Norway and " * 8_000, "We will " * 8_000, "“" * 50_000, "Norway: " * 8_000, "U.S. " * 9_000]
)
def test_time_grows_with_the_text_and_no_faster(text: str) -> None:
    def ask(text: str) -> None:
        scene = Scene(document(text), sentences(text), text)
        for place in range(0, len(text), len(text) // 50):
            scene.actors(0, place)

    assert growth(ask, text) < IN_PROPORTION
