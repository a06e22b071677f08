"""Charts for a terminal: bars of block characters with the figures beside them. Other kinds are drawn elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from tracker.render import cells
from tracker.render.palette import LOOKS
from tracker.reports.charts import Amounts, Bar, Chart, StandingBars

_GAP = "  "
_DELIVERED, _PLEDGED, _UNKNOWN, _BEYOND = "█", "░", "▒", "▓"
Piece = tuple[str, str]  # characters, and the standing that they are painted like


def lines(chart: Chart, width: int) -> Iterator[list[Piece]]:
    """The lines of a chart in ``width`` columns, each as pieces; none for a kind that is not drawn here."""
    if isinstance(chart, StandingBars):
        yield from _standings(chart, width)
    elif isinstance(chart, Amounts):
        yield from _amounts(chart, width)
    else:
        return
    yield from _words(chart.left, width)


def _standings(chart: StandingBars, width: int) -> Iterator[list[Piece]]:
    labels, rows = [], []
    for bar in chart.bars:
        labels.append(cells.one_line(bar.label))
        figures = ", ".join(f"{count:,} {standing}" for standing, count in bar.parts)
        rows.append(f"{bar.total:,}: {figures}" if figures else "0")
    most = max((bar.total for bar in chart.bars), default=0) or 1
    name, room = _room(labels, width)
    for bar, label, said in zip(chart.bars, labels, rows, strict=True):
        drawn = _stack(bar, max(round(room * bar.total / most), min(room, len(bar.parts))))
        yield from _row(label, name, drawn, room, said, width)
    occur = {standing for bar in chart.bars for standing, _ in bar.parts}
    yield from _words(_GAP.join(f"{look.block} {each}" for each, look in LOOKS.items() if each in occur), width)


def _stack(bar: Bar, room: int) -> list[Piece]:
    """A bar of ``room`` blocks: one for each standing that occurs, and of the rest what falls to its count."""
    parts = bar.parts
    spare = max(0, room - len(parts))
    ends, done = [0], 0
    for _, count in parts:
        done += count
        ends.append(round(spare * done / bar.total))
    found = zip(parts[:room], ends, ends[1:], strict=False)  # a very narrow terminal may have room for none
    return [(LOOKS[standing].block * (end - start + 1), standing) for (standing, _), start, end in found]


def _amounts(chart: Amounts, width: int) -> Iterator[list[Piece]]:
    labels = [cells.one_line(each.label) for each in chart.amounts]
    name, room = _room(labels, width)
    for unit, amounts in chart.by_unit:
        yield from _words(f"In {cells.one_line(unit)}:", width)
        most = max(max(each.pledged, each.delivered or Decimal(0)) for each in amounts) or Decimal(1)
        for each in amounts:
            pledged = round(room * each.pledged / most)
            if each.delivered is None:
                drawn = _UNKNOWN * pledged
            else:
                done = round(room * each.delivered / most)
                drawn = _DELIVERED * min(done, pledged) + _PLEDGED * (pledged - done) + _BEYOND * (done - pledged)
            yield from _row(cells.one_line(each.label), name, [(drawn, "")], room, each.figures, width)
    keys = ((_DELIVERED, "delivered"), (_PLEDGED, "pledged"), (_UNKNOWN, "no figure"), (_BEYOND, "beyond the pledge"))
    yield from _words(_GAP.join(f"{block} {said}" for block, said in keys), width)


def _room(labels: Sequence[str], width: int) -> tuple[int, int]:
    """The columns that labels and bars take: on a wide terminal no more than a quarter and a third."""
    name = min(max(map(cells.measure, labels), default=0), max(12, width // 4), max(1, width // 2))
    return name, max(1, min(max(8, width // 3), width - name - len(_GAP)))


def _row(label: str, name: int, drawn: list[Piece], room: int, said: str, width: int) -> Iterator[list[Piece]]:
    """A label, its bar, and the figures beside it, else below it, in as many lines as they take."""
    label = cells.cut(label, name)
    begun = [(label + " " * (name - cells.measure(label)) + _GAP, ""), *drawn]
    indent = name + room + 2 * len(_GAP)
    if width - indent < 16:
        yield begun
        yield from _words(said, width, _GAP)
        return
    used = sum(len(blocks) for blocks, _ in drawn)
    first, *rest = cells.wrap(cells.one_line(said), width - indent)
    yield [*begun, (" " * (room - used) + _GAP + first, "")]
    yield from ([(" " * indent + each, "")] for each in rest)


def _words(said: str, width: int, indent: str = "") -> Iterator[list[Piece]]:
    if said:
        yield from ([(each, "")] for each in cells.wrap(cells.one_line(said), width, indent, indent))
