"""The overdue report by country, and as a letter to one."""

from __future__ import annotations

from io import StringIO

from tests.reports.overdue_lines import DISPUTED, FOUND, TODAY, cells, line, made
from tracker.render import html, markdown
from tracker.reports import Report
from tracker.reports.overdue import Listed
from tracker.reports.sources import Source, cited

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
  - Promised by GB on 2025-01-10: “We will send missiles in weeks” (D-2025-001).
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
    statement = Source("D-2025-001", "Statement", "The Ministry", "2025-01-10", None)
    said = letter(made(FOUND._replace(sources={"D-2025-001": statement})))
    assert (
        "- Deadline rules used, as kept in the register:\n"
        "  - date (stated, table 7): The day that was said. Said here: “by then”.\n"
        "  - vague-weeks (inferred, table 7): “Weeks” are 56 days. Said here: “in weeks”.\n"
        "- Documents named here:\n"
        "  - D-2025-001: Statement. The Ministry, 2025-01-10\n"
        "- As of 2026-01-31:"
    ) in said


def test_a_letter_quotes_nobody_with_a_day_that_a_person_gave() -> None:
    given = line("FR-2025-001", "2026-01-15", phrase="2026-01-15")
    retold = line("FR-2025-002", "2026-01-15", phrase="by 15 January 2026")
    beyond = line("FR-2025-003", "2026-01-15", phrase="by the 15th")
    vague = line("FR-2025-004", "2026-01-15", phrase="soon after", basis="inferred", rule="vague-weeks")
    soon = line("FR-2025-005", "2026-02-10", phrase="2026-02-10")
    said = letter(
        made(
            FOUND._replace(
                overdue=Listed([given, retold, beyond, vague], 4), due_soon=Listed([soon], 1), elsewhere={"FR-2025-003"}
            )
        )
    )
    assert "Overdue: due by 2026-01-15 as given with the record, not in words quoted here, which passed 16" in said
    assert "2026-01-15 as given with the record (by 15 January 2026), not in words quoted here, which" in said
    assert "Overdue: due by 2026-01-15 as stated elsewhere in the document (“by the 15th”), which passed" in said
    assert "reads what was given with the record (soon after) as by 2026-01-15, which passed 16 days ago" in said
    assert "Due by 2026-02-10, in 10 days, as given with the record, not in words quoted here." in said
    assert "“2026" not in said


def test_what_comes_due_by_a_house_rule_says_so() -> None:
    soon = line(
        "FR-2025-009",
        TODAY,
        standing="open",
        basis="inferred",
        rule="vague-weeks",
        phrase="in weeks",
        quote="Done in weeks",
    )
    said = letter(made(FOUND._replace(due_soon=Listed([soon], 1))))
    assert "  - Due today: the rule vague-weeks (table 7) reads “in weeks” as by 2026-01-31.\n" in said


STATEMENT = Source("D-2025-001", "Statement.", "The Ministry", "2025-01-10", "https://example.org/a")
REPLY = Source("D-2026-003", "Réponse", None, None, None, "fr")


def test_every_document_that_is_named_is_named_at_the_foot_so_that_it_can_be_found() -> None:
    sources = {each.ref: each for each in (STATEMENT, REPLY, Source("D-2026-009", "Another", None, None, None))}
    assert cited([STATEMENT, REPLY]) == (
        "Documents named here:",
        "D-2025-001: Statement. The Ministry, 2025-01-10. https://example.org/a",
        "D-2026-003: Réponse. day not known",
    )
    assert cited([]) == ()
    for report in (made(DISPUTED._replace(sources=sources)), made(DISPUTED._replace(sources=sources), by_country={})):
        at = report.notes.index("Documents named here:")
        assert report.notes[at : at + 3] == cited([STATEMENT, REPLY])
        assert not any("D-2026-009" in note for note in report.notes)
        assert dict(report.facts)["documents"] == [STATEMENT._asdict(), REPLY._asdict()]


def test_a_row_holds_where_its_words_stand_for_programs_that_read_no_foot() -> None:
    held = line("FR-2025-001", "2025-12-31", start=12, end=41, last_word="2026-01-06", last_document="D-2026-003")
    found = FOUND._replace(overdue=Listed([held], 1), sources={each.ref: each for each in (STATEMENT, REPLY)})
    report = made(found)
    assert cells(report, 0, "document", "characters", "source", "last_document") == [
        (
            "D-2025-001",
            "12–41",
            "Statement. The Ministry, 2025-01-10. https://example.org/a",
            "D-2026-003",
        )
    ]
    assert "  - Last document on it: 2026-01-06 (D-2026-003).\n" in letter(report)


def test_words_in_another_language_are_marked_as_such_on_a_page() -> None:
    page = StringIO()
    foreign = {"D-2025-001": STATEMENT._replace(language="fr")}
    html.write(made(FOUND._replace(sources=foreign)), page)
    assert '<q lang="fr">We will send missiles by then</q>' in page.getvalue()
    assert '<q lang="fr">by then</q>' in page.getvalue()
    page = StringIO()
    html.write(made(FOUND._replace(sources={"D-2025-001": STATEMENT})), page)
    assert "<q>We will send missiles by then</q>" in page.getvalue()
    assert '<a href="https://example.org/a" rel="noreferrer">' in page.getvalue()


# -- one country, and so many lines ---------------------------------------------------------------------------


def test_asked_for_one_country_the_letter_is_to_that_country_alone() -> None:
    report = made(country="FR", scope="FR", by_country={"FR": "France", "GB": "United Kingdom"})
    assert report.title == "Overdue commitments of FR as of 2026-01-31"
    assert [(section.key, section.title) for section in report.sections] == [
        ("overdue/FR", "France (FR) · Overdue (stated deadlines): 2"),
        ("review_due/FR", "France (FR) · Review due (inferred windows): 1"),
        ("due_soon/FR", "France (FR) · Due in the next 30 days: 1"),
    ]


def test_a_limit_holds_for_each_list_of_each_country() -> None:
    report = made(by_country={"FR": "France"}, most=1)
    (french,) = (section for section in report.sections if section.key == "overdue/FR")
    assert french.title.endswith(": 2")
    assert ([row[0] for row in french.rows], french.more) == (["FR-2025-001"], 1)
    assert report.notes[0] == "Overdue: 2 (FR-2025-001, GB-2025-002)."  # the second stands under GB
    later = [line(f"FR-2025-{number:03}", f"2025-12-{number}") for number in (11, 12, 13)]
    report = made(FOUND._replace(overdue=Listed(later, 3)), by_country={}, most=2)
    assert report.notes[0] == "Overdue: 3 (FR-2025-011, FR-2025-012, and 1 more not listed here)."
