"""Why a pledge stands as it does, in sentences: the words, the clock, the documents."""

from __future__ import annotations

import pytest

from tests.cases import CEASEFIRE, deadline, follow_up, on, pledge, said
from tracker.explanation import explain
from tracker.model import Quote

# -- the words ------------------------------------------------------------------------------------------------


def test_it_begins_with_the_words_who_said_them_when_and_where_they_stand() -> None:
    assert explain(pledge("FR GB"), (), on("2025-02-01")).words == (
        "“We will send missiles by then, soon or in a while”",
        "By FR GB, said on 2025-01-10. Source: D-2025-001, text[0:49], published on 2025-01-10.",
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


def test_a_day_that_a_person_gave_is_not_put_into_the_mouth_of_the_party() -> None:
    given = pledge(deadline=deadline("2025-03-31", phrase="2025-03-31"))
    assert said(explain(given, [], on("2025-02-01")).clock).startswith(
        "2025-03-31 (given with the record, not in the words quoted) means … to 2025-03-31"
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
        "Condition: “once a ceasefire holds”. No document that is known says that it is met, so the pledge"
        " cannot be late."
    )
    met = follow_up("activates", "2025-02-01")
    assert explain(case, [met], on("2025-03-01")).clock[0] == (
        "Condition: “once a ceasefire holds”. A document that is known says that it is met."
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
        "FR-2025-001.1 fulfils for FR: D-2025-101, text[0:19], published on 2025-04-20, the deed dated 2025-03-30:"
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
    assert explain(pledge(), (), on("2025-05-01")).documents == ("No later document is known.",)
    again = follow_up("restates", "2025-02-01")
    assert explain(pledge(), [again], on("2025-05-01")).documents[0].endswith("is known; it does not decide.")


def test_the_document_that_meets_the_condition_is_told_to_decide_that() -> None:
    again, met = follow_up("restates", "2025-02-01", number=1), follow_up("activates", "2025-03-01", number=2)
    told = explain(pledge(condition=CEASEFIRE), [again, met], on("2025-05-01"))
    assert (told.standing, told.self_declared) == ("open", False)
    assert [line.partition(" ")[0] for line in told.documents] == ["FR-2025-001.2", "FR-2025-001.1"]
    assert told.documents[0].endswith("“These are the words” It decides that the condition is met.")
    without = explain(pledge(), [met], on("2025-05-01"))
    assert without.documents[0].endswith("it does not decide.")


def test_a_condition_met_by_another_party_is_not_met_for_this_one() -> None:
    met = follow_up("activates", "2025-03-01", party="FR")
    case = pledge("FR GB", condition=CEASEFIRE)
    told = explain(case, [met], on("2025-05-01"), party="GB")
    assert told.standing == "conditional"
    assert "No document that is known says that it is met" in told.clock[0]
    assert explain(case, [met], on("2025-05-01"), party="FR").documents[0].endswith("the condition is met for FR.")


def test_documents_that_are_not_yet_published_or_were_retracted_are_not_told() -> None:
    later = follow_up("advances", "2025-06-01", number=1)
    mistaken = follow_up("fulfils", "2025-02-01", number=2, retracted="another pledge")
    told = explain(pledge(), [later, mistaken], on("2025-05-31"))
    assert told.documents == ("No later document is known.",)
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
