"""What is published: pages, workbooks and calendars, in files and pipes, and what a terminal is spared."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import html5lib
import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from tests.cli.conftest import environment, invoke, on_terminal, program
from tracker.register.location import Location

LATER = ("--as-of", "2026-01-31")
LISTS = [("status",), ("report", "overdue"), ("report", "overdue", "--by-country")]


@pytest.fixture(scope="module")
def file(made: Callable[[str], Location]) -> str:
    """The register with the five documents, as one file."""
    return made("sqlite").target


def piped(file: str, *words: str) -> bytes:
    """What a command writes into a pipe."""
    done = subprocess.run(program(*words, *LATER), env=environment(file), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout


def titles(page: bytes) -> list[str]:
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page, transport_encoding="utf-8")
    return ["".join(each.itertext()) for tag in ("h1", "h2") for each in tree.iter(tag)]


@pytest.mark.slow
@pytest.mark.parametrize("form", ["html", "xlsx", "ics"])
@pytest.mark.parametrize("words", LISTS, ids=" ".join)
def test_a_pipe_and_a_file_get_the_same_bytes_today_and_tomorrow(
    words: tuple[str, ...], form: str, file: str, tmp_path: Path
) -> None:
    target = tmp_path / f"report.{form}"
    first = piped(file, *words, "--format", form)
    for _ in range(2):
        done = invoke(*words, *LATER, "--format", form, "--output", str(target), register=file)
        assert (done.code, done.out, done.err) == (0, "", "")
        assert target.read_bytes() == first
    assert [each.name for each in tmp_path.iterdir()] == [target.name]


@pytest.mark.slow
def test_a_page_holds_the_report(file: str) -> None:
    assert titles(piped(file, "report", "overdue", "--format", "html")) == [
        "Overdue commitments as of 2026-01-31",
        "Deadlines",
        "Overdue (stated deadlines): 0",
        "Review due (inferred windows): 3",
        "Due in the next 30 days: 0",
    ]


def test_a_list_on_a_page_is_whole_and_says_what_was_understood_once(file: str) -> None:
    done = invoke("status", "britain", *LATER, "--format", "html", register=file)
    assert done.out.count("Understood as: country GB (United Kingdom)") == 1
    assert done.err == ""


@pytest.mark.slow
def test_a_workbook_holds_the_report(file: str) -> None:
    book = load_workbook(BytesIO(piped(file, "report", "overdue", "--format", "xlsx")))
    assert book.sheetnames == ["Overdue", "Review due", "Due soon", "Notes"]
    rows = list(book["Review due"].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == ["COW-2025-006", "FR-2025-001", "GB-2025-001"]
    assert rows[2][3:5] == (datetime(2026, 1, 20), 11)


@pytest.mark.slow
def test_by_country_each_party_has_its_sheet(file: str) -> None:
    book = load_workbook(BytesIO(piped(file, "report", "overdue", "--by-country", "--format", "xlsx")))
    assert book.sheetnames == ["Review due COW", "Review due FR", "Review due GB", "Overdue", "Due soon", "Notes"]


def test_a_calendar_holds_the_deadlines(file: str) -> None:
    events = Calendar.from_ical(piped(file, "status", "--format", "ics", "--quiet")).walk("VEVENT")
    assert {str(each["uid"]): each.decoded("dtstart") for each in events} == {
        "COW-2025-006@commitment-tracker": date(2025, 12, 9),
        "FR-2025-001@commitment-tracker": date(2025, 12, 9),
        "GB-2025-001@commitment-tracker": date(2026, 1, 20),
    }
    british = next(each for each in events if each["uid"].startswith("GB"))
    assert "In the words: “in the coming weeks”\nBasis: inferred" in british["description"].replace("\r", "")


@pytest.mark.slow
@pytest.mark.parametrize("words", [("show", "GB-2025-001"), ("explain", "GB-2025-001"), ("show", "D-2025-003")])
def test_a_record_can_be_a_page(words: tuple[str, ...], file: str) -> None:
    page = piped(file, *words, "--format", "html")
    assert titles(page)[0].startswith(words[1])
    assert len(titles(page)) > 2


# -- a terminal -----------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("output", [(), ("--output", "-")], ids=["none", "dash"])
def test_a_terminal_is_spared_a_workbook(output: tuple[str, ...], file: str) -> None:
    shown = on_terminal(program("status", *LATER, "--format", "xlsx", *output), environment(file))
    assert shown.code == 2
    assert shown.out == (
        "Error: A workbook is nothing that a terminal can show.\n  Do:  Name a file for it: --output FILE.xlsx\n"
    )


def test_a_file_is_written_though_a_terminal_asks(file: str, tmp_path: Path) -> None:
    target = tmp_path / "status.xlsx"
    shown = on_terminal(program("status", *LATER, "--format", "xlsx", "--output", str(target)), environment(file))
    assert (shown.code, shown.out) == (0, "")
    assert load_workbook(target)["Status"].max_row == 14


@pytest.mark.slow
@pytest.mark.parametrize(("form", "begins"), [("html", "<!DOCTYPE html>"), ("ics", "BEGIN:VCALENDAR")])
def test_what_is_text_a_terminal_may_see(form: str, begins: str, file: str) -> None:
    shown = on_terminal(program("status", *LATER, "--format", form), environment(file))
    assert shown.code == 0
    assert shown.out.startswith(begins)
    assert "\x1b" not in shown.out


# -- what cannot be done ----------------------------------------------------------------------


def test_a_calendar_of_something_else_is_refused_and_no_file_begun(file: str, tmp_path: Path) -> None:
    done = invoke("log", "--format", "ics", "--output", str(tmp_path / "log.ics"), register=file)
    assert done.code == 2
    assert [*tmp_path.iterdir()] == []


@pytest.mark.slow
@pytest.mark.parametrize("blocks", ["0", "2", "6"])
def test_a_disk_that_is_full_leaves_nothing_half_written(blocks: str, file: str, tmp_path: Path) -> None:
    for form in ("html", "xlsx", "ics"):
        target, temporary = tmp_path / f"status.{form}", tmp_path / "temporary"
        temporary.mkdir(exist_ok=True)
        command = program("status", *LATER, "--format", form, "--output", str(target))
        limited = ["bash", "-c", f'ulimit -f {blocks}; exec "$@"', "bash", *command]
        env = environment(file, TMPDIR=str(temporary))
        done = subprocess.run(limited, env=env, capture_output=True, text=True, check=False)
        if form == "ics" and blocks != "0":
            continue  # it is small enough
        assert (done.returncode, done.stdout) == (6, "")
        assert done.stderr.count("\n") == 2, done.stderr
        assert "room" in done.stderr
        assert [each.name for each in tmp_path.rglob("*") if each.suffix != ".ics"] == ["temporary"]


LACKING = """
import sys
sys.modules[{package!r}] = None  # as if it were not installed
from tracker.cli import main
main(prog_name="tracker")
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("form", "package", "name", "install"),
    [
        ("html", "jinja2", "Jinja2", "pip install Jinja2"),
        ("xlsx", "xlsxwriter", "XlsxWriter", "pip install 'commitment-tracker[xlsx]'"),
        ("ics", "icalendar", "icalendar", "pip install 'commitment-tracker[ics]'"),
    ],
)
def test_a_package_that_is_missing_is_named_with_how_to_get_it(
    form: str, package: str, name: str, install: str, file: str, tmp_path: Path
) -> None:
    target = tmp_path / "out"
    command = [sys.executable, "-c", LACKING.format(package=package), "status", *LATER, "--format", form]
    done = subprocess.run(
        [*command, "--output", str(target)], env=environment(file), capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr == f"Error: The format {form} needs the package {name}.\n  Do:  Run: {install}\n"
    assert not target.exists()


@pytest.mark.slow
def test_who_has_seen_enough_may_close_the_pipe(file: str) -> None:
    for form in ("html", "xlsx", "ics"):
        command = f'"$@" status --format {form} | exec 0<&-; exit ${{PIPESTATUS[0]}}'
        done = subprocess.run(
            ["bash", "-c", command, "bash", *program()],
            env=environment(file),
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, ""), form
