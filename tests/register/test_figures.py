"""What reports count and gather in the database, against the same worked out record by record; in both databases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from statistics import median

import pytest
from filled import fill
from samples import document, due, follow_up, pledge, recording, stage

from tests.conftest import DIALECTS
from tracker import law
from tracker.register import records
from tracker.register.answers import all_answers, answers
from tracker.register.changed import changed
from tracker.register.connect import Reader, reading
from tracker.register.entries import entries, entry
from tracker.register.lists import Filters, lines
from tracker.register.location import Location
from tracker.register.scores import coverage, scores
from tracker.reports.entries import Entry, answer
from tracker.reports.ledger import bound
from tracker.words import Outcome

pytestmark = pytest.mark.repeated

DAYS = ("2025-12-15", "2026-01-31", "2026-03-01")
NARROWED = (Filters(), Filters(country="FR"), Filters(topic="missiles"), Filters(country="GB", direct=True))


@pytest.fixture(scope="module", params=DIALECTS)
def reader(request: pytest.FixtureRequest, new_register) -> Iterator[Reader]:
    location = new_register(request.param)
    fill(location)
    with reading(location) as found:
        yield found


def expected(reader: Reader, as_of: str) -> dict[str, Entry]:
    """Every entry, from whole records and the law."""
    on, found = date.fromisoformat(as_of), {}
    enquiries, disputes = list(records.enquiries(reader)), list(records.disputes(reader))
    for each in records.pledges(reader):
        follow_ups = records.follow_ups_of(reader, each.ref)
        own = records.own(reader, each)
        for span in law.history(each, follow_ups, own):
            if span.since <= on and (span.until is None or on < span.until):
                known = [one for one in follow_ups if one.retracted is None and law.known_on(one) <= on]
                asked = [one for one in enquiries if one.pledge == each.ref and one.enquired_on <= on]
                answered = [
                    one
                    for one in disputes
                    if one.pledge == each.ref and one.retracted is None and law.known_on(one) <= on
                ]
                found[each.ref] = Entry(
                    each,
                    tuple(sorted(known, key=lambda one: (law.known_on(one), len(one.ref), one.ref))),
                    tuple(asked),
                    span.standing,
                    span.self_declared,
                    span.since,
                    tuple(sorted(answered, key=lambda one: (law.known_on(one), one.ref))),
                )
    return found


# -- entries -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("as_of", DAYS)
@pytest.mark.parametrize("singly", [0, 200], ids=["in one sweep", "one by one"])
def test_entries_hold_what_is_known_on_the_day(as_of: str, singly: int, reader: Reader) -> None:
    whole = expected(reader, as_of)
    assert len(whole) > 3
    assert any(each.disputes for each in whole.values()) == (as_of > "2025-12-19")
    for filters in NARROWED:
        listed = sorted(line.ref for line in lines(reader, as_of, filters))
        assert list(entries(reader, as_of, filters, singly=singly)) == [whole[ref] for ref in listed]
        again = [whole[ref] for ref in listed if whole[ref].restated]
        assert list(entries(reader, as_of, filters, least=1, singly=singly)) == again
    for ref, each in whole.items():
        assert entry(reader, ref, as_of) == each


def test_there_is_no_entry_before_a_pledge_is_known(reader: Reader) -> None:
    ref = next(records.pledges(reader)).ref
    assert entry(reader, ref, "2020-01-01") is None
    assert list(entries(reader, "2020-01-01")) == []


# -- scores ------------------------------------------------------------------------------------------------------


def kept_in(each: Entry) -> int | None:
    """The days from the pledge to the deed."""
    done = [
        one.dated or law.known_on(one)
        for one in each.follow_ups
        if one.outcome is Outcome.FULFILS and (one.party is None or each.pledge.parties == (one.party,))
    ]
    fulfilled = each.standing.startswith("fulfilled") and each.pledge.made_on and done
    return max(0, (min(done) - each.pledge.made_on).days) if fulfilled and each.pledge.made_on else None


@pytest.mark.parametrize("as_of", DAYS)
@pytest.mark.parametrize("filters", NARROWED, ids=str)
def test_scores_are_those_counted_pledge_by_pledge(as_of: str, filters: Filters, reader: Reader) -> None:
    listed = list(entries(reader, as_of, filters))
    memberships = records.memberships(reader)
    by_party, by_topic, in_all, declared = Counter(), Counter(), Counter(), Counter()
    took: dict[tuple[str, bool], list[int]] = {}
    for each in listed:
        named = {*each.pledge.parties, *bound(each.pledge, memberships)}  # a group counts beside its members
        for code in named:
            direct = each.pledge.parties == (code,)
            by_party[code, direct, str(each.standing)] += 1
            declared[code, direct, str(each.standing)] += each.self_declared
            if (days := kept_in(each)) is not None:
                took.setdefault((code, direct), []).append(days)
        by_topic[each.pledge.topic, str(each.standing)] += 1
        in_all[str(each.standing)] += 1
    found = scores(reader, as_of, filters)
    assert {(each.key, each.direct, each.standing): each.pledges for each in found.countries} == by_party
    assert {(each.key, each.direct, each.standing): each.declared for each in found.countries} == declared
    assert {(each.key, each.standing): each.pledges for each in found.topics} == by_topic
    assert {each.standing: each.pledges for each in found.everything} == in_all
    for key, days in took.items():
        assert median(days) == median(each.days for each in found.kept_by_country if (each.key, each.direct) == key)
    assert {(each.key, each.direct) for each in found.kept_by_country} == took.keys()


def test_the_register_tells_what_it_covers_on_a_day(reader: Reader) -> None:
    then, now = (coverage(reader, day, Filters()) for day in ("2025-12-31", "2026-03-01"))
    assert (then.documents, then.first, then.last) == (2, "2025-12-10", "2025-12-20")
    assert (now.documents, now.last, now.scanned) == (4, "2026-02-20", 0)
    assert (then.enquiries, then.last_enquiry) == (0, None)
    assert (now.enquiries, now.last_enquiry) == (1, "2026-01-15")
    undated = [each for each in entries(reader, "2026-03-01") if each.pledge.made_on is None]
    assert now.undated == len(undated) > 0
    assert scores(reader, "2026-03-01", Filters()).enquired.keys() >= {"missiles"}


@pytest.mark.parametrize("as_of", DAYS)
@pytest.mark.parametrize("filters", [*NARROWED, Filters(standings=("overdue",)), Filters(standings=("open",))], ids=str)
def test_what_is_late_and_disputed_is_counted(as_of: str, filters: Filters, reader: Reader) -> None:
    disputed = [
        each for each in entries(reader, as_of, filters) if each.disputes and each.standing in ("overdue", "review due")
    ]
    assert coverage(reader, as_of, filters).disputed == len(disputed)


def test_answers_are_those_known_to_the_lines_that_are_disputed(reader: Reader) -> None:
    for as_of in DAYS:
        listed = list(lines(reader, as_of, Filters(topic="missiles")))
        told = {each.pledge.ref: tuple(map(answer, each.disputes)) for each in expected(reader, as_of).values()}
        wanted = {line.ref: told[line.ref] for line in listed if told[line.ref]}
        every = all_answers(reader, as_of)
        assert answers(reader, as_of, listed) == wanted == {ref: every[ref] for ref in wanted}
        assert {line.ref: line.disputed for line in listed if line.disputed} == {
            ref: each[-1].on for ref, each in wanted.items()
        }


# -- changes -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("earlier", "later"), [DAYS[:2], DAYS[1:], (DAYS[0], DAYS[2]), (DAYS[0], DAYS[0])])
def test_what_changed_between_two_days_is_what_differs_between_them(earlier: str, later: str, reader: Reader) -> None:
    before, after = expected(reader, earlier), expected(reader, later)
    found = changed(reader, earlier, later)
    assert {each.ref: each.after for each in found.new} == {
        ref: str(each.standing) for ref, each in after.items() if ref not in before
    }
    assert {each.ref: (each.before, each.after) for each in found.moved} == {
        ref: (str(before[ref].standing), str(each.standing))
        for ref, each in after.items()
        if ref in before and before[ref].standing != each.standing
    }
    heard = {
        one.ref
        for ref, each in after.items()
        for one in each.follow_ups
        if earlier < law.known_on(one).isoformat() <= later
    }
    answered = {
        one.ref: one.party
        for each in after.values()
        for one in each.disputes
        if earlier < law.known_on(one).isoformat() <= later
    }
    assert {each.ref: each.parties for each in found.said if each.what == "disputed"} == answered
    assert {each.ref for each in found.said if each.what != "disputed"} <= heard


def test_what_decided_a_standing_is_told_with_it_and_what_moved_nothing_apart(location: Location) -> None:
    with recording(location) as writer:
        stage(writer)
        writer.add(document("D-2026-002", date(2026, 1, 20)))
        writer.add(pledge(deadline=due(date(2025, 12, 31))))
        writer.add(follow_up("GB-2025-001.1", Outcome.RESTATES, "D-2026-001", deadline=due(date(2026, 5, 1))))
        writer.add(follow_up("GB-2025-001.2", Outcome.FULFILS, "D-2026-002"))
    with reading(location) as found:
        made = changed(found, "2026-01-10", "2026-01-31")
    (moved,) = made.moved
    assert (moved.on, moved.before, moved.after) == ("2026-01-20", "overdue", "fulfilled late")
    assert moved.document == "D-2026-002"
    assert [(each.ref, each.after) for each in made.said] == [("GB-2025-001.1", "restates, now for 2026-05-01")]


def test_what_was_corrected_in_the_register_is_told_with_what_stood_there(location: Location) -> None:
    from dataclasses import replace

    with recording(location) as writer:
        stage(writer)
        told = pledge()
        writer.add(told)
    with recording(location) as writer:
        writer.change(told, replace(told, summary="Deliver many missiles"))
        writer.change(replace(told, summary="Deliver many missiles"), replace(told, retracted="entered twice"))
    with reading(location) as found:
        assert changed(found, "2026-02-03", "2026-02-28").corrected == ()  # all of it was done on 3 February
        first, second = changed(found, "2026-02-02", "2026-02-03").corrected
    assert (first.what, first.ref, first.before, first.after) == (
        "corrected",
        "GB-2025-001",
        "summary: Deliver missiles",
        "summary: Deliver many missiles",
    )
    assert (second.what, second.on) == ("retracted", "2026-02-03")
