"""A list holds just what was asked for, in its order: worked out pledge by pledge, in both databases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

import pytest
from filled import fill
from hypothesis import given, settings
from hypothesis import strategies as some

from tracker import law
from tracker.errors import NotFoundError, UsageError
from tracker.model import Membership, Pledge
from tracker.register import lists, words
from tracker.register.connect import Reader, reading
from tracker.register.contents import RegisterContents
from tracker.register.lists import Filters
from tracker.reports.lines import STANDINGS, Line
from tracker.words import Outcome


class Both(NamedTuple):
    """The same register in both databases, open to read, and what it holds."""

    sqlite: Reader
    postgresql: Reader
    cases: list[Any]
    memberships: tuple[Membership, ...]


@pytest.fixture(scope="module")
def both(new_register) -> Iterator[Both]:
    places = [new_register("sqlite"), new_register("postgresql")]
    for place in places:
        fill(place)
    with reading(places[0]) as first, reading(places[1]) as second:
        contents = RegisterContents(first)
        yield Both(first, second, list(contents.cases()), contents.memberships())


# -- what a list should hold, worked out pledge by pledge -----------------------------------------------------


def bound(country: str, told: Pledge, memberships: tuple[Membership, ...]) -> list[str]:
    """The groups of a pledge through which a country is bound by it: those it belonged to on the day."""
    day = told.made_on
    return [
        group
        for group in told.parties
        for each in memberships
        if (each.group, each.member) == (group, country)
        and (day is None or ((each.since is None or each.since <= day) and (each.until is None or each.until > day)))
    ]


def matches(
    told: Pledge, standing: str, answered: str | None, narrowed: Filters, memberships: tuple[Membership, ...]
) -> bool:
    latest = told.deadline.latest.isoformat() if told.deadline and told.deadline.latest else None
    made = told.made_on.isoformat() if told.made_on else None
    country = narrowed.country
    held = words.fold(told.summary, told.quote.text, told.topic, told.condition, told.deadline and told.deadline.phrase)
    return (
        (
            country is None
            or country in told.parties
            or (not narrowed.direct and bool(bound(country, told, memberships)))
        )
        and narrowed.topic in (None, told.topic)
        and (not narrowed.standings or standing in narrowed.standings)
        and (narrowed.made_since is None or (made is not None and made >= narrowed.made_since))
        and (narrowed.due_before is None or (latest is not None and latest < narrowed.due_before))
        and (narrowed.due_from is None or (latest is not None and latest >= narrowed.due_from))
        and (not narrowed.undated or made is None)
        and (not narrowed.disputed or answered is not None)
        and (
            narrowed.text is None
            or (
                bool(words.fold(narrowed.text))
                and all(any(word.startswith(each) for word in held) for each in words.fold(narrowed.text))
            )
        )
    )


def order(line: Line, sort: str) -> tuple[Any, ...]:
    latest = (line.latest is None, line.latest or "")
    return {
        "pressing": (STANDINGS.index(line.standing), *latest, line.ref),
        "deadline": (*latest, line.ref),
        "made": (line.made_on is None, -date.fromisoformat(line.made_on).toordinal() if line.made_on else 0, line.ref),
        "ref": (line.ref,),
    }[sort]


def worked_out(both: Both, day: str, narrowed: Filters, sort: str) -> list[tuple[Any, ...]]:
    """Ref, standing, counts and days of every line that a list should have, in order."""
    on, found = date.fromisoformat(day), []
    for told, theirs, *_, disputes in both.cases:
        if told.retracted or law.known_from(told, theirs) > on:
            continue
        standing, declared = law.standing(told, theirs, on, law.own_voices(told, both.memberships))
        answers = [law.known_on(each) for each in disputes if law.known_on(each) <= on and each.retracted is None]
        answered = max(answers).isoformat() if answers else None
        if matches(told, standing, answered, narrowed, both.memberships):
            known = [each for each in theirs if law.known_on(each) <= on and each.retracted is None]
            slipped = [(law.known_on(each), each.deadline.latest) for each in known if each.deadline]
            promised = max(slipped)[1].isoformat() if slipped else None
            heard = max(((law.known_on(each), each.quote.document) for each in known), default=None)
            joint = narrowed.country and not narrowed.direct and narrowed.country not in told.parties
            via = bound(narrowed.country, told, both.memberships) if joint and narrowed.country else []
            restated = sum(each.outcome is Outcome.RESTATES for each in known)
            asked = "2026-01-15" if told.ref == "GB-2025-001" and day >= "2026-01-15" else None
            word = (heard[0].isoformat(), heard[1]) if heard else (None, None)
            row = (told.ref, str(standing), declared, restated, promised, *word)
            found.append((*row, asked, answered, " ".join(via)))
    by_ref = {told.ref: told for told, *_ in both.cases}

    def place(row: tuple[Any, ...]) -> tuple[Any, ...]:
        told = by_ref[row[0]]
        latest = told.deadline.latest.isoformat() if told.deadline and told.deadline.latest else None
        made = told.made_on.isoformat() if told.made_on else None
        line = Line(row[0], *[""] * 3, row[1], "", 0, made, "", "", latest, *[""] * 7, 0, None, None, None)
        return order(line, sort)

    return sorted(found, key=place)


days = some.sampled_from(
    [
        *("2024-05-31", "2025-11-24", "2025-12-09", "2025-12-10", "2025-12-20", "2025-12-31", "2026-01-01"),
        *("2026-01-15", "2026-01-31", "2026-02-01", "2026-03-01", "2030-01-01"),
    ]
)
VALUES = {
    "country": ["GB", "FR", "DE", "COW", "EU"],
    "direct": [True],
    "topic": ["missiles", "other"],
    "standings": [("overdue",), ("fulfilled", "open"), ("open", "dropped", "advanced"), STANDINGS],
    "made_since": ["2024-06-01", "2025-11-25", "2025-11-26"],
    "due_before": ["2025-12-31", "2026-01-01", "2026-03-01"],
    "due_from": ["2025-12-31", "2026-01-01", "2026-03-31"],
    "text": ["missile", "ELAN", "ceasefire holds", "deliver sold", "5,000", "–", "*"],
    "undated": [True],
    "disputed": [True],
}
# Few at a time: narrowed by many, most lists are empty.
narrowings = some.lists(
    some.sampled_from(list(VALUES)).flatmap(lambda name: some.tuples(some.just(name), some.sampled_from(VALUES[name]))),
    max_size=3,
    unique_by=lambda pair: pair[0],
).map(lambda pairs: Filters(**dict(pairs)))


@pytest.mark.slow
@settings(max_examples=120, deadline=None)
@given(day=days, narrowed=narrowings, sort=some.sampled_from(lists.SORTS), limit=some.none() | some.integers(0, 6))
def test_a_list_holds_just_what_was_asked_for_in_order_in_both_databases(both, day, narrowed, sort, limit) -> None:
    expected = worked_out(both, day, narrowed, sort)
    counted = Counter(standing for _, standing, *_ in expected)
    found = [
        list(lists.lines(reader, day, narrowed, sort=sort, limit=limit)) for reader in (both.sqlite, both.postgresql)
    ]
    assert found[0] == found[1]
    facts = (
        "ref",
        "standing",
        "self_declared",
        "restated",
        "slipped_to",
        "last_word",
        "last_document",
        "last_enquiry",
        "disputed",
        "via",
    )
    told = [tuple(getattr(each, fact) for fact in facts) for each in found[0]]
    assert told == expected[:limit]
    for reader in (both.sqlite, both.postgresql):
        assert lists.counts(reader, day, narrowed) == counted


def test_the_register_of_these_tests_has_every_standing(both) -> None:
    found = {each for day in ("2025-12-20", "2026-03-01", "2026-06-01") for each in lists.counts(both.sqlite, day)}
    assert found == set(STANDINGS)


def test_some_pledges_of_these_tests_are_disputed_and_some_are_not(both) -> None:
    assert {bool(line.disputed) for line in lists.lines(both.sqlite, "2026-03-01")} == {True, False}


def refs(both: Both, day: str, **narrowed: Any) -> list[str]:
    return [each.ref for each in lists.lines(both.sqlite, day, Filters(**narrowed))]


def test_nothing_is_known_before_the_first_pledge(both) -> None:
    assert refs(both, "2024-05-31") == []
    assert lists.counts(both.sqlite, "2024-05-31") == {}


def test_a_country_finds_what_its_groups_pledged_while_it_belonged_to_them(both) -> None:
    told = {each.pledge.ref: each.pledge for each in both.cases}
    joint = [ref for ref in refs(both, "2026-02-01", country="DE") if "DE" not in told[ref].parties]
    assert joint
    assert {told[ref].made_on for ref in joint} == {date(2025, 11, 25), None}
    direct = refs(both, "2026-02-01", country="DE", direct=True)
    assert sorted(direct) == [ref for ref in told if ref.startswith("DE")]


def test_a_joint_pledge_names_only_the_group_that_the_country_belonged_to_on_the_day(both) -> None:
    # The United Kingdom left the European Union in 2020; both have pledged this.
    vias = {
        each.via
        for each in lists.lines(both.sqlite, "2026-02-01", Filters(country="GB"))
        if each.parties == "EU COW" and each.made_on
    }
    assert vias == {"COW"}


def test_the_most_pressing_come_first(both) -> None:
    found = [(each.standing, each.latest) for each in lists.lines(both.sqlite, "2026-02-01", limit=6)]
    assert found == sorted(found, key=lambda each: (STANDINGS.index(each[0]), each[1] or "~"))
    assert found[0] == ("overdue", "2025-12-31")


def test_what_looks_like_sql_finds_nothing_and_is_no_party_and_no_standing(both) -> None:
    for reader in (both.sqlite, both.postgresql):
        for odd in ("' OR 1=1 --", "GB'", "%", 'G"B'):
            assert list(lists.lines(reader, "2026-02-01", Filters(topic=odd))) == []
            with pytest.raises(NotFoundError):
                lists.lines(reader, "2026-02-01", Filters(country=odd))
            with pytest.raises(UsageError):
                lists.lines(reader, "2026-02-01", Filters(standings=(odd, "open")))
