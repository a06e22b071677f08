"""Charts as data: which figures they hold, what they say in words, and what they leave out."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charted import AMOUNTS, BARS, CHARTS, DEADLINES, SLIPS
from tracker.model import Quantity
from tracker.reports import Report, charts, figures
from tracker.reports.charts import ROWS, Amount, Bar, Slip, Window
from tracker.reports.lines import STANDINGS, Line


def line(ref: str, latest: str | None = "2026-01-20", slipped_to: str | None = None) -> Line:
    given: dict[str, Any] = dict.fromkeys(Line._fields)
    facts = {"ref": ref, "standing": "review due", "earliest": "2025-11-25", "latest": latest, "basis": "inferred"}
    return Line(**{**given, **facts, "slipped_to": slipped_to})


def test_a_report_has_no_charts_unless_it_is_given_some() -> None:
    assert Report("r", "", "", (), ()).charts == ()


# -- standings ---------------------------------------------------------------------------------------------------


def test_bars_count_in_the_order_of_the_standings() -> None:
    assert BARS.bars[0] == Bar("Coalition", (0, 2, 61, 3, 1, 0, 0, 0))
    assert BARS.bars[1].parts == [("overdue", 5), ("review due", 4)]
    assert [bar.total for bar in BARS.bars] == [67, 9, 24, 0]


def test_bars_in_words_give_every_figure() -> None:
    assert BARS.words == (
        "Pledges by standing: Coalition 67 (2 review due, 61 open, 3 advanced, 1 conditional);"
        " France 9 (5 overdue, 4 review due); United Kingdom 24 (9 dropped, 7 fulfilled late, 8 fulfilled); Japan 0."
    )


@pytest.mark.parametrize("counts", [{"late": 1}, {"open": -1}])
def test_a_count_of_no_standing_is_a_mistake(counts: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="France: no counts by standing"):
        charts.standing_bars("", [("France", counts)])


def test_rows_beyond_the_limit_are_counted_with_what_they_hold() -> None:
    bars = charts.standing_bars("", ((str(number), {"open": number}) for number in range(ROWS + 3)))
    assert [bar.label for bar in bars.bars] == [str(number) for number in range(ROWS)]
    assert (bars.left_out, bars.left_count) == (3, ROWS + ROWS + 1 + ROWS + 2)
    assert bars.words.endswith(". Not shown: 3 more, with 63 together.")
    assert BARS.left == ""


def test_a_thousand_is_written_as_everywhere_else() -> None:
    bars = charts.standing_bars("", [("France", {"open": 1234}), ("Japan", {"open": 5000})], 1)
    assert bars.words == "Pledges by standing: France 1,234 (1,234 open). Not shown: 1 more, with 5,000 together."
    assert charts.Slips("", (), 1000).left == "Not shown: 1,000 more."
    assert charts.Timeline("", "", (), 1000, 2000).left == (
        "Not shown: 1,000 more with a deadline and 2,000 without a deadline."
    )


@given(st.lists(st.dictionaries(st.sampled_from(STANDINGS), st.integers(0, 99)), max_size=30), st.integers(0, 25))
def test_no_pledge_is_lost_between_what_is_shown_and_what_is_left_out(rows: list[dict[str, int]], limit: int) -> None:
    bars = charts.standing_bars("", [(str(number), row) for number, row in enumerate(rows)], limit)
    assert sum(bar.total for bar in bars.bars) + bars.left_count == sum(sum(row.values()) for row in rows)
    assert len(bars.bars) + bars.left_out == len(rows)


# -- deadlines ---------------------------------------------------------------------------------------------------


def test_a_line_of_time_takes_its_windows_from_a_list() -> None:
    found = charts.timeline("", "2026-01-31", [line("GB-1", slipped_to="2026-03-31"), line("GB-2", None)])
    assert found.windows == (Window("GB-1", "2025-11-25", "2026-01-20", "inferred", ("2026-03-31",), "review due"),)
    assert found.undated == 1
    assert found.words == (
        "Deadlines as of 2026-01-31: GB-1 by 2026-01-20 (inferred, window from 2025-11-25, passed 11 days ago,"
        " review due), now promised for 2026-03-31. Not shown: 1 without a deadline."
    )


def test_deadlines_in_words_say_how_far_away_they_are() -> None:
    assert DEADLINES.words.endswith(
        "; GB-2026-001 by 2026-03-31 (stated, window from 2026-02-05, 59 days ahead, open),"
        " now promised for 2026-06-30 and then 2026-09-30; US-2026-009 by 2026-02-28 (stated, 28 days ahead)."
    )
    assert "(today)" in charts.timeline("", "2026-02-28", [Window("US-1", None, "2026-02-28")]).words
    assert "(1 day ahead)" in charts.timeline("", "2026-02-27", [Window("US-1", None, "2026-02-28")]).words


def test_deadlines_beyond_the_limit_are_counted_apart_from_what_has_none() -> None:
    found = charts.timeline("", "2026-01-31", [line("GB-1"), line("GB-2"), line("GB-3", None)], rows=1)
    assert (len(found.windows), found.left_out, found.undated) == (1, 1, 1)
    assert found.left == "Not shown: 1 more with a deadline and 1 without a deadline."


# -- slips -------------------------------------------------------------------------------------------------------


def test_slips_count_days_from_the_first_deadline_to_the_last() -> None:
    assert [each.days for each in SLIPS.slips] == [112, 183, -30]
    assert SLIPS.words == (
        "Days from the first to the last deadline promised: FR-2025-001 112 (2025-12-09 to 2026-03-31);"
        " GB-2026-001 183 (2026-03-31 to 2026-09-30); DE-2026-001 -30 (2026-03-31 to 2026-03-01)."
    )


def test_what_has_not_slipped_is_passed_over() -> None:
    found = charts.slips("", [line("GB-1"), line("GB-2", slipped_to="2026-01-21"), line("GB-3", None)])
    assert found.slips == (Slip("GB-2", "2026-01-20", "2026-01-21"),)


def test_slips_beyond_the_limit_are_counted() -> None:
    found = charts.slips("", [line(str(number), slipped_to="2026-03-31") for number in range(4)], rows=3)
    assert (len(found.slips), found.left) == (3, "Not shown: 1 more.")


# -- quantities --------------------------------------------------------------------------------------------------


def test_two_units_never_share_an_axis() -> None:
    assert [(unit, [each.label for each in amounts]) for unit, amounts in AMOUNTS.by_unit] == [
        ("tanks", ["GB-2025-001", "PL-2025-001"]),
        ("EUR", ["FR-2025-002", "DE-2025-002"]),
    ]


def test_quantities_in_words_keep_every_digit_and_what_is_not_known() -> None:
    assert AMOUNTS.words == (
        "Pledged and delivered: in tanks, GB-2025-001 up to 14 pledged, 7 delivered; PL-2025-001 10 pledged,"
        " 12 delivered; in EUR, FR-2025-002 2,000,000,000 pledged, 500,000,000.50 delivered;"
        " DE-2025-002 1,000,000,000 pledged, not known to be delivered."
    )


@pytest.mark.parametrize("wrong", ["-1", "NaN", "Infinity"])
def test_a_quantity_below_zero_or_without_end_is_a_mistake(wrong: str) -> None:
    for pledged, delivered in ((wrong, "1"), ("1", wrong)):
        with pytest.raises(ValueError, match="GB-1: no quantity"):
            charts.amounts("", [Amount("GB-1", "tanks", Decimal(pledged), Decimal(delivered))])


def test_quantities_beyond_the_limit_are_counted_over_all_units() -> None:
    given = [Amount(str(number), f"unit {number % 2}", Decimal(1)) for number in range(5)]
    assert (len(charts.amounts("", given, 3).amounts), charts.amounts("", given, 3).left_out) == (3, 2)


# -- always ------------------------------------------------------------------------------------------------------


def test_a_label_is_one_short_line() -> None:
    bars = charts.standing_bars("", [("two\nlines " + "x" * 100, {"open": 1})])
    assert bars.bars[0].label == "two lines " + "x" * 49 + "…"


def test_nothing_to_show_is_said() -> None:
    assert charts.standing_bars("", []).words == "Pledges by standing: none."
    assert charts.timeline("", "2026-01-31", []).words == "Deadlines as of 2026-01-31: none."
    assert charts.slips("", []).words == "Days from the first to the last deadline promised: none."
    assert charts.amounts("", []).words == "Pledged and delivered: none."


def test_charts_are_plain_values_that_compare() -> None:
    for chart in CHARTS:
        assert chart == chart._replace(title=chart.title)
        assert hash(chart) == hash(chart._replace(title=chart.title))


def test_money_has_two_decimals_or_none_and_what_is_counted_its_digits() -> None:
    told = [("1500000", "EUR"), ("1500000.5", "EUR"), ("0.125", "EUR"), ("1.5", "tonnes")]
    assert [charts.figure(Decimal(amount), unit) for amount, unit in told] == [
        "1,500,000",
        "1,500,000.50",
        "0.125",
        "1.5",
    ]
    assert figures.said(Quantity(Decimal("1500000.50"), "EUR")) == "1,500,000.50"
