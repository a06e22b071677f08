"""Records as rows of plain values: what storage, audit and the data package share."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cases import deadline, follow_up, on, pledge
from tracker import rows
from tracker.days import given_day
from tracker.model import Deadline, Dispute, Document, Enquiry, FollowUp, Membership, Party, Pledge, Quantity, Quote
from tracker.words import Basis, Outcome, PartyKind, Qualifier

words = st.text(min_size=1, max_size=20)
maybe_words = st.none() | words
days = st.dates()
maybe_days = st.none() | days
amounts = st.decimals(allow_nan=False, allow_infinity=False, min_value=Decimal("-1E+15"), max_value=Decimal("1E+15"))
quotes = st.builds(Quote, document=words, text=words, start=st.none() | st.integers(0), end=st.none() | st.integers(0))
deadlines = st.none() | st.builds(
    Deadline,
    phrase=words,
    earliest=maybe_days,
    latest=maybe_days,
    basis=st.none() | st.sampled_from(Basis),
    rule=words,
    rules=words,
)
quantities = st.none() | st.builds(
    Quantity, amount=amounts, unit=words, qualifier=st.none() | st.sampled_from(Qualifier)
)
source = {"published_on": maybe_days, "issuer": maybe_words, "event": maybe_words}


def of_source(record: Pledge | FollowUp | Dispute) -> dict[str, Any]:
    """The columns that a row has from the document quoted."""
    return {"published_on": rows.plain(record.published_on), "issuer": record.issuer, "event": record.event}


@given(st.builds(Party, code=words, name=words, kind=st.sampled_from(PartyKind)))
def test_a_party_comes_back_from_its_row(party: Party) -> None:
    assert rows.party(rows.flat(party)) == party


@given(st.builds(Membership, group=words, member=words, since=maybe_days, until=maybe_days, document=maybe_words))
def test_a_membership_comes_back_from_its_row(membership: Membership) -> None:
    assert rows.membership(rows.flat(membership)) == membership


@given(
    st.builds(
        Document,
        ref=words,
        title=words,
        publisher=words,
        published_on=maybe_days,
        issuer=maybe_words,
        url=maybe_words,
        retrieved_on=maybe_days,
        language=words,
        event=maybe_words,
        text=maybe_words,
        sha256=maybe_words,
    )
)
def test_a_document_comes_back_from_its_row_and_its_text(document: Document) -> None:
    row = rows.flat(document)
    assert "text" not in row
    assert rows.document(row, document.text) == document


@given(
    st.builds(
        Pledge,
        ref=words,
        parties=st.lists(words).map(tuple),
        summary=words,
        topic=words,
        quote=quotes,
        made_on=maybe_days,
        recorded_on=days,
        partners=st.lists(words).map(tuple),
        speaker=maybe_words,
        deadline=deadlines,
        condition=maybe_words,
        quantity=quantities,
        retracted=maybe_words,
        **source,
    )
)
def test_a_pledge_comes_back_from_its_row_its_parties_and_the_facts_of_its_document(pledge: Pledge) -> None:
    row = rows.flat(pledge)
    assert rows.pledge(row | of_source(pledge), pledge.parties, pledge.partners) == pledge
    assert rows.pledge(row, ()).published_on is None


@given(
    st.builds(
        FollowUp,
        ref=words,
        pledge=words,
        outcome=st.sampled_from(Outcome),
        quote=quotes,
        recorded_on=days,
        dated=maybe_days,
        party=maybe_words,
        quantity=quantities,
        deadline=deadlines,
        note=maybe_words,
        retracted=maybe_words,
        **source,
    )
)
def test_a_follow_up_comes_back_from_its_row_and_the_facts_of_its_document(follow_up: FollowUp) -> None:
    assert rows.follow_up(rows.flat(follow_up) | of_source(follow_up)) == follow_up


@given(
    st.builds(
        Dispute,
        ref=words,
        pledge=words,
        party=words,
        quote=quotes,
        recorded_on=days,
        note=maybe_words,
        retracted=maybe_words,
        **source,
    )
)
def test_a_dispute_comes_back_from_its_row_and_the_facts_of_its_document(dispute: Dispute) -> None:
    assert rows.dispute(rows.flat(dispute) | of_source(dispute)) == dispute


@given(st.builds(Enquiry, ref=words, pledge=words, enquired_on=days, enquirer=words, place=words, note=maybe_words))
def test_an_enquiry_comes_back_from_its_row(enquiry: Enquiry) -> None:
    assert rows.enquiry(rows.flat(enquiry)) == enquiry


def test_a_row_holds_only_text_whole_numbers_and_nothing() -> None:
    full = pledge(review="2025-03-07", quantity=Quantity(Decimal("1.50"), "EUR", Qualifier.UP_TO))
    for record in (full, follow_up("restates", "2025-02-01", deadline=deadline("2025-05-01"), dated="2025-01-31")):
        assert {type(value) for value in rows.flat(record).values()} <= {str, int, type(None)}
    assert rows.flat(full) == {
        "ref": "FR-2025-001",
        "made_on": "2025-01-10",
        "recorded_on": "2025-01-10",
        "summary": "Send missiles",
        "topic": "missiles",
        "document": "D-2025-001",
        "quote": "We will send missiles by then, soon or in a while",
        "start": 0,
        "end": 49,
        "speaker": None,
        "condition": None,
        "deadline_phrase": "in a while",
        "deadline_earliest": "2025-01-10",
        "deadline_latest": "2025-03-07",
        "deadline_basis": "inferred",
        "deadline_rule": "a-rule",
        "deadline_rules": "7",
        "amount": "1.5",
        "unit": "EUR",
        "qualifier": "up to",
        "retracted": None,
    }


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (None, None),
        (7, 7),
        ("words", "words"),
        (on("2025-01-10"), "2025-01-10"),
        (Outcome.FULFILS, "fulfils"),
        (Decimal("2E+9"), "2000000000"),
        (Decimal("1.50"), "1.5"),
        (Decimal("100"), "100"),
        (Decimal("100.00"), "100"),
        (Decimal("0.00"), "0"),
        (Decimal("0.0000001"), "0.0000001"),
    ],
)
def test_a_value_is_written_plainly(value: object, plain: object) -> None:
    written = rows.plain(value)
    assert written == plain
    assert type(written) is type(plain)


def test_a_day_that_is_not_known_is_nothing_and_never_a_zero_date() -> None:
    assert rows.day(None) is None
    assert rows.day("") is None
    assert rows.day("2024-02-29") == on("2024-02-29")


# -- days as people give them ---------------------------------------------------------------------------------


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_person_gives_a_day_in_iso_form(day: date) -> None:
    assert given_day(f" {day.isoformat()}\n") == day


@pytest.mark.parametrize(
    "given_text",
    ["", "31/12", "31/12/2025", "2025-1-5", "20250105", "2025-W05-1", "2025-01-05T00:00", "tomorrow", "-2025-01-05"],
)
def test_another_form_is_refused_and_the_right_one_shown(given_text: str) -> None:
    with pytest.raises(ValueError, match=r"is no day; write it as YYYY-MM-DD, for example 2026-01-31$"):
        given_day(given_text)


@pytest.mark.parametrize(
    "given_text", ["2025-02-30", "2025-13-01", "2025-00-10", "2025-02-29", "0000-01-01", "２０２５-01-05"]
)
def test_a_day_that_is_not_in_the_calendar_is_refused(given_text: str) -> None:
    with pytest.raises(ValueError, match=f"“{given_text}” is no day of the calendar"):
        given_day(given_text)


@pytest.mark.parametrize("given_text", ["2922-01-01", "0205-01-01", "1899-12-31", "2200-01-01"])
def test_a_year_that_cannot_be_meant_is_refused(given_text: str) -> None:
    with pytest.raises(ValueError, match=f"has a year that cannot be meant: {int(given_text[:4])}"):
        given_day(given_text)
