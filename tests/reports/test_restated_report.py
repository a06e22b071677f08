"""``report restated``: what is said again, with every date, the slip, what was delivered, and both clocks."""

from __future__ import annotations

from typing import Any

from tests.reports.made import TODAY, dispute, due, entry, follow_up, of, pledge
from tracker.reports import Report
from tracker.reports.entries import Entry
from tracker.reports.restated import restated

TANKS = pledge()
LATER = follow_up(TANKS, 1, "restates", "2025-06-01", deadline=due("2025-09-30", "by the end of September"))
AGAIN = follow_up(TANKS, 2, "restates", "2025-10-15", deadline=due("2026-03-31"))
SAME = follow_up(TANKS, 3, "corroborates", "2025-01-11")


def made(*entries: Entry, **given: Any) -> Report:
    return restated(entries, TODAY, **given)


def cells(report: Report, *keys: str, section: int = 0) -> list[tuple[object, ...]]:
    places = [[column.key for column in report.columns].index(key) for key in keys]
    return [tuple(row[place] for place in places) for row in report.sections[section].rows]


def test_every_time_that_it_was_said_is_shown_with_its_deadline_and_its_slip() -> None:
    report = made(entry(TANKS, AGAIN, LATER, SAME))
    (section,) = report.sections
    assert section.key == "GB-2025-001"
    told = "said 3 times, no recorded document tells of a delivery; overdue"
    assert section.title == f"GB-2025-001 (GB): Send tanks — {told}"
    told = [(str(on), *row) for on, *row in cells(report, "on", "what", "slip_days", "days_since")]
    assert told == [
        ("2025-01-10", "made", None, 0),
        ("2025-06-01", "restates", 183, 142),
        ("2025-10-15", "restates", 365, 278),
    ]


def test_two_clocks_run_from_the_first_deadline_and_from_the_one_promised_last() -> None:
    assert made(entry(TANKS, LATER, AGAIN)).sections[0].note == (
        "First clock: 2025-03-31, 306 days past. Last promised for 2026-03-31, in 59 days."
    )
    sooner = follow_up(TANKS, 4, "restates", "2026-01-15", deadline=due("2026-02-28"))
    (section,), (chart,) = (made(entry(TANKS, sooner, LATER, AGAIN))[at] for at in (4, 8))
    assert section.note == "First clock: 2025-03-31, 306 days past. Last promised for 2026-02-28, in 28 days."
    assert [each.last for each in chart.slips] == ["2026-02-28"]
    vague = pledge(deadline=None)
    assert made(entry(vague, follow_up(vague, 1, "restates", "2025-06-01"))).sections[0].note == (
        "No deadline was set at first, so that no clock runs."
    )


def test_what_was_delivered_is_summed_per_unit_and_shown_of_what_was_pledged() -> None:
    some = follow_up(TANKS, 4, "advances", "2025-04-01", quantity=of(6))
    more = follow_up(TANKS, 5, "advances", "2025-05-01", quantity=of(5))
    crews = follow_up(TANKS, 6, "advances", "2025-05-02", quantity=of(30, "soldiers"))
    assert "delivered 11 of 20 tanks, 30 soldiers;" in made(entry(TANKS, LATER, some, more, crews)).sections[0].title
    told = follow_up(TANKS, 7, "advances", "2025-05-03")
    assert "delivered something, told by 1 document;" in made(entry(TANKS, LATER, told)).sections[0].title


def test_quantities_keep_how_firmly_they_were_said_every_time() -> None:
    radars = pledge(quantity=of(1_200, "radars", "up to"))
    again = follow_up(radars, 1, "restates", "2025-06-01", quantity=of(1_000, "radars", "at least"))
    some = follow_up(radars, 2, "advances", "2025-07-01", quantity=of(400, "radars", "about"))
    more = follow_up(radars, 3, "advances", "2025-08-01", quantity=of("0.5", "radars"))
    rest = follow_up(radars, 4, "advances", "2025-09-01", quantity=of("0.5", "radars"))
    report = made(entry(radars, again, some, more, rest))
    assert [said for (said,) in cells(report, "quantity")] == [
        "up to 1200 radars",
        "at least 1000 radars",
        "about 400 radars",
        "0.5 radars",
        "0.5 radars",
    ]
    assert "delivered 1 and about 400 of up to 1,200 radars;" in report.sections[0].title


def test_what_was_said_most_often_and_never_delivered_comes_first() -> None:
    kept, ships = pledge("FR-2025-001"), pledge("DE-2025-001")
    report = made(
        entry(kept, follow_up(kept, 1, "restates", "2025-06-01"), follow_up(kept, 2, "fulfils", "2025-07-01")),
        entry(ships, follow_up(ships, 1, "restates", "2025-06-01")),
        entry(TANKS, LATER, AGAIN),
        entry(pledge("PL-2025-001")),
    )
    assert [section.key for section in report.sections] == ["GB-2025-001", "DE-2025-001", "FR-2025-001"]
    assert report.notes[0] == "Said again: 3. No recorded document tells of a delivery: 2 (GB-2025-001, DE-2025-001)."
    assert report.facts == (("restated", 3), ("no_delivery_told", 2))


def test_what_was_said_once_more_is_left_out_where_twice_is_asked_for() -> None:
    assert [each.key for each in made(entry(TANKS, LATER), least=2).sections] == ["restated"]
    assert [each.key for each in made(entry(TANKS, LATER, AGAIN), least=2).sections] == ["GB-2025-001"]


def test_a_corroboration_is_no_restatement() -> None:
    report = made(entry(TANKS, SAME))
    assert list(report.sections[0].rows) == []
    assert report.facts[0] == ("restated", 0)


def test_its_chart_shows_how_far_deadlines_have_moved() -> None:
    (chart,) = made(entry(TANKS, LATER, AGAIN)).charts
    assert "GB-2025-001 365 (2025-03-31 to 2026-03-31)" in chart.words
    assert made(entry(pledge(deadline=None), LATER)).charts == ()


def test_what_a_party_answers_stands_among_what_was_said_in_the_order_of_days() -> None:
    answers = (dispute(TANKS, 1, "GB", "2025-12-01"), dispute(TANKS, 2, "GB", "2026-01-20"))
    (section,) = made(entry(TANKS, LATER, disputes=answers)).sections
    (without,) = made(entry(TANKS, LATER)).sections
    assert section.note == without.note
    assert [row for row in section.rows if not str(row[2]).startswith("disputed")] == list(without.rows)
    assert [(str(row[1]), row[2], row[-2], row[-1]) for row in section.rows][-2:] == [
        ("2025-12-01", "disputed by GB", "D-2025-12-01", "Answer of 2025-12-01"),
        ("2026-01-20", "disputed by GB", "D-2026-01-20", "Answer of 2026-01-20"),
    ]
