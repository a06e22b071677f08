"""Proposals and decisions in the register: kept as they were, never proposed twice, decided once, never forgotten."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from samples import AT, GB, PARTIES, pledge, recording
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests import sighted
from tests.sighted import RULES, document, proposals
from tracker.errors import ConflictError, NotFoundError
from tracker.language.sightings import Cue
from tracker.model import Document, Quote
from tracker.proposals import Proposal
from tracker.register import proposed, records
from tracker.register.connect import reading
from tracker.register.engine import engine
from tracker.register.location import Location
from tracker.register.proposing import Kept, decide, keep

pytestmark = pytest.mark.repeated

TANKS, SHIPS, CREWS = "We will send fourteen tanks by May", "We will build two ships", "Crews will be trained"
SPEECH = document("D-2025-001", f"{TANKS}. {SHIPS}. {CREWS}. 凍結 𝔘 “quoted” [bold].", event="Visit")
WIRE = document(
    "D-2025-002", "The ministers will build two ships, they said. More is to come.", "2025-03-04", event="Visit"
)
BUILD = "The ministers will build two ships"
LATER = document("D-2025-003", "Eight tanks have arrived. Nobody spoke of ships.", "2025-09-05")


@pytest.fixture
def register(location: Location) -> Location:
    """Three documents, two of them on one event, and nothing proposed; once in SQLite and once in PostgreSQL."""
    with recording(location) as writer:
        for party in PARTIES:
            writer.add_party(party)
        for each in (SPEECH, WIRE, LATER):
            writer.add(each)
    return location


def scanned(register: Location, where: Document, *sightings: Any, rules: str = RULES) -> Kept:
    """Keep what a scan of a document has sighted."""
    with recording(register, "scan") as writer:
        return keep(writer, where.ref, proposals(where, *sightings, rules=rules), rules=rules, at=AT)


def decided(register: Location, each: Proposal, how: str, reviewer: str = "ann", **other: Any) -> None:
    with recording(register, "review") as writer:
        decide(writer, each, how, reviewer=reviewer, at=AT, **other)


def pending(register: Location) -> list[str]:
    with reading(register) as reader:
        return [each.ref for each in proposed.pending(reader)]


def states(register: Location) -> dict[str, str]:
    with reading(register) as reader:
        return {each.ref: state for each, state in proposed.everything(reader)}


def tanks(**other: Any) -> Any:
    return sighted.pledge(SPEECH, TANKS, "GB", **other)


def ships(**other: Any) -> Any:
    return sighted.pledge(SPEECH, SHIPS, "GB", **other)


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
        writer.add(pledge("GB-2024-001"))
        writer.add(pledge("GB-2024-002"))
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


def test_likely_ones_come_first_and_the_best_of_them_before(register: Location) -> None:
    crews = sighted.pledge(SPEECH, CREWS, "GB", score=9.0, band="possible")
    scanned(register, SPEECH, crews, tanks(score=2.0), ships(score=10.5))
    assert pending(register) == ["P-2025-003", "P-2025-002", "P-2025-001"]


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
        writer.add(pledge("GB-2025-001", quote=Quote(SPEECH.ref, "send fourteen tanks", *place)))
    kept = scanned(register, SPEECH, tanks(), ships())
    assert [each.quote.text for each in kept.new] == [SHIPS]
    assert kept.known == 1


def test_words_that_tell_what_became_of_a_pledge_may_be_a_pledge_too(register: Location) -> None:
    words = "Nobody spoke of ships"
    with recording(register) as writer:
        writer.add(pledge("GB-2025-001"))
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


# -- decisions -------------------------------------------------------------------------------------------------


@pytest.fixture
def first(register: Location) -> Proposal:
    (made,) = scanned(register, SPEECH, tanks(weights={"will": 1.5})).new
    return made


def decisions(register: Location) -> list[tuple[str, str, str | None, str | None]]:
    with reading(register) as reader:
        return [
            (each["decided"], each["reviewer"], each["reason"], each["record"]) for each in proposed.decisions(reader)
        ]


@pytest.mark.parametrize(("how", "state"), [("accepted", "accepted"), ("edited", "accepted"), ("rejected", "rejected")])
def test_a_decision_is_kept_with_who_and_why_and_settles_the_proposal(
    how: str, state: str, register: Location, first: Proposal
) -> None:
    decided(register, first, how, reason="a forecast", record="GB-2025-001")
    assert states(register) == {first.ref: state}
    assert decisions(register) == [(how, "ann", "a forecast", "GB-2025-001")]
    with reading(register) as reader:
        (told,) = proposed.decisions(reader)
    assert (told["proposal"], told["kind"], told["band"], told["at"]) == (first.ref, "pledge", "likely", AT)
    assert told["cues"] == first.cues


def test_decisions_only_grow_and_the_last_one_counts(register: Location, first: Proposal) -> None:
    for how in ("rejected", "undone", "edited"):
        decided(register, first, how)
    assert [each[0] for each in decisions(register)] == ["rejected", "undone", "edited"]
    assert states(register) == {first.ref: "accepted"}


@pytest.mark.parametrize(
    "statement", ["UPDATE decision SET reviewer = 'me'", "DELETE FROM decision", "DELETE FROM decision WHERE id > 0"]
)
def test_the_database_itself_refuses_to_change_a_decision(statement: str, register: Location, first: Proposal) -> None:
    decided(register, first, "rejected")
    with pytest.raises(DBAPIError, match="append-only"), engine(register).begin() as connection:
        connection.execute(text(statement))
    assert decisions(register) == [("rejected", "ann", None, None)]


@pytest.mark.postgresql
def test_the_server_refuses_to_empty_the_decisions(new_register: Any) -> None:
    with pytest.raises(DBAPIError, match="append-only"), engine(new_register("postgresql")).begin() as connection:
        connection.execute(text("TRUNCATE decision"))


@pytest.mark.parametrize("how", ["accepted", "edited", "rejected"])
def test_what_somebody_else_decided_meanwhile_is_a_conflict(how: str, register: Location, first: Proposal) -> None:
    decided(register, first, "rejected", "bob")
    with pytest.raises(ConflictError, match=r"P-2025-001 is rejected by bob meanwhile; nothing was recorded\."):
        decided(register, first, how)
    assert len(decisions(register)) == 1


def test_what_nobody_has_decided_cannot_be_undone(register: Location, first: Proposal) -> None:
    with pytest.raises(ConflictError, match="P-2025-001 is pending"):
        decided(register, first, "undone")


def test_what_was_withdrawn_meanwhile_cannot_be_decided(register: Location, first: Proposal) -> None:
    scanned(register, SPEECH, rules="newer rules")
    with pytest.raises(ConflictError, match=f"{first.ref} is withdrawn meanwhile"):
        decided(register, first, "accepted")


def test_what_was_withdrawn_is_pending_again_under_its_ref_when_it_is_sighted_again(
    register: Location, first: Proposal
) -> None:
    scanned(register, SPEECH, rules="newer rules")
    assert states(register)[first.ref] == "withdrawn"
    scanned(register, SPEECH, tanks(), rules="newest rules")
    assert states(register)[first.ref] == "pending"
    with reading(register) as reader:
        assert proposed.proposal(reader, first.ref).rules == "newest rules"


def test_coding_again_changes_nothing_but_what_is_counted(register: Location, first: Proposal) -> None:
    decided(register, first, "rejected", "bob")
    decided(register, first, "accepted", again=True)
    assert states(register) == {first.ref: "rejected"}
    assert [each[:2] for each in decisions(register)] == [("rejected", "bob"), ("accepted", "ann")]


# -- the log, and what is to be scanned ------------------------------------------------------------------------


def log(register: Location) -> list[tuple[str, str, Any]]:
    with reading(register) as reader:
        return [(row["command"], row["record"], json.loads(row["after"])) for row in reader.dicts("revisions")][-2:]


NOTHING: dict[str, list[str]] = {"proposed": [], "renewed": [], "mentioned": [], "withdrawn": []}


def test_the_log_tells_what_was_proposed_withdrawn_and_decided(register: Location, first: Proposal) -> None:
    scanned(register, SPEECH, ships(), rules="newer rules")
    decided(register, replace(first, ref="P-2025-002"), "rejected", reason="no")
    scan, decision = log(register)
    assert scan == (
        *("scan", "D-2025-001/scan"),
        {**NOTHING, "proposed": ["P-2025-002"], "withdrawn": ["P-2025-001"], "rules": "newer rules"},
    )
    assert decision[:2] == ("review", "P-2025-002/decision")
    assert (decision[2]["decided"], decision[2]["reviewer"], decision[2]["reason"]) == ("rejected", "ann", "no")


def test_the_log_tells_what_a_scan_brought_up_to_date_and_what_it_added_a_mention_to(register: Location) -> None:
    scanned(register, SPEECH, tanks(), ships())
    scanned(register, SPEECH, tanks(score=9.9), ships())
    scanned(register, WIRE, sighted.pledge(WIRE, BUILD, "GB"))
    assert [(record, told) for _, record, told in log(register)] == [
        ("D-2025-001/scan", {**NOTHING, "renewed": ["P-2025-001"], "rules": RULES}),
        ("D-2025-002/scan", {**NOTHING, "mentioned": ["P-2025-002"], "rules": RULES}),
    ]


def test_a_scan_is_in_the_log_when_it_is_the_first_or_by_other_rules_and_not_when_it_changes_nothing(
    register: Location,
) -> None:
    for rules in (RULES, RULES, "newer rules", "newer rules"):
        scanned(register, LATER, rules=rules)
    assert log(register) == [
        ("scan", "D-2025-003/scan", {**NOTHING, "rules": RULES}),
        ("scan", "D-2025-003/scan", {**NOTHING, "rules": "newer rules"}),
    ]


def test_a_document_is_new_until_it_was_scanned_though_nothing_was_found_in_it(register: Location) -> None:
    with recording(register) as writer:
        writer.add(replace(document("D-2025-006", ""), text=None, sha256=None))  # whose text is not held
        writer.add(document("D-2025-007", "Undated words.", None))
    with reading(register) as reader:
        assert proposed.unscanned(reader) == ["D-2025-001", "D-2025-002", "D-2025-003", "D-2025-007"]
    scanned(register, WIRE)
    scanned(register, SPEECH, tanks())
    with reading(register) as reader:
        assert proposed.unscanned(reader) == ["D-2025-003", "D-2025-007"]


# -- two writers -----------------------------------------------------------------------------------------------

AT_ONCE = """
import os, sys
from tests import sighted
from tracker.register import proposed
from tracker.register.connect import reading
from tracker.register.location import locate
from tracker.register.proposing import decide, keep
from samples import AT, recording

location, times = locate(sys.argv[1]), int(sys.argv[2])
words = [f"We will send {number} tanks" for number in range(times)]
speech = sighted.document("D-2025-001", ". ".join(words))

def scan():
    for number in range(times):
        found = [sighted.pledge(speech, each) for each in words[: number + 1]]
        with recording(location, "scan") as writer:
            keep(writer, speech.ref, sighted.proposals(speech, *found), rules=f"rules {number}", at=AT)

def review():
    decided = 0
    while decided < times:
        with reading(location) as reader:
            waiting = list(proposed.pending(reader))
        for each in waiting:
            with recording(location, "review") as writer:
                decide(writer, each, "rejected", reviewer="ann", at=AT)
            decided += 1

processes = []
for part in (scan, review):
    if process := os.fork():
        processes.append(process)
        continue
    try:
        part()
    except BaseException as error:
        print(type(error).__name__, error, flush=True)
        os._exit(1)
    os._exit(0)
print({os.waitpid(each, 0)[1] for each in processes})
"""


@pytest.mark.slow
def test_scanning_while_another_process_reviews_loses_nothing(location: Location, child: Any) -> None:
    times = 8
    speech = document("D-2025-001", ". ".join(f"We will send {number} tanks" for number in range(times)))
    with recording(location) as writer:
        writer.add_party(GB)
        writer.add(speech)
    done = child(AT_ONCE, location.target, times)
    assert (done.stdout, done.stderr) == ("{0}\n", "")
    assert states(location) == {f"P-2025-{serial:03d}": "rejected" for serial in range(1, times + 1)}
    assert len(decisions(location)) == times
