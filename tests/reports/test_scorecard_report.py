"""``report scorecard``: what was made and what became of it, by party and topic. Counts, never a grade."""

from __future__ import annotations

from typing import Any

from tracker.reports import Report
from tracker.reports.behind import listed
from tracker.reports.lines import STANDINGS
from tracker.reports.scorecard import Coverage, Kept, Score, Scores, scorecard

COVERAGE = Coverage(12, "2025-01-10", "2026-01-30", 7, 2, "2026-01-30", 1)
SCORES = Scores(
    countries=(
        Score("GB", True, "fulfilled", 2, 1),
        Score("GB", True, "overdue", 1, 0),
        Score("FR", True, "open", 4, 0),
        Score("GB", False, "advanced", 3, 3),
    ),
    topics=(Score("armour", True, "fulfilled", 2, 1), Score("energy", True, "open", 8, 0)),
    everything=tuple(
        Score("", True, standing, count, declared)
        for standing, count, declared in (("fulfilled", 2, 1), ("overdue", 1, 0), ("open", 4, 0), ("advanced", 3, 3))
    ),
    kept_by_country=(Kept("GB", True, 10), Kept("GB", True, 21), Kept("GB", False, 900)),
    kept_by_topic=(Kept("armour", True, 10),),
    kept=(Kept("", True, 10), Kept("", True, 21)),
    enquired={"GB": "2026-01-30"},
)


def made(**given: Any) -> Report:
    return scorecard(SCORES, COVERAGE, "2026-01-31", {"GB": "United Kingdom"}, **given)


def rows(report: Report, section: str) -> dict[str, dict[str, object]]:
    keys = [column.key for column in report.columns]
    (found,) = (each for each in report.sections if each.key == section)
    return {str(row[0]): dict(zip(keys, row, strict=True)) for row in found.rows}


def test_the_standings_of_a_party_add_up_to_what_it_made() -> None:
    for section in ("direct", "joint", "topics", "all"):
        for row in rows(made(), section).values():
            assert sum(int(str(row[each.replace(" ", "_")])) for each in STANDINGS) == row["made"]


REFS = SCORES._replace(
    countries=(Score("GB", True, "open", 1, 0, ("GB-1",)), Score("GB", True, "overdue", 2, 0, ("GB-3", "GB-2"))),
    everything=(Score("", True, "open", 1, 0, ("GB-1",)), Score("", True, "overdue", 2, 0, ("GB-3", "GB-2"))),
)


def test_every_row_has_the_refs_behind_it_and_the_facts_those_of_each_standing() -> None:
    report = scorecard(REFS, COVERAGE, "2026-01-31", {})
    assert rows(report, "direct")["GB"]["refs"] == ("GB-1", "GB-2", "GB-3")
    behind = dict(report.facts)["refs"]
    assert {standing: refs for standing, refs in behind.items() if refs} == {
        "overdue": ["GB-2", "GB-3"],
        "open": ["GB-1"],
    }


def test_on_paper_the_refs_behind_each_row_are_listed_by_standing_at_the_foot() -> None:
    report = listed(scorecard(REFS, COVERAGE, "2026-01-31", {}))
    assert "refs" not in [column.key for column in report.columns]
    assert report.notes[-2:] == (
        "GB (by party: direct pledges): 2 overdue GB-2 GB-3; 1 open GB-1.",
        "all (all): 2 overdue GB-2 GB-3; 1 open GB-1.",
    )


def test_direct_pledges_and_joint_ones_stand_apart() -> None:
    assert {key: row["made"] for key, row in rows(made(), "direct").items()} == {"GB": 3, "FR": 4}
    assert {key: row["made"] for key, row in rows(made(), "joint").items()} == {"GB": 3}


def test_the_total_counts_each_pledge_once() -> None:
    total = rows(made(), "all")["all"]
    assert (total["made"], total["overdue"], total["fulfilled"]) == (10, 1, 2)
    assert dict(made().facts)["made"] == 10


def test_who_has_most_overdue_comes_first_then_who_made_most() -> None:
    assert list(rows(made(), "direct")) == ["GB", "FR"]
    assert list(rows(made(), "topics")) == ["energy", "armour"]


def test_the_median_is_of_the_days_that_fulfilment_took() -> None:
    assert rows(made(), "direct")["GB"]["median_days"] == 16
    assert rows(made(), "joint")["GB"]["median_days"] == 900
    assert rows(made(), "direct")["FR"]["median_days"] is None


def test_the_share_that_is_self_declared_is_of_those_whose_standing_rests_on_documents() -> None:
    assert rows(made(), "direct")["GB"]["self_declared"] == "1/2"
    assert rows(made(), "joint")["GB"]["self_declared"] == "3/3"
    assert rows(made(), "direct")["FR"]["self_declared"] is None


def test_what_the_register_covers_and_the_last_enquiry_are_printed_with_it() -> None:
    assert rows(made(), "direct")["GB"]["last_enquiry"] == "2026-01-30"
    assert made(scope="topic armour").title == "Scorecard of topic armour as of 2026-01-31"
    assert made().notes[:3] == (
        "Recorded pledges only: 10, of which 1 of a day that is not known (never late).",
        "Coverage: 12 documents, published from 2025-01-10 to 2026-01-30; 7 of them scanned for pledges. What nobody"
        " has entered is not counted, and nothing is said about it.",
        "Enquiries that found nothing: 2 so far, the last on 2026-01-30.",
    )


def test_its_charts_show_the_counts_of_its_tables() -> None:
    direct, joint, topics = made().charts
    assert (direct.title, joint.title, topics.title) == (
        "Pledges by party, direct",
        "Pledges by party, joint",
        "Pledges by topic",
    )
    assert direct.words == "Pledges by standing: United Kingdom 3 (1 overdue, 2 fulfilled); FR 4 (4 open)."


def test_how_much_of_what_is_late_is_disputed_is_told() -> None:
    report = scorecard(SCORES, COVERAGE._replace(disputed=1), "2026-01-31", {"GB": "United Kingdom"})
    assert dict(report.facts)["disputed"] == 1
    (note,) = (each for each in report.notes if each.startswith("Disputed"))
    assert note == (
        "Disputed by a party, of what is overdue or due for review: 1. A dispute changes no standing; the overdue"
        " report prints it."
    )
    assert not any(each.startswith("Disputed") for each in made().notes)
    assert report.sections == made().sections
