"""How good the machine's proposals are, and how far two people agree on them: plain arithmetic on decisions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any, NamedTuple

TAKEN = frozenset({"accepted", "edited"})


class Precision(NamedTuple):
    """Of the proposals decided: how many were accepted as they stood, accepted edited, and rejected."""

    accepted: int
    edited: int
    rejected: int

    @property
    def decided(self) -> int:
        return self.accepted + self.edited + self.rejected

    @property
    def value(self) -> float | None:
        """The share that was taken, edited or not; ``None`` where nothing was decided."""
        return (self.accepted + self.edited) / self.decided if self.decided else None


class Agreement(NamedTuple):
    """Two people on the items that both coded: how often they agree, Cohen's kappa, and where they do not.

    ``kappa`` is ``None`` where both gave one and the same answer throughout: chance alone would agree as much
    (Cohen, "A coefficient of agreement for nominal scales", 1960).
    """

    one: str
    other: str
    items: int
    agreed: int
    kappa: float | None
    disagreed: tuple[str, ...]


def standing_decisions(decisions: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], Mapping[str, Any]]:
    """The last decision of each person on each proposal, by proposal and person; undone ones count as none.

    Who undoes takes back their own decision, else the last one that anybody took.
    """
    last: defaultdict[str, dict[str, Mapping[str, Any]]] = defaultdict(dict)
    for each in decisions:
        of_proposal, reviewer = last[each["proposal"]], each["reviewer"]
        if each["decided"] == "undone":
            of_proposal.pop(reviewer if reviewer in of_proposal else next(reversed(of_proposal), reviewer), None)
        else:
            of_proposal.pop(reviewer, None)
            of_proposal[reviewer] = each
    return {(ref, who): each for ref, of_proposal in last.items() for who, each in of_proposal.items()}


def precision_by_band(decisions: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], Precision]:
    """Precision by kind and band."""
    counted: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for each in standing_decisions(decisions).values():
        counted[each["kind"], each["band"]][each["decided"]] += 1
    return {key: _precision(counts) for key, counts in sorted(counted.items())}


def precision_by_cue(decisions: Iterable[Mapping[str, Any]]) -> dict[str, Precision]:
    """Precision by cue: of the proposals in which it fired, those that it spoke for or against."""
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for each in standing_decisions(decisions).values():
        for rule in {cue.rule for cue in each["cues"]}:
            counted[rule][each["decided"]] += 1
    return {rule: _precision(counts) for rule, counts in sorted(counted.items())}


def agreements(decisions: Iterable[Mapping[str, Any]]) -> list[Agreement]:
    """Every two people who coded the same proposals: taken or rejected, edits put aside."""
    coded: defaultdict[str, dict[str, bool]] = defaultdict(dict)
    for (proposal, reviewer), each in standing_decisions(decisions).items():
        coded[reviewer][proposal] = each["decided"] in TAKEN
    found = []
    for one, other in combinations(sorted(coded), 2):
        both = sorted(coded[one].keys() & coded[other].keys())
        if both:
            found.append(_agreement(one, other, [(each, coded[one][each], coded[other][each]) for each in both]))
    return found


def kappa(pairs: Iterable[tuple[bool, bool]]) -> float | None:
    """Cohen's kappa of pairs of answers: agreement beyond chance, at most 1; ``None`` where it is not defined."""
    given = list(pairs)
    if not given:
        return None
    total = len(given)
    observed = sum(one == other for one, other in given) / total
    yes = sum(one for one, _ in given) / total, sum(other for _, other in given) / total
    expected = yes[0] * yes[1] + (1 - yes[0]) * (1 - yes[1])
    return None if expected == 1 else (observed - expected) / (1 - expected)


def _agreement(one: str, other: str, coded: list[tuple[str, bool, bool]]) -> Agreement:
    disagreed = tuple(ref for ref, first, second in coded if first != second)
    answers = [(first, second) for _, first, second in coded]
    return Agreement(one, other, len(coded), len(coded) - len(disagreed), kappa(answers), disagreed)


def _precision(counts: Counter[str]) -> Precision:
    return Precision(counts["accepted"], counts["edited"], counts["rejected"])
