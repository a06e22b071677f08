"""Whether a sentence in the present tense tells of what is still to come, by a time that it names."""

from __future__ import annotations

import re

from tracker.language.passages import Passage
from tracker.language.periods import MONTHS

_READ = 600  # characters of a sentence
_MONTH = rf"(?:{'|'.join(MONTHS)})\b(?:,? (?P<year>20\d\d))?"
_WHEN = re.compile(
    r"\b(?:[Bb]y|[Ii]n|[Bb]efore|[Uu]ntil|[Tt]ill|[Ff]or|[Ff]rom|[Oo]n|[Tt]his|[Nn]ext|[Ll]ate|[Ee]arly|[Ee]nd|[Mm]id|"
    r"[Aa]head of)[ -]"
    r"(?:(?:the|end|start|middle|beginning|first|second|last|half|quarter|late|early|mid|of|following|coming|next|"
    r"\d{1,2}) ?-?){0,6}"
    rf"(?:{_MONTH}|(?P<plain>20\d\d)\b|(?:spring|summer|autumn|winter|year|month|week)\b|Christmas|Easter|New Year|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
# Verbs of saying, and of promising, tell when it was said and not when it is done.
_SAYING = (
    r"(?:insist|add|promis|vow|assur|confirm|repeat|declar|stress|explain|repli|expect|plann|schedul|list|pencill|agre|warn|"
    r"maintain|claim|not|stat|envisag|earmark|slat|hop|ne|inde|unit|remain|affirm|underlin|assert)"
)
_PAST = re.compile(
    r"\b(?:was|were|has|have|had|been|did|came|went|got|left|took|stood|gave|fell|rose|grew|brought|sent|made|found|flew|"
    r"held|met|ran|sold|spent|won|built|bought|paid|began|saw|kept|put|set|cut|drew|wrote|chose|fled|hit|lost|read|sat|"
    rf"(?!{_SAYING}ed)[A-Za-z][a-z]{{2,}}ed|late|ago|since|last|yesterday|not|never|no|if|may|might|could|can|whether|who|"
    r"which)\b"
)


def is_to_come(text: str, place: Passage, year: int | None) -> bool:
    """Whether a sentence in the present tense names a time that is not before a year: "the rest follow in August"."""
    end = min(place.end, place.start + _READ)
    found = _WHEN.search(text, place.start, end)
    if found is None or _PAST.search(text, place.start, end):
        return False
    named = found["year"] or found["plain"]
    return not named or year is None or int(named) >= year
