"""Why a pledge stands as it does, in sentences: the words, the clock, the documents, and what would change it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cases import DAYS, deadline, follow_up, follow_ups, on, party_asked, pledge, pledges
from tracker import law
from tracker.explanation import Explanation, explain
from tracker.model import FollowUp, Pledge, Quote
from tracker.words import Standing

CEASEFIRE = "once a ceasefire holds"


def said(part: tuple[str, ...]) -> str:
    return "\n".join(part)


# -- the words ------------------------------------------------------------------------------------------------


def test_it_begins_with_the_words_who_said_them_when_and_where_they_stand() -> None:
    assert explain(pledge("FR GB"), (), on("2025-02-01")).words == (
        "“We will send missiles by then”",
        "By FR GB, said on 2025-01-10. Source: D-2025-001, characters 0–29, published on 2025-01-10.",
    )


def test_it_says_when_somebody_else_told_it() -> None:
    told = explain(pledge("EU", speaker="UA"), (), on("2025-02-01"))
    assert "said on 2025-01-10; told by UA, who is not the one to act." in said(told.words)


def test_it_says_when_the_day_or_the_text_is_not_known() -> None:
    case = pledge(made=None, published=None, quote=Quote("D-2025-001", "We will", None, None))
    assert explain(case, (), on("2025-02-01")).words[1] == (
        "By FR, said on a day that is not known. Source: D-2025-001 (the quote is not verified)."
    )


# -- the clock ------------------------------------------------------------------------------------------------


def test_a_stated_deadline_names_its_words_window_rule_and_version() -> None:
    told = explain(pledge(due="2025-03-31"), (), on("2025-03-01"))
    assert told.clock == (
        "“by then” means … to 2025-03-31 (rule a-rule, table 7).",
        "The deadline is stated: it can be computed without opinion, and passing it is overdue.",
        "The last day is 30 days ahead; late begins on 2025-04-01.",
    )


def test_an_inferred_window_says_that_it_is_never_overdue() -> None:
    told = explain(pledge(review="2025-03-07"), (), on("2025-03-08"))
    assert told.clock == (
        "“in a while” means 2025-01-10 to 2025-03-07 (rule a-rule, table 7).",
        "The window is inferred by a house rule: when it has passed the pledge is due for review, never overdue.",
        "The last day passed 1 day ago; late begins on 2025-03-08.",
    )


def test_without_a_deadline_or_without_a_last_day_it_is_never_overdue() -> None:
    assert explain(pledge(), (), on("2025-03-01")).clock == ("No deadline was said: the pledge is never overdue.",)
    vague = pledge(deadline=deadline(None, phrase="soon"))
    assert explain(vague, (), on("2025-03-01")).clock == (
        "“soon” gives no last day (rule a-rule, table 7): the pledge is never overdue.",
    )


def test_a_pledge_whose_day_is_not_known_is_never_late() -> None:
    told = explain(pledge(due="2025-03-31", made=None), (), on("2025-06-01"))
    assert "The day of the pledge is not known, so it is never late." in told.clock
    assert told.standing == "open"


def test_a_condition_is_told_with_whether_it_is_met() -> None:
    case = pledge(condition=CEASEFIRE)
    assert explain(case, (), on("2025-03-01")).clock[0] == (
        "Condition: “once a ceasefire holds”. No document known on this day says that it is met, so the pledge"
        " cannot be late."
    )
    met = follow_up("activates", "2025-02-01")
    assert explain(case, [met], on("2025-03-01")).clock[0] == (
        "Condition: “once a ceasefire holds”. A document known on this day says that it is met."
    )
    assert explain(case, [met], on("2025-01-31")).standing == "conditional"


@pytest.mark.parametrize(("latest", "told"), [("2025-05-11", "41 days later"), ("2025-03-30", "1 day earlier")])
def test_slip_is_told_and_the_original_deadline_governs(latest: str, told: str) -> None:
    moved = follow_up("restates", "2025-03-01", deadline=deadline(latest))
    clock = explain(pledge(due="2025-03-31"), [moved], on("2025-03-01")).clock
    assert clock[-1] == f"Since then it was promised for {told}. The original deadline governs."


# -- the documents --------------------------------------------------------------------------------------------


def test_the_document_that_decides_is_named_with_its_words_and_reason() -> None:
    done = follow_up("fulfils", "2025-04-20", dated="2025-03-30", party="FR", note="The army says it has them.")
    told = explain(pledge("FR GB"), [done], on("2025-05-01"), party="FR")
    assert told.documents == (
        "FR-2025-001.1 fulfils for FR: D-2025-101, published on 2025-04-20, the deed dated 2025-03-30:"
        " “These are the words” The army says it has them. It decides: fulfilled for FR.",
    )


def test_documents_that_do_not_decide_are_listed_after_those_that_do() -> None:
    again = follow_up("restates", "2025-02-01", number=1)
    part = follow_up("advances", "2025-03-01", number=2)
    documents = explain(pledge(), [again, part], on("2025-05-01")).documents
    assert [line.split(":")[0] for line in documents] == ["FR-2025-001.2 advances", "FR-2025-001.1 restates"]
    assert documents[0].endswith("It decides: advanced.")
    assert "decides" not in documents[1]


def test_it_says_when_no_document_decides() -> None:
    assert explain(pledge(), (), on("2025-05-01")).documents == ("No later document is known on this day.",)
    again = follow_up("restates", "2025-02-01")
    assert explain(pledge(), [again], on("2025-05-01")).documents[0].endswith("known on this day; it does not decide.")


def test_documents_that_are_not_yet_published_or_were_retracted_are_not_told() -> None:
    later = follow_up("advances", "2025-06-01", number=1)
    mistaken = follow_up("fulfils", "2025-02-01", number=2, retracted="another pledge")
    told = explain(pledge(), [later, mistaken], on("2025-05-31"))
    assert told.documents == ("No later document is known on this day.",)
    assert "FR-2025-001.1" in said(explain(pledge(), [later, mistaken], on("2025-06-01")).documents)


def test_self_declared_is_said_beside_the_documents() -> None:
    own = follow_up("fulfils", "2025-02-01", issuer="FR")
    told = explain(pledge(), [own], on("2025-05-01"), frozenset({"FR"}))
    assert told.self_declared
    assert "All of that evidence was issued by the pledgers themselves: self-declared." in told.documents


# -- since when -----------------------------------------------------------------------------------------------


def test_it_says_since_when_from_the_very_day_on() -> None:
    part = follow_up("advances", "2025-02-01", issuer="FR")
    for day, standing, since, own in (
        ("2025-01-31", "open", "2025-01-10", False),
        ("2025-02-01", "advanced", "2025-02-01", True),
        ("2025-03-31", "advanced", "2025-02-01", True),
        ("2025-04-01", "overdue", "2025-04-01", False),
    ):
        told = explain(pledge(due="2025-03-31"), [part], on(day), frozenset({"FR"}))
        assert (told.standing, told.since, told.self_declared) == (standing, on(since), own)


def test_one_party_of_a_joint_pledge_has_a_standing_and_a_since_of_its_own() -> None:
    done = follow_up("fulfils", "2025-04-20", party="FR")
    case = pledge("FR GB", due="2025-03-31")
    assert explain(case, [done], on("2025-05-01"))[2:4] == ("overdue", on("2025-04-01"))
    assert explain(case, [done], on("2025-05-01"), party="FR")[2:4] == ("fulfilled late", on("2025-04-20"))
    assert explain(case, [done], on("2025-05-01"), party="GB")[2:4] == ("overdue", on("2025-04-01"))


# -- before it is known, and after it was retracted -----------------------------------------------------------


def test_before_the_first_document_there_is_no_standing_to_explain() -> None:
    told = explain(pledge(published="2025-01-14"), (), on("2025-01-13"))
    assert told[1:5] == (on("2025-01-13"), None, None, False)
    assert told.clock == ("On 2025-01-13 the pledge is not known: its first document was published on 2025-01-14.",)
    assert told.documents == told.change == ()


def test_a_retracted_record_says_why() -> None:
    told = explain(pledge(retracted="Recorded twice."), (), on("2025-02-01"))
    assert told.standing is None
    assert told.clock == ("The record was retracted: Recorded twice.",)


# -- what would change it -------------------------------------------------------------------------------------


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
    met = "A document that says the condition is met: the clock then counts."
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
    r"A document that says the condition is met: the clock then counts\.": met,
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
    for each in law.evidence(case, followed, day, party)[1]:
        assert any(each.ref in line and each.quote.document in line and "It decides" in line for line in told.documents)
    assert told.change
