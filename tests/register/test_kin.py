"""What a document has in common with those in the register."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from samples import document, recording

from tracker.language import copies
from tracker.model import Document
from tracker.register import records
from tracker.register.connect import reading
from tracker.register.kin import Comparer, Kinship
from tracker.register.location import Location
from tracker.register.repair import repair

pytestmark = pytest.mark.repeated

HARBOUR = (
    "The ministers of seven coastal states met in Helsinki and agreed to rebuild the two ferries that carry grain "
    "across the strait. They will pay for new engines together and they will train forty sailors before the ice "
    "breaks. Work on the first ship begins when the yard in Turku has finished the icebreaker that it builds now."
)
OTHER = (
    "Nobody on the quay believes in new engines. The last promise was made nine years ago, and all that came of it "
    "was a coat of paint, a brass band and a long lunch for guests who left before the rain began. No sum is named, "
    "no captain has been hired, and the old boats lie where they have been lying since the spring flood."
)
WIRE = f"Ministers have spoken. {HARBOUR} The yard did not wish to comment."
ANALYSIS = f"{OTHER} {HARBOUR.split('. ')[0]}. {OTHER.upper()[:40]} and that is what the paper says to whoever reads."


def shelve(location: Location, *documents: Document) -> None:
    with recording(location) as writer:
        for each in documents:
            writer.add(each)


def of(location: Location, new: Document) -> Kinship:
    with reading(location) as reader:
        return Comparer().kinship(reader, new, sample(new))


def sample(new: Document) -> list[int]:
    return copies.sample(copies.shingles(new.text or ""))


def refs(location: Location, new: Document) -> list[tuple[str, str]]:
    return [(each.ref, each.kind) for each in of(location, new).kin]


def harbour(ref: str = "D-2025-001", text: str = HARBOUR, day: int = 25, **other: Any) -> Document:
    return document(ref, date(2025, 11, day), text=text, **other)


def test_a_copy_of_a_recorded_document_is_its_kin_by_the_share_of_its_words_that_stand_there(location) -> None:
    shelve(location, harbour(title="Statement of the ministers"))
    (kin,) = of(location, harbour("D-2025-002", WIRE, day=26)).kin
    assert (kin.ref, kin.title, kin.kind) == ("D-2025-001", "Statement of the ministers", "copy")
    assert 0.5 <= kin.share < 1
    assert kin.told() == f"Copies D-2025-001: {kin.share:.0%} of its words stand there"


def test_the_same_words_are_a_copy_as_a_whole(location) -> None:
    shelve(location, harbour())
    assert of(location, harbour("D-2025-002", f"  {HARBOUR}\n", day=26)).kin[0].share == 1


def test_a_document_that_repeats_one_sentence_of_many_quotes(location) -> None:
    shelve(location, harbour())
    analysis = harbour("D-2025-002", ANALYSIS, day=27)
    (kin,) = of(location, analysis).kin
    assert (kin.ref, kin.kind) == ("D-2025-001", "quotes")
    assert 0.1 <= kin.share < 0.5
    with reading(location) as reader:
        words = Comparer().words(reader, analysis, kin)
    assert words == HARBOUR.split(".")[0]
    assert kin.told(words).endswith(
        "of its words stand there, as “The ministers of seven coastal states met in "
        "Helsinki and agreed to rebuild the two …”"
    )


def test_documents_without_common_words_are_no_kin(location) -> None:
    shelve(location, harbour())
    assert of(location, harbour("D-2025-002", OTHER)).kin == ()


def test_a_register_without_documents_has_no_kin(location) -> None:
    assert of(location, harbour()) == Kinship((), None)


def test_who_came_first_copies_from_nobody(location) -> None:
    shelve(location, harbour(), harbour("D-2025-002", WIRE, day=26))
    assert refs(location, harbour()) == []
    assert refs(location, harbour("D-2025-002", WIRE, day=26)) == [("D-2025-001", "copy")]


def test_those_that_share_most_stand_first(location) -> None:
    half = ". ".join(HARBOUR.split(". ")[:2]) + "."
    shelve(location, harbour("D-2025-001", half, day=24), harbour("D-2025-002", HARBOUR))
    assert refs(location, harbour("D-2025-003", WIRE, day=26))[0] == ("D-2025-002", "copy")


def test_later_copies_do_not_hide_what_was_quoted(location) -> None:
    analysis = harbour("D-2025-002", ANALYSIS, day=26)
    later = [harbour(f"D-2025-00{day - 24}", f"{ANALYSIS} {'Again. ' * day}", day=day) for day in range(27, 31)]
    shelve(location, harbour(), analysis, *later)
    assert refs(location, analysis) == [("D-2025-001", "quotes")]


def test_a_document_that_holds_most_of_a_shorter_one_says_so(location) -> None:
    short = ". ".join(HARBOUR.split(". ")[:2]) + "."
    shelve(location, harbour(text=short))
    (kin,) = of(location, harbour("D-2025-002", f"{OTHER} {OTHER.upper()} {short} {OTHER[::-1]}", day=26)).kin
    assert (kin.ref, kin.kind) == ("D-2025-001", "holds")
    assert kin.told() == f"Holds {kin.share:.0%} of the words of D-2025-001"


def test_a_few_words_in_common_prove_nothing(location) -> None:
    shelve(location, harbour(event="The ferry meeting"))
    words = HARBOUR.split()
    for first in range(0, len(words) - 10, 5):
        few = harbour("D-2025-002", " ".join(words[first : first + 10]), day=26)
        assert of(location, few) == Kinship((), None), few.text


def test_versions_of_one_document_are_not_kin_of_each_other(location) -> None:
    shelve(location, harbour(), harbour("D-2025-001.2", f"{HARBOUR} Later.", day=27))
    for ref in ("D-2025-001", "D-2025-001.2", "D-2025-001.3"):
        assert refs(location, harbour(ref, WIRE, day=28)) == []


def test_a_document_without_a_text_has_no_kin(location) -> None:
    shelve(location, harbour(), document("D-2025-002", text=None))
    assert refs(location, document("D-2025-003", text=None)) == []
    assert refs(location, harbour("D-2025-004", WIRE, day=26)) == [("D-2025-001", "copy")]


def test_a_recorded_document_is_found_whatever_way_its_text_came(location) -> None:
    """After the derived tables were made anew, as `tracker repair` does it."""
    shelve(location, harbour())
    with recording(location, "repair") as writer:
        repair(writer)
    assert refs(location, harbour("D-2025-002", WIRE, day=26)) == [("D-2025-001", "copy")]


# -- events -----------------------------------------------------------------------------------


def test_a_copy_seems_to_report_on_the_event_of_what_it_copies(location) -> None:
    shelve(location, harbour(event="The ferry meeting"))
    guess = of(location, harbour("D-2025-002", WIRE, day=26)).event
    assert guess is not None
    assert (guess.event, guess.of) == ("The ferry meeting", "D-2025-001")
    assert guess.reasons == ("copies D-2025-001",)


def test_other_words_of_the_same_day_are_no_reason(location) -> None:
    shelve(location, harbour(event="The ferry meeting"))
    assert of(location, harbour("D-2025-002", OTHER)).event is None


@pytest.mark.parametrize("day", [22, 28])
def test_an_event_lies_within_two_days(location, day: int) -> None:
    shelve(location, harbour(event="The ferry meeting"))
    assert of(location, harbour("D-2025-002", WIRE, day=day)).event is None


def test_one_comparer_sees_what_was_recorded_meanwhile(location) -> None:
    comparer = Comparer()
    new = harbour("D-2025-002", WIRE, day=26)
    with recording(location) as writer:
        assert comparer.kinship(writer.reader, new, sample(new)).kin == ()
        writer.add(harbour())
        assert [each.ref for each in comparer.kinship(writer.reader, new, sample(new)).kin] == ["D-2025-001"]
        writer.change(records.document(writer.reader, "D-2025-001", text=True), harbour(event="The ferry meeting"))
        guess = comparer.kinship(writer.reader, new, sample(new)).event
    assert guess is not None
    assert guess.event == "The ferry meeting"
