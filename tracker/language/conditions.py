"""What must happen first: the words of a sentence that set a condition ("once a ceasefire holds")."""

from __future__ import annotations

import re

from tracker.language.forms import lower_case
from tracker.language.passages import Passage
from tracker.language.patterns import patterns

_LONGEST, _NEAR = 240, 80  # characters; before a condition

_PATTERNS = patterns(__name__)
_IF = _PATTERNS.words("if")
_SHOULD = _PATTERNS.words("should")
(_PROVIDED,), _GAVE = _PATTERNS.words("provided"), _PATTERNS["gave"]
_CONDITION = re.compile(_PATTERNS["condition"].pattern.replace(" ", r"\s"))  # lines may be wrapped
_END = re.compile(_PATTERNS["end"].pattern + "|$")
_ASKED = _PATTERNS["asked"]
_INVERTED = _PATTERNS["inverted"]
_OF_MORE, _MORE = _PATTERNS["of-more"], _PATTERNS["more"]
_APPROVING = _PATTERNS.words("approving")
_APPROVAL, _PUT_TO_VOTE = _PATTERNS["approval"], _PATTERNS["put-to-vote"]


def spot_condition(text: str, start: int = 0, end: int | None = None) -> Passage | None:
    """The words that say what must happen first; "as long as" says when it ends, and sets no such condition."""
    end = len(text) if end is None else end
    low, offset = lower_case(text, start, end)
    for match in _CONDITION.finditer(low, start - offset):
        begun, after, word = match.start() + offset, match.end() + offset, match.group()
        before = text[max(start, begun - 24) : begun]
        within = before.strip(' "“') and before.rstrip(' "“')[-1] not in ",;–—"
        if word.startswith(_SHOULD) and within and not _INVERTED.match(text, after, end):
            continue  # not "should the truce hold"
        if (word in _IF and _ASKED.search(before)) or (word == _PROVIDED and _GAVE.search(before)):
            continue
        if _MORE.match(text, begun, end) or _OF_MORE.search(text[max(start, begun - _NEAR) : begun]):
            continue  # it bears on what may come beyond the pledge
        place = _up_to_its_end(text, begun, after, end)
        if place.end > after:
            return place
    return _approval(text, low, offset, start, end)


def _approval(text: str, low: str, offset: int, start: int, end: int) -> Passage | None:
    """That somebody has yet to approve what is promised: "which the Storting would have to approve"."""
    if not any(map(low.__contains__, _APPROVING)):
        return None
    found = _APPROVAL.search(low, start - offset)
    if found is None or _PUT_TO_VOTE.search(text[start : found.start() + offset]):
        return None
    return _up_to_its_end(text, found.start() + offset, found.end() + offset, end)


def _up_to_its_end(text: str, begun: int, after: int, end: int) -> Passage:
    """The words of a condition, from those that set it on."""
    stop = min(end, begun + _LONGEST)
    close = next((each.start() for each in _END.finditer(text, after, stop)), stop)
    while close > after and text[close - 1] in " ,":
        close -= 1
    return Passage(begun, close)
