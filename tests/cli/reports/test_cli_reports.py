"""Every report on the five documents, in every format, as it is expected."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Say, WideApp
from tests.cli.reports.asked import AHEAD, BEFORE, LATER, OVERDUE, REPORT, SOON_AFTER, STATUS
from tests.conftest import Golden
from tracker.render import FORMATS, TEXT

pytestmark = pytest.mark.repeated

ENDINGS = {"table": "txt", "plain": "plain.txt"}
KEPT = tuple(form for form in TEXT if form != "html")  # a page is long: one is kept, the others are read by tests
# Each report with the days and formats in which it is expected.
REPORTS: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "status": (STATUS, (BEFORE, SOON_AFTER, LATER), KEPT),
    "overdue": (OVERDUE, (BEFORE, SOON_AFTER, LATER), KEPT),
    "overdue-by-country": ((*OVERDUE, "--by-country"), (LATER,), KEPT),
    "status-france": ((*STATUS, "--country", "FR"), (LATER,), ("table", "csv", "md")),
    "status-france-direct": ((*STATUS, "--country", "FR", "--direct"), (LATER,), ("table", "csv", "md", "html")),
    "overdue-france": ((*OVERDUE, "--country", "FR"), (LATER,), ("table", "csv", "md")),
    "overdue-france-direct": ((*OVERDUE, "--country", "FR", "--direct"), (LATER,), ("table", "csv", "md")),
    "overdue-since": ((*OVERDUE, "--since", "2026-01-15"), (LATER,), ("table", "csv", "md")),
    **{name: (command, (LATER,), KEPT) for name, command in REPORT.items()},
    "upcoming": (("report", "upcoming", "--days", "60"), (AHEAD,), KEPT),
}
CASES = {
    f"{name}-{day}.{ENDINGS.get(form, form)}": (*command, "--as-of", day, "--format", form)
    for name, (command, days, forms) in REPORTS.items()
    for day in days
    for form in forms
}
WIDE = {
    f"{name}-{day}.wide.txt": (*command, "--as-of", day, "--format", "table")
    for name, (command, days, _) in REPORTS.items()
    for day in days
}


@pytest.mark.parametrize("name", CASES)
def test_a_report_reads_as_expected_on_every_database(name: str, ask: Say, golden: Golden) -> None:
    golden(f"reports/{name}", ask(*CASES[name]))


@pytest.mark.parametrize("name", WIDE)
def test_a_table_uses_140_columns(name: str, ask: Say, golden: Golden) -> None:
    written = ask(*WIDE[name], app=WideApp)
    assert max(map(len, written.splitlines())) <= 140
    golden(f"reports/{name}", written)


def test_every_expected_report_is_one_of_these(golden: Golden) -> None:
    assert golden.names("reports") == {*CASES, *WIDE}


@pytest.mark.parametrize("name", [name for name in CASES if name.endswith(("1.txt", "4.txt"))])
def test_a_table_fits_80_columns(name: str, ask: Say) -> None:
    assert max(map(len, ask(*CASES[name]).splitlines())) <= 80


@pytest.mark.slow
@pytest.mark.parametrize("command", [STATUS, OVERDUE], ids=" ".join)
def test_the_same_day_gives_the_same_bytes(command: tuple[str, ...], ask: Say) -> None:
    for form in FORMATS:
        asked = (*command, "--as-of", LATER, "--format", form)
        assert ask(*asked) == ask(*asked)
