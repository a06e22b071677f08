"""Pledges in a document: what is one, what is none, and what is told of each."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.language.growth import IN_PROPORTION, growth
from tracker.language.pledging import load_pledge_rules, read_pledges
from tracker.language.sightings import PledgeSighting
from tracker.model import Document

SAID_ON = date(2024, 2, 14)


def sighted(text: str, title: str = "An afternoon in town", language: str = "en") -> tuple[PledgeSighting, ...]:
    return read_pledges(Document("D", title, "The Courier", SAID_ON, language=language, text=text))


def band(sentence: str) -> str:
    return " ".join(each.band for each in sighted(sentence)) or "none"


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway will send 40 lorries to Moldova.",
        "Two hospitals will be built in Ghana by Japan by the end of May.",
        "Spain pledged to double its share.",
        "Spain has committed to ending the practice by 2030.",
        "Seoul pledged $40 million.",
        "The Netherlands undertakes to publish the accounts every year.",
        "Denmark and Sweden agreed with the bank to finance the bridge.",
        "Britain decided to close the plant in March.",
        "Japan has set aside 90 million euros for shelters.",
        "Italy said on Monday that it would host the fair in July.",
        "France tasked its engineers to complete the survey.",
        "Poland is to hand over 12 boats.",
        "Canada is going to open four clinics.",
        "Greece is sending another 30 buses in the coming weeks.",
        "Kenya intends to plant a million trees.",
    ],
)
def test_a_plain_statement_of_intent_is_a_likely_pledge(sentence: str) -> None:
    assert band(sentence) == "likely"


@pytest.mark.parametrize(
    "sentence",
    [
        "Italy opens a field hospital in Chad on 3 June.",
        "Norway hands over the ferry terminal in September.",
        "Canada contributes 40 engineers, pending approval by its parliament.",
        "The ban comes into force in Malta on 1 July.",
        "The ferry to Malta will be in service by 2029.",
        "Austria joined the fund with 12 million euros, payable by June.",
        "Malta will not raise the fee for pensioners.",
        "No patient in Malta will wait longer than 18 weeks, the government promised.",
        "In Malta nobody will have their water cut off this winter.",
        "If it wins the election, the party in Malta would cut fuel duty by half.",
        "Malta's budget provides for 40 new schools.",
        "There will be 300 new nursery places in Malta by September.",
        "Malta plans to double-glaze every school by 2028.",
        "Action: Malta to circulate the paper by 1 May.",
    ],
)
def test_what_is_promised_without_a_verb_of_promising_is_proposed(sentence: str) -> None:
    assert band(sentence) in ("likely", "possible")


@pytest.mark.parametrize(
    "sentence",
    [
        "The museum in Malta opens on Mondays in the spring.",
        "The firm, which pays for 40 nurses, is from Malta.",
        "The conference in Malta opens on Tuesday.",
        "Malta will not raise its contribution to the fund.",
        "Malta will not send soldiers.",
        "Prices in Malta will not fall this year.",
        "Who is to pay for the repairs in Malta was left open.",
        "A deputy asked when the road to Malta is to be built.",
        "The walls in Malta need to be rebuilt by May.",
        "The bridge in Malta is likely to be closed in May.",
        "Had the dam been built, Malta would still be dry.",
        "Were Malta to publish the list, the state would lose.",
        "The list was led by Malta with 40 cases.",
        "To unsubscribe from the newsletter of Malta, reply here and we will remove you.",
        "The agency in Malta publishes its yearly report in May, as it does every year.",
    ],
)
def test_what_only_looks_like_such_a_promise_is_not(sentence: str) -> None:
    assert band(sentence) == "none"


@pytest.mark.parametrize(
    "sentence",
    [
        "Turkey is ready to host another round.",
        "Peru plans to open schools.",
        "Chile offers to host the talks.",
    ],
)
def test_a_plan_or_readiness_is_a_possible_one(sentence: str) -> None:
    assert band(sentence) == "possible"


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway has sent 40 lorries to Moldova.",
        "Norway will not send 40 lorries to Moldova.",
        "Norway could send 40 lorries to Moldova.",
        "Norway is considering whether it will send 40 lorries.",
        "Norway urged Spain to send 40 lorries by May.",
        "Norway must send 40 lorries by May.",
        "Norway refused to say that it will send lorries.",
        "Economists expect that Norway will cut rates in May.",
        "Norway will respond to the seizure by May.",
        "Norway has no plans to send lorries.",
        "Will Norway send 40 lorries to Moldova?",
        "Norway would have sent 40 lorries to Moldova.",
        "The war will end by May.",
        "That would put the total in Norway at 40 lorries.",
        "Norway condemned the attack and thanked Spain.",
        "The minister met her colleagues in Norway on Tuesday.",
    ],
)
def test_what_is_no_pledge_is_not_proposed(sentence: str) -> None:
    assert band(sentence) == "none"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Malta promised to weave 40 nets.", "likely"),
        ("Malta said that it would weave 40 nets.", "likely"),
        ("Malta vows not to raise the levy.", "likely"),
        ("Malta is to weave nets.", "possible"),
        ("Malta will weave nets.", "possible"),
        ("Every village will have a well by May.", "possible"),
    ],
)
def test_what_is_promised_may_be_any_deed(sentence: str, expected: str) -> None:
    assert band(sentence) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Norway: 40 boats for Malta.", "possible"),
        ("Norway: NOK 5bn for forests.", "possible"),
        ("Norway: a land of forests.", "none"),
        ("Norway: 5 million people.", "none"),
        ("Source: the ministry, 2023.", "none"),
    ],
)
def test_an_item_that_gives_a_name_and_a_sum_is_a_contribution(line: str, expected: str) -> None:
    assert band(line) == expected


def test_a_pledge_is_told_with_who_what_when_and_if() -> None:
    text = "Once a ceasefire holds, Norway will send up to 40 drones to Moldova by the end of March, the king said."
    (found,) = sighted(text)
    assert text[found.quote.start : found.quote.end] == text
    assert found.actors.parties == ("NO",)
    assert found.topic == "drones"
    assert found.amount is not None
    assert (found.amount.amount, found.amount.unit, found.amount.qualifier) == (40, "drones", "up to")
    assert found.deadline is not None
    assert (found.deadline.phrase, found.deadline.latest) == ("by the end of March", date(2024, 3, 31))
    assert found.condition is not None
    assert text[found.condition.start : found.condition.end] == "Once a ceasefire holds"


def test_the_score_is_the_sum_of_the_cues_each_at_its_place() -> None:
    text = "Norway will send another 40 drones."
    (found,) = sighted(text)
    assert [(cue.rule, cue.weight, text[cue.start : cue.end]) for cue in found.cues] == [
        ("actor", 0.4, "Norway"),
        ("will", 2.8, "will send"),
        ("more", 0.3, "another"),
        ("amount", 0.5, "40 drones"),
    ]
    assert found.score == 4.0


def test_two_pledges_in_one_sentence_are_two() -> None:
    text = "Norway will send 40 drones in May, and Sweden will train 300 nurses by June."
    assert [text[each.quote.start : each.quote.end] for each in sighted(text)] == [
        "Norway will send 40 drones in May",
        "Sweden will train 300 nurses by June.",
    ]


def test_a_refusal_in_one_clause_does_not_touch_the_other() -> None:
    text = "Norway will not send troops, but Sweden will send 40 drones."
    assert [text[each.quote.start : each.quote.end] for each in sighted(text)] == ["Sweden will send 40 drones."]


def test_what_others_do_in_a_condition_is_not_held_against_a_pledge() -> None:
    text = "Norway will keep its sanctions and extend them in May as long as Russia refuses to talk."
    assert [each.band for each in sighted(text)] == ["likely"]


def test_a_list_under_we_will_is_a_list_of_pledges() -> None:
    text = "Over the next year Norway will:\n\n- publish the accounts;\n- train 300 nurses;\n\nIt rained."
    assert [text[each.quote.start : each.quote.end] for each in sighted(text)] == [
        "publish the accounts",
        "train 300 nurses",
    ]


def test_the_title_and_other_headings_are_not_read() -> None:
    text = "Norway will send 40 drones\n\nSweden to train 300 nurses, who will be paid\n\nIt rained."
    assert sighted(text, title="Norway will send 40 drones") == ()


def test_a_document_without_text_or_in_another_language_holds_none() -> None:
    assert read_pledges(Document("D", "t", "p", SAID_ON)) == ()
    assert sighted("") == sighted(" \n\n ") == ()
    assert sighted("Norway will send 40 drones.", language="de") == ()


@pytest.mark.parametrize(("due", "latest"), [("by May", None), ("by May 2026", date(2026, 5, 31))])
def test_without_a_day_of_publication_a_deadline_keeps_its_words_and_the_last_day_that_they_name(
    due: str, latest: date | None
) -> None:
    document = Document("D", "t", "p", None, text=f"Norway will send 40 drones {due}.")
    (found,) = read_pledges(document)
    assert found.deadline
    assert (found.deadline.phrase, found.deadline.earliest, found.deadline.latest) == (due, None, latest)


def test_a_table_of_ones_own_moves_the_bands() -> None:
    rules = load_pledge_rules()
    document = Document("D", "t", "p", SAID_ON, text="Norway will send 40 drones.")
    assert [each.band for each in read_pledges(document, rules._replace(likely=9.0))] == ["possible"]
    assert read_pledges(document, rules._replace(likely=9.0, possible=8.0)) == ()


PIECES = """
Norway|will|send|40|drones|by May|.|,| and |we|agreed|to|build|would|said|if|once a truce holds|not|\n|\n\n|“|”|:|
- |?|€3|bn|é|́|שלום|٣|İ|\u200f|😀|Denmark:|pledged|$10 million|is to|which|;|Dr.|U.S.
"""
WORDS = [each.strip("\n") or "\n" for each in PIECES.split("|")]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40), st.sampled_from(["", " "]))
def test_every_place_lies_in_the_text_and_every_run_gives_the_same(words: list[str], blank: str) -> None:
    text = blank.join(words)
    found = sighted(text)
    for each in found:
        places = [each.quote, *each.others, *(cue[2:] for cue in each.cues)]
        places += [at for at in (each.deadline_at, each.condition) if at]
        assert all(0 <= start <= end <= len(text) for start, end in places)
        assert text[each.quote.start : each.quote.end].strip()
        if each.deadline and each.deadline_at:
            assert text[each.deadline_at.start : each.deadline_at.end] == each.deadline.phrase
        assert each.score == round(sum(cue.weight for cue in each.cues), 3)
    assert sighted(text) == found


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "Norway will send 40 drones and " * 400,
        "will " * 2_000,
        "Norway, " * 6_000,
        "if by the end of agreed to " * 2_000,
        "(" * 50_000,
        "1,000" * 10_000,
        "é́" * 20_000,
    ],
    ids=["clauses", "will", "names", "openers", "brackets", "figures", "accents"],
)
def test_the_time_for_one_endless_sentence_grows_with_it_and_no_faster(text: str) -> None:
    assert growth(sighted, text) < IN_PROPORTION


def test_a_time_that_is_counted_from_a_condition_gives_no_window_and_is_no_amount() -> None:
    (found,) = sighted("If the court agrees, Ghana will publish the contracts within six months.")
    assert (found.condition is not None, found.deadline, found.amount) == (True, None, None)
