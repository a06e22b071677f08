"""What the tables in ``fixtures/tables`` say, row by row; and the kinds of files that a table may be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tracker.errors import BadInputError
from tracker.exchange.found import SAID, Judged
from tracker.exchange.judging import judge
from tracker.exchange.mapping_columns import require_columns
from tracker.exchange.mapping_in import load_mapping
from tracker.exchange.tables_in import read_table

TABLES = Path(__file__).parents[2] / "fixtures" / "tables"


def judged(name: str, file: Path) -> Judged:
    mapping = load_mapping(name)
    where = mapping.table
    return judge(read_table(file, sheet=where.sheet, header=where.header, rows=where.rows), mapping)


def said(name: str, file: str) -> list[str]:
    found = judged(name, TABLES / file)
    comes = [
        (each.line.number, f"{each.outcome} {each.of}" if each.kind else "pledge", each.day, each.report)
        for each in found.found
    ]
    stays = [(each.line.number, "skip" if each.skipped else "reject", None, each.codes) for each in found.left]
    return [
        " ".join([str(number), what, str(day or "-"), *codes])
        for number, what, day, codes in sorted(comes + stays, key=lambda each: each[0])
    ]


def test_the_sheet_of_commitments_allocations_and_deliveries() -> None:
    assert said("kiel", "kiel.xlsx") == [
        "2 pledge 2022-05-03",
        "3 advances 2 2022-09-01",
        "3 advances 2 -",
        "4 advances 2 2022-12-01",
        "5 pledge 2023-02-01",
        "6 advances 5 - date_is_text source_not_a_link",
        "7 pledge - date_is_text",
        "8 pledge - date_out_of_range",
        "8 fulfils 8 -",
        "9 pledge - date_is_number quantity_unreadable amount_zero delivered_unreadable",
        "10 pledge 2023-03-01",
        "11 pledge 2024-01-09 id_reused",
        "12 skip - duplicate_row",
        "13 reject - id_missing party_missing",
        "14 skip -",
        "15 reject - party_unknown",
        "16 skip - consolidation",
    ]


def test_the_table_of_promises_and_their_status() -> None:
    assert said("promises", "promises.csv") == [
        "2 pledge 2016-11-03",
        "2 fulfils 2 -",
        "3 pledge - date_missing",
        "3 advances 3 -",
        "4 pledge - date_missing",
        "5 pledge - date_missing",
        "5 drops 5 -",
        "6 pledge 2016-08-14",
        "6 fulfils 6 -",
        "7 pledge - id_reused date_ambiguous",
        "7 advances 7 -",
        "8 reject - status_unknown",
        "9 reject - party_missing",
        "10 pledge - date_missing source_not_a_link status_missing",
        "11 reject - record_short",
    ]


def test_the_flows_that_are_pledged_under_contract_and_paid() -> None:
    assert said("fts", "fts.json") == [
        "1 fulfils 2 2020-05-04",
        "2 pledge 2020-02-10",
        "3 pledge 2020-01-17 children_not_in_file amount_is_remainder",
        "4 advances 3 2020-02-20",
        "5 pledge 2020-01-24 original_amount_missing",
        "6 pledge - date_missing",
        "7 skip -",
        "8 reject - parent_not_in_file",
        "9 reject - party_unknown",
        "10 skip - older_version",
        "11 pledge 2020-05-11",
        "12 skip -",
        "13 advances 2 - date_after_update",
    ]


def test_everything_that_is_told_of_a_row_is_told_in_words() -> None:
    for name, file in (("kiel", "kiel.xlsx"), ("promises", "promises.csv"), ("fts", "fts.json")):
        told = {code for each in judged(name, TABLES / file).found for code in (*each.report, *each.info)}
        assert {each for each in told if not each.endswith("_undated")} <= set(SAID)


def test_no_deadline_no_total_and_no_estimate_is_made_up() -> None:
    sledges = judged("kiel", TABLES / "kiel.xlsx").found[0]
    assert (str(sledges.counted), sledges.unit, str(sledges.amount), sledges.currency) == (
        "20",
        "sledge",
        "9000000",
        "NOK",
    )


# -- kinds of files ---------------------------------------------------------------------------------------

OURS = """
name = "ours"
title = "Our table"
publisher = "us"
[id]
column = "Nr"
[party]
columns = ["Who"]
split = ";"
[words]
columns = ["What"]
[date]
column = "Day"
forms = ["D.M.YYYY", "YYYY-MM-DD"]
[[money]]
column = "Sum"
currency = "Currency"
"""
ROWS = [
    {
        "Nr": "1",
        "Who": "France; Germany",
        "What": "Build a bridge",
        "Day": "3.5.2024",
        "Sum": "12 500",
        "Currency": "EUR",
    },
    {"Nr": "2", "Who": "Japan", "What": "Lend “ten” boats", "Day": "soon", "Sum": "", "Currency": ""},
]


def as_text(delimiter: str) -> str:
    return "\r\n".join(delimiter.join(cells) for cells in (ROWS[0], *(each.values() for each in ROWS))) + "\r\n"


WRITTEN = {
    "ours.csv": as_text(",").replace("France; Germany", '"France; Germany"').encode(),
    "marked.csv": b"\xef\xbb\xbf" + as_text(",").encode(),
    "semicolons.csv": as_text(";").replace("France; Germany", '"France; Germany"').encode(),
    "wide.csv": as_text("\t").encode("utf-16"),
    "ours.tsv": as_text("\t").encode(),
    "ours.json": json.dumps(ROWS).encode(),
    "ours.jsonl": "".join(f"{json.dumps(each)}\n" for each in ROWS).encode(),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_table_says_the_same_in_every_kind_of_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "ours.toml").write_text(OURS, encoding="utf-8")
    (tmp_path / name).write_bytes(WRITTEN[name])
    first, second = judged(str(tmp_path / "ours.toml"), tmp_path / name).found
    assert (first.parties, str(first.day), str(first.amount), first.currency) == (
        ("FR", "DE"),
        "2024-05-03",
        "12500",
        "EUR",
    )
    assert (second.words, second.day, second.date_words, second.report) == (
        "Lend “ten” boats",
        None,
        "soon",
        ("date_is_text",),
    )


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.doc", b"x", "is no table that can be read"),
        ("a.csv", b"Nr\n\xff\xfa", "is not written in utf-8"),
        ("a.csv", b"", "has no row 1 that could name its columns.\nIt is empty.\nGive a table"),
        ("a.csv", b"Nr,W\0\n", "The name of column 2 of"),
        ("a.json", b'{"rows": 1}', "holds no list of rows"),
        ("a.json", b"[1]", "is no object with named values.\nIt is “1”.\nGive a list of objects"),
        ("a.json", b'[{"\\ud800": 1}]', "The name of column 1 of"),
        ("a.json", b"{", "Correct it there, or have it written again"),
        ("a.jsonl", b'{"a": 1}\n{', "line 2, is no JSON.\nExpecting"),
        ("a.xlsx", b"no zip", "is no workbook"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(BadInputError) as refused:
        list(read_table(tmp_path / name).rows)
    assert says in str(refused.value)


@pytest.mark.parametrize(
    ("encoding", "says"),
    [
        ("nonsense", "an encoding that is not known: “nonsense”.\nName one such as"),
        ("utf-16", "is not written in utf-16"),
        ("utf-16-le", "every line end has a byte 0; here is none.\nCorrect the encoding"),
        ("ascii", "is not written in ascii"),
    ],
)
def test_an_encoding_that_the_file_does_not_have_is_told(tmp_path: Path, encoding: str, says: str) -> None:
    (tmp_path / "a.csv").write_bytes("Nr,Who,Woé\n".encode())  # of even length: pairs of bytes are characters too
    with pytest.raises(BadInputError) as refused:
        read_table(tmp_path / "a.csv", encoding=encoding)
    assert says in str(refused.value)


def test_a_row_with_what_no_register_holds_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text(OURS, encoding="utf-8")
    (tmp_path / "a.json").write_text(json.dumps([{**ROWS[0], "What": "Build\0"}, {**ROWS[1], "What": "Le\ud800nd"}]))
    assert [each.codes for each in judged(str(tmp_path / "ours.toml"), tmp_path / "a.json").left] == [
        ("unfit_character",),
        ("unfit_character",),
    ]


def test_columns_without_a_name_and_columns_of_one_name_are_told_apart() -> None:
    table = read_table(TABLES / "kiel.xlsx")
    assert table.columns[-3:] == ("Earmarked year", "Earmarked year (2)", "column 23")


def test_a_table_without_the_columns_that_every_row_needs_is_refused_with_the_nearest() -> None:
    with pytest.raises(BadInputError, match=r"“Countries” \(did you mean “Country”\?\)"):
        require_columns(load_mapping("kiel"), ("ID", "Country", "Explanation", "Type of donation"), "a table")
