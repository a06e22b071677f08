"""What became of ten invented pledges, told in words that share little with theirs."""

from __future__ import annotations

from datetime import date

import pytest

from tests.language.linked import pledge
from tracker.language.coming import is_to_come
from tracker.language.linking import read_follow_ups
from tracker.language.passages import Passage
from tracker.language.pledge_index import PledgeIndex
from tracker.language.sightings import FollowUpSighting
from tracker.language.terms import stem
from tracker.model import Document

INDEX = PledgeIndex(
    [
        pledge(
            "ferry", "NO", "Norway will put 12 electric ferries into service on the western fjords by the end of 2026.",
            12, "electric ferries",
        ),
        pledge("wolf", "SE", "Sweden will issue no licences for hunting wolves before 2027."),
        pledge("grain", "FR", "France will ship 300,000 tonnes of grain to Port Sudan.", 300_000, "tonnes"),
        pledge("judge", "CA", "Canada will hire 80 immigration judges this year.", 80, "judges"),
        pledge(
            "fund", "AT SI", "Austria and Slovenia will each pay EUR 250 million into the Danube flood fund.",
            250_000_000, "EUR",
        ),
        pledge(
            "radar", "FI", "Finland will lend a coastal radar to Sweden once a site on Gotland has been cleared.",
            condition="once a site on Gotland has been cleared",
        ),
        pledge("queue", "BE", "Belgium will bring its asylum backlog below 5,000 files by Christmas.", 5000, "files"),
        pledge("hub", "IE", "Ireland will open an air ambulance base in Cork in 2026."),
        pledge(
            "loan", "GB", "Britain will lend Moldova £600 million for its power grid in three tranches.",
            600_000_000, "GBP",
        ),
        pledge("line", "LT", "Lithuania will lay 114 km of track to the border by the end of 2026.", 114, "km"),
    ]
)  # fmt: skip


def sighted(text: str) -> list[FollowUpSighting]:
    document = Document("D9", "", "The Courier", date(2026, 2, 20), text=text, language="en")
    return [each for each in read_follow_ups(document, INDEX) if each.rank == 1]


@pytest.mark.parametrize(
    ("ref", "outcome", "sentence"),
    [
        # numbers, and what is left
        ("ferry", "advances", "Norway's fifth electric ferry made her maiden trip across the fjord on Monday."),
        ("ferry", "fulfils", "With the Ådal, the twelfth electric ferry is in service on Norway's western fjords."),
        ("ferry", "advances", "One electric ferry has been delivered to Norway's fjords."),
        ("ferry", "restates", "Oslo says that the remaining five electric ferries sail by December."),
        ("ferry", "fulfils", "The remaining electric ferries were handed over to Norway's fjords on 3 February."),
        ("grain", "fulfils", "France has now shipped 304,000 tonnes of grain to Port Sudan, more than it said."),
        ("judge", "fulfils", "Canada appointed its eightieth immigration judge on 19 December."),
        ("line", "advances", "Lithuania has 41 kilometres of the track to the border on the ground."),
        ("line", "advances", "Nine tenths of Lithuania's track to the border lie in place."),
        ("loan", "fulfils", "The third and last British tranche for Moldova's power grid was paid on 30 January."),
        ("fund", "fulfils", "Austria and Slovenia have both paid up: the Danube flood fund holds half a billion."),
        # what is to come down
        ("queue", "advances", "Belgium's asylum backlog has shrunk from 14,000 to 8,200 files."),
        ("queue", "fulfils", "On 20 December Belgium had 4,870 asylum files waiting."),
        # what is to come, in the present tense
        ("hub", "restates", "The air ambulance base in Cork opens in October, the Irish minister told the Dáil."),
        # a promise not to do something
        ("wolf", "fulfils", "No licence to hunt wolves was granted in Sweden last winter."),
        ("wolf", "drops", "Sweden has issued 30 licences for hunting wolves in Värmland."),
        ("wolf", "restates", "Sweden's minister said again that there would be no wolf licences before 2027."),
        # given up
        ("ferry", "drops", "Norway settles for nine electric ferries on the fjords; three have been sold to Chile."),
        ("judge", "drops", "Ottawa has frozen the hiring of immigration judges for good."),
        # doubts of another clause
        ("ferry", "advances", "Seven electric ferries now ply Norway's fjords; the others wait for batteries."),
    ],
)  # fmt: skip
def test_an_outcome_is_read_from_other_words(ref: str, outcome: str, sentence: str) -> None:
    first = sighted(sentence)[0]
    assert (first.pledge, first.reading) == (ref, outcome)


def test_a_step_that_meets_the_condition_is_offered_as_both() -> None:
    found = sighted("The county board cleared a site for the radar on Gotland in January.")
    assert [(each.pledge, each.reading) for each in found] == [("radar", "advances"), ("radar", "activates")]


@pytest.mark.parametrize(
    "sentence",
    [
        "None of the electric ferries for Norway's fjords has left the yard.",
        "It is hard to see Norway's twelve electric ferries on the fjords by New Year.",
        "Saudi Arabia flew 900 tonnes of flour to Port Sudan.",
        "Belgium's asylum backlog grew to 15,100 files.",
        "Not even ten of Canada's immigration judges have been found.",
        "At this speed the last of Norway's electric ferries would reach the fjords in 2029.",
    ],
)
def test_what_is_denied_doubted_or_done_by_a_stranger_is_not_likely(sentence: str) -> None:
    assert all(each.band != "likely" for each in sighted(sentence))


def test_a_label_tells_what_the_lines_under_it_are_about() -> None:
    text = "Immigration judges.\nSixty-one were sworn in by Christmas.\n"
    assert ("judge", "advances") in [(each.pledge, each.reading) for each in sighted(text)]
    assert sighted("The weather.\nSixty-one were sworn in by Christmas.\n") == []


def test_a_word_is_one_word_however_it_is_spelt() -> None:
    assert stem("km") == stem("kilometres") == stem("kilometer")
    assert stem("defense") == stem("defence")
    assert stem("feb") == stem("february")


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (True, "The rest follow in August, Paris says."),
        (True, "It is coming in February."),
        (True, "The gates open on 3 May 2027."),
        (False, "The rest followed in August."),
        (False, "The gates open on 3 May 2021."),
        (False, "The gates stay open."),
    ],
)
def test_a_sentence_in_the_present_may_name_a_time_to_come(told: bool, sentence: str) -> None:
    assert is_to_come(sentence, Passage(0, len(sentence)), 2026) == told
