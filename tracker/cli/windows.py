"""The window that the words of a deadline mean, counted from a day by the rules in force."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from tracker.errors import UsageError
from tracker.language.deadlines import load_rules, read_deadline
from tracker.language.rules import Rules
from tracker.language.tables import DEADLINES, own_table
from tracker.model import Deadline, FollowUp, Pledge
from tracker.register import records
from tracker.register.connect import Reader


def own_rules() -> Path | None:
    """Where the user's own rules stand (``TRACKER_RULES``): a folder of tables, or a table of deadlines."""
    own = os.environ.get("TRACKER_RULES")
    return Path(own) if own else None


def rules() -> Rules:
    """The table of deadline rules in force: ours, with the user's own over it."""
    return load_rules(own_table(own_rules(), DEADLINES))


def read_due(given: str | None, said_on: date | None, country: str | None) -> Deadline | None:
    """Read a deadline as it was given, counted from the day it was said; ``country``: whose parliament is meant.

    Where that day is not known, only what needs none is read.
    """
    if given is None:
        return None
    if said_on is None:
        from tracker.language.undated import read_undated

        return read_undated(given, rules(), country)
    return read_deadline(given, said_on, rules(), country)


class Counted(NamedTuple):
    """From what a deadline is counted: the day it was said (if known), and whose year or parliament is meant."""

    said_on: date | None
    country: str


def counted_from(reader: Reader, record: Pledge | FollowUp) -> Counted:
    """The day of the pledge, or of the document that gives a new deadline; the party is the first that pledged."""
    if isinstance(record, FollowUp):
        return Counted(record.published_on, records.pledge(reader, record.pledge).parties[0])
    return Counted(record.made_on, record.parties[0])


def follows(deadline: Deadline, counted: Counted) -> bool:
    """Whether a deadline is what its words mean by the rules in force, counted so."""
    try:
        return read_due(deadline.phrase, *counted) == deadline
    except UsageError:
        return False


def astray(reader: Reader) -> Iterator[str]:
    """The records whose window is not what its words mean, counted from its day by the very table that it names."""
    version = rules().version
    every: Iterator[Pledge | FollowUp] = chain(records.pledges(reader), records.follow_ups(reader))
    for each in every:
        due = each.deadline if each.retracted is None else None
        if due is None or due.rules != version or not (due.earliest or due.latest):
            continue
        if not follows(due, counted_from(reader, each)):
            yield each.ref
