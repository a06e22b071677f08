"""The scorer, on a corpus small enough to count by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.quality.corpus import Corpus, Mention, Pledged, Trap
from tests.quality.score import Figure, LinkScore, PledgeScore, alike, of_chains, score
from tests.quality.targets import TARGETS, Target, met, written

NORTH, SOUTH = "north.txt", "south.txt"
ROADS = "Norway will mend four hundred bridges by the end of March."
WELLS = "The ministers promised to dig new wells for every village."
FERRY = "Denmark is thinking about a second ferry to the islands."
HARBOUR = "Sweden stands ready to widen the old harbour of Lund."
AGAIN = "Norway said once more that its bridges would be mended soon."
DONE = "Of the bridges in the north one hundred are mended by now."
OTHER = "The bridges of the south belong to another programme altogether."


def pledged(ref: str, file: str, quote: str, **facts: Any) -> Pledged:
    given = {
        "parties": ("NO",),
        "topic": "other",
        "summary": "mend bridges",
        "amount": None,
        "unit": None,
        "currency": None,
        "deadline": None,
        "window": None,
        "precision": None,
        "condition": None,
        "made_on": date(2025, 1, 10),
    }
    return Pledged(ref, file, quote, **given | facts)


def mention(number: int, quote: str, relation: str, pledge: str = "ROADS", file: str = SOUTH) -> Mention:
    return Mention(f"M{number}", file, quote, pledge, relation, None, None, False, None, None)


MARCH = (date(2025, 1, 10), date(2025, 3, 31))
GOLD = Corpus(
    documents=(),
    chains={NORTH: "N", SOUTH: "S"},
    pledges=(
        pledged("ROADS", NORTH, ROADS, amount=Decimal(400), unit="bridges", window=MARCH, precision="month"),
        pledged("WELLS", SOUTH, WELLS, parties=("NO", "SE"), condition="once the rain ends"),
    ),
    mentions=(
        mention(1, AGAIN, "restates"),
        mention(2, DONE, "advances"),
        mention(3, OTHER, "none"),
        mention(4, ROADS, "corroborates", file=NORTH),
    ),
    traps=(Trap(SOUTH, FERRY, "hedge", False), Trap(SOUTH, HARBOUR, "readiness", True)),
    statuses=(),
)


def pledge(quote: str, document: str = NORTH, **facts: Any) -> dict[str, Any]:
    return {"kind": "pledge", "document": f"anywhere/{document}", "quote": quote, "band": "likely", **facts}


def link(quote: str, outcome: str, rank: int = 1, band: str = "likely", pledge: str = "ROADS") -> dict[str, Any]:
    facts = {"quote": quote, "pledge": pledge, "rank": rank, "outcome": outcome, "band": band}
    return {"kind": "follow_up", "document": SOUTH, **facts}


def pledges(*proposals: dict[str, Any]) -> PledgeScore:
    return score(GOLD, proposals).both


def links(*proposals: dict[str, Any]) -> LinkScore:
    return score(GOLD, proposals).links


# -- the same words ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (ROADS, ROADS.upper(), True),
        (ROADS, "four hundred bridges by the end", True),  # four words of the other, in their order
        (ROADS, "hundred bridges by", False),  # three are too few
        ("a b c d e f", "a b c x y z", True),  # half of the tokens
        ("a b c d e f", "a b x y z w", False),
        ("a a a b", "a c d e", False),  # a word counts as often as both have it
        ("the wells", "These wells, the…", True),
        ("dig a new well", "dig a new wellspring for the whole of the dry north", False),  # no word inside another
        (ROADS, "", False),
        ("…", "…", False),
    ],
)
def test_quotes_are_of_one_passage_when_one_holds_the_other_or_half_their_words_agree(
    one: str, other: str, same: bool
) -> None:
    assert alike(one, other) is same
    assert alike(other, one) is same


# -- pledges -----------------------------------------------------------------------------------------------------


def test_nothing_proposed_is_nothing_found_and_no_precision() -> None:
    found = score(GOLD, [])
    assert (found.both.precision, found.both.recall, found.both.f1) == (Figure(0, 0), Figure(0, 2), 0.0)
    assert found.both.precision.value is None
    assert (found.links.recall_at_1, found.links.unclear) == (Figure(0, 2), Figure(0, 0))


def test_what_is_likely_is_counted_apart_from_all() -> None:
    found = score(GOLD, [pledge(ROADS), pledge(WELLS, SOUTH, band="possible")])
    assert (found.likely.recall, found.both.recall) == (Figure(1, 2), Figure(2, 2))
    assert (found.likely.proposals, found.both.proposals) == (1, 2)


def test_a_pledge_found_twice_is_recalled_once_and_right_twice() -> None:
    found = pledges(pledge(ROADS), pledge("four hundred bridges by the end of March"), pledge(DONE))
    assert (found.precision, found.recall, found.f1) == (Figure(2, 3), Figure(1, 2), 0.572)


def test_a_sentence_with_two_pledges_finds_both_and_is_right_once() -> None:
    gold = GOLD._replace(pledges=(*GOLD.pledges, GOLD.pledges[0]._replace(id="TUNNELS")))
    found = score(gold, [pledge(ROADS)]).both
    assert (found.precision, found.recall) == (Figure(1, 1), Figure(2, 3))


def test_words_in_another_document_are_no_find() -> None:
    assert pledges(pledge(ROADS, SOUTH)).precision == Figure(0, 1)


def test_a_restatement_or_a_matter_of_opinion_counts_neither_way() -> None:
    found = pledges(pledge(AGAIN, SOUTH), pledge(HARBOUR, SOUTH))
    assert (found.neutral, found.precision) == (2, Figure(0, 0))


def test_a_deed_is_no_pledge_and_a_trap_is_counted_as_one() -> None:
    found = pledges(pledge(DONE, SOUTH), pledge(FERRY, SOUTH))
    assert (found.precision, found.traps) == (Figure(0, 2), Figure(1, 1))


def test_parties_are_those_of_the_proposal_that_names_most_of_them() -> None:
    found = pledges(
        pledge(WELLS, SOUTH, parties=["NO"]),
        pledge(WELLS, SOUTH, parties=["SE", "NO"], topic="health"),
        pledge(ROADS, parties=["NO", "DK"], topic="other"),
    )
    assert (found.parties_exact, found.parties_overlap, found.topic) == (Figure(1, 2), Figure(2, 2), Figure(1, 2))


@pytest.mark.parametrize(
    ("precision", "latest", "right"),
    [
        ("month", "2025-03-31", True),
        ("month", "2025-04-01", False),
        ("season", "2025-05-01", True),
        ("season", "2025-05-02", False),
        ("vague", "2025-02-28", True),
        ("vague", "2025-02-27", False),
        ("month", None, False),
    ],
)
def test_a_last_day_has_a_month_to_spare_only_where_it_is_a_matter_of_judgement(
    precision: str, latest: str | None, right: bool
) -> None:
    gold = GOLD._replace(pledges=(GOLD.pledges[0]._replace(precision=precision),))
    found = score(gold, [pledge(ROADS, deadline={"latest": latest})]).both
    assert (found.deadline, found.deadline_when_given) == (Figure(right, 1), Figure(right, 1))


def test_a_deadline_that_the_gold_does_not_have_is_wrong_and_not_one_that_was_given() -> None:
    found = pledges(pledge(WELLS, SOUTH, deadline={"latest": "2025-03-31"}))
    assert (found.deadline, found.deadline_when_given) == (Figure(0, 1), Figure(0, 0))


def test_a_condition_is_there_or_not_whatever_its_words() -> None:
    found = pledges(pledge(WELLS, SOUTH, condition="if it rains"), pledge(ROADS, condition="if it rains"))
    assert (found.condition, found.condition_found) == (Figure(1, 2), Figure(1, 1))


@pytest.mark.parametrize(("amount", "right"), [(400, True), ("400.0", True), (401, False), (None, False)])
def test_an_amount_is_compared_as_a_number(amount: object, right: bool) -> None:
    assert pledges(pledge(ROADS, amount=amount)).amount == Figure(right, 1)


# -- links -------------------------------------------------------------------------------------------------------


def test_a_link_is_recalled_by_its_rank_up_to_the_fifth() -> None:
    assert links(link(AGAIN, "restates"), link(DONE, "advances", rank=5)).recall_at_1 == Figure(1, 2)
    assert links(link(AGAIN, "restates"), link(DONE, "advances", rank=5)).recall_at_5 == Figure(2, 2)
    assert links(link(DONE, "advances", rank=6)).recall_at_5 == Figure(0, 2)
    assert links(link(DONE, "advances", pledge="WELLS")).recall_at_5 == Figure(0, 2)


def test_an_outcome_is_judged_on_what_was_linked_and_clear() -> None:
    found = links(link(AGAIN, "unclear"), link(DONE, "fulfils"))
    assert (found.outcome, found.unclear, found.outcome_of_all) == (Figure(0, 1), Figure(1, 2), Figure(0, 2))
    assert found.confusion == {("advances", "fulfils"): 1, ("restates", "unclear"): 1}


def test_the_outcome_is_that_of_the_best_rank() -> None:
    found = links(link(DONE, "drops", rank=2), link(DONE, "advances", rank=1))
    assert (found.outcome, found.confusion) == (Figure(1, 1), {("advances", "advances"): 1})


def test_what_the_pledges_own_document_says_again_is_no_follow_up() -> None:
    told = link(ROADS, "corroborates") | {"document": NORTH}
    assert links(told).recall_at_5 == Figure(0, 2)


@pytest.mark.parametrize(("rank", "band", "taken"), [(1, "likely", 1), (1, "possible", 0), (2, "likely", 0)])
def test_a_trap_is_taken_when_it_is_linked_first_and_likely(rank: int, band: str, taken: int) -> None:
    assert links(link(OTHER, "advances", rank, band)).traps == Figure(taken, 1)


# -- parts of a corpus, and the table ----------------------------------------------------------------------------


def test_the_score_of_some_chains_knows_only_their_documents() -> None:
    proposals = [pledge(ROADS), pledge(FERRY, SOUTH), link(DONE, "advances")]
    north = of_chains(GOLD, proposals, ["N"])
    assert (north.both.precision, north.both.recall) == (Figure(1, 1), Figure(1, 1))
    assert (north.both.traps, north.links.recall_at_5) == (Figure(0, 0), Figure(0, 0))
    assert of_chains(GOLD, proposals, ["N", "S"]) == score(GOLD, proposals)


@pytest.mark.parametrize(
    ("target", "figure", "verdict"),
    [
        (Target("both", "recall", 0.88), Figure(88, 100), True),
        (Target("both", "recall", 0.88), Figure(879, 1000), False),
        (Target("links", "traps", 0.12, at_most=True), Figure(12, 100), True),
        (Target("links", "traps", 0.12, at_most=True), Figure(13, 100), False),
        (Target("links", "traps", 0.12, at_most=True), Figure(0, 0), None),
    ],
)
def test_a_target_is_met_at_its_limit_and_nothing_is_no_verdict(
    target: Target, figure: Figure, verdict: bool | None
) -> None:
    assert target.met(figure) is verdict


def test_every_target_is_about_a_figure_of_the_score() -> None:
    empty = score(GOLD, [])
    assert [target for target in TARGETS if met(empty, target) not in (True, False, None)] == []
    assert len({(each.part, each.figure) for each in TARGETS}) == len(TARGETS) == 16


def test_the_table_has_each_figure_with_its_counts_and_its_verdict() -> None:
    proposals = [pledge(ROADS), pledge(FERRY, SOUTH), link(DONE, "advances")]
    table = written({"north": of_chains(GOLD, proposals, ["N"]), "all": score(GOLD, proposals)}).splitlines()
    recall = next(line for line in table if line.strip().startswith("recall"))
    assert " ".join(recall.split()) == "recall ≥ 0.65 1.000 (1 of 1) met 0.500 (1 of 2) missed"
    outcome = next(line for line in table if line.strip().startswith("outcome  "))
    assert " ".join(outcome.split()) == "outcome ≥ 0.88 – (0 of 0) 1.000 (1 of 1) met"
    assert ["advances", "->", "advances", "0", "1"] in [line.split() for line in table]
    assert table[-1].startswith("all: ")
    assert "targets met" in table[-1]
