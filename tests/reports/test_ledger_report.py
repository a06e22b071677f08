"""``report ledger``: a joint pledge party by party, who has delivered what part, who is silent."""

from __future__ import annotations

from datetime import date

from tests.reports.made import MADE, TODAY, dispute, entry, follow_up, of, pledge
from tracker.model import Membership
from tracker.reports import Report
from tracker.reports.entries import Entry
from tracker.reports.ledger import bound, ledger

NAMES = {"GB": "United Kingdom", "FR": "France", "DE": "Germany", "COW": "Coalition of the Willing"}
GROUP = (
    Membership("COW", "GB"),
    Membership("COW", "FR", since=date(2025, 1, 1)),
    Membership("COW", "DE", since=MADE, until=date(2025, 6, 1)),
    Membership("COW", "JP", since=date(2025, 1, 11)),
    Membership("COW", "US", until=MADE),
    Membership("EU", "FR"),
)
JOINT = pledge("GB-2025-001", "GB", "FR", "DE")
BRITISH = follow_up(JOINT, 1, "advances", "2025-04-01", party="GB", quantity=of(8))
FRENCH = follow_up(JOINT, 2, "restates", "2025-05-01", party="FR")


def made(of_entry: Entry, memberships: tuple[Membership, ...] = ()) -> Report:
    return ledger(of_entry, TODAY, memberships, NAMES)


def listed(report: Report) -> dict[str, list[str]]:
    return {section.key: [str(row[0]) for row in section.rows] for section in report.sections}


def test_each_party_stands_under_what_it_has_done() -> None:
    report = made(entry(JOINT, BRITISH, FRENCH))
    assert listed(report) == {"delivered": ["GB"], "spoken": ["FR"], "silent": ["DE"]}
    assert [section.title for section in report.sections] == [
        "Delivered something: 1 of 3",
        "A word, and no document that tells of a delivery: 1 of 3",
        "Silent: 1 of 3",
    ]
    assert report.notes[:2] == (
        "Of 3 parties: 1 delivered something, 1 silent (no document tells of them by name).",
        "Delivered by name: 8 of 20 tanks.",
    )
    assert report.facts == (("parties", 3), ("delivered", 1), ("spoken", 1), ("silent", 1))


def test_a_part_is_shown_with_its_quantity_its_last_word_and_its_own_standing() -> None:
    whole = follow_up(JOINT, 3, "fulfils", "2025-03-20", party="GB", quantity=of(4))
    (row,) = made(entry(JOINT, BRITISH, whole)).sections[0].rows
    party, name, _, standing, _, delivered, last, document, follow_ups, _ = row
    assert (party, name, standing, delivered) == ("GB", "United Kingdom", "fulfilled", "12 tanks")
    assert (str(last), document, follow_ups) == (
        "2025-04-01",
        "D-2025-04-01",
        ("GB-2025-001.3", "GB-2025-001.1"),
    )
    assert entry(JOINT, BRITISH, whole).standing == "overdue"  # one party's part does not keep the whole


def test_parts_that_were_delivered_keep_how_firmly_they_were_said() -> None:
    joint = pledge("GB-2025-001", "GB", "FR", quantity=of(20_000, "shells", "up to"))
    told = [
        follow_up(joint, number, "advances", "2025-04-01", party="GB", quantity=of(amount, "shells", firm))
        for number, (amount, firm) in enumerate(((3_000, "about"), (7_500, None), (500, None)), 1)
    ]
    report = made(entry(joint, *told))
    (row,) = report.sections[0].rows
    assert row[5] == "8000 shells, about 3000 shells"
    assert "Delivered by name: 8,000 and about 3,000 of up to 20,000 shells." in report.notes


def test_a_group_stands_for_its_members_on_the_day_of_the_pledge() -> None:
    assert bound(pledge("COW-2025-001"), GROUP) == {"GB": "COW", "FR": "COW", "DE": "COW"}
    assert bound(pledge("COW-2025-001", "COW", "PL", "GB"), GROUP) == {"GB": "", "PL": "", "FR": "COW", "DE": "COW"}
    assert bound(pledge("COW-2025-001", made_on=None), GROUP).keys() == {"GB", "FR", "DE", "JP", "US"}
    assert bound(pledge("COW-2025-001"), ()) == {"COW": ""}


def test_a_member_of_a_group_delivers_its_part() -> None:
    joint = pledge("COW-2025-001")
    report = made(entry(joint, follow_up(joint, 1, "advances", "2025-04-01", party="FR")), GROUP)
    assert listed(report) == {"delivered": ["FR"], "spoken": [], "silent": ["DE", "GB"]}


def test_what_is_said_of_the_whole_is_nobodys_part() -> None:
    report = made(entry(JOINT, follow_up(JOINT, 1, "advances", "2025-04-01")))
    assert listed(report) == {"delivered": [], "spoken": [], "silent": ["DE", "FR", "GB"]}
    assert "Said of the whole, which is nobody's part: advances on 2025-04-01 (D-2025-04-01)." in report.notes


def test_of_a_pledge_by_one_party_everything_is_its_part() -> None:
    alone = pledge()
    report = made(entry(alone, follow_up(alone, 1, "advances", "2025-02-01", quantity=of(3))))
    assert listed(report) == {"delivered": ["GB"], "spoken": [], "silent": []}
    assert report.notes[0] == "Of 1 party: 1 delivered something, 0 silent (no document tells of them by name)."


def test_a_corroboration_is_no_word_of_a_party() -> None:
    report = made(entry(JOINT, follow_up(JOINT, 1, "corroborates", "2025-01-11", party="FR")))
    assert listed(report)["silent"] == ["DE", "FR", "GB"]


def test_what_a_party_answers_is_printed_and_is_nobodys_part() -> None:
    answer = dispute(JOINT, 1, "FR", "2026-01-20", note="all twenty have arrived")
    report = made(entry(JOINT, BRITISH, disputes=(answer,)))
    assert listed(report) == listed(made(entry(JOINT, BRITISH)))
    answers = {row[0]: row[-1] for section in report.sections for row in section.rows}
    assert answers == {
        "GB": None,
        "DE": None,
        "FR": "by FR on 2026-01-20: “Answer of 2026-01-20” (D-2026-01-20). In short: all twenty have arrived.",
    }
    assert not any("disputed" in note for note in report.notes)


def test_what_a_group_answers_for_its_members_stands_at_the_foot() -> None:
    joint = pledge("COW-2025-001", "COW")
    report = made(entry(joint, disputes=(dispute(joint, 1, "COW", "2026-01-20"),)), GROUP)
    assert report.notes[-2] == "COW-2025-001 is disputed by COW on 2026-01-20: “Answer of 2026-01-20” (D-2026-01-20)."


def test_its_chart_shows_what_was_delivered_of_what_was_pledged() -> None:
    (chart,) = made(entry(JOINT, BRITISH, FRENCH)).charts
    assert chart.words == "Pledged and delivered: in tanks, GB-2025-001 20 pledged, 8 delivered."
    assert made(entry(pledge("GB-2025-001", "GB", "FR", quantity=None))).charts == ()
