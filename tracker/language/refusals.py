"""Promises not to do something, and sentences that say that something will not be done: each turns the other round."""

from __future__ import annotations

import re

from tracker.language.passages import Passage
from tracker.language.sightings import Cue

_READ = 600  # characters of a sentence
_NO = (" not", "n't", "n’t", " never")  # without one of these nothing is refused
_SINCE = 1.2  # the weight of what has been so since a day

_NEGATIVE = re.compile(
    r"\b(?:will|shall|would|is|are|going)\b(?: \w+){0,2} (?:not|never)\b|\bwon['’]t\b|"
    r"\b(?:undertakes?|undertook|promise[sd]?|pledge[sd]?|agree[sd]?|vow(?:s|ed)?|commit(?:s|ted)?|guarantee[sd]?)"
    r"(?: \w+){0,3} not to\b|"
    r"\b(?:no|not an?|not one|neither|nobody|none)\b(?: [\w'’-]+){1,8} (?:will|shall|would|is to|are to)\b|"
    r"\b(?:will|shall|would)(?: \w+){1,2} no\b(?! (?:later|less|fewer|more|longer than|doubt|effort|stone|matter)\b)|"
    r"\bthere will be no\b|\bstays? at\b|\brules? out\b",
    re.IGNORECASE,
)
# After "will not", what is late or less than hoped, and no refusal.
_LATE = (
    r"(?! (?:be (?:late|delayed|affected|able|ready|enough|before|until|completed?|finished|there|the|an?|met|reached|"
    r"kept|known)|only|slip|waver|rest|back|give|arrive|come (?:before|until|in time)|change|meet|reach|keep|manage|"
    r"hesitate|tire|make it|just|all|yet|have (?:been|to)|happen (?:before|until|this)|stop|let up|relent|"
    r"forget|fail|know)\b)"
    r"(?![^.;:]{0,60}\b(?:before|until|by|in time|on time|this (?:year|month|week)|yet|unless|more than|less than|"
    r"in (?:[A-Z]\w+|\d{4}|spring|summer|autumn|winter))\b)"
)
_REFUSED = re.compile(
    r"\b(?:(?:will|would|shall)(?: (?:now|therefore|\w+ly)){0,2} not|won['’]t|will never|would never|"
    rf"(?:(?:is|are) not|(?:is|are)n['’]t) going to)\b{_LATE}",
    re.IGNORECASE,
)
_NONE = re.compile(r"\bthere (?:will|would) be no\b|\bno\b(?: [\w'’-]+){1,6} (?:will|would|shall) be\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|never|no|none|nobody|nothing|without|neither)\b", re.IGNORECASE)
_NONE_DONE = re.compile(
    r"\b(?:no|not (?:an?|one|a single)|none|nobody|never)\b[^.;]{0,80}?"
    r"\b(?:has|have|had|was|were|[a-z]{3,}ed|went|came|fell|"
    r"rose|left|paid|spent|held|sold|lost|cut|put)\b|"
    r"\b(?:has|have|had|was|were|[a-z]{3,}ed) (?:no|not (?:an?|one|a single)|none|nobody)\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:will|would|shall|should|may|might|could|yet|decision|word|news|answer|date|promised|pledged|said no)\b"
)
_DAY = (
    r"(?:the )?(?:(?:start|end|middle|beginning) of |mid-?|early |late |New Year|then\b|last |that |\d|"
    r"Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|spring|summer|autumn|winter)"
)
_SO_SINCE = re.compile(
    rf"\b(?:has|have)(?! (?:not|never|yet)\b)[^.;]{{1,120}}?\bsince {_DAY}|"
    rf"\A\W{{0,3}}Since {_DAY}[^.;]{{1,120}}?\b(?:has|have)\b(?! (?:not|never|yet)\b)"
)
# What has gone on, or has been said, since a day, and is no deed that is done.
_GOES_ON = re.compile(
    r"\b(?:risen|fallen|grown|rose|fell|dropped|promised|pledged|said|talks?|war|fled|killed|died|waiting|waited|doubled|"
    r"been (?:pay|send|deliver|supply|build|train|work|go|receiv|wait|spend|ship|hir)\w*ing|worsened|improved|asked|"
    r"called|known)\b",
    re.IGNORECASE,
)


def is_negative(words: str) -> bool:
    """Whether a pledge is one not to do something, or that something stays as it is."""
    return _NEGATIVE.search(words) is not None


def refuses(text: str, place: Passage) -> bool:
    """Whether a sentence says that something will not be done at all; that it will be late is another matter."""
    end = min(place.end, place.start + _READ)
    if not any(map(text[place.start : end].__contains__, _NO)):
        return False
    return _REFUSED.search(text, place.start, end) is not None


def denies(text: str, place: Passage) -> bool:
    """Whether a sentence says that there is none of something, or that there will be."""
    return _NONE.search(text, place.start, min(place.end, place.start + _READ)) is not None


def kept_from(text: str, place: Passage) -> bool:
    """Whether a sentence says that nothing of a kind was done: "no licence has been granted", "nobody was cut off"."""
    end = min(place.end, place.start + _READ)
    return _NONE_DONE.search(text, place.start, end) is not None and _TO_COME.search(text, place.start, end) is None


def since(text: str, start: int, end: int) -> Cue | None:
    """The cue of what has been so since a day: "signatures have been valid since April"."""
    end = min(end, start + _READ)
    if text.find("ince ", start, end) < 0:
        return None
    found = _SO_SINCE.search(text[start:end])
    if found is None or _DENIED.search(text, start, start + found.end()) or _GOES_ON.search(found[0]):
        return None
    return Cue("fulfils.since", _SINCE, start + found.start(), start + found.end())
