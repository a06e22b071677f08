"""The one table that a run prints: what, its floor, the ratio measured, the limit, the verdict."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tests.benchmarks.measure import Cost

HEADINGS = ("what", "floor", "ratio", "limit", "verdict", "cpu ms", "wall ms", "MB")


class Line(NamedTuple):
    """One ratio. ``most`` is a limit from above; ``least`` from below (a speed-up); neither: it is only told.

    ``seconds`` marks a limit in time instead of a floor beside: another machine meets or misses it, so that a miss is
    told and fails no run.
    """

    what: str
    floor: str
    ratio: float | None
    most: float | None = None
    least: float | None = None
    cost: Cost | None = None
    remark: str = ""
    seconds: bool = False

    @property
    def verdict(self) -> str:
        """``met`` or ``missed``; the remark where there is no limit."""
        if self.ratio is None or not self.limited:
            return self.remark
        over = self.most is not None and self.ratio > self.most
        under = self.least is not None and self.ratio < self.least
        return "missed" if over or under else "met"

    @property
    def limited(self) -> bool:
        return self.most is not None or self.least is not None

    def cells(self) -> tuple[str, ...]:
        """The line as it is printed."""
        limit = f"<= {self.most:g}" if self.most is not None else f">= {self.least:g}" if self.least is not None else ""
        cost = self.cost
        return (
            self.what,
            self.floor,
            "" if self.ratio is None else f"{self.ratio:.2f}",
            limit,
            self.verdict,
            f"{cost.cpu:.1f}" if cost else "",
            f"{cost.wall:.1f}" if cost else "",
            f"{cost.memory:.1f}" if cost and cost.memory else "",
        )


def judged(lines: Iterable[Line]) -> tuple[str, bool]:
    """How many limits are missed, with their lines, in words; and whether the run has failed by it."""
    limited = [line for line in lines if line.limited]
    missed = [line for line in limited if line.verdict == "missed"]
    said = [f"{len(missed)} of {len(limited)} limits are missed{':' if missed else ''}"]
    said += [f"  {line.what}{' (a limit in seconds: it fails nothing)' if line.seconds else ''}" for line in missed]
    return "\n".join(said), any(not line.seconds for line in missed)


def written(lines: Iterable[Line]) -> str:
    """The lines as a table: the first two columns and the verdict to the left, figures to the right."""
    rows = [HEADINGS, *(each.cells() for each in lines)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    left = (0, 1, 4)
    return "\n".join(
        "  ".join(
            text.ljust(width) if place in left else text.rjust(width)
            for place, (text, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
