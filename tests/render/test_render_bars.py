"""Charts in a terminal: blocks in proportion, figures beside them, never wider than the screen."""

from __future__ import annotations

import re
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charted import AMOUNTS, BARS, CHARTS, DEADLINES, HOSTILE, REPORT, SLIPS
from tracker.render import bars, cells, markdown, write
from tracker.render.palette import LOOKS
from tracker.reports import charts
from tracker.reports.charts import Amount, Chart
from tracker.reports.lines import STANDINGS


def shown(chart: Chart, width: int = 80) -> list[str]:
    return ["".join(piece for piece, _ in line).rstrip() for line in bars.lines(chart, width)]


def test_standings_are_stacked_with_their_figures_beside_them() -> None:
    assert shown(BARS) == [
        "Coalition       ▓▓▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒░░▚  67: 2 review due, 61 open, 3",
        "                                            advanced, 1 conditional",
        "France          ██▓                         9: 5 overdue, 4 review due",
        "United Kingdom  ···▄▄▄▁▁▁                   24: 9 dropped, 7 fulfilled late, 8",
        "                                            fulfilled",
        "Japan                                       0",
        "█ overdue ▓ review due ▒ open ░ advanced ▚ conditional · dropped ▄ fulfilled",
        "late ▁ fulfilled",
    ]


def test_quantities_stand_under_their_unit_delivered_within_pledged() -> None:
    assert shown(AMOUNTS) == [
        "In tanks:",
        "GB-2025-001  █████████████░░░░░░░░░░░░░  up to 14 pledged, 7 delivered",
        "PL-2025-001  ███████████████████▓▓▓      10 pledged, 12 delivered",
        "In EUR:",
        "FR-2025-002  ███████░░░░░░░░░░░░░░░░░░░  2,000,000,000 pledged, 500,000,000.50",
        "                                         delivered",
        "DE-2025-002  ▒▒▒▒▒▒▒▒▒▒▒▒▒               1,000,000,000 pledged, not known to be",
        "                                         delivered",
        "█ delivered ░ pledged ▒ no figure ▓ beyond the pledge",
    ]


def test_on_a_narrow_terminal_the_figures_stand_below_the_bars() -> None:
    assert shown(AMOUNTS, 40)[1:3] == ["GB-2025-001  ██████░░░░░░░", "  up to 14 pledged, 7 delivered"]


def test_the_smallest_count_is_seen() -> None:
    line = shown(charts.standing_bars("", [("A", {"overdue": 1, "open": 10_000})]))[0]
    assert re.search("█▒+", line)


@given(st.lists(st.dictionaries(st.sampled_from(STANDINGS), st.integers(0, 500)), min_size=1, max_size=8))
def test_blocks_are_as_many_as_the_counts_ask_within_one_for_each_standing(rows: list[dict[str, int]]) -> None:
    chart = charts.standing_bars("", [(f"R{number}", row) for number, row in enumerate(rows)])
    most = max(bar.total for bar in chart.bars) or 1
    named = {bar.label: bar for bar in chart.bars}
    for line in shown(chart, 300):
        label = line.split(" ")[0]
        if label in named:
            bar = named[label]
            for standing, count in zip(STANDINGS, bar.counts, strict=True):
                blocks = line.count(LOOKS[standing].block)
                assert bool(blocks) == bool(count)
                assert abs(blocks - 100 * count / most) <= len(bar.parts) + 1


@pytest.mark.parametrize("chart", [DEADLINES, SLIPS], ids=lambda chart: chart.title)
def test_other_kinds_are_left_to_formats_that_draw(chart: Chart) -> None:
    assert shown(chart) == []


def test_a_table_draws_them_before_its_notes() -> None:
    out = StringIO()
    write(REPORT, "table", out)
    text = out.getvalue()
    places = [text.index(each) for each in ("Due soon: 0", "Pledges by country", "In tanks", "GB-2025-001 is read by")]
    assert places == sorted(places)
    assert "Slips" not in text


def test_colour_adds_nothing_but_colour() -> None:
    written = []
    for colour in (False, True):
        out = StringIO()
        write(REPORT._replace(sections=(), notes=()), "table", out, colour=colour)
        written.append(out.getvalue())
    assert re.sub("\x1b\\[[0-9;]*m", "", written[1]) == written[0]
    assert "\x1b[31m██\x1b[0m\x1b[33m▓\x1b[0m" in written[1]


@given(st.text(max_size=70), st.integers(10, 160), st.dictionaries(st.sampled_from(STANDINGS), st.integers(0, 10**12)))
def test_no_line_is_wider_than_the_terminal(text: str, width: int, counts: dict[str, int]) -> None:
    amount = Amount(text, text, Decimal(7), Decimal(9), text)
    for chart in (charts.standing_bars(text, [(text, counts), ("B", {"open": 9})]), charts.amounts(text, [amount])):
        out = StringIO()
        write(REPORT._replace(sections=(), notes=(), lead=(), title="", charts=(chart,)), "table", out, width=width)
        assert all(cells.measure(line) <= width for line in out.getvalue().split("\n"))


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_nothing_in_a_chart_is_obeyed(text: str) -> None:
    chart = charts.standing_bars(text, [(text, {"open": 1})])
    amount = charts.amounts(text, [Amount(text, text, Decimal(1), None, text)])
    for form in ("table", "md"):
        out = StringIO()
        write(REPORT._replace(charts=(chart, amount)), form, out)
        assert not {code for code in map(ord, out.getvalue()) if cells.hidden(code)} - {10}


def test_markdown_tells_them_in_words() -> None:
    out = StringIO()
    write(REPORT, "md", out)
    told = [f"**{markdown.escape(chart.title)}.** {markdown.escape(chart.words)}" for chart in CHARTS]
    assert "\n\n".join(told) in out.getvalue()
    assert out.getvalue().index(told[-1]) < out.getvalue().index("- GB-2025-001 is read by")


@pytest.mark.parametrize("form", ["plain", "csv", "json", "jsonl"])
def test_programs_get_the_same_with_and_without_charts(form: str) -> None:
    written = []
    for report in (REPORT, REPORT._replace(charts=())):
        out = StringIO()
        write(report, form, out)
        written.append(out.getvalue())
    assert written[0] == written[1]
