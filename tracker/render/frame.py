"""What the charts have in common: room for labels and figures beside or above the bars, and a legend."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.render import cells
from tracker.render.palette import Look
from tracker.render.svg import Sheet, columns, fitted, reach

WIDE, NARROW = 720, 340  # units: a page, and a phone
BAR = 16  # units that a bar is high
GAP = 10
LINE = 17  # units from a line of words to the next
Key = tuple[str, str | Look, str]  # words, fill (none: words alone), line around it


class Rows:
    """Where labels, bars and figures have their place: beside each other on a wide sheet, else above the bars.

    Bars have ``room`` units from ``start``; a row takes ``height``. Words that stand ``beside`` bars leave them alone.
    """

    def __init__(self, sheet: Sheet, labels: Iterable[str], figures: Iterable[str]) -> None:
        self._sheet = sheet
        self.beside = sheet.width >= WIDE
        label = min(max(map(reach, labels), default=0), sheet.width * 0.3)
        self._figure = min(max(map(reach, figures), default=0), sheet.width * 0.35)
        self.start = label + GAP if self.beside else 0
        self.room = sheet.width - self.start - (self._figure + GAP if self.beside else 0)
        self.height = BAR + GAP + (0 if self.beside else LINE)

    def row(self, y: float, label: str, said: str) -> float:
        """Write the label and the figures of a row that begins at ``y``; where its bar begins is returned."""
        sheet = self._sheet
        left = self.start - GAP if self.beside else max(sheet.width - reach(said) - GAP, sheet.width * 0.4)
        label = fitted(label, left)
        right = self._figure if self.beside else sheet.width - reach(label) - GAP
        sheet.text(0, y + 12, label)
        sheet.text(sheet.width, y + 12, fitted(said, right), anchor="end")
        return y if self.beside else y + LINE

    @property
    def end(self) -> float:
        """Where the room for bars ends."""
        return self.start + self.room


def legend(sheet: Sheet, keys: Iterable[Key]) -> float:
    """Explain fills on the upper edge, in as many lines as it takes; where they end is returned."""
    x = y = 0.0
    for said, fill, line in keys:
        swatch = 18 if fill else 0
        taken = swatch + reach(said)
        if x and x + taken > sheet.width:
            x, y = 0, y + LINE
        if fill:
            sheet.rect(x + 0.5, y + 2, 12, 12, fill=fill, line=line)
        sheet.text(x + swatch, y + 12, said)
        x += taken + 12
    return y + LINE + 7


def lines(said: str, width: float) -> list[str]:
    """A sentence as lines that fit on the sheet; none for none."""
    return cells.wrap(cells.markup(said), columns(width)) if said else []
