"""The cues of a sentence that tell what became of a pledge, weighed by kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from tracker.language.arrivals import plain_deed
from tracker.language.leftovers import DONE, rest_of
from tracker.language.outcome_cues import LATER, OutcomeRules, Rule, found, tells_what_for
from tracker.language.patterns import patterns
from tracker.language.refusals import since
from tracker.language.sightings import Cue
from tracker.language.turns import half_there, tells_all, turns

MANNER = "manner"  # beside the kinds of cue: how a deed was done, which is told of no deed where it stands alone
UNDONE = "undone"  # beside the kinds of cue: deeds that were not done, of all that is against
RECALLED = "recalled"  # beside the kinds of cue: of promises, those that only tell which thing is meant
GOVERNED = "governed"  # beside the kinds of cue: a part of a number that stands behind it, "most of the 40"

_MANNERS = ("timely", "fullness")
_WHOLE_DEEDS = ("fulfils.handed", "fulfils.finished", "fulfils.paid", "fulfils:", "acts.in-place")
_REST_DONE = 1.4  # weight of a rest that is told as done without a deed of the table
_LEAST = 0.05  # of weight
_DEEDS = ("fulfils", "acts", "advances", "drops")
# Doubts of another clause than the one that told a deed: "the homes stand, although the wait for windows was long".
_OUTSIDE = ("late", "forecast", "calls", "ill")
_ASIDE_TOLD = 0.4  # of their weight

_PATTERNS = patterns(__name__)
_OF_TIME = _PATTERNS["of-time"]
_ASIDE = _PATTERNS["aside"]
_COUNTED = _PATTERNS["counted"]
_OF_US = _PATTERNS["of-us"]
_OF, _OF_A_NUMBER = _PATTERNS.words("of")[0], _PATTERNS["of-a-number"]
_AFTER_A_COMMA = _PATTERNS["after-a-comma"]
_OF_THEM = _PATTERNS["of-them"]
_SET_BACK = _PATTERNS["set-back"]
_OWN, _OF_ITS_OWN = _PATTERNS["own"], _PATTERNS["of-its-own"]
_AFTER_A_DEED, _SCHEDULE = _PATTERNS["after-a-deed"], _PATTERNS["schedule"]
_COUNTED_SHORT, _SHORT = _PATTERNS["counted-short"], _PATTERNS["short"]
_WORDS_ALONE = _PATTERNS["words-alone"]
_UNTIL = _PATTERNS["until"]
_PASSED = _PATTERNS["passed"]
_BY_A_HOUSE = _PATTERNS["by-a-house"]
_A_NUMBER = _PATTERNS["a-number"]
_REACHED = _PATTERNS["reached"]
_SOMEBODY = _PATTERNS["somebody"]
_A_PLACE = _PATTERNS["a-place"]
_AS_PART, _PROMISED_THING = _PATTERNS["as-part"], _PATTERNS["promised-thing"]
_KEPT, _SUBJECT, _OBJECT = (_PATTERNS[each] for each in ("kept", "subject", "object"))
_DRAFT, _TO_GO, _TO_END = _PATTERNS["draft"], _PATTERNS["to-go"], _PATTERNS["to-end"]
_CLAUSE = _PATTERNS["clause"]
_AGREED = _PATTERNS["agreed"]
_TO_SOMETHING = _PATTERNS["to-something"]
_NOT_ENDED, _TO_COME = _PATTERNS["not-ended"], _PATTERNS["to-come"]
_RECALLED, _RELATIVES = _PATTERNS["recalled"], _PATTERNS.words("relatives")
_DENIED_BEFORE, _MEANT = _PATTERNS["denied-before"], _PATTERNS["meant"]
_NOMINAL = _PATTERNS.words("nominal")
_CLAUSE_BEFORE = 60  # characters
_DENIAL = 60  # characters in which an end is denied
_DENIAL_BEFORE = 120  # and what is told before "after all"
_AFTER_ALL, _FOR_GOOD = "after all", "for good"
_HOW_MUCH = ("part", "whole")
_MOVED, _LATE = "restates.moved", "against.late"


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
        if (shift == LATER and not rule.firm) or _is_of_no_pledge(text, start, rule, begun, ended):
            continue
        kind = _kind(text, start, rule, shift, begun, ended)
        of = text.rfind(_OF, begun, ended)
        if rule.name == "part" and _OF_A_NUMBER.match(text, ended if of < 0 else of):
            weights[GOVERNED] = 1.0
        if kind in _DEEDS:
            told_at = ended
        aside = rule.name in _OUTSIDE and _is_aside(text, start, told_at, begun, ended)
        told_before = _is_recalled(text, start, rule, begun, ended)
        _add(weights, rule, kind, rule.weight * (_ASIDE_TOLD if aside else 1), told_before=told_before)
        name = f"{rule.kind}.{rule.name}"
        signed = -rule.weight if kind == "against" else rule.weight
        cues.append(Cue(name if kind == rule.kind else f"{kind}:{name}", signed, begun, ended))
    _leave_out_later_parts(text, cues, weights)
    _leave_out_words_alone(text, cues, weights)
    for told in _told(text, start, end, cues, weights):
        kind = told.rule.partition(".")[0]
        weights[kind] = weights.get(kind, 0.0) + told.weight
        if told.rule == _MOVED:
            _leave_out_what_is_moved(told, cues, weights)
        cues.append(told)
    if left := rest_of(text, start, cues):
        weights[left] = 1.0
        if left == DONE and weights.keys().isdisjoint(("fulfils", "acts")):
            weights["fulfils"] = _REST_DONE
    elif ("fulfils" in weights or "acts" in weights) and tells_all(text, start, end):
        weights[DONE] = 1.0
    return Signs(tuple(cues), weights)


def _told(text: str, start: int, end: int, cues: list[Cue], weights: Mapping[str, float]) -> Iterator[Cue]:
    """What is told without a phrase of the table."""
    so_since = since(text, start, end)
    if so_since and not any(cue.weight < 0 and so_since.start <= cue.start < so_since.end for cue in cues):
        yield so_since
    deed = None if "fulfils" in weights else plain_deed(text, start, end)
    if deed:
        yield deed
    for turn in turns(text, start, end):
        if not any(cue.rule == turn.rule and cue.start < turn.end and turn.start < cue.end for cue in cues):
            yield turn
    if not (deed or "fulfils" in weights or "acts" in weights) and (half := half_there(text, start, end)):
        yield half


def _leave_out_what_is_moved(told: Cue, cues: list[Cue], weights: dict[str, float]) -> None:
    """Take away that something is late, where it is told to what day it was moved: "delayed the opening to May"."""
    for cue in [each for each in cues if each.rule == _LATE and told.start <= each.start < told.end]:
        _take(weights, "against", -cue.weight)
        cues.remove(cue)


def _leave_out_later_parts(text: str, cues: list[Cue], weights: dict[str, float]) -> None:
    """Take away parts told in a later clause than the deed, which tell no deed: "it was published, and some agreed"."""
    deeds = [cue for cue in cues if cue.rule.startswith(_WHOLE_DEEDS)]
    parts = [cue for cue in cues if cue.rule == "part.part"]
    if not deeds or not parts or deeds[-1].end > parts[0].start or GOVERNED in weights:
        return
    if _CLAUSE.search(text, deeds[-1].end, parts[0].start):
        _take(weights, "part", sum(cue.weight for cue in parts))


def _leave_out_words_alone(text: str, cues: list[Cue], weights: dict[str, float]) -> None:
    """Take away acts by which no more was done than to say it again: "signed a paper that repeats the promise"."""
    for act, again in pairwise(cues):
        said_again = act.rule.startswith("acts.") and again.rule == "restates.again"
        if said_again and _WORDS_ALONE.match(text[act.end : again.start]):
            _take(weights, "acts", act.weight)


def _take(weights: dict[str, float], kind: str, weight: float) -> None:
    weights[kind] -= weight
    if weights[kind] < _LEAST:
        del weights[kind]


def _is_of_no_pledge(text: str, start: int, rule: Rule, begun: int, ended: int) -> bool:
    """Whether a "will" tells what something is for, a delay how a deed was done, or a part is none of the promise.

    "After all" ends nothing that was not denied: "the fund was kept going after all".
    """
    if rule.name == "ahead":
        for_what = not _MEANT.fullmatch(text, begun, ended) and tells_what_for(text, start, begun)
        return for_what or _is_told_of(text, start, begun)  # "the promise to build it was kept"
    if rule.name == "late" and _SHORT.fullmatch(text, begun, ended):
        return _COUNTED_SHORT.search(text, start, begun) is not None
    if rule.name == "late":
        return _SCHEDULE.fullmatch(text, begun, ended) is not None and bool(_AFTER_A_DEED.match(text[start:begun]))
    if rule.name == "ended":
        if text[begun:ended].lower() == _FOR_GOOD and _TO_END.search(text, start, begun):
            return True  # "pledged to end it for good"
        after_all = text[begun:ended].lower() == _AFTER_ALL
        return after_all and _DENIED_BEFORE.search(text, max(start, begun - _DENIAL_BEFORE), begun) is None
    if rule.kind not in _HOW_MUCH:
        return False
    if _OF_TIME.match(text, ended) or _OF_US.match(text, ended) or _AS_PART.search(text, start, ended):
        return True
    if _OF_ITS_OWN.fullmatch(text, begun, ended) and _OWN.search(text, start, begun):
        return True
    return _OF_THEM.match(text, begun) is not None and _AFTER_A_COMMA.search(text, start, begun) is not None


def _is_told_of(text: str, start: int, begun: int) -> bool:
    """Whether a promise or a plan is what something was done with: "made good on its promise", "the plan is dead"."""
    if _KEPT.match(text, begun) or _SUBJECT.match(text, begun):
        return True
    return _OBJECT.search(text, max(start, begun - _CLAUSE_BEFORE), begun) is not None


def _kind(text: str, start: int, rule: Rule, shift: str, begun: int, ended: int) -> str:
    """The kind of a cue where it stands: a deed may be denied or promised there, a delay have its new date."""
    if shift and not rule.firm:
        return "against" if shift == "not" else "restates"
    if rule.name == "reached" and _PASSED.match(text, begun, ended) and _BY_A_HOUSE.search(text, start, begun):
        return "acts"  # a law is passed, and no mark
    if rule.name == "adopted" and _PASSED.match(text, begun, ended) and _A_NUMBER.match(text, ended):
        return "fulfils"
    if rule.name == "late" and _UNTIL.match(text, ended) and _SET_BACK.search(text, begun, ended):
        return "restates"
    if rule.name == "begun" and _REACHED.match(text, begun, ended):
        return "fulfils" if _SOMEBODY.match(text, ended) or _A_PLACE.match(text, ended) else rule.kind
    if rule.name == "finished" and (_DRAFT.match(text, ended) or _TO_GO.match(text, ended)):
        return "advances"
    if rule.name == "ended" and _NOT_ENDED.search(text, max(start, begun - _DENIAL), begun):
        return "restates"
    if rule.name == "adopted" and text[begun:ended].lower() in _NOMINAL and _TO_COME.match(text[ended : ended + 120]):
        return "restates"
    if rule.name == "promised" and _TO_SOMETHING.match(text, ended) and _AGREED.search(text, begun, ended):
        return "acts"  # "agreed to the ban", and not "to ban"
    return rule.kind


def _is_aside(text: str, start: int, told_at: int, begun: int, ended: int) -> bool:
    """Whether a doubt stands in another clause than the deed told before it, or than the number."""
    if told_at >= 0:
        return told_at < begun and _ASIDE.search(text, told_at, ended) is not None
    return text.find(";", start, begun) >= 0 and _COUNTED.match(text[start:begun]) is not None


def _is_recalled(text: str, start: int, rule: Rule, begun: int, ended: int) -> bool:
    """Whether a promise only tells which thing is meant: "the ferries that Oslo promised"."""
    if rule.name != "promised":
        return False
    return (
        _PROMISED_THING.match(text, begun) is not None
        or _is_told_of(text, start, begun)
        or text.startswith(_RELATIVES, begun, ended)
        or _RECALLED.search(text, max(start, begun - _CLAUSE_BEFORE), begun) is not None
    )


def _add(weights: dict[str, float], rule: Rule, kind: str, weight: float, *, told_before: bool) -> None:
    """Add the weight of a cue of a rule, which was told as of a kind."""
    weights[kind] = weights.get(kind, 0.0) + weight
    if told_before:
        weights[RECALLED] = weights.get(RECALLED, 0.0) + weight
    if kind == "fulfils" and rule.name in _MANNERS:
        weights[MANNER] = weights.get(MANNER, 0.0) + weight
    elif kind == "against" and rule.kind != kind:
        weights[UNDONE] = weights.get(UNDONE, 0.0) + weight
