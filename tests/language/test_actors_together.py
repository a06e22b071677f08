"""Who acts together: lists of parties, those who met, and "the government" of the country that a text is at home in."""

from __future__ import annotations

import pytest

from tests.language.scenes import DAY, document
from tracker.language.actors import Scene, mentions
from tracker.language.home import home
from tracker.language.sentences import sentences


def parties(text: str, verb: str) -> set[str]:
    """The parties that act by the first verb of these words in a text."""
    passages = sentences(text)
    place = text.index(verb)
    index = max(number for number, each in enumerate(passages) if each.start <= place)
    return {*Scene(document(text), passages).actors(index, place).parties}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("In London, Norway and Sweden will sign the treaty.", {"NO", "SE"}),
        ("Yesterday, at the G7, Canada and Japan will have agreed to pay.", {"CA", "JP"}),
        ("At the NATO summit, Spain, Italy and Greece will offer crews.", {"ES", "IT", "GR"}),
        ("Norway, Sweden and Denmark will sign the treaty.", {"NO", "SE", "DK"}),
        ("With Norway, Sweden and Denmark on board, Poland will sign the treaty.", {"PL"}),
    ],
)
def test_what_opens_a_sentence_is_no_part_of_the_list_behind_it(text: str, wanted: set[str]) -> None:
    assert parties(text, "will") == wanted


@pytest.mark.parametrize(
    "others", ["several other countries", "other partners", "“a handful” of other states", "a number of further allies"]
)
def test_others_that_are_left_open_close_a_list(others: str) -> None:
    assert parties(f"Norway, Sweden and {others} will pay for the grid.", "will") == {"NO", "SE"}


def test_they_are_the_leaders_where_those_were_told_of_last() -> None:
    met = "The Coalition of the Willing met in Paris. Norway and Sweden offered crews."
    assert parties(f"{met} They will fly in May.", "will") == {"NO", "SE"}
    assert parties(f"{met} The leaders agreed on a plan. They will meet in May.", "will") == {"COW"}


def test_the_government_of_a_new_paragraph_is_the_one_at_home() -> None:
    at_home = "Norway pays. Oslo has said so, and Norway's parliament agreed. Bergen and Trondheim are to get a yard."
    abroad = "In Stockholm the Swedish cabinet is to discuss it."
    assert parties(f"{at_home}\n{abroad}\nThe government will build two ships.", "will") == {"NO"}
    assert parties(f"{at_home}\n{abroad} The government will build two ships.", "will") == {"SE"}


def test_a_text_about_a_country_at_war_is_not_at_home_with_its_friends() -> None:
    def at_home(text: str) -> str | None:
        return home(text, mentions(text, DAY))[0]

    assert at_home("Biden spoke. Biden left for Washington. Ukraine thanked him.") == "US"
    assert at_home("Biden spoke. Zelenskyy thanked him, and Kyiv, Ukraine's capital, thanked Washington.") is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Together with Sweden, Denmark will build a line.", {"SE", "DK"}),
        ("Denmark, together with Sweden, will build a line.", {"SE", "DK"}),
        ("Denmark, which met alongside Sweden and Norway, will build a line.", {"DK"}),
        ("Denmark, who joined the call alongside leaders from Sweden, will build a line.", {"DK"}),
        ("Frederiksen, who joined the call alongside leaders from Sweden, said that Copenhagen will pay.", {"DK"}),
    ],
)
def test_who_stands_beside_the_subject_acts_and_who_met_it_does_not(text: str, wanted: set[str]) -> None:
    assert parties(text, "will") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("And together with Denmark, Norway will lay a cable.", {"DK", "NO"}),
        ("5/ Jointly with Denmark, Norway will lay a cable.", {"DK", "NO"}),
        ("Ministers who sat together with Denmark heard that Norway will lay a cable.", {"NO"}),
        ("Governments meeting in Geneva will give a combined $900 million.", {"DONORS"}),
        ("Nations gathered in Rome on Monday will put 40 million euros into wells.", {"DONORS"}),
    ],
)
def test_those_who_act_as_one_and_states_at_large_who_give(text: str, wanted: set[str]) -> None:
    assert parties(text, "will") == wanted


@pytest.mark.parametrize("that", ["", "that "])
@pytest.mark.parametrize(
    ("told", "who"),
    [
        ("Beijing told Tokyo {}it", {"CN"}),
        ("China told the United Nations {}it", {"CN"}),
        ("China promised Japan {}it", {"CN"}),
        ("China assured the Japanese government {}it", {"CN"}),
        ("Kenya told Uganda in May {}it", {"KE"}),
        ("China's minister told his Japanese counterpart {}he", {"CN"}),
        ("Emmanuel Macron told Friedrich Merz {}he", {"FR"}),
    ],
)
def test_who_told_another_what_it_would_do_will_do_it(told: str, that: str, who: set[str]) -> None:
    assert parties(f"{told.format(that)} would reopen the border by May.", "would") == who


def test_what_another_would_do_is_told_of_that_other() -> None:
    assert parties("Kenya told Uganda that Tanzania would pay.", "would") == {"TZ"}


def test_they_at_the_beginning_of_a_quotation_are_others_than_who_speaks() -> None:
    assert parties("“They will send 40 tanks,” the Swedish minister said.", "will") == set()
    assert parties("“We will send 40 tanks,” the Swedish minister said.", "will") == {"SE"}
