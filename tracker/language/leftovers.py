"""What a sentence says of what is left of a promise: that it was done, which makes the whole, or that it is to come."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.language.patterns import patterns
from tracker.language.sightings import Cue

DONE, TO_COME = "rest", "left"  # beside the kinds of cue: the rest is done, the rest is promised
_NAME = "part.rest"
_NEAR = 100  # characters in which the time of the rest is told
_NO_DEEDS = ("fulfils.fullness", "fulfils.timely")

_PROMISED, _AHEAD = "restates.promised", "restates.ahead"
_PATTERNS = patterns(__name__)
_BREAK = _PATTERNS["break"]
_END = _PATTERNS["end"]
_GAPPED, _JOINED, _TO_COME = _PATTERNS["gapped"], _PATTERNS["joined"], _PATTERNS["to-come"]


def rest_of(text: str, start: int, cues: Sequence[Cue]) -> str | None:
    """``DONE`` where the rest is told as done, ``TO_COME`` where it is told as promised, or ``None``."""
    rest = next((each for each in cues if each.rule == _NAME), None)
    if rest is None:
        return None
    deeds = [each for each in cues if each.rule.startswith(("fulfils.", "acts.")) and each.rule not in _NO_DEEDS]
    if _is_gapped(text, start, rest):
        return DONE
    if not deeds:
        return TO_COME if any(each.rule.startswith("restates") for each in cues) else None
    after = [each for each in cues if each.start >= rest.end and not _BREAK.search(text, rest.end, each.start)]
    if any(each.rule.startswith("restates") for each in after):
        return TO_COME
    if any(each in after for each in deeds):
        return DONE
    before = [each for each in deeds if each.end <= rest.start]
    if any(each.rule == _AHEAD and before and before[-1].end <= each.start < rest.start for each in cues):
        return TO_COME  # "sent eight and will send the rest"
    if not after and before and not _END.search(text, before[-1].end, rest.start):
        later = (each for each in cues if each.start > rest.start and each.rule != _PROMISED)
        return None if any(later) else DONE
    return None


def _is_gapped(text: str, start: int, rest: Cue) -> bool:
    """Whether the rest stands under the verb of a deed told before, with a time of its own."""
    if not _GAPPED.match(text[rest.end : rest.end + _NEAR]):
        return False
    return _JOINED.search(text, start, rest.start) is not None and not _TO_COME.search(text, start, rest.start)
