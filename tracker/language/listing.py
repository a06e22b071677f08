"""Lists: the line that leads one in ("We will:", "The shares are as follows:"), and which lines are its items."""

from __future__ import annotations

import re
from typing import NamedTuple

from tracker.language.cues import CueTable, Words
from tracker.language.passages import Passage
from tracker.language.patterns import patterns

BULLET = re.compile(r"[ \t]{0,9}(?:(?P<sign>[-–—*•·▪])|\(?(?P<figure>[0-9]{1,2})[.)]|\(?[a-z]{1,3}[.)])[ \t]{1,9}")
_SIGNS = "-–—*•·▪"
_BARE = 3  # words; a lead-in with fewer after the one that binds says nothing by itself
_BINDS, _NAMES = "binds", "lists"  # classes of words of the table of cues
_AGAINST = -2.0  # a lead-in with a cue as heavy as this calls on others, or tells of the past
_LIST = 3_000  # characters of a list above one of its items
_LEADING = 12  # words before the colon

_PATTERNS = patterns(__name__)
_BEFORE_COLON = frozenset(_PATTERNS.words("before-colon"))
_GOALS, _WE = (frozenset(_PATTERNS.words(each)) for each in ("goals", "we"))
_WE_MUST = _PATTERNS.words("we-must")
_ITEM = _PATTERNS["item"]
_HEADLINE = _PATTERNS["headline"]
_VERBLESS = _PATTERNS["verbless"]
_CALLING = _PATTERNS["calling"]
_NOTHING = _PATTERNS["nothing"]
_HEADING = _PATTERNS["heading"]


class Lead(NamedTuple):
    """A lead-in: the number of its sentence, where its binding word stands, the sort of bullet before it.

    ``binding``: whether its words promise what the items name ("We commit to:"); ``bare``: whether it says nothing
    without them. ``items``: the sort of bullet before its first item, once that is read.
    """

    sentence: int
    place: Passage
    verb: int
    binding: bool
    bare: bool
    sort: str
    items: str = ""


def lead_in(text: str, sentence: int, place: Passage, words: Words, cues: CueTable) -> Lead | None:
    """The lead-in that a passage is, or ``None``."""
    if text[place.end - 1] != ":" or len(words.folded) < 2:
        return None
    first = max(0, len(words.folded) - 1 - _LEADING)
    named = range(first, len(words.folded) - 1)
    binds = [at for at in named if _BINDS in words.classes(at)]
    binding = bool(binds) or words.folded[-2] in _BEFORE_COLON
    if not binding and not any(_NAMES in words.classes(at) for at in named):
        return None
    own = any(words.folded[at] in _GOALS for at in named) and not _WE.isdisjoint(words.folded)
    against = (cue for rule, cue in cues.match(words) if rule.kind == "against" and rule.weight <= _AGAINST)
    if any(not (own and text[cue.start : cue.end].lower().startswith(_WE_MUST)) for cue in against):
        return None  # but for "we must reach our milestones:"
    last = binds[-1] if binds else len(words.folded) - 2
    bare = len(words.folded) - last - 2 < _BARE
    return Lead(sentence, place, words.places()[last][0], binding, bare, bullet(text, place) or "none")


def promises_nothing(text: str, place: Passage) -> bool:
    """Whether an item calls on others, takes note of something, or says that nothing is given: "Oslo: amount open"."""
    return _CALLING.match(text, *place) is not None or _NOTHING.match(text, *place) is not None


def is_heading(text: str, place: Passage) -> bool:
    """Whether a passage is a line of a few words without a figure or a full stop, before a blank line."""
    after = text.find("\n", place.end)
    return (
        _HEADING.fullmatch(text, *place) is not None
        and after >= 0
        and not text[place.end : after].strip()
        and not text[after + 1 : text.find("\n", after + 1)].strip()
    )


def names_itself(text: str, place: Passage, how: str) -> bool:
    """Whether an item or a headline begins with who acts, found as ``how``: "Norway: 40 boats", "Norway to send 40"."""
    return (how == "label" and _ITEM.match(text, *place) is not None) or (
        how == "subject" and _HEADLINE.match(text, *place) is not None
    )


def item(text: str, place: Passage, cues: CueTable) -> int:
    """Where the words begin that say what, in an item or a headline without a finite verb; 0 where it is none."""
    if named := _ITEM.match(text, *place):
        return named.end()
    if (headline := _HEADLINE.match(text, *place)) and "act" in cues.lexicon.get(headline["verb"], ()):
        return headline.start("verb")
    verbless = _VERBLESS.match(text, *place)
    return max(verbless.end(), 1) if verbless and not _is_led(text, place) else 0


def _is_led(text: str, place: Passage) -> bool:
    """Whether a passage is an item under a line that ends with a colon, which says what the items are."""
    lines = text[max(0, place.start - _LIST) : place.start].split("\n")[:-1]
    above = next((line for line in reversed(lines) if line.strip() and not BULLET.match(line)), "")
    return bullet(text, place) is not None and above.rstrip().endswith(":")


def without_bullet(text: str, place: Passage) -> Passage:
    """The passage without the sign of a list that it begins with ("- 40 boats")."""
    if text[place.start] not in _SIGNS or text[text.rfind("\n", 0, place.start) + 1 : place.start].strip():
        return place
    found = BULLET.match(text, place.start, place.end)
    return Passage(found.end(), place.end) if found and found.end() < place.end else place


def bullet(text: str, place: Passage) -> str | None:
    """The sort of bullet that a passage has right before it ("sign", "figure", "letter"), or ``None``."""
    found = BULLET.match(text, text.rfind("\n", 0, place.start) + 1, place.start)
    if found is None or found.end() != place.start:
        return None
    return "sign" if found["sign"] else "figure" if found["figure"] else "letter"


def opens_line(text: str, place: Passage) -> bool:
    """Whether nothing but a bullet stands before a passage on its line."""
    start = text.rfind("\n", 0, place.start) + 1
    return not text[start : place.start].strip() or bullet(text, place) is not None
