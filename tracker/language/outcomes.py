"""What a sentence says became of a pledge: an outcome read from cues with weights, or ``unclear``.

Cues are data (``en/outcomes.toml``). A deed after "will" is a promise, after "not" it speaks against every outcome; a
deed in part ``advances``; a quantity below the one pledged is a part, and one that is still to come a forecast.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tracker.errors import BadInputError
from tracker.language import tables
from tracker.language.hints import hints_of
from tracker.language.leftovers import DONE, TO_COME
from tracker.language.outcome_cues import STOPS, OutcomeRules, Rule, Trie
from tracker.language.outcome_signs import GOVERNED, MANNER, RECALLED, UNDONE, Signs, signs
from tracker.language.sightings import UNCLEAR
from tracker.language.vocabulary import vocabulary
from tracker.language.worth import About, Worth, shipped, shipped_about

__all__ = ["KINDS", "OutcomeRules", "Signs", "decide", "load_outcome_rules", "signs"]

KINDS = ("fulfils", "acts", "advances", "drops", "activates", "restates", "part", "whole", "against")

_FILE = Path(__file__).parent / "en" / tables.OUTCOMES
_DENIED = 1.5  # weight against that keeps a pledge from being dropped
_NO_DENIAL = ("against.late", "against.ill")  # what is late or ill is dropped all the more
_SAME_DEED = 1.4  # weight of a deed in the pledge's own words
_IN_PARTS = 3.0  # weight of words for a part that a figure for the whole does not outweigh
_PART, _WHOLE = 1.6, 0.9  # weights of a number that is less than the one pledged, and of one that is not
_BEFORE_THE_DEED = 0.4  # of the weight of steps that are told beside the deed that they led to
_SAME_ACT = 0.4  # of weight, where an act is the one pledged


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
    now: bool = False,
) -> tuple[str, float]:
    """The outcome, a word of ``Outcome`` or ``unclear``, and the weight by which it leads.

    ``act``: whether its acts are those that the pledge tells of; ``begun``: whether a beginning is all that was
    promised; ``deed``: whether it tells in the past, in the same words, what was to be done; ``share``: what part of
    the quantity pledged it tells of; ``ahead``: the same of an amount in the pledge's own unit, which may be still to
    come; ``over``: whether it tells of what was or is, for a share of it, or the whole, that no deed goes with;
    ``now``: whether the share is one that it tells of before another that is to come.
    """
    clear, margin = rules.settings["clear"], rules.settings["margin"]
    weights = _measured(signs, act, begun, deed, share)
    against = weights.pop("against")
    told = share is not None or "part" in signs.weights or "whole" in signs.weights
    if over and told and against < clear and not _of_deeds(weights, signs, share):
        some = signs.weights.get("part", 0.0)
        part = share < 1 or some >= _IN_PARTS or GOVERNED in signs.weights if share is not None else some > 0
        return ("advances" if part else "fulfils"), clear
    if (
        now
        and share is not None
        and share < 1
        and against < clear
        and max(weights, key=weights.__getitem__) == "restates"
    ):
        return "advances", clear
    (best, first), (_, second), *_ = sorted(weights.items(), key=lambda each: (-each[1], each[0]))
    lead = first - max(against, second)
    forecast = ahead is not None and ahead < 1 and not signs.weights.get("fulfils")
    if best == "restates" and forecast and TO_COME not in signs.weights:
        return UNCLEAR, lead  # a quantity still to come that is less than the one pledged: a forecast
    undone = signs.weights.get(UNDONE, 0.0)
    undone += sum(-cue.weight for cue in signs.cues if cue.rule in _NO_DENIAL)
    doubtful = against - undone >= _DENIED if best == "drops" else first - against < clear
    if doubtful or first - second < margin:
        return UNCLEAR, lead
    return best, lead


def _of_deeds(weights: Mapping[str, float], signs: Signs, share: float | None) -> float:
    """The weight of all outcomes; the promise is left out where it is only named to tell how much of it there is."""
    every = sum(weights.values())
    if share is None:
        return every
    if share >= 1:
        return every - signs.weights.get(RECALLED, 0.0)
    recalled = all(cue.rule == "restates.promised" for cue in signs.cues if cue.rule.startswith("restates"))
    return every - weights["restates"] if recalled else every


def _measured(signs: Signs, act: bool, begun: bool, deed: bool, share: float | None) -> dict[str, float]:
    """The weights of the outcomes once it is known how much was done, and "against"."""
    get = signs.weights.get
    fulfils, advances = get("fulfils", 0.0), get("advances", 0.0)
    drops, restates = get("drops", 0.0), get("restates", 0.0)
    more = share is not None and share > 1 and bool(advances) and not get("part")
    if act:
        fulfils += get("acts", 0.0) + _SAME_ACT
    else:
        advances += get("acts", 0.0) * (_BEFORE_THE_DEED if fulfils > get(MANNER, 0.0) else 1)
    if begun or more:  # or more stands than was promised
        fulfils, advances = fulfils + advances, 0.0
    if deed and not fulfils:
        fulfils = _SAME_DEED
    if restates and fulfils == get(MANNER, 0.0):
        fulfils = 0.0
    part, whole = _how_much(signs, share)
    if part > whole and (fulfils or advances):
        advances, fulfils = advances + 0.9 * fulfils + 0.5 * part, 0.0
    elif fulfils:
        fulfils += whole
    if fulfils + advances + drops >= 1.5:
        restates *= 0.4
    if drops:
        fulfils, advances, restates = 0.4 * fulfils, 0.4 * advances, 0.4 * restates
    return {
        "fulfils": fulfils,
        "advances": advances,
        "drops": drops,
        "restates": restates,
        "activates": 0.0 if restates >= 1.0 else get("activates", 0.0),
        "against": get("against", 0.0),
    }


def _how_much(signs: Signs, share: float | None) -> tuple[float, float]:
    """The weights of what tells of a part, and of the whole."""
    part, whole = signs.weights.get("part", 0.0), signs.weights.get("whole", 0.0)
    if DONE in signs.weights:
        return 0.0, whole + _WHOLE
    if TO_COME in signs.weights:
        return (part, 0.0) if signs.weights.get("fulfils") else (0.0, whole)  # what is paid, and what is to follow
    if share is not None and share >= 1 and GOVERNED in signs.weights:
        return part + _PART, 0.0  # "most of the forty"
    if share is None or (share >= 1 and part >= _IN_PARTS and not whole):
        return part, whole  # the whole may be named only to tell the part: "of the 50, less than half"
    return (part + _PART, whole) if share < 1 else (part * 0.5, whole + _WHOLE)


def load_outcome_rules(path: Path | None = None) -> OutcomeRules:
    """The shipped English cues, or those with a user's own table laid over them.

    :raises BadInputError: naming the file and the place, when the table cannot be taken.
    """
    if path is None:
        return _shipped_rules()
    shipped, own = tables.parse(_FILE), _decimals(tables.parse(path))
    tables.check_version(own, shipped, path, tables.OUTCOMES)
    tables.compare(own, shipped, path, shipped=tables.OUTCOMES)
    rules = _build(tables.overlay(shipped, own), path)
    _check_examples(rules, own, path)
    return rules


def _check_examples(rules: OutcomeRules, own: Mapping[str, Any], path: Path) -> None:
    """Refuse a user's cue that does not stand in the sentence that must fire it, or stands in the one that must not."""
    for rule in (each for each in rules.rules if each.name in own.get(each.kind, ())):
        place = f"{rule.kind}.{rule.name}"
        for key, sentence, wanted in (("fires", rule.fires, True), ("spares", rule.spares, False)):
            if (place in {cue.rule for cue in signs(sentence, 0, len(sentence), rules).cues}) is not wanted:
                how = "none" if wanted else "one"
                raise _refusal(path, f"{place}.{key}", f"is a sentence in which {how} of its phrases stands")


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


_CHANCES = ("sure", "certain", "about", "close")
_SETTINGS = ("clear", "margin", *_CHANCES, "link", "likely")


def _build(table: dict[str, Any], path: Path) -> OutcomeRules:
    rules = []
    trie: Trie = {}
    for kind in KINDS:
        for name, given in table[kind].items():
            place, cue = f"{kind}.{name}", {"firm": False, **given}
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
        most = 1 if name in _CHANCES else 10
        if not 0 <= value <= most:
            raise _refusal(path, f"settings.{name}", f"must lie between 0 and {most}")
    shifts = {word: kind for kind in ("ahead", "not") for word in table["words"][kind]}
    telling = {
        word: (trie.get(word), word in STOPS, word in shifts or word.endswith("n't"))
        for word in (*trie, *shifts, *STOPS)
    }
    hints, worth = hints_of(table["hints"], path, _refusal), Worth(shipped(), table["settings"]["sure"])
    about = About(shipped_about())
    settings, words = table["settings"], vocabulary(table)
    return OutcomeRules(table["version"], tuple(rules), trie, shifts, telling, settings, words, hints, worth, about)


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
