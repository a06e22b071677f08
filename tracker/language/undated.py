"""Deadlines of which nobody knows on what day they were said: only what no day is needed for is read.

Words that mean the same last day long before it and long after it ("by 31 March 2026") mean it from every day. Of other
words no window is kept, for no other day stands in for the one that is not known.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tracker.language.deadlines import read_deadline
from tracker.language.phrase_readings import reading_of
from tracker.language.readings import read_window
from tracker.language.rules import Rules, load_rules
from tracker.model import Deadline

NO_DAY = "no-day"
LONG_BEFORE, _LONG_AFTER = date(1999, 5, 18), date(2098, 11, 3)


def read_undated(phrase: str, rules: Rules, country: str | None = None) -> Deadline:
    """What the words of a deadline mean by themselves; raises what :func:`read_deadline` raises."""
    return without_day(read_deadline(phrase, LONG_BEFORE, rules, country), rules, country)


def without_day(due: Deadline, rules: Rules | None, country: str | None = None) -> Deadline:
    """A deadline that was read as if said :data:`LONG_BEFORE`, without what it owes to that day."""
    if (due.earliest is None and due.latest is None) or read_window(due.phrase):
        return due
    after = reading_of(due.phrase, _LONG_AFTER, rules or load_rules(), country)
    if after and (due.latest, due.basis) == (after.latest, after.basis):
        told = due.earliest == after.earliest or (due.earliest != LONG_BEFORE and after.earliest == _LONG_AFTER)
        if told or due.latest:
            return due if told else replace(due, earliest=None)
    return Deadline(due.phrase, None, None, None, NO_DAY, due.rules)
