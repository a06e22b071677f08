"""Sightings as proposals: what each carries, what it is about, when two are one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import sighted
from tests.sighted import RULES, document
from tracker.language.passages import Passage
from tracker.model import Quote
from tracker.proposals import Proposal, alike, fingerprint, of_follow_up, of_pledge, overlaps, ranked, same_pledge

TEXT = (
    "“We will deliver up to fourteen tanks by the end of March if the port is open,” Britain and France said. "
    "Fourteen tanks, Britain promised, would be delivered. Eight tanks have crossed the border since 20 April."
)
SPEECH = document("D-2025-001", TEXT)
PLEDGED = "“We will deliver up to fourteen tanks by the end of March if the port is open,”"


@pytest.fixture
def tanks() -> Proposal:
    """Everything that can be told of a pledge, as a proposal."""
    sighting = sighted.pledge(
        SPEECH,
        PLEDGED,
        *("GB", "FR"),
        partners=("DE",),
        speaker="EU",
        collective=True,
        due="by the end of March",
        condition="if the port is open",
        amount=sighted.amount(SPEECH, "up to fourteen tanks", "14.0", "tanks", "up to"),
        others=("Fourteen tanks, Britain promised, would be delivered",),
        weights={"will": 1.5, "deliver": 1.0, "if": -0.25},
        score=2.25049,
    )
    return of_pledge(sighting, SPEECH, RULES)


# -- what a proposal carries -----------------------------------------------------------------------------------


def test_a_pledge_is_proposed_with_everything_that_accepting_it_would_record(tanks: Proposal) -> None:
    assert (tanks.kind, tanks.quote) == ("pledge", Quote("D-2025-001", PLEDGED, 0, len(PLEDGED)))
    assert (tanks.ref, tanks.pledge, tanks.band, tanks.rules) == ("", None, "likely", RULES)
    facts = tanks.facts
    assert (facts["parties"], facts["partners"], facts["speaker"]) == (["GB", "FR"], ["DE"], "EU")
    assert (facts["how"], facts["collective"], facts["topic"]) == ("we", True, "tanks")
    assert (facts["amount"], facts["unit"], facts["currency"], facts["qualifier"]) == ("14", "tanks", None, "up to")
    assert facts["condition"] == "if the port is open"


def test_a_deadline_is_proposed_with_its_phrase_window_basis_and_rule(tanks: Proposal) -> None:
    due = tanks.facts["deadline"]
    assert (due["phrase"], due["latest"], due["basis"]) == ("by the end of March", "2025-03-31", "stated")
    assert due["rule"]
    assert due["rules"]
    start, end = tanks.facts["deadline_at"]
    assert TEXT[start:end] == "by the end of March"


def test_the_summary_begins_as_the_words_without_their_quotation_marks(tanks: Proposal) -> None:
    assert str(tanks.facts["summary"]).startswith("We will deliver up to fourteen tanks")
    assert len(str(tanks.facts["summary"])) <= 90
    assert "\n" not in str(tanks.facts["summary"])


@pytest.mark.parametrize("row", ["Norway | 40 lorries | | 30 June", "Norway\t40 lorries\t\t30 June"])
def test_the_summary_of_a_row_of_a_table_lists_its_cells(row: str) -> None:
    table = document("D-2025-001", f"Donor | Pledge | Note | By\n{row}\n")
    facts = of_pledge(sighted.pledge(table, row), table, RULES).facts
    assert facts["summary"] == "Norway, 40 lorries, 30 June"


def test_further_mentions_are_quotes_of_their_own(tanks: Proposal) -> None:
    words = "Fourteen tanks, Britain promised, would be delivered"
    assert tanks.mentions == (Quote("D-2025-001", words, TEXT.index(words), TEXT.index(words) + len(words)),)


def test_every_cue_comes_with_its_weight_and_place(tanks: Proposal) -> None:
    told = [(each.rule, each.weight, TEXT[each.start : each.end]) for each in tanks.cues]
    assert told == [("will", 1.5, "will"), ("deliver", 1.0, "deliver"), ("if", -0.25, "if")]
    assert tanks.score == 2.25  # to a thousandth


def test_what_was_not_said_is_none() -> None:
    bare = of_pledge(sighted.pledge(SPEECH, "Fourteen tanks"), SPEECH, RULES).facts
    for name in ("speaker", "amount", "unit", "qualifier", "deadline", "deadline_at", "condition", "condition_at"):
        assert bare[name] is None
    assert bare["parties"] == bare["partners"] == []


def test_a_follow_up_is_proposed_for_the_pledge_that_fits_best_and_names_the_others() -> None:
    words = "Eight tanks have crossed the border since 20 April."
    eight = sighted.amount(SPEECH, "Eight tanks", "8", "tanks")
    found = [
        sighted.follow_up(SPEECH, words, "FR-2024-002", "unclear", rank=2, score=1.0),
        sighted.follow_up(
            *(SPEECH, words, "GB-2024-001", "advances"), amount=eight, dated="2025-04-20", party="GB", score=4.1239
        ),
    ]
    (one,) = (of_follow_up(each, SPEECH, RULES) for each in ranked(found))
    assert (one.kind, one.pledge, one.quote.text, one.score) == ("follow-up", "GB-2024-001", words, 4.124)
    facts = one.facts
    assert (facts["outcome"], facts["party"], facts["dated"]) == ("advances", "GB", "2025-04-20")
    assert (facts["amount"], facts["unit"], facts["shared"]) == ("8", "tanks", ["tank"])
    assert facts["others"] == [{"pledge": "FR-2024-002", "rank": 2, "outcome": "unclear", "score": 1.0}]


def test_follow_ups_come_by_sentence_in_the_order_of_the_text_best_first() -> None:
    found = [
        sighted.follow_up(SPEECH, "Eight tanks", "GB-2024-002", rank=2),
        sighted.follow_up(SPEECH, "Fourteen tanks", "GB-2024-003"),
        sighted.follow_up(SPEECH, "Eight tanks", "GB-2024-001", rank=1),
    ]
    told = [(TEXT[each.quote.start : each.quote.end], [one.pledge for one in each.sightings]) for each in ranked(found)]
    assert told == [("Fourteen tanks", ["GB-2024-003"]), ("Eight tanks", ["GB-2024-001", "GB-2024-002"])]


@given(st.text(min_size=1), st.data())
def test_offsets_are_code_points_and_exact_in_any_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    where = replace(SPEECH, text=text)
    sighting = sighted.pledge(SPEECH, "Fourteen tanks")._replace(quote=Passage(start, end))
    quote = of_pledge(sighting, where, RULES).quote
    assert quote.text == text[quote.start : quote.end] == text[start:end]


# -- what a proposal is about ----------------------------------------------------------------------------------


def test_a_fingerprint_knows_the_text_the_place_the_kind_and_the_pledge_and_nothing_else() -> None:
    place = Passage(3, 9)
    own = fingerprint(SPEECH, "pledge", place)
    other = document("D-2025-009", TEXT, "2025-04-01", title="Another title")  # the same text under another ref
    assert fingerprint(other, "pledge", place) == own
    assert len(own) == 64
    different = {
        own,
        fingerprint(document("D-2025-001", TEXT + "!"), "pledge", place),
        fingerprint(SPEECH, "follow-up", place),
        fingerprint(SPEECH, "pledge", Passage(3, 10)),
        fingerprint(SPEECH, "pledge", Passage(39, 9)),
        fingerprint(SPEECH, "pledge", place, "GB-2025-001"),
    }
    assert len(different) == 6


def test_the_fingerprint_does_not_depend_on_the_rules_that_read_it(tanks: Proposal) -> None:
    again = of_pledge(sighted.pledge(SPEECH, PLEDGED, "DE", band="possible", score=1.0), SPEECH, "rules 2")
    assert again.fingerprint == tanks.fingerprint


# -- when two are one ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("we will send tanks", "We will send tanks.", 1.0),
        ("we will send tanks", "they will send ships", 0.5),  # will, send: twice two of eight
        ("tanks tanks", "tanks", 2 / 3),  # twice one of three
        ("tanks", "ships", 0.0),
        ("", "", 0.0),
        ("—", "…", 0.0),
    ],
)
def test_quotes_are_as_alike_as_the_words_that_they_share(one: str, other: str, share: float) -> None:
    assert alike(one, other) == alike(other, one) == pytest.approx(share)


def test_mentions_of_one_pledge_share_a_party_and_most_of_their_words(tanks: Proposal) -> None:
    said = "Britain will deliver up to fourteen tanks by the end of March if the port opens"
    wire = document("D-2025-002", f"{said}, it was said.")

    def wired(*parties: str) -> Proposal:
        return of_pledge(sighted.pledge(wire, said, *parties), wire, RULES)

    assert same_pledge(tanks, wired("GB"))
    assert not same_pledge(tanks, wired("PL"))
    assert not same_pledge(tanks, wired())  # by nobody
    elsewhere = of_pledge(sighted.pledge(SPEECH, "Eight tanks have crossed the border", "GB"), SPEECH, RULES)
    assert not same_pledge(tanks, elsewhere)


@pytest.mark.parametrize(
    ("start", "end", "document", "shared"),
    [(0, 5, "D-1", False), (0, 6, "D-1", True), (9, 12, "D-1", True), (10, 12, "D-1", False), (6, 7, "D-2", False)],
)
def test_quotes_overlap_where_they_share_a_character_of_one_document(
    start: int, end: int, document: str, shared: bool
) -> None:
    assert overlaps(Quote(document, "words", start, end), [Quote("D-1", "others", 5, 10)]) is shared


def test_a_quote_without_a_place_overlaps_nothing() -> None:
    placed, unplaced = Quote("D-1", "words", 0, 5), Quote("D-1", "words", None, None)
    assert not overlaps(placed, [unplaced])
    assert not overlaps(unplaced, [placed])


@pytest.mark.parametrize(
    ("words", "summary"),
    [
        ('"We will send 40 boats by May," the minister said.', "We will send 40 boats by May"),
        ("“We will send 40 boats by May,” said Martin Berg", "We will send 40 boats by May"),
        ("We will send 40 boats by May,” he added.", "We will send 40 boats by May"),
        ('The minister said: "We will send 40 boats."', 'The minister said: "We will send 40 boats'),
        ("Norway will send 40 boats by May.", "Norway will send 40 boats by May"),
    ],
)
def test_the_summary_to_begin_with_leaves_out_who_says_it_behind(words: str, summary: str) -> None:
    report = document("D-2025-001", f"In the harbour: {words}\n")
    assert of_pledge(sighted.pledge(report, words), report, RULES).facts["summary"] == summary
