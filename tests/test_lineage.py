"""Lineage: what can stand between two pledges, and what cannot."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.cases import on, pledge
from tracker import rows
from tracker.lineage import Lineages, Relation, relation
from tracker.model import Membership
from tracker.words import RelationKind

PACKAGE, ITEM, LATER = "FR-2025-001", "FR-2025-002", "FR-2025-003"
MADE = {ref: pledge(ref=ref, made=day) for ref, day in ((PACKAGE, "2025-01-10"), (ITEM, "2025-01-10"))}
MADE[LATER] = pledge(ref=LATER, made="2025-06-01", published="2025-06-01")


def part(item: str, package: str, number: int = 1, **other: Any) -> Relation:
    return replace(Relation(f"R-2025-{number:03}", item, RelationKind.PART_OF, package, on("2025-07-01")), **other)


def heir(pledge: str, other: str, number: int = 2, **facts: Any) -> Relation:
    return replace(part(pledge, other, number, **facts), kind=RelationKind.SUPERSEDES)


def faults(asked: Relation, *there: Relation) -> list[str]:
    return [each.says for each in Lineages(there).faults(asked, MADE.get(asked.pledge), MADE.get(asked.other))]


def test_an_item_of_a_package_and_a_pledge_that_replaces_an_earlier_one_have_no_faults() -> None:
    assert faults(part(ITEM, PACKAGE)) == faults(heir(LATER, PACKAGE)) == []
    assert faults(heir(ITEM, PACKAGE)) == []  # made on one day
    assert faults(part(LATER, PACKAGE, 3), part(ITEM, PACKAGE)) == []  # a package has several items
    assert faults(heir(LATER, ITEM, 3), heir(LATER, PACKAGE)) == []  # one pledge may take the place of several


def test_a_pledge_is_not_related_to_itself() -> None:
    assert faults(part(ITEM, ITEM)) == ["FR-2025-002 cannot be related to itself"]


@pytest.mark.parametrize("again", [part(ITEM, PACKAGE, 9), heir(ITEM, PACKAGE, 9)])
def test_two_pledges_are_related_once(again: Relation) -> None:
    assert faults(again, part(ITEM, PACKAGE)) == ["FR-2025-002 is a part of FR-2025-001 already (R-2025-001)"]


def test_an_item_is_a_part_of_one_package_only() -> None:
    assert faults(part(ITEM, LATER, 9), part(ITEM, PACKAGE)) == [
        "FR-2025-002 is a part of FR-2025-001 already (R-2025-001), and a pledge is a part of one package only"
    ]


def test_no_way_leads_back_to_where_it_began_be_it_through_packages_or_through_replacements() -> None:
    assert faults(part(PACKAGE, ITEM, 9), part(ITEM, PACKAGE)) == [
        "it would lead in a circle: FR-2025-002 is a part of FR-2025-001"
    ]
    assert faults(part(PACKAGE, LATER, 9), heir(LATER, ITEM), part(ITEM, PACKAGE)) == [
        "it would lead in a circle: FR-2025-003 supersedes FR-2025-002, FR-2025-002 is a part of FR-2025-001"
    ]


def test_what_replaces_a_pledge_was_not_made_before_it() -> None:
    assert faults(heir(PACKAGE, LATER)) == ["FR-2025-001 was made on 2025-01-10, before FR-2025-003 on 2025-06-01"]
    assert faults(part(PACKAGE, LATER)) == []  # an item may have been promised earlier
    undated = replace(MADE[PACKAGE], made_on=None)
    assert not [*Lineages().faults(heir(PACKAGE, LATER), undated, MADE[LATER])]


def test_what_replaces_a_pledge_was_made_by_the_same_side() -> None:
    def held(parties: str, others: str, *memberships: Membership) -> list[str]:
        one, two = replace(MADE[LATER], parties=(*parties.split(),)), replace(MADE[ITEM], parties=(*others.split(),))
        return [each.says for each in Lineages((), memberships).faults(heir(LATER, ITEM), one, two)]

    member = Membership("COW", "FR", since=on("2025-03-02"), until=on("2025-04-01"))
    assert held("FR", "GB", member, Membership("COW", "GB")) == [
        "FR-2025-003 was made by FR, FR-2025-002 by GB: nobody's promise takes the place of another's"
    ]
    assert held("FR GB", "GB DE") == []
    assert held("FR", "COW", member) == held("COW", "FR", member) == []  # whenever it was a member
    assert len(held("FR", "COW", Membership("COW", "GB"))) == 1
    assert faults(part(LATER, ITEM)) == []


def test_a_retracted_relation_holds_nothing_together() -> None:
    gone = part(ITEM, PACKAGE, retracted="misread")
    assert faults(part(ITEM, PACKAGE, 9), gone) == faults(part(PACKAGE, ITEM, 9), gone) == []


def test_a_relation_is_not_held_against_itself() -> None:
    assert faults(part(ITEM, PACKAGE), part(ITEM, PACKAGE)) == []


def test_what_a_pledge_replaces_is_followed_through_others() -> None:
    chain = Lineages([heir(LATER, ITEM), heir(ITEM, PACKAGE, 3), part("GB-2025-001", LATER, 4)])
    assert [*chain.replaced(LATER)] == [ITEM, PACKAGE]
    assert [*chain.replaced(PACKAGE)] == []


@pytest.mark.parametrize("each", [part(ITEM, PACKAGE, note="=as, “before”"), heir(LATER, PACKAGE, retracted="no")])
def test_a_relation_comes_back_from_its_row(each: Relation) -> None:
    assert relation(rows.flat(each)) == each
