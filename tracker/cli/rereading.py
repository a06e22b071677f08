"""A deadline is counted from a day: where that changes, its words are read again.

Only a window that its words gave is moved. One that they would not have given, counted from the day before, was given
by a person, or read by another table of rules; it stays, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tracker.cli.holding import quoting
from tracker.cli.recording import keep_rule, said_of, undated
from tracker.cli.windows import counted_from, follows, read_due
from tracker.model import Document, FollowUp, Pledge
from tracker.register.connect import Reader
from tracker.register.writes import Writer


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
        said.replace("Deadline:", f"Deadline, counted from {now.said_on or 'no day'}:", 1) for said in said_of(deadline)
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
            if isinstance(record, Pledge) and record.made_on is None and record.retracted is None:
                yield undated(record)
