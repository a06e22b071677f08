"""Deadlines inside sentences: which words set them, and which only tell when something was said or done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from tracker.language.chunks import Chunks
from tracker.language.counted_on import counted_on
from tracker.language.governing import COUNTED, sets_deadline
from tracker.language.moments import LONGEST, Token, counts_from_now, told_on, whole, with_event
from tracker.language.passages import Passage
from tracker.language.patterns import patterns
from tracker.language.phrase_readings import reading_of, vocabulary
from tracker.language.preferring import preferred
from tracker.language.readings import Reading
from tracker.language.rules import Rules, load_rules
from tracker.language.when_said import AHEAD
from tracker.language.wordlists import word_lists
from tracker.model import Deadline
from tracker.words import Basis

_WORDS = word_lists("spotting")
_MONTHS, _WEEKDAYS = _WORDS["months"], _WORDS["weekdays"]
_BEGINS = _WORDS["strong"] | _WORDS["weak"] | _MONTHS | _WEEKDAYS
_ENDS = _WORDS["ends"] | _MONTHS | _WEEKDAYS
_ALONE = _WORDS["alone"] | _MONTHS | _WEEKDAYS
_TIMELY = _ENDS | frozenset("0123456789")  # without one of these a sentence sets no deadline

_SIGNS = frozenset(",.")
_YEAR_LONG = 4  # figures
_CLOSES = frozenset(")-–")
_MOST_TRIED = 60  # readings tried in one sentence

_TOKEN = re.compile(r"[0-9]{1,4}(?:[./-][0-9]{1,4}){1,2}|[^\W_]+(?:['’][^\W_]+)?|[^\w\s]")
_LETTERS = re.compile(r"[0-9]|[a-z]+")
_letters = Chunks[str](lambda chunk: _LETTERS.findall(chunk.lower()))

_PATTERNS = patterns(__name__)
_STANDING_IN = frozenset(_PATTERNS.words("standing-in"))
_NAMES = _MONTHS.union(_PATTERNS.words("only-capital"))
_CUT = frozenset(_PATTERNS.words("cut"))
_FISCAL = frozenset(_PATTERNS.words("fiscal"))
_AND = _PATTERNS.words("and")
_UNITS = frozenset(_PATTERNS.words("units"))
_PREPOSITIONS = _PATTERNS.words("prepositions")
_TO, _STARTS, _OF = (_PATTERNS.words(each) for each in ("to", "starts", "of"))
_OF_A_YEAR, _LEADS_UP = _PATTERNS.words("of-a-year"), _PATTERNS.words("leads-up")
_EACH = _PATTERNS.words("each")
_THE = _PATTERNS.words("the")
_POSSESSIVE = _PATTERNS.words("possessive")
_COUNTS = _PATTERNS.numbers("counts")
_RECALL = _PATTERNS["recall"]
_RECALLING = _PATTERNS.words("recalling")  # nothing is recalled without one of these


class Spotted(NamedTuple):
    """A deadline and where its phrase stands."""

    deadline: Deadline
    at: Passage


def spot_deadline(
    text: str,
    said_on: date,
    rules: Rules | None = None,
    *,
    place: Passage | None = None,
    cue: int | None = None,
    without: Sequence[Passage] = (),
    country: str | None = None,
) -> Spotted | None:
    """The deadline that a sentence sets, read as said on a day; ``None`` where it sets none.

    ``place``: where the sentence stands in the text, all of it unless given. Days on which something was said or
    done are no deadlines. Of several, a window goes before words that give none ("soon"), and what follows ``cue``
    (an offset) before what precedes it; nothing is taken that begins in ``without``; ``country`` is the
    code of the party whose financial year counts. Of parts that are told one after another, the last day is the
    deadline of the whole. What was over on the day is read as said when the sentence says that it was ("in 2009 they
    promised … by 2020").
    """
    rules = rules or load_rules()
    start, end = place or (0, len(text))
    if _TIMELY.isdisjoint(_letters.of(text[start:end])):
        return None
    tokens = [
        Token((word := match[0]).lower(), *match.span(), word[0].isupper())
        for match in _TOKEN.finditer(text, start, end)
    ]
    pledged = cue is not None
    at_cue = next((at for at, token in enumerate(tokens) if token.start >= cue), len(tokens)) if cue is not None else -1
    if not pledged and AHEAD.isdisjoint(token.word for token in tokens) and not any(map(_is_doing, tokens)):
        return None
    found = dict(_phrases(text, tokens, said_on, rules, at_cue, country))
    if (day := recalled(text[start:end], said_on)) < said_on:
        phrases = _phrases(text, tokens, day, rules, at_cue, country)
        before = {at: reading for at, reading in phrases if not _recalls(text, at)}
        found = before | found
    open_to = {
        at: reading for at, reading in found.items() if not any(each.start <= at.start < each.end for each in without)
    }
    best = preferred(text, start, cue, open_to, found)
    if best is None:
        return None
    at, reading = whole(text, *best, found)
    if reading.rule in COUNTED and (day := told_on(text, start, at.start, said_on)) < said_on:
        reading = reading_of(text[at.start : at.end], day, rules, country) or reading
    return Spotted(Deadline(text[at.start : at.end], *reading, rules.version), at)


def _recalls(text: str, at: Passage) -> bool:
    """Whether a phrase is itself what recalls ("in 2009")."""
    return _RECALL.match(text, at.start, at.end) is not None


def recalled(sentence: str, said_on: date) -> date:
    """The day on which a promise that a sentence recalls was made at the latest; ``said_on`` where it recalls none."""
    found = _RECALL.search(sentence) if any(map(sentence.__contains__, _RECALLING)) else None
    if not found:
        return said_on
    if found["year"]:
        year = int(found["year"])
        return date(year, 12, 31) if year < said_on.year else said_on
    return said_on.replace(year=said_on.year - _COUNTS[found["count"].lower()], day=min(said_on.day, 28))


def _phrases(
    text: str, tokens: list[Token], said_on: date, rules: Rules, at_cue: int, country: str | None
) -> Iterator[tuple[Passage, Reading]]:
    """Every phrase that sets a deadline, the longest from each place, none inside another.

    ``at_cue``: the number of the token at which the pledge's cue begins, below zero where it has none.
    """
    known = vocabulary(rules)
    tried, at = 0, 0
    counts = {each.first: each for each in counted_on(text, tokens, said_on, rules, country)}
    while at < len(tokens) and tried < _MOST_TRIED:
        token = tokens[at]
        if count := counts.get(at):
            if sets_deadline(text, tokens, at, count.last, count.reading, said_on, at_cue, country):
                yield Passage(token.start, tokens[count.last].end), count.reading
            at = count.last + 1
            continue
        named = token.capital and not (at and tokens[at - 1].word in _EACH)
        begins = token.word in _BEGINS and (named or token.word not in _NAMES) and not _is_no_lead(tokens, at)
        if begins or counts_from_now(tokens, at) or _is_bare_date(tokens, at):
            for last in _lasts(tokens, at, known):
                tried += 1
                reading = reading_of(text[token.start : tokens[last].end], said_on, rules, country)
                if reading is None or (reading.latest is None and reading.earliest is None and token.word in _THE):
                    continue  # "the talks" alone are no time
                reading = _before_an_event(tokens, at, last, reading)
                if sets_deadline(text, tokens, at, last, reading, said_on, at_cue, country):
                    begin = at + 1 if token.word == "to" else at
                    begin, told = with_event(tokens, begin, reading, said_on, pledged=at_cue >= 0)
                    if told:
                        yield Passage(tokens[begin].start, tokens[last].end), told
                at = last
                break
        at += 1


def _before_an_event(tokens: list[Token], at: int, last: int, reading: Reading) -> Reading:
    """The window of what is due before something in a year, and not before that year: "before the 2028 games"."""
    if reading.rule != "year" or reading.latest is None or last + 1 == len(tokens):
        return reading
    of_year = tokens[last].word in _OF_A_YEAR or tokens[last - 1].word in _THE
    led_in = any(each.word in _LEADS_UP for each in tokens[at:last])
    if not (of_year and led_in and tokens[last + 1].word[0].isalpha()):
        return reading
    year = (reading.latest + timedelta(1)).year
    return reading._replace(latest=date(year, 12, 31), basis=Basis.INFERRED, rule="event")


def _is_no_lead(tokens: list[Token], at: int) -> bool:
    """Whether a preposition only begins a compound ("an in-person meeting") or a verb ("to start in May")."""
    after = tokens[at + 1 : at + 2]
    if tokens[at].word in _TO and after and after[0].word in _STARTS:
        return not (at + 2 < len(tokens) and tokens[at + 2].word in _OF)
    return (
        tokens[at].word in _PREPOSITIONS and bool(after) and after[0].word == "-" and after[0].start == tokens[at].end
    )


def _is_bare_date(tokens: list[Token], at: int) -> bool:
    """Whether a day or a year stands here that no word leads in: ", 13 September", "(2026-27)", "May's budget"."""
    word, after = tokens[at].word, tokens[at + 1 : at + 2]
    if word.endswith(_POSSESSIVE):
        return tokens[at].capital and word[:-2] in _MONTHS
    if not word[0].isdecimal() or not at or not after:
        return False
    if after[0].capital and after[0].word in _MONTHS:
        return len(word.rstrip("stndrh")) < _YEAR_LONG
    return tokens[at - 1].word == "(" and len(word) >= _YEAR_LONG and word[:2] == "20" and after[0].word in _CLOSES


def _lasts(tokens: list[Token], at: int, known: frozenset[str]) -> Iterator[int]:
    """Where a phrase from a token may end, the furthest first: words of deadlines, or the name of an event."""
    most = min(at + LONGEST, len(tokens))
    end = next((place for place in range(at, most) if not _goes_on(tokens, place, known)), most)
    if tokens[at].word in _WORDS["event-openers"]:
        event = next((place for place in range(at + 1, most) if tokens[place].word in _WORDS["events"]), None)
        if event is not None and _WORDS["event-breaks"].isdisjoint(token.word for token in tokens[at + 1 : event]):
            after = range(event + 1, most)  # the name goes on with a place and a day: "in Ankara on 7 July"
            goes_on = (place for place in after if not tokens[place].capital and not _goes_on(tokens, place, known))
            end = next(goes_on, most)
    for last in range(end - 1, at, -1):
        if _may_end(tokens[last]):
            yield last
    alone = tokens[at].word in _ALONE or (tokens[at].word.endswith(_POSSESSIVE) and _is_bare_date(tokens, at))
    if (alone or tokens[at - 1].word == "(") and _may_end(tokens[at]):
        yield at


def _goes_on(tokens: list[Token], at: int, known: frozenset[str]) -> bool:
    """Whether a phrase may go on with a token: a word of the table, or a sign inside a date or a list of months."""
    token = tokens[at]
    if token.word not in _SIGNS:
        following = tokens[at + 1].word if token.capital and at + 1 < len(tokens) else ""
        return _is_known(token, known) or following in _FISCAL  # "the British financial year"
    before, after = tokens[at - 1].word if at else "", tokens[at + 1].word if at + 1 < len(tokens) else ""
    if token.word == ".":
        return before in _CUT and after[:1].isdecimal()  # "by Dec. 31"
    dated = before[:1].isdecimal() or before in _MONTHS
    return (
        (dated and len(after) == _YEAR_LONG and after.isdecimal())  # "March 31, 2028", "2026, 2027 and 2028"
        or (before in _MONTHS and (after in _MONTHS or (after in _AND and _is_month(tokens, at + 2))))
        or (before in _WEEKDAYS and (after in _MONTHS or after[:1].isdecimal()))
        or (after in _WORDS["begins"] and before in _UNITS)  # "for two years, starting in April"
    )


def _is_month(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].capital and tokens[at].word in _MONTHS


def _is_known(token: Token, known: frozenset[str]) -> bool:
    word = token.word.removesuffix("'s").removesuffix("’s")
    return word in known or word[0].isdigit() or word in "-–'" or (word[:2] == "fy" and word[2:].isdecimal())


def _may_end(token: Token) -> bool:
    if token.word in _MONTHS:
        return token.capital
    word = token.word.removesuffix("'s").removesuffix("’s")
    return word in _ENDS or word[0].isdigit() or token.capital or word in _STANDING_IN


def _is_doing(token: Token) -> bool:
    return token.word.endswith("ing")
