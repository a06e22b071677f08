"""Charts as data: what is to be seen, in figures and in words. Nothing here draws; ``tracker.render`` does.

Each kind has a title, the rows that it shows (at most :data:`ROWS`, in the order given), how many it leaves out, and
``words``: one or two sentences with the same figures, for readers who do not see it. Days are ISO text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from tracker.currencies import is_currency
from tracker.reports.lines import STANDINGS, Line, counted, days_between

if TYPE_CHECKING:
    from decimal import Decimal

ROWS = 20  # that a chart can show and still be read
_LABEL = 60  # characters of a label that are kept


class Bar(NamedTuple):
    """How many pledges of a country, a topic or the like have each standing, in the order of ``STANDINGS``."""

    label: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """The pledges of the row."""
        return sum(self.counts)

    @property
    def parts(self) -> list[tuple[str, int]]:
        """The standings that occur, with their counts."""
        return [(standing, count) for standing, count in zip(STANDINGS, self.counts, strict=True) if count]


class StandingBars(NamedTuple):
    """Rows of pledges counted by standing. ``left_out`` rows hold ``left_count`` pledges that are not shown."""

    title: str
    bars: tuple[Bar, ...]
    left_out: int = 0
    left_count: int = 0

    @property
    def words(self) -> str:
        """The figures in sentences."""
        said = [f"{bar.label} {bar.total:,}{_listed(bar.parts)}" for bar in self.bars]
        return _sentences(f"Pledges by standing: {'; '.join(said) or 'none'}.", self.left)

    @property
    def left(self) -> str:
        """What is left out, in a sentence; nothing if all is shown."""
        return f"Not shown: {self.left_out:,} more, with {self.left_count:,} together." if self.left_out else ""


class Window(NamedTuple):
    """The deadline of a pledge: inclusive days, its basis (``stated`` or ``inferred``), later days promised since."""

    label: str
    earliest: str | None
    latest: str
    basis: str | None = None
    later: tuple[str, ...] = ()
    standing: str = ""


class Timeline(NamedTuple):
    """Deadlines on a line of time. ``left_out`` have one and are not shown, ``undated`` have none."""

    title: str
    as_of: str
    windows: tuple[Window, ...]
    left_out: int = 0
    undated: int = 0

    @property
    def words(self) -> str:
        """The days in sentences."""
        said = "; ".join(_due(each, self.as_of) for each in self.windows)
        return _sentences(f"Deadlines as of {self.as_of}: {said or 'none'}.", self.left)

    @property
    def left(self) -> str:
        """What is left out, in a sentence; nothing if all is shown."""
        more = f"{self.left_out:,} more with a deadline" if self.left_out else ""
        none = f"{self.undated:,} without a deadline" if self.undated else ""
        return f"Not shown: {' and '.join(filter(None, (more, none)))}." if more or none else ""


class Slip(NamedTuple):
    """From the first deadline of a pledge to the last one promised."""

    label: str
    first: str
    last: str

    @property
    def days(self) -> int:
        """Whole days from the first to the last; below zero where it was brought forward."""
        return days_between(self.first, self.last)


class Slips(NamedTuple):
    """How far deadlines have moved, in days. ``left_out`` have moved and are not shown."""

    title: str
    slips: tuple[Slip, ...]
    left_out: int = 0

    @property
    def words(self) -> str:
        """The days in sentences."""
        said = [f"{each.label} {each.days:,} ({each.first} to {each.last})" for each in self.slips]
        return _sentences(f"Days from the first to the last deadline promised: {'; '.join(said) or 'none'}.", self.left)

    @property
    def left(self) -> str:
        """What is left out, in a sentence; nothing if all is shown."""
        return f"Not shown: {self.left_out:,} more." if self.left_out else ""


class Amount(NamedTuple):
    """What was pledged and what of it is known to be delivered (``None``: not known), in one unit.

    Of ``without_figure`` pledges something is told to be delivered, and not how much. What of it was ``dropped``, and
    what is delivered ``beside`` it, of pledges that are not added up, is said in words (``tracker.reports.figures``).
    """

    label: str
    unit: str
    pledged: Decimal
    delivered: Decimal | None = None
    qualifier: str | None = None
    without_figure: int = 0
    dropped: str = ""
    beside: str = ""

    @property
    def figures(self) -> str:
        """All of it in words: ``up to 14 pledged, 7 delivered``."""
        firm = f"{self.qualifier} " if self.qualifier else ""
        untold = f"of {counted(self.without_figure, 'pledge')} something delivered, no figure told"
        known = f"{figure(self.delivered, self.unit)} delivered" if self.delivered is not None else ""
        done = [*filter(None, (known, untold if self.without_figure else "", self.beside))]
        said = filter(None, (f"{firm}{figure(self.pledged, self.unit)} pledged", self.dropped))
        return ", ".join([*said, *(done or ["not known to be delivered"])])


class Amounts(NamedTuple):
    """Quantities pledged and delivered, those of a unit together. ``left_out`` are not shown."""

    title: str
    amounts: tuple[Amount, ...]
    left_out: int = 0

    @property
    def by_unit(self) -> list[tuple[str, tuple[Amount, ...]]]:
        """Each unit with its amounts: there is no axis for two."""
        return [(unit, tuple(each)) for unit, each in groupby(self.amounts, key=lambda amount: amount.unit)]

    @property
    def words(self) -> str:
        """The quantities in sentences."""
        said = [
            f"in {unit}, " + "; ".join(f"{each.label} {each.figures}" for each in amounts)
            for unit, amounts in self.by_unit
        ]
        return _sentences(f"Pledged and delivered: {'; '.join(said) or 'none'}.", self.left)

    @property
    def left(self) -> str:
        """What is left out, in a sentence; nothing if all is shown."""
        return f"Not shown: {self.left_out:,} more." if self.left_out else ""


Chart = StandingBars | Timeline | Slips | Amounts


def standing_bars(title: str, counts: Iterable[tuple[str, Mapping[str, int]]], rows: int = ROWS) -> StandingBars:
    """Bars of pledges by standing; ``counts`` gives each row's label and its count for every standing that it has.

    A pledge that is counted in two rows is in both. Raises ``ValueError`` for a standing that there is not, and for
    a count below zero.
    """
    bars: list[Bar] = []
    left_out = left_count = 0
    for label, tally in counts:
        if not tally.keys() <= set(STANDINGS) or any(count < 0 for count in tally.values()):
            raise ValueError(f"{label}: no counts by standing: {dict(tally)}")
        bar = Bar(_label(label), tuple(tally.get(standing, 0) for standing in STANDINGS))
        if len(bars) < rows:
            bars.append(bar)
        else:
            left_out, left_count = left_out + 1, left_count + bar.total
    return StandingBars(title, tuple(bars), left_out, left_count)


def timeline(title: str, as_of: str, lines: Iterable[Line | Window], rows: int = ROWS) -> Timeline:
    """The deadlines of a list on a line of time. ``as_of`` is the day asked."""
    windows: list[Window] = []
    left_out = undated = 0
    for line in lines:
        if not line.latest:
            undated += 1
        elif len(windows) < rows:
            each = line if isinstance(line, Window) else window(line)
            windows.append(each._replace(label=_label(each.label)))
        else:
            left_out += 1
    return Timeline(title, as_of, tuple(windows), left_out, undated)


def window(line: Line) -> Window:
    """The window of a line that has a deadline."""
    later = (line.slipped_to,) if line.slipped_to else ()
    return Window(line.ref, line.earliest, line.latest or "", line.basis, later, line.standing)


def slips(title: str, lines: Iterable[Line | Slip], rows: int = ROWS) -> Slips:
    """How far the deadlines of a list have moved; lines whose deadline has not are passed over."""
    found: list[Slip] = []
    left_out = 0
    for line in lines:
        if isinstance(line, Slip):
            each = line._replace(label=_label(line.label))
        elif line.latest and line.slipped_to:
            each = Slip(_label(line.ref), line.latest, line.slipped_to)
        else:
            continue
        if len(found) < rows:
            found.append(each)
        else:
            left_out += 1
    return Slips(title, tuple(found), left_out)


def amounts(title: str, given: Iterable[Amount], rows: int = ROWS) -> Amounts:
    """Quantities pledged and delivered; those of a unit are brought together, units in the order of their first.

    Raises ``ValueError`` for a quantity below zero or without end.
    """
    units: dict[str, list[Amount]] = {}
    taken = left_out = 0
    for each in given:
        for quantity in (each.pledged, each.delivered):
            if quantity is not None and not (quantity.is_finite() and quantity >= 0):
                raise ValueError(f"{each.label}: no quantity: {quantity}")
        if taken < rows:
            taken += 1
            kept = each._replace(label=_label(each.label), unit=_label(each.unit))
            units.setdefault(kept.unit, []).append(kept)
        else:
            left_out += 1
    return Amounts(title, tuple(each for found in units.values() for each in found), left_out)


def drawn(charts: Iterable[Chart]) -> tuple[Chart, ...]:
    """The charts that have something to show."""
    return tuple(each for each in charts if each[1 if not isinstance(each, Timeline) else 2])


def figure(quantity: Decimal | int, unit: str = "") -> str:
    """A quantity as people write it: all its digits, in groups of three; money with two decimals or none."""
    if isinstance(quantity, int):
        return f"{quantity:,}"
    written = f"{quantity:,f}"
    return f"{written}0" if written[-2:-1] == "." and is_currency(unit) else written


def _sentences(*said: str) -> str:
    return " ".join(filter(None, said))


def _label(said: str) -> str:
    said = " ".join(said.split())
    return said if len(said) <= _LABEL else said[: _LABEL - 1].rstrip() + "…"


def _listed(parts: Iterable[tuple[str, int]]) -> str:
    said = ", ".join(f"{count:,} {standing}" for standing, count in parts)
    return f" ({said})" if said else ""


def _due(each: Window, as_of: str) -> str:
    ahead = days_between(as_of, each.latest)
    days = counted(abs(ahead), "day")
    when = "today" if not ahead else f"{days} ahead" if ahead > 0 else f"passed {days} ago"
    since = f"window from {each.earliest}" if each.earliest and each.earliest != each.latest else ""
    about = ", ".join(filter(None, (each.basis, since, when, each.standing)))
    later = f", now promised for {' and then '.join(each.later)}" if each.later else ""
    return f"{each.label} by {each.latest} ({about}){later}"
