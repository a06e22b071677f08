"""What an explanation says would change a standing changes it by the law, in cases that nobody thought of."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.cases import CEASEFIRE, DAYS, deadline, follow_up, follow_ups, on, party_asked, pledge, pledges, said
from tracker import law
from tracker.explanation import Explanation, explain
from tracker.model import FollowUp, Pledge
from tracker.words import Standing


def test_every_standing_says_what_would_change_it() -> None:
    fulfilled = follow_up("fulfils", "2025-04-20")
    late = (
        "A document that shows the whole fulfilled: fulfilled if the deed is dated 2025-03-31 or before,"
        " fulfilled late if after."
    )
    given_up = "A document in which it is given up: dropped."
    promise = "A later deadline or a repeated promise would not: the first clock keeps running."
    part = "A document that shows a measurable part or a formal step: advanced."
    retract = "Retracting the follow-up that decides, if it was recorded by mistake."
    met = "A document that says the condition is met: no longer conditional, and never late without a deadline."
    clock = "Time: overdue from 2025-04-01 on, unless one of these comes first."
    dated = "A document that dates the deed on or before the last day: fulfilled."
    changes = {
        ("2025-02-01", None): ("open", late, given_up, clock, part, promise),
        ("2025-02-01", "advances"): ("advanced", late, given_up, clock, promise),
        ("2025-04-25", None): ("overdue", late, given_up, promise),
        ("2025-04-25", "drops"): ("dropped", late),
        ("2025-04-25", "fulfils"): ("fulfilled late", dated, retract),
    }
    for (day, outcome), (standing, *change) in changes.items():
        followed = [follow_up(outcome, min(day, "2025-04-20"))] if outcome else []
        told = explain(pledge(due="2025-03-31"), followed, on(day))
        assert (told.standing, list(told.change)) == (standing, change)
    assert explain(pledge(), [fulfilled], on("2025-04-25")).change == (retract,)
    conditional = explain(pledge(condition=CEASEFIRE), (), on("2025-04-25"))
    assert conditional.change == ("A document that shows the whole fulfilled: fulfilled.", given_up, met)
    clocked = explain(pledge(condition=CEASEFIRE, due="2025-03-31"), (), on("2025-04-25"))
    assert clocked.change == (late, given_up, "A document that says the condition is met: the clock then counts.")
    review = explain(pledge(review="2025-03-31"), (), on("2025-02-01"))
    assert "Time: review due from 2025-04-01 on, unless one of these comes first." in review.change


Known = list[FollowUp]
Change = Callable[[re.Match[str], Pledge, Known, date, str | None], None]


def stands(case: Pledge, known: Known, day: date, party: str | None) -> Standing:
    return law.standing(case, known, day, party=party)[0]


def more(known: Known, outcome: str, day: date, dated: date | None = None) -> Known:
    return [*known, replace(follow_up(outcome, day.isoformat(), number=99), dated=dated)]


def done(_: re.Match[str], case: Pledge, known: Known, day: date, party: str | None) -> None:
    assert stands(case, more(known, "fulfils", day), day, party) == "fulfilled"


def done_in_time_or_late(found: re.Match[str], case: Pledge, known: Known, day: date, party: str | None) -> None:
    limit = on(found[1])
    late = limit + timedelta(days=1)
    reported = max(day, late)
    assert stands(case, more(known, "fulfils", reported, limit), reported, party) == "fulfilled"
    assert stands(case, more(known, "fulfils", reported, late), reported, party) == "fulfilled late"


def dated_in_time(_: re.Match[str], case: Pledge, known: Known, day: date, party: str | None) -> None:
    assert case.deadline
    assert stands(case, more(known, "fulfils", day, case.deadline.latest), day, party) == "fulfilled"


def retracted(_: re.Match[str], case: Pledge, known: Known, day: date, party: str | None) -> None:
    _, deciding = law.evidence(case, known, day, party)
    without = [each for each in known if each not in deciding]
    assert stands(case, without, day, party) not in ("fulfilled", "fulfilled late")


def given_up(_: re.Match[str], case: Pledge, known: Known, day: date, party: str | None) -> None:
    assert stands(case, more(known, "drops", day), day, party) == "dropped"


def met(_: re.Match[str], case: Pledge, known: Known, day: date, party: str | None) -> None:
    after = more(known, "activates", day)
    free = replace(case, condition=None)
    assert stands(case, after, day, party) == stands(free, known, day, party) != "conditional"


def part_done(_: re.Match[str], case: Pledge, known: Known, day: date, party: str | None) -> None:
    assert stands(case, more(known, "advances", day), day, party) == "advanced"


def time_passes(found: re.Match[str], case: Pledge, known: Known, day: date, party: str | None) -> None:
    assert on(found[2]) > day
    assert stands(case, known, on(found[2]) - timedelta(days=1), party) == stands(case, known, day, party)
    assert stands(case, known, on(found[2]), party) == found[1]


def promised_again(_: re.Match[str], case: Pledge, known: Known, day: date, party: str | None) -> None:
    again = replace(follow_up("restates", day.isoformat()), deadline=deadline("2030-01-01"))
    for each in (day, on("2025-03-01")):
        assert stands(case, [*known, again], each, party) == stands(case, known, each, party)


CHANGES: dict[str, Change] = {
    r"A document that shows the whole fulfilled: fulfilled\.": done,
    r"A document that shows the whole fulfilled: fulfilled if the deed is dated (\S+) or before, fulfilled late if"
    r" after\.": done_in_time_or_late,
    r"A document that dates the deed on or before the last day: fulfilled\.": dated_in_time,
    r"Retracting the follow-up that decides, .*": retracted,
    r"A document in which it is given up: dropped\.": given_up,
    r"A document that says the condition is met: (?:the clock then counts|no longer conditional, and never late without"
    r" a deadline)\.": met,
    r"A document that shows a measurable part or a formal step: advanced\.": part_done,
    r"Time: (overdue|review due) from (\S+) on, .*": time_passes,
    r"A later deadline or a repeated promise would not: .*": promised_again,
}


@given(pledges, follow_ups, st.sampled_from(DAYS), party_asked)
def test_what_is_said_to_change_the_standing_changes_it_by_the_law(
    case: Pledge, followed: Known, day: date, party: str | None
) -> None:
    told = explain(case, followed, day, party=party)
    known = [each for each in followed if not each.retracted and law.known_on(each) <= day]
    for sentence in told.change:
        change = next((each, found) for pattern, each in CHANGES.items() if (found := re.fullmatch(pattern, sentence)))
        change[0](change[1], case, known, day, party)


@given(pledges, follow_ups, st.sampled_from(DAYS), party_asked)
def test_every_explanation_agrees_with_the_law_and_names_its_grounds(
    case: Pledge, followed: Known, day: date, party: str | None
) -> None:
    told: Explanation = explain(case, followed, day, party=party)
    span = next(
        (each for each in law.history(case, followed, party=party) if each.since <= day < (each.until or date.max)),
        None,
    )
    assert (told.standing, told.since) == ((span.standing, span.since) if span else (None, None))
    assert case.quote.text in said(told.words)
    assert case.quote.document in said(told.words)
    if told.standing is None:
        return
    if case.deadline:
        for part in (case.deadline.phrase, case.deadline.rule, f"table {case.deadline.rules}"):
            assert part in said(told.clock)
        assert case.deadline.latest is None or str(case.deadline.latest) in said(told.clock)
    if case.condition:
        assert case.condition in said(told.clock)
    for each in (*law.evidence(case, followed, day, party)[1], *law.releasing(case, followed, day, party)):
        assert any(each.ref in line and each.quote.document in line and "It decides" in line for line in told.documents)
    assert told.change
