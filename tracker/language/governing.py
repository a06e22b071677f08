"""Whether a phrase that names a time sets a deadline where it stands, or tells when something was said or done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tracker.language.moments import Token
from tracker.language.patterns import patterns
from tracker.language.readings import Reading
from tracker.language.wordlists import word_lists

_WORDS = word_lists("spotting")
_MONTHS, _WEEKDAYS = _WORDS["months"], _WORDS["weekdays"]
_PLAIN = _WORDS["plain"] | _MONTHS | _WEEKDAYS
AHEAD, _TOLD = _WORDS["ahead"], _WORDS["told"]
_BACK = _TOLD | _WORDS["promised"] | _WORDS["settled"]
_FURTHEST = 100  # years
_NEAR = 40  # characters looked at beside a phrase
_SHORTEST_PAST = 4  # letters
_FEW = 3  # words between "for" and "next": "for each of the next five years"
_NEAR_WORDS = 8
_BARE = 2  # words of "the 19th", which no "by" or "on" makes a day
COUNTED = ("within", "working-days")  # rules

_PATTERNS = patterns(__name__)
_PAST_AFTER = _PATTERNS["past-after"]
_PAST_BEFORE = _PATTERNS["past-before"]
_EVERY = _PATTERNS["every"]
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
_PERFECT = frozenset(_PATTERNS.words("perfect"))
_ANY_DAY = _WEEKDAYS.union(_PATTERNS.words("days-of-rest"))
_THIS_DAY = _PATTERNS.words("this-day")
_AHEAD_OF = _PATTERNS.words("ahead-of")
_TO_COME = _PATTERNS.words("to-come")
_UNTIL = _PATTERNS.words("until")
_HAS = _PATTERNS.words("has")
_TOLD_IN = _PATTERNS.words("told-in")
_UNITS = _PATTERNS.words("units")
_ONE = _PATTERNS.words("one")
_COMING = frozenset(_PATTERNS.words("coming"))
_POSSESSIVE = _PATTERNS.words("possessive")
_WILL_HAVE = _PATTERNS.words("will-have")
_NOT = _PATTERNS.words("not")
_MADE = _PATTERNS.words("made")
_HAVE = frozenset(_PATTERNS.words("have-done"))
_RELATIVE = _PATTERNS.words("relative")
_GIVEN_TO = _PATTERNS.words("given-to")
_BUT = _PATTERNS.words("but")
_AT_EVENT = _PATTERNS.words("at-event")
_AIMS = _PATTERNS.words("aims")
_PLEDGED = _WORDS["promised"].union(_WORDS["settled"], _PATTERNS.words("promising"))
_THAT, _OPENERS = _PATTERNS.words("that"), frozenset(_PATTERNS.words("openers"))


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
    if (at == last and first.word in _THIS_DAY) or _is_denied(tokens, at, last):
        return False
    days = [day for day in (reading.earliest, reading.latest) if day]
    if any(day.year > said_on.year + _FURTHEST for day in days) or (reading.latest and reading.latest < said_on):
        return False
    day = text[first.start : final.end]
    if _NTH.search(day) and (len(day.split()) == _BARE or _NTH_OF_A_KIND.match(text, final.end)):
        return False  # "the 19th package"
    if first.word in _MONTHS and at == last and last + 1 < len(tokens) and tokens[last + 1].capital:
        return False  # April Smith
    after, before = text[final.end : final.end + _NEAR], text[max(0, first.start - _NEAR) : first.start]
    if _PAST_AFTER.match(after) or (_PAST_BEFORE.search(before) and first.word not in _AHEAD_OF):
        return False
    if first.word not in _AHEAD_OF and _FROM_ONSET.search(before):
        return False
    if (first.word in _WEEKDAYS or first.word in _MONTHS) and _EVERY.search(before):
        return False
    if _NO_TIME.match(after) or (not country and (_FISCAL_AFTER.match(after) or _FISCAL_BEFORE.search(before))):
        return False
    if _counts_otherwise(tokens, at, last, reading, before, after):
        return False
    told = _is_told_of_else(tokens, at, last, reading, at_cue, said_on)
    share = at > at_cue >= 0 and _OF_SHARES.search(before) is not None  # "pledged 40 million, half this year"
    return not told and (share or _governed(tokens, at, last, reading, at_cue, said_on))


def _is_denied(tokens: list[Token], at: int, last: int) -> bool:
    """Whether a time is denied, and another told instead: "– not next year", "not this year but in May"."""
    if at < 2 or tokens[at - 1].word not in _NOT:
        return False
    return not tokens[at - 2].word[0].isalnum() or any(each.word in _BUT for each in tokens[last + 1 : last + 3])


def _counts_otherwise(tokens: list[Token], at: int, last: int, reading: Reading, before: str, after: str) -> bool:
    """Whether a count or a day of the week runs from an event, tells how long something lasts, or comes again.

    "Within ten days of signature", "in the days after the visit", "for two years", "wait over a year", "on a weekend".
    """
    first, final = tokens[at].word, tokens[last].word
    if final in _UNITS and _GOES_ON.match(after):
        return True
    if reading.rule.startswith("vague"):
        return _AROUND_EVENT.match(after) is not None
    if reading.rule in COUNTED and (first in _WORDS["point"] or _is_measure(tokens, last)):
        return True
    if reading.rule not in COUNTED:
        return last == at + 2 and tokens[at + 1].word in _ONE and final in _ANY_DAY
    if _FROM_EVENT.match(after) or _WAITING.search(before):
        return True
    if first != "for" or _A_YEAR.search(before):
        return False
    return _COMING.isdisjoint(each.word for each in tokens[at + 1 : at + 2 + _FEW])


def _is_measure(tokens: list[Token], last: int) -> bool:
    """Whether a count measures the thing that follows: "a day's march"."""
    return tokens[last].word.endswith(_POSSESSIVE) and last + 1 < len(tokens) and tokens[last + 1].word[0].isalpha()


def _is_past(token: Token) -> bool:
    """Whether a word tells what was done, by its form: "joined", and not "united" or "planned"."""
    return (
        len(token.word) > _SHORTEST_PAST and token.word.endswith("ed") and token.word not in AHEAD and not token.capital
    )


def _gives_to(tokens: list[Token], place: int) -> bool:
    """Whether "to" tells whom something is given, and no verb follows."""
    after = tokens[place + 1]
    return tokens[place].word == "to" and (after.capital or after.word in _GIVEN_TO)


def _is_to_come(tokens: list[Token], at: int, reading: Reading, said_on: date) -> bool:
    """Whether a phrase cannot tell when something was said or done: "announced 40 million for 2027"."""
    if tokens[at].word in _TO_COME:
        return True
    years = reading.rule in ("year", "financial-year", "window", "half", "quarter")
    return years and (tokens[at].word == "for" or (reading.earliest is not None and reading.earliest > said_on))


def _is_adjective(tokens: list[Token], place: int) -> bool:
    """Whether a form in "ed" stands before a noun and tells nothing: "its revised budget"."""
    return place > 0 and tokens[place].word.endswith("ed") and tokens[place - 1].word in _GIVEN_TO


def _is_future(tokens: list[Token], place: int) -> bool:
    """Whether a form of the past tells what will have been done: "will have signed"."""
    before = [each.word for each in tokens[max(0, place - 3) : place]]
    return before[-1:] != [] and before[-1] in _WILL_HAVE and not AHEAD.isdisjoint(before[:-1])


def _is_held(tokens: list[Token], place: int) -> bool:
    """Whether a "have" tells what is to be had: "to have the ferry mended", and not "to have mended it"."""
    if tokens[place].word not in _PERFECT or not place or tokens[place - 1].word not in AHEAD:
        return False
    after = tokens[place + 1]
    return after.word in _GIVEN_TO or after.word[0].isdecimal()


def _own_words(tokens: list[Token], start: int, end: int) -> Iterator[str]:
    """The words between two places without what a "which" or "what" tells up to a comma."""
    told: list[str] | None = None
    for place, token in enumerate(tokens[start:end], start):
        if _is_adjective(tokens, place) or _is_future(tokens, place):
            continue
        if token.word in _RELATIVE:
            told = []
        elif token.word == ",":
            told = None
        if told is None:
            yield token.word
        else:
            told.append(token.word)
    yield from told or ()  # the phrase stands in it


def _is_done(tokens: list[Token], at: int, at_cue: int) -> bool:
    """Whether what stands right before a phrase tells what was done then: "the five finished in", "as it vowed in"."""
    if at < 1 or tokens[at].word not in _TOLD_IN:
        return False
    verb = tokens[at - 1]
    if verb.word in _WORDS["promised"]:
        return True
    if verb.capital or not (_is_past(verb) or verb.word in _MADE):
        return False
    before = tokens[max(0, at_cue, at - _NEAR_WORDS) : at - 1]
    if at - 1 == at_cue:
        return tokens[at + 1].word in _WEEKDAYS  # "welcomed on Monday a promise by Oslo"
    return at - 1 > at_cue >= 0 and _HAVE.isdisjoint(each.word for each in before)


def _next_verb(tokens: list[Token], last: int) -> str | None:
    """The first verb behind a phrase that looks ahead or back; ", Oslo vowed," is none."""
    for place in range(last + 1, len(tokens)):
        word = tokens[place].word
        aside = word in _WORDS["promised"] and place + 1 < len(tokens) and tokens[place + 1].word == ","
        if (word in AHEAD or word in _TOLD) and not aside:
            return word
    return None


def _is_told_of_else(tokens: list[Token], at: int, last: int, reading: Reading, at_cue: int, said_on: date) -> bool:
    """Whether a phrase tells when something else was said, done or is to be done."""
    if at <= at_cue:
        return _is_when_said(tokens, at, last, reading, said_on) or _is_inserted(tokens, at, last, at_cue)
    if reading.latest is reading.earliest is None and last + 1 < len(tokens) and tokens[last + 1].word in _TOLD:
        return True  # "before the summit began"
    if _is_where_promised(tokens, at, reading, at_cue):
        return True
    return not _is_to_come(tokens, at, reading, said_on) and _is_done(tokens, at, at_cue)


def _is_where_promised(tokens: list[Token], at: int, reading: Reading, at_cue: int) -> bool:
    """Whether an event without a day, or a day of the week, is that of the promise: "pledged 40 at the summit"."""
    on_day = tokens[at].word in _WORDS["point"] and tokens[at + 1].word in _WEEKDAYS
    at_event = reading.latest is reading.earliest is None and tokens[at].word in _AT_EVENT
    if not (on_day or at_event) or at_cue < 0 or tokens[at_cue].word not in _PLEDGED:
        return False
    between = {each.word for each in tokens[at_cue + 1 : at]}
    return AHEAD.isdisjoint(between.difference(_PLEDGED, _AIMS))


def _is_inserted(tokens: list[Token], at: int, last: int, at_cue: int) -> bool:
    """Whether a phrase before the pledge stands in a ", which …," that tells something else."""
    if all(token.word != "," for token in tokens[last + 1 : at_cue]):
        return False
    for place in range(at - 1, -1, -1):
        if tokens[place].word == ",":
            return False
        if tokens[place].word in _RELATIVE:
            return True
    return False


def _opens_clause(tokens: list[Token], place: int) -> bool:
    """Whether a "that" opens what is said, and points at no thing: "vowed on Monday that by June it will"."""
    if tokens[place].word not in _THAT:
        return False
    after = tokens[place + 1]
    return after.capital or after.word[0].isdecimal() or after.word in _OPENERS


def _is_when_said(tokens: list[Token], at: int, last: int, reading: Reading, said_on: date) -> bool:
    """Whether a day that stands before the pledge is the one on which it was made: "in Oslo on Monday they vowed"."""
    first = tokens[at].word
    point = first in _WORDS["point"] or first in _TOLD_IN or first in _MONTHS or first in _WEEKDAYS
    if not point or reading.rule.startswith("vague") or _is_to_come(tokens, at, reading, said_on):
        return False
    for place in range(at - 1, max(-1, at - _NEAR_WORDS), -1):
        word = tokens[place].word
        if word in _BACK and word not in _PERFECT:
            return True
        if word in AHEAD or not word[0].isalnum() or _opens_clause(tokens, place):
            break
    if at and tokens[at - 1].word[0].isalnum() and last + 1 < len(tokens) and _is_past(tokens[last + 1]):
        return True  # "Oslo on Monday repeated its promise to"
    verb = _next_verb(tokens, last)
    return verb in _WORDS["promised"] or (verb in _WORDS["settled"] and verb not in AHEAD)


def _happens_then(tokens: list[Token], at: int) -> bool:
    """Whether a phrase tells the day of what something comes before: "before the House is dissolved on 15 May"."""
    for token in reversed(tokens[max(0, at - _NEAR_WORDS) : at]):
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
        if not _BACK.intersection(_own_words(tokens, at_cue, at)).difference(_PERFECT):
            return True
        if reading.latest and _is_to_come(tokens, at, reading, said_on) and tokens[at - 1].word not in _BACK:
            return True
    clause = range(at - 1, -1, -1) if at < at_cue else ()
    opened = next((place for place in clause if _opens_clause(tokens, place)), -1)
    verbs = (place for place in range(at - 1, opened, -1) if tokens[place].word in AHEAD or tokens[place].word in _TOLD)
    verbs = (place for place in verbs if not _gives_to(tokens, place) and not _is_adjective(tokens, place))
    verbs = (place for place in verbs if not _is_future(tokens, place) and not _is_held(tokens, place))
    verb = next((tokens[place].word for place in verbs if not place or tokens[place - 1].word != "be"), None)
    if at < at_cue and first in _TOLD_IN and at and _is_past(tokens[at - 1]) and not _happens_then(tokens, at):
        return False  # "joined in April with a promise to …"
    if verb is None:
        verb = _next_verb(tokens, last)
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
