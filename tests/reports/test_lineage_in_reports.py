"""Packages and replaced pledges in reports: items beneath the package, one promise through all that it was said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from tests.reports.made import TODAY, due, entry, follow_up, of, pledge
from tracker.lineage import Relation
from tracker.reports import Report
from tracker.reports.charts import Amounts
from tracker.reports.entries import Entry
from tracker.reports.ledger import ledger
from tracker.reports.lines import Line, aside, counting
from tracker.reports.related import REPLACED, Related, how, lineage
from tracker.reports.restated import restated
from tracker.words import RelationKind

ON = date(2026, 1, 1)
PACKAGE = pledge("COW-2025-001", quantity=of(30))
TANKS, RADARS = pledge("GB-2025-001", quantity=of(20)), pledge("FR-2025-001", quantity=of(4, "radars"))
SOME = follow_up(TANKS, 1, "advances", "2025-04-01", quantity=of(8))
WHOLE = follow_up(PACKAGE, 1, "advances", "2025-05-01", quantity=of(10))


def listed(report: Report, key: str) -> list[dict[str, Any]]:
    keys = [column.key for column in report.columns]
    (section,) = (each for each in report.sections if each.key == key)
    return [dict(zip(keys, row, strict=True)) for row in section.rows]


def packed() -> Report:
    return ledger(entry(PACKAGE, WHOLE), TODAY, (), {}, (), (entry(RADARS), entry(TANKS, SOME)))


def test_items_stand_beneath_their_package_each_with_its_own_standing_and_word() -> None:
    rows = listed(packed(), "items")
    assert [(row["ref"], row["party"], row["standing"], row["delivered"], row["last_word"]) for row in rows] == [
        ("FR-2025-001", "FR", "overdue", None, None),
        ("GB-2025-001", "GB", "overdue", "8 tanks", date(2025, 4, 1)),
    ]


def test_what_a_package_and_its_items_pledge_and_deliver_is_told_apart_per_unit() -> None:
    assert [note for note in packed().notes if note.startswith("In ")] == [
        "In radars: pledged 4 by its items. The package and its items are not added up.",
        "In tanks: pledged 30 by the package, 20 by its items; delivered 10 told of the package, 8 told of its items."
        " The package and its items are not added up.",
    ]


def test_what_was_said_of_a_package_as_about_or_up_to_is_not_added_to_what_was_said_plainly() -> None:
    package = pledge("COW-2025-001", quantity=of(300_000_000, "EUR", "up to"))
    items = [
        entry(pledge(f"GB-2025-00{number}", quantity=of(amount, "EUR", firm)))
        for number, (amount, firm) in enumerate(((200_000_000, "about"), (60_000_000, None), (40_000_000, None)), 1)
    ]
    some = follow_up(package, 1, "advances", "2025-05-01", quantity=of(1_500, "EUR", "at least"))
    assert [
        note for note in ledger(entry(package, some), TODAY, (), {}, (), items).notes if note.startswith("In ")
    ] == [
        "In EUR: pledged up to 300,000,000 by the package, 100,000,000 and about 200,000,000 by its items;"
        " delivered at least 1,500 told of the package. The package and its items are not added up."
    ]


def test_a_chart_draws_each_quantity_of_a_package_once() -> None:
    (chart,) = packed().charts
    assert isinstance(chart, Amounts)
    assert [(each.label, each.unit, each.pledged) for each in chart.amounts] == [
        ("FR-2025-001", "radars", 4),
        ("GB-2025-001", "tanks", 20),
    ]
    vague = ledger(entry(PACKAGE), TODAY, (), {}, (), (entry(RADARS),)).charts[0]
    assert isinstance(vague, Amounts)
    assert [each.label for each in vague.amounts] == ["FR-2025-001", "COW-2025-001"]


def test_a_pledge_without_items_has_the_ledger_that_it_had() -> None:
    plain = ledger(entry(PACKAGE), TODAY, (), {})
    assert [section.key for section in plain.sections] == ["delivered", "spoken", "silent"]
    assert plain.facts == (("parties", 1), ("delivered", 0), ("spoken", 0), ("silent", 1))
    assert "ref" not in [column.key for column in plain.columns]


# -- said again, as another pledge ---------------------------------------------------------------------------

FIRST = pledge("GB-2025-001")
SECOND = pledge("GB-2025-002", made_on=date(2025, 6, 1), published_on=date(2025, 6, 1), deadline=due("2025-09-30"))
THIRD = pledge("GB-2025-003", made_on=date(2025, 12, 1), published_on=date(2025, 12, 1), deadline=due("2026-06-30"))
CHAIN = {"GB-2025-003": (entry(FIRST), entry(SECOND)), "GB-2025-002": (entry(FIRST),)}


def told(*entries: Entry, **given: Any) -> Report:
    return restated(entries, TODAY, replaced=given.pop("replaced", CHAIN), **given)


def test_a_promise_that_was_replaced_twice_is_one_promise_said_three_times_delivered_zero() -> None:
    report = told(entry(FIRST), entry(SECOND), entry(THIRD))
    (section,) = report.sections
    assert section.title == (
        "GB-2025-003 (GB): Send tanks, in place of GB-2025-001 GB-2025-002 — said 3 times,"
        " no recorded document tells of a delivery; open"
    )
    assert report.facts == (("restated", 1), ("no_delivery_told", 1))
    assert [(row["ref"], row["what"], row["slip_days"]) for row in listed(report, "GB-2025-003")] == [
        ("GB-2025-001", "made", None),
        ("GB-2025-002", "made instead", 183),
        ("GB-2025-003", "made instead", 456),
    ]


def test_every_clock_of_it_is_shown_with_how_each_stands() -> None:
    assert told(entry(FIRST), entry(SECOND), entry(THIRD)).sections[0].note == (
        "First clock (GB-2025-001): 2025-03-31, 306 days past."
        " Clock of GB-2025-002, made instead: 2025-09-30, 123 days past."
        " Clock of GB-2025-003, made instead: 2026-06-30, in 150 days."
        " GB-2025-001 stands at overdue since 2025-01-10. GB-2025-002 stands at overdue since 2025-01-10."
    )


def test_repetitions_and_deeds_of_all_members_belong_to_the_promise() -> None:
    again = follow_up(FIRST, 1, "restates", "2025-04-01", deadline=due("2025-05-31"))
    done = follow_up(SECOND, 1, "advances", "2025-07-01", quantity=of(3))
    chain = {"GB-2025-003": (entry(FIRST, again), entry(SECOND, done))}
    (section,) = told(entry(THIRD), replaced=chain).sections
    assert "said 4 times, delivered 3 of 20 tanks; open" in section.title
    assert [str(row[1]) for row in section.rows] == [
        "2025-01-10",
        "2025-04-01",
        "2025-06-01",
        "2025-07-01",
        "2025-12-01",
    ]
    assert section.note.endswith("Last promised for 2026-06-30, in 150 days.")


def test_a_replaced_pledge_whose_successor_is_not_among_those_asked_for_stands_for_itself() -> None:
    again = follow_up(FIRST, 1, "restates", "2025-04-01")
    assert [section.key for section in told(entry(FIRST, again)).sections] == ["GB-2025-001"]
    assert told(entry(FIRST, again), least=2).sections[0].rows == ()


# -- related pledges in words --------------------------------------------------------------------------------

REPLACEMENT = Relation("R-2026-001", "GB-2025-002", RelationKind.SUPERSEDES, "GB-2025-001", ON, note="said so")


def test_a_relation_is_told_from_either_side() -> None:
    assert [how(REPLACEMENT, ref) for ref in ("GB-2025-002", "GB-2025-001")] == ["replaces", "replaced by"]
    item = replace(REPLACEMENT, kind=RelationKind.PART_OF)
    assert [how(item, ref) for ref in ("GB-2025-002", "GB-2025-001")] == ["part of", "item"]
    assert lineage([Related(REPLACED, REPLACEMENT, entry(SECOND))]) == (
        "Replaced by GB-2025-002 (GB): Send tanks — made 2025-06-01, due 2025-09-30; overdue since 2025-01-10;"
        " R-2026-001 (said so)",
        "In totals it is counted as GB-2025-002. Its own clock runs on: a relation changes no standing.",
    )
    assert lineage([]) == ()


def line(ref: str, counted_as: str = "") -> Line:
    blank: dict[str, Any] = dict.fromkeys(Line._fields)
    return Line(**{**blank, "ref": ref, "counted_as": counted_as})


def test_lines_in_whose_place_others_count_are_named_and_of_many_others_a_few() -> None:
    many = " ".join(f"GB-2025-{number:03}" for number in range(2, 10))
    lines = [line("GB-2025-001", many), line("FR-2025-001")]
    assert aside(lines) == (
        "Listed, not counted: GB-2025-001 (counted as GB-2025-002 GB-2025-003 GB-2025-004 GB-2025-005 GB-2025-006"
        " and 3 more)."
    )
    assert [each.ref for each in counting(lines)] == ["FR-2025-001"]
    assert aside(lines[1:]) == ""
