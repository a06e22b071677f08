"""``report amounts``: pledged against delivered, per unit and currency, and converted only by rates that are given."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.made import TODAY, entry, follow_up, of, pledge
from tracker.model import Quantity
from tracker.render import write
from tracker.reports import Report
from tracker.reports.amounts import amounts
from tracker.reports.entries import Entry
from tracker.reports.rates import Exchange, Rate
from tracker.words import Qualifier

NAMES = {"GB": "United Kingdom", "FR": "France"}
DOLLAR = Rate("USD", "EUR", Decimal("0.92"), date(2026, 1, 30), "European Central Bank")


def made(*entries: Entry, rates: tuple[Rate, ...] = ()) -> Report:
    return amounts(entries, TODAY, NAMES, rates=rates)


def rows(report: Report, section: str = "all") -> list[dict[str, Any]]:
    keys = [column.key for column in report.columns]
    (found,) = [each for each in report.sections if each.key == section]
    return [dict(zip(keys, row, strict=True)) for row in found.rows]


def figures(report: Report, section: str = "all") -> list[tuple[Any, ...]]:
    names = ("unit", "said", "pledges", "pledged", "delivered")
    return [tuple(row[name] for name in names) for row in rows(report, section)]


def about(amount: str, unit: str, qualifier: str | None = None) -> Quantity:
    return Quantity(Decimal(amount), unit, Qualifier(qualifier) if qualifier else None)


def test_units_and_currencies_are_never_added_up() -> None:
    tanks, euros = pledge("GB-2025-001"), pledge("GB-2025-002", quantity=about("1000", "EUR"))
    more, dollars = pledge("GB-2025-003", quantity=of(5)), pledge("GB-2025-004", quantity=about("1000", "USD"))
    report = made(*map(entry, (tanks, euros, more, dollars)))
    assert figures(report) == [
        ("EUR", None, 1, 1000, None),
        ("USD", None, 1, 1000, None),
        ("tanks", None, 2, 25, None),
    ]
    assert "Nothing is summed across units or currencies, and nothing converted." in report.notes
    assert [column.key for column in report.columns][-2:] == ["beside", "refs"]


@pytest.mark.parametrize("said", ["up to", "at least", "about"])
def test_what_was_not_said_plainly_stands_apart(said: str) -> None:
    loose = pledge("GB-2025-002", quantity=about("8", "tanks", said))
    report = made(entry(pledge()), entry(loose))
    assert figures(report) == [("tanks", None, 1, 20, None), ("tanks", said, 1, 8, None)]


def test_at_80_columns_no_number_is_broken_and_what_is_converted_stands_below() -> None:
    dollars = pledge("GB-2025-001", topic="multinational-force", quantity=about("1000000000.50", "USD", "about"))
    paid = follow_up(dollars, 1, "advances", "2025-04-01", quantity=about("100000000", "USD"))
    report = made(entry(dollars, paid), entry(pledge("GB-2025-002", quantity=None)), rates=(DOLLAR,))
    out = StringIO()
    write(report, "table", out, width=80)
    section = out.getvalue().split("By topic\n")[1].split("\n\n")[0].splitlines()
    assert [each.split() for each in section] == [
        ["Of", "In", "Said", "Pledges", "Pledged", "Delivered"],
        ["─" * len(section[1])],
        ["armour", "–", "–", "1", "–", "–"],
        ["multinational-force", "USD", "about", "1", "1,000,000,000.50", "100,000,000"],
        ["Pledged", "EUR:", "920,000,000.46"],
        ["Deliv.", "EUR:", "92,000,000.00"],
    ]


def test_pledges_without_an_amount_are_counted() -> None:
    report = made(entry(pledge()), entry(pledge("GB-2025-002", quantity=None)))
    assert figures(report) == [("tanks", None, 1, 20, None), (None, None, 1, None, None)]
    assert dict(report.facts)["without_amount"] == 1
    assert report.notes[0].startswith("Of 2 pledges: 1 with an amount, 1 without (the rows without a unit).")


def test_deliveries_are_added_up_and_restatements_are_not() -> None:
    one = pledge()
    report = made(
        entry(
            one,
            follow_up(one, 1, "advances", "2025-02-01", quantity=of(8)),
            follow_up(one, 2, "restates", "2025-03-01", quantity=of(20)),
            follow_up(one, 3, "corroborates", "2025-03-02", quantity=of(8)),
            follow_up(one, 4, "fulfils", "2025-04-01", quantity=of(12)),
        )
    )
    assert figures(report) == [("tanks", None, 1, 20, 20)]


def test_only_what_was_known_on_the_day_is_delivered() -> None:
    one = pledge()
    late = follow_up(one, 1, "fulfils", "2026-02-01", quantity=of(20))
    assert figures(made(entry(one, late))) == [("tanks", None, 1, 20, None)]


def test_a_deed_that_is_told_without_a_figure_adds_nothing_and_is_told() -> None:
    one = pledge()
    report = made(entry(one, follow_up(one, 1, "fulfils", "2025-02-01")))
    (row,) = rows(report)
    assert (row["delivered"], row["without_figure"]) == (None, 1)
    assert any(note.startswith("No figure: of 1 pledge a document tells") for note in report.notes)


def test_what_is_delivered_of_a_pledge_without_an_amount_stands_in_its_unit() -> None:
    one = pledge(quantity=None)
    report = made(entry(one, follow_up(one, 1, "advances", "2025-02-01", quantity=of(8))))
    assert figures(report) == [("tanks", "no amount", 1, None, 8)]


def test_deliveries_that_were_not_said_plainly_are_told() -> None:
    one = pledge()
    loose = follow_up(one, 1, "advances", "2025-02-01", quantity=about("8", "tanks", "about"))
    plain = follow_up(one, 2, "advances", "2025-02-02", quantity=of(2))
    report = made(entry(one, loose, plain))
    assert "Delivered in tanks: 1 of 2 figures not said plainly (up to, at least, about)." in report.notes


def test_a_joint_pledge_stands_once_under_those_who_made_it_together() -> None:
    joint = [pledge("GB-2025-001", "GB", "FR"), pledge("FR-2025-001", "FR", "GB")]
    report = made(*map(entry, joint), entry(pledge("GB-2025-002")))
    assert [(row["key"], row["name"], row["pledged"]) for row in rows(report, "parties")] == [
        ("FR GB", "France, United Kingdom", 40),
        ("GB", "United Kingdom", 20),
    ]
    assert [row["pledged"] for row in rows(report)] == [60]


def test_each_topic_has_its_own_sums() -> None:
    report = made(entry(pledge()), entry(pledge("GB-2025-002", topic="air-defence")))
    assert [(row["key"], row["pledged"]) for row in rows(report, "topics")] == [("air-defence", 20), ("armour", 20)]


def test_its_chart_has_a_bar_for_each_unit() -> None:
    (chart,) = made(entry(pledge()), entry(pledge("GB-2025-002", quantity=about("3", "EUR")))).charts
    assert chart.words == (
        "Pledged and delivered: in EUR, Together 3 pledged, not known to be delivered;"
        " in tanks, Together 20 pledged, not known to be delivered."
    )


# -- converted --------------------------------------------------------------------------------------------


def test_with_rates_two_columns_are_added_and_the_foot_names_rate_day_and_source() -> None:
    dollars = pledge(quantity=about("1000.10", "USD"))
    done = follow_up(dollars, 1, "advances", "2025-02-01", quantity=about("0.55", "USD"))
    report = made(entry(dollars, done), entry(pledge("GB-2025-002", quantity=about("7", "EUR"))), rates=(DOLLAR,))
    assert [(row["unit"], row["pledged"], row["pledged_eur"], row["delivered_eur"]) for row in rows(report)] == [
        ("EUR", 7, Decimal("7.00"), None),
        ("USD", Decimal("1000.10"), Decimal("920.09"), Decimal("0.51")),
    ]
    assert [column.title for column in report.columns][-3:] == ["Pledged EUR", "Deliv. EUR", "Refs"]
    assert "Rates: 1 USD = 0.92 EUR on 2026-01-30 (European Central Bank)." in report.notes
    assert any("rounded to two decimals (half to even)" in note for note in report.notes)
    assert dict(report.facts)["rates"] == ["1 USD = 0.92 EUR on 2026-01-30 (European Central Bank)"]


def test_a_currency_without_a_rate_is_not_converted_and_told_and_a_thing_is_neither() -> None:
    crowns = pledge(quantity=about("1000", "NOK"))
    vehicles = pledge("GB-2025-003", quantity=about("40", "APC"))  # three capitals, and no currency
    report = made(entry(crowns), entry(pledge("GB-2025-002")), entry(vehicles), rates=(DOLLAR,))
    assert [row["pledged_eur"] for row in rows(report)] == [None, None, None]
    assert "Not converted, for there is no rate: NOK." in report.notes
    assert not any("tanks" in note or "APC" in note for note in report.notes)


def test_the_latest_rate_on_or_before_the_day_counts_and_a_later_one_never() -> None:
    older, later = (
        DOLLAR._replace(rate=Decimal(number), on=date.fromisoformat(day))
        for number, day in (("0.5", "2025-01-01"), ("2", "2026-02-01"))
    )
    dollars = entry(pledge(quantity=about("100", "USD")))
    for order in ((older, DOLLAR, later), (later, DOLLAR, older)):
        assert rows(made(dollars, rates=order))[0]["pledged_eur"] == Decimal("92.00")
    report = made(dollars, rates=(later,))
    assert rows(report)[0]["pledged_eur"] is None
    assert "Not converted, for the only rate is of a later day: USD." in report.notes
    assert "Rates: none was used." in report.notes


def test_what_is_rounded_is_the_sum_and_never_its_parts() -> None:
    parts = [entry(pledge(f"GB-2025-{number:03d}", quantity=about("0.005", "USD"))) for number in range(1, 5)]
    assert rows(made(*parts, rates=(DOLLAR._replace(rate=Decimal(1)),)))[0]["pledged_eur"] == Decimal("0.02")


def test_half_a_cent_goes_to_the_even_one() -> None:
    exchange = Exchange((DOLLAR._replace(rate=Decimal("0.5")),), TODAY)
    assert [exchange.converted(Decimal(each), "USD") for each in ("0.01", "0.03", "0.05")] == [
        Decimal("0.00"),
        Decimal("0.02"),
        Decimal("0.02"),
    ]


@given(st.lists(st.decimals(0, 10**18, places=15), min_size=1, max_size=20))
def test_sums_are_exact_to_the_last_digit(parts: list[Decimal]) -> None:
    told = [
        entry(pledge(f"GB-2025-{number:03d}", quantity=Quantity(part, "USD"))) for number, part in enumerate(parts, 1)
    ]
    (row,) = rows(made(*told))
    assert _scaled(row["pledged"]) == sum(map(_scaled, parts))


def _scaled(number: Decimal) -> int:
    """A number in units of its fifteenth decimal, without the limits of decimal arithmetic."""
    _, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)
    return int("".join(map(str, digits))) * 10 ** (exponent + 15)
