"""The overdue report by country, and as a letter to one."""

from __future__ import annotations

from datetime import date
from io import StringIO

from tests.reports.overdue_lines import DISPUTED, FOUND, TODAY, cells, line, made
from tracker.model import Document
from tracker.render import markdown
from tracker.reports import Report
from tracker.reports.letters import cited
from tracker.reports.overdue import Listed

# -- by country -----------------------------------------------------------------------------------------------


def test_grouped_by_country_a_joint_pledge_stands_under_every_party_and_is_counted_once() -> None:
    report = made(by_country={"FR": "France", "GB": "United Kingdom"})
    assert [(section.key, section.title) for section in report.sections] == [
        ("due_soon/DE", "DE (DE) · Due in the next 30 days: 1"),
        ("overdue/FR", "France (FR) · Overdue (stated deadlines): 2"),
        ("overdue/GB", "United Kingdom (GB) · Overdue (stated deadlines): 1"),
        ("review_due/GB", "United Kingdom (GB) · Review due (inferred windows): 1"),
    ]
    assert cells(report, 1, "ref") == [("FR-2025-001",), ("GB-2025-002",)]
    assert report.notes[0] == "Overdue: 2 (FR-2025-001, GB-2025-002)."
    assert report.facts == made().facts


def test_a_code_that_is_part_of_another_is_another_party() -> None:
    listed = [line("AFUN-2025-001", "2025-12-31", parties="AFUN"), line("UN-2025-001", "2025-12-31", parties="UN")]
    report = made(FOUND._replace(overdue=Listed(listed, 2)), by_country={})
    assert {section.key: len(list(section.rows)) for section in report.sections if "UN" in section.key} == {
        "overdue/AFUN": 1,
        "overdue/UN": 1,
    }


def test_grouped_by_country_an_empty_list_is_still_named() -> None:
    report = made(FOUND._replace(review_due=Listed([], 0)), by_country={})
    assert ("review_due", "Review due (inferred windows): 0") in [each[:2] for each in report.sections]


# -- as a letter ----------------------------------------------------------------------------------------------


def letter(report: Report) -> str:
    out = StringIO()
    markdown.write(report, out)
    return out.getvalue()


def test_a_letter_says_of_each_pledge_what_was_said_why_it_is_late_and_what_has_been_heard() -> None:
    said = letter(made(by_country={"FR": "France", "GB": "United Kingdom", "DE": "Germany"}))
    assert (
        """## France (FR) · Overdue (stated deadlines): 2

- **FR-2025-001: Send missiles**
  - Promised by FR on 2025-01-10: “We will send missiles by then” (D-2025-001).
  - Overdue: due by 2025-12-31 as stated (“by then”), which passed 31 days ago.
  - Said again since: twice.
  - Now promised for 2026-03-31, 90 days later. The first deadline stays the one that counts.
  - Last document on it: 2026-01-06.
"""
        in said
    )
    assert (
        """- **GB-2025-001: Send missiles**
  - Promised by GB on 2025-01-10: “We will send missiles by then” (D-2025-001).
  - For review: the rule vague-weeks (table 7) reads “in weeks” as by 2026-01-20, which passed 11 days ago.\
 No day was stated, so that it is not called overdue.
  - No document on it since.
"""
        in said
    )
    assert "  - Due by 2026-02-28, in 28 days: “by then”.\n" in said
    assert "  - No document on it since. Looked for on 2026-01-20, and nothing found.\n" in said
    assert "| ---" not in said


def test_a_letter_prints_an_answer_with_the_pledge_that_it_is_about() -> None:
    said = letter(made(DISPUTED))
    begin = said.index("**GB-2025-001")
    entry = said[begin : said.index("\n\n", begin)]
    assert entry.endswith("\n  - Disputed by GB on 2026-01-28: “they are there” (D-2026-003).")


def test_a_letter_says_of_a_replaced_pledge_and_of_a_package_what_counts_in_their_place() -> None:
    replaced = line("FR-2025-001", "2025-12-31", counted_as="FR-2025-004")
    package = line("FR-2025-002", "2025-12-31", counted_as="FR-2025-005 FR-2025-006")
    found = FOUND._replace(overdue=Listed([replaced, package], 0), replaced={"FR-2025-001": ["FR-2025-004"]})
    for report in (made(found), made(found, by_country={"FR": "France"})):
        said = letter(report)
        assert (
            "  - Overdue: due by 2025-12-31 as stated (“by then”), which passed 31 days ago.\n"
            "  - Replaced by FR-2025-004, counted in its place; its own clock runs on.\n"
        ) in said
        assert "  - A package, counted by its items: FR-2025-005 FR-2025-006.\n" in said


def test_the_rules_and_the_documents_of_a_letter_stand_under_what_they_are() -> None:
    documents = cited([Document("D-2025-001", "Statement", "The Ministry", date(2025, 1, 10))])
    said = letter(made(by_country={}, cited=documents))
    assert (
        "- Deadline rules used, as kept in the register:\n"
        "  - date (stated, table 7): The day that was said. Said here: “by then”.\n"
        "  - vague-weeks (inferred, table 7): “Weeks” are 56 days. Said here: “in weeks”.\n"
        "- Documents quoted:\n"
        "  - D-2025-001: Statement. The Ministry, 2025-01-10\n"
        "- As of 2026-01-31:"
    ) in said


def test_what_comes_due_by_a_house_rule_says_so() -> None:
    soon = line("FR-2025-009", TODAY, standing="open", basis="inferred", rule="vague-weeks", phrase="in weeks")
    said = letter(made(FOUND._replace(due_soon=Listed([soon], 1))))
    assert "  - Due today: the rule vague-weeks (table 7) reads “in weeks” as by 2026-01-31.\n" in said


def test_a_letter_names_the_documents_that_it_quotes() -> None:
    documents = [
        Document("D-2025-001", "Statement.", "The Ministry", date(2025, 1, 10), url="https://example.org/a"),
        Document("D-2025-002", "Reply", "The Ministry", None),
    ]
    assert cited(documents) == (
        "Documents quoted:",
        "D-2025-001: Statement. The Ministry, 2025-01-10. https://example.org/a",
        "D-2025-002: Reply. The Ministry, day not known",
    )
    assert cited([]) == ()
    assert cited(documents)[1] in made(cited=cited(documents)).notes
