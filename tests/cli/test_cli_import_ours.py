"""``import TABLE``: a table kept by hand, with deadlines, conditions, several parties and several links in a cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, Say

pytestmark = pytest.mark.repeated

TABLE = """Nr;Country;What was promised;When;Deadline;Condition;Amount;Currency;Status;Link
1;Germany;Deliver 14 tanks;25.01.2023;by the end of March 2023;;;;done;https://example.org/a
2;France, Italy;Send an air-defence system;03.02.2023;spring;;;;in progress;https://example.org/b https://example.org/c
3;United Kingdom;Provide military aid;11.01.2023;31.12.2023;;2.300.000.000;GBP;done;
4;Poland;Send jets;13.01.2023;when it suits;others do too;1.500,50;PLN;;
5;Spain;Train soldiers;13.01.2023;03/04/2023;;;;;
6;Sweden;Send howitzers;not known;2023-06-30;;;;;
7;Norway;Repair the grid;13.01.2023;01.01.2023;;;;;
8;Atlantis;Send tridents;12.01.2023;;;;;;
"""


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    (tmp_path / "ours.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path / "ours.csv"


@pytest.fixture
def mapping(run: Run, ours: Path, tmp_path: Path) -> str:
    """The mapping that ``--guess`` writes, with the signs of its numbers added by hand."""
    guessed = run("import", str(ours), "--guess").out
    signs = 'thousands = "."\ndecimal = ","'
    (tmp_path / "ours.toml").write_text(guessed.replace("[table]", f"[table]\n{signs}", 1), encoding="utf-8")
    return str(tmp_path / "ours.toml")


@pytest.mark.parametrize(
    "line",
    [
        'split = ","  # what stands between several parties in one cell',
        '# "Atlantis" = "ZZ-…"',
        'forms = ["D.M.YYYY"]',
        '[deadline]\ncolumn = "Deadline"',
        '[condition]\ncolumn = "Condition"',
        '[[money]]\ncolumn = "Amount"\ncurrency = "Currency"',
        '# 2 amounts (such as “2.300.000.000”) are written with other signs: say in [table] thousands = "."',
        '[sources]\ncolumns = ["Link"]\nsplit = " "',
    ],
)  # fmt: skip
def test_a_first_mapping_names_what_the_columns_seem_to_be(run: Run, ours: Path, line: str) -> None:
    assert line in run("import", str(ours), "--guess").out


def test_deadlines_are_read_by_their_form_or_by_the_rules_of_the_house(say: Say, ours: Path, mapping: str) -> None:
    given = "(given with the record, not in the words quoted)"
    say("import", str(ours), "--mapping", mapping)
    first = " ".join(say("show", "DE-2023-001").split())
    assert f"Deadline: by the end of March 2023 {given}: 2023-01-25 to 2023-03-31, stated (rule end-of-month" in first
    assert f"Deadline: spring {given}: 2023-03-01 to 2023-05-31, inferred (rule season" in " ".join(
        say("show", "FR-2023-001").split()
    )
    assert f"Deadline: 31.12.2023 {given}: 2023-01-11 to 2023-12-31, stated (rule date" in " ".join(
        say("show", "GB-2023-001").split()
    )
    assert "season (inferred, table en-1)" in say("report", "overdue", "--as-of", "2024-06-01", "--format", "md")


@pytest.mark.parametrize(
    ("ref", "words", "code"),
    [
        ("PL-2023-001", "when it suits", "deadline_unread (2 rows: 5 6)"),
        ("ES-2023-001", "03/04/2023", "deadline_unread (2 rows: 5 6)"),
        ("SE-2026-001", "2023-06-30", "deadline_without_day (1 row: 7)"),
        ("NO-2023-001", "01.01.2023", "deadline_before_pledge (1 row: 8)"),
    ],
)
def test_a_deadline_without_a_reading_is_told_and_its_words_are_kept(
    run: Run, say: Say, ours: Path, mapping: str, ref: str, words: str, code: str
) -> None:
    assert code in run("import", str(ours), "--mapping", mapping).err
    shown = say("show", ref)
    assert f"deadline in the table: “{words}”]" in shown.replace("\n  ", " ").replace("\n", " ")
    assert "Deadline: none was said" in shown


def test_a_deed_whose_day_is_not_told_after_the_deadline_is_told(run: Run, ours: Path, mapping: str) -> None:
    done = run("import", str(ours), "--mapping", mapping)
    assert "deed_undated (2 rows: 2 4) done, no day told, and known only after the deadline" in done.err
    assert "fulfilled late" in run("status", "DE", "tanks").out


def test_a_pledge_that_hangs_on_something_is_conditional(say: Say, ours: Path, mapping: str) -> None:
    say("import", str(ours), "--mapping", mapping)
    assert "conditional" in say("status", "PL", "--as-of", "2026-02-01")
    assert "Condition: “others do too”" in say("show", "PL-2023-001")


def test_amounts_are_read_by_the_signs_that_the_mapping_names(say: Say, ours: Path, mapping: str) -> None:
    say("import", str(ours), "--mapping", mapping)
    assert "Quantity: 2,300,000,000 GBP" in say("show", "GB-2023-001")
    assert "Quantity: 1,500.50 PLN" in say("show", "PL-2023-001")


def test_several_links_in_a_cell_are_several_sources(say: Say, ours: Path, mapping: str) -> None:
    say("import", str(ours), "--mapping", mapping)
    shown = say("show", "FR-2023-001")
    assert "https://example.org/b" in shown
    assert "https://example.org/c" in shown
    assert "Party: FR IT" in shown or "Parties: FR IT" in shown


def test_importing_again_changes_nothing_and_a_moved_deadline_is_an_update(run: Run, ours: Path, mapping: str) -> None:
    run("import", str(ours), "--mapping", mapping)
    assert "10 unchanged, 0 updated" in run("import", str(ours), "--mapping", mapping).out
    ours.write_text(TABLE.replace("31.12.2023", "30.06.2024"), encoding="utf-8")
    assert "9 unchanged, 1 updated" in run("import", str(ours), "--mapping", mapping).out
    assert "2024-06-30" in run("show", "GB-2023-001").out


@pytest.mark.parametrize(
    ("signs", "why"),
    [
        ('thousands = "_"', "table.thousands is “_”; it must be one of: ,, .,  , ', ’"),
        ('decimal = ";"', "table.decimal is “;”; it must be one of: ., ,"),
        ('thousands = "."', "table.thousands is “.”, as the sign of the fraction is"),
    ],
)
def test_signs_that_cannot_be_told_apart_are_refused(
    run: Run, ours: Path, tmp_path: Path, signs: str, why: str
) -> None:
    guessed = run("import", str(ours), "--guess").out
    (tmp_path / "bad.toml").write_text(guessed.replace("[table]", f"[table]\n{signs}", 1), encoding="utf-8")
    done = run("import", str(ours), "--mapping", str(tmp_path / "bad.toml"))
    assert (done.code, why in done.err) == (6, True)


@pytest.mark.parametrize(
    ("name", "data", "line"),
    [
        ("list.json", b'{"meta": {"of": 2}, "data": {"items": [{"id": 1, "country": "FR"}]}}', 'rows = "data.items"'),
        ("old.csv", "id,country,pledge\n1,Österreich,Räder\n".encode("cp1252"), 'encoding = "windows-1252"  # CHECK'),
    ],
)
def test_where_the_rows_of_json_stand_and_that_a_text_is_old_is_found(
    run: Run, tmp_path: Path, name: str, data: bytes, line: str
) -> None:
    (tmp_path / name).write_bytes(data)
    assert line in run("import", str(tmp_path / name), "--guess").out


def test_json_without_its_list_says_where_lists_stand(run: Run, tmp_path: Path, mapping: str) -> None:
    (tmp_path / "t.json").write_text('{"data": {"items": [{"id": 1}]}}', encoding="utf-8")
    done = run("import", str(tmp_path / "t.json"), "--mapping", mapping)
    assert (done.code, "Why: Lists stand at: data.items." in done.err) == (6, True)
