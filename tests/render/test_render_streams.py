"""What goes out comes back, and a million rows need no more room than a few."""

import csv
import json
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.render import TEXT, write
from tracker.reports import Column, Report, Section

COLUMNS = (
    Column("ref", "Ref"),
    Column("day", "Day", "day"),
    Column("amount", "Amount", "number"),
    Column("sure", "Sure"),
    Column("parties", "Parties"),
)
OBEYED = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
PRINTABLE = st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters=OBEYED))
HARMLESS = (st.just("") | PRINTABLE | st.tuples(PRINTABLE, PRINTABLE).map("\n\t".join)).map(lambda text: "x" + text)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=4) | st.integers()
ROWS = st.lists(
    st.tuples(HARMLESS, st.none() | st.dates(), st.none() | NUMBERS, st.booleans(), st.lists(HARMLESS).map(tuple)),
    max_size=5,
)


class Sink(StringIO):
    """Counts the lines written and forgets them."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = 0

    def write(self, text: str) -> int:
        self.lines += text.count("\n")
        return len(text)


def written(sections: dict[str, Any], form: str) -> str:
    out = StringIO()
    named = tuple(Section(key, key, rows) for key, rows in sections.items())
    write(Report("test", "", "2026-01-31", COLUMNS, named), form, out)
    return out.getvalue()


def test_rows_are_taken_once_from_any_iterable() -> None:
    row = ("GB-1", date(2026, 1, 1), 1, True, ("GB",))
    for form in TEXT:
        assert written({"a": iter([row])}, form) == written({"a": [row]}, form)


@pytest.mark.slow
@given(ROWS, ROWS)
def test_csv_comes_back(first: list[tuple[Any, ...]], second: list[tuple[Any, ...]]) -> None:
    header, *rows = csv.reader(StringIO(written({"a": first, "b": second}, "csv"), newline=""), strict=True)
    assert header == ["section", "ref", "day", "amount", "sure", "parties", "as_of"]
    assert rows == [
        [section, *map(field, row), "2026-01-31"] for section, each in (("a", first), ("b", second)) for row in each
    ]


def field(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return "" if value is None else " ".join(value) if isinstance(value, tuple) else str(value)


def plain_values(row: tuple[Any, ...]) -> dict[str, Any]:
    ref, day, amount, sure, parties = row
    return {"ref": ref, "day": day and day.isoformat(), "amount": amount, "sure": sure, "parties": [*parties]}


@pytest.mark.slow
@given(ROWS, ROWS)
def test_json_comes_back(first: list[tuple[Any, ...]], second: list[tuple[Any, ...]]) -> None:
    found = json.loads(written({"a": first, "b": second}, "json"), parse_float=Decimal)
    assert [[*map(plain_values, first)], [*map(plain_values, second)]] == [each["rows"] for each in found["sections"]]


@pytest.mark.slow
@given(ROWS)
def test_jsonl_comes_back(rows: list[tuple[Any, ...]]) -> None:
    lines = written({"a": rows}, "jsonl").split("\n")[:-1]
    found = [json.loads(line, parse_float=Decimal) for line in lines]
    assert found == [{**plain_values(row), "as_of": "2026-01-31"} for row in rows]


@given(st.text(), st.lists(st.text()).map(tuple))
def test_plain_keeps_one_record_to_a_line(ref: str, parties: tuple[str, ...]) -> None:
    line, end = written({"a": [(ref, None, None, False, parties)]}, "plain").split("\n")
    assert (len(line.split("\t")), end) == (5, "")


def test_json_has_no_number_for_what_is_none() -> None:
    row = ("GB-1", None, Decimal("NaN"), True, ())
    assert json.loads(written({"a": [row]}, "jsonl"))["amount"] == "NaN"


SOON = [("table", 10_000), ("csv", 10_000)]
LATER = [("table", 100_000), *((each, 10_000) for each in TEXT if each not in ("table", "csv"))]


@pytest.mark.parametrize(("form", "count"), [*SOON, *(pytest.param(*each, marks=pytest.mark.slow) for each in LATER)])
def test_rows_are_written_as_they_come_and_never_held(form: str, count: int) -> None:
    sink = Sink()
    written_by_then: list[int] = []

    def rows(count: int) -> Iterator[tuple[Any, ...]]:
        for number in range(count):
            if number == 5_000:
                written_by_then.append(sink.lines)
            yield (f"GB-2025-{number}", date(2026, 1, 1), number, True, ("GB", "FR"))

    def report(count: int) -> Report:
        return Report("test", "", "", COLUMNS, (Section("a", "", rows(count)),))

    write(report(1), form, sink)
    tracemalloc.start()
    try:
        write(report(count), form, sink)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert written_by_then[0] > 4_500
    assert sink.lines > count
    assert peak < 500_000


def calls(sections: int, form: str) -> int:
    """How many functions are called to write a report of so many short sections."""
    count = 0

    def seen(*_: object) -> None:
        nonlocal count
        count += 1

    rows = [("GB-2025-001", date(2026, 1, 1), 1, True, ("GB", "FR"))] * 3
    named = tuple(Section(f"GB-{number}", f"Pledge {number}", list(rows)) for number in range(sections))
    report, out = Report("test", "", "2026-01-31", COLUMNS, named), Sink()
    sys.setprofile(seen)
    try:
        write(report, form, out)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.slow
@pytest.mark.parametrize("form", TEXT)
def test_four_times_the_sections_are_four_times_the_work(form: str) -> None:
    calls(10, form)  # what is imported and remembered once
    assert calls(400, form) < 4.2 * calls(100, form)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("form", "absent"),
    [
        ("plain", {"rich", "json", "csv", "dataclasses", "unicodedata", "datetime", "decimal", "textwrap"}),
        ("table", {"rich", "json", "csv"}),
        ("csv", {"rich"}),
        ("json", {"rich"}),
        ("md", {"rich", "json", "csv", "jinja2"}),
        ("html", {"rich", "csv", "xml", "tracker.render.drawing", "xlsxwriter", "icalendar"}),
    ],
)
def test_a_format_imports_only_what_it_needs(form: str, absent: set[str]) -> None:
    program = (
        "import sys; from tracker.render import write; from tracker.reports import *;"
        "section = Section('', '', [('GB-1', 'text')]);"
        f"write(Report('r', '', '', (Column('a', 'A'), Column('b', 'B')), (section,)), {form!r}, sys.stdout);"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "GB-1" in done.stdout
    assert not absent & set(done.stderr.split())
