"""Cues in a pledge's own words: to end something, or to lower it, may be the very thing promised; a draft no part."""

from __future__ import annotations

from collections.abc import Collection

from tracker.language.deeds import kinds_of
from tracker.language.outcome_signs import Signs
from tracker.language.patterns import patterns
from tracker.language.sightings import Cue
from tracker.language.terms import stem
from tracker.language.vocabulary import Vocabulary

_ENDED = 1.6  # the weight of an end that was promised, as an act
_AHEAD = 1.3  # and of one that is still to come
_PROPOSE, _LOWER = "propose", "lower"  # kinds of deed
_OBJECT = 60  # characters in which that stands which was ended
_BEARING = frozenset(("drops", "against", "part"))  # kinds of cue that may be a pledge's own words

_PATTERNS = patterns(__name__)
_ENDING = frozenset(map(stem, _PATTERNS.words("ending")))
_CLOSING = frozenset(map(stem, _PATTERNS.words("closing")))
_SHUTTING = frozenset(map(stem, _PATTERNS.words("shutting")))
_FOR_GOOD = frozenset(_PATTERNS.words("for-good"))
_OF_DEBTS = frozenset(map(stem, _PATTERNS.words("of-debts")))
_DEBTS = frozenset(("~debt", *map(stem, _PATTERNS.words("debts"))))
_ENDS = _CLOSING | _ENDING | frozenset(map(stem, _PATTERNS.words("ends")))
_PLAN, _OF_THE_PLAN = _PATTERNS["plan"], _PATTERNS["of-the-plan"]
_TO_COME = _PATTERNS["to-come"]
_DENIED = _PATTERNS["denied"]
_REFUSED = _PATTERNS["refused"]
_NAMING = _PATTERNS["naming"]
_FALLING = _PATTERNS["falling"]


def in_own_words(
    text: str, start: int, found: Signs, terms: Collection[str], words: Vocabulary, *, ends: bool
) -> Signs:
    """The signs of a sentence as they bear on a pledge with these terms; ``ends``: whether it is to end something."""
    if found.weights.keys().isdisjoint(_BEARING):
        return found
    weights = dict(found.weights)
    for cue in found.cues:
        kind = cue.rule.partition(".")[0]
        said = text[cue.start : cue.end]
        if kind == "drops" and _is_own_end(text, start, cue, terms, ends=ends):
            _move(weights, cue, kind, *_told(text, start, cue))
        elif cue.rule == "part.part":
            named = _named(said, words)
            if named and named.issubset(terms):
                _move(weights, cue, kind)
        elif kind == "against" and stem(said.lower().split()[-1]) in terms and _NAMING.fullmatch(said):
            _move(weights, cue, kind)  # the "disputes" of a court for land disputes, people "in arrears"
        elif kind == "against" and _FALLING.search(said) and _LOWER in kinds_of(terms, words):
            _move(weights, cue, kind, "acts", _ENDED)
        elif kind in ("drops", "against") and _is_refused(text, cue, found) and _PROPOSE in kinds_of(terms, words):
            _move(weights, cue, kind)
    return found if weights == found.weights else found._replace(weights=weights)


def _is_own_end(text: str, start: int, cue: Cue, terms: Collection[str], *, ends: bool) -> bool:
    """Whether what is told as ended is what the pledge promised to end, and not the pledge itself."""
    ended = {*map(stem, text[cue.start : cue.end].lower().split())}
    own = not ended.isdisjoint(_CLOSING.intersection(terms)) or (ends and not ended.isdisjoint(_ENDS))
    if not ended.isdisjoint(_ENDING):
        own = own or not _ENDING.isdisjoint(terms)
    if not _SHUTTING.isdisjoint(terms):
        own = own or not ended.isdisjoint(_SHUTTING | _FOR_GOOD)
    if not _DEBTS.isdisjoint(terms):
        own = own or not ended.isdisjoint(_OF_DEBTS)
    if not own or _PLAN.search(text, start, cue.start):
        return False
    return _OF_THE_PLAN.match(text[cue.end : cue.end + _OBJECT]) is None


def _told(text: str, start: int, cue: Cue) -> tuple[str, float]:
    """The kind of cue that an end is which was promised, and its weight."""
    if _DENIED.search(text, start, cue.start):
        return "against", _ENDED
    return ("restates", _AHEAD) if _TO_COME.search(text, start, cue.start) else ("acts", _ENDED)


def _is_refused(text: str, cue: Cue, found: Signs) -> bool:
    """Whether others refused what had been laid before them: that it was laid before them was all that was promised."""
    laid = any(each.rule.startswith("acts.") and each.end <= cue.start for each in found.cues)
    return laid and _REFUSED.search(text, cue.start, cue.end) is not None


def _named(said: str, words: Vocabulary) -> set[str]:
    """The stems of the words that name something."""
    return {stem(word) for word in said.lower().split() if len(word) > 1 and word not in words.small}


def _move(weights: dict[str, float], cue: Cue, kind: str, to: str = "", weight: float = 0.0) -> None:
    """Take away the weight of a cue, and add another to another kind."""
    weights[kind] = weights.get(kind, 0.0) - abs(cue.weight)
    if weights[kind] < 0.05:
        del weights[kind]
    if to:
        weights[to] = weights.get(to, 0.0) + weight
