"""``report amounts``: what was dropped, what is delivered of what is not added up, and the refs behind every row."""

from __future__ import annotations

from tests.reports.made import TODAY, entry, follow_up, of, pledge
from tests.reports.test_amounts_report import NAMES, about, figures, made, rows
from tracker.reports.amounts import amounts
from tracker.reports.behind import listed

# -- what was given up, replaced, or is a package ---------------------------------------------------------


def test_what_was_dropped_is_part_of_what_was_pledged_and_told_apart() -> None:
    kept, gone = pledge(), pledge("GB-2025-002", quantity=of(5))
    report = made(entry(kept), entry(gone, follow_up(gone, 1, "drops", "2025-02-01")))
    (row,) = rows(report)
    assert (row["pledged"], row["dropped"]) == (25, 5)
    assert "Dropped, of what was pledged in tanks: 5 (GB-2025-002)." in report.notes
    (chart,) = report.charts
    said = "Together 25 pledged, of which 5 dropped (GB-2025-002), not known to be delivered."
    assert chart.words == f"Pledged and delivered: in tanks, {said}"


def test_what_is_delivered_of_a_replaced_pledge_stands_beside_and_is_not_denied() -> None:
    old, new = pledge("GB-2025-001", quantity=of(12)), pledge("GB-2025-002", quantity=of(15))
    some = follow_up(old, 1, "advances", "2025-02-01", quantity=of(7))
    report = amounts([entry(old, some), entry(new)], TODAY, NAMES, elsewhere={old.ref}, aside={old.ref})
    (row,) = rows(report)
    assert (row["pledges"], row["pledged"], row["delivered"], row["beside"]) == (1, 15, None, 7)
    assert (
        "Not added up, for others count in their place: GB-2025-001 (7 tanks delivered)."
        " What is told of them in figures is “delivered beside”."
    ) in report.notes
    (chart,) = report.charts
    said = "Together 15 pledged, 7 delivered of what is not added up (GB-2025-001)."
    assert chart.words == f"Pledged and delivered: in tanks, {said}"


def test_what_is_delivered_beside_stands_in_its_unit_however_firmly_that_was_said() -> None:
    old, new = pledge("GB-2025-001", quantity=of(12)), pledge("GB-2025-002", quantity=of(15, firm="up to"))
    some = follow_up(old, 1, "advances", "2025-02-01", quantity=of(7))
    report = amounts([entry(old, some), entry(new)], TODAY, NAMES, elsewhere={old.ref}, aside={old.ref})
    assert [(row["said"], row["pledges"], row["pledged"], row["beside"]) for row in rows(report)] == [
        (None, 0, None, 7),
        ("up to", 1, 15, None),
    ]
    assert "up to 15 pledged, 7 delivered of what is not added up (GB-2025-001)" in report.charts[0].words


def test_a_deed_without_a_figure_that_is_told_of_a_replaced_pledge_is_not_denied_either() -> None:
    old, new = pledge("GB-2025-001", quantity=of(12, firm="about")), pledge("GB-2025-002", quantity=of(15))
    some = follow_up(old, 1, "advances", "2025-02-01")
    report = amounts([entry(old, some), entry(new)], TODAY, NAMES, elsewhere={old.ref}, aside={old.ref})
    assert figures(report) == [("tanks", None, 1, 15, None)]
    untold = "something delivered of what is not added up, no figure told (GB-2025-001)"
    assert f"15 pledged, {untold}." in report.charts[0].words
    assert "Not added up, for others count in their place: GB-2025-001 (something delivered)." in report.notes


def test_a_delivery_without_a_figure_is_not_denied_by_the_chart() -> None:
    one = pledge()
    (chart,) = made(entry(one, follow_up(one, 1, "fulfils", "2025-02-01"))).charts
    assert "20 pledged, of 1 pledge something delivered, no figure told." in chart.words


def test_a_package_is_counted_by_its_items_and_adds_its_amount_where_no_item_tells_it() -> None:
    package, item = pledge("GB-2025-001", quantity=None), pledge("GB-2025-002")
    report = amounts([entry(package), entry(item)], TODAY, NAMES, aside={package.ref})
    assert dict(report.facts)["pledges"] == 1
    assert report.notes[0].startswith("Of 1 pledge: 1 with an amount, 0 without")
    assert "Not added up, for others count in their place: GB-2025-001." in report.notes
    priced = pledge("GB-2025-001", quantity=about("900", "EUR"))
    report = amounts([entry(priced), entry(item)], TODAY, NAMES, aside={package.ref})
    assert figures(report) == [("EUR", None, 0, 900, None), ("tanks", None, 1, 20, None)]
    assert dict(report.facts)["pledges"] == 1
    assert "Added up, and counted by their items, none of which has the unit: GB-2025-001." in report.notes


# -- the refs behind them ---------------------------------------------------------------------------------


def test_each_row_has_the_refs_behind_it() -> None:
    report = made(entry(pledge()), entry(pledge("FR-2025-002", quantity=None)))
    assert [(row["key"], row["refs"]) for row in rows(report, "parties")] == [
        ("FR", ("FR-2025-002",)),
        ("GB", ("GB-2025-001",)),
    ]
    assert [row["refs"] for row in rows(report)] == [("GB-2025-001",), ("FR-2025-002",)]


def test_on_paper_the_refs_are_a_list_at_the_foot() -> None:
    report = listed(made(entry(pledge()), entry(pledge("FR-2025-002", quantity=about("5", "EUR", "up to")))))
    assert "refs" not in [column.key for column in report.columns]
    first = report.notes.index("The pledges behind each row:")
    assert report.notes[first + 1 :] == (
        "FR, EUR, up to (by who pledged): FR-2025-002.",
        "GB, tanks (by who pledged): GB-2025-001.",
        "armour, EUR, up to (by topic): FR-2025-002.",
        "armour, tanks (by topic): GB-2025-001.",
        "all, EUR, up to (all): FR-2025-002.",
        "all, tanks (all): GB-2025-001.",
    )
