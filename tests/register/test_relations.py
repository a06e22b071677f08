"""Relations between pledges in a register: kept, logged, checked, and what is counted because of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from filled import fill
from samples import due, other_words, pledge, recording, stage

from tracker.checks import CHECKS
from tracker.errors import ConflictError, NotFoundError
from tracker.lineage import Relation
from tracker.model import Quantity
from tracker.register import records
from tracker.register.connect import Reader, reading
from tracker.register.contents import RegisterContents
from tracker.register.lists import Filters, counted_as, counts, lines, totals
from tracker.register.location import Location
from tracker.register.related import amounts_elsewhere, items_of, related_to, replaced_by_each
from tracker.register.reporting import overdue_lists
from tracker.register.scores import coverage, scores
from tracker.reports.entries import Entry
from tracker.reports.related import Related
from tracker.words import RelationKind

pytestmark = pytest.mark.repeated

PACKAGE, ITEM, SECOND, HEIR = "COW-2025-001", "GB-2025-001", "FR-2025-001", "GB-2026-001"
BEFORE, LATER = "2026-01-14", "2026-01-15"  # around the publication of the heir's document


def part(number: int, item: str, package: str, **other: Any) -> Relation:
    return Relation(f"R-2026-{number:03}", item, RelationKind.PART_OF, package, date(2026, 2, 3), **other)


def heir(number: int, pledge: str, other: str, **facts: Any) -> Relation:
    return replace(part(number, pledge, other, **facts), kind=RelationKind.SUPERSEDES)


@pytest.fixture
def related(location: Location) -> Location:
    """A package with two items, one of which was replaced in January."""
    with recording(location) as writer:
        stage(writer)
        writer.add(pledge(PACKAGE))
        writer.add(pledge(ITEM, deadline=due(date(2025, 12, 31))))
        writer.add(pledge(SECOND))
        source = replace(pledge().quote, document="D-2026-001")
        writer.add(pledge(HEIR, quote=source, made_on=date(2026, 1, 15), deadline=due(date(2026, 6, 30))))
        for each in (part(1, ITEM, PACKAGE), part(2, SECOND, PACKAGE), heir(3, HEIR, ITEM, note="said instead")):
            writer.add(each)
    return location


def test_a_relation_is_kept_and_logged_like_every_other_record(related: Location) -> None:
    with reading(related) as reader:
        assert [each.ref for each in records.relations(reader)] == ["R-2026-001", "R-2026-002", "R-2026-003"]
        assert records.relation(reader, "R-2026-003") == heir(3, HEIR, ITEM, note="said instead")
        assert [each.ref for each in records.relations_of(reader, ITEM)] == ["R-2026-001", "R-2026-003"]
        logged = list(reader.dicts("revisions_of", ref="R-2026-003", below="R-2026-003.", beyond="R-2026-003.~"))
        assert [(each["command"], each["before"]) for each in logged] == [("test", None)]
        with pytest.raises(NotFoundError):
            records.relation(reader, "R-2026-009")
    with recording(related) as writer, pytest.raises(ConflictError):
        writer.add(part(1, SECOND, ITEM))


def test_standings_do_not_change_by_it(related: Location) -> None:
    def spans() -> list[Any]:
        with reading(related) as reader:
            return [(ref, records.spans_of(reader, ref)) for ref in (PACKAGE, ITEM, SECOND, HEIR)]

    before = spans()
    with recording(related) as writer:
        for each in records.relations(writer.reader):
            writer.change(each, replace(each, retracted="not so"))
    assert spans() == before


def test_items_count_in_place_of_the_package_and_a_replacement_from_the_day_it_is_known(related: Location) -> None:
    with reading(related) as reader:
        assert counts(reader, BEFORE) == {"overdue": 1, "open": 2}
        assert totals(reader, BEFORE) == {"overdue": 1, "open": 1}
        assert counted_as(reader, BEFORE) == {PACKAGE: f"{SECOND} {ITEM}"}
        assert counts(reader, LATER) == {"overdue": 1, "open": 3}
        assert totals(reader, LATER) == {"open": 2}
        assert counted_as(reader, LATER) == {PACKAGE: f"{SECOND} {ITEM}", ITEM: HEIR}


def test_all_are_listed_and_those_that_do_not_count_say_what_counts_instead(related: Location) -> None:
    with reading(related) as reader:
        listed = {line.ref: line.counted_as for line in lines(reader, LATER)}
        assert listed == {ITEM: HEIR, HEIR: "", PACKAGE: f"{SECOND} {ITEM}", SECOND: ""}
        assert [line.ref for line in lines(reader, LATER, Filters(uncounted=True), sort="ref")] == [PACKAGE, ITEM]
        assert [line.ref for line in lines(reader, LATER, Filters(counted=True), sort="ref")] == [SECOND, HEIR]


def test_a_filter_that_leaves_the_other_out_does_not_count_the_one_twice(related: Location) -> None:
    with reading(related) as reader:
        assert totals(reader, LATER, Filters(country="COW", direct=True)) == {}
        assert totals(reader, LATER, Filters(country="GB", direct=True)) == {"open": 1}
        assert totals(reader, LATER, Filters(standings=("overdue",))) == {}


def test_the_overdue_report_lists_what_was_replaced_and_counts_it_apart(related: Location) -> None:
    with reading(related) as reader:
        found = overdue_lists(reader, LATER, Filters(), None)
        assert [line.ref for line in found.overdue.lines] == [ITEM]
        assert (found.overdue.total, len(found.overdue.besides)) == (0, 1)
        assert found.replaced[ITEM] == (HEIR,)
        assert PACKAGE not in found.replaced
        assert (overdue_lists(reader, BEFORE, Filters(), None).overdue.total) == 1


def test_a_limit_hides_nothing_of_what_is_counted_apart(related: Location) -> None:
    with reading(related) as reader:
        for most in (0, 1):
            found = overdue_lists(reader, LATER, Filters(), most).overdue
            assert (len(list(found.lines)), found.total, [line.ref for line in found.besides]) == (most, 0, [ITEM])


def test_the_scorecard_counts_each_once(related: Location) -> None:
    with reading(related) as reader:
        found = scores(reader, LATER, Filters())
        assert sum(each.pledges for each in found.everything) == 2
        assert {(each.key, each.standing): each.pledges for each in found.countries} == {
            ("GB", "open"): 1,
            ("FR", "open"): 1,
        }
        said = coverage(reader, LATER, Filters()).aside
        assert said == f"Not counted: {PACKAGE} (counted as {SECOND} {ITEM}), {ITEM} (counted as {HEIR})."


def test_what_was_retracted_holds_nothing_a_relation_or_one_of_its_pledges(related: Location) -> None:
    with recording(related) as writer:
        item = records.pledge(writer.reader, SECOND)
        writer.change(item, replace(item, retracted="entered twice"))
        third = records.relation(writer.reader, "R-2026-003")
        writer.change(third, replace(third, retracted="another matter"))
    with reading(related) as reader:
        assert counted_as(reader, LATER) == {PACKAGE: ITEM}
        assert totals(reader, LATER) == {"overdue": 1, "open": 1}


@pytest.mark.slow
def test_every_count_is_that_of_the_lines_that_count_on_any_day_under_any_filter(location: Location) -> None:
    fill(location)
    with recording(location) as writer:
        refs = [each.ref for each in records.pledges(writer.reader) if each.retracted is None]
        for number, (one, other) in enumerate(zip(refs[::2], refs[1::2], strict=False), start=1):
            writer.add(
                part(number, one, other)
                if number % 2
                else heir(number, one, other, retracted="no" * (number % 4 == 0) or None)
            )
    narrow = (
        Filters(),
        Filters(country="GB"),
        Filters(topic="missiles"),
        Filters(text="missiles"),
        Filters(undated=True),
    )
    some = 0
    with reading(location) as reader:
        for day in (date(2025, 11, 20) + timedelta(9 * number) for number in range(12)):
            for filters in narrow:
                listed = list(lines(reader, day.isoformat(), filters))
                counting: dict[str, int] = {}
                for line in listed:
                    if not line.counted_as:
                        counting[line.standing] = counting.get(line.standing, 0) + 1
                assert totals(reader, day.isoformat(), filters) == counting
                assert sum(counts(reader, day.isoformat(), filters).values()) == len(listed)
                some += len(listed) - sum(counting.values())
    assert some > 50


def test_a_check_finds_what_cannot_be(related: Location) -> None:
    with recording(related) as writer:
        writer.insert(part(4, PACKAGE, SECOND))
        writer.insert(part(5, SECOND, HEIR))
        writer.insert(heir(6, ITEM, HEIR, retracted="known to be wrong"))
    with reading(related) as reader:
        found = [finding for check in CHECKS for finding in check(RegisterContents(reader))]
    assert [(each.check, each.ref) for each in found] == [("lineage", "R-2026-004"), ("lineage", "R-2026-005")]
    assert found[0].message == "it would lead in a circle: FR-2025-001 is a part of COW-2025-001"
    assert "a part of one package only" in found[1].message


def test_what_relations_tell_takes_as_many_queries_for_many_as_for_one(related: Location) -> None:
    def asked() -> list[int]:
        found = []
        with reading(related) as reader:
            for told in (replaced_by_each, amounts_elsewhere, one_package, one_pledge):
                ran = Counted(reader)
                told(ran, LATER)
                found.append(ran.statements)
        return found

    few = asked()
    with recording(related) as writer:
        for number in range(4, 12):
            writer.add(pledge(f"DE-2025-{number:03}", "FR", "DE", quantity=TONS, quote=other_words(number)))
            writer.add(pledge(f"FR-2025-{number:03}", quantity=TONS, quote=other_words(number)))
            writer.add(part(number, f"FR-2025-{number:03}", PACKAGE))
            writer.add(heir(number + 20, f"FR-2025-{number:03}", f"DE-2025-{number:03}"))
    assert asked() == few == [6, 1, 6, 6]
    with reading(related) as reader:
        assert amounts_elsewhere(reader, LATER) == {ITEM, *(f"DE-2025-{number:03}" for number in range(4, 12))}
        assert len(replaced_by_each(reader, LATER)) == 9
        assert len(one_package(reader, LATER)) == 10


TONS = Quantity(Decimal(40), "tonnes")


def one_package(reader: Reader, as_of: str) -> tuple[Entry, ...]:
    return items_of(reader, PACKAGE, as_of)


def one_pledge(reader: Reader, as_of: str) -> tuple[Related, ...]:
    return related_to(reader, ITEM, as_of)


class Counted(Reader):
    """A reader that counts the statements it runs."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(reader.connection, reader.location)
        self.statements = 0

    def rows(self, statement: str, /, **values: Any) -> Iterator[tuple[Any, ...]]:
        self.statements += 1
        return super().rows(statement, **values)


def test_the_amount_of_a_package_is_elsewhere_where_an_item_is_in_its_unit(related: Location) -> None:
    with recording(related) as writer:
        package = records.pledge(writer.reader, PACKAGE)
        writer.change(package, replace(package, quantity=TONS))
    with reading(related) as reader:
        assert amounts_elsewhere(reader, LATER) == {ITEM}
    with recording(related) as writer:
        item = records.pledge(writer.reader, SECOND)
        writer.change(item, replace(item, quantity=Quantity(Decimal(10), "tonnes")))
    with reading(related) as reader:
        assert amounts_elsewhere(reader, LATER) == {ITEM, PACKAGE}
        assert amounts_elsewhere(reader, BEFORE) == {PACKAGE}
