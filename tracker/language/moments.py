"""Days told beside what happens on them: "before the House rises on 11 July", "half in May and the rest in June"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from tracker.language.passages import Passage
from tracker.language.patterns import patterns
from tracker.language.periods import add
from tracker.language.readings import Reading
from tracker.language.terms import month_of
from tracker.language.wordlists import word_lists

LONGEST = 14  # words of a phrase

_WORDS = word_lists("spotting")
_TURNS = _WORDS["turns-on"] | _WORDS["turns-out"]
_RESTS = ("feast", "season")  # rules
_PATTERNS = patterns(__name__)
_LEANS = frozenset(_PATTERNS.words("leans"))
_LEANS_AHEAD = _PATTERNS.words("leans-ahead")
_BEFORE_IT = _PATTERNS.words("before-it")
_IS_TO = tuple(tuple(each.split()) for each in _PATTERNS.words("is-to"))
_BE = _PATTERNS.words("be")
_ASIDE, _ASIDE_ON = _PATTERNS.words("aside"), _PATTERNS.words("aside-on")
_HAPPENS = _WORDS["events"] | _WORDS["turns-on"] | frozenset(_PATTERNS.words("happens"))
_UP_TO_IT, _TIME = _PATTERNS.words("up-to-it"), _PATTERNS.words("time")
_LEADS_TO_TIME = [each.split() for each in _PATTERNS.words("leads-to-time")]
_WEEKS_BEHIND = _PATTERNS.words("weeks-behind")
_NOW = _PATTERNS.words("now")
_ONESELF, _TO = _PATTERNS.words("oneself"), _PATTERNS.words("to")
_PART = _PATTERNS["part"]
_PART_LATER = _PATTERNS["part-later"]
_DAYS = tuple(_PATTERNS.parts["days"].split("|"))
_TOLD_ON, _ON_DAY_SAID, _SAID_ON_DAY = (_PATTERNS[each] for each in ("told-on", "on-day-said", "said-on-day"))
_PIECES, _YEAR_LONG = re.compile(r"[A-Z][a-z]+|\d+"), 4  # of a day that is told
_WHEN = _PATTERNS.words("when")
_AT = _PATTERNS.words("at")
_ASKED = _PATTERNS.words("asked")
_STEPS = ("week", "month", "quarter", "half")  # rules: "ten this week and twenty the next"
_YEAR = _PATTERNS.words("year")[0]
_DAY = timedelta(1)
_DECEMBER, _FEBRUARY = 12, 2
_ABOUT_A_YEAR = timedelta(370)


class Token(NamedTuple):
    """A word of a sentence in lower case, where it stands, and whether it was written with a capital."""

    word: str
    start: int
    end: int
    capital: bool


def whole(text: str, at: Passage, reading: Reading, found: Mapping[Passage, Reading]) -> tuple[Passage, Reading]:
    """The stretch of parts that follow one another: "half in May and the rest in June" ends with June."""
    last = reading
    for place, other in sorted(found.items()):
        joined = place.start >= at.end and _PART.fullmatch(text, at.end, place.start)
        if joined and reading.latest and other.latest and other.latest > reading.latest:
            last = other
            at, reading = Passage(at.start, place.end), reading._replace(latest=other.latest, rule="window")
    after = _PART_LATER.match(text, at.end)
    if after and reading.latest and last.latest and (not last.earliest or last.latest - last.earliest < _ABOUT_A_YEAR):
        unit = reading.rule if reading.rule in _STEPS and _YEAR not in after[0] else "year"
        later = add(reading.latest + _DAY, 1, unit) - _DAY
        at, reading = Passage(at.start, after.end()), reading._replace(latest=later)
    return at, reading


def told_on(text: str, start: int, end: int, said_on: date) -> date:
    """The day on which a promise was made that a text of some days later tells: "told parliament on Tuesday that"."""
    found = _TOLD_ON.search(text, start, end) if text.find("day", start, end) >= 0 else None
    if found:
        return said_on - timedelta((said_on.isoweekday() - _DAYS.index(found["day"])) % len(_DAYS))
    dated = _ON_DAY_SAID.search(text, start, end) or _SAID_ON_DAY.search(text, start, end)
    return min(_day_of(dated["day"], said_on), said_on) if dated else said_on


def _day_of(words: str, said_on: date) -> date:
    """The day that a day of a month was, looking back; ``said_on`` where there is none such."""
    name, *numbers = sorted(_PIECES.findall(words), key=str.isdecimal)
    day, year = sorted(numbers, key=len)[0], next((each for each in numbers if len(each) == _YEAR_LONG), None)
    try:
        return date(*month_of(name, year, said_on), int(day))
    except ValueError:
        return said_on


def counts_from_now(tokens: list[Token], at: int) -> bool:
    """Whether a count of days stands here that begins with the statement: "three months from now", "a year hence"."""
    after = tokens[at + 2].word if at + 2 < len(tokens) else ""
    if after in _WEEKS_BEHIND and at + 3 < len(tokens) and tokens[at + 1].word == "week":
        return tokens[at + 3].word in _WORDS["weekdays"] or tokens[at + 3].word in _NOW  # "a week on Monday"
    if at and tokens[at - 1].word in _ONESELF and after in _TO:
        return True
    if after != "from" or at + 3 == len(tokens):
        return after == "hence"
    return tokens[at + 3].word in _NOW and tokens[at + 1].word in _WORDS["ends"]


def with_event(
    tokens: list[Token], at: int, reading: Reading, said_on: date, *, pledged: bool
) -> tuple[int, Reading | None]:
    """Where a phrase begins with the event that happens then ("before the House rises on 11 July"), and its window.

    ``None``: the day is that of something after which, or on condition of which, something else is to be done.
    """
    rests = tokens[at].word == "for" and reading.rule in _RESTS  # "before the House rises for Christmas"
    if tokens[at].word not in _WORDS["moment"] and not rests:
        return at, reading
    if (of := _told_of(tokens, at)) is not None:
        return _of_event(tokens, of, reading, said_on)
    for begin in range(at - 1 - _is_aside(tokens, at), max(-1, at - LONGEST), -1):
        word = tokens[begin].word
        if word in _WORDS["moment-breaks"] or tuple(each.word for each in tokens[begin + 1 : begin + 3]) in _IS_TO:
            break
        if word in _WHEN and _is_then(tokens, begin, at):
            return begin, reading
        if word in _WORDS["afterwards"] and not (begin and tokens[begin - 1].word in _AT):
            return begin, None if pledged else reading
        ahead = word == "before" or (word == "ahead" and tokens[begin + 1].word == "of")
        if rests and (ahead or word in _UP_TO_IT):
            reading = _rising(reading)
        if ahead:
            return begin, _up_to(
                reading, said_on, ends=any(each.word in _WORDS["turns-out"] for each in tokens[begin:at])
            )
        if word in _UP_TO_IT and (lead := _led_in(tokens, begin)) is not None:
            return lead, reading._replace(earliest=said_on)
    return at, reading


def _led_in(tokens: list[Token], at: int) -> int | None:
    """Where "until", "by the time" or "in time for" begins; ``None`` where it is some other time: "for some time"."""
    if tokens[at].word not in _TIME:
        return at
    before = [each.word for each in tokens[max(0, at - 2) : at]]
    return next((at - len(lead) for lead in _LEADS_TO_TIME if before[-len(lead) :] == lead), None)


def _up_to(reading: Reading, said_on: date, *, ends: bool) -> Reading:
    """What is before the day that was read; the day on which something ``ends`` is still before its end."""
    day = reading.earliest if reading.earliest == reading.latest and not ends else None
    return reading._replace(earliest=said_on, latest=day - timedelta(1) if day else reading.latest)


def _is_then(tokens: list[Token], when: int, at: int) -> bool:
    """Whether a "when" tells of the day on which something is done: "ready when they meet in June"."""
    if when and tokens[when - 1].word in _ASKED:
        return False
    return _WORDS["told"].isdisjoint(each.word for each in tokens[when:at])


def _is_aside(tokens: list[Token], at: int) -> bool:
    """Whether the day of an event is told behind a comma: "before the next meeting of the group, on 14 May"."""
    if at < 2 or tokens[at].word not in _ASIDE_ON or tokens[at - 1].word != ",":
        return False
    for begin in range(at - 2, max(-1, at - LONGEST), -1):
        if tokens[begin].word in _WORDS["moment-breaks"]:
            return False
        if tokens[begin].word in _ASIDE:
            return not _HAPPENS.isdisjoint(each.word for each in tokens[begin:at])
    return False


def _rising(reading: Reading) -> Reading:
    """When a parliament that rests then rises: for Easter by Good Friday, for the summer before August."""
    last = reading.latest
    if last is None or last.month in (_DECEMBER, _FEBRUARY):
        return reading
    return reading._replace(latest=last - timedelta(2) if reading.rule == "feast" else last.replace(month=7, day=31))


def _told_of(tokens: list[Token], at: int) -> int | None:
    """Where ", which begins on 29 April" tells a phrase when its event is: the place of the comma."""
    for verb in (at - 1, at - 2):
        which = verb - 1 - (verb > 0 and tokens[verb - 1].word in _BE)
        if (
            which > 1
            and tokens[which].word == "which"
            and tokens[which - 1].word in ",("
            and tokens[verb].word in _TURNS
        ):
            return which - 1
    return None


def _of_event(tokens: list[Token], comma: int, reading: Reading, said_on: date) -> tuple[int, Reading | None]:
    """The phrase that leans on an event whose days are told behind a comma: "by the term, which begins in May"."""
    ends = tokens[comma + 2].word in _WORDS["turns-out"]
    for begin in range(comma - 1, max(-1, comma - LONGEST), -1):
        word = tokens[begin].word
        if word in _WORDS["moment-breaks"]:
            break
        if word in _LEANS and (ends or word in _LEANS_AHEAD):
            day = reading.earliest if word in _BEFORE_IT and not ends else None
            latest = day - timedelta(1) if day else reading.latest
            return begin, reading._replace(earliest=said_on, latest=latest)
    return comma, None
