"""How each standing looks: a colour, a pattern, and a block for terminals. None is told by its colour alone.

Every fill has a contrast of 3:1 or more with white, ink and links 4.5:1. Two standings differ in their pattern, or
else by 12 steps of lightness and more, so that they stay apart for the colour-blind and on a grey print.
"""

from typing import NamedTuple

from tracker.reports.lines import STANDINGS

INK, FAINT, PAPER = "#1b1b1b", "#595959", "#ffffff"
GRID = "#d0d0d0"  # lines that nothing depends on
MAIN, TODAY = "#1d5c9e", "#9c1c12"  # what is no standing: a window, a slip, an amount; the day asked


class Look(NamedTuple):
    """``pattern`` lies in white on ``fill``: a path in a square of 6 units, none for a plain fill."""

    fill: str
    pattern: str
    block: str


_DIAGONAL, _BACK = "M-1,1L1,-1M0,6L6,0M5,7L7,5", "M-1,5L1,7M0,0L6,6M5,-1L7,1"

LOOKS = dict(
    zip(
        STANDINGS,
        (
            Look("#6e1410", "", "█"),
            Look("#b3540c", _DIAGONAL, "▓"),
            Look("#1d5c9e", "", "▒"),
            Look("#15788f", "M1.5,0V6M4.5,0V6", "░"),
            Look("#7a4fa3", "M1,1.5H3M4,4.5H6", "▚"),
            Look("#5c5c5c", "M0,3H6M3,0V6", "·"),
            Look("#5d7d16", _BACK, "▄"),
            Look("#2f9460", "", "▁"),
        ),
        strict=True,
    )
)
INFERRED = Look(MAIN, _DIAGONAL, "░")  # a window, or an amount of which nothing is known


def slug(standing: str) -> str:
    """A standing as the name of a style: ``fulfilled-late``."""
    return standing.replace(" ", "-")
