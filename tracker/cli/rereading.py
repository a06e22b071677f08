"""A deadline is counted from a day: where that changes, its words are read again.

Only a window that its words gave is moved. One that they would not have given, counted from the day before, was given
by a person, or read by another table of rules; it stays, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import NamedTuple

from tracker.cli.holding import quoting
from tracker.cli.recording import keep_rule, read_due, rules, said_of
from tracker.errors import UsageError
from tracker.law import known_on
from tracker.model import Deadline, Document, FollowUp, Pledge
from tracker.register import records
from tracker.register.connect import Reader
from tracker.register.writes import Writer


class Counted(NamedTuple):
    """From what a deadline is counted: the day it was said, and the party whose year or parliament is meant."""

    said_on: date
    country: str


def counted_from(reader: Reader, record: Pledge | FollowUp) -> Counted:
    """The day of the pledge, or of the document that gives a new deadline; the party is the first that pledged."""
    if isinstance(record, FollowUp):
        return Counted(known_on(record), records.pledge(reader, record.pledge).parties[0])
    return Counted(record.made_on or record.published_on or record.recorded_on, record.parties[0])


def follows(deadline: Deadline, counted: Counted) -> bool:
    """Whether a deadline is what its words mean by the rules in force, counted so."""
    try:
        return read_due(deadline.phrase, *counted) == deadline
    except UsageError:
        return False


def read_again(
    reader: Reader, before: Pledge | FollowUp, after: Pledge | FollowUp
) -> tuple[Pledge | FollowUp, list[str]]:
    """A changed record with the window that its words mean now, and what was done; ``before`` as it was counted."""
    was, now = counted_from(reader, before), counted_from(reader, after)
    kept = after.deadline
    if kept is None or was == now or kept != before.deadline:
        return after, []
    if not follows(kept, was):
        window = f"{kept.earliest or '…'} to {kept.latest or '…'}"
        return after, [
            f"Deadline: “{kept.phrase}” stays at {window}: the rules in force did not read that from its words"
        ]
    deadline = read_due(kept.phrase, *now)
    if deadline == kept:
        return after, []
    return replace(after, deadline=deadline), [
        said.replace("Deadline:", f"Deadline, counted from {now.said_on}:", 1) for said in said_of(deadline)
    ]


def read_again_by_document(writer: Writer, before: Document, after: Document) -> Iterator[str]:
    """Read again what is counted from the day of a document that has just been changed; says each."""
    if before.published_on == after.published_on:
        return
    for record in list(quoting(writer, after.ref)):
        if isinstance(record, Pledge | FollowUp):
            as_it_was = replace(record, published_on=before.published_on)
            moved, said = read_again(writer.reader, as_it_was, record)
            if moved != record:
                keep_rule(writer, moved.deadline)
                writer.change(record, moved)
            yield from (f"{record.ref}: {each}" for each in said)


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
