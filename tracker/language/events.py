"""Which documents report on one event: a guess by day, shared words, names and places, offered with its reasons.

A guess is offered to a person: no guess is better than a wrong one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from math import sqrt
from typing import NamedTuple

from tracker.language.copies import judge, shared_passages, shingles
from tracker.language.noise import dateline_place, masked
from tracker.language.patterns import patterns
from tracker.language.periods import MONTHS
from tracker.language.places import common_words, places
from tracker.language.tongues import language_of, small_words

NEAR = 2  # days between the publication of two documents of one event
ENOUGH = 0.7  # the score from which a guess is offered
SURE = 0.85  # the same, where there are too few documents to tell what is rare
_CLOSE = 0.1  # a rival event whose score is as near as this leaves a doubt

_READ = 50_000  # characters read for names and words; an event shows in the first pages
_RARE = 0.25  # of the documents compared: a name in more of them says little
_ENOUGH_OTHERS = 8  # documents, to tell what is rare among them
_FEWEST = 30  # different words, to compare the vocabulary of two texts
_NAME, _COMMON_NAME, _MOST_NAMES = 0.15, 0.03, 0.6
_PLACE, _MOST_PLACES = 0.1, 0.2
_BODY = 0.15
_USUAL, _STEEPNESS, _MOST_WORDS = 0.2, 2.5, 0.5  # of the words, two texts on one subject share a fifth
_SHOWN = 12  # words of a passage in a reason

_RUN = re.compile(r"[^\W\d_][\w'’\-]{1,40}(?: [^\W\d_][\w'’\-]{1,40}){0,4}")
_WORD = re.compile(r"[^\W\d_][^\W_]{3,40}")
_STEM = 7  # letters

_PATTERNS = patterns(__name__)
_SURNAME = _PATTERNS["surname"]
_SURNAME_ENDING = _PATTERNS.words("surname")[0]
_OWNER = _PATTERNS["owner"]
_WILLING = _PATTERNS["willing"]


class Sketch(NamedTuple):
    """What of a document tells its event. ``day``: published on, ISO; ``shingles``: ``copies.shingles`` of the text.

    ``places`` and ``bodies`` are cities and the codes of groups that it names, ``names`` other names in it,
    ``words`` the stems of its vocabulary.
    """

    ref: str
    day: str | None
    event: str | None
    title: str
    text: str
    shingles: frozenset[int]
    places: frozenset[str]
    bodies: frozenset[str]
    names: frozenset[str]
    words: frozenset[str]


class EventGuess(NamedTuple):
    """A document (``of``, its ref) that reports on the same event, and that event where it is named.

    ``score`` is 0 to 1; ``reasons`` are plain phrases ("published on the same day").
    """

    event: str | None
    of: str
    score: float
    reasons: tuple[str, ...]


def sketch(ref: str, day: str | None, event: str | None, title: str, text: str) -> Sketch:
    """Sketch a document from its text, for ``guess``."""
    said = masked(text[:_READ])
    named_places, bodies, names = _named(f"{title}\n{said}", german=language_of(text).code == "de")
    if line := dateline_place(text[:_READ]):
        named_places |= {places().get(line.lower(), line.title())}
    words = frozenset(each[0].casefold()[:_STEM] for each in _WORD.finditer(said)) - _small_words()
    return Sketch(ref, day, event, title, text, shingles(text), named_places, bodies, names, words)


def guess(new: Sketch, others: Iterable[Sketch]) -> EventGuess | None:
    """The event that a new document probably reports on, told by the document of those days most like it.

    Pass every document at hand: those of other days tell which names are rare. ``None`` when none is like enough,
    when two events are equally likely, or for a document whose day is not known.
    """
    known = [each for each in others if each.ref != new.ref]
    common = _common(known)
    needed = ENOUGH if len(known) >= _ENOUGH_OTHERS else SURE
    guesses = [
        guessed
        for each in known
        if (apart := _days_apart(new.day, each.day)) is not None and apart <= NEAR
        if (guessed := _compare(new, each, apart, common, needed)).score >= needed
    ]
    if not guesses:
        return None
    best = min(guesses, key=lambda each: (-each.score, each.event is None, each.of))
    rivals = {each.event for each in guesses if each.event and each.score > best.score - _CLOSE}
    return best if len(rivals) <= 1 else None


def _compare(new: Sketch, other: Sketch, apart: int, common: frozenset[str], needed: float) -> EventGuess:
    """How much speaks for one event. A copy or a quotation says it alone; names, places and words say it together.

    Passages, which take the longest to find, are looked for only where the score is ``needed``.
    """
    when = ("on the same day", "within a day", "within two days")[apart]
    reasons, score = [f"published {when}"], (0.1, 0.05, 0.0)[apart]
    if judge(new.shingles, other.shingles).kind or judge(other.shingles, new.shingles).kind:
        score += SURE
    names = sorted(new.names & other.names, key=lambda each: (each in common, each))
    rare = [each for each in names if each not in common]
    score += min(_MOST_NAMES, _NAME * len(rare) + _COMMON_NAME * (len(names) - len(rare)))
    cities = sorted((new.places & other.places) - common)
    score += min(_MOST_PLACES, _PLACE * len(cities))
    if bodies := sorted((new.bodies & other.bodies) - common):
        score += _BODY
    if shown := [*rare[:4], *cities[:2]]:
        reasons.append(f"both name {', '.join(shown)}")
    if bodies:
        reasons.append(f"both speak of {', '.join(bodies)}")
    if min(len(new.words), len(other.words)) >= _FEWEST:
        alike = len(new.words & other.words) / sqrt(len(new.words) * len(other.words))
        score += min(_MOST_WORDS, max(0.0, (alike - _USUAL) * _STEEPNESS))
    score = round(min(1.0, score), 2)
    if score >= needed and new.shingles & other.shingles:
        for (start, end), _ in shared_passages(new.text, other.text, most=1):
            reasons.insert(1, f"share the words “{_short(new.text[start:end])}”")
    return EventGuess(other.event, other.ref, score, tuple(reasons))


def _common(known: Sequence[Sketch]) -> frozenset[str]:
    """Names, places and groups that stand in so many documents that sharing them says little."""
    if len(known) < _ENOUGH_OTHERS:
        return frozenset()
    seen = Counter(name for each in known for name in each.names | each.places | each.bodies)
    return frozenset(name for name, times in seen.items() if times > _RARE * len(known))


def _named(text: str, *, german: bool) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The cities, groups and other names in a text. German writes every noun like a name, so its names do not count."""
    from tracker.language.parties import named

    cities, bodies, names = set(), set(), set()
    for words in set(_capitalised(text)):
        if place := places().get(" ".join(words).lower()) or places().get(words[-1].lower()):
            cities.add(place)
        elif party := named(" ".join(words)):
            if party.kind == "coalition":
                bodies.add(party.code)
        elif not german and words[-1].lower() not in common_words() and not named(words[-1]) and len(words[-1]) > 3:
            names.add(_SURNAME.sub(_SURNAME_ENDING, words[-1]))
    if _WILLING.search(text):
        bodies.add("COW")
    return frozenset(cities), frozenset(bodies), frozenset(names)


def _capitalised(text: str) -> Iterable[tuple[str, ...]]:
    """Runs of words in capitals inside a sentence; the first word of a sentence is no name by its capital."""
    for run in _RUN.finditer(text):
        before = text[max(0, run.start() - 3) : run.start()].rstrip(" \"“”'‘(")
        first = not before or before[-1] in ".!?:\n–-"
        words: list[str] = []
        for word in [*run[0].split(), ""]:
            word = _OWNER.sub("", word)
            if word[:1].isupper() and not (first and not words):
                words.append(word)
            elif words:
                yield tuple(words)
                words = []
            first = False


@cache
def _small_words() -> frozenset[str]:
    return frozenset(each[:_STEM] for each in small_words())


def _short(words: str) -> str:
    each = re.sub('["“”„«»]', "", words).split()
    return " ".join(each[:_SHOWN]) + (" …" if len(each) > _SHOWN else "")


def _days_apart(one: str | None, other: str | None) -> int | None:
    first, second = _date(one), _date(other)
    return abs((first - second).days) if first and second else None


def _date(day: str | None) -> date | None:
    try:
        return date.fromisoformat(day) if day else None
    except ValueError:
        return None


# -- the name of an event -------------------------------------------------------------------------------------

_HEAD = 1500  # characters; what a document reports on stands in its first lines
_LATEST = 14  # days between a meeting and a report of it
_SENTENCE = re.compile(r"[^\n.;!?]{3,600}")
_AROUND = 60  # characters before, a quarter after, that may say that the meeting is another one
_MONTHS = _PATTERNS.parts["months"].split("|")
_DAYS = _PATTERNS.parts["weekdays"].split("|")
_VIRTUAL = _PATTERNS["virtual"]
_MET = _PATTERNS["met"]
_SEAT = _PATTERNS["seat"]
_OTHERWISE = _PATTERNS["otherwise"]
_SAID_DAY = _PATTERNS["said-day"]
_WEEKDAY = _PATTERNS["weekday"]
_NEAR_DAY = _PATTERNS["near-day"]
_YESTERDAY = _PATTERNS["yesterday"]


def event_name(title: str, day: str | None, text: str) -> str | None:
    """What to call the event that a document reports on ("Paris, 4 September 2025"), or ``None`` where unclear.

    The place is the only one where the title and the first lines say that people met; the day is told with it
    ("yesterday", "on Tuesday", "on 4 September 2025"), else it is the day of publication.
    """
    if (published := _date(day)) is None:
        return None
    met: dict[str, list[str]] = {}
    for sentence in (each[0] for each in _SENTENCE.finditer(f"{title}\n{masked(text[:_HEAD])}")):
        for place in _met(sentence):
            met.setdefault(place, []).append(sentence)
    if len(met) != 1:
        return None
    [(place, sentences)] = met.items()
    told = next((each for each in sentences if _tells_a_day(each)), sentences[0])
    held = _held(told, published)
    return f"{place}, {held.day} {MONTHS[held.month - 1]} {held.year}" if held else None


def _met(sentence: str) -> Iterator[str]:
    """Where a sentence says that people met: a known place, or no place at all."""
    for pattern in (_VIRTUAL, _MET, _SEAT):
        for each in pattern.finditer(sentence):
            place = "Virtual meeting" if pattern is _VIRTUAL else places().get(each["place"].lower())
            around = sentence[max(0, each.start() - _AROUND) : each.end() + _AROUND // 4]
            if place and not _OTHERWISE.search(around):
                yield place


def _tells_a_day(sentence: str) -> bool:
    return bool(_SAID_DAY.search(sentence) or _WEEKDAY.search(sentence) or _NEAR_DAY.search(sentence))


def _held(sentence: str, published: date) -> date | None:
    """The day on which a sentence says that people met; ``None`` for a day that cannot be."""
    if said := _SAID_DAY.search(sentence):
        month = _MONTHS.index(said["month"] or said["us_month"]) + 1
        try:
            held = date(int(said["year"] or published.year), month, int(said["day"] or said["us_day"]))
        except ValueError:
            return None
        return held if 0 <= (published - held).days <= _LATEST else None
    if _YESTERDAY.search(sentence):
        return published - timedelta(days=1)
    if weekday := _WEEKDAY.search(sentence):
        return published - timedelta(days=(published.weekday() - _DAYS.index(weekday[1])) % 7)
    return published
