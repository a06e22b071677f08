"""Where a pledge goes on behind its clause: "Oslo will give 40 lorries. Half of them will be there by May."

Only what can be nothing else but the thing promised is followed: a part of it, a pronoun with a verb that tells what
becomes of things, or its own noun again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from tracker.language.passages import Passage
from tracker.language.patterns import patterns
from tracker.language.rules import Rules
from tracker.language.spotting import Spotted, spot_deadline

_PARAGRAPH = "\n\n"
_LONGEST = 300  # characters looked at
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

_PATTERNS = patterns(__name__)
_OF_IT = _PATTERNS["of-it"]
_ITSELF = _PATTERNS["itself"]
_AGAIN = _PATTERNS["again"]
_VERBS = _PATTERNS.words("verbs")


def spot_after(
    text: str,
    passages: Sequence[Passage],
    sentence: int,
    promised: Passage,
    said_on: date,
    rules: Rules | None,
    country: str | None,
) -> Spotted | None:
    """By when, as the sentence tells it that follows the one of a number; ``promised``: the words after the cue."""
    here, after = passages[sentence], passages[sentence + 1 : sentence + 2]
    if not after or promised.end < here.end - 1 or _PARAGRAPH in text[here.end : after[0].start]:
        return None
    verb = _verb(text, promised, after[0])
    if verb is None:
        return None
    spotted = spot_deadline(text, said_on, rules, place=after[0], cue=verb, country=country)
    return spotted if spotted and spotted.deadline.latest else None


def _verb(text: str, promised: Passage, after: Passage) -> int | None:
    """Where the verb of a sentence stands that tells more of what was ``promised``; ``None`` where it does not.

    ``promised``: the words from the verb of the pledge to the end of its clause.
    """
    end = min(after.end, after.start + _LONGEST)
    if not any(text.find(word, after.start, end) >= 0 for word in _VERBS):
        return None
    found = _OF_IT.match(text, after.start, end) or _ITSELF.match(text, after.start, end)
    if found is None:
        found = _AGAIN.match(text, after.start, end)
        if found is None or found["noun"] not in _WORD.findall(text[slice(*promised)].lower()):
            return None
    return found.start("verb") + 1
