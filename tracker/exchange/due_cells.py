"""Cells to deadlines: a day by its form, else words that a rule of the house reads; of several deadlines none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from tracker.errors import UsageError
from tracker.exchange.cells import Cell, Missing, one_line, text_of
from tracker.exchange.dates_in import MONTHS, read_day
from tracker.language.deadlines import Rules, load_rules, read_deadline
from tracker.language.lexicon import fold
from tracker.language.readings import Reading, read
from tracker.model import Deadline

_STRETCH = re.compile(r"\bbetween\b", re.IGNORECASE)
_OR = re.compile(r"\b(?:or|and)\b", re.IGNORECASE)  # what the rules take for a stretch from the one to the other
_APART = re.compile(r"\s*[;|&,]\s*|\s+/\s+|\s+(?:or|and)\s+", re.IGNORECASE)
_BOTH = re.compile(r"^(?:either|both)\s+", re.IGNORECASE)
_NUMBER = re.compile(r"(?:.*\s)?[0-9]{1,2}(?:st|nd|rd|th)?", re.IGNORECASE)
_OF_MONTH = re.compile(rf"[0-9]{{1,2}}(?:st|nd|rd|th)?((?:\s+of)?\s+(?:{'|'.join(MONTHS)})\b.*)", re.IGNORECASE)


class DueRead(NamedTuple):
    """A deadline, or why there is none: ``code``, and the ``words`` that stand there instead."""

    deadline: Deadline | None = None
    code: str = ""
    words: str = ""


def read_due(
    cell: Cell, missing: Missing, forms: Sequence[str], made_on: date | None, rules: Rules | None, country: str
) -> DueRead:
    """Read a deadline out of a cell, said on a day.

    A stretch (``2025-06-30 – 2025-12-31``) is a window, and a year or a month one that ends with it: each has one last
    day. Of two deadlines in one cell (``2024 or 2025``) neither is taken.
    """
    if missing(cell):
        return DueRead()
    words = one_line(text_of(cell))
    if made_on is None:
        return DueRead(code="deadline_without_day", words=words)
    day = read_day(cell, missing, forms).day
    if day and day < made_on:
        return DueRead(code="deadline_before_pledge", words=words)
    if day is None and _several(words, made_on, rules or load_rules(), country):
        return DueRead(code="deadline_ambiguous", words=words)
    due = _read(day.isoformat() if day else words, made_on, rules, country)
    return DueRead(replace(due, phrase=words)) if due else DueRead(code="deadline_unread", words=words)


def _read(words: str, made_on: date, rules: Rules | None, country: str) -> Deadline | None:
    try:
        return read_deadline(words, made_on, rules, country)
    except UsageError:
        return None


def _several(words: str, made_on: date, rules: Rules, country: str) -> bool:
    """Whether two deadlines stand in a cell, each a whole one with a last day of its own, be it over or not."""
    apart = _OR.search(words) and not _STRETCH.search(words)
    if not apart and _meant(words, made_on, rules, country):
        return False
    parts = _APART.split(_BOTH.sub("", words))
    found = [
        _meant(each + _month_of(each, then), made_on, rules, country)
        for each, then in zip(parts, [*parts[1:], ""], strict=True)
    ]
    return all(found) and len({each.latest for each in found if each and each.latest}) > 1


def _meant(words: str, made_on: date, rules: Rules, country: str) -> Reading | None:
    try:
        return read(fold(words), made_on, rules, country)
    except (OverflowError, ValueError):
        return None


def _month_of(number: str, then: str) -> str:
    """The month and year that a day shares with the next, as in “30 or 31 December 2025”."""
    month = _OF_MONTH.fullmatch(then) if _NUMBER.fullmatch(number) else None
    return month[1] if month else ""
