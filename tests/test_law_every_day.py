"""The law held against a plain reading of it, day by day, in cases that nobody thought of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cases import (
    DAYS,
    PARTIES,
    follow_ups,
    memberships,
    on,
    party_asked,
    pledge,
    pledges,
    two_orders,
)
from tracker.law import history, known_from, late_from, own_voices, slip
from tracker.model import FollowUp, Pledge, Span
from tracker.words import Outcome, Standing


def stands(case: Pledge, followed: Sequence[FollowUp], day: date, party: str | None) -> str | None:
    """Read the six rules off the page, one after another, for one day: slowly, and without the law's own code."""
    known = [each for each in followed if not each.retracted and (each.published_on or each.recorded_on) <= day]
    source = case.published_on or case.made_on or case.recorded_on
    if case.retracted or (case.made_on and day < case.made_on) or (day < source and not known):
        return None

    alone = len(case.parties) == 1
    if party is not None:
        known = [each for each in known if each.party is None or each.party == party]
        about_whole = known
    else:
        about_whole = [each for each in known if each.party is None or (alone and each.party == case.parties[0])]

    last = case.deadline.latest if case.deadline and case.made_on else None
    deeds = [each.dated or each.published_on or each.recorded_on for each in about_whole if each.outcome == "fulfils"]
    if deeds:  # rule 1
        return "fulfilled" if last is None or min(deeds) <= last else "fulfilled late"
    if any(each.outcome == "drops" for each in about_whole):  # rule 2
        return "dropped"
    if case.condition and all(each.outcome != "activates" for each in known):  # rule 3
        return "conditional"
    if last and day > last:  # rule 4
        assert case.deadline
        return {"stated": "overdue", "inferred": "review due"}[str(case.deadline.basis)]
    if any(each.outcome in ("advances", "fulfils") for each in known):  # rule 5
        return "advanced"
    return "open"  # rule 6


def at(spans: Sequence[Span], day: date) -> Span | None:
    return next((span for span in spans if span.since <= day and (span.until is None or day < span.until)), None)


def up_to(spans: Sequence[Span], day: date) -> list[tuple[date, Standing, bool]]:
    return [(span.since, span.standing, span.self_declared) for span in spans if span.since <= day]


@given(pledges, follow_ups, party_asked)
def test_the_spans_divide_all_days_since_the_pledge_is_known(
    case: Pledge, followed: list[FollowUp], party: str | None
) -> None:
    spans = history(case, followed, own_voices(case, memberships), party)
    assert spans[0].since == known_from(case, followed)
    assert spans[-1].until is None
    for span, following in pairwise(spans):
        assert span.since < following.since == span.until
        assert (span.standing, span.self_declared) != (following.standing, following.self_declared)


@pytest.mark.slow
@settings(max_examples=150)
@given(pledges, follow_ups, party_asked)
def test_the_spans_say_what_the_rules_say_day_by_day(case: Pledge, followed: list[FollowUp], party: str | None) -> None:
    spans = history(case, followed, party=party)
    for day in DAYS:
        span = at(spans, day)
        assert (span and str(span.standing)) == stands(case, followed, day, party)


@given(pledges, follow_ups, party_asked, st.sampled_from(DAYS))
def test_what_is_published_later_changes_nothing_up_to_today(
    case: Pledge, followed: list[FollowUp], party: str | None, today: date
) -> None:
    own = own_voices(case, memberships)
    published = [each for each in followed if (each.published_on or each.recorded_on) <= today]
    assert up_to(history(case, followed, own, party), today) == up_to(history(case, published, own, party), today)
    assert slip(case, followed, today) == slip(case, published, today)


@given(pledges, two_orders, party_asked)
def test_the_order_of_follow_ups_does_not_matter(
    case: Pledge, followed: tuple[list[FollowUp], list[FollowUp]], party: str | None
) -> None:
    own = own_voices(case, memberships)
    one, another = (history(case, each, own, party) for each in followed)
    assert one == another


@given(pledges, follow_ups, party_asked, follow_ups)
def test_restating_and_corroborating_never_change_a_standing(
    case: Pledge, followed: list[FollowUp], party: str | None, more: list[FollowUp]
) -> None:
    own = own_voices(case, memberships)
    said = [
        replace(each, outcome=outcome)
        for each, outcome in zip(more, [Outcome.RESTATES, Outcome.CORROBORATES] * 3, strict=False)
    ]
    before, after = history(case, followed, own, party), history(case, followed + said, own, party)
    for day in DAYS:
        if span := at(before, day):
            now = at(after, day)
            assert now
            assert (now.standing, now.self_declared) == (span.standing, span.self_declared)


@given(pledges, follow_ups)
def test_self_declared_means_that_every_deciding_document_was_issued_by_an_own_voice(
    case: Pledge, followed: list[FollowUp]
) -> None:
    assert not any(span.self_declared for span in history(case, followed, frozenset()))
    everyone = frozenset(PARTIES)
    issued = [replace(each, issuer="FR") for each in followed]
    for span in history(case, issued, everyone):
        calendar = span.standing in ("open", "conditional", "overdue", "review due")
        assert span.self_declared is not calendar


def test_a_day_is_a_day_whatever_the_month() -> None:
    leap = pledge(due="2024-02-28", made="2024-01-10", published="2024-01-10")
    assert late_from(leap) == on("2024-02-29") == on("2024-02-28") + timedelta(days=1)
