"""What must hold in a whole register: each check finds what is broken, and finds nothing where all is sound."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

import pytest

from tests.cases import dispute, follow_up, on, pledge
from tests.checked import FOLLOWED, MEMBERS, REPORTED, SAID, SOUND
from tracker.checks import CHECKS, Case, Unlogged, records
from tracker.law import history, own_voices
from tracker.lineage import Relation
from tracker.model import Dispute, Enquiry, FollowUp, Membership, Original, Pledge, Span
from tracker.words import Standing

AGAIN = "when the log and the records agree, run: tracker repair"


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
    looked: tuple[Enquiry, ...] = ()
    astray: list[Unlogged] = field(default_factory=list)
    damages: list[tuple[str, str]] = field(default_factory=list)

    @property
    def left_out(self) -> bool:
        return bool(self.damages)

    def damage(self) -> Iterator[tuple[str, str]]:
        return iter(self.damages)

    def enquiries(self) -> Iterator[Enquiry]:
        return iter(self.looked)

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

    def unlogged(self) -> Iterator[Unlogged]:
        return iter(self.astray)


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


def test_an_enquiry_into_what_was_not_pledged_yet_is_found(shelf: Shelf) -> None:
    looked = Enquiry("E-2025-001", "FR-2025-001", on("2025-01-10"), "Night desk", "the news")
    early = replace(looked, ref="E-2025-002", enquired_on=on("2025-01-09"))
    shelf.looked = (looked, early, replace(early, pledge="FR-2025-003"))
    assert [(name, ref) for name, ref, _ in check(shelf)] == [("days", "E-2025-002")]


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
    assert check(shelf) == [("standing", "FR-2025-002", AGAIN)]
    shelf.kept[1] = shelf.kept[1]._replace(spans=())
    assert check(shelf) == [("standing", "FR-2025-002", AGAIN)]


def test_a_standing_that_hides_that_it_is_self_declared_is_found(shelf: Shelf) -> None:
    *before, last = shelf.kept[0].spans
    shelf.kept[0] = shelf.kept[0]._replace(spans=(*before, replace(last, self_declared=False)))
    assert check(shelf) == [("standing", "FR-2025-001", AGAIN)]


def test_a_standing_kept_of_a_retracted_pledge_is_found(shelf: Shelf) -> None:
    shelf.kept[2] = shelf.kept[2]._replace(spans=(Span(on("2025-01-10"), None, Standing.OPEN),))
    assert check(shelf) == [("standing", "FR-2025-003", AGAIN)]


@pytest.mark.parametrize("key", [("open", "2025-01-10"), ("fulfilled late", "2025-04-20"), ("dropped", "2025-05-01")])
def test_a_wrong_count_is_found(shelf: Shelf, key: tuple[str, str]) -> None:
    shelf.counts[key] = shelf.counts.get(key, 0) + 1
    assert check(shelf) == [("tally", key[0], AGAIN)]


def test_a_missing_count_is_found(shelf: Shelf) -> None:
    del shelf.counts["overdue", "2025-04-20"]
    assert check(shelf) == [("tally", "overdue", AGAIN)]


def test_a_broken_line_of_the_log_is_found(shelf: Shelf) -> None:
    shelf.faults.append((7, "does not match its own hash: it was changed"))
    ((name, ref, _),) = check(shelf)
    assert (name, ref) == ("log", "revision 7")


@pytest.mark.parametrize("how", ["changed", "imported", "missing", "untold", "counted"])
def test_what_the_log_does_not_tell_is_found_and_nobody_is_told_to_compute_it_again(shelf: Shelf, how: str) -> None:
    shelf.astray.append(Unlogged(how, "FR-2025-001", "it is otherwise"))
    ((name, ref, remedy),) = check(shelf)
    assert (name, ref) == ("log", "FR-2025-001")
    assert "tracker restore" in remedy
    assert "repair" not in remedy


def test_a_log_that_was_cut_short_is_told_in_a_hundred_lines_and_a_number(shelf: Shelf) -> None:
    shelf.astray += [Unlogged("untold", f"FR-2025-{number}", "it is there") for number in range(12_345)]
    (*named, (_, ref, _)) = check(shelf)
    assert (len(named), ref) == (100, "12,245 more")


def test_what_cannot_be_read_is_found_and_no_count_is_held_against_the_rest(shelf: Shelf) -> None:
    shelf.damages.append(("FR-2025-002", "its made_on is no day: “2026-99-99”"))
    del shelf.kept[1]
    assert [(name, ref) for name, ref, _ in check(shelf)] == [("storage", "FR-2025-002")]


class Endless(Shelf):
    """A register that nobody can read whole."""

    def cases(self) -> Iterator[Case]:
        return (case(replace(pledge(parties=()), ref=f"FR-2025-{number}")) for number in count(1))


def test_checks_yield_one_by_one_and_do_not_gather_a_register() -> None:
    assert next(records(Endless([], {}, {}))).ref == "FR-2025-1"
