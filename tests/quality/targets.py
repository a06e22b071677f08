"""The figures to reach, and a score printed beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tests.quality.score import Figure, Score

# What rules may be tuned on, and what is looked at only to report; a line for each corpus of fixtures (quality,
# practice to practice7).
DEVELOPMENT = (
    *("TNK", "SHL", "CLM", "NHS"),
    *("AID", "GRD", "SKY", "TRN"),
    *("HOM", "CYB", "REF", "RAI", "FRG", "SCH", "TAX"),
    *("GUA", "AIR"),  # and its HOM
    *("COA", "MIN", "DON"),
    *("ADF", "VXN", "LOA"),
    *("JET", "MGX"),
    *("HEL", "FLT"),
)
HELD_OUT = (
    *("ERA", "COW"),
    *("HLT", "AST"),
    *("CLI", "VAX", "ENG", "FAR", "ARM", "HOS", "MIG"),
    *("SAN", "REC", "DEV"),
    *("WIN", "G20", "BAL"),
    *("CLF", "ENE", "VEH"),
    *("SNX", "RBD"),
    *("WTR", "CLX"),
)

_PARTS = {"likely": "pledges, likely", "both": "pledges, likely and possible", "links": "follow-ups"}


class Target(NamedTuple):
    """What a figure of a part of the score has to reach, or (``at_most``) must not pass."""

    part: str
    figure: str
    limit: float
    at_most: bool = False

    def met(self, figure: Figure) -> bool | None:
        """Tell whether a figure keeps to it; ``None`` where there was nothing to measure."""
        if not figure.of:
            return None
        share = figure.hit / figure.of
        return share <= self.limit if self.at_most else share >= self.limit


TARGETS = (
    Target("likely", "precision", 0.85),
    Target("likely", "recall", 0.65),
    Target("likely", "traps", 0.12, at_most=True),
    Target("both", "precision", 0.72),
    Target("both", "recall", 0.88),
    Target("both", "parties_overlap", 0.92),
    Target("both", "parties_exact", 0.80),
    Target("both", "deadline_when_given", 0.90),
    Target("both", "condition_found", 0.85),
    Target("both", "amount", 0.90),
    Target("both", "topic", 0.80),
    Target("links", "recall_at_1", 0.80),
    Target("links", "recall_at_5", 0.92),
    Target("links", "outcome", 0.88),
    Target("links", "unclear", 0.30, at_most=True),
    Target("links", "traps", 0.12, at_most=True),
)


def written(scores: Mapping[str, Score]) -> str:
    """Scores as a table: a column for each set of documents, each figure with its counts and its verdict."""
    sets = [*scores]
    lines = [f"{'':24}{'target':>8}" + "".join(f"  {name:<24}" for name in sets)]
    for part, title in _PARTS.items():
        lines += ["", title]
        for name, first in getattr(scores[sets[0]], part)._asdict().items():
            if name == "confusion":
                continue
            target = next((each for each in TARGETS if (each.part, each.figure) == (part, name)), None)
            values = [getattr(getattr(scores[each], part), name) for each in sets]
            cells = "".join(f"  {_cell(value, target):<24}" for value in values)
            label = name.replace("_", " ")
            limit = f"{'≤' if target.at_most else '≥'} {target.limit:.2f}" if target else ""
            lines.append(f"  {label:<22}{limit:>8}{cells}" if first is not None else label)
    lines += ["", "outcome: by the gold -> proposed"]
    pairs = sorted({pair for each in scores.values() for pair in each.links.confusion})
    for gold, said in pairs:
        counts = "".join(f"  {each.links.confusion.get((gold, said), 0):<24}" for each in scores.values())
        lines.append(f"  {f'{gold} -> {said}':<30}{counts}")
    lines.append("")
    for name, each in scores.items():
        verdicts = [met(each, target) for target in TARGETS]
        lines.append(f"{name}: {verdicts.count(True)} of {len(TARGETS)} targets met, {verdicts.count(False)} missed")
    return "\n".join(line.rstrip() for line in lines)


def met(score: Score, target: Target) -> bool | None:
    """Tell whether a score keeps to a target."""
    return target.met(getattr(getattr(score, target.part), target.figure))


def _cell(value: Figure | float, target: Target | None) -> str:
    if not isinstance(value, Figure):
        return f"{value:5.3f}" if isinstance(value, float) else f"{value:5}"
    share = "    –" if value.value is None else f"{value.value:5.3f}"
    verdict = {True: "met", False: "missed", None: ""}[target.met(value) if target else None]
    return f"{share} {f'({value.hit} of {value.of})':<12} {verdict}"
