"""Whether a phrase that names a time sets a deadline where it stands, or tells when something was said or done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tracker.language.moments import Token
from tracker.language.patterns import patterns
from tracker.language.readings import Reading
from tracker.language.rules import NO_WINDOW
from tracker.language.when_said import (
    AHEAD,
    BACK,
    NEAR_WORDS,
    PERFECT,
    RELATIVE,
    TOLD,
    TOLD_IN,
    is_past,
    is_to_come,
    is_told_of_else,
    next_verb,
    opens_clause,
)
from tracker.language.wordlists import word_lists

_WORDS = word_lists("spotting")
_MONTHS, _WEEKDAYS = _WORDS["months"], _WORDS["weekdays"]
_PLAIN = _WORDS["plain"] | _MONTHS | _WEEKDAYS
_FURTHEST = 100  # years
_NEAR = 64  # characters looked at beside a phrase
_FEW = 3  # words between "for" and "next": "for each of the next five years"
_BARE = 2  # words of "the 19th", which no "by" or "on" makes a day
COUNTED = ("within", "working-days")  # rules

_PATTERNS = patterns(__name__)
_PAST_AFTER = _PATTERNS["past-after"]
_PAST_BEFORE = _PATTERNS["past-before"]
_EVERY, _REPAID = _PATTERNS["every"], _PATTERNS["repaid"]
_FISCAL_AFTER = _PATTERNS["fiscal-after"]
_FISCAL_BEFORE = _PATTERNS["fiscal-before"]
_FROM_EVENT = _PATTERNS["from-event"]
_FROM_ONSET = _PATTERNS["from-onset"]
_A_YEAR = _PATTERNS["a-year"]
_AROUND_EVENT = _PATTERNS["around-event"]
_WAITING = _PATTERNS["waiting"]
_GOES_ON = _PATTERNS["goes-on"]
_NO_TIME = _PATTERNS["no-time"]
_OF_SHARES = _PATTERNS["of-shares"]
_NTH = _PATTERNS["nth"]
_NTH_OF_A_KIND = _PATTERNS["nth-of-a-kind"]
_ANY_DAY = _WEEKDAYS.union(_PATTERNS.words("days-of-rest"))
_THIS_DAY = _PATTERNS.words("this-day")
_AHEAD_OF = _PATTERNS.words("ahead-of")
_UNTIL = _PATTERNS.words("until")
_HAS = _PATTERNS.words("has")
_UNITS = _PATTERNS.words("units")
_ONE = _PATTERNS.words("one")
_COMING = frozenset(_PATTERNS.words("coming"))
_POSSESSIVE = _PATTERNS.words("possessive")
_WILL_HAVE = _PATTERNS.words("will-have")
_NOT, _BEYOND = _PATTERNS.words("not"), _PATTERNS.words("beyond")
_GIVEN_TO = _PATTERNS.words("given-to")
_HERE = _PATTERNS.words("here")
_BUT = _PATTERNS.words("but")
_HYPHENS, _ARTICLES, _SPANS = (_PATTERNS.words(each) for each in ("hyphens", "articles", "spans"))
_NAME_LIKE, _THE = _MONTHS | _WEEKDAYS, _PATTERNS.words("the")
_LOOSE = ("vague", NO_WINDOW)  # rules, by how their names begin
_AGES, _LONG = _PATTERNS.words("ages"), 12  # years
_SINCE_WHEN, _SUPERLATIVE = _PATTERNS.words("since-when"), _PATTERNS["superlative"]


def sets_deadline(
    text: str,
    tokens: list[Token],
    at: int,
    last: int,
    reading: Reading,
    said_on: date,
    at_cue: int,
    country: str | None,
) -> bool:
    """Whether a phrase that can be read sets a deadline here, and does not tell the day of something past."""
    first, final = tokens[at], tokens[last]
    if (at == last and first.word in _THIS_DAY) or _is_denied(tokens, at, last) or _is_beyond(tokens, at, last):
        return False
    days = [day for day in (reading.earliest, reading.latest) if day]
    if any(day.year > said_on.year + _FURTHEST for day in days) or (reading.latest and reading.latest < said_on):
        return False
    day = text[first.start : final.end]
    if _NTH.search(day) and (len(day.split()) == _BARE or _NTH_OF_A_KIND.match(text, final.end)):
        return False  # "the 19th package"
    if _is_name(tokens, at, last):
        return False
    after, before = text[final.end : final.end + _NEAR], text[max(0, first.start - _NEAR) : first.start]
    if _PAST_AFTER.match(after) or (_PAST_BEFORE.search(before) and first.word not in _AHEAD_OF):
        return False
    if _REPAID.search(before) or (first.word not in _AHEAD_OF and _FROM_ONSET.search(before)):
        return False
    if (first.word in _WEEKDAYS or first.word in _MONTHS) and _EVERY.search(before):
        return False
    if _NO_TIME.match(after) or (not country and (_FISCAL_AFTER.match(after) or _FISCAL_BEFORE.search(before))):
        return False
    if _counts_otherwise(tokens, at, last, reading, before, after):
        return False
    told = is_told_of_else(tokens, at, last, reading, at_cue, said_on)
    share = at > at_cue >= 0 and _OF_SHARES.search(before) is not None  # "pledged 40 million, half this year"
    return not told and (share or _governed(tokens, at, last, reading, at_cue, said_on))


def _is_name(tokens: list[Token], at: int, last: int) -> bool:
    """Whether a month or a day of the week is a part of a name: "April Smith", "the Sunday Times"."""
    if tokens[last].word not in _NAME_LIKE or last + 1 == len(tokens) or not tokens[last + 1].capital:
        return False
    return (tokens[at].word in _MONTHS and at == last) or tokens[at].word in _THE


def _is_denied(tokens: list[Token], at: int, last: int) -> bool:
    """Whether a time is denied, and another told instead: "– not next year", "not this year but in May"."""
    if at < 2 or tokens[at - 1].word not in _NOT:
        return False
    return not tokens[at - 2].word[0].isalnum() or any(each.word in _BUT for each in tokens[last + 1 : last + 7])


def _is_beyond(tokens: list[Token], at: int, last: int) -> bool:
    """Whether something goes on when a time is over: "will stay open beyond today"."""
    places = range(max(1, at - 1), last)
    return any(tokens[each].word in _BEYOND and tokens[each - 1].word not in _NOT for each in places)


def _counts_otherwise(tokens: list[Token], at: int, last: int, reading: Reading, before: str, after: str) -> bool:
    """Whether a count or a day of the week runs from an event, tells how long something lasts, or comes again.

    "Within ten days of signature", "in the days after the visit", "for two years", "wait over a year", "on a weekend".
    """
    first, final = tokens[at].word, tokens[last].word
    if final in _UNITS and _GOES_ON.match(after):
        return True
    if reading.rule.startswith(_LOOSE):
        return _AROUND_EVENT.match(after) is not None
    if reading.rule in COUNTED and (first in _WORDS["point"] or _is_measure(tokens, last)):
        return True
    if first in _SINCE_WHEN and reading.rule in COUNTED and (record := _SUPERLATIVE.search(before)):
        return record["aside"] is not None or tokens[last].word in _AGES or _counts_many(tokens, at)
    if reading.rule not in COUNTED:
        return last == at + 2 and tokens[at + 1].word in _ONE and final in _ANY_DAY
    if _FROM_EVENT.match(after) or _WAITING.search(before):
        return True
    if first != "for" or _A_YEAR.search(before):
        return False
    return _COMING.isdisjoint(each.word for each in tokens[at + 1 : at + 2 + _FEW])


def _counts_many(tokens: list[Token], at: int) -> bool:
    """Whether so many years are counted that nobody promises anything within them: "the largest in 50 years"."""
    return tokens[at + 1].word.isdecimal() and int(tokens[at + 1].word) > _LONG


def _is_measure(tokens: list[Token], last: int) -> bool:
    """Whether a count measures the thing that follows: "a day's march", "the six-month mark"."""
    if last + 1 == len(tokens) or not tokens[last + 1].word[0].isalpha():
        return False
    joined = tokens[last - 1].word in _HYPHENS and tokens[last - 3].word in _ARTICLES
    return tokens[last].word.endswith(_POSSESSIVE) or (joined and tokens[last + 1].word not in _SPANS)


def _gives_to(tokens: list[Token], place: int) -> bool:
    """Whether "to" tells whom something is given, and no verb follows."""
    after = tokens[place + 1]
    return tokens[place].word == "to" and (after.capital or after.word in _GIVEN_TO)


def _is_adjective(tokens: list[Token], place: int) -> bool:
    """Whether a form in "ed" only describes a thing and tells nothing: "its revised budget", "funds announced here"."""
    if place == 0 or not tokens[place].word.endswith("ed"):
        return False
    return tokens[place - 1].word in _GIVEN_TO or any(each.word in _HERE for each in tokens[place + 1 : place + 2])


def _is_future(tokens: list[Token], place: int) -> bool:
    """Whether a form of the past tells what will have been done: "will have signed"."""
    before = [each.word for each in tokens[max(0, place - 3) : place]]
    return before[-1:] != [] and before[-1] in _WILL_HAVE and not AHEAD.isdisjoint(before[:-1])


def _is_held(tokens: list[Token], place: int) -> bool:
    """Whether a "have" tells what is to be had: "to have the ferry mended", and not "to have mended it"."""
    if tokens[place].word not in PERFECT or not place or tokens[place - 1].word not in AHEAD:
        return False
    after = tokens[place + 1]
    return after.word in _GIVEN_TO or after.word[0].isdecimal()


def _own_words(tokens: list[Token], start: int, end: int) -> Iterator[str]:
    """The words between two places without what a "which" or "what" tells up to a comma."""
    told: list[str] | None = None
    for place, token in enumerate(tokens[start:end], start):
        if _is_adjective(tokens, place) or _is_future(tokens, place):
            continue
        if token.word in RELATIVE:
            told = []
        elif token.word == ",":
            told = None
        if told is None:
            yield token.word
        else:
            told.append(token.word)
    yield from told or ()  # the phrase stands in it


def _happens_then(tokens: list[Token], at: int) -> bool:
    """Whether a phrase tells the day of what something comes before: "before the House is dissolved on 15 May"."""
    for token in reversed(tokens[max(0, at - NEAR_WORDS) : at]):
        if token.word in _AHEAD_OF or not token.word[0].isalnum():
            return token.word in _AHEAD_OF
    return False


def _governed(tokens: list[Token], at: int, last: int, reading: Reading, at_cue: int, said_on: date) -> bool:
    """Whether the verb nearest to the phrase looks ahead: for strong phrases, any but one of telling.

    A sentence with a cue makes a pledge: a strong phrase without a verb of either kind is its deadline, and so is
    any that the cue's own verb governs, or that is a part of the cue ("from May on it pays").
    """
    first, plain, pledged = tokens[at].word, tokens[at].word in _PLAIN, at_cue >= 0
    if at == at_cue or (first in _UNTIL and at and tokens[at - 1].word in _HAS):
        return True
    if pledged and at_cue < at:
        if not BACK.intersection(_own_words(tokens, at_cue, at)).difference(PERFECT):
            return True
        if reading.latest and is_to_come(tokens, at, reading, said_on) and tokens[at - 1].word not in BACK:
            return True
    clause = range(at - 1, -1, -1) if at < at_cue else ()
    opened = next((place for place in clause if opens_clause(tokens, place)), -1)
    verbs = (place for place in range(at - 1, opened, -1) if tokens[place].word in AHEAD or tokens[place].word in TOLD)
    verbs = (place for place in verbs if not _gives_to(tokens, place) and not _is_adjective(tokens, place))
    verbs = (place for place in verbs if not _is_future(tokens, place) and not _is_held(tokens, place))
    verb = next((tokens[place].word for place in verbs if not place or tokens[place - 1].word != "be"), None)
    if at < at_cue and first in TOLD_IN and at and is_past(tokens[at - 1]) and not _happens_then(tokens, at):
        return False  # "joined in April with a promise to …"
    if verb is None:
        verb = next_verb(tokens, last)
        return verb in AHEAD or (verb is None and pledged and not plain)
    if verb in _WORDS["settled"] and plain:
        coming = any(token.word == "coming" for token in tokens[at : last + 1])
        return coming and reading.latest is not None
    if verb in _WORDS["promised"] and (first in _WORDS["point"] or first in _MONTHS or first in _WEEKDAYS):
        return False
    if verb in AHEAD:
        return True
    points_on = any(token.word in AHEAD for token in tokens[:at])
    return not plain and points_on and verb not in _WORDS["looking-back"]
