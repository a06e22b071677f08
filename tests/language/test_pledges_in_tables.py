"""Tables of pledges: each row that names who pledges is one, told by its columns and by the line above it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.language.growth import IN_PROPORTION, growth
from tracker.language.pledging import read_pledges
from tracker.language.sightings import PledgeSighting
from tracker.model import Document

MARKDOWN = """Donors met in Oslo and announced the following contributions for 2026.
| Donor | Amount (million USD) | Remarks |
|---|---|---|
| Austria | 18.0 | humanitarian |
| Norway | 40.5 | schools. And roads |
| Greece | - | to be announced |
| Total | 58.5 | |
The next conference is in Vienna.
"""


def sighted(text: str) -> tuple[PledgeSighting, ...]:
    return read_pledges(Document("D", "An afternoon in town", "The Courier", date(2026, 3, 10), text=text))


def rows(text: str) -> list[tuple[str, ...]]:
    """What is read in the rows of a text: the words, the parties, how much, and by when."""
    found = [each for each in sighted(text) if any(cue.rule == "row" for cue in each.cues)]
    return [
        (
            text[slice(*each.quote)],
            " ".join(each.actors.parties),
            f"{each.amount.amount:f} {each.amount.unit}" if each.amount else "",
            f"{each.deadline.phrase}: {each.deadline.latest}" if each.deadline else "",
        )
        for each in found
    ]


def test_a_row_says_who_pledges_how_much_and_the_line_above_by_when() -> None:
    assert rows(MARKDOWN) == [
        ("Austria | 18.0 | humanitarian", "AT", "18000000 USD", "for 2026: 2026-12-31"),
        ("Norway | 40.5 | schools. And roads", "NO", "40500000 USD", "for 2026: 2026-12-31"),
    ]


def test_a_row_is_likely_and_begins_with_who_pledges() -> None:
    austria = next(each for each in sighted(MARKDOWN) if each.actors.parties == ("AT",))
    assert (austria.band, austria.actors.how) == ("likely", "label")
    assert MARKDOWN[slice(austria.actors.start, austria.actors.end)] == "Austria"
    assert austria.amount is not None
    assert MARKDOWN[austria.amount.start : austria.amount.end] == "18.0"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "| Country | Pledge | By |\n|---|---|---|\n| Norway | 40 trucks | 30 June 2026 |\n"
            "| Kenya | to train 200 nurses | end of 2026 |",
            [("NO", "40 trucks", "30 June 2026: 2026-06-30"), ("KE", "200 nurses", "end of 2026: 2026-12-31")],
        ),
        (
            "Pledges in millions of euros\nDonor\t2026\tRemarks\nAustria\t18\tfood\nNorway and Sweden\t40,5\tnone",
            [("AT", "18000000 EUR", "2026: 2026-12-31"), ("NO SE", "40500000 EUR", "2026: 2026-12-31")],
        ),
        (
            "Country | Contribution (USD) | Due date\nUnited States of America | 1,250,000 | Q3 2026\n"
            "Japan | about 300,000* | tbc",
            [("US", "1250000 USD", "Q3 2026: 2026-09-30"), ("JP", "300000 USD", "")],
        ),
        (
            "The ministers pledged:\n\nCountry | Amount\nAustria | EUR 18 million\nGermany (BMZ) | two ferries",
            [("AT", "18000000 EUR", ""), ("DE", "2 ferries", "")],
        ),
        (
            "| Donor | Needs | Pledged (€ million) | Paid (€ million) |\n| Malta | 40 | 12 | 3 |\n"
            "| Spain | 50 | 7 | 7 |",
            [("MT", "12000000 EUR", ""), ("ES", "7000000 EUR", "")],
        ),
        (
            "| Party | Commitment |\n|:--|:--|\n| European Union | to open a mission in Kigali |\n"
            "| Chad | to ratify the treaty by May 2026 |",
            [("EU", "", ""), ("TD", "", "")],
        ),
    ],
)
def test_the_columns_tell_how_much_and_by_when(text: str, found: list[tuple[str, ...]]) -> None:
    assert [each[1:] for each in rows(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "| Country | Rainfall |\n|---|---|\n| Norway | 40 |\n| Kenya | 30 |",
        "| Party | Seats |\n|---|---|\n| Norway | 40 |\n| Kenya | 3 |",
        "| Country | Needs (USD million) | Pledged (USD million) |\n| Mali | 40 | 12 |\n| Niger | 50 | 3 |",
        "| Donor | Received (USD million) |\n|---|---|\n| Norway | 40 |\n| Kenya | 3 |",
        "| Donor | Pledge |\n|---|---|\n| Norway | - |\n| Kenya | to be confirmed |",
        "| Donor | Pledge |\n|---|---|\n| A firm of Norway | 40 boats |\n| Total | 40 boats |",
        "| Donor | Pledge |",
        "Norway | 40 boats | by May",
        "He wore a suit | and a tie. She wore | a hat.",
    ],
)
def test_other_tables_hold_no_pledges(text: str) -> None:
    assert rows(text) == []


def test_the_sentence_that_leads_a_table_in_is_no_pledge_beside_its_rows() -> None:
    assert [each.actors.parties for each in sighted(MARKDOWN)] == [("AT",), ("NO",)]
    bare = MARKDOWN.replace("the following contributions", "contributions of 40 million dollars")
    assert len(sighted(bare)) == 3


def test_what_stands_around_a_table_is_read_as_before() -> None:
    after = "Kenya will send 40 boats to Malta by June 2026."
    read = sighted(f"{MARKDOWN}{after}")
    assert [each.amount.amount for each in read if each.amount] == [Decimal("18e6"), Decimal("40.5e6"), Decimal(40)]


@given(st.text(st.sampled_from("| \t\n-Norway Donor Pledge 40 boats."), max_size=400))
def test_whatever_stands_between_bars_places_are_exact(text: str) -> None:
    document = Document("D", "t", "p", date(2026, 3, 10), text=f"| Donor | Pledge |\n| Norway | 40 boats |\n{text}")
    assert document.text is not None
    for each in read_pledges(document):
        assert 0 <= each.quote.start < each.quote.end <= len(document.text)
        assert "\n" not in document.text[slice(*each.quote)] or not any(cue.rule == "row" for cue in each.cues)


def test_a_long_table_takes_time_in_proportion() -> None:
    assert growth(rows, "| Donor | Pledge | By |\n" + "| Norway | 40 boats | 30 June 2026 |\n" * 2_000) < IN_PROPORTION
