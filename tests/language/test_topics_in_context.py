"""Topics of sentences as many hands write them: what is done counts, not where it is said or by when."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tracker.errors import BadInputError
from tracker.language.pledging import read_pledges
from tracker.language.topics import OTHER, load_topics
from tracker.model import Document

TOPICS = load_topics()


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        ("The presidents will gather again in Prague on 4 May.", "diplomacy"),
        ("The ministers will speak by video link every month.", "diplomacy"),
        ("I will be in Kyiv myself in March.", "diplomacy"),
        ("Norway will meet the target of 40,000 shells.", "ammunition"),
        ("The status of forces agreement will be signed in June.", "security-guarantees"),
        ("Guarantors will open a liaison office.", "security-guarantees"),
        ("Sappers will clear of mines 900 square kilometres.", "reconstruction"),
        ("Croatia will lend 40 deminers.", "reconstruction"),
        ("Mine-clearing vehicles will work the fields.", "reconstruction"),
        ("Belgium will buy 30 extended-range missiles.", "long-range-missiles"),
        ("Belgium will buy 30 missiles and their warheads.", "ammunition"),
        ("Shadow tankers will lose port access and insurance.", "sanctions"),
        ("The proceeds of immobilised assets will be sent.", "frozen-assets"),
        ("No family will pay more than 200 euro a month for a crèche.", "education"),
        ("Surgical hubs will replace 900 hips and knees.", "health"),
        ("Mini-grids will bring power to 300 villages.", "energy"),
        ("Winter kits and blankets will reach the displaced.", "humanitarian"),
        ("Rents will be frozen and tenants protected.", "housing"),
        ("Spain will plant a million saplings in its woodlands.", "climate"),
        ("The dairy herd will be insured, and hill farms paid.", "economy"),
        ("The return agreement will cover those who come in small boats.", "migration"),
    ],
)
def test_a_subject_is_told_by_the_words_that_people_have_for_it(sentence: str, topic: str) -> None:
    assert TOPICS.topic_of(sentence) == topic


@pytest.mark.parametrize(
    "sentence",
    [
        "We will tell the House before the House rises.",
        "The rules will come into force after the second reading.",
        "Due course will be taken, and lessons learned.",
        "They will agree free of charge.",
        "The minister will not wait for others at home.",
        "The road map will be ready after a first round.",
        "It will hold in the course of the day.",
    ],
)
def test_a_turn_of_phrase_tells_of_no_subject(sentence: str) -> None:
    assert TOPICS.topic_of(sentence) == OTHER


AIR_DEFENCE = [(TOPICS.weigh("Air defence: interceptors, launchers and radars for Ukraine"), 1.0)]
FROZEN = [(TOPICS.weigh("The proceeds of frozen assets: what Euroclear earned on immobilised reserves"), 1.0)]


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        ("We will meet again at the end of May.", "diplomacy"),
        ("Japan will cancel 40 million of Sudan's debt.", "financing"),
        ("Japan will cancel the debts that Ghana still owes it.", "financing"),
        ("Canada will guarantee two billion of lending by the development bank.", "financing"),
        ("Norway will train 120 radar operators and pilots.", "training"),
        ("Norway will pay 40 million.", "air-defence"),
    ],
)
def test_a_meeting_a_loan_and_training_told_plainly_are_the_thing_itself(sentence: str, topic: str) -> None:
    assert TOPICS.topic_of(sentence, lambda: AIR_DEFENCE) == topic


def test_a_loan_raised_on_frozen_assets_is_about_them() -> None:
    assert TOPICS.topic_of("Canada will lend Ukraine five billion.", lambda: FROZEN) == "frozen-assets"


def document(text: str, title: str = "Announcements") -> Document:
    return Document(ref="D", title=title, publisher="The Herald", published_on=date(2026, 3, 2), text=text)


def test_the_paragraph_and_its_heading_decide_where_the_sentence_leaves_it_open() -> None:
    text = (
        "The government has a plan in three parts.\n\n"
        "Kindergartens\n\nParents of pupils wait too long. It will create 6,000 places by June 2027.\n\n"
        "Hospitals\n\nPatients wait too long. It will open 900 more of them by June 2027."
    )
    assert [pledge.topic for pledge in read_pledges(document(text))] == ["education", "health"]


def test_the_day_by_which_tells_nothing_of_what_is_done() -> None:
    text = "Norway will send 40 howitzers before the summit of the ambassadors in June 2026."
    assert [pledge.topic for pledge in read_pledges(document(text))] == ["ammunition"]


REPORT = """Ministers meet in Riga on a peace plan

The security guarantees and the peace talks took most of the day, and hostages were spoken of.

Latvia also announced that it would work with others on a loan out of frozen Russian assets.

"{}", the president said.
"""


@pytest.mark.parametrize(
    ("words", "topics"),
    [
        ("We will finalise this in the coming days, and it will give Ukraine time", {"frozen-assets"}),
        ("We will bring it before parliament by 1 May", {"frozen-assets"}),
        ("We will finalise this peace plan by 1 May", {"peace-deal"}),
    ],
)
def test_what_is_only_pointed_at_has_the_topic_of_the_paragraph_before(words: str, topics: set[str]) -> None:
    told = read_pledges(document(REPORT.format(words)))
    assert {each.topic for each in told if each.quote.start >= REPORT.index('"')} == topics


def test_ships_that_are_to_secure_a_truce_belong_to_the_guarantees_and_others_are_ships() -> None:
    guarantees = [(TOPICS.weigh("The security guarantees: what guarantors bring to the coalition of the willing"), 0.9)]
    fisheries = [(TOPICS.weigh("Fishing quotas and farmers: the week in the single market"), 0.9)]
    quote = "Spain will send a frigate."
    assert TOPICS.topic_of(quote, lambda: guarantees) == "security-guarantees"
    assert TOPICS.topic_of(quote, lambda: fisheries) == "naval"


def test_a_table_of_ones_own_adds_phrases_that_tell_nothing(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('version = "ours-1"\nsilent = ["school of fish"]\n', encoding="utf-8")
    assert TOPICS.topic_of("They will count the school of fish.") == "education"
    assert load_topics(own).topic_of("They will count the school of fish.") != "education"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('silent = "fish"', "silent must be a list of words."),
        ('silent = ["fish"]', "must be a phrase of 2 words or more."),
    ],
)
def test_silent_phrases_that_are_none_are_refused(tmp_path: Path, line: str, told: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(f'version = "ours-1"\n{line}\n', encoding="utf-8")
    with pytest.raises(BadInputError) as refused:
        load_topics(own)
    assert refused.value.why.endswith(told)
