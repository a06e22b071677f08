"""What must hold in a record: each check finds what is broken, and finds nothing in a record that is sound."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.cases import deadline, dispute, follow_up, on, pledge
from tests.checked import FOLLOWED, REPORTED, SAID, SOUND, dispute_found, follow_up_found, found, pledge_found
from tracker.faults import deadline_faults, dispute_faults, follow_up_faults, pledge_faults, quote_faults
from tracker.model import Deadline, Quantity, Quote

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
        same_document = replace(restated, quote=Quote(version, "These are the words", 51, 70))
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


def test_an_amount_is_0_or_more_and_below_10_to_the_18th() -> None:
    says = {
        Decimal(-1): "its amount -1 is below 0",
        Decimal("NaN"): "its amount NaN is no number",
        Decimal(10) ** 18: "its amount 1000000000000000000 is too large",
    }
    for amount, fault in says.items():
        assert ("amount", fault) in pledge_found(quantity=Quantity(amount, "tanks"))
        assert ("amount", fault) in follow_up_found(quantity=Quantity(amount, "missiles"))
    for amount in (Decimal(0), Decimal("0.5"), Decimal(10) ** 18 - 1):
        assert pledge_found(quantity=Quantity(amount, "tanks")) == []


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


def test_the_document_that_makes_a_pledge_answers_nothing_but_a_later_version_of_it_may() -> None:
    own = SOUND.quote.document
    told = [("source", f"FR-2025-001 is quoted from {own} too: it makes the pledge, and answers nothing")]
    assert dispute_found(quote=Quote(own, "These are the words", 0, 19)) == told
    assert dispute_found(quote=Quote(f"{own}.2", "These are the words", 0, 19)) == []


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
