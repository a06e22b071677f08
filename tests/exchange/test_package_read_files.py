"""The files of a package: missing, misshapen, saved by a spreadsheet, of an older or a newer program."""

from __future__ import annotations

import csv
import hashlib
import json

import pytest

from tests.exchange.refused import edit, problems
from tracker.errors import BadInputError, RegisterError
from tracker.exchange.fields import FORMAT
from tracker.exchange.package import read

pytestmark = pytest.mark.repeated

LONG = "so " * 60_000


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
