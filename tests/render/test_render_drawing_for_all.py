"""Charts drawn for everybody: the bytes are the same everywhere, and nobody needs colours."""

from __future__ import annotations

import itertools
import math
import os
import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charted import CHARTS, HOSTILE
from tests.render.colours import SEEN, contrast, lab
from tests.render.drawings import SVG, WIDTHS, drawn, size
from tracker.render import cells
from tracker.render.drawing import draw
from tracker.render.frame import NARROW, WIDE
from tracker.render.palette import FAINT, INFERRED, INK, LOOKS, MAIN, PAPER, TODAY
from tracker.reports import charts
from tracker.reports.charts import Amount, Chart, Slip, Window
from tracker.reports.lines import STANDINGS

# -- for everybody -----------------------------------------------------------------------------------------------


@WIDTHS
@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.title)
def test_a_drawing_is_an_image_with_a_name_and_its_words(chart: Chart, width: int) -> None:
    sheet = drawn(chart, width)
    assert sheet.attrib["role"] == "img"
    assert (sheet.findtext(f"{SVG}title"), sheet.findtext(f"{SVG}desc")) == (chart.title, chart.words)
    ids = {each.attrib["id"]: each.tag for each in sheet.iter() if "id" in each.attrib}
    assert ids[sheet.attrib["aria-labelledby"]] == f"{SVG}title"
    assert ids[sheet.attrib["aria-describedby"]] == f"{SVG}desc"
    assert all(each.startswith("c-") for each in ids)


@WIDTHS
@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.title)
def test_everything_lies_on_the_sheet_and_words_are_words(chart: Chart, width: int) -> None:
    sheet = drawn(chart, width)
    height = size(sheet, "height")
    assert sheet.attrib["viewBox"] == f"0 0 {width} {sheet.attrib['height']}"
    for each in sheet.iter():
        assert "style" not in each.attrib  # the policy of a page forbids it
        for across, most in (("x", width), ("x1", width), ("x2", width), ("y", height), ("y1", height), ("y2", height)):
            assert -1 <= float(each.get(across, "0")) <= most
        if each.tag == f"{SVG}rect" and each not in sheet.iterfind(f".//{SVG}pattern/*"):
            assert size(each, "x") + size(each, "width") <= width + 0.2
            assert size(each, "width") >= 0
        if each.tag == f"{SVG}text":
            room = size(each, "x") if each.get("text-anchor") == "end" else width - size(each, "x")
            room = room * 2 if each.get("text-anchor") == "middle" else room
            assert cells.measure(str(each.text)) * 6 <= room + 1, each.text


@pytest.mark.slow
@given(
    st.lists(st.tuples(st.text(max_size=80), st.dictionaries(st.sampled_from(STANDINGS), st.integers(0, 10**9)))),
    st.sampled_from([WIDE, NARROW]),
)
def test_whatever_the_counts_a_drawing_is_well_formed(rows: list[tuple[str, dict[str, int]]], width: int) -> None:
    assert drawn(charts.standing_bars("t", rows), width).attrib["role"] == "img"


DAYS = st.dates().map(str)


@pytest.mark.slow
@given(st.lists(st.builds(Window, st.text(max_size=9), st.none() | DAYS, DAYS, later=st.lists(DAYS).map(tuple))), DAYS)
def test_whatever_the_days_a_drawing_is_well_formed(windows: list[Window], day: str) -> None:
    for width in (WIDE, NARROW):
        assert drawn(charts.timeline("t", day, windows), width).attrib["role"] == "img"


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_hostile_text_stays_text(text: str) -> None:
    for chart in (
        charts.standing_bars(text, [(text, {"open": 1})]),
        charts.timeline(text, "2026-01-31", [Window(text, None, "2026-01-31", text, (), text)]),
        charts.slips(text, [Slip(text, "2026-01-31", "2026-02-01")]),
        charts.amounts(text, [Amount(text, text, Decimal(1), None, text)]),
    ):
        sheet = drawn(chart)
        allowed = {"svg", "title", "desc", "defs", "pattern", "rect", "line", "path", "text"}
        assert {each.tag.removeprefix(SVG) for each in sheet.iter()} <= allowed
        assert not [name for each in sheet.iter() for name in each.attrib if name.startswith("on") or "href" in name]
        assert sheet.findtext(f"{SVG}title") == cells.markup(text)
        assert not {code for code in map(ord, draw(chart, "c")) if cells.hidden(code)}


# -- the same everywhere -----------------------------------------------------------------------------------------


def test_two_processes_draw_the_same_bytes() -> None:
    program = (
        "import sys; from tests.charted import CHARTS; from tracker.render.drawing import draw;"
        "sys.stdout.write(''.join(draw(each, 'c', width) for each in CHARTS for width in (720, 340)))"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    ]
    assert said[0] == said[1] == "".join(draw(each, "c", width) for each in CHARTS for width in (720, 340)).encode()


# -- colours -----------------------------------------------------------------------------------------------------


def test_every_standing_has_a_look() -> None:
    assert tuple(LOOKS) == STANDINGS
    assert len({each.block for each in LOOKS.values()}) == len({each.fill for each in LOOKS.values()}) == len(STANDINGS)


@pytest.mark.parametrize("fill", [*(look.fill for look in LOOKS.values()), MAIN, INFERRED.fill])
def test_fills_stand_out_from_paper(fill: str) -> None:
    assert contrast(fill, PAPER) >= 3


@pytest.mark.parametrize("ink", [INK, FAINT, TODAY])
def test_words_can_be_read_on_paper(ink: str) -> None:
    assert contrast(ink, PAPER) >= 4.5


@pytest.mark.parametrize("seen", SEEN)
@pytest.mark.parametrize(("one", "other"), [*itertools.combinations(STANDINGS, 2)])
def test_two_standings_are_told_apart_by_pattern_or_by_lightness(one: str, other: str, seen: str) -> None:
    if LOOKS[one].pattern == LOOKS[other].pattern:
        apart = math.dist(lab(LOOKS[one].fill, seen), lab(LOOKS[other].fill, seen))
        assert apart >= (12 if seen == "grey" else 20)
