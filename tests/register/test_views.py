"""The views for those who open the register without tracker, on both databases alike."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from samples import WORDS, document, follow_up, other_words, pledge, recording, stage, story
from sqlalchemy import inspect

from tracker.lineage import Relation
from tracker.model import Quantity, Quote
from tracker.register import migrate
from tracker.register.connect import reading
from tracker.register.engine import engine
from tracker.register.location import Location
from tracker.register.views import VIEWS
from tracker.words import Outcome, Qualifier, RelationKind

pytestmark = pytest.mark.repeated


def rows(location: Location, view: str, order: str = "id") -> list[dict[str, Any]]:
    """The rows of a view, with what differs in kind between the databases as text."""
    with engine(location).begin() as connection:
        found = connection.exec_driver_sql(f"SELECT * FROM {view} ORDER BY {order}")
        keys = list(found.keys())
        return [
            {
                key: str(value) if isinstance(value, date | Decimal) else value
                for key, value in zip(keys, row, strict=True)
            }
            for row in found
        ]


def test_every_view_stands_under_a_plural_and_can_be_read(told: Location) -> None:
    with engine(told).begin() as connection:
        assert set(inspect(connection).get_view_names()) == set(VIEWS)
    for name in VIEWS:
        assert rows(told, name, "1"), name


def test_a_pledge_is_told_in_words_with_its_source(told: Location) -> None:
    first, joint = rows(told, "pledges")
    assert first == {
        "id": 1,
        "ref": "GB-2025-001",
        "who": "United Kingdom",
        "standing": "fulfilled late",
        "standing_since": "2026-01-15",
        "summary": "Deliver missiles",
        "topic": "missiles",
        "made_on": "2025-11-25",
        "deadline": "by then",
        "due_from": None,
        "due": "2025-12-31",
        "deadline_is": "stated",
        "condition": None,
        "amount": "600",
        "unit": "missiles",
        "qualifier": None,
        "quote": "We will deliver",
        "source": "Statement",
        "publisher": "The press",
        "published_on": "2025-11-25",
        "url": None,
        "document": "D-2025-001",
        "text_held": "yes",
        "self_declared": "yes",
        "partners": "Germany",
        "told_by": None,
        "counted_as": None,
        "recorded_on": "2025-12-01",
    }
    assert (joint["who"], joint["standing"], joint["told_by"]) == (
        "Coalition of the Willing",
        "conditional",
        "United Kingdom",
    )


def test_several_parties_stand_in_the_order_in_which_they_were_named(location: Location) -> None:
    with recording(location) as writer:
        stage(writer)
        writer.add(pledge("GB-2025-001", "GB", "DE", "FR", partners=("EU", "COW")))
    (row,) = rows(location, "pledges")
    assert (row["who"], row["partners"]) == (
        "United Kingdom, Germany, France",
        "European Union, Coalition of the Willing",
    )


def test_a_standing_is_that_of_today_and_its_history_stands_beside(location: Location) -> None:
    far = date(2199, 1, 1)
    with recording(location) as writer:
        stage(writer)
        writer.add(pledge())
        writer.add(document("D-2199-001", far))
        writer.add(follow_up("GB-2025-001.1", Outcome.FULFILS, "D-2199-001"))
    assert rows(location, "pledges")[0]["standing"] == "open"
    assert [(row["standing"], row["since"], row["until"]) for row in rows(location, "standings", "since")] == [
        ("open", "2025-11-25", "2199-01-01"),
        ("fulfilled", "2199-01-01", None),
    ]


def test_a_source_without_its_text_is_marked(location: Location) -> None:
    with recording(location) as writer:
        stage(writer)
        writer.add(document("D-2025-009", text=None))
        writer.add(pledge(quote=Quote("D-2025-009", WORDS, None, None)))
    assert rows(location, "pledges")[0]["text_held"] == "no"
    held = {row["ref"]: (row["text_held"], row["characters"]) for row in rows(location, "documents")}
    assert held["D-2025-009"] == ("no", None)
    assert held["D-2025-001"][0] == "yes"


def test_a_follow_up_tells_what_was_done_of_what(location: Location) -> None:
    with recording(location) as writer:
        stage(writer)
        writer.add(pledge(quantity=Quantity(Decimal(600), "missiles")))
        done = Quantity(Decimal("12.5"), "missiles", Qualifier.ABOUT)
        writer.add(follow_up("GB-2025-001.1", Outcome.ADVANCES, quantity=done, party="GB", note="half a shipload"))
    (row,) = rows(location, "follow_ups")
    assert (row["pledge"], row["pledged"], row["outcome"], row["about"]) == (
        "GB-2025-001",
        "Deliver missiles",
        "advances",
        "United Kingdom",
    )
    assert (row["amount"], row["unit"], row["qualifier"], row["known_on"]) == (
        "12.5",
        "missiles",
        "about",
        "2025-12-20",
    )


def test_the_views_are_gone_below_their_version_and_there_again_above(told: Location) -> None:
    before = rows(told, "pledges")
    with engine(told).begin() as connection:
        connection.exec_driver_sql("CREATE VIEW mine AS SELECT ref FROM pledge")
    migrate.downgrade(told, "0006")
    with engine(told).begin() as connection:
        assert inspect(connection).get_view_names() == ["mine"], "what others made stays"
        assert "title" not in [each["name"] for each in inspect(connection).get_columns("pledge")]
    migrate.upgrade(told)
    assert rows(told, "pledges") == before


def test_an_upgrade_keeps_the_words_that_are_searched(location: Location) -> None:
    with recording(location) as writer:
        story(writer)
    migrate.downgrade(location, "0005")
    migrate.upgrade(location)
    with reading(location) as reader:
        words = {"sqlite": "MATCH '\"missiles\"*'", "postgresql": "@@ to_tsquery('simple', 'missiles:*')"}
        for table in ("pledge_words", "document_words"):
            sought = f"SELECT count(*) FROM {table} WHERE words {words[location.dialect]}"
            assert reader.row(sought) != (0,), table


def test_a_package_says_what_counts_in_its_place_and_what_is_related_is_told_in_words(location: Location) -> None:
    with recording(location) as writer:
        stage(writer)
        for number, ref in enumerate(("GB-2025-001", "GB-2025-002", "GB-2025-003")):
            writer.add(pledge(ref, quote=other_words(number)))
        for number, item in enumerate(("GB-2025-003", "GB-2025-002"), 1):
            part = RelationKind.PART_OF
            writer.add(Relation(f"R-2025-00{number}", item, part, "GB-2025-001", date(2025, 12, 1)))
    assert [row["counted_as"] for row in rows(location, "pledges", "ref")] == ["GB-2025-002 GB-2025-003", None, None]
    told = rows(location, "relations", "ref")[0]
    assert (told["pledge"], told["relation"], told["other"]) == ("GB-2025-003", "is a part of", "GB-2025-001")
