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
_CONDITION = re.compile(_PATTERNS["condition"].pattern.replace(" ", r"\s"))  # lines may be wrapped
_END = re.compile(_PATTERNS["end"].pattern + "|$")
_ASKED = _PATTERNS["asked"]
_INVERTED = _PATTERNS["inverted"]
_OF_MORE, _MORE = _PATTERNS["of-more"], _PATTERNS["more"]


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
        if word in _IF and _ASKED.search(before):
            continue
        if _MORE.match(text, begun, end) or _OF_MORE.search(text[max(start, begun - _NEAR) : begun]):
            continue  # it bears on what may come beyond the pledge
        stop = min(end, begun + _LONGEST)
        close = next((each.start() for each in _END.finditer(text, after, stop)), stop)
        while close > after and text[close - 1] in " ,":
            close -= 1
        if close > after:
            return Passage(begun, close)
    return None
