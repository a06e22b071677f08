"""For every sentence the pledges that it may bear on, and what it says became of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.language.growth import IN_PROPORTION, growth
from tests.language.linked import AMBULANCES, BRIDGE, INDEX, document, first, sighted
from tracker.language.linking import read_follow_ups
from tracker.language.passages import Passage
from tracker.language.pledge_index import Indexed, PledgeIndex
from tracker.language.quantities import done_on, quantity, told_amounts
from tracker.model import Document


@pytest.mark.parametrize(
    ("pledge", "outcome", "sentence"),
    [
        ("NO-2024-001", "fulfils", "All 40 ambulances from Norway have arrived in Southport."),
        ("NO-2024-001", "advances", "Norway has delivered 15 of the 40 ambulances."),
        ("NO-2024-001", "restates", "Norway will send the ambulances, its health minister repeated."),
        ("NO-2024-001", "drops", "Oslo has cancelled the ambulances for Southport."),
        ("SE-2024-001", "advances", "Sweden has signed a contract for the bridge across the strait."),
        ("SE-2024-001", "drops", "Stockholm shelved the bridge across the strait."),
    ],
)
def test_a_sentence_is_linked_and_its_outcome_told(pledge: str, outcome: str, sentence: str) -> None:
    found = first(sentence)
    assert (found.pledge, found.reading, found.band) == (pledge, outcome, "likely")
    assert found.shared
    assert found.cues


def test_no_link_is_an_answer() -> None:
    assert sighted("The weather in Norway was fine. Sweden won the match. Nobody was hurt.") == []
    assert sighted("A survey was taken. Ministers will send letters to all homes.") == []


def test_a_sentence_without_a_clear_outcome_is_possible_only() -> None:
    found = first("Experts doubt that the 40 ambulances from Norway will ever reach Southport.")
    assert (found.pledge, found.reading, found.band) == ("NO-2024-001", "unclear", "possible")


def test_a_document_of_the_same_event_corroborates() -> None:
    sentence = "Norway will send 40 ambulances to Southport."
    assert first(sentence, event="spring meeting").reading == "corroborates"
    assert first(sentence, event="autumn meeting").reading == "restates"
    assert first(sentence, event=None).reading == "restates"


def test_documents_without_an_event_are_not_of_one_event() -> None:
    assert first("Hospitals were lent €2 billion by Denmark and Finland in full.").reading == "fulfils"


def test_only_earlier_pledges_of_other_documents_count() -> None:
    sentence = "All 40 ambulances from Norway have arrived in Southport."
    assert sighted(sentence, ref="D1") == []
    assert sighted(sentence, published_on=date(2024, 3, 4)) == []
    assert sighted(sentence, published_on=date(2024, 3, 5))
    assert sighted(sentence, published_on=None)


def test_a_sentence_that_goes_on_about_the_goal_is_linked_to_what_was_said_before() -> None:
    text = "Norway promised Southport 40 ambulances in March. They have all been delivered. The sea was calm."
    found = sighted(text)
    assert {(text[each.quote.start : each.quote.end], each.pledge) for each in found} == {
        ("Norway promised Southport 40 ambulances in March.", "NO-2024-001"),
        ("They have all been delivered.", "NO-2024-001"),
    }
    assert [each.reading for each in found] == ["restates", "fulfils"]


def test_the_amount_told_is_kept_and_compared_with_the_one_pledged() -> None:
    part = first("Norway has delivered 15 ambulances.")
    assert part.amount is not None
    assert (part.amount.amount, part.reading) == (Decimal(15), "advances")
    assert first("Norway has delivered 45 ambulances.").reading == "fulfils"
    assert first("Norway has delivered the ambulances and 3 boats.").amount is None


def test_a_sum_in_another_currency_is_a_part() -> None:
    assert first("Denmark and Finland have paid hospitals $1.1 billion of the loan.").reading == "advances"


def test_a_joint_pledge_kept_by_one_party_is_advanced_and_the_party_named() -> None:
    alone = first("Denmark has paid hospitals the loan of €2 billion.")
    assert (alone.reading, alone.party) == ("advances", "DK")
    both = first("Denmark and Finland have paid hospitals the loan of €2 billion.")
    assert (both.reading, both.party) == ("fulfils", None)


def test_a_condition_that_is_met_activates() -> None:
    outcomes = [
        each.reading
        for each in sighted(
            "Sweden said that the conditions were met and that it will build the bridge across the strait."
        )
    ]
    assert outcomes == ["restates", "activates"]


def test_pledges_of_two_parties_that_a_sentence_names_side_by_side_share_a_rank() -> None:
    twins = PledgeIndex(
        [
            AMBULANCES._replace(
                ref=f"{code}-1", parties=(code,), words="Pay $100 million into the flood fund", amount=None
            )
            for code in ("NO", "SE", "DK")
        ]
    )
    text = "Norway and Sweden have paid their $100 million into the flood fund."
    found = read_follow_ups(document(text), twins)
    assert {each.pledge for each in found if each.rank == 1} == {"NO-1", "SE-1"}


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("Norwegen hat die 40 Ambulances übergeben.", "fulfils"),
        ("Norwegen hat bisher 15 Ambulances geliefert.", "advances"),
        ("Norwegen hat auf die Ambulances verzichtet.", "drops"),
        ("Norwegen soll die Ambulances im Mai schicken.", "restates"),
    ],
)
def test_plain_german_tells_an_outcome(sentence: str, outcome: str) -> None:
    assert first(sentence, language="de").reading == outcome


@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("on 3 August", "2024-08-03"),
        ("on 3 August 2023", "2023-08-03"),
        ("in July", "2024-07-31"),
        ("in December", "2023-12-31"),
        ("on Monday", "2024-09-09"),
        ("yesterday", "2024-09-11"),
        ("last year", None),
        ("on 3 October 2024", None),
        ("on 31 June", None),
    ],
)
def test_the_day_of_the_deed_is_read(when: str, day: str | None) -> None:
    assert first(f"The 40 ambulances from Norway arrived in Southport {when}.").dated == day


def test_the_day_of_the_report_is_not_that_of_the_deed() -> None:
    assert first("The 40 ambulances from Norway have arrived in Southport, the mayor said on Monday.").dated is None


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("The review of the guidelines, promised in February last year, was published on 4 April 2025.", "2025-04-04"),
        ("The last of the 40 boats which Malta promised in June arrived in Oslo on 19 December 2025.", "2025-12-19"),
        ("The boats pledged at the Oslo summit in June arrived on 3 May 2025.", "2025-05-03"),
        ("Oslo got the boats that were promised by the end of March on 5 May 2025.", "2025-05-05"),
        ("Malta pledged on Monday 5 May 2025 to pay, and paid on 6 June 2025.", "2025-06-06"),
        ("The boats promised in June have arrived.", None),
        ("As promised on 1 September 2025, the gate was opened.", "2025-09-01"),
    ],
)
def test_the_day_of_a_promise_is_not_the_day_of_the_deed(told: str, day: str | None) -> None:
    assert done_on(told, Passage(0, len(told)), date(2026, 1, 19)) == day


def test_ranks_run_from_one_and_are_five_at_most() -> None:
    others = [BRIDGE._replace(ref=f"SE-{n}") for n in range(30)]
    many = PledgeIndex([AMBULANCES._replace(ref=f"NO-{n}") for n in range(9)] + others)
    found = read_follow_ups(document("All 40 ambulances from Norway have arrived in Southport."), many)
    assert [each.rank for each in found] == [1, 2, 3, 4, 5]
    assert [each.pledge for each in found] == [f"NO-{n}" for n in range(5)]


def test_figures_and_names_link_in_other_languages() -> None:
    text = "Norwegen hat die 40 ambulances übergeben."
    assert first(text, language="de").pledge == "NO-2024-001"


def test_less_is_enough_where_languages_differ() -> None:
    assert sighted("Der survey war lang.", language="en") == []
    assert first("Der survey war lang.", language="de").pledge == "SE-2024-001"


def test_noise_is_not_read_and_offsets_are_those_of_the_text() -> None:
    text = "Related: Norway has sent all 40 ambulances to Southport\n\nSOUTHPORT (Reuters) - The 40 ambulances arrived."
    (found,) = sighted(text)
    assert text[found.quote.start : found.quote.end] == "The 40 ambulances arrived."


PIECES = [
    "Norway",
    "40 ambulances",
    "have arrived",
    "will",
    "not",
    ". ",
    "\n",
    "€2 billion",
    "the bridge",
    "‮",
    "é̀",
    "\x00",
    "{{x}}",
    "They",
    " ",
]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=60).map("".join))
def test_quotes_and_cues_stand_where_they_say(text: str) -> None:
    for each in sighted(text):
        assert 0 <= each.quote.start < each.quote.end <= len(text)
        assert text[each.quote.start : each.quote.end].strip()
        assert 1 <= each.rank <= 5
        assert each.pledge in INDEX
        for cue in each.cues:
            assert each.quote.start <= cue.start < cue.end <= each.quote.end


def test_reading_twice_finds_the_same() -> None:
    text = "Norway has delivered 15 of the 40 ambulances. They came in August. The loan of €2 billion was paid."
    assert sighted(text) == sighted(text)


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["40 ambulances have arrived ", "Norway, ", "They will not be delivered. ", "a", "(", "\n"]
)
def test_a_long_text_takes_time_in_proportion(unit: str) -> None:
    assert growth(sighted, unit * (100_000 // len(unit))) < IN_PROPORTION


def test_an_empty_document_and_an_empty_index_have_no_follow_ups() -> None:
    assert sighted("") == []
    assert read_follow_ups(document("Norway sent 40 ambulances."), PledgeIndex([])) == ()
    assert read_follow_ups(Document("D9", "", "", None, text=None), INDEX) == ()


def test_that_two_documents_are_on_one_event_makes_no_sentence_likely_by_itself() -> None:
    """What a sentence of the same event shares with a pledge by its own words decides."""
    from tracker.language.fitting import Fit
    from tracker.language.links import _is_likely
    from tracker.language.outcomes import load_outcome_rules

    rules = load_outcome_rules()
    assert _is_likely(Fit("GB-2025-001", 4.4, 4.4, ("missile", "interceptor", "battery")), "corroborates", rules)
    assert not _is_likely(Fit("GB-2025-001", 4.4, 4.4, ("missile", "=GB")), "corroborates", rules)
    assert not _is_likely(Fit("GB-2025-001", 2.0, 2.0, ()), "fulfils", rules)
    assert _is_likely(Fit("GB-2025-001", 2.4, 2.4, ("missile", "interceptor")), "fulfils", rules)


FEE = Indexed(
    "MT-2024-001", "Do not raise the fee for boats. Malta will not raise the fee for boats before 2026. fees boats",
    ("MT",), (), "2024-03-05", None, "D3", None, None, False, negative=True,
)  # fmt: skip


@pytest.mark.parametrize(
    ("ref", "outcome", "sentence"),
    [
        ("NO-2024-001", "drops", "Norway will not send the ambulances to Southport, its minister said."),
        ("NO-2024-001", "restates", "Norway will send the ambulances to Southport, its minister said."),
        ("MT-2024-001", "restates", "Malta will not raise the fee for boats, its minister said."),
        ("MT-2024-001", "restates", "There will be no higher fee for boats in Malta."),
    ],
)
def test_what_will_not_be_done_is_dropped_unless_that_was_the_promise(ref: str, outcome: str, sentence: str) -> None:
    found = read_follow_ups(document(sentence), PledgeIndex([AMBULANCES, FEE]))
    assert {each.reading for each in found if each.pledge == ref} == {outcome}


def test_an_index_in_another_process_still_knows_what_is_not_to_be_done() -> None:
    assert PledgeIndex.load(PledgeIndex([FEE]).serialise())["MT-2024-001"].negative


def test_of_a_sentence_that_nobody_could_read_only_the_beginning_is_quoted() -> None:
    told = f"The 40 ambulances from Norway arrived in Southport{', with crews and stretchers' * 50_000}."
    quote = first(told).quote
    assert quote.start == 0
    assert 2900 < quote.end <= 3000
    assert told[quote.end] == " "


def test_a_part_told_in_figures_alone_is_of_the_unit_of_the_whole() -> None:
    told = "Kenya has planted 140 million of the 300 million trees that it promised."
    part, share = quantity(told, told_amounts(told, Passage(0, len(told))), Decimal(300_000_000), "trees")
    assert part is not None
    assert (part.amount, part.unit) == (140_000_000, "trees")
    assert share == pytest.approx(140 / 300)
