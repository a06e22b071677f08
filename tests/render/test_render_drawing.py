"""Charts drawn: the figures are those of the data, the bytes are the same everywhere, and nobody needs colours."""

from __future__ import annotations

import itertools
import math
import os
import re
import subprocess
import sys
from decimal import Decimal
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charted import AMOUNTS, BARS, CHARTS, DEADLINES, HOSTILE, SLIPS
from tracker.render import cells
from tracker.render.drawing import draw
from tracker.render.frame import NARROW, WIDE
from tracker.render.palette import FAINT, INFERRED, INK, LOOKS, MAIN, PAPER, TODAY
from tracker.reports import charts
from tracker.reports.charts import Amount, Chart, Slip, Window
from tracker.reports.lines import STANDINGS

SVG = "{http://www.w3.org/2000/svg}"
WIDTHS = pytest.mark.parametrize("width", [WIDE, NARROW])


def drawn(chart: Chart, width: int = WIDE) -> Element:
    return fromstring(draw(chart, "c", width))


def shapes(sheet: Element, said: str) -> dict[str, Element]:
    """The shapes that say something, by what they say, of which it matches a pattern."""
    found = {str(each.findtext(f"{SVG}title")): each for each in sheet if each.find(f"{SVG}title") is not None}
    return {words: each for words, each in found.items() if re.search(said, words)}


def words(sheet: Element) -> list[str]:
    return [str(each.text) for each in sheet.iter(f"{SVG}text")]


def size(shape: Element, name: str) -> float:
    return float(shape.attrib[name])


# -- the figures -------------------------------------------------------------------------------------------------


@WIDTHS
def test_a_bar_has_a_part_for_every_standing_as_long_as_its_count(width: int) -> None:
    sheet = drawn(BARS, width)
    parts = shapes(sheet, r": \d+ ")
    assert set(parts) == {f"{bar.label}: {count} {standing}" for bar in BARS.bars for standing, count in bar.parts}
    unit = (size(parts["Coalition: 61 open"], "width") + 1) / 61
    for said, part in parts.items():
        count = int(said.split(": ")[1].split()[0])
        assert size(part, "width") + 1 == pytest.approx(count * unit, abs=0.15)


@WIDTHS
def test_totals_and_what_has_room_stand_beside_and_in_the_bars(width: int) -> None:
    found = words(drawn(BARS, width))
    assert {"67", "61", "9", "5", "4", "24", "7", "8", "0", "Coalition", "Japan"} <= {*found}


@WIDTHS
@pytest.mark.parametrize("letters", range(1, 25))
def test_a_label_that_the_room_was_made_for_is_not_cut(letters: int, width: int) -> None:
    label, deadline = "G" * letters, Window("G" * letters, None, "2026-02-28", "stated")
    assert label in words(drawn(charts.standing_bars("", [(label, {"open": 1})]), width))
    assert label in words(drawn(charts.timeline("", "2026-01-31", [deadline]), width))


def test_the_legend_explains_what_occurs_and_nothing_else() -> None:
    few = charts.standing_bars("", [("A", {"open": 1, "fulfilled late": 2})])
    assert [each for each in words(drawn(few)) if each in STANDINGS] == ["open", "fulfilled late"]


@WIDTHS
def test_windows_stand_where_their_days_are(width: int) -> None:
    found = shapes(drawn(DEADLINES, width), " to |promised")
    first = found["FR-2025-001: 2025-11-25 to 2025-12-09, inferred"]
    second = found["GB-2026-001: 2026-02-05 to 2026-03-31, stated"]
    unit = size(second, "width") / 54  # days
    assert size(first, "width") == pytest.approx(14 * unit, abs=0.2)
    assert size(second, "x") - size(first, "x") == pytest.approx(72 * unit, abs=0.3)
    assert (first.attrib["fill"], second.attrib["fill"]) == ("url(#c-1)", MAIN)
    assert {each for each in found if "promised" in each} == {
        "FR-2025-001: now promised for 2026-03-31",
        "GB-2026-001: now promised for 2026-06-30",
        "GB-2026-001: now promised for 2026-09-30",
    }


@WIDTHS
def test_the_day_asked_is_a_line_across_with_its_name(width: int) -> None:
    sheet = drawn(DEADLINES, width)
    (line,) = [each for each in sheet.iter(f"{SVG}line") if each.attrib["stroke"] == TODAY]
    window = shapes(sheet, "GB-2026-001: 2026-02-05")["GB-2026-001: 2026-02-05 to 2026-03-31, stated"]
    day = size(window, "width") / 54
    assert size(window, "x") - size(line, "x1") == pytest.approx(5 * day, abs=0.2)
    assert "as of 2026-01-31" in words(sheet)


@WIDTHS
def test_months_stand_below_their_first_days(width: int) -> None:
    sheet = drawn(DEADLINES, width)
    names = {str(each.text): size(each, "x") for each in sheet.iter(f"{SVG}text") if each.get("fill") == FAINT}
    window = shapes(sheet, "GB-2026-001: 2026-02-05")["GB-2026-001: 2026-02-05 to 2026-03-31, stated"]
    begins, day = size(window, "x"), size(window, "width") / 54
    for month, days in (("2026-01", -35), ("2026-07", 146)):
        assert names[month] == pytest.approx(begins + days * day, abs=0.5)


@pytest.mark.parametrize("latest", ["2026-02-01", "2026-03-15", "2027-01-31", "2031-12-31", "2126-01-31", "9999-12-31"])
@WIDTHS
def test_any_stretch_of_time_has_names_that_do_not_run_into_each_other(latest: str, width: int) -> None:
    sheet = drawn(charts.timeline("", "2026-01-31", [Window("A", "2026-01-31", latest)]), width)
    names = [each for each in sheet.iter(f"{SVG}text") if each.attrib.get("fill") == FAINT]
    places = [size(each, "x") for each in names]
    assert names
    assert all(after - before > 40 for before, after in itertools.pairwise(places))
    assert len({each.text for each in names}) == len(names)


@WIDTHS
def test_slips_are_as_long_as_their_days_and_to_the_left_when_brought_forward(width: int) -> None:
    sheet = drawn(SLIPS, width)
    found = {each.label: each for each in SLIPS.slips}
    bars = {said.split(":")[0]: each for said, each in shapes(sheet, "days").items()}
    unit = size(bars["GB-2026-001"], "width") / 183
    for label, slip in found.items():
        assert size(bars[label], "width") == pytest.approx(abs(slip.days) * unit, abs=0.1)
    assert size(bars["DE-2026-001"], "x") < size(bars["GB-2026-001"], "x")
    assert {"112 days to 2026-03-31", "183 days to 2026-09-30", "-30 days to 2026-03-01"} <= {*words(sheet)}


@WIDTHS
def test_what_was_delivered_lies_in_what_was_pledged_each_unit_by_itself(width: int) -> None:
    found = shapes(drawn(AMOUNTS, width), "pledged|delivered")
    tanks = found["GB-2025-001: up to 14 pledged, 7 delivered (tanks)"]
    euros = found["FR-2025-002: 2,000,000,000 pledged, 500,000,000.50 delivered (EUR)"]
    assert size(tanks, "width") == size(euros, "width") == width - 1
    assert size(found["7 delivered"], "width") == pytest.approx(size(tanks, "width") / 2, abs=0.1)
    assert size(found["500,000,000.50 delivered"], "width") == pytest.approx(size(euros, "width") / 4, abs=0.1)
    assert found["7 delivered"].attrib["x"] == tanks.attrib["x"]


def test_more_than_was_pledged_goes_on_beyond_a_mark() -> None:
    found = shapes(drawn(AMOUNTS), "pledged|delivered")
    pledged = found["PL-2025-001: 10 pledged, 12 delivered (tanks)"]
    assert size(found["12 delivered"], "width") == pytest.approx(1.2 * size(pledged, "width"), abs=0.1)


def test_a_delivery_that_is_not_known_looks_unlike_one_that_is_nothing() -> None:
    sheet = drawn(charts.amounts("", [Amount("A", "t", Decimal(1)), Amount("B", "t", Decimal(1), Decimal(0))]))
    found = shapes(sheet, "pledged")
    assert found["A: 1 pledged, not known to be delivered (t)"].attrib["fill"].startswith("url(")
    assert found["B: 1 pledged, 0 delivered (t)"].attrib["fill"] == PAPER


@pytest.mark.parametrize(
    "chart",
    [
        charts.standing_bars("", [(str(number), {"open": 1}) for number in range(30)]),
        charts.timeline("", "2026-01-31", [Window(str(number), None, "2026-01-31") for number in range(30)]),
        charts.slips("", [Slip(str(number), "2026-01-31", "2026-01-31") for number in range(30)]),
        charts.amounts("", [Amount(str(number), "t", Decimal(0), Decimal(0)) for number in range(30)]),
    ],
    ids=lambda chart: type(chart).__name__,
)
@WIDTHS
def test_what_is_left_out_is_said_in_the_drawing_too(chart: Chart, width: int) -> None:
    assert "Not shown: 10 more" in " ".join(words(drawn(chart, width)))


@pytest.mark.parametrize(
    "chart",
    [
        charts.standing_bars("t", []),
        charts.timeline("t", "2026-01-31", []),
        charts.slips("t", []),
        charts.amounts("t", []),
    ],
    ids=lambda chart: type(chart).__name__,
)
@WIDTHS
def test_nothing_to_show_is_no_failure(chart: Chart, width: int) -> None:
    assert drawn(chart, width).findtext(f"{SVG}desc") == chart.words


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


@given(
    st.lists(st.tuples(st.text(max_size=80), st.dictionaries(st.sampled_from(STANDINGS), st.integers(0, 10**9)))),
    st.sampled_from([WIDE, NARROW]),
)
def test_whatever_the_counts_a_drawing_is_well_formed(rows: list[tuple[str, dict[str, int]]], width: int) -> None:
    assert drawn(charts.standing_bars("t", rows), width).attrib["role"] == "img"


DAYS = st.dates().map(str)


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

# How the three kinds of colour-blind see linear red, green and blue (Machado, Oliveira and Fernandes, 2009).
SEEN = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
}


def linear(colour: str) -> list[float]:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts]


def luminance(colour: str) -> float:
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted(map(luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def lab(colour: str, seen: str) -> tuple[float, float, float]:
    """Lightness and the two axes of colour, as they are seen."""
    red, green, blue = (
        min(1.0, max(0.0, sum(weight * part for weight, part in zip(row, linear(colour), strict=True))))
        for row in SEEN[seen]
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    a, b, c = (each ** (1 / 3) if each > 0.008856 else 7.787 * each + 16 / 116 for each in (x, y, z))
    return 116 * b - 16, 500 * (a - b), 200 * (b - c)


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
