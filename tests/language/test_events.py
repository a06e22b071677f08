"""Documents of one event are told by day, words, names and places; a doubt is no guess."""

from __future__ import annotations

import pytest

from tests.language.growth import IN_PROPORTION, growth
from tracker.language.events import ENOUGH, Sketch, event_name, guess, sketch

STATEMENT = (
    "Prime Minister Ilmarinen and President Tessaly met in Lisbon today to speak of the ports of Estrovia. They agreed"
    " that forty ambulances will be sent to Southport before the end of May, and asked Health Minister Okonjo to draw"
    " up a list of what the hospitals there need. They thanked the crews of the Halcyon, who have worked through the"
    " winter without a single day of rest. Commissioner Brandt took part for the first time. They will meet again in"
    " the autumn, and each of them will then report to parliament on what has been done, with Ambassador Quill."
)
WIRE = (
    "LISBON, May 3 (Meridian) — Ambulances are on their way to the coast, the hosts of the talks said on Friday.\n\n"
    "The statement by Ilmarinen and Tessaly says that “forty ambulances will be sent to Southport before the end of"
    " May”, and ministers have been told to make a list. The crews of the Halcyon will drive them. Okonjo promised to"
    " have the list of the hospitals ready within days, and Brandt called the meeting a first step. Fishermen doubt"
    " it: the road from the border has been under water since March, and the ferry takes six cars at most."
)
RADIO = (
    "Forty ambulances for the hospitals of Southport: this is what the talks in Lisbon have brought. Premier Ilmarinen"
    " wants them there before the end of May. The list of what the hospitals need will be drawn up by Okonjo, whose"
    " ministry has asked the crews of the Halcyon for advice. President Tessaly spoke of a winter without rest. For"
    " Brandt it was the first meeting of this kind, and parliament will hear from all of them in the autumn."
)
HAY = (
    "Farmers in the north of Norland want to be paid for the hay that they lost when the rivers rose. Their union says"
    " that two thousand farms have been hit, most of them small, and that insurers are slow to answer letters. The"
    " minister for agriculture, Pell Aranda, will travel there with Commissioner Brandt, who promised to listen. In"
    " Madrid officials said that no money had been set aside; the treasury will speak about it with Ivo Zant."
)


def of(ref: str, day: str | None, text: str, event: str | None = None, title: str = "") -> Sketch:
    return sketch(ref, day, event, title, text)


NEW = of("D-2", "2024-05-04", WIRE)


# -- what is guessed ------------------------------------------------------------------------------------------


def test_a_wire_that_quotes_a_statement_is_of_its_event_and_says_why() -> None:
    found = guess(NEW, [of("D-9", "2024-05-03", HAY, "hay"), of("D-1", "2024-05-03", STATEMENT, "Lisbon talks")])
    assert found is not None
    assert (found.event, found.of) == ("Lisbon talks", "D-1")
    assert ENOUGH < found.score <= 1
    assert found.reasons == (
        "published within a day",
        "share the words “that forty ambulances will be sent to Southport before the end of …”",
        "both name Brandt, Halcyon, Ilmarinen, Southport, Lisbon",
    )


def test_names_places_and_words_together_tell_an_event_without_a_quotation() -> None:
    found = guess(of("D-3", "2024-05-03", RADIO), [of("D-1", "2024-05-03", STATEMENT)])
    assert found is not None
    assert (found.event, found.of) == (None, "D-1")
    assert found.reasons[0] == "published on the same day"


@pytest.mark.parametrize(("day", "told"), [("2024-05-06", True), ("2024-05-07", False), (None, False), ("May", False)])
def test_documents_of_one_event_are_published_within_two_days(day: str | None, told: bool) -> None:
    assert (guess(NEW, [of("D-1", day, STATEMENT)]) is not None) == told


def test_a_document_of_the_same_day_on_something_else_is_not_of_the_event() -> None:
    assert guess(of("D-9", "2024-05-04", HAY), [of("D-1", "2024-05-04", STATEMENT), NEW]) is None


def test_a_document_is_not_compared_with_itself() -> None:
    assert guess(NEW, [NEW]) is None


def test_between_two_events_that_are_as_likely_none_is_guessed() -> None:
    one, same, other = (
        of("D-1", "2024-05-03", STATEMENT, "talks"),
        of("D-5", "2024-05-03", STATEMENT, "talks"),
        of("D-6", "2024-05-03", STATEMENT, "visit"),
    )
    assert guess(NEW, [one, same]) is not None
    assert guess(NEW, [one, other]) is None


def test_a_document_whose_event_is_named_is_preferred_to_one_as_like_it() -> None:
    found = guess(NEW, [of("D-0", "2024-05-03", STATEMENT), of("D-1", "2024-05-03", STATEMENT, "talks")])
    assert found is not None
    assert found.of == "D-1"


def test_names_that_many_documents_share_are_no_reason() -> None:
    names = "Then came Ilmarinen, Tessaly, and Brandt to Lisbon."
    others = [of(f"D-{number}", "2023-01-01", f"{names} {HAY[number:]}") for number in range(10, 30)]
    statement = of("D-1", "2024-05-03", STATEMENT)
    alone, among = guess(NEW, [statement]), guess(NEW, [statement, *others])
    assert alone is not None
    assert among is not None
    assert alone.reasons[2] == "both name Brandt, Halcyon, Ilmarinen, Southport, Lisbon"
    assert among.reasons[2] == "both name Halcyon, Southport"


def test_names_that_many_documents_share_weigh_less() -> None:
    names = "Then came Ilmarinen, Tessaly, Okonjo, Brandt and Halcyon to Southport and Lisbon."
    others = [of(f"D-{number}", "2023-01-01", f"{names} {HAY}") for number in range(10, 30)]
    radio, statement = of("D-3", "2024-05-03", RADIO), of("D-1", "2024-05-03", STATEMENT)
    alone, among = guess(radio, [statement]), guess(radio, [statement, *others])
    assert alone is not None
    assert among is not None
    assert among.score < alone.score


# -- what a sketch holds --------------------------------------------------------------------------------------


def test_a_sketch_holds_places_groups_and_names_however_they_are_spelt() -> None:
    found = of(
        "D-1",
        "2024-05-03",
        "KYIV, 3 May (Meridian) — The French said in Geneva that the Coalition of the Willing and the G7 will meet"
        " Volodymyr Zelenskyy. Talks with Marco Rubio will follow in Downing Street, said Rubio's staff.",
    )
    assert found.places == {"Kyiv", "Geneva"}
    assert found.bodies == {"COW", "G7"}
    assert found.names == {"Zelensky", "Rubio"}


def test_in_german_where_every_noun_has_a_capital_names_say_nothing() -> None:
    text = (
        "Der Minister sagte, dass die ersten Fahrzeuge noch vor dem Ende des Monats in den Hafen gebracht werden"
        " und die übrigen folgen, sobald die Besatzungen von ihren Kollegen in Lissabon geschult worden sind."
    )
    found = of("D-1", "2024-05-03", text)
    assert found.names == frozenset()
    assert found.places == {"Lisbon"}


# -- what an event is called ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Lisbon, 4 May 2024", "The ministers met in Lisbon to speak of the ports."),
        ("Lisbon, 4 May 2024", "The ministers met today at a summit in Lisbon to speak of the ports."),
        ("Lisbon, 3 May 2024", "The ministers met in Lisbon yesterday."),
        ("Lisbon, 2 May 2024", "The ministers met in Lisbon on Thursday."),
        ("Lisbon, 4 May 2024", "The ministers met in Lisbon on Saturday."),
        ("Lisbon, 30 April 2024", "At the Lisbon summit on 30 April 2024 the ministers spoke of the ports."),
        ("Lisbon, 1 May 2024", "The ministers met in Lisbon on May 1."),
        ("Kyiv, 4 May 2024", "Following the meeting in Kiev the ministers spoke of the ports."),
        ("Virtual meeting, 4 May 2024", "The ministers held a virtual meeting of the Halcyon group."),
        (None, "The ministers met in Lisbon and then held talks in Madrid."),
        (None, "The ministers will meet in Lisbon."),
        (None, "They recalled the summit in Lisbon."),
        (None, "The ministers are to discuss it at the conference in Lisbon in November."),
        (None, "Since the Lisbon summit nothing has been heard of it."),
        (None, "They met in Lisbon on 3 January 2021."),
        (None, "They met in Lisbon on 31 February."),
        (None, "They met in Nowhere."),
        (None, "The ministry in Lisbon has published a list."),
    ],
)
def test_an_event_is_called_by_the_place_and_the_day_of_the_meeting(name: str | None, text: str) -> None:
    assert event_name("Ambulances for Estrovia", "2024-05-04", text) == name


def test_the_title_may_tell_the_place() -> None:
    assert event_name("Ministers meet in Lisbon", "2024-05-04", HAY) == "Lisbon, 4 May 2024"


@pytest.mark.parametrize("day", [None, "", "May 2024"])
def test_without_a_day_an_event_has_no_name(day: str | None) -> None:
    assert event_name("Ministers meet in Lisbon", day, STATEMENT) is None


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["Ab ", "met in ", "'", "\n", "Lisbon summit ", "virtual "])
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    assert growth(lambda text: sketch("D-1", "2024-05-03", None, text[:2000], text), text) < IN_PROPORTION
    assert growth(lambda text: event_name(text[:2000], "2024-05-03", text), text) < IN_PROPORTION
