"""Proposals in the register: kept as they were made, once, and never lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samples import AT, pledge, recording

from tests import sighted
from tests.register.proposed import (
    BUILD,
    CREWS,
    LATER,
    SHIPS,
    SPEECH,
    TANKS,
    WIRE,
    decided,
    pending,
    scanned,
    ships,
    states,
    tanks,
)
from tests.sighted import RULES, document, proposals
from tracker.errors import NotFoundError
from tracker.language.sightings import POINTED, Cue, PledgeSighting
from tracker.model import Quote
from tracker.register import proposed, records
from tracker.register.connect import reading
from tracker.register.location import Location
from tracker.register.proposing import keep

pytestmark = pytest.mark.repeated


# -- kept as it was --------------------------------------------------------------------------------------------


def test_a_pledge_comes_back_as_it_was_kept(register: Location) -> None:
    odd = "凍結 𝔘 “quoted” [bold]"
    sighting = tanks(
        due="by May",
        partners=("FR",),
        speaker="DE",
        collective=True,
        amount=sighted.amount(SPEECH, "fourteen tanks", "14", "tanks", "about"),
        others=(odd,),
        weights={"will": 1.5, "send": 0.333, "by May": -0.1},
        score=2.718,
    )
    (made,) = proposals(SPEECH, sighting)
    (new,) = scanned(register, SPEECH, sighting).new
    assert new == replace(made, ref="P-2025-001")
    with reading(register) as reader:
        found = proposed.proposal(reader, "P-2025-001")
        assert found == new
        assert list(proposed.pending(reader)) == [found]
        assert proposed.state(reader, found.ref) == "pending"
        kept_text = records.document_text(reader, SPEECH.ref) or ""
    assert found.cues[2] == Cue("by-May", -0.1, *sighted.at(SPEECH, "by May"))
    assert [each.text for each in (found.quote, *found.mentions)] == [TANKS, odd]
    assert all(kept_text[each.start : each.end] == each.text for each in (found.quote, *found.mentions))


def test_a_follow_up_comes_back_as_it_was_kept(register: Location) -> None:
    with recording(register) as writer:
        writer.add_judged(pledge("GB-2024-001"))
        writer.add_judged(pledge("GB-2024-002", "FR"))
    eight = sighted.amount(LATER, "Eight tanks", "8", "tanks")
    found = [
        sighted.follow_up(LATER, "Eight tanks have arrived", "GB-2024-002", "unclear", rank=2),
        sighted.follow_up(
            LATER, "Eight tanks have arrived", "GB-2024-001", "advances", amount=eight, dated="2025-09-01"
        ),
    ]
    (made,) = proposals(LATER, *found)
    scanned(register, LATER, *found)
    with reading(register) as reader:
        kept = proposed.proposal(reader, "P-2025-001")
    assert kept == replace(made, ref="P-2025-001")
    assert (kept.pledge, kept.facts["others"][0]["pledge"]) == ("GB-2024-001", "GB-2024-002")


def test_refs_follow_the_year_of_the_document_else_the_year_of_the_scan(register: Location) -> None:
    undated = document("D-2025-004", "They will send ropes.", None)
    told = proposals(
        replace(undated, published_on=SPEECH.published_on),
        sighted.pledge(replace(undated, published_on=SPEECH.published_on), "They will send ropes"),
    )
    scanned(register, SPEECH, tanks(), ships())
    with recording(register) as writer:
        writer.add(undated)
        keep(writer, undated.ref, told, rules=RULES, at=AT)
    assert pending(register) == ["P-2025-001", "P-2025-002", "P-2026-001"]


def test_what_is_pending_comes_as_it_was_proposed(register: Location) -> None:
    crews = sighted.pledge(SPEECH, CREWS, "GB", score=9.0, band="possible")
    scanned(register, SPEECH, crews, tanks(score=2.0), ships(score=10.5))
    assert pending(register) == ["P-2025-001", "P-2025-002", "P-2025-003"]


def test_no_such_proposal_is_told(register: Location) -> None:
    with reading(register) as reader, pytest.raises(NotFoundError, match="P-2025-001"):
        proposed.proposal(reader, "P-2025-001")


# -- proposed once ---------------------------------------------------------------------------------------------


def test_the_same_place_is_not_proposed_twice(register: Location) -> None:
    first = scanned(register, SPEECH, tanks(), ships())
    assert (len(first.new), first.known) == (2, 0)
    again = scanned(register, SPEECH, tanks(), ships(), rules="newer rules")
    assert (again.new, again.known) == ((), 2)
    assert len(pending(register)) == 2


@pytest.mark.parametrize("how", ["accepted", "edited", "rejected"])
def test_what_was_decided_is_not_proposed_again_whatever_the_rules(how: str, register: Location) -> None:
    (first,) = scanned(register, SPEECH, tanks()).new
    decided(register, first, how)
    again = scanned(register, SPEECH, tanks(score=9.9, due="by May"), rules="newer rules")
    assert (again.new, pending(register)) == ((), [])
    with reading(register) as reader:
        assert proposed.proposal(reader, first.ref) == first


def test_what_is_pending_and_no_longer_sighted_is_withdrawn(register: Location) -> None:
    scanned(register, SPEECH, tanks(), ships())
    scanned(register, SPEECH, ships(), rules="newer rules")
    assert pending(register) == ["P-2025-002"]


@pytest.mark.parametrize("how", ["accepted", "rejected"])
def test_what_was_decided_stays_though_it_is_no_longer_sighted(how: str, register: Location) -> None:
    (first,) = scanned(register, SPEECH, tanks()).new
    decided(register, first, how)
    scanned(register, SPEECH, rules="newer rules")
    assert states(register) == {first.ref: how}


def test_what_was_decided_and_undone_stays_with_its_decisions(register: Location) -> None:
    (first,) = scanned(register, SPEECH, tanks()).new
    decided(register, first, "rejected")
    decided(register, first, "undone")
    scanned(register, SPEECH, rules="newer rules")
    assert states(register) == {first.ref: "pending"}


def test_the_words_of_a_recorded_pledge_are_not_proposed(register: Location) -> None:
    place = sighted.at(SPEECH, "send fourteen tanks")
    with recording(register) as writer:
        writer.add_judged(pledge("GB-2025-001", quote=Quote(SPEECH.ref, "send fourteen tanks", *place)))
    kept = scanned(register, SPEECH, tanks(), ships())
    assert [each.quote.text for each in kept.new] == [SHIPS]
    assert kept.known == 1


def test_words_that_tell_what_became_of_a_pledge_may_be_a_pledge_too(register: Location) -> None:
    words = "Nobody spoke of ships"
    with recording(register) as writer:
        writer.add_judged(pledge("GB-2025-001"))
    both = sighted.pledge(LATER, words, "GB"), sighted.follow_up(LATER, words, "GB-2025-001", "drops")
    assert [each.kind for each in scanned(register, LATER, *both).new] == ["pledge", "follow-up"]


def test_a_text_that_is_kept_twice_is_proposed_once(register: Location) -> None:
    copy = document("D-2025-009", SPEECH.text or "", "2025-04-01")
    with recording(register) as writer:
        writer.add(copy)
    scanned(register, SPEECH, tanks())
    again = scanned(register, copy, sighted.pledge(copy, TANKS, "GB"))
    assert (again.new, again.known) == ((), 1)
    assert pending(register) == ["P-2025-001"]


def test_what_is_sighted_twice_in_the_same_words_is_proposed_once(register: Location) -> None:
    kept = scanned(register, SPEECH, tanks(), tanks(topic="armour"))
    assert ([each.facts["topic"] for each in kept.new], kept.known) == (["tanks"], 0)


# -- one pledge, told by several documents ------------------------------------------------------------------------


def test_another_document_on_the_same_event_adds_a_mention(register: Location) -> None:
    scanned(register, SPEECH, ships())
    kept = scanned(register, WIRE, sighted.pledge(WIRE, BUILD, "GB", others=("More is to come",)))
    assert (kept.new, kept.known, pending(register)) == ((), 1, ["P-2025-001"])
    with reading(register) as reader:
        grown = proposed.proposal(reader, "P-2025-001")
    assert grown.quote.document == SPEECH.ref
    assert [(each.document, each.text) for each in grown.mentions] == [
        (WIRE.ref, BUILD),
        (WIRE.ref, "More is to come"),
    ]


def test_a_mention_is_added_once(register: Location) -> None:
    scanned(register, SPEECH, ships())
    for rules in ("rules", "newer rules"):
        scanned(register, WIRE, sighted.pledge(WIRE, BUILD, "GB"), rules=rules)
    with reading(register) as reader:
        assert len(proposed.proposal(reader, "P-2025-001").mentions) == 1


def test_a_mention_stays_when_its_proposal_is_sighted_again(register: Location) -> None:
    scanned(register, SPEECH, ships())
    scanned(register, WIRE, sighted.pledge(WIRE, BUILD, "GB"))
    scanned(register, SPEECH, ships(), rules="newer rules")
    with reading(register) as reader:
        assert [each.document for each in proposed.proposal(reader, "P-2025-001").mentions] == [WIRE.ref]


def test_a_pledge_that_was_rejected_is_not_proposed_from_another_document_on_the_event(register: Location) -> None:
    (first,) = scanned(register, SPEECH, ships()).new
    decided(register, first, "rejected")
    scanned(register, WIRE, sighted.pledge(WIRE, BUILD, "GB"))
    assert states(register) == {first.ref: "rejected"}


def test_what_was_withdrawn_takes_up_no_other_document_s_words(register: Location) -> None:
    scanned(register, SPEECH, ships())
    scanned(register, SPEECH, rules="newer rules")
    assert [each.quote.text for each in scanned(register, WIRE, sighted.pledge(WIRE, BUILD, "GB")).new] == [BUILD]


def test_pledges_of_one_document_stay_apart_though_they_sound_alike(register: Location) -> None:
    texts = "We will build two ships", "We will build three ships"
    twice = document("D-2025-008", ". ".join(texts), event="Launch")
    with recording(register) as writer:
        writer.add(twice)
    one, other = (sighted.pledge(twice, each, "GB") for each in texts)
    scanned(register, twice, one)
    assert [each.quote.text for each in scanned(register, twice, one, other).new] == ["We will build three ships"]


@pytest.mark.parametrize("party", ["PL", "GB"])
def test_a_pledge_of_others_or_on_another_event_is_one_of_its_own(party: str, register: Location) -> None:
    scanned(register, SPEECH, ships())
    elsewhere = document("D-2025-005", WIRE.text or "", "2025-03-04", event="Visit" if party == "PL" else "A summit")
    with recording(register) as writer:
        writer.add(elsewhere)
    assert len(scanned(register, elsewhere, sighted.pledge(elsewhere, BUILD, party)).new) == 1


# -- what a model pointed at -----------------------------------------------------------------------------------


def pointed(words: str = SHIPS) -> PledgeSighting:
    """A pledge in the speech at which a model pointed."""
    return sighted.pledge(SPEECH, words, "GB", band="possible", cues=(Cue(POINTED, 0.0, *sighted.at(SPEECH, words)),))


def test_what_a_model_pointed_at_stays_where_no_model_was_asked(register: Location) -> None:
    scanned(register, SPEECH, tanks(), pointed(), asked=True)
    again = scanned(register, SPEECH, tanks(), rules="newer rules")
    assert (again.new, states(register)) == ((), {"P-2025-001": "pending", "P-2025-002": "pending"})


def test_what_a_model_no_longer_points_at_is_withdrawn_and_comes_back_when_it_does(register: Location) -> None:
    scanned(register, SPEECH, tanks(), pointed(), asked=True)
    scanned(register, SPEECH, tanks(), asked=True)
    assert states(register) == {"P-2025-001": "pending", "P-2025-002": "withdrawn"}
    scanned(register, SPEECH, tanks(), pointed(), asked=True)
    assert states(register) == {"P-2025-001": "pending", "P-2025-002": "pending"}


def test_what_the_rules_find_by_themselves_takes_the_place_of_what_a_model_pointed_at(register: Location) -> None:
    scanned(register, SPEECH, pointed(), pointed(CREWS), asked=True)
    scanned(register, SPEECH, ships(), sighted.pledge(SPEECH, "will be trained", "GB"))
    with reading(register) as reader:
        told = {each.ref: (each.quote.text, each.band, state) for each, state in proposed.everything(reader)}
    assert told == {
        "P-2025-001": (SHIPS, "likely", "pending"),  # the same place: the same proposal, now by the rules
        "P-2025-002": (CREWS, "possible", "withdrawn"),
        "P-2025-003": ("will be trained", "likely", "pending"),
    }
