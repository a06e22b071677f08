"""What the words of a deadline mean, said on a day: a window, its basis, and the rule that gave it.

A deadline is a relation ("by", "before", "within", "in") and what it leans on: a vague phrase of the rule
table, a stretch counted from the statement, a period of the calendar, or an event. Words that leave no
choice are ``stated``: "in six months" and "over the next two years" too, for they can be counted, however
loosely people say them. Vague or approximate words are ``inferred``: seasons, early and late, "about", named
feasts (Christmas has two calendars), "next Friday", and events of which only a month or a year is told.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tracker.errors import UsageError
from tracker.language.lexicon import fold
from tracker.language.rules import Rules, load_rules
from tracker.model import Deadline

if TYPE_CHECKING:
    from tracker.language.readings import Reading

__all__ = ["Rules", "load_rules", "read_deadline"]

_LONGEST_PHRASE = 200  # characters
_MOST_CORRECTED = 14  # words
_FIRST_YEAR = 1900
_MOST_YEARS = 100
_REMEDY = (
    "Give a day (2026-01-31), a window (2026-01-01..2026-03-31) or a phrase such as "
    '"by the end of March", "within 90 days" or "in the coming weeks".'
)


def read_deadline(phrase: str, said_on: date, rules: Rules | None = None, country: str | None = None) -> Deadline:
    """What a phrase means when said on a day.

    ``phrase`` is an ISO day (the last one in time), a window (``2026-01-01..2026-03-31``) or English words,
    200 characters at most. Words known to set no date ("soon") give a deadline without a window; "from" a
    day gives an earliest day only. ``rules`` are the shipped ones unless given; ``country`` is the code of the party
    whose financial year or parliament the words mean.

    :raises UsageError: for words that are not understood, a day that does not exist, lies before 1900 or more
        than 100 years ahead, and a window that was over when it was said.
    """
    from tracker.language.dates import ImpossibleError
    from tracker.language.patterns import patterns
    from tracker.language.readings import read, read_window

    rules = rules or load_rules()
    words = phrase.strip()
    if not words:
        raise UsageError("The deadline is empty.", remedy=_REMEDY)
    what = f"The deadline {_quoted(words)} cannot be read."
    if len(words) > _LONGEST_PHRASE:
        why = f"It has {len(words)} characters; {_LONGEST_PHRASE} are the most."
        raise UsageError(what, why=why, remedy=_REMEDY)
    if found := patterns(__name__)["day-or-year"].search(words):
        why = f"“{found[0]}” has two readings: a day of that month, or the month of a year."
        raise UsageError(what, why=why, remedy=f"Write the day or the year in full. {_REMEDY}")
    if found := patterns(__name__)["negative"].search(words):
        raise UsageError(what, why=f"It has a number below zero: “{found[0]}”.", remedy=_REMEDY)
    try:
        reading = read_window(words) or read(fold(words), said_on, rules, country)
        reading = reading or _in_a_sentence(words, said_on, rules, country)
    except ImpossibleError as error:
        raise UsageError(what, why=f"Its date is impossible: {error}.", remedy=_REMEDY) from error
    except (OverflowError, ValueError) as error:
        raise UsageError(what, why="It leaves the calendar.", remedy=_REMEDY) from error
    if reading is None:
        closest = _closest(words, said_on, rules)
        hint = f'Did you mean "{closest}"? ' if closest else ""
        raise UsageError(what, why="These words are in none of the rules.", remedy=hint + _REMEDY)
    _refuse_out_of_time(words, reading, said_on)
    return Deadline(words, *reading, rules.version)


def _in_a_sentence(words: str, said_on: date, rules: Rules, country: str | None) -> Reading | None:
    """What words mean that tell a day with what happens on it: "before the House rises on 11 July"."""
    from tracker.language.patterns import patterns
    from tracker.language.readings import Reading
    from tracker.language.spotting import spot_deadline

    (lead,) = patterns(__name__).words("sentence")
    text = f"{lead} {words}"
    spotted = spot_deadline(text, said_on, rules, cue=lead.index(" "), country=country)
    if spotted is None or spotted.at != (len(lead) + 1, len(text)):
        return None
    due = spotted.deadline
    return Reading(due.earliest, due.latest, due.basis, due.rule) if due.latest else None


def _refuse_out_of_time(words: str, reading: Reading, said_on: date) -> None:
    for day in (reading.latest, reading.earliest):
        if day and not (_FIRST_YEAR <= day.year <= said_on.year + _MOST_YEARS):
            why = f"Days before {_FIRST_YEAR} and more than {_MOST_YEARS} years ahead are taken for slips."
            raise UsageError(f"The deadline {_quoted(words)} means {day}.", why=why, remedy="Correct the year.")
    if reading.latest and reading.latest < said_on:
        raise UsageError(
            f"The deadline {_quoted(words)} was over when it was said.",
            why=f"Its last day is {reading.latest}; it was said on {said_on}.",
            remedy="Correct the deadline, or the day on which it was said.",
        )


def _closest(words: str, said_on: date, rules: Rules) -> str | None:
    """The phrase that was probably meant: with its misspelt words mended, else the most similar one known."""
    from difflib import get_close_matches

    from tracker.language.readings import read

    folded = fold(words)
    if len(folded) > _MOST_CORRECTED:
        return None
    known = sorted({word for entry in rules.entries() for word in entry if word.isalpha()})
    mended = [
        word if word in known or not word.isalpha() else (*get_close_matches(word, known, 1, 0.65), word)[0]
        for word in folded
    ]
    try:
        if tuple(mended) != folded and read(tuple(mended), said_on, rules):
            return " ".join(mended)
    except (OverflowError, ValueError):
        return None
    phrases = [*(each.fires for each in rules.examples), *(" ".join(each) for each in rules.phrases)]
    return next(iter(get_close_matches(" ".join(folded), phrases, 1, 0.7)), None)


def _quoted(words: str) -> str:
    plain = "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in words)
    return f'"{plain}"' if len(plain) <= 60 else f'"{plain[:59]}…"'
