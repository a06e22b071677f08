"""Sentences that come near to a pledge and tell nothing that became of it, whatever deeds they name.

"Has Oslo sent the barges?" asks; "Oslo should have sent them" says what did not happen; "Oslo is withholding the last
eight million" tells of money that was not paid, "Oslo will miss its target" of what is not over yet; "the price of
barges rose" counts something that nobody promised.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from tracker.language.outcome_signs import Signs
from tracker.language.passages import Passage
from tracker.language.patterns import patterns
from tracker.language.terms import stem
from tracker.language.vocabulary import Vocabulary

_READ = 600  # characters of a sentence
_DONE = ("fulfils", "acts", "drops")
_DEEDS = ("fulfils", "acts", "advances", "drops", "activates")

_PATTERNS = patterns(__name__)
_ASKED, _WHETHER, _QUESTIONS = _PATTERNS["asked"], _PATTERNS["whether"], _PATTERNS.words("questions")
_UNREAL, _TURN = _PATTERNS["unreal"], _PATTERNS["turn"]
_UNREAL_WORDS = _PATTERNS.words("unreal")
_KEPT_BACK, _BACK = _PATTERNS["kept-back"], _PATTERNS.words("back")
_FAILING, _AIMS = _PATTERNS["failing"], _PATTERNS.words("aims")
_GROWN, _GROWING, _HEAD = _PATTERNS["grown"], _PATTERNS.words("growing"), _PATTERNS["head"]
_MEASURES, _OWN = frozenset(_PATTERNS.words("measures")), frozenset(_PATTERNS.words("own"))


def tells_nothing(text: str, place: Passage, found: Signs) -> bool:
    """Whether a sentence asks, tells what should have been, is held back or will be missed, and no deed beside it."""
    said = text[place.start : min(place.end, place.start + _READ)]
    return (
        _is_asked(said)
        or _is_unreal(said, place.start, found)
        or _is_beside_nothing(_KEPT_BACK, _BACK, said, place.start, found)
        or _is_beside_nothing(_FAILING, _AIMS, said, place.start, found)
    )


def counts_something_else(
    text: str, place: Passage, found: Signs, terms: Collection[str], words: Vocabulary, *, counted: bool
) -> bool:
    """Whether a sentence tells how something grew or shrank that a pledge with these terms does not name.

    ``counted``: whether it tells how much there is of what was pledged.
    """
    said = text[place.start : min(place.end, place.start + _READ)]
    if not any(map(said.__contains__, _GROWING)):
        return False
    grown = _GROWN.match(said)
    if grown is None or (counted and not said.startswith(" by", grown.end())):
        return False
    told_after = place.start + grown.end()
    if any(cue.start >= told_after and cue.rule.startswith(_DONE) for cue in found.cues):
        return False
    heads = [each for each in _HEAD.findall(grown["subject"].lower().rstrip()) if each not in _MEASURES]
    if not heads or heads[0] in _OWN:
        return False
    head = stem(heads[0])
    return head not in terms and words.alike.get(head) not in terms


def _is_asked(said: str) -> bool:
    if "?" in said[-4:] and _ASKED.match(said):
        return True
    return any(map(said.__contains__, _QUESTIONS)) and _WHETHER.search(said) is not None


def _is_unreal(said: str, start: int, found: Signs) -> bool:
    """Whether something should have been, and no other clause tells what was or will be."""
    if not any(map(said.__contains__, _UNREAL_WORDS)):
        return False
    unreal = _UNREAL.search(said)
    if unreal is None:
        return False
    turns = [each.end() for each in _TURN.finditer(said)]
    begun = max((at for at in turns if at <= unreal.start()), default=0)
    ended = min((at for at in turns if at >= unreal.end()), default=len(said))
    return not any(cue.weight > 0 and not begun <= cue.start - start < ended for cue in found.cues)


def _is_beside_nothing(tells: re.Pattern[str], words: Iterable[str], said: str, start: int, found: Signs) -> bool:
    """Whether what a pattern tells stands in a sentence, and no deed but in it; never without one of ``words``."""
    if not any(map(said.__contains__, words)):
        return False
    told = tells.search(said)
    if told is None:
        return False
    return not any(
        cue.rule.startswith(_DEEDS) and cue.weight > 0 and not told.start() <= cue.start - start < told.end()
        for cue in found.cues
    )
