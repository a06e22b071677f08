"""What the law counts as known, of whom, and on whose word, by cases such as those of the rules."""

from __future__ import annotations

from tests.cases import (
    follow_up,
    life,
    on,
    pledge,
)
from tracker.law import history, known_from, known_on, own_voices, standing
from tracker.model import Membership

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
