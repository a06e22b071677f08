from __future__ import annotations

import csv
import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from tracker.errors import BadInputError, RegisterError
from tracker.exchange.fields import FORMAT
from tracker.exchange.package import read
from tracker.words import Outcome

pytestmark = pytest.mark.repeated

LONG = "so " * 60_000


def problems(folder: Path) -> list[str]:
    with pytest.raises(BadInputError) as refusal:
        read(folder)
    return list(refusal.value.problems)


def edit(file: Path, before: bytes, after: bytes) -> None:
    content = file.read_bytes()
    assert before in content
    file.write_bytes(content.replace(before, after, 1))


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


@pytest.mark.parametrize("name", ["parties", "memberships", "documents", "pledges", "follow_ups", "enquiries"])
def test_a_missing_file_is_told_without_what_follows_from_it(name, package) -> None:
    (package / f"{name}.csv").unlink()
    assert problems(package) == [f"{name}.csv: the file is missing; without such records it has the header alone"]


def test_missing_unknown_and_doubled_columns_are_told(package) -> None:
    edit(package / "parties.csv", b"code,name,kind", b"code,nmae,code")
    assert problems(package) == [
        "parties.csv: column name is missing",
        "parties.csv: column kind is missing",
        "parties.csv: column “nmae” is not known here; leave it out",
        "parties.csv: column code is there twice",
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "it is empty; its first row must be code,name,kind"),
        (
            b"code,name,kind\nCI,C\xf4te d'Ivoire,country\n",
            "it is not UTF-8: byte 0xf4 at position 19; save it as UTF-8",
        ),
        (b"\x89PNG\r\n\x1a\n\0", "it is not UTF-8: byte 0x89 at position 0; save it as UTF-8"),
    ],
)
def test_a_file_that_is_no_table_of_text_is_told(content, says, package) -> None:
    (package / "parties.csv").write_bytes(content)
    assert problems(package) == [f"parties.csv: {says}"]


def test_a_quotation_mark_that_never_closes_is_told_where_it_stands(package) -> None:
    edit(package / "parties.csv", b"AU,Australia,", b'AU,"Australia,')
    assert problems(package) == [
        "parties.csv row 4: from here on the file cannot be read (unexpected end of data); "
        "look for a stray quotation mark"
    ]


def test_a_text_that_is_missing_changed_or_in_another_encoding_is_told(package) -> None:
    (package / "texts" / "D-2025-001.txt").unlink()
    edit(package / "texts" / "D-2025-002.txt", b"\n", b"\r\n")
    (package / "texts" / "D-2025-003.txt").write_bytes(b"Caf\xe9")
    digest = hashlib.sha256((package / "texts" / "D-2025-002.txt").read_bytes()).hexdigest()
    found = problems(package)
    assert found[:2] == [
        "documents.csv row 2, column sha256: there is no texts/D-2025-001.txt to this hash; "
        "add the text, or leave the cell empty",
        f"documents.csv row 3, column sha256: the hash of texts/D-2025-002.txt is {digest}; "
        "write that, if the text is the right one",
    ]
    assert found[-1] == "texts/D-2025-003.txt: it is not UTF-8: byte 0xe9 at position 3; save it as UTF-8"


def test_a_text_without_its_hash_is_told(package, packages) -> None:
    digest = packages.rows(package / "documents.csv")[1][-1]
    packages.set_cell(package / "documents.csv", 2, "sha256", "")
    assert (
        f"documents.csv row 2, column sha256: the hash of texts/D-2025-001.txt is {digest}; "
        "write that, if the text is the right one"
    ) in problems(package)


def test_a_ref_cannot_be_used_to_read_files_elsewhere(package, packages) -> None:
    packages.set_cell(package / "documents.csv", 2, "ref", "../../secret")
    assert "documents.csv row 2, column ref: “../../secret” is not written like D-2025-001" in problems(package)


def test_a_pledge_cannot_take_the_ref_of_a_document(package, packages) -> None:
    packages.set_cell(package / "pledges.csv", 2, "ref", "D-2025-001")
    assert any("D-2025-001 would be the ref of a dispute, a document, an enquiry" in line for line in problems(package))


def test_a_pledge_cannot_take_the_ref_of_a_proposal(package, packages) -> None:
    packages.set_cell(package / "pledges.csv", 2, "ref", "P-2025-001")
    assert any("a proposal or a relation; begin it with another code" in line for line in problems(package))


def test_rows_are_numbered_as_a_spreadsheet_numbers_them(package, packages) -> None:
    packages.set_cell(package / "pledges.csv", 2, "condition", "one\ntwo\nthree")
    packages.set_cell(package / "pledges.csv", 3, "made_on", "soon")
    assert problems(package)[0].startswith("pledges.csv row 3, column made_on")


def test_files_as_a_spreadsheet_saves_them_are_taken(package, coalition) -> None:
    for file in package.glob("*.csv"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n") + b"\r\n")
    assert read(package)[:-1] == read(coalition)[:-1]


def test_a_quote_longer_than_the_csv_module_likes_is_taken(package, packages) -> None:
    packages.set_cell(package / "pledges.csv", 2, "condition", LONG)
    assert read(package).pledges[0].condition == LONG


def test_columns_may_stand_in_any_order(package, coalition) -> None:
    lines = (package / "pledge_parties.csv").read_text().splitlines()
    turned = "".join(",".join(reversed(line.split(","))) + "\n" for line in lines)
    (package / "pledge_parties.csv").write_text(turned)
    assert read(package)[:-1] == read(coalition)[:-1]


def test_a_package_of_an_older_format_is_read_as_it_is(package, packages, coalition) -> None:
    """Format 1 had no originals, no feeds, and fewer columns of documents."""
    described = {"name": "commitment-register", "tracker": {"format": 1}}
    (package / "datapackage.json").write_text(json.dumps(described))
    for file in ("originals.csv", "feeds.csv"):
        (package / file).unlink()
    rows = packages.rows(package / "documents.csv")
    kept = [place for place, name in enumerate(rows[0]) if name not in ("archive_url", "dates_found", "dated_by")]
    with (package / "documents.csv").open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, lineterminator="\n").writerows([[row[place] for place in kept] for row in rows])
    assert len(kept) == len(rows[0]) - 3
    assert read(package)[:-1] == read(coalition)[:-1]


def test_a_package_of_a_newer_program_is_refused(package) -> None:
    described = {"name": "commitment-register", "tracker": {"format": FORMAT + 1}}
    (package / "datapackage.json").write_text(json.dumps(described))
    with pytest.raises(RegisterError, match="newer"):
        read(package)


def test_a_description_that_is_no_json_is_told(package) -> None:
    (package / "datapackage.json").write_text("{")
    (line,) = problems(package)
    assert line.startswith("datapackage.json: it is no JSON")


@pytest.mark.parametrize("name", ["missing", "package/parties.csv"])
def test_what_is_no_folder_is_refused(name, package) -> None:
    with pytest.raises(BadInputError, match="no data package at"):
        read(package.parent / name)
