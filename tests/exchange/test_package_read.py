"""The rows of a package: bad ones are told in one go, with file, row, column, value and remedy."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from tests.exchange.refused import edit, problems
from tracker.errors import BadInputError
from tracker.exchange.package import read
from tracker.words import Outcome

pytestmark = pytest.mark.repeated


def test_the_fixtures_are_read_as_they_stand(coalition) -> None:
    package = read(coalition)
    assert [len(each) for each in package[:-2]] == [36, 5, 33, 13, 8, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    pledge = next(each for each in package.pledges if each.ref == "COW-2025-002")
    assert (pledge.parties, pledge.partners) == (("COW",), ("US",))
    assert (pledge.published_on, pledge.issuer) == (date(2025, 11, 25), "COW")
    assert package.follow_ups[0].outcome is Outcome.CORROBORATES
    text = package.documents[0].text
    assert text
    assert hashlib.sha256(text.encode()).hexdigest() == package.documents[0].sha256


@pytest.mark.parametrize(
    ("file", "row", "column", "cell", "says"),
    [
        ("pledges.csv", 7, "made_on", "2025-02-30", "“2025-02-30” is no day; write YYYY-MM-DD, from 1900 to 2199"),
        ("pledges.csv", 7, "made_on", "31/12", "“31/12” is no day; write YYYY-MM-DD, from 1900 to 2199"),
        ("pledges.csv", 7, "made_on", "2922-01-01", "“2922-01-01” is no day; write YYYY-MM-DD, from 1900 to 2199"),
        ("pledges.csv", 7, "made_on", "20250101", "“20250101” is no day; write YYYY-MM-DD, from 1900 to 2199"),
        ("pledges.csv", 7, "summary", "", "it is empty; it must be given"),
        ("pledges.csv", 7, "start", "-1", "“-1” is no whole number; write digits alone, up to 2147483647"),
        ("pledges.csv", 7, "end", "9876543210",
         "“9876543210” is no whole number; write digits alone, up to 2147483647"),
        ("pledges.csv", 7, "amount", "1,5", "“1,5” is no number; write digits with at most one point, like 1250.5"),
        ("pledges.csv", 7, "amount", "NaN", "“NaN” is no number; write digits with at most one point, like 1250.5"),
        ("pledges.csv", 7, "amount", "-5", "“-5” is below 0; an amount is 0 or more"),
        ("pledges.csv", 7, "amount", "1" + "0" * 18,
         "“1000000000000000000” is too large; an amount is below 10^18, a number of 18 digits at most"),
        ("pledges.csv", 2, "ref", "COW 1", "“COW 1” is not written like GB-2025-001"),
        ("pledges.csv", 7, "qualifier", "some", "“some” is none of its words; write one of: up to, at least, about"),
        ("pledges.csv", 7, "document", "D-2031-001", "D-2031-001 is not in documents.csv; add it, or correct the name"),
        ("pledges.csv", 3, "ref", "COW-2025-001", "COW-2025-001 stands in row 2 already; keep one of them"),
        ("pledges.csv", 7, "topic", "a\0b", "“a\\x00b” holds a NUL character; remove it"),
        ("pledges.csv", 2, "speaker", "UK", "UK is not in parties.csv; did you mean GB (United Kingdom)?"),
        ("pledges.csv", 2, "speaker", "ZA", "ZA is not in parties.csv; add it, or correct the name"),
        ("pledges.csv", 2, "end", "", "start and end go together; give both or neither"),
        ("pledges.csv", 2, "qualifier", "up to", "there is no amount that it could qualify; leave it empty"),
        ("pledges.csv", 2, "qualifier", "about", "there is no amount that it could qualify; leave it empty"),
        ("parties.csv", 2, "kind", "state\x1b[2J",
         "“state\\x1b[2J” is none of its words; write one of: country, organisation, coalition"),
        ("follow_ups.csv", 2, "ref", "COW-2025-001.7",
         "COW-2025-001.7 is no follow-up to COW-2025-002; its ref is the pledge's with a dot and a serial"),
        ("memberships.csv", 2, "until", "2026-01-06", "2026-01-06 is not after since (2026-01-06)"),
        ("memberships.csv", 2, "member", "COW", "COW cannot be a member of itself"),
        ("enquiries.csv", 2, "pledge", "GB-2031-001", "GB-2031-001 is not in pledges.csv; add it, or correct the name"),
        ("documents.csv", 2, "sha256", "abc", "“abc” is not written as 64 hexadecimal digits"),
        ("parties.csv", 2, "code", "al", "“al” is not written like GB or COW"),
    ],
)  # fmt: skip
def test_a_bad_cell_is_told_with_file_row_column_value_and_remedy(
    file, row, column, cell, says, package, packages
) -> None:
    packages.set_cell(package / file, row, column, cell)
    assert f"{file} row {row}, column {column}: {says}" in problems(package)


@pytest.mark.parametrize(
    ("column", "cell", "remedy"),
    [
        ("outcome", "restates", "write: corroborates"),
        ("party", "US", "leave it empty, or add the membership to memberships.csv"),
        ("dated", "2025-12-24", "correct the day of the document, of the deed or of the pledge"),
        ("dated", "2025-11-24", "correct the day of the document, of the deed or of the pledge"),
    ],
)
def test_a_follow_up_that_the_register_would_refuse_is_told(column, cell, remedy, package, packages) -> None:
    packages.set_cell(package / "follow_ups.csv", 2, column, cell)
    (line,) = problems(package)
    assert line.startswith(f"follow_ups.csv row 2, column {column}: ")
    assert line.endswith(f"; {remedy}")


def test_a_quantity_without_its_unit_or_in_another_is_told(package, packages) -> None:
    packages.set_cell(package / "pledges.csv", 3, "amount", "5")
    assert problems(package) == ["pledges.csv row 3, column unit: amount and unit go together; give both or neither"]
    packages.set_cell(package / "pledges.csv", 3, "unit", "EUR")
    packages.set_cell(package / "follow_ups.csv", 2, "amount", "5")
    packages.set_cell(package / "follow_ups.csv", 2, "unit", "missiles")
    (line,) = problems(package)
    assert line.startswith("follow_ups.csv row 2, column unit: ")


def test_a_wrong_offset_is_told_with_the_right_one(package, packages) -> None:
    quote = packages.rows(package / "pledges.csv")[1][6]
    packages.set_cell(package / "pledges.csv", 2, "start", "1143")
    assert problems(package) == [
        f"pledges.csv row 2, column start: “{quote[:59]}…” does not stand at 1143–1242; write 1144 and 1242"
    ]


def test_words_that_stand_nowhere_in_the_text_are_told(package, packages) -> None:
    packages.set_cell(package / "pledges.csv", 2, "quote", "We never said that")
    assert problems(package) == [
        "pledges.csv row 2, column quote: “We never said that” does not stand in the text of D-2025-001; "
        "quote its exact words"
    ]


def test_a_deadline_without_its_words_or_its_rule_is_told(package, packages) -> None:
    rows = packages.rows(package / "pledges.csv")
    row = next(number for number, row in enumerate(rows, 1) if row[0] == "GB-2025-001")
    packages.set_cell(package / "pledges.csv", row, "deadline_rule", "")
    packages.set_cell(package / "pledges.csv", 2, "deadline_latest", "2026-01-01")
    assert problems(package) == [
        "pledges.csv row 2, column deadline_phrase: it is empty, but deadline_latest is “2026-01-01”; "
        "give the words used",
        f"pledges.csv row {row}, column deadline_rule: it is empty; say which rule, of which table, read the phrase",
    ]


def test_a_pledge_that_the_register_would_refuse_is_told(package, packages) -> None:
    packages.set_cell(package / "pledges.csv", 2, "made_on", "2025-12-01")
    edit(package / "pledge_parties.csv", b"GB-2025-001,1,GB,party\n", b"")
    row = next(n for n, row in enumerate(packages.rows(package / "pledges.csv"), 1) if row[0] == "GB-2025-001")
    assert problems(package) == [
        "pledges.csv row 2, column made_on: its document was published on 2025-09-04, before the pledge was made "
        "on 2025-12-01; correct the day, or quote a later document",
        f"pledges.csv row {row}: no party has pledged it; name its parties in pledge_parties.csv, each once",
    ]


def test_all_bad_rows_are_told_in_one_go_and_the_register_is_left_as_it_was(taken, package, packages) -> None:
    packages.set_cell(package / "pledges.csv", 9, "made_on", "2025-02-30")
    packages.set_cell(package / "pledges.csv", 3, "summary", "")
    packages.set_cell(package / "parties.csv", 4, "kind", "state")
    packages.set_cell(package / "enquiries.csv", 3, "enquired_on", "yesterday")
    (package / "texts" / "D-2025-003.txt").unlink()
    before = packages.contents(taken)
    with pytest.raises(BadInputError) as refusal:
        packages.take(taken, package)
    assert [line.split(":")[0] for line in refusal.value.problems] == [
        "parties.csv row 4, column kind",
        "documents.csv row 4, column sha256",
        "pledges.csv row 3, column summary",
        "pledges.csv row 9, column made_on",
        "enquiries.csv row 3, column enquired_on",
    ]
    assert "5 problems" in refusal.value.what
    assert packages.contents(taken) == before


def test_one_mistake_is_told_once(package) -> None:
    edit(package / "parties.csv", b"COW,Coalition of the Willing,coalition\n", b"COW,Coalition\n")
    assert problems(package) == ["parties.csv row 8: it has 2 cells, the header 3; quote cells that hold commas"]


def test_a_pledge_is_not_blamed_for_a_bad_row_about_its_parties(package) -> None:
    edit(package / "pledge_parties.csv", b"GB-2025-001,1,GB,party\n", b"GB-2025-001,1,GB,pledger\n")
    (line,) = problems(package)
    assert line.startswith("pledge_parties.csv row ")


def test_a_follow_up_is_not_blamed_for_a_bad_membership(package, packages) -> None:
    packages.set_cell(package / "follow_ups.csv", 2, "party", "JP")
    rows = packages.rows(package / "memberships.csv")
    row = next(number for number, row in enumerate(rows, 1) if row[:2] == ["COW", "JP"])
    packages.set_cell(package / "memberships.csv", row, "since", "last year")
    (line,) = problems(package)
    assert line.startswith(f"memberships.csv row {row}, column since: ")


def test_quotes_are_held_against_texts_of_the_register_too(taken, package, packages) -> None:
    header = (package / "documents.csv").read_text(encoding="utf-8").splitlines(keepends=True)[0]
    (package / "documents.csv").write_text(header, encoding="utf-8")
    packages.set_cell(package / "pledges.csv", 2, "start", "1143")
    with pytest.raises(BadInputError) as refusal:
        packages.take(taken, package)
    (line,) = refusal.value.problems
    assert line.endswith("does not stand at 1143–1242; write 1144 and 1242")
