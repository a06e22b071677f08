"""Whatever happens, the standings that a register keeps are those of the law."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from samples import due, follow_up, other_words, pledge

from tests.register.undone import undone, with_stage
from tracker import checks, law
from tracker.model import Membership
from tracker.register import lists, records
from tracker.register.contents import RegisterContents
from tracker.register.location import Location
from tracker.register.writes import Writer
from tracker.words import Basis, Outcome

# Days on which something of the stories below can change, and their neighbours.
FIRST = date(2025, 11, 20)
DAYS = [FIRST + timedelta(days=number) for number in range(75)]
days = some.sampled_from(DAYS)
maybe_day = some.none() | days
outcomes = some.sampled_from(Outcome)
windows = some.builds(due, days, some.sampled_from(Basis))
deadlines = some.one_of(windows, windows, some.none())
parties = some.sampled_from([("GB",), ("FR",), ("COW",), ("GB", "FR"), ("EU", "COW")])
documents = some.sampled_from(["D-2025-001", "D-2025-002", "D-2026-001"])
pledges = some.fixed_dictionaries(
    {
        "parties": parties,
        "made_on": some.one_of(days, days, some.none()),
        "deadline": deadlines,
        "condition": some.sampled_from([None, None, "once a ceasefire holds"]),
    }
)
follow_ups = some.fixed_dictionaries(
    {"outcome": outcomes, "document": documents, "dated": maybe_day, "party": some.sampled_from([None, "GB", "FR"])}
)
steps = some.one_of(
    some.tuples(some.just("add"), pledges),
    some.tuples(some.just("follow"), some.integers(0, 2), follow_ups),
    some.tuples(some.just("edit"), some.integers(0, 2), pledges),
    some.tuples(some.just("judge anew"), some.integers(0, 5), outcomes),
    some.tuples(some.just("retract"), some.sampled_from(["pledge", "follow_up"]), some.integers(0, 5)),
    some.tuples(some.just("publish"), documents, maybe_day, some.sampled_from([None, "GB", "FR", "COW", "EU"])),
    some.tuples(some.just("join"), some.sampled_from([("EU", "DE"), ("COW", "DE"), ("COW", "EU")]), maybe_day),
)


def take(step: Any, writer: Writer, told: list[str], linked: list[str]) -> None:
    """Do one thing to the register, though some of it a command would refuse: imports bring more than commands."""
    match step:
        case "add", given if len(told) < 3:
            told.append(f"GB-2025-{len(told) + 1:03d}")
            writer.add_judged(replace(pledge(told[-1], quote=other_words(len(told))), **given))
        case "follow", which, given if told:
            linked.append(f"{told[which % len(told)]}.{len(linked) + 1}")
            said = other_words(len(linked), given.pop("document"))
            writer.add_judged(follow_up(linked[-1], given.pop("outcome"), quote=said, **given))
        case "edit", which, given if told:
            before = records.pledge(writer.reader, told[which % len(told)])
            writer.change_judged(before, replace(before, **given))
        case "judge anew", which, outcome if linked:
            before = records.follow_up(writer.reader, linked[which % len(linked)])
            writer.change_judged(before, replace(before, outcome=outcome))
        case "retract", kind, which if told if kind == "pledge" else linked:
            refs = told if kind == "pledge" else linked
            before = getattr(records, kind)(writer.reader, refs[which % len(refs)])
            writer.change_judged(before, replace(before, retracted=None if before.retracted else "a mistake"))
        case "publish", ref, day, issuer:
            before = records.document(writer.reader, ref)
            writer.change_judged(before, replace(before, published_on=day, issuer=issuer))
        case "join", (group, member), day:
            known = {(each.group, each.member) for each in records.memberships(writer.reader)}
            if (group, member) not in known:
                writer.add_membership(Membership(group, member, since=day))


def recounted(cases: list[checks.Case], memberships: tuple[Membership, ...], day: date) -> dict[str, int]:
    """How many pledges have each standing on a day, by asking the law about every pledge."""
    found: Counter[str] = Counter()
    for told, theirs, *_ in cases:
        if told.retracted is None and law.known_from(told, theirs) <= day:
            found[str(law.standing(told, theirs, day, law.own_voices(told, memberships))[0])] += 1
    return dict(found)


def keep_to_the_law(ground: Location, story: list[Any], asked: list[date]) -> None:
    """Record a story, and hold what the register keeps of it against the law."""
    with undone(ground) as writer:
        told: list[str] = []
        linked: list[str] = []
        for step in story:
            take(step, writer, told, linked)
        contents = RegisterContents(writer.reader)
        cases, memberships = list(contents.cases()), contents.memberships()
        assert [each.pledge.ref for each in cases] == told
        for pledged, theirs, kept, *_ in cases:
            assert kept == law.history(pledged, theirs, law.own_voices(pledged, memberships))
        for day in (*asked, date(2027, 1, 1)):
            assert lists.counts(writer.reader, day.isoformat()) == recounted(cases, memberships, day)
        assert list(checks.standings(contents)) == []


@pytest.fixture(scope="module")
def file(new_register) -> Location:
    """A SQLite register with parties and documents, and no pledge."""
    return with_stage(new_register("sqlite"))


@pytest.fixture(scope="module")
def database(new_register) -> Location:
    """The same in PostgreSQL."""
    return with_stage(new_register("postgresql"))


some_pledges = some.lists(some.tuples(some.just("add"), pledges), min_size=1, max_size=2)
stories = some.builds(list.__add__, some_pledges, some.lists(steps, min_size=2, max_size=7))
any_days = some.lists(days, min_size=3, max_size=3)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(story=stories, asked=any_days)
def test_whatever_is_recorded_spans_and_counts_are_those_of_the_law(file, story, asked) -> None:
    keep_to_the_law(file, story, asked)


@pytest.mark.postgresql
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(story=stories, asked=any_days)
def test_whatever_is_recorded_postgresql_keeps_to_the_law_too(database, story, asked) -> None:
    keep_to_the_law(database, story, asked)
