"""The law by cases: what is known of a pledge, and so how it stands, on every day.

A case reads: France pledged it on 10 January 2025; this followed; so it stood like that from those days on.
"""

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
    deadline,
    follow_up,
    follow_ups,
    memberships,
    on,
    party_asked,
    pledge,
    pledges,
    told,
)
from tracker.law import history, known_from, known_on, late_from, own_voices, slip, standing
from tracker.model import FollowUp, Membership, Pledge, Span
from tracker.words import Outcome, Standing


def life(case: Pledge, *followed: FollowUp, own: str = "", party: str | None = None) -> str:
    return told(history(case, followed, frozenset(own.split()), party))


# -- rule 1: fulfilled, or fulfilled late ---------------------------------------------------------------------


def test_a_pledge_is_fulfilled_from_the_day_on_which_a_document_says_so() -> None:
    assert life(pledge(), follow_up("fulfils", "2025-03-20")) == "2025-01-10 open, 2025-03-20 fulfilled"


def test_a_deed_reported_by_the_last_day_is_in_time() -> None:
    assert life(pledge(due="2025-03-31"), follow_up("fulfils", "2025-03-31")) == "2025-01-10 open, 2025-03-31 fulfilled"


def test_a_deed_reported_the_day_after_is_late_unless_the_text_dates_it() -> None:
    said = follow_up("fulfils", "2025-04-01")
    assert life(pledge(due="2025-03-31"), said) == "2025-01-10 open, 2025-04-01 fulfilled late"
    assert (
        life(pledge(due="2025-03-31"), replace(said, dated=on("2025-03-31"))) == "2025-01-10 open, 2025-04-01 fulfilled"
    )


def test_a_deed_in_time_that_is_reported_weeks_later_leaves_the_weeks_between_overdue() -> None:
    assert (
        life(pledge(due="2025-03-31"), follow_up("fulfils", "2025-04-20", dated="2025-03-30"))
        == "2025-01-10 open, 2025-04-01 overdue, 2025-04-20 fulfilled"
    )


def test_fulfilled_late_can_become_fulfilled_when_a_later_document_dates_the_deed() -> None:
    late = follow_up("fulfils", "2025-04-10", number=1)
    dated = follow_up("fulfils", "2025-05-05", dated="2025-03-01", number=2)
    assert (
        life(pledge(due="2025-03-31"), late, dated)
        == "2025-01-10 open, 2025-04-01 overdue, 2025-04-10 fulfilled late, 2025-05-05 fulfilled"
    )


def test_an_inferred_window_makes_a_deed_late_as_a_stated_deadline_does() -> None:
    assert (
        life(pledge(review="2025-03-07"), follow_up("fulfils", "2025-03-20"))
        == "2025-01-10 open, 2025-03-08 review due, 2025-03-20 fulfilled late"
    )


def test_fulfilment_outranks_everything_else_that_is_known() -> None:
    case = pledge(due="2025-03-31", condition="once a ceasefire holds")
    dropped = follow_up("drops", "2025-02-01", number=1)
    done = follow_up("fulfils", "2025-02-02", number=2)
    assert life(case, dropped, done) == "2025-01-10 conditional, 2025-02-01 dropped, 2025-02-02 fulfilled"


# -- rule 2: dropped ------------------------------------------------------------------------------------------


def test_a_pledge_is_dropped_when_a_document_gives_it_up_and_stays_so_after_its_deadline() -> None:
    assert life(pledge(due="2025-03-31"), follow_up("drops", "2025-02-01")) == "2025-01-10 open, 2025-02-01 dropped"


def test_a_pledge_can_be_dropped_when_it_is_overdue_and_whether_or_not_its_condition_is_met() -> None:
    dropped = follow_up("drops", "2025-04-20")
    assert life(pledge(due="2025-03-31"), dropped) == "2025-01-10 open, 2025-04-01 overdue, 2025-04-20 dropped"
    assert life(pledge(condition="once a ceasefire holds"), dropped) == "2025-01-10 conditional, 2025-04-20 dropped"


# -- rule 3: conditional --------------------------------------------------------------------------------------


def test_a_pledge_under_a_condition_is_conditional_whatever_the_calendar_says() -> None:
    case = pledge(due="2025-03-31", condition="once a ceasefire holds")
    assert life(case) == "2025-01-10 conditional"


def test_a_condition_outranks_an_advance() -> None:
    case = pledge(condition="once a ceasefire holds")
    assert life(case, follow_up("advances", "2025-02-01")) == "2025-01-10 conditional"


def test_the_clock_counts_from_the_day_on_which_the_condition_is_known_to_be_met() -> None:
    case = pledge(due="2025-03-31", condition="once a ceasefire holds")
    assert (
        life(case, follow_up("activates", "2025-02-01"))
        == "2025-01-10 conditional, 2025-02-01 open, 2025-04-01 overdue"
    )
    assert life(case, follow_up("activates", "2025-05-01")) == "2025-01-10 conditional, 2025-05-01 overdue"


def test_activates_means_nothing_to_a_pledge_without_a_condition() -> None:
    assert life(pledge(), follow_up("activates", "2025-02-01")) == "2025-01-10 open"


# -- rule 4: overdue, review due ------------------------------------------------------------------------------


def test_late_begins_the_day_after_the_last_day() -> None:
    case = pledge(due="2025-03-31")
    assert standing(case, (), on("2025-03-31"))[0] == "open"
    assert standing(case, (), on("2025-04-01"))[0] == "overdue"
    assert late_from(case) == on("2025-04-01")


def test_a_stated_deadline_makes_overdue_and_an_inferred_one_only_calls_for_review() -> None:
    assert life(pledge(due="2025-03-31")) == "2025-01-10 open, 2025-04-01 overdue"
    assert life(pledge(review="2025-03-31")) == "2025-01-10 open, 2025-04-01 review due"


def test_an_advance_does_not_stop_the_clock() -> None:
    case = pledge(due="2025-03-31")
    assert life(case, follow_up("advances", "2025-02-01")) == "2025-01-10 open, 2025-02-01 advanced, 2025-04-01 overdue"
    assert life(case, follow_up("advances", "2025-04-20")) == "2025-01-10 open, 2025-04-01 overdue"


def test_the_original_deadline_governs_and_a_later_one_is_slip() -> None:
    case = pledge(due="2025-03-31")
    promised = follow_up("restates", "2025-03-01", deadline=deadline("2025-05-11"))
    assert life(case, promised) == "2025-01-10 open, 2025-04-01 overdue"
    assert slip(case, [promised], on("2025-03-01")) == 41


def test_slip_is_counted_to_the_latest_day_promised_in_what_is_known() -> None:
    case = pledge(due="2025-03-31")
    moved = [
        follow_up("restates", "2025-03-01", deadline=deadline("2025-04-30"), number=1),
        follow_up("restates", "2025-04-01", deadline=deadline("2025-04-10"), number=2),
        follow_up("restates", "2025-05-01", deadline=deadline("2025-06-30"), number=3, retracted="a mistake"),
    ]
    assert slip(case, moved, on("2025-02-28")) is None
    assert slip(case, moved, on("2025-03-01")) == 30
    assert slip(case, moved, on("2025-12-31")) == 30
    assert slip(case, [follow_up("restates", "2025-03-01", deadline=deadline("2025-03-21"))], on("2025-04-01")) == -10


def test_there_is_no_slip_without_a_first_or_a_new_last_day() -> None:
    promised = follow_up("restates", "2025-03-01", deadline=deadline("2025-05-11"))
    assert slip(pledge(), [promised], on("2025-04-01")) is None
    assert slip(pledge(deadline=deadline(None, phrase="soon")), [promised], on("2025-04-01")) is None
    vague = follow_up("restates", "2025-03-01", deadline=deadline(None, phrase="soon"))
    assert slip(pledge(due="2025-03-31"), [vague, follow_up("restates", "2025-03-02")], on("2025-04-01")) is None


def test_a_vague_promise_repeated_does_not_restart_the_clock() -> None:
    again = follow_up("restates", "2025-03-05", deadline=deadline("2025-04-30", "inferred", "in the coming weeks"))
    assert life(pledge(review="2025-03-07"), again) == "2025-01-10 open, 2025-03-08 review due"


def test_no_deadline_is_never_overdue() -> None:
    assert life(pledge()) == "2025-01-10 open"
    assert life(pledge(deadline=deadline(None, phrase="as soon as possible"))) == "2025-01-10 open"


def test_the_last_day_of_the_calendar_never_passes() -> None:
    assert life(pledge(due=date.max.isoformat())) == "2025-01-10 open"


def test_a_pledge_whose_day_is_not_known_is_never_late() -> None:
    case = pledge(due="2025-03-31", made=None)
    assert late_from(case) is None
    assert life(case) == "2025-01-10 open"
    assert life(case, follow_up("fulfils", "2025-06-01")) == "2025-01-10 open, 2025-06-01 fulfilled"


# -- rules 5 and 6: advanced, open ----------------------------------------------------------------------------


def test_a_part_or_a_formal_step_advances_a_pledge() -> None:
    assert life(pledge(), follow_up("advances", "2025-02-01")) == "2025-01-10 open, 2025-02-01 advanced"


@pytest.mark.parametrize("outcome", ["restates", "corroborates"])
def test_saying_it_again_leaves_a_pledge_open(outcome: str) -> None:
    assert life(pledge(), follow_up(outcome, "2025-02-01")) == "2025-01-10 open"


# -- what is known, and from when -----------------------------------------------------------------------------


def test_a_pledge_is_known_only_from_its_publication() -> None:
    assert life(pledge(published="2025-01-14")) == "2025-01-14 open"


def test_a_pledge_is_not_known_before_it_was_made_even_if_a_document_is_dated_before() -> None:
    assert life(pledge(published="2025-01-08")) == "2025-01-10 open"
    assert life(pledge(), follow_up("restates", "2025-01-02")) == "2025-01-10 open"


def test_a_pledge_is_known_from_the_first_of_its_documents() -> None:
    case = pledge(published="2025-02-20")
    assert life(case, follow_up("corroborates", "2025-01-12")) == "2025-01-12 open"
    assert life(case, follow_up("corroborates", "2025-01-12", retracted="another pledge")) == "2025-02-20 open"


def test_without_a_day_of_publication_the_day_made_counts_and_else_the_day_recorded() -> None:
    recorded = on("2026-02-02")
    assert known_from(pledge(published=None, recorded_on=recorded)) == on("2025-01-10")
    assert known_from(pledge(published=None, made=None, recorded_on=recorded)) == recorded
    assert known_on(follow_up("restates", None, recorded_on=recorded)) == recorded
    assert known_on(follow_up("restates", "2025-03-01", recorded_on=recorded)) == on("2025-03-01")


def test_a_pledge_that_was_late_before_it_became_known_is_late_from_the_first_day() -> None:
    assert life(pledge(due="2025-03-31", published="2025-06-01")) == "2025-06-01 overdue"


def test_a_document_published_after_the_day_asked_is_never_looked_at() -> None:
    done = follow_up("fulfils", "2025-03-20", dated="2025-02-01")
    assert standing(pledge(), [done], on("2025-03-19"))[0] == "open"
    assert standing(pledge(), [done], on("2025-03-20"))[0] == "fulfilled"


def test_a_retracted_follow_up_counts_for_nothing() -> None:
    mistaken = follow_up("fulfils", "2025-03-20", retracted="it is about another pledge")
    assert life(pledge(due="2025-03-31"), mistaken) == "2025-01-10 open, 2025-04-01 overdue"


def test_a_retracted_pledge_has_no_standing_on_any_day() -> None:
    assert history(pledge(retracted="recorded twice"), [follow_up("fulfils", "2025-03-20")]) == ()


# -- joint pledges --------------------------------------------------------------------------------------------


def test_fulfilment_by_one_party_of_several_advances_the_whole() -> None:
    case, done = pledge("FR GB"), follow_up("fulfils", "2025-02-01", party="FR")
    assert life(case, done) == "2025-01-10 open, 2025-02-01 advanced"
    assert life(case, done, party="FR") == "2025-01-10 open, 2025-02-01 fulfilled"
    assert life(case, done, party="GB") == "2025-01-10 open"


def test_fulfilment_by_a_member_advances_the_pledge_of_its_group() -> None:
    case, done = pledge("COW"), follow_up("fulfils", "2025-02-01", party="FR")
    assert life(case, done) == "2025-01-10 open, 2025-02-01 advanced"
    assert life(case, done, party="FR") == "2025-01-10 open, 2025-02-01 fulfilled"
    assert life(case, done, party="GB") == "2025-01-10 open"


def test_fulfilment_by_the_only_party_fulfils_the_whole() -> None:
    assert life(pledge("FR"), follow_up("fulfils", "2025-02-01", party="FR")).endswith("fulfilled")


def test_fulfilment_by_one_party_does_not_stop_the_clock_of_the_whole_or_of_the_others() -> None:
    case, done = pledge("FR GB", due="2025-03-31"), follow_up("fulfils", "2025-02-01", party="FR")
    assert life(case, done) == "2025-01-10 open, 2025-02-01 advanced, 2025-04-01 overdue"
    assert life(case, done, party="FR") == "2025-01-10 open, 2025-02-01 fulfilled"
    assert life(case, done, party="GB") == "2025-01-10 open, 2025-04-01 overdue"


def test_one_party_that_gives_up_drops_its_own_part_only() -> None:
    case, dropped = pledge("FR GB"), follow_up("drops", "2025-02-01", party="GB")
    assert life(case, dropped) == "2025-01-10 open"
    assert life(case, dropped, party="GB") == "2025-01-10 open, 2025-02-01 dropped"


def test_what_is_said_of_the_whole_counts_for_every_party() -> None:
    case, done = pledge("FR GB"), follow_up("fulfils", "2025-02-01")
    for party in (None, "FR", "GB"):
        assert life(case, done, party=party) == "2025-01-10 open, 2025-02-01 fulfilled"


# -- self-declared --------------------------------------------------------------------------------------------


def test_a_standing_is_self_declared_while_all_its_evidence_is_the_pledgers_own_word() -> None:
    own = follow_up("fulfils", "2025-02-01", issuer="FR", number=1)
    other = follow_up("fulfils", "2025-03-01", issuer="UA", number=2)
    press = follow_up("fulfils", "2025-03-01", issuer=None, number=3)
    assert life(pledge(), own, own="FR") == "2025-01-10 open, 2025-02-01 fulfilled (self-declared)"
    for independent in (other, press):
        assert (
            life(pledge(), own, independent, own="FR")
            == "2025-01-10 open, 2025-02-01 fulfilled (self-declared), 2025-03-01 fulfilled"
        )


def test_what_does_not_decide_is_no_evidence() -> None:
    own = follow_up("advances", "2025-02-01", issuer="FR", number=1)
    press = follow_up("restates", "2025-02-01", number=2)
    assert life(pledge(), own, press, own="FR") == "2025-01-10 open, 2025-02-01 advanced (self-declared)"


def test_what_the_calendar_decides_is_never_self_declared() -> None:
    assert life(pledge(due="2025-03-31"), own="FR") == "2025-01-10 open, 2025-04-01 overdue"


def test_own_voices_are_the_parties_their_groups_and_the_members_of_a_pledging_group() -> None:
    groups = [Membership("COW", "FR"), Membership("COW", "GB"), Membership("EU", "FR"), Membership("EU", "DE")]
    assert own_voices(pledge("FR"), groups) == {"FR", "COW", "EU"}
    assert own_voices(pledge("COW"), groups) == {"COW", "FR", "GB"}


def test_a_voice_is_own_only_if_it_belonged_on_the_day_of_the_pledge() -> None:
    left = Membership("EU", "GB", on("1973-01-01"), on("2020-02-01"))
    came = Membership("COW", "GB", on("2025-01-10"))
    comes = Membership("E3", "GB", on("2025-01-11"))
    assert own_voices(pledge("GB"), [left, came, comes]) == {"GB", "COW"}
    assert own_voices(pledge("GB", made="2020-01-31"), [left]) == {"GB", "EU"}
    assert own_voices(pledge("GB", made="2020-02-01"), [left]) == {"GB"}
    assert own_voices(pledge("GB", made=None), [left, came, comes]) == {"GB", "EU", "COW", "E3"}


# -- on every day, in cases that nobody thought of ------------------------------------------------------------


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


@given(
    pledges, follow_ups.flatmap(lambda followed: st.tuples(st.just(followed), st.permutations(followed))), party_asked
)
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
