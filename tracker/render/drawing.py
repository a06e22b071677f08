"""Charts as SVG: bars of standings, slips, quantities, and (``timeline``) deadlines on a line of time.

On a sheet of ``WIDE`` units labels stand beside their bars; on a narrower one, as a phone shows it, above them.
"""

from __future__ import annotations

from decimal import Decimal

from tracker.render.frame import BAR, GAP, LINE, WIDE, Key, Rows, legend, lines
from tracker.render.palette import FAINT, GRID, INFERRED, INK, LOOKS, MAIN, PAPER
from tracker.render.svg import Sheet, fitted, reach
from tracker.render.timeline import deadlines
from tracker.reports.charts import Amount, Amounts, Bar, Chart, Slip, Slips, StandingBars, Timeline, figure


def draw(chart: Chart, name: str, width: int = WIDE) -> str:
    """Draw a chart as one ``<svg>`` element, the same bytes for the same chart; ``name`` begins its ids."""
    sheet = Sheet(name, width, chart.title, chart.words)
    if isinstance(chart, StandingBars):
        y = _standings(sheet, chart)
    elif isinstance(chart, Timeline):
        y = deadlines(sheet, chart)
    elif isinstance(chart, Slips):
        y = _slips(sheet, chart)
    else:
        y = _amounts(sheet, chart)
    for line in lines(chart.left, width):
        sheet.text(0, y + 12, line, colour=FAINT)
        y += LINE
    return sheet.written(y + 2)


def _standings(sheet: Sheet, chart: StandingBars) -> float:
    occur = {standing for bar in chart.bars for standing, _ in bar.parts}
    y = legend(sheet, [(each, look, "") for each, look in LOOKS.items() if each in occur])
    rows = Rows(sheet, [bar.label for bar in chart.bars], [f"{bar.total:,}" for bar in chart.bars])
    most = max((bar.total for bar in chart.bars), default=0) or 1
    for bar in chart.bars:
        y = rows.row(y, bar.label, f"{bar.total:,}")
        _stack(sheet, bar, rows.start, y, rows.room / most)
        y += BAR + GAP
    return y


def _stack(sheet: Sheet, bar: Bar, x: float, y: float, unit: float) -> None:
    for standing, count in bar.parts:
        width = count * unit
        sheet.rect(x, y, max(width - 1, 0.6), BAR, fill=LOOKS[standing], said=f"{bar.label}: {count:,} {standing}")
        if width > reach(f"{count:,}") + 8:
            sheet.badge(x + (width - 1) / 2, y + BAR / 2, f"{count:,}")
        x += width


def _slips(sheet: Sheet, chart: Slips) -> float:
    figures = [f"{_signed(each)} to {each.last}" for each in chart.slips]
    rows = Rows(sheet, [each.label for each in chart.slips], figures)
    days = [each.days for each in chart.slips]
    first, last = min([0, *days]), max([0, *days])
    unit = rows.room / ((last - first) or 1)
    zero = rows.start - first * unit
    y = 2.0
    for each, said in zip(chart.slips, figures, strict=True):
        y = rows.row(y, each.label, said)
        left = zero + min(each.days, 0) * unit
        sheet.rect(left, y, max(abs(each.days) * unit, 0.6), BAR, fill=MAIN, said=f"{each.label}: {each.first} {said}")
        sheet.line(zero, y - 3, zero, y + BAR + 3, INK)
        y += BAR + GAP
    return y


def _signed(each: Slip) -> str:
    return "1 day" if each.days == 1 else f"{each.days:,} days"


def _amounts(sheet: Sheet, chart: Amounts) -> float:
    unknown: list[Key] = [("pledged, no figure delivered", INFERRED, MAIN)]
    unknown *= any(each.delivered is None for each in chart.amounts)
    y = legend(sheet, [("delivered", MAIN, MAIN), ("pledged", PAPER, MAIN), *unknown])
    for unit, amounts in chart.by_unit:
        sheet.text(0, y + 12, fitted(unit, sheet.width), bold=True)
        y += LINE + 4
        most = max(max(each.pledged, each.delivered or Decimal(0)) for each in amounts) or Decimal(1)
        for each in amounts:
            for line in lines(f"{each.label}: {each.figures}", sheet.width):
                sheet.text(0, y + 12, line)
                y += LINE
            _delivered(sheet, each, y, (sheet.width - 1) / float(most))
            y += BAR + GAP
        sheet.line(0, y - 4, sheet.width, y - 4, GRID)
        y += 4
    return y


def _delivered(sheet: Sheet, each: Amount, y: float, unit: float) -> None:
    """A bar of what was pledged, in it what was delivered; what exceeds it stands beyond a mark."""
    said = f"{each.label}: {each.figures} ({each.unit})"
    known = each.delivered is not None
    pledged = float(each.pledged) * unit
    sheet.rect(0.5, y, pledged, BAR, fill=PAPER if known else INFERRED, line=MAIN, said=said)
    if each.delivered:
        sheet.rect(
            0.5, y, float(each.delivered) * unit, BAR, fill=MAIN, said=f"{figure(each.delivered, each.unit)} delivered"
        )
    if each.delivered is not None and each.delivered > each.pledged:
        sheet.rect(pledged - 0.5, y - 3, 2, BAR + 6, fill=PAPER)
        sheet.line(pledged + 0.5, y - 4, pledged + 0.5, y + BAR + 4, INK, "4 16")
