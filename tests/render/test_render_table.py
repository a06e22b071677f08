"""How a table finds its place in a terminal."""

import re
from collections.abc import Iterable
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tracker.render import cells, table
from tracker.render.widths import Widths
from tracker.reports import Column, Report, Section

COLUMNS = (
    Column("ref", "Ref", "ref"),
    Column("standing", "Standing", "standing"),
    Column("heard", "Last heard", "day", keep=2),
    Column("days", "Days", "number", keep=1),
    Column("summary", "Pledge", wide=True),
)
LONG = "Supply additional air-defence missiles to Ukraine before the winter is over"
CHARACTERS = st.characters(codec="cp1252") | st.sampled_from("凍結資産한🚀\u0301\u0323\u202eКиїв")
ROW = ("GB-2025-001", "overdue", "2026-01-20", 11, LONG)


def drawn(rows: Iterable[Any], *, width: int = 80, colour: bool = False, **more: Any) -> str:
    out = StringIO()
    report = Report("status", "", "", COLUMNS, (Section("", "", rows),))._replace(**more)
    table.write(report, out, width=width, colour=colour)
    return out.getvalue()


def fit(columns: list[Column], row: list[str], width: int) -> tuple[int, ...]:
    widths = Widths(columns)
    widths.see([row])
    return widths.fit(width)


def test_what_may_go_goes_in_the_order_of_keep() -> None:
    assert "Last heard  Days" in drawn([ROW], width=80)
    assert "Standing  Days  Pledge" in drawn([ROW], width=60)
    assert "Standing  Pledge" in drawn([ROW], width=50)


def test_nothing_is_left_out_for_a_wide_column_that_is_short() -> None:
    assert "Last heard  Days" in drawn([(*ROW[:4], "Short")], width=50)


@given(
    st.lists(st.tuples(st.integers(0, 3), st.booleans(), st.integers(0, 90)), min_size=1, max_size=8),
    st.integers(1, 160),
)
def test_columns_always_fit_into_the_terminal(shapes: list[tuple[int, bool, int]], width: int) -> None:
    columns = [Column(str(place), "T", "text", keep, wide) for place, (keep, wide, _) in enumerate(shapes)]
    widths = fit(columns, ["x" * size for _, _, size in shapes], width)
    kept = [size for size in widths if size]
    assert kept
    assert sum(kept) + 2 * (len(kept) - 1) <= width
    assert len(widths) == len(columns)


def test_numbers_and_days_stay_in_one_line_as_long_as_a_text_can_be_narrowed() -> None:
    kinds = ("text", "text", "number", "number", "day")
    columns = [Column(str(place), "T", kind) for place, kind in enumerate(kinds)]
    row = ["multinational-force", "aircraft", "100,000,000.00", "120,000,000.00", "2026-01-20"]
    assert fit(columns, row, 60) == (7, 7, 14, 14, 10)
    assert fit(columns, row, 54) == (6, 6, 12, 12, 10)


def test_wide_columns_share_the_room_and_leave_each_other_what_they_do_not_need() -> None:
    columns = [Column("a", "A", wide=True), Column("b", "B", wide=True)]
    assert fit(columns, ["x" * 200, "x" * 200], 82) == (40, 40)
    assert fit(columns, ["x" * 200, "x" * 10], 82) == (70, 10)


BELOW = (*COLUMNS[:2], COLUMNS[4], Column("answer", "Answer", keep=9, spare=True, below=True), Column("a", "A", keep=8))
ANSWERED = ("GB-2025-001", "overdue", LONG, "It is " + "all there, " * 5, "gone " * 4)


@pytest.mark.parametrize("times", [1, 200])
def test_what_has_no_room_and_must_not_be_left_out_stands_below_its_row(times: int) -> None:
    rows = [ANSWERED, ("GB-2025-002", "open", "Short", None, None)] * times
    lines = drawn(rows, columns=BELOW, width=60).splitlines()
    assert lines[0] == "Ref          Standing  Pledge"
    assert max(map(len, lines)) <= 60
    begin = next(place for place, each in enumerate(lines) if each.strip().startswith("Answer: It is all there,"))
    assert lines[begin - 1].strip() != ""
    assert lines[begin].index("Answer") == lines[0].index("Pledge")
    assert sum(each.startswith("GB-2025-002") and each.endswith("Short") for each in lines) == times
    assert " ".join(lines).count("Answer") == times
    assert "gone" not in " ".join(lines)


def test_what_stands_below_its_row_is_a_column_where_there_is_room_and_nothing_where_there_is_nothing() -> None:
    short = (*ANSWERED[:3], "It is there", None)
    assert "Answer" in drawn([short], columns=BELOW, width=140).splitlines()[0]
    assert "Answer" not in drawn([(*ANSWERED[:3], None, None)], columns=BELOW, width=60)


def test_sections_line_up() -> None:
    short, long = (("A", "open", "", 1, "x"),), (("LONGER-REF", "review due", "", 1, "x"),)
    lines = drawn([], sections=(Section("a", "", short), Section("b", "", long))).splitlines()
    assert lines[0] == lines[4] == "Ref         Standing    Last heard  Days  Pledge"


def test_a_long_table_is_laid_out_like_a_short_one() -> None:
    row = ("GB-2025-001", "overdue", None, 11, "Short enough to need no wrapping 凍結 é")
    few, many = drawn([row] * 3).splitlines(), drawn([row] * 500).splitlines()
    assert many[:5] == few
    assert len(many) == 502


def test_rich_lays_out_what_must_wrap_in_the_same_columns() -> None:
    fitting, wrapping = drawn([ROW] * 201, width=90).splitlines(), drawn([ROW] * 2, width=90).splitlines()
    assert fitting[:2] == wrapping[:2]
    assert fitting[2] == f"GB-2025-001  overdue   2026-01-20    11  {LONG[:48]}…"
    assert wrapping[2] == f"GB-2025-001  overdue   2026-01-20    11  {LONG[:49]}"


def test_a_long_table_cuts_what_does_not_fit_and_says_so() -> None:
    lines = drawn([(*ROW[:4], text) for text in [LONG, "凍" * 50] * 101], width=60).splitlines()
    assert all(cells.measure(line) <= 60 for line in lines)
    assert lines[2].endswith("…")
    assert lines[3].endswith("凍…")


@pytest.mark.slow
@given(st.lists(st.text(CHARACTERS), min_size=1, max_size=3), st.integers(10, 160), st.sampled_from([1, 201]))
def test_no_line_is_wider_than_the_terminal(texts: list[str], width: int, times: int) -> None:
    rows = [("R", "open", None, None, each) for each in texts] * times
    assert all(cells.measure(line) <= width for line in drawn(rows, width=width).split("\n"))


@pytest.mark.parametrize("times", [1, 300])
@pytest.mark.parametrize("width", [50, 140])
def test_colour_adds_nothing_but_colour(times: int, width: int) -> None:
    standings = ["overdue", "review due", "open", "conditional", "advanced", "fulfilled late", "dropped"]
    rows = [("GB-2025-001", each, None, 11, LONG) for each in standings] * times
    plain = drawn(rows, width=width, title="Title", notes=("Note",))
    coloured = drawn(rows, width=width, title="Title", notes=("Note",), colour=True)
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
    for word, code in [
        ("overdue", 31),
        ("review due", 33),
        ("conditional", 35),
        ("advanced", 36),
        ("fulfilled", 32),
    ]:
        assert f"\x1b[{code}m{word}" in coloured


def test_measures_what_rich_measures() -> None:
    for text in [
        "plain",
        "é – “quoted” … «so»",
        "e\u0301",
        "凍結資産",
        "한국어",
        "Київ",
        "🚀",
        "❤\ufe0f",
        "ﾊﾝｶｸ",
        "␛\u00ad",
    ]:
        assert cells.measure(text) == cell_len(text), text


def test_an_empty_section_says_none() -> None:
    assert drawn([]) == "none\n"
    assert drawn(iter(())) == "none\n"


def test_a_row_of_another_length_is_a_mistake_not_a_table() -> None:
    with pytest.raises(ValueError, match="argument"):
        drawn([("GB-2025-001", "overdue")])
