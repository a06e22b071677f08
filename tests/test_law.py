"""The law by cases: what is known of a pledge, and so how it stands, on every day.

A case reads: France pledged it on 10 January 2025; this followed; so it stood like that from those days on.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.cases import (
    deadline,
    follow_up,
    life,
    on,
    pledge,
)
from tracker.law import late_from, slip, standing

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


def test_slip_is_counted_to_the_day_promised_last_in_what_is_known() -> None:
    case = pledge(due="2025-03-31")
    moved = [
        follow_up("restates", "2025-03-01", deadline=deadline("2025-04-30"), number=1),
        follow_up("restates", "2025-04-01", deadline=deadline("2025-04-10"), number=2),
        follow_up("restates", "2025-05-01", deadline=deadline("2025-06-30"), number=3, retracted="a mistake"),
    ]
    assert slip(case, moved, on("2025-02-28")) is None
    assert slip(case, moved, on("2025-03-01")) == 30
    assert slip(case, moved, on("2025-03-31")) == 30
    assert slip(case, moved, on("2025-04-01")) == slip(case, moved[::-1], on("2025-12-31")) == 10
    assert slip(case, [follow_up("restates", "2025-03-01", deadline=deadline("2025-03-21"))], on("2025-04-01")) == -10


def test_of_two_days_promised_in_documents_of_one_day_slip_is_counted_to_the_later() -> None:
    case = pledge(due="2025-03-31")
    moved = [
        follow_up("restates", "2025-03-01", deadline=deadline(day), number=number)
        for number, day in enumerate(("2025-04-30", "2025-04-10"), 1)
    ]
    assert slip(case, moved, on("2025-03-01")) == slip(case, moved[::-1], on("2025-03-01")) == 30


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
