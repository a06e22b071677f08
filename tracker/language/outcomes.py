"""What a sentence says became of a pledge: an outcome read from cues with weights, or ``unclear``.

Cues are data (``en/outcomes.toml``). A deed after "will" is a promise, after "not" it speaks against every outcome; a
deed in part ``advances``; a quantity below the one pledged is a part, and one that is still to come a forecast.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tracker.errors import BadInputError
from tracker.language import tables
from tracker.language.arrivals import plain_deed
from tracker.language.leftovers import DONE, TO_COME, rest_of
from tracker.language.outcome_cues import STOPS, OutcomeRules, Rule, Trie, found, tells_what_for
from tracker.language.refusals import since
from tracker.language.sightings import Cue
from tracker.language.vocabulary import vocabulary

__all__ = ["KINDS", "UNCLEAR", "OutcomeRules", "Signs", "decide", "load_outcome_rules", "signs"]

UNCLEAR = "unclear"
KINDS = ("fulfils", "acts", "advances", "drops", "activates", "restates", "part", "whole", "against")

_FILE = Path(__file__).parent / "en" / tables.OUTCOMES
_OF_TIME = re.compile(
    r" (?:of )?(?:(?:the|this|next|last|that) )?(?:(?:financial|fiscal|coming|current|following) )?"
    r"(?:years?|months?|weeks?|decade|seasons?|quarters?|centur(?:y|ies)|winter|summer|term|period|(?:19|20)\d\d)\b"
)
_DEEDS = ("fulfils", "acts", "advances", "drops")
# Doubts of another clause than the one that told a deed: "the homes stand, although the wait for windows was long".
_OUTSIDE = ("late", "forecast", "calls", "ill")
_ASIDE = re.compile(r"[,;:—–] ?(?:although|though|even if|while|whereas|which|where|after|who|when|as)\b|;|\. |,? and (?:has|have|had|is|are|was|were|now|then)\b")
_COUNTED_FIRST = re.compile(r"\A[^;]{0,80}?\b\d[^;]{0,120}; ")
_ASIDE_TOLD = 0.4  # of their weight
_UNDONE = "undone"  # beside the kinds of cue: deeds that were not done, of all that is against
_DENIED = 1.5  # weight against that keeps a pledge from being dropped
_SAME_DEED = 1.4  # weight of a deed in the pledge's own words
_IN_PARTS = 3.0  # weight of words for a part that a figure for the whole does not outweigh
_WHOLE = 0.9  # weight of what is told of the whole
_SAME_ACT = 0.4  # of weight, where an act is the one pledged


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
        aside = rule.name in _OUTSIDE and (
            (0 <= told_at < begun and _ASIDE.search(text, told_at, ended) is not None)
            or (told_at < 0 and text.find(";", start, begun) >= 0 and _COUNTED_FIRST.match(text[start:begun]) is not None)
        )
        weighs = rule.weight * (_ASIDE_TOLD if aside else 1)
        weights[kind] = weights.get(kind, 0.0) + weighs
        if shift == "not" and kind != rule.kind:
            weights[_UNDONE] = weights.get(_UNDONE, 0.0) + weighs
        signed = -rule.weight if kind == "against" else rule.weight
        cues.append(
            Cue(
                f"{rule.kind}.{rule.name}" if kind == rule.kind else f"{kind}:{rule.kind}.{rule.name}",
                signed,
                begun,
                ended,
            )
        )
    for told in (since(text, start, end), None if "fulfils" in weights else plain_deed(text, start, end)):
        if told:
            weights["fulfils"] = weights.get("fulfils", 0.0) + told.weight
            cues.append(told)
    if left := rest_of(text, cues):
        weights[left] = 1.0
    return Signs(tuple(cues), weights)


def decide(
    signs: Signs,
    rules: OutcomeRules,
    *,
    act: bool = False,
    begun: bool = False,
    deed: bool = False,
    share: float | None = None,
    ahead: float | None = None,
    over: bool = False,
) -> tuple[str, float]:
    """The outcome, a word of ``Outcome`` or ``unclear``, and the weight by which it leads.

    ``act``: whether its acts are those that the pledge tells of; ``begun``: whether a beginning is all that was promised; ``deed``: whether it tells in the past, in the same
    words, what was to be done; ``share``: what part of the quantity pledged it tells of; ``ahead``: the
    same of an amount in the pledge's own unit, which may be still to come; ``over``: whether it tells of
    what was or is, for a share of it, or the whole, that no deed goes with.
    """
    weights = _measured(signs, act, begun, deed, share)
    if share is not None and share > 1 and "advances" in signs.weights and "part" not in signs.weights:
        weights["fulfils"] += weights.pop("advances")  # more stands than was promised
    against = weights.pop("against")
    measured = share is not None or "part" in signs.weights or "whole" in signs.weights
    told = sum(weights.values()) - (weights["restates"] if _only_recalls(signs) and share is not None and share < 1 else 0.0)
    if over and measured and against < rules.settings["clear"] and not told:
        some = signs.weights.get("part", 0.0)
        part = share < 1 or some >= _IN_PARTS if share is not None else some > 0
        return ("advances" if part else "fulfils"), rules.settings["clear"]
    (best, first), (_, second), *_ = sorted(weights.items(), key=lambda each: (-each[1], each[0]))
    lead = first - max(against, second)
    forecast = ahead is not None and ahead < 1 and not signs.weights.get("fulfils")
    if best == "restates" and forecast and TO_COME not in signs.weights:
        return UNCLEAR, lead  # a quantity still to come that is less than the one pledged: a forecast
    doubtful = against - signs.weights.get(_UNDONE, 0.0) >= _DENIED if best == "drops" else first - against < rules.settings["clear"]
    if doubtful or first - second < rules.settings["margin"]:
        return UNCLEAR, lead
    return best, lead


def _only_recalls(signs: Signs) -> bool:
    """Whether the promise is only named, to tell how much of it there is: "nine tenths of what was promised"."""
    return all(cue.rule == "restates.promised" for cue in signs.cues if cue.rule.startswith("restates"))


def _measured(signs: Signs, act: bool, begun: bool, deed: bool, share: float | None) -> dict[str, float]:
    """The weights of the outcomes once it is known how much was done, and "against"."""
    get = signs.weights.get
    fulfils, advances, drops = get("fulfils", 0.0), get("advances", 0.0), get("drops", 0.0)
    if act:
        fulfils += get("acts", 0.0) + _SAME_ACT
    else:
        advances += get("acts", 0.0)
    if begun:
        fulfils, advances = fulfils + advances, 0.0
    if deed and not fulfils:
        fulfils = _SAME_DEED
    part, whole = get("part", 0.0), get("whole", 0.0)
    if DONE in signs.weights:
        share, part, whole = None, 0.0, whole + _WHOLE
    elif TO_COME in signs.weights:
        share, part = None, 0.0
    if share is not None and share >= 1 and part >= _IN_PARTS and not whole:
        share = None  # the whole is named only to tell the part: "of the 50, less than half"
    if share is not None:
        part, whole = (part + 1.6, whole) if share < 1 else (part * 0.5, whole + _WHOLE)
    if part > whole and (fulfils or advances):
        advances, fulfils = advances + 0.9 * fulfils + 0.5 * part, 0.0
    elif fulfils:
        fulfils += whole
    restates = get("restates", 0.0)
    if fulfils + advances + drops >= 1.5:
        restates *= 0.4
    if drops:
        fulfils, advances, restates = 0.4 * fulfils, 0.4 * advances, 0.4 * restates
    activates = 0.0 if restates >= 1.0 else get("activates", 0.0)
    return {
        "fulfils": fulfils,
        "advances": advances,
        "drops": drops,
        "restates": restates,
        "activates": activates,
        "against": get("against", 0.0),
    }


def load_outcome_rules(path: Path | None = None) -> OutcomeRules:
    """The shipped English cues, or those with a user's own table laid over them.

    :raises BadInputError: naming the file and the place, when the table cannot be taken.
    """
    if path is None:
        return _shipped_rules()
    shipped, own = tables.parse(_FILE), _decimals(tables.parse(path))
    tables.check_version(own, shipped, path, tables.OUTCOMES)
    tables.compare(own, shipped, path, shipped=tables.OUTCOMES)
    return _build(tables.overlay(shipped, own), path)


@cache
def _shipped_rules() -> OutcomeRules:
    return _build(tables.parse(_FILE), _FILE)


def _decimals(table: dict[str, Any]) -> dict[str, Any]:
    """A user's table with whole weights and thresholds as decimals."""
    decimal = {"weight", *_SETTINGS}
    return {
        key: _decimals(value)
        if isinstance(value, dict)
        else float(value)
        if key in decimal and type(value) is int
        else value
        for key, value in table.items()
    }


_SETTINGS = ("clear", "margin", "link", "likely")


def _build(table: dict[str, Any], path: Path) -> OutcomeRules:
    rules = []
    trie: Trie = {}
    for kind in KINDS:
        for name, cue in table[kind].items():
            place = f"{kind}.{name}"
            for key in ("weight", "firm", "phrases", "fires", "spares"):
                if cue.get(key) in (None, "", []):
                    raise _refusal(path, f"{place}.{key}", "is missing")
            if not 0 < cue["weight"] <= 10:
                raise _refusal(path, f"{place}.weight", "must lie above 0 and be 10 at most")
            rule = Rule(kind, name, cue["weight"], cue["firm"], cue["fires"], cue["spares"])
            rules.append(rule)
            for phrase in cue["phrases"]:
                _plant(trie, phrase, rule, path, place)
    for name, value in table["settings"].items():
        if not 0 <= value <= 10:
            raise _refusal(path, f"settings.{name}", "must lie between 0 and 10")
    shifts = {word: kind for kind in ("ahead", "not") for word in table["words"][kind]}
    telling = {
        word: (trie.get(word), word in STOPS, word in shifts or word.endswith("n't"))
        for word in (*trie, *shifts, *STOPS)
    }
    return OutcomeRules(table["version"], tuple(rules), trie, shifts, telling, table["settings"], vocabulary(table))


def _plant(trie: Trie, phrase: str, rule: Rule, path: Path, place: str) -> None:
    words = re.findall(r"[^\W_]+(?:[-'][^\W_]+)*|\*", phrase.lower().replace("’", "'"))
    if not words or "*" in (words[0], words[-1]) or len(words) > 8:
        raise _refusal(
            path, f"{place}.phrases", f'holds "{phrase}": a phrase is 1 to 8 words, and no star at either end'
        )
    for word in words:
        trie = trie.setdefault(word, {})
    trie[""] = rule


def _refusal(path: Path, place: str, why: str) -> BadInputError:
    return tables.refusal(path, place, why, tables.OUTCOMES)
