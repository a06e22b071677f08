"""How much is read for a page of a list: an index, and no more in a larger register."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from tracker.register import compile as compiler
from tracker.register import lists
from tracker.register.connect import Reader, reading
from tracker.register.engine import engine
from tracker.register.lists import Filters
from tracker.register.location import Location

# -- the text of the statements -------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_compiled_statements_are_those_of_the_source() -> None:
    assert compiler.stale() == [], "run: make sql"


# -- how much is read -----------------------------------------------------------------------------------------

MANY = 3000
POPULATE = (
    "INSERT INTO party (code, name, kind) VALUES ('GB', 'Britain', 'country'), ('COW', 'Coalition', 'coalition')",
    "INSERT INTO membership (group_id, member_id) VALUES (2, 1)",
    "INSERT INTO document (ref, title, publisher, published_on, language) VALUES ('D-1', 't', 'p', '2025-01-01', 'en')",
    """WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < :many)
    INSERT INTO pledge (ref, made_on, recorded_on, summary, topic, document_id, quote, deadline_phrase,
    deadline_latest, deadline_basis) SELECT printf('GB-2025-%05d', n), '2025-01-01', '2025-01-01', 'Do',
    'topic ' || (n % 50), 1, 'We will', 'by', date('2025-06-01', (n * 7 % 400) || ' days'), 'stated' FROM number""",
    "INSERT INTO pledge_party SELECT id, 1, 1 + id % 10 / 9, 'party' FROM pledge",
    "INSERT INTO pledge_words (rowid, words) SELECT id, 'do we will number' || id FROM pledge",
    """INSERT INTO follow_up (ref, pledge_id, outcome, document_id, quote, recorded_on) SELECT ref || '.' || n,
    pledge.id, 'advances', 1, 'We', '2025-02-01' FROM pledge, (SELECT 1 AS n UNION SELECT 2 UNION SELECT 3)""",
    """INSERT INTO span SELECT id, '2025-01-01', date(deadline_latest, '1 day'), 'open', 0, deadline_latest, ref
    FROM pledge UNION ALL
    SELECT id, date(deadline_latest, '1 day'), NULL, 'overdue', 0, deadline_latest, ref FROM pledge""",
    """INSERT INTO tally SELECT standing, since, count(*) FROM span GROUP BY 1, 2""",
    """INSERT INTO tally SELECT standing, until, -count(*) FROM span WHERE until IS NOT NULL GROUP BY 1, 2""",
)
DAY = "2026-01-01"


def populated(location: Location, many: int) -> Location:
    with engine(location).begin() as connection:
        for statement in POPULATE:
            connection.execute(text(statement), {"many": many} if ":many" in statement else {})
    return location


@pytest.fixture(scope="module")
def large(new_register) -> Iterator[Reader]:
    """A SQLite register with thousands of pledges, three follow-ups each."""
    with reading(populated(new_register("sqlite"), MANY)) as reader:
        yield reader


NARROWED = {
    "status": Filters(),
    "status of a country": Filters(country="GB"),
    "status of a country alone": Filters(country="GB", direct=True),
    "status of a topic": Filters(topic="topic 7"),
    "status of late pledges": Filters(standings=("overdue", "review due")),
    "status since a day": Filters(made_since="2025-01-01"),
    "status before a day": Filters(due_before="2025-08-01"),
    "overdue report, to come": Filters(due_from=DAY, due_before="2026-02-01", standings=("open", "advanced")),
    "status of words": Filters(text="number77"),
}


def plans(reader: Reader, narrowed: Filters, counted: dict[str, int] | None = None) -> list[str]:
    """How SQLite goes about each statement of a list's first page, and of the counts unless they are given."""
    ran: list[str] = []
    reader.connection.set_trace_callback(ran.append)
    assert list(lists.lines(reader, DAY, narrowed, limit=20, counted=counted))
    reader.connection.set_trace_callback(None)
    asked = [each for each in ran if each.startswith("SELECT")]  # the word index traces what it does, as comments
    return [row[3] for each in asked for row in reader.rows(f"EXPLAIN QUERY PLAN {each}")]


def scans(plan: list[str]) -> list[str]:
    return [each for each in plan if re.match(r"SCAN (pledge|span|follow_up|enquiry|dispute)\b", each)]


@pytest.mark.parametrize("what", NARROWED)
def test_a_page_is_found_by_an_index_and_not_by_reading_everything(large, what) -> None:
    found = plans(large, NARROWED[what], lists.counts(large, DAY, NARROWED[what]))
    assert scans(found) == []
    assert any(re.match(r"SEARCH (span|pledge) USING .*INDEX", each) for each in found)
    for table in ("follow_up", "enquiry", "dispute"):
        assert f"SEARCH {table} USING INDEX ix_{table}_pledge_id (pledge_id=?)" in found


COUNTED = [each for each in NARROWED if each not in ("status since a day", "status before a day")]


@pytest.mark.parametrize("what", COUNTED)
def test_pledges_are_counted_by_an_index_and_not_by_reading_everything(large, what) -> None:
    assert scans(plans(large, NARROWED[what])) == []


def steps(reader: Reader, narrowed: Filters) -> int:
    """How many hundred steps SQLite takes for the first page of a list."""
    taken = itertools.count()
    reader.connection.set_progress_handler(lambda: next(taken) < 0, 100)
    assert len(list(lists.lines(reader, DAY, narrowed, limit=20))) == 20
    reader.connection.set_progress_handler(None, 0)
    return next(taken)


@pytest.mark.parametrize("what", ["status", "status of late pledges"])
def test_the_first_page_costs_the_same_in_a_register_eight_times_as_large(large, new_register, what) -> None:
    with reading(populated(new_register("sqlite"), MANY // 8)) as smaller:
        assert steps(large, NARROWED[what]) <= 1.1 * steps(smaller, NARROWED[what])
