"""How a deadline leans on what it names: "by", "before", "within" or "in" a stretch, a period or an event."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tracker.language.counts import counted, half_unit, one_unit
from tracker.language.dates import ImpossibleError
from tracker.language.grammar import Grammar
from tracker.language.lexicon import Words, longest
from tracker.language.own_years import first_of_many
from tracker.language.parliaments import read_parliament, read_presidency
from tracker.language.patterns import patterns
from tracker.language.periods import DAY, MIDDLE, Period, add, turn
from tracker.language.rules import NO_WINDOW, Rules
from tracker.words import Basis

_EVENT_WORDS = 14  # more than these are no name of an event
_LAST = (("last",), ("previous",))
_BESIDE, _WAS = (frozenset(patterns(__name__).words(each)) for each in ("beside", "was"))


class Reading(NamedTuple):
    """A window, open at an end that is ``None``, with its basis and rule."""

    earliest: date | None
    latest: date | None
    basis: Basis | None
    rule: str


class Lean(NamedTuple):
    """A relation ("by"; empty for none), the place after it, and whether an "about" goes with it."""

    relation: str
    at: int
    vague: bool


OPEN = Reading(None, None, None, NO_WINDOW)


def read(words: Words, said_on: date, rules: Rules, country: str | None = None) -> Reading | None:
    """The window that folded words mean, or ``None`` when they are not understood to their end.

    ``country``: the code of the party whose financial year or parliament is meant; without one, financial years are not
    read, and parliaments give no window.
    Words that leave the week, month or year open and would mean days already past are read for the next.
    """
    words = _until_over(words, rules)
    grammar = Grammar(words, said_on, rules, country)
    first = reading = _read(grammar, said_on)
    if reading is None or reading is OPEN:
        return _parliament(grammar) or reading
    for unit in ("week", "year"):
        if reading is None or reading.latest is None or reading.latest >= said_on:
            return reading
        reading = _read(grammar, add(said_on, 1, unit))
    return first if reading and reading.latest and reading.latest < said_on else reading


def read_window(text: str) -> Reading | None:
    """The window written ``first..last`` in ISO days; its first day stands as given.

    :raises ImpossibleError: when one of the two is no day, or they stand in the wrong order.
    """
    first, dots, last = text.partition("..")
    if not dots:
        return None
    try:
        days = [date.fromisoformat(each.strip()) for each in (first, last)]
    except ValueError as error:
        raise ImpossibleError("a window is two days, such as 2026-01-01..2026-03-31") from error
    if days[0] > days[1]:
        raise ImpossibleError(f"{days[1]} comes before {days[0]}")
    return Reading(days[0], days[1], Basis.STATED, "window")


def _until_over(words: Words, rules: Rules) -> Words:
    """The same words with "by the end of the year" for "before the year is out" and "by the turn of the year"."""
    up_to = longest(rules.words["up-to"], words, 0)
    start = up_to[1] if up_to else int(words[:1] == ("by",))
    turns = (longest(rules.words["year-turns"], words, at) for at in (start, start + 1) if start)
    if any(hit and hit[1] == len(words) for hit in turns):
        return ("by", "the", "end", "of", "the", "year")
    after = range(up_to[1] + 1, len(words)) if up_to else ()
    over = next((at for at in after if (hit := longest(rules.words["ended"], words, at)) and hit[1] == len(words)), 0)
    return ("by", "the", "end", "of", *words[up_to[1] : over]) if up_to and over else words


def _read(grammar: Grammar, floor: date) -> Reading | None:
    if _ends(grammar, _phrase_end(grammar, 0)):
        return _vague(grammar, 0)
    lean = _lean(grammar)
    if lean.relation in ("", "by", "within", "during") and (vague := _vague(grammar, lean.at)):
        return vague
    own = None  # words of the table that bring their preposition along: "in the new year"
    if lean.relation != "from":
        own = _period(grammar, Lean("", 0, False), floor)
    stretch = _counted_from(grammar, lean, floor) or _stretch(grammar, lean)
    return own or stretch or _period(grammar, lean, floor) or _event(grammar, lean, floor)


def _lean(grammar: Grammar) -> Lean:
    start = grammar.skip("hedge", 0)
    start = 0 if grammar.skip("relations", 0) > start else start
    relation, at = grammar.word("relations", start) or ("", start)
    after = grammar.skip("hedge", at)
    return Lean(relation, after, start > 0 or after > at)


def _phrase_end(grammar: Grammar, at: int) -> int:
    hit = longest(grammar.rules.phrases, grammar.words, at)
    return hit[1] if hit else -1


def _ends(grammar: Grammar, at: int) -> bool:
    return at == len(grammar.words)


def _tails(grammar: Grammar, at: int) -> set[str] | None:
    """The kinds of closing words ("at the latest") up to the end; ``None`` if other words stand there."""
    found: set[str] = set()
    while not _ends(grammar, at):
        hit = grammar.word("tails", at)
        if not hit:
            return None
        found.add(hit[0])
        at = hit[1]
    return found


def _vague(grammar: Grammar, at: int) -> Reading | None:
    rules, words = grammar.rules, grammar.words
    for start in (at, grammar.skip("article", at)):
        hit = longest(rules.phrases, words, start)
        if hit and _tails(grammar, hit[1]) is not None:
            return _vague_reading([hit[0]], grammar)
    first = longest(rules.plurals, words, grammar.skip("frames-before", grammar.skip("article", at)))
    if not first:
        return None
    joint = grammar.skip("and", first[1])
    second = longest(rules.plurals, words, joint) if joint > first[1] else None
    if _tails(grammar, grammar.skip("frames-after", (second or first)[1])) is None:
        return None
    return _vague_reading([first[0], *([second[0]] if second else [])], grammar)


def _vague_reading(names: list[str], grammar: Grammar) -> Reading:
    """The longest of the rules named ("days and weeks"); one without a window outlasts all."""
    if NO_WINDOW in names:
        return OPEN
    ends = {name: add(grammar.said_on, *grammar.rules.vague[name]) for name in names}
    name = max(ends, key=lambda each: ends[each])
    return Reading(grammar.said_on, ends[name], Basis.INFERRED, name)


def _stretch(grammar: Grammar, lean: Lean) -> Reading | None:
    """A stretch counted from the statement: "within 90 days", "in two to three weeks", "half a year"."""
    if lean.relation not in ("", "within", "during"):
        return None
    for start in (lean.at, grammar.skip("article", lean.at)):
        which, body = grammar.lean(start)
        body = grammar.skip("first", body) if lean.relation else body
        at = grammar.skip("hedge", grammar.skip("more", body))
        found = half_unit(grammar, at) or counted(grammar, at)
        if not found and which in ("next", "coming") and start > lean.at:
            found = one_unit(grammar, at, alone=lean.relation == "within")
        if not found or found[1] == "weekend":
            continue
        count, unit_name, after = found
        tails = _tails(grammar, grammar.skip("now", after))
        if tails is None or "earliest" in tails:
            continue
        loose = lean.vague or "hedge" in tails or grammar.skip("hedge", body) > body
        working = unit_name == "working-day"
        basis = Basis.INFERRED if loose or working else Basis.STATED
        latest = add(grammar.said_on, count, unit_name)
        return Reading(grammar.said_on, latest, basis, "working-days" if working else "within")
    return None


def _counted_from(grammar: Grammar, lean: Lean, floor: date) -> Reading | None:
    """A stretch that begins on a day that is told: "for two years from April 2026", "the year starting on 1 May"."""
    if lean.relation not in ("", "within", "during"):
        return None
    start = grammar.skip("article", lean.at)
    many = grammar.number(start) or (1, start)
    year = grammar.word("financial-year", many[1]) or grammar.word("academic-year", many[1])
    found = (many[0], "year", year[1]) if year else counted(grammar, start) or counted(grammar, lean.at)
    after = grammar.skip("span", found[2]) if found else 0
    begins = grammar.skip("begins", after)
    if not found or begins == after or found[1] not in ("week", "month", "year", "decade"):
        return None
    told = grammar.period(begins, floor)
    first = first_of_many(grammar, year[0], begins, told) if year else told and (told[0].first, told[1])
    if not first or (told and told[0].rule == "day") or _tails(grammar, first[1]) is None:
        return None
    basis = told[0].basis if told else Basis.STATED
    return Reading(max(first[0], grammar.said_on), add(first[0], found[0], found[1]) - DAY, basis, "window")


def _period(grammar: Grammar, lean: Lean, floor: date) -> Reading | None:
    hits = [grammar.joined(lean.at, floor)]
    if lean.relation == "within":
        hits.append(grammar.period(lean.at, floor, bare=True))
    for hit in hits:
        tails = _tails(grammar, hit[1]) if hit else None
        if hit and tails is not None:
            period = hit[0].inferred() if lean.vague or "hedge" in tails else hit[0]
            if period.unit == period.rule == "season":
                period = _arriving(grammar, lean, period)
            return _leaning(period, _relation(lean.relation, tails, period), grammar.said_on)
    return None


def _arriving(grammar: Grammar, lean: Lean, season: Period) -> Period:
    """A season that no year tells, up to when it has come: "by the summer"."""
    leans = lean.at and grammar.word("arriving", lean.at - 1)
    names = (grammar.word("seasons", at) for at in range(lean.at, len(grammar.words)))
    months = grammar.rules.arrivals.get(next((each[0] for each in names if each), "")) if leans else None
    told = any(word[:1].isdecimal() for word in grammar.words)
    return season if told or not months else season._replace(last=add(season.first, months, "month") - DAY)


def _parliament(grammar: Grammar) -> Reading | None:
    """A parliament's time: "by the end of this parliament", or a presidency's. Without a "by" it is who is told."""
    lean = _lean(grammar)
    pointed = lean.relation not in ("", "after")
    hit = (read_parliament(grammar, lean.at) or read_presidency(grammar, lean.at)) if pointed else None
    if not hit or _tails(grammar, hit[1]) is None:
        return None
    return _leaning(hit[0], _relation(lean.relation, set(), hit[0]), grammar.said_on)


def _relation(relation: str, tails: set[str], period: Period) -> str:
    if relation in ("", "during", "from") and "earliest" in tails:
        return "from"
    if relation in ("", "during", "from") and "latest" in tails:
        return "by"
    if relation == "from" and (period.unit == "window" or (period.rule == "date" and period.first < period.last)):
        return "between"  # "from 4 to 29 May" too
    one_day = period.first == period.last and period.rule == "date"
    ends = period.unit == "end" and relation not in ("from", "after")
    return "by" if ends or (one_day and not relation) else relation


def _leaning(period: Period, relation: str, said_on: date) -> Reading:
    """The window that a relation makes of a period."""
    first, last, _, rule, basis = period
    if rule == MIDDLE and relation in ("by", "before"):
        last = turn(first, last)
        return Reading(said_on, last, basis, rule)
    if relation == "from":
        return Reading(max(last if period.unit == "end" else first, said_on), None, basis, "from")
    if relation == "after":
        return Reading(max(last + DAY, said_on), None, basis, "from")
    if relation == "before":
        return Reading(said_on, first - DAY, basis, rule)
    if relation == "by":
        return Reading(said_on, last, basis, rule)
    return Reading(max(first, said_on), last, basis, rule)


def _event(grammar: Grammar, lean: Lean, floor: date) -> Reading | None:
    """An event, with the days, month or year that stand beside its name; without any it gives no window."""
    words, end = grammar.words, len(grammar.words)
    event = next((at for at in range(lean.at, end) if grammar.word("event", at)), end)
    named = event < end and _BESIDE.isdisjoint(words[lean.at : event]) and _WAS.isdisjoint(words)
    named = named and words[-2:-1] not in _LAST and words[lean.at : lean.at + 1] not in _LAST  # "at last year's summit"
    pointed = lean.relation in ("by", "before", "during", "after") or any(
        grammar.word(table, lean.at) for table in ("article", "this", "next", "coming")
    )
    if not (named and pointed) or end - lean.at > _EVENT_WORDS:
        return None
    found = [(hit[1] - at, at, hit) for at in range(lean.at, end) if (hit := grammar.joined(at, floor))]
    _, start, best = max(found, key=lambda each: each[:2], default=(0, end, None))
    others = words[lean.at : start] + (words[best[1] :] if best else ())
    if not all(word.isalpha() for word in others):
        return None
    if best is None:
        return OPEN
    period = best[0]._replace(rule="event")
    if period.unit == "day":
        return _leaning(period, lean.relation or "by", grammar.said_on)
    relation = "by" if lean.relation in ("", "before") else lean.relation
    return _leaning(period.inferred(), relation, grammar.said_on)
