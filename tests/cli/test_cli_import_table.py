"""``import TABLE``: somebody's table, read as a mapping says."""

from __future__ import annotations

import csv
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Run, Say, contents
from tracker.register.location import Location

TABLES = Path(__file__).parents[2] / "fixtures" / "tables"
COALITION = TABLES.parent / "coalition"
PROMISES = str(TABLES / "promises.csv")


def test_a_table_is_brought_in_and_every_row_is_accounted_for(say: Say, run: Run) -> None:
    done = run("import", PROMISES, "--mapping", "promises")
    assert done.code == 0
    assert (
        done.out
        == "Imported 7 pledges and 5 follow-ups of 10 rows; 0 unchanged, 0 updated, 3 rows rejected, 0 skipped.\n"
    )
    assert "  date_ambiguous (1 row: 7) two days in one cell: neither is taken\n" in done.err
    assert "  row 9 rejected: no party is named\n" in done.err
    assert say("import", PROMISES, "--mapping", "promises", "--quiet").startswith(
        "Imported 0 pledges and 0 follow-ups of 10 rows; 12 unchanged, 0 updated"
    )
    say("check")


def test_a_dry_run_shows_every_row_and_keeps_nothing(run: Run, location: Location) -> None:
    before = contents(location)
    done = run("import", PROMISES, "--mapping", "promises", "--dry-run")
    assert done.code == 0
    assert "comes\t2\tpledge\tZZ-WRK-2016-001\t2016-11-03" in done.out
    assert "rejected\t8\tsleepers" in done.out
    assert "Would import 7 pledges" in done.out
    assert contents(location) == before


def test_a_quantity_that_is_only_noted_is_told_in_the_dry_run_and_in_the_end(run: Run, say: Say) -> None:
    kiel = str(TABLES / "kiel.xlsx")
    tried, done = (run("import", kiel, "--mapping", "kiel", *more) for more in (["--dry-run"], []))
    assert "\t20 sledge [9000000 NOK]\t" in tried.out
    for each in (tried, done):
        assert "quantity_noted (2 rows: 2 8) more than the one quantity that a record holds" in each.err
        assert each.out.endswith("3 skipped; 2 quantities only noted.\n")
    assert "[9000000 NOK]" in say("show", "NO-2022-001")


def test_the_rows_that_do_not_come_are_kept_as_a_table_with_the_reason(run: Run, tmp_path: Path) -> None:
    run("import", PROMISES, "--mapping", "promises", "--rejects", str(tmp_path / "left.csv"))
    with (tmp_path / "left.csv").open(encoding="utf-8", newline="") as lines:
        left = list(csv.DictReader(lines))
    assert [(each["row"], each["result"], each["codes"], each["id"]) for each in left] == [
        ("8", "rejected", "status_unknown", "sleepers"),
        ("9", "rejected", "party_missing", "fountains"),
        ("11", "rejected", "record_short", "lamp"),
    ]
    assert left[0]["promise"] == "House street sleepers."


def test_mended_rejects_are_a_part_of_the_table_and_nothing_is_said_of_the_rest(run: Run, tmp_path: Path) -> None:
    left, some = tmp_path / "left.csv", tmp_path / "some.csv"
    run("import", PROMISES, "--mapping", "promises", "--rejects", str(left))
    rejected = left.read_text(encoding="utf-8")
    mended = rejected.replace(",fountains,water,second,,", ",fountains,water,second,Union,")
    assert mended != rejected
    left.write_text(mended, encoding="utf-8")
    done = run("import", str(left), "--mapping", "promises")
    assert "Imported 1 pledge" in done.out
    assert "whose row is not in the table any more" not in done.err
    some.write_text("".join(Path(PROMISES).read_text(encoding="utf-8").splitlines(keepends=True)[:2]), encoding="utf-8")
    assert "whose row is not in the table any more" in run("import", str(some), "--mapping", "promises").err


@pytest.mark.parametrize("rejects", ["table.csv", "own.toml"])
def test_the_rejected_rows_are_never_written_over_what_is_read(run: Run, tmp_path: Path, rejects: str) -> None:
    table, mapping = tmp_path / "table.csv", tmp_path / "own.toml"
    table.write_bytes(Path(PROMISES).read_bytes())
    mapping.write_text('extends = "promises"\nversion = "own-1"\n', encoding="utf-8")
    before = (table.read_bytes(), mapping.read_bytes())
    named = str(tmp_path / rejects)
    done = run("import", str(table), "--mapping", str(mapping), "--rejects", named, "--dry-run")
    assert (done.code, "which is read here" in done.err) == (2, True)
    assert (table.read_bytes(), mapping.read_bytes()) == before


def test_rejected_rows_that_are_imported_as_they_are_are_rejected_again(run: Run, tmp_path: Path) -> None:
    """A row that is too long or too short keeps its own length: no cell is lost, and none is made up."""
    left, again = tmp_path / "left.csv", tmp_path / "again.csv"
    table = (
        "id,party,promise,status,result\n1,Workers,Build a ferry,partly,\n"
        "2,Workers,Send ships, boats and planes,partly,\n3,Workers,Pay C\n\n"
    )
    (tmp_path / "ragged.csv").write_text(table, encoding="utf-8")
    run("import", str(tmp_path / "ragged.csv"), "--mapping", "promises", "--rejects", str(left))
    assert left.read_text(encoding="utf-8").splitlines()[:3] == [
        "row,result (rejects),codes,reason,id,party,promise,status,result",
        "3,rejected,record_long,the row has 6 of 5 cells,2,Workers,Send ships, boats and planes,partly,",
        "4,rejected,record_short,the row ends after 3 of 5 cells,3,Workers,Pay C",
    ]
    done = run("import", str(left), "--mapping", "promises", "--rejects", str(again))
    assert (done.code, "the row has 10 of 9 cells" in done.err) == (6, True)
    mended = left.read_text(encoding="utf-8").replace("Send ships, boats and planes", '"Send ships, boats and planes"')
    left.write_text(mended, encoding="utf-8")
    done = run("import", str(left), "--mapping", "promises")
    assert done.out.startswith("Imported 1 pledge and 1 follow-up of 3 rows")


def test_rejected_rows_of_a_table_in_an_old_encoding_keep_their_letters(run: Run, tmp_path: Path) -> None:
    table, left = tmp_path / "old.csv", tmp_path / "left.csv"
    table.write_bytes("id,country,pledge\n1,France,Bâtir\n2,Atlantis,Räder\n".encode("cp1252"))
    mapping = run("import", str(table), "--guess").out
    (tmp_path / "old.toml").write_text(mapping, encoding="utf-8")
    run("import", str(table), "--mapping", str(tmp_path / "old.toml"), "--rejects", str(left))
    left.write_text(left.read_text(encoding="utf-8").replace("Atlantis", "Germany"), encoding="utf-8")
    run("import", str(left), "--mapping", str(tmp_path / "old.toml"))
    assert "“Räder”" in run("show", "DE-2026-001").out


def test_where_nothing_can_be_taken_nothing_is_imported(run: Run, location: Location, tmp_path: Path) -> None:
    before = contents(location)
    (tmp_path / "bad.csv").write_text("id,party,promise,status\n1,,Build.,delivered\n", encoding="utf-8")
    done = run("import", str(tmp_path / "bad.csv"), "--mapping", "promises")
    assert done.code == 6
    assert "\n  row 2: no party is named\n" in done.err
    assert contents(location) == before


def test_where_nobody_is_known_it_is_said_how_parties_become_known(run: Run, tmp_path: Path) -> None:
    rows = "".join(f"{number},Ruritania,Build.,delivered\n" for number in range(10))
    (tmp_path / "bad.csv").write_text(f"id,party,promise,status\n{rows}", encoding="utf-8")
    mapping = tmp_path / "bad.toml"
    mapping.write_text(run("import", str(tmp_path / "bad.csv"), "--guess").out, encoding="utf-8")
    done = run("import", str(tmp_path / "bad.csv"), "--mapping", str(mapping))
    assert done.err.endswith(
        "\n  row 9: “Ruritania” is no party that is known\n  and 2 rows more\n"
        "  Do:  Give parties their codes in the mapping, under [party.values]; or take every name:"
        ' [party] unknown = "add".\n'
    )


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((str(COALITION), "--rejects", "left.csv"), "--rejects has no meaning for a data package."),
        ((str(COALITION), "--published-on", "2026-01-01"), "--published-on has no meaning for a data package."),
        ((PROMISES, "--guess", "--mapping", "promises"), "--mapping has no meaning with --guess."),
        ((PROMISES, "--guess", "--update", "--dry-run"), "--update and --dry-run have no meaning with --guess."),
        ((PROMISES, "--mapping", "promises", "--published-on", "2199-12-31"), "cannot have been published on 2199-"),
    ],
)
def test_options_that_would_be_passed_over_are_refused(
    run: Run, location: Location, words: tuple[str, ...], says: str
) -> None:
    before = contents(location)
    done = run("import", *words)
    assert (done.code, says in done.err) == (2, True)
    assert contents(location) == before


def test_a_mapping_that_does_not_fit_says_which_columns_are_missing(run: Run) -> None:
    done = run("import", PROMISES, "--mapping", "kiel")
    assert done.code == 6
    assert "“Countries”" in done.err


def test_a_table_without_a_mapping_is_refused_with_what_to_do(run: Run) -> None:
    done = run("import", PROMISES)
    assert (done.code, "--mapping" in done.err) == (2, True)


def test_a_pledge_shows_its_sources_and_what_it_is_called_elsewhere(say: Say) -> None:
    say("import", str(TABLES / "kiel.xlsx"), "--mapping", "kiel")
    shown = say("show", "NO-2022-001")
    assert "https://example.org/no/sledges (text not held)" in shown
    assert "kiel: NOM1 | Commitment | 0 | sledge" in shown
    assert "EE-2026-001" in say("show", "D-2026-001")


def test_a_pledge_without_a_day_has_a_dash_is_never_late_and_is_counted_apart(say: Say) -> None:
    say("import", PROMISES, "--mapping", "promises")
    assert "Made on: not known" in say("show", "ZZ-WRK-2026-001")
    assert "5 whose day is not known" in say("report", "overdue", "--as-of", "2090-01-01")


def test_check_counts_the_documents_whose_text_is_not_held(run: Run) -> None:
    run("import", PROMISES, "--mapping", "promises")
    done = run("check")
    assert done.code == 0
    assert "Text not held: " in done.err


@pytest.mark.parametrize("published", ["2016-12-31", "2026-01-01"])
def test_a_table_tells_of_no_day_after_its_publication(say: Say, published: str) -> None:
    say("import", str(TABLES / "fts.json"), "--mapping", "fts", "--published-on", published)
    made = "2020-02-10" if published > "2020" else "not known"
    assert f"Made on: {made}" in say("show", "SE-2020-001" if published > "2020" else "SE-2016-001")


def test_a_text_that_is_added_later_gives_quotes_their_places_and_names_those_that_do_not_stand(
    run: Run, tmp_path: Path
) -> None:
    run("import", PROMISES, "--mapping", "promises")
    (tmp_path / "accord.txt").write_text("We shall start\na ferry. Build a public network of tide gauges.\n", "utf-8")
    done = run("edit", "D-2026-001", "--text", str(tmp_path / "accord.txt"))
    assert done.code == 0
    assert "quotes that stand in it: ZZ-WRK-2016-001\n" in done.out
    assert "quotes that do not: " in done.out
    assert "text[24:" in run("show", "ZZ-WRK-2016-001").out
    assert run("edit", "D-2026-001", "--text", str(tmp_path / "accord.txt")).code == 5


def test_a_first_mapping_is_written_with_comments_and_can_be_used(run: Run, tmp_path: Path) -> None:
    guessed = run("import", PROMISES, "--guess").out
    assert "CHECK" in guessed
    assert '# "Workers" = "ZZ-…"' in guessed
    assert '"delivered" = "fulfils"' in guessed
    (tmp_path / "ours.toml").write_text(guessed.replace('# unknown = "add"', 'unknown = "add"'), encoding="utf-8")
    done = run("import", PROMISES, "--mapping", str(tmp_path / "ours.toml"))
    assert (done.code, done.out.startswith("Imported 8 pledges and 5 follow-ups")) == (0, True)


def test_sheets_that_are_not_read_are_told_unless_the_mapping_names_one(run: Run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active
    for cells in (["id", "country", "pledge"], [1, "Germany", "Build"]):
        book.active.append(cells)
    book.create_sheet("Data")
    book.save(tmp_path / "book.xlsx")
    mapping, table = tmp_path / "ours.toml", str(tmp_path / "book.xlsx")
    guessed = run("import", table, "--guess").out
    mapping.write_text(guessed, encoding="utf-8")
    assert "Not read" not in run("import", table, "--mapping", str(mapping)).err
    mapping.write_text(guessed.replace('sheet = "Sheet"', ""), encoding="utf-8")
    assert "Read: the sheet “Sheet”. Not read: “Data”;" in run("import", table, "--mapping", str(mapping)).err


def test_the_order_of_day_and_month_is_never_guessed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(
        "id,country,pledge,date\n1,France,Build.,3/5/2024\n2,Japan,Lend.,4/5/2024\n", "utf-8"
    )
    guessed = run("import", str(tmp_path / "t.csv"), "--guess").out
    assert "Add the right one to forms: D/M/YYYY, M/D/YYYY" in guessed
    assert "forms = []" in guessed


@pytest.mark.slow
@pytest.mark.parametrize("location", ["sqlite"], indirect=True)
def test_an_import_that_is_interrupted_leaves_the_register_as_it_was(location: Location, tmp_path: Path) -> None:
    header = "id,area,party,status,promise,sourceDoc,sourceUrl"
    rows = (
        f"p{number},housing,Workers,partly,Build {number}.,Accord,https://example.org/{number}"
        for number in range(9000)
    )
    (tmp_path / "many.csv").write_text("\n".join([header, *rows]) + "\n", "utf-8")
    before = contents(location)
    words = ["import", str(tmp_path / "many.csv"), "--mapping", "promises", "--register", location.target]
    log = Path(f"{location.target}-wal")
    for seconds in (0.0, 1.0):
        log.unlink(missing_ok=True)  # nobody has the register open
        process = subprocess.Popen([sys.executable, "-m", "tracker", *words], stderr=subprocess.PIPE)
        while not log.exists() and process.poll() is None:
            time.sleep(0.01)
        time.sleep(seconds)
        process.send_signal(signal.SIGINT)
        process.communicate()
        assert process.returncode == 130
        assert contents(location) == before
