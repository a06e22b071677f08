"""The deeds that a sentence tells of: its acts and verbs by their stems, and whether they are over."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.language.outcomes import Signs
from tracker.language.passages import Passage
from tracker.language.terms import stem
from tracker.language.vocabulary import Vocabulary

_READ = 3000  # characters of a sentence
_DONE = re.compile(r"\b(?:has|have|had|was|were)(?: been)?(?: [a-z]{2,15}ly)? ([a-z]{3,20}ed)\b")
_HELPING = frozenset(("has", "have", "had", "was", "were"))  # the words that ``_DONE`` begins with
_NONE: frozenset[str] = frozenset()
_OVER_NOW = re.compile(
    r"\b(?:is|are|was|were|has|have|had|been|came|went|got|left|took|stood|stands?|gone|now|already|sind|ist|war|waren|hat"
    r"|haben|est|sont|ont|était|étaient)\b|: "
)
_TOLD = re.compile(
    r"\b(?:[a-z]{3,}ed|flew|stood|gave|built|bought|sent|paid|ran|held|sold|spent|lent|drove|met|reach(?:es)?|bore|began|"
    r"brought|rose|grew|fell|numbers?|totals?|covers?|serves?)\b"
)
_AHEAD = re.compile(
    r"\b(?:will|shall|would|to be|is to|are to|could|may|might|should|expects?|hopes?|plans?|not|never|only if)\b"
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?:,? (?P<year>20\d\d))?"
)
_WHEN = re.compile(
    r"\b(?:[Bb]y|[Ii]n|[Bb]efore|[Uu]ntil|[Tt]ill|[Ff]or|[Ff]rom|[Oo]n|[Tt]his|[Nn]ext|[Ll]ate|[Ee]arly|[Ee]nd|[Mm]id|[Aa]head of)[ -]"
    r"(?:(?:the|end|start|middle|beginning|first|second|last|half|quarter|late|early|mid|of|following|coming|next|\d{1,2}) ?-?){0,6}"
    rf"(?:{_MONTH}|(?P<plain>20\d\d)\b|(?:next )?(?:spring|summer|autumn|winter|year|month|week)\b|Christmas|Easter|New Year|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
_PAST = re.compile(
    r"\b(?:was|were|has|have|had|been|did|came|went|got|left|took|stood|gave|fell|rose|grew|brought|sent|made|found|flew|held|"
    r"met|ran|sold|spent|won|built|bought|paid|began|saw|kept|put|set|cut|drew|wrote|chose|fled|hit|lost|read|sat|"
    r"(?!(?:insist|add|promis|vow|assur|confirm|repeat|declar|stress|explain|repli|expect|plann|schedul|list|pencill|"
    r"agre|warn|maintain|claim|not|stat|foreseen|envisag|earmark|slat|hop|ne|inde|unit|remain|affirm|underlin|assert)ed)"
    r"[A-Za-z][a-z]{2,}ed|late|ago|since|last|yesterday|not|never|no|if|may|might|could|can|whether|who|which)\b"
)


def is_to_come(text: str, place: Passage, year: int | None) -> bool:
    """Whether a sentence in the present tense names a time that is not before a year: "the rest follow in August"."""
    end = min(place.end, place.start + _READ)
    found = _WHEN.search(text, place.start, end)
    if found is None or _PAST.search(text, place.start, end):
        return False
    named = found["year"] or found["plain"]
    return not named or year is None or int(named) >= year


def is_over(text: str, place: Passage) -> bool:
    """Whether a sentence tells of what was or is, and not of what is to come."""
    end = min(place.end, place.start + _READ)
    if _OVER_NOW.search(text, place.start, end):
        return True
    return _TOLD.search(text, place.start, end) is not None and _AHEAD.search(text, place.start, end) is None


def is_ahead(text: str, place: Passage) -> bool:
    """Whether a sentence has a word for what is still to come, or is not so."""
    return _AHEAD.search(text, place.start, min(place.end, place.start + _READ)) is not None


def acts_of(text: str, found: Signs) -> frozenset[str]:
    """The stems of the acts that a sentence tells of."""
    return frozenset(
        [
            stem(word)
            for cue in found.cues
            if cue.rule.startswith("acts.")
            for word in _ends(text[cue.start : cue.end].lower().split())
        ]
    )


def _ends(words: list[str]) -> list[str]:
    """The first and the last of some words; what a star stands for is no act."""
    return [words[0], words[-1]]


def deeds_of(text: str, place: Passage, said: Iterable[str], words: Vocabulary) -> frozenset[str]:
    """The verbs of the deeds that a sentence tells in the past; a pledge that has one of them named that deed.

    ``said``: its words, in lower case.
    """
    if _HELPING.isdisjoint(said):
        return _NONE
    done = _DONE.findall(text, place.start, min(place.end, place.start + _READ))
    return frozenset(map(stem, done)) - words.common


def kinds_of(stems: Iterable[str], words: Vocabulary) -> frozenset[str]:
    """The kinds of deed that stems may tell of."""
    deeds = words.deeds
    return frozenset([kind for each in stems if each in deeds for kind in deeds[each]])
