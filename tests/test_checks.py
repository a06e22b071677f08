"""What must hold in a register: each check finds what is broken, and finds nothing in a register that is sound."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import count

import pytest

from tests.cases import deadline, dispute, follow_up, on, pledge
from tracker.checks import (
    CHECKS,
    Case,
    Finding,
    deadline_faults,
    dispute_faults,
    follow_up_faults,
    pledge_faults,
    quote_faults,
)
from tracker.law import history, own_voices
from tracker.lineage import Relation
from tracker.model import Deadline, Dispute, FollowUp, Membership, Original, Pledge, Quantity, Quote, Span
from tracker.words import Standing

SAID = "We will send missiles by then. These are the words of others."
REPORTED = "These are the words"
MEMBERS = (Membership("COW", "FR"), Membership("COW", "GB", until=on("2024-12-31")))
SOUND = pledge(due="2025-03-31", quantity=Quantity(Decimal(10), "missiles"), event="a summit")
FOLLOWED = follow_up("advances", "2025-02-01", dated="2025-01-31", quantity=Quantity(Decimal(4), "missiles"))


def found(findings: Iterator[Finding]) -> list[tuple[str, str]]:
    return [(each.check, each.message) for each in findings]


def pledge_found(**changed: object) -> list[tuple[str, str]]:
    return found(pledge_faults(replace(SOUND, **changed), SAID))


def follow_up_found(case: Pledge = SOUND, **changed: object) -> list[tuple[str, str]]:
    return found(follow_up_faults(case, replace(FOLLOWED, **changed), REPORTED, MEMBERS))


def dispute_found(case: Pledge = SOUND, **changed: object) -> list[tuple[str, str]]:
    return found(dispute_faults(case, replace(dispute("2025-04-20"), **changed), REPORTED, MEMBERS))


# -- a pledge -------------------------------------------------------------------------------------------------


def test_a_sound_pledge_has_no_faults() -> None:
    assert pledge_found() == []
    assert found(pledge_faults(pledge(made=None, published=None), None)) == []


def test_a_pledge_has_a_party() -> None:
    assert pledge_found(parties=()) == [("party", "no party has pledged it")]


def test_a_party_is_named_once_whether_it_pledged_or_takes_part() -> None:
    assert pledge_found(parties=("FR", "FR")) == [("party", "a party is named twice: FR FR")]
    assert pledge_found(partners=("GB", "FR")) == [("party", "a party is named twice: FR GB FR")]
    assert pledge_found(partners=("GB", "UA")) == []


def test_a_document_is_not_published_before_the_pledge_that_it_quotes_was_made() -> None:
    assert pledge_found(published_on=on("2025-01-09")) == [
        ("days", "its document was published on 2025-01-09, before the pledge was made on 2025-01-10")
    ]


def test_a_deadline_has_not_passed_when_the_pledge_is_made() -> None:
    assert pledge_found(deadline=deadline("2025-01-09")) == [
        ("deadline", "its deadline (2025-01-09) has passed before the pledge was made (2025-01-10)")
    ]
    assert pledge_found(deadline=deadline("2025-01-10")) == []


def test_a_window_ends_after_it_begins_and_has_a_basis() -> None:
    upside_down = replace(deadline("2025-03-31"), earliest=on("2025-04-01"))
    assert found(deadline_faults("FR-2025-001", upside_down)) == [
        ("deadline", "its window ends (2025-03-31) before it begins (2025-04-01)")
    ]
    baseless = replace(deadline("2025-03-31"), basis=None)
    assert found(deadline_faults("FR-2025-001", baseless)) == [("deadline", "its window has no basis")]
    assert pledge_found(deadline=upside_down) == found(deadline_faults("FR-2025-001", upside_down))
    assert pledge_found(deadline=Deadline("soon", None, None, None, "no-window", "7")) == []
    assert pledge_found(deadline=deadline("2025-01-31", since="2025-01-31")) == []


# -- a quote --------------------------------------------------------------------------------------------------


def test_a_quote_stands_where_it_is_said_to_stand() -> None:
    sound = Quote("D-2025-001", "send missiles", 8, 21)
    assert found(quote_faults("FR-2025-001", sound, SAID)) == []
    from_the_end = replace(sound, start=8 - len(SAID), end=21 - len(SAID))
    for broken in (replace(sound, start=7), replace(sound, end=22), replace(sound, text="send tanks"), from_the_end):
        assert [check for check, _ in found(quote_faults("FR-2025-001", broken, SAID))] == ["quote"]
    assert found(quote_faults("FR-2025-001", sound, SAID.replace("We", "They"))) == [
        ("quote", "the quoted words do not stand at 8–21 of D-2025-001")
    ]


def test_a_quote_without_a_place_is_sound_only_while_the_text_is_not_held() -> None:
    nowhere = Quote("D-2025-001", "send missiles", None, None)
    assert found(quote_faults("FR-2025-001", nowhere, None)) == []
    assert [check for check, _ in found(quote_faults("FR-2025-001", nowhere, SAID))] == ["quote"]


def test_places_are_code_points() -> None:
    text = "👍🏽 Élysée: we will send missiles"
    start = text.index("we")
    assert start == len("👍🏽 Élysée: ") != len("👍🏽 Élysée: ".encode())
    assert found(quote_faults("FR-2025-001", Quote("D", "we will", start, start + 7), text)) == []


# -- a follow-up ----------------------------------------------------------------------------------------------


def test_a_sound_follow_up_has_no_faults() -> None:
    assert follow_up_found() == []
    assert follow_up_found(published_on=on("2025-01-10"), dated=on("2025-01-10")) == []
    assert follow_up_found(case=replace(SOUND, made_on=None), published_on=on("2024-12-01"), dated=None) == []


def test_a_follow_up_is_not_published_before_the_pledge_was_made() -> None:
    told = [("days", "its document was published on 2025-01-09, before the pledge was made on 2025-01-10")]
    assert follow_up_found(published_on=on("2025-01-09"), dated=None) == told
    assert follow_up_found(published_on=None, recorded_on=on("2025-01-09"), dated=None) == told


def test_a_deed_happens_after_the_pledge_and_before_the_document_that_tells_of_it() -> None:
    assert follow_up_found(dated=on("2025-02-02")) == [
        ("days", "the deed is dated 2025-02-02, after its document was published on 2025-02-01")
    ]
    assert follow_up_found(dated=on("2025-01-09")) == [
        ("days", "the deed is dated 2025-01-09, before the pledge was made on 2025-01-10")
    ]


def test_a_document_of_the_same_event_corroborates_and_does_not_restate() -> None:
    restated = replace(FOLLOWED, outcome=follow_up("restates", None).outcome)
    same_event = follow_up_faults(SOUND, replace(restated, event="a summit"), REPORTED)
    assert found(same_event) == [
        ("event", "D-2025-101 reports on the pledge's own event: this corroborates, it does not restate")
    ]
    for version in ("D-2025-001", "D-2025-001.2"):
        same_document = replace(restated, quote=Quote(version, "These are the words", 31, 50))
        assert [check for check, _ in found(follow_up_faults(SOUND, same_document, SAID))] == ["event"], version
    assert found(follow_up_faults(SOUND, replace(restated, event="another summit"), REPORTED)) == []
    assert found(follow_up_faults(replace(SOUND, event=None), restated, REPORTED)) == []
    assert follow_up_found(event="a summit") == []


def test_a_follow_up_is_about_a_party_to_the_pledge_or_a_member_of_one() -> None:
    assert follow_up_found(party="FR") == []
    assert follow_up_found(party="GB") == [("party", "GB is not a party to FR-2025-001 (FR), nor a member of one")]
    assert follow_up_found(party="COW") == [("party", "COW is not a party to FR-2025-001 (FR), nor a member of one")]
    coalition = replace(SOUND, parties=("COW",))
    assert follow_up_found(coalition, party="FR") == []
    assert [check for check, _ in follow_up_found(coalition, party="GB")] == ["party"]  # no longer a member then


def test_a_quantity_is_counted_in_the_unit_of_the_pledge() -> None:
    assert follow_up_found(quantity=Quantity(Decimal(4), "tanks")) == [
        ("quantity", "it counts tanks, while FR-2025-001 was pledged in missiles")
    ]
    assert follow_up_found(quantity=None) == []
    assert follow_up_found(replace(SOUND, quantity=None), quantity=Quantity(Decimal(4), "tanks")) == []


def test_the_quote_and_the_new_deadline_of_a_follow_up_are_checked_too() -> None:
    assert [check for check, _ in follow_up_found(quote=Quote("D-2025-101", "Those", 0, 5))] == ["quote"]
    assert [check for check, _ in follow_up_found(deadline=replace(deadline("2025-05-01"), basis=None))] == ["deadline"]


# -- a dispute ------------------------------------------------------------------------------------------------


def test_a_sound_dispute_has_no_faults() -> None:
    assert dispute_found() == []
    assert dispute_found(published_on=on("2025-01-10")) == []
    assert dispute_found(case=replace(SOUND, made_on=None), published_on=on("2024-12-01")) == []


def test_nobody_answers_before_the_pledge_was_made() -> None:
    told = [("days", "its document was published on 2025-01-09, before the pledge was made on 2025-01-10")]
    assert dispute_found(published_on=on("2025-01-09")) == told
    assert dispute_found(published_on=None, recorded_on=on("2025-01-09")) == told


def test_a_dispute_is_the_answer_of_a_party_to_the_pledge_or_of_a_member_of_one() -> None:
    assert dispute_found(party="GB") == [("party", "GB is not a party to FR-2025-001 (FR), nor a member of one")]
    assert dispute_found(party="COW") == [("party", "COW is not a party to FR-2025-001 (FR), nor a member of one")]
    coalition = replace(SOUND, parties=("COW",))
    assert dispute_found(coalition) == []
    assert [check for check, _ in dispute_found(coalition, party="GB")] == ["party"]  # no longer a member then


def test_the_words_of_a_dispute_stand_where_they_are_said_to_stand() -> None:
    assert dispute_found(quote=Quote("D-2025-101", "Those are the words", 0, 19)) == [
        ("quote", "the quoted words do not stand at 0–19 of D-2025-101")
    ]


def test_every_finding_names_the_record_and_says_what_to_do() -> None:
    broken = replace(FOLLOWED, party="GB", quantity=Quantity(Decimal(4), "tanks"), published_on=on("2025-01-01"))
    answer = dispute("2025-01-01", party="GB")
    findings = [*pledge_faults(replace(SOUND, parties=()), ""), *follow_up_faults(SOUND, broken, "")]
    findings += dispute_faults(SOUND, answer, "")
    assert {each.ref for each in findings} == {"FR-2025-001", "FR-2025-001.1", "A-2025-001"}
    assert len(findings) == 10
    assert all(each.remedy for each in findings)


# -- a whole register -----------------------------------------------------------------------------------------


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass
class Shelf:
    """A register in memory."""

    kept: list[Case]
    documents: dict[str, tuple[str, str]]
    counts: dict[tuple[str, str], int]
    faults: list[tuple[int, str]] = field(default_factory=list)
    sources: list[tuple[Original, bytes | None]] = field(default_factory=list)
    linked: tuple[Relation, ...] = ()

    def cases(self) -> Iterator[Case]:
        return iter(self.kept)

    def memberships(self) -> tuple[Membership, ...]:
        return MEMBERS

    def relations(self) -> tuple[Relation, ...]:
        return self.linked

    def text(self, document: str) -> str | None:
        return self.documents[document][0] if document in self.documents else None

    def texts(self) -> Iterator[tuple[str, str, str]]:
        return ((ref, text, digest) for ref, (text, digest) in self.documents.items())

    def originals(self) -> Iterator[tuple[Original, bytes | None]]:
        return iter(self.sources)

    def tally(self) -> Mapping[tuple[str, str], int]:
        return self.counts

    def broken_revisions(self) -> Iterator[tuple[int, str]]:
        return iter(self.faults)


def case(of: Pledge, *followed: FollowUp, disputes: tuple[Dispute, ...] = ()) -> Case:
    return Case(of, followed, history(of, followed, own_voices(of, MEMBERS)), disputes=disputes)


@pytest.fixture
def shelf() -> Shelf:
    own = follow_up("fulfils", "2025-04-20", number=2, issuer="COW")
    sound = [
        case(SOUND, FOLLOWED, own, disputes=(dispute("2025-04-20"),)),
        case(replace(pledge(), ref="FR-2025-002")),
        case(replace(pledge(retracted="recorded twice"), ref="FR-2025-003")),
    ]
    # Counted by hand: two begin open, one advances on 1 February and turns overdue, then is fulfilled.
    counts = {
        ("open", "2025-01-10"): 2,
        ("open", "2025-02-01"): -1,
        ("advanced", "2025-02-01"): 1,
        ("advanced", "2025-04-01"): -1,
        ("overdue", "2025-04-01"): 1,
        ("overdue", "2025-04-20"): -1,
        ("fulfilled late", "2025-04-20"): 1,
        ("open", "2025-06-01"): 0,
    }
    texts = {"D-2025-001": SAID, "D-2025-101": REPORTED}
    return Shelf(sound, {ref: (text, sha256(text)) for ref, text in texts.items()}, counts)


def check(shelf: Shelf) -> list[tuple[str, str, str]]:
    return [(each.check, each.ref, each.remedy) for every in CHECKS for each in every(shelf)]


def test_a_sound_register_passes_every_check(shelf: Shelf) -> None:
    assert shelf.kept[0].spans[-1].self_declared
    assert check(shelf) == []


def test_a_broken_record_is_found_with_its_follow_ups(shelf: Shelf) -> None:
    shelf.kept[0] = case(SOUND, replace(FOLLOWED, party="GB"), *shelf.kept[0].follow_ups[1:])
    shelf.kept[1] = case(replace(pledge(partners=("FR",)), ref="FR-2025-002"))
    assert [(name, ref) for name, ref, _ in check(shelf)] == [("party", "FR-2025-001.1"), ("party", "FR-2025-002")]


def test_a_broken_dispute_is_found_unless_it_or_its_pledge_is_retracted(shelf: Shelf) -> None:
    broken = dispute("2025-04-20", party="GB")
    shelf.kept[0] = shelf.kept[0]._replace(disputes=(broken,))
    assert [(name, ref) for name, ref, _ in check(shelf)] == [("party", "A-2025-001")]
    shelf.kept[0] = shelf.kept[0]._replace(disputes=(replace(broken, retracted="not an answer"),))
    shelf.kept[2] = shelf.kept[2]._replace(disputes=(broken,))
    assert check(shelf) == []


def test_a_dispute_changes_no_standing(shelf: Shelf) -> None:
    assert shelf.kept[0].disputes
    without = [each._replace(disputes=()) for each in shelf.kept]
    assert check(shelf) == check(replace(shelf, kept=without)) == []


def test_a_text_that_was_changed_is_found_with_the_quotes_that_it_broke(shelf: Shelf) -> None:
    shelf.documents["D-2025-101"] = ("Those are the words", shelf.documents["D-2025-101"][1])
    assert [(name, ref) for name, ref, _ in check(shelf)] == [
        ("quote", "FR-2025-001.1"),
        ("quote", "A-2025-001"),
        ("text", "D-2025-101"),
    ]


def test_a_text_that_was_changed_is_found_even_if_every_quote_still_stands(shelf: Shelf) -> None:
    shelf.documents["D-2025-001"] = (SAID + " Not.", shelf.documents["D-2025-001"][1])
    assert [(name, ref) for name, ref, _ in check(shelf)] == [("text", "D-2025-001")]


@pytest.mark.parametrize("data", [b"<p>Those words.", None], ids=["changed", "cannot be unpacked"])
def test_an_original_that_was_changed_is_found(shelf: Shelf, data: bytes | None) -> None:
    page = b"<p>These words."
    digest = hashlib.sha256(page).hexdigest()
    kept = Original("D-2025-001", digest, len(page), "text/html", "page.html", "trafilatura 2", "2025-01-10T08:00:00Z")
    shelf.sources.append((kept, page))
    assert check(shelf) == []
    shelf.sources.append((kept, data))
    assert [(name, ref) for name, ref, _ in check(shelf)] == [("original", "D-2025-001")]


def test_a_kept_standing_that_is_not_the_laws_is_found_and_can_be_repaired(shelf: Shelf) -> None:
    shelf.kept[1] = shelf.kept[1]._replace(spans=(Span(on("2025-01-10"), None, Standing.FULFILLED),))
    assert check(shelf) == [("standing", "FR-2025-002", "run: tracker repair")]
    shelf.kept[1] = shelf.kept[1]._replace(spans=())
    assert check(shelf) == [("standing", "FR-2025-002", "run: tracker repair")]


def test_a_standing_that_hides_that_it_is_self_declared_is_found(shelf: Shelf) -> None:
    *before, last = shelf.kept[0].spans
    shelf.kept[0] = shelf.kept[0]._replace(spans=(*before, replace(last, self_declared=False)))
    assert check(shelf) == [("standing", "FR-2025-001", "run: tracker repair")]


def test_a_standing_kept_of_a_retracted_pledge_is_found(shelf: Shelf) -> None:
    shelf.kept[2] = shelf.kept[2]._replace(spans=(Span(on("2025-01-10"), None, Standing.OPEN),))
    assert check(shelf) == [("standing", "FR-2025-003", "run: tracker repair")]


@pytest.mark.parametrize("key", [("open", "2025-01-10"), ("fulfilled late", "2025-04-20"), ("dropped", "2025-05-01")])
def test_a_wrong_count_is_found(shelf: Shelf, key: tuple[str, str]) -> None:
    shelf.counts[key] = shelf.counts.get(key, 0) + 1
    assert check(shelf) == [("tally", key[0], "run: tracker repair")]


def test_a_missing_count_is_found(shelf: Shelf) -> None:
    del shelf.counts["overdue", "2025-04-20"]
    assert check(shelf) == [("tally", "overdue", "run: tracker repair")]


def test_a_broken_line_of_the_log_is_found(shelf: Shelf) -> None:
    shelf.faults.append((7, "does not match its own hash: it was changed"))
    ((name, ref, _),) = check(shelf)
    assert (name, ref) == ("log", "revision 7")


class Endless(Shelf):
    """A register that nobody can read whole."""

    def cases(self) -> Iterator[Case]:
        return (case(replace(pledge(parties=()), ref=f"FR-2025-{number}")) for number in count(1))


def test_checks_yield_one_by_one_and_do_not_gather_a_register() -> None:
    assert next(CHECKS[0](Endless([], {}, {}))).ref == "FR-2025-1"
