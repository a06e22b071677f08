"""The cues of a sentence that tell what became of a pledge, weighed by kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tracker.language.arrivals import plain_deed
from tracker.language.leftovers import rest_of
from tracker.language.outcome_cues import OutcomeRules, Rule, found, tells_what_for
from tracker.language.patterns import patterns
from tracker.language.refusals import since
from tracker.language.sightings import Cue

MANNER = "manner"  # beside the kinds of cue: how a deed was done, which is told of no deed where it stands alone
UNDONE = "undone"  # beside the kinds of cue: deeds that were not done, of all that is against

_MANNERS = ("timely", "fullness")
_DEEDS = ("fulfils", "acts", "advances", "drops")
# Doubts of another clause than the one that told a deed: "the homes stand, although the wait for windows was long".
_OUTSIDE = ("late", "forecast", "calls", "ill")
_ASIDE_TOLD = 0.4  # of their weight

_PATTERNS = patterns(__name__)
_OF_TIME = _PATTERNS["of-time"]
_ASIDE = _PATTERNS["aside"]
_COUNTED = _PATTERNS["counted"]


class Signs(NamedTuple):
    """The cues of one sentence, and their weights by kind."""

    cues: tuple[Cue, ...]
    weights: Mapping[str, float]


def signs(text: str, start: int, end: int, rules: OutcomeRules) -> Signs:
    """The cues of the sentence that stands at a place in a text."""
    cues: list[Cue] = []
    weights: dict[str, float] = {}
    told_at = -1
    for rule, shift, begun, ended in found(text, start, end, rules):
        kind = rule.kind
        if rule.name == "ahead" and tells_what_for(text, start, begun):
            continue
        if kind == "part" and _OF_TIME.match(text, ended):
            continue  # "in the first half of the year"
        if shift and not rule.firm:
            kind = "against" if shift == "not" else "restates"
        if kind in _DEEDS:
            told_at = ended
        aside = rule.name in _OUTSIDE and _is_aside(text, start, told_at, begun, ended)
        _add(weights, rule, kind, rule.weight * (_ASIDE_TOLD if aside else 1))
        name = f"{rule.kind}.{rule.name}"
        signed = -rule.weight if kind == "against" else rule.weight
        cues.append(Cue(name if kind == rule.kind else f"{kind}:{name}", signed, begun, ended))
    for told in (since(text, start, end), None if "fulfils" in weights else plain_deed(text, start, end)):
        if told:
            weights["fulfils"] = weights.get("fulfils", 0.0) + told.weight
            cues.append(told)
    if left := rest_of(text, cues):
        weights[left] = 1.0
    return Signs(tuple(cues), weights)


def _is_aside(text: str, start: int, told_at: int, begun: int, ended: int) -> bool:
    """Whether a doubt stands in another clause than the deed told before it, or than the number."""
    if told_at >= 0:
        return told_at < begun and _ASIDE.search(text, told_at, ended) is not None
    return text.find(";", start, begun) >= 0 and _COUNTED.match(text[start:begun]) is not None


def _add(weights: dict[str, float], rule: Rule, kind: str, weight: float) -> None:
    """Add the weight of a cue of a rule, which was told as of a kind."""
    weights[kind] = weights.get(kind, 0.0) + weight
    if kind == "fulfils" and rule.name in _MANNERS:
        weights[MANNER] = weights.get(MANNER, 0.0) + weight
    elif kind == "against" and rule.kind != kind:
        weights[UNDONE] = weights.get(UNDONE, 0.0) + weight
