"""Deadlines told beside the clause of a pledge: "Oslo will give 40 lorries. Half of them will be there by May."

Only what can be nothing else but the thing promised is followed: a part of it, a pronoun with a verb that tells what
becomes of things, or its own noun again. A time with which a sentence begins holds for all of its clauses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from tracker.language.passages import Passage
from tracker.language.patterns import patterns
from tracker.language.rules import Rules
from tracker.language.spotting import Spotted, spot_deadline
from tracker.language.terms import stem

_PARAGRAPH = "\n\n"
_QUOTES = frozenset("\"“‘'")
_LONGEST = 300  # characters looked at
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

_PATTERNS = patterns(__name__)
_REPORTED = _PATTERNS["reported"]
_TURNED = _PATTERNS["turned"]
_OF_IT = _PATTERNS["of-it"]
_ITSELF = _PATTERNS["itself"]
_AGAIN = _PATTERNS["again"]
_TELLING = (_OF_IT, _ITSELF, _PATTERNS["relative"], _PATTERNS["day-set"], _PATTERNS["acting"])
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
    """By when, as it is told behind the clause of a pledge in a sentence of a number, else at its beginning.

    ``promised``: the words from the pledge's cue to the end of its clause.
    """
    place = _behind(text, passages, sentence, promised.end)
    told = _told(text, promised, place) if place else None
    if place is None or told is None:
        return _fronted(text, Passage(passages[sentence].start, promised.start), said_on, rules, country)
    when = told.start("when") if told.re is _OF_IT else -1
    verb = told.lastgroup or "verb"
    cue = when if when >= 0 else told.start(verb) + (text[told.start(verb)] == " ")
    spotted = spot_deadline(text, said_on, rules, place=place, cue=cue, country=country)
    return spotted if spotted and spotted.deadline.latest and when in (-1, spotted.at.start) else None


def _fronted(text: str, before: Passage, said_on: date, rules: Rules | None, country: str | None) -> Spotted | None:
    """The deadline that a sentence begins with, for all of its clauses: "By May Oslo will send ten and Bergen five"."""
    if ";" in text[slice(*before)]:
        return None
    spotted = spot_deadline(text, said_on, rules, place=before, cue=before.end, country=country)
    return spotted if spotted and spotted.deadline.latest and spotted.at.start == before.start else None


def _behind(text: str, passages: Sequence[Passage], sentence: int, end: int) -> Passage | None:
    """What stands behind a clause in its sentence, else the next sentence of its paragraph."""
    here = passages[sentence]
    if end < here.end - 1:
        turned = _TURNED.match(text, end, here.end)
        return Passage(turned.end(), here.end) if turned else None
    after = passages[sentence + 1 : sentence + 2]
    return after[0] if after and _PARAGRAPH not in text[here.end : after[0].start] else None


def _told(text: str, promised: Passage, place: Passage) -> re.Match[str] | None:
    """What a passage begins with that tells more of what was ``promised``: the words from its verb to their end."""
    end = min(place.end, place.start + _LONGEST)
    if not any(text.find(word, place.start, end) >= 0 for word in _VERBS):
        return None
    place = place._replace(start=place.start + (text[place.start] in _QUOTES))
    start = said.end() if (said := _REPORTED.match(text, place.start, end)) else place.start
    for pattern in _TELLING:
        if found := pattern.match(text, start, end) or pattern.match(text, place.start, end):
            return found
    found = _AGAIN.match(text, start, end)
    known = map(stem, _WORD.findall(text[slice(*promised)].lower())) if found else ()
    return found if found and stem(found["noun"].lower()) in known else None
