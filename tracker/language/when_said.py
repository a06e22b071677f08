"""Whether a phrase that names a time tells when something else was said or done: "in Oslo on Monday they vowed"."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from tracker.language.moments import Token
from tracker.language.patterns import patterns
from tracker.language.readings import Reading
from tracker.language.rules import NO_WINDOW
from tracker.language.wordlists import word_lists

_WORDS = word_lists("spotting")
_MONTHS, _WEEKDAYS = _WORDS["months"], _WORDS["weekdays"]
AHEAD, TOLD = _WORDS["ahead"], _WORDS["told"]
BACK = TOLD | _WORDS["promised"] | _WORDS["settled"]
_SHORTEST_PAST = 4  # letters
NEAR_WORDS = 8

_PATTERNS = patterns(__name__)
PERFECT = frozenset(_PATTERNS.words("perfect"))
RELATIVE = _PATTERNS.words("relative")
TOLD_IN = _PATTERNS.words("told-in")
_TO_COME = _PATTERNS.words("to-come")
_MADE, _WHO = _PATTERNS.words("made"), _PATTERNS.words("who")
_HAVE = frozenset(_PATTERNS.words("have-done"))
_LOOSE = ("vague", NO_WINDOW)  # rules, by how their names begin
_NEARLY_A_YEAR = 280  # days
_AT_EVENT = _PATTERNS.words("at-event")
_THIS, _DURING = _PATTERNS.words("this"), _PATTERNS.words("during")
_AIMS = _PATTERNS.words("aims")
_THE, _OFFICES, _TO, _BEFORE_NOUNS = (_PATTERNS.words(each) for each in ("the", "offices", "to", "before-nouns"))
_SOON, _AS, _POSSIBLE = (_PATTERNS.words(each) for each in ("soon", "as", "possible"))
_COMPARED, _FOR = frozenset(_PATTERNS.words("compared")), _PATTERNS.words("for")
_ASKED, _BACK, _RETURNING = (frozenset(_PATTERNS.words(each)) for each in ("asked", "back", "returning"))
_PLEDGED = _WORDS["promised"].union(_WORDS["settled"], _PATTERNS.words("promising"))
_THAT, _OPENERS = _PATTERNS.words("that"), frozenset(_PATTERNS.words("openers"))


def is_past(token: Token) -> bool:
    """Whether a word tells what was done, by its form: "joined", and not "united" or "planned"."""
    return (
        len(token.word) > _SHORTEST_PAST and token.word.endswith("ed") and token.word not in AHEAD and not token.capital
    )


def is_to_come(tokens: list[Token], at: int, reading: Reading, said_on: date) -> bool:
    """Whether a phrase cannot tell when something was said or done: "announced 40 million for 2027"."""
    if tokens[at].word in _TO_COME:
        return True
    years = reading.rule in ("year", "financial-year", "window", "half", "quarter")
    return years and (tokens[at].word == "for" or (reading.earliest is not None and reading.earliest > said_on))


def _is_done(tokens: list[Token], at: int, at_cue: int) -> bool:
    """Whether what stands right before a phrase tells what was done then: "the five finished in", "as it vowed in"."""
    if at < 1 or tokens[at].word not in TOLD_IN:
        return False
    verb = tokens[at - 1]
    if verb.word in _WORDS["promised"]:
        return True
    if verb.capital or not (is_past(verb) or verb.word in _MADE):
        return False
    before = tokens[max(0, at_cue, at - NEAR_WORDS) : at - 1]
    if at - 1 == at_cue:
        return tokens[at + 1].word in _WEEKDAYS  # "welcomed on Monday a promise by Oslo"
    return at - 1 > at_cue >= 0 and _HAVE.isdisjoint(each.word for each in before)


def next_verb(tokens: list[Token], last: int) -> str | None:
    """The first verb behind a phrase that looks ahead or back; ", Oslo vowed," is none."""
    for place in range(last + 1, len(tokens)):
        word = tokens[place].word
        aside = word in _WORDS["promised"] and place + 1 < len(tokens) and tokens[place + 1].word == ","
        if (word in AHEAD or word in TOLD) and not aside:
            return word
    return None


def is_told_of_else(tokens: list[Token], at: int, last: int, reading: Reading, at_cue: int, said_on: date) -> bool:
    """Whether a phrase tells when something else was said, done or is to be done."""
    if reading.latest is reading.earliest is None and tokens[at].word in _AT_EVENT and tokens[at + 1].word in _THIS:
        return True  # "at this conference"
    if tokens[at].word in _THE and tokens[last].word in _OFFICES:
        return True  # "Chile, the COP28 presidency,"
    if tokens[at].word in _SOON and at and tokens[at - 1].word in _AS and tokens[at + 1].word in _AS:
        return tokens[at + 2].word not in _POSSIBLE  # "as soon as the fund was open"
    if at <= at_cue:
        when = _is_when_said(tokens, at, last, reading, said_on) or _is_when_done(tokens, last, at_cue)
        return when or _is_inserted(tokens, at, last, at_cue)
    if reading.latest is reading.earliest is None and last + 1 < len(tokens) and tokens[last + 1].word in TOLD:
        return True  # "before the summit began"
    if _is_where_promised(tokens, at, reading, at_cue) or _is_aside(tokens, at, at_cue):
        return True
    if _is_month_gone_by(tokens, at, last, reading, at_cue, said_on):
        return True
    if _is_compared(tokens, at, at_cue) or _is_back_then(tokens, at, at_cue):
        return True
    return not is_to_come(tokens, at, reading, said_on) and _is_done(tokens, at, at_cue)


def _is_where_promised(tokens: list[Token], at: int, reading: Reading, at_cue: int) -> bool:
    """Whether an event without a day, or a day of the week, is that of the promise: "pledged 40 at the summit"."""
    on_day = tokens[at].word in _WORDS["point"] and tokens[at + 1].word in _WEEKDAYS
    at_event = reading.latest is reading.earliest is None and tokens[at].word in _AT_EVENT
    if not (on_day or at_event) or at_cue < 0 or tokens[at_cue].word not in _PLEDGED:
        return False
    if at_event and (tokens[at - 1].word == "," or tokens[at].word in _DURING):
        return True  # "pledged 40 million to feed the hungry, at the conference"
    span = range(at_cue + 1, at)
    between = {tokens[each].word for each in span if not _is_to_whom(tokens, each)}
    return AHEAD.isdisjoint(between.difference(_PLEDGED, _AIMS))


def _is_compared(tokens: list[Token], at: int, at_cue: int) -> bool:
    """Whether a phrase tells of another sum or time: "more compared to the last period", "than it asked"."""
    if not _COMPARED.isdisjoint(each.word for each in tokens[at_cue + 1 : at]):
        return True
    return tokens[at].word in _FOR and tokens[at - 1].word in _ASKED


def _is_back_then(tokens: list[Token], at: int, at_cue: int) -> bool:
    """Whether "back" tells that the promise was made then: "pledged 40 boats back in June"."""
    if at_cue < 0 or tokens[at_cue].word not in _PLEDGED or tokens[at - 1].word not in _BACK:
        return False
    return tokens[at].word in TOLD_IN and _RETURNING.isdisjoint(each.word for each in tokens[at_cue:at])


def _is_month_gone_by(tokens: list[Token], at: int, last: int, reading: Reading, at_cue: int, said_on: date) -> bool:
    """Whether a month alone, just gone by, is that of the promise: said in March, "agreed to pay in January"."""
    if last != at + 1 or at_cue < 0 or tokens[at_cue].word not in _PLEDGED or reading.earliest is None:
        return False
    return tokens[at].word in _AT_EVENT and (reading.earliest - said_on).days > _NEARLY_A_YEAR


def _is_aside(tokens: list[Token], at: int, at_cue: int) -> bool:
    """Whether a phrase stands between commas right behind a verb of promising: "vowed, on a visit in May, to"."""
    if not 0 <= at_cue < at - 1 or tokens[at_cue].word not in _PLEDGED or tokens[at_cue + 1].word != ",":
        return False
    close = next((place for place in range(at_cue + 2, len(tokens)) if tokens[place].word == ","), -1)
    return close > at and close + 1 < len(tokens) and tokens[close + 1].word in _TO


def _is_to_whom(tokens: list[Token], place: int) -> bool:
    """Whether a "to" stands before somebody, and no verb: "pledged 40 million to the fund"."""
    after = tokens[place + 1]
    return tokens[place].word in _TO and (after.capital or after.word in _BEFORE_NOUNS)


def _is_when_done(tokens: list[Token], last: int, at_cue: int) -> bool:
    """Whether a phrase before the pledge tells when somebody did something else: "In winter we sent 40, and now we"."""
    pairs = pairwise(token.word for token in tokens[last + 1 : at_cue])
    return any(who in _WHO and verb in _MADE for who, verb in pairs)


def _is_inserted(tokens: list[Token], at: int, last: int, at_cue: int) -> bool:
    """Whether a phrase before the pledge stands in a ", which …," that tells something else."""
    if all(token.word != "," for token in tokens[last + 1 : at_cue]):
        return False
    for place in range(at - 1, -1, -1):
        if tokens[place].word == ",":
            return False
        if tokens[place].word in RELATIVE:
            return True
    return False


def opens_clause(tokens: list[Token], place: int) -> bool:
    """Whether a "that" opens what is said, and points at no thing: "vowed on Monday that by June it will"."""
    if tokens[place].word not in _THAT:
        return False
    after = tokens[place + 1]
    return after.capital or after.word[0].isdecimal() or after.word in _OPENERS


def _is_when_said(tokens: list[Token], at: int, last: int, reading: Reading, said_on: date) -> bool:
    """Whether a day that stands before the pledge is the one on which it was made: "in Oslo on Monday they vowed"."""
    first = tokens[at].word
    point = first in _WORDS["point"] or first in TOLD_IN or first in _MONTHS or first in _WEEKDAYS
    if not point or reading.rule.startswith(_LOOSE) or is_to_come(tokens, at, reading, said_on):
        return False
    for place in range(at - 1, max(-1, at - NEAR_WORDS), -1):
        word = tokens[place].word
        if word in BACK and word not in PERFECT:
            return True
        if word in AHEAD or not word[0].isalnum() or opens_clause(tokens, place):
            break
    if at and tokens[at - 1].word[0].isalnum() and last + 1 < len(tokens) and is_past(tokens[last + 1]):
        return True  # "Oslo on Monday repeated its promise to"
    behind = tokens[last + 1 : last + NEAR_WORDS]
    if reading.earliest and (reading.earliest - said_on).days > _NEARLY_A_YEAR and any(map(is_past, behind)):
        return True  # said on 28 December: "On 26 December they met and promised to"
    verb = next_verb(tokens, last)
    return verb in _WORDS["promised"] or (verb in _WORDS["settled"] and verb not in AHEAD)
