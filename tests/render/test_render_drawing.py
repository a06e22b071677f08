"""Charts drawn: the figures are those of the data."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest

from tests.charted import AMOUNTS, BARS, DEADLINES, SLIPS
from tests.render.drawings import SVG, WIDTHS, drawn, shapes, size, words
from tracker.render.frame import NARROW
from tracker.render.palette import FAINT, MAIN, PAPER, TODAY
from tracker.reports import charts
from tracker.reports.charts import Amount, Chart, Slip, Window
from tracker.reports.lines import STANDINGS


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
    line, *more = [each for each in sheet.iter(f"{SVG}line") if each.attrib["stroke"] == TODAY]
    assert {each.attrib["x1"] for each in more} <= {line.attrib["x1"]} == {line.attrib["x2"]}
    window = shapes(sheet, "GB-2026-001: 2026-02-05")["GB-2026-001: 2026-02-05 to 2026-03-31, stated"]
    day = size(window, "width") / 54
    assert size(window, "x") - size(line, "x1") == pytest.approx(5 * day, abs=0.2)
    assert "as of 2026-01-31" in words(sheet)


@pytest.mark.parametrize("as_of", ["2025-11-20", "2026-01-31", "2026-03-31", "2026-09-01", "2026-12-31"])
def test_where_words_stand_above_the_bars_the_line_of_the_day_crosses_none(as_of: str) -> None:
    sheet = drawn(DEADLINES._replace(as_of=as_of), NARROW)
    lines = [each for each in sheet.iter(f"{SVG}line") if each.attrib["stroke"] == TODAY]
    baselines = [size(each, "y") for each in sheet.iter(f"{SVG}text")]
    assert len(lines) == 1 + len(DEADLINES.windows)
    for line in lines:
        begins, ends = size(line, "y1"), size(line, "y2")
        assert not [each for each in baselines if begins < each + 3 and each - 9 < ends], (begins, ends)


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
