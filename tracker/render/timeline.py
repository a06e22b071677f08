"""Deadlines on a line of time: each window, the day asked, and where a deadline has gone since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tracker.render.frame import BAR, Key, Rows, legend
from tracker.render.palette import FAINT, INFERRED, INK, MAIN, PAPER, TODAY
from tracker.render.svg import Sheet, number, reach
from tracker.reports.charts import Timeline, Window

_MONTHS = (
    1,
    2,
    3,
    6,
    12,
    24,
    60,
    120,
    240,
    600,
    1200,
    2400,
    6000,
    12000,
    24000,
)  # that a line of time may be divided by
_TICK = 62  # units that the name of a month needs


def deadlines(sheet: Sheet, chart: Timeline) -> float:
    """Draw the windows; where they end is returned."""
    y = legend(sheet, _keys(chart))
    figures = [_said(each) for each in chart.windows]
    rows = Rows(sheet, [each.label for each in chart.windows], figures)
    days = _days(chart)
    first, last = days[0], days[-1]
    unit = (rows.room - 12) / ((last - first) or 1)

    def place(day: str) -> float:
        return rows.start + 6 + (_number(day) - first) * unit

    top = y + 18
    bottom = top + 4 + rows.height * len(chart.windows)
    _scale(sheet, rows, first, last, unit, bottom)
    now = place(chart.as_of)
    sheet.line(now, top - 2, now, bottom if rows.beside else top + 4, TODAY, "4 3")
    label = f"as of {chart.as_of}"
    half = reach(label) / 2
    sheet.text(min(max(now, half), sheet.width - half), y + 12, label, anchor="middle", colour=TODAY, bold=True)
    for row, (each, said) in enumerate(zip(chart.windows, figures, strict=True)):
        y = rows.row(top + 6 + row * rows.height, each.label, said)
        _window(sheet, each, [place(each.earliest or each.latest), *map(place, (each.latest, *each.later))], y)
        if not rows.beside:  # the words stand above the bars: the line keeps to these, and on them
            sheet.rect(now - 1.5, y, 3, BAR, fill=PAPER)
            sheet.line(now, y - 1, now, y + BAR + 5, TODAY)
    return bottom + 24


def _keys(chart: Timeline) -> list[Key]:
    """What occurs is explained."""
    inferred = {each.basis == "inferred" for each in chart.windows}
    keys: list[Key] = [("stated", MAIN, "")] if False in inferred else []
    keys += [("inferred", INFERRED, MAIN)] if True in inferred else []
    return keys + ([("→ promised since", "", "")] if any(each.later for each in chart.windows) else [])


def _said(each: Window) -> str:
    return f"{each.latest}{f', {each.standing}' if each.standing else ''}"


def _window(sheet: Sheet, each: Window, places: list[float], y: float) -> None:
    start, end, *later = places
    basis = f", {each.basis}" if each.basis else ""
    said = f"{each.label}: {each.earliest or '…'} to {each.latest}{basis}"
    middle = y + BAR / 2
    if end - start < 4:
        sheet.path(_diamond(end, middle), MAIN, said)
    elif each.basis == "inferred":
        sheet.rect(start, y, end - start, BAR, fill=INFERRED, line=MAIN, said=said)
    else:
        sheet.rect(start, y, end - start, BAR, fill=MAIN, said=said)
    for day, x in zip(each.later, later, strict=True):
        back = -1 if x >= end else 1
        sheet.line(end, middle, x + back * 6, middle, INK)
        sheet.path(_arrow(x, middle, back), INK, f"{each.label}: now promised for {day}")
        end = x


def _diamond(x: float, y: float) -> str:
    return f"M{number(x)},{number(y - 7)}l6,7l-6,7l-6,-7Z"


def _arrow(x: float, y: float, back: int) -> str:
    return f"M{number(x)},{number(y)}l{7 * back},-5v10Z"


def _scale(sheet: Sheet, rows: Rows, first: int, last: int, unit: float, bottom: float) -> None:
    """Name months or years below the windows, as many as there is room for, with a line up from each."""
    sheet.line(rows.start, bottom, rows.end, bottom, FAINT)
    for day, name in _ticks(first, last, max(1, int(rows.room / _TICK))):
        x = rows.start + 6 + (day - first) * unit
        sheet.line(x, bottom, x, bottom + 4, FAINT)
        half = reach(name) / 2
        sheet.text(min(max(x, rows.start + half), sheet.width - half), bottom + 16, name, anchor="middle", colour=FAINT)


def _ticks(first: int, last: int, most: int) -> Iterator[tuple[int, str]]:
    if last - first < 63:
        step = 7 if (last - first) / 7 <= most else 14 if (last - first) / 14 <= most else 28
        yield from ((day, date.fromordinal(day).isoformat()[5:]) for day in range(first, last + 1, step))
        return
    begin, end = date.fromordinal(first), date.fromordinal(last)
    months = (end.year - begin.year) * 12 + end.month - begin.month + 1
    step = next((each for each in _MONTHS if months / each <= most), _MONTHS[-1])
    month = begin.year * 12 + begin.month - 1
    month += -month % step
    while month <= end.year * 12 + end.month - 1:
        day = date(month // 12, month % 12 + 1, 1).toordinal()
        if day >= first:
            yield day, f"{month // 12}" if step >= 12 else f"{month // 12}-{month % 12 + 1:02}"
        month += step


def _days(chart: Timeline) -> list[int]:
    """Every day that is shown, in order, as its number."""
    shown = {_number(chart.as_of)}
    for each in chart.windows:
        shown.update(_number(day) for day in (each.earliest, each.latest, *each.later) if day)
    return sorted(shown)


def _number(day: str) -> int:
    return date.fromisoformat(day).toordinal()
